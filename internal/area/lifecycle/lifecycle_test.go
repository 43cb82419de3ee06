package lifecycle_test

import (
	"slices"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

// turn sets the world's clock to noon of a day.
func turn(t *testing.T, w *apptest.World, day string) {
	t.Helper()
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	w.Clock.Add(d.Add(12 * time.Hour).Sub(w.Clock.Now().Time()))
}

type reading struct {
	From          string
	Value, Growth *float64
	Share         *float64
	Phase         string
}

type evidence struct {
	Title     string
	Readings  []reading
	Facts     struct{ Learnt, Started, Out int }
	Suggested struct {
		Stage, Ground, Phase, Since string
		Agreed                      bool
	}
}

type life struct {
	Stage    string
	Since    string
	Rule     *struct{ Period string }
	Evidence evidence
	History  []struct {
		From, To, Note string
		Suggested      bool
		Evidence       *evidence
	}
}

func lifeOf(w *apptest.World, who string) (l life) {
	w.T.Helper()
	w.Into(who, "lifecycle.show", obj{"product": "LEND"}, &l)
	return l
}

// loans enters a value in the middle of each month, from October 2025 on.
func loans(w *apptest.World, values ...float64) string {
	w.T.Helper()
	m := w.Do("pia", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Loans that run", "direction": "up", "target": 1000}}).ID
	points := []obj{}
	for i, v := range values {
		points = append(points, obj{"at": time.Date(2025, time.Month(10+i), 15, 12, 0, 0, 0, time.UTC).Format(time.RFC3339), "value": v})
	}
	w.Do("pia", "metric.enter", obj{"id": m, "points": points})
	return m
}

func TestASuggestionIsTakenWithItsGround(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		turn(t, w, "2026-04-20")
		w.Do("pia", "stage.set", obj{"product": "LEND", "stage": "launch", "note": "The beta is over."})
		if l := lifeOf(w, "sam"); l.Rule != nil || l.Evidence.Suggested.Stage != "" || len(l.History) != 2 || l.History[0].Note != "The beta is over." || l.History[1].To != "development" || l.Since == "" {
			t.Errorf("without a rule it is %+v", l)
		}
		// Five months are over; the sixth runs, and its point says nothing yet.
		m := loans(w, 100, 120, 144, 173, 207, 249, 1)
		w.Do("pia", "lifecycle.rule", obj{"product": "LEND", "metric": m})
		turn(t, w, "2026-03-20")
		l := lifeOf(w, "sam")
		if n := len(l.Evidence.Readings); n != 5 || l.Evidence.Readings[4].Phase != "growth" || l.Evidence.Suggested.Ground == "metric" {
			t.Errorf("after one period that grows it is %+v", l.Evidence)
		}
		turn(t, w, "2026-04-20")
		l = lifeOf(w, "sam")
		r := l.Evidence.Readings[5]
		if s := l.Evidence.Suggested; s.Stage != "growth" || s.Since != "2026-02-01" || s.Agreed || *r.Value != 249 || *r.Share != 24.9 || *r.Growth < 20 || *r.Growth > 20.1 || l.Stage != "launch" {
			t.Errorf("after two it is %+v, %+v", s, r)
		}
		// Who lacks the right proposes; taken, the ground of then is kept.
		out := w.Do("paul", "stage.set", obj{"product": "LEND", "stage": "growth", "suggested": true, "note": "Two months in a row."})
		if out.Proposal == nil || lifeOf(w, "sam").Stage != "launch" {
			t.Fatal("a product owner set the stage")
		}
		w.Do("pia", "proposal.take", obj{"id": out.Proposal.ID})
		l = lifeOf(w, "sam")
		h := l.History[0]
		if l.Stage != "growth" || !l.Evidence.Suggested.Agreed || h.From != "launch" || !h.Suggested || h.Evidence == nil || len(h.Evidence.Readings) != 6 || h.Evidence.Title != "Loans that run" || h.Note != "Two months in a row." {
			t.Errorf("taken it is %+v with %+v", l, h)
		}
		if _, err := w.Try("pia", "stage.set", obj{"product": "LEND", "stage": "maturity", "suggested": true}); !errs.Is(err, errs.Conflict) {
			t.Errorf("what is not suggested was taken as suggested: %v", err)
		}
		if _, err := w.Try("pia", "stage.set", obj{"product": "LEND", "stage": "growth"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("it came into the stage that it is in: %v", err)
		}
		var log struct {
			Items []struct{ Request, Kind string }
		}
		w.Into("pia", "record.history", obj{"id": "LEND"}, &log)
		for _, r := range log.Items {
			if r.Kind == "stage_ground" {
				w.Do("pia", "change.undo", obj{"request": r.Request})
				break
			}
		}
		if l := lifeOf(w, "sam"); l.Stage != "launch" || l.History[0].Evidence != nil {
			t.Errorf("undone it is %+v", l)
		}
	})
}

func TestWhatCanBeCountedSpeaksFirst(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		w.Do("pia", "product.update", obj{"id": "LEND", "patch": obj{"stage": "idea"}})
		w.Do("pia", "insight.create", obj{"fields": obj{"product": "LEND", "title": "They wait"}})
		if s := lifeOf(w, "sam").Evidence.Suggested; s.Stage != "discovery" || s.Ground != "facts" {
			t.Errorf("with an insight %+v", s)
		}
		story := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "Forms"}}).Key
		w.Do("adam", "item.move", obj{"id": story, "state": "in progress"})
		if l := lifeOf(w, "sam").Evidence; l.Suggested.Stage != "development" || l.Facts.Started != 1 || l.Facts.Learnt != 1 {
			t.Errorf("with a story under way %+v", l)
		}
		var all struct {
			Items []struct {
				Key       string
				Suggested struct{ Stage string }
			}
		}
		w.Into("sam", "lifecycle.list", obj{}, &all)
		if len(all.Items) != 1 || all.Items[0].Key != "LEND" || all.Items[0].Suggested.Stage != "development" {
			t.Errorf("of all products sam sees %+v", all.Items)
		}
	})
}

type ending struct {
	Plan struct {
		EndOn, ClosedOn, Moving string
		Steps                   []struct{ ID, Title, Owner, DoneOn string }
	}
	ReplacementTitle string
	Overdue          []struct{ Sort, Title, DueOn string }
	Accounts         []struct {
		Title, MovedOn string
		Revenue        *int64
	}
	Candidates []struct{ Title string }
	AtStake    []struct {
		Currency string
		Amount   int64
	}
	MoneySeen bool
	Earned    []struct{ Amount int64 }
}

func TestAPlanToEnd(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		turn(t, w, "2026-03-10")
		shop := w.Do("pia", "account.create", obj{"fields": obj{"title": "Bicycle shop", "revenue": 120000, "currency": "EUR"}}).Key
		choir := w.Do("pia", "account.create", obj{"fields": obj{"title": "Choir", "revenue": 5000, "currency": "EUR"}}).Key
		w.Do("pia", "feedback.create", obj{"fields": obj{"product": "LEND", "title": "Do not end it", "account": choir}})
		w.Do("adam", "product.update", obj{"id": "LEND", "patch": obj{"currency": "EUR"}})
		w.Do("paul", "money.record", obj{"id": "LEND", "lines": []obj{{"sort": "revenue", "label": "Fees", "month": "2026-02-01", "amount": 700}, {"sort": "revenue", "label": "Fees", "month": "2025-01-01", "amount": 900}}})

		w.Do("pia", "sunset.plan", obj{"product": "LEND", "announceOn": "2026-01-15", "closedOn": "2026-02-01", "supportOn": "2026-05-31", "endOn": "2026-06-30", "replacement": "HIDE", "moving": "One click"})
		w.Do("pia", "sunset.step", obj{"product": "LEND", "sort": "tell", "title": "All customers", "how": "Letter", "owner": "@paul", "dueOn": "2026-01-15"})
		w.Do("pia", "sunset.step", obj{"product": "LEND", "title": "Export as a table", "dueOn": "2026-03-01"})
		w.Do("pia", "sunset.step", obj{"product": "LEND", "title": "Switch", "dueOn": "2026-06-30", "owner": "@dina"})
		w.Do("pia", "sunset.step", obj{"product": "LEND", "step": "3", "title": "Switch off"})
		w.Do("pia", "sunset.step", obj{"product": "LEND", "step": "1", "doneOn": "2026-01-14"})
		w.Do("pia", "sunset.account", obj{"product": "LEND", "account": shop})
		var s ending
		see := func(who string) ending {
			t.Helper()
			s = ending{}
			w.Into(who, "sunset.show", obj{"product": "LEND"}, &s)
			return s
		}
		reasons := func(who string) (all []string) {
			t.Helper()
			w.CatchUp()
			var inbox struct {
				Items []struct{ Kind, Reason string }
			}
			w.Into(who, "inbox.list", obj{}, &inbox)
			for _, n := range inbox.Items {
				if n.Kind == "sunset_plan" {
					all = append(all, n.Reason)
				}
			}
			return all
		}
		if got := reasons("dina"); !slices.Equal(got, []string{"heard", "assigned"}) {
			t.Errorf("dina, to whom a step was given that was changed then, was told %v", got)
		}
		see("pia")
		if len(s.Overdue) != 1 || s.Overdue[0].Title != "Export as a table" || s.Plan.Steps[0].Owner != w.Members["paul"] || s.ReplacementTitle != "Hidden" {
			t.Errorf("the plan stands %+v", s)
		}
		if len(s.AtStake) != 1 || s.AtStake[0].Amount != 120000 || len(s.Candidates) != 1 || s.Candidates[0].Title != "Choir" || len(s.Earned) != 1 || s.Earned[0].Amount != 700 {
			t.Errorf("at stake is %+v, candidates %+v, earned %+v", s.AtStake, s.Candidates, s.Earned)
		}
		// Who may see neither the other product nor money learns of neither.
		if see("dina"); s.ReplacementTitle != "" || s.MoneySeen || len(s.Earned) != 0 || len(s.Overdue) != 1 {
			t.Errorf("a developer sees %+v", s)
		}
		turn(t, w, "2026-07-01")
		if see("sam"); len(s.Overdue) != 3 || s.Overdue[2].Title != "Bicycle shop" && s.Overdue[1].Title != "Bicycle shop" {
			t.Errorf("after its end overdue is %+v", s.Overdue)
		}
		var mine []struct {
			Key  string
			Step struct{ Title string }
			Late int
		}
		if w.Into("dina", "sunset.mine", obj{}, &mine); len(mine) != 0 {
			t.Errorf("of a product that is not in sunset waits %+v", mine)
		}
		w.Do("pia", "stage.set", obj{"product": "LEND", "stage": "sunset", "note": "It ends."})
		if w.Into("dina", "sunset.mine", obj{}, &mine); len(mine) != 1 || mine[0].Key != "LEND" || mine[0].Step.Title != "Switch off" || mine[0].Late != 1 {
			t.Errorf("for dina waits %+v", mine)
		}
		if out := w.Do("dina", "sunset.step", obj{"product": "LEND", "step": "3", "doneOn": "2026-07-01", "title": "Not mine to say"}); out.Proposal == nil {
			t.Error("whoever sees to a step changed what it is")
		}
		if out := w.Do("dina", "sunset.step", obj{"product": "LEND", "step": "2", "doneOn": "2026-07-01"}); out.Proposal == nil {
			t.Error("somebody called another's step done")
		}
		if out := w.Do("dina", "sunset.step", obj{"product": "LEND", "step": "3", "doneOn": "2026-07-01"}); out.Proposal != nil {
			t.Error("whoever sees to a step could not say that it is done")
		}
		if w.Into("dina", "sunset.mine", obj{}, &mine); len(mine) != 0 {
			t.Errorf("after it was done waits %+v", mine)
		}
		w.Do("dina", "sunset.step", obj{"product": "LEND", "step": "3", "doneOn": ""})
		if w.Into("paul", "sunset.mine", obj{}, &mine); len(mine) != 0 {
			t.Errorf("for paul, whose step is done, waits %+v", mine)
		}
		w.Do("pia", "sunset.account", obj{"product": "LEND", "account": shop, "movedOn": "2026-06-20"})
		w.Do("pia", "sunset.unstep", obj{"product": "LEND", "step": "2"})
		if see("sam"); len(s.Overdue) != 1 || len(s.AtStake) != 0 || s.Accounts[0].MovedOn != "2026-06-20" {
			t.Errorf("later it stands %+v", s)
		}
		if out := w.Do("paul", "sunset.step", obj{"product": "LEND", "step": "3", "doneOn": "2026-07-01"}); out.Proposal == nil {
			t.Error("a product owner changed the plan")
		}
		story := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "Forms"}}).Key
		down := w.Do("pia", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Losses", "direction": "down"}}).Key
		for name, c := range map[string]struct {
			op string
			in obj
		}{
			"an end before its announcement": {"sunset.plan", obj{"product": "LEND", "endOn": "2025-12-31"}},
			"a place that is its own":        {"sunset.plan", obj{"product": "LEND", "replacement": "LEND"}},
			"a step without words":           {"sunset.step", obj{"product": "LEND", "sort": "task"}},
			"a step that is not":             {"sunset.step", obj{"product": "LEND", "step": "9", "title": "X"}},
			"on no day":                      {"sunset.step", obj{"product": "LEND", "title": "X", "dueOn": "soon"}},
			"a story as an account":          {"sunset.account", obj{"product": "LEND", "account": story}},
			"nobody who is not there":        {"sunset.account", obj{"product": "LEND", "account": choir, "not": true}},
			"a number that shall fall":       {"lifecycle.rule", obj{"product": "LEND", "metric": down}},
			"no rule to take away":           {"lifecycle.rule", obj{"product": "LEND"}},
		} {
			if _, err := w.Try("pia", c.op, c.in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}
