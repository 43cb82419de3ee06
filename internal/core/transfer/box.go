package transfer

import (
	"context"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// boxes brings in sprints and releases, which items then stand in.
func (r *run) boxes(ctx context.Context, tx *op.Tx) error {
	for _, s := range r.src.Sprints {
		v := values{"title": clip(s.Name, 500), "goal": s.Goal, "startOn": dayOf(s.StartAt), "endOn": dayOf(s.EndAt), "startedAt": when(s.StartAt, s.State != "planned"), "closedAt": when(s.DoneAt, s.State == "closed")}
		rec, err := r.boxed(ctx, tx, "sprint", "sprint:"+s.ID, s.State, v, s.StartAt)
		if err != nil {
			return err
		}
		r.sprints[s.ID] = rec
	}
	for _, rel := range r.src.Releases {
		state := "planned"
		if rel.Released {
			state = "released"
		}
		v := values{"title": clip(rel.Name, 500), "body": rel.Body, "dueOn": string(rel.DueOn), "releasedOn": string(rel.ReleasedOn)}
		rec, err := r.boxed(ctx, tx, "release", "release:"+rel.ID, state, v, 0)
		if err != nil {
			return err
		}
		r.release[rel.ID] = rec
	}
	return nil
}

func dayOf(t clock.Instant) string {
	if t == 0 {
		return ""
	}
	return string(clock.DayOf(t, t.Time().Location()))
}

func when(t clock.Instant, holds bool) any {
	if t == 0 || !holds {
		return nil
	}
	return t
}

// boxed makes a sprint or release, or brings it up to date.
func (r *run) boxed(ctx context.Context, tx *op.Tx, kind, external, state string, v values, at clock.Instant) (string, error) {
	k, ok := tx.Engine.Reg.Kind(kind)
	if !ok {
		return "", errs.New(errs.Internal, "the kind %s is not registered", kind)
	}
	rec := r.recordID(external)
	word := k.Plural
	if t, _ := v["title"].(string); t == "" {
		v["title"] = external
	}
	v["state"] = state
	there, err := record.Where[SourceRecord](ctx, tx.At, "d.record_id = ? and d.system = ? order by d.id limit 1", rec, r.src.System)
	if err != nil {
		return "", err
	}
	if len(there) == 0 {
		title, _ := v["title"].(string)
		if same, err := r.sameName(ctx, tx, kind, external, title); err != nil || same != "" {
			r.rep.Unchanged[word]++
			return same, err
		}
		e := k.Type.New().(record.Entity)
		b := e.Base()
		b.Kind, b.ID, b.Product = kind, rec, id.Ref(r.product)
		if err := fill(k, e, v); err != nil {
			return "", err
		}
		if at == 0 || at > tx.Now {
			at = tx.Now
		}
		done := tx.When(at, "")
		err := tx.Insert(ctx, e)
		done()
		if err != nil {
			return "", err
		}
		r.rep.Created[word]++
		s := &SourceRecord{System: r.src.System, Scope: r.src.Scope, External: external, Taken: plainMap(v)}
		s.ID, s.Product, s.Record = id.Of("source", rec, r.src.System), id.Ref(r.product), id.Ref(rec)
		return rec, tx.Insert(ctx, s)
	}
	return rec, r.rebox(ctx, tx, k, word, v, &there[0])
}

func (r *run) rebox(ctx context.Context, tx *op.Tx, k *op.Kind, word string, v values, s *SourceRecord) error {
	now := plainMap(v)
	diff := values{}
	for name, x := range now {
		if !alike(x, s.Taken[name]) && x != nil {
			diff[name] = x
		}
	}
	if s.Taken["archived"] == true { // it was taken back with an import
		diff["archived"] = false
	}
	if len(diff) == 0 {
		r.rep.Unchanged[word]++
		return nil
	}
	e, _, err := tx.Any(ctx, string(s.Record))
	if err != nil {
		return err
	}
	changed, err := r.advance(ctx, tx, k, e, diff, tx.Now, "")
	if err != nil {
		return err
	}
	if changed {
		r.rep.Updated[word]++
	}
	after := *s
	after.Taken = now
	return tx.Update(ctx, s, &after)
}

// sameName finds a sprint or release that the same tool brought under its
// number, when it now comes under its name, or the other way round: Jira's CSV
// knows names only, its JSON numbers.
func (r *run) sameName(ctx context.Context, tx *op.Tx, kind, external, title string) (string, error) {
	found, err := record.Where[SourceRecord](ctx, tx.At, "d.product_id = ? and d.system = ? and d.record_id in "+
		"(select x.id from record x where x.workspace_id = d.workspace_id and x.kind = ? and x.title = ?) order by d.id limit 10", r.product, r.src.System, kind, title)
	if err != nil {
		return "", err
	}
	for _, f := range found {
		if strings.HasSuffix(external, title) != strings.HasSuffix(f.External, title) {
			return string(f.Record), nil
		}
	}
	return "", nil
}
