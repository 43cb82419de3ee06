package release

import (
	"context"
	"time"

	"throughline/internal/area/roadmap"
	"throughline/internal/core/kind"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// GoIn gives the go to a release.
type GoIn struct {
	ID string    `json:"id" in:"path" v:"required" doc:"Id or key of the release."`
	On clock.Day `json:"on" v:"day" doc:"The day it went out; today when left out."`
}

func goOut(ctx context.Context, tx *op.Tx, in GoIn) (*Release, error) {
	before, err := op.Find[Release](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if err := kind.Expect(tx, before.Base()); err != nil {
		return nil, err
	}
	if c := before.Category; c != record.Todo && c != record.Doing {
		return nil, errs.New(errs.Conflict, "%s is %s. Only a release that is planned or in progress can go out.", before.Key, before.State)
	}
	s, err := tx.Meant(ctx, before, isReleased)
	if err != nil {
		return nil, err
	}
	after := *before
	after.State, after.ReleasedOn = s.Name, in.On
	if after.ReleasedOn == "" {
		if after.ReleasedOn, err = today(ctx, tx); err != nil {
			return nil, err
		}
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

// today is the day of the change in the workspace's time zone.
func today(ctx context.Context, tx *op.Tx) (clock.Day, error) {
	name, err := store.One[string](ctx, tx.R, "select zone from workspace where id = ?", tx.Workspace)
	if err != nil {
		return "", err
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		zone = time.UTC
	}
	return clock.DayOf(tx.Moment(), zone), nil
}
