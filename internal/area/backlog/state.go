package backlog

import (
	"context"

	"throughline/internal/core/kind"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// States that rules speak of, by what they mean.
const (
	Ready      = "ready"
	InProgress = "in progress"
	Done       = "done" // awaits a verdict
	Accepted   = "accepted"
	Dropped    = "dropped"
)

var states = record.States(
	"new", "todo", "refining", "todo", Ready, "todo", InProgress, "doing", "in review", "doing",
	Done, "done", Accepted, "closed", Dropped, "closed",
)

// moves says who moves an item by hand. Accepting needs a verdict on each
// criterion, so it has an operation of its own; what was accepted is opened
// again only by whoever may reject.
func moves(from, to record.State) (string, error) {
	switch {
	case to.Meaning == Accepted:
		return "", errs.New(errs.Invalid, "An item becomes %q by a verdict on each of its criteria (item.accept).", to.Name)
	case from.Meaning == Accepted:
		return "work.reject", nil
	case to.Category == record.Closed || from.Category == record.Closed:
		return "story.write", nil
	default:
		return "work.move", nil
	}
}

// weigh refuses to put an item into a sprint that is over.
func weigh(ctx context.Context, v *op.View, field string, _, after record.Entity) (string, error) {
	sprint := after.(*Item).Sprint
	if field != "sprint" && field != "" || sprint == "" {
		return "", nil
	}
	s, _, err := v.Any(ctx, string(sprint))
	if err == nil && s.Base().Category == record.Closed {
		err = errs.Fieldf("sprint", "%s is closed; nothing can be added to it", s.Base().Key)
	}
	return "", err
}

// settle sees that sprint and parent fit, that the criteria follow the
// scenarios and that an enforced definition holds, and notes since when an item
// awaits its verdict.
func settle(ctx context.Context, tx *op.Tx, before, after record.Entity) error {
	is, was := after.(*Item), &Item{}
	if before != nil {
		was = before.(*Item)
	}
	if err := fits(ctx, tx, was, is); err != nil {
		return err
	}
	if err := is.follow(was); err != nil {
		return err
	}
	if err := gate(ctx, tx, was, is); err != nil {
		return err
	}
	if is.Category == was.Category || is.DoneAt != was.DoneAt {
		return nil
	}
	switch is.Category {
	case record.Done:
		if was.Category != record.Closed || is.DoneAt == 0 {
			is.DoneAt = tx.Moment()
		}
	case record.Todo, record.Doing:
		is.DoneAt = 0
	}
	return nil
}

func fits(ctx context.Context, tx *op.Tx, was, is *Item) error {
	if is.Sprint != was.Sprint && is.Sprint != "" {
		if err := sameProduct(ctx, tx, "sprint", is.Sprint, is); err != nil {
			return err
		}
	}
	if is.Parent == was.Parent || is.Parent == "" {
		return nil
	}
	if err := sameProduct(ctx, tx, "parent", is.Parent, is); err != nil {
		return err
	}
	ring, err := kind.Ring(ctx, &tx.View, "item", "parent_id", is.ID, is.Parent)
	if err == nil && ring {
		err = errs.Fieldf("parent", "is itself below %s; that would close a ring", is.Key)
	}
	return err
}

func sameProduct(ctx context.Context, tx *op.Tx, field string, ref id.Ref, of *Item) error {
	row, err := tx.Base(ctx, string(ref))
	switch {
	case err != nil:
		return err
	case row.Product != of.Product:
		return errs.Fieldf(field, "%s belongs to another product", row.Key)
	case field == "parent" && !Is(row.Kind):
		return errs.Fieldf(field, "%s is a %s, not a story, bug, task or spike", row.Key, row.Kind)
	default:
		return nil
	}
}
