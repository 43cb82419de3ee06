// Package ical writes calendars of whole days, as RFC 5545 has them.
package ical

import (
	"strings"
	"unicode/utf8"

	"throughline/internal/kit/clock"
)

// Calendar is a file of events.
type Calendar struct {
	Of    string // what part of the program made it
	Name  string // what a reader calls it; none when empty
	Every string // how often a subscriber asks again, a duration like PT6H; unsaid when empty
	Stamp clock.Instant
	// Events in any order; a UID stands once.
	Events []Event
}

// Event is one or several whole days that keep nobody busy.
type Event struct {
	UID         string // unique in the program; the same for as long as it is the same event
	First, Last clock.Day
	Summary     string
	Description string // none when empty
}

// Bytes is the file.
func (c Calendar) Bytes() []byte {
	var b strings.Builder
	line := func(name, value string) { fold(&b, name+":"+value) }
	line("BEGIN", "VCALENDAR")
	line("VERSION", "2.0")
	line("PRODID", "-//Throughline//"+said(c.Of)+"//EN")
	line("CALSCALE", "GREGORIAN")
	line("METHOD", "PUBLISH")
	if c.Name != "" {
		line("X-WR-CALNAME", said(c.Name))
	}
	if c.Every != "" {
		line("REFRESH-INTERVAL;VALUE=DURATION", c.Every)
		line("X-PUBLISHED-TTL", c.Every)
	}
	stamp := c.Stamp.Time().Format("20060102T150405Z")
	for _, e := range c.Events {
		line("BEGIN", "VEVENT")
		line("UID", e.UID+"@throughline")
		line("DTSTAMP", stamp)
		line("DTSTART;VALUE=DATE", plain(e.First))
		line("DTEND;VALUE=DATE", plain(e.Last.Add(1))) // the day after the last
		line("SUMMARY", said(e.Summary))
		if e.Description != "" {
			line("DESCRIPTION", said(e.Description))
		}
		line("TRANSP", "TRANSPARENT")
		line("END", "VEVENT")
	}
	line("END", "VCALENDAR")
	return []byte(b.String())
}

func plain(d clock.Day) string { return strings.ReplaceAll(string(d), "-", "") }

var escapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

// said writes a text: the characters that mean something there are escaped, and
// those that mean something nowhere are left out.
func said(s string) string {
	return escapes.Replace(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, s))
}

// fold ends a line, and breaks it where it is longer than 75 bytes.
func fold(b *strings.Builder, line string) {
	const most = 75
	for width := most; len(line) > width; width = most - 1 {
		cut := width
		for cut > 0 && !utf8.RuneStart(line[cut]) {
			cut--
		}
		b.WriteString(line[:cut] + "\r\n ")
		line = line[cut:]
	}
	b.WriteString(line + "\r\n")
}
