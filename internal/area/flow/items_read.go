package flow

import (
	"cmp"
	"context"
	"slices"

	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// ItemsIn asks what stands behind a figure.
type ItemsIn struct {
	Scope
	Figure    string    `json:"figure" in:"query" v:"required,enum=scope|remaining|todo|doing|done|state|reached|finished|started|created|returned|added|removed|promised|kept|broken|serving" doc:"Which items. As of the day on: scope, remaining, todo, doing, done, state (those in a state), reached (those in a state or beyond). In the days from to to: finished, started, created, returned, added (to the scope), removed. Of the sprint: promised, kept, broken, serving (an objective)."`
	On        clock.Day `json:"on" in:"query" v:"day" doc:"The end of this day; the last day when left out."`
	State     string    `json:"state" in:"query" v:"max=60" doc:"Of the figures state and reached."`
	Objective string    `json:"objective" in:"query" v:"max=60" ref:"-" doc:"Of the figure serving: an objective by id or key, or none."`
	Limit     int       `json:"limit" in:"query" v:"min=0,max=500" doc:"200 when left out."`
}

// Behind is the items behind a figure.
type Behind struct {
	Head
	Items []BehindItem `json:"items" doc:"In the order of time; at most limit."`
	Count int          `json:"count" doc:"How many there are."`
	Sum   float64      `json:"sum" doc:"Their size, in the unit asked for."`
	More  bool         `json:"more"`
}

// BehindItem is one of them.
type BehindItem struct {
	Named
	At    clock.Instant `json:"at" doc:"When it happened; for what is as of a day, since when it stands so."`
	Stood string        `json:"stood" doc:"The state in which it stood then."`
	Size  float64       `json:"size"`
}

func behind(ctx context.Context, l *look, in ItemsIn) (*Behind, error) {
	pick, rule, err := l.picker(ctx, &in)
	if err != nil {
		return nil, err
	}
	b := &Behind{Head: l.head(rule), Items: []BehindItem{}}
	l.each(func(it *item, phases []phase) {
		for _, p := range pick(phases) {
			b.Items = append(b.Items, BehindItem{Named: Named{ID: it.id}, At: p.from, Stood: l.words[p.state].name, Size: l.size(p)})
			b.Sum += l.size(p)
		}
	})
	slices.SortStableFunc(b.Items, func(x, y BehindItem) int { return cmp.Or(cmp.Compare(x.At, y.At), cmp.Compare(x.ID, y.ID)) })
	limit := in.Limit
	if limit == 0 {
		limit = 200
	}
	b.Count, b.More = len(b.Items), len(b.Items) > limit
	b.Looked = b.Count
	b.Items = b.Items[:min(len(b.Items), limit)]
	ids := make([]string, len(b.Items))
	for i := range b.Items {
		ids[i] = b.Items[i].ID
	}
	names, err := l.named(ctx, ids)
	for i := range b.Items {
		b.Items[i].Named = names[b.Items[i].ID]
	}
	return b, err
}

// picker gives what finds the phases of an item that a figure counts.
func (l *look) picker(ctx context.Context, in *ItemsIn) (func([]phase) []*phase, string, error) {
	d := in.On
	if d == "" {
		d = l.to
	}
	at := min(l.cal.end(d)-1, l.now)
	window := span{l.cal.start(l.from), min(l.cal.end(l.to), l.now+1)}
	asOf := func(fits func(p *phase) bool) func([]phase) []*phase {
		return func(phases []phase) []*phase {
			if p := on(phases, at); p != nil && p.in && fits(p) {
				return []*phase{p}
			}
			return nil
		}
	}
	switch in.Figure {
	case "scope":
		return asOf(func(*phase) bool { return true }), "Items in the scope at the end of " + string(d) + ".", nil
	case "remaining":
		return asOf(func(p *phase) bool { return !p.finished() }), "Items in the scope and not done at the end of " + string(d) + ".", nil
	case "todo", "doing":
		want := doing
		if in.Figure == "todo" {
			want = todo
		}
		return asOf(func(p *phase) bool { return p.category == want }), "Items in the category " + in.Figure + " at the end of " + string(d) + ".", nil
	case "done":
		return asOf((*phase).finished), "Items in the scope and done at the end of " + string(d) + ".", nil
	case "state", "reached":
		return l.standing(in, asOf, d)
	case "serving":
		return l.serving(ctx, in)
	case "promised", "kept", "broken":
		return l.promises(in.Figure)
	default:
		return l.happened(in.Figure, window), "Items " + in.Figure + " from " + string(l.from) + " to " + string(l.to) + ".", nil
	}
}

func (l *look) standing(in *ItemsIn, asOf func(func(*phase) bool) func([]phase) []*phase, d clock.Day) (func([]phase) []*phase, string, error) {
	if in.State == "" {
		return nil, "", errs.Fieldf("state", "is required for the figure %s", in.Figure)
	}
	bands := l.bands(slices.ContainsFunc(categories[1:], func(c record.Category) bool { return string(c) == in.State }) && !l.isState(in.State))
	n := slices.IndexFunc(bands.list, func(b *band) bool { return b.name == in.State })
	if n < 0 { // a state that no item was ever in
		return func([]phase) []*phase { return nil }, "No item was ever in the state " + in.State + ".", nil
	}
	if in.Figure == "state" {
		return asOf(func(p *phase) bool { return bands.of(p) == n }), "Items in the state " + in.State + " at the end of " + string(d) + ".", nil
	}
	return asOf(func(p *phase) bool { return bands.of(p) >= n }), "Items in the state " + in.State + " or beyond at the end of " + string(d) + ".", nil
}

// isState says whether items were ever in a state of that name.
func (l *look) isState(name string) bool {
	_, known := l.past.stateAt[name]
	return known
}

// happened finds what happened in a stretch of time.
func (l *look) happened(figure string, window span) func([]phase) []*phase {
	return func(phases []phase) []*phase {
		var out []*phase
		note := func(at clock.Instant) {
			if p := on(phases, at); window.holds(at) && p != nil && p.in {
				out = append(out, p)
			}
		}
		life := lived(phases)
		switch figure {
		case "finished":
			if life.finished != 0 && phases[len(phases)-1].in {
				note(life.finished)
			}
		case "started":
			if life.begun != 0 {
				note(life.begun)
			}
		case "created":
			note(life.created)
		case "returned":
			for _, at := range life.returned {
				note(at)
			}
		default:
			out = joined(phases, window, figure == "added")
		}
		return out
	}
}

// joined finds when an item came into the scope, or went out of it.
func joined(phases []phase, window span, came bool) []*phase {
	var out []*phase
	for i := range phases {
		p := &phases[i]
		was := i > 0 && phases[i-1].in
		if !window.holds(p.from) || was == p.in {
			continue
		}
		if came && p.in {
			out = append(out, p)
		}
		if !came && was {
			gone := phases[i-1]
			gone.from = p.from
			out = append(out, &gone)
		}
	}
	return out
}

// promises finds what a sprint promised, and what became of it.
func (l *look) promises(figure string) (func([]phase) []*phase, string, error) {
	s := l.sprint
	if s == nil || s.start == 0 {
		return nil, "", errs.Fieldf("sprint", "is required for the figure %s, one that was started", figure)
	}
	l.sprint = nil // the promise holds wherever the item went
	number := l.past.sprintAt[s.id]
	return func(phases []phase) []*phase {
		start, end := on(phases, s.start), on(phases, min(s.end, l.now+1)-1)
		if number == 0 || start == nil || !start.in || start.sprint != number || start.finished() {
			return nil
		}
		kept := end != nil && end.in && end.sprint == number && end.finished()
		if figure == "kept" && !kept || figure == "broken" && kept {
			return nil
		}
		return []*phase{start}
	}, "Items that " + s.title + " had at its start: " + map[string]string{"promised": "all", "kept": "those finished in it", "broken": "those not finished in it"}[figure] + ".", nil
}
