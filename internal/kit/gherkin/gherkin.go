// Package gherkin reads scenarios written in Gherkin: Feature, Rule,
// Background, Scenario, Scenario Outline with Examples, steps with doc strings
// and tables, tags, comments, and the languages that are listed here. A text
// with faults is read as far as it goes, and each fault says its line and what
// to do. A text may leave out the line "Feature:": then what it is about is
// said elsewhere.
//
// Words it owns: scenario, rule, background, outline, example (one row of an
// outline), step, case (one run: a scenario, or one example of an outline).
package gherkin

import (
	"fmt"
	"slices"
	"strings"
)

// MaxLines bounds a text.
const MaxLines = 5000

// Document is a text that was read.
type Document struct {
	Language   string
	Feature    string // its name; "" when it has none
	Background []Step // of the whole text
	Scenarios  []*Scenario
	Lines      []LineSort
	Problems   []Fault

	source []string
	rules  []*rule
}

// rule is a Rule with the lines of its heading.
type rule struct {
	name       string
	from, to   int // lines of its heading and background
	background []Step
}

// Scenario is a Scenario or a Scenario Outline.
type Scenario struct {
	Name     string
	Rule     string // name of the rule it stands under
	Outline  bool
	Tags     []string
	Steps    []Step
	Examples []Examples
	Line     int // of its heading, counted from 1

	from, to int // all of its lines, tags above included
	under    *rule
}

// Examples is one table of an outline.
type Examples struct {
	Name   string
	Tags   []string
	Line   int
	Header []string
	Rows   [][]string
	Lines  []int // of each row
}

// Step is one line of a scenario, with what hangs on it.
type Step struct {
	Keyword string // as written: "Given"
	Sort    Sort
	Text    string
	Line    int
	Doc     *string
	Table   [][]string
}

// Sort is what a step's keyword means in every language.
type Sort string

// The sorts of step.
const (
	Given Sort = "given"
	When  Sort = "when"
	Then  Sort = "then"
	And   Sort = "and"
	But   Sort = "but"
	Any   Sort = "*"
)

// Line says what one line of the text is, for those who colour it.
type LineSort struct {
	Sort    string `json:"sort" doc:"feature, rule, background, scenario, outline, examples, given, when, then, and, but, *, table, doc, tag, comment, language, text or blank."`
	Keyword int    `json:"keyword" doc:"How many characters, blanks before it included, the keyword ends after; 0 when it has none."`
}

// Fault is what is wrong, or a matter of style, with what to do.
type Fault struct {
	Line  int    `json:"line" doc:"Counted from 1."`
	Style bool   `json:"style" doc:"It can be read as it is; it only reads badly."`
	What  string `json:"what" doc:"What is wrong, and what to do."`
}

// Case is one run of a text: a scenario, or one example of an outline.
type Case struct {
	Scenario *Scenario
	Name     string // with the example's values in it
	Example  []string
	Nth      int // of the outline's examples, from 1; 0 of a plain scenario
	Line     int
}

// Errors gives the faults that keep a text from being read whole.
func (d *Document) Errors() []Fault {
	var out []Fault
	for _, p := range d.Problems {
		if !p.Style {
			out = append(out, p)
		}
	}
	return out
}

// Cases lists the runs in their order: an outline runs once for each row of
// its examples, and not at all without rows.
func (d *Document) Cases() []Case {
	var out []Case
	for _, s := range d.Scenarios {
		if !s.Outline {
			out = append(out, Case{Scenario: s, Name: s.Name, Line: s.Line})
			continue
		}
		nth := 0
		for _, e := range s.Examples {
			for i, row := range e.Rows {
				nth++
				out = append(out, Case{s, Fill(s.Name, e.Header, row), row, nth, e.Lines[i]})
			}
		}
	}
	return out
}

// Fill puts an example's values in place of <names>.
func Fill(text string, header, row []string) string {
	pairs := make([]string, 0, 2*len(header))
	for i, h := range header {
		if i < len(row) && h != "" {
			pairs = append(pairs, "<"+h+">", row[i])
		}
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// Keep gives the text with only those scenarios that keep says, whole with
// their tags and examples; a rule stays as long as one of its scenarios does.
func (d *Document) Keep(keep func(*Scenario) bool) string {
	gone := make([]bool, len(d.source)+1)
	used := map[*rule]bool{}
	for _, s := range d.Scenarios {
		if keep(s) {
			used[s.under] = true
			continue
		}
		mark(gone, s.from, s.to)
	}
	for _, r := range d.rules {
		if !used[r] {
			mark(gone, r.from, r.to)
		}
	}
	var out []string
	for i, l := range d.source {
		if !gone[i+1] {
			out = append(out, l)
		}
	}
	return strings.TrimRight(strings.Join(out, "\n"), "\n ")
}

func mark(lines []bool, from, to int) {
	for i := max(1, from); i <= to && i < len(lines); i++ {
		lines[i] = true
	}
}

// style looks for what can be read and reads badly.
func (d *Document) style() {
	seen := map[string]int{}
	for _, s := range d.Scenarios {
		at := s.Rule + "\x00" + s.Name
		if first, twice := seen[at]; twice {
			d.say(s.Line, true, "There is a scenario of this name in line %d already. Give each a name of its own, so that results can tell them apart.", first)
		}
		seen[at] = s.Line
		if s.Name == "" {
			d.say(s.Line, true, "The scenario has no name. Say in a few words what it shows.")
		}
		d.steps(s)
		d.placeholders(s)
	}
	first(d, d.Background)
	for _, r := range d.rules {
		first(d, r.background)
	}
	slices.SortStableFunc(d.Problems, func(a, b Fault) int { return a.Line - b.Line })
}

// steps checks the order of a scenario's steps. One written with stars alone
// is a list, and has no order to check.
func (d *Document) steps(s *Scenario) {
	if len(s.Steps) == 0 {
		d.say(s.Line, true, "The scenario has no steps. Say what is given, what happens, and what comes of it.")
		return
	}
	first(d, s.Steps)
	count := map[Sort]int{}
	for _, st := range s.Steps {
		count[st.Sort]++
		if st.Sort == When && count[When] == 2 {
			d.say(st.Line, true, "This is a second When. A scenario shows one thing: make two of it, or begin this line with And.")
		}
	}
	if count[Any] == len(s.Steps) {
		return
	}
	if count[When] == 0 {
		d.say(s.Line, true, "Nothing happens in this scenario: it has no When.")
	}
	if count[Then] == 0 {
		d.say(s.Line, true, "Nothing comes of this scenario: it has no Then, so nobody can tell whether it holds.")
	}
}

// first sees that And and But have something to go on from.
func first(d *Document, steps []Step) {
	if len(steps) > 0 && (steps[0].Sort == And || steps[0].Sort == But) {
		d.say(steps[0].Line, true, "%s may not come first: it goes on from the step before. Begin with Given, When or Then.", steps[0].Keyword)
	}
}

// placeholders sees that each <name> of an outline has a column.
func (d *Document) placeholders(s *Scenario) {
	if !s.Outline {
		return
	}
	known := map[string]bool{}
	for _, e := range s.Examples {
		for _, h := range e.Header {
			known[h] = true
		}
	}
	if len(known) == 0 {
		return
	}
	for _, st := range s.Steps {
		for _, name := range names(st.Text) {
			if !known[name] {
				d.say(st.Line, true, "No column of the examples is called <%s>. Add it, or write it as one of them.", name)
			}
		}
	}
}

// names finds the <names> in a text.
func names(text string) []string {
	var out []string
	for {
		_, rest, ok := strings.Cut(text, "<")
		if !ok {
			return out
		}
		name, after, ok := strings.Cut(rest, ">")
		if !ok {
			return out
		}
		if !strings.Contains(name, "<") && strings.TrimSpace(name) == name && name != "" {
			out = append(out, name)
			text = after
			continue
		}
		text = rest
	}
}

func (d *Document) say(line int, style bool, format string, args ...any) {
	d.Problems = append(d.Problems, Fault{line, style, fmt.Sprintf(format, args...)})
}
