// Package suggest works out an order of the backlog from what is known of its
// items, beside the order that the product owner gave it. It shows what the
// order was made from and why an item stands elsewhere in it, and it changes
// nothing by itself.
//
// Words it owns: suggested order, part (one ground of a score), weight (of a
// part), weighing (a product's weights).
package suggest

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/id"
)

// Weighing is a product's own weights.
type Weighing struct {
	record.Part
	Customers float64 `db:"customers" json:"customers" by:"backlog.rank" v:"min=-10,max=10"`
	Revenue   float64 `db:"revenue" json:"revenue" by:"backlog.rank" v:"min=-10,max=10"`
	Value     float64 `db:"value" json:"value" by:"backlog.rank" v:"min=-10,max=10"`
	Effort    float64 `db:"effort" json:"effort" by:"backlog.rank" v:"min=-10,max=10"`
	Risk      float64 `db:"risk" json:"risk" by:"backlog.rank" v:"min=-10,max=10"`
	Age       float64 `db:"age" json:"age" by:"backlog.rank" v:"min=-10,max=10"`
}

// Weights says how much each part counts. A weight below 0 turns a part round:
// then what is large, risky or new comes first.
type Weights struct {
	Customers float64 `json:"customers" v:"min=-10,max=10" doc:"How many customers asked for it."`
	Revenue   float64 `json:"revenue" v:"min=-10,max=10" doc:"What the accounts that asked for it bring in a year."`
	Value     float64 `json:"value" v:"min=-10,max=10" doc:"What it is worth to the business."`
	Effort    float64 `json:"effort" v:"min=-10,max=10" doc:"Small ones first."`
	Risk      float64 `json:"risk" v:"min=-10,max=10" doc:"Safe ones first; below 0 the risky ones."`
	Age       float64 `json:"age" v:"min=-10,max=10" doc:"Old ones first."`
}

// standard is what holds until a product sets its own.
var standard = Weights{Customers: 3, Revenue: 2, Value: 3, Effort: 2, Risk: 1, Age: 1}

// of gives the weight of a part.
func (w Weights) of(name string) float64 {
	switch name {
	case Customers:
		return w.Customers
	case Revenue:
		return w.Revenue
	case Value:
		return w.Value
	case Effort:
		return w.Effort
	case Risk:
		return w.Risk
	default:
		return w.Age
	}
}

// WeighIn sets a product's weights.
type WeighIn struct {
	Product  string  `json:"product" ref:"product" v:"required" doc:"Id or key of the product."`
	Weights  Weights `json:"weights"`
	Standard bool    `json:"standard" doc:"Take the product's own away, so that the standard ones hold."`
}

// Weighed is the weights that hold in a product.
type Weighed struct {
	Own     bool    `json:"own" doc:"The product has set them itself."`
	Weights Weights `json:"weights"`
}

func weighingOf(ctx context.Context, v *op.View, product string) (*Weighing, Weights, error) {
	own, err := record.Where[Weighing](ctx, v.At, "d.product_id = ?", product)
	if err != nil || len(own) == 0 {
		return nil, standard, err
	}
	w := own[0]
	return &w, Weights{w.Customers, w.Revenue, w.Value, w.Effort, w.Risk, w.Age}, nil
}

func weigh(ctx context.Context, tx *op.Tx, in WeighIn) (*Weighed, error) {
	product, err := tx.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	before, _, err := weighingOf(ctx, &tx.View, product)
	if err != nil {
		return nil, err
	}
	if in.Standard {
		if before == nil {
			return &Weighed{false, standard}, nil
		}
		return &Weighed{false, standard}, tx.Delete(ctx, before)
	}
	after := Weighing{}
	if before != nil {
		after = *before
	}
	w := in.Weights
	after.Customers, after.Revenue, after.Value, after.Effort, after.Risk, after.Age = w.Customers, w.Revenue, w.Value, w.Effort, w.Risk, w.Age
	after.Product = id.Ref(product)
	if before == nil {
		return &Weighed{true, w}, tx.Insert(ctx, &after)
	}
	return &Weighed{true, w}, tx.Update(ctx, before, &after)
}
