package text

import (
	"bytes"
	"html"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	mdhtml "github.com/yuin/goldmark/renderer/html"
	mdtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// writer renders what parse gives. It lets raw HTML through, because Sanitise
// comes after it. A line break in the source is one on the page, as in all the
// tools that texts come from.
var writer = renderer.NewRenderer(renderer.WithNodeRenderers(
	util.Prioritized(mdhtml.NewRenderer(mdhtml.WithUnsafe(), mdhtml.WithHardWraps()), 1000),
	util.Prioritized(extension.NewTableHTMLRenderer(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)), 500),
	util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
	util.Prioritized(extension.NewTaskCheckBoxHTMLRenderer(), 500),
	util.Prioritized(personWriter{}, 500),
))

// HTML renders Markdown as HTML that is safe to put into a page (see
// Sanitise). keyURL gives the address of a record, "" for a key that is none,
// and may be nil; keys become links of class "key". A mention by member
// becomes a span of class "mention" with the attribute data-member. A picture
// from elsewhere becomes a link to it.
func HTML(markdown string, keyURL func(key string) string) string {
	src := []byte(markdown)
	doc := parse(src)
	e := editor{src: src, keyURL: keyURL}
	e.edit(doc, false)
	var out bytes.Buffer
	if err := writer.Render(&out, src, doc); err != nil {
		return "<p>" + html.EscapeString(markdown) + "</p>" // nothing in it can fail; the text is never lost
	}
	return Sanitise(out.String())
}

// editor changes the tree before it is rendered.
type editor struct {
	src    []byte
	keyURL func(string) string
}

// edit walks the tree; inLink says that a link is being made already.
func (e *editor) edit(n ast.Node, inLink bool) {
	children(n, func(c ast.Node) {
		switch c := c.(type) {
		case *ast.CodeSpan, *ast.AutoLink:
		case *ast.Text:
			if e.keyURL != nil && !inLink && !c.IsRaw() {
				e.linkKeys(c)
			}
		case *ast.Image:
			e.picture(c, inLink)
		case *ast.Link:
			e.edit(c, true)
			if id, ok := memberOf(c); ok {
				e.person(c, id)
			}
		default:
			e.edit(c, inLink)
		}
	})
}

// linkKeys parts a text node so that its keys stand in links.
func (e *editor) linkKeys(n *ast.Text) {
	before, after := neighbours(n, e.src)
	parent := n.Parent()
	at := n.Segment.Start
	for _, s := range keySpans(e.src[at:n.Segment.Stop], before, after) {
		start, stop := at+s[0], at+s[1]
		url := e.keyURL(string(e.src[start:stop]))
		if url == "" {
			continue
		}
		if lead := n.Segment.WithStop(start); lead.Start < lead.Stop {
			parent.InsertBefore(parent, n, ast.NewTextSegment(lead))
		}
		link := ast.NewLink()
		link.Destination = []byte(url)
		link.SetAttributeString("class", []byte("key"))
		link.AppendChild(link, ast.NewTextSegment(mdtext.NewSegment(start, stop)))
		parent.InsertBefore(parent, n, link)
		n.Segment = mdtext.NewSegment(stop, n.Segment.Stop)
	}
}

// picture turns a picture from elsewhere into a link, or, inside a link, into
// its text.
func (e *editor) picture(n *ast.Image, inLink bool) {
	if localImage.Match(util.URLEscape(n.Destination, true)) {
		return
	}
	if !n.HasChildren() {
		n.AppendChild(n, ast.NewString(n.Destination))
	}
	parent := n.Parent()
	if inLink {
		children(n, func(c ast.Node) { parent.InsertBefore(parent, n, c) })
		parent.RemoveChild(parent, n)
		return
	}
	link := ast.NewLink()
	link.Destination, link.Title = n.Destination, n.Title
	children(n, func(c ast.Node) { link.AppendChild(link, c) })
	parent.ReplaceChild(parent, n, link)
}

// person is a mention by member.
type person struct {
	ast.BaseInline
	id []byte
}

var kindPerson = ast.NewNodeKind("Person")

// Kind is required of a node.
func (*person) Kind() ast.NodeKind { return kindPerson }

// Dump is required of a node.
func (p *person) Dump(src []byte, level int) { ast.DumpHelper(p, src, level, nil, nil) }

// memberOf gives the member whom a link of the form @[Name](member:ID) names.
func memberOf(n *ast.Link) ([]byte, bool) {
	id, ok := bytes.CutPrefix(n.Destination, []byte("member:"))
	return id, ok && memberID.Match(id)
}

// person puts a mention in the place of a link and takes the @ before it.
func (e *editor) person(n *ast.Link, id []byte) {
	p, parent := &person{id: id}, n.Parent()
	if t, ok := n.PreviousSibling().(*ast.Text); ok && bytes.HasSuffix(t.Segment.Value(e.src), []byte("@")) {
		t.Segment.Stop--
	}
	children(n, func(c ast.Node) { p.AppendChild(p, c) })
	parent.ReplaceChild(parent, n, p)
}

// personWriter renders mentions.
type personWriter struct{}

// RegisterFuncs is required of a renderer.
func (personWriter) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(kindPerson, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, _ = w.WriteString(`<span class="mention" data-member="`)
			_, _ = w.Write(n.(*person).id)
			_, _ = w.WriteString(`">@`)
		} else {
			_, _ = w.WriteString("</span>")
		}
		return ast.WalkContinue, nil
	})
}
