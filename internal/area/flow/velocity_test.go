package flow_test

import "testing"

func TestVelocityAndWhatWasPromised(t *testing.T) {
	each(t, func(t *testing.T, w team) {
		w.when(0, 7)
		s := w.Do("paul", "sprint.create", obj{"fields": obj{"product": "LEND", "title": "One", "startOn": "2026-03-02", "endOn": "2026-03-13"}}).Key
		var keys []string
		for _, points := range []float64{5, 3, 8} {
			keys = append(keys, w.item(obj{"sprint": s, "estimate": points}))
		}
		w.when(0, 9)
		w.Do("paul", "sprint.start", obj{"id": s})
		w.when(2, 9)
		late := w.item(obj{"sprint": s, "estimate": 2})
		for _, k := range []string{keys[0], keys[1], late} {
			w.move(k, "in progress")
			w.move(k, "done")
		}
		w.Do("paul", "item.accept", obj{"id": keys[0], "results": []obj{}})
		w.when(11, 16)
		w.Do("paul", "sprint.close", obj{"id": s})
		w.when(12, 9)
		w.Do("paul", "item.accept", obj{"id": late, "results": []obj{}})
		w.Do("paul", "item.reject", obj{"id": keys[1], "reasonKind": "defect", "reason": "No", "results": []obj{}})
		var v struct {
			Sprints []struct {
				Key                                       string
				Promised, Accepted, Awaiting, Kept, Added float64
				Over                                      bool
			}
			Mean, Kept, Remaining float64
		}
		w.ask("flow.velocity", obj{}, &v)
		if len(v.Sprints) != 1 {
			t.Fatalf("the sprints are %+v", v.Sprints)
		}
		if g := v.Sprints[0]; g.Promised != 16 || g.Accepted != 7 || g.Kept != 8 || g.Added != 2 || !g.Over {
			t.Errorf("the sprint is %+v; want 16 promised, 8 kept, 2 added, and 5 + 2 accepted: what was sent back counts 0", g)
		}
		if v.Mean != 7 || v.Kept != 0.5 || v.Remaining != 11 {
			t.Errorf("the mean is %v, the share kept %v, what remains %v", v.Mean, v.Kept, v.Remaining)
		}
		var broken struct{ Items []struct{ Key string } }
		w.ask("flow.items", obj{"figure": "broken", "sprint": s}, &broken)
		if len(broken.Items) != 1 || broken.Items[0].Key != keys[2] {
			t.Errorf("the promise that was not kept is %+v, want %s", broken.Items, keys[2])
		}
	})
}
