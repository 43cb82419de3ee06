package flow

import (
	"context"
	"slices"
	"time"

	"throughline/internal/area/backlog"
	"throughline/internal/area/product"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/query"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// Scope says what a report is about: which items, over which days, as of when.
type Scope struct {
	Product string    `json:"product" in:"query" ref:"product" v:"required" doc:"The product, by id or key."`
	Q       string    `json:"q" in:"query" v:"max=4000" doc:"Only the items that a query finds, as they are now."`
	Sprint  string    `json:"sprint" in:"query" ref:"sprint" doc:"Only items while they stood in a sprint, by id or key."`
	Feature string    `json:"feature" in:"query" ref:"feature" doc:"Only items while they delivered a feature, by id or key."`
	Release string    `json:"release" in:"query" ref:"release" doc:"Only items while they, or the feature they deliver, were to ship in a release, by id or key."`
	Kind    string    `json:"kind" in:"query" v:"enum=story|bug|task|spike" doc:"Only items of one kind."`
	From    clock.Day `json:"from" in:"query" v:"day" doc:"First day; 90 days before the last when left out, or the sprint's."`
	To      clock.Day `json:"to" in:"query" v:"day" doc:"Last day; the day of asOf when left out, or the sprint's."`
	AsOf    clock.Day `json:"asOf" in:"query" v:"day" doc:"What happened after this day is left out; today when left out."`
	Zone    string    `json:"zone" in:"query" v:"zone" doc:"Time zone in which days begin and end; the workspace's when left out."`
	Unit    string    `json:"unit" in:"query" v:"enum=points|count" doc:"What is counted: points, or items. Points when left out, where a report can count both."`
}

// Head is what every report says of itself.
type Head struct {
	From   clock.Day     `json:"from"`
	To     clock.Day     `json:"to"`
	AsOf   clock.Instant `json:"asOf" doc:"What happened later is left out."`
	Zone   string        `json:"zone" doc:"Time zone in which its days begin and end."`
	Unit   string        `json:"unit" v:"enum=points|count"`
	Looked int           `json:"looked" doc:"How many items it is about."`
	Rule   string        `json:"rule" doc:"How it was computed, in words."`
}

// span is a stretch of time; to is the first instant beyond it.
type span struct{ from, to clock.Instant }

const forever = clock.Instant(1 << 62)

// look is a scope made ready: the past of its items, and how to read it.
type look struct {
	*op.View
	product  *product.Product
	cal      calendar
	zone     string
	from, to clock.Day
	now      clock.Instant
	points   bool
	past     *past
	ties     []tie

	kind   int8 // 0 to 3; -1 for all
	sprint *sprint
	spans  map[string][]span // when each item belonged; nil when all do, always
	among  map[string]bool   // the items of a query; nil for all
	words  []word            // of each state of the past
}

// longest is how many days a report spans at most.
const longest = 1100

// ask registers a report over a scope.
func ask[In interface{ scope() *Scope }, Out any](r *op.Registry, m *memory, name string, fn func(context.Context, *look, In) (Out, error), path, says string) {
	op.Ask(r, name, func(ctx context.Context, v *op.View, in In) (out Out, err error) {
		defer errs.Wrap(&err, "%s", name)
		_, whole := any(in).(interface{ whole() })
		l, err := see(ctx, v, in.scope(), whole, m)
		if err != nil {
			return out, err
		}
		return fn(ctx, l, in)
	}, op.Says(says), op.Needs(op.Inside), at(path))
}

// scope is what every question about flow has.
func (s Scope) scope() *Scope { return &s }

// see makes a scope ready; whole when the past of other items is wanted too, as
// it is for the pace of a team.
func see(ctx context.Context, v *op.View, in *Scope, whole bool, m *memory) (*look, error) {
	l := &look{View: v, points: in.Unit != "count", kind: int8(slices.Index(backlog.Kinds, in.Kind))}
	id, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	if l.product, err = op.Find[product.Product](ctx, v, id); err != nil {
		return nil, err
	}
	if err := l.clock(ctx, in); err != nil {
		return nil, err
	}
	if in.Sprint != "" {
		if l.sprint, err = l.sprintOf(ctx, in.Sprint); err != nil {
			return nil, err
		}
	}
	if err := l.period(in); err != nil {
		return nil, err
	}
	sets, err := l.sets(ctx, in)
	if err != nil {
		return nil, err
	}
	from := source{At: v.At, product: id, until: forever}
	k, err := m.recall(ctx, from)
	if err == nil && k == nil {
		k, err = from.load(ctx, func(ties []tie) []string {
			l.belong(sets, ties)
			return l.only(whole)
		})
	}
	if err != nil {
		return nil, err
	}
	if k.seq > 0 {
		m.keep(v.Workspace+" "+id, k)
	}
	l.past = k.past
	l.belong(sets, k.ties)
	return l, l.states(ctx)
}

// belong finds when each item belonged to the sets.
func (l *look) belong(sets []set, ties []tie) {
	l.ties, l.spans = ties, nil
	for _, set := range sets {
		l.spans = meet(l.spans, l.belonged(set.id, set.kind))
	}
}

// few is how many items are read one by one; of more, the whole past is.
const few = 2000

// only gives the items that a question can be about, when they are few and
// nothing else is asked; nil for all.
func (l *look) only(whole bool) []string {
	var out []string
	switch {
	case whole:
		return nil
	case l.spans != nil && len(l.spans) <= few:
		out = make([]string, 0, len(l.spans))
		for id := range l.spans {
			out = append(out, id)
		}
	case l.among != nil && len(l.among) <= few:
		out = make([]string, 0, len(l.among))
		for id := range l.among {
			out = append(out, id)
		}
	default:
		return nil
	}
	slices.Sort(out)
	return out
}

// clock sets the zone, and the instant after which nothing counts.
func (l *look) clock(ctx context.Context, in *Scope) error {
	l.zone = in.Zone
	if l.zone == "" {
		name, err := store.One[string](ctx, l.R, "select zone from workspace where id = ?", l.Workspace)
		if err != nil {
			return err
		}
		l.zone = name
	}
	zone, err := time.LoadLocation(l.zone)
	if err != nil {
		if in.Zone != "" {
			return errs.Fieldf("zone", "%q is not a time zone like Europe/Berlin", in.Zone)
		}
		l.zone, zone = "UTC", time.UTC
	}
	l.cal = calendarOf(l.product, zone)
	l.now = l.Now
	if in.AsOf != "" {
		l.now = min(l.now, l.cal.end(in.AsOf)-1)
	}
	return nil
}

// period sets the first and the last day.
func (l *look) period(in *Scope) error {
	l.from, l.to = in.From, in.To
	if l.sprint != nil && l.sprint.start != 0 {
		if l.from == "" {
			l.from = l.cal.day(l.sprint.start)
		}
		if l.to == "" {
			l.to = l.cal.day(l.sprint.end - 1)
		}
	}
	if l.to == "" {
		l.to = max(l.cal.day(l.now), l.from)
	}
	if l.from == "" {
		l.from = l.to.Add(-89)
	}
	switch n := l.to.Since(l.from) + 1; {
	case n < 1:
		return errs.Fieldf("to", "must not lie before the first day, %s", l.from)
	case n > longest:
		return errs.Fieldf("from", "lies %d days before the last; a report spans at most %d", n-1, longest)
	}
	return nil
}

// set is a feature or release that the items must belong to.
type set struct{ id, kind string }

// sets finds what the items must belong to, and what a query finds.
func (l *look) sets(ctx context.Context, in *Scope) ([]set, error) {
	var out []set
	for _, ref := range []struct{ name, kind string }{{in.Feature, "feature"}, {in.Release, "release"}} {
		if ref.name == "" {
			continue
		}
		row, err := l.Base(ctx, ref.name)
		switch {
		case err != nil:
			return nil, err
		case row.Kind != ref.kind:
			return nil, errs.Fieldf(ref.kind, "%s is a %s, not a %s", row.Key, row.Kind, ref.kind)
		case string(row.Product) != l.product.ID:
			return nil, errs.Fieldf(ref.kind, "%s belongs to another product", row.Key)
		}
		out = append(out, set{row.ID, ref.kind})
	}
	if in.Q == "" {
		return out, nil
	}
	ids, err := query.Among(ctx, l.View, l.product.ID, in.Q)
	if err != nil {
		return nil, err
	}
	l.among = make(map[string]bool, len(ids))
	for _, id := range ids {
		l.among[id] = true
	}
	return out, nil
}

// belonged gives when each item belonged to a feature or a release. What
// delivers a feature ships with it.
func (l *look) belonged(id, kind string) map[string][]span {
	out := map[string][]span{}
	joined := func(kind, to string) map[string][]span {
		found := map[string][]span{}
		for _, t := range l.ties {
			if t.Type != kind || t.To != to || t.MadeAt > l.now {
				continue
			}
			s := span{t.MadeAt, forever}
			if t.CutSeq != 0 {
				s.to = t.CutAt
			}
			found[t.From] = append(found[t.From], s)
		}
		return found
	}
	if kind == "feature" {
		return joined(link.Delivers, id)
	}
	for what, when := range joined(link.ShipsIn, id) {
		out[what] = append(out[what], when...)
		for item, spans := range joined(link.Delivers, what) {
			out[item] = append(out[item], cut(spans, when)...)
		}
	}
	for item, spans := range out {
		out[item] = union(spans)
	}
	return out
}

// meet keeps the times at which both hold; nil stands for always.
func meet(a, b map[string][]span) map[string][]span {
	if a == nil {
		return b
	}
	out := map[string][]span{}
	for item, spans := range a {
		if both := cut(spans, b[item]); len(both) > 0 {
			out[item] = both
		}
	}
	return out
}

func cut(a, b []span) []span {
	var out []span
	for _, x := range a {
		for _, y := range b {
			if s := (span{max(x.from, y.from), min(x.to, y.to)}); s.from < s.to {
				out = append(out, s)
			}
		}
	}
	return union(out)
}

// union puts spans in order and joins those that touch.
func union(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return int(min(1, max(-1, a.from-b.from))) })
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && s.from <= out[n-1].to {
			out[n-1].to = max(out[n-1].to, s.to)
			continue
		}
		out = append(out, s)
	}
	return out
}

// head says what a report is about.
func (l *look) head(rule string) Head {
	unit := "count"
	if l.points {
		unit = "points"
	}
	return Head{From: l.from, To: l.to, AsOf: l.now, Zone: l.zone, Unit: unit, Looked: len(l.past.items), Rule: rule}
}

// at gives the base of records, for their keys and titles.
func (l *look) named(ctx context.Context, ids []string) (map[string]Named, error) {
	out := make(map[string]Named, len(ids))
	for part := range slices.Chunk(ids, 500) {
		marks, args := record.Among(part)
		rows, err := store.All[Named](ctx, l.R, "select id, key, title, kind, state from record where workspace_id = ? and id in ("+marks+")", append([]any{l.Workspace}, args...)...)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			out[r.ID] = r
		}
	}
	return out, nil
}

// Named is a record behind a figure.
type Named struct {
	ID    string `db:"id" json:"id"`
	Key   string `db:"key" json:"key"`
	Title string `db:"title" json:"title"`
	Kind  string `db:"kind" json:"kind"`
	State string `db:"state" json:"state" doc:"As it is now."`
}
