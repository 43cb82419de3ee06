package text

import (
	"strconv"
	"strings"
)

// widestADF bounds the columns that spans add up to.
const widestADF = 200

// adfTable writes a table. Markdown wants a head, so a table without one gets
// an empty one; and it has lines only, so blocks in a cell stand one after the
// other with line breaks between.
func adfTable(n adfNode) string {
	var rows [][]wikiCell
	for _, r := range n.Content {
		var row []wikiCell
		for _, c := range r.Content {
			row = append(row, wikiCell{text: adfCell(c), head: c.Type == "tableHeader"})
			span, _ := strconv.Atoi(c.attr("colspan"))
			for range min(span, widestADF-len(row)) - 1 {
				row = append(row, wikiCell{head: c.Type == "tableHeader"})
			}
		}
		if len(row) > 0 {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		return ""
	}
	var w wikiWriter
	w.table(rows)
	return w.out.String()
}

// adfCell writes the cell of a table.
func adfCell(n adfNode) string {
	var lines []string
	for _, c := range n.Content {
		lines = append(lines, adfCellLines(c, 0)...)
	}
	return strings.Join(lines, "<br>")
}

// adfCellLines writes a block in a cell as lines.
func adfCellLines(n adfNode, depth int) []string {
	in := literalText{inCell: true, breaks: "<br>"}
	switch {
	case n.Type == "paragraph" || n.Type == "heading":
		return nonEmpty(adfText(n.Content, in))
	case n.Type == "codeBlock":
		var out []string
		for _, c := range n.Content {
			for line := range strings.SplitSeq(c.Text, "\n") {
				if strings.TrimSpace(line) != "" {
					out = append(out, codeSpan(strings.ReplaceAll(line, "|", `\|`)))
				}
			}
		}
		return out
	case adfInline[n.Type] || depth > deepestADF:
		return nonEmpty(adfText(n.leaves(nil), in))
	}
	var out []string
	for _, c := range n.Content {
		lines := adfCellLines(c, depth+1)
		if strings.HasSuffix(c.Type, "Item") && len(lines) > 0 {
			lines[0] = "• " + lines[0]
		}
		out = append(out, lines...)
	}
	return out
}

func nonEmpty(s string) []string {
	if s = strings.TrimSpace(s); s == "" {
		return nil
	}
	return []string{s}
}
