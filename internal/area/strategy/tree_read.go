package strategy

import (
	"context"
	"slices"

	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// TreeIn asks for objectives as a tree.
type TreeIn struct {
	Product   string `json:"product" in:"query" ref:"product" doc:"Those of one product, with what they serve elsewhere; left out, all that you see."`
	Portfolio string `json:"portfolio" in:"query" ref:"record" doc:"Those of the products of one portfolio and the portfolios below it, with what they serve elsewhere, by its id or key."`
	All       bool   `json:"all" in:"query" doc:"Those that are settled or dropped as well."`
	Odds      bool   `json:"odds" in:"query" doc:"With what each key result would need from here, and its odds: of the first 60 objectives that are being worked for."`
}

// Tree is objectives with what serves them.
type Tree struct {
	Items []Node `json:"items" doc:"At most 500, by their end."`
	More  bool   `json:"more" doc:"There are more than are shown."`
}

// Node is an objective of the tree.
type Node struct {
	ID          string          `json:"id"`
	Key         string          `json:"key"`
	Title       string          `json:"title"`
	Product     id.Ref          `json:"product" ref:"product"`
	Owner       id.Ref          `json:"owner" ref:"member"`
	State       string          `json:"state"`
	Category    record.Category `json:"category"`
	EndOn       clock.Day       `json:"endOn"`
	Weight      float64         `json:"weight" doc:"Its share in the objective that it serves."`
	Serves      []string        `json:"serves" ref:"objective" doc:"Ids of the objectives that it serves."`
	Pillars     []string        `json:"pillars" ref:"pillar" doc:"Ids of the pillars that it serves."`
	Below       *float64        `json:"below" doc:"Weighted mean of what serves it, each by its own score or, without one, by what serves that; null when nothing does."`
	BelowColour string          `json:"belowColour"`
	Expected    *float64        `json:"expected" doc:"The score that an even way would have by now: the part of its period that is gone, of 1 when it is committed, of 0.7 when it is aspirational; null without a period."`
	Odds        *float64        `json:"odds" doc:"The odds of its least likely key result, 0 to 1; null unless asked for, and where none has any."`
	Scored      Scored          `json:"scored"`
}

const mostNodes = 500

// aspired is the score that an aspirational objective is aimed at.
const aspired = 0.7

func tree(ctx context.Context, v *op.View, in TreeIn) (*Tree, error) {
	where, args := "r.kind = 'objective' and r.archived_at = 0", []any{}
	if !in.All {
		where += " and r.category <> 'closed'"
	}
	wanted, err := in.products(ctx, v)
	if err != nil {
		return nil, err
	}
	first, those := "r.product_id is null", []any{}
	if len(wanted) > 0 {
		var marks string
		marks, those = record.Among(wanted)
		first += " or r.product_id in (" + marks + ")"
	}
	scope, see := v.Scope("r.product_id")
	// Those that are asked for and those of no product stand first, so that the
	// bound cuts off others.
	where += " and " + scope + " order by case when " + first + " then 0 else 1 end, coalesce(d.end_on, '9999'), r.rank, r.id limit ?"
	args = append(append(append(args, see...), those...), mostNodes+1)
	all, err := record.Where[Objective](ctx, v.At, where, args...)
	if err != nil {
		return nil, err
	}
	out := &Tree{Items: []Node{}, More: len(all) > mostNodes}
	all = all[:min(len(all), mostNodes)]
	objectives := make([]*Objective, len(all))
	for i := range all {
		objectives[i] = &all[i]
	}
	if err := out.fill(ctx, v, objectives); err != nil {
		return nil, err
	}
	if in.Product != "" || in.Portfolio != "" {
		out.prune(wanted)
	}
	if in.Odds {
		err = out.foresee(ctx, v, objectives)
	}
	return out, err
}

// products gives the ids of the products whose objectives are asked for; none
// where all are.
func (in TreeIn) products(ctx context.Context, v *op.View) ([]string, error) {
	switch {
	case in.Product != "" && in.Portfolio != "":
		return nil, errs.Fieldf("portfolio", "name a product or a portfolio, not both")
	case in.Product != "":
		one, err := v.Product(ctx, in.Product)
		return []string{one}, err
	case in.Portfolio == "":
		return nil, nil
	}
	h, err := homeOf(ctx, v, in.Portfolio)
	if err != nil {
		return nil, err
	}
	if h.kind != "portfolio" {
		return nil, errs.Fieldf("portfolio", "%s is a %s, not a portfolio", h.key, h.kind)
	}
	offers, err := h.products(ctx, v, moment{})
	out := make([]string, len(offers))
	for i, o := range offers {
		out[i] = o.ID
	}
	return out, err
}

// fill scores the objectives and joins them.
func (t *Tree) fill(ctx context.Context, v *op.View, objectives []*Objective) error {
	if len(objectives) == 0 {
		return nil
	}
	n, err := numbersOf(ctx, v, 1, objectives...)
	if err != nil {
		return err
	}
	at, own := map[string]int{}, make([]string, len(objectives))
	for i, o := range objectives {
		at[o.ID], own[i] = i, o.ID
		t.Items = append(t.Items, o.node(n, v.Now))
	}
	marks, args := record.Among(own)
	links, err := record.Where[link.Link](ctx, v.At, "d.type = ? and d.from_id in ("+marks+") order by d.created_at, d.id", append([]any{link.Serves}, args...)...)
	if err != nil {
		return err
	}
	below := make([][]int, len(t.Items))
	for _, l := range links {
		from := at[l.From]
		switch to, ok := at[l.To]; {
		case ok:
			t.Items[from].Serves = append(t.Items[from].Serves, l.To)
			below[to] = append(below[to], from)
		case l.Kind == "pillar":
			t.Items[from].Pillars = append(t.Items[from].Pillars, l.To)
		}
	}
	for i := range t.Items {
		t.sum(i, below)
	}
	return nil
}

func (o *Objective) node(n numbers, now clock.Instant) Node {
	out := Node{
		ID: o.ID, Key: o.Key, Title: o.Title, Product: o.Product, Owner: o.Owner, State: o.State, Category: o.Category, EndOn: o.EndOn,
		Weight: 1, Serves: []string{}, Pillars: []string{}, Scored: *o.Scored(n.last(), n.work),
	}
	if o.Weight != nil {
		out.Weight = *o.Weight
	}
	if o.StartOn != "" && o.EndOn != "" {
		from, to := clock.From(o.StartOn.Time()), clock.From(o.EndOn.Add(1).Time())
		gone := max(0, min(1, float64(now.Sub(from))/float64(to.Sub(from))))
		if o.Ambition == "aspirational" {
			gone *= aspired
		}
		out.Expected = &gone
	}
	return out
}

// sum gives how far what serves an objective has come. No link closes a ring,
// so it comes to an end.
func (t *Tree) sum(i int, below [][]int) *float64 {
	n := &t.Items[i]
	if n.Below != nil || len(below[i]) == 0 {
		return n.Below
	}
	var all []Weighed
	for _, k := range below[i] {
		score := t.Items[k].Scored.Score
		if score == nil {
			score = t.sum(k, below)
		}
		if score != nil {
			all = append(all, Weighed{*score, t.Items[k].Weight})
		}
	}
	if mean, ok := Mean(all); ok {
		n.Below, n.BelowColour = &mean, Colour(mean)
	}
	return n.Below
}

// prune keeps what belongs to some products or to none, and all that this
// serves.
func (t *Tree) prune(products []string) {
	at, keep := map[string]int{}, map[string]bool{}
	for i, n := range t.Items {
		at[n.ID] = i
	}
	var up func(id string)
	up = func(id string) {
		if keep[id] {
			return
		}
		keep[id] = true
		for _, s := range t.Items[at[id]].Serves {
			up(s)
		}
	}
	for _, n := range t.Items {
		if slices.Contains(products, string(n.Product)) {
			up(n.ID)
		}
	}
	kept := []Node{}
	for _, n := range t.Items {
		if keep[n.ID] || n.Product == "" {
			kept = append(kept, n)
		}
	}
	t.Items = kept
}

// mostForeseen bounds the objectives whose odds are worked out for one tree:
// each key result takes ten thousand futures.
const mostForeseen = 60

// foresee adds what the key results of a tree would need, and their odds; with
// a few questions, however many there are.
func (t *Tree) foresee(ctx context.Context, v *op.View, objectives []*Objective) error {
	byID := map[string]*Objective{}
	for _, o := range objectives {
		byID[o.ID] = o
	}
	var some []*Objective
	var nodes []*Node
	for i := range t.Items {
		n := &t.Items[i]
		if n.Category == record.Doing && len(n.Scored.KeyResults) > 0 && len(some) < mostForeseen {
			some, nodes = append(some, byID[n.ID]), append(nodes, n)
		}
	}
	if len(some) == 0 {
		return nil
	}
	n, err := numbersOf(ctx, v, outlookPoints, some...)
	if err != nil {
		return err
	}
	history, err := confidences(ctx, v, ids(some)...)
	if err != nil {
		return err
	}
	for i, o := range some {
		for k := range nodes[i].Scored.KeyResults {
			r := &nodes[i].Scored.KeyResults[k]
			past := n.points[r.Metric]
			if r.Metric == "" {
				past = entered(history[o.ID][r.ID])
			}
			r.Outlook = o.outlook(r, past, v.Now)
			if r.Outlook != nil && r.Outlook.Odds != nil && r.Outlook.Weeks > 0 && (nodes[i].Odds == nil || *r.Outlook.Odds < *nodes[i].Odds) {
				nodes[i].Odds = r.Outlook.Odds
			}
		}
	}
	return nil
}

func ids(all []*Objective) []string {
	out := make([]string, len(all))
	for i, o := range all {
		out[i] = o.ID
	}
	return out
}
