package money

import (
	"context"
	"strings"

	"throughline/internal/area/metric"
	"throughline/internal/area/roadmap"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// PricePlan is one of the ways in which a product is sold.
type PricePlan struct {
	record.Part
	Name      string    `db:"name" json:"name" by:"price.set" v:"required,max=80" doc:"As accounts name the plan that they have; no two plans of a product have the same."`
	For       string    `db:"meant_for" json:"for" by:"price.set" v:"max=500" doc:"Whom it is for."`
	Segment   string    `db:"segment" json:"segment" by:"price.set" v:"max=80" doc:"The segment of accounts that it is for."`
	Currency  string    `db:"currency" json:"currency" by:"price.set" v:"required,max=3" doc:"As ISO 4217 says it."`
	Every     string    `db:"every" json:"every" by:"price.set" v:"required,enum=month|year|once|use" doc:"What the price is paid for: a month, a year, once, or each use."`
	Features  []string  `db:"features" json:"features" by:"price.set" ref:"feature" v:"max=100" doc:"What is in it."`
	Limits    string    `db:"limits" json:"limits" by:"price.set" v:"max=1000" doc:"How much of it: seats, uses, sizes."`
	SoldUntil clock.Day `db:"sold_until" json:"soldUntil" by:"price.set" v:"day" doc:"The last day on which it is sold; empty while it is, and while that day is to come for whoever may not see how prices change."`
}

// PriceChange is a price from a day on, with why.
type PriceChange struct {
	record.Part
	Plan    string    `db:"plan_id" json:"plan" by:"price.set" ref:"price_plan" doc:"Id of the plan."`
	From    clock.Day `db:"from_on" json:"from" by:"price.set" v:"required,day" doc:"The first day on which it holds."`
	Amount  int64     `db:"amount" json:"amount" by:"price.set" v:"min=0" doc:"In minor units of the plan's currency; 0 is free."`
	Reason  string    `db:"reason" json:"reason" by:"price.set" v:"required,max=2000" doc:"Why it is this price."`
	Expects string    `db:"expects" json:"expects" by:"price.set" v:"max=2000" doc:"What is expected of it, in words."`
	Metric  id.Ref    `db:"metric_id" json:"metric" by:"price.set" ref:"metric" doc:"The number that will show it."`
	Low     *float64  `db:"low" json:"low" by:"price.set" doc:"The change of that number is expected to be at least this…"`
	High    *float64  `db:"high" json:"high" by:"price.set" doc:"…and at most this."`
	Keeps   string    `db:"keeps" json:"keeps" by:"price.set" v:"max=1000" doc:"Who keeps the price from before (grandfathering), and until when."`
}

// SeePrices is the right to see how prices change: guests read what is sold and
// for how much today, and neither what is to come nor why. The end of a plan is
// such a change until it has come.
const SeePrices = "price.see"

func registerPrices(r *op.Registry) {
	op.AddPart[PricePlan](r, "price_plan")
	op.AddPart[PriceChange](r, "price_change")
	r.Veil("price_change", SeePrices)
	r.VeilField("price_plan", "soldUntil", SeePrices)
	op.Do(r, "priceplan.create", createPlan, op.Says("Make a price plan of a product."), op.Takes("price.set"))
	op.Do(r, "priceplan.update", updatePlan, op.Says("Change what a price plan is and holds; what is left out stays. Prices are changed from a day on."), op.Takes("price.set"))
	op.Do(r, "priceplan.delete", deletePlan, op.Says("Take a price plan away, with its prices."), op.Takes("price.set"))
	op.Do(r, "priceplan.price", setPrice, op.Says("Set the price of a plan from a day on, with why and what is expected of it; an amount of null takes the change of that day away."), op.Takes("price.set"))
	op.Ask(r, "priceplan.list", listPlans, op.Says("List the price plans of a product, with each change of price, its effect so far, and the accounts on each."))
}

// Check holds for every stored plan.
func (p *PricePlan) Check(list *errs.List) { checkCurrency("currency", p.Currency, list) }

// Check holds for every stored price.
func (c *PriceChange) Check(list *errs.List) {
	checkAmount(c.Amount, list)
	switch {
	case (c.Low == nil) != (c.High == nil):
		list.Add("high", "an expected change has two ends: say from what to what")
	case c.Low != nil && *c.High < *c.Low:
		list.Add("high", "must not lie below the other end, %v", *c.Low)
	case c.Low != nil && c.Metric == "":
		list.Add("metric", "is required with an expected change: the number that will show it")
	}
}

// PlanMake makes a plan.
type PlanMake struct {
	ID       string    `json:"id" ref:"-" doc:"Made by the caller, or left out."`
	Product  string    `json:"product" ref:"product" v:"required" doc:"Id or key of the product."`
	Name     string    `json:"name" v:"required,max=80"`
	For      string    `json:"for" v:"max=500"`
	Segment  string    `json:"segment" v:"max=80"`
	Currency string    `json:"currency" v:"max=3" doc:"The product's when left out."`
	Every    string    `json:"every" v:"enum=month|year|once|use" doc:"A month when left out."`
	Features []string  `json:"features" ref:"feature" v:"max=100" doc:"Ids or keys of features of the product."`
	Limits   string    `json:"limits" v:"max=1000"`
	Amount   *int64    `json:"amount" v:"min=0" doc:"The first price, from today or another day on."`
	From     clock.Day `json:"from" v:"day" doc:"The first day of that price; today when left out."`
	Reason   string    `json:"reason" v:"max=2000" doc:"Why it is that price; required with an amount."`
}

// PlanChange changes a plan.
type PlanChange struct {
	ID        string     `json:"id" in:"path" v:"required"`
	Name      *string    `json:"name" v:"max=80"`
	For       *string    `json:"for" v:"max=500"`
	Segment   *string    `json:"segment" v:"max=80"`
	Every     *string    `json:"every" v:"enum=month|year|once|use"`
	Features  *[]string  `json:"features" ref:"feature"`
	Limits    *string    `json:"limits" v:"max=1000"`
	SoldUntil *clock.Day `json:"soldUntil"`
}

// PlanRef names a plan.
type PlanRef struct {
	ID string `json:"id" in:"path" v:"required"`
}

// PriceSet sets a price from a day on.
type PriceSet struct {
	ID      string    `json:"id" in:"path" v:"required" doc:"Id of the plan."`
	From    clock.Day `json:"from" v:"required,day" doc:"The first day on which it holds."`
	Amount  *int64    `json:"amount" v:"min=0" doc:"In minor units; null takes the change of that day away."`
	Reason  string    `json:"reason" v:"max=2000" doc:"Why it is this price; required with an amount."`
	Expects string    `json:"expects" v:"max=2000"`
	Metric  string    `json:"metric" ref:"metric" doc:"Id or key of the number that will show it."`
	Low     *float64  `json:"low"`
	High    *float64  `json:"high"`
	Keeps   string    `json:"keeps" v:"max=1000" doc:"Who keeps the price from before, and until when."`
}

// maySeePrices refuses whoever may not see how the prices of a product change.
// Proposing a change shows what it changes, so it takes the same right.
func maySeePrices(v *op.View, product string) error {
	if v.Access.May(v.Actor, SeePrices, product).May {
		return nil
	}
	rule := v.Access.Rule(SeePrices, product)
	return errs.New(errs.Forbidden, "How prices change is shown here to %s. Somebody who administers the workspace can change that under decision rights.", strings.Join(rule.Roles, ", "))
}

func createPlan(ctx context.Context, tx *op.Tx, in PlanMake) (*PricePlan, error) {
	product, err := tx.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	p := &PricePlan{Name: strings.TrimSpace(in.Name), For: in.For, Segment: in.Segment, Currency: in.Currency, Every: in.Every, Limits: in.Limits}
	if p.Currency == "" {
		if p.Currency, err = currencyOf(ctx, &tx.View, product); err != nil {
			return nil, err
		}
	}
	if p.Currency == "" {
		return nil, errs.Fieldf("currency", "is required, as the product has none: three capitals, like EUR")
	}
	if p.Every == "" {
		p.Every = "month"
	}
	if p.Features, err = contained(ctx, tx, product, in.Features); err != nil {
		return nil, err
	}
	if p.ID = in.ID; p.ID == "" {
		p.ID = id.New(tx.Moment())
	}
	p.Product, p.Record = id.Ref(product), id.Ref(product)
	if err := ownName(ctx, tx, p); err != nil {
		return nil, err
	}
	if err := tx.Insert(ctx, p); err != nil || in.Amount == nil {
		return p, err
	}
	if in.From == "" {
		in.From = tx.Today()
	}
	_, err = setPrice(ctx, tx, PriceSet{ID: p.ID, From: in.From, Amount: in.Amount, Reason: in.Reason})
	return p, err
}

// ownName refuses the name of another plan of the product: accounts are told
// apart by it.
func ownName(ctx context.Context, tx *op.Tx, p *PricePlan) error {
	all, err := record.Where[PricePlan](ctx, tx.At, "d.record_id = ?", string(p.Record))
	for i := range all {
		if all[i].ID != p.ID && strings.EqualFold(strings.TrimSpace(all[i].Name), p.Name) {
			return errs.Fieldf("name", "must differ from the product's other plans, and there is a %q already: accounts are counted by the name of their plan", all[i].Name)
		}
	}
	return err
}

// contained gives the ids of features of a product.
func contained(ctx context.Context, tx *op.Tx, product string, refs []string) ([]string, error) {
	out := []string{}
	ids, err := record.IDs(ctx, tx.At, refs)
	if err != nil || len(ids) == 0 {
		return out, err
	}
	marks, args := record.Among(ids)
	there, err := record.Where[roadmap.Feature](ctx, tx.At, "r.product_id = ? and r.kind = 'feature' and r.id in ("+marks+") order by r.key", append([]any{product}, args...)...)
	for _, f := range there {
		out = append(out, f.ID)
	}
	if err == nil && len(out) < len(ids) {
		return nil, errs.Fieldf("features", "must be features of the product")
	}
	return out, err
}

func updatePlan(ctx context.Context, tx *op.Tx, in PlanChange) (*PricePlan, error) {
	before, err := op.Find[PricePlan](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if in.SoldUntil != nil {
		if err := maySeePrices(&tx.View, string(before.Product)); err != nil {
			return nil, err
		}
	}
	after := *before
	put(&after.Name, in.Name)
	put(&after.For, in.For)
	put(&after.Segment, in.Segment)
	put(&after.Every, in.Every)
	put(&after.Limits, in.Limits)
	put(&after.SoldUntil, in.SoldUntil)
	if in.Features != nil {
		if after.Features, err = contained(ctx, tx, string(before.Product), *in.Features); err != nil {
			return nil, err
		}
	}
	if after.Name = strings.TrimSpace(after.Name); after.Name != before.Name {
		if err := ownName(ctx, tx, &after); err != nil {
			return nil, err
		}
	}
	return &after, tx.Update(ctx, before, &after)
}

func deletePlan(ctx context.Context, tx *op.Tx, in PlanRef) (*PricePlan, error) {
	p, err := op.Find[PricePlan](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if err := maySeePrices(&tx.View, string(p.Product)); err != nil {
		return nil, err
	}
	prices, err := record.Where[PriceChange](ctx, tx.At, "d.plan_id = ?", p.ID)
	if err != nil {
		return nil, err
	}
	for i := range prices {
		if err := tx.Delete(ctx, &prices[i]); err != nil {
			return nil, err
		}
	}
	return p, tx.Delete(ctx, p)
}

func setPrice(ctx context.Context, tx *op.Tx, in PriceSet) (*PriceChange, error) {
	p, err := op.Find[PricePlan](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if err := maySeePrices(&tx.View, string(p.Product)); err != nil {
		return nil, err
	}
	there, err := record.Where[PriceChange](ctx, tx.At, "d.plan_id = ? and d.from_on = ?", p.ID, string(in.From))
	if err != nil {
		return nil, err
	}
	if in.Amount == nil {
		if len(there) == 0 {
			return nil, errs.Fieldf("from", "no price of %s begins on %s", p.Name, in.From)
		}
		return &there[0], tx.Delete(ctx, &there[0])
	}
	c := &PriceChange{Plan: p.ID, From: in.From, Amount: *in.Amount, Reason: strings.TrimSpace(in.Reason), Expects: in.Expects, Low: in.Low, High: in.High, Keeps: in.Keeps}
	if c.Reason == "" {
		return nil, errs.Fieldf("reason", "is required: why it is this price")
	}
	if in.Metric != "" {
		m, err := op.Find[metric.Metric](ctx, &tx.View, in.Metric)
		if err != nil {
			return nil, err
		}
		c.Metric = id.Ref(m.ID)
	}
	c.Product, c.Record = p.Product, p.Record
	if len(there) > 0 {
		c.Part = there[0].Part
		return c, tx.Update(ctx, &there[0], c)
	}
	c.ID = id.Of("price_change", tx.Workspace, p.ID, string(in.From))
	return c, tx.Insert(ctx, c)
}
