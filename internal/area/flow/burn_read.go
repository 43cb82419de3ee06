package flow

import (
	"cmp"
	"context"
	"slices"

	"throughline/internal/kit/clock"
)

// BurnIn asks for a burndown or burnup.
type BurnIn struct{ Scope }

// Burn is both charts in one: remaining is scope less done.
type Burn struct {
	Head
	Start   Point      `json:"start" doc:"How it stood when the period began: at the start of the sprint, where one was asked for."`
	Days    []BurnDay  `json:"days" doc:"How it stood at the end of each day; days to come have only the ideal."`
	Changes []Resized  `json:"changes" doc:"What changed the scope, oldest first; at most 500."`
	More    bool       `json:"more" doc:"There were further changes of the scope."`
	Unsized int        `json:"unsized" doc:"Items in the scope at the end that have no estimate, and count 0 points."`
	Ideal   float64    `json:"ideal" doc:"What would have to be finished each working day, from the start."`
	Sprint  *SprintRef `json:"sprint" doc:"The sprint that was asked about."`
}

// SprintRef names a sprint with its days.
type SprintRef struct {
	ID      string        `json:"id"`
	Key     string        `json:"key"`
	Title   string        `json:"title"`
	StartOn clock.Day     `json:"startOn"`
	EndOn   clock.Day     `json:"endOn"`
	Start   clock.Instant `json:"start" doc:"When it was started."`
	End     clock.Instant `json:"end" doc:"When it was closed, or will have ended."`
	Over    bool          `json:"over"`
}

func (s *sprint) ref() *SprintRef {
	if s == nil {
		return nil
	}
	return &SprintRef{s.id, s.key, s.title, s.firstOn, s.lastOn, s.start, s.end, s.over}
}

// Point is how the work stood at one moment.
type Point struct {
	Scope     float64 `json:"scope"`
	Done      float64 `json:"done"`
	Remaining float64 `json:"remaining"`
	Items     int     `json:"items" doc:"Items in the scope."`
	ItemsDone int     `json:"itemsDone"`
}

// BurnDay is a day of a burn chart.
type BurnDay struct {
	On      clock.Day `json:"on"`
	Working bool      `json:"working" doc:"A day on which the team works."`
	Ideal   float64   `json:"ideal" doc:"What should remain at its end, with the same done each working day."`
	Point   *Point    `json:"point" doc:"Null for days to come."`
}

// Resized is one change of the scope.
type Resized struct {
	At   clock.Instant `json:"at"`
	How  string        `json:"how" v:"enum=added|removed|resized"`
	By   float64       `json:"by" doc:"What the scope grew by; negative when it shrank."`
	Item Named         `json:"item"`
}

// resizedLimit bounds how many changes of the scope are told.
const resizedLimit = 500

func burn(ctx context.Context, l *look, _ BurnIn) (*Burn, error) {
	b := &Burn{Head: l.head("Remaining is scope less done. The scope is every item that belongs and was not dropped or archived unfinished; what is added or taken out is a step of the scope, never work. " +
		"Done is what is done, accepted or not, in full; partly done counts 0. The ideal line falls evenly over working days."), Sprint: l.sprint.ref()}
	all := days(l.from, l.to)
	begin := l.cal.start(l.from)
	if l.sprint != nil && l.sprint.start != 0 && l.cal.day(l.sprint.start) == l.from {
		begin = l.sprint.start
	}
	t := newTally(l, begin, l.cal.ends(all, l.now))
	looked := 0
	l.each(func(it *item, phases []phase) {
		looked++
		t.add(it, phases)
	})
	b.Looked = looked
	b.Start, b.Unsized = t.start.point(), t.unsized
	b.Days, b.Ideal = t.days(l, all, b.Start)
	slices.SortStableFunc(t.resized, func(a, b Resized) int { return cmp.Compare(a.At, b.At) })
	b.More = len(t.resized) > resizedLimit
	b.Changes = t.resized[:min(len(t.resized), resizedLimit)]
	return b, l.nameChanges(ctx, b.Changes)
}

func (l *look) nameChanges(ctx context.Context, all []Resized) error {
	ids := make([]string, len(all))
	for i := range all {
		ids[i] = all[i].Item.ID
	}
	names, err := l.named(ctx, ids)
	for i := range all {
		all[i].Item = names[all[i].Item.ID]
	}
	return err
}

// amount is how much there is, and how much of it is done.
type amount struct {
	scope, done  float64
	items, ready int
}

func (a amount) point() Point {
	return Point{Scope: a.scope, Done: a.done, Remaining: a.scope - a.done, Items: a.items, ItemsDone: a.ready}
}

// tally counts phases into days. It keeps what each day adds to the one
// before, so that a phase costs the same however long it lasts.
type tally struct {
	l       *look
	begin   clock.Instant
	until   clock.Instant
	ends    []clock.Instant
	steps   []amount // one more than days
	start   amount
	unsized int
	resized []Resized
}

func newTally(l *look, begin clock.Instant, ends []clock.Instant) *tally {
	t := &tally{l: l, begin: begin, ends: ends, steps: make([]amount, len(ends)+1), resized: []Resized{}}
	t.until = ends[len(ends)-1]
	return t
}

func (t *tally) add(it *item, phases []phase) {
	before := 0.0
	for i := range phases {
		p := &phases[i]
		size := 0.0
		if p.in {
			size = t.l.size(p)
			t.count(p, size)
		}
		t.noteScope(it, phases, i, size-before)
		before = size
	}
	if p := on(phases, t.until-1); p != nil && p.in && p.estimate < 0 {
		t.unsized++
	}
}

// count adds a phase to the days at whose end it lasts.
func (t *tally) count(p *phase, size float64) {
	if p.from <= t.begin && t.begin < p.to {
		t.start.add(p, size, 1)
	}
	from, to := first(t.ends, p.from), first(t.ends, p.to)
	if from == to {
		return
	}
	t.steps[from].add(p, size, 1)
	t.steps[to].add(p, size, -1)
}

func (a *amount) add(p *phase, size float64, sign int) {
	a.scope += float64(sign) * size
	a.items += sign
	if p.finished() {
		a.done += float64(sign) * size
		a.ready += sign
	}
}

// noteScope remembers a change of the scope after the beginning.
func (t *tally) noteScope(it *item, phases []phase, i int, by float64) {
	p := &phases[i]
	if p.from <= t.begin || p.from >= t.until {
		return
	}
	was := i > 0 && phases[i-1].in
	how := ""
	switch {
	case p.in && !was:
		how = "added"
	case !p.in && was:
		how = "removed"
	case p.in && by != 0:
		how = "resized"
	default:
		return
	}
	t.resized = append(t.resized, Resized{At: p.from, How: how, By: by, Item: Named{ID: it.id}})
}

func (t *tally) days(l *look, all []clock.Day, start Point) ([]BurnDay, float64) {
	working := l.cal.between(l.from, l.to)
	each := 0.0
	if working > 0 {
		each = start.Remaining / float64(working)
	}
	out := make([]BurnDay, len(all))
	var sum amount
	gone := 0
	for i, d := range all {
		out[i] = BurnDay{On: d, Working: l.cal.working(d)}
		if out[i].Working {
			gone++
		}
		out[i].Ideal = max(0, start.Remaining-each*float64(gone))
		s := t.steps[i]
		sum = amount{sum.scope + s.scope, sum.done + s.done, sum.items + s.items, sum.ready + s.ready}
		if l.cal.start(d) <= l.now {
			p := sum.point()
			out[i].Point = &p
		}
	}
	return out, each
}
