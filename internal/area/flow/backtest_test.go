package flow_test

import "testing"

func TestForecastsAreHeldAgainstThePast(t *testing.T) {
	each(t, func(t *testing.T, w team) {
		for d := range 100 {
			if d%7 < 5 {
				w.done(d, obj{})
			}
		}
		w.when(101, 9)
		var b struct {
			Shares []struct {
				Share      float64
				Made, Held int
			}
			Checks []struct {
				Came int
				Said []struct{ Items int }
			}
			Says string
		}
		w.ask("flow.backtest", obj{}, &b)
		if len(b.Checks) < 5 || len(b.Shares) != 4 {
			t.Fatalf("the back-test is %+v", b)
		}
		for _, s := range b.Shares {
			if s.Made == 0 || s.Held != s.Made {
				t.Errorf("a team that does one a day keeps every statement, not %d of %d at %v", s.Held, s.Made, s.Share)
			}
		}
		if b.Checks[0].Came != 10 || b.Checks[0].Said[2].Items != 10 || b.Says == "" {
			t.Errorf("the first check is %+v; it says %q", b.Checks[0], b.Says)
		}
		// Then it stops: what was promised does not come.
		w.when(130, 9)
		w.ask("flow.backtest", obj{}, &b)
		if last := b.Shares[2]; last.Held == last.Made {
			t.Errorf("after the team stopped all %d statements held", last.Made)
		}
	})
}
