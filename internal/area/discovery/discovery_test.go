package discovery_test

import (
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

func TestInsightsAndOpportunities(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		made := map[string]string{}
		for who, kinds := range map[string][]string{"pia": {"insight"}, "paul": {"opportunity"}} {
			for _, k := range kinds {
				made[k] = w.Do(who, k+".create", obj{"fields": obj{"product": "LEND", "title": "A " + k}}).Key
				if out := w.Do("dora", k+".create", obj{"fields": obj{"product": "LEND", "title": "Another"}}); out.Proposal == nil {
					t.Errorf("a designer made an %s", k)
				}
			}
		}
		below := w.Do("pia", "opportunity.create", obj{"fields": obj{"product": "LEND", "title": "A smaller need", "parent": made["opportunity"]}})
		if _, err := w.Try("pia", "opportunity.update", obj{"id": made["opportunity"], "patch": obj{"parent": below.Key}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a ring of needs: %v", err)
		}
		if _, err := w.Try("pia", "opportunity.update", obj{"id": below.Key, "patch": obj{"parent": below.Key}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a need below itself: %v", err)
		}
		if _, err := w.Try("pia", "opportunity.update", obj{"id": below.Key, "patch": obj{"parent": made["insight"]}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("an insight as parent: %v", err)
		}
		w.Do("pia", "link.create", obj{"type": "evidence", "from": made["insight"], "to": below.Key})
		if _, err := w.Try("pia", "link.create", obj{"type": "evidence", "from": made["opportunity"], "to": made["insight"]}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a need as evidence: %v", err)
		}
		var thread struct{ Up, Down []struct{ Key, Link string } }
		w.Into("nora", "record.thread", obj{"id": below.Key}, &thread)
		if len(thread.Up) != 3 || thread.Up[0].Link+thread.Up[1].Link != "evidenceparent" || len(thread.Down) != 0 {
			t.Errorf("the thread of the smaller need: %+v; want the insight, the larger need and the vision above it", thread)
		}
		w.Do("paul", "insight.update", obj{"id": made["insight"], "patch": obj{"state": "drawn", "confidence": "high"}})
		if _, err := w.Try("paul", "insight.update", obj{"id": made["insight"], "patch": obj{"confidence": "utter"}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("another confidence: %v", err)
		}
	})
}
