package flow

import (
	"context"
	"slices"

	"throughline/internal/area/delivery"
	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// sprint is a sprint as reports see it.
type sprint struct {
	id, key, title string
	start, end     clock.Instant // the first instant of it, and the first beyond it; 0 when not known
	firstOn        clock.Day
	lastOn         clock.Day
	over           bool
}

// sprintOf finds a sprint of the product.
func (l *look) sprintOf(ctx context.Context, ref string) (*sprint, error) {
	s, err := op.Find[delivery.Sprint](ctx, l.View, ref)
	if err != nil {
		return nil, err
	}
	if string(s.Product) != l.product.ID {
		return nil, errs.Fieldf("sprint", "%s belongs to another product", s.Key)
	}
	out := l.dated(s)
	return &out, nil
}

// dated says when a sprint began and ended: by its start and close where it had
// them, by its planned days otherwise (as in most imported ones).
func (l *look) dated(s *delivery.Sprint) sprint {
	out := sprint{id: s.ID, key: s.Key, title: s.Title, firstOn: s.StartOn, lastOn: s.EndOn, start: s.StartedAt, end: s.ClosedAt}
	out.over = s.ClosedAt != 0 && s.ClosedAt <= l.now
	if out.start == 0 && s.StartOn != "" {
		out.start = l.cal.start(s.StartOn)
	}
	if out.end == 0 || !out.over {
		out.end = l.now + 1
		if s.EndOn != "" {
			out.end = l.cal.end(s.EndOn)
		}
		out.over = out.over || s.Category == "closed" && out.end <= l.now
	}
	return out
}

// sprints gives the product's sprints that have begun, the oldest first.
func (l *look) sprints(ctx context.Context) ([]sprint, error) {
	all, err := op.Where[delivery.Sprint](ctx, l.View, "r.product_id = ? and r.kind = 'sprint' and r.archived_at = 0 order by r.num desc limit 500", l.product.ID)
	if err != nil {
		return nil, err
	}
	var out []sprint
	for i := range all {
		s := l.dated(&all[i])
		begun := all[i].StartedAt != 0 || all[i].Category == "closed"
		if begun && s.start != 0 && s.start <= l.now {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b sprint) int { return int(min(1, max(-1, a.start-b.start))) })
	return out, nil
}
