package jira

import (
	"fmt"
	"slices"
	"strings"

	"throughline/internal/bridge/sheet"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/errs"
)

// ReadCSV reads one or more CSV exports of one site. Rows of the same issue
// become one item, so that overlapping files may be given together. A row
// that cannot be read is a Problem and the others go in; a file that is no
// Jira export at all is an error of kind errs.Invalid.
func ReadCSV(files []transfer.File) (*transfer.Source, error) {
	if len(files) == 0 {
		return nil, errs.New(errs.Invalid, "There is no file to read. Name at least one CSV file that Jira exported.")
	}
	c := &csvReader{gather: newGather(files), byKey: map[string]int{}, ids: map[string]string{}, known: map[string]string{}}
	for _, f := range files {
		if err := c.file(f); err != nil {
			return nil, err
		}
	}
	c.learn()
	for _, r := range c.records {
		c.item(r)
	}
	c.sprintStates()
	c.src.Name = strings.Join(c.names, ", ")
	if c.src.Name == "" {
		c.src.Name = files[0].Name
	}
	return c.finish(0), nil
}

// csvReader is the work on one call.
type csvReader struct {
	*gather
	records []*record
	byKey   map[string]int
	ids     map[string]string // issue number to key
	known   map[string]string // a person's name to the id; "" when two share it
}

// file reads the rows of one file.
func (c *csvReader) file(f transfer.File) error {
	table := sheet.Read(f)
	for _, p := range table.Problems {
		c.problem(c.place(f.Name, p.Where), "%s", p.What)
	}
	l, err := readLayout(table)
	if err != nil {
		return err
	}
	if l.guessed {
		c.problem(f.Name, "Key or summary are in no header that is known, so columns were recognised by their place and content: %s. Check the result, or export with English as language.", l.meaning())
	}
	bad := skipped{reader: c, file: f.Name}
	for _, row := range l.body {
		r, ok := newRecord(row, l, c.place(f.Name, row.Place()))
		if !ok {
			bad.add(row)
			continue
		}
		bad.report()
		c.add(r)
	}
	bad.report()
	return nil
}

// add keeps a record, or joins it to the one of the same issue.
func (c *csvReader) add(r *record) {
	if i, ok := c.byKey[r.key]; ok {
		c.records[i] = merge(c.records[i], r)
		return
	}
	c.byKey[r.key] = len(c.records)
	c.records = append(c.records, r)
}

// learn notes which number is which issue and which name has which id, before
// any item is made.
func (c *csvReader) learn() {
	for _, r := range c.records {
		if id := r.text(asID); id != "" {
			c.ids[id] = r.key
		}
		for _, as := range []role{asAssignee, asReporter, asCreator, asWatchers} {
			names, ids := r.texts(as), r.texts(idRole(as))
			for i := range min(len(names), len(ids)) {
				if id, ok := c.known[names[i]]; ok && id != ids[i] {
					c.known[names[i]] = ""
				} else {
					c.known[names[i]] = ids[i]
				}
			}
		}
	}
}

// meaning says which column was taken for what.
func (l *layout) meaning() string {
	var said []string
	for _, c := range l.columns {
		if c.role != unmapped && c.role != kept {
			said = append(said, fmt.Sprintf("%q is %s", c.header, c.role))
		}
	}
	return strings.Join(said, ", ")
}

// beyond names a column that has no header.
func beyond(i int) string { return fmt.Sprintf("column %d", i+1) }

// skipped collects rows without a key that follow each other: after a quote
// that does not close, each line of a text looks like a row.
type skipped struct {
	reader *csvReader
	file   string
	rows   []sheet.Row
}

func (s *skipped) add(row sheet.Row) { s.rows = append(s.rows, row) }

func (s *skipped) report() {
	if len(s.rows) == 0 {
		return
	}
	start := strings.Join(s.rows[0].Cells, ",")
	if runes := []rune(start); len(runes) > 40 {
		start = string(runes[:40]) + "…"
	}
	where := s.rows[0].Place()
	what := "The row has no issue key and was left out. It begins with %q."
	if n := len(s.rows); n > 1 {
		where += " to " + s.rows[n-1].Place()
		what = "The rows have no issue key and were left out. They begin with %q."
	}
	s.reader.problem(s.reader.place(s.file, where), what, start)
	s.rows = slices.Delete(s.rows, 0, len(s.rows))
}
