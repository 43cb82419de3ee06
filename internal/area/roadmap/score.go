package roadmap

import (
	"context"

	"throughline/internal/core/op"
)

// Formula is the version of the formula here; it goes with every score.
const Formula = "rice-1"

// RICE is reach times impact times confidence (in percent) by effort (in
// person-months). Anything under a month counts as half a month. ok is false
// when the effort is not known to be above 0: then nothing can be scored.
func RICE(reach, impact, confidence, effort float64) (score float64, ok bool) {
	if effort <= 0 {
		return 0, false
	}
	if effort < 1 {
		effort = 0.5
	}
	return reach * impact * (confidence / 100) / effort, true
}

// ScoreIn names a feature.
type ScoreIn struct {
	ID string `json:"id" in:"path" v:"required" doc:"Id or key of the feature."`
}

// Scored is a feature's score with what it was made from.
type Scored struct {
	Feature    string   `json:"feature" ref:"feature" doc:"Key of the feature."`
	Reach      *int64   `json:"reach"`
	Impact     *float64 `json:"impact"`
	Confidence *float64 `json:"confidence"`
	Effort     *float64 `json:"effort"`
	Score      *float64 `json:"score" doc:"Unrounded; null while something is missing or the effort is 0."`
	Moonshot   bool     `json:"moonshot" doc:"The confidence is below 50."`
	Formula    string   `json:"formula" doc:"Version of the formula."`
}

func scoreOf(ctx context.Context, v *op.View, in ScoreIn) (*Scored, error) {
	f, err := op.Find[Feature](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	return f.Scored(), nil
}

// Scored scores a feature.
func (f *Feature) Scored() *Scored {
	out := &Scored{Feature: f.Key, Reach: f.Reach, Impact: f.Impact, Confidence: f.Confidence, Effort: f.Effort, Formula: Formula}
	out.Moonshot = f.Confidence != nil && *f.Confidence < 50
	if f.Reach == nil || f.Impact == nil || f.Confidence == nil || f.Effort == nil {
		return out
	}
	if s, ok := RICE(float64(*f.Reach), *f.Impact, *f.Confidence, *f.Effort); ok {
		out.Score = &s
	}
	return out
}
