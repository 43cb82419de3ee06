package op

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// View is what an operation that reads works with: a workspace as one actor
// may see it.
type View struct {
	record.At
	Actor  right.Actor
	Access *right.Access
	Now    clock.Instant
	Engine *Engine
	stale  *bool // this change has changed what Access keeps; nil where nobody watches
}

// outdated says whether Access may lack what this change has done.
func (v *View) outdated() bool { return v.stale == nil || *v.stale }

// Kept gives what make makes, from what is kept with the access while that
// holds. It is for what changes only together with accessKinds.
func Kept[T any](v *View, key any, make func() (T, error)) (T, error) {
	if v.outdated() {
		return make()
	}
	kept, err := v.Access.Keep(key, func() (any, error) { return make() })
	out, _ := kept.(T)
	return out, err
}

// Zone is the workspace's time zone, in which its days begin and end.
func (v *View) Zone() *time.Location { return clock.Zone(v.Access.Zone()) }

// Day gives the day that an instant lies in, in the workspace's time zone.
func (v *View) Day(at clock.Instant) clock.Day { return clock.DayOf(at, v.Zone()) }

// Today is the day that it is in the workspace.
func (v *View) Today() clock.Day { return v.Day(v.Now) }

// Find gives one record by id, key or alias, when the actor may see it.
func Find[T any](ctx context.Context, v *View, ref string) (*T, error) {
	e, err := record.Find[T](ctx, v.At, ref)
	if err != nil {
		return nil, err
	}
	if !v.sees(any(e).(record.Thing).Self().Product) {
		return nil, record.Missing(ref)
	}
	return e, nil
}

// Where gives the records or parts that a condition holds for (over r and d,
// see record.Where), as far as the actor may see them.
func Where[T any](ctx context.Context, v *View, condition string, args ...any) ([]T, error) {
	rows, err := record.Where[T](ctx, v.At, condition, args...)
	if err != nil || v.Access.SeesAll(v.Actor) {
		return rows, err
	}
	out := rows[:0]
	for i := range rows {
		if v.sees(any(&rows[i]).(record.Thing).Self().Product) {
			out = append(out, rows[i])
		}
	}
	return out, nil
}

// Base gives the base row of a record of any kind, when the actor may see it.
func (v *View) Base(ctx context.Context, ref string) (*record.Row, error) {
	row, err := record.Base(ctx, v.At, ref)
	if err != nil {
		return nil, err
	}
	if !v.sees(row.Product) {
		return nil, record.Missing(ref)
	}
	return row, nil
}

// Any gives a record of any kind as its own struct, when the actor may see it.
func (v *View) Any(ctx context.Context, ref string) (record.Entity, *Kind, error) {
	row, err := v.Base(ctx, ref)
	if err != nil {
		return nil, nil, err
	}
	k, ok := v.Engine.Reg.Kind(row.Kind)
	if !ok {
		return nil, nil, errs.New(errs.Internal, "the kind %s is not registered", row.Kind)
	}
	e, err := k.Type.Load(ctx, v.At, row.ID)
	if err != nil {
		return nil, nil, err
	}
	return e.(record.Entity), k, nil
}

// Product gives the id of a product by id or key, when the actor may see it.
func (v *View) Product(ctx context.Context, ref string) (string, error) {
	row, err := v.Base(ctx, ref)
	if err != nil {
		return "", err
	}
	if row.Kind != "product" {
		return "", errs.Fieldf("product", "%s is a %s, not a product", ref, row.Kind)
	}
	return row.ID, nil
}

func (v *View) sees(product id.Ref) bool { return v.Access.CanSee(v.Actor, string(product)) }

// Sees says whether the actor may see a product's records; "" stands for the
// workspace's own.
func (v *View) Sees(product string) bool { return v.Access.CanSee(v.Actor, product) }

// Scope gives a condition over a product_id column, with its arguments, that
// keeps to what the actor may see.
func (v *View) Scope(column string) (string, []any) {
	if v.Access.SeesAll(v.Actor) {
		return "1 = 1", nil
	}
	products, own := v.Access.Visible(v.Actor)
	sql, args := "", []any{}
	if own {
		sql = column + " is null"
	}
	if len(products) > 0 {
		if sql != "" {
			sql += " or "
		}
		sql += column + " in (" + marks(len(products)) + ")"
		for _, p := range products {
			args = append(args, p)
		}
	}
	if sql == "" {
		return "1 = 0", nil
	}
	return "(" + sql + ")", args
}

// marks gives n placeholders.
func marks(n int) string {
	b := make([]byte, 0, 2*n)
	for i := range n {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '?')
	}
	return string(b)
}

// Workflow gives the states of a kind in a product.
func (v *View) Workflow(ctx context.Context, k *Kind, product string) (record.Workflow, error) {
	if product == "" {
		return k.Workflow, nil
	}
	if !v.outdated() {
		if own, ok := v.Access.Workflow(product, k.Name); ok {
			return own, nil
		}
		return k.Workflow, nil
	}
	own, err := record.Where[record.ProductWorkflow](ctx, v.At, "d.product_id = ?", product)
	if err != nil {
		return nil, err
	}
	for _, w := range own {
		for _, name := range w.Kinds {
			if name == k.Name {
				return w.States, nil
			}
		}
	}
	return k.Workflow, nil
}

// Plain is what an operation on plain tables works with.
type Plain struct {
	DB        *store.DB
	Workspace string
	Actor     right.Actor
	Access    *right.Access // nil outside of a workspace
	Now       clock.Instant
	Engine    *Engine
	Request   *http.Request       // nil when it did not come over HTTP
	Answer    http.ResponseWriter // for cookies; nil likewise

	def  *Def
	call *Call
}

// Stream is an answer that writes itself: an event stream, a file.
type Stream interface {
	Serve(w http.ResponseWriter, r *http.Request)
}

// JSON is an answer that has been encoded already.
type JSON json.RawMessage

// MarshalJSON gives it as it is.
func (j JSON) MarshalJSON() ([]byte, error) { return j, nil }
