package text

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	mdtext "github.com/yuin/goldmark/text"
)

// Markdown can be written so that reading it takes the square of its length.
// The types of this file stand in front of the parsers concerned and have them
// take such text as it stands, far beyond what anybody writes for a reader.
const (
	deepest         = 60        // blocks inside one another
	mostDelimiters  = 500       // runs of * _ ~ in one paragraph, heading or cell
	mostLinks       = 500       // links in one of these
	mostBrackets    = 200       // brackets in one of these that are no link
	mostCodeOpeners = 32        // runs of backticks in one of these that nothing closes
	mostReading     = 4_000_000 // lines times bytes of a paragraph that is searched for link definitions
	mostPipes       = 200       // table lines with escaped pipes next to code, in the text
)

// shallow is a parser of blocks that hold blocks, as long as they are not too
// deep.
type shallow struct{ parser.BlockParser }

// Open refuses below the deepest level; the line is then a paragraph.
func (s shallow) Open(parent ast.Node, r mdtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		depth++
	}
	if depth > deepest {
		return nil, parser.NoChildren
	}
	return s.BlockParser.Open(parent, r, pc)
}

// meter counts what one paragraph, heading or cell has used up.
type meter struct {
	block                                ast.Node
	delimiters, links, brackets, openers int
}

var meterKey = parser.NewContextKey()

func meterOf(block ast.Node, pc parser.Context) *meter {
	m, ok := pc.Get(meterKey).(*meter)
	if !ok {
		m = &meter{}
		pc.Set(meterKey, m)
	}
	if m.block != block {
		*m = meter{block: block}
	}
	return m
}

// delimiters is a parser of emphasis or strikethrough.
type delimiters struct{ parser.InlineParser }

// Parse takes a run of delimiters, up to the limit.
func (d delimiters) Parse(parent ast.Node, block mdtext.Reader, pc parser.Context) ast.Node {
	m := meterOf(parent, pc)
	if m.delimiters >= mostDelimiters {
		return nil
	}
	if line, _ := block.PeekLine(); line[0] == '~' && block.PrecendingCharacter() == '~' {
		return nil // inside a run, where nothing starts; the parser would measure the run again
	}
	n := d.InlineParser.Parse(parent, block, pc)
	if n != nil {
		m.delimiters++
	}
	return n
}

type closingParser interface {
	parser.InlineParser
	parser.CloseBlocker
}

// links is the parser of links and images.
type links struct{ closingParser }

// Parse takes a bracket, as long as there were not too many links, nor too
// many brackets that turned out to be none.
func (l links) Parse(parent ast.Node, block mdtext.Reader, pc parser.Context) ast.Node {
	m := meterOf(parent, pc)
	if m.links >= mostLinks || m.brackets >= mostBrackets {
		return nil
	}
	line, _ := block.PeekLine()
	n := l.closingParser.Parse(parent, block, pc)
	switch {
	case line[0] != ']':
	case n != nil:
		m.links++
	case len(line) > 1 && (line[1] == '(' || line[1] == '['):
		m.brackets += 4 // had to look far ahead
	default:
		m.brackets++
	}
	return n
}

// codeSpans is the parser of code inside a line.
type codeSpans struct{ parser.InlineParser }

// Parse takes code; once too many openers were not closed, backticks are text.
func (c codeSpans) Parse(parent ast.Node, block mdtext.Reader, pc parser.Context) ast.Node {
	m := meterOf(parent, pc)
	if m.openers >= mostCodeOpeners {
		line, segment := block.PeekLine()
		n := len(line) - len(bytes.TrimLeft(line, "`"))
		block.Advance(n)
		return ast.NewTextSegment(segment.WithStop(segment.Start + n))
	}
	n := c.InlineParser.Parse(parent, block, pc)
	if _, code := n.(*ast.CodeSpan); !code {
		m.openers++
	}
	return n
}

// tables is the parser of tables.
type tables struct{ parser.ParagraphTransformer }

var pipesKey = parser.NewContextKey()

// Transform makes a table of a paragraph, unless the table would have more
// cells than the paragraph has bytes: a short row under a wide head is filled
// up with empty cells.
func (t tables) Transform(p *ast.Paragraph, r mdtext.Reader, pc parser.Context) {
	escaped, _ := pc.Get(pipesKey).(int)
	size, widest := 0, 0
	for i := range p.Lines().Len() {
		line := p.Lines().At(i)
		v := line.Value(r.Source())
		size += len(v)
		widest = max(widest, bytes.Count(v, []byte("|")))
		if bytes.IndexByte(v, '`') >= 0 && bytes.Contains(v, []byte(`\|`)) {
			escaped += bytes.Count(v, []byte(`\|`))
		}
	}
	if widest == 0 || p.Lines().Len()*(widest-1) > size+1000 || escaped > mostPipes {
		return
	}
	pc.Set(pipesKey, escaped)
	t.ParagraphTransformer.Transform(p, r, pc)
}

// definitions is the parser of link reference definitions, which stand at the
// head of a paragraph.
type definitions struct{ parser.ParagraphTransformer }

// Transform takes the definitions out of a paragraph that is not too large.
func (d definitions) Transform(p *ast.Paragraph, r mdtext.Reader, pc parser.Context) {
	size, lines := 0, p.Lines().Len()
	for i := range lines {
		line := p.Lines().At(i)
		size += line.Len()
	}
	if lines*size <= mostReading {
		d.ParagraphTransformer.Transform(p, r, pc)
	}
}

// references drops the addresses of links by reference once they add up to
// more than the text itself: few bytes can name one long address many times.
type references struct{}

// Transform walks the finished document.
func (references) Transform(doc *ast.Document, r mdtext.Reader, _ parser.Context) {
	left := len(r.Source()) + 10_000
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch l := n.(type) {
		case *ast.Link:
			l.Destination, l.Title = afford(&left, l.Destination, l.Title)
		case *ast.Image:
			l.Destination, l.Title = afford(&left, l.Destination, l.Title)
		}
		return ast.WalkContinue, nil
	})
}

func afford(left *int, destination, title []byte) ([]byte, []byte) {
	if *left -= len(destination) + len(title); *left < 0 {
		return nil, nil
	}
	return destination, title
}
