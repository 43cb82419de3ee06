package paper

import (
	"throughline/internal/area/portal/cut"
	"throughline/internal/area/portal/drawing"
)

// column of a table.
type column struct {
	label string
	x, w  float64
}

// columns shares the width of a page among them: each gets what its texts ask
// for, and where that is too much, those that ask for more than their part give.
func (b *book) columns() []column {
	s := b.sheet
	want := make([]float64, len(s.Columns)+1)
	out := []column{{label: "Title"}}
	for _, c := range s.Columns {
		out = append(out, column{label: c.Label})
	}
	for i, c := range out {
		want[i] = drawing.Width(c.label, small, true) + 14
	}
	for _, g := range s.Groups {
		for _, l := range g.Lines {
			want[0] = max(want[0], min(drawing.Width(l.Name, textSize, false)+14, 320))
			for i, c := range l.Cells {
				want[i+1] = max(want[i+1], min(drawing.Width(c.Text, small+0.5, false)+14, 240))
			}
		}
	}
	total, whole := 0.0, b.size.w-2*margin
	for _, w := range want {
		total += w
	}
	x := margin
	for i := range out {
		out[i].x, out[i].w = x, want[i]*whole/total
		if total < whole {
			out[i].w = want[i] + (whole-total)/float64(len(out))
		}
		x += out[i].w
	}
	return out
}

// table draws lines as rows, group by group.
func (b *book) table() {
	columns := b.columns()
	b.again = func() {
		b.y += 8
		for _, c := range columns {
			b.put(drawing.Text{X: c.x, Y: b.y, Size: small, Text: drawing.Fit(c.label, c.w-6, small, true), Fill: drawing.Quiet, Bold: true})
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
	if b.sheet.Lines() == 0 {
		b.nothing()
	}
	b.again = nil
}

// mostWrapped is how many lines of text a cell has on paper.
const mostWrapped = 4

func (b *book) row(columns []column, l cut.Line) {
	name := drawing.Wrap(l.Name, columns[0].w-8, textSize, false, mostWrapped)
	tall := len(name)
	cells := make([][]string, len(l.Cells))
	for i, c := range l.Cells {
		cells[i] = drawing.Wrap(c.Text, columns[i+1].w-8, small+0.5, false, mostWrapped)
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
				drawing.Text{X: x(i) + 8, Y: b.y + 15, Size: 11, Text: drawing.Fit(g.Name, w-50, 11, true), Fill: drawing.Words, Bold: true},
				drawing.Text{X: x(i) + w - 8, Y: b.y + 15, Size: small, Text: itoa(len(g.Lines)), Fill: drawing.Quiet, Anchor: drawing.End})
		}
		b.y += 30
	}
	b.page()
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
	c := card{name: drawing.Wrap(l.Name, w-24, textSize, true, 4), said: drawing.Wrap(words(b.sheet, l, "horizon"), w-24, small, false, 6)}
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
