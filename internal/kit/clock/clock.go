// Package clock is the only source of time: instants in UTC microseconds and
// days without a time. Everything else takes a Clock, so that tests can hold
// and turn it.
package clock

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// Instant is a point in time: microseconds since 1970 in UTC. Zero means "not
// set" and is null in JSON.
type Instant int64

// Clock tells the time.
type Clock interface{ Now() Instant }

// System is the machine's clock.
type System struct{}

// Now is the present instant.
func (System) Now() Instant { return From(time.Now()) }

// Fixed is a clock that stands until it is turned. Safe for concurrent use.
type Fixed struct{ at atomic.Int64 }

// At makes a standing clock.
func At(t Instant) *Fixed {
	f := &Fixed{}
	f.at.Store(int64(t))
	return f
}

// Now is where the clock was put.
func (f *Fixed) Now() Instant { return Instant(f.at.Load()) }

// Set turns the clock.
func (f *Fixed) Set(t Instant) { f.at.Store(int64(t)) }

// Add moves the clock on.
func (f *Fixed) Add(d time.Duration) { f.at.Add(d.Microseconds()) }

// From turns a time into an instant; the zero time gives zero.
func From(t time.Time) Instant {
	if t.IsZero() {
		return 0
	}
	return Instant(t.UnixMicro())
}

// Time gives the instant as a time in UTC.
func (i Instant) Time() time.Time { return time.UnixMicro(int64(i)).UTC() }

// Add gives the instant d later.
func (i Instant) Add(d time.Duration) Instant { return i + Instant(d.Microseconds()) }

// Sub gives the time from j to i.
func (i Instant) Sub(j Instant) time.Duration { return time.Duration(i-j) * time.Microsecond }

const layout = "2006-01-02T15:04:05.999999Z"

// String is RFC 3339 in UTC, or "" when not set.
func (i Instant) String() string {
	if i == 0 {
		return ""
	}
	return i.Time().Format(layout)
}

// MarshalJSON gives RFC 3339 in UTC, or null when not set.
func (i Instant) MarshalJSON() ([]byte, error) {
	if i == 0 {
		return []byte("null"), nil
	}
	b := make([]byte, 0, len(layout)+2)
	return append(i.AppendText(append(b, '"')), '"'), nil
}

// AppendText appends RFC 3339 in UTC.
func (i Instant) AppendText(b []byte) []byte { return i.Time().AppendFormat(b, layout) }

// UnmarshalJSON takes RFC 3339 with any zone, or null.
func (i *Instant) UnmarshalJSON(b []byte) error {
	if string(b) == "null" || string(b) == `""` {
		*i = 0
		return nil
	}
	s, err := strconv.Unquote(string(b))
	if err != nil {
		return fmt.Errorf("a time is text like 2026-03-01T09:00:00Z")
	}
	p, err := ParseInstant(s)
	*i = p
	return err
}

// ParseInstant reads RFC 3339 with any zone.
func ParseInstant(s string) (Instant, error) {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return 0, fmt.Errorf("%q is not a time like 2026-03-01T09:00:00Z", s)
	}
	if y := t.UTC().Year(); y < 1 || y > 9999 {
		return 0, fmt.Errorf("%q is outside the years 1 to 9999", s)
	}
	return From(t), nil
}

// Value stores microseconds.
func (i Instant) Value() (driver.Value, error) { return int64(i), nil }

// Day is a calendar day without a time or zone, "2026-03-01"; "" is not set.
type Day string

// ParseDay reads "2006-01-02".
func ParseDay(s string) (Day, error) {
	if s == "" {
		return "", nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return "", fmt.Errorf("%q is not a day like 2026-03-01", s)
	}
	return Day(t.Format(time.DateOnly)), nil
}

var zones sync.Map // name to *time.Location: each is read from a file

// Zone gives the time zone of a name like Europe/Berlin, and UTC where this
// machine does not know it.
func Zone(name string) *time.Location {
	if z, ok := zones.Load(name); ok {
		return z.(*time.Location)
	}
	z, err := time.LoadLocation(name)
	if err != nil {
		z = time.UTC
	}
	zones.Store(name, z)
	return z
}

// DayOf gives the day an instant falls on in a zone.
func DayOf(i Instant, zone *time.Location) Day {
	return Day(i.Time().In(zone).Format(time.DateOnly))
}

// Time is the start of the day in UTC; the zero time when not set.
func (d Day) Time() time.Time {
	t, _ := time.Parse(time.DateOnly, string(d))
	return t
}

// Add gives the day n days later.
func (d Day) Add(n int) Day { return Day(d.Time().AddDate(0, 0, n).Format(time.DateOnly)) }

// Since counts the days from another day to this one; below zero when that one
// is later.
func (d Day) Since(from Day) int { return int(d.Time().Sub(from.Time()) / (24 * time.Hour)) }

// Value stores null for a day that is not set.
func (d Day) Value() (driver.Value, error) {
	if d == "" {
		return nil, nil
	}
	return string(d), nil
}

// Scan reads text or null.
func (d *Day) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = ""
	case string:
		*d = Day(v)
	case []byte:
		*d = Day(v)
	default:
		return fmt.Errorf("a day came as %T", src)
	}
	return nil
}

// MarshalJSON gives null for a day that is not set.
func (d Day) MarshalJSON() ([]byte, error) {
	if d == "" {
		return []byte("null"), nil
	}
	return []byte(strconv.Quote(string(d))), nil
}

// UnmarshalJSON takes "2006-01-02" or null.
func (d *Day) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*d = ""
		return nil
	}
	s, err := strconv.Unquote(string(b))
	if err != nil {
		return fmt.Errorf("a day is text like 2026-03-01")
	}
	p, err := ParseDay(s)
	*d = p
	return err
}
