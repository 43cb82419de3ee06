package drawing

import (
	"bytes"
	"slices"

	"codeberg.org/go-pdf/fpdf"
)

// PDF writes all pages as vectors, with their text as text and the characters
// of the fonts that occur.
func PDF(d *Drawing) ([]byte, error) {
	f := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: d.Pages[0].W, Ht: d.Pages[0].H}})
	f.SetTitle(d.Title, true)
	f.SetCreator("Throughline", true)
	f.SetCreationDate(d.At.Time())
	f.SetModificationDate(d.At.Time())
	f.SetCatalogSort(true) // the same drawing gives the same bytes
	f.SetAutoPageBreak(false, 0)
	f.SetMargins(0, 0, 0)
	for _, face := range faces(d) {
		f.AddUTF8FontFromBytes(face.name, face.style, face.ttf)
	}
	for _, p := range d.Pages {
		f.AddPageFormat("P", fpdf.SizeType{Wd: p.W, Ht: p.H})
		for _, s := range p.Shapes {
			pdfShape(f, s)
		}
	}
	var b bytes.Buffer
	err := f.Output(&b)
	return b.Bytes(), err
}

// faces are the fonts that write a drawing, the built-in ones first: reading one
// takes its time, so what is not needed is left out.
func faces(d *Drawing) []*typeface {
	all := []*typeface{regular(), bold()}
	for _, p := range d.Pages {
		for _, s := range p.Shapes {
			text, is := s.(Text)
			if !is {
				continue
			}
			for _, r := range runs(text.Text, text.Bold) {
				if !slices.Contains(all, r.face) {
					all = append(all, r.face)
				}
			}
		}
	}
	return all
}

func pdfShape(f *fpdf.Fpdf, s Shape) {
	switch s := s.(type) {
	case Box:
		pdfBox(f, s)
	case Line:
		pdfEdge(f, s.Edge, s.Width)
		if s.Dashed {
			f.SetDashPattern([]float64{3, 3}, 0)
		}
		f.Line(s.X1, s.Y1, s.X2, s.Y2)
		f.SetDashPattern(nil, 0)
	case Diamond:
		pdfFill(f, s.Fill)
		f.Polygon([]fpdf.PointType{{X: s.X, Y: s.Y - s.R}, {X: s.X + s.R, Y: s.Y}, {X: s.X, Y: s.Y + s.R}, {X: s.X - s.R, Y: s.Y}}, "F")
	case Text:
		c := light[s.Fill]
		f.SetTextColor(int(c.r), int(c.g), int(c.b))
		x := left(s)
		for _, r := range runs(s.Text, s.Bold) {
			f.SetFont(r.face.name, r.face.style, s.Size)
			f.Text(x, s.Y, r.text)
			x += Width(r.text, s.Size, s.Bold)
		}
	}
}

func pdfBox(f *fpdf.Fpdf, s Box) {
	style := ""
	if s.Fill != None {
		pdfFill(f, s.Fill)
		style = "F"
	}
	if s.Edge != None {
		pdfEdge(f, s.Edge, edge)
		style += "D"
	}
	if s.R > 0 {
		f.RoundedRect(s.X, s.Y, s.W, s.H, min(s.R, s.W/2, s.H/2), "1234", style)
		return
	}
	f.Rect(s.X, s.Y, s.W, s.H, style)
}

func pdfFill(f *fpdf.Fpdf, i Ink) {
	c := light[i]
	f.SetFillColor(int(c.r), int(c.g), int(c.b))
}

func pdfEdge(f *fpdf.Fpdf, i Ink, width float64) {
	c := light[i]
	f.SetDrawColor(int(c.r), int(c.g), int(c.b))
	f.SetLineWidth(width)
}
