package paper

import (
	"strconv"
	"time"

	"throughline/internal/area/portal/cut"
	"throughline/internal/area/portal/drawing"
	"throughline/internal/kit/clock"
)

func itoa(n int) string { return strconv.Itoa(n) }

// axis is time from left to right.
type axis struct {
	from, to time.Time
	x, w     float64
	months   int // that one mark of it spans
}

func (a axis) at(t time.Time) float64 {
	return a.x + a.w*float64(t.Sub(a.from))/float64(a.to.Sub(a.from))
}

// begins and ends give where a day begins and ends.
func (a axis) begins(d clock.Day) float64 { return a.at(d.Time()) }
func (a axis) ends(d clock.Day) float64   { return a.at(d.Time().AddDate(0, 0, 1)) }

// axisOf spans the days of a sheet in whole months, quarters or years.
func axisOf(s *cut.Sheet, x, w float64) axis {
	var first, last clock.Day
	for _, g := range s.Groups {
		for _, l := range g.Lines {
			days := []clock.Day{l.Start, l.End}
			if l.Was != nil {
				days = append(days, l.Was.Start, l.Was.End)
			}
			for _, d := range days {
				if d != "" && (first == "" || d < first) {
					first = d
				}
				if d > last {
					last = d
				}
			}
		}
	}
	if first == "" {
		first, last = s.Today, s.Today
	}
	a := axis{x: x, w: w, months: 1}
	from, to := first.Time(), last.Time()
	switch n := (to.Year()-from.Year())*12 + int(to.Month()) - int(from.Month()); {
	case n > 48:
		a.months = 12
	case n > 14 || s.Dates == "quarter":
		a.months = 3
	}
	a.from = a.floor(from)
	a.to = a.floor(to).AddDate(0, a.months, 0)
	return a
}

func (a axis) floor(t time.Time) time.Time {
	m := (int(t.Month())-1)/a.months*a.months + 1
	return time.Date(t.Year(), time.Month(m), 1, 0, 0, 0, 0, time.UTC)
}

func (a axis) label(t time.Time) string {
	switch a.months {
	case 12:
		return t.Format("2006")
	case 3:
		return "Q" + itoa((int(t.Month())+2)/3)
	default:
		return t.Format("Jan")
	}
}

const lineHeight = 22.0

// timeline draws each line as a bar between its days.
func (b *book) timeline() {
	labels := b.size.w * 0.27
	a := axisOf(b.sheet, margin+labels, b.size.w-2*margin-labels-b.gutter())
	top := 0.0
	b.again = func() {
		b.marks(a)
		top = b.y
	}
	b.page()
	grid := func() { b.grid(a, top) }
	for _, g := range b.sheet.Groups {
		for i, l := range g.Lines {
			if need := lineHeight + 40; i == 0 && b.full(need) || b.full(lineHeight) {
				grid()
				b.page()
			}
			if i == 0 {
				b.heading(g.Name)
			}
			b.bar(a, l, labels)
		}
		b.y += 4
	}
	grid()
	b.again = nil
}

// gutter is the room behind the last bars for what is told of them.
func (b *book) gutter() float64 {
	widest := 0.0
	for _, g := range b.sheet.Groups {
		for _, l := range g.Lines {
			widest = max(widest, drawing.Width(b.said(l), small, false))
		}
	}
	return min(widest*1.1+8, b.size.w*0.16)
}

// said is what stands behind a bar: the short of its cells.
func (b *book) said(l cut.Line) string {
	without := []string{"dates", "product", "objective", "initiative", "release", "summary", "hypothesis", "kind", "horizon"}
	if b.size.h > 0 { // the table behind it has the rest
		without = append(without, "owner", "tags")
	}
	return words(b.sheet, l, without...)
}

func (b *book) full(h float64) bool {
	most := b.size.h - margin
	if b.size.h == 0 {
		most = tallest
	}
	return b.y+h > most
}

// marks writes the years over the axis, and under them the months or quarters.
func (b *book) marks(a axis) {
	if a.months < 12 {
		b.y += 10
		b.labels(a, true, func(t time.Time) string {
			if t.Month() == time.January || t.Equal(a.from) {
				return t.Format("2006")
			}
			return ""
		})
	}
	b.y += 10
	b.labels(a, false, a.label)
	b.y += 8
}

// labels writes a row of them, each where it has room.
func (b *book) labels(a axis, bold bool, label func(time.Time) string) {
	room := 0.0
	for t := a.from; t.Before(a.to); t = t.AddDate(0, a.months, 0) {
		if said, x := label(t), a.at(t); said != "" && x >= room {
			b.put(drawing.Text{X: x + 3, Y: b.y, Size: small, Text: said, Fill: drawing.Quiet, Bold: bold})
			room = x + drawing.Width(said, small, bold) + 6
		}
	}
}

// grid draws the lines between months and today's line, behind all else.
func (b *book) grid(a axis, top float64) {
	p := &b.pages[len(b.pages)-1]
	var behind []drawing.Shape
	for t := a.from; !t.After(a.to); t = t.AddDate(0, a.months, 0) {
		behind = append(behind, drawing.Line{X1: a.at(t), Y1: top - 14, X2: a.at(t), Y2: b.y, Edge: drawing.Grid, Width: 0.6})
	}
	if t := b.sheet.Today.Time(); t.After(a.from) && t.Before(a.to) {
		// Its word stands at the foot: at the head stand the months.
		x := a.at(t)
		behind = append(behind, drawing.Line{X1: x, Y1: top - 4, X2: x, Y2: b.y, Edge: drawing.Now, Width: 1, Dashed: true})
		p.Shapes = append(p.Shapes, drawing.Text{X: x, Y: b.y + 8, Size: 7, Text: b.today(), Fill: drawing.Now, Anchor: drawing.Middle})
	}
	p.Shapes = append(behind, p.Shapes...)
}

// today is the word of the line at the day of which the sheet tells.
func (b *book) today() string {
	if b.sheet.Past {
		return cut.Say(b.sheet.Today, b.sheet.Today, "day")
	}
	return "today"
}

// ghost draws where a line stands on the roadmap as it is, when a scenario has
// it elsewhere.
func (b *book) ghost(a axis, l cut.Line, mid float64) {
	switch {
	case l.Was == nil || l.Was.End == "":
	case l.Was.Start == "":
		b.put(drawing.Diamond{X: (a.begins(l.Was.End) + a.ends(l.Was.End)) / 2, Y: mid, R: 5, Fill: drawing.Grid})
	default:
		x1 := a.begins(l.Was.Start)
		b.put(drawing.Box{X: x1, Y: mid - lineHeight/2 + 3, W: max(a.ends(l.Was.End)-x1, 4), H: lineHeight - 6, R: 3, Fill: drawing.Band, Edge: drawing.Quiet})
	}
}

// bar draws a line: its name at the left, its time at the right, and what else
// is told of it behind the bar, where there is room.
func (b *book) bar(a axis, l cut.Line, labels float64) {
	b.drawn()
	y, mid := b.y, b.y+lineHeight/2
	b.put(drawing.Text{X: margin, Y: mid + 3.5, Size: textSize, Text: b.fit(l.Name, labels-10, textSize, false), Fill: drawing.Words})
	b.y += lineHeight
	fill, part, _ := inks(l.Status)
	b.ghost(a, l, mid)
	x := a.x
	switch {
	case l.Start == "" && l.End == "":
		b.over(a.x+4, mid, "no date")
		x += drawing.Width("no date", small, false) + 8
	case l.Start == "":
		x = (a.begins(l.End) + a.ends(l.End)) / 2
		ink := fill
		if ink == drawing.Plan {
			ink = drawing.Accent
		}
		b.put(drawing.Diamond{X: x, Y: mid, R: 6, Fill: ink})
		x += 8
	default:
		x1, x2 := a.begins(l.Start), a.x+a.w
		if l.End != "" {
			x2 = max(a.ends(l.End), x1+4)
		}
		b.put(drawing.Box{X: x1, Y: y + 5, W: x2 - x1, H: lineHeight - 10, R: 3, Fill: fill})
		if p := progressOf(b.sheet, l); p != nil && *p > 0 && part != fill {
			b.put(drawing.Box{X: x1, Y: y + 5, W: (x2 - x1) * min(*p, 1), H: lineHeight - 10, R: 3, Fill: part})
		}
		x = x2
	}
	b.beside(x, mid, b.said(l))
}

// beside writes a few words behind a bar, where at least some fit.
func (b *book) beside(x, mid float64, said string) {
	room := (b.size.w - margin - x - 6) * 0.94 // office programs set text a little wider
	if said == "" || room < 40 {
		return
	}
	b.over(x+5, mid, drawing.Fit(said, room, small, false))
}

// over writes a few words of a line where nothing behind them shows through:
// the lines of the axis pass there.
func (b *book) over(x, mid float64, said string) {
	w := drawing.Width(said, small, false) / b.size.slack()
	b.put(drawing.Box{X: x - 2, Y: mid - 6, W: w + 4, H: 12, Fill: drawing.Paper}, drawing.Text{X: x, Y: mid + 3, Size: small, Text: said, Fill: drawing.Quiet})
}

func progressOf(s *cut.Sheet, l cut.Line) *float64 {
	for i, c := range s.Columns {
		if c.Name == "progress" {
			return l.Cells[i].Share
		}
	}
	return nil
}

func (b *book) nothing() {
	b.y += 24
	b.put(drawing.Text{X: margin, Y: b.y, Size: textSize, Text: empty, Fill: drawing.Quiet})
	b.y += 16
}

const empty = "Nothing is shown here at the moment."
