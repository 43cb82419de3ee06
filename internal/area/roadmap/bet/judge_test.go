package bet

import (
	"math"
	"testing"

	"throughline/internal/area/roadmap"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
)

func ptr(v float64) *float64 { return &v }

// betOn is a bet that was released on 1 January and is judged on 1 March.
func betOn(low, high float64, in string) *roadmap.Feature {
	return &roadmap.Feature{BetMetric: "m", BetLow: ptr(low), BetHigh: ptr(high), BetIn: in, BetOn: "2026-03-01", ReleasedOn: "2026-01-01"}
}

// weekly puts values on Sundays before the release and, from the second half of
// the time on, after it.
func weekly(before, after []float64) []point {
	var out []point
	for i, v := range before {
		out = append(out, point{clock.Day("2026-01-01").Add(-7 * (len(before) - i)), v})
	}
	for i, v := range after {
		out = append(out, point{clock.Day("2026-02-01").Add(6 * i), v})
	}
	return out
}

func TestVerdicts(t *testing.T) {
	t.Parallel()
	flat := []float64{10, 11, 9, 10}
	for _, c := range []struct {
		what   string
		f      *roadmap.Feature
		points []point
		today  clock.Day
		want   string
	}{
		{"far beyond the near end", betOn(5, 8, "unit"), weekly(flat, []float64{17, 18, 16, 17, 17}), "2026-03-02", roadmap.Hit},
		{"beyond even the far end", betOn(5, 8, "unit"), weekly(flat, []float64{29, 30, 31, 30, 30}), "2026-03-02", roadmap.Hit},
		{"nothing moved", betOn(5, 8, "unit"), weekly(flat, []float64{10, 11, 9, 10, 10}), "2026-03-02", roadmap.Missed},
		{"moved the wrong way", betOn(5, 8, "unit"), weekly(flat, []float64{5, 4, 5, 6, 5}), "2026-03-02", roadmap.Missed},
		{"both are possible", betOn(5, 8, "unit"), weekly(flat, []float64{11, 19, 12, 18, 15}), "2026-03-02", roadmap.TooEarly},
		{"a fall that was bet on", betOn(-4, -2, "unit"), weekly(flat, []float64{6, 7, 6, 7, 6}), "2026-03-02", roadmap.Hit},
		{"a fall that fell short", betOn(-8, -6, "unit"), weekly(flat, []float64{9, 9, 8, 9, 9}), "2026-03-02", roadmap.Missed},
		{"a rise where a fall was bet on", betOn(-4, -2, "unit"), weekly(flat, []float64{16, 17, 16, 17, 16}), "2026-03-02", roadmap.Missed},
		{"in percent", betOn(40, 90, "percent"), weekly(flat, []float64{17, 18, 16, 17, 17}), "2026-03-02", roadmap.Hit},
		{"in percent, not enough", betOn(100, 150, "percent"), weekly(flat, []float64{13, 12, 13, 13, 13}), "2026-03-02", roadmap.Missed},
		{"before its day", betOn(5, 8, "unit"), weekly(flat, []float64{17, 18, 16, 17, 17}), "2026-02-28", roadmap.TooEarly},
		{"on its day", betOn(5, 8, "unit"), weekly(flat, []float64{17, 18, 16, 17, 17}), "2026-03-01", roadmap.Hit},
		{"no points after", betOn(5, 8, "unit"), weekly(flat, nil), "2026-03-02", roadmap.TooEarly},
		{"no points before", betOn(5, 8, "unit"), weekly(nil, []float64{17, 18}), "2026-03-02", roadmap.TooEarly},
		{"one point on a side", betOn(5, 8, "unit"), weekly([]float64{10}, []float64{17}), "2026-03-02", roadmap.TooEarly},
		{"a percentage of nothing", betOn(5, 8, "percent"), weekly([]float64{0, 0, 0}, []float64{17, 16, 17}), "2026-03-02", roadmap.TooEarly},
	} {
		o := observe(c.f, c.points, c.today)
		if got := judge(c.f, o, c.today); got.Outcome != c.want || got.Why == "" {
			t.Errorf("%s: %s (%s), want %s", c.what, got.Outcome, got.Why, c.want)
		}
	}
	out := betOn(5, 8, "unit")
	out.ReleasedOn = ""
	if got := judge(out, observe(out, nil, "2026-03-02"), "2026-03-02"); got.Outcome != "" {
		t.Errorf("what is not out is judged as %s", got.Outcome)
	}
}

// What comes right after a release is left out where enough comes later.
func TestSettlingInDoesNotCount(t *testing.T) {
	t.Parallel()
	points := weekly([]float64{10, 11, 9, 10}, []float64{17, 18, 16, 17, 17})
	points = append(points, point{"2026-01-02", 3}, point{"2026-01-05", 2})
	o := observe(betOn(5, 8, "unit"), points, "2026-03-02")
	if o.AfterN != 5 || *o.After != 17 {
		t.Errorf("%d points after with the mean %v, want the five of the second half", o.AfterN, *o.After)
	}
	few := observe(betOn(5, 8, "unit"), append(weekly([]float64{10, 11, 9, 10}, []float64{17}), point{"2026-01-02", 3}), "2026-03-02")
	if few.AfterN != 2 || *few.After != 10 {
		t.Errorf("with one point in the second half %d points after, mean %v; want both of the whole time", few.AfterN, *few.After)
	}
}

func settled(odds float64, outcome string, change float64) roadmap.Feature {
	f := *betOn(5, 8, "unit")
	f.BetOdds, f.BetOutcome, f.BetChange, f.BetMadeOn, f.BetBy = ptr(odds), outcome, ptr(change), "2025-12-01", "ana"
	return f
}

func TestTrackRecord(t *testing.T) {
	t.Parallel()
	late := settled(99, roadmap.Hit, 6)
	late.BetMadeOn = "2026-01-02"
	fs := []roadmap.Feature{settled(80, roadmap.Hit, 6), settled(60, roadmap.Missed, 1), settled(90, roadmap.Hit, 9), settled(70, roadmap.Missed, 2), late}
	got := track(fs)
	// Brier: (0.04 + 0.36 + 0.01 + 0.49) ÷ 4. Said 0.75, came 0.5, so the factor is (2 + 4 × 0.75) ÷ 8 ÷ 0.75.
	for what, c := range map[string][2]float64{
		"Brier score": {*got.Brier, 0.225}, "its base": {*got.Base, 0.25}, "what was said": {*got.Said, 0.75}, "the factor": {*got.Factor, 5.0 / 8 / 0.75},
		"hits": {*got.Hits.Share, 0.5}, "coverage": {*got.Coverage.Share, 0.25}, "settled": {float64(got.Settled), 4}, "late": {float64(got.Late), 1},
	} {
		if math.Abs(c[0]-c[1]) > 1e-9 {
			t.Errorf("%s is %v, want %v", what, c[0], c[1])
		}
	}
	if len(got.Steps) != 2 || got.Steps[0].Came.Of != 2 || got.Steps[1].Came.Count != 2 {
		t.Errorf("by odds: %+v", got.Steps)
	}
	if track(fs[:2]).Factor != nil {
		t.Error("two bets correct a confidence")
	}
	if got := track(nil); got.Brier != nil || got.Hits.Share != nil || got.Factor != nil {
		t.Errorf("without bets: %+v", got)
	}
	if groups := grouped(fs, func(f *roadmap.Feature) id.Ref { return f.BetBy }, func(x *Track, who id.Ref) { x.Member = who }); len(groups) != 1 || groups[0].Member != "ana" {
		t.Errorf("by person: %+v", groups)
	}
}
