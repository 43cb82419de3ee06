package risk_test

import (
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

func TestTypeDecidesWhoseRiskItIs(t *testing.T) {
	t.Parallel()
	cases := []struct {
		who, kind string
		proposes  bool
	}{
		{"pia", "market", false},
		{"pia", "compliance", false},
		{"pia", "delivery", true},
		{"paul", "delivery", false},
		{"paul", "technical", false},
		{"paul", "strategy", true},
		{"dina", "technical", true},
		{"adam", "market", false},
	}
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		for _, c := range cases {
			out := w.Do(c.who, "risk.create", obj{"fields": obj{"product": "LEND", "title": "Rates rise", "type": c.kind}})
			if got := out.Proposal != nil; got != c.proposes {
				t.Errorf("%s makes a %s risk: proposal %v, want %v", c.who, c.kind, got, c.proposes)
			}
		}
	})
}

func TestNobodyTakesARiskOverByItsType(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		r := w.Do("pia", "risk.create", obj{"fields": obj{"product": "LEND", "title": "Rates rise", "type": "market"}})
		out := w.Do("paul", "risk.update", obj{"id": r.Key, "patch": obj{"type": "delivery"}})
		if out.Proposal == nil {
			t.Fatal("the product owner took a market risk over by changing its type")
		}
		taken := w.Do("pia", "proposal.take", obj{"id": out.ID})
		if taken.State != "taken" {
			t.Fatalf("state %s, want taken", taken.State)
		}
		if _, err := w.Try("guest", "risk.show", obj{"id": r.Key}); !errs.Is(err, errs.Unauthenticated) {
			t.Errorf("a stranger reads a risk: %v", err)
		}
	})
}
