package money_test

import (
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type stopRow struct {
	Key, Kind, State            string
	Spent, Ahead, Brings, Frees int64
	Against, For                []struct {
		Sort, Text, About, Opens string
		Amount                   *int64
		Number, Low, High        *float64
		Last, In, Name           string
		Settled                  int
	}
	Last *struct{ Answer, Reason, Until string }
}

type stopTold struct {
	Items, Kept []stopRow
	Stopped     []struct{ Key, Reason string }
	Looked      int
}

func stops(w *apptest.World) (s stopTold) {
	w.Into("pia", "stop.list", obj{"product": "LEND"}, &s)
	return s
}

func (s stopTold) row(key string) *stopRow {
	for i := range s.Items {
		if s.Items[i].Key == key {
			return &s.Items[i]
		}
	}
	return nil
}

func (r *stopRow) sorts() string {
	if r == nil {
		return "not listed"
	}
	var against, in []string
	for _, g := range r.Against {
		against = append(against, g.Sort)
	}
	for _, g := range r.For {
		in = append(in, g.Sort)
	}
	return strings.Join(against, " ") + " / " + strings.Join(in, " ")
}

func TestWhatToStop(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		at(t, w, "2026-03-10")
		euros(w)
		released := func(title string, more obj) string {
			f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": title}}).Key
			patch := obj{"state": "released"}
			for k, v := range more {
				patch[k] = v
			}
			w.Do("adam", "feature.update", obj{"id": f, "patch": patch})
			return f
		}
		goal := w.Do("pia", "objective.create", obj{"fields": obj{"product": "LEND", "title": "Trust"}}).Key
		dear, good, idle := released("Dear", obj{"costLimit": 500, "costIn": "EUR"}), released("Good", nil), released("Idle", nil)
		ahead := func(key, sort string, amount int) {
			w.Do("pia", "money.plan", obj{"id": key, "lines": []obj{{"basis": "plan", "sort": sort, "label": "All of it", "month": "2026-03-01", "until": "2027-02-01", "amount": amount}}})
		}
		ahead(dear, "run", 120_000)
		ahead(dear, "revenue", 20_000)
		ahead(good, "run", 1000)
		ahead(good, "value", 90_000)
		w.Do("paul", "money.record", obj{"id": dear, "lines": []obj{was("cost", "Work", "2026-01-01", 700)}})
		w.Do("pia", "link.create", obj{"type": "serves", "from": good, "to": goal})

		s := stops(w)
		r := s.row(dear)
		if got := r.sorts(); got != "loses limit objective / " {
			t.Fatalf("dear: %s", got)
		}
		if r.Spent != 700 || r.Ahead != 120_000 || r.Brings != 20_000 || r.Frees != 100_000 || *r.Against[0].Amount != 100_000 || *r.Against[1].Amount != 200 || s.Items[0].Key != dear {
			t.Errorf("dear: %+v", r)
		}
		if !strings.Contains(r.Against[0].Text, "costs EUR 1,200 and brings EUR 200") {
			t.Errorf("it is said as %q", r.Against[0].Text)
		}
		if s.row(good) != nil || s.row(idle) != nil {
			t.Errorf("listed without two reasons, or one that suffices: %s, %s", s.row(good).sorts(), s.row(idle).sorts())
		}
		// The product as a whole costs more than it brings, too.
		if got := s.row("LEND").sorts(); got != "loses / " {
			t.Errorf("the product: %s", got)
		}
		// An initiative answers for its features.
		i := w.Do("pia", "initiative.create", obj{"fields": obj{"product": "LEND", "title": "Cards"}}).Key
		w.Do("adam", "initiative.update", obj{"id": i, "patch": obj{"state": "in progress"}})
		w.Do("pia", "link.create", obj{"type": "delivers", "from": dear, "to": i})
		if r := stops(w).row(i); r == nil || r.Frees != 100_000 {
			t.Errorf("the initiative: %+v", r)
		}
		// A business case that is worth less than nothing suffices, also before work begins.
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Later"}}).Key
		c := newCase(w, f, nil)
		w.Do("pia", "case.fill", obj{"id": c, "lines": []obj{{"sort": "cost", "label": "Work", "amounts": exact(5000)}}})
		if r := stops(w).row(f); r.sorts() != "case objective / " || *r.Against[0].Amount != -5000 || r.Against[0].About != c || r.Against[0].Opens != "case" {
			t.Errorf("by its case: %s", r.sorts())
		}
	})
}

// A bet that was missed suffices; a number that moves the wrong way, or that
// nobody reads any more, is one reason more.
func TestWhatNumbersSayOfStopping(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		at(t, w, "2026-01-01")
		m := w.Do("pia", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Repayments", "direction": "up"}}).ID
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Reminders", "betMetric": m, "betLow": 5, "betHigh": 9, "betOn": "2026-02-20"}}).Key
		w.Do("adam", "feature.update", obj{"id": f, "patch": obj{"state": "released"}})
		enter := func(day string, value float64) {
			w.Do("adam", "metric.enter", obj{"id": m, "points": []obj{{"at": day + "T00:00:00Z", "value": value}}})
		}
		for _, p := range []struct {
			day   string
			value float64
		}{{"2025-11-20", 50}, {"2025-12-01", 51}, {"2025-12-20", 49}} {
			enter(p.day, p.value)
		}
		at(t, w, "2026-05-10")
		if got := stops(w).row(f).sorts(); got != "silent objective / " {
			t.Errorf("without points: %s", got)
		}
		if g := stops(w).row(f).Against[0]; g.Last != "2025-12-20" || g.Name != "Repayments" {
			t.Errorf("since when it is silent: %+v", g)
		}
		for _, p := range []struct {
			day   string
			value float64
		}{{"2026-01-20", 50}, {"2026-02-01", 51}, {"2026-02-10", 49}, {"2026-03-20", 40}, {"2026-04-01", 41}, {"2026-04-20", 39}} {
			enter(p.day, p.value)
		}
		if r := stops(w).row(f); r.sorts() != "metric objective / " || r.Against[0].Number == nil || *r.Against[0].Number != -10 {
			t.Errorf("with a falling number: %s", r.sorts())
		} else if g := r.Against[0]; g.Low == nil || g.High == nil || *g.Low >= -10 || *g.High <= -10 || *g.High >= 0 {
			t.Errorf("how sure the fall is: %+v", g)
		}
		w.Do("pia", "feature.settle", obj{"id": f, "outcome": "missed", "reason": "Nobody repaid sooner."})
		if r := stops(w).row(f); r.sorts() != "bet metric objective / " || r.State != "settled" {
			t.Errorf("with a bet missed: %s", r.sorts())
		}
	})
}

func TestStoppingIsAnsweredByPeople(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		at(t, w, "2026-03-10")
		euros(w)
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Dear"}}).Key
		w.Do("adam", "feature.update", obj{"id": f, "patch": obj{"state": "in progress"}})
		w.Do("pia", "money.plan", obj{"id": f, "lines": []obj{line("plan", "run", "Fees", "2026-05-01", 5000)}})
		if stops(w).row(f) == nil {
			t.Fatal("it is not listed")
		}
		w.Do("pia", "stop.decline", obj{"id": f, "reason": "The contract runs until May.", "until": "2026-05-01"})
		if s := stops(w); s.row(f) != nil || len(s.Kept) != 1 || s.Kept[0].Last.Reason != "The contract runs until May." {
			t.Errorf("kept, and still asked about: %+v", s)
		}
		at(t, w, "2026-05-02")
		if stops(w).row(f) == nil {
			t.Error("it is not asked again when its day has come")
		}
		// What is in progress is a promise: it takes both jobs.
		out := w.Do("pia", "stop.take", obj{"id": f, "reason": "It costs and nobody uses it."})
		if out.Proposal == nil {
			t.Fatal("a committed feature was stopped by one of the two")
		}
		w.Do("paul", "proposal.take", obj{"id": out.ID})
		var is struct{ State string }
		w.Into("pia", "feature.show", obj{"id": f}, &is)
		if s := stops(w); is.State != "dropped" || s.row(f) != nil || len(s.Stopped) != 1 || s.Stopped[0].Reason != "It costs and nobody uses it." || s.Stopped[0].Key != f {
			t.Errorf("it is %s: %+v", is.State, s)
		}
		if _, err := w.Try("adam", "stop.take", obj{"id": f, "reason": "Again."}); !errs.Is(err, errs.Conflict) {
			t.Errorf("stopped twice: %v", err)
		}
		w.Do("pia", "stop.take", obj{"id": "LEND", "reason": "The market is gone."})
		var p struct{ Stage string }
		if w.Into("pia", "product.show", obj{"id": "LEND"}, &p); p.Stage != "sunset" {
			t.Errorf("the product's stage is %s", p.Stage)
		}
		for name, in := range map[string]obj{"stop.list": {"product": "LEND"}, "stop.take": {"id": f, "reason": "So."}, "stop.decline": {"id": f, "reason": "So."}} {
			if _, err := w.Try("dina", name, in); !errs.Is(err, errs.Forbidden) {
				t.Errorf("%s as a developer: %v", name, err)
			}
		}
		story := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "Forms"}}).Key
		for name, in := range map[string]obj{"a story": {"id": story, "reason": "So."}, "without a reason": {"id": "LEND", "reason": " "}} {
			if _, err := w.Try("pia", "stop.decline", in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := w.Try("pia", "stop.decline", obj{"id": "LEND", "reason": "Later.", "until": "2026-05-02"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("until today: %v", err)
		}
	})
}

// A stop is one change: whoever takes it back has what was there, in the state
// that it was in, and is asked about it again.
func TestAStopIsUndoneAsAWhole(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		at(t, w, "2026-03-10")
		euros(w)
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Dear"}}).Key
		i := w.Do("pia", "initiative.create", obj{"fields": obj{"product": "LEND", "title": "Cards"}}).Key
		for _, key := range []string{f, i} {
			w.Do("adam", map[string]string{f: "feature", i: "initiative"}[key]+".update", obj{"id": key, "patch": obj{"state": "in progress"}})
			w.Do("pia", "money.plan", obj{"id": key, "lines": []obj{line("plan", "run", "Fees", "2026-05-01", 5000)}})
		}
		for key, kind := range map[string]string{f: "feature", i: "initiative", "LEND": "product"} {
			standing := func() (is struct{ State, Stage string }) {
				w.Into("pia", kind+".show", obj{"id": key}, &is)
				return is
			}
			before, asked := standing(), stops(w)
			w.Do("adam", "stop.decline", obj{"id": key, "reason": "Not yet.", "until": "2026-03-11"})
			at(t, w, "2026-03-12")
			w.Do("adam", "stop.take", obj{"id": key, "reason": "It costs and nobody uses it."})
			if is := standing(); is == before || stops(w).row(key) != nil || len(stops(w).Stopped) != 1 {
				t.Fatalf("%s is not stopped: %+v, %+v", kind, is, stops(w).Stopped)
			}
			w.Do("adam", "change.undo", obj{"request": lastCall(w, key)})
			now := stops(w)
			if is := standing(); is != before || len(now.Stopped) != 0 {
				t.Errorf("after the undo the %s is %+v, was %+v; stopped are %+v", kind, is, before, now.Stopped)
			}
			r := now.row(key)
			if r == nil || r.sorts() != asked.row(key).sorts() || r.Last == nil || r.Last.Answer != "keep" {
				t.Errorf("after the undo the %s is listed as %+v", kind, r)
			}
			// The undo of the undo stops it again.
			w.Do("adam", "change.undo", obj{"request": lastCall(w, key)})
			if is := standing(); is == before || len(stops(w).Stopped) != 1 {
				t.Errorf("stopped again, the %s is %+v", kind, is)
			}
			w.Do("adam", "change.undo", obj{"request": lastCall(w, key)})
			at(t, w, "2026-03-10")
		}
	})
}

// What is taken up again was stopped no longer, whatever was said then.
func TestWhatIsTakenUpAgainIsNotStopped(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		at(t, w, "2026-03-10")
		euros(w)
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Dear"}}).Key
		w.Do("pia", "stop.take", obj{"id": f, "reason": "Nobody asked for it."})
		if s := stops(w); len(s.Stopped) != 1 || s.Stopped[0].Key != f {
			t.Fatalf("stopped are %+v", s.Stopped)
		}
		w.Do("adam", "feature.update", obj{"id": f, "patch": obj{"state": "idea"}})
		if s := stops(w); len(s.Stopped) != 0 {
			t.Errorf("taken up again, and still among what was stopped: %+v", s.Stopped)
		}
	})
}

// lastCall gives the request of the latest change of a record.
func lastCall(w *apptest.World, ref string) string {
	var log struct{ Items []struct{ Request string } }
	w.Into("adam", "record.history", obj{"id": ref}, &log)
	return log.Items[0].Request
}
