package gherkin

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Parse reads a text. Faults are in the document's Problems.
func Parse(text string) *Document {
	text = strings.TrimPrefix(text, "\ufeff")
	p := &parser{d: &Document{Language: "en", source: strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")}, words: languages["en"]}
	if n := len(p.d.source); n > MaxLines {
		p.d.say(MaxLines+1, false, "The text has %d lines. Keep to %d, and put the rest into another item.", n, MaxLines)
		p.d.source = p.d.source[:MaxLines]
	}
	for i, raw := range p.d.source {
		p.line, p.raw = i+1, raw
		p.read(strings.TrimSpace(raw))
	}
	p.finish()
	p.d.style()
	return p.d
}

// parser goes through a text line by line. Where it is, is told by what is
// open: the innermost of a doc string, a table, a scenario, a rule.
type parser struct {
	d     *Document
	words language
	line  int
	raw   string

	said     bool // something but blanks and comments was seen
	tags     []string
	above    int // first line of the tags and comments above the next block
	rule     *rule
	scenario *Scenario
	steps    *[]Step // where steps go; nil before any block that takes some
	examples *Examples
	headings bool // descriptions may stand here

	doc struct {
		open   bool
		fence  string
		indent int
		line   int
		text   []string
	}
}

func (p *parser) read(s string) {
	switch {
	case p.doc.open:
		p.inDoc(s)
	case s == "":
		p.is("blank", 0)
	case strings.HasPrefix(s, "#"):
		p.comment(s)
	case strings.HasPrefix(s, "@"):
		p.tag(s)
	case strings.HasPrefix(s, `"""`) || strings.HasPrefix(s, "```"):
		p.openDoc(s)
	case strings.HasPrefix(s, "|"):
		p.row(s)
	default:
		p.said = true
		if sort, name, end, ok := p.words.block(s); ok {
			p.is(sort, end)
			p.block(sort, name)
			return
		}
		p.text(s)
	}
}

// is notes what the line is; end is where its keyword ends, in bytes of the
// trimmed line.
func (p *parser) is(sort string, end int) {
	l := LineSort{Sort: sort}
	if end > 0 {
		trimmed := strings.TrimLeft(p.raw, " \t\v\f\u00a0")
		indent := utf8.RuneCountInString(p.raw) - utf8.RuneCountInString(trimmed)
		l.Keyword = indent + utf8.RuneCountInString(trimmed[:min(end, len(trimmed))])
	}
	p.d.Lines = append(p.d.Lines, l)
}

func (p *parser) fault(format string, args ...any) { p.d.say(p.line, false, format, args...) }

func (p *parser) comment(s string) {
	if p.above == 0 {
		p.above = p.line
	}
	name, ok := languageOf(s)
	if !ok || p.said {
		p.is("comment", 0)
		return
	}
	p.is("language", 0)
	words, known := languages[name]
	if !known {
		p.fault("The language %q is not known here. Use one of %s.", name, strings.Join(Languages(), ", "))
		return
	}
	p.d.Language, p.words = name, words
}

func languageOf(s string) (string, bool) {
	rest := strings.TrimSpace(strings.TrimPrefix(s, "#"))
	name, value, ok := strings.Cut(rest, ":")
	if !ok || strings.TrimSpace(name) != "language" {
		return "", false
	}
	return strings.TrimSpace(value), true
}

func (p *parser) tag(s string) {
	p.is("tag", 0)
	p.said = true
	if p.above == 0 {
		p.above = p.line
	}
	s, _, _ = strings.Cut(s, " #")
	for _, t := range strings.Fields(s) {
		if !strings.HasPrefix(t, "@") || t == "@" {
			p.fault("%q is not a tag. Begin each tag with @, and write it without blanks.", t)
			continue
		}
		p.tags = append(p.tags, t)
	}
}

// block begins a Feature, Rule, Background, Scenario or Examples.
func (p *parser) block(sort, name string) {
	from := p.line
	if p.above > 0 {
		from = p.above
	}
	tags := p.tags
	p.tags, p.above, p.headings = nil, 0, true
	switch sort {
	case "feature":
		p.feature(name)
	case "rule":
		p.close(from)
		p.rule = &rule{name: name, from: from}
		p.d.rules = append(p.d.rules, p.rule)
		p.steps = nil
	case "background":
		p.background(tags)
	case "examples":
		p.example(name, tags)
	default:
		p.close(from)
		p.scenario = &Scenario{Name: name, Outline: sort == "outline", Tags: tags, Line: p.line, from: from, under: p.rule}
		if p.rule != nil {
			p.scenario.Rule = p.rule.name
		}
		p.d.Scenarios = append(p.d.Scenarios, p.scenario)
		p.steps = &p.scenario.Steps
	}
}

func (p *parser) feature(name string) {
	switch {
	case p.d.Feature != "":
		p.fault("There is a Feature already: one text has one. Make it a Rule, or put it into another item.")
	case p.rule != nil || len(p.d.Scenarios) > 0 || len(p.d.Background) > 0:
		p.fault("The Feature must come first, before its background and scenarios.")
	default:
		p.d.Feature = name
		if name == "" {
			p.d.Feature = "Feature"
		}
	}
	p.steps = nil
}

func (p *parser) background(tags []string) {
	steps, where := &p.d.Background, "the Feature"
	if p.rule != nil {
		steps, where = &p.rule.background, "this Rule"
	}
	switch {
	case len(tags) > 0:
		p.fault("A Background has no tags. Put them above the Feature, the Rule or a Scenario.")
	case p.scenario != nil:
		p.fault("The Background must stand before the scenarios of %s.", where)
	case len(*steps) > 0:
		p.fault("%s has a Background already: there is at most one. Put these steps there.", strings.ToUpper(where[:1])+where[1:])
	}
	p.steps = steps
}

func (p *parser) example(name string, tags []string) {
	if p.scenario == nil {
		p.fault("Examples belong to a Scenario Outline. Write the outline above them.")
		return
	}
	p.scenario.Outline = true
	p.scenario.Examples = append(p.scenario.Examples, Examples{Name: name, Tags: tags, Line: p.line})
	p.examples = &p.scenario.Examples[len(p.scenario.Examples)-1]
	p.steps = nil
}

// close ends the scenario, or the heading of a rule, before a line.
func (p *parser) close(next int) {
	switch {
	case p.scenario != nil:
		p.scenario.to = next - 1
		if p.scenario.Outline && len(p.scenario.Examples) == 0 {
			p.d.say(p.scenario.Line, false, "The Scenario Outline has no Examples. Add a table with a row for each run, or call it a Scenario.")
		}
		if p.rule != nil && p.rule.to == 0 {
			p.rule.to = p.scenario.from - 1
		}
	case p.rule != nil:
		p.rule.to = next - 1
	}
	p.scenario, p.examples = nil, nil
}

func (p *parser) finish() {
	if p.doc.open {
		p.d.say(p.doc.line, false, "The doc string is not closed. End it with a line of %s.", p.doc.fence)
	}
	if len(p.tags) > 0 {
		p.fault("Nothing follows these tags. Put them above a Feature, Rule, Scenario or Examples.")
	}
	p.close(len(p.d.source) + 1)
}

// text is a step, or a line of a description.
func (p *parser) text(s string) {
	sort, keyword, text, ok := p.words.step(s)
	switch {
	case ok && p.steps != nil:
		p.is(string(sort), len(keyword))
		p.stray()
		if text == "" {
			p.fault("The step says nothing. Write behind %s what it is about.", keyword)
		}
		*p.steps = append(*p.steps, Step{Keyword: keyword, Sort: sort, Text: text, Line: p.line})
		p.headings = false
		p.above = 0
	case ok && p.examples != nil:
		p.is(string(sort), len(keyword))
		p.fault("Steps stand before the Examples. Move this line up, or begin a new Scenario.")
	case p.headings || !p.said || p.free():
		p.is("text", 0)
		p.stray()
		p.above = 0
		if p.free() {
			p.fault("This line stands before any Scenario. Begin with “Scenario:” and a name.")
		}
	default:
		p.is("text", 0)
		p.fault("This line is no step. Begin it with Given, When, Then, And, But or *.")
	}
}

// free says whether nothing has begun yet.
func (p *parser) free() bool {
	return !p.headings && p.scenario == nil && p.rule == nil && p.steps == nil && p.d.Feature == ""
}

// stray complains of tags above what takes none.
func (p *parser) stray() {
	if len(p.tags) > 0 {
		p.fault("Tags stand above a Feature, Rule, Scenario or Examples, not above this.")
		p.tags = nil
	}
}

// --- doc strings and tables

func (p *parser) openDoc(s string) {
	p.is("doc", 0)
	p.said, p.above = true, 0
	p.doc.open, p.doc.fence, p.doc.line = true, s[:3], p.line
	p.doc.indent = len(p.raw) - len(strings.TrimLeft(p.raw, " \t"))
	p.doc.text = nil
	switch last := p.last(); {
	case last == nil:
		p.fault("A doc string hangs on a step, and there is none above it.")
	case last.Doc != nil || last.Table != nil:
		p.fault("The step has a doc string or a table already. One of them hangs on a step.")
	}
}

func (p *parser) inDoc(s string) {
	p.is("doc", 0)
	if s != p.doc.fence {
		line := p.raw
		for n := 0; n < p.doc.indent && line != "" && (line[0] == ' ' || line[0] == '\t'); n++ {
			line = line[1:]
		}
		p.doc.text = append(p.doc.text, strings.ReplaceAll(line, `\"\"\"`, `"""`))
		return
	}
	p.doc.open = false
	if last := p.last(); last != nil && last.Doc == nil {
		text := strings.Join(p.doc.text, "\n")
		last.Doc = &text
	}
}

// last is the step that a doc string or table hangs on.
func (p *parser) last() *Step {
	if p.steps == nil || len(*p.steps) == 0 {
		return nil
	}
	return &(*p.steps)[len(*p.steps)-1]
}

func (p *parser) row(s string) {
	p.is("table", 0)
	p.said, p.headings, p.above = true, false, 0
	cells, closed := Cells(s)
	if !closed {
		p.fault("A row of a table ends with |.")
	}
	switch last := p.last(); {
	case p.examples != nil:
		p.exampleRow(cells)
	case last == nil:
		p.fault("A table hangs on a step or on Examples, and there is none above it.")
	case last.Doc != nil:
		p.fault("The step has a doc string already. One of them hangs on a step.")
	default:
		if len(last.Table) > 0 && len(cells) != len(last.Table[0]) {
			p.fault("The row has %s, the first one %d. Give each row as many.", count(len(cells)), len(last.Table[0]))
		}
		last.Table = append(last.Table, cells)
	}
}

func (p *parser) exampleRow(cells []string) {
	e := p.examples
	if e.Header == nil {
		e.Header = cells
		seen := map[string]bool{}
		for _, h := range cells {
			switch {
			case h == "":
				p.fault("A column has no name. Give each a name, and use it as <name> in the steps.")
			case seen[h]:
				p.fault("Two columns are called %q. Give each a name of its own.", h)
			}
			seen[h] = true
		}
		return
	}
	if len(cells) != len(e.Header) {
		p.fault("The row has %s, its heading %d. Give each row as many.", count(len(cells)), len(e.Header))
		return
	}
	e.Rows, e.Lines = append(e.Rows, cells), append(e.Lines, p.line)
}

func count(n int) string {
	if n == 1 {
		return "1 cell"
	}
	return strconv.Itoa(n) + " cells"
}

// Cells splits a row of a table; \| is a bar, \n a line break and \\ a
// backslash within a cell.
func Cells(row string) (cells []string, closed bool) {
	row = strings.TrimPrefix(strings.TrimSpace(row), "|")
	var cell strings.Builder
	for i := 0; i < len(row); i++ {
		switch c := row[i]; {
		case c == '|':
			cells = append(cells, strings.TrimSpace(cell.String()))
			cell.Reset()
		case c == '\\' && i+1 < len(row) && strings.IndexByte(`|n\`, row[i+1]) >= 0:
			i++
			if row[i] == 'n' {
				cell.WriteByte('\n')
			} else {
				cell.WriteByte(row[i])
			}
		default:
			cell.WriteByte(c)
		}
	}
	rest := strings.TrimSpace(cell.String())
	if rest != "" {
		cells = append(cells, rest)
	}
	return cells, rest == "" && len(row) > 0
}
