package stat

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
)

// Spread is a number that is not known exactly: it lies between low and high,
// and is most likely in between (a triangle). An exact one has all three alike.
type Spread struct{ Low, Likely, High float64 }

// Wide says whether there is anything uncertain about it.
func (s Spread) Wide() bool { return s.High > s.Low }

// At gives the value below which a share of the triangle lies.
func (s Spread) At(u float64) float64 {
	width := s.High - s.Low
	if !(width > 0) {
		return s.Likely
	}
	peak := (s.Likely - s.Low) / width
	if u < peak {
		return s.Low + math.Sqrt(u*width*(s.Likely-s.Low))
	}
	return s.High - math.Sqrt((1-u)*width*(s.High-s.Likely))
}

// Contender is one of those that are ranked.
type Contender struct {
	Name   string // chance is drawn for it by this name, whoever else takes part
	Inputs []Spread
}

// Contest ranks contenders whose scores are uncertain, by playing through what
// their inputs may turn out to be.
type Contest struct {
	Contenders []Contender
	// Score works out all scores from all inputs; what is undefined is not a
	// number (NaN).
	Score  func(inputs [][]float64, scores []float64)
	Top    int // how many are chosen
	Trials int
	Seed   uint64
}

// Standing is where one contender stands.
type Standing struct {
	Place         int     // by the likely inputs, from 1; 0 where it is undefined
	Score         float64 // of the likely inputs
	Low, Mid      float64 // nine in ten trials lie between low and high
	High, Mean    float64
	TopShare      float64 // of the trials in which it is among the first
	PlaceLow      int     // nine in ten trials place it between these
	PlaceHigh     int
	Swings        []Swing   // by input; zero where nothing is uncertain
	Worth         []float64 // by input: what knowing it exactly is worth
	Undefined     float64   // share of the trials without a score
	scores        []float32
	places        []int32
	draws         [][]float32
	firstInTrials int
}

// Swing is where a contender would stand with one input at either end.
type Swing struct {
	AtLow, AtHigh         int
	ScoreAtLow, ScoreHigh float64
}

// Outcome is how a contest ended.
type Outcome struct {
	Standings []Standing
	// Undecided are the contenders of which it cannot be said whether they are
	// among the first, the least certain first.
	Undecided []int
}

// Trials is how many futures are played through: fewer where there are many
// contenders, so that the answer stays quick.
func Trials(contenders int) int {
	if contenders > 100 {
		return 1000
	}
	return 2000
}

// Run plays a contest.
func (c *Contest) Run() *Outcome {
	n := len(c.Contenders)
	out := &Outcome{Standings: make([]Standing, n)}
	if n == 0 {
		return out
	}
	likely := c.likely()
	scores := make([]float64, n)
	c.Score(likely, scores)
	order := make([]int, n)
	placed(scores, order, func(i, place int) { out.Standings[i].Place = place })
	for i := range out.Standings {
		out.Standings[i].Score = scores[i]
	}
	c.play(out)
	for i := range out.Standings {
		out.Standings[i].summarise()
	}
	c.swing(out, likely, scores)
	c.worth(out)
	c.undecided(out)
	return out
}

func (c *Contest) likely() [][]float64 {
	rows := make([][]float64, len(c.Contenders))
	for i, k := range c.Contenders {
		rows[i] = make([]float64, len(k.Inputs))
		for j, s := range k.Inputs {
			rows[i][j] = s.Likely
		}
	}
	return rows
}

// placed puts scores in order and tells each its place; those that are
// undefined have none. Equal scores stay in the order in which they came.
func placed(scores []float64, order []int, tell func(i, place int)) {
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := scores[a], scores[b]
		switch {
		case math.IsNaN(x) || math.IsNaN(y):
			return int(yes(math.IsNaN(x)) - yes(math.IsNaN(y)))
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	for place, i := range order {
		if !math.IsNaN(scores[i]) {
			tell(i, place+1)
		}
	}
}

func yes(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// play runs the trials. Each contender has a source of chance of its own, so
// that nobody's luck depends on who else takes part.
func (c *Contest) play(out *Outcome) {
	n := len(c.Contenders)
	sources, rows := make([]*rand.Rand, n), c.likely()
	for i, k := range c.Contenders {
		h := fnv.New64a()
		_, _ = h.Write([]byte(k.Name))                        // a hash in memory does not fail
		sources[i] = rand.New(rand.NewPCG(c.Seed, h.Sum64())) //nolint:gosec // the same answer for the same seed is what is wanted
		s := &out.Standings[i]
		s.scores, s.places = make([]float32, c.Trials), make([]int32, c.Trials)
		s.draws = make([][]float32, len(k.Inputs))
		for j, in := range k.Inputs {
			if in.Wide() {
				s.draws[j] = make([]float32, c.Trials)
			}
		}
	}
	scores, order := make([]float64, n), make([]int, n)
	for t := range c.Trials {
		for i, k := range c.Contenders {
			for j, in := range k.Inputs {
				if in.Wide() {
					rows[i][j] = in.At(sources[i].Float64())
					out.Standings[i].draws[j][t] = float32(rows[i][j])
				}
			}
		}
		c.Score(rows, scores)
		for i, s := range scores {
			out.Standings[i].scores[t] = float32(s)
			out.Standings[i].places[t] = int32(n)
		}
		placed(scores, order, func(i, place int) {
			out.Standings[i].places[t] = int32(place)
			if place <= c.Top {
				out.Standings[i].firstInTrials++
			}
		})
	}
}

// summarise says where nine in ten trials ended.
func (s *Standing) summarise() {
	trials := len(s.scores)
	known := make([]float64, 0, trials)
	for _, v := range s.scores {
		if v == v {
			known = append(known, float64(v))
		}
	}
	slices.Sort(known)
	s.Undefined = 1 - float64(len(known))/float64(max(trials, 1))
	s.Low, _ = Percentile(known, 0.05)
	s.Mid, _ = Percentile(known, 0.5)
	s.High, _ = Percentile(known, 0.95)
	s.Mean, _ = Mean(known)
	s.TopShare = float64(s.firstInTrials) / float64(max(trials, 1))
	places := slices.Clone(s.places)
	slices.Sort(places)
	if trials > 0 {
		s.PlaceLow, s.PlaceHigh = int(places[nearest(trials, 0.05)]), int(places[nearest(trials, 0.95)])
	}
}

// swing moves one input at a time from end to end, and looks where that puts
// its contender.
func (c *Contest) swing(out *Outcome, likely [][]float64, point []float64) {
	scores, order := make([]float64, len(point)), make([]int, len(point))
	for i, k := range c.Contenders {
		s := &out.Standings[i]
		s.Swings = make([]Swing, len(k.Inputs))
		for j, in := range k.Inputs {
			if !in.Wide() || s.Place == 0 {
				continue
			}
			to := func(v float64) (place int, score float64) {
				likely[i][j] = v
				c.Score(likely, scores)
				placed(scores, order, func(at, p int) {
					if at == i {
						place = p
					}
				})
				return place, scores[i]
			}
			w := &s.Swings[j]
			w.AtLow, w.ScoreAtLow = to(in.Low)
			w.AtHigh, w.ScoreHigh = to(in.High)
			likely[i][j] = in.Likely
		}
	}
}

// bins is into how many groups of equal size trials are put to see what is
// expected when one input is known.
const bins = 20

// worth says what knowing an input exactly would be worth: by how much the
// choice of the first would be better on average. Knowing it moves what is
// expected of its contender alone, so the choice changes only where that
// crosses the last of those that are chosen, or the first of those that are not.
func (c *Contest) worth(out *Outcome) {
	means := make([]float64, len(out.Standings))
	for i, s := range out.Standings {
		means[i] = s.Mean
		if s.Undefined == 1 {
			means[i] = math.NaN()
		}
	}
	order, place := make([]int, len(means)), make([]int, len(means))
	placed(means, order, func(i, p int) { place[i] = p })
	defined := 0
	for _, p := range place {
		defined = max(defined, p)
	}
	for i := range out.Standings {
		s := &out.Standings[i]
		s.Worth = make([]float64, len(c.Contenders[i].Inputs))
		if place[i] == 0 || c.Top <= 0 || c.Top >= defined {
			continue
		}
		inside := place[i] <= c.Top
		other := means[order[c.Top-1]]
		if inside {
			other = means[order[c.Top]]
		}
		for j, draws := range s.draws {
			if draws != nil {
				s.Worth[j] = gain(draws, s.scores, other, inside)
			}
		}
	}
}

// gain is what changing the choice would bring on average, for the groups of
// trials in which one would change it.
func gain(draws, scores []float32, other float64, inside bool) float64 {
	order := make([]int, len(draws))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		switch {
		case draws[a] < draws[b]:
			return -1
		case draws[a] > draws[b]:
			return 1
		}
		return a - b
	})
	sum := 0.0
	for b := range bins {
		from, to := b*len(order)/bins, (b+1)*len(order)/bins
		total, n := 0.0, 0
		for _, t := range order[from:to] {
			if scores[t] == scores[t] {
				total += float64(scores[t])
				n++
			}
		}
		if n == 0 {
			continue
		}
		ahead := total/float64(n) - other
		if inside {
			ahead = -ahead
		}
		sum += max(0, ahead) * float64(to-from) / float64(len(order))
	}
	return sum
}

// undecided are those that are among the first in more than one, and fewer than
// four of five trials.
func (c *Contest) undecided(out *Outcome) {
	const sure = 0.8
	for i, s := range out.Standings {
		if s.Place > 0 && s.TopShare > 1-sure && s.TopShare < sure {
			out.Undecided = append(out.Undecided, i)
		}
	}
	slices.SortStableFunc(out.Undecided, func(a, b int) int {
		x, y := math.Abs(out.Standings[a].TopShare-0.5), math.Abs(out.Standings[b].TopShare-0.5)
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
}
