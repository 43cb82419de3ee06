package flow_test

import (
	"math"
	"testing"
)

type burn struct {
	Start struct{ Scope, Remaining float64 }
	Days  []struct {
		On    string
		Ideal float64
		Point *struct{ Scope, Done, Remaining float64 }
	}
	Changes []struct {
		How  string
		By   float64
		Item struct{ Key string }
	}
}

func TestBurndownOfASprint(t *testing.T) {
	each(t, func(t *testing.T, w team) {
		w.when(0, 7)
		s := w.Do("paul", "sprint.create", obj{"fields": obj{"product": "LEND", "title": "One", "startOn": "2026-03-02", "endOn": "2026-03-13"}}).Key
		var keys []string
		for range 8 {
			keys = append(keys, w.item(obj{"sprint": s, "estimate": 5}))
		}
		w.when(0, 9)
		w.Do("paul", "sprint.start", obj{"id": s})
		w.when(1, 12)
		w.move(keys[0], "in progress")
		w.move(keys[0], "done")
		w.when(2, 10)
		extra := w.item(obj{"sprint": s, "estimate": 8})
		w.when(3, 10)
		w.Do("dina", "story.update", obj{"id": keys[1], "patch": obj{"estimate": 3}})
		w.when(4, 10)
		w.move(keys[2], "dropped")
		w.when(4, 18)
		var b burn
		w.ask("flow.burn", obj{"sprint": s}, &b)
		if b.Start.Scope != 40 || b.Start.Remaining != 40 || len(b.Days) != 12 {
			t.Fatalf("it starts with %+v over %d days, want 40 over 12", b.Start, len(b.Days))
		}
		// Days 2, 3 and 4 of the sprint; then a weekend, which the ideal skips.
		for i, want := range map[int]float64{2: 28, 4: 20, 5: 20, 6: 20, 7: 16, 11: 0} {
			if math.Abs(b.Days[i].Ideal-want) > 1e-9 {
				t.Errorf("the ideal on %s is %v, want %v", b.Days[i].On, b.Days[i].Ideal, want)
			}
		}
		for i, want := range [][3]float64{{40, 0, 40}, {40, 5, 35}, {48, 5, 43}, {46, 5, 41}, {41, 5, 36}} {
			p := b.Days[i].Point
			if p == nil || [3]float64{p.Scope, p.Done, p.Remaining} != want {
				t.Errorf("on %s it stands %+v, want %v", b.Days[i].On, p, want)
			}
		}
		if b.Days[5].Point != nil {
			t.Error("a day to come has figures")
		}
		if len(b.Changes) != 3 || b.Changes[0].How != "added" || b.Changes[0].By != 8 || b.Changes[0].Item.Key != extra || b.Changes[1].By != -2 || b.Changes[2].How != "removed" {
			t.Errorf("the scope changed by %+v", b.Changes)
		}
		var past burn
		w.ask("flow.burn", obj{"sprint": s, "asOf": "2026-03-03"}, &past)
		if past.Days[1].Point == nil || past.Days[1].Point.Remaining != 35 || past.Days[2].Point != nil || len(past.Changes) != 0 {
			t.Errorf("as of the second day: %+v", past)
		}
	})
}
