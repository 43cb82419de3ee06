package text

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// LongestTerm is the length in bytes at which a term is cut, in the index and
// in queries alike, so that a cut term is still found.
const LongestTerm = 64

// Terms gives the terms of s for the full-text index, in order, repeated ones
// included. s is folded first. The rules:
//
//   - A run of letters, digits and the marks that Fold leaves is a word and
//     gives one term, cut at LongestTerm bytes. Everything else parts words:
//     "don't" is "don" and "t", "snake_case" is "snake" and "case".
//   - A record's key, two to ten letters and digits that start with a letter, a
//     dash and up to nine digits, gives three: "lend-12", "lend", "12".
//   - Chinese, Japanese and Korean do not part words, so a run of Han,
//     Hiragana, Katakana or Hangul gives each pair of neighbours, and then the
//     last character alone: "東京都" is "東京", "京都", "都". Every character
//     thus begins a term, and a search for a single one is a search for a
//     prefix.
func Terms(s string) []string {
	var out []string
	for p := range pieces(Fold(s)) {
		out = p.terms(out)
	}
	return out
}

// piece is a word, a key or a CJK run of folded text.
type piece struct {
	kind       pieceKind
	text       string
	start, end int // place in the folded text
}

type pieceKind byte

const (
	word pieceKind = iota
	keyed
	cjk
)

// terms appends what the piece gives to the index.
func (p piece) terms(out []string) []string {
	switch p.kind {
	case keyed:
		dash := letterRun(p.text)
		return append(out, p.text, p.text[:dash], p.text[dash+1:])
	case cjk:
		return append(p.pairs(out), p.text[lastRune(p.text):])
	default:
		return append(out, cut(p.text))
	}
}

// pairs appends the overlapping pairs of a CJK run.
func (p piece) pairs(out []string) []string {
	_, next := utf8.DecodeRuneInString(p.text)
	for start := 0; next < len(p.text); {
		_, n := utf8.DecodeRuneInString(p.text[next:])
		out = append(out, p.text[start:next+n])
		start, next = next, next+n
	}
	return out
}

func lastRune(s string) int {
	_, n := utf8.DecodeLastRuneInString(s)
	return len(s) - n
}

// cut shortens a word to LongestTerm bytes, at a whole character.
func cut(s string) string {
	if len(s) <= LongestTerm {
		return s
	}
	n := LongestTerm
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// pieces gives the pieces of folded text in order.
func pieces(s string) iter.Seq[piece] {
	return func(yield func(piece) bool) {
		last := -1 // where the piece before ends
		for i := 0; i < len(s); {
			r, n := utf8.DecodeRuneInString(s[i:])
			p := piece{start: i, end: i + n}
			switch {
			case isCJK(r):
				p.kind = cjk
				p.end = run(s, i, isCJK)
			case isWord(r):
				p.end = run(s, i, isWord)
				joined := i > 0 && s[i-1] == '-' && last == i-1
				if end := keyEnd(s, i); end > 0 && !joined {
					p.kind, p.end = keyed, end
				}
			default:
				i += n
				continue
			}
			p.text = s[p.start:p.end]
			if !yield(p) {
				return
			}
			i, last = p.end, p.end
		}
	}
}

// run gives the end of the characters from i on of which is holds.
func run(s string, i int, is func(rune) bool) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !is(r) {
			break
		}
		i += n
	}
	return i
}

// keyEnd gives the end of the folded key that starts at i, or 0.
func keyEnd(s string, i int) int {
	dash := i + letterRun(s[i:])
	if dash < i+2 || dash > i+10 || s[i] < 'a' || dash >= len(s) || s[dash] != '-' {
		return 0
	}
	end := dash + 1
	for end < len(s) && s[end] >= '0' && s[end] <= '9' && end <= dash+10 {
		end++
	}
	if end == dash+1 || end > dash+10 {
		return 0
	}
	next, n := utf8.DecodeRuneInString(s[end:])
	after, _ := utf8.DecodeRuneInString(s[end+n:])
	if isWord(next) || next == '-' && isWord(after) {
		return 0
	}
	return end
}

// letterRun counts the folded ASCII letters and digits that s begins with, up
// to more than any key has.
func letterRun(s string) int {
	n := 0
	for n < len(s) && n <= 10 && (s[n] >= 'a' && s[n] <= 'z' || s[n] >= '0' && s[n] <= '9') {
		n++
	}
	return n
}

// isWord says whether a character belongs to a word that spaces part.
func isWord(r rune) bool {
	if r < 0x80 {
		return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z'
	}
	return r != utf8.RuneError && unicode.In(r, unicode.L, unicode.N, unicode.M) && !isCJK(r)
}

// isCJK says whether a character belongs to a script without spaces between
// words. The long-vowel mark and the voicing marks of kana belong to none by
// themselves.
func isCJK(r rune) bool {
	switch {
	case r < 0x1100:
		return false
	case r == 'ー', r == '\u3099', r == '\u309a':
		return true
	case r >= 0x3400 && r < 0x4DC0, r >= 0x4E00 && r < 0xA000, r >= 0xAC00 && r < 0xD7A4:
		return true // most of what gets here
	default:
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) &&
			unicode.In(r, unicode.L, unicode.N, unicode.M)
	}
}
