package delivery

import (
	"context"
	"slices"

	"throughline/internal/area/product"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
)

// Effort is the days that people spent on a sprint: those on which they were
// there, by their share. Days ahead are not spent yet.
type Effort struct {
	Sprint string
	Key    string
	Months map[clock.Day]float64 // person-days, by the first day of the month
	Items  []Committed
}

// effortMost bounds how many sprints are looked at.
const effortMost = 400

// EffortOf gives the effort of the sprints of a product that had begun by a day
// and were not over before another, in a handful of questions whatever their
// number. Who is there follows from the roles of today where a sprint says
// nothing else.
func EffortOf(ctx context.Context, v *op.View, of string, from, today clock.Day) ([]Effort, error) {
	sprints, err := record.Where[Sprint](ctx, v.At, "r.product_id = ? and r.kind = 'sprint' and r.archived_at = 0 and d.started_at <> 0 and d.start_on <= ? and d.end_on >= ? order by d.start_on, r.id limit ?", of, string(today), string(from), effortMost)
	if err != nil || len(sprints) == 0 {
		return nil, err
	}
	first, last := sprints[0].StartOn, clock.Day("")
	for _, s := range sprints {
		last = max(last, s.EndOn)
	}
	p, err := op.Find[product.Product](ctx, v, of)
	if err != nil {
		return nil, err
	}
	gone, err := record.Where[Absence](ctx, v.At, "d.record_id = ? and d.until_on >= ? and d.from_on <= ?", of, string(first), string(last))
	if err != nil {
		return nil, err
	}
	for _, d := range p.Holidays {
		gone = append(gone, Absence{From: d, Until: d})
	}
	shares, err := record.Where[SprintMember](ctx, v.At, "d.product_id = ?", of)
	if err != nil {
		return nil, err
	}
	by := map[string][]SprintMember{}
	for _, s := range shares {
		by[string(s.Record)] = append(by[string(s.Record)], s)
	}
	out := make([]Effort, 0, len(sprints))
	for i := range sprints {
		s := &sprints[i]
		e := Effort{Sprint: s.ID, Key: s.Key, Months: map[clock.Day]float64{}, Items: s.Committed}
		days := workingDays(s.StartOn, min(s.EndOn, today), p.WorkDays)
		holidays := off(gone, "", days)
		days = slices.DeleteFunc(days, func(d clock.Day) bool { return slices.Contains(holidays, d) })
		for _, m := range taking(v, s, by[s.ID]) {
			away := off(gone, m.Member, days)
			for _, d := range days {
				if !slices.Contains(away, d) {
					e.Months[d[:7]+"-01"] += m.Share
				}
			}
		}
		out = append(out, e)
	}
	return out, nil
}
