package flow

import (
	"sort"
	"time"

	"throughline/internal/area/product"
	"throughline/internal/kit/clock"
)

// calendar turns instants into days and back, and knows on which days a team
// works.
type calendar struct {
	zone  *time.Location
	works [7]bool
	off   map[clock.Day]bool
}

var weekdays = map[string]time.Weekday{
	"mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday, "thu": time.Thursday, "fri": time.Friday, "sat": time.Saturday, "sun": time.Sunday,
}

// calendarOf gives a product's days in a zone: Monday to Friday where it has
// set none.
func calendarOf(p *product.Product, zone *time.Location) calendar {
	c := calendar{zone: zone, off: map[clock.Day]bool{}}
	days := p.WorkDays
	if len(days) == 0 {
		days = []string{"mon", "tue", "wed", "thu", "fri"}
	}
	for _, d := range days {
		c.works[weekdays[d]] = true
	}
	for _, d := range p.Holidays {
		c.off[d] = true
	}
	return c
}

// start is the first instant of a day. Where the clocks are turned on it is not
// always a multiple of 24 hours from another.
func (c calendar) start(d clock.Day) clock.Instant {
	t := d.Time()
	return clock.From(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, c.zone))
}

// end is the first instant that does not belong to a day any more.
func (c calendar) end(d clock.Day) clock.Instant { return c.start(d.Add(1)) }

func (c calendar) day(i clock.Instant) clock.Day { return clock.DayOf(i, c.zone) }

// working says whether the team works on a day.
func (c calendar) working(d clock.Day) bool { return c.works[d.Time().Weekday()] && !c.off[d] }

// next gives the nth working day after a day; a team that never works has none,
// and gets the day a hundred years on.
func (c calendar) next(d clock.Day, n int) clock.Day {
	const never = 36525
	for range never {
		if n <= 0 {
			return d
		}
		d = d.Add(1)
		if c.working(d) {
			n--
		}
	}
	return d
}

// between counts the working days from one day to another, both included.
func (c calendar) between(from, to clock.Day) int {
	n := 0
	for d := from; d <= to; d = d.Add(1) {
		if c.working(d) {
			n++
		}
	}
	return n
}

// span counts the calendar days from one instant to another, both included: a
// day on which something begins and ends is one day.
func (c calendar) span(from, to clock.Instant) int {
	return c.day(to).Since(c.day(from)) + 1
}

// days lists the days of a period.
func days(from, to clock.Day) []clock.Day {
	var out []clock.Day
	for d := from; d <= to; d = d.Add(1) {
		out = append(out, d)
	}
	return out
}

// ends are the instants at which days are over, the last cut off at now.
func (c calendar) ends(all []clock.Day, now clock.Instant) []clock.Instant {
	out := make([]clock.Instant, len(all))
	for i, d := range all {
		out[i] = min(c.end(d), now+1)
	}
	return out
}

// first gives the place of the first end after an instant.
func first(ends []clock.Instant, at clock.Instant) int {
	return sort.Search(len(ends), func(i int) bool { return ends[i] > at })
}
