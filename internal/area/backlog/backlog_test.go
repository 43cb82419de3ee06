package backlog_test

import (
	"slices"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/area/backlog"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

func item(w *apptest.World, kind, title string) apptest.Out {
	return w.Do("paul", kind+".create", obj{"fields": obj{"product": "LEND", "title": title, "criteria": []obj{{"text": "It works"}}}})
}

func TestWhoDecidesOnItems(t *testing.T) {
	t.Parallel()
	all := []string{"pia", "paul", "dina", "dora", "tess", "mark", "sam"}
	cases := []struct {
		what  string
		patch obj
		acts  string
	}{
		{"title", obj{"title": "Other"}, "paul"},
		{"statement", obj{"asA": "lender", "iWant": "x", "soThat": "y", "priority": "high", "dueOn": "2026-05-01"}, "paul"},
		{"criteria", obj{"criteria": []obj{{"text": "Other"}}}, "paul"},
		{"estimate", obj{"estimate": 5}, "dina"},
		{"sprint", obj{"sprint": "LEND-1"}, "paul"},
		{"to refining", obj{"state": "refining"}, "paul dina dora tess"},
		{"to done", obj{"state": "done"}, "paul dina dora tess"},
		{"to dropped", obj{"state": "dropped"}, "paul"},
	}
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		w.Do("paul", "sprint.create", obj{"fields": obj{"product": "LEND", "title": "Sprint 1"}})
		for _, c := range cases {
			var acted []string
			for _, who := range all {
				i := item(w, backlog.Kinds[len(c.what)%4], "Forms")
				if w.Do(who, "record.update", obj{"id": i.Key, "patch": c.patch}).Proposal == nil {
					acted = append(acted, who)
				}
			}
			want := strings.Fields(c.acts)
			slices.Sort(want)
			slices.Sort(acted)
			if !slices.Equal(acted, want) {
				t.Errorf("%s: %v acted, want %v", c.what, acted, want)
			}
		}
		i, j := item(w, "story", "First"), item(w, "bug", "Second")
		if out := w.Do("dina", "record.rank", obj{"ids": []string{j.Key}, "before": i.Key}); out.Proposal == nil {
			t.Error("a developer ordered the backlog")
		}
		if out := w.Do("dina", "story.create", obj{"fields": obj{"product": "LEND", "title": "X"}}); out.Proposal == nil {
			t.Error("a developer wrote a story")
		}
	})
}

func TestStatesOfAnItem(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		i := item(w, "story", "Forms")
		if i.State != "new" {
			t.Errorf("a story begins as %s", i.State)
		}
		to := func(who, state string) (apptest.Out, error) {
			return w.Try(who, "story.update", obj{"id": i.Key, "patch": obj{"state": state}})
		}
		if _, err := to("paul", "accepted"); !errs.Is(err, errs.Invalid) || !strings.Contains(err.Error(), "verdict") {
			t.Errorf("accepted by hand: %v", err)
		}
		if _, err := w.Try("paul", "record.rank", obj{"ids": []string{i.Key}, "state": "accepted"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("accepted by dragging: %v", err)
		}
		if _, err := w.Try("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "X", "state": "accepted"}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("born accepted: %v", err)
		}
		if _, err := to("paul", "resolved"); !errs.Is(err, errs.Invalid) {
			t.Errorf("a state that is none: %v", err)
		}
		var got struct{ DoneAt *string }
		if _, err := to("dina", "done"); err != nil {
			t.Fatal(err)
		}
		w.Into("nora", "story.show", obj{"id": i.Key}, &got)
		if got.DoneAt == nil || *got.DoneAt != apptest.Start.String() {
			t.Errorf("done since %v, want %s", got.DoneAt, apptest.Start)
		}
		if _, err := to("dina", "in progress"); err != nil {
			t.Fatal(err)
		}
		w.Into("nora", "story.show", obj{"id": i.Key}, &got)
		if got.DoneAt != nil {
			t.Errorf("what is in progress is done since %v", *got.DoneAt)
		}
		if out, _ := to("dina", "dropped"); out.Proposal == nil {
			t.Error("a developer dropped a story")
		}
		if out, _ := to("paul", "dropped"); out.State != "dropped" {
			t.Errorf("a dropped story is %s", out.State)
		}
		if out, _ := to("dina", "in progress"); out.Proposal == nil {
			t.Error("a developer took up a dropped story")
		}
		// In a later state than the first, making also takes the move there.
		if out := w.Do("paul", "bug.create", obj{"fields": obj{"product": "LEND", "title": "X", "state": "in progress"}}); out.State != "in progress" {
			t.Errorf("a bug made in progress is %s", out.State)
		}
	})
}

func TestRulesOfItems(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		i, sub := item(w, "story", "Forms"), item(w, "task", "A part of it")
		feature := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Forms"}})
		other := w.Do("paul", "sprint.create", obj{"fields": obj{"product": "HIDE", "title": "Elsewhere"}})
		w.Do("paul", "task.update", obj{"id": sub.Key, "patch": obj{"parent": i.Key}})
		for what, p := range map[string]obj{
			"its own parent":              {"parent": i.Key},
			"below its sub-task":          {"parent": sub.Key},
			"a feature as parent":         {"parent": feature.Key},
			"a sprint of elsewhere":       {"sprint": other.Key},
			"a story as sprint":           {"sprint": sub.Key},
			"an estimate below 0":         {"estimate": -1},
			"a criterion without text":    {"criteria": []obj{{"text": " "}}},
			"the id of a criterion twice": {"criteria": []obj{{"id": "1", "text": "x"}, {"id": "1", "text": "y"}}},
			"the time it was done":        {"doneAt": "2026-03-02T09:00:00Z"},
		} {
			if _, err := w.Try("paul", "story.update", obj{"id": i.Key, "patch": p}); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v, want it refused as invalid", what, err)
			}
		}
		w.Do("paul", "link.create", obj{"type": "delivers", "from": i.Key, "to": feature.Key})
		if out := w.Do("dina", "link.delete", obj{"id": w.Do("paul", "link.create", obj{"type": "delivers", "from": i.Key, "to": feature.Key}).ID}); out.Proposal == nil {
			t.Error("a developer decided what delivers a feature")
		}
		if out := w.Do("dina", "link.create", obj{"type": "blocks", "from": i.Key, "to": sub.Key}); out.Proposal != nil {
			t.Error("a developer may not say what blocks what")
		}
		var thread struct{ Up, Down []struct{ Key string } }
		w.Into("nora", "record.thread", obj{"id": sub.Key}, &thread)
		if len(thread.Up) < 2 || thread.Up[0].Key != i.Key || thread.Up[1].Key != feature.Key {
			t.Errorf("the thread of a sub-task leads up to %v, want its story and feature first", thread.Up)
		}
	})
}

func TestReadinessFollowsTheThread(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		i, blocker := item(w, "task", "Forms"), item(w, "bug", "In the way")
		feature := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Forms"}})
		objective := w.Do("pia", "objective.create", obj{"fields": obj{"title": "Borrowers stay"}})
		lacks := func() string {
			var r struct {
				Ready   bool
				Missing []struct{ Rule string }
			}
			w.Into("nora", "item.ready", obj{"id": i.Key}, &r)
			out := ""
			for _, m := range r.Missing {
				out += m.Rule + " "
			}
			if r.Ready != (out == "") {
				t.Errorf("ready %v while it lacks %q", r.Ready, out)
			}
			return strings.TrimSpace(out)
		}
		steps := []struct {
			who, op string
			in      obj
			lacks   string
		}{
			{"paul", "link.create", obj{"type": "delivers", "from": i.Key, "to": feature.Key}, "estimate thread"},
			{"pia", "link.create", obj{"type": "serves", "from": feature.Key, "to": objective.Key}, "estimate"},
			{"dina", "task.update", obj{"id": i.Key, "patch": obj{"estimate": 3}}, ""},
			{"dina", "link.create", obj{"type": "blocks", "from": blocker.Key, "to": i.Key}, "blockers"},
			{"dina", "bug.update", obj{"id": blocker.Key, "patch": obj{"state": "done"}}, ""},
			{"pia", "objective.archive", obj{"id": objective.Key}, "thread"},
		}
		for _, s := range steps {
			w.Do(s.who, s.op, s.in)
			if got := lacks(); got != s.lacks {
				t.Errorf("after %s %v: lacks %q, want %q", s.op, s.in, got, s.lacks)
			}
		}
	})
}

func TestConvertingKeepsTheRest(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		i := item(w, "story", "Forms")
		w.Do("dina", "story.update", obj{"id": i.Key, "patch": obj{"state": "in review", "estimate": 5}})
		w.Do("paul", "workflow.set", obj{"product": "LEND", "kinds": []string{"bug"}, "states": []obj{
			{"name": "seen", "category": "todo"}, {"name": "mending", "category": "doing"}, {"name": "done"}, {"name": "accepted"}, {"name": "dropped"},
		}})
		if out := w.Do("dina", "item.convert", obj{"id": i.Key, "kind": "bug"}); out.Proposal == nil {
			t.Error("a developer made a story a bug")
		}
		out := w.Do("paul", "item.convert", obj{"id": i.Key, "kind": "bug"})
		if out.Key != i.Key || out.State != "mending" {
			t.Errorf("the bug is %s in %s, want %s in the first state of work", out.Key, out.State, i.Key)
		}
		var got struct {
			Kind     string
			Estimate float64
			Rank     string
		}
		w.Into("nora", "bug.show", obj{"id": i.Key}, &got)
		if got.Kind != "bug" || got.Estimate != 5 || got.Rank != i.Rank {
			t.Errorf("the converted item is %+v", got)
		}
		if _, err := w.Try("nora", "story.show", obj{"id": i.Key}); !errs.Is(err, errs.NotFound) {
			t.Errorf("it is still a story: %v", err)
		}
		if _, err := w.Try("paul", "item.convert", obj{"id": i.Key, "kind": "feature"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("an item became a feature: %v", err)
		}
		// Back again by undo, and over and back by hand; the ledger is replayed
		// at the end.
		w.Do("paul", "change.undo", obj{"request": lastCall(w, i.Key)})
		if got := w.Do("nora", "story.show", obj{"id": i.Key}).State; got != "in review" {
			t.Errorf("after the undo the story is %s", got)
		}
		w.Do("paul", "item.convert", obj{"id": i.Key, "kind": "bug"})
		back := w.Do("paul", "item.convert", obj{"id": i.Key, "kind": "story"})
		if back.State != "in progress" {
			t.Errorf("the story is %s again, want the first state of work", back.State)
		}
	})
}
