package stat_test

import (
	"testing"

	"throughline/internal/kit/stat"
)

func TestWalksAgreeWithTheExactOdds(t *testing.T) {
	t.Parallel()
	cases := []struct {
		what    string
		changes []float64
		steps   int
		target  float64
		want    float64
	}{
		{"always one up, five needed in five", []float64{1}, 5, 5, 1},
		{"always one up, five needed in four", []float64{1}, 4, 5, 0},
		{"nothing or two, two needed in one", []float64{0, 2}, 1, 2, 0.5},
		{"nothing or two, two needed in three", []float64{0, 2}, 3, 2, 0.875},
		{"nothing or two, six needed in ten", []float64{0, 2}, 10, 6, 0.9453},
		{"tenths add up to a whole", []float64{0.1}, 10, 1, 1},
		{"one up or one down, back where it was or above after two", []float64{1, -1}, 2, 0, 0.75},
		{"no step left and it is there", []float64{1}, 0, 0, 1},
		{"no step left and it is not", []float64{1}, 0, 1, 0},
	}
	for _, c := range cases {
		up := stat.Walk{Changes: c.changes, Steps: c.steps, Trials: many, Seed: 3}.Ends()
		if got := up.AtLeast(c.target); !near(got, c.want, 0.005) {
			t.Errorf("%s: %v, want %v", c.what, got, c.want)
		}
		var down []float64
		for _, x := range c.changes {
			down = append(down, -x)
		}
		fell := stat.Walk{Changes: down, Steps: c.steps, Trials: many, Seed: 3}.Ends()
		if got := fell.AtMost(-c.target); !near(got, c.want, 0.005) {
			t.Errorf("%s, downwards: %v, want %v", c.what, got, c.want)
		}
	}
	if e := (stat.Walk{Steps: 3, Trials: 10}).Ends(); e != nil || e.AtLeast(0) != 0 {
		t.Errorf("a walk without a past ended at %v", e)
	}
}

func TestSlopes(t *testing.T) {
	t.Parallel()
	cases := []struct {
		values      []float64
		first, last float64
	}{
		{[]float64{100, 110, 120, 130, 140}, 100, 140},
		{[]float64{5, 5, 5}, 5, 5},
		{[]float64{0, 3, 0}, 1, 1},
		{[]float64{1, 2, 2, 3}, 1.1, 2.9},
	}
	for _, c := range cases {
		first, last, ok := stat.Slope(c.values)
		if !ok || !near(first, c.first, 1e-9) || !near(last, c.last, 1e-9) {
			t.Errorf("%v: from %v to %v, want from %v to %v", c.values, first, last, c.first, c.last)
		}
	}
	if _, _, ok := stat.Slope([]float64{1}); ok {
		t.Error("one value has a slope")
	}
}
