package strategy_test

import (
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

func TestObjectivesAndTheirKeyResults(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		m := w.Do("pia", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Churn"}})
		w.Do("pia", "metric.enter", obj{"id": m.Key, "points": []obj{{"at": "2026-02-01T00:00:00Z", "value": 5}}})
		o := w.Do("pia", "objective.create", obj{"fields": obj{
			"product": "LEND", "title": "Borrowers stay", "ambition": "committed", "startOn": "2026-01-01", "endOn": "2026-06-30",
			"keyResults": []obj{
				{"title": "Churn falls", "metric": m.Key, "start": 8, "target": 4, "weight": 2},
				{"id": "7", "title": "Features out", "start": 0, "target": 6},
				{"title": "Named last", "start": 0, "target": 1},
			},
		}})
		var stored struct{ KeyResults []struct{ ID, Metric string } }
		w.Into("nora", "objective.show", obj{"id": o.Key}, &stored)
		if k := stored.KeyResults; k[0].ID != "8" || k[1].ID != "7" || k[2].ID != "9" || k[0].Metric != m.ID {
			t.Errorf("stored key results: %+v", k)
		}
		w.Do("pia", "objective.checkin", obj{"id": o.Key, "keyResult": "7", "current": 3, "confidence": 60})
		var s struct{ Score float64 }
		w.Into("nora", "objective.score", obj{"id": o.Key}, &s)
		if s.Score < 0.666 || s.Score > 0.667 {
			t.Errorf("score %v, want (2 × 0.75 + 0.5) / 3", s.Score)
		}
		if out := w.Do("paul", "objective.checkin", obj{"id": o.Key, "keyResult": "7", "current": 4}); out.Proposal == nil {
			t.Error("a product owner checked in on an objective")
		}
		refused := map[string]obj{
			"no such key result": {"id": o.Key, "keyResult": "70", "current": 3},
			"nothing said":       {"id": o.Key, "keyResult": "7"},
			"too sure":           {"id": o.Key, "keyResult": "7", "confidence": 101},
		}
		for what, in := range refused {
			if _, err := w.Try("pia", "objective.checkin", in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v, want it refused as invalid", what, err)
			}
		}
		for what, k := range map[string][]obj{
			"an objective as metric": {{"title": "x", "metric": o.Key}},
			"no such metric":         {{"title": "x", "metric": "LEND-99"}},
			"no title":               {{"title": " "}},
			"an id twice":            {{"id": "a", "title": "x"}, {"id": "a", "title": "y"}},
			"a metric and work":      {{"title": "x", "metric": m.Key, "work": "features"}},
			"an objective as work":   {{"title": "x", "work": o.Key}},
			"a weight below 0":       {{"title": "x", "weight": -1}},
			"doubt above all":        {{"title": "x", "confidence": -1}},
		} {
			if _, err := w.Try("pia", "objective.update", obj{"id": o.Key, "patch": obj{"keyResults": k}}); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v, want it refused as invalid", what, err)
			}
		}
		if _, err := w.Try("pia", "objective.update", obj{"id": o.Key, "patch": obj{"endOn": "2025-12-31"}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("an end before the start: %v", err)
		}
	})
}

func TestRightsAndLinksOfTheStrategy(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		made := map[string]string{}
		for _, k := range []string{"pillar", "objective", "metric", "initiative"} {
			made[k] = w.Do("pia", k+".create", obj{"fields": obj{"product": "LEND", "title": "A " + k}}).Key
			if out := w.Do("paul", k+".create", obj{"fields": obj{"product": "LEND", "title": "Another"}}); out.Proposal == nil {
				t.Errorf("a product owner made a %s", k)
			}
		}
		made["lower"] = w.Do("pia", "objective.create", obj{"fields": obj{"title": "For all products"}}).Key
		links := []struct {
			kind, from, to string
			allowed        bool
		}{
			{"serves", "objective", "pillar", true},
			{"serves", "lower", "objective", true},
			{"serves", "metric", "objective", true},
			{"measures", "metric", "objective", true},
			{"serves", "initiative", "objective", true},
			{"serves", "pillar", "objective", false},
			{"measures", "objective", "metric", false},
			{"serves", "initiative", "pillar", false},
			{"adores", "objective", "pillar", false},
		}
		for _, l := range links {
			in := obj{"type": l.kind, "from": made[l.from], "to": made[l.to]}
			out, err := w.Try("dina", "link.create", in)
			if l.allowed && (err != nil || out.Proposal == nil) {
				t.Errorf("a developer joins %s %s %s: %v, %v; want a proposal", l.from, l.kind, l.to, out.Proposal, err)
			}
			out, err = w.Try("pia", "link.create", in)
			if (err == nil && out.Proposal == nil) != l.allowed {
				t.Errorf("the product manager joins %s %s %s: %v, %v", l.from, l.kind, l.to, out.Proposal, err)
			}
		}
		if _, err := w.Try("pia", "link.create", obj{"type": "serves", "from": made["objective"], "to": made["lower"]}); !errs.Is(err, errs.Conflict) {
			t.Errorf("a ring of serving: %v", err)
		}
	})
}
