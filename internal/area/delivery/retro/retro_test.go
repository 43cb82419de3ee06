package retro_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

type shown struct {
	Retro  *struct{ ID, Phase string }
	Drafts []struct{ ID, Column, Body string }
	Notes  []struct {
		ID, Column, Body, CreatedBy string
		With                        *string
	}
	Writing []struct {
		Member string
		Notes  int
	}
	Votes []struct {
		Note, Member string
		Dots         int
	}
	Actions []struct{ Item, Key, Title, State string }
	Before  *struct {
		Sprint  string
		Actions []struct{ Key, State string }
	}
}

func show(w *apptest.World, who, sprint string) shown {
	w.T.Helper()
	var s shown
	w.Into(who, "retro.show", obj{"sprint": sprint}, &s)
	return s
}

func sprint(w *apptest.World, title, startOn string) apptest.Out {
	return w.Do("paul", "sprint.create", obj{"fields": obj{"product": "LEND", "title": title, "startOn": startOn}})
}

// Before the reveal no word of a draft leaves the server to anybody but its
// writer, by whatever way one asks.
func TestDraftsArePrivateUntilTheyAreRevealed(t *testing.T) {
	t.Parallel()
	const secret = "xylophonesecret"
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		s := sprint(w, "One", "2026-03-02")
		r := w.Do("paul", "retro.open", obj{"sprint": s.Key})
		d := w.Do("dina", "retro.write", obj{"id": r.ID, "column": "badly", "body": secret + " meetings"})
		w.Do("dina", "retro.write", obj{"id": r.ID, "draft": d.ID, "column": "badly", "body": secret + " long meetings"})
		w.CatchUp()
		for who, seen := range map[string]bool{"dina": true, "paul": false, "adam": false, "olga": false, "nora": false} {
			for place, text := range everywhere(w, who, s.Key) {
				if strings.Contains(text, secret) != (seen && place == "retro.show") {
					t.Errorf("%s sees by %s: %v", who, place, !seen)
				}
			}
		}
		mine := show(w, "dina", s.Key)
		if len(mine.Drafts) != 1 || mine.Drafts[0].Body != secret+" long meetings" || len(mine.Writing) != 1 || mine.Writing[0].Notes != 1 {
			t.Errorf("dina sees %+v of her own", mine)
		}
		// Nobody writes in another's draft, nor takes it away.
		if _, err := w.Try("paul", "retro.write", obj{"id": r.ID, "draft": d.ID, "column": "well", "body": "Mine now"}); !errs.Is(err, errs.NotFound) {
			t.Errorf("paul wrote in dina's draft: %v", err)
		}
		if _, err := w.Try("gus", "retro.write", obj{"id": r.ID, "column": "well", "body": "x"}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("a guest wrote a draft: %v", err)
		}
		w.Do("dina", "retro.phase", obj{"id": r.ID, "phase": "grouping"})
		after := show(w, "nora", s.Key)
		if len(after.Notes) != 1 || after.Notes[0].Body != secret+" long meetings" || after.Notes[0].CreatedBy != w.Members["dina"] || len(after.Drafts) != 0 {
			t.Errorf("after the reveal nora sees %+v", after)
		}
		if _, err := w.Try("dina", "retro.write", obj{"id": r.ID, "column": "well", "body": "Late"}); !errs.Is(err, errs.Conflict) {
			t.Errorf("a draft was written after the reveal: %v", err)
		}
		if _, err := w.Try("paul", "retro.phase", obj{"id": r.ID, "phase": "writing"}); !errs.Is(err, errs.Conflict) {
			t.Errorf("what was read became private again: %v", err)
		}
	})
}

// everywhere asks for the sprint's world in every way there is.
func everywhere(w *apptest.World, who, sprint string) map[string]string {
	w.T.Helper()
	out := map[string]string{}
	for name, in := range map[string]obj{
		"retro.show": {"sprint": sprint}, "record.history": {"id": sprint}, "ledger.list": {"product": "LEND"}, "search.find": {"q": "xylophonesecret"},
		"record.any": {"id": sprint}, "sprint.report": {"id": sprint}, "inbox.list": {}, "event.list": {}, "record.list": {"q": "xylophonesecret"}, "proposal.list": {},
	} {
		got, err := w.Try(who, name, in)
		if err != nil {
			w.T.Errorf("%s as %s: %v", name, who, err)
		}
		out[name] = string(got.JSON)
	}
	out["export"] = export(w)
	return out
}

// export gives all that an archive of the workspace holds.
func export(w *apptest.World) string {
	var file, text bytes.Buffer
	x := transfer.Exporter{Engine: w.Engine, Files: w.Outside.Files.Store}
	if _, err := x.Export(context.Background(), w.Workspace, &file); err != nil {
		w.T.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		w.T.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			w.T.Fatal(err)
		}
		if _, err := io.Copy(&text, r); err != nil { //nolint:gosec // our own archive
			w.T.Fatal(err)
		}
	}
	if !strings.Contains(text.String(), "retro.open") {
		w.T.Error("the archive does not hold the retrospective at all, so it proves nothing")
	}
	return text.String()
}

func TestARetrospectiveFromNotesToActions(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		one, two := sprint(w, "One", "2026-03-02"), sprint(w, "Two", "2026-03-16")
		r := w.Do("paul", "retro.open", obj{"sprint": one.Key, "votes": 3})
		if again := w.Do("dina", "retro.open", obj{"sprint": one.Key}); again.ID != r.ID {
			t.Error("a sprint has two retrospectives")
		}
		if out := w.Do("sam", "retro.phase", obj{"id": r.ID, "phase": "grouping"}); out.Proposal == nil {
			t.Error("a stakeholder led a retrospective on")
		}
		for who, body := range map[string]string{"dina": "Build is slow", "tess": "Builds take an hour", "dora": "Good demo"} {
			w.Do(who, "retro.write", obj{"id": r.ID, "column": "badly", "body": body})
		}
		if _, err := w.Try("dina", "retro.vote", obj{"id": r.ID, "note": r.ID, "dots": 1}); !errs.Is(err, errs.Conflict) {
			t.Errorf("dots before the reveal: %v", err)
		}
		w.Do("dina", "retro.phase", obj{"id": r.ID, "phase": "grouping"})
		notes := map[string]string{}
		for _, n := range show(w, "dina", one.Key).Notes {
			notes[n.Body] = n.ID
		}
		slow, hour, demo := notes["Build is slow"], notes["Builds take an hour"], notes["Good demo"]
		w.Do("dina", "retro.group", obj{"id": r.ID, "note": hour, "with": slow})
		w.Do("dina", "retro.group", obj{"id": r.ID, "note": demo, "column": "well"})
		if _, err := w.Try("dina", "retro.group", obj{"id": r.ID, "note": demo, "column": "nowhere"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a note went into a column that is none: %v", err)
		}
		// The head put under its own note: that becomes the head.
		w.Do("dina", "retro.group", obj{"id": r.ID, "note": slow, "with": hour})
		for _, n := range show(w, "dina", one.Key).Notes {
			want := map[string]string{slow: hour}[n.ID]
			if got := deref(n.With); got != want || (n.ID == demo) != (n.Column == "well") {
				t.Errorf("%q stands with %q in %s, want %q", n.Body, got, n.Column, want)
			}
		}
		w.Do("dina", "retro.phase", obj{"id": r.ID, "phase": "voting"})
		w.Do("dina", "retro.vote", obj{"id": r.ID, "note": hour, "dots": 2})
		w.Do("tess", "retro.vote", obj{"id": r.ID, "note": hour, "dots": 3})
		if _, err := w.Try("dina", "retro.vote", obj{"id": r.ID, "note": demo, "dots": 2}); !errs.Is(err, errs.Conflict) {
			t.Errorf("dina set four dots of three: %v", err)
		}
		w.Do("dina", "retro.vote", obj{"id": r.ID, "note": demo, "dots": 1})
		w.Do("dina", "retro.vote", obj{"id": r.ID, "note": hour, "dots": 0})
		w.Do("dina", "retro.vote", obj{"id": r.ID, "note": demo, "dots": 3})
		if _, err := w.Try("dina", "retro.vote", obj{"id": r.ID, "note": slow, "dots": 0}); !errs.Is(err, errs.Invalid) {
			t.Errorf("dots below the head of a group: %v", err)
		}
		w.Do("dina", "retro.phase", obj{"id": r.ID, "phase": "acting"})
		w.Do("dina", "retro.act", obj{"id": r.ID, "title": "Cache the build", "note": hour, "owner": w.Members["dina"]})
		got := show(w, "nora", one.Key)
		if len(got.Actions) != 1 || got.Actions[0].Title != "Cache the build" || got.Actions[0].State != "new" || len(got.Votes) != 2 {
			t.Errorf("the retrospective is %+v", got)
		}
		w.Do("dina", "retro.phase", obj{"id": r.ID, "phase": "over"})
		if _, err := w.Try("dina", "retro.note", obj{"id": r.ID, "column": "well", "body": "Late"}); !errs.Is(err, errs.Conflict) {
			t.Errorf("a note came after the end: %v", err)
		}
		w.Do("dina", "task.update", obj{"id": got.Actions[0].Key, "patch": obj{"state": "done"}})
		next := show(w, "nora", two.Key)
		if next.Retro != nil || next.Before == nil || next.Before.Sprint != one.Key || next.Before.Actions[0].State != "done" {
			t.Errorf("the next retrospective begins with %+v", next.Before)
		}
		if b := show(w, "nora", one.Key).Before; b != nil {
			t.Errorf("the first retrospective begins with %+v", b)
		}
	})
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// A reveal that is undone leaves everybody their drafts.
func TestUndoingAReveal(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		s := sprint(w, "One", "2026-03-02")
		r := w.Do("paul", "retro.open", obj{"sprint": s.Key})
		w.Do("dina", "retro.write", obj{"id": r.ID, "column": "well", "body": "Fine"})
		w.Do("paul", "retro.phase", obj{"id": r.ID, "phase": "grouping"})
		var log struct{ Items []struct{ Request string } }
		w.Into("paul", "record.history", obj{"id": s.Key}, &log)
		w.Do("paul", "change.undo", obj{"request": log.Items[0].Request})
		if got := show(w, "dina", s.Key); got.Retro.Phase != "writing" || len(got.Drafts) != 1 || len(got.Notes) != 0 {
			t.Errorf("after the undo dina has %+v", got)
		}
		w.Do("paul", "retro.phase", obj{"id": r.ID, "phase": "grouping"})
		if got := show(w, "dina", s.Key); len(got.Notes) != 1 {
			t.Errorf("revealed again there are %+v", got.Notes)
		}
	})
}
