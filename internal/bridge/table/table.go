// Package table reads any table that was exported as text, by a mapping that
// says what its columns mean. It serves the tools that have no bridge of their
// own: a spreadsheet, Asana, Linear, ClickUp, a list of feedback.
//
// Words it owns: mapping (which column is which field), guess (a mapping made
// from the headers alone).
//
// It only reads: bytes in, a transfer.Source out. A row is recognised in a
// later export by the cell of its id column. Without one, or where that cell
// is empty or was spoilt by a spreadsheet (1.21143E+15), it is recognised by
// its title and by how many rows with that title came before it: then a row
// whose title was changed is another row.
package table

import (
	"fmt"
	"slices"

	"throughline/internal/bridge/sheet"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/errs"
)

// Read turns tables with the same columns into one source. A mapping without
// columns is guessed from the headers of the first file, and a Problem says
// what was guessed. A row that cannot be read is a Problem too and the others
// go in; a column that the mapping names and a file lacks is an error of kind
// errs.Invalid.
func Read(files []transfer.File, mapping Mapping) (*transfer.Source, error) {
	if len(files) == 0 {
		return nil, errs.New(errs.Invalid, "There is no file to read. Name at least one CSV file.")
	}
	if err := mapping.check(); err != nil {
		return nil, err
	}
	r := newReader(files, mapping)
	for _, f := range files {
		if err := r.file(f); err != nil {
			return nil, err
		}
	}
	return r.finish(), nil
}

// reader is the work on one call.
type reader struct {
	mapping  Mapping
	src      *transfer.Source
	several  bool
	columns  int               // of the widest header
	items    map[string]int    // by id
	titles   map[string]string // first id of a title
	again    map[string]int    // rows of a title that had no id
	people   map[string]int
	states   map[string]bool
	sprints  map[string]int
	releases map[string]bool
	spoilt   int // ids that a spreadsheet rounded
}

func newReader(files []transfer.File, m Mapping) *reader {
	return &reader{
		mapping: m, several: len(files) > 1,
		src:   &transfer.Source{System: first(m.System, "csv"), Scope: m.Scope, Name: first(m.Name, files[0].Name)},
		items: map[string]int{}, titles: map[string]string{}, again: map[string]int{}, people: map[string]int{},
		states: map[string]bool{}, sprints: map[string]int{}, releases: map[string]bool{},
	}
}

func (r *reader) problem(where, format string, args ...any) {
	r.src.Problems = append(r.src.Problems, transfer.Problem{Where: where, What: fmt.Sprintf(format, args...)})
}

func (r *reader) place(file, where string) string {
	if !r.several || where == file {
		return where
	}
	return file + ": " + where
}

// file reads the rows of one table.
func (r *reader) file(f transfer.File) error {
	t := sheet.Read(f)
	for _, p := range t.Problems {
		r.problem(r.place(f.Name, p.Where), "%s", p.What)
	}
	at, err := r.headerAt(t)
	if err != nil {
		return err
	}
	if n := len(t.Rows[at].Cells); n > sheet.MostColumns {
		return errs.New(errs.TooLarge, "%s has %d columns; at most %d are read.", f.Name, n, sheet.MostColumns)
	}
	head := newHead(t.Rows[at].Cells)
	if err := r.settle(f.Name, head); err != nil {
		return err
	}
	r.columns = max(r.columns, len(head.names))
	body := t.Rows[at+1:]
	order := r.mapping.Dates
	if order == "" {
		order = r.dayOrder(head, body)
	}
	r.spoilt = 0
	for _, cells := range body {
		r.row(&row{Row: cells, head: head, order: order, where: r.place(f.Name, cells.Place()), used: map[int]bool{}})
	}
	if r.spoilt > 0 {
		r.problem(f.Name, "%d ids were rounded by a spreadsheet (such as 1.21143E+15) and cannot be used; these rows are recognised by their titles.", r.spoilt)
	}
	return nil
}

// headerAt finds the row of the headers.
func (r *reader) headerAt(t *sheet.Table) (int, error) {
	if len(t.Rows) == 0 {
		return 0, errs.New(errs.Invalid, "%s holds no rows.", t.Name)
	}
	if r.mapping.Header == 0 {
		return 0, nil
	}
	at := slices.IndexFunc(t.Rows, func(row sheet.Row) bool { return row.Number == r.mapping.Header })
	if at < 0 {
		return 0, errs.Fieldf("header", "row %d of %s holds nothing; give the number of the row with the headers", r.mapping.Header, t.Name)
	}
	return at, nil
}

// settle guesses the mapping when it has no columns, and checks that the
// columns it names exist.
func (r *reader) settle(file string, head *head) error {
	if len(r.mapping.Columns) == 0 {
		g := guess(head.names)
		if len(g.Columns["title"])+len(g.Columns["body"]) == 0 {
			return errs.New(errs.Invalid, "%s: no header says which column is the title. Give a mapping file; the columns are %s.", file, head.list())
		}
		r.mapping.Columns = g.Columns
		if r.mapping.Kind.Always == "" && r.mapping.Kind.Column == "" {
			r.mapping.Kind = g.Kind
		}
		r.problem("mapping", "No columns are mapped, so they were guessed from the headers: %s. A mapping file says it for certain.", g.said())
	}
	if len(r.mapping.Columns["title"])+len(r.mapping.Columns["body"]) == 0 {
		return errs.Fieldf("columns.title", "map a column to the title or to the body; the columns are %s", head.list())
	}
	return r.mapping.exists(file, head)
}

// exists reports every column that the mapping names and the file lacks.
func (m Mapping) exists(file string, head *head) error {
	var list errs.List
	need := func(where, header string) {
		if header != "" && len(head.find(header)) == 0 {
			list.Add(where, "%s has no column %q; it has %s", file, header, head.list())
		}
	}
	for _, field := range sorted(m.Columns) {
		for _, c := range m.Columns[field] {
			for _, h := range c.headers() {
				need("columns."+field, h)
			}
		}
	}
	need("kind.column", m.Kind.Column)
	return list.Err()
}

// dayOrder asks the date columns for the order of day and month.
func (r *reader) dayOrder(head *head, body []sheet.Row) sheet.Order {
	var e sheet.Evidence
	for _, field := range []string{"dueOn", "createdAt", "updatedAt", "doneAt"} {
		for _, c := range r.mapping.Columns[field] {
			for _, i := range head.find(c.Column) {
				for _, row := range body {
					e.See(row.Cell(i))
				}
			}
		}
	}
	return e.Order()
}
