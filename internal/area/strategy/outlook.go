package strategy

import (
	"hash/fnv"
	"time"

	"throughline/internal/area/metric"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/stat"
)

// Outlook is what a key result would need from here, and how likely that is
// when it goes on as it went.
type Outlook struct {
	Gone     float64  `json:"gone" doc:"How much of the period is gone, 0 to 1."`
	Expected float64  `json:"expected" doc:"The value that an even way would have reached by now."`
	Weeks    float64  `json:"weeks" doc:"How many weeks are left."`
	Need     *float64 `json:"need" doc:"The change a week that would reach the target from here; null when nothing is left to do or no time is left."`
	Pace     *float64 `json:"pace" doc:"The change a week of late: the mean of those that the odds are drawn from; null without a past."`
	Odds     *float64 `json:"odds" doc:"How many of 10,000 futures, each made of the weeks of the past, end at the target or beyond, 0 to 1; null without a past."`
	Past     int      `json:"past" doc:"How many weeks of the past the odds are drawn from, at most 26."`
	Reason   string   `json:"reason" doc:"Why there are no odds: past, for too little of it; else empty."`
}

// How the odds are made.
const (
	week          = 7 * 24 * time.Hour
	mostWeeks     = 26
	fewestWeeks   = 4
	trials        = 10_000
	outlookPoints = 400 // two points a day for half a year
)

// outlook looks ahead for one key result from its points, oldest first; nil
// where objective or key result say too little.
func (o *Objective) outlook(k *ScoredKeyResult, past []metric.Point, now clock.Instant) *Outlook {
	if k.Start == nil || k.Target == nil || k.Current == nil || *k.Start == *k.Target || o.StartOn == "" || o.EndOn == "" {
		return nil
	}
	from, to := clock.From(o.StartOn.Time()), clock.From(o.EndOn.Add(1).Time())
	gone := max(0, min(1, float64(now.Sub(from))/float64(to.Sub(from))))
	left := max(0, float64(to.Sub(now))/float64(week))
	out := &Outlook{Gone: gone, Expected: *k.Start + (*k.Target-*k.Start)*gone, Weeks: left}
	reached := (*k.Current-*k.Target)*(*k.Target-*k.Start) >= 0
	if !reached && left > 0 {
		need := (*k.Target - *k.Current) / left
		out.Need = &need
	}
	changes := weekly(past, now)
	out.Past = len(changes)
	if len(changes) < fewestWeeks {
		out.Reason = "past"
		return out
	}
	if pace, ok := stat.Mean(changes); ok {
		out.Pace = &pace
	}
	odds := chance(changes, *k.Current, *k.Target, *k.Target > *k.Start, int(left+0.5), o.ID+k.ID)
	out.Odds = &odds
	return out
}

// weekly gives the changes of the last weeks, those of nothing included; as far
// back as there are points.
func weekly(points []metric.Point, now clock.Instant) []float64 {
	var values []float64 // newest first
	at := len(points) - 1
	for back := 0; back <= mostWeeks; back++ {
		end := now.Add(-time.Duration(back) * week)
		for at >= 0 && points[at].At > end {
			at--
		}
		if at < 0 {
			break
		}
		values = append(values, points[at].Value)
	}
	var out []float64
	for i := len(values) - 1; i > 0; i-- {
		out = append(out, values[i-1]-values[i])
	}
	return out
}

// chance plays the weeks that are left. The same key result has the same odds
// until something of it changes.
func chance(changes []float64, from, target float64, up bool, weeks int, of string) float64 {
	seed := fnv.New64a()
	_, _ = seed.Write([]byte(of))
	ends := stat.Walk{Changes: changes, Start: from, Steps: weeks, Trials: trials, Seed: seed.Sum64()}.Ends()
	if up {
		return ends.AtLeast(target)
	}
	return ends.AtMost(target)
}
