package ical_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/ical"
)

func TestCalendar(t *testing.T) {
	long := strings.Repeat("Größe, ", 30)
	c := ical.Calendar{Of: "Launches", Name: "A; B", Every: "PT6H", Stamp: clock.Instant(1_772_352_000_000_000), Events: []ical.Event{
		{UID: "one", First: "2026-02-27", Last: "2026-02-28", Summary: "Out\x00,\r\nand \\ in", Description: long},
		{UID: "two", First: "2026-12-31", Last: "2026-12-31", Summary: "Review"},
	}}
	text := string(c.Bytes())
	for _, line := range strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n\x00") {
			t.Errorf("the line %q has %d bytes or breaks within a letter", line, len(line))
		}
	}
	unfolded := strings.ReplaceAll(text, "\r\n ", "")
	for _, want := range []string{
		"PRODID:-//Throughline//Launches//EN\r\n", "X-WR-CALNAME:A\\; B\r\n", "REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n", "DTSTAMP:20260301T080000Z\r\n",
		"UID:one@throughline\r\n", "DTSTART;VALUE=DATE:20260227\r\n", "DTEND;VALUE=DATE:20260301\r\n", "SUMMARY:Out\\,\\nand \\\\ in\r\n",
		"DESCRIPTION:" + strings.ReplaceAll(long, ",", "\\,") + "\r\n", "DTEND;VALUE=DATE:20270101\r\n",
	} {
		if !strings.Contains(unfolded, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if strings.Count(text, "DESCRIPTION") != 1 || !strings.HasSuffix(text, "END:VCALENDAR\r\n") {
		t.Errorf("a description that is not there, or no end:\n%s", text)
	}
}
