package money

import (
	"context"
	"math/big"

	"throughline/internal/area/delivery"
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

func workOf(ctx context.Context, v *op.View, product string, from clock.Day) ([]work, error) {
	rates, err := record.Where[DayRate](ctx, v.At, "d.record_id = ? order by d.from_on, d.id", product)
	if err != nil || len(rates) == 0 {
		return nil, err
	}
	efforts, err := delivery.EffortOf(ctx, v, product, from, today(v))
	if err != nil {
		return nil, err
	}
	serves, err := delivered(ctx, v, product)
	if err != nil {
		return nil, err
	}
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
	return out, nil
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

// delivered gives the feature that each item of a product delivers to; of
// several, the one that was linked first.
func delivered(ctx context.Context, v *op.View, product string) (map[string]string, error) {
	return linked(ctx, v, "delivers", "l.product_id = ? and t.kind = 'feature'", product)
}

type pair struct {
	From string `db:"from_id"`
	To   string `db:"to_id"`
}

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
