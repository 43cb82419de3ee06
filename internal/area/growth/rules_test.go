package growth

import (
	"math"
	"slices"
	"testing"

	"throughline/internal/core/right"
)

// The letters of one responsibility: exactly one A, one R at least.
func TestJudge(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		letters []string
		want    []string
	}{
		"A, R, A":            {[]string{"A", "R", "A"}, []string{manyAccountable}}, // the worked example
		"one is both":        {[]string{"RA"}, nil},
		"A and R apart":      {[]string{"A", "R"}, nil},
		"two R":              {[]string{"A", "R", "R", "C", "I"}, nil},
		"nobody":             {nil, []string{noAccountable, noResponsible}},
		"only R":             {[]string{"R"}, []string{noAccountable}},
		"only A":             {[]string{"A"}, []string{noResponsible}},
		"two A and no R":     {[]string{"A", "A", "C"}, []string{manyAccountable, noResponsible}},
		"consulted and told": {[]string{"C", "I"}, []string{noAccountable, noResponsible}},
	} {
		var all []Bears
		for _, l := range c.letters {
			all = append(all, Bears{Letters: l})
		}
		if got := judge(all); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestFindings(t *testing.T) {
	t.Parallel()
	const pm, po = right.ProductManager, right.ProductOwner
	for name, c := range map[string]struct {
		held []Held
		want []string // what, role
	}{
		"nobody":                {nil, []string{isEmpty + pm, isEmpty + po}},
		"each has one":          {[]Held{{Role: pm, Member: "a"}, {Role: po, Member: "b"}}, nil},
		"both in one":           {[]Held{{Role: pm, Member: "a"}, {Role: po, Member: "a"}}, []string{isBoth}},
		"two owners":            {[]Held{{Role: pm, Member: "a"}, {Role: po, Member: "b"}, {Role: po, Member: "c"}}, []string{isDoubled + po}},
		"two owners, one both":  {[]Held{{Role: pm, Member: "a"}, {Role: po, Member: "a"}, {Role: po, Member: "c"}}, []string{isDoubled + po, isBoth}},
		"a special manager":     {[]Held{{Role: "technical PM", Base: pm, Member: "a"}, {Role: po, Member: "b"}}, nil},
		"and one beside":        {[]Held{{Role: "technical PM", Base: pm, Member: "a"}, {Role: pm, Member: "c"}, {Role: po, Member: "b"}}, nil},
		"who was it has left":   {[]Held{{Role: pm, Member: "a", Left: true}, {Role: po, Member: "b"}}, []string{isLeft + pm}},
		"left, and another":     {[]Held{{Role: pm, Member: "a", Left: true}, {Role: pm, Member: "c"}, {Role: po, Member: "b"}}, nil},
		"a developer is no job": {[]Held{{Role: right.Developer, Member: "a"}, {Role: pm, Member: "a"}}, []string{isEmpty + po}},
	} {
		var got []string
		for _, f := range findings("p", c.held) {
			got = append(got, f.What+f.Role)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func value(p *int) int {
	if p == nil {
		return -99
	}
	return *p
}

// The last word of each side counts, the lead's before one's own; what is not
// known is not scored.
func TestMeasures(t *testing.T) {
	t.Parallel()
	skills := []Ability{{Name: "s", Job: Manager}, {Name: "t", Job: Manager}, {Name: "u", Job: Manager}, {Name: "o", Job: Owner}}
	steps := []Rung{{Name: "now", Job: Manager, Expects: map[string]int{"s": 3, "t": 2}}, {Name: "next", Job: Manager, Expects: map[string]int{"s": 4, "t": 2}}}
	all := []Assessment{ // the latest first
		{On: "2026-03-01", Side: bySelf, Levels: map[string]int{"s": 4}},
		{On: "2026-02-01", Side: byLead, Levels: map[string]int{"s": 2}},
		{On: "2026-01-01", Side: bySelf, Levels: map[string]int{"s": 1, "t": 3}},
	}
	got := measures(&Place{Manager, "now", "next"}, all, skills, steps)
	if len(got) != 3 {
		t.Fatalf("%d skills are measured", len(got))
	}
	const none = -99
	for i, want := range [][]int{ // expected, aimed, self, lead, assessed, gap, aim gap, between
		{3, 4, 4, 2, 2, 1, 2, 2},
		{2, 2, 3, none, 3, -1, -1, none},
		{none, none, none, none, none, none, none, none},
	} {
		m := got[i]
		is := []int{value(m.Expected), value(m.Aimed), value(m.Self), value(m.Lead), value(m.Assessed), value(m.Gap), value(m.AimGap), value(m.Between)}
		if !slices.Equal(is, want) {
			t.Errorf("%s: %v, want %v", m.Skill, is, want)
		}
	}
	if n := len(measures(nil, all, skills, steps)); n != 0 {
		t.Errorf("nobody knows the place, and %d are measured", n)
	}
}

func TestSums(t *testing.T) {
	t.Parallel()
	asks := Asks{{Skill: "s"}, {Skill: "t"}, {Skill: "u"}}
	got, mean := sums(asks, []Scorecard{{Levels: map[string]int{"s": 2, "t": 4}}, {Levels: map[string]int{"s": 5}}, {Levels: map[string]int{"s": 2}}})
	if len(got) != 2 || mean == nil || *mean != 3.5 {
		t.Fatalf("%+v, mean %v", got, mean)
	}
	s, u := got[0], got[1]
	if s.Count != 3 || s.Mean != 3 || s.Low != 2 || s.High != 5 || s.Spread != 3 || s.SD == nil || math.Abs(*s.SD-math.Sqrt(3)) > 1e-9 {
		t.Errorf("three ratings: %+v", s)
	}
	if u.Count != 1 || u.Mean != 4 || u.Spread != 0 || u.SD != nil {
		t.Errorf("one rating: %+v", u)
	}
	if got, mean := sums(asks, nil); len(got) != 0 || mean != nil {
		t.Errorf("of nothing: %+v, %v", got, mean)
	}
}

// Who interviews is blind until their own card is in; who only leads the hiring,
// until all are.
func TestLook(t *testing.T) {
	t.Parallel()
	x := &Vacancy{Lead: "lead", Interviewers: []string{"a", "b"}, Asks: Asks{{Skill: "s"}}}
	card := func(by string, in bool) Scorecard {
		c := Scorecard{By: by, Levels: map[string]int{"s": 3}}
		if in {
			c.InAt = 1
		}
		return c
	}
	for name, c := range map[string]struct {
		cards  []Scorecard
		who    string
		others int
		blind  bool
	}{
		"nothing written":             {[]Scorecard{card("a", true)}, "b", 0, true},
		"a draft of one's own":        {[]Scorecard{card("a", true), card("b", false)}, "b", 0, true},
		"handed in":                   {[]Scorecard{card("a", true), card("b", true)}, "b", 1, false},
		"the other only drafts":       {[]Scorecard{card("a", false), card("b", true)}, "b", 0, false},
		"the lead, one is missing":    {[]Scorecard{card("a", true)}, "lead", 0, true},
		"the lead, all are in":        {[]Scorecard{card("a", true), card("b", true)}, "lead", 2, false},
		"the lead, one only a draft":  {[]Scorecard{card("a", true), card("b", false)}, "lead", 0, true},
		"one who interviewed earlier": {[]Scorecard{card("lead", true), card("a", true)}, "lead", 1, false},
	} {
		got := &Candidate{}
		got.look(x, c.cards, c.who)
		if len(got.Others) != c.others || got.Blind != c.blind {
			t.Errorf("%s: sees %d of the others, blind %v; want %d, %v", name, len(got.Others), got.Blind, c.others, c.blind)
		}
		for _, o := range got.Others {
			if o.InAt == 0 {
				t.Errorf("%s: sees a draft of %s", name, o.By)
			}
		}
	}
}

// The defaults hang together: each ladder rises, expects all skills of its
// career, and nothing stands twice.
func TestStandard(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, c := range standard {
		if seen[c.Name] || !slug.MatchString(c.Name) || c.About == "" {
			t.Errorf("the responsibility %q", c.Name)
		}
		seen[c.Name] = true
		for _, d := range c.Decisions {
			if _, known := right.Default[d]; !known {
				t.Errorf("%s comes with %s, which is no decision", c.Name, d)
			}
		}
	}
	perJob := map[string]int{}
	for _, s := range skillsOf {
		perJob[s.Job]++
		if seen[s.Name] || !slug.MatchString(s.Name) || len(s.Levels) != levels || s.Question == "" {
			t.Errorf("the skill %q", s.Name)
		}
		seen[s.Name] = true
	}
	last := map[string]Rung{}
	count := map[string]int{}
	for _, r := range stepsOf {
		count[r.Job]++
		if len(r.Expects) != perJob[r.Job] {
			t.Errorf("%s expects %d of %d skills", r.Name, len(r.Expects), perJob[r.Job])
		}
		for s, l := range r.Expects {
			if l < 1 || l > levels || l < last[r.Job].Expects[s] {
				t.Errorf("%s expects %d of %s, after %d", r.Name, l, s, last[r.Job].Expects[s])
			}
		}
		last[r.Job] = r
	}
	if count[Manager] != 5 || count[Owner] != 5 {
		t.Errorf("the ladders have %v steps", count)
	}
}

func TestNamed(t *testing.T) {
	t.Parallel()
	for title, want := range map[string]string{"Answers to the team": "answers-to-the-team", "  R&D / Größe!": "r-d-gr-e", "–": "", "A": "a"} {
		if got := named(title); got != want {
			t.Errorf("%q becomes %q, want %q", title, got, want)
		}
	}
}
