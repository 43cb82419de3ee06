// Package page cuts long lists into pages: how many items at once, and the
// cursor that says where the next page starts.
//
// Words it owns: limit (how many items a page has at most), cursor (the sort
// values and id of the last item seen, as opaque text), mark (which list in
// which order a cursor belongs to).
//
// A list that is sorted by (values, id) asks its next page with the row value
// comparison (values…, id) > (?, …, ?), so pages neither skip nor repeat when
// rows come and go, and a late page costs no more than the first.
package page

import (
	"encoding/json"
	"strconv"

	"throughline/internal/kit/errs"
)

// Default and Most are the limit when none is asked for and the highest one.
const (
	Default = 50
	Most    = 200
)

// Page is one page of a list. It is written as {"items": […], "next": "…"}:
// items is never null, next is null on the last page.
type Page[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next"` // cursor of the next page, "" on the last
}

// MarshalJSON writes the page.
func (p Page[T]) MarshalJSON() ([]byte, error) { return json.Marshal(p.Wire()) }

// Wire gives what the page is written as, in a type without MarshalJSON of its
// own. encoding/json reads the whole output of a MarshalJSON again to check
// it; where the top of an answer is written, asking for Wire first takes a
// quarter of the time.
func (p Page[T]) Wire() any {
	w := wire[T]{Items: p.Items}
	if w.Items == nil {
		w.Items = []T{}
	}
	if p.Next != "" {
		w.Next = &p.Next
	}
	return w
}

type wire[T any] struct {
	Items []T     `json:"items"`
	Next  *string `json:"next"`
}

// Limit gives the limit that a field of an input asks for, where 0 means that
// none was given: Default. It is Invalid below 0 and above Most.
func Limit(n int) (int, error) {
	if n == 0 {
		return Default, nil
	}
	return check(n)
}

// ParseLimit gives the limit that text asks for, as it stands in an address:
// Default for "". It is Invalid when it is no number from 1 to Most; "0" is
// Invalid too, because it was asked for.
func ParseLimit(s string) (int, error) {
	if s == "" {
		return Default, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		n = -1
	}
	return check(n)
}

func check(n int) (int, error) {
	if n < 1 || n > Most {
		return 0, errs.Fieldf("limit", "limit is 1 to %d", Most)
	}
	return n, nil
}

// Cut takes one page out of what was read: ask the database for limit+1 items
// and Cut says by that one more whether there is a next page. cursor makes the
// cursor of the last item on the page.
func Cut[T any](read []T, limit int, cursor func(last T) Cursor) Page[T] {
	if len(read) <= limit {
		return Page[T]{Items: read}
	}
	items := read[:limit:limit]
	return Page[T]{Items: items, Next: cursor(items[limit-1]).Encode()}
}
