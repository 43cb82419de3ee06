package delivery_test

import (
	"math"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type capacity struct {
	Days, Holidays, Unsized int
	Focus, Present, Focused float64
	PerDay, Worked, Points  *float64
	Load                    float64
	People                  []struct {
		Member         string
		Away           int
		Share, Present float64
	}
	From []struct {
		Key             string
		Points, Focused float64
	}
}

func capacityOf(w *apptest.World, key string) capacity {
	w.T.Helper()
	var c capacity
	w.Into("nora", "sprint.capacity", obj{"id": key}, &c)
	return c
}

func dated(w *apptest.World, title, from, until string) apptest.Out {
	return w.Do("paul", "sprint.create", obj{"fields": obj{"product": "LEND", "title": title, "startOn": from, "endOn": until}})
}

func item(w *apptest.World, title string, more obj) apptest.Out {
	fields := obj{"product": "LEND", "title": title}
	for k, v := range more {
		fields[k] = v
	}
	return w.Do("paul", "story.create", obj{"fields": fields})
}

func size(w *apptest.World, key string, points float64) {
	w.Do("dina", "story.update", obj{"id": key, "patch": obj{"estimate": points}})
}

// accept brings an item to its verdict.
func accept(w *apptest.World, key string) {
	w.Do("dina", "story.update", obj{"id": key, "patch": obj{"state": "done"}})
	w.Do("paul", "item.accept", obj{"id": key, "results": []obj{}})
}

func near(a *float64, b float64) bool { return a != nil && math.Abs(*a-b) < 1e-9 }

// Ten working days; three people who build; a day is 0.7 of one for the
// sprint.
func TestCapacityFromPeoplesDays(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		one := dated(w, "One", "2026-03-02", "2026-03-13")
		c := capacityOf(w, one.Key)
		if c.Days != 10 || len(c.People) != 3 || c.Present != 30 || math.Abs(c.Focused-21) > 1e-9 || c.PerDay != nil || c.Points != nil {
			t.Errorf("to begin with it is %+v, want 30 person-days of which 21 are for the sprint, and no points without a past", c)
		}
		// A holiday for all, three days away for one, half of another's time; a
		// weekend takes nothing.
		w.Do("paul", "absence.create", obj{"product": "LEND", "from": "2026-03-06", "note": "Holiday"})
		w.Do("dina", "absence.create", obj{"product": "LEND", "member": w.Members["dina"], "from": "2026-03-05", "until": "2026-03-10"})
		if out := w.Do("dina", "absence.create", obj{"product": "LEND", "member": w.Members["tess"], "from": "2026-03-09"}); out.Proposal == nil {
			t.Error("dina sent tess away without asking")
		}
		w.Do("paul", "sprint.share", obj{"id": one.Key, "member": w.Members["tess"], "share": 0.5})
		w.Do("paul", "sprint.rule", obj{"product": "LEND", "focus": 0.8})
		c = capacityOf(w, one.Key)
		want := map[string]float64{"dina": 9 - 3, "dora": 9, "tess": 4.5}
		for _, p := range c.People {
			for name, days := range want {
				if p.Member == w.Members[name] && p.Present != days {
					t.Errorf("%s is there %v days, want %v", name, p.Present, days)
				}
			}
		}
		if c.Days != 9 || c.Holidays != 1 || c.Present != 19.5 || math.Abs(c.Focused-15.6) > 1e-9 || c.Focus != 0.8 {
			t.Errorf("the capacity is %+v, want 19.5 person-days, 15.6 of them for the sprint", c)
		}
		// What the sprint gave tells what a day gives.
		s := item(w, "Forms", obj{"sprint": one.Key})
		size(w, s.Key, 7.8)
		w.Do("paul", "sprint.start", obj{"id": one.Key})
		accept(w, s.Key)
		w.Do("paul", "sprint.close", obj{"id": one.Key})
		two := dated(w, "Two", "2026-03-16", "2026-03-27")
		c = capacityOf(w, two.Key)
		if !near(c.PerDay, 0.5) || !near(c.Worked, 0.5*30*0.8) || !near(c.Points, 12) || len(c.From) != 1 || c.From[0].Points != 7.8 {
			t.Errorf("the next capacity is %+v, want half a point a day, 12 points", c)
		}
		w.Do("paul", "sprint.update", obj{"id": two.Key, "patch": obj{"capacity": 10, "focus": 0.5}})
		if c = capacityOf(w, two.Key); !near(c.Points, 10) || !near(c.Worked, 7.5) {
			t.Errorf("what was set gives %+v, want 10 points to hold and 7.5 to be told", c)
		}
	})
}

// A product's own week and holidays hold for its sprints as well.
func TestCapacityHeedsTheProductsCalendar(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		s := dated(w, "One", "2026-03-02", "2026-03-15")
		if c := capacityOf(w, s.Key); c.Days != 10 {
			t.Errorf("two weeks have %d working days, want 10: weekends are none", c.Days)
		}
		w.Do("paul", "product.update", obj{"id": "LEND", "patch": obj{"workDays": []string{"mon", "tue", "wed", "thu"}, "holidays": []string{"2026-03-03", "2026-03-06"}}})
		if c := capacityOf(w, s.Key); c.Days != 7 || c.Holidays != 1 || c.Present != 21 {
			t.Errorf("the capacity is %+v, want seven days: four a week, and one of them a holiday", c)
		}
	})
}

func TestAbsences(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		mine := w.Do("dina", "absence.create", obj{"product": "LEND", "member": "dina", "from": "2026-03-05"})
		if out := w.Do("tess", "absence.delete", obj{"id": mine.ID}); out.Proposal == nil {
			t.Error("tess brought dina back without asking")
		}
		for what, in := range map[string]obj{
			"the end first": {"from": "2026-03-05", "until": "2026-03-01"}, "of nobody": {"from": "2026-03-05", "member": "zoe"}, "for two years": {"from": "2026-03-05", "until": "2028-03-05"}, "no day": {},
		} {
			in["product"] = "LEND"
			if _, err := w.Try("paul", "absence.create", in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v, want it refused as invalid", what, err)
			}
		}
		var all []struct{ From, Until string }
		w.Into("nora", "absence.list", obj{"product": "LEND", "from": "2026-03-05", "until": "2026-03-31"}, &all)
		if len(all) != 1 || all[0].Until != "2026-03-05" {
			t.Errorf("away are %+v", all)
		}
		w.Do("dina", "absence.delete", obj{"id": mine.ID})
		w.Into("nora", "absence.list", obj{"product": "LEND"}, &all)
		if len(all) != 0 {
			t.Errorf("still away are %+v", all)
		}
	})
}

type report struct {
	Committed, Came, Went, Done, Accepted, Kept, Open struct {
		Items  int
		Points float64
		Keys   []string
	}
	Carried []struct{ Key, How, To, Rest string }
	Trades  int
}

func reportOf(w *apptest.World, key string) report {
	w.T.Helper()
	var r report
	w.Into("nora", "sprint.report", obj{"id": key}, &r)
	return r
}

func TestAWholeSprintInFigures(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		one, two := dated(w, "One", "2026-03-02", "2026-03-13"), dated(w, "Two", "2026-03-16", "2026-03-27")
		keys := map[string]string{}
		for name, points := range map[string]float64{"done": 5, "out": 3, "half": 8, "fresh": 2} {
			more := obj{"sprint": one.Key}
			if name == "half" {
				more["criteria"] = []obj{{"text": "By card"}, {"text": "By bank"}, {"text": "By wallet"}, {"text": "By post"}}
			}
			keys[name] = item(w, name, more).Key
			size(w, keys[name], points)
		}
		late := item(w, "late", nil)
		size(w, late.Key, 4)
		feature := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Paying"}})
		w.Do("paul", "link.create", obj{"type": "delivers", "from": keys["half"], "to": feature.Key})
		w.Do("paul", "sprint.start", obj{"id": one.Key})
		// What was agreed on stays what it was, at the sizes of then.
		size(w, keys["done"], 13)
		trade(t, w, one.Key, two.Key, keys["out"], late.Key)
		accept(w, keys["done"])
		w.Do("dina", "story.update", obj{"id": late.Key, "patch": obj{"state": "done"}})
		w.Do("dina", "story.update", obj{"id": keys["half"], "patch": obj{"state": "in progress"}})
		meet(w, keys["half"], 1)
		if _, err := w.Try("paul", "sprint.close", obj{"id": one.Key, "items": []obj{{"item": keys["done"], "how": "backlog"}}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("what is done was carried on: %v", err)
		}
		if _, err := w.Try("paul", "sprint.close", obj{"id": one.Key, "to": two.Key, "items": []obj{{"item": keys["fresh"], "how": "split"}}}); err != nil {
			t.Errorf("an item without criteria is not split in half: %v", err)
		}
		w.Do("paul", "change.undo", obj{"request": lastRequest(w, one.Key)})
		w.Do("paul", "sprint.close", obj{"id": one.Key, "to": two.Key, "items": []obj{{"item": keys["half"], "how": "split"}, {"item": keys["fresh"], "how": "backlog"}}})
		r := reportOf(w, one.Key)
		got := []float64{r.Committed.Points, r.Came.Points, r.Went.Points, r.Accepted.Points, r.Done.Points, r.Kept.Points, r.Open.Points}
		want := []float64{18, 4, 3, 13, 4 + 2, 13 + 2, 2}
		for i, name := range []string{"committed", "came", "went", "accepted", "done", "kept", "open"} {
			if got[i] != want[i] {
				t.Errorf("%s are %v points, want %v: %+v", name, got[i], want[i], r)
			}
		}
		rest := ""
		for _, c := range r.Carried {
			if c.How == "split" {
				rest = c.Rest
			}
		}
		checkRest(t, w, rest, keys["half"], feature.Key, two.ID)
	})
}

func lastRequest(w *apptest.World, key string) string {
	var log struct{ Items []struct{ Request string } }
	w.Into("paul", "record.history", obj{"id": key}, &log)
	return log.Items[0].Request
}

// meet has the first criteria of an item met, as a verdict that rejects it
// found them.
func meet(w *apptest.World, key string, n int) {
	results := []obj{}
	for i := range n {
		results = append(results, obj{"criterion": string(rune('1' + i)), "met": true})
	}
	w.Do("dina", "story.update", obj{"id": key, "patch": obj{"state": "done"}})
	w.Do("paul", "item.reject", obj{"id": key, "reason": "Only the card works.", "results": results})
}

// checkRest sees that the rest of what was split has what is left to do.
func checkRest(t *testing.T, w *apptest.World, rest, of, feature, sprint string) {
	t.Helper()
	var i struct {
		Estimate *float64
		Sprint   string
		Criteria []struct{ Text string }
	}
	w.Into("nora", "story.show", obj{"id": rest}, &i)
	if !near(i.Estimate, 6) || i.Sprint != sprint || len(i.Criteria) != 3 || i.Criteria[0].Text != "By bank" {
		t.Errorf("the rest is %+v, want three criteria and 6 points in the next sprint", i)
	}
	if got, want := linksOf(w, rest), "delivers "+feature+", split from "+of; got != want {
		t.Errorf("the rest is linked with %s, want %s", got, want)
	}
	if was, is := wholeOf(w, of), wholeOf(w, rest); is.Rank <= was.Rank {
		t.Errorf("the rest stands at %s, before its item at %s", is.Rank, was.Rank)
	}
	var thread struct{ Up []struct{ Key string } }
	w.Into("nora", "record.thread", obj{"id": rest}, &thread)
	if len(thread.Up) == 0 || thread.Up[0].Key != feature {
		t.Errorf("the rest leads up to %v, want its feature", thread.Up)
	}
}

// trade swaps two items and looks at what that leaves.
func trade(t *testing.T, w *apptest.World, sprint, to, out, in string) {
	t.Helper()
	for what, bad := range map[string]obj{
		"nothing at all": {}, "in without a word": {"in": []string{in}}, "out without a word": {"out": []string{out}}, "out what is not in": {"in": []string{in}, "out": []string{in}},
		"in what is in": {"in": []string{out}, "out": []string{out}}, "in from nowhere": {"in": []string{"LEND-999"}, "out": []string{out}}, "in twice": {"in": []string{in, in}, "out": []string{out}},
	} {
		bad["id"] = sprint
		if _, err := w.Try("paul", "sprint.trade", bad); !errs.Is(err, errs.Invalid) {
			t.Errorf("%s: %v, want it refused as invalid", what, err)
		}
	}
	if _, err := w.Try("paul", "sprint.trade", obj{"id": to, "in": []string{in}, "why": "x"}); !errs.Is(err, errs.Conflict) {
		t.Errorf("a planned sprint was traded with: %v", err)
	}
	swap := obj{"id": sprint, "in": []string{in}, "out": []string{out}, "to": to}
	proposal := w.Do("dina", "sprint.trade", swap)
	if proposal.Proposal == nil {
		t.Fatal("a developer traded")
	}
	w.Do("paul", "proposal.take", obj{"id": proposal.ID})
	w.Do("paul", "change.undo", obj{"request": lastRequest(w, sprint)})
	var all []struct {
		Came, Went            []struct{ Key string }
		OddsBefore, OddsAfter *float64
	}
	w.Into("nora", "sprint.trades", obj{"id": sprint}, &all)
	if len(all) != 0 {
		t.Errorf("after the undo the sprint has the trades %+v", all)
	}
	w.Clock.Add(time.Hour)
	w.Do("paul", "sprint.trade", swap)
	w.Into("nora", "sprint.trades", obj{"id": sprint}, &all)
	if len(all) != 1 || all[0].Came[0].Key != in || all[0].Went[0].Key != out {
		t.Errorf("the trades are %+v", all)
	}
}

func TestStandupNotes(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		s := dated(w, "One", "2026-03-02", "2026-03-13")
		write := func(who, on, did string) (apptest.Out, error) {
			return w.Try(who, "sprint.standup", obj{"id": s.Key, "on": on, "did": did})
		}
		if _, err := write("dina", "2026-03-03", "Forms"); !errs.Is(err, errs.Conflict) {
			t.Errorf("a stand-up before the start: %v", err)
		}
		w.Do("paul", "sprint.start", obj{"id": s.Key})
		for on, did := range map[string]string{"2026-03-01": "Too early", "2026-03-28": "Too late", "2026-03-03": " "} {
			if _, err := write("dina", on, did); !errs.Is(err, errs.Invalid) {
				t.Errorf("on %s %q: %v, want it refused as invalid", on, did, err)
			}
		}
		for _, did := range []string{"Forms", "Forms, and tests"} {
			if out, err := write("dina", "2026-03-03", did); err != nil || out.Proposal != nil {
				t.Fatalf("dina cannot write: %v", err)
			}
		}
		w.Clock.Add(time.Minute)
		if _, err := write("tess", "2026-03-03", "Tests"); err != nil {
			t.Fatal(err)
		}
		list := func() []struct{ Member, Did string } {
			var all []struct{ Member, Did string }
			w.Into("nora", "sprint.standups", obj{"id": s.Key, "on": "2026-03-03"}, &all)
			return all
		}
		if got := list(); len(got) != 2 || got[0].Did != "Forms, and tests" || got[1].Member != w.Members["tess"] {
			t.Errorf("the notes are %+v", got)
		}
		if _, err := write("dina", "2026-03-03", ""); err != nil {
			t.Fatal(err)
		}
		if got := list(); len(got) != 1 {
			t.Errorf("an emptied note stays: %+v", got)
		}
	})
}

func TestTheGoalServesAKeyResult(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		s := dated(w, "One", "2026-03-02", "2026-03-13")
		o := w.Do("pia", "objective.create", obj{"fields": obj{"title": "Borrowers stay", "keyResults": []obj{{"title": "Churn", "start": 8, "target": 4}}}})
		set := func(p obj) error {
			_, err := w.Try("paul", "sprint.update", obj{"id": s.Key, "patch": p})
			return err
		}
		if err := set(obj{"keyResult": "1"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a key result of no objective: %v", err)
		}
		if err := set(obj{"objective": o.Key, "keyResult": "7"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a key result that is none: %v", err)
		}
		if err := set(obj{"objective": s.Key}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a sprint as objective: %v", err)
		}
		if err := set(obj{"objective": o.Key, "keyResult": "1"}); err != nil {
			t.Error(err)
		}
		var thread struct{ Up []struct{ Key string } }
		w.Into("nora", "record.thread", obj{"id": s.Key}, &thread)
		if len(thread.Up) == 0 || thread.Up[0].Key != o.Key {
			t.Errorf("the sprint leads up to %v, want its objective", thread.Up)
		}
		if err := set(obj{"objective": nil}); err != nil {
			t.Error(err)
		}
	})
}
