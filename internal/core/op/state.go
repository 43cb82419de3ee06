package op

import (
	"context"

	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
)

// StateOf gives the state that a record is in, as its workflow describes it.
func (v *View) StateOf(ctx context.Context, e record.Entity) (record.State, error) {
	w, err := v.flowOf(ctx, e)
	s, _ := w.Find(e.Base().State)
	return s, err
}

// Meant gives the state of a record's workflow that means something to the
// rules, whatever the team calls it. It is a Conflict when the team has none.
func (v *View) Meant(ctx context.Context, e record.Entity, meaning string) (record.State, error) {
	w, err := v.flowOf(ctx, e)
	if err != nil {
		return record.State{}, err
	}
	s, ok := w.Meaning(meaning)
	if !ok {
		return s, errs.New(errs.Conflict, "No state of a %s means %q here. Give the workflow one first.", e.Base().Kind, meaning)
	}
	return s, nil
}

func (v *View) flowOf(ctx context.Context, e record.Entity) (record.Workflow, error) {
	b := e.Base()
	k, ok := v.Engine.Reg.Kind(b.Kind)
	if !ok {
		return nil, errs.New(errs.Internal, "the kind %s is not registered", b.Kind)
	}
	return v.Workflow(ctx, k, string(b.Product))
}
