package transfer

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"throughline/internal/core/attach"
	"throughline/internal/core/comment"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/watch"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// remember keeps what was taken over, and what has no home.
func (r *run) remember(ctx context.Context, tx *op.Tx, it Item, rec, kind string, now values, remarks []any, seen clock.Instant) error {
	s := &SourceRecord{System: r.src.System, Scope: r.src.Scope, External: it.ID, URL: clip(it.URL, 2000), Taken: plainMap(now), Seen: seen, Data: r.homeless(it, kind, remarks)}
	s.ID, s.Product, s.Record = id.Of("source", rec, r.src.System), id.Ref(r.product), id.Ref(rec)
	r.rep.Kept["fields"] += len(s.Data)
	return tx.Insert(ctx, s)
}

// homeless is what an item has and we have no field for.
func (r *run) homeless(it Item, kind string, remarks []any) map[string]any {
	data := maps.Clone(it.Extra)
	if data == nil {
		data = map[string]any{}
	}
	if it.Type != "" {
		data["type"] = it.Type
	}
	if len([]rune(it.Title)) > 500 {
		data["title"] = it.Title
	}
	if it.Parent != "" && r.ids[strings.ToLower(it.Parent)] == "" {
		data["parent"] = it.Parent
	}
	if it.DoneAt != 0 {
		data["doneAt"] = it.DoneAt.String()
	}
	if len(remarks) > 0 {
		data["history"] = remarks
	}
	if !isItem(kind) {
		r.itemOnly(it, data)
	}
	return plainMap(data)
}

// itemOnly keeps what only backlog items have a field for, of something that
// became another kind: an epic's status is not one of a feature's states.
func (r *run) itemOnly(it Item, data map[string]any) {
	kept := map[string]string{"state": it.State, "priority": it.Priority, "dueOn": string(it.DueOn), "sprint": it.Sprint}
	if s, ok := r.states[it.State]; ok {
		kept["state"] = s.Name
	}
	for name, v := range kept {
		if _, taken := data[name]; !taken && v != "" {
			data[name] = v
		}
	}
	if it.Estimate != nil {
		data["estimate"] = *it.Estimate
	}
	if len(it.Checklists) > 0 && r.plan.Checklists == "criteria" {
		data["checklists"] = it.Checklists
	}
}

// plainMap gives a map as it comes back from JSON, so that it compares equal.
func plainMap(m map[string]any) map[string]any {
	b, err := json.Marshal(m)
	if err != nil {
		return map[string]any{"error": err.Error()}
	}
	out := map[string]any{}
	_ = json.Unmarshal(b, &out)
	return out
}

// update takes over what has changed at the source since the last time. What
// people changed here meanwhile stays, and is said.
func (r *run) update(ctx context.Context, tx *op.Tx, it Item, s *SourceRecord) error {
	loaded, k, err := tx.Any(ctx, string(s.Record))
	if err != nil {
		return err
	}
	if err := r.rekind(ctx, tx, it, s, loaded); err != nil {
		return err
	}
	kind := loaded.Base().Kind
	now := plainMap(r.present(it, kind))
	steps, remarks := r.steps(it, kind)
	data := r.homeless(it, kind, remarks)
	diff := values{}
	for name, v := range now {
		if !reflect.DeepEqual(v, s.Taken[name]) {
			diff[name] = v
		}
	}
	for name := range s.Taken {
		if _, still := now[name]; !still {
			diff[name] = nil
		}
	}
	newer := slices.DeleteFunc(steps, func(st step) bool { return st.at <= s.Seen })
	dataChanged := !reflect.DeepEqual(data, s.Data)
	if len(diff) == 0 && len(newer) == 0 && !dataChanged {
		r.rep.Unchanged["records"]++
		return nil
	}
	if err := r.keepLocal(it, k, loaded, s.Taken, diff); err != nil {
		return err
	}
	version := loaded.Base().Version
	at := s.Seen
	for _, st := range newer {
		if _, wanted := diff[st.field]; !wanted {
			continue
		}
		at = max(at, st.at)
		if _, err := r.advance(ctx, tx, k, loaded, values{st.field: st.to}, at, st.by); err != nil {
			return err
		}
	}
	at = max(at, it.UpdatedAt)
	if _, err := r.advance(ctx, tx, k, loaded, diff, max(at, loaded.Base().UpdatedAt), ""); err != nil {
		return err
	}
	after := *s
	after.Taken, after.Seen, after.Data = now, at, data
	if err := tx.Update(ctx, s, &after); err != nil {
		return err
	}
	if loaded.Base().Version != version || dataChanged {
		r.rep.Updated["records"]++
	} else {
		r.rep.Unchanged["records"]++
	}
	return nil
}

// rekind makes an item that was taken back with its import into what it becomes
// now: the mapping may have been corrected.
func (r *run) rekind(ctx context.Context, tx *op.Tx, it Item, s *SourceRecord, e record.Entity) error {
	kind := r.kindOf(it)
	if s.Taken["archived"] != true || e.Base().Kind == kind || !isItem(kind) || !isItem(e.Base().Kind) {
		return nil
	}
	after := reflect.New(reflect.Indirect(reflect.ValueOf(e)).Type())
	after.Elem().Set(reflect.Indirect(reflect.ValueOf(e)))
	a, _ := after.Interface().(record.Entity)
	a.Base().Kind = kind
	if err := tx.Update(ctx, e, a); err != nil {
		return err
	}
	reflect.Indirect(reflect.ValueOf(e)).Set(after.Elem())
	return nil
}

// keepLocal drops from diff the fields that people changed here since they
// were taken over.
func (r *run) keepLocal(it Item, k *op.Kind, e record.Entity, taken map[string]any, diff values) error {
	current, err := k.Type.Shape.Diff(nil, e)
	if err != nil {
		return err
	}
	for name := range diff {
		if name == "archived" {
			continue
		}
		var is any
		if c, ok := current[name]; ok {
			_ = json.Unmarshal(c[1], &is)
		}
		if !alike(is, taken[name]) {
			r.rep.problem(it.Where, "%s of %s was changed here and at the source; what stands here was kept", name, e.Base().Key)
			delete(diff, name)
		}
	}
	return nil
}

// alike compares values where nothing, an empty text and an empty list are the
// same.
func alike(a, b any) bool {
	none := func(v any) bool {
		switch x := v.(type) {
		case nil:
			return true
		case string:
			return x == ""
		case []any:
			return len(x) == 0
		case bool:
			return !x
		}
		return false
	}
	return none(a) && none(b) || reflect.DeepEqual(a, b)
}

// more brings in what hangs on an item: attachments, watchers, sub-tasks.
func (r *run) more(ctx context.Context, tx *op.Tx, it Item, rec string) error {
	for n, a := range it.Attachments {
		if err := r.attachment(ctx, tx, a, n, rec, it); err != nil {
			return err
		}
	}
	for _, who := range it.Others {
		if err := r.watcher(ctx, tx, r.person(who), rec); err != nil {
			return err
		}
	}
	if r.plan.Checklists == "tasks" {
		return r.tasks(ctx, tx, it, rec)
	}
	return nil
}

func (r *run) attachment(ctx context.Context, tx *op.Tx, a Attachment, n int, rec string, it Item) error {
	name := a.ID
	if name == "" {
		name = fmt.Sprintf("%s#%d", a.URL, n)
	}
	want := &attach.Attachment{Name: clip(a.Name, 255), Type: clip(a.Type, 120), Bytes: a.Bytes, URL: clip(a.URL, 4000), Source: clip(name, 500)}
	want.ID, want.Product, want.Record = id.Of("attachment", rec, name), id.Ref(r.product), id.Ref(rec)
	if want.Name == "" {
		want.Name = "attachment"
	}
	there, err := record.Where[attach.Attachment](ctx, tx.At, "d.id = ?", want.ID)
	if err != nil {
		return err
	}
	if len(there) > 0 {
		r.rep.Unchanged["attachments"]++
		return nil
	}
	at := a.At
	if at == 0 {
		at = max(it.CreatedAt, 1)
	}
	done := tx.When(at, r.person(a.By))
	defer done()
	r.rep.Created["attachments"]++
	return tx.Insert(ctx, want)
}

func (r *run) watcher(ctx context.Context, tx *op.Tx, member id.Ref, rec string) error {
	if member == "" {
		return nil
	}
	there, err := record.Where[watch.Watcher](ctx, tx.At, "d.record_id = ? and d.member_id = ?", rec, string(member))
	if err != nil || len(there) > 0 {
		return err
	}
	w := &watch.Watcher{Member: string(member)}
	w.Product, w.Record = id.Ref(r.product), id.Ref(rec)
	r.rep.Created["watchers"]++
	return tx.Insert(ctx, w)
}

// tasks makes a sub-task of each line of a checklist.
func (r *run) tasks(ctx context.Context, tx *op.Tx, it Item, rec string) error {
	for _, c := range it.Checklists {
		for _, line := range c.Items {
			sub := Item{ID: it.ID + "/" + line.ID, Where: it.Where, Type: "checklist item", Kind: "task", Title: line.Text, State: it.State, CreatedAt: it.CreatedAt, Parent: it.ID}
			if line.Done {
				for _, s := range r.plan.States {
					if s.Category == record.Closed {
						sub.State = s.ID
					}
				}
			}
			subID := r.recordID(sub.ID)
			there, err := record.Where[SourceRecord](ctx, tx.At, "d.record_id = ?", subID)
			if err != nil {
				return err
			}
			if len(there) > 0 {
				err = r.update(ctx, tx, sub, &there[0])
			} else {
				r.ranks[sub.ID] = r.ranks[it.ID]
				err = r.make(ctx, tx, sub, "task", subID)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// comment brings one comment in.
func (r *run) comment(ctx context.Context, tx *op.Tx, i int) error {
	c := r.src.Comments[i]
	rec := r.ids[strings.ToLower(c.Item)]
	if rec == "" {
		rec = r.recordID(c.Item)
		there, err := record.Where[record.Record](ctx, tx.At, "r.id = ?", rec)
		if err != nil {
			return err
		}
		if len(there) == 0 {
			r.rep.problem("comment "+c.ID, "it is about %s, which is neither in this file nor was imported before", c.Item)
			return nil
		}
	}
	body := c.Text
	if strings.TrimSpace(body) == "" {
		body = "(empty)"
	}
	if len([]rune(body)) > 50000 {
		body = string([]rune(body)[:50000])
		r.rep.problem("comment "+c.ID, "it is longer than 50,000 characters and was cut")
	}
	want := &comment.Comment{Body: body, Source: clip(c.ID, 500)}
	want.ID, want.Product, want.Record = id.Of("comment", rec, c.ID), id.Ref(r.product), id.Ref(rec)
	there, err := record.Where[comment.Comment](ctx, tx.At, "d.id = ?", want.ID)
	if err != nil {
		return err
	}
	at := c.At
	if at == 0 {
		at = tx.Now
	}
	done := tx.When(at, r.person(c.By))
	defer done()
	switch {
	case len(there) == 0:
		r.rep.Created["comments"]++
		err = tx.Insert(ctx, want)
	case there[0].Body == body || there[0].EditedAt != 0:
		r.rep.Unchanged["comments"]++
	default:
		r.rep.Updated["comments"]++
		after := there[0]
		after.Body = body
		err = tx.Update(ctx, &there[0], &after)
	}
	if errs.Is(err, errs.NotFound) || errs.Is(err, errs.Invalid) {
		r.rep.problem("comment "+c.ID, "%s", errs.Public(err).Error())
		return nil
	}
	return err
}

// joins brings in the links of one item, once all items are there.
func (r *run) joins(ctx context.Context, tx *op.Tx, i int) error {
	it := r.src.Items[i]
	for _, l := range it.Links {
		from := l.From
		if from == "" {
			from = it.ID
		}
		if err := r.join(ctx, tx, it, l.Type, from, l.To); err != nil {
			return err
		}
	}
	for _, rel := range it.Releases {
		if to := r.release[rel]; to != "" {
			if err := r.joinIDs(ctx, tx, it, "ships in", r.recordID(it.ID), to); err != nil {
				return err
			}
		}
	}
	if p := it.Parent; p != "" && r.ids[strings.ToLower(p)] != "" && r.kindOfID(p) == "feature" {
		return r.join(ctx, tx, it, "delivers", it.ID, p)
	}
	return nil
}

func (r *run) join(ctx context.Context, tx *op.Tx, it Item, kind, from, to string) error {
	find := func(ref string) (string, error) {
		if rec := r.ids[strings.ToLower(ref)]; rec != "" {
			return rec, nil
		}
		found, err := record.Where[record.Record](ctx, tx.At, "r.id = ? limit 1", r.recordID(ref))
		if err != nil || len(found) == 0 {
			return "", err
		}
		return found[0].ID, nil
	}
	a, err := find(from)
	if err != nil {
		return err
	}
	b, err := find(to)
	if err != nil {
		return err
	}
	if a == "" || b == "" {
		r.rep.Kept["links"]++
		return nil
	}
	return r.joinIDs(ctx, tx, it, kind, a, b)
}

func (r *run) joinIDs(ctx context.Context, tx *op.Tx, it Item, kind, from, to string) error {
	there, err := record.Where[link.Link](ctx, tx.At, "d.type = ? and d.from_id = ? and d.to_id = ?", kind, from, to)
	if err != nil {
		return err
	}
	if len(there) == 0 && kind == "relates" {
		there, err = record.Where[link.Link](ctx, tx.At, "d.type = ? and d.from_id = ? and d.to_id = ?", kind, to, from)
		if err != nil {
			return err
		}
	}
	if len(there) > 0 {
		r.rep.Unchanged["links"]++
		return nil
	}
	_, err = link.Make(ctx, tx, link.CreateIn{ID: id.Of("link", kind, from, to), Type: kind, From: from, To: to})
	if errs.Is(err, errs.Invalid) || errs.Is(err, errs.Conflict) || errs.Is(err, errs.NotFound) {
		r.rep.problem(it.Where, "a link %q was left out: %s", kind, errs.Public(err).Error())
		return nil
	}
	if err == nil {
		r.rep.Created["links"]++
	}
	return err
}

// events brings in histories that came in a file of their own, of items that
// are not in these files but were imported before: they are kept as source
// data, since the record has moved on.
func (r *run) events(ctx context.Context, tx *op.Tx, i int) error {
	e := r.src.Events[i]
	if r.ids[strings.ToLower(e.Item)] != "" {
		return nil
	}
	there, err := record.Where[SourceRecord](ctx, tx.At, "d.record_id = ? and d.system = ? order by d.id limit 1", r.recordID(e.Item), r.src.System)
	if err != nil {
		return err
	}
	if len(there) == 0 {
		r.rep.problem("history of "+e.Item, "it is neither in this file nor was it imported before")
		return nil
	}
	after := there[0]
	after.Data = maps.Clone(after.Data)
	var list []any
	for _, c := range e.Changes {
		list = append(list, map[string]any{"at": c.At.String(), "by": c.By, "field": c.Field, "from": c.From, "to": c.To})
	}
	if after.Data == nil {
		after.Data = map[string]any{}
	}
	after.Data["events"] = list
	after.Data = plainMap(after.Data)
	if reflect.DeepEqual(after.Data, there[0].Data) {
		return nil
	}
	r.rep.Kept["fields"]++
	r.rep.Updated["records"]++
	return tx.Update(ctx, &there[0], &after)
}
