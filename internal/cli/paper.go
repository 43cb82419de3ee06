package cli

import (
	"fmt"
	"io"
	"strings"
	"unicode"
)

// paper is where text for people is written. It knows whether it is a
// terminal, and writes nothing to it that would command it.
type paper struct {
	w        io.Writer
	terminal bool
	colours  bool
	width    int // columns of the terminal; 0 when there is none
}

// ink is a colour or weight.
type ink string

// The inks, as terminals know them.
const (
	plainInk ink = ""
	bold     ink = "1"
	dim      ink = "2"
	red      ink = "31"
	green    ink = "32"
	yellow   ink = "33"
	blue     ink = "34"
	cyan     ink = "36"
)

// paint gives text in a colour, where there are colours.
func (p *paper) paint(i ink, text string) string {
	if !p.colours || i == plainInk || text == "" {
		return text
	}
	return "\x1b[" + string(i) + "m" + text + "\x1b[0m"
}

func (p *paper) write(text string) error {
	_, err := io.WriteString(p.w, text)
	return err
}

// printf writes text whose loss nobody could be told of.
func (p *paper) printf(format string, args ...any) { _, _ = fmt.Fprintf(p.w, format, args...) }

func (p *paper) line(format string, args ...any) { p.printf(format+"\n", args...) }

// clean makes text of others harmless for a terminal and a table: no control
// characters, which could move the cursor or change what stands there, and
// nothing that turns the direction of what follows.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case unicode.IsControl(r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x200E, r == 0x200F, r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

// wide are the blocks whose characters take two columns.
var wide = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0x1100, Hi: 0x115F, Stride: 1}, {Lo: 0x2E80, Hi: 0x303E, Stride: 1}, {Lo: 0x3041, Hi: 0x33FF, Stride: 1}, {Lo: 0x3400, Hi: 0x4DBF, Stride: 1},
	{Lo: 0x4E00, Hi: 0x9FFF, Stride: 1}, {Lo: 0xA000, Hi: 0xA4CF, Stride: 1}, {Lo: 0xAC00, Hi: 0xD7A3, Stride: 1}, {Lo: 0xF900, Hi: 0xFAFF, Stride: 1},
	{Lo: 0xFE30, Hi: 0xFE4F, Stride: 1}, {Lo: 0xFF00, Hi: 0xFF60, Stride: 1}, {Lo: 0xFFE0, Hi: 0xFFE6, Stride: 1},
}, R32: []unicode.Range32{{Lo: 0x1F300, Hi: 0x1F64F, Stride: 1}, {Lo: 0x1F680, Hi: 0x1F6FF, Stride: 1}, {Lo: 0x1F900, Hi: 0x1F9FF, Stride: 1}, {Lo: 0x20000, Hi: 0x3FFFD, Stride: 1}}}

// columns is how many columns a character takes.
func columns(r rune) int {
	switch {
	case r == 0x200B || r == 0x200C || r == 0x200D || r == 0xFEFF || unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case unicode.Is(wide, r):
		return 2
	}
	return 1
}

// width is how many columns a text takes.
func width(s string) int {
	n := 0
	for _, r := range s {
		n += columns(r)
	}
	return n
}

// cut shortens a text to some columns.
func cut(s string, most int) string {
	if width(s) <= most {
		return s
	}
	n := 0
	for i, r := range s {
		if n+columns(r) > most-1 {
			return strings.TrimRight(s[:i], " ") + "…"
		}
		n += columns(r)
	}
	return s
}
