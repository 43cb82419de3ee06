package cut

import (
	"cmp"
	"context"
	"slices"

	"throughline/internal/area/roadmap/plan"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// notThen are the fields that are known of the roadmap as it is and of no other:
// work is counted and forecast today.
var notThen = []string{"progress", "odds", "status", "summary", "tags", "hypothesis", "score", "effort"}

// LookThen makes the sheet of a cut of the roadmap as it was, or as a scenario
// has it. It is for the team: no link leads there.
func (c *Cut) LookThen(ctx context.Context, v *op.View, o *plan.Other) (_ *Sheet, err error) {
	defer errs.Wrap(&err, "cut %s", c.ID)
	if o.Was != nil && c.Query != "" {
		return nil, errs.Fieldf("q", "asks for records as they are now, so it cannot choose among those of %s; leave it out", o.On)
	}
	some := *c
	if o.Was != nil {
		some.Fields = slices.DeleteFunc(slices.Clone(c.Fields), func(f string) bool { return slices.Contains(notThen, f) })
	}
	s, err := some.lookAt(ctx, some.audience(v), o)
	if err != nil {
		return nil, err
	}
	s.Then = o.Name
	if o.On != "" {
		s.Today, s.Past = o.On, true
	}
	return s, nil
}

// then adds the lines of the roadmap as it was, as the screen orders them.
func (l *loader) then(ctx context.Context, r *plan.Roadmap) (more bool, err error) {
	lines := slices.DeleteFunc(slices.Clone(r.Lines), func(x plan.Line) bool {
		return !l.v.Sees(string(x.Product)) || x.Kind == "milestone" && !l.cut.Shows("milestones") || l.cut.Form == Horizons && x.Kind != "feature"
	})
	slices.SortFunc(lines, func(a, b plan.Line) int {
		return cmp.Or(sooner(cmp.Or(a.StartOn, a.EndOn), cmp.Or(b.StartOn, b.EndOn)), sooner(a.EndOn, b.EndOn), cmp.Compare(a.Key, b.Key))
	})
	more = len(lines) > most
	for _, x := range lines[:min(len(lines), most)] {
		l.by[x.ID] = &fact{}
		l.ids, l.facts = append(l.ids, x.ID), append(l.facts, l.by[x.ID])
		f := l.take(ctx, record.Record{Head: record.Head{ID: x.ID, Product: x.Product}, Kind: x.Kind, Key: x.Key, Title: x.Title, State: x.State, Category: x.Category, Owner: x.Owner})
		f.horizon, f.end = x.Horizon, x.EndOn
		if !f.isPoint() {
			f.start = x.StartOn
		}
	}
	if err := l.tiesThen(ctx, r); err != nil {
		return more, err
	}
	return more, l.products(ctx)
}

// tiesThen reads to what the lines were tied: releases and initiatives as they
// were, objectives by the name that they have.
func (l *loader) tiesThen(ctx context.Context, r *plan.Roadmap) error {
	objectives, err := l.objectives(ctx, r.Ties)
	if err != nil {
		return err
	}
	for _, t := range r.Ties {
		f, to := l.by[t.From], r.Line(t.To)
		switch {
		case f == nil:
		case t.Type == link.Serves && objectives[t.To] != "":
			f.objectives = append(f.objectives, end{ID: t.To, Title: objectives[t.To]})
		case to == nil || !l.v.Sees(string(to.Product)):
		case t.Type == link.Delivers && to.Kind == "initiative":
			f.initiatives = append(f.initiatives, end{ID: to.ID, Title: to.Title})
		case t.Type == link.ShipsIn && to.Kind == "release":
			f.releases = append(f.releases, end{to.ID, to.Title, to.EndOn})
		}
	}
	for _, f := range l.facts {
		f.promised()
	}
	return nil
}

// objectives names those that lines are tied to, as far as they are seen.
func (l *loader) objectives(ctx context.Context, ties []plan.Tie) (map[string]string, error) {
	var ids []string
	for _, t := range ties {
		if t.Type == link.Serves && l.by[t.From] != nil && !slices.Contains(ids, t.To) {
			ids = append(ids, t.To)
		}
	}
	out := map[string]string{}
	if len(ids) == 0 {
		return out, nil
	}
	type named struct {
		ID    string `db:"id"`
		Title string `db:"title"`
	}
	marks, args := record.Among(ids)
	among, products := l.reached()
	rows, err := store.All[named](ctx, l.v.R, "select id, title from record where workspace_id = ? and kind = 'objective' and id in ("+marks+") and (product_id is null or product_id in ("+among+"))",
		append(append([]any{l.v.Workspace}, args...), products...)...)
	for _, o := range rows {
		out[o.ID] = o.Title
	}
	return out, err
}

// place has lines stand where a scenario has them, and remembers where they are.
func (l *loader) place() {
	for id, m := range l.puts {
		f := l.by[id]
		if f == nil {
			continue
		}
		f.wasStart, f.wasEnd = f.start, f.end
		if f.moved = true; !f.isPoint() {
			f.start = m.To.Start
		}
		f.end = m.To.End
	}
}

// where tells of a line that a scenario has elsewhere where it is.
var where = Field{"was", "Now planned", "Where it stands on the roadmap as it is.", func(s *Sheet, f *fact) Cell {
	if !f.moved {
		return Cell{}
	}
	start, end := Span(f.wasStart, f.wasEnd, s.cut.Dates)
	if said := Say(start, end, s.cut.Dates); said != "" {
		return words(said)
	}
	return words("no date")
}}
