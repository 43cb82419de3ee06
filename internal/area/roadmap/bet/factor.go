package bet

import (
	"context"
	"fmt"
	"math"

	"throughline/internal/area/roadmap"
	"throughline/internal/core/op"
	"throughline/internal/kit/id"
)

// Factors are what the track records make of confidence, by person and team.
type Factors struct {
	people, teams map[id.Ref]Track
}

// Correction is what one track record makes of confidence.
type Correction struct {
	Whose  string // member or team
	Bets   int
	Factor float64
	said   float64
	came   float64
}

// FactorsOf reads all track records that the actor may see.
func FactorsOf(ctx context.Context, v *op.View) (*Factors, error) {
	all, err := trackRecord(ctx, v, RecordIn{})
	if err != nil {
		return nil, err
	}
	out := &Factors{map[id.Ref]Track{}, map[id.Ref]Track{}}
	for _, t := range all.People {
		out.people[t.Member] = t
	}
	for _, t := range all.Teams {
		out.teams[t.Product] = t
	}
	return out, nil
}

// Of gives the correction for a feature: by the record of who made its bet, or
// owns it, and else by that of its product's team.
func (f *Factors) Of(x *roadmap.Feature) (Correction, bool) {
	for _, who := range []id.Ref{x.BetBy, x.Owner} {
		if t, ok := f.people[who]; ok && who != "" && t.Factor != nil {
			return correction("member", t), true
		}
	}
	if t, ok := f.teams[x.Product]; ok && t.Factor != nil {
		return correction("team", t), true
	}
	return Correction{}, false
}

func correction(whose string, t Track) Correction {
	came := 0.0
	for _, s := range t.Steps {
		came += float64(s.Came.Count)
	}
	return Correction{whose, t.Forecast, *t.Factor, *t.Said, came / float64(t.Forecast)}
}

func (c Correction) why() string {
	return fmt.Sprintf("Of %d settled bets, %.0f%% were said to come and %.0f%% did.", c.Bets, 100*c.said, 100*c.came)
}

// Corrected applies a factor to a confidence, in whole percent.
func Corrected(confidence, factor float64) float64 {
	return math.Min(100, math.Round(confidence*factor))
}
