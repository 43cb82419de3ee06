package paper

import (
	"bytes"
	"encoding/csv"

	"throughline/internal/area/portal/cut"
	"throughline/internal/core/query"
)

// table writes lines as CSV, as spreadsheets read it: in UTF-8 that says so, and
// with no cell that would be run as a formula.
func table(s *cut.Sheet) ([]byte, error) {
	b := bytes.NewBufferString("\ufeff")
	w := csv.NewWriter(b)
	w.UseCRLF = true
	grouped := len(s.Groups) > 1 || len(s.Groups) == 1 && s.Groups[0].Name != ""
	head := []string{}
	if grouped {
		head = append(head, "Group")
	}
	head = append(head, "Title")
	days := shows(s, "dates")
	for _, c := range s.Columns {
		head = append(head, c.Label)
	}
	if days {
		head = append(head, "From", "Until")
	}
	lines := [][]string{head}
	for _, g := range s.Groups {
		for _, l := range g.Lines {
			row := []string{}
			if grouped {
				row = append(row, query.Harmless(g.Name))
			}
			row = append(row, query.Harmless(l.Name))
			for _, c := range l.Cells {
				row = append(row, query.Harmless(c.Text))
			}
			if days {
				row = append(row, string(l.Start), string(l.End))
			}
			lines = append(lines, row)
		}
	}
	err := w.WriteAll(lines)
	return b.Bytes(), err
}

func shows(s *cut.Sheet, column string) bool {
	for _, c := range s.Columns {
		if c.Name == column {
			return true
		}
	}
	return false
}
