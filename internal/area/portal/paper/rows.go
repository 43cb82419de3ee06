package paper

import (
	"slices"
	"strings"

	"throughline/internal/area/portal/cut"
	"throughline/internal/area/portal/drawing"
)

// column of a table.
type column struct {
	label      string
	cell       int // of a line; -1 for its name
	x, w       float64
	want, need float64 // of width, by its texts and by its longest word
	even       float64 // by its longest text that is short enough to stay on one line
}

// columns shares the width of a page among them: each gets what its texts ask
// for, and where that is too much, those that ask for more than their part give.
func (b *book) columns() []column {
	s := b.sheet
	out := []column{{label: "Title", cell: -1}}
	for i, c := range s.Columns {
		if c.Name != s.Grouped { // it stands over the rows
			out = append(out, column{label: c.Label, cell: i})
		}
	}
	for i := range out {
		out[i].asks(b, out[i].label, small, true, 240)
	}
	for _, g := range s.Groups {
		for _, l := range g.Lines {
			for i := range out {
				if c := &out[i]; c.cell < 0 {
					c.asks(b, l.Name, textSize, false, 320)
				} else {
					c.asks(b, b.cell(l, c.cell), small+0.5, false, 240)
				}
			}
		}
	}
	share(out, b.size.w-2*margin)
	return out
}

// cell is what a table tells of a line in one column.
func (b *book) cell(l cut.Line, at int) string {
	if at == over(b.sheet, l) {
		return ""
	}
	switch b.sheet.Columns[at].Name {
	case "dates", "was":
		return unsplit(l.Cells[at].Text)
	}
	return l.Cells[at].Text
}

// over is the cell of a line of which nothing is left to tell: how far it is,
// once it is done. Work that was dropped on the way would leave it at less than
// all for ever.
func over(s *cut.Sheet, l cut.Line) int {
	if l.Status != "Done" {
		return -1
	}
	return slices.IndexFunc(s.Columns, func(c cut.Column) bool { return c.Name == "progress" })
}

// unbroken is how wide a text may be that is better not broken into lines: a
// day, a state, a key.
const unbroken = 96.0

// longest is how wide a word may make a column: a longer one is broken.
const longest = 130.0

// asks notes what a text would like to have, and what its longest word needs.
func (c *column) asks(b *book, text string, size float64, bold bool, most float64) {
	wide := drawing.Width(text, size, bold) / b.size.slack()
	c.want = max(c.want, min(wide+14, most))
	if wide <= unbroken {
		c.even = max(c.even, wide+10)
	}
	for _, word := range strings.FieldsFunc(text, drawing.Breaks) {
		c.need = max(c.need, min(drawing.Width(word, size, bold)/b.size.slack()+10, longest))
	}
}

// share gives each column what it needs, and the rest by what it would like to
// have beyond that. Where not even the needs have room, all give in alike.
func share(columns []column, whole float64) {
	even := 0.0
	for _, c := range columns {
		even += max(c.even, c.need)
	}
	if even <= whole {
		for i := range columns {
			columns[i].need = max(columns[i].even, columns[i].need)
		}
	}
	need, want := 0.0, 0.0
	for _, c := range columns {
		need, want = need+c.need, want+max(c.want, c.need)
	}
	x := margin
	for i := range columns {
		c := &columns[i]
		c.want = max(c.want, c.need)
		switch {
		case want <= whole:
			c.w = c.want + (whole-want)/float64(len(columns))
		case need >= whole:
			c.w = c.need * whole / need
		default:
			c.w = c.need + (c.want-c.need)*(whole-need)/(want-need)
		}
		c.x = x
		x += c.w
	}
}

// table draws lines as rows, group by group.
func (b *book) table() {
	columns := b.columns()
	b.again = func() {
		b.y += 8
		for _, c := range columns {
			b.put(drawing.Text{X: c.x, Y: b.y, Size: small, Text: b.fit(c.label, c.w-6, small, true), Fill: drawing.Quiet, Bold: true})
		}
		b.y += 5
		b.put(drawing.Line{X1: margin, Y1: b.y, X2: b.size.w - margin, Y2: b.y, Edge: drawing.Grid, Width: 1})
		b.y += 2
	}
	b.page()
	for _, g := range b.sheet.Groups {
		for i, l := range g.Lines {
			if i == 0 && g.Name != "" {
				b.y += 4
				b.heading(g.Name)
			}
			b.row(columns, l)
		}
	}
	b.again = nil
}

// mostWrapped is how many lines of text a cell has on paper.
const mostWrapped = 4

func (b *book) row(columns []column, l cut.Line) {
	name := b.wrap(l.Name, columns[0].w-8, textSize, false, mostWrapped)
	tall := len(name)
	cells := make([][]string, len(columns)-1)
	for i, c := range columns[1:] {
		cells[i] = b.wrap(b.cell(l, c.cell), c.w-8, small+0.5, false, mostWrapped)
		tall = max(tall, len(cells[i]))
	}
	h := float64(max(tall, 1))*13 + 7
	b.room(h)
	write := func(lines []string, x, size float64, ink drawing.Ink) {
		for i, t := range lines {
			b.put(drawing.Text{X: x, Y: b.y + 13 + float64(i)*13, Size: size, Text: t, Fill: ink})
		}
	}
	write(name, columns[0].x, textSize, drawing.Words)
	for i, lines := range cells {
		write(lines, columns[i+1].x, small+0.5, drawing.Quiet)
	}
	b.y += h
	b.put(drawing.Line{X1: margin, Y1: b.y, X2: b.size.w - margin, Y2: b.y, Edge: drawing.Grid, Width: 0.5})
}

// horizons draws now, next and later as columns of cards.
func (b *book) horizons() {
	groups := b.sheet.Groups
	gap := 12.0
	w := (b.size.w - 2*margin - gap*float64(len(groups)-1)) / float64(max(1, len(groups)))
	x := func(i int) float64 { return margin + float64(i)*(w+gap) }
	b.again = func() {
		for i, g := range groups {
			b.put(drawing.Box{X: x(i), Y: b.y, W: w, H: 22, R: 4, Fill: drawing.Band},
				drawing.Text{X: x(i) + 8, Y: b.y + 15, Size: 11, Text: b.fit(g.Name, w-50, 11, true), Fill: drawing.Words, Bold: true},
				drawing.Text{X: x(i) + w - 8, Y: b.y + 15, Size: small, Text: itoa(len(g.Lines)), Fill: drawing.Quiet, Anchor: drawing.End})
		}
		b.y += 30
	}
	b.page()
	b.drawn()
	for i, g := range groups {
		if len(g.Lines) == 0 {
			b.put(drawing.Text{X: x(i) + 8, Y: b.y + 8, Size: small, Text: b.fit("Nothing here at the moment.", w-16, small, false), Fill: drawing.Quiet})
		}
	}
	if b.sheet.Lines() == 0 {
		b.y += 16
	}
	next := make([]int, len(groups))
	for left(groups, next) {
		top, lowest := b.y, b.y
		most := b.size.h - margin
		if b.size.h == 0 {
			most = tallest
		}
		put := 0
		for i, g := range groups {
			y := top
			for ; next[i] < len(g.Lines); next[i]++ {
				c := b.card(g.Lines[next[i]], w)
				if y+c.h > most && y > top {
					break
				}
				c.draw(b, x(i), y, w)
				put++
				y += c.h + 8
			}
			lowest = max(lowest, y)
		}
		b.y = lowest
		if put == 0 || !left(groups, next) {
			break
		}
		b.page()
		b.drawn()
		for i, g := range groups {
			if next[i] == len(g.Lines) && len(g.Lines) > 0 {
				b.put(drawing.Text{X: x(i) + 8, Y: b.y + 8, Size: small, Text: b.fit("All of them stand on the pages before.", w-16, small, false), Fill: drawing.Quiet})
			}
		}
	}
	b.again = nil
}

func left(groups []cut.Group, next []int) bool {
	for i, g := range groups {
		if next[i] < len(g.Lines) {
			return true
		}
	}
	return false
}

// card is a line in a column.
type card struct {
	name, said []string
	ink        drawing.Ink
	h          float64
}

func (b *book) card(l cut.Line, w float64) card {
	c := card{name: b.wrap(l.Name, w-24, textSize, true, 4), said: b.wrap(words(b.sheet, l, "horizon"), w-24, small, false, 6)}
	c.ink, _, _ = inks(l.Status)
	c.h = float64(len(c.name))*13.5 + float64(len(c.said))*12 + 14
	return c
}

func (c card) draw(b *book, x, y, w float64) {
	b.put(drawing.Box{X: x, Y: y, W: w, H: c.h, R: 4, Fill: drawing.Paper, Edge: drawing.Grid}, drawing.Box{X: x, Y: y, W: 4, H: c.h, R: 2, Fill: c.ink})
	y += 4
	for _, t := range c.name {
		y += 13.5
		b.put(drawing.Text{X: x + 14, Y: y, Size: textSize, Text: t, Fill: drawing.Words, Bold: true})
	}
	for _, t := range c.said {
		y += 12
		b.put(drawing.Text{X: x + 14, Y: y + 1, Size: small, Text: t, Fill: drawing.Quiet})
	}
}
