package paper

import (
	"strings"

	"throughline/internal/area/portal/cut"
	"throughline/internal/area/portal/drawing"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/text"
)

// size is that of a page; h is 0 for one that is as tall as what stands on it.
type size struct{ w, h float64 }

var (
	a4      = size{841.89, 595.28}
	slide   = size{960, 540}
	picture = size{1200, 0}
)

// Measures of all pages.
const (
	margin   = 36.0
	headSize = 20.0
	textSize = 10.0
	small    = 8.5
	tallest  = 60000.0 // of a page without a height; a thousand lines take half of it
)

// book lays things out from top to bottom, and begins a page where one is full.
type book struct {
	sheet *cut.Sheet
	size  size
	pages []drawing.Page
	y     float64
	again func() // what stands at the head of each page
	bare  bool   // within a page that has a title and a day of its own
}

// timelineIn draws a timeline for a page that says the rest itself.
func timelineIn(s *cut.Sheet) drawing.Page {
	b := &book{sheet: s, size: picture, bare: true}
	b.timeline()
	p := b.pages[0]
	p.H = b.y
	return p
}

func draw(s *cut.Sheet, size size, at clock.Instant) *drawing.Drawing {
	b := &book{sheet: s, size: size}
	switch s.Form {
	case cut.Timeline:
		b.timeline()
		if size.h > 0 && len(s.Columns) > 1 {
			b.table()
		}
	case cut.Horizons:
		b.horizons()
	default:
		b.table()
	}
	b.finish()
	return &drawing.Drawing{Title: s.Title, At: at, Pages: b.pages}
}

func (b *book) put(shapes ...drawing.Shape) {
	p := &b.pages[len(b.pages)-1]
	p.Shapes = append(p.Shapes, shapes...)
}

// page begins one with its title, and with what is on each.
func (b *book) page() {
	b.pages = append(b.pages, drawing.Page{W: b.size.w, H: b.size.h})
	if b.bare {
		b.y = 0
		b.again()
		return
	}
	b.y = margin + headSize
	b.put(drawing.Text{X: margin, Y: b.y, Size: headSize, Text: drawing.Fit(b.sheet.Title, b.size.w-2*margin, headSize, true), Fill: drawing.Words, Bold: true, Head: true})
	b.y += 10
	if intro := text.Plain(b.sheet.Intro); intro != "" && len(b.pages) == 1 {
		for _, line := range drawing.Wrap(intro, b.size.w-2*margin, textSize, false, 3) {
			b.y += textSize * 1.4
			b.put(drawing.Text{X: margin, Y: b.y, Size: textSize, Text: line, Fill: drawing.Quiet})
		}
	}
	b.y += 12
	if b.again != nil {
		b.again()
	}
}

// room says whether so much fits on the page, and begins another where not.
func (b *book) room(h float64) bool {
	most := b.size.h - margin
	if b.size.h == 0 {
		most = tallest
	}
	if b.y+h <= most {
		return true
	}
	b.page()
	return false
}

// finish writes the day under each page, and cuts pages without a height to
// what they hold.
func (b *book) finish() {
	said := "As of " + cut.Say(b.sheet.Today, b.sheet.Today, "day")
	if b.sheet.More {
		said += "; more than is shown here"
	}
	for i := range b.pages {
		p := &b.pages[i]
		if p.H == 0 {
			p.H = b.y + margin
		}
		foot := said
		if len(b.pages) > 1 {
			foot += " · page " + itoa(i+1) + " of " + itoa(len(b.pages))
		}
		p.Shapes = append(p.Shapes, drawing.Text{X: p.W - margin, Y: p.H - 14, Size: small, Text: foot, Fill: drawing.Quiet, Anchor: drawing.End})
	}
}

// inks of a bar: what it is painted with, its part that is done, and the text on it.
func inks(status string) (fill, part, words drawing.Ink) {
	switch status {
	case "In progress":
		return drawing.Accent, drawing.Part, drawing.Over
	case "Done":
		return drawing.Done, drawing.Done, drawing.Over
	case "Dropped":
		return drawing.Grid, drawing.Grid, drawing.Quiet
	default:
		return drawing.Plan, drawing.Plan, drawing.Words
	}
}

// heading writes the name of a group over its lines.
func (b *book) heading(name string) {
	if name == "" {
		return
	}
	b.room(52)
	b.put(drawing.Box{X: margin, Y: b.y, W: b.size.w - 2*margin, H: 20, R: 3, Fill: drawing.Band},
		drawing.Text{X: margin + 6, Y: b.y + 13.5, Size: textSize, Text: drawing.Fit(name, b.size.w-2*margin-12, textSize, true), Fill: drawing.Words, Bold: true})
	b.y += 24
}

// words tells a line's cells in a few words: shares with what they are shares of.
func words(s *cut.Sheet, l cut.Line, without ...string) string {
	var out []string
	for i, c := range l.Cells {
		column := s.Columns[i]
		if c.Text == "" || has(without, column.Name) {
			continue
		}
		switch column.Name {
		case "progress":
			if l.Status != "Done" {
				out = append(out, c.Text+" done")
			}
		case "score", "effort":
			out = append(out, column.Label+" "+c.Text)
		default:
			out = append(out, c.Text)
		}
	}
	return strings.Join(out, " · ")
}

func has(list []string, one string) bool {
	for _, x := range list {
		if x == one {
			return true
		}
	}
	return false
}
