package growth

import (
	"context"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/core/watch"
)

// leadNews tells both of whom one leads the other, whichever of them it was who
// did not do it themselves: who is named, who has to agree, who was replaced,
// and of the answer.
func leadNews(ctx context.Context, at record.At, _ *right.Access, row *ledger.Row) ([]op.Told, bool, error) {
	if row.Act == ledger.Delete {
		return watch.Tell(watch.Heard, op.Was[string](row, "member"), op.Was[string](row, "lead")), false, nil
	}
	now, err := record.Where[GrowthLead](ctx, at, "d.id = ?", row.Entity)
	if err != nil || len(now) == 0 {
		return nil, false, err // it ended meanwhile, and that is told
	}
	l := &now[0]
	var out []op.Told
	switch named := op.Became[string](row, "lead") != ""; {
	case named && l.AgreedAt == 0:
		out = append(watch.Tell(watch.Assigned, l.Lead), watch.Tell(watch.Decide, l.Member)...)
	case named:
		out = watch.Tell(watch.Assigned, l.Lead)
	case l.AgreedAt != 0:
		out = watch.Tell(watch.Answer, l.Lead)
	}
	return append(out, watch.Tell(watch.Heard, op.Was[string](row, "lead"))...), false, nil
}
