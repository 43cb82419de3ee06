package strategy_test

import (
	"math"
	"testing"

	"throughline/internal/area/metric"
	"throughline/internal/area/strategy"
)

const tolerance = 1e-6

func TestScoresOfKeyResults(t *testing.T) {
	t.Parallel()
	cases := []struct {
		what                   string
		start, target, current float64
		score, raw             float64
		ok                     bool
	}{
		{"churn 8 % to 4 %, at 5 %", 8, 4, 5, 0.75, 0.75, true},
		{"launch 6 features, 3 done", 0, 6, 3, 0.5, 0.5, true},
		{"100 to 200, at 230", 100, 200, 230, 1, 1.3, true},
		{"start is target", 5, 5, 5, 0, 0, false},
		{"it got worse", 8, 4, 9, 0, -0.25, true},
		{"binary, done", 0, 1, 1, 1, 1, true},
	}
	for _, c := range cases {
		score, raw, ok := strategy.Score(c.start, c.target, c.current)
		if ok != c.ok || math.Abs(score-c.score) > tolerance || math.Abs(raw-c.raw) > tolerance {
			t.Errorf("%s: %v, %v, %v; want %v, %v, %v", c.what, score, raw, ok, c.score, c.raw, c.ok)
		}
	}
}

func TestScoreOfAnObjective(t *testing.T) {
	t.Parallel()
	cases := []struct {
		scores []strategy.Weighed
		mean   float64
		ok     bool
	}{
		{[]strategy.Weighed{{0.75, 1}, {0.5, 1}, {1, 1}}, 0.75, true},
		{[]strategy.Weighed{{0.75, 2}, {0.5, 1}, {1, 1}}, 0.75, true},
		{[]strategy.Weighed{{1, 3}, {0, 1}}, 0.75, true},
		{[]strategy.Weighed{{1, 0}}, 0, false},
		{nil, 0, false},
	}
	for _, c := range cases {
		mean, ok := strategy.Mean(c.scores)
		if ok != c.ok || math.Abs(mean-c.mean) > tolerance {
			t.Errorf("%v: %v, %v; want %v, %v", c.scores, mean, ok, c.mean, c.ok)
		}
	}
}

func TestColours(t *testing.T) {
	t.Parallel()
	for score, want := range map[float64]string{
		1: "green", 0.7: "green", 0.65: "green", 0.649: "yellow", 0.4: "yellow", 0.35: "yellow", 0.349: "red", 0: "red",
	} {
		if got := strategy.Colour(score); got != want {
			t.Errorf("%v is %s, want %s", score, got, want)
		}
	}
}

func TestWhatAnObjectiveIsScoredFrom(t *testing.T) {
	t.Parallel()
	n := func(f float64) *float64 { return &f }
	o := &strategy.Objective{KeyResults: strategy.KeyResults{
		{ID: "1", Start: n(8), Target: n(4), Current: n(8), Metric: "m", Weight: n(2)}, // follows its metric, not what was checked in
		{ID: "2", Start: n(0), Target: n(6), Current: n(3)},
		{ID: "3", Start: n(0), Target: n(6)},                              // never checked in
		{ID: "4", Start: n(0), Target: n(6), Current: n(6), Metric: "no"}, // its metric has no point
	}}
	s := o.Scored(map[string]metric.Point{"m": {At: 7, Value: 5}}, nil)
	if s.Score == nil || math.Abs(*s.Score-2.0/3) > tolerance || s.Colour != "green" {
		t.Errorf("score %v %s, want (2 × 0.75 + 0.5) / 3, green", s.Score, s.Colour)
	}
	if k := s.KeyResults[0]; *k.Current != 5 || k.At != 7 || *k.Score != 0.75 {
		t.Errorf("the key result with a metric was scored as %+v", k)
	}
	for _, k := range s.KeyResults[2:] {
		if k.Score != nil || k.Colour != "" {
			t.Errorf("key result %s was scored %v without a present value", k.ID, *k.Score)
		}
	}
	if empty := (&strategy.Objective{}).Scored(nil, nil); empty.Score != nil {
		t.Errorf("an objective without key results is scored %v", *empty.Score)
	}
}
