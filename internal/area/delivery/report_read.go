package delivery

import (
	"context"
	"slices"

	"throughline/internal/area/backlog"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
)

// Report is how a sprint came out, or stands.
type Report struct {
	Sprint    string        `json:"sprint" ref:"sprint" doc:"Key of the sprint."`
	State     string        `json:"state"`
	Goal      string        `json:"goal"`
	GoalMet   string        `json:"goalMet"`
	Outcome   string        `json:"outcome"`
	Objective id.Ref        `json:"objective" ref:"objective"`
	KeyResult string        `json:"keyResult"`
	StartedAt clock.Instant `json:"startedAt"`
	ClosedAt  clock.Instant `json:"closedAt"`
	Capacity  *float64      `json:"capacity" doc:"That it was started with."`
	Committed Sum           `json:"committed" doc:"What was in it when it was started, at the sizes of then."`
	Came      Sum           `json:"came" doc:"What came in while it ran."`
	Went      Sum           `json:"went" doc:"What was agreed on and went out while it ran, or was given up."`
	Done      Sum           `json:"done" doc:"What awaits its verdict."`
	Accepted  Sum           `json:"accepted" doc:"What was accepted: its velocity."`
	Kept      Sum           `json:"kept" doc:"Of what was agreed on: done or accepted."`
	Open      Sum           `json:"open" doc:"What is unfinished, or was when it was closed."`
	Carried   []Carried     `json:"carried" doc:"Where that went."`
	Trades    int           `json:"trades"`
}

// Sum is some items and their points.
type Sum struct {
	Items  int      `json:"items"`
	Points float64  `json:"points"`
	Keys   []string `json:"keys" doc:"Of the items, in the order of the backlog."`
}

func (s *Sum) add(key string, estimate *float64) {
	s.Items++
	if estimate != nil {
		s.Points += *estimate
	}
	s.Keys = append(s.Keys, key)
}

func report(ctx context.Context, v *op.View, in SprintIn) (*Report, error) {
	s, err := op.Find[Sprint](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	items, err := backlog.InSprint(ctx, v, s.ID)
	if err != nil {
		return nil, err
	}
	made, err := record.Where[Trade](ctx, v.At, "d.record_id = ? limit ?", s.ID, tradeLimit)
	if err != nil {
		return nil, err
	}
	r := &Report{
		Sprint: s.Key, State: s.State, Goal: s.Goal, GoalMet: s.GoalMet, Outcome: s.Outcome, Objective: s.Objective, KeyResult: s.KeyResult,
		StartedAt: s.StartedAt, ClosedAt: s.ClosedAt, Capacity: s.Planned, Carried: s.Carried, Trades: len(made),
	}
	r.sum(s, items)
	return r, nil
}

// sum sorts the items by what became of them.
func (r *Report) sum(s *Sprint, items []backlog.Item) {
	promised := map[string]bool{}
	for _, c := range s.Committed {
		promised[c.Item] = true
		r.Committed.add(c.Key, c.Estimate)
	}
	here := map[string]bool{}
	for n := range items {
		i := &items[n]
		here[i.ID] = true
		given := i.Category == record.Closed && !isAccepted(i)
		if s.StartedAt != 0 && !promised[i.ID] && !given {
			r.Came.add(i.Key, i.Estimate)
		}
		switch {
		case given && promised[i.ID]:
			r.Went.add(i.Key, i.Estimate)
		case given:
		case i.Category == record.Closed:
			r.Accepted.add(i.Key, i.Estimate)
		case i.Category == record.Done:
			r.Done.add(i.Key, i.Estimate)
		default:
			r.Open.add(i.Key, i.Estimate)
		}
		if promised[i.ID] && (i.Category == record.Done || isAccepted(i)) {
			r.Kept.add(i.Key, i.Estimate)
		}
	}
	r.gone(s, here, promised)
}

// gone adds what is in the sprint no longer: carried on at its end, or taken
// out before.
func (r *Report) gone(s *Sprint, here, promised map[string]bool) {
	carried := map[string]bool{}
	for _, c := range s.Carried {
		carried[c.Item] = true
		if here[c.Item] {
			continue // its done part stayed
		}
		r.Open.add(c.Key, c.Estimate)
		if !promised[c.Item] {
			r.Came.add(c.Key, c.Estimate)
		}
	}
	for _, c := range s.Committed {
		if !here[c.Item] && !carried[c.Item] {
			r.Went.add(c.Key, c.Estimate)
		}
	}
	for _, sum := range []*Sum{&r.Committed, &r.Came, &r.Went, &r.Done, &r.Accepted, &r.Kept, &r.Open} {
		if sum.Keys == nil {
			sum.Keys = []string{}
		}
		sum.Keys = slices.Clip(sum.Keys)
	}
}
