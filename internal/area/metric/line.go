package metric

import (
	"time"

	"throughline/internal/kit/clock"
)

// Line is the way from a metric's baseline to its target: what it should be on
// each day. ok is false where one of the two ends, or its day, is missing.
func (m *Metric) Line() (_ Line, ok bool) {
	if m.Baseline == nil || m.Target == nil || m.BaselineOn == "" || m.TargetOn == "" {
		return Line{}, false
	}
	return Line{clock.From(m.BaselineOn.Time()), clock.From(m.TargetOn.Time()), *m.Baseline, *m.Target}, true
}

// Line is a straight line between two values.
type Line struct {
	From  clock.Instant `json:"from" doc:"When the line begins."`
	To    clock.Instant `json:"to" doc:"When the target shall be reached."`
	Start float64       `json:"start" doc:"The baseline."`
	End   float64       `json:"end" doc:"The target."`
}

// At gives what the metric should be at a moment: before the line begins
// nothing, after its end the target.
func (l Line) At(at clock.Instant) (float64, bool) {
	switch {
	case at < l.From:
		return 0, false
	case at >= l.To:
		return l.End, true
	}
	gone := float64(at.Sub(l.From)) / float64(l.To.Sub(l.From))
	return l.Start + (l.End-l.Start)*gone, true
}

// Behind gives how far a value lies on the wrong side of the line, in the
// metric's own unit; 0 on the line or on its good side.
func (l Line) Behind(p Point) float64 {
	want, ok := l.At(p.At)
	if !ok {
		return 0
	}
	if l.End < l.Start {
		return max(0, p.Value-want)
	}
	return max(0, want-p.Value)
}

// dayOf is the beginning of an instant's day in a zone.
func dayOf(day clock.Day, zone *time.Location) clock.Instant {
	t, err := time.ParseInLocation(time.DateOnly, string(day), zone)
	if err != nil {
		return 0
	}
	return clock.From(t)
}
