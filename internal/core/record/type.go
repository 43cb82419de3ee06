package record

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"sync"

	"throughline/internal/kit/patch"
	"throughline/internal/platform/store"
)

// Type is what is known of the struct of a record or part: its fields, its
// tables, and the statements that read and write them. Several kinds may share
// one (story, bug, task and spike are all items).
type Type struct {
	Table string       // the detail table of a record, the only one of a part; "" when a record has no fields of its own
	Shape *patch.Shape // of the struct
	Part  bool

	base, own  []patch.Field
	insertBase string
	insertOwn  string
	columns    string // of a select over record r and the detail table d
	from       string
	load       func(context.Context, At, string, ...any) ([]Thing, error)
	each       func(context.Context, *store.Reader, string, func(Thing) error, ...any) error
}

var types sync.Map // reflect.Type to *Type; types are finite

// Of describes the struct T: a record's embeds Record, a part's embeds Part.
// Its table is the struct's name in snake case. It panics when T embeds
// neither.
func Of[T any]() *Type {
	rt := reflect.TypeFor[T]()
	if v, ok := types.Load(rt); ok {
		return v.(*Type)
	}
	t := &Type{Table: snake(rt.Name()), Shape: patch.Of(rt)}
	switch any(new(T)).(type) {
	case Entity:
	case interface{ PartBase() *Part }:
		t.Part = true
	default:
		panic(fmt.Sprintf("record: %s embeds neither Record nor Part", rt))
	}
	for _, f := range t.Shape.Fields {
		switch {
		case f.Col == "":
		case f.Base && !t.Part:
			t.base = append(t.base, f)
		default:
			t.own = append(t.own, f)
		}
	}
	if len(t.own) == 0 {
		t.Table = ""
	}
	t.statements()
	t.load = func(ctx context.Context, at At, query string, args ...any) ([]Thing, error) {
		rows, err := store.All[T](ctx, at.R, query, args...)
		out := make([]Thing, len(rows))
		for i := range rows {
			out[i] = any(&rows[i]).(Thing)
		}
		return out, err
	}
	t.each = func(ctx context.Context, r *store.Reader, query string, fn func(Thing) error, args ...any) error {
		return store.Each(ctx, r, query, func(v T) error { return fn(any(&v).(Thing)) }, args...)
	}
	v, _ := types.LoadOrStore(rt, t)
	return v.(*Type)
}

// snake turns KeyResult into key_result.
func snake(name string) string {
	var b strings.Builder
	for i, r := range name {
		if r >= 'A' && r <= 'Z' {
			if i > 0 {
				b.WriteByte('_')
			}
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// hidden columns of the record table that follow from other fields.
var hidden = []string{"workspace_id", "num", "title_folded"}

func (t *Type) statements() {
	cols := func(fs []patch.Field, prefix string) []string {
		out := make([]string, 0, len(fs))
		for _, f := range fs {
			out = append(out, prefix+f.Col)
		}
		return out
	}
	if t.Part {
		all := append([]string{"workspace_id"}, cols(t.own, "")...)
		t.insertOwn = insertSQL(t.Table, all)
		t.columns = "d." + strings.Join(all, ", d.")
		t.from = t.Table + " d"
		return
	}
	t.insertBase = insertSQL("record", append(append([]string{}, hidden...), cols(t.base, "")...))
	t.columns = "r.workspace_id, r.num, " + strings.Join(cols(t.base, "r."), ", ")
	t.from = "record r"
	if t.Table != "" {
		t.insertOwn = insertSQL(t.Table, append([]string{"workspace_id", "id"}, cols(t.own, "")...))
		t.columns += ", " + strings.Join(cols(t.own, "d."), ", ")
		t.from += " join " + t.Table + " d on d.workspace_id = r.workspace_id and d.id = r.id"
	}
}

// Select is the beginning of a select over whole records (alias r, detail d)
// or parts (alias d); add "where …".
func (t *Type) Select() string { return "select " + t.columns + " from " + t.from + " " }

// Own gives the fields that the kind has beyond what all have.
func (t *Type) Own() []patch.Field { return t.own }

// New makes an empty one, as a pointer.
func (t *Type) New() Thing { return reflect.New(t.Shape.Type).Interface().(Thing) }

func without(fs []patch.Field, col string) []patch.Field {
	out := make([]patch.Field, 0, len(fs))
	for _, f := range fs {
		if f.Col != col {
			out = append(out, f)
		}
	}
	return out
}

func insertSQL(table string, cols []string) string {
	return "insert into " + table + " (" + strings.Join(cols, ", ") + ") values (" + strings.TrimSuffix(strings.Repeat("?, ", len(cols)), ", ") + ")"
}

func updateSQL(table string, cols []string) string {
	return "update " + table + " set " + strings.Join(cols, " = ?, ") + " = ? where workspace_id = ? and id = ?"
}

// values gives what a struct's fields are stored as.
func values(s *patch.Shape, v any, fields []patch.Field, out []any) ([]any, error) {
	for _, f := range fields {
		x, err := stored(s.Value(v, f))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		out = append(out, x)
	}
	return out, nil
}

func stored(v reflect.Value) (any, error) {
	if store.IsJSON(v.Type()) {
		if v.Kind() == reflect.Slice && v.Len() == 0 {
			return "[]", nil
		}
		if v.Kind() == reflect.Map && v.Len() == 0 {
			return "{}", nil
		}
		b, err := json.Marshal(v.Interface())
		return string(b), err
	}
	if dv, ok := v.Interface().(driver.Valuer); ok {
		return dv.Value()
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return nil, nil
		}
		return stored(v.Elem())
	case reflect.String:
		return v.String(), nil
	case reflect.Int64, reflect.Int:
		return v.Int(), nil
	case reflect.Float64:
		return v.Float(), nil
	case reflect.Bool:
		return v.Bool(), nil
	default:
		return nil, fmt.Errorf("a %s cannot be stored", v.Type())
	}
}
