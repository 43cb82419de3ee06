package storymap

import (
	"context"
	"slices"

	"throughline/internal/area/backlog"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// PlaceIn puts items into their place. What is left out stays as it is.
type PlaceIn struct {
	Items   []string `json:"items" ref:"record" v:"required,max=100" doc:"Ids or keys, in the order in which they shall stand."`
	Step    *string  `json:"step" ref:"step" v:"max=26" doc:"Id of the step; empty takes them off the map."`
	Release *string  `json:"release" ref:"release" v:"max=200" doc:"Id or key of the release with which they shall ship; empty for later."`
	After   string   `json:"after" ref:"record" v:"max=200" doc:"Id or key of the item under the same step that they shall follow."`
	Before  string   `json:"before" ref:"record" v:"max=200" doc:"Id or key of the item under the same step that they shall precede; without either they go to the end, or stay where they are."`
}

// Placed is where an item stands now.
type Placed struct {
	Item    string `json:"item" ref:"record" doc:"Id of the item."`
	Key     string `json:"key"`
	Step    id.Ref `json:"step" ref:"step" doc:"Null when it is not on the map."`
	Release id.Ref `json:"release" ref:"release" doc:"Null for later."`
	Rank    string `json:"rank"`
}

func place(ctx context.Context, tx *op.Tx, in PlaceIn) ([]Placed, error) {
	moving, err := itemsOf(ctx, tx, in.Items)
	if err != nil {
		return nil, err
	}
	out := make([]Placed, len(moving))
	for i, m := range moving {
		out[i] = Placed{Item: m.item.ID, Key: m.item.Key}
		if in.Release == nil {
			continue
		}
		if err := ship(ctx, tx, m.item, *in.Release); err != nil {
			return nil, err
		}
	}
	if in.Step != nil && *in.Step == "" {
		for _, m := range moving {
			if m.was == nil {
				continue
			}
			if err := tx.Delete(ctx, m.was); err != nil {
				return nil, err
			}
		}
	} else if err := stand(ctx, tx, moving, in, out); err != nil {
		return nil, err
	}
	for i := range out {
		if out[i].Release, err = shipsIn(ctx, tx, out[i].Item); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// mover is an item with where it stands, nil when it is not on the map.
type mover struct {
	item *backlog.Item
	was  *Placement
}

// itemsOf gives the items that are placed, all of one product.
func itemsOf(ctx context.Context, tx *op.Tx, refs []string) ([]mover, error) {
	var out []mover
	for _, ref := range refs {
		row, err := tx.Base(ctx, ref)
		if err != nil {
			return nil, err
		}
		if !backlog.Is(row.Kind) {
			return nil, errs.Fieldf("items", "%s is a %s; stories, bugs, tasks and spikes stand on a story map", row.Key, row.Kind)
		}
		i, err := op.Find[backlog.Item](ctx, &tx.View, row.ID)
		if err != nil {
			return nil, err
		}
		if len(out) > 0 && out[0].item.Product != i.Product {
			return nil, errs.Fieldf("items", "%s belongs to another product than %s", i.Key, out[0].item.Key)
		}
		if slices.ContainsFunc(out, func(m mover) bool { return m.item.ID == i.ID }) {
			return nil, errs.Fieldf("items", "%s is named twice", i.Key)
		}
		m := mover{item: i}
		there, err := record.Where[Placement](ctx, tx.View.At, "d.record_id = ?", i.ID)
		if err != nil {
			return nil, err
		}
		if len(there) > 0 {
			m.was = &there[0]
		}
		out = append(out, m)
	}
	return out, nil
}

// stand puts items under a step and into their place there.
func stand(ctx context.Context, tx *op.Tx, moving []mover, in PlaceIn, out []Placed) error {
	spot := in.After+in.Before != ""
	to := ""
	switch {
	case in.Step != nil:
		s, err := op.Find[Step](ctx, &tx.View, *in.Step)
		if err != nil {
			return err
		}
		if s.Product != moving[0].item.Product {
			return errs.Fieldf("step", "belongs to another product's map")
		}
		to = s.ID
	case !spot: // only the slice changes
		for i, m := range moving {
			if m.was != nil {
				out[i].Step, out[i].Rank = m.was.Step, m.was.Rank
			}
		}
		return nil
	case moving[0].was == nil:
		return errs.Fieldf("step", "is required: %s is not on the map yet", moving[0].item.Key)
	default:
		to = string(moving[0].was.Step)
	}
	if !spot && !slices.ContainsFunc(moving, func(m mover) bool { return m.was == nil || string(m.was.Step) != to }) {
		for i, m := range moving {
			out[i].Step, out[i].Rank = m.was.Step, m.was.Rank
		}
		return nil // they stand there already
	}
	places, err := placesAt(ctx, tx, moving, to, in)
	if err != nil {
		return err
	}
	for i, m := range moving {
		after := Placement{Step: id.Ref(to), Rank: places[i]}
		out[i].Step, out[i].Rank = after.Step, after.Rank
		if m.was != nil {
			after.Part = m.was.Part
			err = tx.Update(ctx, m.was, &after)
		} else {
			after.ID, after.Product, after.Record = id.Of("placement", tx.Workspace, m.item.ID), m.item.Product, id.Ref(m.item.ID)
			err = tx.Insert(ctx, &after)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// placesAt finds places under a step, beside a neighbour if one is named.
func placesAt(ctx context.Context, tx *op.Tx, moving []mover, step string, in PlaceIn) ([]string, error) {
	under, err := record.Where[Placement](ctx, tx.View.At, "d.step_id = ? order by d.rank, d.id", step)
	if err != nil {
		return nil, err
	}
	var row []stood
	for _, p := range under {
		if !slices.ContainsFunc(moving, func(m mover) bool { return m.item.ID == string(p.Record) }) {
			row = append(row, stood{string(p.Record), p.Rank})
		}
	}
	spot := Spot{}
	for _, n := range []struct {
		ref string
		to  *string
	}{{in.After, &spot.After}, {in.Before, &spot.Before}} {
		if n.ref == "" {
			continue
		}
		base, err := tx.Base(ctx, n.ref)
		if err != nil {
			return nil, err
		}
		*n.to = base.ID
	}
	return spot.gap(row, len(moving))
}

// ship has an item ship with another release, by the operations that everybody
// makes and takes links with: who decides about a release's content decides
// here too.
func ship(ctx context.Context, tx *op.Tx, item *backlog.Item, ref string) error {
	links, err := shipping(ctx, tx, item.ID)
	if err != nil {
		return err
	}
	to, err := goal(ctx, tx, item, ref)
	if err != nil {
		return err
	}
	if len(links) > 0 && links[0].To == to || len(links) == 0 && to == "" {
		return nil
	}
	there := false
	for _, l := range links {
		if l.To == to {
			there = true
			continue
		}
		out, err := tx.Base(ctx, l.To)
		if err != nil {
			return err
		}
		if gone, err := isOut(ctx, tx, out.ID); err != nil || gone {
			if err == nil {
				err = errs.New(errs.Conflict, "%s went out with %s; what has shipped cannot ship with another release.", item.Key, out.Key)
			}
			return err
		}
		if _, err := tx.Within(ctx, "link.delete", &link.Ref{ID: l.ID}); err != nil {
			return err
		}
	}
	if to == "" || there {
		return nil
	}
	_, err = tx.Within(ctx, "link.create", &link.CreateIn{Type: link.ShipsIn, From: item.ID, To: to})
	return err
}

// goal finds the release that an item shall ship with, "" for later.
func goal(ctx context.Context, tx *op.Tx, item *backlog.Item, ref string) (string, error) {
	if ref == "" {
		return "", nil
	}
	row, err := tx.Base(ctx, ref)
	switch {
	case err != nil:
		return "", err
	case row.Kind != "release":
		return "", errs.Fieldf("release", "%s is a %s, not a release", row.Key, row.Kind)
	case row.Product != item.Product:
		return "", errs.Fieldf("release", "%s belongs to another product", row.Key)
	}
	out, err := isOut(ctx, tx, row.ID)
	if err == nil && out {
		err = errs.New(errs.Conflict, "%s is out already; nothing can be added to it.", row.Key)
	}
	return row.ID, err
}

// isOut says whether a release is released or dropped.
func isOut(ctx context.Context, tx *op.Tx, release string) (bool, error) {
	e, _, err := tx.Any(ctx, release)
	if err != nil {
		return false, err
	}
	c := e.Base().Category
	return c == record.Done || c == record.Closed, nil
}

// shipping gives an item's links to releases, the one that its slice goes by
// first.
func shipping(ctx context.Context, tx *op.Tx, item string) ([]link.Link, error) {
	return record.Where[link.Link](ctx, tx.View.At, "d.from_id = ? and d.type = ? and d.to_kind = 'release' order by d.id", item, link.ShipsIn)
}

func shipsIn(ctx context.Context, tx *op.Tx, item string) (id.Ref, error) {
	links, err := shipping(ctx, tx, item)
	if err != nil || len(links) == 0 {
		return "", err
	}
	return id.Ref(links[0].To), nil
}
