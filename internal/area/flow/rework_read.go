package flow

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"throughline/internal/kit/clock"
	"throughline/internal/platform/store"
)

// ReworkIn asks what came back.
type ReworkIn struct{ Scope }

// Rework is what came back after it was finished.
type Rework struct {
	Head
	Finished int             `json:"finished" doc:"How often an item was finished in the period; one that came back and was finished again, twice."`
	Returned int             `json:"returned" doc:"How often one came back in it."`
	Rate     *float64        `json:"rate" doc:"Returned over finished; null when nothing was finished."`
	Weeks    []ReworkWeek    `json:"weeks" doc:"Weeks from Monday."`
	Reasons  []ReasonCount   `json:"reasons" doc:"The reasons of the verdicts that sent items back, most frequent first."`
	Returns  []ReturnedPoint `json:"returns" doc:"What came back, the newest first; at most 2000."`
	More     bool            `json:"more"`
}

// ReworkWeek is a week.
type ReworkWeek struct {
	On       clock.Day `json:"on"`
	Finished int       `json:"finished"`
	Returned int       `json:"returned"`
}

// ReasonCount is how often a reason was given.
type ReasonCount struct {
	Reason string `json:"reason" doc:"criterion, defect, misunderstanding, quality or other; empty for returns without a verdict."`
	Count  int    `json:"count"`
}

// ReturnedPoint is an item that came back.
type ReturnedPoint struct {
	Named
	At     clock.Instant `json:"at"`
	Reason string        `json:"reason" doc:"What sort of reason the verdict gave; empty when it came back without one."`
	Words  string        `json:"words" doc:"What the verdict said."`
}

func rework(ctx context.Context, l *look, _ ReworkIn) (*Rework, error) {
	r := &Rework{Head: l.head("An item comes back when it leaves a state of the category done, or closed, for one before it: a rejection, or reopened later. The rate is returns over finishes, each counted as often as it happened in the period."), Weeks: []ReworkWeek{}, Reasons: []ReasonCount{}, Returns: []ReturnedPoint{}}
	window := span{l.cal.start(l.from), min(l.cal.end(l.to), l.now+1)}
	weeks := map[clock.Day]*ReworkWeek{}
	for d := l.from; d <= min(l.to, l.cal.day(l.now)); d = d.Add(1) {
		m := monday(d)
		if weeks[m] == nil {
			weeks[m] = &ReworkWeek{On: m}
		}
	}
	l.each(func(it *item, phases []phase) {
		life := lived(phases)
		for _, at := range life.ends {
			if window.holds(at) && in(phases, at) {
				r.Finished++
				weeks[monday(l.cal.day(at))].Finished++
			}
		}
		for _, at := range life.returned {
			if window.holds(at) && in(phases, at) {
				weeks[monday(l.cal.day(at))].Returned++
				r.Returns = append(r.Returns, ReturnedPoint{Named: Named{ID: it.id}, At: at})
			}
		}
	})
	r.Looked, r.Returned = r.Finished, len(r.Returns)
	if r.Finished > 0 {
		rate := float64(r.Returned) / float64(r.Finished)
		r.Rate = &rate
	}
	for _, w := range weeks {
		r.Weeks = append(r.Weeks, *w)
	}
	slices.SortFunc(r.Weeks, func(a, b ReworkWeek) int { return strings.Compare(string(a.On), string(b.On)) })
	slices.SortFunc(r.Returns, func(a, b ReturnedPoint) int { return cmp.Or(cmp.Compare(b.At, a.At), cmp.Compare(a.ID, b.ID)) })
	return r, l.reasons(ctx, r)
}

func (s span) holds(at clock.Instant) bool { return at >= s.from && at < s.to }

// in says whether an item belonged to the scope at a moment.
func in(phases []phase, at clock.Instant) bool {
	p := on(phases, at)
	return p != nil && p.in
}

func monday(d clock.Day) clock.Day { return d.Add(-((int(d.Time().Weekday()) + 6) % 7)) }

// reasons finds the verdict behind each return: the rejection of the same
// moment.
func (l *look) reasons(ctx context.Context, r *Rework) error {
	type rejection struct {
		Item   string        `db:"item_id"`
		At     clock.Instant `db:"created_at"`
		Kind   string        `db:"reason_kind"`
		Reason string        `db:"reason"`
	}
	all, err := store.All[rejection](ctx, l.R, "select v.item_id, r.created_at, v.reason_kind, v.reason from verdict v join record r on r.workspace_id = v.workspace_id and r.id = v.id "+
		"where v.workspace_id = ? and r.product_id = ? and v.outcome = 'rejected' and r.created_at >= ? and r.created_at < ?",
		l.Workspace, l.product.ID, int64(l.cal.start(l.from)), int64(l.cal.end(l.to)))
	if err != nil {
		return err
	}
	type key struct {
		item string
		ms   clock.Instant
	}
	said := map[key]rejection{}
	for _, x := range all {
		said[key{x.Item, x.At / 1000}] = x
	}
	counts := map[string]int{}
	ids := make([]string, len(r.Returns))
	for i := range r.Returns {
		p := &r.Returns[i]
		x := said[key{p.ID, p.At / 1000}]
		p.Reason, p.Words, ids[i] = x.Kind, x.Reason, p.ID
		counts[x.Kind]++
	}
	for reason, n := range counts {
		r.Reasons = append(r.Reasons, ReasonCount{reason, n})
	}
	slices.SortFunc(r.Reasons, func(a, b ReasonCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Reason, b.Reason))
	})
	r.More = len(r.Returns) > partLimit
	r.Returns = r.Returns[:min(len(r.Returns), partLimit)]
	names, err := l.named(ctx, ids[:len(r.Returns)])
	for i := range r.Returns {
		r.Returns[i].Named = names[r.Returns[i].ID]
	}
	return err
}
