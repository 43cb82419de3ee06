package lifecycle

import (
	"context"
	"encoding/json"

	"throughline/internal/area/metric"
	"throughline/internal/area/product"
	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// ProductIn names a product.
type ProductIn struct {
	Product string `json:"product" in:"query" ref:"product" v:"required" doc:"Id or key of the product."`
}

// Nothing is an input without fields.
type Nothing struct{}

// Life is where a product is in its life.
type Life struct {
	Product  id.Ref         `json:"product" ref:"product"`
	Key      string         `json:"key"`
	Title    string         `json:"title"`
	Stage    string         `json:"stage"`
	Since    clock.Instant  `json:"since" doc:"When it came into it."`
	Rule     *LifecycleRule `json:"rule" doc:"Null where none was set: then only what can be counted speaks."`
	Evidence Evidence       `json:"evidence" doc:"What the numbers say now."`
	History  []Staged       `json:"history" doc:"The stages it was in, the latest first; at most 50."`
}

// Staged is one change of stage.
type Staged struct {
	At        clock.Instant `json:"at"`
	By        id.Ref        `json:"by" ref:"member"`
	From      string        `json:"from" doc:"Empty for the stage that it was made in."`
	To        string        `json:"to"`
	Note      string        `json:"note"`
	Suggested bool          `json:"suggested"`
	Evidence  *Evidence     `json:"evidence" doc:"What the numbers said then; null where it was set without."`
}

const mostStages = 50

func show(ctx context.Context, v *op.View, in ProductIn) (*Life, error) {
	ref, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	p, err := op.Find[product.Product](ctx, v, ref)
	if err != nil {
		return nil, err
	}
	out := &Life{Product: id.Ref(p.ID), Key: p.Key, Title: p.Title, Stage: p.Stage}
	all, err := evidenceOf(ctx, v, p)
	if err != nil {
		return nil, err
	}
	out.Evidence = *all[p.ID]
	rules, err := record.Where[LifecycleRule](ctx, v.At, "d.record_id = ?", p.ID)
	if err != nil {
		return nil, err
	}
	if len(rules) > 0 {
		out.Rule = &rules[0]
	}
	out.History, err = historyOf(ctx, v, p.ID)
	if len(out.History) > 0 {
		out.Since = out.History[0].At
	}
	return out, err
}

// historyOf reads the changes of stage from the ledger, with the ground of
// those that have one.
func historyOf(ctx context.Context, v *op.View, product string) ([]Staged, error) {
	rows, err := store.All[ledger.Row](ctx, v.R, "select "+ledger.Columns+" from ledger where workspace_id = ? and record_id = ? and entity_id = ? and kind = 'product' and diff like '%\"stage\"%' order by seq desc limit ?",
		v.Workspace, product, product, 4*mostStages)
	if err != nil {
		return nil, err
	}
	grounds, err := record.Where[StageGround](ctx, v.At, "d.record_id = ? order by d.created_at desc limit ?", product, 4*mostStages)
	if err != nil {
		return nil, err
	}
	why := map[int64]*StageGround{}
	for i := range grounds {
		why[grounds[i].Version] = &grounds[i]
	}
	out := []Staged{}
	for _, r := range rows {
		c, ok := r.Diff["stage"]
		if !ok || len(out) == mostStages {
			continue
		}
		s := Staged{At: r.At, By: r.Actor}
		for to, raw := range map[*string]json.RawMessage{&s.From: c[0], &s.To: c[1]} {
			if string(raw) == "null" {
				continue
			}
			if err := json.Unmarshal(raw, to); err != nil {
				return nil, err
			}
		}
		// The two are written one after the other; a redo turns them round.
		for _, g := range []*StageGround{why[r.Seq+1], why[r.Seq-1]} {
			if g != nil && g.To == s.To && g.From == s.From {
				s.Note, s.Suggested, s.Evidence = g.Note, g.Suggested, &g.Evidence
			}
		}
		out = append(out, s)
	}
	return out, nil
}

// evidenceOf reads what the numbers say of some products, by their id; with
// four questions, however many there are.
func evidenceOf(ctx context.Context, v *op.View, products ...*product.Product) (map[string]*Evidence, error) {
	out, ids := map[string]*Evidence{}, make([]string, len(products))
	for i, p := range products {
		ids[i] = p.ID
		out[p.ID] = &Evidence{Bounds: usual, Readings: []Reading{}}
	}
	if len(products) == 0 {
		return out, nil
	}
	facts, err := factsOf(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	if err := measure(ctx, v, ids, out); err != nil {
		return nil, err
	}
	for _, p := range products {
		e := out[p.ID]
		e.Facts = facts[p.ID]
		e.Suggested = suggest(p.Stage, e.Readings, e.Facts)
	}
	return out, nil
}

// pointsAPeriod is how many points of a metric are read for each period, on the
// mean: two a day.
const pointsAPeriod = 180

// measure reads the periods of those that have a rule.
func measure(ctx context.Context, v *op.View, ids []string, out map[string]*Evidence) error {
	marks, args := record.Among(ids)
	rules, err := record.Where[LifecycleRule](ctx, v.At, "d.record_id in ("+marks+")", args...)
	if err != nil || len(rules) == 0 {
		return err
	}
	var named []string
	for _, r := range rules {
		named = append(named, string(r.Metric))
	}
	marks, args = record.Among(named)
	found, err := op.Where[metric.Metric](ctx, v, "r.id in ("+marks+")", args...)
	if err != nil {
		return err
	}
	metrics := map[id.Ref]*metric.Metric{}
	for i := range found {
		metrics[id.Ref(found[i].ID)] = &found[i]
	}
	points, err := metric.Series(ctx, v, 0, mostPeriods*pointsAPeriod, named...)
	if err != nil {
		return err
	}
	for i := range rules {
		r := &rules[i]
		m := metrics[r.Metric]
		if m == nil {
			continue // of a product that one may not see
		}
		e := out[string(r.Record)]
		e.Metric, e.Title, e.Unit, e.Period, e.Bounds, e.Target = m.ID, m.Title, m.Unit, r.Period, r.bounds(), r.Target
		if e.Target == nil {
			e.Target = m.Target
		}
		days, running := periods(v.Today(), r.Period)
		days, values := sample(points[m.ID], days, running, v.Day)
		e.Readings = e.Bounds.read(days, values, e.Target)
	}
	return nil
}

// factsOf counts what there is of some products.
func factsOf(ctx context.Context, v *op.View, ids []string) (map[string]Facts, error) {
	type counted struct {
		Product  string `db:"product_id"`
		Learnt   int64  `db:"learnt"`
		Features int64  `db:"features"`
		Started  int64  `db:"started"`
		Out      int64  `db:"released"`
	}
	marks, args := record.Among(ids)
	rows, err := store.All[counted](ctx, v.R, `select product_id,
  sum(case when kind in ('insight', 'opportunity') then 1 else 0 end) as learnt,
  sum(case when kind = 'feature' and state <> 'idea' then 1 else 0 end) as features,
  sum(case when kind in ('story', 'bug', 'task', 'spike') and category <> 'todo' then 1 else 0 end) as started,
  sum(case when kind = 'release' and category = 'done' then 1 else 0 end) as released
from record where workspace_id = ? and product_id in (`+marks+`) and archived_at = 0 and state <> 'dropped' group by product_id`, append([]any{v.Workspace}, args...)...)
	out := map[string]Facts{}
	for _, r := range rows {
		out[r.Product] = Facts{r.Learnt, r.Features, r.Started, r.Out}
	}
	return out, err
}

// Lives are all products with where they are in their life.
type Lives struct {
	Items []Brief `json:"items" doc:"By their key, at most 200."`
}

// Brief is where one product is.
type Brief struct {
	Product   id.Ref    `json:"product" ref:"product"`
	Key       string    `json:"key"`
	Title     string    `json:"title"`
	Stage     string    `json:"stage"`
	Suggested Suggested `json:"suggested"`
	EndOn     clock.Day `json:"endOn" doc:"Of its sunset plan; null without one."`
	Overdue   int       `json:"overdue" doc:"How many steps of its sunset plan are overdue."`
}

const mostLives = 200

func list(ctx context.Context, v *op.View, _ Nothing) (*Lives, error) {
	scope, see := v.Scope("r.product_id")
	found, err := record.Where[product.Product](ctx, v.At, "r.kind = 'product' and r.archived_at = 0 and "+scope+" order by r.key limit ?", append(see, mostLives)...)
	if err != nil {
		return nil, err
	}
	products, ids := make([]*product.Product, len(found)), make([]string, len(found))
	for i := range found {
		products[i], ids[i] = &found[i], found[i].ID
	}
	out := &Lives{Items: []Brief{}}
	if len(ids) == 0 {
		return out, nil
	}
	evidence, err := evidenceOf(ctx, v, products...)
	if err != nil {
		return nil, err
	}
	marks, args := record.Among(ids)
	plans, err := record.Where[SunsetPlan](ctx, v.At, "d.record_id in ("+marks+")", args...)
	if err != nil {
		return nil, err
	}
	ends := map[string]*SunsetPlan{}
	for i := range plans {
		ends[string(plans[i].Record)] = &plans[i]
	}
	today := v.Today()
	for _, p := range products {
		b := Brief{Product: id.Ref(p.ID), Key: p.Key, Title: p.Title, Stage: p.Stage, Suggested: evidence[p.ID].Suggested}
		if s := ends[p.ID]; s != nil && p.Stage == sunset {
			b.EndOn, b.Overdue = s.EndOn, len(s.overdue(today))
		}
		out.Items = append(out.Items, b)
	}
	return out, nil
}
