package kind

import (
	"context"
	"reflect"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/rank"
	"throughline/internal/platform/store"
)

// RankIn says where records go: right after one, right before one, to the top
// or the bottom, or to a position counted from 1. State also moves them there
// (a card dragged to another column).
type RankIn struct {
	IDs      []string `json:"ids" ref:"record" v:"required,max=500" doc:"Ids or keys, in the order in which they shall stand."`
	After    string   `json:"after" ref:"record" doc:"Id or key of the record they shall follow."`
	Before   string   `json:"before" ref:"record" doc:"Id or key of the record they shall precede."`
	Position int64    `json:"position" v:"min=0" doc:"Place counted from 1."`
	Top      bool     `json:"top"`
	Bottom   bool     `json:"bottom"`
	State    string   `json:"state" doc:"State to move them to as well."`
}

// Ranked is a record's new place.
type Ranked struct {
	ID      string `json:"id"`
	Key     string `json:"key"`
	Rank    string `json:"rank"`
	State   string `json:"state"`
	Version int64  `json:"version"`
}

func rankRecords(ctx context.Context, tx *op.Tx, in RankIn) ([]Ranked, error) {
	moving, k, err := sameOrder(ctx, tx, in.IDs)
	if err != nil {
		return nil, err
	}
	if err := Expect(tx, moving[0].Base()); err != nil && len(moving) == 1 {
		return nil, err
	}
	o := order{tx, k, string(moving[0].Base().Product)}
	keys := make([]string, len(moving))
	if in.After+in.Before != "" || in.Position > 0 || in.Top || in.Bottom {
		lo, hi, err := o.gap(ctx, in, moving)
		if err != nil {
			return nil, err
		}
		if keys, err = o.between(ctx, lo, hi, len(moving)); err != nil {
			return nil, err
		}
	} else if in.State == "" {
		return nil, errs.Fieldf("after", "say where: after, before, position, top, bottom, or a state")
	}
	out := make([]Ranked, len(moving))
	for i, e := range moving {
		after := copyOf(e)
		b := after.Base()
		if keys[i] != "" {
			b.Rank = keys[i]
		}
		if in.State != "" {
			b.State = in.State
		}
		if err := tx.Update(ctx, e, after); err != nil {
			return nil, err
		}
		out[i] = Ranked{b.ID, b.Key, b.Rank, b.State, max(b.Version, e.Base().Version)}
	}
	return out, nil
}

func copyOf(e record.Entity) record.Entity {
	v := reflect.New(reflect.Indirect(reflect.ValueOf(e)).Type())
	v.Elem().Set(reflect.Indirect(reflect.ValueOf(e)))
	return v.Interface().(record.Entity)
}

// sameOrder loads the records and sees that they stand in one order.
func sameOrder(ctx context.Context, tx *op.Tx, refs []string) ([]record.Entity, *op.Kind, error) {
	var first *op.Kind
	var out []record.Entity
	seen := map[string]bool{}
	for _, ref := range refs {
		e, k, err := tx.Any(ctx, ref)
		if err != nil {
			return nil, nil, err
		}
		if k.RankBy == "" {
			return nil, nil, errs.New(errs.Invalid, "A %s has no place in an order.", k.Name)
		}
		if first == nil {
			first = k
		}
		if k.Order != first.Order || e.Base().Product != out0(out, e).Base().Product {
			return nil, nil, errs.New(errs.Invalid, "%s does not stand in the same order as the others.", e.Base().Key)
		}
		if seen[e.Base().ID] {
			return nil, nil, errs.Fieldf("ids", "%s is named twice", e.Base().Key)
		}
		seen[e.Base().ID] = true
		out = append(out, e)
	}
	return out, first, nil
}

func out0(out []record.Entity, e record.Entity) record.Entity {
	if len(out) == 0 {
		return e
	}
	return out[0]
}

// order is the order of one product's records of one sort.
type order struct {
	tx      *op.Tx
	kind    *op.Kind
	product string
}

// kinds that share the order.
func (o order) kinds() []string {
	var out []string
	for _, k := range o.tx.Engine.Reg.Kinds() {
		if k.Order == o.kind.Order && k.RankBy != "" {
			out = append(out, k.Name)
		}
	}
	return out
}

// same is the condition that keeps to the order's product, or to the records
// of no product.
func (o order) same() (string, []any) {
	if o.product == "" {
		return "product_id is null", nil
	}
	return "product_id = ?", []any{o.product}
}

// edge gives the lowest (or highest) rank that a condition holds for, one
// index step for each kind; "" when there is none.
func (o order) edge(ctx context.Context, fn, condition string, args ...any) (string, error) {
	var parts []string
	var all []any
	same, of := o.same()
	for _, k := range o.kinds() {
		parts = append(parts, "select "+fn+"(rank) as rank from record where workspace_id = ? and kind = ? and "+same+condition)
		all = append(append(append(all, o.tx.Workspace, k), of...), args...)
	}
	found, err := store.All[*string](ctx, o.tx.R, "select "+fn+"(rank) from ("+strings.Join(parts, " union all ")+") x", all...)
	if err != nil || len(found) == 0 || found[0] == nil {
		return "", err
	}
	return *found[0], nil
}

// gap finds the two ranks between which the records shall go.
func (o order) gap(ctx context.Context, in RankIn, moving []record.Entity) (lo, hi string, err error) {
	switch {
	case in.After != "":
		if lo, err = o.rankOf(ctx, in.After, moving); err == nil {
			hi, err = o.edge(ctx, "min", " and rank > ?", lo)
		}
	case in.Before != "":
		if hi, err = o.rankOf(ctx, in.Before, moving); err == nil {
			lo, err = o.edge(ctx, "max", " and rank < ?", hi)
		}
	case in.Top:
		hi, err = o.edge(ctx, "min", "")
	case in.Bottom:
		lo, err = o.edge(ctx, "max", "")
	default:
		lo, hi, err = o.place(ctx, in.Position, moving)
	}
	return lo, hi, err
}

func (o order) rankOf(ctx context.Context, ref string, moving []record.Entity) (string, error) {
	e, k, err := o.tx.Any(ctx, ref)
	if err != nil {
		return "", err
	}
	if k.Order != o.kind.Order || string(e.Base().Product) != o.product {
		return "", errs.New(errs.Invalid, "%s does not stand in the same order.", e.Base().Key)
	}
	for _, m := range moving {
		if m.Base().ID == e.Base().ID {
			return "", errs.New(errs.Invalid, "%s cannot be placed beside itself.", e.Base().Key)
		}
	}
	return e.Base().Rank, nil
}

// place finds the gap before what now stands at a position, not counting the
// records that move, the archived and the closed.
func (o order) place(ctx context.Context, position int64, moving []record.Entity) (lo, hi string, err error) {
	same, of := o.same()
	args := append([]any{o.tx.Workspace}, of...)
	cond := ""
	for _, k := range o.kinds() {
		cond += ",?"
		args = append(args, k)
	}
	skip := ""
	for _, m := range moving {
		skip += ",?"
		args = append(args, m.Base().ID)
	}
	type at struct {
		Rank string `db:"rank"`
	}
	rows, err := store.All[at](ctx, o.tx.R, "select rank from record where workspace_id = ? and "+same+" and kind in ("+cond[1:]+") and id not in ("+skip[1:]+
		") and archived_at = 0 and category <> 'closed' order by rank limit 2 offset ?", append(args, max(0, position-2))...)
	if err != nil {
		return "", "", err
	}
	switch {
	case position <= 1:
		hi, err = o.edge(ctx, "min", "")
	case len(rows) == 0:
		lo, err = o.edge(ctx, "max", "")
	default:
		lo = rows[0].Rank
		hi, err = o.edge(ctx, "min", " and rank > ?", lo)
	}
	return lo, hi, err
}

// between gives n ranks in a gap. Where the gap has become too narrow for
// short ranks, its surroundings are spread anew first.
func (o order) between(ctx context.Context, lo, hi string, n int) ([]string, error) {
	keys, err := rank.Spread(lo, hi, n)
	if err != nil {
		return nil, errs.Cause(errs.Internal, err, "ranks")
	}
	for _, k := range keys {
		if rank.Long(k) {
			return o.widen(ctx, lo, hi, n)
		}
	}
	return keys, nil
}

// widenBy is how many records on each side of a gap are spread anew.
const widenBy = 64

// widen spreads the records around a gap over a wider stretch, in the same
// order, and gives the ranks that lie in the gap then.
func (o order) widen(ctx context.Context, lo, hi string, n int) ([]string, error) {
	left, err := o.around(ctx, "rank <= ? order by rank desc", lo)
	if err != nil {
		return nil, err
	}
	right, err := o.around(ctx, "rank >= ? order by rank", hi)
	if err != nil {
		return nil, err
	}
	outerLo, outerHi := "", ""
	if len(left) > widenBy {
		outerLo, left = left[widenBy].Base().Rank, left[:widenBy]
	}
	if len(right) > widenBy {
		outerHi, right = right[widenBy].Base().Rank, right[:widenBy]
	}
	keys, err := rank.Spread(outerLo, outerHi, len(left)+n+len(right))
	if err != nil {
		return nil, errs.Cause(errs.Internal, err, "ranks")
	}
	for i, e := range left {
		if err := o.put(ctx, e, keys[len(left)-1-i]); err != nil {
			return nil, err
		}
	}
	for i, e := range right {
		if err := o.put(ctx, e, keys[len(left)+n+i]); err != nil {
			return nil, err
		}
	}
	return keys[len(left) : len(left)+n], nil
}

func (o order) put(ctx context.Context, e record.Entity, key string) error {
	after := copyOf(e)
	after.Base().Rank = key
	return o.tx.Update(ctx, e, after)
}

func (o order) around(ctx context.Context, condition, edge string) ([]record.Entity, error) {
	if edge == "" {
		return nil, nil
	}
	same, of := o.same()
	args := append([]any{o.tx.Workspace}, of...)
	marks := ""
	for _, k := range o.kinds() {
		marks += ",?"
		args = append(args, k)
	}
	ids, err := store.All[string](ctx, o.tx.R, "select id from record where workspace_id = ? and "+same+" and kind in ("+marks[1:]+") and "+condition+" limit ?",
		append(args, edge, widenBy+1)...)
	if err != nil {
		return nil, err
	}
	out := make([]record.Entity, 0, len(ids))
	for _, i := range ids {
		e, _, err := o.tx.Any(ctx, i)
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

// last gives the rank behind everything in an order.
func last(ctx context.Context, tx *op.Tx, k *op.Kind, product string) (string, error) {
	end, err := order{tx, k, product}.edge(ctx, "max", "")
	if err != nil {
		return "", err
	}
	key, err := rank.After(end)
	if err != nil {
		return "", errs.Cause(errs.Internal, err, "ranks")
	}
	return key, nil
}

// Last gives the rank behind everything in the order that a kind's records of
// a product stand in.
func Last(ctx context.Context, tx *op.Tx, k *op.Kind, product id.Ref) (string, error) {
	return last(ctx, tx, k, string(product))
}

// Behind gives n ranks right behind a record, in its order.
func Behind(ctx context.Context, tx *op.Tx, e record.Entity, n int) ([]string, error) {
	b := e.Base()
	k, ok := tx.Engine.Reg.Kind(b.Kind)
	if !ok || k.RankBy == "" {
		return nil, errs.New(errs.Invalid, "A %s has no place in an order.", b.Kind)
	}
	o := order{tx, k, string(b.Product)}
	hi, err := o.edge(ctx, "min", " and rank > ?", b.Rank)
	if err != nil {
		return nil, err
	}
	return o.between(ctx, b.Rank, hi, n)
}

// AtEnd gives n ranks behind everything in the order that a kind's records of a
// product stand in.
func AtEnd(ctx context.Context, tx *op.Tx, k *op.Kind, product id.Ref, n int) ([]string, error) {
	o := order{tx, k, string(product)}
	lo, err := o.edge(ctx, "max", "")
	if err != nil {
		return nil, err
	}
	return o.between(ctx, lo, "", n)
}
