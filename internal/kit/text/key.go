package text

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// Keys gives the record keys that Markdown names, such as LEND-123: two to ten
// capitals and digits that start with a capital, a dash, and a number of up to
// nine digits without leading zeros, standing as a word of its own. Code, raw
// HTML and addresses do not count, the text of a link does. Each key comes
// once, in the order of first appearance.
func Keys(markdown string) []string {
	if !mayHaveKeys(markdown) {
		return nil
	}
	src := []byte(markdown)
	var found set
	collectKeys(parse(src), src, &found)
	return found.items
}

// mayHaveKeys spares most texts the parsing.
func mayHaveKeys(s string) bool {
	for i := 2; i+1 < len(s); i++ {
		if s[i] == '-' && s[i+1] >= '1' && s[i+1] <= '9' && upper(s[i-1]) {
			return true
		}
	}
	return false
}

func collectKeys(n ast.Node, src []byte, found *set) {
	children(n, func(c ast.Node) {
		switch c := c.(type) {
		case *ast.CodeSpan, *ast.AutoLink, *ast.Image:
		case *ast.Text:
			if c.IsRaw() {
				return
			}
			v := src[c.Segment.Start:c.Segment.Stop]
			before, after := neighbours(c, src)
			for _, s := range keySpans(v, before, after) {
				found.add(string(v[s[0]:s[1]]))
			}
		default:
			collectKeys(c, src, found)
		}
	})
}

// neighbours gives the characters before and after a text node, as far as
// they belong to text as well; anything else is a boundary and gives 0.
func neighbours(n *ast.Text, src []byte) (before, after rune) {
	if p, ok := n.PreviousSibling().(*ast.Text); ok && !p.SoftLineBreak() && !p.HardLineBreak() && p.Segment.Len() > 0 {
		before, _ = utf8.DecodeLastRune(src[p.Segment.Start:p.Segment.Stop])
	}
	if p, ok := n.NextSibling().(*ast.Text); ok && !n.SoftLineBreak() && !n.HardLineBreak() && p.Segment.Len() > 0 {
		after, _ = utf8.DecodeRune(src[p.Segment.Start:p.Segment.Stop])
	}
	return before, after
}

// keySpans finds the keys in a piece of text between two characters.
func keySpans(v []byte, before, after rune) [][2]int {
	var out [][2]int
	for i := 0; i < len(v); {
		if !upper(v[i]) {
			i++
			continue
		}
		start := i
		for i < len(v) && upper(v[i]) {
			i++
		}
		end := keyStop(v, start, i)
		if end == 0 {
			continue
		}
		l, r := before, after
		if start > 0 {
			l, _ = utf8.DecodeLastRune(v[:start])
		}
		if end < len(v) {
			r, _ = utf8.DecodeRune(v[end:])
		}
		if opens(l) && closes(r, v[end:]) {
			out = append(out, [2]int{start, end})
		}
		i = end
	}
	return out
}

// keyStop gives the end of the key whose capitals stand at [start, dash), or 0.
func keyStop(v []byte, start, dash int) int {
	if n := dash - start; n < 2 || n > 10 || v[start] < 'A' || dash+1 >= len(v) || v[dash] != '-' || v[dash+1] == '0' {
		return 0
	}
	end := dash + 1
	for end < len(v) && v[end] >= '0' && v[end] <= '9' {
		end++
	}
	if n := end - dash - 1; n < 1 || n > 9 {
		return 0
	}
	return end
}

// upper says whether c may stand in the first part of a key.
func upper(c byte) bool { return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' }

// opens says whether a key may start after r: not inside a word, a longer
// name, an address or a path.
func opens(r rune) bool {
	switch r {
	case '_', '-', '/', '\\', '=', '&', '@', '.', '%':
		return false
	}
	return !unicode.In(r, unicode.L, unicode.N, unicode.M)
}

// closes says whether a key may end before r, where rest starts with r.
func closes(r rune, rest []byte) bool {
	switch r {
	case '_', '=', '@':
		return false
	case '-', '.':
		if len(rest) < 2 {
			return true
		}
		next, _ := utf8.DecodeRune(rest[1:])
		return !unicode.In(next, unicode.L, unicode.N)
	}
	return !unicode.In(r, unicode.L, unicode.N, unicode.M)
}

// set keeps texts once, in the order in which they came.
type set struct {
	items []string
	seen  map[string]bool
}

func (s *set) add(v string) {
	if s.seen[v] {
		return
	}
	if s.seen == nil {
		s.seen = map[string]bool{}
	}
	s.seen[v] = true
	s.items = append(s.items, v)
}
