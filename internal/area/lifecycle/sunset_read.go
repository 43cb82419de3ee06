package lifecycle

import (
	"context"
	"slices"

	"throughline/internal/area/market"
	"throughline/internal/area/money"
	"throughline/internal/area/product"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// Sunset is how a product is brought to its end.
type Sunset struct {
	Product          id.Ref      `json:"product" ref:"product"`
	Key              string      `json:"key"`
	Stage            string      `json:"stage" doc:"The plan counts once the product is in sunset; before that it is being written."`
	Plan             SunsetPlan  `json:"plan"`
	ReplacementKey   string      `json:"replacementKey"`
	ReplacementTitle string      `json:"replacementTitle"`
	Overdue          []Late      `json:"overdue" doc:"What should have been done by now, the longest overdue first."`
	Accounts         []Moving    `json:"accounts" doc:"The accounts of the plan, those that have not moved on first."`
	Candidates       []Candidate `json:"candidates" doc:"Accounts that spoke of this product and are not on the plan, at most 20."`
	AtStake          []Sum       `json:"atStake" doc:"What the accounts that have not moved on bring in a year, by currency."`
	Earned           []Sum       `json:"earned" doc:"What the product earned in the last twelve full months, by currency; none where you may not see money."`
	MoneySeen        bool        `json:"moneySeen" doc:"Whether you may see its money."`
}

// Late is something of a plan that should have been done by now.
type Late struct {
	Sort  string    `json:"sort" v:"enum=task|tell|account" doc:"A task, somebody to tell, or an account that has not moved on."`
	ID    string    `json:"id" ref:"-" doc:"Of the step or account."`
	Title string    `json:"title"`
	Owner string    `json:"owner" ref:"member"`
	DueOn clock.Day `json:"dueOn"`
}

// Moving is an account of the plan.
type Moving struct {
	Customer
	Key      string `json:"key"`
	Title    string `json:"title" doc:"Empty where the account is gone, or not seen."`
	Segment  string `json:"segment"`
	Revenue  *int64 `json:"revenue" doc:"What it brings in a year, in minor units."`
	Currency string `json:"currency"`
}

// Candidate is an account that may be concerned.
type Candidate struct {
	Account string `db:"id" json:"account" ref:"account"`
	Key     string `db:"key" json:"key"`
	Title   string `db:"title" json:"title"`
	Said    int64  `db:"said" json:"said" doc:"How often it spoke of this product."`
}

// Sum is an amount in one currency.
type Sum struct {
	Currency string `json:"currency"`
	Amount   int64  `json:"amount" doc:"In minor units."`
}

// overdue gives the steps that should be done, and after the end the accounts
// that are still there.
func (p *SunsetPlan) overdue(today clock.Day) []Late {
	out := []Late{}
	for _, s := range p.Steps {
		if s.DoneOn == "" && s.DueOn != "" && s.DueOn < today {
			out = append(out, Late{s.Sort, s.ID, s.Title, s.Owner, s.DueOn})
		}
	}
	if p.EndOn != "" && p.EndOn < today {
		for _, c := range p.Accounts {
			if c.MovedOn == "" {
				out = append(out, Late{Sort: "account", ID: c.Account, DueOn: p.EndOn})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Late) int {
		switch {
		case a.DueOn < b.DueOn:
			return -1
		case a.DueOn > b.DueOn:
			return 1
		}
		return 0
	})
	return out
}

func showSunset(ctx context.Context, v *op.View, in ProductIn) (*Sunset, error) {
	ref, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	p, err := op.Find[product.Product](ctx, v, ref)
	if err != nil {
		return nil, err
	}
	plan, err := planOf(ctx, v.At, p.ID)
	if err != nil {
		return nil, err
	}
	today := v.Today()
	out := &Sunset{Product: id.Ref(p.ID), Key: p.Key, Stage: p.Stage, Plan: *plan, Overdue: plan.overdue(today), AtStake: []Sum{}, Earned: []Sum{}}
	if plan.Replacement != "" {
		if row, err := v.Base(ctx, string(plan.Replacement)); err == nil {
			out.ReplacementKey, out.ReplacementTitle = row.Key, row.Title
		}
	}
	if err := out.accounts(ctx, v); err != nil {
		return nil, err
	}
	if out.Candidates, err = candidates(ctx, v, plan); err != nil {
		return nil, err
	}
	earned, seen, err := money.Earned(ctx, v, p.ID, 12)
	out.MoneySeen = seen
	for currency, amount := range earned {
		out.Earned = append(out.Earned, Sum{currency, amount})
	}
	sortSums(out.Earned)
	return out, err
}

// accounts looks up those of the plan, and what is at stake with them.
func (s *Sunset) accounts(ctx context.Context, v *op.View) error {
	s.Accounts = make([]Moving, len(s.Plan.Accounts))
	ids := make([]string, len(s.Plan.Accounts))
	for i, c := range s.Plan.Accounts {
		s.Accounts[i].Customer, ids[i] = c, c.Account
	}
	if len(ids) == 0 {
		return nil
	}
	marks, args := record.Among(ids)
	found, err := op.Where[market.Account](ctx, v, "r.id in ("+marks+")", args...)
	if err != nil {
		return err
	}
	known := map[string]*market.Account{}
	for i := range found {
		known[found[i].ID] = &found[i]
	}
	sums := map[string]int64{}
	for i := range s.Accounts {
		c := &s.Accounts[i]
		a := known[c.Account]
		if a == nil {
			continue
		}
		c.Key, c.Title, c.Segment, c.Revenue, c.Currency = a.Key, a.Title, a.Segment, a.Revenue, a.Currency
		if c.MovedOn == "" && a.Revenue != nil {
			sums[a.Currency] += *a.Revenue
		}
	}
	for currency, amount := range sums {
		s.AtStake = append(s.AtStake, Sum{currency, amount})
	}
	sortSums(s.AtStake)
	for i, l := range s.Overdue {
		if a := known[l.ID]; l.Sort == "account" && a != nil {
			s.Overdue[i].Title = a.Title
		}
	}
	slices.SortStableFunc(s.Accounts, func(a, b Moving) int { return moved(a) - moved(b) })
	return nil
}

func moved(m Moving) int {
	if m.MovedOn == "" {
		return 0
	}
	return 1
}

func sortSums(all []Sum) {
	slices.SortFunc(all, func(a, b Sum) int {
		if a.Currency < b.Currency {
			return -1
		}
		return 1
	})
}

const mostCandidates = 20

// candidates gives accounts that spoke of the product and are not on the plan.
func candidates(ctx context.Context, v *op.View, p *SunsetPlan) ([]Candidate, error) {
	scope, see := v.Scope("a.product_id")
	args := append([]any{v.Workspace, string(p.Record)}, see...)
	not := ""
	if len(p.Accounts) > 0 {
		ids := make([]string, len(p.Accounts))
		for i, c := range p.Accounts {
			ids[i] = c.Account
		}
		marks, among := record.Among(ids)
		not, args = " and a.id not in ("+marks+")", append(args, among...)
	}
	return store.All[Candidate](ctx, v.R, `select a.id, a.key, a.title, count(*) as said
from record f join feedback d on d.workspace_id = f.workspace_id and d.id = f.id join record a on a.workspace_id = f.workspace_id and a.id = d.account_id
where f.workspace_id = ? and f.product_id = ? and f.kind = 'feedback' and f.archived_at = 0 and a.archived_at = 0 and `+scope+not+`
group by a.id, a.key, a.title order by count(*) desc, a.title limit ?`, append(args, mostCandidates)...)
}
