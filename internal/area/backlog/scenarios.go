package backlog

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"throughline/internal/core/op"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/gherkin"
	"throughline/internal/kit/id"
)

// follow makes the criteria follow the scenarios: those that people wrote
// come first and stay as they are, behind them one for each case. A case keeps
// the id and the verdict of the criterion that it was before, so that verdicts
// and test results go on referring to it.
func (i *Item) follow(was *Item) error {
	if i.Scenarios == was.Scenarios && slices.Equal(i.Criteria, was.Criteria) {
		return nil
	}
	if i.Scenarios == "" && was.Scenarios == "" {
		return nil
	}
	d := gherkin.Parse(i.Scenarios)
	var list errs.List
	for _, p := range d.Errors() {
		list.Add("scenarios", "line %d: %s", p.Line, p.What)
	}
	if err := list.Err(); err != nil {
		return err
	}
	written, before := []Criterion{}, slices.Concat(scenarioCriteria(i.Criteria), scenarioCriteria(was.Criteria))
	for _, c := range i.Criteria {
		if c.Scenario == "" {
			written = append(written, c)
		}
	}
	i.Criteria = Numbered(append(written, matched(casesOf(d), before, taken(i.Criteria, was.Criteria))...))
	return nil
}

// taken are the ids that criteria have or had: none is given out again.
func taken(lists ...Criteria) []string {
	var out []string
	for _, l := range lists {
		for _, c := range l {
			out = append(out, c.ID)
		}
	}
	return out
}

func scenarioCriteria(list Criteria) []Criterion {
	var out []Criterion
	for _, c := range list {
		if c.Scenario != "" {
			out = append(out, c)
		}
	}
	return out
}

// Whole names the scenario that a criterion is one case of, so that all cases of
// one can be told from those of another; the same for all that follow from none.
func (c Criterion) Whole() string { return c.Rule + "\x00" + c.Scenario }

// WholeOf names a scenario as its criteria do.
func WholeOf(s *gherkin.Scenario) string { return s.Rule + "\x00" + scenarioName(s) }

func scenarioName(s *gherkin.Scenario) string {
	return or(s.Name, fmt.Sprintf("Scenario in line %d", s.Line))
}

// casesOf gives a criterion for each case, without ids.
func casesOf(d *gherkin.Document) []Criterion {
	cases := d.Cases()
	out := make([]Criterion, len(cases))
	for n, c := range cases {
		name := or(c.Name, scenarioName(c.Scenario))
		out[n] = Criterion{Text: name, Scenario: scenarioName(c.Scenario), Rule: c.Scenario.Rule, Example: strings.Join(c.Example, " | ")}
		if c.Nth > 0 && c.Name == c.Scenario.Name {
			out[n].Text = short(name + " (" + out[n].Example + ")")
		}
		out[n].Text = short(out[n].Text)
	}
	return out
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// short keeps a text within what a criterion may have.
func short(s string) string {
	if utf8.RuneCountInString(s) <= 2000 {
		return s
	}
	return string([]rune(s)[:1999]) + "…"
}

// matched gives cases the ids of the criteria that they were: those that agree
// in rule, name and example; then in name and example, so that a case may move
// to another rule; then, in order, what is left of the same scenario; and
// where one scenario alone was renamed, that one.
func matched(cases, before []Criterion, used []string) []Criterion {
	left := map[string]Criterion{}
	var order []string
	for _, c := range before {
		if _, twice := left[c.ID]; !twice && c.ID != "" {
			left[c.ID] = c
			order = append(order, c.ID)
		}
	}
	take := func(n int, same func(old Criterion) bool) {
		for _, i := range order {
			if old, ok := left[i]; ok && cases[n].ID == "" && same(old) {
				cases[n].ID, cases[n].Met = old.ID, old.Met
				delete(left, i)
			}
		}
	}
	for n, c := range cases {
		take(n, func(o Criterion) bool { return o.Rule == c.Rule && o.Scenario == c.Scenario && o.Example == c.Example })
	}
	for n, c := range cases {
		take(n, func(o Criterion) bool { return o.Scenario == c.Scenario && o.Example == c.Example })
	}
	for n, c := range cases {
		take(n, func(o Criterion) bool { return o.Rule == c.Rule && o.Scenario == c.Scenario })
	}
	var fresh []int
	for n, c := range cases {
		if c.ID == "" {
			fresh = append(fresh, n)
		}
	}
	if len(fresh) == len(left) {
		for _, n := range fresh {
			take(n, func(o Criterion) bool { return (o.Example == "") == (cases[n].Example == "") })
		}
	}
	for n, c := range cases {
		for nth := 1; cases[n].ID == ""; nth++ {
			if s := scenarioID(c, nth); !slices.Contains(used, s) {
				cases[n].ID = s
				used = append(used, s)
			}
		}
	}
	return cases
}

// scenarioID makes the id of a case out of what it is called, so that one that
// was taken away and comes back is the same again, and no other gets its id.
func scenarioID(c Criterion, nth int) string {
	return "s" + id.Of("scenario", c.Rule, c.Scenario, c.Example, strconv.Itoa(nth))[19:]
}

// GherkinIn is a text to look at.
type GherkinIn struct {
	Text string `json:"text" v:"max=50000" doc:"Scenarios in Gherkin."`
}

// Gherkin is what was read of a text.
type Gherkin struct {
	Language string             `json:"language"`
	Feature  string             `json:"feature" ref:"-"`
	Lines    []gherkin.LineSort `json:"lines" doc:"What each line is, for colouring."`
	Problems []gherkin.Fault    `json:"problems"`
	Cases    []GherkinCase      `json:"cases" doc:"What the text runs: each scenario, or each row of its examples."`
}

// GherkinCase is one run of a text.
type GherkinCase struct {
	Name string `json:"name"`
	Rule string `json:"rule"`
	Line int    `json:"line"`
}

func checkGherkin(_ context.Context, _ *op.Plain, in GherkinIn) (*Gherkin, error) {
	d := gherkin.Parse(in.Text)
	out := &Gherkin{Language: d.Language, Feature: d.Feature, Lines: d.Lines, Problems: d.Problems}
	for _, c := range d.Cases() {
		out.Cases = append(out.Cases, GherkinCase{c.Name, c.Scenario.Rule, c.Line})
	}
	return out, nil
}
