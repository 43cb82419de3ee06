package table

import (
	"fmt"
	"strings"

	"throughline/internal/bridge/sheet"
)

// head is the row of headers.
type head struct {
	names []string
	exact map[string][]int // places by header
	loose map[string][]int // places by folded header
}

func newHead(cells []string) *head {
	h := &head{exact: map[string][]int{}, loose: map[string][]int{}}
	for i, c := range cells {
		c = sheet.Visible(c)
		h.names = append(h.names, c)
		if c != "" {
			h.exact[c] = append(h.exact[c], i)
			h.loose[sheet.Fold(c)] = append(h.loose[sheet.Fold(c)], i)
		}
	}
	return h
}

// find gives the places of a column: by its header as it is written, else
// without regard to case and accents. A header that repeats has several.
func (h *head) find(header string) []int {
	header = sheet.Visible(header)
	if at := h.exact[header]; len(at) > 0 {
		return at
	}
	return h.loose[sheet.Fold(header)]
}

// name is what a place is called in source data.
func (h *head) name(i int) string {
	if i < len(h.names) && h.names[i] != "" {
		return h.names[i]
	}
	return fmt.Sprintf("column %d", i+1)
}

// list names the columns for a message.
func (h *head) list() string {
	const most = 40
	var quoted []string
	for i, n := range h.names {
		if i == most {
			quoted = append(quoted, fmt.Sprintf("and %d more", len(h.names)-most))
			break
		}
		quoted = append(quoted, fmt.Sprintf("%q", n))
	}
	return strings.Join(quoted, ", ")
}

// row is one row with what is needed to read it.
type row struct {
	sheet.Row
	head  *head
	order sheet.Order
	where string
	used  map[int]bool // places that went into a field
}

// under gives the first cell under a header that holds something.
func (r *row) under(header string) string {
	found := ""
	for _, i := range r.head.find(header) {
		r.used[i] = true
		found = first(found, r.Cell(i))
	}
	return found
}

// values reads a column: all cells under its header, split and translated.
func (r *row) values(c Column) []string {
	var all []string
	for _, i := range r.head.find(c.Column) {
		r.used[i] = true
		cell := r.Cell(i)
		parts := []string{cell}
		if c.Split != "" {
			parts = strings.Split(cell, c.Split)
		}
		for _, p := range parts {
			if p = translate(c.Values, strings.TrimSpace(p)); p != "" {
				all = append(all, p)
			}
		}
	}
	return all
}

// translate looks a value up, as it is written or without regard to case; a
// value that is not there stays.
func translate(values map[string]string, v string) string {
	if to, ok := values[v]; ok {
		return to
	}
	for _, from := range sorted(values) {
		if sheet.Fold(from) == sheet.Fold(v) {
			return values[from]
		}
	}
	return v
}

// all are the values of several columns.
func (r *row) all(columns Columns) []string {
	var all []string
	for _, c := range columns {
		all = append(all, r.values(c)...)
	}
	return all
}

// one is the first value of several columns.
func (r *row) one(columns Columns) string {
	found := ""
	for _, c := range columns {
		if v := r.values(c); len(v) > 0 {
			found = first(found, v[0])
		}
	}
	return found
}

// rest are the cells that went into no field, by header; a header that
// repeats has a list.
func (r *row) rest() map[string]any {
	byName := map[string][]string{}
	for i := range r.Cells {
		if cell := r.Cell(i); cell != "" && !r.used[i] {
			byName[r.head.name(i)] = append(byName[r.head.name(i)], cell)
		}
	}
	extra := map[string]any{}
	for name, cells := range byName {
		extra[name] = cells
		if len(cells) == 1 {
			extra[name] = cells[0]
		}
	}
	return extra
}
