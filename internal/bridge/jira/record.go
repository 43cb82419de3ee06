package jira

import (
	"slices"
	"strings"

	"throughline/internal/bridge/sheet"
	"throughline/internal/kit/clock"
)

// record is one row of a CSV: only the columns that hold something.
type record struct {
	key     string
	where   string
	updated clock.Instant
	values  []value
	has     map[string]bool // the columns that its file has
}

// value is what stands in the columns of one id, from left to right.
type value struct {
	column
	order sheet.Order
	texts []string
}

// newRecord reads a row; ok is false when it has no issue key.
func newRecord(row sheet.Row, l *layout, where string) (r *record, ok bool) {
	r = &record{where: where, has: l.has}
	clear(l.seen)
	for i, cell := range row.Cells {
		cell = strings.TrimSpace(cell)
		if cell != "" {
			l.add(r, l.column(i), cell)
		}
	}
	for _, text := range r.texts(asKey) {
		if key := sheet.Visible(text); issueKey.MatchString(key) {
			r.key = strings.ToUpper(key)
			r.updated, _ = r.time(asUpdated)
			return r, true
		}
	}
	return nil, false
}

// column gives the column at a place; cells beyond the header have no name
// and are kept under their number.
func (l *layout) column(i int) column {
	if i < len(l.columns) {
		c := l.columns[i]
		if c.role == unmapped && c.header == "" {
			c.header = beyond(i)
			c.id = c.identity()
		}
		return c
	}
	c := column{header: beyond(i)}
	c.id = c.identity()
	return c
}

// add puts a cell under the id of its column.
func (l *layout) add(r *record, c column, cell string) {
	i, ok := l.seen[c.id]
	if !ok {
		i = len(r.values)
		l.seen[c.id] = i
		r.values = append(r.values, value{column: c, order: l.order})
	}
	r.values[i].texts = append(r.values[i].texts, cell)
}

// merge joins two rows of one issue, from two files or from one: the row that
// was updated later says what its file has columns for, the other one adds
// the rest. Of equally old rows the later read wins.
func merge(old, next *record) *record {
	if next.updated < old.updated {
		old, next = next, old
	}
	merged := *next
	merged.has = map[string]bool{}
	for id := range old.has {
		merged.has[id] = true
	}
	for id := range next.has {
		merged.has[id] = true
	}
	merged.values = slices.Clone(next.values)
	for _, v := range old.values {
		if !next.has[v.id] {
			merged.values = append(merged.values, v)
		}
	}
	return &merged
}

// value finds the first column with a role.
func (r *record) value(as role) (value, bool) {
	for _, v := range r.values {
		if v.role == as {
			return v, true
		}
	}
	return value{}, false
}

// text is the first value of a role, "" when there is none.
func (r *record) text(as role) string {
	if v, ok := r.value(as); ok {
		return v.texts[0]
	}
	return ""
}

// texts are all values of a role.
func (r *record) texts(as role) []string {
	v, _ := r.value(as)
	return v.texts
}

// time reads the first value of a role as a time; zero when there is none.
func (r *record) time(as role) (clock.Instant, error) {
	v, ok := r.value(as)
	if !ok {
		return 0, nil
	}
	return sheet.ParseTime(v.texts[0], v.order)
}
