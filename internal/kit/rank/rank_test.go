package rank_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"throughline/internal/kit/errs"
	"throughline/internal/kit/rank"
)

func between(t testing.TB, a, b string) string {
	t.Helper()
	s, err := rank.Between(a, b)
	if err != nil {
		t.Fatalf("Between(%q, %q): %v", a, b, err)
	}
	if !rank.Valid(s) || s <= a || (b != "" && s >= b) {
		t.Fatalf("Between(%q, %q) = %q (valid: %v)", a, b, s, rank.Valid(s))
	}
	return s
}

func TestBetween(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ a, b, want string }{
		{"", "", "a0"},
		{"a0", "", "aG"},
		{"", "a0", "Zk"},
		{"az", "", "b1F"},
		{"a0", "aG", "a8"},
		{"a0", "a2", "a1"},
		{"a0", "a1", "a0a0"},
		{"a0", "a0a0", "a0Zk"},
		{"a0a0", "a1", "a0aG"},
		{"a0", "a1a0", "a1"},
		{"Zz", "a0", "Zza0"},
		{"Zz", "a1", "a0"},
		{"jzzzzzzzzzz", "", "jzzzzzzzzzza0"},
		{"", "Q0000000001", "Q0000000000a0"},
	} {
		if got := between(t, c.a, c.b); got != c.want {
			t.Errorf("Between(%q, %q) = %q, want %q", c.a, c.b, got, c.want)
		}
	}
}

func TestBetweenRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ a, b string }{
		{"a0", "a0"},
		{"a1", "a0"},
		{"a0a0", "a0"},
		{"a", ""},
		{"", "b0"},
		{"b00", ""}, // 0 has a shorter form
		{"Yzz", ""}, // so has -1
		{"k00000000000", ""},
		{"a-", ""},
		{"a0 ", ""},
		{"Q0000000000", ""}, // nothing could come before it
		{"A", ""},
		{"é0", ""},
	} {
		if s, err := rank.Between(c.a, c.b); !errs.Is(err, errs.Invalid) {
			t.Errorf("Between(%q, %q) = %q, %v; want Invalid", c.a, c.b, s, err)
		}
	}
	if rank.Valid("") {
		t.Error(`"" counts as a position`)
	}
}

// TestAppend holds the promise that the end of a list stays cheap.
func TestAppend(t *testing.T) {
	t.Parallel()
	end, head := "", ""
	for range 100_000 {
		next, err := rank.After(end)
		if err != nil || next <= end {
			t.Fatalf("After(%q) = %q, %v", end, next, err)
		}
		prev, err := rank.Before(head)
		if err != nil || head != "" && prev >= head {
			t.Fatalf("Before(%q) = %q, %v", head, prev, err)
		}
		end, head = next, prev
	}
	if len(end) > 6 || len(head) > 6 {
		t.Errorf("after 100,000: end %q, head %q", end, head)
	}
}

// TestSameGap inserts 100,000 times between the same two neighbours, always
// next to the one or the other: still cheap.
func TestSameGap(t *testing.T) {
	t.Parallel()
	low, high := "a0", "a1"
	for range 100_000 {
		low = between(t, low, "a1")
		high = between(t, "a0", high)
	}
	if len(low) > 12 || len(high) > 12 {
		t.Errorf("after 100,000: low %q, high %q", low, high)
	}
}

// TestLong inserts on alternate sides of the newest, which is the worst there
// is. Long must notice before it becomes a burden, and not at once; and a
// Spread must cure it.
func TestLong(t *testing.T) {
	t.Parallel()
	list := []string{"a0", "a1"}
	at, inserts, spreads, longest := 0, 0, 0, 0
	for ; inserts < 100_000; inserts++ {
		s := between(t, list[at], list[at+1])
		longest = max(longest, len(s))
		list = slices.Insert(list, at+1, s)
		at += inserts % 2
		if !rank.Long(s) {
			continue
		}
		spreads++
		fresh, err := rank.Spread("a0", "a1", len(list))
		if err != nil {
			t.Fatal(err)
		}
		if len(fresh[0]) > 8 || len(fresh[len(fresh)-1]) > 8 {
			t.Fatalf("spread gave %q … %q", fresh[0], fresh[len(fresh)-1])
		}
		list, at = []string{"a0", "a1"}, 0
	}
	if each := inserts / max(spreads, 1); spreads == 0 || each < 100 {
		t.Errorf("%d spreads in %d inserts, want one in 100 or more", spreads, inserts)
	}
	if longest > rank.Max+4 {
		t.Errorf("longest is %d bytes", longest)
	}
}

func TestSpread(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		n    int
		want string
	}{
		{"", "", 0, ""},
		{"", "", -1, ""},
		{"", "", 3, "Zk a0 aG"},
		{"a0", "", 3, "aG aW am"},
		{"", "a0", 3, "ZE ZU Zk"},
		{"a0", "a4", 3, "a1 a2 a3"},
		{"a0", "aA", 4, "a2 a4 a6 a8"},
		{"a0", "a1", 2, "a0a0 a0aG"},
	} {
		got, err := rank.Spread(c.a, c.b, c.n)
		if err != nil || strings.Join(got, " ") != c.want {
			t.Errorf("Spread(%q, %q, %d) = %q, %v; want %q", c.a, c.b, c.n, got, err, c.want)
		}
	}
	many, err := rank.Spread("", "", 1_000_000)
	if err != nil || len(many) != 1_000_000 || !slices.IsSorted(many) || len(many[999_999]) > 6 {
		t.Errorf("a million: %d, last %q, %v", len(many), many[len(many)-1], err)
	}
}

// position draws any position: a walk of random inserts, or numbers written by
// hand near the ends of what can be written.
func position() *rapid.Generator[string] {
	part := rapid.SampledFrom([]string{"a0", "a1", "az", "b10", "Z0", "Zz", "Yzy", "jzzzzzzzzzz", "jzzzzzzzzzy", "Q0000000000", "Q0000000001", "c7Gx"})
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(part, 1, 5).Draw(t, "parts"), "")
	}).Filter(rank.Valid)
}

func TestSpreadProperty(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := position().Draw(t, "a"), position().Draw(t, "b")
		switch {
		case rapid.IntRange(0, 4).Draw(t, "openA") == 0:
			a = ""
		case a > b:
			a, b = b, a
		}
		if a == b || rapid.IntRange(0, 4).Draw(t, "openB") == 0 {
			b = ""
		}
		n := rapid.IntRange(1, 200).Draw(t, "n")
		got, err := rank.Spread(a, b, n)
		if err != nil || len(got) != n {
			t.Fatalf("Spread(%q, %q, %d): %d, %v", a, b, n, len(got), err)
		}
		last := a
		for _, s := range got {
			if !rank.Valid(s) || s <= last || b != "" && s >= b {
				t.Fatalf("Spread(%q, %q, %d): %q after %q", a, b, n, s, last)
			}
			last = s
		}
	})
}

// TestRandomInserts plays a list that is edited anywhere and checks the order
// against a plain slice.
func TestRandomInserts(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		list := []string{}
		for range rapid.IntRange(1, 300).Draw(t, "inserts") {
			at := rapid.IntRange(0, len(list)).Draw(t, "at")
			a, b := "", ""
			if at > 0 {
				a = list[at-1]
			}
			if at < len(list) {
				b = list[at]
			}
			s, err := rank.Between(a, b)
			if err != nil {
				t.Fatal(err)
			}
			list = slices.Insert(list, at, s)
		}
		for i := 1; i < len(list); i++ {
			if list[i-1] >= list[i] {
				t.Fatalf("out of order at %d: %q, %q", i, list[i-1], list[i])
			}
		}
	})
}

func FuzzBetween(f *testing.F) {
	for _, s := range [][2]string{{"", ""}, {"a0", "a1"}, {"a0a0", "a1"}, {"Q0000000000a0", "Q0000000001"}, {"b00", "zz"}, {"\x00", "ÿ"}} {
		f.Add(s[0], s[1], 3)
	}
	f.Fuzz(func(t *testing.T, a, b string, n int) {
		n = min(max(n, 1), 100)
		ok := (a == "" || rank.Valid(a)) && (b == "" || rank.Valid(b)) && (b == "" || a < b)
		got, err := rank.Spread(a, b, n)
		if (err == nil) != ok {
			t.Fatalf("Spread(%q, %q): %v, and valid is %v", a, b, err, ok)
		}
		for i, s := range got {
			if !rank.Valid(s) || s <= a || b != "" && s >= b || i > 0 && s <= got[i-1] {
				t.Fatalf("Spread(%q, %q, %d)[%d] = %q", a, b, n, i, s)
			}
		}
	})
}

func Example() {
	first, _ := rank.After("")
	second, _ := rank.After(first)
	inserted, _ := rank.Between(first, second)
	fmt.Println(first, inserted, second)
	// Output: a0 a8 aG
}

func BenchmarkAfter(b *testing.B) {
	s := ""
	for b.Loop() {
		s, _ = rank.After(s)
	}
}
