// Package storymap lays the backlog out as a story: activities from left to
// right in the order in which users live them, steps in each, items under the
// steps, and releases as slices across.
//
// Words it owns: story map, activity, step, backbone (the activities and steps),
// placement (where an item stands on the map), slice (what of the map ships with
// one release; the rest is for later), walking skeleton (the slice with which the
// whole backbone can be walked for the first time), unplaced (not on the map).
//
// The backbone and the placements are parts. Which slice a card stands in is
// no field of ours: it is the item's link "ships in", so that the map, the
// release and the roadmap cannot disagree.
package storymap

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// Activity is a thing that users do, as the map's first row tells it.
type Activity struct {
	record.Part
	Title    string `db:"title" json:"title" by:"story.write" v:"required,max=200"`
	Optional bool   `db:"optional" json:"optional" by:"story.write" doc:"A slice that does not touch it has no gap."`
	Rank     string `db:"rank" json:"rank" by:"story.write" doc:"Its place from left to right; sorts as text."`
}

// Step is a part of an activity, under which items stand.
type Step struct {
	record.Part
	Activity id.Ref `db:"activity_id" json:"activity" by:"story.write" ref:"activity"`
	Title    string `db:"title" json:"title" by:"story.write" v:"required,max=200"`
	Rank     string `db:"rank" json:"rank" by:"story.write" doc:"Its place within the activity; sorts as text."`
}

// Placement is where an item stands.
type Placement struct {
	record.Part
	Step id.Ref `db:"step_id" json:"step" by:"backlog.rank" ref:"step"`
	Rank string `db:"rank" json:"rank" by:"backlog.rank" doc:"Its place under the step, the most important first; sorts as text."`
}

// Limits of one map.
const (
	mostActivities = 60
	mostSteps      = 300
	mostCards      = 2000
	mostSlices     = 100
)

// Register adds the story map.
func Register(r *op.Registry) {
	op.AddPart[Activity](r, "activity")
	op.AddPart[Step](r, "step")
	op.AddPart[Placement](r, "placement")
	op.Ask(r, "storymap.show", show, op.Says("Show a product's story map: backbone, slices, cards and the gaps in it."), op.At("GET", "/api/v1/storymap"))
	op.Ask(r, "storymap.unplaced", unplaced, op.Says("List the open items that are not on the story map, in the order of the backlog."), op.At("GET", "/api/v1/storymap/unplaced"))
	op.Do(r, "storymap.place", place, op.Says("Put items under a step, into a slice and into their place, or take them off the map."), op.At("POST", "/api/v1/storymap/place"))
	op.Do(r, "activity.create", createActivity, op.Says("Add an activity to a story map."))
	op.Do(r, "activity.update", updateActivity, op.Says("Rename or move an activity, or say whether every slice must touch it."))
	op.Do(r, "activity.delete", deleteActivity, op.Says("Remove an activity with its steps; its items leave the map and stay in the backlog."))
	op.Do(r, "step.create", createStep, op.Says("Add a step to an activity."))
	op.Do(r, "step.update", updateStep, op.Says("Rename or move a step."))
	op.Do(r, "step.delete", deleteStep, op.Says("Remove a step; its items leave the map and stay in the backlog."))
	r.Check(bare)
}

// bare refuses to remove what others stand on: an undo that takes an activity
// back must not take along what was put there since.
func bare(ctx context.Context, tx *op.Tx, before, after record.Thing) error {
	if after != nil {
		return nil
	}
	question, what := "", ""
	switch before.(type) {
	case *Activity:
		question, what = "select count(*) from step where workspace_id = ? and activity_id = ?", "steps"
	case *Step:
		question, what = "select count(*) from placement where workspace_id = ? and step_id = ?", "items"
	default:
		return nil
	}
	n, err := store.One[int64](ctx, tx.R, question, tx.Workspace, before.Self().ID)
	if err == nil && n > 0 {
		err = errs.New(errs.Conflict, "There are %d %s under it by now. Move them first.", n, what)
	}
	return err
}
