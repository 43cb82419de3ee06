package query

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"time"

	"throughline/internal/kit/clock"
)

// span is the smallest and the largest stored value that a written value
// stands for: 2026-03 is all of March. Both are of one type: int64, float64 or
// string.
type span struct{ low, high any }

// compare compiles a value of a field whose values have an order.
func (c *compiler) compare(f Field, op Op, v Value) Frag {
	if v.Range {
		return c.between(f, v)
	}
	s, ok := c.span(f, v.Text, v.At)
	switch {
	case !ok:
		return Frag{}
	case op == Less:
		return f.below("<", s.low)
	case op == LessEqual:
		return f.below("<=", s.high)
	case op == Greater:
		return f.above(">", s.high)
	case op == GreaterEqual:
		return f.above(">=", s.low)
	case s.low == s.high:
		return bound(f.Expr, "=", s.low)
	}
	return allOf(bound(f.Expr, ">=", s.low), bound(f.Expr, "<=", s.high))
}

func (c *compiler) between(f Field, v Value) Frag {
	if v.Text == "" || v.To == "" {
		op, text := GreaterEqual, v.Text
		if text == "" {
			op, text = LessEqual, v.To
		}
		return c.compare(f, op, Value{Text: text, At: v.At})
	}
	low, okLow := c.span(f, v.Text, v.At)
	high, okHigh := c.span(f, v.To, v.At)
	if !okLow || !okHigh {
		return Frag{}
	}
	if order(low.low, high.high) > 0 {
		c.complain(v.At, "The range “%s..%s” runs backwards. Write the smaller value first.", clip(v.Text), clip(v.To))
	}
	return allOf(f.above(">=", low.low), bound(f.Expr, "<=", high.high))
}

// below and above compare with one bound. What is stored for "no value" (0 for
// an instant, "" for a day) lies below everything and must not be found.
func (f Field) below(op string, value any) Frag {
	b := bound(f.Expr, op, value)
	switch {
	case !f.nullable():
	case f.Type == InstantType:
		return allOf(b, frag(f.Expr+" <> 0"))
	case f.Type == DayType:
		return allOf(b, frag(f.Expr+" <> ''"))
	}
	return b
}

func (f Field) above(op string, value any) Frag {
	b := bound(f.Expr, op, value)
	if at, ok := value.(int64); ok && at <= 0 && f.Type == InstantType && f.nullable() {
		return allOf(b, frag(f.Expr+" <> 0"))
	}
	return b
}

// bound compares with a value. A fraction is cast, because the column may hold
// whole numbers and PostgreSQL would want the argument to be one as well.
func bound(expr, op string, value any) Frag {
	if _, fraction := value.(float64); fraction {
		return frag(expr+" "+op+" cast(? as double precision)", value)
	}
	return frag(expr+" "+op+" ?", value)
}

// order compares two ends of spans of one field.
func order(a, b any) int {
	if x, ok := a.(string); ok {
		y, _ := b.(string)
		return strings.Compare(x, y)
	}
	return cmp.Compare(toFloat(a), toFloat(b))
}

func toFloat(v any) float64 {
	if n, ok := v.(int64); ok {
		return float64(n)
	}
	f, _ := v.(float64)
	return f
}

// span reads a value of an ordered field, and complains when it is none.
func (c *compiler) span(f Field, text string, at int) (span, bool) {
	var s span
	var ok bool
	var want string
	switch f.Type {
	case NumberType:
		s, ok = numberSpan(text)
		want = "a number. Write it in digits, with a point before a fraction"
	case DayType:
		var first, last clock.Day
		first, last, ok = c.days(text)
		s = span{string(first), string(last)}
		want = "a day. Write 2026-03-01, 2026-03, 2026, today, or -7d for a week ago"
	default:
		s, ok = c.instantSpan(text)
		want = "a time. Write 2026-03-01, 2026-03, 2026, today, -7d for a week ago, or 2026-03-01T09:00Z"
	}
	if !ok {
		c.complain(at, "“%s” is not %s: %s.", clip(text), want, f.example())
	}
	return s, ok
}

var numberForm = regexp.MustCompile(`^[+-]?[0-9]{1,18}(\.[0-9]{1,18})?$`)

func numberSpan(text string) (span, bool) {
	if !numberForm.MatchString(text) {
		return span{}, false
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return span{n, n}, true
	}
	x, err := strconv.ParseFloat(text, 64)
	return span{x, x}, err == nil
}

// instantSpan reads a time or days, the latter in the zone of the workspace.
func (c *compiler) instantSpan(text string) (span, bool) {
	if strings.EqualFold(text, "now") {
		return span{int64(c.env.Now), int64(c.env.Now)}, true
	}
	if at, err := clock.ParseInstant(strings.ToUpper(text)); err == nil {
		return span{int64(at), int64(at)}, true
	}
	if t, err := time.Parse("2006-01-02T15:04Z", strings.ToUpper(text)); err == nil {
		at := int64(clock.From(t))
		return span{at, at}, true
	}
	first, last, ok := c.days(text)
	return span{int64(c.start(first)), int64(c.start(last.Add(1))) - 1}, ok
}

// start is the first instant of a day in the zone of the workspace.
func (c *compiler) start(d clock.Day) clock.Instant {
	t := d.Time()
	return clock.From(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, c.env.Zone))
}

func (c *compiler) today() clock.Day { return clock.DayOf(c.env.Now, c.env.Zone) }

var relativeForm = regexp.MustCompile(`^([+-][0-9]{1,4})([dwmy])$`)

// days reads a day, a month, a year, or a day counted from today, and gives the
// first and the last day that it means.
func (c *compiler) days(text string) (first, last clock.Day, ok bool) {
	text = strings.ToLower(text)
	today := c.today().Time()
	switch text {
	case "today", "now":
		return one(today)
	case "yesterday":
		return one(today.AddDate(0, 0, -1))
	case "tomorrow":
		return one(today.AddDate(0, 0, 1))
	}
	if m := relativeForm.FindStringSubmatch(text); m != nil {
		n, err := strconv.Atoi(m[1])
		if err != nil {
			return "", "", false
		}
		return one(shift(today, n, m[2]))
	}
	if t, err := time.Parse("2006-01-02", text); err == nil {
		return one(t)
	}
	if t, err := time.Parse("2006-01", text); err == nil {
		return dayRange(t, t.AddDate(0, 1, -1))
	}
	if t, err := time.Parse("2006", text); err == nil {
		return dayRange(t, t.AddDate(1, 0, -1))
	}
	return "", "", false
}

func one(t time.Time) (first, last clock.Day, ok bool) { return dayRange(t, t) }

// dayRange makes days of times. The year 9999 is left out because the day after
// its last one has no text that sorts.
func dayRange(from, to time.Time) (first, last clock.Day, ok bool) {
	if from.Year() < 1 || to.Year() > 9998 {
		return "", "", false
	}
	return clock.Day(from.Format(time.DateOnly)), clock.Day(to.Format(time.DateOnly)), true
}

// shift counts n days, weeks, months or years from a day. A month that is too
// short for the day ends on its last one: a month before 31 March is 28 February.
func shift(from time.Time, n int, unit string) time.Time {
	switch unit {
	case "d":
		return from.AddDate(0, 0, n)
	case "w":
		return from.AddDate(0, 0, 7*n)
	case "y":
		n *= 12
	}
	month := time.Date(from.Year(), from.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := month.AddDate(0, 1, -1).Day()
	return month.AddDate(0, 0, min(from.Day(), last)-1)
}
