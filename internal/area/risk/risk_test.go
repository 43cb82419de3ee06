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

// Money without a currency is counted in the product's.
func TestALossIsInTheProductsCurrency(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		r := w.Do("pia", "risk.create", obj{"fields": obj{"product": "LEND", "title": "Rates rise", "type": "market"}}).Key
		loss := func(of string) (string, error) {
			_, err := w.Try("pia", "risk.update", obj{"id": of, "patch": obj{"loss": 5000}})
			var is struct{ Currency string }
			w.Into("pia", "risk.show", obj{"id": of}, &is)
			return is.Currency, err
		}
		if _, err := loss(r); !errs.Is(err, errs.Invalid) {
			t.Errorf("a loss in no currency: %v", err)
		}
		if _, err := w.Try("adam", "product.update", obj{"id": "LEND", "patch": obj{"currency": "eur"}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("the product's currency is eur: %v", err)
		}
		w.Do("adam", "product.update", obj{"id": "LEND", "patch": obj{"currency": "CHF"}})
		if in, err := loss(r); err != nil || in != "CHF" {
			t.Errorf("a loss of a product in CHF is in %q: %v", in, err)
		}
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Cards", "costLimit": 900}}).Key
		var limit struct{ CostIn string }
		if w.Into("pia", "feature.show", obj{"id": f}, &limit); limit.CostIn != "CHF" {
			t.Errorf("a cost limit is in %q", limit.CostIn)
		}
		out := w.Do("pia", "release.create", obj{"fields": obj{"product": "LEND", "title": "One", "budget": 900}}).Key
		var budget struct{ Currency string }
		if w.Into("pia", "release.show", obj{"id": out}, &budget); budget.Currency != "CHF" {
			t.Errorf("a budget is in %q", budget.Currency)
		}
	})
}
