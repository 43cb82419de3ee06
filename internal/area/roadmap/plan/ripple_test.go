package plan

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"throughline/internal/kit/clock"
)

const march = clock.Day("2026-03-01")

// day gives a day of March by its number; beyond it goes on into April.
func day(n int) clock.Day { return march.Add(n - 1) }

func span(from, to int) Span { return Span{day(from), day(to)} }

func waits(from, to string) Edge { return Edge{From: from, To: to} }
func ships(from, to string) Edge { return Edge{Content: true, From: from, To: to} }

func TestConflictsAreEdgesThatDoNotHold(t *testing.T) {
	t.Parallel()
	nodes := []Node{
		{ID: "a", Span: span(1, 10)}, {ID: "b", Span: span(10, 20)}, {ID: "c", Span: span(8, 12)}, {ID: "over", Span: span(1, 30), Over: true},
		{ID: "undated"}, {ID: "r", Span: Span{End: day(15)}}, {ID: "early", Span: Span{End: day(9)}},
	}
	cases := []struct {
		edge Edge
		days int // 0: it holds
	}{
		{waits("a", "b"), 0}, // begins on the day on which the other ends
		{waits("a", "c"), 2},
		{waits("b", "a"), 19},
		{waits("over", "c"), 0}, // what is over holds nobody up
		{waits("undated", "c"), 0},
		{waits("a", "undated"), 0},
		{waits("a", "early"), 1}, // only its end is known
		{ships("a", "r"), 0},
		{ships("b", "r"), 5},
		{ships("a", "early"), 1},
	}
	for _, c := range cases {
		got := Conflicts(nodes, []Edge{c.edge})
		if c.days == 0 && len(got) > 0 || c.days > 0 && (len(got) != 1 || got[0].Days != c.days) {
			t.Errorf("%+v gives %+v, want %d days", c.edge, got, c.days)
		}
	}
}

func TestARippleMovesWhatWaits(t *testing.T) {
	t.Parallel()
	nodes := []Node{
		{ID: "a", Span: span(1, 5)}, {ID: "b", Span: span(5, 10)}, {ID: "c", Span: span(20, 25)}, {ID: "d", Span: span(10, 12)},
		{ID: "r", Span: Span{Start: day(1), End: day(13)}}, {ID: "done", Span: span(5, 7), Over: true},
	}
	edges := []Edge{waits("a", "b"), waits("b", "c"), waits("b", "d"), ships("d", "r"), waits("a", "done")}
	cases := []struct {
		name string
		move map[string]Span
		want string
	}{
		{"nothing waits for what gets earlier", map[string]Span{"b": span(4, 9)}, ""},
		{"a gap takes a delay up", map[string]Span{"b": span(6, 10)}, ""},
		{"a chain keeps its lengths, and a release waits for its content", map[string]Span{"a": span(1, 9)}, "b 9-14 +4 [a] d 14-16 +4 [b] r 1-16 +3 [d]"},
		{"what was put somewhere stays there", map[string]Span{"a": span(1, 9), "b": span(5, 10)}, ""},
		{"what is over moves nobody", map[string]Span{"done": span(8, 12)}, ""},
		{"a long delay reaches beyond a gap", map[string]Span{"a": span(1, 25)}, "b 25-30 +20 [a] d 30-32 +20 [b] r 1-32 +19 [d] c 30-35 +10 [b]"},
	}
	for _, c := range cases {
		got := ""
		for _, m := range Follow(nodes, edges, c.move).Moves {
			got += fmt.Sprintf("%s %d-%d %+d %v ", m.ID, number(m.To.Start), number(m.To.End), m.Days, m.Because)
		}
		if got != "" {
			got = got[:len(got)-1]
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	left := Follow(nodes, edges, map[string]Span{"a": span(1, 9), "b": span(5, 10)}).Left
	if len(left) != 1 || left[0].From != "a" || left[0].To != "b" || left[0].Days != 4 {
		t.Errorf("what stays in conflict is %+v", left)
	}
}

func number(d clock.Day) int {
	if d == "" {
		return 0
	}
	return d.Since(march) + 1
}

func TestARingStopsARipple(t *testing.T) {
	t.Parallel()
	nodes := []Node{{ID: "a", Span: span(1, 5)}, {ID: "b", Span: span(5, 9)}, {ID: "c", Span: span(9, 12)}, {ID: "z", Span: span(9, 10)}}
	r := Follow(nodes, []Edge{waits("a", "b"), waits("b", "c"), waits("c", "b"), waits("a", "z")}, map[string]Span{"a": span(1, 20)})
	if len(r.Cycles) != 1 || !slices.Equal(r.Cycles[0], []string{"b", "c"}) {
		t.Errorf("the rings are %v", r.Cycles)
	}
	if !slices.ContainsFunc(r.Moves, func(m Move) bool { return m.ID == "z" }) {
		t.Errorf("what waits beside the ring did not move: %+v", r.Moves)
	}
}

// After a ripple on lines that wait without a ring nothing is in conflict but
// what was put somewhere; nobody moves earlier or changes length.
func TestARippleLeavesNoConflict(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 12).Draw(t, "lines")
		nodes := make([]Node, n)
		for i := range nodes {
			from := rapid.IntRange(1, 60).Draw(t, "from")
			nodes[i] = Node{ID: fmt.Sprintf("%02d", i), Span: span(from, from+rapid.IntRange(0, 20).Draw(t, "long"))}
		}
		var edges []Edge
		for i := range n {
			for j := i + 1; j < n; j++ {
				if rapid.IntRange(0, 3).Draw(t, "waits") == 0 && nodes[j].Span.Start >= nodes[i].Span.End {
					edges = append(edges, waits(nodes[i].ID, nodes[j].ID))
				}
			}
		}
		who := rapid.IntRange(0, n-1).Draw(t, "who")
		by := rapid.IntRange(-30, 60).Draw(t, "by")
		to := Span{nodes[who].Span.Start.Add(by), nodes[who].Span.End.Add(by)}
		r := Follow(nodes, edges, map[string]Span{nodes[who].ID: to})
		after := slices.Clone(nodes)
		after[who].Span = to
		for _, m := range r.Moves {
			at := slices.IndexFunc(nodes, func(n Node) bool { return n.ID == m.ID })
			if m.To.Start <= m.From.Start || m.From.End.Since(m.From.Start) != m.To.End.Since(m.To.Start) || len(m.Because) == 0 {
				t.Fatalf("%+v moves earlier, changes its length or has no cause", m)
			}
			after[at].Span = m.To
		}
		for _, c := range Conflicts(after, edges) {
			if c.To != nodes[who].ID {
				t.Fatalf("left in conflict: %+v", c)
			}
		}
	})
}
