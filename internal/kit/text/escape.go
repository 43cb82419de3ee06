package text

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	entityLike = regexp.MustCompile(`^&(?:#[0-9xX]|[A-Za-z][A-Za-z0-9]*;)`)
	itemNumber = regexp.MustCompile(`^[0-9]{1,9}[.)](?:[ \t\n]|$)`)
	ruleLine   = regexp.MustCompile(`^(?:=+|[-|: \t]*[-|][-|: \t]*)[ \t]*(?:\n|$)`)
)

// longestHost bounds how far an address without a scheme is looked at.
const longestHost = 300

// literalText says where a text stands that is to be read as it is.
type literalText struct {
	lineStart bool   // at the start of a line, where a block may begin
	inLink    bool   // in the text of a link
	inCell    bool   // in the cell of a table
	breaks    string // what breaks a line where Markdown's own way is not possible
	glued     bool   // right behind other text, with which an @ would make an e-mail address
	before    rune   // what comes after it; 0 is the end of the line
}

// escape gives Markdown that shows s exactly. It escapes only where something
// would otherwise begin, so that most text stays as it is.
func (l literalText) escape(s string) string {
	var b strings.Builder
	b.Grow(len(s) + len(s)/16)
	i := 0
	if l.lineStart {
		s = strings.TrimLeft(s, " \t")
		i = escapeStart(&b, s)
	}
	glued := l.glued
	for i < len(s) {
		if out, n := l.address(s, i); n > 0 {
			b.WriteString(out)
			i += n
			continue
		}
		glued = glued && s[i] != ' ' && s[i] != '\t'
		if l.special(s, i) || glued && s[i] == '@' {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}

// escapeStart writes what a block would begin with, escaped, and says how
// much of s that was.
func escapeStart(b *strings.Builder, s string) int {
	switch {
	case s == "":
		return 0
	case itemNumber.MatchString(s):
		n := strings.IndexAny(s, ".)")
		b.WriteString(s[:n] + `\` + s[n:n+1])
		return n + 1
	case ruleLine.MatchString(s), s[0] == '>',
		(s[0] == '-' || s[0] == '+') && (len(s) == 1 || s[1] == ' ' || s[1] == '\t'),
		s[0] == '#' && atMost(strings.TrimLeft(s, "#"), s, 6):
		b.WriteString(`\` + s[:1])
		return 1
	}
	return 0
}

// atMost says whether rest is what is left of s after at most n bytes, and
// stands apart from them.
func atMost(rest, s string, n int) bool {
	return len(s)-len(rest) <= n && (rest == "" || rest[0] == ' ' || rest[0] == '\t')
}

// address takes a bare address at i, which Markdown makes a link of. It stands
// as it is when nothing in it or right after it could be a mark, else between
// brackets; one that begins with www. is then no link.
func (l literalText) address(s string, i int) (out string, n int) {
	web := strings.HasPrefix(s[i:], "www.")
	if l.inLink || !mayBeAddress(s[i:]) || wordChar(runeBefore(s, i)) && s[max(i-1, 0)] != '_' {
		return "", 0
	}
	m := bareURL.FindString(s[i:])
	if web {
		m, _, _ = strings.Cut(s[i:min(len(s), i+longestHost)], " ")
	}
	if l.inCell {
		m, _, _ = strings.Cut(m, "|")
	}
	m = strings.TrimRight(m, "?!.,:;*_~)'&\\")
	if m == "" {
		return "", 0
	}
	rest := s[i+len(m):]
	tail := strings.TrimLeft(rest, ".,:?!)")
	safe := !strings.ContainsAny(m, `*~[]\'`) && strings.IndexByte(" (", byte(min(runeBefore(s, i), 0x7f))) >= 0 &&
		(tail == "" && (l.before == 0 || unicode.IsSpace(l.before)) || tail != "" && unicode.IsSpace(runeAt(tail, 0)))
	switch {
	case safe && !web:
		return m, len(m)
	case safe:
		return "", 0
	case web:
		return `www\.`, len("www.")
	default:
		return "<" + m + ">", len(m)
	}
}

func mayBeAddress(s string) bool {
	return strings.HasPrefix(s, "http") || strings.HasPrefix(s, "ftp") || strings.HasPrefix(s, "www.")
}

// special says whether the byte at i must be escaped.
func (l literalText) special(s string, i int) bool {
	before, after := runeBefore(s, i), runeAt(s, i+1)
	switch s[i] {
	case '`', '[', ']':
		return true
	case '*', '~':
		return !unicode.IsSpace(before) || !unicode.IsSpace(after) || i == 0 || i == len(s)-1
	case '_':
		return !wordChar(before) || !wordChar(after) || strings.IndexByte("hfw", s[i+1]) >= 0 && mayBeAddress(s[i+1:])
	case '\\':
		return !wordChar(after) || strings.IndexByte("hfw", s[i+1]) >= 0 // the latter may begin an address
	case '<':
		return i == len(s)-1 || !unicode.IsSpace(after)
	case '&':
		return i == len(s)-1 || entityLike.MatchString(s[i:min(len(s), i+40)])
	case '|':
		return l.inCell
	}
	return false
}

// runeBefore and runeAt give the character before or at a place, a space where
// there is none.
func runeBefore(s string, i int) rune {
	if i <= 0 {
		return ' '
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return r
}

func runeAt(s string, i int) rune {
	if i >= len(s) {
		return ' '
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return r
}
