package gherkin_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"throughline/internal/kit/gherkin"
)

const full = `# language: en
@lending
Feature: Repay early
  A borrower may pay back before the end.

  Background:
    Given a loan of 1,200 euros

  Scenario: The whole sum
    When the borrower pays everything
    Then the loan is closed
    And a letter says so

  Rule: A part is enough
    Background:
      Given 6 months are left

    # what remains
    @slow
    Scenario Outline: Pays <sum>
      When the borrower pays <sum>
      Then <left> months are left
      Examples: small
        | sum | left |
        | 100 | 5    |
        | 200 | 4    |
        | 300 | 3    |
      @big
      Examples: large
        | sum  | left |
        | 500  | 1    |
        | 600  | 0    |

    Example: With a text
      When the letter is
        """
        Dear
          you
        """
      And the fees are
        | fee | euros |
        | a\|b | 1 |
      Then all is well
`

func TestAWholeText(t *testing.T) {
	t.Parallel()
	d := gherkin.Parse(full)
	if len(d.Problems) != 0 {
		t.Fatalf("problems: %v", d.Problems)
	}
	var names []string
	for _, c := range d.Cases() {
		names = append(names, fmt.Sprintf("%s/%s#%d@%d", c.Scenario.Rule, c.Name, c.Nth, c.Line))
	}
	want := []string{
		"/The whole sum#0@9", "A part is enough/Pays 100#1@25", "A part is enough/Pays 200#2@26", "A part is enough/Pays 300#3@27",
		"A part is enough/Pays 500#4@31", "A part is enough/Pays 600#5@32", "A part is enough/With a text#0@34",
	}
	if !slices.Equal(names, want) {
		t.Errorf("cases\n%v\nwant\n%v", names, want)
	}
	last := d.Scenarios[2].Steps
	if *last[0].Doc != "Dear\n  you" || last[1].Table[1][0] != "a|b" {
		t.Errorf("the doc string is %q, the table %v", *last[0].Doc, last[1].Table)
	}
	if d.Feature != "Repay early" || len(d.Background) != 1 || !slices.Equal(d.Scenarios[1].Tags, []string{"@slow"}) {
		t.Errorf("feature %q, background %v, tags %v", d.Feature, d.Background, d.Scenarios[1].Tags)
	}
}

// The worked example of methods.md 6.4.
func TestAnOutlineRunsOncePerRow(t *testing.T) {
	t.Parallel()
	table := func(rows int) string {
		return "Examples:\n| n |\n" + strings.Repeat("| 1 |\n", rows)
	}
	outline := "Scenario Outline: x\nWhen <n>\nThen <n>\n"
	for text, want := range map[string]int{
		outline + table(3) + table(2):                    5,
		outline + table(0):                               0,
		outline + table(0) + table(1):                    1,
		"Scenario: plain\nWhen a\nThen b\n":              1,
		"Scenario: as an outline\nWhen <n>\n" + table(2): 2,
		"": 0,
	} {
		if got := len(gherkin.Parse(text).Cases()); got != want {
			t.Errorf("%q runs %d times, want %d", text, got, want)
		}
	}
}

func TestWhatIsWrongAndWhere(t *testing.T) {
	t.Parallel()
	cases := []struct {
		text  string
		line  int
		style bool
		says  string
	}{
		{"Feature: a\nFeature: b", 2, false, "one text has one"},
		{"Scenario: a\nWhen x\nThen y\nFeature: b", 4, false, "must come first"},
		{"Scenario: a\nGiven x\nBackground:\nGiven y", 3, false, "before the scenarios"},
		{"Background:\nGiven a\nBackground:\nGiven b", 3, false, "at most one"},
		{"Examples:\n| a |", 1, false, "Scenario Outline"},
		{"Scenario Outline: a\nWhen x\nThen y", 1, false, "no Examples"},
		{"Scenario Outline: a\nWhen <x>\nThen y\nExamples:\n| x |\n| 1 | 2 |", 6, false, "2 cells"},
		{"Scenario Outline: a\nWhen <y>\nThen y\nExamples:\n| x |\n| 1 |", 2, true, "<y>"},
		{"Scenario Outline: a\nWhen <x>\nThen y\nExamples:\n| x | x |", 5, false, "called \"x\""},
		{"Scenario: a\nWhen x\nThen y\n\"\"\"\nno end", 4, false, "not closed"},
		{"Scenario: a\nWhen x\nThen y\nand so on", 4, false, "no step"},
		{"lonely", 1, false, "Begin with"},
		{"| a |", 1, false, "hangs on a step"},
		{"Scenario: a\nWhen x\n| a\nThen y", 3, false, "ends with |"},
		{"Scenario: a\nWhen x\nThen y\n@late", 4, false, "Nothing follows"},
		{"Scenario: a\nWhen x\n@mid\nThen y", 4, false, "not above this"},
		{"@a b\nScenario: a\nWhen x\nThen y", 1, false, "not a tag"},
		{"# language: xx\nScenario: a\nWhen x\nThen y", 1, false, "de, en, es, fr, nl"},
		{"Scenario: a\nWhen x\nWhen y\nThen z", 3, true, "second When"},
		{"Scenario: a\nWhen x", 1, true, "no Then"},
		{"Scenario: a\nGiven x\nThen y", 1, true, "no When"},
		{"Scenario: a\nAnd x\nWhen x\nThen y", 2, true, "may not come first"},
		{"Background:\nBut x", 2, true, "may not come first"},
		{"Scenario: a", 1, true, "no steps"},
		{"Scenario: a\nWhen x\nThen y\nScenario: a\nWhen x\nThen y", 4, true, "in line 1"},
		{"Scenario: a\nWhen\nThen y", 2, false, "says nothing"},
	}
	for _, c := range cases {
		d := gherkin.Parse(c.text)
		if !slices.ContainsFunc(d.Problems, func(p gherkin.Fault) bool {
			return p.Line == c.line && p.Style == c.style && strings.Contains(p.What, c.says)
		}) {
			t.Errorf("%q: %v, want line %d to say %q", c.text, d.Problems, c.line, c.says)
		}
	}
	if p := gherkin.Parse("Scenario: stars\n* one\n* two").Problems; len(p) != 0 {
		t.Errorf("a list of stars: %v", p)
	}
}

func TestOtherLanguages(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"# language: de\nFunktionalität: Zinsen\nSzenariogrundriss: <a>\nAngenommen <a>\nWenn b\nDann c\nUnd d\nBeispiele:\n| a |\n| 1 |",
		"# language: fr\nFonctionnalité: Intérêts\nPlan du scénario: <a>\nÉtant donné qu'il pleut\nLorsqu'on <a>\nAlors b\nEt c\nExemples:\n| a |\n| 1 |",
		"#language:es\nCaracterística: a\nEsquema del escenario: <a>\nDado a\nCuando b\nEntonces c\nY d\nEjemplos:\n| a |\n| 1 |",
		"# language: nl\nFunctionaliteit: a\nAbstract Scenario: <a>\nGegeven a\nAls b\nDan c\nEn d\nVoorbeelden:\n| a |\n| 1 |",
	} {
		d := gherkin.Parse(text)
		if len(d.Problems) != 0 || len(d.Cases()) != 1 || len(d.Scenarios[0].Steps) != 4 {
			t.Errorf("%q: %v, %d cases, %v", text, d.Problems, len(d.Cases()), d.Scenarios)
		}
	}
}

func TestLinesForColouring(t *testing.T) {
	t.Parallel()
	d := gherkin.Parse(full)
	var got []string
	for _, l := range d.Lines[:10] {
		got = append(got, fmt.Sprintf("%s%d", l.Sort, l.Keyword))
	}
	want := []string{"language0", "tag0", "feature8", "text0", "blank0", "background13", "given9", "blank0", "scenario11", "when8"}
	if !slices.Equal(got, want) {
		t.Errorf("lines %v, want %v", got, want)
	}
}

func TestKeepingSomeScenarios(t *testing.T) {
	t.Parallel()
	d := gherkin.Parse(full)
	one := gherkin.Parse(d.Keep(func(s *gherkin.Scenario) bool { return s.Outline }))
	if len(one.Problems) != 0 || len(one.Cases()) != 5 || one.Feature != "Repay early" || len(one.Background) != 1 || one.Scenarios[0].Rule != "A part is enough" || len(one.Scenarios[0].Tags) != 1 {
		t.Errorf("kept the outline: %v %+v", one.Problems, one.Scenarios)
	}
	rest := d.Keep(func(s *gherkin.Scenario) bool { return s.Rule == "" })
	if strings.Contains(rest, "Rule:") || strings.Contains(rest, "@slow") || strings.Contains(rest, "6 months") || len(gherkin.Parse(rest).Cases()) != 1 {
		t.Errorf("without the rule:\n%s", rest)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(full)
	f.Add("# language: fr\nScénario: a\nLorsqu'")
	f.Add("Scenario Outline: a\n\"\"\"\n|\\|\n@")
	f.Fuzz(func(t *testing.T, text string) {
		d := gherkin.Parse(text)
		lines := strings.Count(text, "\n") + 1
		if len(d.Lines) != min(lines, gherkin.MaxLines) {
			t.Fatalf("%d lines told of %d", len(d.Lines), lines)
		}
		for _, p := range d.Problems {
			if p.Line < 1 || p.Line > lines || p.What == "" {
				t.Fatalf("a problem in line %d of %d", p.Line, lines)
			}
		}
		again := gherkin.Parse(d.Keep(func(*gherkin.Scenario) bool { return true }))
		if len(d.Errors()) == 0 && len(again.Cases()) != len(d.Cases()) {
			t.Fatalf("%d cases became %d", len(d.Cases()), len(again.Cases()))
		}
	})
}
