package money

import (
	"context"

	"throughline/internal/core/op"
)

// OfYear sums up the money of a product in the running year, for areas that tell
// of it; whoever may not see it is refused.
func OfYear(ctx context.Context, v *op.View, product string) (*Summary, error) {
	return summary(ctx, v, SummaryIn{Product: product})
}
