package refinement

import (
	"context"
	"slices"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// States of a round.
const (
	Open     = "open"
	Revealed = "revealed"
	Dropped  = "dropped" // the item's turn ended before it was revealed; its votes are gone
)

// Round is one vote of a team on the size of an item. It is kept for ever.
type Round struct {
	record.Part
	Refinement id.Ref        `db:"refinement_id" json:"refinement" ref:"refinement" doc:"The refinement in which it was held; null when it was entered by itself."`
	Number     int64         `db:"number" json:"number" doc:"Counted for each item within a refinement."`
	Scale      []string      `db:"scale" json:"scale" ref:"-" doc:"The values one could vote with."`
	State      string        `db:"state" json:"state" v:"enum=open|revealed|dropped"`
	Voted      []string      `db:"voted" json:"voted" ref:"member" doc:"Who has voted, in the order in which they did."`
	Votes      []Vote        `db:"votes" json:"votes" doc:"What they voted; empty until the round is revealed."`
	RevealedAt clock.Instant `db:"revealed_at" json:"revealedAt"`
	RevealedBy id.Ref        `db:"revealed_by" json:"revealedBy" ref:"member" doc:"Null when the last vote revealed it."`
	Taken      *float64      `db:"taken" json:"taken" by:"story.estimate" doc:"The size that became the estimate."`
}

// Check holds for every stored round.
func (r *Round) Check(list *errs.List) {
	if r.State != Revealed && len(r.Votes) > 0 {
		list.Add("votes", "may not be written down before the round is revealed")
	}
}

// kept refuses to take rounds back: what was seen has been seen, and who has
// voted has voted.
func kept(_ context.Context, _ *op.Tx, before, after record.Thing) error {
	was, isRound := before.(*Round)
	if !isRound {
		return nil
	}
	is, stays := after.(*Round)
	same := func(a, b Vote) bool { return a == b }
	switch {
	case !stays:
		return errs.New(errs.Conflict, "A round is kept for ever. Open another one instead.")
	case was.State != Open && (is.State != was.State || !slices.EqualFunc(is.Votes, was.Votes, same)):
		return errs.New(errs.Conflict, "A round that was %s stays so. Open another one instead.", was.State)
	case len(is.Voted) < len(was.Voted):
		return errs.New(errs.Conflict, "Who has voted has voted. A vote can be changed until the round is revealed.")
	}
	return nil
}

// openRound gives the round that is open in a refinement, or nil.
func openRound(ctx context.Context, v *op.View, r *Refinement) (*Round, error) {
	found, err := record.Where[Round](ctx, v.At, "d.refinement_id = ? and d.state = 'open' order by d.id limit 1", r.ID)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// nextNumber counts the rounds about an item in a refinement; "" stands for
// those that were entered by themselves.
func nextNumber(ctx context.Context, v *op.View, item, refinement string) (int64, error) {
	within, args := "refinement_id = ?", []any{v.Workspace, item, refinement}
	if refinement == "" {
		within, args = "refinement_id is null", args[:2]
	}
	n, err := store.One[int64](ctx, v.R, "select coalesce(max(number), 0) from round where workspace_id = ? and record_id = ? and "+within, args...)
	return n + 1, err
}

// RoundIn opens a round.
type RoundIn struct {
	Refinement string `json:"refinement" ref:"refinement" v:"required" doc:"Id or key of the refinement."`
	Item       string `json:"item" ref:"record" doc:"Id or key of the item that the caller sees as current: when somebody else has moved on meanwhile, the call fails and says so."`
}

// startRound opens a round. Two who open one at once get the same.
func startRound(ctx context.Context, tx *op.Tx, in RoundIn) (*Round, error) {
	r, err := open(ctx, &tx.View, in.Refinement)
	if err != nil {
		return nil, err
	}
	if r.Current == "" {
		return nil, errs.New(errs.Conflict, "No item has its turn. Give one its turn first (refinement.turn).")
	}
	if in.Item != "" {
		row, err := tx.Base(ctx, in.Item)
		if err != nil {
			return nil, err
		}
		if row.ID != string(r.Current) {
			return nil, movedOn(ctx, tx, r)
		}
	}
	there, err := openRound(ctx, &tx.View, r)
	if there != nil || err != nil {
		return there, err
	}
	scale, err := stepsOf(ctx, &tx.View, string(r.Product))
	if err != nil {
		return nil, err
	}
	out := &Round{Refinement: id.Ref(r.ID), Scale: scale, State: Open, Voted: []string{}, Votes: []Vote{}}
	out.Product, out.Record = r.Product, r.Current
	if out.Number, err = nextNumber(ctx, &tx.View, string(r.Current), r.ID); err != nil {
		return nil, err
	}
	return out, tx.Insert(ctx, out)
}
