package acceptance

import (
	"context"
	"slices"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/patch"
	"throughline/internal/platform/store"
)

// Answered is an approval with what became of the record since it was given.
type Answered struct {
	Approval
	Changed []string `json:"changed" doc:"Fields of the record that changed since it was approved; empty for none. What was kept does not change."`
}

// AskedFor is an approval that the caller asked for.
type AskedFor struct {
	Answered
	Key   string `json:"key"`
	Title string `json:"title"`
	Kind  string `json:"kind"`
}

// aside are fields whose change leaves what was approved as it was.
var aside = []string{"rank", "tags", "owner", "state", "category", "archivedAt", "doneAt", "releasedOn"}

// since says what changed of each record after its approval.
func since(ctx context.Context, v *op.View, all []Approval) ([]Answered, error) {
	out := make([]Answered, len(all))
	var ids []string
	var first int64
	for i, a := range all {
		out[i] = Answered{a, []string{}}
		if a.State == Approved && a.About == "" && a.Seen > 0 {
			ids = append(ids, string(a.Record))
			if first == 0 || a.Seen < first {
				first = a.Seen
			}
		}
	}
	if len(ids) == 0 {
		return out, nil
	}
	type change struct {
		Record string     `db:"record_id"`
		Seq    int64      `db:"seq"`
		Diff   patch.Diff `db:"diff"`
	}
	marks, args := record.Among(ids)
	rows, err := store.All[change](ctx, v.R, "select record_id, seq, diff from ledger where workspace_id = ? and record_id in ("+marks+") and entity_id = record_id and seq > ? order by seq limit 5000",
		append(append([]any{v.Workspace}, args...), first)...)
	for _, r := range rows {
		for i := range out {
			a := &out[i]
			if a.State != Approved || a.About != "" || string(a.Record) != r.Record || r.Seq <= a.Seen {
				continue
			}
			for _, f := range r.Diff.Names() {
				if !slices.Contains(aside, f) && !slices.Contains(a.Changed, f) {
					a.Changed = append(a.Changed, f)
				}
			}
		}
	}
	return out, err
}

func askedByMe(ctx context.Context, v *op.View, _ Nothing) ([]AskedFor, error) {
	scope, args := v.Scope("d.product_id")
	all, err := record.Where[Approval](ctx, v.At, "d.created_by = ? and "+scope+" order by case when d.state = 'asked' then 0 else 1 end, d.created_at desc, d.id limit 200", append([]any{v.Actor.Member}, args...)...)
	out := []AskedFor{}
	if err != nil || len(all) == 0 {
		return out, err
	}
	said, err := since(ctx, v, all)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(all))
	for i, a := range all {
		ids[i] = string(a.Record)
	}
	marks, in := record.Among(ids)
	type base struct {
		ID    string `db:"id"`
		Key   string `db:"key"`
		Title string `db:"title"`
		Kind  string `db:"kind"`
	}
	rows, err := store.All[base](ctx, v.R, "select id, key, title, kind from record where workspace_id = ? and id in ("+marks+")", append([]any{v.Workspace}, in...)...)
	by := map[string]base{}
	for _, r := range rows {
		by[r.ID] = r
	}
	for _, a := range said {
		r := by[string(a.Record)]
		out = append(out, AskedFor{a, r.Key, r.Title, r.Kind})
	}
	return out, err
}

func remindApproval(ctx context.Context, tx *op.Tx, in ApprovalIn) (*Approval, error) {
	before, err := op.Find[Approval](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if before.State != Asked {
		return nil, errs.New(errs.Conflict, "This was answered already: there is nothing to remind of.")
	}
	row, err := tx.Base(ctx, string(before.Record))
	if err != nil {
		return nil, err
	}
	defer tx.Covered(asks(row.Kind))()
	after := *before
	after.RemindedAt = tx.Moment()
	return &after, tx.Update(ctx, before, &after)
}

// waiting is an approval that is needed tomorrow or sooner, and who asked.
type waiting struct {
	ID string `db:"id"`
	By id.Ref `db:"created_by"`
}

// RemindDue reminds, once, whoever has not answered by the day before their word
// is needed, in the name of who asked.
func RemindDue(ctx context.Context, e *op.Engine, workspace string) (int, error) {
	var all []waiting
	err := e.View(ctx, workspace, right.Actor{Role: right.Admin}, func(v *op.View) (err error) {
		all, err = store.All[waiting](ctx, v.R, "select id, created_by from approval where workspace_id = ? and state = 'asked' and need_by <= ? and reminded_at = 0 and created_by is not null order by need_by, id limit 200",
			v.Workspace, string(v.Today().Add(1)))
		return err
	})
	n := 0
	for _, w := range all {
		actor, err := e.ActorOf(ctx, workspace, string(w.By), "reminder")
		if errs.Is(err, errs.Unauthenticated) {
			continue // whoever asked has left; the list says that it is late
		}
		if err != nil {
			return n, err
		}
		_, err = e.Run(ctx, op.Call{Op: "approval.remind", Workspace: workspace, Actor: actor, Value: &ApprovalIn{ID: w.ID}, Reason: "It is needed soon."})
		if err != nil && !errs.Is(err, errs.Conflict) && !errs.Is(err, errs.NotFound) {
			return n, err
		}
		n++
	}
	return n, err
}
