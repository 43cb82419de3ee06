package stat_test

import (
	"math"
	"testing"

	"throughline/internal/kit/stat"
)

func about(a, b, within float64) bool { return math.Abs(a-b) <= within }

// sum scores a contender by the sum of its inputs.
func sum(rows [][]float64, scores []float64) {
	for i, r := range rows {
		scores[i] = 0
		for _, v := range r {
			scores[i] += v
		}
	}
}

func exact(v float64) stat.Spread { return stat.Spread{Low: v, Likely: v, High: v} }

func TestContestOfExactScores(t *testing.T) {
	t.Parallel()
	c := stat.Contest{Score: sum, Top: 2, Trials: 200, Contenders: []stat.Contender{
		{"a", []stat.Spread{exact(1)}}, {"b", []stat.Spread{exact(3)}}, {"c", []stat.Spread{exact(2)}}, {"d", []stat.Spread{exact(math.NaN())}},
	}}
	out := c.Run()
	for i, want := range []struct {
		place int
		top   float64
	}{{3, 0}, {1, 1}, {2, 1}, {0, 0}} {
		s := out.Standings[i]
		if s.Place != want.place || s.TopShare != want.top {
			t.Errorf("contender %d stands at %d and is among the first in %v, want %+v", i, s.Place, s.TopShare, want)
		}
	}
	if len(out.Undecided) != 0 {
		t.Errorf("of exact scores %v are undecided", out.Undecided)
	}
}

// Two that are spread alike are each first in half of the trials; the third is
// never. What is uncertain of the two decides, what is uncertain of the third
// is worth nothing.
func TestContestOfRanges(t *testing.T) {
	t.Parallel()
	wide := stat.Spread{Low: 10, Likely: 20, High: 30}
	c := stat.Contest{Score: sum, Top: 1, Trials: 20000, Seed: 7, Contenders: []stat.Contender{
		{"a", []stat.Spread{wide, exact(0)}}, {"b", []stat.Spread{wide, exact(0.001)}}, {"c", []stat.Spread{{Low: 0, Likely: 1, High: 2}, exact(0)}},
	}}
	out := c.Run()
	a, b, third := out.Standings[0], out.Standings[1], out.Standings[2]
	if !about(a.TopShare, 0.5, 0.02) || !about(b.TopShare, 0.5, 0.02) || third.TopShare != 0 {
		t.Errorf("they are first in %v, %v and %v", a.TopShare, b.TopShare, third.TopShare)
	}
	// A triangle from 10 over 20 to 30: a twentieth lies below 10 + √(0.05·20·10).
	if !about(a.Low, 10+math.Sqrt(10), 0.2) || !about(a.High, 30-math.Sqrt(10), 0.2) || !about(a.Mean, 20, 0.1) {
		t.Errorf("nine in ten trials lie from %v to %v around %v", a.Low, a.High, a.Mean)
	}
	// Knowing one of the two: the mean of what it lies above 20, where it does:
	// ∫ over the upper half of the triangle = 10/6.
	if !about(max(a.Worth[0], b.Worth[0]), 10.0/6, 0.1) || third.Worth[0] != 0 || a.Worth[1] != 0 {
		t.Errorf("knowing them is worth %v, %v and %v", a.Worth, b.Worth, third.Worth)
	}
	if b.Place != 1 || b.Swings[0].AtLow != 2 || b.Swings[0].AtHigh != 1 || third.Swings[0].AtHigh != 3 {
		t.Errorf("they swing %+v, %+v", b.Swings, third.Swings)
	}
	if len(out.Undecided) != 2 {
		t.Errorf("undecided are %v, want the two", out.Undecided)
	}
}

func TestContestIsTheSameAgain(t *testing.T) {
	t.Parallel()
	make := func(names ...string) *stat.Outcome {
		c := stat.Contest{Score: sum, Top: 1, Trials: 500, Seed: 3}
		for _, n := range names {
			c.Contenders = append(c.Contenders, stat.Contender{Name: n, Inputs: []stat.Spread{{Low: 0, Likely: 1, High: 4}}})
		}
		return c.Run()
	}
	one, two := make("a", "b"), make("b", "x", "a")
	if one.Standings[0].Mean != two.Standings[2].Mean || one.Standings[0].Low != two.Standings[2].Low {
		t.Error("the chance of a contender depends on who else takes part")
	}
	if one.Standings[0].Mean == one.Standings[1].Mean {
		t.Error("two contenders have the same luck")
	}
}

func TestShift(t *testing.T) {
	t.Parallel()
	// Means 2 and 5, deviations 1, three values each: √(1/3 + 1/3) = 0.816497,
	// with four degrees of freedom 2.776445 times that.
	e, ok := stat.Shift([]float64{1, 2, 3}, []float64{4, 5, 6})
	if !ok || !about(e.Value, 3, 1e-9) || !about(e.Low, 3-2.266958, 1e-5) || !about(e.High, 3+2.266958, 1e-5) {
		t.Errorf("the shift is %+v", e)
	}
	if e, ok := stat.Shift([]float64{1}, []float64{4, 5}); !ok || e.Known() || e.Value != 3.5 {
		t.Errorf("one value has an interval: %+v", e)
	}
	if _, ok := stat.Shift(nil, []float64{1}); ok {
		t.Error("nothing was shifted")
	}
	if e, ok := stat.Shift([]float64{2, 2}, []float64{5, 5}); !ok || e.Low != 3 || e.High != 3 {
		t.Errorf("what does not spread is %+v", e)
	}
	if e, ok := stat.Ratio([]float64{9, 10, 11}, []float64{12, 12, 12}); !ok || !about(e.Value, 20, 1e-9) || e.Low >= 20 || e.High <= 20 {
		t.Errorf("the ratio is %+v", e)
	}
	if _, ok := stat.Ratio([]float64{0, 0}, []float64{1, 2}); ok {
		t.Error("nothing grew by a share")
	}
	for _, c := range []struct{ free, want float64 }{{1, 12.706205}, {2, 4.302653}, {4, 2.776445}, {10, 2.228139}, {1e6, 1.959966}} {
		if got := stat.Student(0.975, c.free); !about(got, c.want, 1e-5) {
			t.Errorf("Student with %v is %v, want %v", c.free, got, c.want)
		}
	}
}

// The worked examples of the methods.
func TestWilson(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		hits, n          int
		share, low, high float64
	}{{960, 1200, 0.8, 0.776427, 0.821659}, {10, 10, 1, 0.722467, 1}, {0, 10, 0, 0, 0.277533}} {
		e, ok := stat.Wilson(c.hits, c.n)
		if !ok || !about(e.Value, c.share, 1e-9) || !about(e.Low, c.low, 1e-5) || !about(e.High, c.high, 1e-5) {
			t.Errorf("%d of %d: %+v", c.hits, c.n, e)
		}
	}
	if _, ok := stat.Wilson(0, 0); ok {
		t.Error("of nothing there is a share")
	}
}

func TestBrier(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		said []float64
		came []bool
		want float64
	}{{[]float64{1, 0}, []bool{true, false}, 0}, {[]float64{0.5, 0.5}, []bool{true, false}, 0.25}, {[]float64{0.8, 0.8}, []bool{true, false}, (0.04 + 0.64) / 2}} {
		if got, ok := stat.Brier(c.said, c.came); !ok || !about(got, c.want, 1e-12) {
			t.Errorf("%v of %v: %v, want %v", c.said, c.came, got, c.want)
		}
	}
	if _, ok := stat.Brier(nil, nil); ok {
		t.Error("of no bets there is a score")
	}
}
