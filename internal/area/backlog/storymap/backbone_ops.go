package storymap

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/rank"
	"throughline/internal/platform/store"
)

// Spot says where among its like something goes.
type Spot struct {
	After  string `json:"after" ref:"-" v:"max=26" doc:"Id of the one that it shall follow."`
	Before string `json:"before" ref:"-" v:"max=26" doc:"Id of the one that it shall precede; without either it goes to the end."`
}

// said tells whether a place was named.
func (s Spot) said() bool { return s.After+s.Before != "" }

// stood is one of a row, with its place.
type stood struct {
	ID   string `db:"id"`
	Rank string `db:"rank"`
}

// gap finds n places at a spot of a row, which stands in its order and does
// not hold what is being moved.
func (s Spot) gap(row []stood, n int) ([]string, error) {
	at := len(row)
	switch {
	case s.After != "" && s.Before != "":
		return nil, errs.Fieldf("after", "name one neighbour, after or before")
	case s.After != "":
		if at = find(row, s.After) + 1; at == 0 {
			return nil, errs.Fieldf("after", "stands nowhere here any more; look at the map again")
		}
	case s.Before != "":
		if at = find(row, s.Before); at < 0 {
			return nil, errs.Fieldf("before", "stands nowhere here any more; look at the map again")
		}
	}
	lo, hi := "", ""
	if at > 0 {
		lo = row[at-1].Rank
	}
	if at < len(row) {
		hi = row[at].Rank
	}
	return rank.Spread(lo, hi, n)
}

func find(row []stood, id string) int {
	return slices.IndexFunc(row, func(s stood) bool { return s.ID == id })
}

// rowOf gives what stands in a row, in its order, but for what is being moved.
func rowOf(ctx context.Context, tx *op.Tx, table, within, value, moving string) ([]stood, error) {
	return store.All[stood](ctx, tx.R, "select id, rank from "+table+" where workspace_id = ? and "+within+" = ? and id <> ? order by rank, id", tx.Workspace, value, moving)
}

// ActivityIn is a new activity.
type ActivityIn struct {
	Product string `json:"product" ref:"product" v:"required" doc:"Id or key of the product."`
	ID      string `json:"id" ref:"-" v:"min=26,max=26" doc:"Made by the caller, so that a repeated request makes nothing twice; or left out."`
	Title   string `json:"title" v:"required,max=200"`
	Spot
}

func createActivity(ctx context.Context, tx *op.Tx, in ActivityIn) (*Activity, error) {
	product, err := tx.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	row, err := rowOf(ctx, tx, "activity", "product_id", product, "")
	if err != nil {
		return nil, err
	}
	if len(row) >= mostActivities {
		return nil, errs.New(errs.TooLarge, "A story map has at most %d activities. Join some of them.", mostActivities)
	}
	places, err := in.gap(row, 1)
	if err != nil {
		return nil, err
	}
	a := &Activity{Title: strings.TrimSpace(in.Title), Rank: places[0]}
	a.ID, a.Product, a.Record = in.ID, id.Ref(product), id.Ref(product)
	return a, tx.Insert(ctx, a)
}

// ActivityUpdate changes an activity; what is left out stays.
type ActivityUpdate struct {
	ID       string  `json:"id" in:"path" v:"required" doc:"Id of the activity."`
	Title    *string `json:"title" v:"max=200"`
	Optional *bool   `json:"optional" doc:"Whether a slice may leave it out."`
	Spot
}

func updateActivity(ctx context.Context, tx *op.Tx, in ActivityUpdate) (*Activity, error) {
	before, err := op.Find[Activity](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	if in.Title != nil {
		after.Title = strings.TrimSpace(*in.Title)
	}
	if in.Optional != nil {
		after.Optional = *in.Optional
	}
	if in.said() {
		row, err := rowOf(ctx, tx, "activity", "product_id", string(before.Product), before.ID)
		if err != nil {
			return nil, err
		}
		places, err := in.gap(row, 1)
		if err != nil {
			return nil, err
		}
		after.Rank = places[0]
	}
	return &after, tx.Update(ctx, before, &after)
}

// PartIn names an activity or a step.
type PartIn struct {
	ID string `json:"id" in:"path" v:"required" doc:"Its id."`
}

// Removed says what went with what was removed.
type Removed struct {
	Steps int `json:"steps" doc:"How many steps went with it."`
	Items int `json:"items" doc:"How many items left the map; they stay in the backlog."`
}

func deleteActivity(ctx context.Context, tx *op.Tx, in PartIn) (*Removed, error) {
	a, err := op.Find[Activity](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	steps, err := record.Where[Step](ctx, tx.View.At, "d.activity_id = ? order by d.rank, d.id", a.ID)
	if err != nil {
		return nil, err
	}
	out := &Removed{}
	for i := range steps {
		if err := removeStep(ctx, tx, &steps[i], out); err != nil {
			return nil, err
		}
	}
	return out, tx.Delete(ctx, a)
}

// StepIn is a new step.
type StepIn struct {
	Activity string `json:"activity" ref:"activity" v:"required" doc:"Id of the activity."`
	ID       string `json:"id" ref:"-" v:"min=26,max=26" doc:"Made by the caller, so that a repeated request makes nothing twice; or left out."`
	Title    string `json:"title" v:"required,max=200"`
	Spot
}

func createStep(ctx context.Context, tx *op.Tx, in StepIn) (*Step, error) {
	a, err := op.Find[Activity](ctx, &tx.View, in.Activity)
	if err != nil {
		return nil, err
	}
	n, err := store.One[int64](ctx, tx.R, "select count(*) from step where workspace_id = ? and product_id = ?", tx.Workspace, string(a.Product))
	if err != nil {
		return nil, err
	}
	if n >= mostSteps {
		return nil, errs.New(errs.TooLarge, "A story map has at most %d steps. Join some of them.", mostSteps)
	}
	row, err := rowOf(ctx, tx, "step", "activity_id", a.ID, "")
	if err != nil {
		return nil, err
	}
	places, err := in.gap(row, 1)
	if err != nil {
		return nil, err
	}
	s := &Step{Activity: id.Ref(a.ID), Title: strings.TrimSpace(in.Title), Rank: places[0]}
	s.ID, s.Product, s.Record = in.ID, a.Product, a.Record
	return s, tx.Insert(ctx, s)
}

// StepUpdate changes a step; what is left out stays.
type StepUpdate struct {
	ID       string  `json:"id" in:"path" v:"required" doc:"Id of the step."`
	Title    *string `json:"title" v:"max=200"`
	Activity string  `json:"activity" ref:"activity" doc:"Id of the activity that it shall belong to."`
	Spot
}

func updateStep(ctx context.Context, tx *op.Tx, in StepUpdate) (*Step, error) {
	before, err := op.Find[Step](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	if in.Title != nil {
		after.Title = strings.TrimSpace(*in.Title)
	}
	if in.Activity != "" {
		a, err := op.Find[Activity](ctx, &tx.View, in.Activity)
		if err != nil {
			return nil, err
		}
		if a.Product != before.Product {
			return nil, errs.Fieldf("activity", "belongs to another product's map")
		}
		after.Activity = id.Ref(a.ID)
	}
	if in.said() || after.Activity != before.Activity {
		row, err := rowOf(ctx, tx, "step", "activity_id", string(after.Activity), before.ID)
		if err != nil {
			return nil, err
		}
		places, err := in.gap(row, 1)
		if err != nil {
			return nil, err
		}
		after.Rank = places[0]
	}
	return &after, tx.Update(ctx, before, &after)
}

func deleteStep(ctx context.Context, tx *op.Tx, in PartIn) (*Removed, error) {
	s, err := op.Find[Step](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	out := &Removed{}
	return out, removeStep(ctx, tx, s, out)
}

// removeStep removes a step, and takes what stands under it off the map.
func removeStep(ctx context.Context, tx *op.Tx, s *Step, out *Removed) error {
	under, err := record.Where[Placement](ctx, tx.View.At, "d.step_id = ? order by d.rank, d.id", s.ID)
	if err != nil {
		return err
	}
	// One decision, to change the backbone; that its items leave the map is part of it.
	defer tx.Covered("story.write")()
	for i := range under {
		if err := tx.Delete(ctx, &under[i]); err != nil {
			return err
		}
		out.Items++
	}
	out.Steps++
	return tx.Delete(ctx, s)
}
