package cut

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
)

// Told is what an audience is shown, by record: for those who write to it. What
// is written from this alone says no more than the cut does.
type Told struct {
	cut   *Cut
	sheet *Sheet
	by    map[string]*Line
}

// Told reads a cut as its audience does.
func (c *Cut) Told(ctx context.Context, v *op.View) (*Told, error) {
	s, err := c.Look(ctx, v)
	if err != nil {
		return nil, err
	}
	t := &Told{c, s, map[string]*Line{}}
	for g := range s.Groups {
		for i := range s.Groups[g].Lines {
			l := &s.Groups[g].Lines[i]
			t.by[l.Mark] = l
		}
	}
	return t, nil
}

// Line gives what is shown of a record; nil when nothing is.
func (t *Told) Line(record string) *Line { return t.by[t.cut.mark(record)] }

// Cell gives what a chosen field says of a line; "" for one that is not chosen.
func (t *Told) Cell(l *Line, field string) string {
	for i, c := range t.sheet.Columns {
		if c.Name == field {
			return l.Cells[i].Text
		}
	}
	return ""
}

// Days tells days as exactly as the cut does, so that two that it cannot tell
// apart are the same; "" where it tells none.
func (t *Told) Days(start, end clock.Day, horizon string) string {
	if !t.cut.Shows("dates") || horizon == later && !t.cut.LaterDay {
		return ""
	}
	start, end = Span(start, end, t.cut.Dates)
	return Say(start, end, t.cut.Dates)
}
