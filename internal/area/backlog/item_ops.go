package backlog

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/core/kind"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// ConvertIn says what an item shall become.
type ConvertIn struct {
	ID   string `json:"id" in:"path" v:"required" doc:"Id or key of the item."`
	Kind string `json:"kind" v:"required,enum=story|bug|task|spike"`
}

// convert changes the kind of an item. Its key, history and place stay; a
// state that the other kind has not becomes the one that means the same.
func convert(ctx context.Context, tx *op.Tx, in ConvertIn) (*Item, error) {
	before, err := op.Find[Item](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if err := kind.Expect(tx, before.Base()); err != nil {
		return nil, err
	}
	was, err := tx.StateOf(ctx, before)
	if err != nil {
		return nil, err
	}
	after := *before
	after.Kind = in.Kind
	k, _ := tx.Engine.Reg.Kind(in.Kind)
	w, err := tx.Workflow(ctx, k, string(before.Product))
	if err != nil {
		return nil, err
	}
	s := like(w, was)
	after.State, after.Category = s.Name, s.Category
	return &after, tx.Update(ctx, before, &after)
}

// like finds the state of a workflow that is most like another: the same name,
// the same meaning, the same category, or the first.
func like(w record.Workflow, s record.State) record.State {
	if found, ok := w.Find(s.Name); ok {
		return found
	}
	if found, ok := w.Meaning(s.Meaning); ok && s.Meaning != "" {
		return found
	}
	if n := slices.IndexFunc(w, func(o record.State) bool { return o.Category == s.Category }); n >= 0 {
		return w[n]
	}
	return w[0]
}

// InSprint gives the items of a sprint in the order of the backlog.
func InSprint(ctx context.Context, v *op.View, sprint string) ([]Item, error) {
	return op.Where[Item](ctx, v, "d.sprint_id = ? and r.archived_at = 0 order by r.rank, r.id", sprint)
}

// Carry moves an item to another sprint, or out of any ("").
func Carry(ctx context.Context, tx *op.Tx, before *Item, to id.Ref) error {
	after := *before
	after.Sprint = to
	return tx.Update(ctx, before, &after)
}

// Judge writes a verdict's outcome into an item: which criteria are met, by
// their ids, and its new state, Accepted or InProgress.
func Judge(ctx context.Context, tx *op.Tx, before *Item, outcome string, met map[string]bool) (*Item, error) {
	after := *before
	after.Criteria = slices.Clone(before.Criteria)
	for n := range after.Criteria {
		if m, judged := met[after.Criteria[n].ID]; judged {
			after.Criteria[n].Met = m
		}
	}
	s, err := goal(ctx, tx, before, outcome)
	if err != nil {
		return nil, err
	}
	after.State = s
	return &after, tx.Update(ctx, before, &after)
}

// goal finds the state for an outcome. Rejected work is in progress again, or
// where a team has no such state, in the first one where work is done.
func goal(ctx context.Context, tx *op.Tx, i *Item, outcome string) (string, error) {
	s, err := tx.Meant(ctx, i, outcome)
	if err == nil || outcome != InProgress || !errs.Is(err, errs.Conflict) {
		return s.Name, err
	}
	k, _ := tx.Engine.Reg.Kind(i.Kind)
	w, err := tx.Workflow(ctx, k, string(i.Product))
	if err != nil {
		return "", err
	}
	for _, o := range w {
		if o.Category == record.Doing {
			return o.Name, nil
		}
	}
	return "", errs.New(errs.Conflict, "No state of a %s here is one in which it is worked on (%s).", i.Kind, strings.Join(w.Names(), ", "))
}
