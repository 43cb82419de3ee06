package query

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/platform/store"
)

// Among gives the ids of the records of a product that a query finds, as far as
// the actor may see them, in no order: for questions that look at what a query
// finds without showing it.
func Among(ctx context.Context, v *op.View, product, q string) ([]string, error) {
	cat, err := OfKinds(v.Engine.Reg)
	if err != nil {
		return nil, err
	}
	l := &lister{cat}
	a, err := l.prepare(ctx, v, ListIn{Q: q, Product: product})
	if err != nil {
		return nil, err
	}
	return store.All[string](ctx, v.R, "select r.id from "+a.From()+" where "+a.where, a.args...)
}
