package board

import (
	"context"
	"encoding/json"
	"strings"

	"throughline/internal/area/backlog"
	"throughline/internal/core/kind"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// MoveIn says where an item goes.
type MoveIn struct {
	ID       string          `json:"id" in:"path" v:"required" doc:"Id or key of the item."`
	State    string          `json:"state" doc:"The state it comes into; left out, it stays in its own."`
	Fields   json.RawMessage `json:"fields" doc:"Other fields that the move sets, as another lane asks for."`
	After    string          `json:"after" ref:"record" doc:"Id or key of the item it shall follow."`
	Before   string          `json:"before" ref:"record" doc:"Id or key of the item it shall precede."`
	Override string          `json:"override" v:"max=500" doc:"Why it is moved beyond a limit; kept with the item. Without need it has no effect."`
}

// Moved is an item where it stands now.
type Moved struct {
	Item     *backlog.Item `json:"item"`
	Breaches []Breach      `json:"breaches" doc:"The limits that the move broke, by warning or by override."`
}

// move brings an item to another state, place or lane. What it breaks in
// limits is told; where a board blocks, it takes a reason.
func move(ctx context.Context, tx *op.Tx, in MoveIn) (*Moved, error) {
	before, err := op.Find[backlog.Item](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if err := kind.Expect(tx, before.Base()); err != nil {
		return nil, err
	}
	change, err := in.patch()
	if err != nil {
		return nil, err
	}
	if in.After+in.Before == "" && change == nil {
		return nil, errs.Fieldf("state", "say where: a state, fields, after or before")
	}
	out := &Moved{Breaches: []Breach{}}
	if out.Breaches, err = in.weigh(ctx, tx, before, change); err != nil {
		return nil, err
	}
	if change != nil {
		raw, err := json.Marshal(change)
		if err != nil {
			return nil, err
		}
		if _, err := tx.Within(ctx, "record.update", &kind.UpdateIn{ID: before.ID, Patch: raw}); err != nil {
			return nil, err
		}
	}
	if in.After+in.Before != "" {
		if _, err := tx.Within(ctx, "record.rank", &kind.RankIn{IDs: []string{before.ID}, After: in.After, Before: in.Before}); err != nil {
			return nil, err
		}
	}
	out.Item, err = op.Find[backlog.Item](ctx, &tx.View, before.ID)
	return out, err
}

// patch is what the move sets.
func (in MoveIn) patch() (map[string]json.RawMessage, error) {
	var out map[string]json.RawMessage
	if len(in.Fields) > 0 && string(in.Fields) != "null" {
		if err := json.Unmarshal(in.Fields, &out); err != nil {
			return nil, errs.Fieldf("fields", "must be an object of fields and their values")
		}
	}
	if in.State == "" {
		return out, nil
	}
	if out == nil {
		out = map[string]json.RawMessage{}
	}
	raw, err := json.Marshal(in.State)
	out["state"] = raw
	return out, err
}

// weigh gives the limits that the move would break, on all boards, and keeps
// the reason where one is given. Where none is, the change itself is refused.
func (in MoveIn) weigh(ctx context.Context, tx *op.Tx, was *backlog.Item, change map[string]json.RawMessage) ([]Breach, error) {
	is, err := in.moved(ctx, tx, was, change)
	if err != nil {
		return nil, err
	}
	boards, err := record.Where[Board](ctx, tx.At, "d.product_id = ? order by d.id", string(was.Product))
	if err != nil {
		return nil, err
	}
	all := []Breach{}
	for i := range boards {
		found, err := boards[i].broken(ctx, &tx.View, was, is)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
		if len(found) == 0 || strings.TrimSpace(in.Override) == "" {
			continue
		}
		o := &LimitOverride{Board: boards[i].ID, Breaches: found, Reason: strings.TrimSpace(in.Override), Request: tx.Request()}
		o.Product, o.Record = was.Product, id.Ref(was.ID)
		if err := tx.Insert(ctx, o); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// moved is the item as it would count after the move.
func (in MoveIn) moved(ctx context.Context, tx *op.Tx, was *backlog.Item, change map[string]json.RawMessage) (*backlog.Item, error) {
	is := *was
	text := func(name string, into func(string)) {
		var s *string
		if raw, ok := change[name]; ok && json.Unmarshal(raw, &s) == nil {
			if s == nil {
				s = new(string)
			}
			into(*s)
		}
	}
	text("owner", func(s string) { is.Owner = id.Ref(s) })
	text("serviceClass", func(s string) { is.Class = s })
	text("priority", func(s string) { is.Priority = s })
	text("sprint", func(s string) { is.Sprint = id.Ref(s) })
	text("parent", func(s string) { is.Parent = id.Ref(s) })
	if in.State == "" || in.State == was.State {
		return &is, nil
	}
	k, _ := tx.Engine.Reg.Kind(was.Kind)
	w, err := tx.Workflow(ctx, k, string(was.Product))
	if err != nil {
		return nil, err
	}
	s, ok := w.Find(in.State)
	if !ok {
		return nil, errs.Fieldf("state", "%q is not a state of a %s here; use one of %s", in.State, was.Kind, strings.Join(w.Names(), ", "))
	}
	is.State, is.Category = s.Name, s.Category
	return &is, nil
}
