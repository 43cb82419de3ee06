package strategy

import (
	"context"
	"math"

	"throughline/internal/area/metric"
	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
)

// Formula is the version of the formulas here; it goes with every score.
const Formula = "okr-1"

// Score is how far a key result has come from its start to its target: raw as
// it is, score held between 0 and 1. It works for numbers that shall fall.
// ok is false when start and target are the same: then nothing can be scored.
func Score(start, target, current float64) (score, raw float64, ok bool) {
	if start == target {
		return 0, 0, false
	}
	raw = (current - start) / (target - start)
	return max(0, min(1, raw)), raw, true
}

// Weighed is a score with its share in a mean.
type Weighed struct{ Score, Weight float64 }

// Mean is the weighted mean of scores; ok is false when there is nothing to
// weigh.
func Mean(scores []Weighed) (mean float64, ok bool) {
	var sum, weight float64
	for _, s := range scores {
		sum += s.Score * s.Weight
		weight += s.Weight
	}
	if weight == 0 {
		return 0, false
	}
	return sum / weight, true
}

// Colour of a score, rounded to one decimal first: green from 0.7, yellow from
// 0.4, else red.
func Colour(score float64) string {
	switch r := math.Round(score*10) / 10; {
	case r >= 0.7:
		return "green"
	case r >= 0.4:
		return "yellow"
	default:
		return "red"
	}
}

// ScoreIn names an objective.
type ScoreIn struct {
	ID string `json:"id" in:"path" v:"required" doc:"Id or key of the objective."`
}

// Scored is an objective's score with what it was made from.
type Scored struct {
	Objective  string            `json:"objective" ref:"objective" doc:"Key of the objective."`
	Ambition   string            `json:"ambition"`
	Score      *float64          `json:"score" doc:"Weighted mean of the key results that can be scored, 0 to 1; null when none can."`
	Colour     string            `json:"colour" doc:"green, yellow or red; empty when not scored."`
	Formula    string            `json:"formula" doc:"Version of the formulas."`
	KeyResults []ScoredKeyResult `json:"keyResults"`
}

// ScoredKeyResult is a key result's score with what it was made from.
type ScoredKeyResult struct {
	ID         string        `json:"id"`
	Title      string        `json:"title"`
	Unit       string        `json:"unit"`
	Start      *float64      `json:"start"`
	Target     *float64      `json:"target"`
	Current    *float64      `json:"current" doc:"The metric's last point, or what was checked in."`
	At         clock.Instant `json:"at" doc:"Of the metric's point; null when it was checked in."`
	Weight     float64       `json:"weight"`
	Confidence *float64      `json:"confidence"`
	Metric     string        `json:"metric" ref:"metric" doc:"Id of the metric that it follows; empty for none."`
	Work       string        `json:"work" ref:"-" doc:"The delivered work that it follows; empty for none."`
	Score      *float64      `json:"score" doc:"0 to 1; null when it cannot be scored."`
	Raw        *float64      `json:"raw" doc:"Before it is held between 0 and 1."`
	Colour     string        `json:"colour"`
	Outlook    *Outlook      `json:"outlook" doc:"What it would need from here, and its odds; null where it cannot be said, as without a period, and in a tree that was not asked for odds."`
	History    []Said        `json:"history" doc:"Its newest check-ins, at most 26, oldest first; empty in a tree."`
}

func scoreOf(ctx context.Context, v *op.View, in ScoreIn) (*Scored, error) {
	o, err := op.Find[Objective](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	n, err := numbersOf(ctx, v, outlookPoints, o)
	if err != nil {
		return nil, err
	}
	out := o.Scored(n.last(), n.work)
	history, err := confidences(ctx, v, o.ID)
	if err != nil {
		return nil, err
	}
	for i := range out.KeyResults {
		k := &out.KeyResults[i]
		k.History = history[o.ID][k.ID]
		if k.History == nil {
			k.History = []Said{}
		}
		past := n.points[k.Metric]
		if k.Metric == "" {
			past = entered(k.History)
		}
		k.Outlook = o.outlook(k, past, v.Now)
	}
	return out, nil
}

// Scored scores an objective with the last points of its metrics, and what is
// delivered of the work it follows, both by id.
func (o *Objective) Scored(points map[string]metric.Point, work map[string]Worked) *Scored {
	out := &Scored{Objective: o.Key, Ambition: o.Ambition, Formula: Formula, KeyResults: []ScoredKeyResult{}}
	var all []Weighed
	for _, r := range o.KeyResults {
		s := r.scored(o.ID, points, work)
		if s.Score != nil {
			all = append(all, Weighed{*s.Score, s.Weight})
		}
		out.KeyResults = append(out.KeyResults, s)
	}
	if mean, ok := Mean(all); ok {
		out.Score, out.Colour = &mean, Colour(mean)
	}
	return out
}

func (r KeyResult) scored(objective string, points map[string]metric.Point, work map[string]Worked) ScoredKeyResult {
	s := ScoredKeyResult{
		ID: r.ID, Title: r.Title, Unit: r.Unit, Start: r.Start, Target: r.Target, Current: r.Current,
		Weight: 1, Confidence: r.Confidence, Metric: r.Metric, Work: r.Work, History: []Said{},
	}
	if r.Weight != nil {
		s.Weight = *r.Weight
	}
	switch {
	case r.Metric != "":
		s.Current = nil
		if p, ok := points[r.Metric]; ok {
			s.Current, s.At = &p.Value, p.At
		}
	case r.Work == Features:
		done := float64(work[objective].Done)
		s.Current = &done
	case r.Work != "":
		s.Current = nil
		if share, ok := metric.Share(float64(work[r.Work].Done), float64(work[r.Work].All)); ok {
			s.Current = &share
		}
	}
	if s.Start == nil || s.Target == nil || s.Current == nil {
		return s
	}
	if score, raw, ok := Score(*s.Start, *s.Target, *s.Current); ok {
		s.Score, s.Raw, s.Colour = &score, &raw, Colour(score)
	}
	return s
}
