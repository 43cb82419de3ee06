package flow

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/kit/errs"
)

// Chance gives how likely all of a sprint is done by its end, as it is and with
// a trade, for areas that ask in the midst of a change. It looks at what is
// committed, for what is kept of the past must not hold rows that may yet be
// taken back; a sprint that is not there yet has no odds.
func Chance(ctx context.Context, v *op.View, sprint string, add, remove []string) (before, after *float64, err error) {
	err = v.Engine.View(ctx, v.Workspace, v.Actor, func(v *op.View) error {
		odds, err := oddsOfSprint(nil)(ctx, v, SprintOddsIn{Sprint: sprint, Add: add, Remove: remove})
		if err == nil {
			before, after = odds.Before, odds.Odds
		}
		return err
	})
	if errs.Is(err, errs.NotFound) || errs.Is(err, errs.Invalid) {
		return nil, nil, nil
	}
	return before, after, err
}
