package text

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	mdtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdown is the one grammar for every function of this package: GitHub's
// flavour with tables, task lists, strikethrough and bare links. It keeps no
// state between texts and may be used by many goroutines.
var markdown = parser.NewParser(
	parser.WithBlockParsers(
		util.Prioritized(parser.NewSetextHeadingParser(), 100),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(shallow{parser.NewListParser()}, 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(shallow{parser.NewBlockquoteParser()}, 800),
		util.Prioritized(parser.NewHTMLBlockParser(), 900),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	),
	parser.WithInlineParsers(
		util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
		util.Prioritized(codeSpans{parser.NewCodeSpanParser()}, 100),
		util.Prioritized(links{parser.NewLinkParser().(closingParser)}, 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(delimiters{parser.NewEmphasisParser()}, 500),
		util.Prioritized(delimiters{extension.NewStrikethroughParser()}, 500),
		util.Prioritized(extension.NewLinkifyParser(extension.WithLinkifyURLRegexp(bareURL)), 999),
	),
	parser.WithParagraphTransformers(
		util.Prioritized(definitions{parser.LinkReferenceParagraphTransformer}, 100),
		util.Prioritized(tables{extension.NewTableParagraphTransformer()}, 200),
	),
	parser.WithASTTransformers(
		util.Prioritized(extension.NewTableASTTransformer(), 0),
		util.Prioritized(references{}, 100),
	),
)

// bareURL is an address that stands in the text as it is. Hosts without a dot
// count: much of what teams link to is in their own network.
var bareURL = regexp.MustCompile("^(?:https?|ftp)://[\\p{L}\\p{N}@:%._+~#=-]{1,256}(?:[/#?][^\\s<>\"`]*)?")

// parse reads Markdown.
func parse(src []byte) ast.Node {
	return markdown.Parse(mdtext.NewReader(src))
}

// children calls do for each child of a node, which do may take out.
func children(n ast.Node, do func(ast.Node)) {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		do(c)
		c = next
	}
}

// literal gives what a text node shows: without backslashes that escape and
// with entities resolved.
func literal(n *ast.Text, src []byte) []byte {
	v := n.Segment.Value(src)
	if n.IsRaw() || !bytes.ContainsAny(v, `\&`) {
		return v
	}
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(v)))
}
