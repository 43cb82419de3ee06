package ranking

import (
	"fmt"
	"math"
	"slices"
)

// Classes of Kano, in the order in which ties are decided.
var kanoClasses = []string{"must-be", "one-dimensional", "attractive", "indifferent", "reverse", "questionable"}

// Kano is what people say of having and of lacking something.
type Kano struct {
	Better, Worse *float64 // nil where nobody answered so that it counts
	Class         string
	Mixed         string // the second class, where the first two do not differ reliably
}

// kanoOf reads the counts of answers in the six classes (Berger et al.; Fong's
// test for whether the first two differ).
func kanoOf(attractive, oneDimensional, mustBe, indifferent, reverse, questionable float64) Kano {
	k := Kano{}
	if under := attractive + oneDimensional + mustBe + indifferent; under > 0 {
		better, worse := (attractive+oneDimensional)/under, -(oneDimensional+mustBe)/under
		k.Better, k.Worse = &better, &worse
	}
	counts := map[string]float64{"attractive": attractive, "one-dimensional": oneDimensional, "must-be": mustBe, "indifferent": indifferent, "reverse": reverse, "questionable": questionable}
	total := attractive + oneDimensional + mustBe + indifferent + reverse + questionable
	if total == 0 {
		return k
	}
	among := kanoClasses[3:]
	if attractive+oneDimensional+mustBe > indifferent+reverse+questionable {
		among = kanoClasses[:3]
	}
	k.Class = among[0]
	for _, c := range among[1:] {
		if counts[c] > counts[k.Class] {
			k.Class = c
		}
	}
	order := slices.Clone(kanoClasses)
	slices.SortStableFunc(order, func(x, y string) int { return sign(counts[y] - counts[x]) })
	a, b := counts[order[0]], counts[order[1]]
	if math.Abs(a-b) < 1.65*math.Sqrt((a+b)*(2*total-a-b)/(2*total)) {
		k.Mixed = order[1]
		if k.Mixed == k.Class {
			k.Mixed = order[0]
		}
	}
	return k
}

// kanoPairs is what the answers to the two questions make: by the answer to
// having it, then to lacking it, each from like over must-be, neutral and
// live-with to dislike.
var kanoPairs = [5]string{"QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"}

// kanoPair gives the class of one person's two answers, each from 0 (like) to 4
// (dislike).
func kanoPair(present, absent int) byte { return kanoPairs[present][absent] }

func sign(v float64) int {
	switch {
	case v < 0:
		return -1
	case v > 0:
		return 1
	}
	return 0
}

// Shares are how much of the effort is must, should and could.
type Shares struct {
	Must, Should, Could float64
	Flag                string // ok, risk or warn
	Why                 string
}

// leastCould is the share of could below which there is no contingency.
const leastCould = 0.1

// moscowOf measures priorities on effort; what won't be done is outside.
func moscowOf(must, should, could float64) (Shares, bool) {
	total := must + should + could
	if total <= 0 {
		return Shares{}, false
	}
	s := Shares{Must: must / total, Should: should / total, Could: could / total, Flag: "ok"}
	switch {
	case s.Must > 0.6+1e-9:
		s.Flag, s.Why = "risk", fmt.Sprintf("Must is %.0f%% of the effort; above 60%% it cannot be guaranteed.", 100*s.Must)
	case s.Could < leastCould:
		s.Flag, s.Why = "warn", fmt.Sprintf("Could is %.0f%% of the effort: there is no contingency. About 20%% is usual.", 100*s.Could)
	default:
		s.Why = fmt.Sprintf("Must %.0f%%, should %.0f%%, could %.0f%% of the effort.", 100*s.Must, 100*s.Should, 100*s.Could)
	}
	return s, true
}

// opportunityOf reads an opportunity score.
func opportunityOf(score, importance, satisfaction float64) string {
	over := ""
	if satisfaction > importance {
		over = ", over-served"
	}
	switch {
	case score > 15:
		return "extreme opportunity"
	case score >= 12:
		return "ripe for improvement"
	case score >= 10:
		return "worth a look" + over
	}
	return "unattractive" + over
}

// quadrant names where something stands by value and effort.
func quadrant(value, effort, valueFrom, effortFrom float64) string {
	switch {
	case value >= valueFrom && effort < effortFrom:
		return "quick win"
	case value >= valueFrom:
		return "big bet"
	case effort < effortFrom:
		return "fill-in"
	}
	return "money pit"
}

// median is the middle of some numbers; of an even number of them the mean of
// the middle two.
func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(values))
	n := len(s)
	return (s[(n-1)/2] + s[n/2]) / 2
}

// job is what has to be done one after the other.
type job struct{ costOfDelay, duration float64 }

// delayCost is what an order of jobs costs: each from the beginning until it is
// finished.
func delayCost(jobs []job) float64 {
	at, sum := 0.0, 0.0
	for _, j := range jobs {
		at += j.duration
		sum += j.costOfDelay * at
	}
	return sum
}
