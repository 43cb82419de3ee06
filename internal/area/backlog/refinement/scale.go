package refinement

import (
	"context"
	"slices"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Scale is the values that a product's team votes with, in place of the usual
// ones.
type Scale struct {
	record.Part
	Steps []string `db:"steps" json:"steps" ref:"-" by:"story.estimate" v:"required,max=30" doc:"From small to large; ½, ? and coffee are values too."`
}

// Check holds for every stored scale.
func (s *Scale) Check(list *errs.List) { checkScale("steps", s.Steps, list) }

// ScaleIn sets the scale of a product.
type ScaleIn struct {
	Product string   `json:"product" ref:"product" v:"required" doc:"Id or key of the product."`
	Steps   []string `json:"steps" ref:"-" v:"required,max=30" doc:"From small to large: numbers, ½, ? and coffee."`
}

// ScaleOf asks for the scale of a product.
type ScaleOf struct {
	Product string `json:"product" in:"query" ref:"product" v:"required" doc:"Id or key of the product."`
}

// Steps is a product's scale.
type Steps struct {
	Steps []string `json:"steps" ref:"-" doc:"The values, from small to large."`
	Usual bool     `json:"usual" doc:"The team has not set its own."`
}

func setScale(ctx context.Context, tx *op.Tx, in ScaleIn) (*Steps, error) {
	product, err := tx.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	there, err := record.Where[Scale](ctx, tx.View.At, "d.product_id = ?", product)
	if err != nil {
		return nil, err
	}
	out := &Steps{in.Steps, slices.Equal(in.Steps, Usual)}
	after := Scale{Steps: in.Steps}
	if len(there) == 0 {
		after.ID, after.Product, after.Record = id.Of("scale", tx.Workspace, product), id.Ref(product), id.Ref(product)
		return out, tx.Insert(ctx, &after)
	}
	after.Part = there[0].Part
	return out, tx.Update(ctx, &there[0], &after)
}

func showScale(ctx context.Context, v *op.View, in ScaleOf) (*Steps, error) {
	product, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	steps, err := stepsOf(ctx, v, product)
	return &Steps{steps, slices.Equal(steps, Usual)}, err
}

// stepsOf gives the scale of a product.
func stepsOf(ctx context.Context, v *op.View, product string) ([]string, error) {
	there, err := record.Where[Scale](ctx, v.At, "d.product_id = ?", product)
	if err != nil || len(there) == 0 {
		return Usual, err
	}
	return there[0].Steps, nil
}
