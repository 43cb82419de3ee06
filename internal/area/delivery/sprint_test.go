package delivery_test

import (
	"slices"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

func sprint(w *apptest.World, title string) apptest.Out {
	return w.Do("paul", "sprint.create", obj{"fields": obj{"product": "LEND", "title": title}})
}

func TestASprintFromPlanToClose(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		one, two := sprint(w, "One"), sprint(w, "Two")
		items := map[string]string{}
		for _, state := range []string{"ready", "in review", "done", "dropped"} {
			i := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": state, "state": state, "sprint": one.Key}})
			items[state] = i.Key
		}
		for _, s := range []string{"active", "closed"} {
			if _, err := w.Try("paul", "sprint.update", obj{"id": one.Key, "patch": obj{"state": s}}); !errs.Is(err, errs.Invalid) {
				t.Errorf("a sprint became %s by hand: %v", s, err)
			}
		}
		if _, err := w.Try("paul", "sprint.close", obj{"id": one.Key}); !errs.Is(err, errs.Conflict) {
			t.Errorf("a planned sprint was closed: %v", err)
		}
		if out := w.Do("dina", "sprint.start", obj{"id": one.Key}); out.Proposal == nil {
			t.Error("a developer started a sprint")
		}
		var started struct{ Goal, StartOn, StartedAt, State string }
		w.Into("paul", "sprint.start", obj{"id": one.Key, "goal": "Forms work", "startOn": "2026-03-02", "endOn": "2026-03-13", "capacity": 20}, &started)
		if started.State != "active" || started.Goal != "Forms work" || started.StartOn != "2026-03-02" || started.StartedAt != apptest.Start.String() {
			t.Errorf("the started sprint is %+v", started)
		}
		if _, err := w.Try("paul", "sprint.start", obj{"id": two.Key}); !errs.Is(err, errs.Conflict) {
			t.Errorf("two sprints are active: %v", err)
		}
		if _, err := w.Try("paul", "sprint.start", obj{"id": one.Key}); !errs.Is(err, errs.Conflict) {
			t.Errorf("a sprint was started twice: %v", err)
		}
		elsewhere := w.Do("paul", "sprint.create", obj{"fields": obj{"product": "HIDE", "title": "Elsewhere"}})
		for what, to := range map[string]string{"to itself": one.Key, "to another product": elsewhere.Key, "to a story": items["ready"], "to nowhere": "LEND-99"} {
			if _, err := w.Try("paul", "sprint.close", obj{"id": one.Key, "to": to}); !errs.Is(err, errs.Invalid) {
				t.Errorf("carried over %s: %v", what, err)
			}
		}
		var closed struct {
			Sprint  struct{ State, ClosedAt string }
			Carried []string
		}
		w.Into("paul", "sprint.close", obj{"id": one.Key, "to": two.Key}, &closed)
		if closed.Sprint.State != "closed" || closed.Sprint.ClosedAt == "" || !slices.Equal(closed.Carried, []string{items["ready"], items["in review"]}) {
			t.Errorf("closing gave %+v; want what is neither done nor closed to be carried over", closed)
		}
		in := func(state string) string {
			var i struct{ Sprint *string }
			w.Into("nora", "story.show", obj{"id": items[state]}, &i)
			if i.Sprint == nil {
				return ""
			}
			return *i.Sprint
		}
		for state, want := range map[string]string{"ready": two.ID, "in review": two.ID, "done": one.ID, "dropped": one.ID} {
			if got := in(state); got != want {
				t.Errorf("what was %s stands in sprint %s, want %s", state, got, want)
			}
		}
		if _, err := w.Try("paul", "story.update", obj{"id": items["ready"], "patch": obj{"sprint": one.Key}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a story was put into a closed sprint: %v", err)
		}
		if _, err := w.Try("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "Late", "sprint": one.Key}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a story was made in a closed sprint: %v", err)
		}
		w.Do("paul", "story.update", obj{"id": items["done"], "patch": obj{"title": "Still mine to change"}})
		if _, err := w.Try("paul", "sprint.start", obj{"id": one.Key}); !errs.Is(err, errs.Conflict) {
			t.Errorf("a closed sprint was started again: %v", err)
		}
		w.Do("paul", "sprint.start", obj{"id": two.Key})
		w.Do("paul", "sprint.close", obj{"id": two.Key})
		if got := in("ready"); got != "" {
			t.Errorf("what was unfinished stands in sprint %s, want the backlog", got)
		}
	})
}

func TestRulesOfSprints(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		one := sprint(w, "One")
		for what, p := range map[string]obj{
			"the end first":       {"startOn": "2026-03-13", "endOn": "2026-03-02"},
			"a capacity below 0":  {"capacity": -1},
			"the time it started": {"startedAt": "2026-03-02T09:00:00Z"},
		} {
			if _, err := w.Try("paul", "sprint.update", obj{"id": one.Key, "patch": p}); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v, want it refused as invalid", what, err)
			}
		}
		if out := w.Do("pia", "sprint.update", obj{"id": one.Key, "patch": obj{"goal": "Forms work"}}); out.Proposal == nil {
			t.Error("the product manager set a sprint's goal")
		}
		i := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "Forms", "sprint": one.Key}})
		var thread struct{ Down []struct{ Key string } }
		w.Into("nora", "record.thread", obj{"id": i.Key}, &thread)
		if len(thread.Down) != 1 || thread.Down[0].Key != one.Key {
			t.Errorf("the thread of a story leads down to %v, want its sprint", thread.Down)
		}
		// A close that is undone brings everything back.
		w.Do("paul", "sprint.start", obj{"id": one.Key})
		w.Do("paul", "sprint.close", obj{"id": one.Key})
		var log struct{ Items []struct{ Request string } }
		w.Into("nora", "record.history", obj{"id": one.Key}, &log)
		request := log.Items[0].Request
		w.Do("paul", "change.undo", obj{"request": request})
		var again struct{ Sprint *string }
		w.Into("nora", "story.show", obj{"id": i.Key}, &again)
		if s := w.Do("nora", "sprint.show", obj{"id": one.Key}).State; s != "active" || again.Sprint == nil {
			t.Errorf("after the undo the sprint is %s and the story in %v", s, again.Sprint)
		}
	})
}
