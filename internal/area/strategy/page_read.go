package strategy

import (
	"context"

	"throughline/internal/area/metric"
	"throughline/internal/area/product"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
)

// PageIn asks for a strategy page.
type PageIn struct {
	Of string `json:"of" in:"query" ref:"record" doc:"Id or key of the product or portfolio; left out, the workspace as a whole."`
	At string `json:"at" in:"query" ref:"-" doc:"A day, for the page as it was at its end, or the id of a kept one; left out, as it is now."`
}

// OnePage is a strategy on one page.
type OnePage struct {
	Kind        string      `json:"kind" v:"enum=product|portfolio|workspace" doc:"What it is about."`
	Record      id.Ref      `json:"record" ref:"record" doc:"Of the product or portfolio; null for the workspace."`
	Key         string      `json:"key"`
	Title       string      `json:"title"`
	On          clock.Day   `json:"on" doc:"The day as it was at whose end it is shown; empty for now and for a kept one."`
	Kept        string      `json:"kept" doc:"The name under which it was kept; else empty."`
	Stage       string      `json:"stage" doc:"Of a product: where it is in its life."`
	Vision      string      `json:"vision"`
	Positioning Positioning `json:"positioning"`
	Canvas      Canvas      `json:"canvas"`
	Guardrails  []Guarded   `json:"guardrails"`
	Pillars     []Standing  `json:"pillars" doc:"Its own, and those of the workspace as a whole; at most 100."`
	Objectives  []Aim       `json:"objectives" doc:"Those that are not closed, by their end; at most 100."`
	Products    []Offer     `json:"products" doc:"Of a portfolio or the workspace: its products; at most 200."`
}

// Guarded is a guardrail with its state.
type Guarded struct {
	Guardrail
	MetricTitle string        `json:"metricTitle"`
	MetricKey   string        `json:"metricKey"`
	Unit        string        `json:"unit"`
	Value       *float64      `json:"value" doc:"The metric's newest point; null without one, or where you may not see it."`
	At          clock.Instant `json:"at" doc:"When that was; null likewise."`
	State       string        `json:"state" v:"enum=|kept|broken|unknown" doc:"Whether the metric is within its bound; empty for what is not done."`
}

// Standing is a pillar on the page.
type Standing struct {
	ID      string `json:"id"`
	Key     string `json:"key"`
	Title   string `json:"title"`
	Text    string `json:"text" doc:"Its description."`
	Product id.Ref `json:"product" ref:"product" doc:"Null for one of the workspace as a whole."`
}

// Aim is an objective on the page, with its numbers.
type Aim struct {
	ID       string          `json:"id"`
	Key      string          `json:"key"`
	Title    string          `json:"title"`
	State    string          `json:"state"`
	Category record.Category `json:"category"`
	EndOn    clock.Day       `json:"endOn"`
	Scored   Scored          `json:"scored" doc:"As it was then. What follows delivered work is not known of the past."`
}

// Offer is a product on the page of a portfolio or workspace.
type Offer struct {
	ID     string `json:"id"`
	Key    string `json:"key"`
	Title  string `json:"title"`
	Stage  string `json:"stage"`
	Vision string `json:"vision"`
}

// Bounds of what one page shows.
const (
	mostOnPage   = 100
	mostProducts = 200
	mostFormer   = 2000 // of one kind, closed and archived ones included, that are looked at for a day of the past
)

func showPage(ctx context.Context, v *op.View, in PageIn) (*OnePage, error) {
	h, err := homeOf(ctx, v, in.Of)
	if err != nil {
		return nil, err
	}
	then, err := momentOf(ctx, v, h, in.At)
	if err != nil {
		return nil, err
	}
	return h.read(ctx, v, then)
}

// read puts a page together as it was at a moment.
func (h *home) read(ctx context.Context, v *op.View, then moment) (*OnePage, error) {
	out := &OnePage{
		Kind: h.kind, Record: h.record, Key: h.key, Title: h.title, On: then.on, Kept: then.name,
		Guardrails: []Guarded{}, Pillars: []Standing{}, Objectives: []Aim{}, Products: []Offer{},
	}
	p, err := h.page(ctx, v.At)
	if err != nil {
		return nil, err
	}
	if err := out.write(ctx, v, h, p, then); err != nil {
		return nil, err
	}
	if out.Pillars, err = h.pillars(ctx, v, then); err != nil {
		return nil, err
	}
	if out.Objectives, err = h.objectives(ctx, v, then); err != nil {
		return nil, err
	}
	if out.Kind != "product" {
		out.Products, err = h.products(ctx, v, then)
	}
	return out, err
}

// write fills in what was written on the page itself.
func (o *OnePage) write(ctx context.Context, v *op.View, h *home, p *StrategyPage, then moment) error {
	if p.ID != "" {
		pages, err := asOf(ctx, v, []StrategyPage{*p}, then)
		if err != nil {
			return err
		}
		if p = (&StrategyPage{}); len(pages) > 0 {
			p = &pages[0]
		}
	}
	o.Vision, o.Positioning, o.Canvas = p.Vision, p.Positioning, p.Canvas
	if h.of != nil {
		was, err := asOf(ctx, v, []product.Product{*h.of}, then)
		if err != nil {
			return err
		}
		for _, w := range was {
			o.Vision, o.Stage, o.Title = w.Vision, w.Stage, w.Title
		}
	}
	guarded, err := guard(ctx, v, p.Guardrails, then)
	if err == nil {
		o.Guardrails = guarded
	}
	return err
}

// guard looks how each guardrail stands.
func guard(ctx context.Context, v *op.View, all Guardrails, then moment) ([]Guarded, error) {
	out, ids := make([]Guarded, len(all)), []string{}
	for i, g := range all {
		out[i].Guardrail = g
		if g.Metric != "" {
			ids = append(ids, g.Metric)
		}
	}
	if len(ids) == 0 {
		return out, nil
	}
	points, err := metric.Before(ctx, v, then.until(v), ids...)
	if err != nil {
		return nil, err
	}
	marks, args := record.Among(ids)
	metrics, err := op.Where[metric.Metric](ctx, v, "r.id in ("+marks+")", args...)
	if err != nil {
		return nil, err
	}
	named := map[string]metric.Metric{}
	for _, m := range metrics {
		named[m.ID] = m
	}
	for i := range out {
		g := &out[i]
		if g.Metric == "" {
			continue
		}
		m := named[g.Metric]
		g.MetricTitle, g.MetricKey, g.Unit, g.State = m.Title, m.Key, m.Unit, "unknown"
		if point, ok := points[g.Metric]; ok {
			g.Value, g.At, g.State = &point.Value, point.At, "broken"
			if g.kept(point.Value) {
				g.State = "kept"
			}
		}
	}
	return out, nil
}

// pillars gives those of the product and of the workspace as a whole.
func (h *home) pillars(ctx context.Context, v *op.View, then moment) ([]Standing, error) {
	now, err := record.Where[Pillar](ctx, v.At, "r.kind = 'pillar' and (r.product_id is null or r.product_id = ?)"+then.open()+" order by r.rank, r.created_at, r.id limit ?", string(h.product), then.most())
	if err != nil {
		return nil, err
	}
	was, err := asOf(ctx, v, now, then)
	out := []Standing{}
	for _, p := range was {
		if p.ArchivedAt == 0 && len(out) < mostOnPage {
			out = append(out, Standing{p.ID, p.Key, p.Title, p.Body, p.Product})
		}
	}
	return out, err
}

// objectives gives the home's own that are not closed, with their numbers.
func (h *home) objectives(ctx context.Context, v *op.View, then moment) ([]Aim, error) {
	where, args := "r.product_id is null", []any{}
	if h.product != "" {
		where, args = "r.product_id = ?", []any{string(h.product)}
	}
	if then.now() {
		where += " and r.category <> 'closed'"
	}
	now, err := record.Where[Objective](ctx, v.At, "r.kind = 'objective' and "+where+then.open()+" order by coalesce(d.end_on, '9999'), r.rank, r.id limit ?", append(args, then.most())...)
	if err != nil {
		return nil, err
	}
	was, err := asOf(ctx, v, now, then)
	if err != nil {
		return nil, err
	}
	var open []*Objective
	for i := range was {
		if o := &was[i]; o.ArchivedAt == 0 && o.Category != record.Closed && len(open) < mostOnPage {
			if !then.now() {
				o.forgetWork()
			}
			open = append(open, o)
		}
	}
	return aims(ctx, v, open, then)
}

// forgetWork takes away what is known of the present only.
func (o *Objective) forgetWork() {
	all := make(KeyResults, len(o.KeyResults))
	copy(all, o.KeyResults)
	for i := range all {
		if all[i].Work != "" {
			all[i].Work, all[i].Current = "", nil
		}
	}
	o.KeyResults = all
}

func aims(ctx context.Context, v *op.View, open []*Objective, then moment) ([]Aim, error) {
	out := []Aim{}
	if len(open) == 0 {
		return out, nil
	}
	n, err := numbersOf(ctx, v, 1, open...)
	if err != nil {
		return nil, err
	}
	points := n.last()
	if !then.now() {
		var ids []string
		for _, o := range open {
			for _, m := range o.KeyResults.metrics() {
				if m != "" {
					ids = append(ids, m)
				}
			}
		}
		if points, err = metric.Before(ctx, v, then.until(v), ids...); err != nil {
			return nil, err
		}
	}
	for _, o := range open {
		out = append(out, Aim{o.ID, o.Key, o.Title, o.State, o.Category, o.EndOn, *o.Scored(points, n.work)})
	}
	return out, nil
}

// products gives those of the workspace, or of a portfolio and those below it.
func (h *home) products(ctx context.Context, v *op.View, then moment) ([]Offer, error) {
	scope, args := v.Scope("r.product_id")
	now, err := record.Where[product.Product](ctx, v.At, "r.kind = 'product' and "+scope+then.open()+" order by r.key limit ?", append(args, then.most())...)
	if err != nil {
		return nil, err
	}
	below := map[id.Ref]bool{}
	if h.kind == "portfolio" {
		if below, err = portfoliosBelow(ctx, v, h.record); err != nil {
			return nil, err
		}
	}
	was, err := asOf(ctx, v, now, then)
	out := []Offer{}
	for _, p := range was {
		if p.ArchivedAt == 0 && (h.kind == "workspace" || below[p.Portfolio]) && len(out) < mostProducts {
			out = append(out, Offer{p.ID, p.Key, p.Title, p.Stage, p.Vision})
		}
	}
	return out, err
}

// portfoliosBelow gives a portfolio and all that are part of it.
func portfoliosBelow(ctx context.Context, v *op.View, top id.Ref) (map[id.Ref]bool, error) {
	all, err := record.Where[product.Portfolio](ctx, v.At, "r.kind = 'portfolio' and r.archived_at = 0 order by r.id limit ?", mostFormer)
	in := map[id.Ref]bool{top: true}
	for more := true; more; {
		more = false
		for _, p := range all {
			if in[p.Parent] && !in[id.Ref(p.ID)] {
				in[id.Ref(p.ID)], more = true, true
			}
		}
	}
	return in, err
}
