package query

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"

	"throughline/internal/kit/errs"
)

// Sort is one expression that a list is sorted by. Absent values come last in
// both directions.
type Sort struct {
	Expr     string
	Desc     bool
	Nullable bool
	Type     Type // of the values: text, number, bool, day or instant; ids and states are text
}

// sort compiles what a list is sorted by. Naming a field a second time changes
// nothing and is passed over.
func (c *compiler) sort(orders []Order) {
	var seen []string
	for _, o := range orders {
		f, ok := c.field(o.Field, o.At)
		switch {
		case !ok:
		case !f.Sortable:
			c.complain(o.At, "“%s” cannot be sorted by. Sort by %s.", f.Name, c.env.Catalogue.sortable())
		case !slices.Contains(seen, f.Name):
			seen = append(seen, f.Name)
			c.out.Sort = append(c.out.Sort, f.sort(o.Desc))
		}
	}
}

// sortable lists the fields that one can sort by, as examples for a message.
func (c *Catalogue) sortable() string {
	var names []string
	for _, f := range c.fields {
		if f.Sortable && len(names) < 8 {
			names = append(names, f.Name)
		}
	}
	return strings.Join(names, ", ")
}

func (f Field) sort(desc bool) Sort {
	s := Sort{Expr: f.Expr, Desc: desc, Nullable: f.nullable(), Type: TextType}
	switch {
	case f.SortBy != "":
		s.Expr = f.SortBy
		if f.SortType != "" {
			s.Type = f.SortType
		}
		return s
	case f.listed() && f.casePositions() != "":
		// What is stored and not in the list has no position.
		return Sort{Expr: f.casePositions(), Desc: desc, Nullable: true, Type: NumberType}
	case f.Type == NumberType || f.Type == BoolType:
		s.Type = f.Type
		return s
	case f.Type == InstantType:
		s.Type = f.Type
		if s.Nullable {
			s.Expr = "nullif(" + s.Expr + ", 0)"
		}
		return s
	case f.Type == DayType:
		s.Type = f.Type
	case f.Folded != "":
		s.Expr = f.Folded
	}
	if s.Nullable {
		s.Expr = "nullif(" + s.Expr + ", '')"
	}
	return s
}

// casePositions is an expression for the place of a value in the list of its
// field; "" when a value is not plain enough to become SQL text.
func (f Field) casePositions() string {
	var b strings.Builder
	b.WriteString("case " + f.Expr)
	for i, o := range f.Enum {
		if !safeValue.MatchString(o.Value) {
			return ""
		}
		b.WriteString(" when '" + o.Value + "' then " + strconv.Itoa(i))
	}
	return b.String() + " end"
}

// group compiles the field that a list is grouped by.
func (c *compiler) group(n Name) {
	if n.Text == "" {
		return
	}
	f, ok := c.field(n.Text, n.At)
	switch {
	case !ok:
	case f.Type == SearchType || f.Multi || f.Type == TextType || f.Type == KeyType || f.Type == InstantType:
		c.complain(n.At, "“%s” is %s, and a list cannot be grouped by it. Group by a state, a person, a tag, another record or a word out of a list.", f.Name, f.noun())
	default:
		c.out.Group = f
	}
}

// OrderBy is the text after "order by". It always ends with the id, in the
// direction of the last expression, so that no two records share a place and an
// index can be read in either direction.
func OrderBy(sorts []Sort) string {
	var b strings.Builder
	for _, s := range sorts {
		b.WriteString(s.Expr + direction(s.Desc))
		// Only where there can be nulls: said of a column without any, it
		// would keep PostgreSQL from using the index.
		if s.Nullable {
			b.WriteString(" nulls last")
		}
		b.WriteString(", ")
	}
	return b.String() + "r.id" + direction(idDesc(sorts))
}

func direction(desc bool) string {
	if desc {
		return " desc"
	}
	return " asc"
}

func idDesc(sorts []Sort) bool { return len(sorts) > 0 && sorts[len(sorts)-1].Desc }

// After is the condition for the rows that follow a given one in the order of
// OrderBy: the one with these values of the sort expressions (nil for an absent
// one) and this id. The values may have gone through JSON. The error is
// errs.Invalid for the field cursor: the values are not of this order.
func After(sorts []Sort, values []any, id string) (Frag, error) {
	if len(values) != len(sorts) {
		return Frag{}, badCursor()
	}
	same, rows := true, make([]any, 0, len(sorts)+1)
	for i, s := range sorts {
		v, ok := s.canonical(values[i])
		if !ok || v == nil && !s.Nullable {
			return Frag{}, badCursor()
		}
		rows = append(rows, v)
		same = same && !s.Nullable && s.Desc == idDesc(sorts)
	}
	if same {
		return afterRow(sorts, append(rows, id)), nil
	}
	return afterMixed(sorts, rows, id), nil
}

func badCursor() error {
	return errs.Fieldf("cursor", "It belongs to another list. Begin again without a cursor.")
}

func beyond(desc bool) string {
	if desc {
		return " < ?"
	}
	return " > ?"
}

// afterRow compares whole rows: what both databases can seek in an index.
func afterRow(sorts []Sort, args []any) Frag {
	var left, right strings.Builder
	for _, s := range sorts {
		left.WriteString(s.Expr + ", ")
		right.WriteString("?, ")
	}
	op := strings.TrimSuffix(beyond(idDesc(sorts)), "?")
	return Frag{SQL: "(" + left.String() + "r.id)" + op + "(" + right.String() + "?)", Args: args}
}

// afterMixed builds from the inside out: beyond the last value, or equal to it
// and beyond what follows.
func afterMixed(sorts []Sort, values []any, id string) Frag {
	out := frag("r.id"+beyond(idDesc(sorts)), id)
	for i := len(sorts) - 1; i >= 0; i-- {
		s, v := sorts[i], values[i]
		if v == nil { // nothing lies beyond an absent value
			out = allOf(frag(s.Expr+" is null"), out)
			continue
		}
		beyondIt := []Frag{frag(s.Expr+beyond(s.Desc), v)}
		if s.Nullable {
			beyondIt = append(beyondIt, frag(s.Expr+" is null"))
		}
		out = anyOf(append(beyondIt, allOf(frag(s.Expr+" = ?", v), out))...)
	}
	return out
}

// canonical gives a value as the argument of a placeholder.
func (s Sort) canonical(v any) (any, bool) {
	switch v := v.(type) {
	case nil:
		return nil, true
	case string:
		return v, s.Type == TextType || s.Type == DayType
	case bool:
		return v, s.Type == BoolType
	case int64:
		if s.Type == BoolType {
			return v != 0, v == 0 || v == 1 // a boolean of SQLite
		}
		return v, s.Type == NumberType || s.Type == InstantType
	case int:
		return s.canonical(int64(v))
	case float64:
		// Whole numbers as such: the column may hold nothing else.
		if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
			return s.canonical(int64(v))
		}
		return v, s.Type == NumberType && !math.IsNaN(v) && !math.IsInf(v, 0)
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return s.canonical(n)
		}
		x, err := v.Float64()
		if err != nil {
			return nil, false
		}
		return s.canonical(x)
	case []byte:
		return s.canonical(string(v))
	}
	return nil, false
}

// Cell receives the value of a sort expression from a row, for a cursor.
type Cell struct {
	Sort  Sort
	Value any // nil, string, int64, float64 or bool, by the type of the sort
}

// Scan takes what either driver gives.
func (c *Cell) Scan(from any) error {
	v, ok := c.Sort.canonical(from)
	if !ok {
		return errs.New(errs.Internal, "a sort value of type %s came as %T", c.Sort.Type, from)
	}
	c.Value = v
	return nil
}
