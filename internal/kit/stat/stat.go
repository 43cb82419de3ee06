// Package stat holds the arithmetic of reports: percentiles, averages, and
// forecasts by simulation. It knows numbers only.
//
// Words it owns: nearest rank, trial, odds.
package stat

import (
	"math"
	"slices"
)

// Percentile gives the nearest-rank percentile of sorted values: the value at
// position ⌈p·n⌉. Of no values there is none.
func Percentile(sorted []float64, p float64) (float64, bool) {
	if len(sorted) == 0 {
		return 0, false
	}
	return sorted[nearest(len(sorted), p)], true
}

// nearest gives the index of the nearest rank among n values. Products like
// 0.7 × 10 lie a hair beside the whole number they stand for.
func nearest(n int, p float64) int {
	at := int(math.Ceil(p*float64(n) - 1e-9))
	return min(max(at, 1), n) - 1
}

// Sorted gives the values in order and leaves the list alone.
func Sorted(values []float64) []float64 {
	out := slices.Clone(values)
	slices.Sort(out)
	return out
}

// Mean gives the average; of no values there is none.
func Mean(values []float64) (float64, bool) {
	if len(values) == 0 {
		return 0, false
	}
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values)), true
}

// Deviation gives the standard deviation of a sample; it takes two values to
// have one.
func Deviation(values []float64) (float64, bool) {
	mean, _ := Mean(values)
	if len(values) < 2 {
		return 0, false
	}
	sum := 0.0
	for _, v := range values {
		sum += (v - mean) * (v - mean)
	}
	return math.Sqrt(sum / float64(len(values)-1)), true
}

// Window is how many values the rolling average of a control chart looks at: a
// fifth of those shown, odd, at least five.
func Window(n int) int {
	w := n / 5
	if w%2 == 0 {
		w++
	}
	return max(w, 5)
}

// Rolling gives for each value the average of it and its neighbours, window
// values in all; at the ends there are fewer.
func Rolling(values []float64, window int) []float64 {
	sums := make([]float64, len(values)+1)
	for i, v := range values {
		sums[i+1] = sums[i] + v
	}
	out := make([]float64, len(values))
	half := window / 2
	for i := range values {
		lo, hi := max(0, i-half), min(len(values), i+half+1)
		out[i] = (sums[hi] - sums[lo]) / float64(hi-lo)
	}
	return out
}

// Best gives the largest and the smallest average of so many neighbouring
// values; of fewer values, their average twice.
func Best(values []float64, run int) (best, worst float64, ok bool) {
	run = min(run, len(values))
	if run == 0 {
		return 0, 0, false
	}
	best, worst = math.Inf(-1), math.Inf(1)
	for i := 0; i+run <= len(values); i++ {
		m, _ := Mean(values[i : i+run])
		best, worst = max(best, m), min(worst, m)
	}
	return best, worst, true
}
