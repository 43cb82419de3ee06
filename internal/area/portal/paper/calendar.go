package paper

import (
	"strings"

	"throughline/internal/area/portal/cut"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/ical"
)

// calendar writes the days of a sheet. What has no end as the cut tells it is not
// in it.
func calendar(s *cut.Sheet, at clock.Instant) []byte {
	c := ical.Calendar{Of: "Roadmap", Name: s.Title, Every: "PT6H", Stamp: at}
	if s.Then != "" {
		c.Name += " – " + s.Then
	}
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
			c.Events = append(c.Events, ical.Event{UID: l.Mark, First: start, Last: l.End, Summary: l.Name, Description: about(s, l, "\n")})
		}
	}
	return c.Bytes()
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
