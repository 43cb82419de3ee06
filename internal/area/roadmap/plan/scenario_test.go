package plan_test

import (
	"encoding/json"
	"testing"
	"time"

	"throughline/internal/core/op"
	"throughline/internal/kit/errs"
)

func call(w world, who, name string, in []byte, request string) op.Call {
	return op.Call{Op: name, Workspace: w.Workspace, Actor: w.Actor(who), Input: in, Request: request}
}

type effect struct {
	Scenario    struct{ ID, State string }
	Puts, Moves []move
	Left        []struct{ From, To string }
	Odds        []struct {
		ID            string
		Before, After *float64
		Half, Likely  string
	}
	Stale []struct{ ID, Why string }
}

func (w world) effect(who, id string) (e effect) {
	w.T.Helper()
	w.Into(who, "scenario.show", obj{"id": id}, &e)
	return e
}

// pace has the team finish one item a day for a month, and gives each feature
// open items of its own.
func (w world) pace(features ...string) {
	w.T.Helper()
	for range 20 {
		s := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "Past"}}).ID
		w.Do("paul", "story.update", obj{"id": s, "patch": obj{"state": "in progress"}})
		w.Clock.Add(24 * time.Hour)
		w.Do("paul", "story.update", obj{"id": s, "patch": obj{"state": "done"}})
	}
	for _, f := range features {
		for range 5 {
			s := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "To come"}}).ID
			w.Do("paul", "link.create", obj{"type": "delivers", "from": s, "to": f})
		}
	}
}

func TestAScenarioChangesNothingUntilItIsTaken(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		a, b, c, r := w.chain()
		w.pace(a, b, c)
		// The days of the chain lie in the past by now, as the odds will say.
		sc := w.Do("pia", "scenario.create", obj{"product": "LEND", "name": "If the bank is late", "lines": []obj{{"id": a, "start": "2026-03-23", "end": "2026-04-10"}, {"id": c, "start": "2026-05-01", "end": "2026-05-20"}}}).ID
		w.Do("pia", "scenario.update", obj{"id": sc, "lines": []obj{{"id": r, "end": "2026-05-20"}}})
		e := w.effect("sam", sc)
		if len(e.Puts) != 3 || len(e.Moves) != 1 || e.Moves[0].ID != b || e.Moves[0].To.End != "2026-04-20" || len(e.Left) != 0 || len(e.Stale) != 0 {
			t.Fatalf("the effect is %+v", e)
		}
		if len(e.Odds) != 4 {
			t.Fatalf("%d odds, want 4 (three features and the release): %+v", len(e.Odds), e.Odds)
		}
		for _, o := range e.Odds {
			if o.Before == nil || o.After == nil || *o.After <= *o.Before || o.Half == "" || o.Likely < o.Half {
				t.Errorf("a later day has no better odds: %+v", o)
			}
		}
		if w.stands(a) != "2026-03-02 2026-03-10" || w.stands(b) != "2026-03-10 2026-03-20" {
			t.Fatal("a scenario that was not taken moved a line")
		}
		taken := w.request("pia", "scenario.take", obj{"id": sc}, "taking")
		if taken.Proposal != nil || w.stands(a) != "2026-03-23 2026-04-10" || w.stands(b) != "2026-04-10 2026-04-20" || w.stands(c) != "2026-05-01 2026-05-20" || w.stands(r) != " 2026-05-20" {
			t.Fatalf("taken: a %s, b %s, c %s, r %s", w.stands(a), w.stands(b), w.stands(c), w.stands(r))
		}
		if _, err := w.Try("pia", "scenario.take", obj{"id": sc}); !errs.Is(err, errs.Conflict) {
			t.Errorf("taken twice: %v", err)
		}
		if _, err := w.Try("pia", "scenario.update", obj{"id": sc, "name": "x"}); !errs.Is(err, errs.Conflict) {
			t.Errorf("changed after it was taken: %v", err)
		}
		w.Do("pia", "change.undo", obj{"request": "taking"})
		if w.stands(a) != "2026-03-02 2026-03-10" || w.stands(b) != "2026-03-10 2026-03-20" || w.stands(c) != "2026-03-20 2026-03-30" || w.stands(r) != " 2026-04-01" {
			t.Error("one undo did not take all of it back")
		}
		if got := w.effect("pia", sc); got.Scenario.State != "open" {
			t.Errorf("after the undo the scenario is %s", got.Scenario.State)
		}
	})
}

func TestAScenarioThatNoLongerFitsSaysSo(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		a, b, c, _ := w.chain()
		lines := []obj{{"id": a, "end": "2026-03-12"}, {"id": b, "start": "2026-04-01", "end": "2026-04-09"}, {"id": c, "start": "2026-05-01", "end": "2026-05-09"}}
		sc := w.Do("sam", "scenario.create", obj{"product": "LEND", "name": "Later", "lines": lines}).ID
		w.Do("pia", "feature.update", obj{"id": a, "patch": obj{"endOn": "2026-03-11"}})
		w.Do("pia", "feature.update", obj{"id": b, "patch": obj{"state": "dropped"}})
		w.Do("pia", "feature.archive", obj{"id": c})
		e := w.effect("sam", sc)
		why := map[string]string{}
		for _, s := range e.Stale {
			why[s.ID] = s.Why
		}
		if why[a] != "moved" || why[b] != "over" || why[c] != "gone" {
			t.Errorf("stale: %v", why)
		}
		if _, err := w.Try("pia", "scenario.take", obj{"id": sc}); !errs.Is(err, errs.Conflict) {
			t.Errorf("it was taken all the same: %v", err)
		}
		// A stakeholder's own scenario; the PM may mend it, a developer may not.
		if _, err := w.Try("dina", "scenario.update", obj{"id": sc, "name": "Mine"}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("a developer changed it: %v", err)
		}
		w.Do("pia", "scenario.update", obj{"id": sc, "back": []string{b, c}, "lines": []obj{{"id": a, "end": "2026-03-13"}}})
		if e := w.effect("sam", sc); len(e.Stale) != 0 || len(e.Puts) != 1 {
			t.Errorf("mended: %+v", e)
		}
		// Put back where it is, a line leaves the scenario.
		w.Do("pia", "scenario.update", obj{"id": sc, "lines": []obj{{"id": a, "end": "2026-03-11"}}})
		if _, err := w.Try("pia", "scenario.take", obj{"id": sc}); !errs.Is(err, errs.Invalid) {
			t.Errorf("an empty scenario was taken: %v", err)
		}
	})
}

func TestWhoDoesNotPlaceProposesAScenario(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		a, _, _, _ := w.chain()
		sc := w.Do("paul", "scenario.create", obj{"product": "LEND", "name": "Earlier", "lines": []obj{{"id": a, "end": "2026-03-08"}}}).ID
		out := w.Do("paul", "scenario.take", obj{"id": sc})
		if out.Proposal == nil || w.stands(a) != "2026-03-02 2026-03-10" {
			t.Fatal("the product owner moved the roadmap by a scenario")
		}
		w.Do("pia", "proposal.take", obj{"id": out.ID})
		if w.stands(a) != "2026-03-02 2026-03-08" || w.effect("pia", sc).Scenario.State != "taken" {
			t.Error("the proposal was taken, and the scenario was not")
		}
		copied := w.Do("sam", "scenario.create", obj{"product": "LEND", "name": "Again", "from": sc})
		var made struct{ Puts []json.RawMessage }
		if err := json.Unmarshal(copied.JSON, &made); err != nil || len(made.Puts) != 1 {
			t.Errorf("a copy has %d lines (%v)", len(made.Puts), err)
		}
		w.Do("sam", "scenario.delete", obj{"id": copied.ID})
	})
}
