package delivery

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"throughline/internal/area/backlog"
	"throughline/internal/area/backlog/making"
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
	ways, err := in.ways(unfinished, to)
	if err != nil {
		return nil, err
	}
	out, after := &Closed{Carried: []string{}}, *before
	if after.Carried, err = carryAll(ctx, tx, unfinished, ways); err != nil {
		return nil, err
	}
	for _, c := range after.Carried {
		out.Carried = append(out.Carried, c.Key)
	}
	after.ClosedAt = tx.Moment()
	out.Sprint = &after
	return out, moveTo(ctx, tx, before, &after, isClosed)
}

// carryAll takes all that is unfinished on its way. What is split comes last and
// is looked up again: its rest needs a place in the order, for which its
// neighbours may have to move up.
func carryAll(ctx context.Context, tx *op.Tx, items []backlog.Item, ways map[string]way) ([]Carried, error) {
	out := make([]Carried, len(items))
	for _, splits := range []bool{false, true} {
		for n := range items {
			w, i := ways[items[n].ID], &items[n]
			if splits != (w.How == toSplit) {
				continue
			}
			var err error
			if splits {
				if i, err = op.Find[backlog.Item](ctx, &tx.View, i.ID); err != nil {
					return nil, err
				}
			}
			if out[n], err = w.carry(ctx, tx, i); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
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
func (in CloseIn) ways(items []backlog.Item, to id.Ref) (map[string]way, error) {
	out := map[string]way{}
	usual := way{CarryIn{How: toSprint}, to}
	if to == "" {
		usual.How = toBacklog
	}
	byName := map[string]string{}
	for _, i := range items {
		out[i.ID] = usual
		byName[i.ID], byName[i.Key] = i.ID, i.ID
		for _, a := range i.Aliases {
			byName[strings.ToUpper(a)] = i.ID
		}
	}
	var list errs.List
	for n, c := range in.Items {
		at := fmt.Sprintf("items.%d.", n)
		item, open := byName[c.Item]
		if !open {
			item, open = byName[strings.ToUpper(c.Item)]
		}
		switch {
		case !open:
			list.Add(at+"item", "%s is not among what is unfinished in the sprint", c.Item)
		case c.How == toSprint && to == "":
			list.Add(at+"how", "needs the sprint that it goes to: name it in to")
		default:
			w := way{c, to}
			if c.How == toBacklog {
				w.to = ""
			}
			out[item] = w
		}
	}
	return out, list.Err()
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
// verdict, and makes an item of the rest.
func (w way) split(ctx context.Context, tx *op.Tx, i *backlog.Item) (*backlog.Item, error) {
	open := unmet(i)
	if n := len(i.Criteria); n > 0 && (len(open) == 0 || len(open) == n) {
		return nil, errs.New(errs.Conflict, "%s cannot be split: %d of its %d criteria are met (of a scenario, all examples or none). Tick what is met first, or carry it on as a whole.", i.Key, n-len(open), n)
	}
	goes := func(c backlog.Criterion) bool { return open[c.ID] }
	rest, after := making.Part(i, goes), making.Without(i, goes)
	rest.Title, rest.Sprint, rest.Estimate = restTitle(i.Title), w.to, w.left(i, len(open))
	if i.Estimate != nil && rest.Estimate != nil {
		done := max(0, *i.Estimate-*rest.Estimate)
		after.Estimate = &done
	}
	done, err := tx.Meant(ctx, i, backlog.Done)
	if err != nil {
		return nil, err
	}
	after.State = done.Name
	return rest, making.Divide(ctx, tx, i, after, []*backlog.Item{rest})
}

// unmet names the criteria that are still to do: those that are not met, and
// with them the rest of their scenarios, which stay whole.
func unmet(i *backlog.Item) map[string]bool {
	whole := map[string]bool{}
	for _, c := range i.Criteria {
		if !c.Met && c.Scenario != "" {
			whole[c.Whole()] = true
		}
	}
	out := map[string]bool{}
	for _, c := range i.Criteria {
		if !c.Met || c.Scenario != "" && whole[c.Whole()] {
			out[c.ID] = true
		}
	}
	return out
}

// restTitle names the rest of an item within what a title may have.
func restTitle(of string) string {
	const mark, most = " (rest)", 500
	if r := []rune(of); len(r) > most-len(mark) {
		of = string(r[:most-len(mark)-1]) + "…"
	}
	return of + mark
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
