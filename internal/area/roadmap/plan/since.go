package plan

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
)

// Since gives what became of one product's roadmap since a moment, for areas
// that tell of it.
func Since(ctx context.Context, v *op.View, product string, at clock.Instant) (*Changes, error) {
	all, err := Load(ctx, v)
	if err != nil {
		return nil, err
	}
	was, touched, err := all.asOf(ctx, v, moment{at: at})
	if err != nil {
		return nil, err
	}
	all.Lines = present(all.Lines)
	all.index()
	out := &Changes{Since: at, Items: []Changed{}, Gone: []Line{}}
	out.fill(was, all, touched, map[string]bool{product: true})
	return out, nil
}
