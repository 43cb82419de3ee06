package query

import (
	"context"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"throughline/internal/kit/errs"
)

// page reads at most limit records after a place and gives their keys and the
// place of the last.
func (w *world) page(c *Compiled, after Frag, limit int) (keys []string, values []any, id string) {
	w.t.Helper()
	columns := []string{"r.key", "r.id"}
	for _, s := range c.Sort {
		columns = append(columns, s.Expr)
	}
	text := "select " + strings.Join(columns, ", ") + " from " + c.From() + " where r.workspace_id = ? and " +
		c.Where.SQL + " and " + after.SQL + " order by " + OrderBy(c.Sort) + " limit ?"
	rows, err := w.db.Query(text, slices.Concat([]any{here}, c.Where.Args, after.Args, []any{limit})...)
	if err != nil {
		w.t.Fatalf("%s: %v", text, err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var key string
		to := []any{&key, &id}
		cells := make([]Cell, len(c.Sort))
		for i := range cells {
			cells[i].Sort = c.Sort[i]
			to = append(to, &cells[i])
		}
		if err := rows.Scan(to...); err != nil {
			w.t.Fatalf("%s: %v", text, err)
		}
		keys, values = append(keys, key), nil
		for _, cell := range cells {
			values = append(values, cell.Value)
		}
	}
	if err := rows.Err(); err != nil {
		w.t.Fatalf("%s: %v", text, err)
	}
	return keys, values, id
}

// throughJSON is what happens to values inside a cursor.
func throughJSON(t *rapid.T, values []any) []any {
	b, err := json.Marshal(values)
	if err != nil {
		t.Fatal(err)
	}
	var out []any
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// Pages of any size, one after another, are the whole list in its order.
func TestPagesAreTheWholeList(t *testing.T) {
	t.Parallel()
	fields := []string{"type", "key", "title", "owner", "state", "category", "rank", "archived", "created", "updated", "estimate", "effort", "due", "severity", "ask", "flagged", "finished", "customer-tier", "seats", "renewal", "vip", "note"}
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t, drawRows(rt, 1, 40))
		defer func() { _ = w.db.Close() }()
		q := &Query{}
		for _, f := range rapid.SliceOfNDistinct(rapid.SampledFrom(fields), 0, 4, rapid.ID).Draw(rt, "sort") {
			q.Sort = append(q.Sort, Order{Field: f, Desc: rapid.Bool().Draw(rt, "desc")})
		}
		c, err := Compile(context.Background(), q, w.env())
		if err != nil {
			rt.Fatal(err)
		}
		whole := w.find(c)
		if len(whole) != len(w.rows) {
			rt.Fatalf("%d of %d records", len(whole), len(w.rows))
		}
		var paged []string
		after := allOf()
		for len(paged) <= len(whole) {
			keys, values, id := w.page(c, after, rapid.IntRange(1, 9).Draw(rt, "limit"))
			if len(keys) == 0 {
				break
			}
			paged = append(paged, keys...)
			if after, err = After(c.Sort, throughJSON(rt, values), id); err != nil {
				rt.Fatal(err)
			}
		}
		if !slices.Equal(paged, whole) {
			rt.Fatalf("%s\npaged %v\nwhole %v", OrderBy(c.Sort), paged, whole)
		}
	})
}

// The order itself: absent values last, both ways round.
func TestAbsentValuesComeLast(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t, drawRows(rt, 1, 30))
		defer func() { _ = w.db.Close() }()
		field := pick(rt, "owner", "estimate", "effort", "due", "severity", "ask", "flagged", "finished", "archived", "seats", "renewal", "vip", "note", "customer-tier")
		q := &Query{Sort: []Order{{Field: field, Desc: rapid.Bool().Draw(rt, "desc")}}}
		c, err := Compile(context.Background(), q, w.env())
		if err != nil {
			rt.Fatal(err)
		}
		absent := false
		for _, key := range w.find(c) {
			r := w.rows[slices.IndexFunc(w.rows, func(r row) bool { return r.key == key })]
			if has := w.naiveHas(field, r); has && absent {
				rt.Fatalf("%s: %s has a value and follows one without", OrderBy(c.Sort), key)
			} else if !has {
				absent = true
			}
		}
	})
}

func TestOrderByText(t *testing.T) {
	t.Parallel()
	up, down := Sort{Expr: "r.a"}, Sort{Expr: "r.b", Desc: true}
	loose := Sort{Expr: "d.c", Desc: true, Nullable: true}
	for want, sorts := range map[string][]Sort{
		"r.id asc":                       nil,
		"r.a asc, r.id asc":              {up},
		"r.a asc, r.b desc, r.id desc":   {up, down},
		"d.c desc nulls last, r.id desc": {loose},
	} {
		if got := OrderBy(sorts); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestAfterText(t *testing.T) {
	t.Parallel()
	up, down := Sort{Expr: "a", Type: NumberType}, Sort{Expr: "b", Desc: true, Type: TextType}
	loose := Sort{Expr: "c", Nullable: true, Type: InstantType}
	for _, c := range []struct {
		sorts  []Sort
		values []any
		want   string
	}{
		{nil, nil, "(r.id) > (?)"},
		{[]Sort{up}, []any{1}, "(a, r.id) > (?, ?)"},
		{[]Sort{down}, []any{"x"}, "(b, r.id) < (?, ?)"},
		{[]Sort{up, down}, []any{1, "x"}, "(a > ? or (a = ? and (b < ? or (b = ? and r.id < ?))))"},
		{[]Sort{loose}, []any{int64(7)}, "(c > ? or c is null or (c = ? and r.id > ?))"},
		{[]Sort{loose}, []any{nil}, "(c is null and r.id > ?)"},
	} {
		f, err := After(c.sorts, c.values, "id")
		if err != nil || f.SQL != c.want || strings.Count(f.SQL, "?") != len(f.Args) {
			t.Errorf("%s (%d arguments), %v; want %s", f.SQL, len(f.Args), err, c.want)
		}
	}
}

func TestAfterRefusesForeignCursors(t *testing.T) {
	t.Parallel()
	of := func(typ Type) []Sort { return []Sort{{Expr: "x", Type: typ}} }
	for _, c := range []struct {
		sorts  []Sort
		values []any
	}{
		{nil, []any{1}},
		{of(TextType), nil},
		{of(TextType), []any{nil}}, // never absent
		{of(TextType), []any{1}},
		{of(DayType), []any{true}},
		{of(NumberType), []any{"1"}},
		{of(NumberType), []any{math.NaN()}},
		{of(NumberType), []any{math.Inf(1)}},
		{of(InstantType), []any{1.5}},
		{of(BoolType), []any{2}},
		{of(NumberType), []any{json.Number("x")}},
		{of(TextType), []any{map[string]any{}}},
	} {
		if _, err := After(c.sorts, c.values, "id"); !errs.Is(err, errs.Invalid) {
			t.Errorf("%v %v: %v", c.sorts, c.values, err)
		}
	}
}

func TestCellTakesWhatDriversGive(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		typ        Type
		from, want any
	}{
		{TextType, "x", "x"}, {TextType, []byte("x"), "x"}, {TextType, nil, nil},
		{NumberType, int64(3), int64(3)}, {NumberType, 3.0, int64(3)}, {NumberType, 2.5, 2.5},
		{NumberType, json.Number("12"), int64(12)}, {NumberType, json.Number("1.5"), 1.5},
		{BoolType, true, true}, {BoolType, int64(1), true}, {BoolType, int64(0), false},
		{InstantType, int64(1773576000000001), int64(1773576000000001)}, {InstantType, 1773576000000001.0, int64(1773576000000001)},
		{DayType, "2026-03-01", "2026-03-01"},
	} {
		cell := Cell{Sort: Sort{Type: c.typ}}
		if err := cell.Scan(c.from); err != nil || cell.Value != c.want {
			t.Errorf("%s %v: %v, %v", c.typ, c.from, cell.Value, err)
		}
	}
	if err := new(Cell).Scan(struct{}{}); !errs.Is(err, errs.Internal) {
		t.Errorf("%v", err)
	}
}
