package flow

import (
	"context"
	"slices"

	"throughline/internal/area/backlog"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
)

// phase is a stretch of an item's life in which nothing changed that a report
// looks at.
type phase struct {
	change
	from, to clock.Instant
	in       bool // it belongs to the scope: it is in use, not dropped, and what was asked about
}

// finished says whether the work on it was done in the phase.
func (p *phase) finished() bool { return p.category == done || p.category == closed }

// started says whether the work on it had begun.
func (p *phase) started() bool { return p.category >= doing }

// word is what a state means to reports.
type word struct {
	name    string
	order   int // its place in the flow
	dropped bool
	waits   bool
	ready   bool
}

// states learns what the states of the past mean: from the product's
// workflows, and where a name is not known there any more, from the name.
func (l *look) states(ctx context.Context) error {
	known := map[string]record.State{}
	place := map[string]int{}
	for _, name := range backlog.Kinds {
		k, ok := l.Engine.Reg.Kind(name)
		if !ok {
			continue
		}
		w, err := l.Workflow(ctx, k, l.product.ID)
		if err != nil {
			return err
		}
		for _, s := range w {
			if _, twice := known[s.Name]; !twice {
				known[s.Name], place[s.Name] = s, len(place)
			}
		}
	}
	l.words = make([]word, len(l.past.states))
	for i, name := range l.past.states {
		s, ok := known[name]
		w := word{name: name, waits: s.Meaning == inReview, ready: s.Meaning == isReady, dropped: s.Meaning == backlog.Dropped}
		if !ok {
			// A state that is no more goes by its old name.
			w.waits, w.ready, w.dropped = name == inReview, name == isReady, name == backlog.Dropped
			w.order = len(place) + i
		} else {
			w.order = place[name]
		}
		if len(l.product.WaitingStates) > 0 {
			w.waits = slices.Contains(l.product.WaitingStates, name)
		}
		l.words[i] = w
	}
	return nil
}

// States that reports speak of, by what they mean.
const (
	inReview = "in review"
	isReady  = "ready"
)

// waits says whether work waited in a phase.
func (l *look) waits(p *phase) bool { return p.category != doing || l.words[p.state].waits }

// each hands out every item that ever belonged to the scope with its phases, up
// to now. The phases are valid until fn returns.
func (l *look) each(fn func(it *item, phases []phase)) {
	var buffer []phase
	for i := range l.past.items {
		it := &l.past.items[i]
		if l.among != nil && !l.among[it.id] {
			continue
		}
		var spans []span
		if l.spans != nil {
			if spans = l.spans[it.id]; len(spans) == 0 {
				continue
			}
		}
		buffer = l.phases(buffer[:0], it, spans)
		if len(buffer) > 0 {
			fn(it, buffer)
		}
	}
}

// phases gives an item's life as the scope sees it; nothing when it was never
// part of it.
func (l *look) phases(out []phase, it *item, spans []span) []phase {
	ever := false
	all := until(it.changes, l.now)
	for n, c := range all {
		to := l.now + 1
		if n+1 < len(all) {
			to = all[n+1].at
		}
		if to == c.at {
			continue // overtaken in the same moment
		}
		p := phase{change: c, from: c.at, to: to, in: l.counts(&c)}
		if l.kind >= 0 && c.kind != l.kind {
			p.in = false
		}
		if l.sprint != nil && l.past.sprints[c.sprint] != l.sprint.id {
			p.in = false
		}
		start := len(out)
		if spans == nil {
			out = append(out, p)
		} else {
			out = split(out, p, spans)
		}
		for _, q := range out[start:] {
			ever = ever || q.in
		}
	}
	if !ever {
		return out[:0]
	}
	return out
}

// counts says whether an item is part of the work: not dropped, and not put away
// unfinished. What is archived after it was finished is only tidied up.
func (l *look) counts(c *change) bool {
	switch c.category {
	case closed:
		return !l.words[c.state].dropped
	case done:
		return true
	default:
		return !c.archived
	}
}

// split cuts a phase where the item came to belong, or ceased to.
func split(out []phase, p phase, spans []span) []phase {
	at := p.from
	add := func(to clock.Instant, in bool) {
		if to > at {
			q := p
			q.from, q.to, q.in = at, to, p.in && in
			out = append(out, q)
			at = to
		}
	}
	for _, s := range spans {
		if s.to <= at || s.from >= p.to {
			continue
		}
		add(max(s.from, at), false)
		add(min(s.to, p.to), true)
	}
	add(p.to, false)
	return out
}

// size is what an item counts in the report's unit.
func (l *look) size(p *phase) float64 {
	switch {
	case !l.points:
		return 1
	case p.estimate < 0:
		return 0
	default:
		return p.estimate
	}
}

// on finds the phase at an instant; nil before the first.
func on(phases []phase, at clock.Instant) *phase {
	for i := len(phases) - 1; i >= 0; i-- {
		if phases[i].from <= at {
			if at < phases[i].to {
				return &phases[i]
			}
			return nil
		}
	}
	return nil
}

// life is when the work on an item began and ended.
type life struct {
	created  clock.Instant
	begun    clock.Instant // first; 0 when never
	finished clock.Instant // last, and it is finished still; 0 otherwise
	returned []clock.Instant
	ends     []clock.Instant // every time it was finished
}

// lived follows an item through its phases. An item that comes back runs on
// from its first start to its last finish, and has been finished once: then.
func lived(phases []phase) life {
	l := life{created: phases[0].from}
	was := false
	for i := range phases {
		p := &phases[i]
		if p.started() && l.begun == 0 {
			l.begun = p.from
		}
		is := p.finished()
		switch {
		case is && !was:
			l.finished = p.from
			l.ends = append(l.ends, p.from)
		case was && !is:
			l.finished = 0
			l.returned = append(l.returned, p.from)
		}
		was = is
	}
	return l
}
