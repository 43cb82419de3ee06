package sheet

import (
	"strings"
	"unicode"

	"throughline/internal/kit/text"
)

// Fold brings a header or a word of the source to the form in which it is
// compared: as text.Fold does, with one blank where there were several and
// the plain apostrophe. "Résumé ", "RESUME" and the decomposed spelling
// become "resume".
func Fold(s string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(text.Fold(s)), " "), "’", "'")
}

// Visible drops the characters that take no room and carry no meaning between
// words: zero-width spaces, joiners of words, byte-order marks. The joiners
// that scripts and emoji need stay where they stand between two characters;
// at the ends they go with the blanks.
func Visible(s string) string {
	s = strings.Map(func(r rune) rune {
		if invisible(r) {
			return -1
		}
		return r
	}, s)
	return strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || r == '\u200C' || r == '\u200D' || r == '\u200E' || r == '\u200F'
	})
}

func invisible(r rune) bool {
	return r == '\u200B' || r == '\u2060' || r == '\uFEFF' || r == '\u180E' || r == '\u00AD' || r == 0
}
