package roadmap_test

import (
	"math"
	"testing"

	"throughline/internal/area/roadmap"
)

func TestRICE(t *testing.T) {
	t.Parallel()
	cases := []struct {
		reach, impact, confidence, effort, score float64
		ok                                       bool
	}{
		{500, 2, 80, 2, 400, true},
		{2000, 2, 80, 3, 1066.666667, true},
		{500, 2, 80, 0, 0, false},
		{500, 2, 80, -1, 0, false},
		{0, 3, 100, 1, 0, true},
		{100, 1, 100, 0.25, 200, true}, // under a month counts half a month
		{100, 1, 100, 0.9, 200, true},
		{100, 1, 100, 1, 100, true},
	}
	for _, c := range cases {
		score, ok := roadmap.RICE(c.reach, c.impact, c.confidence, c.effort)
		if ok != c.ok || math.Abs(score-c.score) > 1e-6 {
			t.Errorf("RICE(%v, %v, %v, %v) = %v, %v; want %v, %v", c.reach, c.impact, c.confidence, c.effort, score, ok, c.score, c.ok)
		}
	}
}

func TestWhatAFeatureIsScoredFrom(t *testing.T) {
	t.Parallel()
	reach, impact, confidence, effort, none := int64(500), 2.0, 40.0, 2.0, 0.0
	whole := roadmap.Feature{Reach: &reach, Impact: &impact, Confidence: &confidence, Effort: &effort}
	if s := whole.Scored(); s.Score == nil || *s.Score != 200 || !s.Moonshot || s.Formula == "" {
		t.Errorf("scored as %+v, want 200 and a shot at the moon", s)
	}
	for i, part := range []roadmap.Feature{
		{Impact: &impact, Confidence: &confidence, Effort: &effort},
		{Reach: &reach, Confidence: &confidence, Effort: &effort},
		{Reach: &reach, Impact: &impact, Effort: &effort},
		{Reach: &reach, Impact: &impact, Confidence: &confidence},
		{Reach: &reach, Impact: &impact, Confidence: &confidence, Effort: &none},
	} {
		if s := part.Scored(); s.Score != nil {
			t.Errorf("feature %d lacks something and is scored %v", i, *s.Score)
		}
	}
}
