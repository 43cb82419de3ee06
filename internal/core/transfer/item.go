package transfer

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/rank"
	"throughline/internal/platform/store"
)

// order gives every item its rank: the source's own order, behind what the
// product has already. It does not depend on how far an earlier, interrupted
// run came.
func (r *run) order(ctx context.Context, tx *op.Tx) error {
	mine := map[string]bool{}
	for _, it := range r.src.Items {
		mine[r.recordID(it.ID)] = true
	}
	type at struct {
		ID   string `db:"id"`
		Rank string `db:"rank"`
	}
	floor := ""
	err := store.Each(ctx, tx.R, "select id, rank from record where workspace_id = ? and product_id = ? and rank <> ''", func(a at) error {
		if a.Rank > floor && !mine[a.ID] {
			floor = a.Rank
		}
		return nil
	}, tx.Workspace, r.product)
	if err != nil {
		return err
	}
	sorted := slices.Clone(r.src.Items)
	slices.SortStableFunc(sorted, func(a, b Item) int { return strings.Compare(a.Order, b.Order) })
	keys, err := rank.Spread(floor, "", len(sorted))
	if err != nil {
		return errs.Cause(errs.Internal, err, "ranks")
	}
	for i, it := range sorted {
		r.ranks[it.ID] = keys[i]
	}
	return nil
}

// values are an item's fields as we have them, by JSON name.
type values map[string]any

// present gives what an item is now, in our words.
func (r *run) present(it Item, kind string) values {
	title, body := strings.TrimSpace(it.Title), it.Body
	if title == "" {
		title = "(no title)"
	}
	v := values{
		"title": clip(title, 500), "body": body, "state": r.state(kind, it.State), "owner": string(r.person(it.Owner)),
		"tags": r.tags(it.Labels), "archived": it.Archived,
	}
	if isItem(kind) {
		v["dueOn"] = string(it.DueOn)
		v["priority"] = clip(it.Priority, 60)
		v["sprint"] = r.sprints[it.Sprint]
		if it.Estimate != nil {
			v["estimate"] = *it.Estimate
		}
		if p := r.ids[strings.ToLower(it.Parent)]; p != "" && it.Parent != "" && isItem(r.kindOfID(it.Parent)) {
			v["parent"] = p
		}
		if c := criteria(it); r.plan.Checklists == "criteria" && len(c) > 0 {
			v["criteria"] = c
		}
	}
	return v
}

func (r *run) kindOfID(ref string) string {
	want := r.ids[strings.ToLower(ref)]
	for _, it := range r.src.Items {
		if r.recordID(it.ID) == want {
			return r.kindOf(it)
		}
	}
	return ""
}

func criteria(it Item) []any {
	var out []any
	for _, c := range it.Checklists {
		for _, i := range c.Items {
			text := clip(i.Text, 2000)
			if text == "" {
				text = "(no text)"
			}
			if len(it.Checklists) > 1 && c.Name != "" {
				text = clip(c.Name, 200) + ": " + text
			}
			out = append(out, map[string]any{"id": id.Of("criterion", i.ID, it.ID), "text": text, "met": i.Done})
		}
	}
	return out
}

func (r *run) tags(labels []string) []any {
	out := []any{}
	for _, l := range labels {
		if l = clip(l, 60); l != "" && !slices.Contains(out, any(l)) && len(out) < 50 {
			out = append(out, l)
		}
	}
	return out
}

// state finds the state that a list or status is for a kind.
func (r *run) state(kind, source string) string {
	p, ok := r.states[source]
	if isItem(kind) {
		if ok {
			return p.State
		}
		if len(r.flow) > 0 {
			return r.flow[0].Name
		}
		return ""
	}
	k, known := r.Engine.Reg.Kind(kind)
	if !known || len(k.Workflow) == 0 {
		return ""
	}
	want := []record.Category{record.Todo}
	switch p.Category {
	case record.Doing:
		want = []record.Category{record.Doing}
	case record.Done, record.Closed:
		want = []record.Category{record.Done, record.Closed}
	}
	for _, c := range want {
		for _, s := range k.Workflow {
			if s.Category == c {
				return s.Name
			}
		}
	}
	return k.Workflow[0].Name
}

// item brings one item in: makes it with its history, or takes over what has
// changed since the last time. A broken one is reported, and the rest goes on.
func (r *run) item(ctx context.Context, tx *op.Tx, i int) error {
	it := r.src.Items[i]
	kind := r.kindOf(it)
	if _, ok := tx.Engine.Reg.Kind(kind); !ok {
		r.rep.problem(it.Where, "%q is not a kind of record", kind)
		return nil
	}
	rec := r.recordID(it.ID)
	there, err := record.Where[SourceRecord](ctx, tx.At, "d.record_id = ? and d.system = ? order by d.id limit 1", rec, r.src.System)
	if err != nil {
		return err
	}
	if len(there) == 0 {
		err = r.make(ctx, tx, it, kind, rec)
	} else {
		err = r.update(ctx, tx, it, &there[0])
	}
	if k := errs.KindOf(err); k == errs.Invalid || k == errs.Conflict {
		r.rep.problem(it.Where, "%s", errs.Public(err).Error())
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s: %w", it.Where, err)
	}
	return r.more(ctx, tx, it, rec)
}

// make creates a record as it was at first, and then lets it go through its
// history to what it is now.
func (r *run) make(ctx context.Context, tx *op.Tx, it Item, kind, rec string) error {
	k, _ := tx.Engine.Reg.Kind(kind)
	now := r.present(it, kind)
	steps, remarks := r.steps(it, kind)
	first := now.copy()
	for i := len(steps) - 1; i >= 0; i-- {
		first.set(steps[i].field, steps[i].from)
	}
	first["archived"] = false
	if t, _ := first["title"].(string); t == "" {
		first["title"] = now["title"]
	}
	e := k.Type.New().(record.Entity)
	b := e.Base()
	b.Kind, b.ID, b.Product, b.Rank = kind, rec, id.Ref(r.product), r.ranks[it.ID]
	if k.RankBy == "" {
		b.Rank = ""
	}
	b.Aliases = r.namesOf(it)
	b.CreatedAt, b.CreatedBy = it.CreatedAt, r.person(it.Reporter)
	if b.CreatedAt == 0 {
		b.CreatedAt = earliest(it, tx.Now)
	}
	if err := fill(k, e, first); err != nil {
		return err
	}
	done := tx.When(b.CreatedAt, b.CreatedBy)
	err := tx.Insert(ctx, e)
	done()
	if err != nil {
		return err
	}
	r.rep.Created["records"]++
	last, err := r.replay(ctx, tx, k, e, steps, now, it, b.CreatedAt)
	if err != nil {
		return err
	}
	return r.remember(ctx, tx, it, rec, kind, now, remarks, last)
}

func earliest(it Item, now clock.Instant) clock.Instant {
	at := now
	if len(it.History) > 0 && it.History[0].At != 0 {
		at = min(at, it.History[0].At)
	}
	if it.UpdatedAt != 0 {
		at = min(at, it.UpdatedAt)
	}
	return at
}

// namesOf are the other names that an item goes by; a name that several items
// share is nobody's.
func (r *run) namesOf(it Item) []string {
	var out []string
	for _, a := range append(slices.Clone(it.Aliases), it.URL) {
		if a != "" && len(a) <= 200 && !slices.Contains(out, a) && r.aliases[strings.ToLower(a)] <= 1 {
			out = append(out, a)
		}
	}
	return out
}

// replay takes a record through its steps, each at its time and by its author,
// and to what it is now.
func (r *run) replay(ctx context.Context, tx *op.Tx, k *op.Kind, e record.Entity, steps []step, now values, it Item, at clock.Instant) (clock.Instant, error) {
	for _, s := range steps {
		at = max(at, s.at)
		changed, err := r.advance(ctx, tx, k, e, values{s.field: s.to}, at, s.by)
		if err != nil {
			return at, err
		}
		if changed {
			r.rep.Created["changes"]++
		}
	}
	at = max(at, it.UpdatedAt)
	changed, err := r.advance(ctx, tx, k, e, now, at, "")
	if changed {
		r.rep.Created["changes"]++
	}
	return at, err
}

// advance sets values of a record at a time in the past, and says whether that
// changed anything. e is brought up to date.
func (r *run) advance(ctx context.Context, tx *op.Tx, k *op.Kind, e record.Entity, v values, at clock.Instant, by id.Ref) (bool, error) {
	after := reflect.New(k.Type.Shape.Type)
	after.Elem().Set(reflect.Indirect(reflect.ValueOf(e)))
	a := after.Interface().(record.Entity)
	if err := fill(k, a, v); err != nil {
		return false, err
	}
	if archived, ok := v["archived"].(bool); ok {
		switch b := a.Base(); {
		case archived && b.ArchivedAt == 0:
			b.ArchivedAt = at
		case !archived:
			b.ArchivedAt = 0
		}
	}
	was := a.Self().Version
	done := tx.When(at, by)
	err := tx.Update(ctx, e, a)
	done()
	if err != nil || a.Self().Version == was {
		return false, err
	}
	reflect.Indirect(reflect.ValueOf(e)).Set(after.Elem())
	return true, nil
}

// fill sets fields of a record by their JSON names.
func fill(k *op.Kind, e record.Entity, v values) error {
	body := map[string]json.RawMessage{}
	for name, x := range v {
		if name == "archived" {
			continue
		}
		if f, ok := k.Type.Shape.Field(name); !ok || f.Col == "" {
			continue
		}
		if s, ok := x.(string); ok && s == "" {
			x = nil
		}
		raw, err := json.Marshal(x)
		if err != nil {
			return err
		}
		body[name] = raw
	}
	var list errs.List
	k.Type.Shape.Merge(e, body, anyField, &list)
	return list.Err()
}
