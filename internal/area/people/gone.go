package people

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/platform/store"
)

// Gone says which of some members cannot come in any more: they are
// deactivated, or their account is disabled or not there. What acts in their
// name asks it each time.
func Gone(ctx context.Context, v *op.View, members []string) (map[string]bool, error) {
	out := map[string]bool{}
	for _, id := range members {
		if m, ok := v.Access.Member(id); !ok || m.Status != active {
			out[id] = true
		}
	}
	if len(members) == 0 {
		return out, nil
	}
	marks, args := record.Among(members)
	disabled, err := store.All[string](ctx, v.R, "select lm.member_id from login_member lm join login l on l.id = lm.login_id where lm.workspace_id = ? and lm.member_id in ("+marks+") and l.disabled", append([]any{v.Workspace}, args...)...)
	for _, id := range disabled {
		out[id] = true
	}
	return out, err
}
