package flow_test

import (
	"math"
	"slices"
	"testing"

	"throughline/internal/kit/errs"
)

type aligned struct {
	Sprints    []struct{ Key string }
	Effort     []float64
	Objectives []struct {
		Key, Title string
		Effort     []float64
		Sum, Share float64
		InForce    bool
		Open       int
	}
	Unseen, Nothing []float64
	Aligned         *float64
	Unsized         int
}

// TestAlignment plays two sprints over three objectives: one served through a
// feature, one through an initiative above it and by half, one by nothing.
func TestAlignment(t *testing.T) {
	each(t, func(t *testing.T, w team) {
		w.when(0, 7)
		title := func(kind, title string) string {
			return w.Do("pia", kind+".create", obj{"fields": obj{"product": "LEND", "title": title}}).Key
		}
		link := func(kind, from, to string) {
			who := "pia"
			if kind == "delivers" {
				who = "paul"
			}
			if made := w.Do(who, "link.create", obj{"type": kind, "from": from, "to": to}); made.Proposal != nil {
				t.Fatalf("%s may not link", who)
			}
		}
		grow, keep, idle, year := title("objective", "Grow"), title("objective", "Keep"), title("objective", "Idle"), title("objective", "The year")
		feature, both := title("feature", "Waiting lists"), title("feature", "Reminders")
		link("serves", grow, year) // Grow keeps its work: it is the nearest
		link("serves", feature, grow)
		link("serves", both, grow)
		link("serves", both, keep)

		one := w.Do("paul", "sprint.create", obj{"fields": obj{"product": "LEND", "title": "One", "startOn": "2026-03-02", "endOn": "2026-03-06"}}).Key
		two := w.Do("paul", "sprint.create", obj{"fields": obj{"product": "LEND", "title": "Two", "startOn": "2026-03-09", "endOn": "2026-03-13"}}).Key
		work := func(sprint string, points any, to string) string {
			key := w.item(obj{"sprint": sprint, "estimate": points})
			if to != "" {
				link("delivers", key, to)
			}
			return key
		}
		a, b, lost := work(one, 5, feature), work(one, 4, both), work(one, 3, "")
		out := work(one, 8, feature)
		w.Do("paul", "sprint.start", obj{"id": one})
		for _, key := range []string{a, b, lost} {
			w.move(key, "in progress")
			w.move(key, "done")
		}
		w.when(2, 9)
		w.Do("paul", "sprint.trade", obj{"id": one, "out": []string{out}, "why": "It is too much."})
		w.when(4, 17)
		w.Do("paul", "sprint.close", obj{"id": one})
		w.when(7, 9)
		now := work(two, 2, feature)
		work(two, nil, "")
		w.Do("paul", "sprint.start", obj{"id": two})
		w.when(8, 9)

		var got aligned
		w.ask("flow.alignment", obj{}, &got)
		if len(got.Sprints) != 2 || !slices.Equal(got.Effort, []float64{12, 2}) || !slices.Equal(got.Nothing, []float64{3, 0}) || !slices.Equal(got.Unseen, []float64{0, 0}) || got.Unsized != 1 {
			t.Errorf("the sprints held %v, of it nothing for %v, unseen %v, unsized %d", got.Effort, got.Nothing, got.Unseen, got.Unsized)
		}
		if got.Aligned == nil || math.Abs(*got.Aligned-11.0/14) > 1e-12 {
			t.Errorf("aligned is %v, want 11 of 14", got.Aligned)
		}
		want := []struct {
			key    string
			effort []float64
			open   int
		}{{grow, []float64{7, 2}, 2}, {keep, []float64{2, 0}, 0}, {idle, []float64{0, 0}, 0}, {year, []float64{0, 0}, 0}}
		if len(got.Objectives) != len(want) {
			t.Fatalf("the objectives are %+v", got.Objectives)
		}
		for i, o := range want {
			g := got.Objectives[i]
			if g.Key != o.key || !slices.Equal(g.Effort, o.effort) || g.Open != o.open || !g.InForce {
				t.Errorf("place %d is %+v, want %+v", i, g, o)
			}
		}

		// What stands behind a bar.
		for _, c := range []struct {
			sprint, objective string
			keys              []string
		}{{one, grow, []string{a, b}}, {one, keep, []string{b}}, {one, "none", []string{lost}}, {two, grow, []string{now}}, {two, idle, nil}} {
			var list struct{ Items []struct{ Key string } }
			w.ask("flow.items", obj{"figure": "serving", "sprint": c.sprint, "objective": c.objective}, &list)
			var keys []string
			for _, i := range list.Items {
				keys = append(keys, i.Key)
			}
			slices.Sort(keys)
			slices.Sort(c.keys)
			if !slices.Equal(keys, c.keys) {
				t.Errorf("%s serves %s with %v, want %v", c.sprint, c.objective, keys, c.keys)
			}
		}
		for _, wrong := range []obj{{"product": "LEND", "figure": "serving"}, {"product": "LEND", "figure": "serving", "sprint": one}, {"product": "LEND", "figure": "serving", "sprint": one, "objective": "LEND-9999"}} {
			if _, err := w.Try("nora", "flow.items", wrong); !errs.Is(err, errs.Invalid) && !errs.Is(err, errs.NotFound) {
				t.Errorf("%v was answered: %v", wrong, err)
			}
		}
		// As it was before the second sprint.
		var past aligned
		w.ask("flow.alignment", obj{"asOf": "2026-03-06"}, &past)
		if len(past.Sprints) != 1 || !slices.Equal(past.Effort, []float64{12}) {
			t.Errorf("on the last day of the first sprint: %+v", past)
		}
	})
}
