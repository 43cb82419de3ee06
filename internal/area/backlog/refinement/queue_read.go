package refinement

import (
	"cmp"
	"context"
	"slices"

	"throughline/internal/area/backlog"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/id"
	"throughline/internal/kit/page"
	"throughline/internal/platform/store"
)

// depth is how far down the backlog the queue looks; nobody makes items ready
// that are further away than that.
const depth = 300

// stretch is how many items of the queue count as equally near: among them
// what lacks least comes first, because it is ready soonest.
const stretch = 10

// QueueIn asks for what is not ready.
type QueueIn struct {
	Product string `json:"product" in:"query" ref:"product" v:"required" doc:"Id or key of the product."`
	Limit   int    `json:"limit" in:"query" doc:"50 when left out, 200 at most."`
}

// Queue is what is not ready, in the order in which it matters: what stands in
// the next sprint, then the backlog from the top, in stretches of ten. Within
// each what lacks least comes first.
type Queue struct {
	Items  []Waiting `json:"items"`
	Next   id.Ref    `json:"nextSprint" ref:"sprint" doc:"The sprint that comes next; null when none is planned."`
	Looked int       `json:"looked" doc:"How many items from the top of the backlog were looked at."`
	Ready  int       `json:"ready" doc:"How many of them are ready."`
	More   bool      `json:"more" doc:"There is more backlog below than was looked at, or more that is not ready than is shown."`
}

// Waiting is an item that is not ready.
type Waiting struct {
	ID       string            `json:"id"`
	Key      string            `json:"key"`
	Kind     string            `json:"kind"`
	Title    string            `json:"title"`
	State    string            `json:"state"`
	Estimate *float64          `json:"estimate"`
	Place    int               `json:"place" doc:"Its place among what is to do, counted from 1."`
	Next     bool              `json:"inNextSprint" doc:"It stands in the sprint that comes next."`
	Near     int               `json:"stretch" doc:"How near it is: 0 for the next sprint, then the stretches of the backlog from the top."`
	Missing  []backlog.Missing `json:"missing" doc:"What it lacks; nothing, when only nobody has called it ready."`
}

func queue(ctx context.Context, v *op.View, in QueueIn) (*Queue, error) {
	limit, err := page.Limit(in.Limit)
	if err != nil {
		return nil, err
	}
	product, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	out := &Queue{Items: []Waiting{}}
	if out.Next, err = nextSprint(ctx, v, product); err != nil {
		return nil, err
	}
	items, more, err := ahead(ctx, v, product, out.Next)
	if err != nil {
		return nil, err
	}
	missing, err := backlog.Lacking(ctx, v, items)
	if err != nil {
		return nil, err
	}
	called, err := calledReady(ctx, v, product)
	if err != nil {
		return nil, err
	}
	out.Looked, out.More = len(items), more
	behind := 0 // how many of the rest of the backlog came before
	for n, i := range items {
		if len(missing[i.ID]) == 0 && called[[2]string{i.Kind, i.State}] {
			out.Ready++
			continue
		}
		w := Waiting{ID: i.ID, Key: i.Key, Kind: i.Kind, Title: i.Title, State: i.State, Estimate: i.Estimate, Place: n + 1, Missing: missing[i.ID]}
		if w.Next = out.Next != "" && i.Sprint == out.Next; !w.Next {
			w.Near = 1 + behind/stretch
			behind++
		}
		out.Items = append(out.Items, w)
	}
	slices.SortStableFunc(out.Items, func(a, b Waiting) int {
		return cmp.Or(cmp.Compare(a.Near, b.Near), cmp.Compare(len(a.Missing), len(b.Missing)))
	})
	if len(out.Items) > limit {
		out.Items, out.More = out.Items[:limit], true
	}
	return out, nil
}

// calledReady gives the states, by kind, that mean "ready" to a product's team.
func calledReady(ctx context.Context, v *op.View, product string) (map[[2]string]bool, error) {
	out := map[[2]string]bool{}
	for _, name := range backlog.Kinds {
		k, _ := v.Engine.Reg.Kind(name)
		w, err := v.Workflow(ctx, k, product)
		if err != nil {
			return nil, err
		}
		for _, s := range w {
			if s.Meaning == "ready" {
				out[[2]string{name, s.Name}] = true
			}
		}
	}
	return out, nil
}

// nextSprint gives the planned sprint that begins first, "" when none is
// planned. Sprints are a later area's; that one is planned is in the record.
func nextSprint(ctx context.Context, v *op.View, product string) (id.Ref, error) {
	found, err := store.All[id.Ref](ctx, v.R, "select r.id from record r join sprint s on s.workspace_id = r.workspace_id and s.id = r.id "+
		"where r.workspace_id = ? and r.product_id = ? and r.kind = 'sprint' and r.category = 'todo' and r.archived_at = 0 "+
		"order by coalesce(nullif(s.start_on, ''), '9999'), r.num limit 1", v.Workspace, product)
	if err != nil || len(found) == 0 {
		return "", err
	}
	return found[0], nil
}

// ahead gives what is to do, in its order: the top of the backlog and what
// stands in the next sprint, wherever it is ranked.
func ahead(ctx context.Context, v *op.View, product string, next id.Ref) (items []backlog.Item, more bool, err error) {
	const todo = "r.product_id = ? and r.category = 'todo' and r.archived_at = 0"
	top, err := record.Where[backlog.Item](ctx, v.At, todo+" order by r.rank, r.id limit ?", product, depth+1)
	if err != nil {
		return nil, false, err
	}
	if more = len(top) > depth; !more || next == "" {
		return top[:min(len(top), depth)], more, nil
	}
	last := top[depth-1]
	below, err := record.Where[backlog.Item](ctx, v.At, todo+" and d.sprint_id = ? and (r.rank, r.id) > (?, ?) order by r.rank, r.id limit ?", product, string(next), last.Rank, last.ID, depth)
	return append(top[:depth:depth], below...), true, err
}

// lackedRules names the rules that one item does not meet.
func lackedRules(ctx context.Context, v *op.View, i backlog.Item) ([]string, error) {
	missing, err := backlog.Lacking(ctx, v, []backlog.Item{i})
	out := []string{}
	for _, m := range missing[i.ID] {
		out = append(out, m.Rule)
	}
	return out, err
}
