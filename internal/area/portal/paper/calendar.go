package paper

import (
	"strings"
	"unicode/utf8"

	"throughline/internal/area/portal/cut"
	"throughline/internal/kit/clock"
)

// calendar writes the days of a sheet as RFC 5545 has it. What has no end as the
// cut tells it is not in it.
func calendar(s *cut.Sheet, at clock.Instant) []byte {
	var b strings.Builder
	line := func(name, value string) { fold(&b, name+":"+value) }
	line("BEGIN", "VCALENDAR")
	line("VERSION", "2.0")
	line("PRODID", "-//Throughline//Roadmap//EN")
	line("CALSCALE", "GREGORIAN")
	line("METHOD", "PUBLISH")
	called := s.Title
	if s.Then != "" {
		called += " – " + s.Then
	}
	line("X-WR-CALNAME", said(called))
	line("REFRESH-INTERVAL;VALUE=DURATION", "PT6H")
	line("X-PUBLISHED-TTL", "PT6H")
	stamp := at.Time().UTC().Format("20060102T150405Z")
	seen := map[string]bool{}
	for _, g := range s.Groups {
		for _, l := range g.Lines {
			if l.End == "" || seen[l.Mark] {
				continue
			}
			seen[l.Mark] = true
			start := l.Start
			if start == "" || start > l.End {
				start = l.End
			}
			line("BEGIN", "VEVENT")
			line("UID", l.Mark+"@throughline")
			line("DTSTAMP", stamp)
			line("DTSTART;VALUE=DATE", plainDay(start))
			line("DTEND;VALUE=DATE", plainDay(l.End.Add(1))) // the day after the last
			line("SUMMARY", said(l.Name))
			if about := about(s, l, "\n"); about != "" {
				line("DESCRIPTION", said(about))
			}
			line("TRANSP", "TRANSPARENT")
			line("END", "VEVENT")
		}
	}
	line("END", "VCALENDAR")
	return []byte(b.String())
}

func plainDay(d clock.Day) string { return strings.ReplaceAll(string(d), "-", "") }

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

// about tells the cells of a line with their labels.
func about(s *cut.Sheet, l cut.Line, between string) string {
	var out []string
	for i, c := range l.Cells {
		if c.Text != "" && s.Columns[i].Name != "dates" {
			out = append(out, s.Columns[i].Label+": "+c.Text)
		}
	}
	return strings.Join(out, between)
}
