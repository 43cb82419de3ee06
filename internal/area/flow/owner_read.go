package flow

import (
	"cmp"
	"context"
	"slices"

	"throughline/internal/kit/clock"
)

// OwnerIn asks where the product owner's time goes.
type OwnerIn struct{ Scope }

// OwnerTime is the product owner as a station that work passes through.
type OwnerTime struct {
	Head
	Stations []Station `json:"stations" doc:"refine, verdict, answer."`
}

// Station is one thing that waits for the product owner.
type Station struct {
	Name    string   `json:"name" v:"enum=refine|verdict|answer" doc:"refine: from new to ready. verdict: from done to accepted or sent back. answer: from a question to its answer."`
	Hours   Spread   `json:"hours" doc:"How long what was settled in the period had waited."`
	Waiting int      `json:"waiting" doc:"What waits now."`
	Oldest  *float64 `json:"oldest" doc:"Hours that the oldest of it has waited."`
	Settled []Waited `json:"settled" doc:"What was settled in the period, the longest wait first; at most 200."`
	Open    []Waited `json:"open" doc:"What waits now, the longest first; at most 200."`
	Weeks   []Weekly `json:"weeks" doc:"The median of the weeks, from Monday, by when it was settled."`
}

// Waited is one wait.
type Waited struct {
	Named
	From  clock.Instant `json:"from"`
	To    clock.Instant `json:"to" doc:"Null while it waits."`
	Hours float64       `json:"hours"`
}

// Weekly is a week of a station.
type Weekly struct {
	On    clock.Day `json:"on"`
	Count int       `json:"count"`
	P50   *float64  `json:"p50" doc:"Hours; null for a week in which nothing was settled."`
}

// waitLimit bounds the lists of a station.
const waitLimit = 200

const ownerRule = "Refining runs from when an item is made to when it is first ready, or begun without; the verdict from when it is done to when it is accepted or sent back. " +
	"Answering runs from a comment that mentions a product owner to that owner's next comment on the same record. Waits count in the period in which they end, nights and weekends included."

func ownerTime(ctx context.Context, l *look, _ OwnerIn) (*OwnerTime, error) {
	refine, verdicts := &Station{Name: "refine"}, &Station{Name: "verdict"}
	window := span{l.cal.start(l.from), min(l.cal.end(l.to), l.now+1)}
	looked := 0
	l.each(func(it *item, phases []phase) {
		looked++
		l.refined(refine, it, phases, window)
		l.judged(verdicts, it, phases, window)
	})
	answers, err := l.answers(ctx, window)
	if err != nil {
		return nil, err
	}
	out := &OwnerTime{Head: l.head(ownerRule)}
	out.Looked = looked
	for _, s := range []*Station{refine, verdicts, answers} {
		if err := l.station(ctx, s); err != nil {
			return nil, err
		}
		out.Stations = append(out.Stations, *s)
	}
	return out, nil
}

// wait notes a wait that ended at to; 0 for one that lasts.
func (l *look) wait(s *Station, record string, from, to clock.Instant, window span) {
	w := Waited{Named: Named{ID: record}, From: from, To: to}
	switch {
	case to == 0:
		w.Hours = l.now.Sub(from).Hours()
		s.Open = append(s.Open, w)
	case window.holds(to):
		w.Hours = to.Sub(from).Hours()
		s.Settled = append(s.Settled, w)
	}
}

func (l *look) refined(s *Station, it *item, phases []phase, window span) {
	for i := range phases {
		p := &phases[i]
		if l.words[p.state].ready || p.started() {
			if p.in && i > 0 { // what is made ready was never refined here
				l.wait(s, it.id, phases[0].from, p.from, window)
			}
			return
		}
	}
	if phases[len(phases)-1].in {
		l.wait(s, it.id, phases[0].from, 0, window)
	}
}

func (l *look) judged(s *Station, it *item, phases []phase, window span) {
	var since clock.Instant
	for i := range phases {
		p := &phases[i]
		switch {
		case p.category == done && since == 0:
			since = p.from
		case p.category != done && since != 0:
			if p.in {
				l.wait(s, it.id, since, p.from, window)
			}
			since = 0
		}
	}
	if since != 0 && phases[len(phases)-1].in {
		l.wait(s, it.id, since, 0, window)
	}
}

// station sums a station up and names what stands behind it.
func (l *look) station(ctx context.Context, s *Station) error {
	hours := make([]float64, len(s.Settled))
	weeks := map[clock.Day][]float64{}
	for i, w := range s.Settled {
		hours[i] = w.Hours
		m := monday(l.cal.day(w.To))
		weeks[m] = append(weeks[m], w.Hours)
	}
	s.Hours, s.Weeks = spread(hours), []Weekly{}
	for m := monday(l.from); m <= min(l.to, l.cal.day(l.now)); m = m.Add(7) {
		s.Weeks = append(s.Weeks, Weekly{m, len(weeks[m]), spread(weeks[m]).P50})
	}
	longest := func(a, b Waited) int { return cmp.Or(cmp.Compare(b.Hours, a.Hours), cmp.Compare(a.ID, b.ID)) }
	slices.SortFunc(s.Settled, longest)
	slices.SortFunc(s.Open, longest)
	s.Waiting = len(s.Open)
	if s.Waiting > 0 {
		s.Oldest = &s.Open[0].Hours
	}
	for _, list := range []*[]Waited{&s.Settled, &s.Open} {
		*list = append([]Waited{}, (*list)[:min(len(*list), waitLimit)]...)
		ids := make([]string, len(*list))
		for i, w := range *list {
			ids[i] = w.ID
		}
		names, err := l.named(ctx, ids)
		if err != nil {
			return err
		}
		for i := range *list {
			(*list)[i].Named = names[(*list)[i].ID]
		}
	}
	return nil
}
