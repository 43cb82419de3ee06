package app_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

// TestBothJobsAgree goes through who gives which word on what takes several.
func TestBothJobsAgree(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		r := w.Do("pia", "release.create", obj{"fields": obj{"product": "LEND", "title": "Spring", "dueOn": "2026-05-01"}})
		w.Do("paul", "release.update", obj{"id": r.Key, "patch": obj{"state": "in progress"}})
		day := 0
		offer := func(who string) string {
			t.Helper()
			day++
			out := w.Do(who, "release.update", obj{"id": r.Key, "patch": obj{"dueOn": fmt.Sprintf("2026-06-%02d", day)}})
			if out.Proposal == nil {
				t.Fatalf("%s alone moved what is committed", who)
			}
			return out.ID
		}
		mine := func(who string) bool {
			t.Helper()
			var all struct{ Items []struct{ ID, State string } }
			w.Into(who, "proposal.list", obj{"mine": true, "state": "open"}, &all)
			return len(all.Items) > 0
		}
		take := func(who, id, want string) {
			t.Helper()
			if out := w.Do(who, "proposal.take", obj{"id": id}); out.State != want {
				t.Errorf("%s's word left it %s, want %s", who, out.State, want)
			}
		}
		by := offer("pia") // the product manager's word is in it
		if mine("pia") || !mine("paul") {
			t.Errorf("it waits for pia: %v, for paul: %v", mine("pia"), mine("paul"))
		}
		take("pia", by, "open")
		if _, err := w.Try("dina", "proposal.take", obj{"id": by}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("a developer took it: %v", err)
		}
		if _, err := w.Try("paul", "proposal.take", obj{"id": by, "input": obj{"id": r.Key, "patch": obj{"dueOn": "2026-07-01"}}}); !errs.Is(err, errs.Conflict) {
			t.Errorf("what pia has not seen was taken as agreed by her: %v", err)
		}
		take("paul", by, "taken")
		var p struct{ Agreed []string }
		w.Into("paul", "proposal.show", obj{"id": by}, &p)
		slices.Sort(p.Agreed)
		want := []string{w.Members["pia"], w.Members["paul"]}
		slices.Sort(want)
		if !slices.Equal(p.Agreed, want) {
			t.Errorf("agreed: %v", p.Agreed)
		}
		take("pia", offer("paul"), "taken")
		by = offer("dina") // no word of either
		take("pia", by, "open")
		take("paul", by, "taken")
		risk := newRisk(w, "paul", "Late")
		rec := w.As("paul", "PATCH", "/api/v1/risks/"+risk.Key, `{"title":"Later"}`, "Throughline-Propose", "true")
		id := rec.Header().Get("Location")[len("/api/v1/proposals/"):]
		if _, err := w.Try("dina", "proposal.take", obj{"id": id}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("the proposer's own right took it for a developer: %v", err)
		}
		take("paul", id, "taken")
	})
}

func TestOptionsCanBeAskedFor(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		field := func(kind string, options ...string) (apptest.Out, error) {
			return w.Try("paul", "field.create", obj{"name": "tier", "type": kind, "kinds": []string{"risk"}, "options": options})
		}
		for _, bad := range []string{`a"b`, `a\b`, "a<b", "a>b", "a&b", "a\nb", "a\tb", " ", ""} {
			_, err := field("multi", "good", bad)
			if !errs.Is(err, errs.Invalid) || !strings.Contains(fmt.Sprint(errs.Public(err).Fields), "options.1") {
				t.Errorf("the option %q: %v", bad, err)
			}
		}
		f, err := field("choice", "Größe (XL)", "100 %", "it's", "a/b, c")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Try("paul", "field.update", obj{"id": f.ID, "options": []string{"it's", "<b>"}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("changed to what cannot be asked for: %v", err)
		}
		w.Do("paul", "field.update", obj{"id": f.ID, "options": []string{"it's", "more"}})
	})
}
