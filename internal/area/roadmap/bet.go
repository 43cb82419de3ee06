package roadmap

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"throughline/internal/area/product"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Assumption is something that has to be true for a feature to work, and how
// one finds out.
type Assumption struct {
	ID     string `json:"id" doc:"Unique in its feature."`
	Text   string `json:"text"`
	Type   string `json:"type" doc:"desirability, viability, feasibility, usability or ethical."`
	Test   string `json:"test" doc:"How one finds out; empty while nobody knows."`
	Result string `json:"result" doc:"Empty until it was tested, then holds or fails."`
}

// Outcomes of a bet.
const (
	Hit      = "hit"
	Missed   = "missed"
	TooEarly = "too early"
)

// Sorts of assumptions, and what a test may say of one.
var (
	AssumptionTypes = []string{"desirability", "viability", "feasibility", "usability", "ethical"}
	assumptionTypes = map[string]bool{"desirability": true, "viability": true, "feasibility": true, "usability": true, "ethical": true}
	testResults     = map[string]bool{"": true, "holds": true, "fails": true}
)

// Predicts says whether all is there by which a number can settle the bet.
func (f *Feature) Predicts() bool {
	return f.BetMetric != "" && f.BetLow != nil && f.BetHigh != nil && f.BetOn != ""
}

// Rises says whether the bet is on a rise of the number.
func (f *Feature) Rises() bool { return f.BetHigh != nil && *f.BetHigh > 0 }

func (f *Feature) checkBet(list *errs.List) {
	// One end alone is kept: people say one after the other, and until both are
	// there the bet is incomplete.
	if f.BetLow != nil && f.BetHigh != nil {
		switch {
		case *f.BetHigh < *f.BetLow:
			list.Add("betHigh", "must not lie below the other end, %v", *f.BetLow)
		case *f.BetLow <= 0 && *f.BetHigh >= 0:
			list.Add("betLow", "a bet predicts a change, so 0 cannot lie within it: both ends above 0 for a rise, both below for a fall")
		}
	}
	if f.CostLimit != nil && f.CostIn == "" {
		list.Add("costIn", "is required where there is a limit: three capitals, like EUR")
	}
	if f.CostIn != "" && (len(f.CostIn) != 3 || strings.Trim(f.CostIn, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "") {
		list.Add("costIn", "must be three capitals, like EUR")
	}
	seen := map[string]bool{}
	for i, a := range f.Assumptions {
		a.check(fmt.Sprintf("assumptions.%d.", i), seen, list)
	}
}

func (a Assumption) check(at string, seen map[string]bool, list *errs.List) {
	switch {
	case a.ID == "" || len(a.ID) > 40:
		list.Add(at+"id", "must have 1 to 40 characters")
	case seen[a.ID]:
		list.Add(at+"id", "stands twice in one feature")
	}
	seen[a.ID] = true
	if strings.TrimSpace(a.Text) == "" || utf8.RuneCountInString(a.Text) > 1000 {
		list.Add(at+"text", "must have 1 to 1000 characters")
	}
	if utf8.RuneCountInString(a.Test) > 1000 {
		list.Add(at+"test", "must have at most 1000 characters")
	}
	if !assumptionTypes[a.Type] {
		list.Add(at+"type", "must be %s", strings.Join(AssumptionTypes, ", "))
	}
	if !testResults[a.Result] {
		list.Add(at+"result", "must be holds, fails or empty")
	}
}

// same says whether two bets predict the same.
func (f *Feature) sameBet(o *Feature) bool {
	return f.BetMetric == o.BetMetric && alike(f.BetLow, o.BetLow) && alike(f.BetHigh, o.BetHigh) && alike(f.BetOdds, o.BetOdds) && f.BetIn == o.BetIn && f.BetOn == o.BetOn
}

func alike(a, b *float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// settleFeature notes the day on which a feature went out and on which its bet
// was made, and sees that a bet stands as it was once the feature is out.
func settleFeature(ctx context.Context, tx *op.Tx, before, after record.Entity) error {
	f := after.(*Feature)
	var was Feature
	if before != nil {
		was = *before.(*Feature)
	}
	settles := f.BetSettledAt != was.BetSettledAt
	out := was.Category == record.Done || was.BetOutcome == Hit || was.BetOutcome == Missed
	if before != nil && out && was.Predicts() && !settles && !f.sameBet(&was) {
		return errs.New(errs.Conflict, "%s is out, so its bet stands as it was made. Settle it; where it is too early, it can be judged on a later day.", f.Key)
	}
	state, err := tx.StateOf(ctx, f)
	if err != nil {
		return err
	}
	if before != nil && state.Meaning == isSettled && was.State != f.State && f.Predicts() && f.BetOutcome != Hit && f.BetOutcome != Missed {
		return errs.New(errs.Invalid, "%s has a bet on a number. It becomes %q by being settled (feature.settle), as a hit or missed.", f.Key, f.State)
	}
	if f.CostLimit != nil && f.CostIn == "" { // people say one after the other
		if f.CostIn, err = product.Currency(ctx, &tx.View, string(f.Product)); err != nil {
			return err
		}
	}
	today := tx.Day(tx.Moment())
	if f.ReleasedOn == was.ReleasedOn {
		f.out(state, today)
	}
	if f.Predicts() && !f.sameBet(&was) && f.BetMadeOn == was.BetMadeOn && !settles {
		f.BetMadeOn, f.BetBy = today, id.Ref(tx.Actor.Member)
	}
	return nil
}

// out notes the day on which it went out, and forgets it when it comes back.
func (f *Feature) out(state record.State, today clock.Day) {
	switch {
	case state.Category == record.Done && f.ReleasedOn == "":
		f.ReleasedOn = today
	case state.Category == record.Todo || state.Category == record.Doing:
		f.ReleasedOn = ""
	}
}

// SettledState names the meaning of the state of features whose bet is over.
const SettledState = isSettled
