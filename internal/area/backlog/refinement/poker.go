package refinement

import (
	"slices"
	"strconv"

	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Values that are no sizes: one does not know, one needs a break.
const (
	Unsure = "?"
	Coffee = "coffee"
	half   = "½"
)

// Usual is the scale of teams that have not set their own (Cohn).
var Usual = []string{"0", half, "1", "2", "3", "5", "8", "13", "20", "40", "100", Unsure, Coffee}

// patience is after how many rounds talking on is not worth it.
const patience = 3

// Advice on a revealed round.
const (
	AdviseTake    = "take"            // all agree
	AdviseExplain = "explain"         // the lowest and the highest explain, then vote again
	AdviseEnd     = "larger or split" // enough rounds: take the larger, or split the item
)

// Vote is what somebody voted, once that may be seen.
type Vote struct {
	Member id.Ref `json:"member" ref:"member"`
	Value  string `json:"value"`
}

// Result is what the votes of a round come to.
type Result struct {
	Low        *float64 `json:"low" doc:"The lowest vote; null when nobody named a size."`
	High       *float64 `json:"high"`
	Median     *float64 `json:"median" doc:"Of the sizes; who does not know is left out."`
	Consensus  *float64 `json:"consensus" doc:"The size that everybody voted; null when there is none."`
	Suggestion *float64 `json:"suggestion" doc:"What to take by the rules of the game: the consensus, or after three rounds the larger; null when there is more to say."`
	Lowest     []string `json:"lowest" ref:"member" doc:"Who voted lowest, and shall explain."`
	Highest    []string `json:"highest" ref:"member" doc:"Who voted highest, and shall explain."`
	Advice     string   `json:"advice" doc:"take, explain, or larger or split."`
}

// Size is the number that a value stands for; ok is false for one that is no
// size.
func Size(value string) (size float64, ok bool) {
	if value == half {
		return 0.5, true
	}
	size, err := strconv.ParseFloat(value, 64)
	return size, err == nil && size >= 0 && size <= 1e6
}

// Weigh says what votes come to in the nth round. Who does not know, or needs
// a break, counts in no median, and as long as somebody does there is no
// consensus; nor is there one of a single vote.
func Weigh(votes []Vote, nth int64) Result {
	out := Result{Lowest: []string{}, Highest: []string{}, Advice: AdviseExplain}
	var sizes []float64
	for _, v := range votes {
		if n, ok := Size(v.Value); ok {
			sizes = append(sizes, n)
		}
	}
	if len(sizes) > 0 {
		slices.Sort(sizes)
		out.spread(votes, sizes)
		if n := len(sizes); n == len(votes) && n > 1 && sizes[0] == sizes[n-1] {
			out.Consensus, out.Suggestion, out.Advice = &sizes[0], &sizes[0], AdviseTake
			return out
		}
	}
	if nth >= patience {
		out.Advice, out.Suggestion = AdviseEnd, out.High
	}
	return out
}

// spread sets lowest, highest and median from the sizes, which are sorted.
func (r *Result) spread(votes []Vote, sizes []float64) {
	n := len(sizes)
	low, high, mid := sizes[0], sizes[n-1], (sizes[(n-1)/2]+sizes[n/2])/2
	r.Low, r.High, r.Median = &low, &high, &mid
	if low == high {
		return
	}
	for _, v := range votes {
		switch size, ok := Size(v.Value); {
		case ok && size == low:
			r.Lowest = append(r.Lowest, string(v.Member))
		case ok && size == high:
			r.Highest = append(r.Highest, string(v.Member))
		}
	}
}

// checkScale refuses values that nobody could vote with.
func checkScale(field string, steps []string, list *errs.List) {
	if len(steps) < 2 || len(steps) > 30 {
		list.Add(field, "must be 2 to 30 values")
		return
	}
	last, sizes := -1.0, 0
	for i, s := range steps {
		if slices.Contains(steps[:i], s) {
			list.Add(field, "%q stands twice", s)
			return
		}
		if s == Unsure || s == Coffee {
			continue
		}
		n, ok := Size(s)
		if !ok || len(s) > 12 {
			list.Add(field, "%q is neither a number, nor ½, ? or coffee", s)
			return
		}
		if n <= last {
			list.Add(field, "%q does not come after the value before it; put them in order", s)
			return
		}
		last, sizes = n, sizes+1
	}
	if sizes < 2 {
		list.Add(field, "must have at least two numbers")
	}
}
