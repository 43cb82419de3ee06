package board

import (
	"context"
	"strings"

	"throughline/internal/area/backlog"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Block is what holds an item up, from when to when.
type Block struct {
	record.Part
	Reason  string        `db:"reason" json:"reason" v:"required,max=1000" doc:"What is in the way."`
	Since   clock.Instant `db:"since" json:"since"`
	Until   clock.Instant `db:"until" json:"until" doc:"Null while it lasts."`
	EndedBy id.Ref        `db:"ended_by" json:"endedBy" ref:"member" doc:"Who said that it is over."`
}

// BlockIn says what holds an item up.
type BlockIn struct {
	ID     string `json:"id" in:"path" v:"required" doc:"Id or key of the item."`
	Reason string `json:"reason" v:"required,max=1000" doc:"What is in the way, and who could help."`
}

// ItemIn names an item.
type ItemIn struct {
	ID string `json:"id" in:"path" v:"required" doc:"Id or key of the item."`
}

// Blocked is what held an item up, the latest first.
type Blocked struct {
	Item   string  `json:"item" doc:"Key of the item."`
	Hours  float64 `json:"hours" doc:"How long it was blocked in all, up to now."`
	Blocks []Block `json:"blocks"`
}

func block(ctx context.Context, tx *op.Tx, in BlockIn) (*Block, error) {
	i, err := op.Find[backlog.Item](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if i.Category == record.Closed {
		return nil, errs.New(errs.Conflict, "%s is %s; what is closed is not blocked.", i.Key, i.State)
	}
	open, err := openOf(ctx, &tx.View, i.ID)
	if err != nil {
		return nil, err
	}
	if open != nil {
		return nil, errs.New(errs.Conflict, "%s is blocked already: %s. Unblock it first, or comment on it.", i.Key, open.Reason)
	}
	b := &Block{Reason: strings.TrimSpace(in.Reason), Since: tx.Moment()}
	b.Product, b.Record = i.Product, id.Ref(i.ID)
	return b, tx.Insert(ctx, b)
}

func unblock(ctx context.Context, tx *op.Tx, in ItemIn) (*Block, error) {
	i, err := op.Find[backlog.Item](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	before, err := openOf(ctx, &tx.View, i.ID)
	if err != nil {
		return nil, err
	}
	if before == nil {
		return nil, errs.New(errs.Conflict, "%s is not blocked.", i.Key)
	}
	after := *before
	after.Until, after.EndedBy = tx.Moment(), id.Ref(tx.Actor.Member)
	return &after, tx.Update(ctx, before, &after)
}

// openOf gives what holds an item up now, nil when nothing does.
func openOf(ctx context.Context, v *op.View, item string) (*Block, error) {
	found, err := record.Where[Block](ctx, v.At, "d.record_id = ? and d.until = 0 order by d.since desc limit 1", item)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

func blocks(ctx context.Context, v *op.View, in ItemIn) (*Blocked, error) {
	i, err := op.Find[backlog.Item](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	found, err := record.Where[Block](ctx, v.At, "d.record_id = ? order by d.since desc, d.id desc limit 200", i.ID)
	if err != nil {
		return nil, err
	}
	out := &Blocked{Item: i.Key, Blocks: found}
	for _, b := range found {
		until := b.Until
		if until == 0 {
			until = v.Now
		}
		out.Hours += until.Sub(b.Since).Hours()
	}
	return out, nil
}
