package flow_test

import (
	"testing"

	"throughline/internal/kit/errs"
)

func TestAForecastSaysWhatItRestsOn(t *testing.T) {
	each(t, func(t *testing.T, w team) {
		type answer struct {
			Remaining int
			Why       string
			Seed      int64
			Pace      struct{ Days, Zeros, Items int }
			When      []struct {
				On   string
				Days int
			}
			By *struct {
				Days    int
				Odds    float64
				HowMany []struct{ Items int }
			}
		}
		w.when(0, 9)
		w.item(obj{})
		var none answer
		w.ask("flow.forecast", obj{}, &none)
		if none.Why == "" || len(none.When) != 0 {
			t.Errorf("a team that never finished anything gets the forecast %+v", none)
		}
		for d := range 19 { // every other working day, two items
			if d%7 < 5 && d%2 == 0 {
				w.done(d, obj{})
				w.done(d, obj{})
			}
		}
		w.when(19, 7)
		var a, b, c answer
		w.ask("flow.forecast", obj{"count": 2, "seed": 5, "by": "2026-03-27"}, &a)
		if a.Remaining != 2 || a.Pace.Days != 15 || a.Pace.Zeros == 0 || a.By == nil || a.By.Days != 5 || a.Seed != 5 {
			t.Errorf("the forecast rests on %+v, by %+v", a, a.By)
		}
		w.ask("flow.forecast", obj{"count": 2, "seed": 5, "by": "2026-03-27"}, &b)
		w.ask("flow.forecast", obj{"count": 2, "seed": 6, "by": "2026-03-27", "splitLow": 2, "splitHigh": 2}, &c)
		if a.By.Odds != b.By.Odds || c.When[2].Days <= a.When[2].Days {
			t.Errorf("the same seed gives %v and %v; split in two it takes %d days against %d", a.By.Odds, b.By.Odds, c.When[2].Days, a.When[2].Days)
		}
		for what, in := range map[string]obj{"too few trials": {"trials": 10}, "split turned round": {"splitLow": 2, "splitHigh": 1.5}, "growth turned round": {"growthLow": 0.5, "growthHigh": 0.1}} {
			in["product"] = "LEND"
			if _, err := w.Try("paul", "flow.forecast", in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", what, err)
			}
		}
		var s struct {
			Sizes []struct {
				Estimate      *float64
				N             int
				Min, P85, Max float64
			}
		}
		w.done(21, obj{"estimate": 3})
		w.ask("flow.sizes", obj{}, &s)
		if len(s.Sizes) != 2 || *s.Sizes[0].Estimate != 3 || s.Sizes[0].N != 1 || s.Sizes[0].Max != 1 || s.Sizes[1].Estimate != nil {
			t.Errorf("sizes %+v", s.Sizes)
		}
	})
}
