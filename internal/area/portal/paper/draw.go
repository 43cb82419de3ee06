package paper

import (
	"slices"
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

// slack is the part of a width that texts may take: office programs set them in
// a font of their own, which may be wider than ours.
func (s size) slack() float64 {
	if s == slide {
		return 0.88
	}
	return 1
}

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
	sheet  *cut.Sheet
	size   size
	pages  []drawing.Page
	y      float64
	again  func()       // what stands at the head of each page
	bare   bool         // within a page that has a title and a day of its own
	signed map[int]bool // pages with a picture, which wants a legend
}

// timelineIn draws a timeline for a page that says the rest itself.
func timelineIn(s *cut.Sheet) drawing.Page {
	b := &book{sheet: s, size: picture, bare: true}
	b.timeline()
	p := b.pages[0]
	p.Trim = margin - 2 // what stands around it has a margin
	signs, _ := b.legend(b.y + 28)
	p.Shapes = append(p.Shapes, signs...)
	p.H = b.y + 34 // the word of today's line stands below, and the legend
	return p
}

func draw(s *cut.Sheet, size size, at clock.Instant) *drawing.Drawing {
	b := &book{sheet: s, size: size}
	switch {
	case s.Form == cut.Horizons:
		b.horizons()
	case s.Lines() == 0:
		b.page()
		b.nothing()
	case s.Form == cut.Timeline:
		b.timeline()
		if size.h > 0 && len(s.Columns) > 1 {
			b.table()
		}
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
	b.head()
	b.y += 10
	if b.sheet.Then != "" {
		b.y += textSize
		b.put(drawing.Text{X: margin, Y: b.y, Size: textSize, Text: b.fit(b.sheet.Then, b.size.w-2*margin, textSize, true), Fill: drawing.Now, Bold: true})
	}
	if intro := text.Plain(b.sheet.Intro); intro != "" && len(b.pages) == 1 {
		for _, line := range b.wrap(intro, b.size.w-2*margin, textSize, false, 3) {
			b.y += textSize * 1.4
			b.put(drawing.Text{X: margin, Y: b.y, Size: textSize, Text: line, Fill: drawing.Quiet})
		}
	}
	b.y += 12
	if b.again != nil {
		b.again()
	}
}

// head writes the title: a long one in smaller letters, before it is cut.
func (b *book) head() {
	room, size := b.size.w-2*margin, headSize
	if b.size == slide {
		room *= 0.8 // the reader's bold may be much wider than ours
	}
	if w := drawing.Width(b.sheet.Title, headSize, true); w > room {
		size = max(13, headSize*room/w)
	}
	b.put(drawing.Text{X: margin, Y: b.y, Size: size, Text: drawing.Fit(b.sheet.Title, room, size, true), Fill: drawing.Words, Bold: true, Head: true})
}

// fit and wrap are those of a drawing, with the slack of the page.
func (b *book) fit(text string, width, size float64, bold bool) string {
	return drawing.Fit(text, width*b.size.slack(), size, bold)
}

func (b *book) wrap(text string, width, size float64, bold bool, most int) []string {
	return drawing.Wrap(text, width*b.size.slack(), size, bold, most)
}

// drawn notes that the page has a picture.
func (b *book) drawn() {
	if b.signed == nil {
		b.signed = map[int]bool{}
	}
	b.signed[len(b.pages)-1] = true
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
	if b.sheet.Past {
		said = b.fit(b.sheet.Then, b.size.w/2, small, false)
	}
	if b.sheet.More {
		said += "; there is more than is shown here"
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
		y := p.H - 14
		if b.signed[i] {
			signs, right := b.legend(y)
			if right+drawing.Width(foot, small, false)/b.size.slack() > p.W-margin {
				signs, _ = b.legend(p.H - 21)
				y = p.H - 8
			}
			p.Shapes = append(p.Shapes, signs...)
		}
		p.Shapes = append(p.Shapes, drawing.Text{X: p.W - margin, Y: y, Size: small, Text: foot, Fill: drawing.Quiet, Anchor: drawing.End})
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
		drawing.Text{X: margin + 6, Y: b.y + 13.5, Size: textSize, Text: b.fit(name, b.size.w-2*margin-12, textSize, true), Fill: drawing.Words, Bold: true})
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
		case "was": // where there is little room, this is not what is left out
			out = slices.Insert(out, 0, "now "+unsplit(c.Text))
		case "dates":
			out = append(out, unsplit(c.Text))
		case "score", "effort":
			out = append(out, column.Label+" "+c.Text)
		default:
			out = append(out, c.Text)
		}
	}
	return strings.Join(out, " · ")
}

// unsplit keeps each day of a stretch on one line: it may end after the dash.
func unsplit(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, " ", "\u00a0"), "–\u00a0", "– ")
}

func has(list []string, one string) bool {
	for _, x := range list {
		if x == one {
			return true
		}
	}
	return false
}
