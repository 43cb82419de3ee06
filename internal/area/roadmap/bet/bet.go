// Package bet settles what features were predicted to change: it holds the
// metric before and after against the prediction, says hit, missed or too early,
// and keeps count of how well each person and each product's team predicted.
//
// Words it owns: bet (a feature's prediction), settle, hit, missed, too early,
// track record (how somebody's settled bets came out), coverage (the share of
// them in which the change lay within the predicted range).
package bet

import (
	"math"

	"throughline/internal/area/roadmap"
	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
	"throughline/internal/kit/stat"
)

// Register adds what is asked of bets, and settling them.
func Register(r *op.Registry) {
	op.Ask(r, "feature.bet", show, op.Says("Show a feature's bet: what was predicted, what the metric did, what that says, and what the bet rests on."))
	op.Do(r, "feature.settle", settle, op.Says("Settle a feature's bet as a hit, missed or too early; another outcome than the number says needs a reason."), op.Takes("feature.define"))
	op.Ask(r, "bet.list", list, op.Says("List the bets of a product, or of all, with where each stands."))
	op.Ask(r, "bet.record", trackRecord, op.Says("Show the track record of each person and each product's team: hits, coverage of their ranges, Brier score, and what that makes of their confidence."))
}

// Observed is what a metric did around a release.
type Observed struct {
	BeforeFrom clock.Day `json:"beforeFrom" doc:"First day of those before the release that are looked at."`
	AfterFrom  clock.Day `json:"afterFrom" doc:"First day of those after it that are looked at."`
	Until      clock.Day `json:"until" doc:"Last of them: the day on which the bet is judged, or today where that lies ahead."`
	BeforeN    int       `json:"beforePoints" doc:"Points before."`
	AfterN     int       `json:"afterPoints" doc:"Points after."`
	Before     *float64  `json:"before" doc:"Mean of the points before."`
	After      *float64  `json:"after" doc:"Mean of the points after."`
	Change     *float64  `json:"change" doc:"Told as the bet is: in the metric's unit or in percent."`
	Low        *float64  `json:"low" doc:"Lower end of the 95 % interval of the change (Welch); null where there are too few points."`
	High       *float64  `json:"high" doc:"Upper end of it."`
}

// Says is what the number says of a bet.
type Says struct {
	Outcome string `json:"outcome" doc:"hit, missed or too early; empty where nothing can be said."`
	Why     string `json:"why" doc:"Why, in a sentence."`
}

// point is one value of a metric, on its day.
type point struct {
	On    clock.Day
	Value float64
}

// stretch is which days are held against which.
type stretch struct{ before, after, release, until clock.Day }

// stretches gives the days to compare, the more telling first: what comes
// soon after a release is still settling in, so the second half of the time
// until the bet is judged is held against as many days before the release; and
// where these hold too few points, the whole time.
func stretches(released, until clock.Day) []stretch {
	days := until.Since(released) + 1
	half := days / 2
	return []stretch{
		{released.Add(half - days), released.Add(half), released, until},
		{released.Add(-days), released, released, until},
	}
}

// fewest is how many points each side must have for the shorter stretch.
const fewest = 3

// observe compares a metric before and after a release.
func observe(f *roadmap.Feature, points []point, today clock.Day) *Observed {
	if f.ReleasedOn == "" || !f.Predicts() {
		return nil
	}
	until := min(f.BetOn, today)
	if until < f.ReleasedOn {
		return nil
	}
	var o *Observed
	for _, s := range stretches(f.ReleasedOn, until) {
		o = s.look(points, f.BetIn == "percent")
		if o.BeforeN >= fewest && o.AfterN >= fewest {
			break
		}
	}
	return o
}

func (s stretch) look(points []point, percent bool) *Observed {
	o := &Observed{BeforeFrom: s.before, AfterFrom: s.after, Until: s.until}
	var before, after []float64
	for _, p := range points {
		switch d := p.On; {
		case d >= s.before && d < s.release:
			before = append(before, p.Value)
		case d >= s.after && d <= s.until:
			after = append(after, p.Value)
		}
	}
	o.BeforeN, o.AfterN = len(before), len(after)
	o.Before, o.After = known(stat.Mean(before)), known(stat.Mean(after))
	shift := stat.Shift
	if percent {
		shift = stat.Ratio
	}
	if e, ok := shift(before, after); ok {
		o.Change = &e.Value
		if e.Known() {
			o.Low, o.High = &e.Low, &e.High
		}
	}
	return o
}

func known(v float64, ok bool) *float64 {
	if !ok || math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}

// Bet is a feature's bet with all that belongs to it.
type Bet struct {
	Feature   id.Ref    `json:"feature" ref:"feature"`
	Key       string    `json:"key"`
	Title     string    `json:"title"`
	Product   id.Ref    `json:"product" ref:"product"`
	State     string    `json:"state"`
	Owner     id.Ref    `json:"owner" ref:"member"`
	By        id.Ref    `json:"by" ref:"member" doc:"Who made the bet as it stands."`
	MadeOn    clock.Day `json:"madeOn"`
	Stands    string    `json:"stands" doc:"incomplete, open, running, due, hit, missed."`
	Hidden    bool      `json:"hidden" doc:"The metric belongs to a product that you may not see."`
	Metric    id.Ref    `json:"metric" ref:"metric"`
	Name      string    `json:"name" doc:"Of the metric."`
	Unit      string    `json:"unit"`
	Direction string    `json:"direction"`
	Low       *float64  `json:"low" doc:"Lower end of the predicted change."`
	High      *float64  `json:"high" doc:"Upper end of it."`
	In        string    `json:"in" doc:"unit or percent."`
	On        clock.Day `json:"on" doc:"The day on which it is judged."`
	Odds      *float64  `json:"odds"`
	Released  clock.Day `json:"released"`
	Outcome   string    `json:"outcome" doc:"As it was settled; too early while it was put off."`
	Change    *float64  `json:"change" doc:"The change when it was settled; before that, as it is now."`
	ChangeLow *float64  `json:"changeLow"`
	ChangeTop *float64  `json:"changeHigh"`
	Reason    string    `json:"reason" doc:"Why it was settled so."`
	Says      Says      `json:"says" doc:"What the number says today."`
	CostLimit *int64    `json:"costLimit"`
	CostIn    string    `json:"costIn"`
}

// stands says where a bet is on its way.
func stands(f *roadmap.Feature, today clock.Day) string {
	switch {
	case f.BetOutcome == roadmap.Hit || f.BetOutcome == roadmap.Missed:
		return f.BetOutcome
	case !f.Predicts():
		return "incomplete"
	case f.ReleasedOn == "":
		return "open"
	case f.BetOn > today:
		return "running"
	}
	return "due"
}
