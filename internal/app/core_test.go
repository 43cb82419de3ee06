package app_test

import (
	"encoding/json"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/core/op"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

func newRisk(w *apptest.World, who, title string) apptest.Out {
	w.T.Helper()
	return w.Do(who, "risk.create", obj{"fields": obj{"product": "LEND", "title": title, "type": "delivery"}})
}

func TestCommentsMentionsInboxSearch(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		r := newRisk(w, "paul", "Überweisung fällt aus")
		c := w.Do("dina", "comment.create", obj{"record": r.Key, "body": "Seen twice, @pia please look. 支払い方法 fails."})
		w.CatchUp()
		var inbox struct {
			Items []struct{ Reason, Key string }
		}
		w.Into("pia", "inbox.list", obj{}, &inbox)
		if len(inbox.Items) == 0 || inbox.Items[0].Reason != "mention" || inbox.Items[0].Key != r.Key {
			t.Errorf("pia's inbox: %+v", inbox)
		}
		for _, q := range []string{"uberweisung", "ÜBERWEIS", "支払", "twice", strings.ToLower(r.Key), `"fallt aus"`} {
			var hits []struct{ Key string }
			w.Into("nora", "search.find", obj{"q": q}, &hits)
			if len(hits) != 1 || hits[0].Key != r.Key {
				t.Errorf("search %q: %+v", q, hits)
			}
			var list struct{ Items []struct{ Key string } }
			w.Into("nora", "record.list", obj{"q": "text:" + `"` + strings.Trim(q, `"`) + `"`}, &list)
			if len(list.Items) != 1 && !strings.Contains(q, "ÜBERWEIS") && q != "支払" {
				t.Errorf("query text:%q: %+v", q, list)
			}
		}
		if _, err := w.Try("paul", "comment.update", obj{"id": c.ID, "body": "x"}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("somebody else's comment changed: %v", err)
		}
		w.Do("dina", "comment.delete", obj{"id": c.ID})
		w.CatchUp()
		var hits []struct{ Key string }
		w.Into("nora", "search.find", obj{"q": "twice"}, &hits)
		if len(hits) != 0 {
			t.Errorf("a deleted comment is found: %+v", hits)
		}
	})
}

// TestBothDatabasesPartWordsAlike holds that kit/text alone says where a word
// ends: marks, and letters younger than a database, belong to theirs.
func TestBothDatabasesPartWordsAlike(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		newRisk(w, "paul", "Bા aa߁ q\ua7c1x zeta-7")
		w.CatchUp()
		for q, want := range map[string]int{
			`"bા"`: 1, `"b"`: 0, `"aa߁"`: 1, `"aa"`: 0, "aa": 1, "\"q\ua7c1x\"": 1, `"q"`: 0, `"x"`: 0, `"zeta-7"`: 1, `"zeta"`: 1, `"zeta-"`: 1, `"7"`: 1, "\ue006": -1,
		} {
			var hits []struct{ Key string }
			out, err := w.Try("nora", "search.find", obj{"q": q})
			if want < 0 {
				if err == nil {
					t.Errorf("search %q, which has no word: %s", q, out.JSON)
				}
				continue
			}
			w.Into("nora", "search.find", obj{"q": q}, &hits)
			if len(hits) != want {
				t.Errorf("search %q: %d found, want %d", q, len(hits), want)
			}
		}
	})
}

func TestListsPageByCursor(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		for _, title := range []string{"b", "a", "d", "c", "e"} {
			newRisk(w, "paul", title)
		}
		for _, sort := range []string{"title", "-title", "updated,-title", "-key", "risk-type,title"} {
			var keys []string
			cursor := ""
			for range 10 {
				var list struct {
					Items []struct{ Key string }
					Next  *string
				}
				w.Into("nora", "record.list", obj{"q": "type:risk sort:" + sort, "limit": 2, "cursor": cursor}, &list)
				for _, i := range list.Items {
					keys = append(keys, i.Key)
				}
				if list.Next == nil {
					break
				}
				cursor = *list.Next
			}
			if len(keys) != 5 {
				t.Errorf("sort:%s gives %v", sort, keys)
			}
		}
		if _, err := w.Try("nora", "record.list", obj{"q": "nonsense:1"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("an unknown field: %v", err)
		}
	})
}

func TestUndoTakesBackOnlyWhatStandsUnchanged(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		r := newRisk(w, "paul", "One")
		up := w.Do("paul", "risk.update", obj{"id": r.Key, "patch": obj{"title": "Two"}})
		undone := w.Do("paul", "change.undo", obj{"seq": up.Version})
		if undone.Rows != 1 {
			t.Fatalf("undo wrote %d rows", undone.Rows)
		}
		if got := w.Do("paul", "risk.show", obj{"id": r.Key}); got.Title != "One" {
			t.Errorf("title %q after undo", got.Title)
		}
		a := w.Do("paul", "risk.update", obj{"id": r.Key, "patch": obj{"title": "Three"}})
		w.Do("paul", "risk.update", obj{"id": r.Key, "patch": obj{"title": "Four"}})
		if _, err := w.Try("paul", "change.undo", obj{"seq": a.Version}); !errs.Is(err, errs.Conflict) {
			t.Errorf("an overtaken change was undone: %v", err)
		}
		b := w.Do("paul", "risk.update", obj{"id": r.Key, "patch": obj{"body": "text"}})
		if p := w.Do("dina", "change.undo", obj{"seq": b.Version}); p.Proposal == nil {
			t.Error("a developer undid the product owner's change without a proposal")
		}
	})
}

func TestIdempotencyAndVersions(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		input := json.RawMessage(`{"fields":{"product":"LEND","title":"Once","type":"delivery"}}`)
		call := op.Call{Op: "risk.create", Workspace: w.Workspace, Actor: w.Actor("paul"), Input: input, Once: "k1"}
		first, err := w.Run(call)
		if err != nil {
			t.Fatal(err)
		}
		again, err := w.Run(call)
		if err != nil || again.Key != first.Key {
			t.Errorf("the retry made %q, not %q (%v)", again.Key, first.Key, err)
		}
		call.Input = json.RawMessage(`{"fields":{"product":"LEND","title":"Other","type":"delivery"}}`)
		if _, err := w.Run(call); !errs.Is(err, errs.Conflict) {
			t.Errorf("the key served another request: %v", err)
		}
		call.Actor = w.Actor("adam")
		if other, err := w.Run(call); err != nil || other.Key == first.Key {
			t.Errorf("keys are shared between people: %v", err)
		}
		rec := w.As("paul", "PATCH", "/api/v1/risks/"+first.Key, `{"title":"New"}`, "If-Match", `"1"`)
		if rec.Code != 409 {
			t.Errorf("a stale If-Match gave %d: %s", rec.Code, rec.Body)
		}
		rec = w.As("paul", "PATCH", "/api/v1/risks/"+first.Key, `{"title":"New","title":"Newer"}`)
		if rec.Code != 400 {
			t.Errorf("a field that stands twice gave %d: %s", rec.Code, rec.Body)
		}
	})
}

func TestAttachments(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		r := newRisk(w, "paul", "With a file")
		rec := w.As("dina", "POST", "/api/v1/records/"+r.Key+"/files?name=..%2Fevil.svg", "<svg onload=alert(1)>")
		if rec.Code != 200 {
			t.Fatalf("upload gave %d: %s", rec.Code, rec.Body)
		}
		var a struct{ ID, Name, Type string }
		if err := json.Unmarshal(rec.Body.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		got := w.As("dina", "GET", "/api/v1/attachments/"+a.ID+"/content", "")
		if got.Code != 200 || got.Body.String() != "<svg onload=alert(1)>" {
			t.Errorf("download gave %d: %s", got.Code, got.Body)
		}
		if d := got.Header().Get("Content-Disposition"); !strings.HasPrefix(d, "attachment") || strings.Contains(d, "..") {
			t.Errorf("disposition %q of an SVG", d)
		}
	})
}

func TestReorderingBecomesAProposalThatNamesBoth(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		r := newRisk(w, "paul", "A")
		p := w.Do("dina", "risk.update", obj{"id": r.Key, "patch": obj{"title": "B"}})
		if p.Status != 202 || p.Proposal == nil {
			t.Fatalf("status %d", p.Status)
		}
		w.Do("paul", "proposal.take", obj{"id": p.ID})
		var history struct {
			Items []struct{ Actor, OnBehalfOf, Kind string }
		}
		w.Into("paul", "record.history", obj{"id": r.Key}, &history)
		top := history.Items[0]
		for _, h := range history.Items {
			if h.Kind == "risk" {
				top = h
				break
			}
		}
		if top.Actor != w.Members["paul"] || top.OnBehalfOf != w.Members["dina"] {
			t.Errorf("the ledger names %+v", top)
		}
	})
}
