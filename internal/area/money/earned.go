package money

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/platform/store"
)

// Earned gives the revenue of a product and of what belongs to it in the last
// full months, in minor units by currency. seen is false for whoever may not
// see its money.
func Earned(ctx context.Context, v *op.View, product string, months int) (sums map[string]int64, seen bool, err error) {
	if maySee(v, product) != nil {
		return nil, false, nil
	}
	type sum struct {
		Currency string `db:"currency"`
		Amount   int64  `db:"amount"`
	}
	until := month(v.Today())
	rows, err := store.All[sum](ctx, v.R, "select currency, cast(sum(amount) as bigint) as amount from money_line where workspace_id = ? and product_id = ? and basis = 'actual' and sort = ? and month >= ? and month < ? group by currency",
		v.Workspace, product, Revenue, string(next(until, -months)), string(until))
	sums = map[string]int64{}
	for _, r := range rows {
		sums[r.Currency] = r.Amount
	}
	return sums, err == nil, err
}
