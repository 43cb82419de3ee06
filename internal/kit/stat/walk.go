package stat

import (
	"math/rand/v2"
	"slices"
	"sort"
)

// Walk is a number that goes on as it went: every step of a trial adds one of
// the changes of the past, drawn with replacement.
type Walk struct {
	Changes []float64 // of the past, those of nothing included
	Start   float64
	Steps   int
	Trials  int
	Seed    uint64
}

// Ends is where the trials of a walk ended, in order.
type Ends []float64

// Ends plays the walk. Without a past there is nothing to play.
func (w Walk) Ends() Ends {
	if len(w.Changes) == 0 {
		return nil
	}
	chance := rand.New(rand.NewPCG(w.Seed, 0x77616c6b)) //nolint:gosec // the same answer for the same seed is what is wanted
	out := make(Ends, w.Trials)
	for t := range out {
		at := w.Start
		for step := range w.Steps {
			// Trials begin with the changes in turn: that takes away the noise
			// of the first draw, all of it where one step decides.
			if step == 0 {
				at += w.Changes[t%len(w.Changes)]
				continue
			}
			at += w.Changes[chance.IntN(len(w.Changes))]
		}
		out[t] = at
	}
	slices.Sort(out)
	return out
}

// hair is how far sums of decimal fractions may lie beside what they stand for.
const hair = 1e-9

// AtLeast gives the share of the trials that ended at a value or above it.
func (e Ends) AtLeast(value float64) float64 {
	if len(e) == 0 {
		return 0
	}
	below := sort.Search(len(e), func(i int) bool { return e[i] >= value-hair })
	return float64(len(e)-below) / float64(len(e))
}

// AtMost gives the share of the trials that ended at a value or below it.
func (e Ends) AtMost(value float64) float64 {
	if len(e) == 0 {
		return 0
	}
	above := sort.Search(len(e), func(i int) bool { return e[i] > value+hair })
	return float64(above) / float64(len(e))
}

// Slope gives the straight line that lies nearest to values that stand one
// step apart: where it begins and ends, by least squares. It takes two.
func Slope(values []float64) (first, last float64, ok bool) {
	n := float64(len(values))
	if n < 2 {
		return 0, 0, false
	}
	mean, _ := Mean(values)
	middle := (n - 1) / 2
	var with, of float64
	for i, v := range values {
		x := float64(i) - middle
		with += x * (v - mean)
		of += x * x
	}
	rise := with / of
	return mean - rise*middle, mean + rise*middle, true
}
