package cut

import (
	"fmt"
	"time"

	"throughline/internal/kit/clock"
)

// How exactly days are told.
const (
	byDay     = "day"
	byMonth   = "month"
	byQuarter = "quarter"
)

// Span gives the days between which a cut says that something is: whole months
// or quarters, so that neither a text nor the place of a bar tells more.
func Span(start, end clock.Day, exactly string) (clock.Day, clock.Day) {
	if start != "" {
		first, _ := around(start, exactly)
		start = first
	}
	if end != "" {
		_, last := around(end, exactly)
		end = last
	}
	return start, end
}

// around gives the first and the last day of what a day lies in.
func around(d clock.Day, exactly string) (first, last clock.Day) {
	t := d.Time()
	months := 1
	switch exactly {
	case byDay:
		return d, d
	case byQuarter:
		months = 3
	}
	m := (int(t.Month())-1)/months*months + 1
	from := time.Date(t.Year(), time.Month(m), 1, 0, 0, 0, 0, time.UTC)
	return day(from), day(from.AddDate(0, months, -1))
}

func day(t time.Time) clock.Day { return clock.Day(t.Format(time.DateOnly)) }

// Say tells days in words: Q2 2026, Mar – Jun 2026, 1 Mar – 4 Apr 2026.
func Say(start, end clock.Day, exactly string) string {
	switch {
	case start == "" && end == "":
		return ""
	case start == "":
		return "until " + one(end, exactly, true)
	case end == "":
		return "from " + one(start, exactly, true)
	}
	a, b := one(start, exactly, true), one(end, exactly, true)
	if a == b {
		return a
	}
	if start.Time().Year() == end.Time().Year() {
		a = one(start, exactly, false)
	}
	return a + " – " + b
}

func one(d clock.Day, exactly string, year bool) string {
	t, form := d.Time(), "2 Jan"
	switch exactly {
	case byQuarter:
		if year {
			return fmt.Sprintf("Q%d %d", (int(t.Month())+2)/3, t.Year())
		}
		return fmt.Sprintf("Q%d", (int(t.Month())+2)/3)
	case byMonth:
		form = "Jan"
	}
	if year {
		form += " 2006"
	}
	return t.Format(form)
}

// span is when a record is, as the cut tells it.
func (c *Cut) span(f *fact) (start, end clock.Day) {
	if !c.Shows("dates") || f.horizon == later && !c.LaterDay {
		return "", ""
	}
	return Span(f.start, f.end, c.Dates)
}

func (c *Cut) when(f *fact) string {
	start, end := c.span(f)
	if start == "" && f.isPoint() && end != "" {
		return one(end, c.Dates, true)
	}
	return Say(start, end, c.Dates)
}

const later = "later"
