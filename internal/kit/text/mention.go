package text

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// longestName is the length in bytes beyond which what follows an @ is no name.
const longestName = 128

// Mentions gives who is mentioned in Markdown, each once, in the order of
// first appearance, as written and without the @:
//
//   - "ana" or "ana.silva" for @ana and @ana.silva
//   - "ana@example.org" for @ana@example.org
//   - "member:ID" for @[Ana Silva](member:ID)
//
// The @ must stand at the start of a word, so that e-mail addresses, paths and
// code do not count; nor does an escaped \@.
func Mentions(markdown string) []string {
	if strings.IndexByte(markdown, '@') < 0 {
		return nil
	}
	m := mentions{src: []byte(markdown)}
	m.walk(parse(m.src))
	m.flush()
	return m.found.items
}

// mentions collects the text of a paragraph, because a name may be spread over
// several nodes of the tree. A zero byte stands for whatever is not text.
type mentions struct {
	src   []byte
	line  []byte
	found set
}

func (m *mentions) walk(n ast.Node) {
	children(n, func(c ast.Node) {
		switch c := c.(type) {
		case *ast.Text:
			m.text(c)
		case *ast.Link:
			m.link(c)
		case *ast.CodeSpan, *ast.AutoLink, *ast.Image, *ast.RawHTML:
			m.line = append(m.line, 0)
		default:
			m.line = append(m.line, 0)
			m.walk(c)
			m.line = append(m.line, 0)
		}
	})
}

// text appends a text without the backslashes that escape, except before an @,
// where the backslash keeps it from being one.
func (m *mentions) text(n *ast.Text) {
	v := n.Segment.Value(m.src)
	for i := 0; i < len(v); i++ {
		if v[i] == '\\' && i+1 < len(v) && v[i+1] != '@' && ispunct(v[i+1]) {
			i++
		}
		m.line = append(m.line, v[i])
	}
	if n.SoftLineBreak() || n.HardLineBreak() {
		m.line = append(m.line, '\n')
	}
}

func ispunct(c byte) bool {
	return c > ' ' && c < 0x7f && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')
}

func (m *mentions) link(n *ast.Link) {
	_, isMember := memberOf(n)
	if !isMember || !bytes.HasSuffix(m.line, []byte("@")) {
		m.line = append(m.line, 0)
		m.walk(n)
		m.line = append(m.line, 0)
		return
	}
	m.flush()
	m.found.add(string(n.Destination))
	m.line = append(m.line, 0)
}

// flush takes the names out of the text so far.
func (m *mentions) flush() {
	line := m.line
	for i := 0; i < len(line); i++ {
		if line[i] != '@' {
			continue
		}
		before, _ := utf8.DecodeLastRune(line[:i])
		if i > 0 && !opens(before) {
			continue
		}
		if end := nameEnd(line, i+1); end > 0 {
			m.found.add(string(line[i+1 : end]))
			i = end - 1
		}
	}
	m.line = m.line[:0]
}

// nameEnd gives the end of the name that starts at i, with its host if it has
// one, or 0.
func nameEnd(line []byte, i int) int {
	end := wordsEnd(line, i, "_.-")
	if end == 0 || end >= len(line) || line[end] != '@' {
		return end
	}
	if host := wordsEnd(line, end+1, ".-"); host > 0 {
		return host
	}
	return end
}

// wordsEnd gives the end of letters and digits that may have marks of within
// between them and underscores at either end, or 0 when there are none or they
// go on too long to be a name.
func wordsEnd(line []byte, i int, within string) int {
	end := i
	for at := i; at < len(line); {
		r, n := utf8.DecodeRune(line[at:])
		letter := r == '_' || r != utf8.RuneError && unicode.In(r, unicode.L, unicode.N, unicode.M)
		if !letter && (at == i || !strings.ContainsRune(within, r)) {
			break
		}
		at += n
		if letter {
			end = at
		}
		if at-i > longestName {
			return 0
		}
	}
	if end == i {
		return 0
	}
	return end
}
