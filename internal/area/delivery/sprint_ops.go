package delivery

import (
	"context"

	"throughline/internal/area/backlog"
	"throughline/internal/core/kind"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// StartIn starts a sprint, with what was agreed on at its planning. What is
// left out stays as it is.
type StartIn struct {
	ID       string    `json:"id" in:"path" v:"required" doc:"Id or key of the sprint."`
	Goal     *string   `json:"goal" v:"max=2000"`
	StartOn  clock.Day `json:"startOn" v:"day"`
	EndOn    clock.Day `json:"endOn" v:"day"`
	Capacity *float64  `json:"capacity" v:"min=0"`
}

func start(ctx context.Context, tx *op.Tx, in StartIn) (*Sprint, error) {
	before, err := findIn(ctx, tx, in.ID, isPlanned, "Only a planned sprint can be started.")
	if err != nil {
		return nil, err
	}
	active, err := record.Where[Sprint](ctx, tx.View.At, "r.product_id = ? and r.kind = 'sprint' and r.category = 'doing' and r.archived_at = 0 order by r.id limit 1", string(before.Product))
	if err != nil {
		return nil, err
	}
	if len(active) > 0 {
		return nil, errs.New(errs.Conflict, "%s is active already; close it before another one starts.", active[0].Key)
	}
	after := *before
	if in.Goal != nil {
		after.Goal = *in.Goal
	}
	if in.StartOn != "" {
		after.StartOn = in.StartOn
	}
	if in.EndOn != "" {
		after.EndOn = in.EndOn
	}
	if in.Capacity != nil {
		after.Capacity = in.Capacity
	}
	after.StartedAt = tx.Moment()
	return &after, moveTo(ctx, tx, before, &after, isActive)
}

// CloseIn closes a sprint.
type CloseIn struct {
	ID string `json:"id" in:"path" v:"required" doc:"Id or key of the sprint."`
	To string `json:"to" ref:"sprint" doc:"Id or key of the sprint that what is unfinished goes to; empty for the backlog."`
}

// Closed says what closing a sprint did.
type Closed struct {
	Sprint  *Sprint  `json:"sprint"`
	Carried []string `json:"carried" doc:"Keys of the items that were unfinished."`
}

// closeSprint ends a sprint. What is done stays in it even while it awaits its
// verdict; what is not goes on elsewhere.
func closeSprint(ctx context.Context, tx *op.Tx, in CloseIn) (*Closed, error) {
	before, err := findIn(ctx, tx, in.ID, isActive, "Only an active sprint can be closed.")
	if err != nil {
		return nil, err
	}
	to, err := next(ctx, tx, before, in.To)
	if err != nil {
		return nil, err
	}
	out := &Closed{Carried: []string{}}
	items, err := backlog.InSprint(ctx, &tx.View, before.ID)
	if err != nil {
		return nil, err
	}
	for i := range items {
		if c := items[i].Category; c != record.Todo && c != record.Doing {
			continue
		}
		if err := backlog.Carry(ctx, tx, &items[i], to); err != nil {
			return nil, err
		}
		out.Carried = append(out.Carried, items[i].Key)
	}
	after := *before
	after.ClosedAt = tx.Moment()
	out.Sprint = &after
	return out, moveTo(ctx, tx, before, &after, isClosed)
}

// next finds the sprint that unfinished work goes to, "" for the backlog.
func next(ctx context.Context, tx *op.Tx, from *Sprint, ref string) (id.Ref, error) {
	if ref == "" {
		return "", nil
	}
	to, err := op.Find[Sprint](ctx, &tx.View, ref)
	switch {
	case errs.Is(err, errs.NotFound):
		return "", errs.Fieldf("to", "%s", errs.Public(err).Msg)
	case err != nil:
		return "", err
	case to.ID == from.ID:
		return "", errs.Fieldf("to", "is the sprint that is being closed")
	case to.Product != from.Product:
		return "", errs.Fieldf("to", "%s belongs to another product", to.Key)
	case to.Category == record.Closed:
		return "", errs.Fieldf("to", "%s is closed; nothing can be added to it", to.Key)
	}
	return id.Ref(to.ID), nil
}

// findIn gives a sprint that must be in a state.
func findIn(ctx context.Context, tx *op.Tx, ref, meaning, advice string) (*Sprint, error) {
	s, err := op.Find[Sprint](ctx, &tx.View, ref)
	if err != nil {
		return nil, err
	}
	if err := kind.Expect(tx, s.Base()); err != nil {
		return nil, err
	}
	is, err := tx.StateOf(ctx, s)
	if err == nil && is.Meaning != meaning {
		err = errs.New(errs.Conflict, "%s is %s. %s", s.Key, s.State, advice)
	}
	return s, err
}

func moveTo(ctx context.Context, tx *op.Tx, before, after *Sprint, meaning string) error {
	s, err := tx.Meant(ctx, before, meaning)
	if err != nil {
		return err
	}
	after.State = s.Name
	return tx.Update(ctx, before, after)
}
