package stat

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"
)

// Future is one of the numbers that are not known when a sum of them is asked
// for: Worth says what it adds to the sum, given how far up its range it comes
// out, from 0 to 1.
type Future struct {
	Name  string // chance is drawn for it by this name, whatever else is summed
	Worth func(u float64) float64
}

// fineness is at how many places of its range the worth of a future is asked;
// between them it is taken to be straight.
const fineness = 512

// Sums plays through what a sum of uncertain numbers may come to: one number
// for each trial, the smallest first.
func Sums(sure float64, futures []Future, seed uint64, trials int) []float64 {
	out := make([]float64, trials)
	for i := range out {
		out[i] = sure
	}
	for _, f := range futures {
		var worth [fineness + 1]float64
		for i := range worth {
			worth[i] = f.Worth(float64(i) / fineness)
		}
		chance := drawn(seed, f.Name)
		for i := range out {
			at := chance.Float64() * fineness
			n := int(at)
			out[i] += worth[n] + (at-float64(n))*(worth[n+1]-worth[n])
		}
	}
	slices.Sort(out)
	return out
}

// Stream is an uncertain amount in each of several periods: At says what they
// are, given how far up its range it comes out, from 0 to 1.
type Stream struct {
	Name string // chance is drawn for it by this name, whatever else is summed
	At   func(u float64) []float64
}

// Presents plays through what the present value of some streams may come to
// where the factor by which each period counts less than the one before is
// uncertain as well: one number for each trial, the smallest first. With a
// factor that is certain it gives what Sums gives.
func Presents(factor Future, streams []Stream, seed uint64, trials int) []float64 {
	out, by, chance := make([]float64, trials), make([]float64, trials), drawn(seed, factor.Name)
	for i := range by {
		by[i] = factor.Worth(chance.Float64())
	}
	for _, s := range streams {
		var at [fineness + 1][]float64
		for i := range at {
			at[i] = s.At(float64(i) / fineness)
		}
		chance := drawn(seed, s.Name)
		for i := range out {
			u := chance.Float64() * fineness
			n := int(u)
			low, high, part := at[n], at[n+1], u-float64(n)
			sum := 0.0
			for t := len(low) - 1; t >= 0; t-- { // by Horner's rule
				sum = sum*by[i] + low[t] + part*(high[t]-low[t])
			}
			out[i] += sum
		}
	}
	slices.Sort(out)
	return out
}

// drawn is the chance of one thing by its name.
func drawn(seed uint64, name string) *rand.Rand {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name))                  // a hash in memory does not fail
	return rand.New(rand.NewPCG(seed, h.Sum64())) //nolint:gosec // the same answer for the same seed is what is wanted
}
