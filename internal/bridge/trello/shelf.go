package trello

import (
	"strconv"

	"throughline/internal/core/transfer"
	"throughline/internal/kit/clock"
)

// found is an object and its place in the files, for messages.
type found struct {
	transfer.Object
	where string
}

// shelf keeps each distinct thing once, by id, in the order of first sight.
type shelf struct {
	ids   []string
	byID  map[string]found
	stamp map[string]clock.Instant
}

// put keeps a thing. One that is there already gives way, unless it changed
// later.
func (s *shelf) put(id string, f found, changed clock.Instant) {
	if s.byID == nil {
		s.byID, s.stamp = map[string]found{}, map[string]clock.Instant{}
	}
	if _, there := s.byID[id]; !there {
		s.ids = append(s.ids, id)
	} else if changed < s.stamp[id] {
		return
	}
	s.byID[id], s.stamp[id] = f, changed
}

// all gives the things in order.
func (s *shelf) all() []found {
	out := make([]found, len(s.ids))
	for i, id := range s.ids {
		out[i] = s.byID[id]
	}
	return out
}

func (s *shelf) has(id string) bool {
	_, ok := s.byID[id]
	return ok
}

// place names an element of a list: "cards[12]".
func place(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]" }

// rows keeps the objects of one list of a thing. What is no object, or has no
// id, becomes a problem, and the rest goes in.
func (r *reader) rows(in found, key string, s *shelf, what string) {
	if !in.Has(key) {
		return
	}
	list, ok := in.Object[key].([]any)
	if !ok {
		r.problem(in.where+key, "This is not a list, so it was left out.")
		return
	}
	for i, v := range list {
		at := place(in.where+key, i)
		o := transfer.AsObject(v)
		if o == nil {
			r.problem(at, "This "+what+" is not an object, so it was left out.")
			continue
		}
		r.keep(s, found{o, at}, what)
	}
}

// keep puts one thing on its shelf.
func (r *reader) keep(s *shelf, f found, what string) {
	id := f.Text("id")
	if id == "" {
		r.problem(f.where, "This "+what+" has no id, so it was left out.")
		return
	}
	s.put(id, f, changed(f))
}

// changed is when a thing was last touched, as far as it says so itself.
func changed(f found) clock.Instant {
	if at := f.At("dateLastActivity"); at != 0 {
		return at
	}
	return f.Object.Object("data").At("dateLastEdited")
}

func (r *reader) problem(where, what string) {
	r.problems = append(r.problems, transfer.Problem{Where: where, What: what})
}

// at reads a time, and says so when there is one that cannot be read.
func (r *reader) at(f found, key string) clock.Instant {
	t := f.At(key)
	if t == 0 && f.Text(key) != "" {
		r.problem(f.where+"."+key, "“"+shorten(f.Text(key))+"” is not a time, so it was left empty.")
	}
	return t
}

// shorten keeps a quotation from filling the page.
func shorten(s string) string {
	const most = 40
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}
