package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync"

	"throughline/internal/kit/errs"
)

// Reader is something that questions can be put to: a pooled connection or an
// open transaction. It answers select statements only.
type Reader struct{ c *conn }

// Dialect says which engine answers.
func (r *Reader) Dialect() Dialect { return r.c.db.dialect }

// Draft names what is read before it is committed: a change sees its own and its
// neighbours' writes. What was read in a draft holds for later changes of the
// same draft; it ends when any change in it is taken back, and with it whatever
// somebody remembers of it. The zero Draft is what is committed.
type Draft struct {
	writer *conn
	ended  uint64
}

// Draft gives the draft that the reader sees.
func (r *Reader) Draft() Draft {
	if !r.c.steady {
		return Draft{}
	}
	return Draft{r.c, r.c.ended}
}

// All gives every row of a select as a T: a struct whose fields carry `db`
// tags (embedded structs are flattened), or a plain string, number or bool.
// Fields that are structs, slices or maps are read from JSON text.
func All[T any](ctx context.Context, r *Reader, query string, args ...any) ([]T, error) {
	return collect[T](ctx, r.c, query, args)
}

// One gives the only row, and errs.NotFound when there is none.
func One[T any](ctx context.Context, r *Reader, query string, args ...any) (T, error) {
	rows, err := collect[T](ctx, r.c, query, args)
	if err != nil {
		var zero T
		return zero, err
	}
	if len(rows) == 0 {
		var zero T
		return zero, errs.New(errs.NotFound, "There is no such thing here, or you may not see it.")
	}
	return rows[0], nil
}

// Each hands out row after row without keeping them, for long answers.
func Each[T any](ctx context.Context, r *Reader, query string, fn func(T) error, args ...any) error {
	if err := selectOnly(query); err != nil {
		return err
	}
	rows, err := r.c.query(ctx, query, args)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	read, err := scanner[T](rows)
	if err != nil {
		return err
	}
	for rows.Next() {
		v, err := read(rows)
		if err != nil {
			return fmt.Errorf("%w in: %s", err, query)
		}
		if err := fn(v); err != nil {
			return err
		}
	}
	return r.c.fault(rows.Err(), query)
}

func collect[T any](ctx context.Context, c *conn, query string, args []any) ([]T, error) {
	if err := selectOnly(query); err != nil {
		return nil, err
	}
	rows, err := c.query(ctx, query, args)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	read, err := scanner[T](rows)
	if err != nil {
		return nil, err
	}
	out := []T{}
	for rows.Next() {
		v, err := read(rows)
		if err != nil {
			return nil, fmt.Errorf("%w in: %s", err, query)
		}
		out = append(out, v)
	}
	return out, c.fault(rows.Err(), query)
}

// selectOnly keeps the promise of Reader: whoever holds one cannot write.
func selectOnly(query string) error {
	q := strings.TrimLeft(query, " \t\n")
	if len(q) >= 6 && (strings.EqualFold(q[:6], "select") || strings.EqualFold(q[:4], "with") || strings.EqualFold(q[:6], "pragma")) {
		return nil
	}
	return fmt.Errorf("store: a Reader only selects, not: %s", query)
}

// numbered turns ? into $1, $2, … outside of quotes. Texts are finite, so the
// result is kept.
func numbered(query string) string {
	if v, ok := numberedTexts.Load(query); ok {
		return v.(string)
	}
	var b strings.Builder
	n, quoted := 0, byte(0)
	for i := range len(query) {
		ch := query[i]
		switch {
		case quoted != 0:
			if ch == quoted {
				quoted = 0
			}
			b.WriteByte(ch)
		case ch == '\'' || ch == '"':
			quoted = ch
			b.WriteByte(ch)
		case ch == '?':
			n++
			b.WriteByte('$')
			b.WriteString(strconv.Itoa(n))
		default:
			b.WriteByte(ch)
		}
	}
	out := b.String()
	numberedTexts.Store(query, out)
	return out
}

var numberedTexts sync.Map // query with ? to query with $n; texts are a finite set

// plan is where each column of an answer goes in a struct.
type plan struct {
	index [][]int
	json  []bool
}

type planKey struct {
	t    reflect.Type
	cols string
}

var plans sync.Map // planKey to *plan

var scannerType = reflect.TypeFor[sql.Scanner]()

func scanner[T any](rows *sql.Rows) (func(*sql.Rows) (T, error), error) {
	t := reflect.TypeFor[T]()
	if t.Kind() != reflect.Struct || reflect.PointerTo(t).Implements(scannerType) {
		return func(rows *sql.Rows) (v T, err error) {
			err = rows.Scan(&v)
			return v, err
		}, nil
	}
	cols, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	p, err := planFor(t, cols)
	if err != nil {
		return nil, err
	}
	dest := make([]any, len(cols))
	return func(rows *sql.Rows) (v T, err error) {
		s := reflect.ValueOf(&v).Elem()
		for i, ix := range p.index {
			f := s.FieldByIndex(ix).Addr().Interface()
			if p.json[i] {
				f = &jsonCell{f}
			}
			dest[i] = f
		}
		return v, rows.Scan(dest...)
	}, nil
}

func planFor(t reflect.Type, cols []string) (*plan, error) {
	key := planKey{t, strings.Join(cols, ",")}
	if v, ok := plans.Load(key); ok {
		return v.(*plan), nil
	}
	fields := map[string]reflect.StructField{}
	for _, f := range reflect.VisibleFields(t) {
		if c := f.Tag.Get("db"); c != "" && c != "-" {
			fields[c] = f
		}
	}
	p := &plan{}
	for _, c := range cols {
		f, ok := fields[c]
		if !ok {
			return nil, fmt.Errorf("store: %s has no field for the column %q", t, c)
		}
		p.index = append(p.index, f.Index)
		p.json = append(p.json, IsJSON(f.Type))
	}
	plans.Store(key, p)
	return p, nil
}

// IsJSON says whether a Go type is kept as JSON text in a column: structs,
// slices and maps that do not know better themselves.
func IsJSON(t reflect.Type) bool {
	if reflect.PointerTo(t).Implements(scannerType) || t == reflect.TypeFor[[]byte]() {
		return false
	}
	switch t.Kind() {
	case reflect.Struct, reflect.Slice, reflect.Map:
		return true
	default:
		return false
	}
}

// jsonCell reads JSON text into what it points to; null leaves it alone.
type jsonCell struct{ to any }

func (j *jsonCell) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		return nil
	case string:
		if v == "" {
			return nil
		}
		return json.Unmarshal([]byte(v), j.to)
	case []byte:
		if len(v) == 0 {
			return nil
		}
		return json.Unmarshal(v, j.to)
	default:
		return fmt.Errorf("a JSON column came as %T", src)
	}
}

// Scan hands out rows whose columns are only known at run time: fn gets a
// function that reads the present row into destinations.
func Scan(ctx context.Context, r *Reader, query string, args []any, fn func(scan func(dest ...any) error) error) error {
	if err := selectOnly(query); err != nil {
		return err
	}
	rows, err := r.c.query(ctx, query, args)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := fn(rows.Scan); err != nil {
			return err
		}
	}
	return r.c.fault(rows.Err(), query)
}
