package op

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"throughline/internal/core/ledger"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
)

// Told is one member to be told of a row of the ledger.
type Told struct {
	Member, Reason string
	// Self tells whoever made the change as well: a program with their token
	// did what they have not seen.
	Self bool
}

// News says who is to be told of a row, the strongest reason first. usual says
// whether those are told as well whom a change of any record concerns: its new
// owner, the roles that are heard, and who watches it.
type News func(ctx context.Context, at record.At, access *right.Access, row *ledger.Row) (told []Told, usual bool, err error)

// Tells registers who is told of the rows of a kind of record or part. A kind
// without news goes by what is usual.
func (r *Registry) Tells(kind string, n News) { r.news[kind] = n }

// Silent registers kinds of which nobody is told.
func (r *Registry) Silent(kinds ...string) {
	for _, k := range kinds {
		r.silent[k] = true
		r.Tells(k, func(context.Context, record.At, *right.Access, *ledger.Row) ([]Told, bool, error) {
			return nil, false, nil
		})
	}
}

// Telling lists the kinds of records and parts of whose changes somebody may be
// told, sorted.
func (r *Registry) Telling() []string {
	names := slices.AppendSeq(slices.Collect(maps.Keys(r.kinds)), maps.Keys(r.parts))
	names = slices.DeleteFunc(names, func(name string) bool { return r.silent[name] })
	slices.Sort(names)
	return names
}

// NewsOf finds what was registered for a kind.
func (r *Registry) NewsOf(kind string) (News, bool) {
	n, ok := r.news[kind]
	return n, ok
}

// Became reads what a row sets a field to; the zero value where it leaves the
// field alone.
func Became[T any](row *ledger.Row, field string) T {
	var is T
	if c, ok := row.Diff[field]; ok {
		_ = json.Unmarshal(c[1], &is)
	}
	return is
}

// Was reads what a row found in a field it changes; the zero value where it
// leaves the field alone.
func Was[T any](row *ledger.Row, field string) T {
	var was T
	if c, ok := row.Diff[field]; ok {
		_ = json.Unmarshal(c[0], &was)
	}
	return was
}
