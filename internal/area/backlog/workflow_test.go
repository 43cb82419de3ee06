package backlog_test

import (
	"encoding/json"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

var board = []obj{
	{"name": "To do", "category": "todo"},
	{"name": "Building", "category": "doing", "meaning": "in progress"},
	{"name": "Testing", "category": "doing"},
	{"name": "Built", "category": "done", "meaning": "done"},
	{"name": "accepted"},
	{"name": "dropped"},
}

func setBoard(product string, states []obj, mapping obj) obj {
	return obj{"product": product, "kinds": []string{"story", "bug", "task", "spike"}, "states": states, "mapping": mapping}
}

func TestATeamsOwnStates(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		i, j := item(w, "story", "Forms"), item(w, "bug", "Typo")
		w.Do("dina", "bug.update", obj{"id": j.Key, "patch": obj{"state": "in review"}})
		w.Do("paul", "bug.archive", obj{"id": j.Key})
		_, err := w.Try("paul", "workflow.set", setBoard("LEND", board, nil))
		if !errs.Is(err, errs.Invalid) || !strings.Contains(err.Error(), "mapping.new") {
			t.Errorf("states in use were taken away: %v", err)
		}
		mapping := obj{"new": "To do", "in review": "Testing"}
		if out := w.Do("dina", "workflow.set", setBoard("LEND", board, mapping)); out.Proposal == nil {
			t.Error("a developer set the states")
		}
		out := w.Do("paul", "workflow.set", setBoard("LEND", board, mapping))
		var set struct{ Moved int }
		if err := json.Unmarshal(out.JSON, &set); err != nil || set.Moved != 2 {
			t.Errorf("setting the states moved %d records, %v; want 2", set.Moved, err)
		}
		states := func(kind, key, want string) {
			t.Helper()
			if got := w.Do("nora", kind+".show", obj{"id": key}).State; got != want {
				t.Errorf("%s is %s, want %s", key, got, want)
			}
		}
		states("story", i.Key, "To do")
		states("bug", j.Key, "Testing")
		if got := item(w, "task", "New").State; got != "To do" {
			t.Errorf("a new task begins as %s", got)
		}
		if got := w.Do("paul", "story.create", obj{"fields": obj{"product": "HIDE", "title": "X"}}).State; got != "new" {
			t.Errorf("a story of another product begins as %s", got)
		}
		// Taken back as a whole, and set again.
		undo := obj{"request": lastCall(w, i.Key)}
		w.Do("paul", "change.undo", undo)
		states("story", i.Key, "new")
		states("bug", j.Key, "in review")
		w.Do("paul", "workflow.set", setBoard("LEND", board, mapping))
		// Renamed once more, and the category of one changed.
		board2 := append([]obj{{"name": "Waiting", "category": "todo"}}, board[1:]...)
		board2[2] = obj{"name": "Testing", "category": "done"}
		w.Do("paul", "workflow.set", setBoard("LEND", board2, obj{"To do": "Waiting"}))
		states("story", i.Key, "Waiting")
		var got struct{ Category string }
		w.Into("nora", "bug.show", obj{"id": j.Key}, &got)
		if got.Category != "done" {
			t.Errorf("the category of what is in Testing is %s, want done", got.Category)
		}
		// One kind goes its own way, and in the end all come back.
		w.Do("paul", "workflow.set", obj{"product": "LEND", "kinds": []string{"spike"}, "states": []obj{{"name": "Asked", "category": "todo"}, {"name": "doing", "category": "doing"}, {"name": "done"}, {"name": "accepted"}}})
		var list []struct {
			Kind   string
			Own    bool
			States []struct{ Name string }
		}
		w.Into("nora", "workflow.list", obj{"product": "LEND"}, &list)
		for _, k := range list {
			first := map[string]string{"story": "Waiting", "spike": "Asked", "sprint": "planned", "feature": "idea"}[k.Kind]
			if first != "" && k.States[0].Name != first || k.Own != (first == "Waiting" || first == "Asked" || k.Kind == "bug" || k.Kind == "task") {
				t.Errorf("%s begins as %s, own states %v", k.Kind, k.States[0].Name, k.Own)
			}
		}
		w.Do("paul", "workflow.set", setBoard("LEND", nil, obj{"Waiting": "new", "Testing": "in review", "To do": "new"}))
		states("story", i.Key, "new")
		states("bug", j.Key, "in review")
	})
}

// lastCall gives the number of the call that changed a record last.
func lastCall(w *apptest.World, key string) string {
	var log struct{ Items []struct{ Request string } }
	w.Into("paul", "record.history", obj{"id": key}, &log)
	return log.Items[0].Request
}

func TestStatesThatWouldNotWork(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		with := func(change func(b []obj) []obj) obj {
			b := make([]obj, len(board))
			for i, s := range board {
				b[i] = obj{}
				for k, v := range s {
					b[i][k] = v
				}
			}
			return setBoard("LEND", change(b), nil)
		}
		refused := map[string]obj{
			"no accepted":         with(func(b []obj) []obj { return append(b[:4], b[5]) }),
			"nothing is doing":    with(func(b []obj) []obj { return append(b[:1], b[3:]...) }),
			"a name twice":        with(func(b []obj) []obj { b[1]["name"] = "to DO"; return b }),
			"a name of blanks":    with(func(b []obj) []obj { b[1]["name"] = " "; return b }),
			"no category":         with(func(b []obj) []obj { delete(b[0], "category"); return b }),
			"another category":    with(func(b []obj) []obj { b[0]["category"] = "waiting"; return b }),
			"another meaning":     with(func(b []obj) []obj { b[0]["meaning"] = "stuck"; return b }),
			"a meaning twice":     with(func(b []obj) []obj { b[2]["meaning"] = "in progress"; return b }),
			"done that is doing":  with(func(b []obj) []obj { b[2]["meaning"] = "done"; return b }),
			"accepted as done":    with(func(b []obj) []obj { b[4]["category"] = "done"; return b }),
			"to where is no one":  setBoard("LEND", board, obj{"new": "Nowhere"}),
			"out of what stays":   setBoard("LEND", board, obj{"Testing": "Built"}),
			"of metrics":          {"product": "LEND", "kinds": []string{"metric"}, "states": board},
			"of accounts":         {"product": "LEND", "kinds": []string{"account"}, "states": board},
			"of a kind twice":     {"product": "LEND", "kinds": []string{"story", "story"}, "states": board},
			"sprints never close": {"product": "LEND", "kinds": []string{"sprint"}, "states": []obj{{"name": "planned"}, {"name": "active"}}},
		}
		for what, in := range refused {
			if _, err := w.Try("paul", "workflow.set", in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v, want it refused as invalid", what, err)
			}
		}
		w.Do("paul", "workflow.set", obj{"product": "LEND", "kinds": []string{"sprint"}, "states": []obj{
			{"name": "Ahead", "meaning": "planned"}, {"name": "Running", "meaning": "active"}, {"name": "Over", "meaning": "closed"},
		}})
		s := w.Do("paul", "sprint.create", obj{"fields": obj{"product": "LEND", "title": "One"}})
		if got := w.Do("paul", "sprint.start", obj{"id": s.Key}).State; got != "Running" {
			t.Errorf("a started sprint is %s", got)
		}
	})
}
