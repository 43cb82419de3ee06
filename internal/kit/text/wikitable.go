package text

import "strings"

// wikiCell is a cell of a table, in Markdown.
type wikiCell struct {
	text string
	head bool
}

// wikiTable reads the rows at the start of lines and says how many lines they
// take; none when the first is no row.
func wikiTable(lines []string) (rows [][]wikiCell, used int) {
	for used < len(lines) {
		row, n := wikiRow(lines[used:])
		if n == 0 {
			break
		}
		rows = append(rows, row)
		used += n
	}
	return rows, used
}

// wikiRow reads one row. It ends at the first line that ends with a bar; the
// lines up to there are one, unless that is far off or another row begins.
func wikiRow(lines []string) (row []wikiCell, used int) {
	const far = 30
	var joined strings.Builder
	for i, line := range lines[:min(far, len(lines))] {
		line = strings.TrimSpace(line)
		if line == "" || (line[0] == '|') != (i == 0) {
			return nil, 0
		}
		if i > 0 {
			joined.WriteByte('\n')
		}
		joined.WriteString(line)
		if line[len(line)-1] == '|' && joined.Len() > 1 {
			row = wikiCells(joined.String())
			if len(row) == 0 {
				return nil, 0
			}
			return row, i + 1
		}
	}
	return nil, 0
}

// wikiCells parts a row at its bars. A bar inside a link, a picture or a
// monospaced text belongs to that.
func wikiCells(s string) []wikiCell {
	var out []wikiCell
	for len(s) > 1 {
		head := strings.HasPrefix(s, "||")
		s = strings.TrimPrefix(s[1:], "|")
		end := 0
		for end < len(s) && s[end] != '|' {
			end += wikiSkip(s[end:])
		}
		cell := wikiCell{text: wikiInline(strings.TrimSpace(s[:end]), true), head: head}
		if s = s[end:]; s == "" {
			return nil
		}
		out = append(out, cell)
		if s == "||" {
			break
		}
	}
	return out
}

// wikiSkip gives the length of what stands at the start of s and must not be
// parted.
func wikiSkip(s string) int {
	switch {
	case s[0] == '\\' && len(s) > 1:
		return 2
	case strings.HasPrefix(s, "{{"):
		if end := strings.Index(s[:min(len(s), longestMacro)], "}}"); end > 0 {
			return end + 2
		}
	case s[0] == '[':
		if end := strings.IndexAny(s[1:min(len(s), longestMacro)], "[]\n"); end > 0 && s[1+end] == ']' {
			return end + 2
		}
	case s[0] == '!':
		if _, size := wikiPicture(s); size > 0 {
			return size
		}
	}
	return 1
}

// table writes a table. Markdown wants a head, so a table without one gets an
// empty one, as wide as its widest row.
func (w *wikiWriter) table(rows [][]wikiCell) {
	w.list = nil
	w.apart()
	width := 0
	for _, r := range rows {
		width = max(width, len(r))
	}
	head := rows[0]
	for _, c := range head {
		if !c.head {
			head = nil
			break
		}
	}
	if head != nil {
		rows = rows[1:]
	}
	texts := make([]string, width)
	for i, c := range head {
		texts[i] = c.text
	}
	w.line(0, "| "+strings.Join(texts, " | ")+" |")
	w.line(0, "|"+strings.Repeat(" --- |", width))
	for _, r := range rows {
		cells := make([]string, 0, len(r))
		for _, c := range r {
			if c.head && c.text != "" {
				c.text = "**" + c.text + "**"
			}
			cells = append(cells, c.text)
		}
		w.line(0, "| "+strings.Join(cells, " | ")+" |")
	}
	w.gap = true
}
