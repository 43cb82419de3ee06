package delivery_test

import (
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type told struct {
	ID, Why, WentTo       string
	Came, Went            []struct{ Key string }
	OddsBefore, OddsAfter *float64
}

func tradesOf(w *apptest.World, sprint string) []told {
	w.T.Helper()
	var all []told
	w.Into("nora", "sprint.trades", obj{"id": sprint}, &all)
	return all
}

// The sprint of an item can be set like any other field; while the sprint runs,
// that is a trade which everybody sees.
func TestSettingTheSprintOfAnItemIsATradeWhileItRuns(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		one, two := dated(w, "One", "2026-03-02", "2026-03-13"), dated(w, "Two", "2026-03-16", "2026-03-27")
		first, late := item(w, "First", obj{"sprint": one.Key}), item(w, "Late", nil)
		set := func(who, key string, sprint any) apptest.Out {
			return w.Do(who, "story.update", obj{"id": key, "patch": obj{"sprint": sprint}})
		}
		set("paul", late.Key, one.Key)
		set("paul", late.Key, nil)
		if got := tradesOf(w, one.Key); len(got) != 0 {
			t.Fatalf("planning a sprint made the trades %+v", got)
		}
		w.Do("paul", "sprint.start", obj{"id": one.Key})
		if out := set("dina", late.Key, one.Key); out.Proposal == nil {
			t.Error("a developer changed what a running sprint contains")
		}
		if got := tradesOf(w, one.Key); len(got) != 0 {
			t.Fatalf("what was proposed made the trades %+v", got)
		}
		set("paul", late.Key, one.Key)
		w.Clock.Add(time.Hour)
		set("paul", first.Key, two.Key)
		got := tradesOf(w, one.Key)
		if len(got) != 2 || len(got[1].Came) != 1 || got[1].Came[0].Key != late.Key || len(got[1].Went) != 0 || len(got[0].Went) != 1 || got[0].Went[0].Key != first.Key || got[0].WentTo != two.ID || got[0].Why != "" {
			t.Fatalf("the trades are %+v", got)
		}
		if _, err := w.Try("paul", "trade.explain", obj{"id": got[0].ID, "why": " "}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a trade was explained with nothing: %v", err)
		}
		if out := w.Do("dina", "trade.explain", obj{"id": got[0].ID, "why": "I say so"}); out.Proposal == nil {
			t.Error("a developer explained a trade of the product owner's")
		}
		w.Do("paul", "trade.explain", obj{"id": got[0].ID, "why": "The regulator wants it later"})
		if got := tradesOf(w, one.Key); got[0].Why != "The regulator wants it later" {
			t.Errorf("the trade is %+v", got[0])
		}
		w.Do("paul", "change.undo", obj{"request": lastRequest(w, first.Key)})
		if got := tradesOf(w, one.Key); len(got) != 1 || wholeOf(w, first.Key).Sprint != one.ID {
			t.Errorf("undone, the trades are %+v", got)
		}
		w.Clock.Add(time.Hour)
		made := item(w, "Made in it", obj{"sprint": one.Key})
		if got := tradesOf(w, one.Key); len(got) != 2 || got[0].Came[0].Key != made.Key {
			t.Errorf("what was made in the sprint is traded as %+v", got)
		}
		w.Do("paul", "sprint.close", obj{"id": one.Key, "to": two.Key})
		if got := tradesOf(w, one.Key); len(got) != 2 {
			t.Errorf("closing made the trades %+v", got)
		}
	})
}

func TestATradeIsToldToAllWhoAreBoundByIt(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		one := dated(w, "One", "2026-03-02", "2026-03-13")
		item(w, "First", obj{"sprint": one.Key})
		late := item(w, "Late", nil)
		w.Do("paul", "sprint.start", obj{"id": one.Key})
		w.Do("adam", "sprint.trade", obj{"id": one.Key, "in": []string{late.Key}, "why": "The law"})
		w.CatchUp()
		for who, heard := range map[string]int{"paul": 1, "dina": 1, "adam": 0, "nora": 0} {
			var inbox struct {
				Items []struct {
					Kind, Key string
					Odds      *struct{ Before, After *float64 }
				}
			}
			w.Into(who, "inbox.list", obj{"limit": 200}, &inbox)
			n := 0
			for _, i := range inbox.Items {
				if i.Kind == "trade" && i.Key == one.Key && i.Odds != nil {
					n++
				}
			}
			if n != heard {
				t.Errorf("%s was told %d times of the trade, want %d: %+v", who, n, heard, inbox.Items)
			}
		}
	})
}

func TestHowSprintsUsuallyGo(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		usual := func() (r struct {
			Focus        float64
			Begun, Fresh string
		}) {
			w.Into("nora", "sprint.usual", obj{"product": "LEND"}, &r)
			return r
		}
		if r := usual(); r.Focus != 0.7 || r.Begun != "sprint" || r.Fresh != "sprint" {
			t.Errorf("nobody said anything, and sprints go like %+v", r)
		}
		w.Do("paul", "sprint.rule", obj{"product": "LEND", "fresh": "backlog", "focus": 0.6})
		if r := usual(); r.Focus != 0.6 || r.Begun != "sprint" || r.Fresh != "backlog" {
			t.Errorf("sprints go like %+v", r)
		}
	})
}
