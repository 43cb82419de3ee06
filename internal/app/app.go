// Package app builds the server: it registers every area in one function that
// reads from top to bottom, opens the database, and serves.
package app

import (
	"throughline/internal/area/product"
	"throughline/internal/area/risk"
	"throughline/internal/core/kind"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
)

// Registry registers everything that Throughline can do.
func Registry() *op.Registry {
	r := op.NewRegistry()
	op.AddPart[right.Member](r, "member")
	op.AddPart[right.MemberRole](r, "member_role")
	op.AddPart[right.CustomRole](r, "custom_role")
	op.AddPart[right.DecisionRight](r, "decision_right")
	op.AddPart[record.ProductWorkflow](r, "product_workflow")
	kind.Common(r)
	link.Register(r)
	product.Register(r)
	risk.Register(r)
	return r
}
