package drawing

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// SVG writes one page as a picture that stands by itself.
func SVG(p Page, title string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" role="img" font-family="Inter, 'Go', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif">`,
		num(p.W), num(p.H), num(p.W), num(p.H))
	b.WriteString("<title>" + escape(title) + "</title>")
	fmt.Fprintf(&b, `<rect width="%s" height="%s" fill="%s"/>`, num(p.W), num(p.H), hex(Paper))
	w := svgWriter{&b, func(attribute string, i Ink) string { return attribute + `="` + hex(i) + `"` }}
	w.all(p.Shapes)
	b.WriteString("</svg>\n")
	return []byte(b.String())
}

// Inline writes one page for standing in a page of HTML: inks are classes there
// ("fill-accent", "edge-grid"), so that the page's style gives them colours in
// light and dark. The text is hidden from screen readers, which have the page's
// own; label says what the picture shows.
func Inline(p Page, label string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="drawing" viewBox="%s 0 %s %s" width="%s" height="%s" role="img" aria-label="%s">`, num(p.Trim), num(p.W-2*p.Trim), num(p.H), num(p.W-2*p.Trim), num(p.H), escape(label))
	w := svgWriter{&b, func(attribute string, i Ink) string {
		if attribute == "stroke" {
			return `class="edge-` + string(i) + `"`
		}
		return `class="fill-` + string(i) + `"`
	}}
	w.all(p.Shapes)
	b.WriteString("</svg>")
	return b.String()
}

type svgWriter struct {
	b     *strings.Builder
	paint func(attribute string, i Ink) string
}

func (w svgWriter) all(shapes []Shape) {
	for _, s := range shapes {
		switch s := s.(type) {
		case Box:
			w.box(s)
		case Line:
			dash := ""
			if s.Dashed {
				dash = ` stroke-dasharray="3 3"`
			}
			fmt.Fprintf(w.b, `<line x1="%s" y1="%s" x2="%s" y2="%s" stroke-width="%s"%s %s/>`, num(s.X1), num(s.Y1), num(s.X2), num(s.Y2), num(s.Width), dash, w.paint("stroke", s.Edge))
		case Diamond:
			fmt.Fprintf(w.b, `<path d="M%s %sL%s %sL%s %sL%s %sZ" %s/>`, num(s.X), num(s.Y-s.R), num(s.X+s.R), num(s.Y), num(s.X), num(s.Y+s.R), num(s.X-s.R), num(s.Y), w.paint("fill", s.Fill))
		case Text:
			w.text(s)
		}
	}
}

func (w svgWriter) box(s Box) {
	paint := w.paint("fill", s.Fill)
	if s.Fill == None {
		paint = `fill="none" ` + w.paint("stroke", s.Edge)
	}
	fmt.Fprintf(w.b, `<rect x="%s" y="%s" width="%s" height="%s"`, num(s.X), num(s.Y), num(s.W), num(s.H))
	if s.R > 0 {
		fmt.Fprintf(w.b, ` rx="%s"`, num(s.R))
	}
	w.b.WriteString(" " + paint + "/>")
	if s.Fill != None && s.Edge != None {
		s.Fill = None
		w.box(s)
	}
}

var anchors = map[Anchor]string{Start: "", Middle: ` text-anchor="middle"`, End: ` text-anchor="end"`}

func (w svgWriter) text(s Text) {
	bold := ""
	if s.Bold {
		bold = ` font-weight="700"`
	}
	fmt.Fprintf(w.b, `<text x="%s" y="%s" font-size="%s"%s%s %s>%s</text>`, num(s.X), num(s.Y), num(s.Size), bold, anchors[s.Anchor], w.paint("fill", s.Fill), escape(s.Text))
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder takes everything
	return b.String()
}

func num(f float64) string {
	return strconv.FormatFloat(float64(int64(f*100+0.5*sign(f)))/100, 'f', -1, 64)
}

func sign(f float64) float64 {
	if f < 0 {
		return -1
	}
	return 1
}

func hex(i Ink) string {
	c := light[i]
	return fmt.Sprintf("#%02x%02x%02x", c.r, c.g, c.b)
}
