// Package drawing is one drawing for every form in which a picture leaves the
// server: shapes and text on pages, written as SVG, PNG, PDF and PPTX. What
// stands in one stands in all, and nothing else does: a drawing has no memory
// of the records it was made from.
//
// Words it owns: drawing, page (of a drawing), shape, ink (what a shape is
// painted for, which a theme gives a colour).
package drawing

import "throughline/internal/kit/clock"

// Drawing is pages of shapes. Lengths are points, 72 to the inch, from the upper
// left corner.
type Drawing struct {
	Title string
	At    clock.Instant // when it was made
	Pages []Page
}

// Page is one sheet, slide or picture.
type Page struct {
	W, H   float64
	Trim   float64 // what Inline leaves out at the left and the right
	Shapes []Shape
}

// Shape is something on a page: a Box, a Line, a Diamond or a Text.
type Shape interface{ shape() }

// Box is a rectangle, its corners rounded by R.
type Box struct {
	X, Y, W, H, R float64
	Fill          Ink
	Edge          Ink
}

// Line goes from one point to another.
type Line struct {
	X1, Y1, X2, Y2 float64
	Edge           Ink
	Width          float64
	Dashed         bool
}

// Diamond is a square on its corner around a point: a day that counts.
type Diamond struct {
	X, Y, R float64
	Fill    Ink
}

// Text is one line of text; Y is its baseline.
type Text struct {
	X, Y   float64
	Size   float64
	Text   string
	Fill   Ink
	Bold   bool
	Anchor Anchor
	Head   bool // it is the title of its page
}

func (Box) shape()     {}
func (Line) shape()    {}
func (Diamond) shape() {}
func (Text) shape()    {}

// Anchor says which end of a text stands at X.
type Anchor int

// The anchors.
const (
	Start Anchor = iota
	Middle
	End
)

// Ink is what a shape is painted for.
type Ink string

// The inks.
const (
	None   Ink = ""
	Paper  Ink = "paper"
	Words  Ink = "words"  // text
	Quiet  Ink = "quiet"  // lesser text
	Grid   Ink = "grid"   // lines that only guide
	Band   Ink = "band"   // what lies behind a group
	Accent Ink = "accent" // what is under way
	Plan   Ink = "plan"   // what is planned
	Done   Ink = "done"   // what is finished
	Part   Ink = "part"   // the part of a bar that is finished
	Over   Ink = "over"   // text on a strong colour
	Now    Ink = "now"    // today
)

// light is how inks look on paper. Words on paper, Over on Accent and Done, and
// Words on Plan keep a contrast above 4.5.
var light = map[Ink]rgb{
	Paper: {255, 255, 255}, Words: {31, 29, 26}, Quiet: {99, 94, 87}, Grid: {226, 222, 215}, Band: {246, 244, 240},
	Accent: {15, 106, 107}, Plan: {197, 222, 221}, Done: {74, 92, 101}, Part: {10, 76, 77}, Over: {255, 255, 255}, Now: {178, 58, 46},
}

type rgb struct{ r, g, b uint8 }

// Inks lists them, for those who give them colours of their own.
func Inks() []Ink {
	return []Ink{Paper, Words, Quiet, Grid, Band, Accent, Plan, Done, Part, Over, Now}
}
