package board

import (
	"strconv"
	"testing"

	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
)

func limit(n float64) *float64 { return &n }

// building is a board with three columns, the middle one over two states.
func building() *Board {
	return &Board{Method: Kanban, Columns: []Column{
		{ID: "todo", Name: "To do", States: []string{"ready"}},
		{ID: "dev", Name: "Development", States: []string{"in progress", "in review"}, Limit: limit(3)},
		{ID: "done", Name: "Done", States: []string{"done"}},
	}}
}

func in(n int, state string, more ...func(*card)) []card {
	out := make([]card, n)
	for i := range out {
		c := map[string]record.Category{"ready": record.Todo, "done": record.Done}[state]
		if c == "" {
			c = record.Doing
		}
		out[i] = card{ID: state + strconv.Itoa(i), State: state, Category: c}
		for _, fn := range more {
			fn(&out[i])
		}
	}
	return out
}

func TestWhatBreaksALimit(t *testing.T) {
	t.Parallel()
	doing := func(c card) card { c.State, c.Category = "in progress", record.Doing; return c }
	owned := func(by string) func(*card) { return func(c *card) { c.Owner = id.Ref(by) } }
	class := func(name string) func(*card) { return func(c *card) { c.Class = name } }
	sized := func(n float64) func(*card) { return func(c *card) { c.Estimate = &n } }
	ready := func(more ...func(*card)) card { return in(1, "ready", more...)[0] }
	cases := []struct {
		what   string
		set    func(b *Board)
		others []card
		was    card
		is     func(c card) card
		want   string
	}{
		{"a fourth into a column of three", nil, in(3, "in progress"), ready(), doing, "column"},
		{"a third into a column of three", nil, in(2, "in progress"), ready(), doing, ""},
		{"within the column", nil, in(2, "in progress"), in(1, "in review")[0], doing, ""},
		{"within a column that is over its limit", func(b *Board) { b.Columns[1].Limit = limit(2) }, in(3, "in progress"), in(1, "in review")[0], doing, ""},
		{"the states of one column count together", nil, append(in(2, "in progress"), in(1, "in review")...), ready(), doing, "column"},
		{"out of a full column", nil, in(3, "in progress"), in(1, "in review")[0], func(c card) card { c.State, c.Category = "done", record.Done; return c }, ""},
		{"a column without a limit", nil, in(9, "done"), in(1, "in review")[0], func(c card) card { c.State, c.Category = "done", record.Done; return c }, ""},
		{"an expedite item passes the column's limit", func(b *Board) { b.ExpediteLimit = limit(1) }, in(3, "in progress"), ready(class(Expedite)), doing, ""},
		{"but one at a time", func(b *Board) { b.ExpediteLimit = limit(1) }, in(1, "in review", class(Expedite)), ready(class(Expedite)), doing, "expedite"},
		{"expedite items do not fill the column", nil, in(3, "in progress", class(Expedite)), ready(), doing, ""},
		{"what becomes ordinary counts again", func(b *Board) { b.ExpediteLimit = limit(1) }, in(3, "in progress"), in(1, "in review", class(Expedite))[0], func(c card) card { c.Class = ""; return c }, "column"},
		{"one person's limit", func(b *Board) { b.PersonLimit, b.Columns[1].Limit = limit(2), nil }, in(2, "in progress", owned("ana")), ready(owned("ana")), doing, "person"},
		{"another person's", func(b *Board) { b.PersonLimit, b.Columns[1].Limit = limit(2), nil }, in(2, "in progress", owned("ana")), ready(owned("ben")), doing, ""},
		{"given to somebody who is full", func(b *Board) { b.PersonLimit, b.Columns[1].Limit = limit(2), nil }, in(2, "in progress", owned("ana")), in(1, "in review")[0], func(c card) card { c.Owner = "ana"; return c }, "person"},
		{"the whole board", func(b *Board) { b.TotalLimit, b.Columns[1].Limit = limit(2), nil }, in(2, "in review"), ready(), doing, "board"},
		{"a lane", func(b *Board) {
			b.Lanes, b.LaneLimits, b.Columns[1].Limit = "serviceClass", map[string]float64{"intangible": 1}, nil
		}, in(1, "in progress", class("intangible")), ready(class("intangible")), doing, "lane"},
		{"another lane", func(b *Board) {
			b.Lanes, b.LaneLimits, b.Columns[1].Limit = "serviceClass", map[string]float64{"intangible": 1}, nil
		}, in(1, "in progress", class("intangible")), ready(), doing, ""},
		{"points", func(b *Board) { b.CountBy, b.Columns[1].Limit = "points", limit(13) }, in(2, "in progress", sized(5)), ready(sized(5)), doing, "column"},
		{"points that fit", func(b *Board) { b.CountBy, b.Columns[1].Limit = "points", limit(13) }, in(2, "in progress", sized(5)), ready(sized(3)), doing, ""},
		{"without an estimate it counts one", func(b *Board) { b.CountBy, b.Columns[1].Limit = "points", limit(10) }, in(2, "in progress", sized(5)), ready(), doing, "column"},
	}
	for _, c := range cases {
		b := building()
		if c.set != nil {
			c.set(b)
		}
		got := ""
		for _, x := range b.breaks(c.others, &c.was, c.is(c.was)) {
			got += x.Scope
		}
		if got != c.want {
			t.Errorf("%s: breaks %q, want %q", c.what, got, c.want)
		}
	}
}

func TestLoweringALimitMarksTheColumn(t *testing.T) {
	t.Parallel()
	b := building()
	b.Columns[1].Limit = limit(2)
	s := &Shown{Board: b}
	s.fill(in(3, "in progress"))
	if c := s.Columns[1]; c.Items != 3 || !c.Over || c.Holds != 3 {
		t.Errorf("the column is %+v, want three items over the limit", c)
	}
}

// The worked example of nearest rank.
func TestPercentilesByNearestRank(t *testing.T) {
	t.Parallel()
	took := []float64{13, 1, 2, 2, 3, 3, 4, 5, 5, 8}
	for p, want := range map[float64]float64{0.5: 3, 0.7: 5, 0.85: 8, 0.95: 13} {
		if got := percentile(took, p); got != want {
			t.Errorf("P%v is %v, want %v", p*100, got, want)
		}
	}
}

func TestTheClockOfAColumn(t *testing.T) {
	t.Parallel()
	day := func(n int) clock.Instant { return clock.Instant(n * 86_400_000_000) }
	b := building()
	stays := []stay{{"ready", day(1), day(2)}, {"in progress", day(2), day(4)}, {"in review", day(4), day(5)}, {"in progress", day(5), 0}}
	if got := b.since(stays, "dev"); got != day(2) {
		t.Errorf("it stands there since %s, want since it first came: moving within a column leaves the clock running", got)
	}
	back := append([]stay{{"in progress", day(0), day(1)}}, stays...)
	if got := b.since(back, "dev"); got != day(2) {
		t.Errorf("it stands there since %s, want since it came back", got)
	}
	if got := b.days(stays); got["dev"] != 3 || got["todo"] != 1 {
		t.Errorf("it took %v, want one day to do and three days of development that are over", got)
	}
}
