package app_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"throughline/internal/app/apptest"
	"throughline/internal/bridge/trello"
	"throughline/internal/core/op"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// board is a small source of everything that an import makes.
func board(items int) *transfer.Source {
	at := clock.Instant(apptest.Start) - 3600*1e6
	src := &transfer.Source{
		System: "trello", Scope: "b1", Name: "Board",
		People:  []transfer.Person{{ID: "p1", Name: "Jo Smith"}},
		States:  []transfer.State{{ID: "l1", Name: "Ideas", Category: "todo"}, {ID: "l2", Name: "Cooking", Category: "doing"}, {ID: "l3", Name: "Eaten", Category: "closed"}},
		Sprints: []transfer.Sprint{{ID: "s1", Name: "First", State: "planned"}}, Releases: []transfer.Release{{ID: "r1", Name: "1.0"}},
	}
	for i := range items {
		it := transfer.Item{
			ID: fmt.Sprint("c", i), Where: fmt.Sprintf("cards[%d]", i), Type: "card", Kind: "story", Title: fmt.Sprint("Card ", i), Body: "What it says.", State: fmt.Sprint("l", i%3+1),
			Owner: "p1", Reporter: "p1", CreatedAt: at, UpdatedAt: at + 60*1e6, Order: fmt.Sprintf("%03d", i), Labels: []string{"red"}, Others: []string{"p1"},
			History: []transfer.Change{{ID: fmt.Sprint("h", i), At: at + 30*1e6, By: "p1", Field: "title", From: "Draft", To: fmt.Sprint("Card ", i)}},
		}
		if i == 1 {
			it.Sprint, it.Releases, it.Links = "s1", []string{"r1"}, []transfer.Link{{Type: "relates", To: "c0"}}
			it.Attachments = []transfer.Attachment{{ID: "a1", Name: "A file", URL: "https://example.com/a"}}
		}
		src.Items = append(src.Items, it)
	}
	src.Comments = []transfer.Comment{{ID: "m1", Item: "c0", By: "p1", At: at + 40*1e6, Text: "A word."}}
	return src
}

func bring(t *testing.T, w *apptest.World, src *transfer.Source) *transfer.Report {
	t.Helper()
	rep, err := transfer.Job{Engine: w.Engine, Workspace: w.Workspace, Actor: w.Actor("paul"), Product: "LEND"}.Run(t.Context(), src)
	if err != nil || len(rep.Problems) > 0 {
		t.Fatal(err, rep.Problems)
	}
	return rep
}

func takeBack(w *apptest.World, who, run string) transfer.Undone {
	w.T.Helper()
	var out transfer.Undone
	w.Into(who, "import.undo", obj{"id": run}, &out)
	return out
}

func statesOf(w *apptest.World, kind string) string {
	w.T.Helper()
	var all []struct {
		Kind   string
		States []struct{ Name string }
	}
	w.Into("paul", "workflow.list", obj{"product": "LEND"}, &all)
	var out []string
	for _, k := range all {
		for _, s := range k.States {
			if k.Kind == kind {
				out = append(out, s.Name)
			}
		}
	}
	return strings.Join(out, ", ")
}

func TestAnImportIsTakenBackAndBroughtAgain(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		states := statesOf(w, "story")
		first := bring(t, w, board(5))
		whole, columns := shapes(t, w, "LEND"), statesOf(w, "story")
		if columns == states {
			t.Fatal("the import brought no columns")
		}
		out := takeBack(w, "paul", first.Request)
		if out.Archived != 7 || len(out.Kept) != 0 || out.Removed != 2 || out.People != 1 || out.Reverted != 1 {
			t.Errorf("taken back: %+v", out)
		}
		if got := statesOf(w, "story"); got != states {
			t.Errorf("the states are %s, and were %s", got, states)
		}
		if ids := idsFor(w, "paul", "type:story,sprint,release"); len(ids) != 0 {
			t.Errorf("%d records are in use", len(ids))
		}
		var runs struct {
			Items []struct{ ID, Undone string }
		}
		w.Into("paul", "import.runs", obj{"product": "LEND"}, &runs)
		if len(runs.Items) != 1 || runs.Items[0].ID != first.Request || runs.Items[0].Undone == "" {
			t.Errorf("the run stands as %+v", runs)
		}
		last := lastRow(t, w)
		if again := takeBack(w, "pia", first.Request); again.Archived+again.Removed+again.Reverted+len(again.Kept) != 0 || lastRow(t, w) != last {
			t.Errorf("taken back twice: %+v, and %d rows", again, lastRow(t, w)-last)
		}
		second := bring(t, w, board(5))
		if diff := cmp.Diff(whole, shapes(t, w, "LEND")); diff != "" {
			t.Errorf("brought again it differs: %s", diff)
		}
		if got := statesOf(w, "story"); got != columns {
			t.Errorf("the columns are %s, and were %s", got, columns)
		}
		if out := takeBack(w, "paul", first.Request); out.Archived != 0 || out.KeptAll != 9 || !strings.Contains(out.Kept[0].Reason, "later import") {
			t.Errorf("the first run was taken back although the second stands: %+v", out)
		}
		if out := takeBack(w, "paul", second.Request); out.KeptAll != 0 || len(idsFor(w, "paul", "type:story,sprint,release")) != 0 {
			t.Errorf("the second run: %+v", out)
		}
		mapped := board(5)
		for i := range mapped.Items {
			mapped.Items[i].Kind = "task"
		}
		bring(t, w, mapped)
		if n, m := len(idsFor(w, "paul", "type:task")), len(idsFor(w, "paul", "type:story")); n != 5 || m != 0 {
			t.Errorf("brought again as tasks there are %d tasks and %d stories", n, m)
		}
	})
}

func TestWhatSomebodyWorkedOnStays(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		run := bring(t, w, board(5)).Request
		ids := idsFor(w, "paul", "type:story sort:title")
		w.Do("paul", "story.update", obj{"id": ids[0], "patch": obj{"title": "Mine now"}})
		w.Do("dina", "comment.create", obj{"record": ids[1], "body": "Let us."})
		w.Do("paul", "record.rank", obj{"ids": []string{ids[2]}, "top": true})
		for who, kind := range map[string]errs.Kind{"dina": errs.Forbidden, "gus": errs.Forbidden} {
			if _, err := w.Try(who, "import.undo", obj{"id": run}); !errs.Is(err, kind) {
				t.Errorf("%s: %v", who, err)
			}
		}
		if _, err := w.Twin("other").Try("adam", "import.undo", obj{"id": run}); !errs.Is(err, errs.NotFound) {
			t.Errorf("from another workspace: %v", err)
		}
		if _, err := w.Try("paul", "import.undo", obj{"id": ids[0]}); !errs.Is(err, errs.NotFound) {
			t.Errorf("what is no import: %v", err)
		}
		out := takeBack(w, "paul", run)
		var told []string
		for _, k := range out.Kept {
			told = append(told, k.Kind+" "+k.Title+": "+k.Reason)
		}
		want := []string{
			"story Mine now: paul has changed it since: title.", "story Card 1: dina has added or changed something on it since: a comment.",
			"product_workflow The states of the product: 2 records that stay stand in states which the import brought.",
		}
		if diff := cmp.Diff(want, told); diff != "" {
			t.Errorf("kept: %s", diff)
		}
		if got := idsFor(w, "paul", "type:story sort:title"); len(got) != 2 || out.Archived != 5 {
			t.Errorf("%d stories stay, %d records went", len(got), out.Archived)
		}
		w.Do("paul", "story.restore", obj{"id": ids[3]})
		if out := takeBack(w, "paul", run); out.Archived != 0 || out.KeptAll != 4 {
			t.Errorf("what was brought back by hand: %+v", out)
		}
	})
}

func TestALaterImportIsTakenBackToTheOneBefore(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		bring(t, w, board(3))
		before := shapes(t, w, "LEND")
		later := func() *transfer.Source {
			src := board(4)
			src.Items[0].Title, src.Items[1].State, src.Items[2].Labels = "New title", "l3", []string{"blue"}
			src.Items[2].Links = []transfer.Link{{Type: "blocks", To: "c0"}}
			src.Comments[0].Text = "Another word."
			src.Comments = append(src.Comments, transfer.Comment{ID: "m2", Item: "c1", By: "p1", At: src.Comments[0].At, Text: "One more."})
			return src
		}
		run := bring(t, w, later()).Request
		after := shapes(t, w, "LEND")
		out := takeBack(w, "paul", run)
		if out.Archived != 1 || out.Reverted != 4 || out.Removed != 2 || out.KeptAll != 0 {
			t.Errorf("taken back: %+v", out)
		}
		var now []shape
		for _, s := range shapes(t, w, "LEND") {
			if !s.Archived {
				now = append(now, s)
			}
		}
		if diff := cmp.Diff(before, now); diff != "" {
			t.Errorf("not as before: %s", diff)
		}
		bring(t, w, later())
		if diff := cmp.Diff(after, shapes(t, w, "LEND")); diff != "" {
			t.Errorf("brought again it differs: %s", diff)
		}
	})
}

func TestAProductThatAnImportMadeGoesWithIt(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		make := func() string {
			t.Helper()
			rep, err := transfer.Job{Engine: w.Engine, Workspace: w.Workspace, Actor: w.Actor("adam"), Product: "NEW", Make: "New one"}.Run(t.Context(), board(2))
			if err != nil {
				t.Fatal(err)
			}
			return rep.Request
		}
		takeBack(w, "adam", make())
		if n := len(idsFor(w, "adam", "product:NEW")); n != 0 {
			t.Errorf("%d records of the product are in use", n)
		}
		run := make()
		if n := len(idsFor(w, "adam", "product:NEW")); n != 5 {
			t.Errorf("brought again, %d records are in use", n)
		}
		w.Do("adam", "risk.create", obj{"fields": obj{"product": "NEW", "title": "Stays", "type": "delivery"}})
		takeBack(w, "adam", run)
		if n := len(idsFor(w, "adam", "product:NEW")); n != 2 {
			t.Errorf("beside a record of somebody's, %d are in use", n)
		}
	})
}

// dying is a context that ends after it was asked some times.
type dying struct {
	context.Context
	left atomic.Int64
}

func (d *dying) Err() error {
	if d.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

func TestAnInterruptedUndoGoesOn(t *testing.T) {
	t.Parallel()
	files := samples(t, "trello/gocd-test-drive-board.json", "trello/gocd-test-drive-comments.json")
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		states := statesOf(w, "story")
		rep := importAs(t, w, "paul", trello.Read, files, false)
		whole := shapes(t, w, "LEND")
		interrupted := 0
		for n := int64(2); ; n += max(1, n/2) {
			ctx := &dying{Context: context.Background()}
			ctx.left.Store(n)
			_, err := w.Engine.Run(ctx, op.Call{Op: "import.undo", Workspace: w.Workspace, Actor: w.Actor("paul"), Input: json.RawMessage(`{"id":"` + rep.Request + `"}`)})
			if err == nil {
				break
			}
			interrupted++
		}
		if interrupted < 3 {
			t.Errorf("interrupted %d times only", interrupted)
		}
		if ids := idsFor(w, "paul", "type:story,bug,task,spike"); len(ids) != 0 {
			t.Errorf("%d records are in use", len(ids))
		}
		if got := statesOf(w, "story"); got != states {
			t.Errorf("the states are %s", got)
		}
		importAs(t, w, "paul", trello.Read, files, false)
		if diff := cmp.Diff(whole, shapes(t, w, "LEND")); diff != "" {
			t.Errorf("brought again it differs: %s", diff)
		}
	})
}
