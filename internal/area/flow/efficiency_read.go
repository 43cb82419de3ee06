package flow

import (
	"cmp"
	"context"
	"slices"
	"time"

	"throughline/internal/kit/clock"
)

// EfficiencyIn asks how much of the time was work.
type EfficiencyIn struct{ Scope }

// Efficiency is how much of the time between start and finish was work.
type Efficiency struct {
	Head
	Share   *float64    `json:"share" doc:"Active time of all time between start and finish; null when nothing was finished."`
	Active  float64     `json:"active" doc:"Hours in which somebody worked on the items."`
	Waiting float64     `json:"waiting" doc:"Hours in which they waited."`
	States  []StateTime `json:"states" doc:"The hours by state, in the order of the flow."`
	Points  []Efficient `json:"points" doc:"The items, by when they were finished; the last 2000."`
	More    bool        `json:"more"`
}

// StateTime is how long items stood in a state.
type StateTime struct {
	State string  `json:"state"`
	Hours float64 `json:"hours"`
	Waits bool    `json:"waits" doc:"Work waits in it."`
	Items int     `json:"items" doc:"Items that stood in it."`
}

// Efficient is one item.
type Efficient struct {
	Named
	Finished clock.Instant `json:"finished"`
	Active   float64       `json:"active" doc:"Hours."`
	Waiting  float64       `json:"waiting" doc:"Hours."`
}

const efficiencyRule = "Of the items that were finished in the period, the time from the first start to the last finish, nights and weekends included. It is active in states of the category doing, " +
	"but for those in which work waits: the product's own choice, in review where it made none. All else in between is waiting, the time before a return too."

func efficiency(ctx context.Context, l *look, _ EfficiencyIn) (*Efficiency, error) {
	e := &Efficiency{Head: l.head(efficiencyRule), States: []StateTime{}, Points: []Efficient{}}
	from, to := l.cal.start(l.from), min(l.cal.end(l.to), l.now+1)
	states := map[int32]*StateTime{}
	l.each(func(it *item, phases []phase) {
		life := lived(phases)
		if life.finished < from || life.finished >= to || life.finished == 0 || !phases[len(phases)-1].in {
			return
		}
		one := Efficient{Named: Named{ID: it.id}, Finished: life.finished}
		l.stood(life, phases, &one, states)
		e.Active, e.Waiting = e.Active+one.Active, e.Waiting+one.Waiting
		e.Points = append(e.Points, one)
	})
	if sum := e.Active + e.Waiting; sum > 0 {
		share := e.Active / sum
		e.Share = &share
	}
	e.Looked = len(e.Points)
	order := make([]int32, 0, len(states))
	for s := range states {
		order = append(order, s)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Compare(l.words[a].order, l.words[b].order) })
	for _, s := range order {
		e.States = append(e.States, *states[s])
	}
	slices.SortFunc(e.Points, func(a, b Efficient) int { return cmp.Or(cmp.Compare(a.Finished, b.Finished), cmp.Compare(a.ID, b.ID)) })
	e.More = len(e.Points) > partLimit
	e.Points = e.Points[max(0, len(e.Points)-partLimit):]
	ids := make([]string, len(e.Points))
	for i := range e.Points {
		ids[i] = e.Points[i].ID
	}
	names, err := l.named(ctx, ids)
	for i := range e.Points {
		e.Points[i].Named = names[e.Points[i].ID]
	}
	return e, err
}

// stood adds up how long an item stood where, between its start and its finish.
func (l *look) stood(life life, phases []phase, one *Efficient, states map[int32]*StateTime) {
	seen := map[int32]bool{}
	for i := range phases {
		p := &phases[i]
		from, to := max(p.from, life.begun), min(p.to, life.finished)
		if from >= to {
			continue
		}
		hours := to.Sub(from).Hours()
		s := states[p.state]
		if s == nil {
			s = &StateTime{State: l.words[p.state].name, Waits: l.waits(p)}
			states[p.state] = s
		}
		s.Hours += hours
		if !seen[p.state] {
			seen[p.state] = true
			s.Items++
		}
		if l.waits(p) {
			one.Waiting += hours
		} else {
			one.Active += hours
		}
	}
}

// WipIn asks for the work in progress over time.
type WipIn struct{ Scope }

// Wip is the work in progress over time, and Little's law.
type Wip struct {
	Head
	Days   []WipDay `json:"days"`
	Little Little   `json:"little"`
}

// WipDay is how much was in progress at the end of a day.
type WipDay struct {
	On    clock.Day `json:"on"`
	Items int       `json:"items"`
}

// Little is average WIP = average throughput × average cycle time, over the
// period.
type Little struct {
	WIP        float64  `json:"wip" doc:"Average items in progress: their time in the period over its length."`
	Arrived    int      `json:"arrived" doc:"Items that were begun in the period."`
	Departed   int      `json:"departed" doc:"Items that were finished in it."`
	Rate       float64  `json:"rate" doc:"Items finished per day."`
	Cycle      *float64 `json:"cycle" doc:"Average cycle time, in days from start to finish; null when nothing was finished."`
	Expected   *float64 `json:"expected" doc:"The cycle time that WIP and rate would give."`
	Days       float64  `json:"days" doc:"Length of the period."`
	Holds      bool     `json:"holds" doc:"Arrivals and departures differ by at most 10 %, which the law needs."`
	Off        *float64 `json:"off" doc:"By which share arrivals and departures differ; null when there were none."`
	AgeAtStart float64  `json:"ageAtStart" doc:"Average age, in days, of what was in progress when the period began."`
	AgeAtEnd   float64  `json:"ageAtEnd" doc:"And when it ended. It must not grow."`
	Warnings   []string `json:"warnings" doc:"Which of the law's conditions do not hold, in words."`
}

const wipRule = "In progress is what stands in a state of the category doing at the end of the day. Little's law (average WIP = throughput × average cycle time) describes a period in which as much is finished as is begun; it does not predict."

func wip(_ context.Context, l *look, _ WipIn) (*Wip, error) {
	w := &Wip{Head: l.head(wipRule)}
	all := days(l.from, min(l.to, l.cal.day(l.now)))
	ends := l.cal.ends(all, l.now)
	steps := make([]int, len(all)+1)
	window := span{l.cal.start(l.from), min(l.cal.end(l.to), l.now)}
	var stays []stay
	l.each(func(_ *item, phases []phase) {
		for i := range phases {
			p := &phases[i]
			if p.in && p.category == doing {
				steps[first(ends, p.from)]++
				steps[first(ends, p.to)]--
			}
		}
		if s, ok := stayed(phases); ok {
			stays = append(stays, s)
		}
	})
	sum := 0
	w.Days = make([]WipDay, len(all))
	for i, d := range all {
		sum += steps[i]
		w.Days[i] = WipDay{d, sum}
	}
	w.Looked = len(stays)
	w.Little = little(stays, window)
	return w, nil
}

// stay is the time an item is in progress: from its first start to its last
// finish; until is forever when it is not finished.
type stay struct{ from, until clock.Instant }

func stayed(phases []phase) (stay, bool) {
	life := lived(phases)
	if life.begun == 0 || !phases[len(phases)-1].in {
		return stay{}, false
	}
	s := stay{life.begun, forever}
	if life.finished != 0 {
		s.until = life.finished
	}
	return s, true
}

const day = 24 * time.Hour

// little holds a period against Little's law.
func little(stays []stay, window span) Little {
	l := Little{Days: window.to.Sub(window.from).Hours() / 24, Warnings: []string{}}
	residence, cycles := 0.0, 0.0
	var ages [2][]float64
	for _, s := range stays {
		from, to := max(s.from, window.from), min(s.until, window.to)
		if from < to {
			residence += to.Sub(from).Hours() / 24
		}
		if s.from >= window.from && s.from < window.to {
			l.Arrived++
		}
		if s.until > window.from && s.until <= window.to {
			l.Departed++
			cycles += s.until.Sub(s.from).Hours() / 24
		}
		for i, at := range []clock.Instant{window.from, window.to} {
			if s.from < at && s.until > at {
				ages[i] = append(ages[i], float64(at.Sub(s.from))/float64(day))
			}
		}
	}
	if l.Days > 0 {
		l.WIP, l.Rate = residence/l.Days, float64(l.Departed)/l.Days
	}
	if l.Departed > 0 {
		c, x := cycles/float64(l.Departed), l.WIP/l.Rate
		l.Cycle, l.Expected = &c, &x
	}
	l.AgeAtStart, l.AgeAtEnd = mean(ages[0]), mean(ages[1])
	l.judge()
	return l
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(max(1, len(values)))
}

// judge names the conditions that do not hold.
func (l *Little) judge() {
	const tolerance = 0.1
	most := max(l.Arrived, l.Departed)
	l.Holds = most > 0
	if most > 0 {
		off := float64(most-min(l.Arrived, l.Departed)) / float64(most)
		l.Off, l.Holds = &off, off <= tolerance
	}
	switch {
	case most == 0:
		l.Warnings = append(l.Warnings, "Nothing was begun or finished in the period.")
	case !l.Holds && l.Arrived > l.Departed:
		l.Warnings = append(l.Warnings, "More was begun than finished (they differ by more than 10 %): work piles up, and the law does not hold for this period.")
	case !l.Holds:
		l.Warnings = append(l.Warnings, "More was finished than begun (they differ by more than 10 %): the law does not hold for this period.")
	}
	if l.AgeAtEnd > l.AgeAtStart*(1+tolerance) && l.AgeAtEnd-l.AgeAtStart > 1 {
		l.Warnings = append(l.Warnings, "What is in progress has grown older over the period: some of it may never be finished.")
	}
}
