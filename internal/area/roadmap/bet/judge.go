package bet

import (
	"fmt"
	"math"
	"strconv"

	"throughline/internal/area/roadmap"
	"throughline/internal/kit/clock"
)

// judge says how a bet comes out by the number alone. It is a hit when the
// whole interval of the change lies at or beyond the end of the prediction that
// is nearer to nothing, missed when the whole interval lies short of that, and
// too early as long as both are possible.
func judge(f *roadmap.Feature, o *Observed, today clock.Day) Says {
	switch {
	case !f.Predicts():
		return Says{"", "The bet is not complete: it takes a metric, a range and a day."}
	case f.ReleasedOn == "":
		return Says{"", "It is not out yet."}
	case f.BetOn > today:
		return Says{roadmap.TooEarly, fmt.Sprintf("It is judged on %s.", told(f.BetOn))}
	case f.BetOn < f.ReleasedOn:
		return Says{roadmap.TooEarly, fmt.Sprintf("It was to be judged on %s, before it went out on %s. Name a later day.", told(f.BetOn), told(f.ReleasedOn))}
	case o == nil || o.BeforeN == 0 || o.AfterN == 0:
		return Says{roadmap.TooEarly, "The metric has no points " + lacking(o) + ", so nothing can be compared."}
	case o.Change == nil:
		return Says{roadmap.TooEarly, "The metric stood at 0 before, of which no percentage can be taken."}
	case o.Low == nil:
		return Says{roadmap.TooEarly, fmt.Sprintf("%d points before and %d after are too few to tell a change from chance: two on each side are needed.", o.BeforeN, o.AfterN)}
	}
	return weigh(f, o)
}

// told is a day as one writes it in a sentence.
func told(d clock.Day) string { return d.Time().Format("2 Jan 2006") }

func lacking(o *Observed) string {
	if o == nil || o.BeforeN == 0 {
		return "before the release"
	}
	return "after the release"
}

// weigh holds the interval of the change against the prediction.
func weigh(f *roadmap.Feature, o *Observed) Says {
	// Seen in the direction of the bet, more is better.
	near, low, high, word := *f.BetLow, *o.Low, *o.High, "at least "
	if !f.Rises() {
		near, low, high, word = -*f.BetHigh, -*o.High, -*o.Low, "at most "
	}
	bound := *f.BetLow
	if !f.Rises() {
		bound = *f.BetHigh
	}
	range95 := fmt.Sprintf("The change lies between %s and %s (95%%), and the bet was %s%s", said(*o.Low), said(*o.High), word, said(bound))
	switch {
	case low >= near:
		return Says{roadmap.Hit, range95 + "."}
	case high < near:
		return Says{roadmap.Missed, range95 + "."}
	}
	return Says{roadmap.TooEarly, range95 + ": both are still possible. More points, or a later day, will tell."}
}

// said writes a change with its sign, in as many digits as one reads.
func said(v float64) string {
	digits := 1
	if v != 0 {
		digits = max(0, 2-int(math.Floor(math.Log10(math.Abs(v)))))
	}
	scale := math.Pow(10, float64(min(digits, 6)))
	s := strconv.FormatFloat(math.Round(v*scale)/scale, 'f', -1, 64)
	if v > 0 {
		return "+" + s
	}
	return s
}
