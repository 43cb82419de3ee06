// Package product holds what is managed: products, with their lifecycle stage,
// vision and visibility, and portfolios, which group products in a tree.
//
// Words it owns: product, portfolio, stage (of the lifecycle), visibility.
package product

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"throughline/internal/core/kind"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/finance"
	"throughline/internal/kit/id"
	"throughline/internal/kit/patch"
	"throughline/internal/platform/store"
)

// Product is what is managed.
type Product struct {
	record.Record
	Stage      string `db:"stage" json:"stage" by:"strategy.set" v:"enum=idea|discovery|development|launch|growth|maturity|sunset" doc:"Where it is in its life."`
	Vision     string `db:"vision" json:"vision" by:"strategy.set" v:"max=2000" doc:"What it is for in the end; the upper end of every thread."`
	Visibility string `db:"visibility" json:"visibility" by:"role.assign" v:"enum=workspace|private" doc:"Who may see it: every member, or only those with a role on it."`
	Portfolio  id.Ref `db:"portfolio_id" json:"portfolio" by:"strategy.set" ref:"portfolio" doc:"The portfolio it belongs to."`
	Currency   string `db:"currency" json:"currency" by:"budget.set" v:"max=3" doc:"Of its money, as ISO 4217 says it."`

	WorkDays      []string    `db:"work_days" json:"workDays" by:"sprint.plan" v:"max=7" label:"Working days" doc:"The days of the week on which the team works: mon, tue, wed, thu, fri, sat, sun. Empty for Monday to Friday."`
	Holidays      []clock.Day `db:"holidays" json:"holidays" by:"sprint.plan" v:"max=1000" doc:"Days on which it does not work all the same."`
	WaitingStates []string    `db:"waiting_states" json:"waitingStates" by:"sprint.plan" v:"max=60" label:"Waiting states" doc:"States in which work waits, though it is in progress; for flow efficiency. Empty for in review."`
}

// Check holds for every stored product.
func (p *Product) Check(list *errs.List) {
	for i, d := range p.WorkDays {
		if !slices.Contains(weekdays, d) || slices.Contains(p.WorkDays[:i], d) {
			list.Add("workDays", "must be some of %s, each once", strings.Join(weekdays, ", "))
			break
		}
	}
	for _, d := range p.Holidays {
		if day, err := clock.ParseDay(string(d)); err != nil || day == "" {
			list.Add("holidays", "must be days like 2026-12-25; %q is none", string(d))
			break
		}
	}
	if p.Currency != "" && !finance.IsCurrency(p.Currency) {
		list.Add("currency", "must be three capitals, like EUR")
	}
}

// Currency gives what a product's money is counted in; "" where nobody said, or
// for no product.
func Currency(ctx context.Context, v *op.View, id string) (string, error) {
	if id == "" {
		return "", nil
	}
	return store.One[string](ctx, v.R, "select currency from product where workspace_id = ? and id = ?", v.Workspace, id)
}

var weekdays = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

// Portfolio groups products, and other portfolios.
type Portfolio struct {
	record.Record
	Parent id.Ref `db:"parent_id" json:"parent" by:"strategy.set" ref:"portfolio" doc:"The portfolio it is part of."`
}

// Register adds products and portfolios.
func Register(r *op.Registry) {
	kind.Add[Product](r, op.Kind{Name: "product", Define: "product.make", Home: op.InProduct, Doc: "What is managed."})
	kind.Add[Portfolio](r, op.Kind{Name: "portfolio", Define: "strategy.set", Home: op.InWorkspace, Doc: "Products grouped in a tree."})
	r.Replace("product.create")
	op.Do(r, "product.create", create, op.Says("Create a product: its key begins the keys of all its records."), op.Of("product", patch.For[Product]()), op.Besides[made]())
}

// made is what a new product takes beside its fields.
type made struct {
	kind.Made
	Key string `json:"key" v:"required,key" doc:"2 to 10 capitals; the keys of all its records begin with it."`
}

// create makes a product whose key is chosen, not counted.
func create(ctx context.Context, tx *op.Tx, in kind.CreateIn) (*Product, error) {
	body, err := op.Object(in.Fields)
	if err != nil {
		return nil, err
	}
	var key string
	if raw, ok := body["key"]; ok {
		if json.Unmarshal(raw, &key) != nil {
			return nil, errs.Fieldf("key", "must be text")
		}
		delete(body, "key")
	}
	if msg := keyMessage(key); msg != "" {
		return nil, errs.Fieldf("key", "%s", msg)
	}
	p := &Product{Stage: "development", Visibility: "workspace"}
	p.Kind, p.Key, p.Num = "product", key, 0
	if err := kind.Fill(ctx, tx, p, body); err != nil {
		return nil, err
	}
	if p.ID == "" {
		p.ID = id.New(tx.Now)
	}
	p.Product = id.Ref(p.ID)
	err = tx.Insert(ctx, p)
	if errs.Is(err, errs.Conflict) {
		return nil, errs.Fieldf("key", "%s is taken; choose another", key)
	}
	return p, err
}

func keyMessage(key string) string {
	ok := len(key) >= 2 && len(key) <= 10 && key[0] >= 'A' && key[0] <= 'Z'
	for i := range len(key) {
		c := key[i]
		ok = ok && (c >= 'A' && c <= 'Z' || c >= '0' && c <= '9')
	}
	if !ok {
		return "must be 2 to 10 capitals (digits after the first), like LEND"
	}
	return ""
}
