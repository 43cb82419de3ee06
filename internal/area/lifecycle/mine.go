package lifecycle

import (
	"cmp"
	"context"
	"slices"

	"throughline/internal/area/product"
	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/core/watch"
	"throughline/internal/kit/clock"
)

// MyStep is a step of a sunset plan with the product that it is for.
type MyStep struct {
	Product string `json:"product" ref:"product"`
	Key     string `json:"key"`
	Name    string `json:"name" doc:"Of the product."`
	Step    Step   `json:"step"`
	Late    int    `json:"late" doc:"Days since it was due."`
}

// mostPlans bounds how many products' ends are looked through for one's steps.
const mostPlans = 500

// mine gives the steps that wait for the caller. Like a launch's tasks they
// follow from the day alone, so they are asked and not told: what is done is
// gone from it. A plan counts once its product is in sunset.
func mine(ctx context.Context, v *op.View, _ Nothing) ([]MyStep, error) {
	scope, see := v.Scope("d.record_id")
	args := append([]any{"%" + v.Actor.Member + "%", sunset}, see...)
	plans, err := record.Where[SunsetPlan](ctx, v.At, `d.steps like ? and exists (select 1 from product p join record r on r.workspace_id = p.workspace_id and r.id = p.id
 where p.workspace_id = d.workspace_id and p.id = d.record_id and p.stage = ? and r.archived_at = 0) and `+scope+" order by d.record_id limit ?", append(args, mostPlans)...)
	out := []MyStep{}
	if err != nil || len(plans) == 0 {
		return out, err
	}
	ids := make([]string, len(plans))
	for i := range plans {
		ids[i] = string(plans[i].Record)
	}
	marks, in := record.Among(ids)
	products, err := op.Where[product.Product](ctx, v, "r.id in ("+marks+")", in...)
	today := v.Today()
	for _, p := range plans {
		i := slices.IndexFunc(products, func(x product.Product) bool { return x.ID == string(p.Record) })
		for _, s := range p.Steps {
			if i >= 0 && s.Owner == v.Actor.Member && s.DoneOn == "" {
				out = append(out, MyStep{products[i].ID, products[i].Key, products[i].Title, s, s.late(today)})
			}
		}
	}
	// What has no day waits behind what has one.
	slices.SortStableFunc(out, func(a, b MyStep) int {
		return cmp.Compare(orNever(a.Step.DueOn), orNever(b.Step.DueOn))
	})
	return out, err
}

func orNever(d clock.Day) clock.Day { return cmp.Or(d, "9999-12-31") }

// late counts the days since a step was due.
func (s Step) late(today clock.Day) int {
	if s.DueOn == "" || s.DueOn >= today {
		return 0
	}
	return today.Since(s.DueOn)
}

// planNews tells whoever a step is given to, and whoever had one that was
// changed, given to another or taken away.
func planNews(_ context.Context, _ record.At, _ *right.Access, row *ledger.Row) ([]op.Told, bool, error) {
	before := map[string]Step{}
	for _, s := range op.Was[Steps](row, "steps") {
		before[s.ID] = s
	}
	var given, touched []string
	for _, s := range op.Became[Steps](row, "steps") {
		was := before[s.ID]
		delete(before, s.ID)
		if s.Owner != was.Owner {
			given, touched = append(given, s.Owner), append(touched, was.Owner)
		} else if s != was {
			touched = append(touched, s.Owner)
		}
	}
	for _, s := range before {
		touched = append(touched, s.Owner)
	}
	return append(watch.Tell(watch.Assigned, given...), watch.Tell(watch.Heard, touched...)...), true, nil
}
