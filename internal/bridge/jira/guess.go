package jira

import (
	"strings"

	"throughline/internal/bridge/sheet"
)

// serverOrder and cloudOrder are how Jira's full exports begin; further on the
// columns depend on the site. unmapped stands for columns without a role.
func serverOrder() []role {
	return []role{asTitle, asKey, asID, asType, asStatus, asProjKey, asProjName, unmapped, unmapped, unmapped, unmapped,
		asPriority, unmapped, asAssignee, asReporter, asCreator, asCreated, asUpdated, unmapped, asResolved, asDue, unmapped, asBody}
}

func cloudOrder() []role {
	return []role{asTitle, asKey, asID, asType, asStatus, asProjKey, asProjName, unmapped, unmapped, unmapped, unmapped,
		asPriority, unmapped, asAssignee, asAssignID, asReporter, asReportID, asCreator, asCreatorID, asCreated, asUpdated,
		unmapped, asResolved, asDue}
}

// guess reads a file whose headers are in a language that is not known: what
// the cells look like first, then Jira's fixed order where it fits.
func (l *layout) guess() {
	l.guessed = true
	if l.find(asKey) < 0 {
		l.take(asKey, issueKey.MatchString)
	}
	if l.find(asKey) < 0 {
		return
	}
	for _, order := range [][]role{cloudOrder(), serverOrder()} {
		if l.fits(order) {
			l.place(order)
			break
		}
	}
	l.takeAll(asFile, isFile)
	l.takeAll(asComment, isComment)
	l.take(asRank, isRank)
	l.personIDs()
	l.longest(asBody, 40, true)
	if l.find(asTitle) < 0 {
		l.longest(asTitle, 0, false)
	}
}

// fits says whether the keys and the creation dates stand where an order has
// them.
func (l *layout) fits(order []role) bool {
	for i, r := range order {
		switch {
		case r == asCreated && (i >= len(l.columns) || !l.all(i, isDate)):
			return false
		case r == asKey && l.find(asKey) != i:
			return false
		}
	}
	return true
}

// place gives the columns their roles by an order, where neither the header
// nor another column says otherwise.
func (l *layout) place(order []role) {
	for i, r := range order {
		if i < len(l.columns) && r != unmapped && l.columns[i].role == unmapped && l.find(r) < 0 {
			l.columns[i].role = r
		}
	}
}

// take gives a role to the first column whose values all have a form.
func (l *layout) take(r role, form func(string) bool) {
	for i, c := range l.columns {
		if (c.role == unmapped || c.role == asID) && l.all(i, form) {
			l.columns[i].role = r
			return
		}
	}
}

// takeAll gives a role to every column whose values all have a form.
func (l *layout) takeAll(r role, form func(string) bool) {
	for i, c := range l.columns {
		if c.role == unmapped && l.all(i, form) {
			l.columns[i].role = r
		}
	}
}

// longest gives a role to the column with the longest values on average, if
// they are longer than least.
func (l *layout) longest(r role, least int, lines bool) {
	if l.find(r) >= 0 {
		return
	}
	best, bestLength := -1, least
	for i, c := range l.columns {
		if c.role == unmapped {
			if n := l.length(i, lines); n > bestLength {
				best, bestLength = i, n
			}
		}
	}
	if best >= 0 {
		l.columns[best].role = r
	}
}

// length is the average length of a column's values; 0 when lines are not
// allowed but occur.
func (l *layout) length(i int, lines bool) int {
	total, n := 0, 0
	for _, row := range l.body[:min(len(l.body), 200)] {
		cell := row.Cell(i)
		if !lines && strings.Contains(cell, "\n") {
			return 0
		}
		if cell != "" {
			total += len(cell)
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return total / n
}

func isDate(cell string) bool {
	_, err := sheet.ParseTime(cell, sheet.DayFirst)
	return err == nil
}

func isComment(cell string) bool {
	_, ok := stamped(cell, sheet.DayFirst)
	return ok
}

func isFile(cell string) bool {
	s, ok := stamped(cell, sheet.DayFirst)
	if !ok {
		return false
	}
	_, url := splitFile(s.rest)
	return url != ""
}

func isRank(cell string) bool { return rank.MatchString(cell) }
