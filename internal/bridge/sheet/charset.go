package sheet

import (
	"strings"
	"unicode"
)

// windows1252 is what the bytes 0x80 to 0x9F mean; from 0xA0 on a byte is its
// own code point. macintosh is what the bytes 0x80 to 0xFF mean.
const (
	windows1252 = "€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ"
	macintosh   = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø" +
		"¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ"
)

// fromBytes decodes a file of one byte per character. Macintosh is taken only
// when it makes better words than Windows-1252, which is far more common.
func fromBytes(data []byte) (text, encoding string, bad int) {
	win, mac := windowsRunes(), []rune(macintosh)
	if fit(data, mac) > fit(data, win) {
		text, bad = byTable(data, mac)
		return text, "macintosh", bad
	}
	text, bad = byTable(data, win)
	return text, "windows-1252", bad
}

// windowsRunes is the upper half of Windows-1252.
func windowsRunes() []rune {
	high := []rune(windows1252)
	for r := rune(0xA0); r <= 0xFF; r++ {
		high = append(high, r)
	}
	return high
}

func byTable(data []byte, high []rune) (string, int) {
	var b strings.Builder
	b.Grow(len(data) + len(data)/8)
	bad := 0
	for _, c := range data {
		if c < 0x80 {
			b.WriteByte(c)
			continue
		}
		r := high[c-0x80]
		if r == unicode.ReplacementChar {
			bad++
		}
		b.WriteRune(r)
	}
	return b.String(), bad
}

// fit says how well the bytes above 0x7F stand among their neighbours when
// they are read with a table: a letter belongs to letters, a quote or dash to
// the edge of a word, and symbols of mathematics hardly occur in exports.
func fit(data []byte, high []rune) int {
	score := 0
	for i, c := range data {
		if c >= 0x80 {
			before, after := neighbour(data, i-1), neighbour(data, i+1)
			score += fitOne(high[c-0x80], before, after)
		}
	}
	return score
}

// neighbour is the byte beside one as a rune; another high byte counts as a
// letter, and the ends as blanks.
func neighbour(data []byte, i int) rune {
	switch {
	case i < 0 || i >= len(data):
		return ' '
	case data[i] >= 0x80:
		return 'x'
	}
	return rune(data[i])
}

func fitOne(r, before, after rune) int {
	inWord := unicode.IsLetter(before) || unicode.IsLetter(after)
	switch {
	case r == unicode.ReplacementChar || r == '\uF8FF':
		return -4
	case unicode.IsUpper(r) && unicode.IsLower(before):
		return -2
	case unicode.IsLetter(r) && inWord:
		return 2
	case unicode.IsLetter(r):
		return 0
	case unicode.Is(unicode.Sm, r) || unicode.Is(unicode.Sk, r):
		return -2
	case r == '’' && inWord:
		return 1
	case unicode.IsLetter(before) && unicode.IsLetter(after):
		return -1
	}
	return 1
}
