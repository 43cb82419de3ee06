package text

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	wikiHeading = regexp.MustCompile(`^\s*h([1-6])\.\s+(\S.*)$`)
	wikiBlock   = regexp.MustCompile(`^\s*bq\.\s+(\S.*)$`)
	wikiItem    = regexp.MustCompile(`^\s*([*#]+|-{1,3}|[*#][*#-]*)\s+(\S.*)$`)
	wikiRule    = regexp.MustCompile(`^\s*-{3,}\s*$`)
)

// wikiLevel is one level of the list that is being written.
type wikiLevel struct {
	ordered bool
	count   int
	content int // where the text of its items begins
}

// prose writes the text between macros. after and before say that a macro
// stands on that side; then the rest of that macro's line is no blank line.
func (w *wikiWriter) prose(s string, after, before bool) {
	if s == "" {
		return
	}
	lines := strings.Split(s, "\n")
	if after && strings.TrimSpace(lines[0]) == "" {
		lines = lines[1:]
	}
	if n := len(lines); before && n > 0 && strings.TrimSpace(lines[n-1]) == "" {
		lines = lines[:n-1]
	}
	for len(lines) > 0 {
		lines = lines[w.block(lines):]
	}
}

// block writes what the first line begins and says how many lines that took.
func (w *wikiWriter) block(lines []string) int {
	line := lines[0]
	trimmed := strings.TrimLeft(line, " \t")
	switch {
	case trimmed == "":
		w.list = nil
		w.line(0, line)
	case trimmed[0] == '|':
		if t, used := wikiTable(lines); used > 0 {
			w.table(t)
			return used
		}
		w.text(line)
	case trimmed[0] == 'h' || trimmed[0] == 'b':
		w.heading(line)
	case trimmed[0] == '*' || trimmed[0] == '#' || trimmed[0] == '-':
		w.item(line)
	default:
		w.text(line)
	}
	return 1
}

// text writes a line of a paragraph, or of the list item before it.
func (w *wikiWriter) text(line string) {
	if n := len(w.list); n > 0 {
		w.line(w.list[n-1].content, wikiInline(strings.TrimSpace(line), false))
		return
	}
	w.line(0, wikiInline(line, false))
}

func (w *wikiWriter) heading(line string) {
	if m := wikiHeading.FindStringSubmatch(line); m != nil {
		level, _ := strconv.Atoi(m[1])
		w.list = nil
		w.line(0, strings.Repeat("#", level)+" "+oneLine(wikiInline(m[2], false)))
		return
	}
	if m := wikiBlock.FindStringSubmatch(line); m != nil {
		w.list = nil
		w.apart()
		w.quotes++
		w.line(0, wikiInline(m[1], false))
		w.quotes--
		w.gap = true
		return
	}
	w.text(line)
}

// oneLine takes line breaks out of what must stay on its line.
func oneLine(s string) string { return strings.ReplaceAll(s, "\\\n", " ") }

// item writes a list item, a rule, or else text.
func (w *wikiWriter) item(line string) {
	if wikiRule.MatchString(line) {
		w.list = nil
		w.apart()
		w.line(0, strings.TrimSpace(line))
		w.gap = true
		return
	}
	m := wikiItem.FindStringSubmatch(line)
	if m == nil || len(m[1]) > 1 && m[1][0] == '-' && len(w.list) == 0 {
		w.text(line) // -- alone is a dash
		return
	}
	depth := min(len(m[1]), len(w.list)+1) // a level that was skipped is none
	ordered := m[1][len(m[1])-1] == '#'
	if len(w.list) > depth {
		w.list = w.list[:depth]
	}
	if len(w.list) == depth && w.list[depth-1].ordered != ordered {
		w.list = w.list[:depth-1]
	}
	indent := 0
	if depth > 1 {
		indent = w.list[depth-2].content
	}
	if len(w.list) < depth {
		w.list = append(w.list, wikiLevel{ordered: ordered})
	}
	level := &w.list[depth-1]
	level.count++
	mark := "- "
	if ordered {
		mark = strconv.Itoa(level.count) + ". "
	}
	level.content = indent + len(mark)
	body := wikiInline(strings.TrimRight(m[2], " \t"), false)
	first, rest, more := strings.Cut(body, "\n")
	w.line(indent, mark+first)
	if more {
		w.line(level.content, rest)
	}
}
