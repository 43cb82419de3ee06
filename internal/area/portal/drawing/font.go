package drawing

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// typeface is a font with what was measured of it: texts are many, characters
// few.
type typeface struct {
	name     string // under which it stands in a PDF
	style    string // there as well: "B" for bold
	ttf      []byte
	font     *sfnt.Font
	advances sync.Map // rune to float64, of the size measured; -1 for what it lacks
}

func read(name, style string, ttf []byte) (*typeface, error) {
	f, err := opentype.Parse(ttf)
	return &typeface{name: name, style: style, ttf: ttf, font: f}, err
}

// The Go fonts measure every drawing and are embedded in PDF and PNG. They know
// Latin, Greek and Cyrillic letters. SVG and PPTX use the reader's fonts for
// others; PDF and PNG what UseFonts was given.
var regular, bold = sync.OnceValue(func() *typeface { return builtin("", goregular.TTF) }), sync.OnceValue(func() *typeface { return builtin("B", gobold.TTF) })

func builtin(style string, ttf []byte) *typeface {
	f, err := read("Go", style, ttf)
	if err != nil { // the bytes are part of the program
		panic("drawing: " + err.Error())
	}
	return f
}

// others are asked in their order for what the Go fonts lack.
var others atomic.Pointer[[]*typeface]

// UseFonts reads TrueType fonts (.ttf, with outlines of that sort) for letters
// that the built-in ones lack. It is for the start of a program: a drawing that is
// being made may still be measured by the fonts from before.
func UseFonts(files []string) error {
	var all []*typeface
	for i, file := range files {
		ttf, err := os.ReadFile(file) //nolint:gosec // the file that the administrator named
		if err != nil {
			return err
		}
		f, err := read("F"+strconv.Itoa(i+1), "", ttf)
		if err != nil {
			return fmt.Errorf("%s is no font: %w", file, err)
		}
		// What a PDF embeds is more particular than what is drawn from.
		trial := fpdf.New("P", "pt", "A4", "")
		if trial.AddUTF8FontFromBytes(f.name, "", ttf); trial.Err() || !bytes.HasPrefix(ttf, []byte{0, 1, 0, 0}) {
			return fmt.Errorf("%s cannot be embedded: take a TrueType font, whose name ends in .ttf", file)
		}
		all = append(all, f)
	}
	others.Store(&all)
	return nil
}

// faceOf is the font that has a character; the built-in one where none has it.
func faceOf(r rune, heavy bool) *typeface {
	first := regular()
	if heavy {
		first = bold()
	}
	if first.advance(r) >= 0 {
		return first
	}
	if all := others.Load(); all != nil {
		for _, f := range *all {
			if f.advance(r) >= 0 {
				return f
			}
		}
	}
	return first
}

// run is part of a text that one font writes.
type run struct {
	text string
	face *typeface
}

// runs parts a text by the fonts that write it.
func runs(text string, heavy bool) []run {
	var out []run
	for i, r := range text {
		f, end := faceOf(r, heavy), i+utf8.RuneLen(r)
		if n := len(out) - 1; n >= 0 && out[n].face == f {
			out[n].text = text[i-len(out[n].text) : end]
			continue
		}
		out = append(out, run{text[i:end], f})
	}
	return out
}

// measured is the size at which advances are read; they grow in proportion.
const measured = 1000

// advance is how far a character moves the pen, of the size measured; -1 for one
// that the font lacks.
func (f *typeface) advance(r rune) float64 {
	if v, ok := f.advances.Load(r); ok {
		return v.(float64)
	}
	var buf sfnt.Buffer
	w := -1.0
	if n, err := f.font.GlyphIndex(&buf, r); err == nil && n != 0 {
		if a, err := f.font.GlyphAdvance(&buf, n, fixed.I(measured), font.HintingNone); err == nil {
			w = float64(a) / 64
		}
	}
	f.advances.Store(r, w)
	return w
}

// Width gives how wide a text is. Characters that all fonts lack count as wide as
// they are tall, as most of those are.
func Width(text string, size float64, heavy bool) float64 {
	sum := 0.0
	for _, r := range text {
		if w := faceOf(r, heavy).advance(r); w >= 0 {
			sum += w
		} else {
			sum += measured
		}
	}
	return sum * size / measured
}

// Fit shortens a text to a width, with an ellipsis where something is missing.
func Fit(text string, width, size float64, bold bool) string {
	if Width(text, size, bold) <= width {
		return text
	}
	runes := []rune(text)
	for len(runes) > 0 && Width(string(runes)+"…", size, bold) > width {
		runes = runes[:len(runes)-1]
	}
	if len(runes) == 0 {
		return ""
	}
	return strings.TrimRight(string(runes), " ") + "…"
}

// Wrap breaks a text into at most so many lines of a width; the last is
// shortened when more would follow. A word that is wider than a line is cut.
func Wrap(text string, width, size float64, bold bool, most int) []string {
	words := strings.FieldsFunc(text, Breaks)
	var lines []string
	line := ""
	for i, w := range words {
		try := strings.TrimSpace(line + " " + w)
		if Width(try, size, bold) <= width {
			line = try
			continue
		}
		if line != "" {
			if len(lines) == most-1 {
				return append(lines, Fit(strings.Join(append([]string{line}, words[i:]...), " "), width, size, bold))
			}
			lines = append(lines, line)
		}
		for line = w; Width(line, size, bold) > width && len(lines) < most-1; {
			n := head(line, width, size, bold)
			lines, line = append(lines, line[:n]), line[n:]
		}
	}
	if line != "" {
		lines = append(lines, Fit(line, width, size, bold))
	}
	return lines
}

// Breaks says whether a line may end there.
func Breaks(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' }

// head gives how many bytes of a word fit a width: at least a character.
func head(word string, width, size float64, bold bool) int {
	n := 0
	for i, r := range word {
		end := i + utf8.RuneLen(r)
		if i > 0 && Width(word[:end], size, bold) > width {
			break
		}
		n = end
	}
	return n
}
