package money_test

import (
	"math"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type caseFigures struct {
	Periods                int
	Cost, Gain             int64
	NPV, Cash, Worst, Best *int64
	IRR                    []float64
	ROI, Payback           *float64
	Range                  *struct {
		Low, Mid, High int64
		Chance         float64
		Trials         int
		Seed           int64
	}
}

type caseTold struct {
	ID, Series, Name, Currency, Period, From, Key string
	Number                                        int64
	KeptAt                                        *string
	Figures                                       caseFigures
	Lines                                         []struct {
		Sort, Label string
		Amounts     []struct{ Low, Likely, High int64 }
	}
	Flows []struct {
		From                   string
		Low, Likely, High, Sum int64
		Actual, Came           *int64
	}
	Bars []struct {
		From, Until int64
		Share       float64
	}
	Swings []struct {
		Sort, Label string
		Low, High   int64
	}
	Units struct {
		BreakEven, CAC, LTV, Ratio, CACPayback *float64
		BreakUnits                             *int64
		NotScored                              []string
	}
	Came *struct {
		Periods, Within int
		NPV             int64
		Sorts           []struct {
			Sort                      string
			Low, Likely, High, Actual int64
		}
	}
	Versions []struct {
		ID     string
		Number int64
		Reason string
	}
}

func exact(amounts ...int64) []obj {
	out := []obj{}
	for _, a := range amounts {
		out = append(out, obj{"likely": a})
	}
	return out
}

func ranged(low, likely, high int64) obj { return obj{"low": low, "likely": likely, "high": high} }

func newCase(w *apptest.World, about string, more obj) string {
	in := obj{"record": about, "name": "Build it", "period": "year", "from": "2026-03-01"}
	for k, v := range more {
		in[k] = v
	}
	return w.Do("pia", "case.create", in).ID
}

func (c caseTold) of(w *apptest.World, id string) caseTold {
	w.Into("pia", "case.show", obj{"id": id}, &c)
	return c
}

func near(t *testing.T, what string, got *float64, want float64) {
	t.Helper()
	if got == nil || math.Abs(*got-want) > 1e-6*math.Max(1, math.Abs(want)) {
		if got == nil {
			t.Errorf("%s is not scored, want %v", what, want)
			return
		}
		t.Errorf("%s is %v, want %v", what, *got, want)
	}
}

// The worked examples of the methods, by way of the API.
func TestTheMethodsExamplesOfACase(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		at(t, w, "2026-03-10")
		euros(w)
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Scores"}}).Key
		c := newCase(w, f, nil)
		w.Do("pia", "case.fill", obj{"id": c, "lines": []obj{
			{"sort": "cost", "label": "Work", "amounts": exact(10_000_000)},
			{"sort": "revenue", "label": "Fees", "at": 1, "amounts": exact(3_000_000, 4_000_000, 5_000_000, 6_000_000)},
		}})
		got := caseTold{}.of(w, c)
		s := got.Figures
		if s.NPV == nil || *s.NPV != 3_887_713 {
			t.Errorf("present value %v, want 38,877.13", s.NPV)
		}
		if len(s.IRR) != 1 || math.Abs(s.IRR[0]-0.248883) > 1e-6 {
			t.Errorf("yield %v, want 24.8883 %%", s.IRR)
		}
		near(t, "return", s.ROI, 0.8)
		near(t, "payback", s.Payback, 2.6)
		if s.Range != nil || len(got.Bars) != 0 {
			t.Error("a case without a range has one")
		}
		if len(got.Flows) != 5 || got.Flows[4].Sum != 8_000_000 || got.Flows[1].From != "2027-03-01" {
			t.Errorf("flows %+v", got.Flows)
		}
		w.Do("pia", "case.update", obj{"id": c, "units": obj{"fixed": 10_000_000, "price": 5000, "variable": 2000, "spend": 3_000_000, "customers": 100, "arpa": 5000, "margin": 0.8, "churn": 0.05}})
		u := caseTold{}.of(w, c).Units
		near(t, "break-even", u.BreakEven, 100_000.0/30)
		if u.BreakUnits == nil || *u.BreakUnits != 3334 {
			t.Errorf("break-even units %v", u.BreakUnits)
		}
		near(t, "CAC", u.CAC, 30_000)
		near(t, "LTV", u.LTV, 80_000)
		near(t, "LTV : CAC", u.Ratio, 80.0/30)
		near(t, "CAC payback", u.CACPayback, 7.5)
		w.Do("pia", "case.update", obj{"id": c, "units": obj{"fixed": 1, "price": 2000, "variable": 2000, "spend": 5, "customers": 0, "arpa": 5000, "margin": 0.8, "churn": 0}})
		u = caseTold{}.of(w, c).Units
		if u.LTV != nil || u.CAC != nil || u.Ratio != nil || u.BreakEven != nil || len(u.NotScored) != 3 {
			t.Errorf("what is not defined is scored: %+v", u)
		}
	})
}

// A yield may not be there, and there may be several: it is said.
func TestYieldsThatAreNoneOrSeveral(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		at(t, w, "2026-03-10")
		euros(w)
		for name, k := range map[string]struct {
			flows []int64
			want  []float64
		}{
			"nothing is paid": {[]int64{100, 200}, nil},
			"twice":           {[]int64{-100, 230, -132}, []float64{0.1, 0.2}},
		} {
			c := newCase(w, "LEND", obj{"name": name})
			w.Do("pia", "case.fill", obj{"id": c, "lines": []obj{{"sort": "revenue", "label": "All", "amounts": exact(k.flows...)}}})
			got := caseTold{}.of(w, c).Figures
			if len(got.IRR) != len(k.want) {
				t.Errorf("%s: yields %v, want %v", name, got.IRR, k.want)
				continue
			}
			for i := range k.want {
				near(t, name, &got.IRR[i], k.want[i])
			}
		}
		empty := caseTold{}.of(w, newCase(w, "LEND", obj{"name": "Empty"})).Figures
		if empty.NPV != nil || empty.ROI != nil || empty.Payback != nil {
			t.Errorf("an empty case is worth something: %+v", empty)
		}
	})
}

func TestRangesChanceAndWhatItHangsOn(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		at(t, w, "2026-03-10")
		euros(w)
		c := newCase(w, "LEND", obj{"rate": 0})
		w.Do("pia", "case.fill", obj{"id": c, "lines": []obj{
			{"sort": "cost", "label": "Work", "amounts": []obj{ranged(800_000, 1_000_000, 1_200_000)}},
			{"sort": "revenue", "label": "Fees", "at": 1, "amounts": []obj{ranged(0, 1_000_000, 2_000_000)}},
		}})
		got := caseTold{}.of(w, c)
		s := got.Figures
		if *s.NPV != 0 || *s.Worst != -1_200_000 || *s.Best != 1_200_000 {
			t.Errorf("present value %d from %d to %d", *s.NPV, *s.Worst, *s.Best)
		}
		// By symmetry it is above nothing as often as below.
		if s.Range == nil || s.Range.Trials != 10_000 || math.Abs(s.Range.Chance-0.5) > 0.02 || s.Range.Low > -400_000 || s.Range.High < 400_000 || s.Range.Low < *s.Worst || s.Range.High > *s.Best {
			t.Fatalf("range %+v", s.Range)
		}
		share := 0.0
		for _, b := range got.Bars {
			share += b.Share
		}
		if math.Abs(share-1) > 1e-9 {
			t.Errorf("the bars come to %v", share)
		}
		if len(got.Swings) != 2 || got.Swings[0].Label != "Fees" || got.Swings[0].Low != -1_000_000 || got.Swings[0].High != 1_000_000 || got.Swings[1].Low != 200_000 || got.Swings[1].High != -200_000 {
			t.Errorf("it hangs on %+v", got.Swings)
		}
		if again := (caseTold{}).of(w, c).Figures.Range; *again != *s.Range {
			t.Errorf("the same case comes to %+v and to %+v", *s.Range, *again)
		}
		w.Do("pia", "case.update", obj{"id": c, "rate": 0.1, "spread": obj{"low": 0.05, "high": 0.25}})
		if with := (caseTold{}).of(w, c).Swings; len(with) != 3 || with[1].Sort != "cost" && with[2].Sort != "" {
			t.Errorf("with an uncertain rate it hangs on %+v", with)
		}
		// The rate alone is played through, too: what comes in a year is worth
		// 1000 / 1.25 to 1000 / 1.05 of today, by the rate's own triangle.
		c = newCase(w, "LEND", obj{"name": "By its rate", "rate": 0.1})
		w.Do("pia", "case.fill", obj{"id": c, "lines": []obj{{"sort": "revenue", "label": "Fees", "amounts": exact(0, 100_000)}}})
		if r := (caseTold{}).of(w, c).Figures.Range; r != nil {
			t.Errorf("where nothing is uncertain it ranges over %+v", *r)
		}
		w.Do("pia", "case.update", obj{"id": c, "spread": obj{"low": 0.05, "high": 0.25}})
		s = (caseTold{}).of(w, c).Figures
		if *s.Worst != 80_000 || *s.Best != 95_238 || s.Range == nil {
			t.Fatalf("from %d to %d, range %+v", *s.Worst, *s.Best, s.Range)
		}
		// A twentieth of the triangle lies below 7.24 %, half below 12.75 %, and a twentieth above 21.13 %.
		for name, x := range map[string][2]int64{"low": {s.Range.Low, 82_558}, "middle": {s.Range.Mid, 88_691}, "high": {s.Range.High, 93_253}} {
			if x[0] < x[1]-250 || x[0] > x[1]+250 {
				t.Errorf("its %s end is %d, want about %d", name, x[0], x[1])
			}
		}
	})
}

func TestVersionsOfACase(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		at(t, w, "2026-03-10")
		euros(w)
		c := newCase(w, "LEND", nil)
		w.Do("pia", "case.fill", obj{"id": c, "lines": []obj{{"sort": "cost", "label": "Work", "amounts": exact(1000)}, {"sort": "revenue", "label": "Fees", "amounts": exact(0, 5000)}}})
		second := w.Do("pia", "case.keep", obj{"id": c, "reason": "The supplier's offer is in."}).ID
		if _, err := w.Try("pia", "case.fill", obj{"id": c, "lines": []obj{{"sort": "cost", "label": "Work", "amounts": exact(1)}}}); !errs.Is(err, errs.Conflict) {
			t.Errorf("a version that was kept is changed: %v", err)
		}
		w.Do("pia", "case.fill", obj{"id": second, "lines": []obj{
			{"sort": "cost", "label": "Work", "amounts": exact(1500)}, {"sort": "revenue", "label": "Fees", "as": "Service fees"}, {"sort": "run", "label": "Cloud", "at": 1, "amounts": exact(70)},
		}})
		was, is := caseTold{}.of(w, c), caseTold{}.of(w, second)
		if was.Number != 1 || was.KeptAt == nil || *was.Figures.NPV != 3545 || is.Number != 2 || is.Series != was.Series || len(is.Versions) != 2 || is.Versions[0].Reason != "The supplier's offer is in." {
			t.Errorf("was %+v, is %+v", was, is)
		}
		var diff struct {
			A, B  caseTold
			Lines []struct {
				Sort, Label string
				A, B        *int64
				Differs     bool
			}
			Changed []string
		}
		w.Into("pia", "case.compare", obj{"id": c, "with": second}, &diff)
		if len(diff.Lines) != 4 || !diff.Lines[0].Differs || *diff.Lines[0].A != 1000 || *diff.Lines[0].B != 1500 || diff.Lines[1].B != nil || len(diff.Changed) != 0 {
			t.Errorf("they differ in %+v and %v", diff.Lines, diff.Changed)
		}
		var all struct{ Items []caseTold }
		w.Into("pia", "case.list", obj{"product": "LEND"}, &all)
		if len(all.Items) != 1 || all.Items[0].ID != second || all.Items[0].Key != "LEND" {
			t.Errorf("listed are %+v", all.Items)
		}
		w.Into("pia", "case.list", obj{"record": "LEND", "versions": true}, &all)
		if len(all.Items) != 2 {
			t.Errorf("with versions there are %d", len(all.Items))
		}
		// A line that takes the name another had is a new one.
		w.Do("pia", "case.fill", obj{"id": second, "lines": []obj{{"sort": "revenue", "label": "Fees", "amounts": exact(7)}}})
		if now := (caseTold{}).of(w, second); len(now.Lines) != 4 {
			t.Errorf("there are %+v", now.Lines)
		}
		w.Do("pia", "case.delete", obj{"id": second})
		w.Do("pia", "case.fill", obj{"id": c, "lines": []obj{{"sort": "cost", "label": "Work", "amounts": exact(2000)}}}) // the one before holds again
		if _, err := w.Try("pia", "case.show", obj{"id": second}); !errs.Is(err, errs.NotFound) {
			t.Errorf("a case that was taken away: %v", err)
		}
	})
}

// What came is laid over the case: of a feature, what was noted for it; of an
// initiative, also what was noted for its features.
func TestTheCaseAgainstWhatCame(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		at(t, w, "2026-01-10")
		euros(w)
		i := w.Do("pia", "initiative.create", obj{"fields": obj{"product": "LEND", "title": "Trust"}}).Key
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Scores"}}).Key
		w.Do("pia", "link.create", obj{"type": "delivers", "from": f, "to": i})
		c := newCase(w, i, obj{"period": "month", "from": "2026-01-01", "rate": 0})
		w.Do("pia", "case.fill", obj{"id": c, "lines": []obj{
			{"sort": "cost", "label": "Work", "amounts": []obj{ranged(900, 1000, 1100), ranged(900, 1000, 1100)}},
			{"sort": "value", "label": "Hours", "at": 1, "amounts": exact(500, 3000)},
		}})
		if (caseTold{}).of(w, c).Came != nil {
			t.Error("something came before a month was over")
		}
		at(t, w, "2026-03-10")
		if (caseTold{}).of(w, c).Came != nil {
			t.Error("something came though nothing was noted")
		}
		w.Do("paul", "money.record", obj{"id": i, "lines": []obj{was("cost", "Work", "2026-01-01", 600), was("value", "Hours", "2026-02-01", 100), was("value", "Hours", "2026-03-01", 999)}})
		w.Do("paul", "money.record", obj{"id": f, "lines": []obj{was("run", "Cloud", "2026-01-01", 450), was("cost", "Work", "2026-02-01", 2000)}})
		w.Do("paul", "money.record", obj{"id": "LEND", "lines": []obj{was("cost", "Rent", "2026-01-01", 77_777)}})
		got := caseTold{}.of(w, c)
		if got.Came == nil || got.Came.Periods != 2 || got.Came.Within != 1 || got.Came.NPV != -1050+(100-2000)+3000 {
			t.Fatalf("came %+v", got.Came)
		}
		if *got.Flows[0].Actual != -1050 || *got.Flows[1].Came != -2950 || got.Flows[2].Actual != nil {
			t.Errorf("flows %+v", got.Flows)
		}
		if s := got.Came.Sorts; s[0].Actual != 2600 || s[0].Likely != 2000 || s[0].High != 2200 || s[1].Actual != 450 || s[3].Actual != 100 || s[3].Likely != 500 {
			t.Errorf("by sort %+v", s)
		}
	})
}

func TestWhoSeesAndMakesCases(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		at(t, w, "2026-03-10")
		euros(w)
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Scores"}}).Key
		c := newCase(w, f, nil)
		fill := obj{"id": c, "lines": []obj{{"sort": "cost", "label": "Work", "amounts": exact(987_654)}}}
		if out := w.Do("paul", "case.fill", fill); out.Proposal == nil {
			t.Error("the product owner filled a business case")
		}
		w.Do("pia", "case.fill", fill)
		for name, in := range map[string]obj{
			"case.show": {"id": c}, "case.fill": fill, "case.list": {"product": "LEND"}, "case.create": {"record": f, "name": "Mine"}, "case.keep": {"id": c, "reason": "So."},
			"case.delete": {"id": c}, "case.update": {"id": c, "name": "Mine"}, "case.compare": {"id": c, "with": c},
		} {
			if _, err := w.Try("dina", name, in); !errs.Is(err, errs.Forbidden) {
				t.Errorf("%s as a developer: %v", name, err)
			}
		}
		w.CatchUp()
		for _, name := range []string{"ledger.list", "event.list", "proposal.list", "case.list"} {
			if got := string(w.Do("dina", name, obj{}).JSON); strings.Contains(got, "987654") || strings.Contains(got, "case_line") {
				t.Errorf("%s shows a business case to a developer: %s", name, got)
			}
		}
		for name, in := range map[string]obj{
			"low above likely": {"id": c, "lines": []obj{{"sort": "cost", "label": "Work", "amounts": []obj{ranged(5, 4, 6)}}}},
			"too far":          {"id": c, "lines": []obj{{"sort": "cost", "label": "Work", "at": 119, "amounts": exact(1, 2)}}},
			"for nothing":      {"id": c, "lines": []obj{{"sort": "cost", "label": " ", "amounts": exact(1)}}},
			"a strange sort":   {"id": c, "lines": []obj{{"sort": "luck", "label": "Work", "amounts": exact(1)}}},
			"twice one name":   {"id": c, "lines": []obj{{"sort": "cost", "label": "Rent", "amounts": exact(1)}, {"sort": "cost", "label": "Rent", "as": "Work"}}},
		} {
			if _, err := w.Try("pia", "case.fill", in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
		for name, in := range map[string]obj{
			"a rate below nothing": {"id": c, "rate": -0.1}, "a spread beside the rate": {"id": c, "spread": obj{"low": 0.2}}, "margin above all": {"id": c, "units": obj{"margin": 1.2}},
			"an empty assumption": {"id": c, "assumptions": []obj{{"text": " "}}},
		} {
			if _, err := w.Try("pia", "case.update", in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
		// Undone in one go.
		var log struct{ Items []struct{ Request string } }
		w.Do("pia", "case.fill", obj{"id": c, "lines": []obj{{"sort": "cost", "label": "Work", "gone": true}, {"sort": "cost", "label": "Rent", "amounts": exact(1, 2, 3)}}})
		w.Into("pia", "record.history", obj{"id": f}, &log)
		w.Do("pia", "change.undo", obj{"request": log.Items[0].Request})
		if got := (caseTold{}).of(w, c); len(got.Lines) != 1 || got.Lines[0].Label != "Work" {
			t.Errorf("after the undo there is %+v", got.Lines)
		}
	})
}
