package people

import (
	"context"
	"maps"
	"slices"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Rule is one row of the table of decisions.
type Rule struct {
	Decision string     `json:"decision" ref:"-"`
	Roles    []string   `json:"roles" doc:"Any of them decides; each of them when all is true."`
	All      bool       `json:"all"`
	Heard    []string   `json:"heard" doc:"Who is told."`
	From     string     `json:"from" v:"enum=default|workspace|product" doc:"Where the rule comes from."`
	Default  right.Rule `json:"default" doc:"What holds when nobody says otherwise."`
}

// RuleList asks for the table.
type RuleList struct {
	Product string `json:"product" in:"query" v:"max=60" ref:"product" doc:"As it holds on one product, by id or key; else as it holds in the workspace."`
}

// RuleIn says who decides.
type RuleIn struct {
	Decision string   `json:"decision" v:"required,max=60" ref:"-"`
	Product  string   `json:"product" v:"max=60" ref:"product" doc:"Only on one product, by id or key."`
	Roles    []string `json:"roles" v:"required,max=20" doc:"Any of them decides; each of them when all is true. \"admin\" stands for the workspace's admins."`
	All      bool     `json:"all"`
	Heard    []string `json:"heard" v:"max=20" doc:"Who is told."`
}

// RuleRef names a rule.
type RuleRef struct {
	Decision string `json:"decision" v:"required,max=60" ref:"-"`
	Product  string `json:"product" v:"max=60" ref:"product" doc:"On one product, by id or key."`
}

func registerRights(r *op.Registry) {
	op.Ask(r, "right.list", listRights, op.Says("Show who decides what, and where that differs from the default."), op.Needs(op.Members))
	op.Ask(r, "right.lately", lately, op.Says("Show who took which decisions on a product lately."), op.Needs(op.Members), op.At("GET", "/api/v1/rights/lately"))
	op.Do(r, "right.set", setRight, op.Says("Say who decides something, in the workspace or on one product."), op.Takes("rights.set"), op.Scoped(scopeAdmin))
	op.Do(r, "right.reset", resetRight, op.Says("Let the default decide again who decides something."), op.Takes("rights.set"), op.Scoped(scopeAdmin))
}

func listRights(ctx context.Context, v *op.View, in RuleList) ([]Rule, error) {
	product := ""
	if in.Product != "" {
		var err error
		if product, err = v.Product(ctx, in.Product); err != nil {
			return nil, err
		}
	}
	set, err := record.Where[right.DecisionRight](ctx, v.At, "1 = 1")
	if err != nil {
		return nil, err
	}
	from := map[string]string{}
	for _, s := range set {
		switch {
		case s.Product == "" && from[s.Decision] == "":
			from[s.Decision] = "workspace"
		case s.Product != "" && string(s.Product) == product:
			from[s.Decision] = "product"
		}
	}
	out := make([]Rule, 0, len(right.Default))
	for _, d := range slices.Sorted(maps.Keys(right.Default)) {
		rule := v.Access.Rule(d, product)
		one := Rule{d, list(rule.Roles), rule.All, list(rule.Heard), from[d], whole(right.Default[d])}
		if one.From == "" {
			one.From = "default"
		}
		out = append(out, one)
	}
	return out, nil
}

// list keeps an empty list from being null on the wire.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

func whole(r right.Rule) right.Rule {
	return right.Rule{Roles: list(r.Roles), All: r.All, Heard: list(r.Heard)}
}

// ruleSet finds the rule that was set for a decision; nil when there is none.
func ruleSet(ctx context.Context, tx *op.Tx, decision, ref string) (set *right.DecisionRight, product id.Ref, err error) {
	if ref != "" {
		p, err := tx.Product(ctx, ref)
		if err != nil {
			return nil, "", err
		}
		product = id.Ref(p)
	}
	found, err := record.Where[right.DecisionRight](ctx, tx.At, "d.decision = ? and coalesce(d.product_id, '') = ?", decision, string(product))
	if err != nil || len(found) == 0 {
		return nil, product, err
	}
	return &found[0], product, nil
}

func setRight(ctx context.Context, tx *op.Tx, in RuleIn) (*right.DecisionRight, error) {
	before, product, err := ruleSet(ctx, tx, in.Decision, in.Product)
	if err != nil {
		return nil, err
	}
	after := &right.DecisionRight{Decision: in.Decision}
	after.Product = product
	if before != nil {
		*after = *before
	}
	after.Roles, after.All, after.Heard = in.Roles, in.All, in.Heard
	if before == nil {
		return after, tx.Insert(ctx, after)
	}
	return after, tx.Update(ctx, before, after)
}

func resetRight(ctx context.Context, tx *op.Tx, in RuleRef) (*Done, error) {
	set, _, err := ruleSet(ctx, tx, in.Decision, in.Product)
	if err != nil {
		return nil, err
	}
	if set == nil {
		return nil, errs.New(errs.NotFound, "No rule was set for %q there; the default holds.", short(in.Decision))
	}
	return &Done{}, tx.Delete(ctx, set)
}
