package flow

import (
	"cmp"
	"context"
	"math"
	"slices"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/stat"
)

// CycleIn asks how long items took.
type CycleIn struct{ Scope }

// CycleTime is how long the items took that were finished in a period.
type CycleTime struct {
	Head
	Cycle   Spread      `json:"cycle" doc:"Of the cycle times, in calendar days with the first and the last."`
	Lead    Spread      `json:"lead" doc:"Of the lead times, likewise."`
	Elapsed Spread      `json:"elapsed" doc:"Of the cycle times, in hours from start to finish."`
	Window  int         `json:"window" doc:"How many items the rolling average looks at."`
	Points  []CyclePart `json:"points" doc:"The items, by when they were finished; the last 2000."`
	More    bool        `json:"more" doc:"Older items of the period are left out of the list, but not of the figures."`
	Bars    []CycleBar  `json:"bars" doc:"How many items took how many days."`
}

// Spread is a distribution in a few numbers; null when nothing was finished.
type Spread struct {
	N    int      `json:"n"`
	Mean *float64 `json:"mean"`
	SD   *float64 `json:"sd" doc:"Standard deviation of the sample; null for fewer than two."`
	Min  *float64 `json:"min"`
	P50  *float64 `json:"p50"`
	P70  *float64 `json:"p70"`
	P85  *float64 `json:"p85"`
	P95  *float64 `json:"p95"`
	Max  *float64 `json:"max"`
}

// spread sums values up; percentiles are nearest ranks.
func spread(values []float64) Spread {
	sorted := stat.Sorted(values)
	p := func(share float64) *float64 {
		v, ok := stat.Percentile(sorted, share)
		return known(v, ok)
	}
	return Spread{
		N: len(values), Mean: known(stat.Mean(values)), SD: known(stat.Deviation(values)),
		Min: p(0), P50: p(0.5), P70: p(0.7), P85: p(0.85), P95: p(0.95), Max: p(1),
	}
}

func known(v float64, ok bool) *float64 {
	if !ok {
		return nil
	}
	return &v
}

// CyclePart is one finished item: a dot of the control chart.
type CyclePart struct {
	Named
	Created  clock.Instant `json:"created"`
	Started  clock.Instant `json:"started"`
	Finished clock.Instant `json:"finished"`
	Days     int           `json:"days" doc:"Cycle time in calendar days, the first and the last included."`
	Hours    float64       `json:"hours" doc:"Cycle time from start to finish."`
	LeadDays int           `json:"leadDays"`
	Rolling  float64       `json:"rolling" doc:"The average of it and its neighbours, in days."`
	Estimate *float64      `json:"estimate" doc:"As it was when the item was finished."`
	Returned int           `json:"returned" doc:"How often it came back."`
}

// CycleBar is a bar of the histogram.
type CycleBar struct {
	Days  int `json:"days"`
	Count int `json:"count"`
}

// partLimit bounds how many items a report lists.
const partLimit = 2000

const cycleRule = "Cycle time runs from when an item was first worked on (a state of the category doing, or beyond) to when it was last done; lead time from when it was made. " +
	"In days both the first and the last count, so what begins and ends on one day took 1 day. Percentiles are nearest ranks. An item that came back counts once, when it was last done."

func cycleTime(ctx context.Context, l *look, _ CycleIn) (*CycleTime, error) {
	parts := l.finishedIn()
	c := &CycleTime{Head: l.head(cycleRule), Points: []CyclePart{}, Bars: []CycleBar{}}
	c.Looked = len(parts)
	times, leads, hours := make([]float64, len(parts)), make([]float64, len(parts)), make([]float64, len(parts))
	bars := map[int]int{}
	for i, p := range parts {
		times[i], leads[i], hours[i] = float64(p.Days), float64(p.LeadDays), p.Hours
		bars[p.Days]++
	}
	c.Cycle, c.Lead, c.Elapsed, c.Window = spread(times), spread(leads), spread(hours), stat.Window(len(parts))
	for i, r := range stat.Rolling(times, c.Window) {
		parts[i].Rolling = r
	}
	for d, n := range bars {
		c.Bars = append(c.Bars, CycleBar{d, n})
	}
	slices.SortFunc(c.Bars, func(a, b CycleBar) int { return cmp.Compare(a.Days, b.Days) })
	c.More = len(parts) > partLimit
	c.Points = append(c.Points, parts[max(0, len(parts)-partLimit):]...)
	return c, l.nameParts(ctx, c.Points)
}

// finishedIn gives the items that were finished in the period and are still, by
// when they were.
func (l *look) finishedIn() []CyclePart {
	from, to := l.cal.start(l.from), min(l.cal.end(l.to), l.now+1)
	var out []CyclePart
	l.each(func(it *item, phases []phase) {
		life := lived(phases)
		if life.finished < from || life.finished >= to || life.finished == 0 {
			return
		}
		p := on(phases, life.finished)
		if p == nil || !p.in || !phases[len(phases)-1].in {
			return
		}
		out = append(out, l.part(it, life, p))
	})
	slices.SortStableFunc(out, func(a, b CyclePart) int { return cmp.Or(cmp.Compare(a.Finished, b.Finished), cmp.Compare(a.ID, b.ID)) })
	return out
}

func (l *look) part(it *item, life life, p *phase) CyclePart {
	out := CyclePart{
		Named: Named{ID: it.id}, Created: life.created, Started: life.begun, Finished: life.finished, Returned: len(life.returned),
		Days: l.cal.span(life.begun, life.finished), LeadDays: l.cal.span(life.created, life.finished),
		Hours: life.finished.Sub(life.begun).Hours(),
	}
	if p.estimate >= 0 {
		e := p.estimate
		out.Estimate = &e
	}
	return out
}

func (l *look) nameParts(ctx context.Context, parts []CyclePart) error {
	ids := make([]string, len(parts))
	for i := range parts {
		ids[i] = parts[i].ID
	}
	names, err := l.named(ctx, ids)
	for i := range parts {
		parts[i].Named = names[parts[i].ID]
	}
	return err
}

// SizesIn asks how long items of each estimate took.
type SizesIn struct{ Scope }

// Sizes is how long items of each estimate took.
type Sizes struct {
	Head
	Sizes []Size `json:"sizes" doc:"By estimate, the smallest first; items without one last, with null."`
}

// Size is the spread of cycle times of one estimate.
type Size struct {
	Estimate *float64 `json:"estimate"`
	N        int      `json:"n" doc:"Items of this estimate that were finished in the period."`
	Min      float64  `json:"min" doc:"Days."`
	P50      float64  `json:"p50"`
	P85      float64  `json:"p85"`
	Max      float64  `json:"max"`
	Last     []Named  `json:"last" doc:"The items finished last, at most 5."`
}

func sizes(ctx context.Context, l *look, _ SizesIn) (*Sizes, error) {
	by := map[float64][]CyclePart{}
	parts := l.finishedIn()
	for _, p := range parts {
		size := -1.0
		if p.Estimate != nil {
			size = *p.Estimate
		}
		by[size] = append(by[size], p)
	}
	out := &Sizes{Head: l.head("Cycle times of items finished in the period, by the estimate they had then. " + cycleRule), Sizes: []Size{}}
	out.Looked = len(parts)
	for size, parts := range by {
		s, err := l.sizeOf(ctx, size, parts)
		if err != nil {
			return nil, err
		}
		out.Sizes = append(out.Sizes, s)
	}
	slices.SortFunc(out.Sizes, func(a, b Size) int { return cmp.Compare(a.order(), b.order()) })
	return out, nil
}

// order is the estimate; what has none comes last.
func (s Size) order() float64 {
	if s.Estimate == nil {
		return math.Inf(1)
	}
	return *s.Estimate
}

func (l *look) sizeOf(ctx context.Context, size float64, parts []CyclePart) (Size, error) {
	values := make([]float64, len(parts))
	for i, p := range parts {
		values[i] = float64(p.Days)
	}
	sp := spread(values)
	s := Size{N: sp.N, Min: *sp.Min, P50: *sp.P50, P85: *sp.P85, Max: *sp.Max, Last: []Named{}}
	if size >= 0 {
		s.Estimate = &size
	}
	last := slices.Clone(parts[max(0, len(parts)-5):])
	slices.Reverse(last)
	err := l.nameParts(ctx, last)
	for _, p := range last {
		s.Last = append(s.Last, p.Named)
	}
	return s, err
}
