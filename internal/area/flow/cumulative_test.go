package flow_test

import (
	"slices"
	"testing"
)

func TestBandsOfCumulativeFlowNeverCross(t *testing.T) {
	each(t, func(t *testing.T, w team) {
		w.when(0, 9)
		a, b, c := w.item(obj{}), w.item(obj{}), w.item(obj{})
		w.when(1, 9)
		w.move(a, "in progress")
		w.move(b, "in review")
		w.when(2, 9)
		w.move(a, "done")
		w.move(b, "ready") // back
		w.move(c, "dropped")
		type flow struct {
			Days  []string
			Bands []struct {
				Name              string
				Reached, Standing []int
			}
		}
		at := func(f flow, name string) []int {
			for _, b := range f.Bands {
				if b.Name == name {
					return b.Reached
				}
			}
			return nil
		}
		var f, ever flow
		w.ask("flow.cumulative", obj{"from": "2026-03-02"}, &f)
		for name, want := range map[string][]int{"new": {3, 3, 2}, "ready": {0, 2, 2}, "in progress": {0, 2, 1}, "in review": {0, 1, 1}, "done": {0, 0, 1}} {
			if got := at(f, name); !slices.Equal(got, want) {
				t.Errorf("%s: %v, want %v", name, got, want)
			}
		}
		w.ask("flow.cumulative", obj{"from": "2026-03-02", "reached": true}, &ever)
		for name, want := range map[string][]int{"new": {3, 3, 3}, "in review": {0, 1, 2}, "done": {0, 0, 1}} {
			if got := at(ever, name); !slices.Equal(got, want) {
				t.Errorf("ever in %s: %v, want %v", name, got, want)
			}
		}
		var behind struct {
			Count int
			Items []struct{ Key string }
		}
		w.ask("flow.items", obj{"figure": "reached", "state": "in progress", "on": "2026-03-03"}, &behind)
		if behind.Count != 2 || behind.Items[0].Key != a && behind.Items[1].Key != a || behind.Items[0].Key != b && behind.Items[1].Key != b {
			t.Errorf("behind the figure stand %+v, want %s and %s", behind, a, b)
		}
	})
}
