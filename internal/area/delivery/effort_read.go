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

// effortMost bounds how many sprints of a product are looked at, and effortAll
// how many in all.
const (
	effortMost = 400
	effortAll  = 20_000
)

// EffortsOf gives the effort of the sprints of some products that had begun by
// a day and were not over before another, by product, in a handful of questions
// whatever their number. Who is there follows from the roles of today where a
// sprint says nothing else.
func EffortsOf(ctx context.Context, v *op.View, of []string, from, today clock.Day) (map[string][]Effort, error) {
	out := map[string][]Effort{}
	if len(of) == 0 {
		return out, nil
	}
	marks, ids := record.Among(of)
	sprints, err := record.Where[Sprint](ctx, v.At, "r.product_id in ("+marks+") and r.kind = 'sprint' and r.archived_at = 0 and d.started_at <> 0 and d.start_on <= ? and d.end_on >= ? order by d.start_on, r.id limit ?",
		append(slices.Clone(ids), string(today), string(from), min(effortMost*len(of), effortAll))...)
	if err != nil || len(sprints) == 0 {
		return out, err
	}
	first, last := sprints[0].StartOn, clock.Day("")
	for _, s := range sprints {
		last = max(last, s.EndOn)
	}
	homes, err := record.Where[product.Product](ctx, v.At, "r.id in ("+marks+")", ids...)
	if err != nil {
		return nil, err
	}
	gone, err := record.Where[Absence](ctx, v.At, "d.record_id in ("+marks+") and d.until_on >= ? and d.from_on <= ?", append(slices.Clone(ids), string(first), string(last))...)
	if err != nil {
		return nil, err
	}
	shares, err := record.Where[SprintMember](ctx, v.At, "d.product_id in ("+marks+")", ids...)
	if err != nil {
		return nil, err
	}
	by := map[string][]SprintMember{}
	for _, s := range shares {
		by[string(s.Record)] = append(by[string(s.Record)], s)
	}
	away := map[string][]Absence{}
	for _, a := range gone {
		away[string(a.Record)] = append(away[string(a.Record)], a)
	}
	for i := range homes {
		p := &homes[i]
		for _, d := range p.Holidays {
			away[p.ID] = append(away[p.ID], Absence{From: d, Until: d})
		}
		for n := range sprints {
			if s := &sprints[n]; string(s.Product) == p.ID {
				out[p.ID] = append(out[p.ID], effortOf(v, s, p.WorkDays, away[p.ID], by[s.ID], today))
			}
		}
	}
	return out, nil
}

// effortOf gives the effort of one sprint.
func effortOf(v *op.View, s *Sprint, works []string, gone []Absence, shares []SprintMember, today clock.Day) Effort {
	e := Effort{Sprint: s.ID, Key: s.Key, Months: map[clock.Day]float64{}, Items: s.Committed}
	days := workingDays(s.StartOn, min(s.EndOn, today), works)
	holidays := off(gone, "", days)
	days = slices.DeleteFunc(days, func(d clock.Day) bool { return slices.Contains(holidays, d) })
	for _, m := range taking(v, s, shares) {
		away := off(gone, m.Member, days)
		for _, d := range days {
			if !slices.Contains(away, d) {
				e.Months[d[:7]+"-01"] += m.Share
			}
		}
	}
	return e
}
