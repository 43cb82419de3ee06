package text

import (
	"html"
	"strings"
	"unicode/utf8"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// bare leaves nothing but text.
var bare = bluemonday.StrictPolicy()

// Plain gives what Markdown says, without markup, on one line: for the search
// index and for notices. It is text, not HTML.
func Plain(markdown string) string {
	p := plainer{src: []byte(markdown)}
	p.walk(parse(p.src))
	return strings.Join(strings.Fields(p.out.String()), " ")
}

// Excerpt gives the beginning of what Markdown says, as Plain does, in at most
// n characters. What is left out at the end, at a space where there is one
// near, is shown by "…", which counts. n below 1 gives "".
func Excerpt(markdown string, n int) string {
	if n < 1 {
		return ""
	}
	// Markup takes room too, but a text that is markup for pages on end may
	// well have a short excerpt.
	if enough := 4096 + 16*min(n, 1<<20); len(markdown) > enough {
		for !utf8.RuneStart(markdown[enough]) && enough > 0 {
			enough--
		}
		if line := strings.LastIndexByte(markdown[:enough], '\n'); line > enough/2 {
			enough = line
		}
		return shorten(Plain(markdown[:enough])+" ", n, true)
	}
	return shorten(Plain(markdown), n, false)
}

// shorten cuts s to n characters; more says that there is more than s.
func shorten(s string, n int, more bool) string {
	s = strings.TrimRight(s, " ")
	chars, cut, space := 0, 0, 0
	for i, r := range s {
		if chars == n-1 {
			cut = i
		}
		if r == ' ' && chars < n {
			space = i
		}
		chars++
	}
	switch {
	case chars < n && more:
		return s + "…"
	case chars <= n && !more:
		return s
	case cut-space <= 24 && space > cut/2:
		cut = space
	}
	return strings.TrimRight(s[:cut], " ,;:") + "…"
}

// plainer writes text; everything that is not within a line parts words.
type plainer struct {
	src []byte
	out strings.Builder
}

func (p *plainer) walk(n ast.Node) {
	children(n, func(c ast.Node) {
		switch c := c.(type) {
		case *ast.Text:
			p.out.Write(literal(c, p.src))
			if c.SoftLineBreak() || c.HardLineBreak() {
				p.out.WriteByte(' ')
			}
		case *ast.AutoLink:
			p.out.Write(c.Label(p.src))
		case *ast.HTMLBlock, *ast.CodeBlock, *ast.FencedCodeBlock:
			p.lines(c)
		case *ast.RawHTML:
			p.out.WriteByte(' ')
		case *east.TaskCheckBox:
		default:
			p.walk(c)
			if c.Type() == ast.TypeBlock {
				p.out.WriteByte(' ')
			}
		}
	})
}

// lines writes code as it is, and of HTML the text.
func (p *plainer) lines(n ast.Node) {
	v := string(n.Lines().Value(p.src))
	if _, ok := n.(*ast.HTMLBlock); ok {
		v = html.UnescapeString(bare.Sanitize(strings.ReplaceAll(v, "<", " <")))
	}
	p.out.WriteString(v)
	p.out.WriteByte(' ')
}
