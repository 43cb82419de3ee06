package strategy

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"throughline/internal/area/product"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// StrategyPage is what a strategy says beside its pillars and objectives. It
// belongs to a product, to a portfolio, or to the workspace as a whole.
//
//nolint:revive // the name is the table's
type StrategyPage struct {
	record.Part
	Vision string `db:"vision" json:"vision" by:"strategy.set" v:"max=2000" doc:"What it is for in the end. A product's stands on the product."`
	Positioning
	Canvas
	Guardrails Guardrails `db:"guardrails" json:"guardrails" by:"strategy.set" v:"max=30" doc:"What is not done, and the numbers that must stay within a bound."`
}

// Positioning is the place that is meant to be taken in people's minds: one
// sentence in six pieces.
type Positioning struct {
	Audience    string `db:"audience" json:"audience" by:"strategy.set" v:"max=500" label:"For whom" doc:"For whom it is."`
	Need        string `db:"need" json:"need" by:"strategy.set" v:"max=500" doc:"What they need."`
	Category    string `db:"category" json:"category" by:"strategy.set" v:"max=500" label:"Market category" doc:"What sort of thing it is, in their words."`
	Benefit     string `db:"benefit" json:"benefit" by:"strategy.set" v:"max=500" label:"Key benefit" doc:"Why they take it."`
	Alternative string `db:"alternative" json:"alternative" by:"strategy.set" v:"max=500" label:"Unlike" doc:"What they would take otherwise."`
	Difference  string `db:"difference" json:"difference" by:"strategy.set" v:"max=500" label:"Our difference" doc:"What it does that the other does not."`
}

// Canvas is the business model as a lean canvas: nine boxes, each a few lines.
type Canvas struct {
	Problem     string `db:"problem" json:"problem" by:"strategy.set" v:"max=2000" doc:"What is wrong today, one line each."`
	Segments    string `db:"segments" json:"segments" by:"strategy.set" v:"max=2000" label:"Customer segments" doc:"Whose problem it is, and who comes first."`
	Proposition string `db:"proposition" json:"proposition" by:"strategy.set" v:"max=2000" label:"Unique value proposition" doc:"Why it is worth their attention, in one clear line."`
	Solution    string `db:"solution" json:"solution" by:"strategy.set" v:"max=2000" doc:"What solves each problem."`
	Channels    string `db:"channels" json:"channels" by:"strategy.set" v:"max=2000" doc:"How it reaches them."`
	Revenue     string `db:"revenue" json:"revenue" by:"strategy.set" v:"max=2000" label:"Revenue streams" doc:"What is paid, by whom."`
	Costs       string `db:"costs" json:"costs" by:"strategy.set" v:"max=2000" label:"Cost structure" doc:"What costs, whether anybody comes or not, and what each more costs."`
	Measures    string `db:"measures" json:"measures" by:"strategy.set" v:"max=2000" label:"Key metrics" doc:"By which numbers one sees that it works."`
	Advantage   string `db:"advantage" json:"advantage" by:"strategy.set" v:"max=2000" label:"Unfair advantage" doc:"What cannot easily be copied or bought."`
}

// Sorts of guardrails.
const (
	never   = "never"
	floor   = "floor"
	ceiling = "ceiling"
)

// Guardrail is something that the strategy does not do, or a number that must
// stay within a bound whatever else is reached.
type Guardrail struct {
	ID     string   `json:"id" doc:"Unique on its page."`
	Text   string   `json:"text" doc:"What is not done, or what is guarded and why."`
	Sort   string   `json:"sort" doc:"never, for what is not done; floor, for a metric that must not fall below its bound; ceiling, for one that must not rise above it."`
	Metric string   `json:"metric" ref:"metric" doc:"Id of the metric that is guarded; empty for what is not done."`
	Bound  *float64 `json:"bound" doc:"What the metric must not cross; null for what is not done."`
}

// Guardrails is those of one page.
type Guardrails []Guardrail

// Check holds for every stored page.
func (p *StrategyPage) Check(list *errs.List) {
	seen := map[string]bool{}
	for i, g := range p.Guardrails {
		at := fmt.Sprintf("guardrails.%d.", i)
		g.check(at, list)
		if g.ID == "" || len(g.ID) > 40 || seen[g.ID] {
			list.Add(at+"id", "must be there, once, with at most 40 characters")
		}
		seen[g.ID] = true
	}
}

func (g Guardrail) check(at string, list *errs.List) {
	if strings.TrimSpace(g.Text) == "" {
		list.Add(at+"text", "is required")
	}
	if utf8.RuneCountInString(g.Text) > 500 {
		list.Add(at+"text", "must have at most 500 characters")
	}
	switch g.Sort {
	case never:
		if g.Metric != "" || g.Bound != nil {
			list.Add(at+"sort", "what is not done has no metric and no bound; choose floor or ceiling to guard a number")
		}
	case floor, ceiling:
		if g.Metric == "" {
			list.Add(at+"metric", "is required: the metric that is guarded")
		}
		if g.Bound == nil {
			list.Add(at+"bound", "is required: what it must not cross")
		}
	default:
		list.Add(at+"sort", "must be never, floor or ceiling")
	}
}

// kept says whether a value stays within the bound.
func (g Guardrail) kept(value float64) bool {
	if g.Sort == ceiling {
		return value <= *g.Bound
	}
	return value >= *g.Bound
}

// StrategySnapshot is a name for a strategy page as it was at a moment.
//
//nolint:revive // the name is the table's
type StrategySnapshot struct {
	record.Part
	Name string        `db:"name" json:"name" by:"strategy.set" v:"required,max=120" doc:"What it is called."`
	Note string        `db:"note" json:"note" by:"strategy.set" v:"max=500" doc:"On what occasion it was kept."`
	Seq  int64         `db:"seq" json:"seq" doc:"The last row of the ledger that belongs to it."`
	At   clock.Instant `db:"taken_at" json:"takenAt" doc:"When it was kept."`
}

// home is what a strategy page is about.
type home struct {
	kind       string // product, portfolio or workspace
	key, title string
	record     id.Ref // "" for the workspace
	product    id.Ref // "" for all but a product
	of         *product.Product
}

// homeOf finds what a page is about: a product or portfolio by id or key, or
// the workspace as a whole.
func homeOf(ctx context.Context, v *op.View, of string) (*home, error) {
	if of == "" {
		name, err := store.One[string](ctx, v.R, "select name from workspace where id = ?", v.Workspace)
		return &home{kind: "workspace", title: name}, err
	}
	row, err := v.Base(ctx, of)
	if err != nil {
		return nil, err
	}
	h := &home{kind: row.Kind, key: row.Key, title: row.Title, record: id.Ref(row.ID)}
	switch row.Kind {
	case "portfolio":
		return h, nil
	case "product":
		h.product = h.record
		h.of, err = op.Find[product.Product](ctx, v, row.ID)
		return h, err
	default:
		return nil, errs.Fieldf("of", "%s is a %s; a strategy page belongs to a product, a portfolio or the workspace", row.Key, row.Kind)
	}
}

// where keeps to the home's own among parts with a record_id.
func (h *home) where(column string) (string, []any) {
	if h.record == "" {
		return column + " is null", nil
	}
	return column + " = ?", []any{string(h.record)}
}

// page gives what is written; an empty one where nothing is.
func (h *home) page(ctx context.Context, at record.At) (*StrategyPage, error) {
	where, args := h.where("d.record_id")
	there, err := record.Where[StrategyPage](ctx, at, where, args...)
	if err != nil || len(there) > 0 {
		if err != nil {
			return nil, err
		}
		return &there[0], nil
	}
	p := &StrategyPage{Guardrails: Guardrails{}}
	p.Product, p.Record = h.product, h.record
	return p, nil
}

func registerPage(r *op.Registry) {
	op.AddPart[StrategyPage](r, "strategy_page")
	op.AddPart[StrategySnapshot](r, "strategy_snapshot")
	takes := op.Takes("strategy.set")
	at := func(method, path string) op.Option { return op.At(method, "/api/v1/strategy"+path) }
	op.Ask(r, "strategy.page", showPage, op.Says("Show a strategy on one page, as it is, was on a day, or was kept under a name."), op.Needs(op.Inside), at("GET", ""))
	op.Ask(r, "strategy.compare", comparePages, op.Says("Show a strategy page as it was at two moments, with what changed between them."), op.Needs(op.Inside), at("GET", "/compare"))
	op.Ask(r, "strategy.days", daysOf, op.Says("List the days on which a strategy changed, the latest first, with who changed it."), op.Needs(op.Inside), at("GET", "/days"))
	op.Do(r, "strategy.set", setPage, op.Says("Write a strategy page: vision, positioning and business model; what is left out stays."), takes, at("PATCH", ""))
	op.Do(r, "guardrail.set", setGuardrail, op.Says("Set a guardrail of a strategy: what is not done, or a metric that must stay within a bound."), takes, at("POST", "/guardrails"))
	op.Do(r, "guardrail.remove", removeGuardrail, op.Says("Take a guardrail of a strategy away."), takes, at("POST", "/guardrails/remove"))
	op.Do(r, "strategy.keep", keepPage, op.Says("Give a strategy page as it is now a name, to hold later ones against."), takes, at("POST", "/snapshots"))
	op.Do(r, "strategy.forget", forgetPage, op.Says("Take the name of a kept strategy page away."), takes, at("DELETE", "/snapshots/{id}"))
	op.Ask(r, "strategy.snapshots", listSnapshots, op.Says("List the strategy pages that were kept under a name, the latest first."), op.Needs(op.Inside), at("GET", "/snapshots"))
}
