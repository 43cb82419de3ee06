package table

import (
	"strings"

	"throughline/internal/core/transfer"
)

// finish does what needs all rows: references by title, states of sprints,
// comments of rows that came twice, and the counts.
func (r *reader) finish() *transfer.Source {
	closed := map[string]bool{}
	for _, s := range r.src.States {
		closed[s.ID] = s.Category == "closed"
	}
	for i := range r.src.Sprints {
		r.src.Sprints[i].State = "closed"
	}
	for i := range r.src.Items {
		it := &r.src.Items[i]
		it.Parent = r.resolve(it.Parent)
		for l := range it.Links {
			it.Links[l].From, it.Links[l].To = r.resolve(it.Links[l].From), r.resolve(it.Links[l].To)
		}
		if it.Sprint != "" && it.DoneAt == 0 && !closed[it.State] {
			r.src.Sprints[r.sprints[it.Sprint]].State = "planned"
		}
	}
	seen := map[string]bool{}
	kept := r.src.Comments[:0]
	for _, c := range r.src.Comments {
		if !seen[c.ID] {
			seen[c.ID] = true
			kept = append(kept, c)
		}
	}
	r.src.Comments = kept
	r.src.Read = map[string]int{"rows": len(r.src.Items), "columns": r.columns, "comments": len(kept)}
	return r.src
}

// resolve turns a reference by title into the id of the first row that has
// that title; a title that is not in the files stays as it is.
func (r *reader) resolve(ref string) string {
	title, ok := strings.CutPrefix(ref, byTitle)
	if !ok {
		return ref
	}
	return first(r.titles[title], title)
}
