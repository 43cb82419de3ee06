package feedback_test

import (
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

func take(w *apptest.World, who, title string) apptest.Out {
	return w.Do(who, "feedback.create", obj{"fields": obj{"product": "LEND", "title": title, "body": "Too many clicks."}})
}

func state(w *apptest.World, key string) string {
	return w.Do("adam", "feedback.show", obj{"id": key}).State
}

func TestFeedbackIsUsedAnsweredOrSetAside(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		insight := w.Do("pia", "insight.create", obj{"fields": obj{"product": "LEND", "title": "Forms tire people"}})
		feature := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Shorter forms"}})
		f := take(w, "mark", "Shorter, please")
		if out := w.Do("dina", "feedback.link", obj{"id": f.Key, "to": insight.Key}); out.Proposal == nil {
			t.Error("a developer drew an insight from feedback")
		} else if state(w, f.Key) != "new" {
			t.Error("a proposal moved feedback")
		}
		if out := w.Do("paul", "feedback.link", obj{"id": f.Key, "to": insight.Key}); out.State != "linked" {
			t.Errorf("linked feedback is %s", out.State)
		}
		// Once more changes nothing, and neither does a link to something else.
		if out := w.Do("paul", "feedback.link", obj{"id": f.Key, "to": insight.Key}); out.Rows != 0 {
			t.Errorf("linking again wrote %d rows", out.Rows)
		}
		if out := w.Do("pia", "feedback.link", obj{"id": f.Key, "to": feature.Key}); out.State != "linked" || out.Rows != 1 {
			t.Errorf("a second link left it %s with %d rows", out.State, out.Rows)
		}
		if out := w.Do("mark", "feedback.answer", obj{"id": f.Key, "answer": "It is coming."}); out.State != "answered" {
			t.Errorf("answered feedback is %s", out.State)
		}
		// What was answered may still become evidence, and stays answered.
		g := take(w, "mark", "Another")
		w.Do("mark", "feedback.answer", obj{"id": g.Key, "answer": "Thanks."})
		w.Do("pia", "feedback.link", obj{"id": g.Key, "to": feature.Key})
		if s := state(w, g.Key); s != "answered" {
			t.Errorf("answered feedback became %s by a link", s)
		}
		h := take(w, "tess", "Off the point")
		if out := w.Do("tess", "feedback.setaside", obj{"id": h.Key, "reason": "Not ours."}); out.Proposal == nil {
			t.Error("a tester set feedback aside")
		}
		if out := w.Do("pia", "feedback.setaside", obj{"id": h.Key, "reason": "Not ours."}); out.State != "set aside" {
			t.Errorf("feedback set aside is %s", out.State)
		}
		// A plain link does as much as the operation of its own.
		i := take(w, "tess", "Slow")
		w.Do("pia", "link.create", obj{"type": "evidence", "from": i.Key, "to": insight.Key})
		if s := state(w, i.Key); s != "linked" {
			t.Errorf("feedback linked by link.create is %s", s)
		}
		if out := w.Do("pia", "feedback.update", obj{"id": h.Key, "patch": obj{"state": "new"}}); out.State != "new" {
			t.Errorf("feedback taken up again is %s", out.State)
		}
	})
}

func TestRulesOfFeedback(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		a := w.Do("pia", "account.create", obj{"fields": obj{"title": "Harbour Bank"}})
		c := w.Do("pia", "contact.create", obj{"fields": obj{"title": "Ana", "account": a.Key}})
		story := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "A story"}})
		f := w.Do("dina", "feedback.create", obj{"fields": obj{"product": "LEND", "title": "Shorter, please", "contact": c.Key, "importance": 2, "sentiment": "negative", "source": "call"}})
		var shown struct{ Account *string }
		w.Into("nora", "feedback.show", obj{"id": f.Key}, &shown)
		if shown.Account == nil || *shown.Account != a.ID {
			t.Errorf("feedback of a contact has the account %v, want the contact's", shown.Account)
		}
		for _, s := range []string{"linked", "answered", "set aside"} {
			if _, err := w.Try("pia", "feedback.update", obj{"id": f.Key, "patch": obj{"state": s}}); !errs.Is(err, errs.Invalid) {
				t.Errorf("moved to %s by hand: %v", s, err)
			}
			if _, err := w.Try("pia", "feedback.create", obj{"fields": obj{"product": "LEND", "title": "X", "state": s}}); !errs.Is(err, errs.Invalid) {
				t.Errorf("made as %s: %v", s, err)
			}
		}
		for what, in := range map[string]obj{
			"importance above 3":   {"importance": 4},
			"another sentiment":    {"sentiment": "furious"},
			"an address of a sort": {"url": "javascript:alert(1)"},
			"an answer by hand":    {"answer": "Yes."},
		} {
			if _, err := w.Try("pia", "feedback.update", obj{"id": f.Key, "patch": in}); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v, want it refused as invalid", what, err)
			}
		}
		if _, err := w.Try("pia", "feedback.link", obj{"id": f.Key, "to": story.Key}); !errs.Is(err, errs.Invalid) {
			t.Errorf("evidence for a story: %v", err)
		}
		if _, err := w.Try("pia", "feedback.setaside", obj{"id": f.Key, "reason": " "}); !errs.Is(err, errs.Invalid) {
			t.Errorf("set aside without a reason: %v", err)
		}
		if out := w.Do("nora", "feedback.create", obj{"fields": obj{"product": "LEND", "title": "X"}}); out.Proposal == nil {
			t.Error("a member without a role took feedback")
		}
	})
}
