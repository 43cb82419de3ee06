package money

import (
	"context"
	"math/big"

	"throughline/internal/area/delivery"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/finance"
	"throughline/internal/platform/store"
)

// work is a cost that follows from people's days: those spent on the sprints,
// by the day rate of the month, parted among the features by the size of what
// was agreed on for each.
type work struct {
	month    clock.Day
	about    string // id of the feature; "" where the work delivers none
	amount   *big.Rat
	currency string
}

// workLabel is how such cost is called.
const workLabel = "Work"

// workOf gives the work of some products, in a handful of questions whatever
// their number; what has no day rate has none.
func workOf(ctx context.Context, v *op.View, products []string, from clock.Day) (map[string][]work, error) {
	out := map[string][]work{}
	if len(products) == 0 {
		return out, nil
	}
	marks, ids := record.Among(products)
	noted, err := record.Where[DayRate](ctx, v.At, "d.record_id in ("+marks+") order by d.from_on, d.id", ids...)
	if err != nil || len(noted) == 0 {
		return out, err
	}
	rates, rated := map[string][]DayRate{}, []string{}
	for _, r := range noted {
		of := string(r.Record)
		if rates[of] == nil {
			rated = append(rated, of)
		}
		rates[of] = append(rates[of], r)
	}
	efforts, err := delivery.EffortsOf(ctx, v, rated, from, v.Today())
	if err != nil {
		return nil, err
	}
	marks, ids = record.Among(rated)
	serves, err := linked(ctx, v, link.Delivers, "l.product_id in ("+marks+") and t.kind = 'feature'", ids...)
	if err != nil {
		return nil, err
	}
	for of, all := range efforts {
		out[of] = costOf(all, rates[of], serves, from)
	}
	return out, nil
}

// costOf is what some sprints cost, month by month and feature by feature.
func costOf(efforts []delivery.Effort, rates []DayRate, serves map[string]string, from clock.Day) []work {
	var out []work
	for _, e := range efforts {
		shares := parted(e.Items, serves)
		for m, days := range e.Months {
			r := rateAt(rates, m)
			if r == nil || m < from {
				continue
			}
			cost := new(big.Rat).Mul(finance.Decimal(days), big.NewRat(r.Amount, 1))
			for about, share := range shares {
				out = append(out, work{m, about, new(big.Rat).Mul(cost, share), r.Currency})
			}
		}
	}
	return out
}

// rateAt gives the day rate that holds at the end of a month.
func rateAt(rates []DayRate, m clock.Day) *DayRate {
	var out *DayRate
	for i := range rates {
		if rates[i].From < next(m, 1) {
			out = &rates[i]
		}
	}
	return out
}

type pair struct {
	From string `db:"from_id"`
	To   string `db:"to_id"`
}

// linked gives what each record is linked to; of several, the one that was
// linked first.
func linked(ctx context.Context, v *op.View, sort, where string, args ...any) (map[string]string, error) {
	rows, err := store.All[pair](ctx, v.R, "select l.from_id, l.to_id from link l join record t on t.workspace_id = l.workspace_id and t.id = l.to_id where l.workspace_id = ? and l.type = ? and "+where+" order by l.created_at desc, l.id desc",
		append([]any{v.Workspace, sort}, args...)...)
	if err != nil {
		return nil, err
	}
	out := make(map[string]string, len(rows))
	for _, r := range rows {
		out[r.From] = r.To // the first comes last
	}
	return out, nil
}

// parted says which share of a sprint was for which feature: by the size of
// what was agreed on; where nothing has a size, by the number.
func parted(items []delivery.Committed, serves map[string]string) map[string]*big.Rat {
	by, all := map[string]*big.Rat{}, new(big.Rat)
	for _, sized := range []bool{true, false} {
		for _, i := range items {
			size := new(big.Rat).SetInt64(1)
			if sized {
				size = new(big.Rat)
				if i.Estimate != nil {
					size = finance.Decimal(*i.Estimate)
				}
			}
			f := serves[i.Item]
			if by[f] == nil {
				by[f] = new(big.Rat)
			}
			by[f].Add(by[f], size)
			all.Add(all, size)
		}
		if all.Sign() > 0 {
			break
		}
	}
	if all.Sign() == 0 {
		return map[string]*big.Rat{"": big.NewRat(1, 1)}
	}
	for f, size := range by {
		if size.Sign() == 0 {
			delete(by, f)
			continue
		}
		by[f] = size.Quo(size, all)
	}
	return by
}
