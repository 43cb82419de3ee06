package flow

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"throughline/internal/area/product"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/patch"
)

func berlin(t *testing.T) calendar {
	t.Helper()
	z, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no time zones here: ", err)
	}
	return calendarOf(&product.Product{Holidays: []clock.Day{"2026-04-03", "2026-04-06"}}, z)
}

func TestDaysOf23And25Hours(t *testing.T) {
	t.Parallel()
	c := berlin(t)
	for d, hours := range map[clock.Day]float64{"2026-03-28": 24, "2026-03-29": 23, "2026-10-25": 25} {
		if got := c.end(d).Sub(c.start(d)).Hours(); got != hours {
			t.Errorf("%s has %v hours, want %v", d, got, hours)
		}
	}
	// Late on the evening before, and early on the day itself: two days.
	before := clock.From(time.Date(2026, 3, 28, 22, 30, 0, 0, time.UTC))
	after := clock.From(time.Date(2026, 3, 28, 23, 30, 0, 0, time.UTC))
	if c.day(before) != "2026-03-28" || c.day(after) != "2026-03-29" || c.span(before, after) != 2 {
		t.Errorf("an hour over midnight in Berlin spans %d days, from %s to %s", c.span(before, after), c.day(before), c.day(after))
	}
	if got := c.span(clock.From(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)), clock.From(time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC))); got != 31 {
		t.Errorf("March has %d days", got)
	}
	if n := c.between("2026-03-30", "2026-04-10"); n != 8 {
		t.Errorf("two weeks with Easter have %d working days, want 8", n)
	}
	if d := c.next("2026-04-02", 1); d != "2026-04-07" {
		t.Errorf("the working day after Maundy Thursday is %s", d)
	}
	all := days("2026-03-28", "2026-03-30")
	ends := c.ends(all, clock.From(time.Date(2026, 3, 30, 9, 0, 0, 0, time.UTC)))
	for i, at := range []clock.Instant{ends[0] - 1, ends[0], ends[1], ends[2] - 1} {
		if got, want := first(ends, at), []int{0, 1, 2, 2}[i]; got != want {
			t.Errorf("instant %d falls on day %d, want %d", i, got, want)
		}
	}
}

func TestLittlesLaw(t *testing.T) {
	t.Parallel()
	at := func(d float64) clock.Instant { return clock.Instant(1e15) + clock.Instant(d*24*3600*1e6) }
	window := span{at(0), at(10)}
	l := little([]stay{{at(0), at(4)}, {at(1), at(3)}, {at(2), at(7)}, {at(5), at(10)}}, window)
	if math.Abs(l.WIP-1.6) > 1e-9 || math.Abs(l.Rate-0.4) > 1e-9 || math.Abs(*l.Cycle-4) > 1e-9 || math.Abs(*l.Expected-4) > 1e-9 || !l.Holds || len(l.Warnings) != 0 {
		t.Errorf("the closed window gives %+v", l)
	}
	var steady []stay
	for i := range 120 { // 3 a day, 4 days each: 12 in progress
		from := float64(i)/3 - 20
		steady = append(steady, stay{at(from), at(from + 4)})
	}
	if l := little(steady, window); math.Abs(l.WIP-12) > 1e-6 || math.Abs(l.Rate-3) > 1e-6 || math.Abs(*l.Expected-4) > 1e-6 {
		t.Errorf("12 in progress at 3 a day: %+v, want 4 days", l)
	}
	piles := little([]stay{{at(1), forever}, {at(2), forever}, {at(3), at(4)}}, window)
	if piles.Holds || len(piles.Warnings) == 0 || math.Abs(*piles.Off-2.0/3) > 1e-9 {
		t.Errorf("three begun and one finished: %+v, want a warning", piles)
	}
	ten := make([]stay, 0, 11)
	for i := range 10 {
		ten = append(ten, stay{at(float64(i) / 2), at(float64(i)/2 + 1)})
	}
	if !little(append(ten, stay{at(-1), at(1)}), window).Holds { // 10 against 11
		t.Error("10 and 11 differ by less than 10 %")
	}
	if none := little(nil, window); none.Holds || none.Cycle != nil || len(none.Warnings) != 1 {
		t.Errorf("an empty window gives %+v", none)
	}
}

// Whatever the order in which changes are learnt of, each field is what the
// last change of it in time said.
func TestThePastGoesByWhenThingsHappened(t *testing.T) {
	t.Parallel()
	states := []string{"new", "in progress", "done", "tabs\tand\nlines"}
	rapid.Check(t, func(t *rapid.T) {
		type told struct {
			at    clock.Instant
			field string
			value string
		}
		n := rapid.IntRange(1, 12).Draw(t, "n")
		order := rapid.Permutation(numbers(n)).Draw(t, "order")
		all := make([]told, n)
		p := newPast()
		it := item{id: "x"}
		for i, o := range order {
			f := told{at: clock.Instant(1e15) + clock.Instant(o)*1e9, field: rapid.SampledFrom([]string{"state", "sprint"}).Draw(t, fmt.Sprint("field", i))}
			f.value = rapid.SampledFrom(states).Draw(t, fmt.Sprint("value", i))
			all[i] = f
			raw, _ := json.Marshal(f.value)
			text, err := factOf(f.at, patch.Diff{f.field: {nil, raw}})
			if err != nil {
				t.Fatal(err)
			}
			if it.changes, err = p.more(it.changes, text, forever); err != nil {
				t.Fatal(err)
			}
		}
		slices.SortFunc(all, func(a, b told) int { return int(a.at/1e9 - b.at/1e9) })
		is := map[string]string{}
		for i, f := range all {
			is[f.field] = f.value
			ph := it.changes[i]
			want := is["state"]
			if want == states[3] {
				want = "tabs and lines"
			}
			if got := p.states[ph.state]; got != want {
				t.Fatalf("after %d of %v the state is %q, want %q", i+1, all, got, want)
			}
		}
	})
}

func numbers(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func TestPhasesAreCutWhereAnItemBelongs(t *testing.T) {
	t.Parallel()
	p := phase{from: 10, to: 20, in: true}
	got := split(nil, p, []span{{0, 12}, {15, 18}})
	var parts []string
	for _, q := range got {
		parts = append(parts, fmt.Sprintf("%d-%d %t", q.from, q.to, q.in))
	}
	want := []string{"10-12 true", "12-15 false", "15-18 true", "18-20 false"}
	if !slices.Equal(parts, want) {
		t.Errorf("the phase falls into %v, want %v", parts, want)
	}
	if u := union([]span{{5, 9}, {1, 3}, {3, 5}, {20, 30}}); len(u) != 2 || u[0] != (span{1, 9}) {
		t.Errorf("spans join to %v", u)
	}
}
