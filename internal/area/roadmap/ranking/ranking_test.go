package ranking_test

import (
	"encoding/json"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

type shown struct {
	Edition int
	Method  string
	Decided bool
	Rows    []struct {
		Key, Reading string
		Place        int
		Score, Low   *float64
		Chance       float64
		Missing      []string
		Factor       *float64
		Swings       []struct{ Input string }
	}
	Undecided []string
	Measure   []struct{ Key, Input string }
	Hidden    int
}

func feature(w *apptest.World, title string, more obj) string {
	fields := obj{"product": "LEND", "title": title}
	for k, v := range more {
		fields[k] = v
	}
	return w.Do("pia", "feature.create", obj{"fields": fields}).Key
}

func made(w *apptest.World, in obj) string {
	in["product"], in["name"] = "LEND", "What next"
	var r struct{ ID string }
	_ = json.Unmarshal(w.Do("pia", "ranking.create", in).JSON, &r)
	return r.ID
}

func show(w *apptest.World, id string) shown {
	var s shown
	w.Into("nora", "ranking.show", obj{"id": id}, &s)
	return s
}

func TestRankingFeatures(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		sure := feature(w, "Sure", obj{"reach": 5000, "impact": 2, "confidence": 80, "effort": 2})
		a := feature(w, "One of two", obj{"reach": 500, "impact": 2, "confidence": 80, "effort": 2, "effortLow": 1, "effortHigh": 4})
		b := feature(w, "The other", obj{"reach": 510, "impact": 2, "confidence": 80, "effort": 2, "effortLow": 1, "effortHigh": 4})
		feature(w, "Far off", obj{"reach": 1, "impact": 0.25, "confidence": 40, "effort": 9})
		feature(w, "Unknown", nil)
		r := made(w, obj{"method": "rice", "top": 2})
		s := show(w, r)
		if len(s.Rows) != 5 || s.Rows[0].Key != sure || *s.Rows[0].Score != 4000 || s.Rows[0].Chance != 1 || s.Rows[3].Reading != "moonshot" {
			t.Fatalf("ranked as %+v", s.Rows)
		}
		if last := s.Rows[4]; last.Place != 0 || last.Score != nil || len(last.Missing) != 4 {
			t.Errorf("what is not known stands as %+v", last)
		}
		if s.Decided || len(s.Undecided) != 2 || len(s.Measure) == 0 || s.Measure[0].Input != "effort" || s.Measure[0].Key != a && s.Measure[0].Key != b {
			t.Errorf("decided %v, undecided %v, to measure %+v", s.Decided, s.Undecided, s.Measure)
		}
		// Who narrows the effort, decides.
		w.Do("pia", "ranking.score", obj{"id": r, "feature": b, "ranges": obj{"effort": obj{"likely": 1}}})
		w.Do("pia", "ranking.score", obj{"id": r, "feature": a, "ranges": obj{"effort": obj{"likely": 3}, "reach": obj{"likely": 500, "low": 450, "high": 550}}})
		if s = show(w, r); !s.Decided || s.Rows[1].Key != b || s.Rows[2].Low == nil || *s.Rows[2].Low >= *s.Rows[2].Score {
			t.Errorf("measured, it is decided %v: %+v", s.Decided, s.Rows)
		}
		var f struct{ Effort, EffortHigh *float64 }
		w.Into("nora", "feature.show", obj{"id": b}, &f)
		if *f.Effort != 1 || f.EffortHigh != nil {
			t.Errorf("the feature's own effort is %+v", f)
		}
	})
}

func TestWhoScoresAndWhatIsRefused(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		f := feature(w, "Forms", nil)
		r := made(w, obj{"method": "rice"})
		if out := w.Do("paul", "ranking.score", obj{"id": r, "feature": f, "ranges": obj{"confidence": obj{"likely": 50}}}); out.Proposal == nil {
			t.Error("the product owner scored a feature")
		}
		for what, ranges := range map[string]obj{
			"no such input": {"size": obj{"likely": 1}}, "not a choice": {"impact": obj{"likely": 1.5}}, "above the most": {"confidence": obj{"likely": 101}},
			"turned": {"reach": obj{"likely": 5, "low": 6}}, "without a likely value": {"reach": obj{"low": 6}}, "half a person": {"reach": obj{"likely": 0.5}},
		} {
			if _, err := w.Try("pia", "ranking.score", obj{"id": r, "feature": f, "ranges": ranges}); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", what, err)
			}
		}
		for what, in := range map[string]obj{
			"no such template": {"method": "luck"}, "nothing to work out": {}, "an unknown field": {"formula": "reach / size", "inputs": []obj{{"name": "reach", "label": "Reach"}}},
			"units that do not add":  {"formula": "a + b", "inputs": []obj{{"name": "a", "label": "A", "unit": "people"}, {"name": "b", "label": "B", "unit": "week"}}},
			"a name of the language": {"formula": "max", "inputs": []obj{{"name": "max", "label": "Max"}}},
		} {
			in["product"], in["name"] = "LEND", "X"
			if _, err := w.Try("pia", "ranking.create", in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", what, err)
			}
		}
	})
}

func TestFormulasOfOnesOwnAndSnapshots(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		one, two := feature(w, "One", nil), feature(w, "Two", nil)
		r := made(w, obj{"formula": "2 * worth - pain", "inputs": []obj{{"name": "worth", "label": "Worth"}, {"name": "pain", "label": "Pain"}}, "top": 1})
		set := func(f string, worth, pain float64) {
			w.Do("pia", "ranking.score", obj{"id": r, "feature": f, "ranges": obj{"worth": obj{"likely": worth}, "pain": obj{"likely": pain}}})
		}
		set(one, 5, 1)
		set(two, 4, 1)
		var kept struct{ ID string }
		_ = json.Unmarshal(w.Do("pia", "ranking.keep", obj{"id": r, "name": "January"}).JSON, &kept)
		set(two, 9, 1)
		var c struct {
			Moves []struct {
				Key                string
				PlaceBefore, Place int
				Entered, Left      bool
				Changed            []string
			}
			Formula bool
		}
		w.Into("nora", "ranking.compare", obj{"id": r, "from": kept.ID}, &c)
		if len(c.Moves) != 2 || c.Formula || c.Moves[0].Place+c.Moves[1].Place != 3 {
			t.Fatalf("compared: %+v", c)
		}
		for _, m := range c.Moves {
			if m.Key == two && (!m.Entered || m.Place != 1 || m.PlaceBefore != 2 || len(m.Changed) != 1 || m.Changed[0] != "worth") || m.Key == one && !m.Left {
				t.Errorf("moved: %+v", m)
			}
		}
		w.Do("pia", "ranking.update", obj{"id": r, "formula": "worth"})
		w.Into("nora", "ranking.compare", obj{"id": r, "from": kept.ID}, &c)
		if s := show(w, r); !c.Formula || s.Edition != 2 || s.Method != "" {
			t.Errorf("after a change of the formula %+v, edition %d", c, s.Edition)
		}
		w.Do("pia", "ranking.delete", obj{"id": r})
		if _, err := w.Try("nora", "ranking.show", obj{"id": r}); !errs.Is(err, errs.NotFound) {
			t.Errorf("taken away, it is %v", err)
		}
	})
}

// Of a product that one may not see, nothing is told but that it is left out.
func TestRankingOverProducts(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		feature(w, "Seen", obj{"reach": 1, "impact": 1, "confidence": 50, "effort": 1})
		w.Do("pia", "feature.create", obj{"fields": obj{"product": "HIDE", "title": "Hidden", "reach": 9, "impact": 1, "confidence": 50, "effort": 1}})
		r := made(w, obj{"method": "rice", "products": []string{"HIDE"}})
		if s := show(w, r); len(s.Rows) != 1 || s.Hidden != 1 {
			t.Errorf("nora sees %+v", s)
		}
		var s shown
		w.Into("pia", "ranking.show", obj{"id": r}, &s)
		if len(s.Rows) != 2 || s.Hidden != 0 {
			t.Errorf("pia sees %+v", s)
		}
	})
}

// How much it matters to customers follows from their words, each once.
func TestCustomerImportance(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Waiting lists"}}).Key
		quiet := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Nobody asked"}}).Key
		need := w.Do("pia", "opportunity.create", obj{"fields": obj{"product": "LEND", "title": "Know when it is my turn"}}).Key
		w.Do("pia", "link.create", obj{"type": "addresses", "from": f, "to": need})
		for n, matters := range []int{3, 1, 1, 0} {
			said := w.Do("pia", "feedback.create", obj{"fields": obj{"product": "LEND", "title": "When?", "importance": matters}}).Key
			w.Do("pia", "link.create", obj{"type": "evidence", "from": said, "to": need})
			if n == 0 { // two ways lead there, and it counts once
				w.Do("pia", "link.create", obj{"type": "evidence", "from": said, "to": f})
			}
		}
		r := w.Do("pia", "ranking.create", obj{"product": "LEND", "name": "Who asks", "method": "customer-importance"})
		var got struct {
			Rows []struct {
				Key   string
				Score *float64
			}
		}
		w.Into("nora", "ranking.show", obj{"id": r.ID}, &got)
		scores := map[string]float64{}
		for _, x := range got.Rows {
			if x.Score != nil {
				scores[x.Key] = *x.Score
			}
		}
		if scores[f] != 5 || scores[quiet] != 0 || len(scores) != 2 {
			t.Errorf("customer importance is %v, want 5 and 0", scores)
		}
		if _, err := w.Try("pia", "ranking.score", obj{"id": r.ID, "feature": f, "ranges": obj{"words": obj{"likely": 9}}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("somebody set what customers said: %v", err)
		}
	})
}
