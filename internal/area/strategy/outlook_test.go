package strategy

import (
	"math"
	"testing"
	"time"

	"throughline/internal/area/metric"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
)

var monday = clock.From(time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC))

// weeks gives a point for each of the last weeks, the newest now.
func weeks(values ...float64) []metric.Point {
	var out []metric.Point
	for i, v := range values {
		out = append(out, metric.Point{At: monday.Add(-time.Duration(len(values)-1-i) * week), Value: v})
	}
	return out
}

func TestOutlooks(t *testing.T) {
	t.Parallel()
	n := func(f float64) *float64 { return &f }
	cases := []struct {
		what               string
		end                clock.Day
		start, target, now float64
		past               []metric.Point
		need, pace, odds   *float64
		reason             string
	}{
		{"one up each week, five needed in five", "2026-04-05", 0, 10, 5, weeks(0, 1, 2, 3, 4, 5), n(1), n(1), n(1), ""},
		{"one up each week, six needed in five", "2026-04-05", 0, 11, 5, weeks(0, 1, 2, 3, 4, 5), n(1.2), n(1), n(0), ""},
		{"nothing or two, two needed in three", "2026-03-22", 0, 10, 8, weeks(4, 4, 6, 6, 8), n(2.0 / 3), n(1), n(0.875), ""},
		{"falling, nothing or two, two needed in three", "2026-03-22", 10, 0, 2, weeks(6, 6, 4, 4, 2), n(-2.0 / 3), n(-1), n(0.875), ""},
		{"reached, and it never moves", "2026-03-22", 0, 8, 8, weeks(8, 8, 8, 8, 8), nil, n(0), n(1), ""},
		{"over", "2026-02-22", 0, 10, 8, weeks(4, 4, 6, 6, 8), nil, n(1), n(0), ""},
		{"too little past", "2026-03-22", 0, 10, 8, weeks(4, 6, 8), n(2.0 / 3), nil, nil, "past"},
	}
	for _, c := range cases {
		start := clock.Day("2026-01-26")
		o := &Objective{Record: record.Record{}, StartOn: start, EndOn: c.end}
		k := &ScoredKeyResult{ID: "1", Start: &c.start, Target: &c.target, Current: &c.now}
		got := o.outlook(k, c.past, monday)
		if got == nil {
			t.Errorf("%s: no outlook", c.what)
			continue
		}
		days := clock.From(c.end.Add(1).Time()).Sub(clock.From(start.Time()))
		gone := math.Min(1, float64(monday.Sub(clock.From(start.Time())))/float64(days))
		expected := c.start + (c.target-c.start)*gone
		if !same(got.Need, c.need, 1e-6) || !same(got.Pace, c.pace, 1e-6) || !same(got.Odds, c.odds, 0.01) || got.Reason != c.reason || math.Abs(got.Expected-expected) > 1e-6 {
			t.Errorf("%s: need %v, pace %v, odds %v, expected %v (%s); want %v, %v, %v, %v", c.what, say(got.Need), say(got.Pace), say(got.Odds), got.Expected, got.Reason, say(c.need), say(c.pace), say(c.odds), expected)
		}
	}
	for what, o := range map[string]*Objective{"no period": {}, "no end": {StartOn: "2026-01-01"}} {
		if got := o.outlook(&ScoredKeyResult{Start: n(0), Target: n(1), Current: n(0)}, nil, monday); got != nil {
			t.Errorf("with %s there is an outlook: %+v", what, got)
		}
	}
}

func same(a, b *float64, within float64) bool {
	return (a == nil) == (b == nil) && (a == nil || math.Abs(*a-*b) <= within)
}

func say(f *float64) any {
	if f == nil {
		return nil
	}
	return *f
}

// Weeks without a point are weeks of nothing: leaving them out would make the
// odds too good.
func TestWeeksWithoutPointsCount(t *testing.T) {
	t.Parallel()
	points := []metric.Point{{At: monday.Add(-5 * week), Value: 1}, {At: monday.Add(-2*week - time.Hour), Value: 4}, {At: monday, Value: 4}}
	got := weekly(points, monday)
	want := []float64{0, 0, 3, 0, 0}
	if len(got) != len(want) {
		t.Fatalf("the changes are %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("the changes are %v, want %v", got, want)
		}
	}
}
