package strategy

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// PageSet writes a strategy page; what is left out stays as it is.
type PageSet struct {
	Of          string  `json:"of" ref:"record" doc:"Id or key of the product or portfolio; left out, the workspace as a whole."`
	Vision      *string `json:"vision" v:"max=2000" doc:"What it is for in the end."`
	Audience    *string `json:"audience" v:"max=500" doc:"For whom it is."`
	Need        *string `json:"need" v:"max=500" doc:"What they need."`
	Category    *string `json:"category" v:"max=500" doc:"What sort of thing it is, in their words."`
	Benefit     *string `json:"benefit" v:"max=500" doc:"Why they take it."`
	Alternative *string `json:"alternative" v:"max=500" doc:"What they would take otherwise."`
	Difference  *string `json:"difference" v:"max=500" doc:"What it does that the other does not."`
	Problem     *string `json:"problem" v:"max=2000" doc:"What is wrong today."`
	Segments    *string `json:"segments" v:"max=2000" doc:"Whose problem it is."`
	Proposition *string `json:"proposition" v:"max=2000" doc:"Why it is worth their attention."`
	Solution    *string `json:"solution" v:"max=2000" doc:"What solves each problem."`
	Channels    *string `json:"channels" v:"max=2000" doc:"How it reaches them."`
	Revenue     *string `json:"revenue" v:"max=2000" doc:"What is paid, by whom."`
	Costs       *string `json:"costs" v:"max=2000" doc:"What it costs."`
	Measures    *string `json:"measures" v:"max=2000" doc:"By which numbers one sees that it works."`
	Advantage   *string `json:"advantage" v:"max=2000" doc:"What cannot easily be copied or bought."`
}

// into writes what is given.
func (in PageSet) into(p *StrategyPage) {
	for _, f := range []struct{ from, to *string }{
		{in.Vision, &p.Vision},
		{in.Audience, &p.Audience}, {in.Need, &p.Need}, {in.Category, &p.Category}, {in.Benefit, &p.Benefit}, {in.Alternative, &p.Alternative}, {in.Difference, &p.Difference},
		{in.Problem, &p.Problem}, {in.Segments, &p.Segments}, {in.Proposition, &p.Proposition}, {in.Solution, &p.Solution}, {in.Channels, &p.Channels},
		{in.Revenue, &p.Revenue}, {in.Costs, &p.Costs}, {in.Measures, &p.Measures}, {in.Advantage, &p.Advantage},
	} {
		if f.from != nil {
			*f.to = strings.TrimSpace(*f.from)
		}
	}
}

// setPage writes a page. The vision of a product stands on the product, where
// the thread ends.
func setPage(ctx context.Context, tx *op.Tx, in PageSet) (*StrategyPage, error) {
	h, err := homeOf(ctx, &tx.View, in.Of)
	if err != nil {
		return nil, err
	}
	if h.of != nil && in.Vision != nil {
		after := *h.of
		after.Vision = strings.TrimSpace(*in.Vision)
		if err := tx.Update(ctx, h.of, &after); err != nil {
			return nil, err
		}
		in.Vision = nil
	}
	return h.write(ctx, tx, func(p *StrategyPage) error { in.into(p); return nil })
}

// write changes a page, or makes it with the first thing that is written.
func (h *home) write(ctx context.Context, tx *op.Tx, change func(*StrategyPage) error) (*StrategyPage, error) {
	before, err := h.page(ctx, tx.At)
	if err != nil {
		return nil, err
	}
	after := *before
	after.Guardrails = slices.Clone(before.Guardrails)
	if err := change(&after); err != nil {
		return nil, err
	}
	switch {
	case before.ID != "":
		err = tx.Update(ctx, before, &after)
	case after.empty():
		return before, nil
	default:
		err = tx.Insert(ctx, &after)
	}
	return &after, err
}

func (p *StrategyPage) empty() bool {
	return p.Vision == "" && p.Positioning == Positioning{} && p.Canvas == Canvas{} && len(p.Guardrails) == 0
}

// GuardrailSet sets one guardrail.
type GuardrailSet struct {
	Of        string   `json:"of" ref:"record" doc:"Id or key of the product or portfolio; left out, the workspace as a whole."`
	Guardrail string   `json:"guardrail" ref:"-" v:"max=40" doc:"Id of the one to change; left out, a new one."`
	Text      string   `json:"text" v:"required,max=500" doc:"What is not done, or what is guarded and why."`
	Sort      string   `json:"sort" v:"required,enum=never|floor|ceiling" doc:"never, for what is not done; floor, for a metric that must not fall below its bound; ceiling, for one that must not rise above it."`
	Metric    string   `json:"metric" ref:"metric" doc:"Id or key of the metric that is guarded; none for what is not done."`
	Bound     *float64 `json:"bound" doc:"What the metric must not cross."`
}

func setGuardrail(ctx context.Context, tx *op.Tx, in GuardrailSet) (*StrategyPage, error) {
	h, err := homeOf(ctx, &tx.View, in.Of)
	if err != nil {
		return nil, err
	}
	g := Guardrail{ID: in.Guardrail, Text: strings.TrimSpace(in.Text), Sort: in.Sort, Bound: in.Bound}
	if in.Metric != "" {
		if g.Metric, err = named(ctx, tx, in.Metric, "metric", []string{"metric"}); err != nil {
			return nil, err
		}
	}
	var list errs.List
	g.check("", &list)
	if err := list.Err(); err != nil {
		return nil, err
	}
	return h.write(ctx, tx, func(p *StrategyPage) error {
		if g.ID == "" {
			p.Guardrails = append(p.Guardrails, g)
			id.Number(p.Guardrails, func(g *Guardrail) *string { return &g.ID })
			return nil
		}
		i, err := p.Guardrails.find(g.ID)
		if err == nil {
			p.Guardrails[i] = g
		}
		return err
	})
}

func (g Guardrails) find(ref string) (int, error) {
	i := slices.IndexFunc(g, func(x Guardrail) bool { return x.ID == ref })
	if i < 0 {
		return 0, errs.Fieldf("guardrail", "there is no guardrail %q on this page", ref)
	}
	return i, nil
}

// GuardrailRef names one guardrail.
type GuardrailRef struct {
	Of        string `json:"of" ref:"record" doc:"Id or key of the product or portfolio; left out, the workspace as a whole."`
	Guardrail string `json:"guardrail" ref:"-" v:"required" doc:"Its id."`
}

func removeGuardrail(ctx context.Context, tx *op.Tx, in GuardrailRef) (*StrategyPage, error) {
	h, err := homeOf(ctx, &tx.View, in.Of)
	if err != nil {
		return nil, err
	}
	return h.write(ctx, tx, func(p *StrategyPage) error {
		i, err := p.Guardrails.find(in.Guardrail)
		if err == nil {
			p.Guardrails = slices.Delete(p.Guardrails, i, i+1)
		}
		return err
	})
}

// PageKeep gives a page a name.
type PageKeep struct {
	Of   string `json:"of" ref:"record" doc:"Id or key of the product or portfolio; left out, the workspace as a whole."`
	Name string `json:"name" v:"required,max=120" doc:"What it is called."`
	Note string `json:"note" v:"max=500" doc:"On what occasion it is kept."`
}

func keepPage(ctx context.Context, tx *op.Tx, in PageKeep) (*StrategySnapshot, error) {
	h, err := homeOf(ctx, &tx.View, in.Of)
	if err != nil {
		return nil, err
	}
	s := &StrategySnapshot{Name: strings.TrimSpace(in.Name), Note: strings.TrimSpace(in.Note), At: tx.Moment()}
	s.Product, s.Record = h.product, h.record
	where, args := h.where("d.record_id")
	same, err := record.Where[StrategySnapshot](ctx, tx.At, where+" and d.name = ?", append(args, s.Name)...)
	if err != nil {
		return nil, err
	}
	if len(same) > 0 {
		return nil, errs.Fieldf("name", "%q is the name of a kept page already; choose another", s.Name)
	}
	if s.Seq, err = tx.Last(ctx); err != nil {
		return nil, err
	}
	return s, tx.Insert(ctx, s)
}

// SnapshotRef names a kept page.
type SnapshotRef struct {
	ID string `json:"id" in:"path" ref:"strategy_snapshot" v:"required" doc:"Id of the kept page."`
}

func forgetPage(ctx context.Context, tx *op.Tx, in SnapshotRef) (*StrategySnapshot, error) {
	s, err := op.Find[StrategySnapshot](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	return s, tx.Delete(ctx, s)
}

// PageRef names whose strategy is meant.
type PageRef struct {
	Of string `json:"of" in:"query" ref:"record" doc:"Id or key of the product or portfolio; left out, the workspace as a whole."`
}

// mostSnapshots bounds how many are listed.
const mostSnapshots = 200

func listSnapshots(ctx context.Context, v *op.View, in PageRef) ([]StrategySnapshot, error) {
	h, err := homeOf(ctx, v, in.Of)
	if err != nil {
		return nil, err
	}
	where, args := h.where("d.record_id")
	return record.Where[StrategySnapshot](ctx, v.At, where+" order by d.taken_at desc, d.id desc limit ?", append(args, mostSnapshots)...)
}
