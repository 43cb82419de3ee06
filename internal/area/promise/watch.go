package promise

import (
	"context"
	"time"

	"throughline/internal/area/roadmap/plan"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

const day = 24 * time.Hour

type days = time.Duration

// Nothing is an input without fields.
type Nothing struct{}

// Watched is what a look at all promises found.
type Watched struct {
	Looked int `json:"looked" doc:"How many promises bind."`
	Risks  int `json:"risks" doc:"How many came to be at risk, and were told to their promisers."`
	Passed int `json:"passed" doc:"How many were passed on to the product manager."`
	Eased  int `json:"eased" doc:"How many are at risk no longer."`
}

// watcher looks at promises for the server.
type watcher struct{ outlooks plan.Outlooks }

// through is by what means the server notes a risk.
const through = "watch"

// watch looks at the promises of all workspaces. What it notes is a row of the
// ledger like any other, and from that the inboxes are filled: the promiser's
// first. Several servers may look at once; each promise is weighed again in the
// change that notes it.
func (w watcher) watch(ctx context.Context, p *op.Plain, _ Nothing) (_ *Watched, err error) {
	defer errs.Wrap(&err, "promise.watch")
	var all []string
	err = p.DB.Read(ctx, "", func(r *store.Reader) (err error) {
		all, err = store.All[string](ctx, r, "select id from workspace order by id")
		return err
	})
	out := &Watched{}
	for _, ws := range all {
		if err == nil {
			err = w.workspace(ctx, p, ws, out)
		}
	}
	return out, err
}

// seen is a promise as it was when it was looked at.
type seen struct {
	id     string
	chance Chance
	gone   bool // its promiser cannot be told
	due    clock.Instant
}

func (w watcher) workspace(ctx context.Context, p *op.Plain, ws string, out *Watched) error {
	var bound *PromiseBound
	var found []seen
	err := p.Engine.View(ctx, ws, right.Actor{Member: through, Role: right.Admin, Through: through}, func(v *op.View) error {
		all, err := record.Where[Promise](ctx, v.At, "r.category in ('todo', 'doing') and r.archived_at = 0 order by r.id limit ?", mostListed)
		if err != nil || len(all) == 0 {
			return err
		}
		if bound, err = boundOf(ctx, v.At); err != nil {
			return err
		}
		weighed, err := listed{w.outlooks}.weigh(ctx, v, all, bound)
		for i := range weighed {
			one := &weighed[i]
			out.Looked++
			m, ok := v.Access.Member(string(one.SaidBy))
			s := seen{one.ID, one.Chance, !ok || m.Status != "active", clock.From(midnight(one.DueOn.Add(1), zone(v)))}
			if one.hears(s.chance, bound, v.Now, s.due, s.gone) != nothing {
				found = append(found, s)
			}
		}
		return err
	})
	for _, s := range found {
		if err == nil {
			err = s.note(ctx, p, ws, bound, out)
		}
	}
	return err
}

// midnight is when a day begins somewhere.
func midnight(d clock.Day, in *time.Location) time.Time {
	t := d.Time()
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, in)
}

// note writes down what became of one promise.
func (s seen) note(ctx context.Context, p *op.Plain, ws string, bound *PromiseBound, out *Watched) error {
	return p.Change(ctx, ws, right.Actor{Role: right.Admin, Through: through}, func(tx *op.Tx, _ *store.Tx) error {
		before, err := record.Find[Promise](ctx, tx.At, s.id)
		if err != nil {
			return err
		}
		after := *before
		switch before.hears(s.chance, bound, tx.Now, s.due, s.gone) {
		case nothing:
			return nil
		case begins, renews:
			after.safe()
			after.RiskAt, after.RiskOdds = tx.Now, s.chance.Odds
			if s.gone {
				after.EscalatedAt = tx.Now
				out.Passed++
			}
			out.Risks++
		case passes:
			after.EscalatedAt = tx.Now
			out.Passed++
		case eases:
			after.safe()
			out.Eased++
		}
		defer tx.Covered()() // nobody decides what the odds are
		return tx.Update(ctx, before, &after)
	})
}
