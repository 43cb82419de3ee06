package stat

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Range is what is drawn evenly for each trial; the zero value stands for "as
// it is".
type Range struct{ Low, High float64 }

// Forecast is what is simulated: so much work, at the pace of the past.
type Forecast struct {
	History []int // done per day, days with nothing included
	Items   int   // what is to be done
	Split   Range // how many items one turns out to be: 1 to 1.2; zero for 1
	Growth  Range // how much is added on top, as a share: 0 to 0.3
	Trials  int
	Seed    uint64
	Longest int // days after which a trial is given up
}

// Longest is how many days a trial is followed when nothing else is said.
const Longest = 5000

// Idle says whether the past holds no day on which anything was done: then
// there is nothing to forecast from.
func (f Forecast) Idle() bool {
	return !slices.ContainsFunc(f.History, func(n int) bool { return n > 0 })
}

// Days is how trials of "when" ended: how many days each took, in order; those
// that were given up count with one day more than the longest.
type Days []int32

// When simulates on which day the work is done: each trial draws days from the
// past, with replacement, until it has done what there is to do. Nothing to do
// is done on day 0. The past must not be idle.
func (f Forecast) When() Days {
	chance := rand.New(rand.NewPCG(f.Seed, 0x7768656e)) //nolint:gosec // the same answer for the same seed is what is wanted
	longest := f.Longest
	if longest <= 0 {
		longest = Longest
	}
	out := make(Days, f.Trials)
	d := newDraw(chance, f.History)
	for t := range out {
		left := f.load(chance)
		day := 0
		if left > 0 {
			left -= d.first(t)
			day++
		}
		for left > 0 && day <= longest {
			left -= d.next()
			day++
		}
		out[t] = int32(day)
	}
	slices.Sort(out)
	return out
}

// WhenEach simulates on which day each of several amounts of work is done, one
// after the other in one queue: each trial goes on until the largest is done,
// and notes when it came past the others. The amounts must rise; Items, Split
// and Growth do not count.
func (f Forecast) WhenEach(items []int) []Days {
	out := make([]Days, len(items))
	for i := range out {
		out[i] = make(Days, f.Trials)
	}
	if len(items) == 0 {
		return out
	}
	longest := f.Longest
	if longest <= 0 {
		longest = Longest
	}
	d := newDraw(rand.New(rand.NewPCG(f.Seed, 0x7768656e)), f.History) //nolint:gosec // as above
	for t := range f.Trials {
		done, day := 0, 0
		for i, n := range items {
			for done < n && day <= longest {
				if day == 0 {
					done += d.first(t)
				} else {
					done += d.next()
				}
				day++
			}
			out[i][t] = int32(day)
		}
	}
	for _, one := range out {
		slices.Sort(one)
	}
	return out
}

// load is how much one trial has to do.
func (f Forecast) load(chance *rand.Rand) int {
	n := float64(f.Items) * f.Split.draw(chance, 1) * (1 + f.Growth.draw(chance, 0))
	return int(math.Ceil(n - 1e-9))
}

func (r Range) draw(chance *rand.Rand, otherwise float64) float64 {
	switch {
	case r == (Range{}):
		return otherwise
	case r.High <= r.Low:
		return r.Low
	default:
		return r.Low + (r.High-r.Low)*chance.Float64()
	}
}

// Day gives the day by which a share of the trials are done: the upper tail.
func (d Days) Day(p float64) int {
	if len(d) == 0 {
		return 0
	}
	return int(d[nearest(len(d), p)])
}

// Odds gives the share of the trials that are done within so many days.
func (d Days) Odds(days int) float64 {
	if len(d) == 0 {
		return 0
	}
	n, _ := slices.BinarySearch(d, int32(days)+1)
	return float64(n) / float64(len(d))
}

// Counts is how trials of "how many" ended, in order.
type Counts []int32

// HowMany simulates how much is done in so many days.
func (f Forecast) HowMany(days int) Counts {
	chance := rand.New(rand.NewPCG(f.Seed, 0x6d616e79)) //nolint:gosec // the same answer for the same seed is what is wanted
	out := make(Counts, f.Trials)
	d := newDraw(chance, f.History)
	for t := range out {
		sum := 0
		for day := range days {
			if day == 0 {
				sum += d.first(t)
				continue
			}
			sum += d.next()
		}
		out[t] = int32(sum)
	}
	slices.Sort(out)
	return out
}

// AtLeast gives the largest number that is reached with a probability: the
// lower tail.
func (c Counts) AtLeast(p float64) int {
	if len(c) == 0 {
		return 0
	}
	return int(c[len(c)-1-nearest(len(c), p)])
}

// Odds gives the share of the trials in which at least so much was done.
func (c Counts) Odds(n int) float64 {
	if len(c) == 0 {
		return 0
	}
	below, _ := slices.BinarySearch(c, int32(n))
	return float64(len(c)-below) / float64(len(c))
}

// draw takes days out of the past. One number of the source makes two draws:
// most of a simulation is this.
type draw struct {
	chance *rand.Rand
	from   []int
	n      uint64
	kept   uint64
	half   bool
}

func newDraw(chance *rand.Rand, from []int) *draw {
	return &draw{chance: chance, from: from, n: uint64(len(from))}
}

// first gives the first day of a trial. The trials take them in turn, so that
// each day of the past begins as many: that costs nothing and takes away a good
// part of the noise, all of it where one day decides.
func (d *draw) first(trial int) int { return d.from[trial%len(d.from)] }

func (d *draw) next() int {
	if d.half = !d.half; d.half {
		d.kept = d.chance.Uint64()
	}
	at := (d.kept & math.MaxUint32) * d.n >> 32
	d.kept >>= 32
	return d.from[at]
}
