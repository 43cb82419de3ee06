package flow

import (
	"cmp"
	"context"
	"slices"

	"throughline/internal/kit/clock"
)

// AgeIn asks for the age of the work in progress.
type AgeIn struct{ Scope }

// Age is the work in progress by its age.
type Age struct {
	Head
	Cycle Spread   `json:"cycle" doc:"Cycle times of what was finished in the period, in days: what an age is held against."`
	Open  []Ageing `json:"open" doc:"Items that are begun and not finished, the oldest first; at most 2000."`
	More  bool     `json:"more"`
}

// Ageing is an item in progress.
type Ageing struct {
	Named
	Started clock.Instant `json:"started"`
	Since   clock.Instant `json:"since" doc:"In its present state since then."`
	Stood   string        `json:"stood" doc:"The state in which it stood as of the report's day."`
	Days    int           `json:"days" doc:"Age in calendar days, the first and the last included."`
	InState int           `json:"inState" doc:"Days in that state, likewise."`
	Waits   bool          `json:"waits" doc:"It is in a state in which work waits."`
	Older   *float64      `json:"older" doc:"The share of finished items that took no longer than this one has taken already; null when nothing was finished."`
}

func age(ctx context.Context, l *look, _ AgeIn) (*Age, error) {
	var times []float64
	for _, p := range l.finishedIn() {
		times = append(times, float64(p.Days))
	}
	slices.Sort(times)
	a := &Age{Head: l.head("Age runs from when an item was first worked on to the day asked about, both days included. It is held against the cycle times of the items that were finished in the period."), Cycle: spread(times), Open: []Ageing{}}
	l.each(func(it *item, phases []phase) {
		p := &phases[len(phases)-1]
		life := lived(phases)
		if !p.in || p.category != doing || life.begun == 0 {
			return
		}
		since := p.from
		for i := len(phases) - 2; i >= 0 && phases[i].state == p.state; i-- {
			since = phases[i].from
		}
		one := Ageing{
			Named: Named{ID: it.id}, Started: life.begun, Since: since, Stood: l.words[p.state].name, Waits: l.waits(p),
			Days: l.cal.span(life.begun, l.now), InState: l.cal.span(since, l.now),
		}
		if len(times) > 0 {
			n, _ := slices.BinarySearch(times, float64(one.Days)+0.5)
			share := float64(n) / float64(len(times))
			one.Older = &share
		}
		a.Open = append(a.Open, one)
	})
	a.Looked = len(a.Open)
	slices.SortFunc(a.Open, func(x, y Ageing) int { return cmp.Or(cmp.Compare(x.Started, y.Started), cmp.Compare(x.ID, y.ID)) })
	a.More = len(a.Open) > partLimit
	a.Open = a.Open[:min(len(a.Open), partLimit)]
	ids := make([]string, len(a.Open))
	for i := range a.Open {
		ids[i] = a.Open[i].ID
	}
	names, err := l.named(ctx, ids)
	for i := range a.Open {
		a.Open[i].Named = names[a.Open[i].ID]
	}
	return a, err
}
