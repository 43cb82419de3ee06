package text

import (
	"strconv"
	"strings"
	"time"
)

// adfInline are the types of nodes that stand in a line.
var adfInline = map[string]bool{
	"text": true, "hardBreak": true, "mention": true, "emoji": true, "date": true, "status": true, "placeholder": true,
	"inlineCard": true, "blockCard": true, "embedCard": true, "media": true, "mediaInline": true, "inlineExtension": true,
}

// adfStyle is what marks do to a text.
type adfStyle struct {
	link                     string
	strong, em, strike, code bool
}

// adfRun is a stretch of text in one style; raw text is Markdown already.
type adfRun struct {
	text  string
	style adfStyle
	raw   bool
}

const adfBreak = "\\\n"

// adfParagraph writes inline nodes as a paragraph.
func adfParagraph(nodes []adfNode) string {
	return adfText(nodes, literalText{lineStart: true})
}

// adfText writes inline nodes, without breaks and white space at the ends.
func adfText(nodes []adfNode, at literalText) string {
	runs := adfRuns(nodes)
	for len(runs) > 0 && strings.TrimSpace(strings.TrimPrefix(runs[0].text, adfBreak)) == "" {
		runs = runs[1:]
	}
	for n := len(runs); n > 0 && strings.TrimSpace(strings.TrimPrefix(runs[n-1].text, adfBreak)) == ""; n = len(runs) {
		runs = runs[:n-1]
	}
	w := adfWriter{at: at, prev: ' ', next: ' '}
	w.write(runs, 0)
	return strings.TrimSpace(w.out.String())
}

// adfRuns takes the inline nodes apart into runs, neighbours in the same style
// together.
func adfRuns(nodes []adfNode) []adfRun {
	var c adfCollector
	for _, n := range nodes {
		inline := []adfNode{n}
		if !adfInline[n.Type] {
			inline = n.leaves(nil)
		}
		for _, n := range inline {
			c.node(n)
		}
	}
	c.flush()
	return c.runs
}

// adfCollector puts neighbouring text in the same style together.
type adfCollector struct {
	runs  []adfRun
	text  strings.Builder
	style adfStyle
}

func (c *adfCollector) node(n adfNode) {
	r := n.run()
	if r.raw {
		c.raw(r.text)
		return
	}
	for i, line := range strings.Split(strings.ReplaceAll(r.text, "\r\n", "\n"), "\n") {
		if i > 0 {
			c.raw(adfBreak)
		}
		if r.style != c.style {
			c.flush()
			c.style = r.style
		}
		c.text.WriteString(line)
	}
}

func (c *adfCollector) raw(s string) {
	c.flush()
	c.runs = append(c.runs, adfRun{text: s, raw: true})
}

func (c *adfCollector) flush() {
	if c.text.Len() > 0 {
		c.runs = append(c.runs, adfRun{text: c.text.String(), style: c.style})
	}
	c.text.Reset()
}

// run gives what one inline node shows.
func (n adfNode) run() adfRun {
	style := n.style()
	switch n.Type {
	case "text":
		return adfRun{text: n.Text, style: style}
	case "hardBreak":
		return adfRun{text: adfBreak, raw: true}
	case "mention":
		name := strings.TrimPrefix(n.attr("text"), "@")
		if name == "" {
			name = n.attr("id")
		}
		return adfRun{text: "@" + name, style: style}
	case "date":
		ms, err := strconv.ParseInt(n.attr("timestamp"), 10, 64)
		if err != nil {
			return adfRun{text: n.attr("timestamp"), style: style}
		}
		return adfRun{text: time.UnixMilli(ms).UTC().Format(time.DateOnly), style: style}
	case "status":
		return adfRun{text: strings.TrimSpace(n.attr("text")), style: adfStyle{code: true}}
	case "inlineCard", "blockCard", "embedCard":
		return n.card()
	case "media", "mediaInline":
		return n.media()
	}
	if s := n.attr("text"); s != "" {
		return adfRun{text: s, style: style}
	}
	return adfRun{text: n.attr("shortName"), style: style}
}

func (n adfNode) style() adfStyle {
	var s adfStyle
	for _, m := range n.Marks {
		switch m.Type {
		case "strong":
			s.strong = true
		case "em":
			s.em = true
		case "strike":
			s.strike = true
		case "code":
			s.code = true
		case "link":
			if href := attrText(m.Attrs, "href"); wikiURL.MatchString(href) || wikiMail.MatchString(href) {
				s.link = href
			}
		}
	}
	return s
}

func (n adfNode) card() adfRun {
	url := n.attr("url")
	if data, ok := n.Attrs["data"].(map[string]any); ok && url == "" {
		url = attrText(data, "url")
	}
	if wikiURL.MatchString(url) {
		return adfRun{text: "<" + url + ">", raw: true}
	}
	return adfRun{text: url}
}

// media gives a picture or file by its name, which an import may replace by
// the attachment of that name; one without a name keeps its place.
func (n adfNode) media() adfRun {
	name := n.attr("alt")
	if name == "" {
		name = n.attr("__fileName")
	}
	if url := n.attr("url"); wikiURL.MatchString(url) {
		return adfRun{text: "![" + literalText{inLink: true}.escape(oneWord(name)) + "](" + destination(url) + ")", raw: true}
	}
	if name == "" {
		return adfRun{text: "[attachment " + n.attr("id") + "]"}
	}
	return adfRun{text: "![" + literalText{inLink: true}.escape(oneWord(name)) + "](" + destination(name) + ")", raw: true}
}

func oneWord(s string) string { return strings.Join(strings.Fields(s), " ") }
