package flow_test

import (
	"testing"

	"throughline/internal/kit/errs"
)

func TestSprintOdds(t *testing.T) {
	each(t, func(t *testing.T, w team) {
		// Three weeks in which one item is done every working day.
		for d := range 19 {
			if d%7 < 5 {
				w.done(d, obj{"estimate": 2})
			}
		}
		w.when(21, 7)
		s := w.Do("paul", "sprint.create", obj{"fields": obj{"product": "LEND", "title": "Two", "startOn": "2026-03-23", "endOn": "2026-04-03"}}).Key
		var keys []string
		for range 10 {
			keys = append(keys, w.item(obj{"sprint": s, "estimate": 3}))
		}
		extra := w.item(obj{"estimate": 5})
		type odds struct {
			Items, Done, DaysLeft int
			Points                float64
			Odds, Before          *float64
			Why                   string
			Seed                  int64
			HowMany               []struct {
				Share  float64
				Items  int
				Points float64
				First  []struct{ Key string }
			}
		}
		var o odds
		w.ask("flow.sprintodds", obj{"sprint": s}, &o)
		if o.Items != 10 || o.Points != 30 || o.DaysLeft != 10 || o.Odds == nil || *o.Odds != 1 || o.Before != nil {
			t.Errorf("10 items in 10 days at one a day: %+v", o)
		}
		if h := o.HowMany[2]; h.Share != 0.85 || h.Items != 10 || h.Points != 30 || h.First[0].Key != keys[0] {
			t.Errorf("at 85 %%: %+v", h)
		}
		var more odds
		w.ask("flow.sprintodds", obj{"sprint": s, "add": []string{extra}}, &more)
		if more.Items != 11 || *more.Odds != 0 || *more.Before != 1 || more.HowMany[2].Items != 10 {
			t.Errorf("with one more: %+v", more)
		}
		w.ask("flow.sprintodds", obj{"sprint": s, "add": []string{extra}, "remove": []string{keys[3]}}, &more)
		if more.Items != 10 || *more.Odds != 1 || more.Points != 32 {
			t.Errorf("one against another: %+v", more)
		}
		w.Do("paul", "product.update", obj{"id": "LEND", "patch": obj{"holidays": []string{"2026-04-03"}}})
		w.ask("flow.sprintodds", obj{"sprint": s}, &o)
		if o.DaysLeft != 9 || *o.Odds != 0 {
			t.Errorf("with a holiday: %+v", o)
		}
		for what, in := range map[string]obj{"a feature": {"sprint": s, "add": []string{"LEND"}}, "no sprint": {"sprint": keys[0]}, "nothing": {"sprint": "LEND-999"}} {
			if _, err := w.Try("paul", "flow.sprintodds", in); err == nil || errs.Is(err, errs.Internal) {
				t.Errorf("%s: %v", what, err)
			}
		}
		// By the order of the backlog: the sprint's items stand before the extra one.
		var r struct {
			Items []struct {
				Key              string
				Remaining, Ahead int
				When             []struct{ On string }
				Promised         string
				Odds             *float64
			}
		}
		w.ask("flow.odds", obj{"ids": []string{s, extra, "LEND-99999"}}, &r)
		if len(r.Items) != 2 || r.Items[0].Remaining != 10 || r.Items[0].Ahead != 0 || *r.Items[0].Odds != 0 || r.Items[1].Ahead != 10 {
			t.Fatalf("odds of records: %+v", r.Items)
		}
		if a, b := r.Items[0].When[2].On, r.Items[1].When[2].On; a != "2026-04-06" || b != "2026-04-07" {
			t.Errorf("at 85 %% by %s and %s, want the tenth and eleventh working day", a, b)
		}
	})
}
