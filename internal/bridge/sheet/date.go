package sheet

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"throughline/internal/kit/clock"
)

// ParseTime reads a point in time in any of the forms that exports use:
//
//	25/Jun/20 12:44          03/Sep/26 9:05 AM        19/févr./26 7:31 PM
//	11/01/2023 15:22         22.09.2025 15:22         2020年6月25日 12:44
//	2020-06-12T08:13:13.360+0800                      2026-09-14
//	Fri Oct 02 2026 17:00:00 GMT+0000 (GMT+00:00)     Tue Sep 10 00:47:02 PDT 2019
//	1726860676783 and 1726860676 (milliseconds and seconds since 1970)
//
// A time without a zone is taken as UTC, because the file does not tell the
// zone of whoever exported it. A day without a time is its first moment.
func ParseTime(s string, o Order) (clock.Instant, error) {
	s = plain(s)
	if at, ok := epoch(s); ok {
		return at, nil
	}
	p, err := parse(s, o)
	if err != nil {
		return 0, err
	}
	t, err := p.time()
	if err != nil {
		return 0, fmt.Errorf("%q is not a date that exists", s)
	}
	return clock.From(t), nil
}

// ParseDay reads a calendar day from the same forms. The zone is not applied:
// a due date is the day that is written.
func ParseDay(s string, o Order) (clock.Day, error) {
	s = plain(s)
	if at, ok := epoch(s); ok {
		return clock.DayOf(at, time.UTC), nil
	}
	p, err := parse(s, o)
	if err != nil {
		return "", err
	}
	t, err := p.time()
	if err != nil {
		return "", fmt.Errorf("%q is not a date that exists", s)
	}
	return clock.Day(t.Format(time.DateOnly)), nil
}

// parts are the numbers of a date as they are written.
type parts struct {
	year, month, day        int
	hour, minute, sec, nano int
	zone                    *time.Location
}

// time refuses the 31st of June instead of turning it into the 1st of July.
func (p *parts) time() (time.Time, error) {
	t := time.Date(p.year, time.Month(p.month), p.day, p.hour, p.minute, p.sec, p.nano, p.zone)
	y, m, d := t.Date()
	if y != p.year || int(m) != p.month || d != p.day || p.hour > 23 || p.minute > 59 || p.sec > 60 {
		return time.Time{}, fmt.Errorf("no such day")
	}
	if u := t.UTC().Year(); u < 1 || u > 9999 {
		return time.Time{}, fmt.Errorf("outside the years 1 to 9999")
	}
	return t, nil
}

// plain makes the blanks of typesetters plain and drops marks of direction.
func plain(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == '\u200E' || r == '\u200F' || invisible(r):
			return -1
		}
		return r
	}, s))
}

// epoch reads 10 digits as seconds and 13 as milliseconds since 1970.
func epoch(s string) (clock.Instant, bool) {
	if len(s) != 10 && len(s) != 13 {
		return 0, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 || s[0] == '+' {
		return 0, false
	}
	if len(s) == 10 {
		return clock.From(time.Unix(n, 0)), true
	}
	return clock.From(time.UnixMilli(n)), true
}

// parse takes the text apart: a time, what stands after it (half of the day,
// zone, sometimes the year) and what stands before it (the day).
func parse(s string, o Order) (parts, error) {
	const longest = 80
	p := parts{zone: time.UTC}
	fail := fmt.Errorf("%q is not a date in a form that is known", s)
	if s == "" || len(s) > longest {
		return p, fail
	}
	day, half := s, ""
	if m := timeOfDay.FindStringSubmatchIndex(s); m != nil {
		p.setTime(s, m)
		day = strings.TrimRight(s[:m[2]], "T:, ")
		late, ok := p.afterTime(s[m[1]:], &half)
		if !ok {
			return p, fail
		}
		day += " " + late
	}
	if !p.setDay(day, o, &half) {
		return p, fail
	}
	p.setHalf(half)
	return p, nil
}

// setHalf turns a clock of twelve hours into one of 24. Some writers give the
// half of the day beside a time of 24 hours; that one stands.
func (p *parts) setHalf(half string) {
	switch {
	case half == "am" && p.hour == 12:
		p.hour = 0
	case half == "pm" && p.hour < 12:
		p.hour += 12
	}
}
