package refinement

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"throughline/internal/area/backlog"
	"throughline/internal/core/kind"
	"throughline/internal/core/op"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// TakeIn takes a round's result.
type TakeIn struct {
	ID    string   `json:"id" in:"path" v:"required" doc:"Id of the round."`
	Value *float64 `json:"value" v:"min=0" doc:"The size; left out, what the rules of the game suggest."`
}

// Took says what became of a round's result.
type Took struct {
	Round *Round        `json:"round"`
	Item  *backlog.Item `json:"item"`
}

// take makes a size the item's estimate, by the operation that everybody sets
// estimates with. Whoever may not size stories proposes it.
func take(ctx context.Context, tx *op.Tx, in TakeIn) (*Took, error) {
	before, err := op.Find[Round](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if before.State != Revealed {
		return nil, errs.New(errs.Conflict, "This round is %s. Only what was revealed can become an estimate.", before.State)
	}
	value := in.Value
	if value == nil {
		if value = Weigh(before.Votes, before.Number).Suggestion; value == nil {
			return nil, errs.Fieldf("value", "is required: the votes differ, so say which size to take")
		}
	}
	patch, err := json.Marshal(map[string]float64{"estimate": *value})
	if err != nil {
		return nil, err
	}
	if _, err := tx.Within(ctx, "record.update", &kind.UpdateIn{ID: string(before.Record), Patch: patch}); err != nil {
		return nil, err
	}
	after := *before
	after.Taken = value
	if err := tx.Update(ctx, before, &after); err != nil {
		return nil, err
	}
	item, err := op.Find[backlog.Item](ctx, &tx.View, string(before.Record))
	return &Took{&after, item}, err
}

// EnterIn is a round that was voted on with cards on a table.
type EnterIn struct {
	Item       string `json:"item" ref:"record" v:"required" doc:"Id or key of the item."`
	ID         string `json:"id" ref:"-" v:"min=26,max=26" doc:"Made by the caller, or left out."`
	Refinement string `json:"refinement" ref:"refinement" doc:"Id or key of the refinement in which it was held."`
	Votes      []Vote `json:"votes" v:"required,max=100" doc:"Who voted what; all of them are seen at once."`
}

// enter writes a whole round down at once, revealed as it is.
func enter(ctx context.Context, tx *op.Tx, in EnterIn) (*Round, error) {
	row, err := tx.Base(ctx, in.Item)
	if err != nil {
		return nil, err
	}
	if !backlog.Is(row.Kind) {
		return nil, errs.Fieldf("item", "%s is a %s; only stories, bugs, tasks and spikes are sized", row.Key, row.Kind)
	}
	r := &Round{State: Revealed, Voted: []string{}, Votes: []Vote{}, RevealedAt: tx.Moment(), RevealedBy: id.Ref(tx.Actor.Member)}
	r.ID, r.Product, r.Record = in.ID, row.Product, id.Ref(row.ID)
	if in.Refinement != "" {
		of, err := op.Find[Refinement](ctx, &tx.View, in.Refinement)
		if err != nil {
			return nil, err
		}
		if of.Product != row.Product {
			return nil, errs.Fieldf("refinement", "%s belongs to another product", of.Key)
		}
		r.Refinement = id.Ref(of.ID)
	}
	if r.Scale, err = stepsOf(ctx, &tx.View, string(row.Product)); err != nil {
		return nil, err
	}
	if err := r.count(ctx, tx, in.Votes); err != nil {
		return nil, err
	}
	if r.Number, err = nextNumber(ctx, &tx.View, row.ID, string(r.Refinement)); err != nil {
		return nil, err
	}
	return r, tx.Insert(ctx, r)
}

// count takes votes that were cast on a table: each from a member, once, and
// on the scale.
func (r *Round) count(ctx context.Context, tx *op.Tx, votes []Vote) error {
	var list errs.List
	for i, v := range votes {
		at := fmt.Sprintf("votes.%d.", i)
		who, err := tx.Person(ctx, string(v.Member))
		m, known := tx.Access.Member(who)
		switch {
		case err != nil || !known || m.Status != "active":
			list.Add(at+"member", "is nobody who could have voted")
		case slices.Contains(r.Voted, who):
			list.Add(at+"member", "has voted already")
		case !slices.Contains(r.Scale, v.Value):
			list.Add(at+"value", "%q is not on this product's scale", v.Value)
		}
		r.Voted, r.Votes = append(r.Voted, who), append(r.Votes, Vote{id.Ref(who), v.Value})
	}
	return list.Err()
}
