package cli

import (
	"strings"
)

// grid is rows for people: columns aligned, the widest text shortened to what
// the terminal holds.
type grid struct {
	head  []string
	rows  [][]cell
	right map[int]bool // columns of numbers
	flex  int          // the column that gives way where it is too wide
}

// cell is one text in one ink.
type cell struct {
	text string
	ink  ink
}

func newGrid(head ...string) *grid { return &grid{head: head, flex: -1} }

// add adds a row; texts are made harmless.
func (t *grid) add(cells ...cell) {
	for i := range cells {
		cells[i].text = clean(cells[i].text)
	}
	t.rows = append(t.rows, cells)
}

func text(s string) cell { return cell{text: s} }

// print writes the grid.
func (t *grid) print(p *paper) error {
	widths := t.widths(p)
	var b strings.Builder
	head := make([]cell, len(t.head))
	for i, h := range t.head {
		head[i] = cell{strings.ToUpper(h), dim}
	}
	for _, row := range append([][]cell{head}, t.rows...) {
		t.line(&b, p, row, widths)
	}
	return p.write(b.String())
}

// line writes one row; nothing stands behind its last text.
func (t *grid) line(b *strings.Builder, p *paper, row []cell, widths []int) {
	last := len(row) - 1
	for last > 0 && row[last].text == "" {
		last--
	}
	for i, c := range row[:last+1] {
		shown := cut(c.text, widths[i])
		pad := strings.Repeat(" ", widths[i]-width(shown))
		switch {
		case t.right[i]:
			b.WriteString(pad + p.paint(c.ink, shown))
		case i == last:
			b.WriteString(p.paint(c.ink, shown))
		default:
			b.WriteString(p.paint(c.ink, shown) + pad)
		}
		if i < last {
			b.WriteString("  ")
		}
	}
	b.WriteByte('\n')
}

// widths gives each column what its widest text takes, and takes it from the
// flexible one where the terminal is too narrow.
func (t *grid) widths(p *paper) []int {
	out := make([]int, len(t.head))
	for i, h := range t.head {
		out[i] = width(h)
	}
	for _, row := range t.rows {
		for i, c := range row {
			out[i] = max(out[i], width(c.text))
		}
	}
	total := 2 * (len(out) - 1)
	for _, w := range out {
		total += w
	}
	if p.width > 0 && t.flex >= 0 && total > p.width {
		out[t.flex] = max(10, out[t.flex]-(total-p.width))
	}
	return out
}
