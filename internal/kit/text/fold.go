package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// plain maps lower-case letters that Unicode does not take apart to what
// people type for them: full case folding for ß, and letters whose stroke or
// tie is left out as an accent is.
var plain = map[rune]string{
	'ß': "ss", 'ı': "i", 'ł': "l", 'ø': "o", 'đ': "d", 'ħ': "h", 'ŧ': "t", 'æ': "ae", 'œ': "oe", 'ð': "d", 'þ': "th", 'ŋ': "n", 'ĸ': "k",
}

// Fold gives s in the form in which texts are compared: what is the same to a
// reader who types quickly is the same text. Fold(Fold(s)) is Fold(s).
//
// Gone are case (fully: ß is ss), accents and vowel points of scripts that can
// do without them (Latin, Greek, Cyrillic, Hebrew, Arabic), the strokes and
// ties of ł, ø, æ and the like, width and other typographic variants (full
// width, ligatures, superscripts), characters without width, and control
// characters other than white space. Vowel signs of Indic and South-East Asian
// scripts and the voicing marks of kana carry the word and stay. The result is
// valid UTF-8 in composed form.
func Fold(s string) string {
	if lower, ok := foldASCII(s); ok {
		return lower
	}
	s = norm.NFKD.String(strings.ToValidUTF8(s, "\uFFFD"))
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if droppable(r) {
			continue
		}
		r = lower(r)
		if r < 0xDF || r > 0x167 { // outside the range of plain
			b.WriteRune(r)
		} else if with, ok := plain[r]; ok {
			b.WriteString(with)
		} else {
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}

// lower goes by way of the capital, so that ς is σ. East Asian scripts, and
// everything between them, have no case.
func lower(r rune) rune {
	switch {
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r < 0x80 || r >= 0x2E80 && r < 0xA640:
		return r
	default:
		return unicode.ToLower(unicode.ToUpper(r))
	}
}

// foldASCII is Fold for the text that most text is.
func foldASCII(s string) (string, bool) {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c < ' ' && !space(c) || c == 0x7f {
			return "", false
		}
	}
	return strings.ToLower(s), true
}

func space(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// droppable says whether a character of decomposed text is left out.
func droppable(r rune) bool {
	switch {
	case r < 0x80:
		return r < ' ' && !space(byte(r)) || r == 0x7f
	case r >= 0xC0 && r < 0x300, r >= 0x370 && r < 0x483, r >= 0x3041 && r < 0x3097, r >= 0x1100 && r < 0x115F, r >= 0x1161 && r < 0x1200, r >= 0x3400 && r < 0xA000:
		return false // letters only: most of what gets here
	case r >= 0x300 && r < 0x370:
		return true
	case unicode.Is(unicode.Mn, r):
		return accent(r)
	case unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point):
		return !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
	default:
		return unicode.In(r, unicode.Me, unicode.Cc) && !unicode.IsSpace(r)
	}
}

// accent says whether a mark may be left out, by its combining class: overlays
// (1), Hebrew and Arabic points (10 to 36) and whatever stands above or below
// at large (200 and up). The rest are Indic and South-East Asian vowels and
// viramas and the voicing marks of kana.
func accent(r rune) bool {
	if unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) {
		return true
	}
	class := norm.NFD.PropertiesString(string(r)).CCC()
	return class == 1 || class >= 10 && class <= 36 || class >= 200
}
