package delivery

import (
	"context"

	"throughline/internal/area/backlog"
	"throughline/internal/core/kind"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
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
	in.into(&after)
	after.StartedAt = tx.Moment()
	if err := commit(ctx, &tx.View, &after); err != nil {
		return nil, err
	}
	return &after, moveTo(ctx, tx, before, &after, isActive)
}

// into takes over what was agreed on.
func (in StartIn) into(s *Sprint) {
	if in.Goal != nil {
		s.Goal = *in.Goal
	}
	if in.StartOn != "" {
		s.StartOn = in.StartOn
	}
	if in.EndOn != "" {
		s.EndOn = in.EndOn
	}
	if in.Capacity != nil {
		s.Capacity = in.Capacity
	}
}

// commit keeps what a sprint begins with: its open items and its capacity.
func commit(ctx context.Context, v *op.View, s *Sprint) error {
	items, err := backlog.InSprint(ctx, v, s.ID)
	if err != nil {
		return err
	}
	s.Committed = nil
	for _, i := range items {
		if i.Category != record.Closed {
			s.Committed = append(s.Committed, Committed{i.ID, i.Key, i.Estimate})
		}
	}
	c, err := capacityOf(ctx, v, s)
	if err == nil {
		s.Planned = c.Points
	}
	return err
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
