package acceptance_test

import (
	"fmt"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/area/acceptance"
	"throughline/internal/area/backlog"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

func TestResultsAreHeldAgainstTheCriteria(t *testing.T) {
	t.Parallel()
	criteria := backlog.Criteria{{ID: "1", Text: "a"}, {ID: "2", Text: "b"}}
	cases := []struct {
		what    string
		results []acceptance.Result
		fields  int
	}{
		{"each judged", []acceptance.Result{{Criterion: "1", Met: true}, {Criterion: "2"}}, 0},
		{"one judged", []acceptance.Result{{Criterion: "2", Met: true}}, 0},
		{"nothing", nil, 0},
		{"twice", []acceptance.Result{{Criterion: "1", Met: true}, {Criterion: "1", Met: true}}, 1},
		{"unknown", []acceptance.Result{{Criterion: "3", Met: true}, {Met: true}}, 2},
	}
	for _, c := range cases {
		met, err := acceptance.Match(criteria, c.results)
		fields := 0
		if err != nil {
			fields = len(errs.Public(err).Fields)
		}
		if fields != c.fields {
			t.Errorf("%s: %v, want %d messages", c.what, err, c.fields)
		}
		if err == nil && len(met) != len(c.results) {
			t.Errorf("%s: %d found met or not, want %d", c.what, len(met), len(c.results))
		}
	}
}

func done(w *apptest.World, title string) apptest.Out {
	return w.Do("paul", "story.create", obj{"fields": obj{
		"product": "LEND", "title": title, "state": "done", "criteria": []obj{{"text": "One page"}, {"text": "No e-mail"}},
	}})
}

func results(met ...bool) []obj {
	var out []obj
	for i, m := range met {
		out = append(out, obj{"criterion": fmt.Sprint(i + 1), "met": m, "evidence": "Seen"})
	}
	return out
}

type judged struct {
	Verdict struct{ Key, Outcome, Reason, Title string }
	Item    struct {
		State    string
		Criteria []struct{ Met bool }
	}
}

func TestAcceptingNeedsAWordOnEachCriterion(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		i := done(w, "Forms")
		for what, in := range map[string]obj{
			"no word at all":  {"id": i.Key},
			"half of them":    {"id": i.Key, "results": results(true)},
			"one is not met":  {"id": i.Key, "results": results(true, false)},
			"one too many":    {"id": i.Key, "results": results(true, true, true)},
			"with the number": {"id": i.Key, "results": []obj{{"criterion": 1, "met": true}}},
		} {
			if _, err := w.Try("paul", "item.accept", in); !errs.Is(err, errs.Invalid) {
				t.Errorf("accepted with %s: %v", what, err)
			}
		}
		p := w.Do("tess", "item.accept", obj{"id": i.Key, "results": results(true, true)})
		if p.Proposal == nil {
			t.Fatal("a tester accepted a story")
		}
		w.Do("paul", "proposal.take", obj{"id": p.ID})
		var item struct {
			State    string
			DoneAt   *string
			Criteria []struct{ Met bool }
		}
		w.Into("nora", "story.show", obj{"id": i.Key}, &item)
		if item.State != "accepted" || !item.Criteria[0].Met || !item.Criteria[1].Met || item.DoneAt == nil {
			t.Errorf("the accepted story is %+v", item)
		}
		if _, err := w.Try("paul", "item.accept", obj{"id": i.Key, "results": results(true, true)}); !errs.Is(err, errs.Conflict) {
			t.Errorf("accepted twice: %v", err)
		}
		// Accepted is opened again only by whoever may reject.
		if out := w.Do("dina", "story.update", obj{"id": i.Key, "patch": obj{"state": "in progress"}}); out.Proposal == nil {
			t.Error("a developer opened an accepted story")
		}
		open := w.Do("paul", "bug.create", obj{"fields": obj{"product": "LEND", "title": "X", "state": "in review"}})
		if _, err := w.Try("paul", "item.accept", obj{"id": open.Key}); !errs.Is(err, errs.Conflict) {
			t.Errorf("accepted before it was done: %v", err)
		}
		w.Do("dina", "bug.update", obj{"id": open.Key, "patch": obj{"state": "done"}})
		var bare judged
		w.Into("paul", "item.accept", obj{"id": open.Key}, &bare)
		if bare.Item.State != "accepted" {
			t.Errorf("a bug without criteria is %s after its verdict", bare.Item.State)
		}
	})
}

func TestAnAcceptanceTakenBack(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		i := done(w, "Forms")
		w.Clock.Add(time.Hour)
		w.Do("paul", "item.accept", obj{"id": i.Key, "results": results(true, true)})
		var log struct{ Items []struct{ Request string } }
		w.Into("nora", "record.history", obj{"id": i.Key}, &log)
		w.Clock.Add(time.Hour)
		w.Do("paul", "change.undo", obj{"request": log.Items[0].Request})
		var item struct {
			State, DoneAt string
			Criteria      []struct{ Met bool }
		}
		w.Into("nora", "story.show", obj{"id": i.Key}, &item)
		if item.State != "done" || item.DoneAt != apptest.Start.String() || item.Criteria[0].Met {
			t.Errorf("after the undo the story is %+v, want it done since %s, nothing met", item, apptest.Start)
		}
		var thread struct{ Down []struct{ Key string } }
		w.Into("nora", "record.thread", obj{"id": i.Key}, &thread)
		if len(thread.Down) != 0 {
			t.Errorf("after the undo the thread still leads down to %v", thread.Down)
		}
		w.Do("paul", "item.accept", obj{"id": i.Key, "results": results(true, true)})
	})
}

func TestRejectingBringsWorkBack(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		i := done(w, "Forms")
		if _, err := w.Try("paul", "item.reject", obj{"id": i.Key, "results": results(true, false)}); !errs.Is(err, errs.Invalid) {
			t.Errorf("rejected without a reason: %v", err)
		}
		if out := w.Do("dina", "item.reject", obj{"id": i.Key, "reason": "No."}); out.Proposal == nil {
			t.Error("a developer rejected a story")
		}
		var j judged
		w.Into("paul", "item.reject", obj{"id": i.Key, "results": results(true, false), "reasonKind": "criterion", "reason": "It still mails."}, &j)
		if j.Verdict.Outcome != "rejected" || j.Verdict.Reason == "" || j.Item.State != "in progress" || !j.Item.Criteria[0].Met || j.Item.Criteria[1].Met {
			t.Errorf("rejecting gave %+v", j)
		}
		if _, err := w.Try("paul", "item.reject", obj{"id": i.Key, "reason": "No."}); !errs.Is(err, errs.Conflict) {
			t.Errorf("what is in progress was rejected: %v", err)
		}
		w.Do("dina", "story.update", obj{"id": i.Key, "patch": obj{"state": "done"}})
		w.Do("paul", "item.accept", obj{"id": i.Key, "results": results(true, true)})
		w.Into("paul", "item.reject", obj{"id": i.Key, "reason": "It mails again."}, &j)
		if j.Item.State != "in progress" {
			t.Errorf("an accepted story that is rejected is %s", j.Item.State)
		}
		var thread struct{ Down []struct{ Key, Kind string } }
		w.Into("nora", "record.thread", obj{"id": i.Key}, &thread)
		if len(thread.Down) != 3 || thread.Down[0].Kind != "verdict" {
			t.Errorf("the thread leads down to %v, want three verdicts", thread.Down)
		}
		if _, err := w.Try("paul", "verdict.create", obj{"fields": obj{"product": "LEND", "title": "X"}}); !errs.Is(err, errs.NotFound) {
			t.Errorf("a verdict was made by hand: %v", err)
		}
		if _, err := w.Try("paul", "verdict.update", obj{"id": j.Verdict.Key, "patch": obj{"outcome": "accepted"}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a verdict was changed: %v", err)
		}
	})
}

func TestTheQueueIsOldestFirst(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		var keys []string
		for _, title := range []string{"A", "B", "C"} {
			w.Clock.Add(time.Hour)
			keys = append(keys, done(w, title).Key)
		}
		w.Do("dina", "story.update", obj{"id": keys[0], "patch": obj{"state": "in progress"}})
		w.Clock.Add(time.Hour)
		w.Do("dina", "story.update", obj{"id": keys[0], "patch": obj{"state": "done"}})
		w.Do("paul", "story.create", obj{"fields": obj{"product": "HIDE", "title": "Hidden", "state": "done"}})
		walk := func(who string, in obj) string {
			out := ""
			for {
				var p struct {
					Items []struct{ Title string }
					Next  *string
				}
				w.Into(who, "acceptance.queue", in, &p)
				for _, i := range p.Items {
					out += i.Title
				}
				if p.Next == nil {
					return out
				}
				out += "|"
				in["cursor"] = *p.Next
			}
		}
		if got := walk("nora", obj{"limit": 1}); got != "B|C|A" {
			t.Errorf("the queue is %s, want B, C, and A, which was done again last", got)
		}
		if got := walk("paul", obj{}); got != "BCAHidden" {
			t.Errorf("the product owner's queue is %s", got)
		}
		if got := walk("paul", obj{"product": "HIDE"}); got != "Hidden" {
			t.Errorf("the queue of one product is %s", got)
		}
		if _, err := w.Try("paul", "acceptance.queue", obj{"cursor": "x"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a made-up cursor: %v", err)
		}
		if rec := w.As("nora", "GET", "/api/v1/acceptance/queue?product=LEND", ""); rec.Code != 200 {
			t.Errorf("over HTTP the queue answers %d: %s", rec.Code, rec.Body)
		}
	})
}
