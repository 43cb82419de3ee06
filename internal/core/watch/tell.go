package watch

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/platform/store"
)

// teller fills inboxes from the ledger.
type teller struct {
	reg   *op.Registry
	cache *right.Cache
}

func newTeller(r *op.Registry) *teller { return &teller{r, right.NewCache()} }

func (t *teller) batch(ctx context.Context, tx *store.Tx, workspace string, rows []ledger.Row) error {
	at := record.At{R: &tx.Reader, Workspace: workspace}
	access, err := t.cache.Access(ctx, at)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if quiet(row) {
			continue
		}
		list, err := t.concerns(ctx, at, access, &row)
		if err != nil {
			return err
		}
		done := map[string]bool{}
		for _, to := range list {
			m, ok := access.Member(to.Member)
			if done[to.Member] || to.Member == string(row.Actor) && !to.Self || !ok || m.Status != "active" || !access.CanSee(right.Actor{Member: m.ID, Role: m.Role}, string(row.Product)) ||
				!t.reg.Shows(access, right.Actor{Member: m.ID, Role: m.Role}, &row) {
				continue
			}
			done[to.Member] = true
			// The number first, so that notices sort by what happened.
			_, err := tx.Exec(ctx, "insert into inbox (workspace_id, member_id, id, seq, reason, read_at) values (?, ?, ?, ?, ?, 0) on conflict (workspace_id, member_id, id) do nothing",
				workspace, to.Member, fmt.Sprintf("%016x", row.Seq), row.Seq, to.Reason)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// quiet rows tell nobody: imports bring years of history at once.
func quiet(row ledger.Row) bool {
	return strings.HasPrefix(row.Through, "import:") || row.Through == "founding"
}

// concerns lists who is to be told of a row, the strongest reason first.
func (t *teller) concerns(ctx context.Context, at record.At, access *right.Access, row *ledger.Row) ([]op.Told, error) {
	var out []op.Told
	if news, ok := t.reg.NewsOf(row.Kind); ok {
		told, usual, err := news(ctx, at, access, row)
		if err != nil || !usual {
			return told, err
		}
		out = told
	}
	if row.Record == "" {
		return out, nil
	}
	if owner := op.Became[string](row, "owner"); owner != "" {
		out = append(out, op.Told{Member: owner, Reason: Assigned})
	}
	for _, d := range strings.Fields(row.Decision) {
		out = append(out, Tell(Heard, access.Holding(access.Rule(d, string(row.Product)).Heard, string(row.Product))...)...)
	}
	near, err := Near(ctx, at, string(row.Record))
	return append(out, Tell(Watched, near...)...), err
}

// Tell gives members one reason.
func Tell(reason string, members ...string) []op.Told {
	out := make([]op.Told, 0, len(members))
	for _, m := range members {
		out = append(out, op.Told{Member: m, Reason: reason})
	}
	return out
}

// Near lists who watches or owns a record.
func Near(ctx context.Context, at record.At, rec string) ([]string, error) {
	list, err := store.All[string](ctx, at.R, "select member_id from watcher where workspace_id = ? and record_id = ?", at.Workspace, rec)
	if err != nil {
		return nil, err
	}
	owner, err := store.All[string](ctx, at.R, "select owner_id from record where workspace_id = ? and id = ? and owner_id is not null", at.Workspace, rec)
	return unique(append(list, owner...)), err
}

// talk tells those of a comment who are called in it, and those near the record.
func talk(ctx context.Context, at record.At, _ *right.Access, row *ledger.Row) ([]op.Told, bool, error) {
	if row.Act == ledger.Delete {
		return nil, false, nil
	}
	var before []string
	if c, ok := row.Diff["mentions"]; ok {
		_ = json.Unmarshal(c[0], &before)
	}
	called := slices.DeleteFunc(op.Became[[]string](row, "mentions"), func(m string) bool { return slices.Contains(before, m) })
	out := Tell(Mention, called...)
	if row.Act != ledger.Create {
		return out, false, nil
	}
	near, err := Near(ctx, at, string(row.Record))
	return append(out, Tell(Comment, near...)...), false, err
}

// proposal tells the deciders of a new one, and the proposer of an answer.
func proposal(_ context.Context, _ record.At, access *right.Access, row *ledger.Row) ([]op.Told, bool, error) {
	var out []op.Told
	state := op.Became[string](row, "state")
	if state == op.Open {
		for _, d := range op.Became[[]string](row, "decisions") {
			out = append(out, Tell(Decide, access.Deciders(d, string(row.Product))...)...)
		}
	} else if state != "" && row.Behalf != "" {
		out = Tell(Decided, string(row.Behalf))
	}
	return out, false, nil
}
