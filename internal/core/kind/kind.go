// Package kind registers kinds of record and gives each its standard
// operations: create, update, archive, restore and show. Ordering and a
// kindless update serve all kinds at once.
//
// Words it owns: kind.
package kind

import (
	"context"
	"encoding/json"
	"reflect"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/patch"
)

// CreateIn is a new record: its fields by their JSON names, and the product
// it belongs to.
type CreateIn struct {
	Fields json.RawMessage `json:"fields" in:"body" v:"required"`
}

// UpdateIn is a JSON merge patch of one record: absent leaves, null clears.
type UpdateIn struct {
	ID    string          `json:"id" in:"path" v:"required" doc:"Id or key."`
	Patch json.RawMessage `json:"patch" in:"body" v:"required"`
}

// Ref names one record.
type Ref struct {
	ID string `json:"id" in:"path" v:"required" doc:"Id or key."`
}

// Add registers the kind k whose struct is T, with its standard operations.
func Add[T any](r *op.Registry, k op.Kind) {
	k.Type = record.Of[T]()
	r.AddKind(&k)
	body := k.Type.Shape
	op.Do(r, k.Name+".create", func(ctx context.Context, tx *op.Tx, in CreateIn) (*T, error) {
		return create[T](ctx, tx, &k, in)
	}, op.Says("Create "+a(k.Name)+"."), op.Of(k.Name, body), besides(k.Home))
	op.Do(r, k.Name+".update", func(ctx context.Context, tx *op.Tx, in UpdateIn) (*T, error) {
		before, err := find[T](ctx, tx, &k, in.ID)
		if err != nil {
			return nil, err
		}
		return update(ctx, tx, before, in.Patch)
	}, op.Says("Change fields of "+a(k.Name)+"."), op.Of(k.Name, body))
	op.Do(r, k.Name+".archive", func(ctx context.Context, tx *op.Tx, in Ref) (*T, error) {
		return shelve[T](ctx, tx, &k, in.ID, true)
	}, op.Says("Archive "+a(k.Name)+": it leaves lists and keeps its history."))
	op.Do(r, k.Name+".restore", func(ctx context.Context, tx *op.Tx, in Ref) (*T, error) {
		return shelve[T](ctx, tx, &k, in.ID, false)
	}, op.Says("Bring an archived "+k.Name+" back."))
	op.Ask(r, k.Name+".show", func(ctx context.Context, v *op.View, in Ref) (*T, error) {
		e, err := op.Find[T](ctx, v, in.ID)
		if err == nil && base(e).Kind != k.Name {
			return nil, record.Missing(in.ID)
		}
		return e, err
	}, op.Says("Show "+a(k.Name)+"."))
}

// a puts the article before a noun.
func a(noun string) string {
	if strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

// Made is what a new record of the workspace takes beside its kind's fields.
type Made struct {
	ID string `json:"id" ref:"-" v:"min=26,max=26" doc:"Made by the caller, so that a repeated request creates nothing twice; or left out."`
}

// MadeIn is what a new record of a product takes as well.
type MadeIn struct {
	Made
	Product string `json:"product" ref:"product" v:"required" doc:"Id or key of the product it belongs to."`
}

// MadeAnywhere is for kinds that live in either.
type MadeAnywhere struct {
	Made
	Product string `json:"product" ref:"product" doc:"Id or key of the product it belongs to; left out, it belongs to the workspace."`
}

func besides(h op.Home) op.Option {
	switch h {
	case op.InWorkspace:
		return op.Besides[Made]()
	case op.InProduct:
		return op.Besides[MadeIn]()
	default:
		return op.Besides[MadeAnywhere]()
	}
}

// Common registers what serves all kinds at once.
func Common(r *op.Registry) {
	op.Do(r, "record.update", updateAny, op.Says("Change fields of a record of any kind."))
	op.Do(r, "record.rank", rankRecords, op.Says("Put records in their place in the order, and into another state if asked."), op.At("POST", "/api/v1/records/rank"))
}

func base[T any](e *T) *record.Record { return any(e).(record.Entity).Base() }

func find[T any](ctx context.Context, tx *op.Tx, k *op.Kind, ref string) (*T, error) {
	e, err := op.Find[T](ctx, &tx.View, ref)
	if err != nil {
		return nil, err
	}
	if base(e).Kind != k.Name {
		return nil, errs.New(errs.NotFound, "%s is a %s, not a %s.", base(e).Key, base(e).Kind, k.Name)
	}
	return e, nil
}

// starter is a kind that begins with more than nothing: what a body does not
// name is as Start leaves it, what it names is checked as it was sent.
type starter interface{ Start() }

func create[T any](ctx context.Context, tx *op.Tx, k *op.Kind, in CreateIn) (*T, error) {
	body, err := object(in.Fields)
	if err != nil {
		return nil, err
	}
	e := new(T)
	if s, ok := any(e).(starter); ok {
		s.Start()
	}
	b := base(e)
	b.Kind = k.Name
	if again, err := repeated[T](ctx, tx, k, body["id"]); again != nil || err != nil {
		return again, err
	}
	if err := Fill(ctx, tx, any(e).(record.Entity), body); err != nil {
		return nil, err
	}
	if k.RankBy != "" {
		if b.Rank, err = last(ctx, tx, k, string(b.Product)); err != nil {
			return nil, err
		}
	}
	return e, tx.Insert(ctx, any(e).(record.Thing))
}

// Fill sets the fields of a new record from a body: its id and product, if
// they are given, and what its kind lets people write. References may be
// written as keys.
func Fill(ctx context.Context, tx *op.Tx, e record.Entity, body map[string]json.RawMessage) error {
	var list errs.List
	given := map[string]string{}
	for _, name := range []string{"id", "product"} {
		raw, ok := body[name]
		if !ok {
			continue
		}
		delete(body, name)
		var s *string
		k, _ := tx.Engine.Reg.Kind(e.Base().Kind)
		switch err := json.Unmarshal(raw, &s); {
		case err != nil:
			list.Add(name, "must be text")
		case s != nil && name == "product" && (k.Home == op.InWorkspace || k.Name == "product"):
			list.Add(name, "cannot be set: %s belongs to no product", a(k.Name))
		case s != nil:
			given[name] = *s
		}
	}
	shape := patch.Of(reflect.TypeOf(e))
	shape.Merge(e, body, writable, &list)
	if err := list.Err(); err != nil {
		return err
	}
	b := e.Base()
	b.ID = given["id"]
	if p := given["product"]; p != "" {
		found, err := tx.Product(ctx, p)
		if errs.Is(err, errs.NotFound) {
			return errs.Fieldf("product", "%s", errs.Public(err).Msg)
		}
		if err != nil {
			return err
		}
		b.Product = id.Ref(found)
	}
	return resolve(ctx, tx, shape, e)
}

// repeated answers a creation whose id exists: the same author's retry gets
// the record, anybody else a conflict.
func repeated[T any](ctx context.Context, tx *op.Tx, k *op.Kind, raw json.RawMessage) (*T, error) {
	var ref string
	if raw == nil || json.Unmarshal(raw, &ref) != nil || ref == "" {
		return nil, nil
	}
	if !id.Valid(ref) {
		return nil, errs.Fieldf("id", "must be 26 characters of Crockford's base 32 in lower case, or left out")
	}
	e, err := op.Find[T](ctx, &tx.View, ref)
	switch {
	case errs.Is(err, errs.NotFound):
		return nil, nil
	case err != nil:
		return nil, err
	case base(e).Kind != k.Name || string(base(e).CreatedBy) != tx.Actor.Member:
		return nil, errs.New(errs.Conflict, "There is a record with this id already.")
	}
	return e, nil
}

// writable says which fields a person may set: those whose tag names who
// decides.
func writable(f patch.Field) bool { return f.By != "" }

func object(raw json.RawMessage) (map[string]json.RawMessage, error) {
	var body map[string]json.RawMessage
	if err := json.Unmarshal(raw, &body); err != nil || body == nil {
		return nil, errs.New(errs.Invalid, "Send a JSON object with the fields to set.")
	}
	return body, nil
}

func update[T any](ctx context.Context, tx *op.Tx, before *T, raw json.RawMessage) (*T, error) {
	body, err := object(raw)
	if err != nil {
		return nil, err
	}
	if err := Expect(tx, base(before)); err != nil {
		return nil, err
	}
	after := *before
	shape := patch.For[T]()
	var list errs.List
	shape.Merge(&after, body, writable, &list)
	if err := list.Err(); err != nil {
		return nil, err
	}
	if err := resolve(ctx, tx, shape, &after); err != nil {
		return nil, err
	}
	return &after, tx.Update(ctx, any(before).(record.Thing), any(&after).(record.Thing))
}

// Expect sees that a record is still at the version that the caller knows.
func Expect(tx *op.Tx, r *record.Record) error {
	if tx.IfMatch != 0 && tx.IfMatch != r.Version {
		return errs.New(errs.Conflict, "%s has changed since: you know version %d, it is at %d. Read it again and decide anew.", r.Key, tx.IfMatch, r.Version)
	}
	return nil
}

func updateAny(ctx context.Context, tx *op.Tx, in UpdateIn) (record.Entity, error) {
	before, k, err := tx.Any(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	body, err := object(in.Patch)
	if err != nil {
		return nil, err
	}
	if err := Expect(tx, before.Base()); err != nil {
		return nil, err
	}
	after := reflect.New(k.Type.Shape.Type)
	after.Elem().Set(reflect.Indirect(reflect.ValueOf(before)))
	e := after.Interface().(record.Entity)
	var list errs.List
	k.Type.Shape.Merge(e, body, writable, &list)
	if err := list.Err(); err != nil {
		return nil, err
	}
	if err := resolve(ctx, tx, k.Type.Shape, e); err != nil {
		return nil, err
	}
	return e, tx.Update(ctx, before, e)
}

func shelve[T any](ctx context.Context, tx *op.Tx, k *op.Kind, ref string, away bool) (*T, error) {
	before, err := find[T](ctx, tx, k, ref)
	if err != nil {
		return nil, err
	}
	if err := Expect(tx, base(before)); err != nil {
		return nil, err
	}
	after := *before
	switch b := base(&after); {
	case away && b.ArchivedAt == 0:
		b.ArchivedAt = tx.Now
	case !away:
		b.ArchivedAt = 0
	}
	return &after, tx.Update(ctx, any(before).(record.Thing), any(&after).(record.Thing))
}
