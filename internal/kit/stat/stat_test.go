package stat_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"throughline/internal/kit/stat"
)

func near(a, b, tolerance float64) bool { return math.Abs(a-b) <= tolerance }

func TestPercentilesAreNearestRanks(t *testing.T) {
	t.Parallel()
	times := []float64{1, 2, 2, 3, 3, 4, 5, 5, 8, 13}
	for p, want := range map[float64]float64{0.5: 3, 0.7: 5, 0.85: 8, 0.95: 13, 0: 1, 1: 13, 0.1: 1, 0.11: 2} {
		if got, ok := stat.Percentile(times, p); !ok || got != want {
			t.Errorf("P%v is %v, want %v", 100*p, got, want)
		}
	}
	if m, _ := stat.Mean(times); !near(m, 4.6, 1e-9) {
		t.Errorf("the mean is %v, want 4.6", m)
	}
	for what, ok := range map[string]bool{"percentile": second(stat.Percentile(nil, 0.5)), "mean": second(stat.Mean(nil)), "deviation": second(stat.Deviation([]float64{3}))} {
		if ok {
			t.Errorf("there is a %s of too few values", what)
		}
	}
}

func second(_ float64, ok bool) bool { return ok }

func TestVelocity(t *testing.T) {
	t.Parallel()
	v := []float64{21, 34, 13, 27, 25}
	mean, _ := stat.Mean(v)
	median, _ := stat.Percentile(stat.Sorted(v), 0.5)
	sd, _ := stat.Deviation(v)
	best, worst, _ := stat.Best(v, 3)
	if mean != 24 || median != 25 || !near(sd, 7.745967, 1e-6) || !near(best, 24.666667, 1e-6) || !near(worst, 21.666667, 1e-6) {
		t.Errorf("mean %v, median %v, deviation %v, best three %v, worst three %v", mean, median, sd, best, worst)
	}
	if v[0] != 21 {
		t.Error("sorting changed the list")
	}
}

func TestRollingAverageOfAControlChart(t *testing.T) {
	t.Parallel()
	got := stat.Rolling([]float64{3, 1, 4, 2, 6, 5, 9, 2, 6, 5}, stat.Window(10))
	want := []float64{2.667, 2.5, 3.2, 3.6, 5.2, 4.8, 5.6, 5.4, 5.5, 4.333}
	for i := range want {
		if !near(got[i], want[i], 0.0005) {
			t.Errorf("at %d it is %v, want %v", i, got[i], want[i])
		}
	}
	for n, want := range map[int]int{1: 5, 24: 5, 25: 5, 30: 7, 35: 7, 100: 21, 45: 9} {
		if got := stat.Window(n); got != want {
			t.Errorf("the window of %d items is %d, want %d", n, got, want)
		}
	}
}

const many = 100_000

func TestForecastAgreesWithTheExactOdds(t *testing.T) {
	t.Parallel()
	cases := []struct {
		history []int
		items   int
		odds    map[int]float64 // by the day, as worked out by hand
		days    map[float64]int
	}{
		{[]int{2}, 10, map[int]float64{4: 0, 5: 1}, map[float64]int{0.5: 5, 0.95: 5}},
		{[]int{0, 2}, 2, map[int]float64{1: 0.5, 2: 0.75, 3: 0.875, 5: 0.96875}, map[float64]int{0.5: 1, 0.85: 3, 0.95: 5}},
		{[]int{0, 1, 3}, 6, map[int]float64{4: 0.4568, 5: 0.6420, 6: 0.7819, 7: 0.8747, 8: 0.9313, 9: 0.9637}, map[float64]int{0.5: 5, 0.85: 7, 0.95: 9}},
		{[]int{1, 4}, 0, map[int]float64{0: 1}, map[float64]int{0.85: 0}},
	}
	for _, c := range cases {
		for _, seed := range []uint64{1, 2, 3} {
			f := stat.Forecast{History: c.history, Items: c.items, Trials: many, Seed: seed}
			when := f.When()
			for day, want := range c.odds {
				exact := stat.ExactOdds(c.history, c.items, day)
				if !near(exact, want, 0.00005) {
					t.Errorf("%v, %d items, day %d: exactly %v, by hand %v", c.history, c.items, day, exact, want)
				}
				if got := when.Odds(day); !near(got, exact, 0.01) {
					t.Errorf("%v, %d items, day %d: simulated %v, exactly %v", c.history, c.items, day, got, exact)
				}
				if got := f.HowMany(day).Odds(c.items); !near(got, exact, 0.01) {
					t.Errorf("%v, at least %d in %d days: simulated %v, exactly %v", c.history, c.items, day, got, exact)
				}
			}
			for p, want := range c.days {
				if got := when.Day(p); got != want {
					t.Errorf("%v, %d items: P%v on day %d, want %d", c.history, c.items, 100*p, got, want)
				}
			}
		}
	}
}

func TestHowManyIsTheLowerTail(t *testing.T) {
	t.Parallel()
	history := []int{0, 2}
	c := stat.Forecast{History: history, Trials: many, Seed: 7}.HowMany(10)
	if c.AtLeast(0.85) != 6 || c.AtLeast(0.5) != 10 {
		t.Errorf("at 85 %% %d and at 50 %% %d, want 6 and 10", c.AtLeast(0.85), c.AtLeast(0.5))
	}
	for n, want := range map[int]float64{6: 0.9453, 8: 0.8281, 10: 0.6230} {
		if got := stat.ExactOdds(history, n, 10); !near(got, want, 0.00005) {
			t.Errorf("at least %d: exactly %v, by hand %v", n, got, want)
		}
		if got := c.Odds(n); !near(got, want, 0.01) {
			t.Errorf("at least %d: simulated %v, want %v", n, got, want)
		}
	}
}

func TestSplitAndGrowthMakeItMore(t *testing.T) {
	t.Parallel()
	f := stat.Forecast{History: []int{1}, Items: 10, Trials: 10_000, Seed: 5}
	if got := f.When().Day(0.5); got != 10 {
		t.Errorf("10 items at 1 a day take %d days", got)
	}
	f.Split = stat.Range{Low: 2, High: 2}
	if got := f.When().Day(0.5); got != 20 {
		t.Errorf("split in two they take %d days, want 20", got)
	}
	f.Growth = stat.Range{Low: 0, High: 1}
	w := f.When()
	if lo, mid, hi := w.Day(0.01), w.Day(0.5), w.Day(0.99); lo < 20 || lo > 21 || !near(float64(mid), 30, 1) || hi < 39 || hi > 40 {
		t.Errorf("and growing by none to all they take %d, %d, %d days", lo, mid, hi)
	}
}

func TestTheSameSeedGivesTheSameAnswer(t *testing.T) {
	t.Parallel()
	f := stat.Forecast{History: []int{0, 0, 1, 3, 2}, Items: 40, Split: stat.Range{Low: 1, High: 1.5}, Trials: 2000, Seed: 11}
	a, b := f.When(), f.When()
	f.Seed = 12
	c := f.When()
	same := true
	for i := range a {
		if a[i] != b[i] {
			t.Fatal("two runs with one seed differ")
		}
		same = same && a[i] == c[i]
	}
	if same {
		t.Error("another seed gives the same trials")
	}
}

func TestATrialIsGivenUp(t *testing.T) {
	t.Parallel()
	f := stat.Forecast{History: []int{0, 0, 0, 1}, Items: 1000, Trials: 50, Longest: 30, Seed: 1}
	if got := f.When().Day(0.5); got != 31 {
		t.Errorf("a trial took %d days, want it to be given up after 30", got)
	}
	if !(stat.Forecast{History: []int{0, 0}}).Idle() || (stat.Forecast{History: []int{0, 1}}).Idle() {
		t.Error("a past is idle when nothing was ever done in it")
	}
}

func TestOddsAreExactForAnyPast(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		history := rapid.SliceOfN(rapid.IntRange(0, 4), 1, 6).Draw(t, "history")
		items, days := rapid.IntRange(1, 12).Draw(t, "items"), rapid.IntRange(0, 12).Draw(t, "days")
		f := stat.Forecast{History: history, Items: items, Trials: 20_000, Seed: rapid.Uint64().Draw(t, "seed"), Longest: 40}
		want := stat.ExactOdds(history, items, days)
		// Five times the standard error of 20,000 trials.
		if got := f.HowMany(days).Odds(items); !near(got, want, 0.018) {
			t.Fatalf("how many: %v, exactly %v", got, want)
		}
		if got := f.When().Odds(days); !f.Idle() && !near(got, want, 0.018) {
			t.Fatalf("when: %v, exactly %v", got, want)
		}
	})
}

// Sixty days of a team's past and two months of work: 100,000 trials are to
// take less than a tenth of a second.
func BenchmarkForecast(b *testing.B) {
	history := make([]int, 60)
	for i := range history {
		history[i] = i % 4 * (i % 3)
	}
	f := stat.Forecast{History: history, Items: 60, Split: stat.Range{Low: 1, High: 1.3}, Trials: many, Seed: 1}
	b.Run("when", func(b *testing.B) {
		for b.Loop() {
			f.When()
		}
	})
	b.Run("how many", func(b *testing.B) {
		for b.Loop() {
			f.HowMany(40)
		}
	})
}
