package transfer

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
	"throughline/internal/kit/patch"
)

// step is one change of an item's past in our words.
type step struct {
	at       clock.Instant
	by       id.Ref
	field    string
	from, to any
}

func anyField(patch.Field) bool { return true }

func (v values) copy() values { return maps.Clone(v) }

func (v values) set(field string, x any) { v[field] = x }

// steps turns a source's history into ours. What has no home with us is given
// back as remarks.
func (r *run) steps(it Item, kind string) ([]step, []any) {
	var out []step
	var remarks []any
	history := slices.Clone(it.History)
	for _, e := range r.src.Events {
		if e.Item == it.ID {
			history = append(history, e.Changes...)
		}
	}
	history = once(history)
	tags, _ := r.present(it, kind)["tags"].([]any)
	for i := len(history) - 1; i >= 0; i-- {
		c := history[i]
		s := step{at: c.At, by: r.person(c.By), field: c.Field}
		ok := true
		switch c.Field {
		case "title":
			s.from, s.to = clip(c.From, 500), clip(c.To, 500)
			ok = s.from != "" && s.to != ""
		case "body":
			s.from, s.to = c.From, c.To
		case "state":
			s.from, s.to = r.state(kind, c.From), r.state(kind, c.To)
			_, knownFrom := r.states[c.From]
			_, knownTo := r.states[c.To]
			ok = knownFrom && knownTo
		case "owner":
			s.from, s.to = string(r.person(c.From)), string(r.person(c.To))
		case "archived":
			s.from, s.to = c.From == "true", c.To == "true"
		case "dueOn", "estimate", "sprint":
			ok = isItem(kind) && r.box(c, &s)
		case "labels":
			ok = r.labelled(c, &s, &tags)
		default:
			ok = false
		}
		if !ok {
			remarks = append(remarks, map[string]any{"at": c.At.String(), "by": c.By, "field": c.Field, "from": c.From, "to": c.To})
			continue
		}
		out = append(out, s)
	}
	slices.Reverse(out)
	slices.Reverse(remarks)
	return out, remarks
}

// once drops changes that stand twice, oldest first.
func once(history []Change) []Change {
	seen := map[string]bool{}
	closed := false
	for _, c := range history {
		closed = closed || c.Field == "state" && !strings.HasPrefix(c.ID, "closed:")
	}
	history = slices.DeleteFunc(history, func(c Change) bool {
		// A closing that was only inferred gives way to the real one.
		twice := c.ID != "" && seen[c.ID] || closed && strings.HasPrefix(c.ID, "closed:")
		seen[c.ID] = true
		return twice
	})
	slices.SortStableFunc(history, func(a, b Change) int {
		switch {
		case a.At < b.At:
			return -1
		case a.At > b.At:
			return 1
		}
		return 0
	})
	return history
}

// box reads the values of a due day, an estimate or a sprint.
func (r *run) box(c Change, s *step) bool {
	switch c.Field {
	case "dueOn":
		from, err1 := clock.ParseDay(day(c.From))
		to, err2 := clock.ParseDay(day(c.To))
		s.from, s.to = string(from), string(to)
		return err1 == nil && err2 == nil
	case "estimate":
		s.from, s.to = number(c.From), number(c.To)
		return (c.From == "" || s.from != nil) && (c.To == "" || s.to != nil)
	default:
		s.from, s.to = r.sprints[c.From], r.sprints[c.To]
		return (c.From == "" || s.from != "") && (c.To == "" || s.to != "")
	}
}

func day(s string) string {
	if len(s) > 10 {
		return s[:10]
	}
	return s
}

func number(s string) any {
	var f float64
	if s == "" || json.Unmarshal([]byte(s), &f) != nil {
		return nil
	}
	return f
}

// labelled reads a change of labels, walking back from the present list: one
// label at a time (one side empty), or the whole list before and after.
func (r *run) labelled(c Change, s *step, tags *[]any) bool {
	s.field = "tags"
	s.to = slices.Clone(*tags)
	before := slices.Clone(*tags)
	for _, l := range r.tags(split(c.To)) {
		before = slices.DeleteFunc(before, func(t any) bool { return t == l })
	}
	for _, l := range r.tags(split(c.From)) {
		if !slices.Contains(before, l) {
			before = append(before, l)
		}
	}
	s.from = before
	*tags = before
	return true
}

func split(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}
