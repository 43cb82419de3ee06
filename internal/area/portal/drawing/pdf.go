package drawing

import (
	"bytes"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
)

// family is the name under which the fonts stand in a PDF.
const family = "Go"

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
	f.AddUTF8FontFromBytes(family, "", goregular.TTF)
	f.AddUTF8FontFromBytes(family, "B", gobold.TTF)
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
		style := ""
		if s.Bold {
			style = "B"
		}
		f.SetFont(family, style, s.Size)
		c := light[s.Fill]
		f.SetTextColor(int(c.r), int(c.g), int(c.b))
		f.Text(left(s), s.Y, s.Text)
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
