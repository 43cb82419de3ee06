package flow_test

import "testing"

func TestFlowEfficiency(t *testing.T) {
	each(t, func(t *testing.T, w team) {
		w.when(0, 8)
		key := w.item(obj{})
		w.move(key, "in progress")
		w.when(0, 14)
		w.move(key, "in review")
		w.when(1, 8)
		w.move(key, "done")
		var e struct {
			Share           float64
			Active, Waiting float64
			States          []struct {
				State string
				Hours float64
				Waits bool
			}
		}
		w.ask("flow.efficiency", obj{}, &e)
		if e.Share != 0.25 || e.Active != 6 || e.Waiting != 18 || len(e.States) != 2 || !e.States[1].Waits {
			t.Errorf("active 6 h, waiting 18 h: %+v, want 25 %%", e)
		}
		w.Do("paul", "product.update", obj{"id": "LEND", "patch": obj{"waitingStates": []string{"in progress"}}})
		w.ask("flow.efficiency", obj{}, &e)
		if e.Share != 0.75 {
			t.Errorf("with the product's own waiting states: %v, want 75 %%", e.Share)
		}
	})
}
