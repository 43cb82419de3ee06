package plan

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// Then asks for the roadmap as it was, or as it might be; for the roadmap as it
// is when nothing is said.
type Then struct {
	AsOf     clock.Day `json:"asOf" in:"query" v:"day" doc:"As it was at the end of this day."`
	Snapshot string    `json:"snapshot" in:"query" ref:"-" doc:"As it was when a snapshot was taken, by its id."`
	Scenario string    `json:"scenario" in:"query" ref:"-" doc:"As a scenario has it, by its id: with what it puts elsewhere, and what has to move with that."`
}

// Other is the roadmap that was asked for, where that is not the one that is.
type Other struct {
	Name string          // what it is, in words
	On   clock.Day       // the day of which it tells; "" for a scenario, which is of today
	Was  *Roadmap        // the lines as they were; nil for a scenario
	Puts map[string]Move // what a scenario has elsewhere, by line
}

// Read gives what was asked for; nil for the roadmap as it is.
func (t Then) Read(ctx context.Context, v *op.View) (*Other, error) {
	then := t.AsOf != "" || t.Snapshot != ""
	switch {
	case t.Scenario != "" && then:
		return nil, errs.Fieldf("scenario", "is about the roadmap as it is now; leave out the day or the snapshot, or the scenario")
	case t.Scenario != "":
		return t.scenario(ctx, v)
	case !then:
		return nil, nil //nolint:nilnil // the roadmap as it is
	case t.Snapshot == "" && t.AsOf > v.Today():
		return nil, errs.Fieldf("asOf", "lies ahead: %s has not come yet. Choose a day that is over, or make a scenario of what might be", t.AsOf)
	}
	return t.past(ctx, v)
}

func (t Then) past(ctx context.Context, v *op.View) (*Other, error) {
	at, err := momentOf(ctx, v, t.AsOf, t.Snapshot)
	if err != nil {
		return nil, err
	}
	out := &Other{On: t.AsOf, Name: "As it was on " + t.AsOf.Time().Format("2 Jan 2006")}
	if t.Snapshot != "" {
		s, err := op.Find[RoadmapSnapshot](ctx, v, t.Snapshot)
		if err != nil {
			return nil, err
		}
		out.On = clock.DayOf(s.At, v.Zone())
		out.Name = s.Name + ": as it was on " + out.On.Time().Format("2 Jan 2006")
	}
	all, err := Load(ctx, v)
	if err != nil {
		return nil, err
	}
	out.Was, _, err = all.asOf(ctx, v, *at)
	return out, err
}

func (t Then) scenario(ctx context.Context, v *op.View) (*Other, error) {
	sc, err := op.Find[RoadmapScenario](ctx, v, t.Scenario)
	if err != nil {
		return nil, err
	}
	all, err := Present(ctx, v)
	if err != nil {
		return nil, err
	}
	effect := sc.effect(all)
	out := &Other{Name: "What if: " + sc.Name, Puts: map[string]Move{}}
	if sc.State == scenarioTaken {
		out.Name += " (taken)"
	}
	for _, moves := range [][]Move{effect.Puts, effect.Moves} {
		for _, m := range moves {
			out.Puts[m.ID] = m
		}
	}
	return out, nil
}
