package plan

import (
	"context"

	"throughline/internal/core/op"
)

// Within lists the products that a question about the roadmap is about: those
// that the actor sees, of one product, of a portfolio, or all.
func (in In) Within(ctx context.Context, v *op.View) ([]string, error) {
	asked, err := in.products(ctx, v)
	if err != nil {
		return nil, err
	}
	all, _ := v.Access.Visible(v.Actor)
	if asked == nil {
		return all, nil
	}
	out := []string{}
	for _, p := range all {
		if asked[p] {
			out = append(out, p)
		}
	}
	return out, nil
}
