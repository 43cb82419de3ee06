package flow

import (
	"context"
	"slices"

	"throughline/internal/area/roadmap/plan"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/stat"
	"throughline/internal/platform/store"
)

// prospect is the outlook of one record.
type prospect struct {
	l    *look
	odd  *simulated
	days stat.Days
}

// Odds tells how likely the record is done by the end of a day.
func (p prospect) Odds(by clock.Day) float64 { return p.l.chance(p.days, by) }

// By gives the day by which it is done with some odds; "" for longer than ten
// years.
func (p prospect) By(share float64) clock.Day {
	n := p.days.Day(share)
	if n > tooLong {
		return ""
	}
	return p.l.cal.next(p.l.lastWhole(p.l.now), n)
}

// Open tells how many of its items are open, and how many are done.
func (p prospect) Open() (open, done int) { return p.odd.Remaining, p.odd.Done }

// Outlooks tells what may be expected of some records, of whatever products:
// for areas that hold a day of their own against it. What has no forecast is
// left out. It is for questions; in the midst of a change it would keep rows
// that may yet be taken back.
func Outlooks(ctx context.Context, v *op.View, ids []string) (map[string]plan.Outlook, error) {
	out := map[string]plan.Outlook{}
	type place struct {
		Named
		Product string `db:"product_id"`
	}
	by := map[string][]Named{}
	var products []string
	for part := range slices.Chunk(ids, 500) {
		marks, args := record.Among(part)
		rows, err := store.All[place](ctx, v.R, "select id, key, title, kind, state, coalesce(product_id, '') as product_id from record where workspace_id = ? and id in ("+marks+") and category in ('todo', 'doing')", append([]any{v.Workspace}, args...)...)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if r.Product == "" || !v.Sees(r.Product) {
				continue
			}
			if by[r.Product] == nil {
				products = append(products, r.Product)
			}
			by[r.Product] = append(by[r.Product], r.Named)
		}
	}
	for _, p := range products {
		l, err := see(ctx, v, &Scope{Product: p, Unit: "count"}, true, nil)
		if errs.Is(err, errs.NotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		byRank(by[p])
		f, err := l.forecastAll(ctx, by[p])
		if err != nil {
			return nil, err
		}
		for i := range f.all {
			if one := &f.all[i]; one.days != nil {
				out[one.ID] = prospect{l, one, one.days}
			}
		}
	}
	return out, nil
}
