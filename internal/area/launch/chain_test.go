package launch

import (
	"strings"
	"testing"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

func checked(tasks []Blueprint) error {
	var list errs.List
	(&LaunchTemplate{Tier: 1, Tasks: tasks}).Check(&list)
	return list.Err()
}

// nodesOf reads tasks from lines: id due days after…, with a ! before what is done.
func nodesOf(lines ...string) []node {
	var out []node
	for _, l := range lines {
		f := strings.Fields(l)
		n := node{ID: strings.TrimPrefix(f[0], "!"), Open: !strings.HasPrefix(f[0], "!"), Days: int64(f[2][0] - '0'), After: f[3:]}
		if f[1] != "-" {
			n.Due = clock.Day("2026-05-" + f[1])
		}
		n.Before = n.Due <= "2026-05-20"
		out = append(out, n)
	}
	return out
}

// The launch is on 20 May, today is the 10th.
func TestWhatHoldsALaunchUp(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name   string
		tasks  []string
		finish string
		chain  string
		slips  map[string]int
	}{
		{"nothing to do", nil, "20", "", nil},
		{"all in time", []string{"a 12 1", "b 15 2 a"}, "20", "", map[string]int{"a": 0, "b": 0}},
		{"late, with room after it", []string{"a 08 1", "b 15 2 a"}, "20", "a", map[string]int{"a": 2, "b": 0}},
		{"late, and pushes the day", []string{"a 08 1", "b 12 4 a", "c 19 8 b"}, "22", "a b c", map[string]int{"a": 2, "b": 2, "c": 3}},
		{"done things hold nothing up", []string{"!a 01 1", "b 12 5 a"}, "20", "", map[string]int{"b": 0}},
		{"planned before what comes first", []string{"a 15 1", "b 12 3 a"}, "20", "a b", map[string]int{"a": 0, "b": 6}},
		{"of two, the one that pushes the day", []string{"a 01 1", "b 19 4 c", "c 18 1"}, "22", "c b", map[string]int{"a": 9, "b": 3}},
		{"after the launch it holds nothing up", []string{"a 20 1", "b 25 9 a"}, "20", "", map[string]int{"b": 4}},
		{"without a day nothing is known", []string{"a - 1", "b - 3 a"}, "20", "", map[string]int{"a": 0, "b": 0}},
		{"a circle ends", []string{"a 12 1 b", "b 12 1 a"}, "20", "", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			nodes := nodesOf(c.tasks...)
			of := expect(nodes, "2026-05-10")
			if got := finish(nodes, of, "2026-05-20"); got != clock.Day("2026-05-"+c.finish) {
				t.Errorf("it is finished on %s, want the %s", got, c.finish)
			}
			if c.name != "a circle ends" {
				if got := strings.Join(critical(nodes, of, "2026-05-20"), " "); got != c.chain {
					t.Errorf("held up by %q, want %q", got, c.chain)
				}
			}
			for id, want := range c.slips {
				if of[id].Slip != want {
					t.Errorf("%s slips by %d, want %d", id, of[id].Slip, want)
				}
			}
		})
	}
}

func TestTemplatesHold(t *testing.T) {
	t.Parallel()
	for tier, tasks := range asItCame {
		list := checked(tasks)
		if list != nil {
			t.Errorf("the template of tier %d: %v", tier, list)
		}
	}
	bad := map[string][]Blueprint{
		"a circle":            {{ID: "a", Department: "product", Title: "A", After: []string{"b"}}, {ID: "b", Department: "product", Title: "B", After: []string{"a"}}},
		"an unknown one":      {{ID: "a", Department: "product", Title: "A", After: []string{"z"}}},
		"itself":              {{ID: "a", Department: "product", Title: "A", After: []string{"a"}}},
		"twice":               {{ID: "a", Department: "product", Title: "A"}, {ID: "a", Department: "product", Title: "B"}},
		"without a title":     {{ID: "a", Department: "product", Title: " "}},
		"an odd department":   {{ID: "a", Department: "kitchen", Title: "A"}},
		"far from the launch": {{ID: "a", Department: "legal", Title: "A", Offset: -400}},
	}
	for name, tasks := range bad {
		if checked(tasks) == nil {
			t.Errorf("%s is taken", name)
		}
	}
}
