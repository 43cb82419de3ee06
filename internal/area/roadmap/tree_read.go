package roadmap

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// TreeIn asks for the checks of a product's opportunity tree.
type TreeIn struct {
	Product string `json:"product" in:"query" ref:"product" v:"required" doc:"Id or key of the product."`
}

// Finding is what is not right about one node of the opportunity tree.
type Finding struct {
	Check string `json:"check" doc:"root: it stands at the top, and nothing that addresses it or what is below it serves an objective, is bet on a metric or measured by one; words: no interview or feedback stands behind it; alone: one solution only, with nothing to compare it with; untested: a solution under work has no test of an assumption."`
	ID    string `json:"id" ref:"record"`
	Kind  string `json:"kind" doc:"opportunity or feature."`
	Key   string `json:"key"`
	Title string `json:"title"`
}

// Findings are what to look at in an opportunity tree.
type Findings struct {
	Items  []Finding `json:"items" doc:"At most 200 of each check."`
	Checks []Check   `json:"checks" doc:"How many nodes each check looked at, and how many it found."`
}

// Check is one rule of the tree.
type Check struct {
	Check string `json:"check"`
	Of    int    `json:"of"`
	Found int    `json:"found"`
}

type node struct {
	ID        string       `db:"id"`
	Key       string       `db:"key"`
	Title     string       `db:"title"`
	Parent    id.Ref       `db:"parent_id"`
	Aimed     int64        `db:"aimed"`
	Words     int64        `db:"words"`
	Solutions int64        `db:"solutions"`
	Tests     []Assumption `db:"assumptions"`
}

const findingsMost = 200

// needs are the open opportunities of a product, each with what the rules ask
// of it: where it leads, whose words stand behind it, what would serve it. A
// tree begins with an outcome: an objective that a solution serves, by itself or
// with its initiative, or a metric that it is bet on or measured by.
const needs = `select r.id, r.key, r.title, d.parent_id,
 (select count(*) from link k join record a on a.workspace_id = k.workspace_id and a.id = k.from_id join feature f on f.workspace_id = a.workspace_id and f.id = a.id
  where k.workspace_id = r.workspace_id and k.to_id = r.id and k.type = 'addresses' and a.archived_at = 0 and (coalesce(f.bet_metric_id, '') <> ''
   or exists (select 1 from link s where s.workspace_id = f.workspace_id and s.to_id = f.id and s.type = 'measures')
   or exists (select 1 from link s where s.workspace_id = f.workspace_id and s.from_id = f.id and s.type = 'serves')
   or exists (select 1 from link h join link s on s.workspace_id = h.workspace_id and s.from_id = h.to_id and s.type = 'serves' where h.workspace_id = f.workspace_id and h.from_id = f.id and h.type = 'delivers'))) as aimed,
 (select count(*) from link k join record e on e.workspace_id = k.workspace_id and e.id = k.from_id where k.workspace_id = r.workspace_id and k.to_id = r.id and k.type = 'evidence' and e.archived_at = 0) as words,
 (select count(*) from link k join record f on f.workspace_id = k.workspace_id and f.id = k.from_id where k.workspace_id = r.workspace_id and k.to_id = r.id and k.type = 'addresses' and f.archived_at = 0 and f.kind = 'feature' and (f.category <> 'closed' or f.state <> 'dropped')) as solutions
 from record r join opportunity d on d.workspace_id = r.workspace_id and d.id = r.id
 where r.workspace_id = ? and r.product_id = ? and r.archived_at = 0 and r.category <> 'closed' order by r.key limit 2000`

// solutions are the features under work that address a need.
const solutions = `select r.id, r.key, r.title, d.assumptions from record r join feature d on d.workspace_id = r.workspace_id and d.id = r.id
 where r.workspace_id = ? and r.product_id = ? and r.archived_at = 0 and r.category = 'doing'
 and exists (select 1 from link k where k.workspace_id = r.workspace_id and k.from_id = r.id and k.type = 'addresses') order by r.key limit 2000`

// treeChecks looks at a product's opportunity tree as its rules say (Torres).
func treeChecks(ctx context.Context, v *op.View, in TreeIn) (*Findings, error) {
	product, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	open, err := store.All[node](ctx, v.R, needs, v.Workspace, product)
	if err != nil {
		return nil, err
	}
	worked, err := store.All[node](ctx, v.R, solutions, v.Workspace, product)
	if err != nil {
		return nil, err
	}
	out := &Findings{Items: []Finding{}}
	aimed := aims(open)
	out.look("root", "opportunity", open, func(n *node) bool { return n.Parent == "" }, func(n *node) bool { return !aimed[n.ID] })
	out.look("words", "opportunity", open, all, func(n *node) bool { return n.Words == 0 })
	out.look("alone", "opportunity", open, func(n *node) bool { return n.Solutions > 0 }, func(n *node) bool { return n.Solutions == 1 })
	out.look("untested", "feature", worked, all, func(n *node) bool { return !n.tested() })
	return out, nil
}

// aims says which needs lead to an outcome, by themselves or by what is below
// them. The tree has no rings, and no way up is longer than there are nodes.
func aims(open []node) map[string]bool {
	parent := map[string]string{}
	for i := range open {
		parent[open[i].ID] = string(open[i].Parent)
	}
	out := map[string]bool{}
	for i := range open {
		for at := open[i].ID; open[i].Aimed > 0 && at != "" && !out[at]; at = parent[at] {
			out[at] = true
		}
	}
	return out
}

func all(*node) bool { return true }

// tested says whether somebody has said how one of its assumptions is found out.
func (n *node) tested() bool {
	for _, a := range n.Tests {
		if a.Test != "" {
			return true
		}
	}
	return false
}

// look holds one rule against the nodes that it is about.
func (out *Findings) look(check, kind string, nodes []node, about, wrong func(*node) bool) {
	c := Check{Check: check}
	for i := range nodes {
		n := &nodes[i]
		if !about(n) {
			continue
		}
		c.Of++
		if !wrong(n) {
			continue
		}
		c.Found++
		if c.Found <= findingsMost {
			out.Items = append(out.Items, Finding{check, n.ID, kind, n.Key, n.Title})
		}
	}
	out.Checks = append(out.Checks, c)
}
