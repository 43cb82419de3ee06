package roadmap

import (
	"context"
	"slices"

	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// Feature is what will be offered to serve an opportunity. It stands on the
// roadmap.
type Feature struct {
	record.Record
	Horizon    string    `db:"horizon" json:"horizon" by:"roadmap.place" v:"enum=now|next|later" doc:"How far away it is, where no dates are promised."`
	StartOn    clock.Day `db:"start_on" json:"startOn" by:"roadmap.place" v:"day" doc:"When work on it begins."`
	EndOn      clock.Day `db:"end_on" json:"endOn" by:"roadmap.place" v:"day" doc:"When it is promised."`
	Hypothesis string    `db:"hypothesis" json:"hypothesis" by:"*" v:"max=4000" doc:"The bet: what will change for whom, and which number will show it."`
	Reach      *int64    `db:"reach" json:"reach" by:"feature.score" v:"min=0" doc:"People or events per quarter."`
	Impact     *float64  `db:"impact" json:"impact" by:"feature.score" doc:"Per person reached: 3 massive, 2 high, 1 medium, 0.5 low, 0.25 minimal."`
	Confidence *float64  `db:"confidence" json:"confidence" by:"feature.score" v:"min=0,max=100" doc:"In percent: 100 high, 80 medium, 50 low; below that it is a shot at the moon."`
	Effort     *float64  `db:"effort" json:"effort" by:"feature.score" v:"min=0" doc:"Person-months of the whole team."`
	EffortLow  *float64  `db:"effort_low" json:"effortLow" by:"feature.score" v:"min=0" doc:"The effort if all goes well."`
	EffortHigh *float64  `db:"effort_high" json:"effortHigh" by:"feature.score" v:"min=0" doc:"The effort if much goes wrong."`
	ReleasedOn clock.Day `db:"released_on" json:"releasedOn" v:"day" doc:"The day it went out."`

	// The bet: see bet.go.

	Problem     string       `db:"problem" json:"problem" by:"*" v:"max=4000" doc:"What is wrong for whom, and how one knows."`
	BetMetric   id.Ref       `db:"bet_metric_id" json:"betMetric" by:"*" ref:"metric" label:"Bet on" doc:"The number that shall move."`
	BetLow      *float64     `db:"bet_low" json:"betLow" by:"*" label:"Change from" doc:"The lower end of the predicted change; below 0 where the number shall fall. The true change should lie between both ends in four cases of five."`
	BetHigh     *float64     `db:"bet_high" json:"betHigh" by:"*" label:"Change to" doc:"The upper end of the predicted change."`
	BetIn       string       `db:"bet_in" json:"betIn" by:"*" v:"enum=unit|percent" label:"Change in" doc:"What the change is told in: the metric's own unit, or percent of where it stood. The unit when left out."`
	BetOn       clock.Day    `db:"bet_on" json:"betOn" by:"*" v:"day" label:"Judged on" doc:"The day on which the number settles it."`
	BetOdds     *float64     `db:"bet_odds" json:"betOdds" by:"*" v:"min=0,max=100" label:"Odds" doc:"How sure one is of a hit, in percent."`
	CostLimit   *int64       `db:"cost_limit" json:"costLimit" by:"*" v:"min=0" doc:"What it may cost at most, in minor units of the currency."`
	CostIn      string       `db:"cost_in" json:"costIn" by:"*" v:"max=3" label:"Currency" doc:"Of the cost limit, as ISO 4217 says it; the product's when left out."`
	Dangers     string       `db:"dangers" json:"dangers" by:"*" v:"max=4000" label:"What may go wrong" doc:"What may go wrong, in Markdown; risks of the register are linked."`
	StopWhen    string       `db:"stop_when" json:"stopWhen" by:"*" v:"max=2000" label:"Stop when" doc:"What would make us stop before it is finished."`
	Assumptions []Assumption `db:"assumptions" json:"assumptions" by:"*" v:"max=30" doc:"What has to be true for it to work."`

	BetBy     id.Ref    `db:"bet_by" json:"betBy" ref:"member" label:"Bet by" doc:"Who made the bet as it stands."`
	BetMadeOn clock.Day `db:"bet_made_on" json:"betMadeOn" v:"day" label:"Bet made" doc:"The day on which the prediction was last changed. A bet made after the release is in no track record."`

	BetOutcome     string        `db:"bet_outcome" json:"betOutcome" v:"enum=hit|missed|too early" label:"Outcome" doc:"How it came out."`
	BetSuggested   string        `db:"bet_suggested" json:"betSuggested" v:"enum=hit|missed|too early" label:"Outcome by the number" doc:"What the number said when it was settled."`
	BetReason      string        `db:"bet_reason" json:"betReason" v:"max=5000" label:"Settled because" doc:"Why it was settled so; required where that is not what the number says."`
	BetBefore      *float64      `db:"bet_before" json:"betBefore" label:"Stood at" doc:"The metric before the release, when it was settled."`
	BetChange      *float64      `db:"bet_change" json:"betChange" label:"Change" doc:"The change that was seen, told as the bet is."`
	BetChangeLow   *float64      `db:"bet_change_low" json:"betChangeLow" label:"Change at least" doc:"Lower end of the 95 % interval of that change."`
	BetChangeHigh  *float64      `db:"bet_change_high" json:"betChangeHigh" label:"Change at most" doc:"Upper end of it."`
	BetSettledAt   clock.Instant `db:"bet_settled_at" json:"betSettledAt" label:"Settled"`
	BetSettledBy   id.Ref        `db:"bet_settled_by" json:"betSettledBy" ref:"member" label:"Settled by"`
	BetJudgedFirst clock.Day     `db:"bet_judged_first" json:"betJudgedFirst" v:"day" label:"First judged on" doc:"The day that the bet named, where it was put off because it was too early."`
}

// States that rules speak of, by what they mean.
const (
	isPlanned    = "planned"
	isInProgress = "in progress"
	isReleased   = "released"
	isSettled    = "settled"
)

var featureStates = record.States("idea", "todo", "candidate", "todo", isPlanned, "todo", isInProgress, "doing", isReleased, "done", isSettled, "closed", "dropped", "closed")

// Check holds for every stored feature.
func (f *Feature) Check(list *errs.List) {
	checkPeriod(f.StartOn, f.EndOn, list)
	f.checkBet(list)
	if f.EffortLow != nil && f.EffortHigh != nil && *f.EffortHigh < *f.EffortLow {
		list.Add("effortHigh", "must not lie below %v, the effort if all goes well", *f.EffortLow)
	}
	if f.Impact != nil && !slices.Contains(impacts, *f.Impact) {
		list.Add("impact", "must be 3 (massive), 2 (high), 1 (medium), 0.5 (low) or 0.25 (minimal)")
	}
}

var impacts = []float64{3, 2, 1, 0.5, 0.25}

// moveFeature says who moves a feature on. What is in progress is a promise:
// it leaves that state only by being released, or by the word of both jobs.
func moveFeature(from, to record.State) (string, error) {
	switch {
	case to.Category == record.Done && from.Category != record.Closed:
		return "release.content", nil
	case from.Category == record.Doing && to.Category != record.Doing:
		return "scope.change", nil
	case to.Category == record.Doing || to.Meaning == isPlanned:
		return "roadmap.place", nil
	default:
		return "feature.define", nil
	}
}

// weighFeature asks both jobs about the dates of a committed feature.
func weighFeature(ctx context.Context, v *op.View, field string, before, _ record.Entity) (string, error) {
	if field != "startOn" && field != "endOn" {
		return "", nil
	}
	is, err := Committed(ctx, v, before.Base().ID)
	if err != nil || !is {
		return "", err
	}
	return "scope.change", nil
}

// Committed says whether others rely on a feature: it is in progress, or
// ships in a release that is.
func Committed(ctx context.Context, v *op.View, feature string) (bool, error) {
	const query = `select count(*) from record r where r.workspace_id = ? and r.category = 'doing' and r.archived_at = 0
 and (r.id = ? or r.kind = 'release' and r.id in (select l.to_id from link l where l.workspace_id = ? and l.from_id = ? and l.type = ?))`
	n, err := store.One[int64](ctx, v.R, query, v.Workspace, feature, v.Workspace, feature, link.ShipsIn)
	return n > 0, err
}

// Ship moves a feature that is in progress on to released: for the release
// that it ships in. Features in other states stay where they are.
func Ship(ctx context.Context, tx *op.Tx, feature string) error {
	before, err := record.Find[Feature](ctx, tx.View.At, feature)
	if err != nil || before.Category != record.Doing {
		return err
	}
	s, err := tx.Meant(ctx, before, isReleased)
	if err != nil {
		return err
	}
	after := *before
	after.State = s.Name
	return tx.Update(ctx, before, &after)
}
