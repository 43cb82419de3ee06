package bet

import (
	"context"
	"strings"

	"throughline/internal/area/roadmap"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Settle settles a bet.
type Settle struct {
	ID      string    `json:"id" in:"path" v:"required" doc:"Id or key of the feature."`
	Outcome string    `json:"outcome" v:"enum=hit|missed|too early" doc:"What the number says, when left out."`
	Reason  string    `json:"reason" v:"max=5000" doc:"Why; required where it is not what the number says."`
	Again   clock.Day `json:"again" v:"day" doc:"When it is too early: the day on which to judge it instead."`
}

// settle keeps how a bet came out, with what the number was and said, and moves
// the feature on; where it is too early, it puts the day off.
func settle(ctx context.Context, tx *op.Tx, in Settle) (_ *roadmap.Feature, err error) {
	defer errs.Wrap(&err, "feature.settle %s", in.ID)
	before, err := op.Find[roadmap.Feature](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if err := mayBeSettled(before); err != nil {
		return nil, err
	}
	b, err := open(ctx, &tx.View, []roadmap.Feature{*before})
	if err != nil {
		return nil, err
	}
	if _, seen := b.metrics[string(before.BetMetric)]; !seen {
		return nil, errs.New(errs.Forbidden, "The metric of %s belongs to a product that you may not see. Ask somebody who sees both to settle it.", before.Key)
	}
	o := b.observe(before)
	says := judge(before, o, b.today)
	if in.Outcome == "" {
		in.Outcome = says.Outcome
	}
	if err := in.fits(says, b.today); err != nil {
		return nil, err
	}
	after := *before
	after.BetOutcome, after.BetSuggested, after.BetReason = in.Outcome, says.Outcome, in.Reason
	after.BetSettledAt, after.BetSettledBy = tx.Moment(), id.Ref(tx.Actor.Member)
	if o != nil {
		after.BetBefore, after.BetChange, after.BetChangeLow, after.BetChangeHigh = o.Before, o.Change, o.Low, o.High
	}
	if in.Outcome == roadmap.TooEarly {
		if after.BetJudgedFirst == "" {
			after.BetJudgedFirst = before.BetOn
		}
		after.BetOn = in.Again
		return &after, tx.Update(ctx, before, &after)
	}
	if before.Category == record.Done {
		s, err := tx.Meant(ctx, before, roadmap.SettledState)
		if err != nil {
			return nil, err
		}
		after.State = s.Name
	}
	return &after, tx.Update(ctx, before, &after)
}

func mayBeSettled(f *roadmap.Feature) error {
	switch {
	case !f.Predicts():
		return errs.New(errs.Conflict, "%s has no bet that a number can settle: it takes a metric, a range and a day.", f.Key)
	case f.BetOutcome == roadmap.Hit || f.BetOutcome == roadmap.Missed:
		return errs.New(errs.Conflict, "The bet of %s is settled as %s. Undo that first.", f.Key, f.BetOutcome)
	case f.ReleasedOn == "":
		return errs.New(errs.Conflict, "%s is not out yet, so its bet cannot be settled.", f.Key)
	}
	return nil
}

// fits sees that an outcome may be set: with a reason where the number says
// another, and with a later day where it is too early.
func (in Settle) fits(says Says, today clock.Day) error {
	if in.Outcome != says.Outcome && strings.TrimSpace(in.Reason) == "" {
		return errs.Fieldf("reason", "is required: the number says %s. %s", says.Outcome, says.Why)
	}
	if in.Outcome == roadmap.TooEarly && in.Again <= today {
		return errs.Fieldf("again", "is required where it is too early: a day after today on which to judge it")
	}
	return nil
}
