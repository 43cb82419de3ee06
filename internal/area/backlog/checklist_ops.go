package backlog

import (
	"context"
	"fmt"
	"slices"

	"throughline/internal/core/kind"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// ChecklistIn is a product's own definition.
type ChecklistIn struct {
	Product  string  `json:"product" ref:"product" v:"required" doc:"Id or key of the product."`
	List     string  `json:"list" v:"required,enum=ready|done" doc:"ready is the Definition of Ready, done that of Done."`
	Mode     string  `json:"mode" v:"enum=advise|enforce" doc:"advise, when left out, says what is missing; enforce refuses the move without a reason."`
	Checks   []Check `json:"checks" v:"max=40" doc:"In their order."`
	Standard bool    `json:"standard" doc:"Take the product's own away, so that the standard one holds."`
}

// ChecklistsIn names a product.
type ChecklistsIn struct {
	Product string `json:"product" in:"query" ref:"product" v:"required" doc:"Id or key of the product."`
}

// ProductChecklist is one definition as it holds in a product.
type ProductChecklist struct {
	List   string      `json:"list"`
	Own    bool        `json:"own" doc:"The product has set it itself."`
	Mode   string      `json:"mode"`
	Checks []Check     `json:"checks"`
	Rules  []RuleGiven `json:"rules" doc:"What this list can compute."`
}

// RuleGiven is a rule that a list can compute.
type RuleGiven struct {
	Name string `json:"name"`
	Text string `json:"text" doc:"What must be so."`
}

func shown(c *Checklist) ProductChecklist {
	out := ProductChecklist{List: c.List, Own: c.ID != "", Mode: c.Mode, Checks: c.Checks}
	for i, k := range out.Checks {
		out.Checks[i].Text = or(k.Text, rules[k.Rule].text)
	}
	for _, name := range RuleNames(c.List) {
		out.Rules = append(out.Rules, RuleGiven{name, rules[name].text})
	}
	return out
}

func listChecklists(ctx context.Context, v *op.View, in ChecklistsIn) ([]ProductChecklist, error) {
	product, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	var out []ProductChecklist
	for _, list := range []string{ReadyList, DoneList} {
		c, err := checklistOf(ctx, v, product, list)
		if err != nil {
			return nil, err
		}
		out = append(out, shown(c))
	}
	return out, nil
}

// setChecklist sets a definition. Ticks of checks that are no more stay where
// they are and count for nothing.
func setChecklist(ctx context.Context, tx *op.Tx, in ChecklistIn) (*ProductChecklist, error) {
	product, err := tx.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	before, err := checklistOf(ctx, &tx.View, product, in.List)
	if err != nil {
		return nil, err
	}
	if in.Standard {
		out := shown(standard(in.List))
		if before.ID == "" {
			return &out, nil
		}
		return &out, tx.Delete(ctx, before)
	}
	after := *before
	after.Mode, after.Checks = or(in.Mode, Advise), numberChecks(slices.Clone(in.Checks))
	for n, c := range after.Checks {
		if c.Text == rules[c.Rule].text {
			after.Checks[n].Text = "" // the rule says it
		}
		if len(c.Kinds) == 0 {
			after.Checks[n].Kinds = []string{}
		}
	}
	if before.ID == "" {
		after.Product = id.Ref(product)
		err = tx.Insert(ctx, &after)
	} else {
		err = tx.Update(ctx, before, &after)
	}
	out := shown(&after)
	out.Own = true
	return &out, err
}

// TickIn ticks a check.
type TickIn struct {
	ID    string `json:"id" in:"path" v:"required" doc:"Id or key of the item."`
	List  string `json:"list" v:"required,enum=ready|done"`
	Check string `json:"check" v:"required,max=40" doc:"Id of the check."`
	Off   bool   `json:"off" doc:"Take the tick away."`
}

func tick(ctx context.Context, tx *op.Tx, in TickIn) (*Checked, error) {
	i, err := op.Find[Item](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	c, err := checklistOf(ctx, &tx.View, string(i.Product), in.List)
	if err != nil {
		return nil, err
	}
	n := slices.IndexFunc(c.Checks, func(k Check) bool { return k.ID == in.Check })
	switch {
	case n < 0:
		return nil, errs.Fieldf("check", "%q is not a check of this list", in.Check)
	case c.Checks[n].Rule != "":
		return nil, errs.Fieldf("check", "%q is computed: it holds by itself once it is so", in.Check)
	}
	there, err := record.Where[Tick](ctx, tx.View.At, "d.record_id = ? and d.list = ? and d.check_id = ?", i.ID, in.List, in.Check)
	if err != nil {
		return nil, err
	}
	switch {
	case in.Off && len(there) > 0:
		err = tx.Delete(ctx, &there[0])
	case !in.Off && len(there) == 0:
		t := &Tick{List: in.List, Check: in.Check}
		t.Product, t.Record = i.Product, id.Ref(i.ID)
		err = tx.Insert(ctx, t)
	}
	if err != nil {
		return nil, err
	}
	return c.examine(ctx, &tx.View, i)
}

// PassIn moves an item past a definition that does not hold.
type PassIn struct {
	ID     string `json:"id" in:"path" v:"required" doc:"Id or key of the item."`
	State  string `json:"state" v:"required,max=60" doc:"The state that it goes to."`
	Reason string `json:"reason" v:"required,max=1000" doc:"Why it goes on all the same."`
}

// pass is the move with a reason; it stays in the item's history.
func pass(ctx context.Context, tx *op.Tx, in PassIn) (*Item, error) {
	before, err := op.Find[Item](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if err := kind.Expect(tx, before.Base()); err != nil {
		return nil, err
	}
	after := *before
	after.State, after.Exception = in.State, in.Reason
	if in.Reason == before.Exception {
		after.Exception = fmt.Sprintf("%s (again)", in.Reason)
	}
	return &after, tx.Update(ctx, before, &after)
}
