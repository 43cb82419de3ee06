package metric

import (
	"context"

	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// TreeIn asks for a tree of metrics.
type TreeIn struct {
	Product string `json:"product" in:"query" ref:"product" doc:"Those of one product, and the workspace's own; left out, all that you see."`
}

// Tree is metrics with what drives them.
type Tree struct {
	Items []Node `json:"items" doc:"At most 500; the outcomes, those that drive nothing, are where the tree begins."`
	More  bool   `json:"more" doc:"There are more than are shown."`
}

// Node is a metric of the tree.
type Node struct {
	ID        string    `json:"id"`
	Key       string    `json:"key"`
	Title     string    `json:"title"`
	Product   id.Ref    `json:"product" ref:"product"`
	Owner     id.Ref    `json:"owner" ref:"member"`
	Unit      string    `json:"unit"`
	Direction string    `json:"direction"`
	Source    string    `json:"source" ref:"-"`
	Target    *float64  `json:"target"`
	TargetOn  clock.Day `json:"targetOn"`
	Role      string    `json:"role" doc:"outcome, driver, both, or empty for one that stands alone."`
	Drives    []string  `json:"drives" ref:"metric" doc:"Ids of the metrics that it drives."`
	Last      *Point    `json:"last" doc:"Its newest point; null while there is none."`
	Recent    []Point   `json:"recent" doc:"Its newest points, at most 26, oldest first."`
	Behind    *float64  `json:"behind" doc:"How far the newest point lies on the wrong side of the target line; null without one."`
	Crossed   int64     `json:"crossed" doc:"How many of its alerts are crossed."`
}

// The parts a metric can have in a tree.
const (
	Outcome = "outcome"
	Driver  = "driver"
	Both    = "both"
)

const (
	mostNodes = 500
	recent    = 26 // half a year of weeks
)

func tree(ctx context.Context, v *op.View, in TreeIn) (*Tree, error) {
	where, args := "r.kind = 'metric' and r.archived_at = 0", []any{}
	if in.Product != "" {
		p, err := v.Product(ctx, in.Product)
		if err != nil {
			return nil, err
		}
		where, args = where+" and (r.product_id = ? or r.product_id is null)", append(args, p)
	}
	scope, see := v.Scope("r.product_id")
	all, err := record.Where[Metric](ctx, v.At, where+" and "+scope+" order by r.title, r.id limit ?", append(append(args, see...), mostNodes+1)...)
	if err != nil {
		return nil, err
	}
	out := &Tree{Items: []Node{}, More: len(all) > mostNodes}
	all = all[:min(len(all), mostNodes)]
	ids := make([]string, len(all))
	at := map[string]int{}
	for i, m := range all {
		ids[i], at[m.ID] = m.ID, i
	}
	series, err := Series(ctx, v, 0, recent, ids...)
	if err != nil {
		return nil, err
	}
	for i := range all {
		out.Items = append(out.Items, all[i].node(series[all[i].ID]))
	}
	if err := out.join(ctx, v, ids, at); err != nil {
		return nil, err
	}
	return out, out.alarm(ctx, v, ids, at)
}

func (m *Metric) node(points []Point) Node {
	n := Node{
		ID: m.ID, Key: m.Key, Title: m.Title, Product: m.Product, Owner: m.Owner, Unit: m.Unit, Direction: m.Direction, Source: m.Source,
		Target: m.Target, TargetOn: m.TargetOn, Drives: []string{}, Recent: points,
	}
	if points == nil {
		n.Recent = []Point{}
		return n
	}
	n.Last = &points[len(points)-1]
	if l, ok := m.Line(); ok {
		behind := l.Behind(*n.Last)
		n.Behind = &behind
	}
	return n
}

// join lays the links of driving over the nodes.
func (t *Tree) join(ctx context.Context, v *op.View, ids []string, at map[string]int) error {
	if len(ids) == 0 {
		return nil
	}
	marks, args := record.Among(ids)
	rows, err := record.Where[link.Link](ctx, v.At, "d.type = ? and d.from_id in ("+marks+") order by d.created_at, d.id", append([]any{link.Drives}, args...)...)
	driven := map[string]bool{}
	for _, l := range rows {
		if _, ok := at[l.To]; !ok {
			continue
		}
		n := &t.Items[at[l.From]]
		n.Drives = append(n.Drives, l.To)
		driven[l.To] = true
	}
	for i := range t.Items {
		n := &t.Items[i]
		switch {
		case len(n.Drives) > 0 && driven[n.ID]:
			n.Role = Both
		case len(n.Drives) > 0:
			n.Role = Driver
		case driven[n.ID]:
			n.Role = Outcome
		}
	}
	return err
}

// alarm counts the alerts that are crossed.
func (t *Tree) alarm(ctx context.Context, v *op.View, ids []string, at map[string]int) error {
	if len(ids) == 0 {
		return nil
	}
	type crossed struct {
		Metric string `db:"record_id"`
		Count  int64  `db:"n"`
	}
	marks, args := record.Among(ids)
	rows, err := store.All[crossed](ctx, v.R, "select record_id, count(*) as n from metric_alert where workspace_id = ? and crossed_at > 0 and record_id in ("+marks+") group by record_id",
		append([]any{v.Workspace}, args...)...)
	for _, r := range rows {
		t.Items[at[r.Metric]].Crossed = r.Count
	}
	return err
}
