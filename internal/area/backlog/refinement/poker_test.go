package refinement_test

import (
	"fmt"
	"testing"

	"throughline/internal/area/backlog/refinement"
	"throughline/internal/kit/id"
)

func votes(values ...string) []refinement.Vote {
	var out []refinement.Vote
	for i, v := range values {
		out = append(out, refinement.Vote{Member: id.Ref(fmt.Sprintf("m%d", i)), Value: v})
	}
	return out
}

func show(n *float64) string {
	if n == nil {
		return "-"
	}
	return fmt.Sprint(*n)
}

// The first two are the worked examples of planning poker.
func TestWhatVotesComeTo(t *testing.T) {
	t.Parallel()
	cases := []struct {
		votes []refinement.Vote
		nth   int64
		want  string // low high median consensus suggestion lowest highest advice
	}{
		{votes("3", "5", "5", "8"), 1, "3 8 5 - - [m0] [m3] explain"},
		{votes("5", "5", "5", "5"), 1, "5 5 5 5 5 [] [] take"},
		{votes("5", "5", "?", "5"), 1, "5 5 5 - - [] [] explain"},
		{votes("5", "coffee", "5"), 1, "5 5 5 - - [] [] explain"},
		{votes("3", "?", "8"), 2, "3 8 5.5 - - [m0] [m2] explain"},
		{votes("?", "?"), 1, "- - - - - [] [] explain"},
		{votes("?", "coffee"), 3, "- - - - - [] [] larger or split"},
		{votes("½", "1", "1"), 2, "0.5 1 1 - - [m0] [m1 m2] explain"},
		{votes("3", "5", "8"), 3, "3 8 5 - 8 [m0] [m2] larger or split"},
		{votes("8", "5", "8", "5"), 4, "5 8 6.5 - 8 [m1 m3] [m0 m2] larger or split"},
		{votes("5", "5"), 3, "5 5 5 5 5 [] [] take"},
		{votes("8"), 1, "8 8 8 - - [] [] explain"},
		{votes("0", "0"), 1, "0 0 0 0 0 [] [] take"},
		{nil, 1, "- - - - - [] [] explain"},
	}
	for _, c := range cases {
		r := refinement.Weigh(c.votes, c.nth)
		got := fmt.Sprint(show(r.Low), " ", show(r.High), " ", show(r.Median), " ", show(r.Consensus), " ", show(r.Suggestion), " ", r.Lowest, " ", r.Highest, " ", r.Advice)
		if got != c.want {
			t.Errorf("%v in round %d gives %s, want %s", c.votes, c.nth, got, c.want)
		}
	}
}

func TestSizes(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]float64{"0": 0, "½": 0.5, "0.5": 0.5, "13": 13, "100": 100, "?": -1, "coffee": -1, "": -1, "-1": -1, "NaN": -1, "Inf": -1, "1e9": -1} {
		got, ok := refinement.Size(value)
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("%q is %v, want %v", value, got, want)
		}
	}
}
