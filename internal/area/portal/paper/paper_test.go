package paper_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"throughline/internal/area/portal/cut"
	"throughline/internal/area/portal/paper"
)

func sheet(form string, lines ...cut.Line) *cut.Sheet {
	s := &cut.Sheet{Title: "What we build", Form: form, Dates: "day", Today: "2026-06-14", Columns: []cut.Column{{Name: "dates", Label: "When"}, {Name: "status", Label: "Status"}}}
	for i := range lines {
		lines[i].Cells = []cut.Cell{{Text: cut.Say(lines[i].Start, lines[i].End, "day")}, {Text: lines[i].Status}}
	}
	groups := []string{""}
	if form == cut.Horizons {
		groups = []string{"Now", "Next", "Later"}
	}
	for i, name := range groups {
		g := cut.Group{Name: name, Lines: []cut.Line{}}
		if i == 0 {
			g.Lines = lines
		}
		s.Groups = append(s.Groups, g)
	}
	return s
}

func written(t *testing.T, s *cut.Sheet, form string) []byte {
	t.Helper()
	f, err := paper.Write(s, form, 1781000000000)
	if err != nil {
		t.Fatal(err)
	}
	return f.Body
}

// slides counts them.
func slides(t *testing.T, s *cut.Sheet) (n int) {
	t.Helper()
	b := written(t, s, "pptx")
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if strings.HasPrefix(f.Name, "ppt/slides/slide") {
			n++
		}
	}
	return n
}

func TestWhatAPictureSaysOfItself(t *testing.T) {
	t.Parallel()
	planned := cut.Line{Name: "Bank transfer", Start: "2026-03-01", End: "2026-08-17", Status: "Planned"}
	done := cut.Line{Name: "Wallets", Start: "2026-01-01", End: "2026-02-01", Status: "Done"}
	fair := cut.Line{Name: "The fair", End: "2026-05-01", Point: true}
	moved := planned
	moved.Was = &cut.Stretch{Start: "2026-02-01", End: "2026-03-17"}
	then := sheet(cut.Timeline, planned)
	then.Then, then.Past = "As it was on 3 Mar 2026", true
	then.Today = "2026-03-03"
	more := sheet(cut.Table, planned)
	more.More = true
	for name, c := range map[string]struct {
		of         *cut.Sheet
		has, lacks []string
	}{
		"its own signs alone":           {sheet(cut.Timeline, planned), []string{">Planned<", ">2026<", ">Mar<", ">today<"}, []string{">Done<", ">Day<", "Where it stands now"}},
		"days and what is done":         {sheet(cut.Timeline, done, fair), []string{">Done<", ">Day<"}, []string{">Planned<"}},
		"a scenario":                    {sheet(cut.Timeline, moved), []string{"Where it stands now"}, nil},
		"a day that is over":            {then, []string{"As it was on 3 Mar 2026", ">3 Mar 2026<"}, []string{">today<"}},
		"cards":                         {sheet(cut.Horizons, planned), []string{">Planned<", "Nothing here at the moment."}, []string{"Nothing is shown here"}},
		"a table, which has no colours": {sheet(cut.Table, planned), []string{"Bank transfer"}, []string{">Day<"}},
		"nothing at all":                {sheet(cut.Timeline), []string{"Nothing is shown here at the moment."}, []string{">today<", ">Jun<"}},
		"that there is more":            {more, []string{"there is more than is shown here"}, nil},
	} {
		svg := string(written(t, c.of, "svg"))
		for _, s := range c.has {
			if !strings.Contains(svg, s) {
				t.Errorf("%s: lacks %q", name, s)
			}
		}
		for _, s := range c.lacks {
			if strings.Contains(svg, s) {
				t.Errorf("%s: says %q", name, s)
			}
		}
	}
}

func TestPagesOfARoadmap(t *testing.T) {
	t.Parallel()
	var lines []cut.Line
	for i := range 40 {
		lines = append(lines, cut.Line{Name: fmt.Sprintf("Feature %d", i), Start: "2026-03-01", End: "2026-04-17", Status: "Planned"})
	}
	if n := slides(t, sheet(cut.Timeline)); n != 1 {
		t.Errorf("a roadmap without lines has %d slides, want one that says so", n)
	}
	if n := slides(t, sheet(cut.Horizons)); n != 1 {
		t.Errorf("empty columns have %d slides", n)
	}
	if n := slides(t, sheet(cut.Timeline, lines...)); n < 3 {
		t.Errorf("forty lines have %d slides, and a table behind them", n)
	}
}

// A long title is set smaller before any of it is cut.
func TestALongTitle(t *testing.T) {
	t.Parallel()
	s := sheet(cut.Timeline, cut.Line{Name: "A", Start: "2026-03-01", End: "2026-04-17"})
	s.Title = "Whole roadmap: a product with a name of many words, to see what becomes of the title of the page"
	if svg := string(written(t, s, "svg")); strings.Count(svg, s.Title) != 2 { // in its own title, and over the picture
		t.Error("the title over the picture is cut")
	}
	s.Title = strings.Repeat("words ", 60)
	if svg := string(written(t, s, "svg")); !strings.Contains(svg, "…") {
		t.Error("a title of three lines runs out of the page")
	}
}

// Short cells stay on one line however many columns there are.
func TestShortCellsAreNotBroken(t *testing.T) {
	t.Parallel()
	s := sheet(cut.Table, cut.Line{Name: "Consent and data protection with a record of everything that happened to it", Start: "2026-09-03", End: "2026-12-17", Status: "In progress"})
	for _, label := range []string{"Key", "Kind", "Horizon", "Progress", "Odds"} {
		s.Columns = append(s.Columns, cut.Column{Name: strings.ToLower(label), Label: label})
		s.Groups[0].Lines[0].Cells = append(s.Groups[0].Lines[0].Cells, cut.Cell{Text: "85% likely"})
	}
	svg := strings.ReplaceAll(string(written(t, s, "svg")), "\u00a0", " ")
	for _, whole := range []string{">3 Sep – 17 Dec 2026<", ">In progress<", ">85% likely<"} {
		if !strings.Contains(svg, whole) {
			t.Errorf("%s is broken into lines", whole)
		}
	}
}

// Where a column is too narrow for two days, the line ends between them and
// never within one; and what a scenario is about is not what is left out.
func TestDaysStayWhole(t *testing.T) {
	t.Parallel()
	s := sheet(cut.Timeline, cut.Line{Name: "Bank transfer", Start: "2025-12-01", End: "2026-01-27", Status: "Planned"})
	s.Columns = append(s.Columns, cut.Column{Name: "was", Label: "Now planned"})
	s.Groups[0].Lines[0].Cells = append(s.Groups[0].Lines[0].Cells, cut.Cell{Text: "1 Nov 2025 – 3 Jan 2026"})
	for _, label := range []string{"Key", "Kind", "State", "Horizon", "Objective", "Odds", "Owner"} {
		s.Columns = append(s.Columns, cut.Column{Name: strings.ToLower(label), Label: label})
		s.Groups[0].Lines[0].Cells = append(s.Groups[0].Lines[0].Cells, cut.Cell{Text: "as many words as there are in a description of it"})
	}
	if svg := strings.ReplaceAll(string(written(t, s, "svg")), "\u00a0", " "); !strings.Contains(svg, ">now 1 Nov 2025 – 3 Jan 2026 · ") {
		t.Errorf("beside the bar it does not begin with where the line stands now:\n%.6000s", svg)
	}
	s.Form = cut.Table
	svg := strings.ReplaceAll(string(written(t, s, "svg")), "\u00a0", " ")
	if strings.Contains(svg, ">2026<") || strings.Contains(svg, ">Jan 2026<") {
		t.Errorf("a day is broken:\n%.6000s", svg)
	}
}

// What names the groups stands over them, and what is done has no more to do.
func TestWhatATableLeavesOut(t *testing.T) {
	t.Parallel()
	half := 0.5
	s := &cut.Sheet{Title: "What ships when", Form: cut.Table, Dates: "day", Today: "2026-06-14", Grouped: "release", Columns: []cut.Column{{Name: "progress", Label: "Progress"}, {Name: "release", Label: "Release"}}}
	line := func(name, status string) cut.Line {
		return cut.Line{Name: name, Status: status, Cells: []cut.Cell{{Text: name + " 50%", Share: &half}, {Text: "9.0"}}}
	}
	s.Groups = []cut.Group{{Name: "9.0", Lines: []cut.Line{line("Wallets", "In progress"), line("Cards", "Done")}}}
	for form, got := range map[string]string{"html": string(paper.Page{Sheet: s}.HTML()), "svg": string(written(t, s, "svg"))} {
		if !strings.Contains(got, "9.0") || strings.Contains(got, "Release") || strings.Contains(strings.ReplaceAll(got, "\u00a0", " "), "Cards 50%") || !strings.Contains(strings.ReplaceAll(got, "\u00a0", " "), "Wallets 50%") {
			t.Errorf("%s:\n%s", form, got)
		}
	}
}
