package drawing

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// The Go fonts measure every drawing and are embedded in PDF and PNG. They know
// Latin, Greek and Cyrillic letters; other scripts are shown by SVG and PPTX,
// which use the reader's fonts.
var fonts = sync.OnceValue(func() [2]*sfnt.Font {
	var out [2]*sfnt.Font
	for i, ttf := range [][]byte{goregular.TTF, gobold.TTF} {
		f, err := opentype.Parse(ttf)
		if err != nil { // the bytes are part of the program
			panic("drawing: " + err.Error())
		}
		out[i] = f
	}
	return out
})

func fontOf(bold bool) *sfnt.Font {
	if bold {
		return fonts()[1]
	}
	return fonts()[0]
}

// measured is the size at which advances are read; they grow in proportion.
const measured = 1000

// advances keeps what was measured: texts are many, characters few.
var advances sync.Map // rune and weight to float64, of the size measured

type glyph struct {
	r    rune
	bold bool
}

// Width gives how wide a text is. Characters that the font lacks count as wide
// as they are tall, as most of those are.
func Width(text string, size float64, bold bool) float64 {
	sum := 0.0
	for _, r := range text {
		sum += advance(glyph{r, bold})
	}
	return sum * size / measured
}

func advance(g glyph) float64 {
	if v, ok := advances.Load(g); ok {
		return v.(float64)
	}
	var buf sfnt.Buffer
	f, w := fontOf(g.bold), float64(measured)
	if n, err := f.GlyphIndex(&buf, g.r); err == nil && n != 0 {
		if a, err := f.GlyphAdvance(&buf, n, fixed.I(measured), font.HintingNone); err == nil {
			w = float64(a) / 64
		}
	}
	advances.Store(g, w)
	return w
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
	words := strings.FieldsFunc(text, breaks)
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

// breaks says whether a line may end there.
func breaks(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' }

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
