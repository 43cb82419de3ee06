package app

import (
	"context"
	"time"

	"throughline/internal/core/op"
	"throughline/internal/core/right"
)

// promisesEvery is how often promises are weighed. Their odds move with whole
// days of work; their days pass at midnight of each workspace.
const promisesEvery = time.Hour

// watchPromises looks at all promises until ctx ends.
func (a *App) watchPromises(ctx context.Context) {
	tick := time.NewTicker(promisesEvery)
	defer tick.Stop()
	for {
		if err := a.WatchPromises(ctx); err != nil && ctx.Err() == nil {
			a.Log.ErrorContext(ctx, "promises could not be looked at", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// WatchPromises looks at all promises once, and tells those whose are at risk.
func (a *App) WatchPromises(ctx context.Context) error {
	_, err := a.Engine.Run(ctx, op.Call{Op: "promise.watch", Actor: right.Actor{Through: op.Operator}})
	return err
}
