package decision

import (
	"cmp"
	"context"
	"slices"

	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// Nothing is an input without fields.
type Nothing struct{}

// Review is something that waits for the caller.
type Review struct {
	ID      string    `db:"id" json:"id" ref:"record"`
	Kind    string    `db:"kind" json:"kind" doc:"decision, risk or feature."`
	Key     string    `db:"key" json:"key"`
	Title   string    `db:"title" json:"title"`
	Product id.Ref    `db:"product_id" json:"product" ref:"product"`
	Why     string    `db:"why" json:"why" doc:"decide: you approve it; drive: you bring it to a decision and its day has come; review: its day to be looked at again has come; settle: its bet is due, and the number says how it came out."`
	On      clock.Day `db:"due" json:"on" doc:"The day; null where none was said."`
}

// reviewMost bounds each sort.
const reviewMost = 100

// reviews gives what waits for the caller. It follows from the day alone, so it
// is asked and not told: what is settled is gone from it.
func reviews(ctx context.Context, v *op.View, _ Nothing) ([]Review, error) {
	scope, see := v.Scope("r.product_id")
	me, today := v.Actor.Member, v.Today()
	const from = "select r.id, r.kind, r.key, r.title, r.product_id, "
	const of = " join record r on r.workspace_id = d.workspace_id and r.id = d.id where d.workspace_id = ? and r.archived_at = 0 and "
	end := " and " + scope + " order by due, r.id limit ?"
	out := []Review{}
	for _, q := range []struct {
		sql  string
		args []any
	}{
		{from + "'decide' as why, d.due_on as due from decision d" + of + "r.category = 'todo' and d.approver_id = ?", []any{me}},
		{from + "'drive' as why, d.due_on as due from decision d" + of + "r.category = 'todo' and d.driver_id = ? and (d.approver_id is null or d.approver_id <> ?) and d.due_on <= ?", []any{me, me, today}},
		{from + "'review' as why, d.review_on as due from decision d" + of + "r.category = 'done' and d.review_on <= ? and (d.driver_id = ? or d.approver_id = ? or r.owner_id = ?)", []any{today, me, me, me}},
		{from + "'review' as why, d.review_on as due from risk d" + of + "r.category <> 'closed' and d.review_on <= ? and r.owner_id = ?", []any{today, me}},
		// A bet waits for whoever made it; one that was brought in names nobody, and waits for who owns it.
		{from + "'settle' as why, d.bet_on as due from feature d" + of + "d.released_on is not null and d.bet_on <= ? and d.bet_outcome in ('', 'too early') and d.bet_metric_id is not null and d.bet_low is not null and d.bet_high is not null and coalesce(d.bet_by, r.owner_id) = ?", []any{today, me}},
	} {
		args := append(append([]any{v.Workspace}, q.args...), see...)
		found, err := store.All[Review](ctx, v.R, q.sql+end, append(args, reviewMost)...)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	// Those without a day wait behind those whose day has come.
	slices.SortStableFunc(out, func(a, b Review) int {
		return cmp.Or(cmp.Compare(boolean(a.On == ""), boolean(b.On == "")), cmp.Compare(a.On, b.On), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}
