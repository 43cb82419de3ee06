package jira

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"throughline/internal/bridge/sheet"
	"throughline/internal/kit/errs"
)

// column is one column of a CSV. Columns that repeat have the same id.
type column struct {
	header string
	role   role
	name   string // of the link type or custom field
	id     string
}

// layout is how one file is to be read.
type layout struct {
	columns []column
	order   sheet.Order
	has     map[string]bool // ids of columns
	body    []sheet.Row     // the rows below the header
	guessed bool            // some headers were in no language that is known
	seen    map[string]int  // of the row in hand: where the values of a column are
}

var accountID = regexp.MustCompile(`^([0-9a-f]{24}|\d+:[0-9a-f-]{36}|(qm|ug):[\w:-]+)$`)

// readLayout finds the row of headers and decides what each column means: by
// its header, else by its place and content.
func readLayout(t *sheet.Table) (*layout, error) {
	if len(t.Rows) == 0 {
		return nil, errs.New(errs.Invalid, "%s holds no rows. Export the issues from Jira again as CSV (all fields).", t.Name)
	}
	at := headerRow(t.Rows)
	if n := len(t.Rows[at].Cells); n > sheet.MostColumns {
		return nil, errs.New(errs.TooLarge, "%s has %d columns; at most %d are read.", t.Name, n, sheet.MostColumns)
	}
	l := &layout{body: t.Rows[at+1:], has: map[string]bool{}, seen: map[string]int{}}
	for _, h := range t.Rows[at].Cells {
		l.columns = append(l.columns, newColumn(h))
	}
	l.personIDs()
	l.checkKey()
	if l.find(asKey) < 0 || l.find(asTitle) < 0 {
		l.guess()
	}
	if l.find(asKey) < 0 {
		return nil, errs.New(errs.Invalid,
			`%s has no column of issue keys such as ABC-12. Its columns are: %s. Jira calls it "Issue key"; for a table that is not Jira's use "import csv" with a mapping file.`,
			t.Name, l.names())
	}
	l.order = l.dayOrder()
	for i := range l.columns {
		l.columns[i].id = l.columns[i].identity()
		l.has[l.columns[i].id] = true
	}
	return l, nil
}

// headerRow is the first row, unless it knows fewer than two of its headers
// and one of the next rows knows more: copies may put a title first.
func headerRow(rows []sheet.Row) int {
	for i := range min(len(rows), 10) {
		known := 0
		for _, h := range rows[i].Cells[:min(len(rows[i].Cells), sheet.MostColumns)] {
			if r, _ := readHeader(h); r != unmapped {
				known++
			}
		}
		if known >= 2 {
			return i
		}
	}
	return 0
}

func newColumn(header string) column {
	header = sheet.Visible(header)
	r, name := readHeader(header)
	return column{header: header, role: r, name: name}
}

// identity is what a column is recognised by in another export of the same
// site, whatever the language of either.
func (c column) identity() string {
	switch c.role {
	case unmapped, kept:
		return "header " + c.header
	case asInward, asOutward, asPoints:
		return string(c.role) + " " + sheet.Fold(c.name)
	}
	return string(c.role)
}

// find is the place of the first column with a role, -1 when there is none.
func (l *layout) find(r role) int {
	for i, c := range l.columns {
		if c.role == r {
			return i
		}
	}
	return -1
}

// checkKey takes the role back from a column whose header means the key but
// which holds none: "Issue" and "Item" are also headers of titles.
func (l *layout) checkKey() {
	for i, c := range l.columns {
		if c.role == asKey && len(l.body) > 0 && !l.some(i, issueKey.MatchString) {
			l.columns[i].role = unmapped
		}
	}
}

// some says whether any value of a column is of a form.
func (l *layout) some(i int, form func(string) bool) bool {
	return slices.ContainsFunc(l.body, func(row sheet.Row) bool { return form(sheet.Visible(row.Cell(i))) })
}

// personIDs finds the id columns whose header is in no language that is known:
// they stand after the person's name and hold account ids.
func (l *layout) personIDs() {
	for i := 1; i < len(l.columns); i++ {
		if ids := idRole(l.columns[i-1].role); l.columns[i].role == unmapped && ids != unmapped && l.all(i, accountID.MatchString) {
			l.columns[i].role = ids
		}
	}
}

// all says whether a column has values and all of them (of the first 200 rows)
// are of a form.
func (l *layout) all(i int, form func(string) bool) bool {
	n := 0
	for _, row := range l.body[:min(len(l.body), 200)] {
		if cell := row.Cell(i); cell != "" {
			if !form(cell) {
				return false
			}
			n++
		}
	}
	return n > 0
}

// dayOrder collects what the date columns say about the order of day and month.
func (l *layout) dayOrder() sheet.Order {
	var e sheet.Evidence
	for i, c := range l.columns {
		switch c.role {
		case asCreated, asUpdated, asResolved, asDue, asCategorAt, asComment, asFile:
			for _, row := range l.body {
				e.See(row.Cell(i))
			}
		}
	}
	return e.Order()
}

// names lists the headers for a message.
func (l *layout) names() string {
	var names []string
	for i, c := range l.columns {
		if i == 30 {
			names = append(names, fmt.Sprintf("and %d more", len(l.columns)-i))
			break
		}
		names = append(names, fmt.Sprintf("%q", c.header))
	}
	return strings.Join(names, ", ")
}
