package decision_test

import (
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

func TestDecisions(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		d := w.Do("paul", "decision.create", obj{"fields": obj{"product": "LEND", "title": "Which bank first", "options": []string{"Harbour", "Hill"}}})
		if d.State != "proposed" {
			t.Errorf("a decision begins as %s", d.State)
		}
		if out := w.Do("dina", "decision.create", obj{"fields": obj{"title": "X"}}); out.Proposal == nil {
			t.Error("a developer recorded a decision")
		}
		for what, p := range map[string]obj{
			"decided without an outcome": {"state": "decided"},
			"looked at before":           {"decidedOn": "2026-03-01", "reviewOn": "2026-02-01"},
			"an empty option":            {"options": []string{"Harbour", " "}},
		} {
			if _, err := w.Try("pia", "decision.update", obj{"id": d.Key, "patch": p}); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v, want it refused as invalid", what, err)
			}
		}
		out := w.Do("pia", "decision.update", obj{"id": d.Key, "patch": obj{"state": "decided", "outcome": "Harbour."}})
		if out.State != "decided" {
			t.Errorf("the decision is %s", out.State)
		}
	})
}
