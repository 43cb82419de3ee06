package drawing

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// mostPixels bounds a picture: 24 million take 96 MB while they are drawn.
const mostPixels = 24_000_000

// PNG paints one page, scale points of the picture to a point of the page, or
// fewer where it would be too large.
func PNG(p Page, scale float64) ([]byte, error) {
	if pixels := p.W * p.H * scale * scale; pixels > mostPixels {
		scale *= math.Sqrt(mostPixels / pixels)
	}
	img := image.NewRGBA(image.Rect(0, 0, max(1, int(math.Round(p.W*scale))), max(1, int(math.Round(p.H*scale)))))
	draw.Draw(img, img.Bounds(), image.NewUniform(colour(Paper)), image.Point{}, draw.Src)
	w := painter{img, scale, map[face]font.Face{}}
	for _, s := range p.Shapes {
		if err := w.shape(s); err != nil {
			return nil, err
		}
	}
	var b bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, img)
	return b.Bytes(), err
}

func colour(i Ink) color.Color {
	c := light[i]
	return color.RGBA{c.r, c.g, c.b, 255}
}

type face struct {
	size float64
	of   *typeface
}

type painter struct {
	img   *image.RGBA
	scale float64
	faces map[face]font.Face
}

func (w painter) shape(s Shape) error {
	switch s := s.(type) {
	case Box:
		if s.Fill != None {
			w.path(s.Fill, s.X, s.Y, s.X+s.W, s.Y+s.H, rounded(s))
		}
		if s.Edge != None {
			w.outline(s)
		}
	case Line:
		w.line(s)
	case Diamond:
		w.path(s.Fill, s.X-s.R, s.Y-s.R, s.X+s.R, s.Y+s.R, func(p *pen) {
			p.to(s.X, s.Y-s.R)
			p.to(s.X+s.R, s.Y)
			p.to(s.X, s.Y+s.R)
			p.to(s.X-s.R, s.Y)
		})
	case Text:
		return w.text(s)
	}
	return nil
}

// pen draws a path in points of the page onto a small mask that lies at x0, y0
// of the picture.
type pen struct {
	z      *vector.Rasterizer
	scale  float64
	x0, y0 int
	begun  bool
}

func (p *pen) at(x, y float64) (float32, float32) {
	return float32(x*p.scale - float64(p.x0)), float32(y*p.scale - float64(p.y0))
}

func (p *pen) to(x, y float64) {
	fx, fy := p.at(x, y)
	if !p.begun {
		p.begun = true
		p.z.MoveTo(fx, fy)
		return
	}
	p.z.LineTo(fx, fy)
}

func (p *pen) bend(cx, cy, x, y float64) {
	ax, ay := p.at(cx, cy)
	bx, by := p.at(x, y)
	p.z.QuadTo(ax, ay, bx, by)
}

// path fills what trace draws within a frame of the page.
func (w painter) path(ink Ink, x1, y1, x2, y2 float64, trace func(*pen)) {
	frame := image.Rect(int(math.Floor(x1*w.scale)), int(math.Floor(y1*w.scale)), int(math.Ceil(x2*w.scale))+1, int(math.Ceil(y2*w.scale))+1).Intersect(w.img.Bounds())
	if frame.Empty() {
		return
	}
	p := &pen{z: vector.NewRasterizer(frame.Dx(), frame.Dy()), scale: w.scale, x0: frame.Min.X, y0: frame.Min.Y}
	trace(p)
	p.z.ClosePath()
	p.z.Draw(w.img, frame, image.NewUniform(colour(ink)), image.Point{})
}

func rounded(s Box) func(*pen) {
	r := math.Min(s.R, math.Min(s.W, s.H)/2)
	x1, y1, x2, y2 := s.X, s.Y, s.X+s.W, s.Y+s.H
	return func(p *pen) {
		p.to(x1+r, y1)
		p.to(x2-r, y1)
		p.bend(x2, y1, x2, y1+r)
		p.to(x2, y2-r)
		p.bend(x2, y2, x2-r, y2)
		p.to(x1+r, y2)
		p.bend(x1, y2, x1, y2-r)
		p.to(x1, y1+r)
		p.bend(x1, y1, x1+r, y1)
	}
}

// edge is how thick the outline of a box is.
const edge = 0.75

func (w painter) outline(s Box) {
	for _, l := range []Line{{s.X, s.Y, s.X + s.W, s.Y, s.Edge, edge, false}, {s.X, s.Y + s.H, s.X + s.W, s.Y + s.H, s.Edge, edge, false},
		{s.X, s.Y, s.X, s.Y + s.H, s.Edge, edge, false}, {s.X + s.W, s.Y, s.X + s.W, s.Y + s.H, s.Edge, edge, false}} {
		w.line(l)
	}
}

// line draws lines along an axis, which all of ours are.
func (w painter) line(l Line) {
	x1, x2, y1, y2 := math.Min(l.X1, l.X2), math.Max(l.X1, l.X2), math.Min(l.Y1, l.Y2), math.Max(l.Y1, l.Y2)
	piece := func(x1, y1, x2, y2 float64) {
		h := l.Width / 2
		w.path(l.Edge, x1-h, y1-h, x2+h, y2+h, func(p *pen) {
			p.to(x1-h, y1-h)
			p.to(x2+h, y1-h)
			p.to(x2+h, y2+h)
			p.to(x1-h, y2+h)
		})
	}
	if !l.Dashed {
		piece(x1, y1, x2, y2)
		return
	}
	const dash = 3.0
	for d := 0.0; d < math.Max(x2-x1, y2-y1); d += 2 * dash {
		if x2 > x1 {
			piece(x1+d, y1, math.Min(x1+d+dash, x2), y2)
		} else {
			piece(x1, y1+d, x2, math.Min(y1+d+dash, y2))
		}
	}
}

func (w painter) text(s Text) error {
	x := left(s)
	for _, r := range runs(s.Text, s.Bold) {
		f, err := w.face(face{s.Size, r.face})
		if err != nil {
			return err
		}
		d := font.Drawer{Dst: w.img, Src: image.NewUniform(colour(s.Fill)), Face: f, Dot: fixed.Point26_6{X: fixed.Int26_6(x * w.scale * 64), Y: fixed.Int26_6(s.Y * w.scale * 64)}}
		d.DrawString(r.text)
		x += Width(r.text, s.Size, s.Bold)
	}
	return nil
}

func (w painter) face(key face) (font.Face, error) {
	if f := w.faces[key]; f != nil {
		return f, nil
	}
	f, err := opentype.NewFace(key.of.font, &opentype.FaceOptions{Size: key.size * w.scale, DPI: 72})
	if err == nil {
		w.faces[key] = f
	}
	return f, err
}

// left is where a text begins.
func left(s Text) float64 {
	switch s.Anchor {
	case Middle:
		return s.X - Width(s.Text, s.Size, s.Bold)/2
	case End:
		return s.X - Width(s.Text, s.Size, s.Bold)
	default:
		return s.X
	}
}
