package strategy

import (
	"context"
	"fmt"

	"throughline/internal/area/metric"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/platform/store"
)

// Features is the work of a key result that counts the features that serve its
// objective and are out.
const Features = "features"

// Worked is how much of some work is delivered. What was dropped is no part of
// it.
type Worked struct {
	Root string `db:"root"`
	Done int64  `db:"done"`
	All  int64  `db:"n"`
}

// numbers is what key results are scored from.
type numbers struct {
	points map[string][]metric.Point // of metrics, oldest first
	work   map[string]Worked         // by feature or initiative; features by objective
}

// last gives the newest point of each metric.
func (n numbers) last() map[string]metric.Point {
	out := map[string]metric.Point{}
	for m, points := range n.points {
		out[m] = points[len(points)-1]
	}
	return out
}

// numbersOf reads what the key results of objectives follow, at most so many
// points of each metric; with three questions, however many there are.
func numbersOf(ctx context.Context, v *op.View, most int, objectives ...*Objective) (numbers, error) {
	var metrics, works, served []string
	for _, o := range objectives {
		for _, r := range o.KeyResults {
			switch {
			case r.Metric != "":
				metrics = append(metrics, r.Metric)
			case r.Work == Features:
				served = append(served, o.ID)
			case r.Work != "":
				works = append(works, r.Work)
			}
		}
	}
	n := numbers{work: map[string]Worked{}}
	var err error
	if n.points, err = metric.Series(ctx, v, 0, most, metrics...); err != nil {
		return n, err
	}
	if err := n.add(ctx, v, itemsBelow, link.Delivers, works); err != nil {
		return n, err
	}
	return n, n.add(ctx, v, featuresFor, link.Serves, served)
}

// itemsBelow counts the backlog items that deliver features and initiatives,
// directly or through features.
const itemsBelow = `with recursive below(root, id) as (
  select l.to_id, l.from_id from link l where l.workspace_id = ? and l.type = ? and l.to_id in (%s)
  union
  select b.root, l.from_id from below b cross join link l where l.workspace_id = ? and l.type = ? and l.to_id = b.id
)
select b.root, sum(case when r.category in ('done', 'closed') then 1 else 0 end) as done, count(*) as n
from below b cross join record r
where r.workspace_id = ? and r.id = b.id and r.kind in ('story', 'bug', 'task', 'spike') and r.archived_at = 0 and r.state <> 'dropped' and `

// featuresFor counts the features that serve objectives.
const featuresFor = `with below(root, id) as (
  select l.to_id, l.from_id from link l where l.workspace_id = ? and l.type = ? and l.to_id in (%s) and l.workspace_id = ? and l.type = ?
)
select b.root, sum(case when r.category in ('done', 'closed') then 1 else 0 end) as done, count(*) as n
from below b cross join record r
where r.workspace_id = ? and r.id = b.id and r.kind = 'feature' and r.archived_at = 0 and r.state <> 'dropped' and `

// add reads how much of some work is delivered.
func (n numbers) add(ctx context.Context, v *op.View, query, kind string, roots []string) error {
	if len(roots) == 0 {
		return nil
	}
	marks, among := record.Among(roots)
	scope, see := v.Scope("r.product_id")
	args := append([]any{v.Workspace, kind}, among...)
	args = append(args, v.Workspace, kind, v.Workspace)
	rows, err := store.All[Worked](ctx, v.R, fmt.Sprintf(query, marks)+scope+" group by b.root", append(args, see...)...)
	for _, w := range rows {
		n.work[w.Root] = w
	}
	return err
}
