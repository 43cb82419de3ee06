package clock_test

import (
	"testing"

	"throughline/internal/kit/clock"
)

func TestSince(t *testing.T) {
	for _, c := range []struct {
		day, from clock.Day
		want      int
	}{
		{"2026-03-01", "2026-03-01", 0},
		{"2026-03-01", "2026-02-28", 1},
		{"2028-03-01", "2028-02-28", 2},
		{"2026-02-28", "2026-03-01", -1},
		{"2027-01-01", "2026-01-01", 365},
		{"2026-03-30", "2026-03-28", 2}, // over the night on which clocks change in Europe
	} {
		if got := c.day.Since(c.from); got != c.want {
			t.Errorf("%s.Since(%s) = %d, want %d", c.day, c.from, got, c.want)
		}
		if back := c.from.Add(c.want); back != c.day {
			t.Errorf("%s.Add(%d) = %s, want %s", c.from, c.want, back, c.day)
		}
	}
}
