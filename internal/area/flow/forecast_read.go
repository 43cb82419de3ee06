package flow

import (
	"context"
	"fmt"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/stat"
)

// ForecastIn asks when something will be done, or how much by a day.
type ForecastIn struct {
	Scope
	By         clock.Day `json:"by" in:"query" v:"day" doc:"Also say how much will be done by the end of this day, and how likely it is that all is."`
	Count      *int64    `json:"count" in:"query" v:"min=1,max=100000" doc:"So many items, instead of those open in the scope."`
	Order      string    `json:"order" in:"query" v:"enum=alone|queue" doc:"alone: as if the team did nothing else (when left out). queue: after all that stands before it in the backlog."`
	History    int       `json:"history" in:"query" v:"min=0,max=500" doc:"Working days of the past to draw from; 60 when left out."`
	SplitLow   float64   `json:"splitLow" in:"query" v:"min=0,max=10" doc:"How many items one turns out to be, at least; 1 when left out."`
	SplitHigh  float64   `json:"splitHigh" in:"query" v:"min=0,max=10" doc:"And at most."`
	GrowthLow  float64   `json:"growthLow" in:"query" v:"min=0,max=10" doc:"What is added on top, at least, as a share: 0.1 for a tenth."`
	GrowthHigh float64   `json:"growthHigh" in:"query" v:"min=0,max=10" doc:"And at most."`
	Trials     int       `json:"trials" in:"query" v:"min=0,max=200000" doc:"How often the future is played through; 10,000 when left out, at least 1000."`
	Seed       *int64    `json:"seed" in:"query" v:"min=0,max=9007199254740991" doc:"What chance begins with: the same seed gives the same answer. One for the day when left out."`
}

func (in ForecastIn) whole() {}

// Forecast is what may be expected.
type Forecast struct {
	Head
	Remaining int        `json:"remaining" doc:"Items to be done."`
	Points    float64    `json:"points" doc:"Their estimates together."`
	Unsized   int        `json:"unsized" doc:"Those without an estimate."`
	Ahead     int        `json:"ahead" doc:"Items that stand before them in the backlog and are done first; 0 for alone."`
	Pace      *Pace      `json:"pace"`
	Split     [2]float64 `json:"split"`
	Growth    [2]float64 `json:"growth"`
	Trials    int        `json:"trials"`
	Seed      int64      `json:"seed"`
	When      []Odd      `json:"when" doc:"By which day all of it is done, at 50, 70, 85 and 95 %; empty when there is no forecast."`
	Curve     []DayOdds  `json:"curve" doc:"How likely it is that all is done, day by day."`
	By        *ByDay     `json:"by" doc:"What will be done by the day asked about; null when none was."`
	Why       string     `json:"why" doc:"Why there is no forecast; empty when there is one."`
}

// Odd is a day with its odds.
type Odd struct {
	Share float64   `json:"share" doc:"0.85 for 85 %."`
	On    clock.Day `json:"on" doc:"Done by the end of this day. Null when it takes longer than ten years."`
	Days  int       `json:"days" doc:"Working days from now."`
}

// DayOdds is how likely something is by a day.
type DayOdds struct {
	On   clock.Day `json:"on"`
	Odds float64   `json:"odds"`
}

// ByDay is what will be done by a day.
type ByDay struct {
	On      clock.Day `json:"on"`
	Days    int       `json:"days" doc:"Working days that are left."`
	Odds    float64   `json:"odds" doc:"How likely it is that all of it is done."`
	HowMany []Reached `json:"howMany" doc:"How many items are done, of whatever stands first, at 50, 70, 85 and 95 %."`
}

// Reached is a number of items with its odds.
type Reached struct {
	Share float64 `json:"share"`
	Items int     `json:"items" doc:"At least so many."`
}

const (
	idleWhy  = "No forecast: in the days looked back on, nothing was finished."
	emptyWhy = "Nothing is open in the scope: there is nothing left to be done."

	forecastRule = "Played through %s times: each time, working days are drawn at random from the %d before %s, days on which nothing was finished included, until %d items are done. " +
		"85%% means: in 85 of 100 of these futures it was done by that day. Days on which the team does not work are left out."
)

// tooLong is how many working days a forecast goes on.
const tooLong = 2600

func forecast(ctx context.Context, l *look, in ForecastIn) (*Forecast, error) {
	f := &Forecast{Head: l.head(""), Split: [2]float64{1, 1}, When: []Odd{}, Curve: []DayOdds{}, Trials: in.Trials, Seed: l.seed(in.Seed)}
	run, err := in.run(f)
	if err != nil {
		return nil, err
	}
	if err := f.load(ctx, l, &in); err != nil {
		return nil, err
	}
	back := in.History
	if back == 0 {
		back = usualHistory
	}
	f.Pace = l.paceOf(l.finishes(), l.now, back)
	f.Looked = f.Remaining
	f.Rule = fmt.Sprintf(forecastRule, thousands(f.Trials), f.Pace.Days, f.Pace.To.Add(1), f.Remaining+f.Ahead)
	switch {
	case f.Pace.idle():
		f.Why = idleWhy
		return f, nil
	case f.Remaining == 0:
		f.Why = emptyWhy
		return f, nil
	}
	run.History, run.Items = f.Pace.each, f.Remaining+f.Ahead
	when := run.When()
	f.When = l.odds(when)
	f.Curve = l.curve(when)
	if in.By != "" {
		f.By = l.byDay(run, when, in.By)
	}
	return f, nil
}

// run reads how the future is to be played through.
func (in *ForecastIn) run(f *Forecast) (stat.Forecast, error) {
	if f.Trials == 0 {
		f.Trials = usualTrials
	}
	if f.Trials < 1000 {
		return stat.Forecast{}, errs.Fieldf("trials", "must be at least 1000: fewer say little")
	}
	if in.SplitLow != 0 || in.SplitHigh != 0 {
		f.Split = [2]float64{in.SplitLow, in.SplitHigh}
		if in.SplitLow == 0 {
			f.Split[0] = min(1, in.SplitHigh)
		}
		if in.SplitHigh == 0 {
			f.Split[1] = in.SplitLow
		}
	}
	f.Growth = [2]float64{in.GrowthLow, max(in.GrowthHigh, in.GrowthLow)}
	if f.Split[1] < f.Split[0] {
		return stat.Forecast{}, errs.Fieldf("splitHigh", "must not lie below splitLow")
	}
	if in.GrowthHigh != 0 && in.GrowthHigh < in.GrowthLow {
		return stat.Forecast{}, errs.Fieldf("growthHigh", "must not lie below growthLow")
	}
	return stat.Forecast{
		Split: stat.Range{Low: f.Split[0], High: f.Split[1]}, Growth: stat.Range{Low: f.Growth[0], High: f.Growth[1]},
		Trials: f.Trials, Seed: uint64(f.Seed), Longest: tooLong,
	}, nil
}

// load counts what is to be done.
func (f *Forecast) load(ctx context.Context, l *look, in *ForecastIn) error {
	if in.Count != nil {
		f.Remaining = int(*in.Count)
		return nil
	}
	set := l.remaining()
	f.Remaining = len(set)
	for _, points := range set {
		if points < 0 {
			f.Unsized++
			continue
		}
		f.Points += points
	}
	if in.Order != "queue" {
		return nil
	}
	if in.AsOf != "" && l.now < l.Now {
		return errs.Fieldf("order", "queue needs the order of the backlog as it is now; leave asOf out")
	}
	queue, err := l.queue(ctx)
	f.Ahead = before(queue, set)
	return err
}

// odds gives the days by which the shares of trials are done.
func (l *look) odds(when stat.Days) []Odd {
	base := l.lastWhole(l.now)
	out := make([]Odd, len(shares))
	for i, s := range shares {
		n := when.Day(s)
		out[i] = Odd{Share: s, Days: n}
		if n <= tooLong {
			out[i].On = l.cal.next(base, n)
		}
	}
	return out
}

// curve gives the odds from the first day on which any trial is done to the one
// on which nearly all are.
func (l *look) curve(when stat.Days) []DayOdds {
	const most = 260
	from, to := when.Day(0), when.Day(0.99)
	step := max(1, (to-from+most)/most)
	d := l.cal.next(l.lastWhole(l.now), max(from, 0))
	out := []DayOdds{}
	for n := from; n <= min(to, tooLong) && len(out) <= most; n += step {
		out = append(out, DayOdds{d, when.Odds(n)})
		d = l.cal.next(d, step)
	}
	return out
}

func (l *look) byDay(run stat.Forecast, when stat.Days, by clock.Day) *ByDay {
	b := &ByDay{On: by, Days: l.cal.between(l.lastWhole(l.now).Add(1), by), HowMany: make([]Reached, len(shares))}
	b.Odds = when.Odds(b.Days)
	many := run.HowMany(min(b.Days, tooLong))
	for i, s := range shares {
		b.HowMany[i] = Reached{s, many.AtLeast(s)}
	}
	return b
}

// thousands writes a number as people read it.
func thousands(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return thousands(n/1000) + fmt.Sprintf(",%03d", n%1000)
}
