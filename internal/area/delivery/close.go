package delivery

import (
	"context"
	"fmt"
	"slices"

	"throughline/internal/area/backlog"
	"throughline/internal/core/kind"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Ways in which an unfinished item goes on.
const (
	toSprint  = "sprint"
	toBacklog = "backlog"
	toSplit   = "split"
)

// CloseIn closes a sprint.
type CloseIn struct {
	ID    string    `json:"id" in:"path" v:"required" doc:"Id or key of the sprint."`
	To    string    `json:"to" ref:"sprint" doc:"Id or key of the sprint that what is unfinished goes to; empty for the backlog."`
	Items []CarryIn `json:"items" v:"max=500" doc:"What goes another way than the rest."`
}

// CarryIn says how one unfinished item goes on.
type CarryIn struct {
	Item     string   `json:"item" ref:"record" v:"required" doc:"Id or key of the item."`
	How      string   `json:"how" v:"required,enum=sprint|backlog|split" doc:"To the sprint named by to, to the backlog, or split: the done part stays here and awaits its verdict, the rest goes on."`
	Estimate *float64 `json:"estimate" v:"min=0" doc:"Of what is split: the size of the rest. Left out, it is shared out by the criteria that are not met."`
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
	unfinished, err := openItems(ctx, &tx.View, before.ID)
	if err != nil {
		return nil, err
	}
	ways, err := in.ways(ctx, &tx.View, unfinished, to)
	if err != nil {
		return nil, err
	}
	out, after := &Closed{Carried: []string{}}, *before
	for i := range unfinished {
		c, err := ways[unfinished[i].ID].carry(ctx, tx, &unfinished[i])
		if err != nil {
			return nil, err
		}
		after.Carried = append(after.Carried, c)
		out.Carried = append(out.Carried, unfinished[i].Key)
	}
	after.ClosedAt = tx.Moment()
	out.Sprint = &after
	return out, moveTo(ctx, tx, before, &after, isClosed)
}

// openItems gives what is unfinished in a sprint.
func openItems(ctx context.Context, v *op.View, sprint string) ([]backlog.Item, error) {
	items, err := backlog.InSprint(ctx, v, sprint)
	return slices.DeleteFunc(items, func(i backlog.Item) bool { return i.Category != record.Todo && i.Category != record.Doing }), err
}

// way is how an item goes on.
type way struct {
	CarryIn
	to id.Ref
}

// ways says of each unfinished item how it goes on: as the rest does, unless it
// is named.
func (in CloseIn) ways(ctx context.Context, v *op.View, items []backlog.Item, to id.Ref) (map[string]way, error) {
	out := map[string]way{}
	usual := way{CarryIn{How: toSprint}, to}
	if to == "" {
		usual.How = toBacklog
	}
	for _, i := range items {
		out[i.ID] = usual
	}
	var list errs.List
	for n, c := range in.Items {
		at := fmt.Sprintf("items.%d.", n)
		row, err := v.Base(ctx, c.Item)
		if err != nil && !errs.Is(err, errs.NotFound) {
			return nil, err
		}
		switch _, open := out[rowID(row)]; {
		case !open:
			list.Add(at+"item", "%s is not among what is unfinished in the sprint", c.Item)
		case c.How == toSprint && to == "":
			list.Add(at+"how", "needs the sprint that it goes to: name it in to")
		default:
			w := way{c, to}
			if c.How == toBacklog {
				w.to = ""
			}
			out[row.ID] = w
		}
	}
	return out, list.Err()
}

func rowID(r *record.Row) string {
	if r == nil {
		return ""
	}
	return r.ID
}

// carry takes one item on its way.
func (w way) carry(ctx context.Context, tx *op.Tx, i *backlog.Item) (Carried, error) {
	c := Carried{Item: i.ID, Key: i.Key, Estimate: i.Estimate, How: w.How, To: string(w.to)}
	if w.How != toSplit {
		return c, backlog.Carry(ctx, tx, i, w.to)
	}
	rest, err := w.split(ctx, tx, i)
	if err == nil {
		c.Rest = rest.Key
	}
	return c, err
}

// split leaves the done part of an item in the sprint, where it awaits its
// verdict, and makes an item of the rest: with the criteria that are not met,
// and delivering what the item delivers.
func (w way) split(ctx context.Context, tx *op.Tx, i *backlog.Item) (*backlog.Item, error) {
	var met, open backlog.Criteria
	for _, c := range i.Criteria {
		if c.Met {
			met = append(met, c)
		} else {
			open = append(open, c)
		}
	}
	if len(i.Criteria) > 0 && (len(met) == 0 || len(open) == 0) {
		return nil, errs.New(errs.Conflict, "%s cannot be split: %d of its %d criteria are met. Tick what is met first, or carry it on as a whole.", i.Key, len(met), len(i.Criteria))
	}
	rest := &backlog.Item{AsA: i.AsA, IWant: i.IWant, SoThat: i.SoThat, Criteria: open, Priority: i.Priority, DueOn: i.DueOn, Parent: i.Parent, Class: i.Class, Sprint: w.to}
	rest.Kind, rest.Product, rest.Title, rest.Body, rest.Owner, rest.Tags = i.Kind, i.Product, i.Title+" (rest)", i.Body, i.Owner, i.Tags
	rest.Estimate = w.left(i, len(open))
	k, _ := tx.Engine.Reg.Kind(i.Kind)
	var err error
	if rest.Rank, err = kind.Last(ctx, tx, k, i.Product); err != nil {
		return nil, err
	}
	if err := tx.Insert(ctx, rest); err != nil {
		return nil, err
	}
	done, err := tx.Meant(ctx, i, backlog.Done)
	if err != nil {
		return nil, err
	}
	after := *i
	after.Criteria, after.State = met, done.Name
	if i.Estimate != nil && rest.Estimate != nil {
		done := max(0, *i.Estimate-*rest.Estimate)
		after.Estimate = &done
	}
	if err := tx.Update(ctx, i, &after); err != nil {
		return nil, err
	}
	return rest, ties(ctx, tx, i, rest)
}

// left is the size of the rest: as it was said, else shared out by criteria.
func (w way) left(i *backlog.Item, open int) *float64 {
	if w.CarryIn.Estimate != nil || i.Estimate == nil {
		return w.CarryIn.Estimate
	}
	share := *i.Estimate / 2
	if n := len(i.Criteria); n > 0 {
		share = *i.Estimate * float64(open) / float64(n)
	}
	return &share
}

// ties lets the rest deliver and ship with what its item does, and relates it
// to the item.
func ties(ctx context.Context, tx *op.Tx, from, rest *backlog.Item) error {
	found, err := record.Where[link.Link](ctx, tx.At, "d.from_id = ? and d.type in ('delivers') order by d.id limit 50", from.ID)
	if err != nil {
		return err
	}
	for _, l := range found {
		if _, err := link.Make(ctx, tx, link.CreateIn{Type: l.Type, From: rest.ID, To: l.To}); err != nil {
			return err
		}
	}
	_, err = link.Make(ctx, tx, link.CreateIn{Type: "relates", From: rest.ID, To: from.ID})
	return err
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
