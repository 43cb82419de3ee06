package sheet

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"throughline/internal/kit/clock"
)

func TestParseTime(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, want string }{
		{"25/Jun/20 12:44", "2020-06-25T12:44:00Z"},
		{"03/Sep/26 9:05 AM", "2026-09-03T09:05:00Z"},
		{"06/Sep/26 12:00 AM", "2026-09-06T00:00:00Z"},
		{"06/Sep/26 12:10 PM", "2026-09-06T12:10:00Z"},
		{"11/Sep/26 1:54\u202fPM", "2026-09-11T13:54:00Z"},
		{"19/févr./26 7:31 PM", "2026-02-19T19:31:00Z"},
		{"01/août/2025 08:00", "2025-08-01T08:00:00Z"},
		{"14/juil./25 08:00", "2025-07-14T08:00:00Z"},
		{"14/juin/25 08:00", "2025-06-14T08:00:00Z"},
		{"12/Mär/24 10:00", "2024-03-12T10:00:00Z"},
		{"12/Mrz/24 10:00", "2024-03-12T10:00:00Z"},
		{"12/mrt./24 10:00", "2024-03-12T10:00:00Z"},
		{"12/Dez/24 10:00", "2024-12-12T10:00:00Z"},
		{"5/ene/24 7:31 p. m.", "2024-01-05T19:31:00Z"},
		{"5/dez/24 7:31", "2024-12-05T07:31:00Z"},
		{"5/giu/24 7:31", "2024-06-05T07:31:00Z"},
		{"5/paź/24 7:31", "2024-10-05T07:31:00Z"},
		{"5/мая/24 7:31", "2024-05-05T07:31:00Z"},
		{"5/нояб./24 7:31 PM", "2024-11-05T19:31:00Z"},
		{"25/六月/20 12:44 下午", "2020-06-25T12:44:00Z"},
		{"25/十二月/20 3:44 下午", "2020-12-25T15:44:00Z"},
		{"25/6月/20 3:44 午後", "2020-06-25T15:44:00Z"},
		{"2020年6月25日 下午3:44", "2020-06-25T15:44:00Z"},
		{"2020年6月25日", "2020-06-25T00:00:00Z"},
		{"2020-06-12T08:13:13.360+0800", "2020-06-12T00:13:13.36Z"},
		{"2020-06-12T08:13:13.360-07:00", "2020-06-12T15:13:13.36Z"},
		{"2020-06-26T00:38:00.000Z", "2020-06-26T00:38:00Z"},
		{"2020-06-26T00:38", "2020-06-26T00:38:00Z"},
		{"2020-08-01 10:16:46", "2020-08-01T10:16:46Z"},
		{"2026-09-14", "2026-09-14T00:00:00Z"},
		{"20260914", "2026-09-14T00:00:00Z"},
		{"2026/09/14 7:05", "2026-09-14T07:05:00Z"},
		{"11/01/2023 15:22", "2023-01-11T15:22:00Z"},
		{"22/9/2025", "2025-09-22T00:00:00Z"},
		{"9/22/2025", "2025-09-22T00:00:00Z"}, // cannot be the day first
		{"22.09.25 15:22", "2025-09-22T15:22:00Z"},
		{"Jun 25, 2020 12:44 PM", "2020-06-25T12:44:00Z"},
		{"25 June 2020", "2020-06-25T00:00:00Z"},
		{"mar. 3 mars 2026", "2026-03-03T00:00:00Z"},
		{"Fri Oct 02 2026 17:00:00 GMT+0000 (GMT+00:00)", "2026-10-02T17:00:00Z"},
		{"Fri Oct 02 2026 17:00:00 GMT+0200 (Central European Summer Time)", "2026-10-02T15:00:00Z"},
		{"Fri Oct 02 2026 17:00:00 GMT+0000 (GMT)", "2026-10-02T17:00:00Z"},
		{"Tue Sep 10 00:47:02 PDT 2019", "2019-09-10T07:47:02Z"},
		{"Sat Nov 17 05:09:36 WIB 2018", "2018-11-16T22:09:36Z"},
		{"Fri, 24 Sep 2021 14:22:15 -0700", "2021-09-24T21:22:15Z"},
		{"1726860676783", "2024-09-20T19:31:16.783Z"},
		{"1726860676", "2024-09-20T19:31:16Z"},
		{"31/Dec/69 00:00", "2069-12-31T00:00:00Z"},
		{"31/Dec/70 00:00", "1970-12-31T00:00:00Z"},
	} {
		got, err := ParseTime(c.in, DayFirst)
		if err != nil || got.String() != c.want {
			t.Errorf("ParseTime(%q) = %v, %v; want %s", c.in, got, err, c.want)
		}
	}
}

func TestParseTimeRefuses(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		"", "soon", "31/Jun/20 12:44", "29/Feb/21", "1.2.3", "Version 1.2.2003", "25/Jun", "12:44",
		"2020-13-45", "25/Jun/20 25:00", "25/Jun/20 12:60", "25/Jun/20 12:44 XYZ", "99999999999999",
		"+172686067", "a;b", "2020-06-12T08:13:13+99:99", "1/2/3/4 5:06", "0000-01-01",
	} {
		if got, err := ParseTime(in, DayFirst); err == nil {
			t.Errorf("ParseTime(%q) = %v; want an error", in, got)
		}
	}
}

func TestOrders(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		order Order
		in    string
		want  clock.Day
	}{
		{DayFirst, "11/01/2023", "2023-01-11"},
		{MonthFirst, "11/01/2023 3:04 PM", "2023-11-01"},
		{MonthFirst, "22/01/2023", "2023-01-22"},
		{YearFirst, "23/01/11", "2023-01-11"},
		{"", "11/01/2023", "2023-01-11"},
		{DayFirst, "2026-09-14T23:30:00-0800", "2026-09-14"}, // the day that is written
	} {
		if got, err := ParseDay(c.in, c.order); err != nil || got != c.want {
			t.Errorf("ParseDay(%q, %q) = %q, %v; want %q", c.in, c.order, got, err, c.want)
		}
	}
}

func TestEvidence(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		cells []string
		want  Order
	}{
		{nil, DayFirst},
		{[]string{"1/2/2023", "3/4/2023"}, DayFirst},
		{[]string{"1/2/2023", "3/14/2023 10:00"}, MonthFirst},
		{[]string{"14/2/2023", "3/4/2023"}, DayFirst},
		{[]string{"01.02.2023"}, DayFirst},
		{[]string{"2023-01-14", "25/Jun/20", "text 1/14/2023"}, DayFirst},
	} {
		var e Evidence
		for _, cell := range c.cells {
			e.See(cell)
		}
		if got := e.Order(); got != c.want {
			t.Errorf("%q: %s, want %s", c.cells, got, c.want)
		}
	}
}

// Whatever Jira writes is read back to the same minute.
func TestJiraDatesComeBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(0, 3_100_000_000).Draw(t, "seconds"), 0).UTC().Truncate(time.Minute)
		layout := rapid.SampledFrom([]string{
			"02/Jan/06 15:04", "2/Jan/06 3:04 PM", "02/01/2006 15:04", "02.01.06 15:04", "2006-01-02T15:04:05.000-0700",
			"Mon Jan 02 2006 15:04:05 GMT-0700 (GMT-07:00)", time.RFC1123Z, time.RFC3339, "January 2, 2006 3:04 pm",
		}).Draw(t, "layout")
		text := at.Format(layout)
		got, err := ParseTime(text, DayFirst)
		if err != nil || got != clock.From(at) {
			t.Fatalf("%q: %v, %v; want %v", text, got, err, at)
		}
	})
}

func FuzzParseTime(f *testing.F) {
	for _, s := range []string{
		"25/Jun/20 12:44", "19/févr./26 7:31 PM", "2020-06-12T08:13:13.360+0800", "25/六月/20 下午12:44", "1726860676783",
		"Fri Oct 02 2026 17:00:00 GMT+0000 (GMT+00:00)", "p. m. 1:00", "(", "1/1/1 0:00", "99/99/99 99:99",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, o := range []Order{DayFirst, MonthFirst, YearFirst} {
			at, err := ParseTime(s, o)
			if err == nil && at != 0 {
				if y := at.Time().Year(); y < 1 || y > 9999 {
					t.Fatalf("%q gives the year %d", s, y)
				}
			}
			if day, err := ParseDay(s, o); err == nil {
				if again, err := clock.ParseDay(string(day)); err != nil || again != day {
					t.Fatalf("%q gives the day %q", s, day)
				}
			}
		}
	})
}
