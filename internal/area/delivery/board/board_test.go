package board_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

func story(w *apptest.World, title, state string, more obj) apptest.Out {
	fields := obj{"product": "LEND", "title": title, "state": state}
	for k, v := range more {
		fields[k] = v
	}
	return w.Do("paul", "story.create", obj{"fields": fields})
}

// flow is a Kanban board that blocks, with three in development at most.
func flow(mode string, more obj) obj {
	out := obj{"product": "LEND", "name": "Flow", "method": "kanban", "mode": mode, "expediteLimit": 1, "columns": []obj{
		{"id": "todo", "name": "To do", "states": []string{"new", "refining", "ready"}},
		{"id": "dev", "name": "Development", "states": []string{"in progress", "in review"}, "limit": 3, "policy": "Reviewed by **two**."},
		{"id": "done", "name": "Done", "states": []string{"done"}},
	}}
	for k, v := range more {
		out[k] = v
	}
	return out
}

func TestALimitThatBlocks(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		b := w.Do("paul", "board.create", flow("block", nil))
		for i := range 3 {
			story(w, fmt.Sprint("Busy ", i), []string{"in progress", "in review", "in progress"}[i], nil)
		}
		fourth := story(w, "Fourth", "ready", nil)
		ways := map[string]func() (apptest.Out, error){
			"by its fields": func() (apptest.Out, error) {
				return w.Try("dina", "story.update", obj{"id": fourth.Key, "patch": obj{"state": "in progress"}})
			},
			"by dragging": func() (apptest.Out, error) {
				return w.Try("paul", "record.rank", obj{"ids": []string{fourth.Key}, "state": "in review"})
			},
			"in a batch": func() (apptest.Out, error) {
				return w.Try("paul", "batch.run", obj{"calls": []obj{{"operation": "record.update", "input": obj{"id": fourth.Key, "patch": obj{"state": "in progress"}}}}})
			},
			"by a move without a reason": func() (apptest.Out, error) {
				return w.Try("dina", "item.move", obj{"id": fourth.Key, "state": "in progress"})
			},
			"by being made there": func() (apptest.Out, error) {
				return w.Try("paul", "bug.create", obj{"fields": obj{"product": "LEND", "title": "New", "state": "in progress"}})
			},
		}
		for what, try := range ways {
			if _, err := try(); !errs.Is(err, errs.Conflict) || !strings.Contains(err.Error(), `"Development" holds 3 of 3`) {
				t.Errorf("a fourth came in %s: %v", what, err)
			}
		}
		// With a reason it goes, and the reason stays with the item.
		var moved struct {
			Item     struct{ State string }
			Breaches []struct{ Scope, Of string }
		}
		w.Into("dina", "item.move", obj{"id": fourth.Key, "state": "in progress", "override": "The bank waits."}, &moved)
		if moved.Item.State != "in progress" || len(moved.Breaches) != 1 || moved.Breaches[0].Of != "dev" {
			t.Errorf("the move gave %+v", moved)
		}
		rows := history(w, fourth.Key)
		if len(rows) < 2 || rows[0].Request != rows[1].Request || !slices.ContainsFunc(rows, func(r row) bool {
			return r.Kind == "limit_override" && strings.Contains(string(r.Diff), "The bank waits.")
		}) {
			t.Errorf("the reason does not stand with the move: %+v", rows)
		}
		// One call's reason is not the next one's.
		if _, err := w.Try("dina", "story.update", obj{"id": story(w, "Fifth", "ready", nil).Key, "patch": obj{"state": "in progress"}}); !errs.Is(err, errs.Conflict) {
			t.Errorf("a fifth came in after it: %v", err)
		}
		// Within the column it moves as it likes; lowering the limit keeps all.
		w.Do("dina", "story.update", obj{"id": fourth.Key, "patch": obj{"state": "in review"}})
		lower := flow("block", nil)
		delete(lower, "product")
		lower["id"], lower["columns"].([]obj)[1]["limit"] = b.ID, 2
		w.Do("paul", "board.update", lower)
		w.Do("dina", "story.update", obj{"id": fourth.Key, "patch": obj{"state": "in progress"}})
		s := show(w, "")
		if c := s.Columns[1]; c.Items != 4 || !c.Over {
			t.Errorf("the column is %+v, want four over the limit", c)
		}
		// The move is undone as one; doing it again takes a reason again.
		w.Do("dina", "story.update", obj{"id": fourth.Key, "patch": obj{"state": "done"}})
		last := history(w, fourth.Key)[0].Request
		if _, err := w.Try("dina", "change.undo", obj{"request": last}); !errs.Is(err, errs.Conflict) {
			t.Errorf("an undo passed the limit: %v", err)
		}
	})
}

type row struct {
	Request, Kind string
	Diff          json.RawMessage
}

func history(w *apptest.World, key string) []row {
	var log struct{ Items []row }
	w.Into("paul", "record.history", obj{"id": key}, &log)
	return log.Items
}

type shown struct {
	Board struct {
		ID, Method string
		Columns    []struct {
			ID, Name string
			States   []string
		}
	}
	Sprint  *string
	Columns []struct {
		ID    string
		Items int
		Over  bool
		P85   *float64
	}
	Expedite struct{ Items int }
	Cards    []struct {
		Item, Column string
		Days         float64
		Aged         bool
		Block        *struct{ Reason, CreatedBy string }
	}
}

func show(w *apptest.World, sprint string) shown {
	var s shown
	w.Into("nora", "board.cards", obj{"product": "LEND", "sprint": sprint}, &s)
	return s
}

func TestWhatALimitDoesNotHold(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		w.Do("paul", "board.create", flow("block", nil))
		var last apptest.Out
		for i := range 3 {
			last = story(w, fmt.Sprint("Busy ", i), "in progress", nil)
		}
		w.Do("dina", "story.update", obj{"id": last.Key, "patch": obj{"state": "done"}})
		story(w, "In its place", "in progress", nil)
		// What a verdict sends back comes back: the column is over its limit then.
		if out := w.Do("paul", "item.reject", obj{"id": last.Key, "reason": "It does not."}); out.Proposal != nil {
			t.Error("rejecting became a proposal")
		}
		if c := show(w, "").Columns[1]; c.Items != 4 || !c.Over {
			t.Errorf("the column is %+v, want four", c)
		}
		// An expedite item comes in beside it, the second waits.
		w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "Down", "state": "in progress", "serviceClass": "expedite"}})
		if _, err := w.Try("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "Down too", "state": "in progress", "serviceClass": "expedite"}}); !errs.Is(err, errs.Conflict) {
			t.Errorf("a second expedite item came in: %v", err)
		}
		// Another product has no such board, and what only warns lets through.
		w.Do("paul", "story.create", obj{"fields": obj{"product": "HIDE", "title": "There", "state": "in progress"}})
		for _, b := range boards(w) {
			w.Do("paul", "board.delete", obj{"id": b})
		}
		w.Do("paul", "board.create", flow("warn", nil))
		var moved struct{ Breaches []struct{ Scope string } }
		w.Into("dina", "item.move", obj{"id": story(w, "One more", "ready", nil).Key, "state": "in progress"}, &moved)
		if len(moved.Breaches) != 1 || moved.Breaches[0].Scope != "column" {
			t.Errorf("a board that warns told %+v", moved)
		}
	})
}

func boards(w *apptest.World) []string {
	var all []struct{ ID string }
	w.Into("paul", "board.list", obj{"product": "LEND"}, &all)
	out := make([]string, len(all))
	for i, b := range all {
		out[i] = b.ID
	}
	return out
}

func TestAScrumBoardHoldsTheActiveSprint(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		w.Do("paul", "board.create", flow("block", obj{"method": "scrum", "personLimit": 1}))
		for i := range 4 { // outside of the sprint nothing is held
			story(w, fmt.Sprint("Elsewhere ", i), "in progress", nil)
		}
		s := w.Do("paul", "sprint.create", obj{"fields": obj{"product": "LEND", "title": "One"}})
		one := story(w, "One", "in progress", obj{"sprint": s.Key, "owner": w.Members["dina"]})
		w.Do("paul", "sprint.start", obj{"id": s.Key})
		two := story(w, "Two", "ready", obj{"sprint": s.Key, "owner": w.Members["dina"]})
		if _, err := w.Try("dina", "story.update", obj{"id": two.Key, "patch": obj{"state": "in progress"}}); !errs.Is(err, errs.Conflict) || !strings.Contains(err.Error(), "dina has 1 of 1") {
			t.Errorf("dina took a second item: %v", err)
		}
		w.Do("paul", "story.update", obj{"id": two.Key, "patch": obj{"owner": w.Members["tess"]}})
		w.Do("dina", "story.update", obj{"id": two.Key, "patch": obj{"state": "in progress"}})
		got := show(w, "")
		if got.Sprint == nil || *got.Sprint != s.ID || len(got.Cards) != 2 || got.Cards[0].Item != one.ID {
			t.Errorf("the board shows %+v", got)
		}
		if _, err := w.Try("paul", "board.cards", obj{"product": "LEND", "sprint": one.Key}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a story as sprint: %v", err)
		}
	})
}

func TestTheClocksOfACard(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		w.Do("paul", "board.create", flow("warn", nil))
		// Ten items took 1 to 10 days in development: P85 is 9 by nearest rank.
		var all []apptest.Out
		for i := range 10 {
			all = append(all, story(w, fmt.Sprint("Past ", i), "in progress", nil))
		}
		now := story(w, "Now", "in progress", nil)
		for _, past := range all {
			w.Clock.Add(24 * time.Hour)
			w.Do("dina", "story.update", obj{"id": past.Key, "patch": obj{"state": "done"}})
		}
		w.Do("dina", "item.block", obj{"id": now.Key, "reason": "No answer from the bank."})
		w.Clock.Add(6 * time.Hour)
		got := show(w, "")
		card := got.Cards[slices.IndexFunc(got.Cards, func(c struct {
			Item, Column string
			Days         float64
			Aged         bool
			Block        *struct{ Reason, CreatedBy string }
		}) bool {
			return c.Item == now.ID
		})]
		if p := got.Columns[1].P85; p == nil || *p != 9 {
			t.Errorf("P85 of development is %v, want 9", p)
		}
		if card.Days != 10.25 || !card.Aged || card.Block == nil || card.Block.CreatedBy != w.Members["dina"] {
			t.Errorf("the card is %+v, want 10.25 days old, aged and blocked", card)
		}
		if _, err := w.Try("dina", "item.block", obj{"id": now.Key, "reason": "Again."}); !errs.Is(err, errs.Conflict) {
			t.Errorf("blocked twice: %v", err)
		}
		if out := w.Do("sam", "item.unblock", obj{"id": now.Key}); out.Proposal == nil {
			t.Error("a stakeholder unblocked an item")
		}
		w.Do("dora", "item.unblock", obj{"id": now.Key})
		var held struct {
			Hours  float64
			Blocks []struct{ Until, EndedBy *string }
		}
		w.Into("nora", "item.blocks", obj{"id": now.Key}, &held)
		if held.Hours != 6 || len(held.Blocks) != 1 || held.Blocks[0].EndedBy == nil {
			t.Errorf("it was blocked %+v, want 6 hours", held)
		}
		if _, err := w.Try("dina", "item.unblock", obj{"id": now.Key}); !errs.Is(err, errs.Conflict) {
			t.Errorf("unblocked twice: %v", err)
		}
		if _, err := w.Try("nora", "board.cards", obj{"product": "HIDE"}); !errs.Is(err, errs.NotFound) {
			t.Errorf("nora sees a hidden board: %v", err)
		}
	})
}

func TestSettingABoardUp(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		if s := show(w, ""); s.Board.ID != "" || len(s.Board.Columns) != 7 || s.Board.Method != "scrum" {
			t.Errorf("without a board of its own a product has %+v", s.Board)
		}
		refused := map[string][]obj{
			"no name":              {{"states": []string{"new"}}},
			"no state":             {{"name": "A"}},
			"an unknown state":     {{"name": "A", "states": []string{"resolved"}}},
			"a state twice":        {{"name": "A", "states": []string{"new"}}, {"name": "B", "states": []string{"new"}}},
			"a name twice":         {{"name": "A", "states": []string{"new"}}, {"name": "a", "states": []string{"ready"}}},
			"a limit of nothing":   {{"name": "A", "states": []string{"new"}, "limit": 0}},
			"an id twice":          {{"id": "1", "name": "A", "states": []string{"new"}}, {"id": "1", "name": "B", "states": []string{"ready"}}},
			"a policy without end": {{"name": "A", "states": []string{"new"}, "policy": strings.Repeat("x", 5001)}},
		}
		for what, cols := range refused {
			if _, err := w.Try("paul", "board.create", obj{"product": "LEND", "name": "X", "columns": cols}); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v, want it refused as invalid", what, err)
			}
		}
		if _, err := w.Try("paul", "board.create", obj{"product": "LEND", "name": "X", "laneLimits": obj{"a": 2}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("limits of lanes without lanes: %v", err)
		}
		if out := w.Do("dina", "board.create", flow("warn", nil)); out.Proposal == nil {
			t.Error("a developer set a board up")
		}
		b := w.Do("paul", "board.create", obj{"product": "LEND", "name": "Plain"})
		w.Do("paul", "board.delete", obj{"id": b.ID})
		w.Do("paul", "change.undo", obj{"request": history(w, "LEND")[0].Request})
		if got := boards(w); len(got) != 1 || got[0] != b.ID {
			t.Errorf("after the undo there are the boards %v", got)
		}
	})
}
