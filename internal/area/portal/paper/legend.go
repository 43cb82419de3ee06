package paper

import (
	"slices"

	"throughline/internal/area/portal/cut"
	"throughline/internal/area/portal/drawing"
)

// sign is a mark of a picture, with what it stands for.
type sign struct {
	said string
	draw func(x, y float64) []drawing.Shape // 14 wide, around the height of small text
}

func swatch(fill, edge drawing.Ink) func(x, y float64) []drawing.Shape {
	return func(x, y float64) []drawing.Shape {
		return []drawing.Shape{drawing.Box{X: x, Y: y - 7, W: 14, H: 8, R: 2, Fill: fill, Edge: edge}}
	}
}

// signs are those that stand in the picture of this sheet, and no others.
func (b *book) signs() []sign {
	var all []cut.Line
	for _, g := range b.sheet.Groups {
		all = append(all, g.Lines...)
	}
	some := func(is func(cut.Line) bool) bool { return slices.ContainsFunc(all, is) }
	var out []sign
	for _, status := range []string{"Planned", "In progress", "Done", "Dropped"} {
		if some(func(l cut.Line) bool { return l.Status == status }) {
			fill, _, _ := inks(status)
			out = append(out, sign{status, swatch(fill, drawing.None)})
		}
	}
	if b.sheet.Form != cut.Timeline {
		return out
	}
	if some(func(l cut.Line) bool {
		p := progressOf(b.sheet, l)
		return p != nil && *p > 0 && l.Status == "In progress"
	}) {
		out = append(out, sign{"Part that is done", func(x, y float64) []drawing.Shape {
			return []drawing.Shape{drawing.Box{X: x, Y: y - 7, W: 14, H: 8, R: 2, Fill: drawing.Accent}, drawing.Box{X: x, Y: y - 7, W: 8, H: 8, R: 2, Fill: drawing.Part}}
		}})
	}
	if some(func(l cut.Line) bool { return l.Start == "" && l.End != "" }) {
		out = append(out, sign{"Day", func(x, y float64) []drawing.Shape {
			return []drawing.Shape{drawing.Diamond{X: x + 7, Y: y - 3, R: 4.5, Fill: drawing.Accent}}
		}})
	}
	if some(func(l cut.Line) bool { return l.Was != nil && l.Was.End != "" }) {
		out = append(out, sign{"Where it stands now", swatch(drawing.Band, drawing.Quiet)})
	}
	return out
}

// legend says at the foot of a page what its colours and marks stand for, and
// how far to the right it goes.
func (b *book) legend(y float64) (out []drawing.Shape, x float64) {
	x = margin
	for _, s := range b.signs() {
		out = append(append(out, s.draw(x, y)...), drawing.Text{X: x + 18, Y: y, Size: small, Text: s.said, Fill: drawing.Quiet})
		x += 18 + drawing.Width(s.said, small, false)/b.size.slack() + 14
	}
	return out, x
}
