package sheet

import (
	"regexp"
	"strconv"
)

// Order says which number of 11/01/2023 is the day.
type Order string

// The orders that occur.
const (
	DayFirst   Order = "dmy"
	MonthFirst Order = "mdy"
	YearFirst  Order = "ymd"
)

var numericDay = regexp.MustCompile(`^\s*(\d{1,2})([/.-])(\d{1,2})[/.-]\d{2,4}\b`)

// Evidence collects what the dates of a file say about their order.
type Evidence struct{ first, second int }

// See looks at one cell. Only a number above 12 proves anything, and a point
// between the numbers, which no country that puts the month first uses.
func (e *Evidence) See(cell string) {
	m := numericDay.FindStringSubmatch(cell)
	if m == nil {
		return
	}
	a, _ := strconv.Atoi(m[1])
	b, _ := strconv.Atoi(m[3])
	switch {
	case a > 12 && b <= 12, m[2] == ".":
		e.first++
	case b > 12 && a <= 12:
		e.second++
	}
}

// Order is what the evidence says; without any, the day comes first, as in
// most of the world and in Jira's own exports.
func (e *Evidence) Order() Order {
	if e.second > e.first {
		return MonthFirst
	}
	return DayFirst
}
