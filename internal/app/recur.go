package app

import (
	"context"
	"time"

	"throughline/internal/area/acceptance"
	"throughline/internal/area/backlog/making"
	"throughline/internal/kit/errs"
)

// recurEvery is how often rules that make items are looked at. They speak of
// days, so that an item comes within a quarter of an hour of its day's start.
const recurEvery = 15 * time.Minute

// recur makes the items that are due by rules, until ctx ends.
func (a *App) recur(ctx context.Context) {
	tick := time.NewTicker(recurEvery)
	defer tick.Stop()
	for {
		if _, err := a.Recur(ctx); err != nil && ctx.Err() == nil {
			a.Log.ErrorContext(ctx, "recurring items could not be made", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Recur makes what is due now in all workspaces, and says how many it made.
func (a *App) Recur(ctx context.Context) (made int, err error) {
	defer errs.Wrap(&err, "app.recur")
	all, err := a.workspaces(ctx)
	if err != nil {
		return 0, err
	}
	for _, ws := range all {
		n, err := making.RunDue(ctx, a.Engine, ws)
		if err != nil {
			return made, err
		}
		made += n
		if _, err := acceptance.RemindDue(ctx, a.Engine, ws); err != nil {
			return made, err
		}
	}
	return made, nil
}
