package release

import (
	"context"
	"strings"

	"throughline/internal/area/roadmap"
	"throughline/internal/core/kind"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// GoIn gives the go to a release.
type GoIn struct {
	ID string    `json:"id" in:"path" v:"required" doc:"Id or key of the release."`
	On clock.Day `json:"on" v:"day" doc:"The day it went out; today when left out."`
	// Reason and Despite stay apart: the one says what speaks for it, the other
	// answers for what speaks against.
	Reason  string `json:"reason" v:"max=5000" doc:"Why it goes out."`
	Despite string `json:"despite" v:"max=5000" doc:"Why it goes out with what holds it: open rejections, approvals that are missing. Required where there are any."`
}

// HoldIn says no-go.
type HoldIn struct {
	ID     string `json:"id" in:"path" v:"required" doc:"Id or key of the release."`
	Reason string `json:"reason" v:"required,max=5000" doc:"Why it does not go out."`
}

func goOut(ctx context.Context, tx *op.Tx, in GoIn) (*Release, error) {
	before, err := waiting(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	ready, err := check(ctx, &tx.View, before)
	if err != nil {
		return nil, err
	}
	held := ready.holding()
	if len(held) > 0 && strings.TrimSpace(in.Despite) == "" {
		return nil, errs.Fieldf("despite", "is required: %s. Say why it goes out all the same.", ready.inTheWay())
	}
	s, err := tx.Meant(ctx, before, isReleased)
	if err != nil {
		return nil, err
	}
	after := *before
	after.State, after.ReleasedOn = s.Name, in.On
	after.rule(tx, isGo, in.Reason)
	after.Despite, after.HeldBy = "", held
	if len(held) > 0 {
		after.Despite = in.Despite
	}
	if after.ReleasedOn == "" {
		after.ReleasedOn = tx.Day(tx.Moment())
	}
	if err := tx.Update(ctx, before, &after); err != nil {
		return nil, err
	}
	features, err := store.All[string](ctx, tx.R, "select r.id from link l join record r on r.workspace_id = l.workspace_id and r.id = l.from_id where l.workspace_id = ? and l.to_id = ? and l.type = ? and r.kind = 'feature' order by r.id",
		tx.Workspace, before.ID, link.ShipsIn)
	if err != nil {
		return nil, err
	}
	for _, f := range features {
		if err := roadmap.Ship(ctx, tx, f); err != nil {
			return nil, err
		}
	}
	return &after, nil
}

// waiting finds a release that did not go out yet.
func waiting(ctx context.Context, tx *op.Tx, ref string) (*Release, error) {
	r, err := op.Find[Release](ctx, &tx.View, ref)
	if err != nil {
		return nil, err
	}
	if err := kind.Expect(tx, r.Base()); err != nil {
		return nil, err
	}
	if c := r.Category; c != record.Todo && c != record.Doing {
		return nil, errs.New(errs.Conflict, "%s is %s. Only a release that is planned or in progress can go out.", r.Key, r.State)
	}
	return r, nil
}

// Rulings.
const (
	isGo   = "go"
	isNoGo = "no-go"
)

func (r *Release) rule(tx *op.Tx, ruling, reason string) {
	r.Ruling, r.RulingReason, r.RuledAt, r.RuledBy = ruling, reason, tx.Moment(), id.Ref(tx.Actor.Member)
}

func hold(ctx context.Context, tx *op.Tx, in HoldIn) (*Release, error) {
	before, err := waiting(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	after.rule(tx, isNoGo, in.Reason)
	return &after, tx.Update(ctx, before, &after)
}
