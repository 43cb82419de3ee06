package delivery_test

import (
	"slices"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

const paying = `Feature: Paying

  Scenario: By card
    Given a loan
    Then it can be paid by card

  Scenario Outline: By <bank>
    Given a loan
    Then it can be paid through <bank>

    Examples:
      | bank  |
      | Alpha |
      | Beta  |

  Scenario:
    Given a loan
    Then it can be paid in cash`

type whole struct {
	ID, Key, State, Scenarios, Situation, IWant, ServiceClass, Sprint, Priority, Rank string
	Estimate                                                                          *float64
	BusinessValue                                                                     *int64
	Criteria                                                                          []struct {
		ID, Text string
		Met      bool
	}
}

func (i whole) texts() string {
	var out []string
	for _, c := range i.Criteria {
		mark := ""
		if c.Met {
			mark = "*"
		}
		out = append(out, c.Text+mark)
	}
	return strings.Join(out, ", ")
}

func wholeOf(w *apptest.World, key string) whole {
	w.T.Helper()
	var i whole
	w.Into("nora", "story.show", obj{"id": key}, &i)
	return i
}

// linksOf tells what an item points to.
func linksOf(w *apptest.World, key string) string {
	w.T.Helper()
	var got []struct {
		Type   string
		Out    bool
		Record struct{ Key string }
	}
	w.Into("nora", "record.links", obj{"id": key}, &got)
	var all []string
	for _, l := range got {
		if l.Out {
			all = append(all, l.Type+" "+l.Record.Key)
		}
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

// judged has some criteria of an item met, by their texts, and the others not.
func judged(w *apptest.World, key string, met ...string) {
	results := []obj{}
	for _, c := range wholeOf(w, key).Criteria {
		results = append(results, obj{"criterion": c.ID, "met": slices.Contains(met, c.Text)})
	}
	w.Do("dina", "story.update", obj{"id": key, "patch": obj{"state": "done"}})
	w.Do("paul", "item.reject", obj{"id": key, "reason": "Not all of it works.", "results": results})
}

// A scenario is split off as a whole: were one of its examples to stay behind as
// met, its text would have to stay as well, and would bring back the others.
func TestTheRestTakesItsScenariosAlong(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		one, two := dated(w, "One", "2026-03-02", "2026-03-13"), dated(w, "Two", "2026-03-16", "2026-03-27")
		s := item(w, "Paying", obj{
			"sprint": one.Key, "criteria": []obj{{"text": "Fast"}, {"text": "Polite"}}, "scenarios": paying, "situation": "a rate is due", "iWant": "pay it", "soThat": "I owe less",
			"serviceClass": "intangible", "businessValue": 4, "priority": "high",
		})
		size(w, s.Key, 12)
		behind := item(w, "Behind", nil)
		release := w.Do("pia", "release.create", obj{"fields": obj{"product": "LEND", "title": "May"}})
		w.Do("paul", "link.create", obj{"type": "ships in", "from": s.Key, "to": release.Key})
		w.Do("paul", "sprint.start", obj{"id": one.Key})
		w.Do("dina", "story.update", obj{"id": s.Key, "patch": obj{"state": "in progress"}})
		split := obj{"id": one.Key, "to": two.Key, "items": []obj{{"item": strings.ToLower(s.Key), "how": "split"}}}
		judged(w, s.Key, "By Alpha")
		if _, err := w.Try("paul", "sprint.close", split); !errs.Is(err, errs.Conflict) {
			t.Errorf("half a scenario was split off: %v", err)
		}
		judged(w, s.Key, "Fast", "By card", "By Alpha")
		w.Do("paul", "sprint.close", split)

		done := wholeOf(w, s.Key)
		if done.texts() != "Fast*, By card*" || done.State != "done" || done.Sprint != one.ID || strings.Contains(done.Scenarios, "Beta") || !strings.Contains(done.Scenarios, "By card") {
			t.Errorf("what is done is %+v", done)
		}
		var list struct{ Items []struct{ Key string } }
		w.Into("paul", "record.list", obj{"q": "type:story sort:rank", "product": "LEND"}, &list)
		if len(list.Items) != 3 || list.Items[0].Key != s.Key || list.Items[2].Key != behind.Key {
			t.Fatalf("the order is %+v, want the rest right behind its item", list.Items)
		}
		rest := wholeOf(w, list.Items[1].Key)
		if strings.Contains(rest.texts(), "*") || len(rest.Criteria) != 4 || strings.Contains(rest.Scenarios, "By card") || !strings.Contains(rest.Scenarios, "Beta") || !strings.Contains(rest.Scenarios, "in cash") {
			t.Errorf("the rest has %q and\n%s", rest.texts(), rest.Scenarios)
		}
		if rest.Sprint != two.ID || rest.State != "new" || rest.Situation != "a rate is due" || rest.IWant != "pay it" || rest.ServiceClass != "intangible" || rest.Priority != "high" || rest.BusinessValue == nil || !near(rest.Estimate, 8) || !near(done.Estimate, 4) {
			t.Errorf("the rest is %+v", rest)
		}
		if got, want := linksOf(w, rest.Key), "ships in "+release.Key+", split from "+s.Key; got != want {
			t.Errorf("the rest is linked with %s, want %s", got, want)
		}
		w.Do("paul", "change.undo", obj{"request": lastRequest(w, one.Key)})
		if back := wholeOf(w, s.Key); back.texts() != "Fast*, Polite, By card*, By Alpha*, By Beta, Scenario in line 16" || back.Scenarios != paying || !near(back.Estimate, 12) {
			t.Errorf("undone, it is %+v: %s", back, back.texts())
		}
	})
}
