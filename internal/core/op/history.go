package op

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"

	"throughline/internal/core/ledger"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/page"
	"throughline/internal/platform/store"
)

// HistoryIn asks for a record's history.
type HistoryIn struct {
	ID     string `json:"id" in:"path" v:"required" ref:"record" doc:"Id or key."`
	Limit  int    `json:"limit" in:"query"`
	Before int64  `json:"before" in:"query" v:"min=0" doc:"Only rows before this number."`
}

// LedgerIn asks for rows of the ledger.
type LedgerIn struct {
	Product string        `json:"product" in:"query" ref:"product"`
	Since   clock.Instant `json:"since" in:"query" doc:"Only what happened from then on."`
	Until   clock.Instant `json:"until" in:"query" doc:"Only what happened before then."`
	Kind    string        `json:"kind" in:"query" doc:"Only changes of this sort of thing."`
	Request string        `json:"request" in:"query" doc:"Only the rows of one call."`
	Before  int64         `json:"before" in:"query" v:"min=0" doc:"Only rows before this number."`
	Limit   int           `json:"limit" in:"query"`
}

// AsOfIn asks for a record as it was.
type AsOfIn struct {
	ID string        `json:"id" in:"path" v:"required" ref:"record" doc:"Id or key."`
	At clock.Instant `json:"at" in:"query" v:"required" doc:"The moment."`
}

// Rows is a stretch of the ledger, newest first.
type Rows struct {
	Items []ledger.Row `json:"items"`
	Next  *int64       `json:"next" doc:"Ask again before this number; null at the end."`
}

func registerHistory(r *Registry) {
	Ask(r, "record.history", history, Says("List what happened to a record and its parts, newest first."), At("GET", "/api/v1/records/{id}/history"))
	Ask(r, "record.asof", asOf, Says("Show a record as it was at a moment."), At("GET", "/api/v1/records/{id}/asof"))
	Ask(r, "ledger.list", listLedger, Says("List the ledger, newest first."), Needs(Inside), At("GET", "/api/v1/ledger"))
}

func history(ctx context.Context, v *View, in HistoryIn) (*Rows, error) {
	row, err := v.Base(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	limit, err := page.Limit(in.Limit)
	if err != nil {
		return nil, err
	}
	rows, err := ledger.Of(ctx, v.R, v.Workspace, row.ID, in.Before, limit+1)
	if err != nil {
		return nil, err
	}
	return v.cut(rows, limit), nil
}

// cut makes a page of rows; those of veiled parts are left out of it after it
// was cut, so that it may be shorter than was asked for.
func (v *View) cut(rows []ledger.Row, limit int) *Rows {
	out := &Rows{}
	if len(rows) > limit {
		next := rows[limit-1].Seq
		rows, out.Next = rows[:limit], &next
	}
	out.Items = slices.DeleteFunc(rows, func(r ledger.Row) bool { return !v.Engine.Reg.Shows(v.Access, v.Actor, &r) })
	return out
}

func listLedger(ctx context.Context, v *View, in LedgerIn) (*Rows, error) {
	limit, err := page.Limit(in.Limit)
	if err != nil {
		return nil, err
	}
	scope, args := v.Scope("product_id")
	where := "workspace_id = ? and " + scope
	args = append([]any{v.Workspace}, args...)
	if in.Product != "" {
		p, err := v.Product(ctx, in.Product)
		if err != nil {
			return nil, err
		}
		where, args = where+" and product_id = ?", append(args, p)
	}
	for _, c := range []struct {
		on   bool
		cond string
		arg  any
	}{
		{in.Since != 0, "at >= ?", int64(in.Since)}, {in.Until != 0, "at < ?", int64(in.Until)}, {in.Kind != "", "kind = ?", in.Kind},
		{in.Request != "", "request = ?", in.Request}, {in.Before != 0, "seq < ?", in.Before},
	} {
		if c.on {
			where, args = where+" and "+c.cond, append(args, c.arg)
		}
	}
	rows, err := store.All[ledger.Row](ctx, v.R, "select "+ledger.Columns+" from ledger where "+where+" order by seq desc limit ?", append(args, limit+1)...)
	if err != nil {
		return nil, err
	}
	return v.cut(rows, limit), nil
}

// asOf gives a record as it was at a moment: the rows that happened after it
// are taken back from the present state, newest first.
func asOf(ctx context.Context, v *View, in AsOfIn) (json.RawMessage, error) {
	now, k, err := v.Any(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	e, err := v.asOf(ctx, now, k, in.At)
	if err != nil {
		return nil, err
	}
	return json.Marshal(e)
}

func (v *View) asOf(ctx context.Context, now record.Entity, k *Kind, at clock.Instant) (record.Entity, error) {
	b := now.Base()
	if b.CreatedAt > at {
		return nil, errs.New(errs.NotFound, "%s did not exist then.", b.Key)
	}
	rows, err := store.All[ledger.Row](ctx, v.R, "select "+ledger.Columns+" from ledger where workspace_id = ? and record_id = ? and entity_id = ? and at > ? order by seq desc",
		v.Workspace, b.ID, b.ID, int64(at))
	if err != nil {
		return nil, err
	}
	out := reflect.New(k.Type.Shape.Type)
	out.Elem().Set(reflect.Indirect(reflect.ValueOf(now)))
	then := out.Interface().(record.Entity)
	for _, row := range rows {
		if row.Act != ledger.Update {
			continue
		}
		if err := k.Type.Shape.Apply(then, row.Diff.Inverse()); err != nil {
			return nil, err
		}
		then.Base().Version = row.Prev
	}
	return then, nil
}
