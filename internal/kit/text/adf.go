package text

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"throughline/internal/kit/errs"
)

// deepestADF is how many blocks may stand inside one another; what is deeper
// keeps its text and loses its form.
const deepestADF = 30

// adfNode is a node of an Atlassian document.
type adfNode struct {
	Type    string         `json:"type"`
	Text    string         `json:"text"`
	Attrs   map[string]any `json:"attrs"`
	Marks   []adfMark      `json:"marks"`
	Content []adfNode      `json:"content"`
}

type adfMark struct {
	Type  string         `json:"type"`
	Attrs map[string]any `json:"attrs"`
}

// attr gives an attribute as text, "" when there is none.
func (n adfNode) attr(name string) string { return attrText(n.Attrs, name) }

func attrText(attrs map[string]any, name string) string {
	switch v := attrs[name].(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	default:
		return ""
	}
}

// FromADF turns a document in Atlassian Document Format, the tree that Jira's
// newer interfaces give, into Markdown that shows the same. Nodes that it does
// not know keep their text. null and an empty document give "". It is Invalid
// when doc is no such document.
func FromADF(doc json.RawMessage) (string, error) {
	if len(bytes.TrimSpace(doc)) == 0 || string(bytes.TrimSpace(doc)) == "null" {
		return "", nil
	}
	var root adfNode
	if err := json.Unmarshal(doc, &root); err != nil {
		return "", errs.Cause(errs.Invalid, err, "This is not an Atlassian document: %s.", err)
	}
	if root.Type != "doc" {
		return "", errs.New(errs.Invalid, "This is not an Atlassian document: its type is %.40q instead of \"doc\".", root.Type)
	}
	return strings.Join(adfBlocks(root.Content, 0), "\n\n"), nil
}

// adfBlocks writes blocks, each as lines without a break at the end. Inline
// nodes between blocks form paragraphs.
func adfBlocks(nodes []adfNode, depth int) []string {
	var out []string
	last := ""
	for i := 0; i < len(nodes); i++ {
		n := nodes[i]
		var block string
		if adfInline[n.Type] {
			end := i + 1
			for end < len(nodes) && adfInline[nodes[end].Type] {
				end++
			}
			block = adfParagraph(nodes[i:end])
			i = end - 1
		} else {
			block = adfBlock(n, depth, n.Type == last)
		}
		if block != "" {
			out = append(out, block)
			last = n.Type
		}
	}
	return out
}

// adfBlock writes one block. again says that the one before it is of the same
// type, which for lists means that they must look different to stay apart.
func adfBlock(n adfNode, depth int, again bool) string {
	if depth > deepestADF {
		return adfParagraph(n.leaves(nil))
	}
	switch n.Type {
	case "paragraph":
		return adfParagraph(n.Content)
	case "heading":
		return adfHeading(n)
	case "bulletList", "decisionList", "orderedList":
		return adfList(n, depth, again)
	case "taskList":
		return strings.Join(adfTasks(n, depth), "\n")
	case "codeBlock":
		return adfCode(n)
	case "blockquote":
		return quoted(adfBlocks(n.Content, depth+1))
	case "panel":
		return quoted(append(adfTitle(capital(n.attr("panelType"))), adfBlocks(n.Content, depth+1)...))
	case "expand", "nestedExpand":
		return strings.Join(append(adfTitle(n.attr("title")), adfBlocks(n.Content, depth+1)...), "\n\n")
	case "table":
		return adfTable(n)
	case "rule":
		if depth > 0 {
			return "___" // after the dash of a list item, dashes would be one rule with it
		}
		return "---"
	default:
		return strings.Join(adfBlocks(n.Content, depth+1), "\n\n")
	}
}

// leaves gives the inline nodes below a node, whatever is between, a space
// where a block ends.
func (n adfNode) leaves(out []adfNode) []adfNode {
	if adfInline[n.Type] {
		return append(out, n)
	}
	for _, c := range n.Content {
		out = c.leaves(out)
	}
	return append(out, adfNode{Type: "text", Text: " "})
}

func adfHeading(n adfNode) string {
	level, err := strconv.Atoi(n.attr("level"))
	if err != nil || level < 1 || level > 6 {
		level = 6
	}
	text := adfText(n.Content, literalText{breaks: " "})
	if text == "" {
		return ""
	}
	if t := strings.TrimRight(text, "#"); t != text && strings.TrimRight(t, " \t") != t || t == "" {
		text = text[:len(text)-1] + `\#` // else it would close the heading
	}
	return strings.Repeat("#", level) + " " + text
}

// adfTitle gives a block that says what follows, if there is anything to say.
func adfTitle(s string) []string {
	if s = oneWord(s); s == "" {
		return nil
	}
	return []string{adfText([]adfNode{{Type: "text", Text: s, Marks: []adfMark{{Type: "strong"}}}}, literalText{})}
}

func capital(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:n]) + s[n:]
}

func adfCode(n adfNode) string {
	var b strings.Builder
	for _, c := range n.Content {
		b.WriteString(c.Text)
	}
	body := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(b.String())
	fence := fenceFor(body)
	return fence + language(n.attr("language")) + "\n" + body + "\n" + fence
}

// quoted puts blocks into a quote.
func quoted(blocks []string) string {
	if len(blocks) == 0 {
		return ""
	}
	lines := strings.Split(strings.Join(blocks, "\n\n"), "\n")
	for i, l := range lines {
		lines[i] = ">"
		if l != "" {
			lines[i] = "> " + l
		}
	}
	return strings.Join(lines, "\n")
}

// adfList writes a list.
func adfList(n adfNode, depth int, again bool) string {
	number, err := strconv.Atoi(n.attr("order"))
	if err != nil || number < 0 || number > 999_999 {
		number = 1
	}
	items := make([]string, 0, len(n.Content))
	for _, c := range n.Content {
		mark := "- "
		switch {
		case n.Type == "orderedList" && again:
			mark = strconv.Itoa(number) + ") "
		case n.Type == "orderedList":
			mark = strconv.Itoa(number) + ". "
		case again:
			mark = "* "
		}
		number++
		items = append(items, hang(mark, adfItem(c, depth)))
	}
	return strings.Join(items, "\n")
}

// adfItem writes what stands in a list item. A list right below its paragraph
// follows without a blank line, so that the outer list stays dense.
func adfItem(n adfNode, depth int) string {
	var b strings.Builder
	content := n.Content
	if !strings.HasSuffix(n.Type, "Item") {
		content = []adfNode{n}
	}
	for i, block := range adfBlocks(content, depth+1) {
		switch {
		case i == 0:
		case strings.HasPrefix(block, "- ") || strings.HasPrefix(block, "1. "):
			b.WriteString("\n")
		default:
			b.WriteString("\n\n")
		}
		b.WriteString(block)
	}
	return b.String()
}

// hang puts a mark before the first line and as much room before the others.
func hang(mark, body string) string {
	if body == "" {
		return strings.TrimRight(mark, " ")
	}
	lines := strings.Split(body, "\n")
	room := strings.Repeat(" ", len(mark))
	for i := range lines {
		if i > 0 && lines[i] != "" {
			lines[i] = room + lines[i]
		}
	}
	return mark + strings.Join(lines, "\n")
}

// adfTasks writes a list of tasks, in which lists of tasks may stand.
func adfTasks(n adfNode, depth int) []string {
	var out []string
	for _, c := range n.Content {
		if c.Type == "taskList" && depth < deepestADF {
			for _, line := range adfTasks(c, depth+1) {
				out = append(out, hang("  ", line))
			}
			continue
		}
		mark := "[ ] "
		if c.attr("state") == "DONE" {
			mark = "[x] "
		}
		body := adfText(c.leaves(nil), literalText{lineStart: true})
		if len(c.Content) > 0 && adfInline[c.Content[0].Type] {
			body = adfText(c.Content, literalText{lineStart: true})
		}
		out = append(out, hang("- ", mark+strings.TrimSpace(body)))
	}
	return out
}
