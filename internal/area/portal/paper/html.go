package paper

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the page's template and style
	"encoding/base64"
	"html/template"
	"strings"
	"sync"

	"throughline/internal/area/portal/cut"
	"throughline/internal/area/portal/drawing"
	"throughline/internal/kit/text"
)

// HTML is the media type of pages.
const HTML = "text/html; charset=utf-8"

//go:embed page.gohtml
var pageText string

//go:embed page.css
var style string

var pages = sync.OnceValue(func() *template.Template { return template.Must(template.New("page").Parse(pageText)) })

// StyleSource is what a policy names to let the page's style, which stands in
// the page so that one answer is the whole page, and no other.
func StyleSource() string {
	sum := sha256.Sum256([]byte(style))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// Page is a sheet to be read in a browser, without a script.
type Page struct {
	Sheet   *cut.Sheet
	Framed  bool   // in a frame of another site
	Preview bool   // for those who make it
	Base    string // begins the addresses of files, "" when it may not be taken along
	Feed    bool   // a calendar can subscribe to it
}

// told is what the template is given.
type told struct {
	Page
	Kind    string // notice, ask, or the form of the sheet
	Title   string
	Text    string
	Style   template.CSS
	Intro   template.HTML
	Picture template.HTML
	AsOf    string
	Columns []cut.Column // those of the table: what names the groups stands over them
	Groups  []group
	Empty   bool
	Span    int // columns of the table
	Files   []file
}

type file struct{ Name, Address string }

// group is a group of lines with their cells told.
type group struct {
	Name  string
	Lines []line
}

type line struct {
	Name   string
	Status string // of the mark before it: planned, doing, done, dropped
	Cells  []told1
}

// told1 is a cell with its label.
type told1 struct {
	Name, Label, Text string
	Percent           int // of a share
	Share             bool
}

var statuses = map[string]string{"Planned": "planned", "In progress": "doing", "Done": "done", "Dropped": "dropped"}

// HTML writes the page.
func (p Page) HTML() []byte {
	s := p.Sheet
	t := told{
		Page: p, Kind: s.Form, Title: s.Title, AsOf: cut.Say(s.Today, s.Today, "day"), Empty: s.Lines() == 0,
		Intro: template.HTML(text.HTML(s.Intro, func(string) string { return "" })), //nolint:gosec // text.HTML gives what is safe
	}
	if s.Form == cut.Timeline && !t.Empty {
		svg := drawing.Inline(timelineIn(s), "Timeline; the list below says the same in words")
		t.Picture = template.HTML(svg) //nolint:gosec // drawing escapes all text
	}
	for _, c := range s.Columns {
		if c.Name != s.Grouped {
			t.Columns = append(t.Columns, c)
		}
	}
	t.Span = len(t.Columns) + 1
	for _, g := range s.Groups {
		t.Groups = append(t.Groups, groupOf(s, g))
	}
	if p.Base != "" {
		for _, f := range []file{{"PDF", "pdf"}, {"Slides", "pptx"}, {"Picture", "png"}, {"Table", "csv"}, {"Calendar", "ics"}} {
			if f.Address == "ics" && !(p.Feed && shows(s, "dates")) {
				continue
			}
			t.Files = append(t.Files, file{f.Name, p.Base + f.Address})
		}
	}
	return written(t)
}

func groupOf(s *cut.Sheet, g cut.Group) group {
	out := group{Name: g.Name}
	for _, l := range g.Lines {
		to := line{Name: l.Name, Status: statuses[l.Status]}
		for i, c := range l.Cells {
			if s.Columns[i].Name == s.Grouped {
				continue
			}
			if i == over(s, l) {
				c = cut.Cell{}
			}
			cell := told1{Name: s.Columns[i].Name, Label: s.Columns[i].Label, Text: c.Text}
			if strings.HasPrefix(cell.Name, "custom:") {
				cell.Name = "custom"
			}
			if c.Share != nil {
				cell.Share, cell.Percent = true, int(*c.Share*100+0.5)
			}
			to.Cells = append(to.Cells, cell)
		}
		out.Lines = append(out.Lines, to)
	}
	return out
}

// Notice is a page that says one thing.
func Notice(title, text string) []byte {
	return written(told{Kind: "notice", Title: title, Text: text})
}

// Letter is a page with a text in Markdown, and under it in small print what its
// reader has to know.
func Letter(title, markdown, foot string) []byte {
	return written(told{
		Kind: "letter", Title: title, Text: foot,
		Intro: template.HTML(text.HTML(markdown, func(string) string { return "" })), //nolint:gosec // text.HTML gives what is safe
	})
}

// Ask is a page that asks for the password of a link; wrong says what was wrong
// with the one before.
func Ask(wrong string) []byte {
	return written(told{Kind: "ask", Title: "This roadmap asks for a password", Text: wrong})
}

func written(t told) []byte {
	t.Style = template.CSS(style) //nolint:gosec // it is ours
	var b bytes.Buffer
	if err := pages().Execute(&b, t); err != nil {
		// The template is part of the program and its tests write every page.
		panic("paper: " + err.Error())
	}
	return b.Bytes()
}
