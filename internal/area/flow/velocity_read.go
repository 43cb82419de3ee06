package flow

import (
	"context"
	"math"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/stat"
)

// VelocityIn asks for the sprints of a product.
type VelocityIn struct {
	Scope
	Last int `json:"last" in:"query" v:"min=0,max=60" doc:"How many of the newest sprints; 12 when left out."`
}

// Velocity is what sprints promised and what they brought.
type Velocity struct {
	Head
	Sprints   []SprintDone `json:"sprints" doc:"The oldest first; the last may be active still."`
	Mean      *float64     `json:"mean" doc:"Of what was accepted in the sprints that are over."`
	Median    *float64     `json:"median"`
	SD        *float64     `json:"sd" doc:"Standard deviation of the sample."`
	Best      *float64     `json:"best" doc:"The best mean of three sprints in a row."`
	Worst     *float64     `json:"worst" doc:"The worst mean of three sprints in a row."`
	Remaining float64      `json:"remaining" doc:"What is open in the scope now."`
	Unsized   int          `json:"unsized" doc:"Open items without an estimate, which count 0 points."`
	Sooner    *int         `json:"sooner" doc:"Sprints that the rest takes at the best mean of three."`
	Expected  *int         `json:"expected" doc:"Sprints that it takes at the mean."`
	Later     *int         `json:"later" doc:"Sprints that it takes at the worst mean of three."`
	Kept      *float64     `json:"kept" doc:"Predictability: of all that the sprints that are over promised at their start, the share that was done in them."`
}

// SprintDone is one sprint.
type SprintDone struct {
	SprintRef
	Promised float64 `json:"promised" doc:"In the sprint when it started; what was added later does not raise it."`
	Accepted float64 `json:"accepted" doc:"Finished in the sprint and accepted since: the velocity. Partly done counts 0."`
	Awaiting float64 `json:"awaiting" doc:"Finished in the sprint, and still without a verdict."`
	Kept     float64 `json:"kept" doc:"Of what was promised, what was finished in the sprint."`
	Added    float64 `json:"added" doc:"In the sprint at its end, and not at its start."`
	Removed  float64 `json:"removed" doc:"Promised, and not in the sprint at its end. What is carried over at the close is no removal."`
	Items    int     `json:"items" doc:"Items promised."`
	Unsized  int     `json:"unsized" doc:"Items promised without an estimate."`
}

const velocityRule = "Velocity is the size of the items that were finished when the sprint closed and were accepted; partly done counts 0, and what was sent back does not count until it is finished again. " +
	"Promised is what stood in the sprint when it was started. Velocities of different teams cannot be compared, so a report is about one product."

func velocity(ctx context.Context, l *look, in VelocityIn) (*Velocity, error) {
	all, err := l.sprints(ctx)
	if err != nil {
		return nil, err
	}
	last := in.Last
	if last == 0 {
		last = 12
	}
	all = all[max(0, len(all)-last):]
	v := &Velocity{Head: l.head(velocityRule), Sprints: make([]SprintDone, len(all))}
	for i := range all {
		v.Sprints[i].SprintRef = *all[i].ref()
	}
	l.each(func(_ *item, phases []phase) {
		for i := range all {
			l.inSprint(&all[i], phases, &v.Sprints[i])
		}
		if p := &phases[len(phases)-1]; p.in && !p.finished() {
			v.Remaining += l.size(p)
			if p.estimate < 0 {
				v.Unsized++
			}
		}
	})
	v.sum()
	return v, nil
}

// inSprint counts one item for one sprint.
func (l *look) inSprint(s *sprint, phases []phase, to *SprintDone) {
	number, met := l.past.sprintAt[s.id]
	if !met {
		return
	}
	start := on(phases, s.start)
	end := on(phases, min(s.end, l.now+1)-1)
	promised := start != nil && start.in && start.sprint == number && !start.finished()
	inAtEnd := end != nil && end.in && end.sprint == number
	if promised {
		to.Promised += l.size(start)
		to.Items++
		if start.estimate < 0 {
			to.Unsized++
		}
		if !inAtEnd && s.end-1 <= l.now {
			to.Removed += l.size(start)
		}
	}
	if !inAtEnd {
		return
	}
	if !promised && !(start != nil && start.sprint == number && start.finished()) {
		to.Added += l.size(end)
	}
	if !end.finished() || start != nil && start.finished() && start.in {
		return
	}
	if promised {
		to.Kept += l.size(start)
	}
	switch verdict(phases, end) {
	case closed:
		to.Accepted += l.size(end)
	case done:
		to.Awaiting += l.size(end)
	}
}

// verdict says how the word on finished work came out: closed when it was
// accepted, done when it is awaited, doing when it was sent back first.
func verdict(phases []phase, from *phase) int8 {
	for i := range phases {
		p := &phases[i]
		if p.from < from.from {
			continue
		}
		if p.category == closed && p.in {
			return closed
		}
		if !p.finished() || !p.in {
			return doing
		}
	}
	return done
}

// sum works out the averages.
func (v *Velocity) sum() {
	var accepted []float64
	promised, kept := 0.0, 0.0
	for _, s := range v.Sprints {
		if s.Over {
			accepted = append(accepted, s.Accepted)
			promised, kept = promised+s.Promised, kept+s.Kept
		}
	}
	v.Mean, v.SD = known(stat.Mean(accepted)), known(stat.Deviation(accepted))
	v.Median = known(stat.Percentile(stat.Sorted(accepted), 0.5))
	best, worst, ok := stat.Best(accepted, 3)
	v.Best, v.Worst = known(best, ok), known(worst, ok)
	v.Sooner, v.Expected, v.Later = takes(v.Remaining, v.Best), takes(v.Remaining, v.Mean), takes(v.Remaining, v.Worst)
	if promised > 0 {
		share := kept / promised
		v.Kept = &share
	}
}

// takes gives how many sprints an amount takes at a pace; nil at none.
func takes(amount float64, pace *float64) *int {
	if pace == nil || *pace <= 0 {
		return nil
	}
	n := int(math.Ceil(amount / *pace - 1e-9))
	return &n
}

// workingLeft counts the working days of a sprint that are left, today
// included.
func (l *look) workingLeft(last clock.Day) int { return l.cal.between(l.cal.day(l.now), last) }
