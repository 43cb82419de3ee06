package op

import (
	"context"
	"slices"

	"throughline/internal/core/record"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// Invariant looks for what must never be in a workspace, beside what the
// replay of its ledger compares, and tells each fault.
type Invariant func(ctx context.Context, e *Engine, at record.At, fault func(format string, args ...any)) error

// Invariant registers something that every check of a workspace looks at: of
// tables that follow from others, which no replay reaches.
func (r *Registry) Invariant(fn Invariant) { r.invariants = append(r.invariants, fn) }

// hold checks every invariant, our own first.
func (e *Engine) hold(ctx context.Context, at record.At, out *Verified) error {
	for _, fn := range append([]Invariant{numbers, states, places}, e.Reg.invariants...) {
		if err := fn(ctx, e, at, out.fault); err != nil {
			return err
		}
	}
	return nil
}

// numbers: no running number was given out that the counter has yet to give.
func numbers(ctx context.Context, _ *Engine, at record.At, fault func(string, ...any)) error {
	type over struct {
		Prefix string `db:"prefix"`
		Next   int64  `db:"next_num"`
		Most   int64  `db:"most"`
	}
	const products = `select c.prefix, c.next_num, max(r.num) as most from product_counter c
 join record r on r.workspace_id = c.workspace_id and r.product_id = c.product_id
 where c.workspace_id = ? group by c.prefix, c.next_num having max(r.num) >= c.next_num order by c.prefix`
	const own = `select w.prefix, w.next_num, max(r.num) as most from workspace w
 join record r on r.workspace_id = w.id and r.product_id is null
 where w.id = ? group by w.prefix, w.next_num having max(r.num) >= w.next_num`
	for _, query := range []string{products, own} {
		found, err := store.All[over](ctx, at.R, query, at.Workspace)
		if err != nil {
			return err
		}
		for _, o := range found {
			fault("%s-%d is given out, and the counter would give %s-%d again", o.Prefix, o.Most, o.Prefix, o.Next)
		}
	}
	return nil
}

// states: every record is in a state of its kind's workflow, with the category
// that goes with it.
func states(ctx context.Context, e *Engine, at record.At, fault func(string, ...any)) error {
	type group struct {
		Kind     string          `db:"kind"`
		Product  id.Ref          `db:"product_id"`
		State    string          `db:"state"`
		Category record.Category `db:"category"`
		One      string          `db:"one"`
	}
	found, err := store.All[group](ctx, at.R, `select kind, product_id, state, category, min(id) as one from record
 where workspace_id = ? and archived_at = 0 group by kind, product_id, state, category order by kind, one`, at.Workspace)
	if err != nil {
		return err
	}
	own, err := record.Where[record.ProductWorkflow](ctx, at, "1 = 1 order by d.id")
	if err != nil {
		return err
	}
	for _, g := range found {
		k, known := e.Reg.Kind(g.Kind)
		if !known {
			continue // told by the replay
		}
		flow := k.Workflow
		for _, w := range own {
			if w.Product == g.Product && slices.Contains(w.Kinds, g.Kind) {
				flow = w.States
				break
			}
		}
		if s, ok := flow.Find(g.State); (ok || g.State != "") && s.Category != g.Category {
			fault("the %s %s is in the state %q with the category %q; its workflow has %q there", g.Kind, g.One, g.State, g.Category, s.Category)
		}
	}
	return nil
}

// places: every record of a kind that stands in an order has its place there.
// Lists in that order begin behind those without one.
func places(ctx context.Context, e *Engine, at record.At, fault func(string, ...any)) error {
	type lost struct {
		Kind string `db:"kind"`
		Key  string `db:"key"`
	}
	found, err := store.All[lost](ctx, at.R, "select kind, min(key) as key from record where workspace_id = ? and rank = '' group by kind order by kind", at.Workspace)
	for _, l := range found {
		if k, ok := e.Reg.Kind(l.Kind); ok && k.RankBy != "" {
			fault("%s is a %s and has no place in their order", l.Key, l.Kind)
		}
	}
	return err
}
