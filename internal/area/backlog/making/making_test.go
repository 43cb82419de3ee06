package making_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/area/backlog/making"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

type shown struct {
	Key, Title, State, Kind, Scenarios, IWant, AsA string
	Estimate                                       *float64
	Parent                                         *string
	Criteria                                       []struct{ ID, Text, Scenario string }
}

func show(w *apptest.World, key string) (s shown) {
	w.Into("paul", "record.any", obj{"id": key}, &s)
	return s
}

func (s shown) ids() string {
	var out []string
	for _, c := range s.Criteria {
		out = append(out, c.ID)
	}
	return strings.Join(out, " ")
}

// links lists what a record points to: "delivers LEND-1".
func links(w *apptest.World, key string) string {
	var got []struct {
		Type   string
		Out    bool
		Record struct{ Key string }
	}
	w.Into("paul", "record.links", obj{"id": key}, &got)
	var all []string
	for _, l := range got {
		if l.Out {
			all = append(all, l.Type+" "+l.Record.Key)
		}
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

func lastRequest(w *apptest.World, key string) string {
	var log struct{ Items []struct{ Request string } }
	w.Into("paul", "record.history", obj{"id": key}, &log)
	return log.Items[0].Request
}

const rules = `Background:
  Given a loan

Rule: By phone
  Scenario: Ask
    When a
    Then b
  Scenario Outline: Ask <n> times
    When <n>
    Then b
    Examples:
      | n |
      | 1 |
      | 2 |

Rule: By mail
  Scenario: Write
    When a
    Then b`

func TestSplittingAStory(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Forms"}})
		r := w.Do("pia", "release.create", obj{"fields": obj{"product": "LEND", "title": "Spring"}})
		i := w.Do("adam", "story.create", obj{"fields": obj{
			"product": "LEND", "title": "Reach us", "asA": "lender", "iWant": "to reach you", "soThat": "I am heard", "estimate": 8,
			"criteria": []obj{{"id": "x", "text": "Polite"}, {"id": "y", "text": "Fast"}}, "scenarios": rules, "tags": []string{"voice"},
			"body": "1. Find the number\n2. Call\n\nText",
		}})
		ids := show(w, i.Key).Criteria[2:]
		called := strings.NewReplacer(ids[0].ID, "s1", ids[1].ID, "s2", ids[2].ID, "s3", ids[3].ID, "s4")
		s := func(n int) string { return ids[n-1].ID }
		after := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "Later"}})
		w.Do("paul", "link.create", obj{"type": "delivers", "from": i.Key, "to": f.Key})
		w.Do("paul", "link.create", obj{"type": "ships in", "from": i.Key, "to": r.Key})
		var ways []struct {
			By    string
			Parts []struct {
				Title    string
				Criteria []string
			}
		}
		w.Into("nora", "item.splits", obj{"id": i.Key}, &ways)
		var said []string
		for _, way := range ways {
			for _, p := range way.Parts {
				said = append(said, called.Replace(fmt.Sprintf("%s: %s %v", way.By, p.Title, p.Criteria)))
			}
		}
		want := []string{
			"criteria: Polite [x]", "criteria: Fast [y]", "criteria: Ask [s1]", "criteria: Ask <n> times [s2 s3]", "criteria: Write [s4]",
			"rule: By phone [s1 s2 s3]", "rule: By mail [s4]", "step: Find the number []", "step: Call []",
		}
		if !slices.Equal(said, want) {
			t.Errorf("it could be split\n%v\nwant\n%v", said, want)
		}
		for what, parts := range map[string][]obj{
			"half an outline":      {{"title": "a", "criteria": []string{s(2)}}},
			"a criterion twice":    {{"title": "a", "criteria": []string{"x"}}, {"title": "b", "criteria": []string{"x"}}},
			"an unknown criterion": {{"title": "a", "criteria": []string{"z"}}},
			"no title":             {{"title": " "}},
			"no parts":             {},
		} {
			if _, err := w.Try("paul", "item.split", obj{"id": i.Key, "parts": parts}); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v, want it refused", what, err)
			}
		}
		parts := []obj{{"title": "By phone", "criteria": []string{s(1), s(2), s(3), "y"}}, {"title": "Find the number", "kind": "task"}}
		if out := w.Do("dina", "item.split", obj{"id": i.Key, "parts": parts}); out.Proposal == nil {
			t.Error("a developer split a story alone")
		}
		var got struct{ Parts []shown }
		w.Into("paul", "item.split", obj{"id": i.Key, "parts": parts}, &got)
		request := lastRequest(w, i.Key)
		one, two, left := show(w, got.Parts[0].Key), show(w, got.Parts[1].Key), show(w, i.Key)
		if called.Replace(one.ids()) != "y s1 s2 s3" || two.ids() != "" || called.Replace(left.ids()) != "x s4" || left.Estimate != nil {
			t.Errorf("criteria went: %q, %q, left %q, estimate %v", one.ids(), two.ids(), left.ids(), left.Estimate)
		}
		if strings.Contains(one.Scenarios, "By mail") || !strings.Contains(one.Scenarios, "Background") || strings.Contains(left.Scenarios, "By phone") || two.Kind != "task" || one.AsA != "lender" {
			t.Errorf("scenarios went:\n%s\nleft\n%s", one.Scenarios, left.Scenarios)
		}
		if got, want := links(w, one.Key), "delivers "+f.Key+", ships in "+r.Key+", split from "+i.Key; got != want {
			t.Errorf("links of a part: %s, want %s", got, want)
		}
		var list struct{ Items []struct{ Key string } }
		w.Into("paul", "record.list", obj{"q": "type:story,task sort:rank", "product": "LEND"}, &list)
		var keys []string
		for _, l := range list.Items {
			keys = append(keys, l.Key)
		}
		if want := []string{i.Key, one.Key, two.Key, after.Key}; !slices.Equal(keys, want) {
			t.Errorf("the order is %v, want %v", keys, want)
		}
		w.Do("paul", "change.undo", obj{"request": request})
		if back := show(w, i.Key); called.Replace(back.ids()) != "x y s1 s2 s3 s4" || back.Scenarios != rules || back.Estimate == nil {
			t.Errorf("undone, it is %+v", back)
		}
		w.Into("paul", "record.list", obj{"q": "type:story,task", "product": "LEND"}, &list)
		if len(list.Items) != 2 {
			t.Errorf("undone, %d items are left, want 2", len(list.Items))
		}
		w.Do("paul", "story.update", obj{"id": after.Key, "patch": obj{"state": "dropped"}})
		if _, err := w.Try("paul", "item.split", obj{"id": after.Key, "parts": []obj{{"title": "a"}}}); !errs.Is(err, errs.Conflict) {
			t.Errorf("what was dropped was split: %v", err)
		}
	})
}

const list = `
- [ ] Find the form
    * It is on the first page
    * It has a search

2. Fill it in
	1. Remembers what was typed
`

func TestPastingAList(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Forms"}})
		first := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "First"}})
		w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "Last"}})
		var look struct {
			Items []struct {
				Line               int
				Title              string
				Criteria, Subtasks []string
			}
			Problems []struct{ Field, Message string }
		}
		w.Into("dina", "item.outline", obj{"text": list}, &look)
		if len(look.Items) != 2 || look.Items[0].Title != "Find the form" || !slices.Equal(look.Items[0].Criteria, []string{"It is on the first page", "It has a search"}) || look.Items[1].Line != 6 {
			t.Errorf("the list would make %+v", look)
		}
		w.Into("dina", "item.outline", obj{"text": "a\n-  \n" + strings.Repeat("x", 501)}, &look)
		if len(look.Problems) != 1 || look.Problems[0].Field != "line 3" {
			t.Errorf("a bad list: %+v", look.Problems)
		}
		var got struct {
			Items []string
			Made  int
		}
		w.Into("paul", "item.paste", obj{"product": "LEND", "text": list, "feature": f.Key, "after": first.Key}, &got)
		if got.Made != 2 || show(w, got.Items[0]).ids() != "1 2" || links(w, got.Items[1]) != "delivers "+f.Key {
			t.Errorf("pasted: %+v, %s", got, links(w, got.Items[1]))
		}
		w.Into("paul", "item.paste", obj{"product": "LEND", "text": list, "kind": "bug", "indent": "subtasks"}, &got)
		if got.Made != 5 || show(w, got.Items[0]).Kind != "bug" {
			t.Errorf("pasted with sub-tasks: %+v", got)
		}
		var order struct{ Items []struct{ Title string } }
		titles := func() string {
			w.Into("paul", "record.list", obj{"q": "type:story,bug,task sort:rank", "product": "LEND"}, &order)
			var out []string
			for _, i := range order.Items {
				out = append(out, i.Title)
			}
			return strings.Join(out, "|")
		}
		if got := titles(); got != "First|Find the form|Fill it in|Last|Find the form|It is on the first page|It has a search|Fill it in|Remembers what was typed" {
			t.Errorf("the order is %s", got)
		}
		w.Do("paul", "change.undo", obj{"request": lastRequest(w, got.Items[0])})
		if got := titles(); got != "First|Find the form|Fill it in|Last" {
			t.Errorf("undone, the order is %s", got)
		}
		if out := w.Do("dina", "item.paste", obj{"product": "LEND", "text": "a"}); out.Proposal == nil {
			t.Error("a developer pasted stories alone")
		}
		many := strings.Repeat("a\n", 201)
		for what, in := range map[string]obj{"too many": {"product": "LEND", "text": many}, "nothing": {"product": "LEND", "text": " \n"}, "no feature": {"product": "LEND", "text": "a", "feature": first.Key}} {
			if _, err := w.Try("paul", "item.paste", in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", what, err)
			}
		}
	})
}

func template(w *apptest.World) string {
	return w.Do("paul", "template.set", obj{
		"product": "LEND", "name": "Report", "kind": "task", "title": "Write the report", "body": "For **everybody**.",
		"criteria": []obj{{"text": "Sent"}}, "scenarios": "Scenario: a\nWhen x\nThen y", "tags": []string{"report"}, "subtasks": []string{"Collect", "Write"},
	}).ID
}

func TestTemplates(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		id := template(w)
		if out := w.Do("dina", "template.set", obj{"product": "LEND", "name": "Mine", "kind": "bug"}); out.Proposal == nil {
			t.Error("a developer made a template alone")
		}
		var made shown
		w.Into("paul", "template.use", obj{"id": id}, &made)
		if made.Title != "Write the report" || made.Kind != "task" || !strings.HasPrefix(made.ids(), "1 s") {
			t.Errorf("made %+v", made)
		}
		var subs struct{ Items []struct{ Title string } }
		w.Into("paul", "record.list", obj{"q": "type:task sort:rank", "product": "LEND"}, &subs)
		if len(subs.Items) != 3 || subs.Items[2].Title != "Write" {
			t.Errorf("with its sub-tasks: %+v", subs)
		}
		w.Do("paul", "template.set", obj{"id": id, "product": "LEND", "name": "Other", "kind": "task"})
		var all []struct{ Name, Title string }
		w.Into("nora", "template.list", obj{"product": "LEND"}, &all)
		if len(all) != 1 || all[0].Name != "Other" || all[0].Title != "" {
			t.Errorf("changed: %+v", all)
		}
		if _, err := w.Try("paul", "template.use", obj{"id": id}); !errs.Is(err, errs.Invalid) {
			t.Errorf("made without a title: %v", err)
		}
		if _, err := w.Try("paul", "template.set", obj{"id": id, "product": "HIDE", "name": "x", "kind": "task"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("moved to another product: %v", err)
		}
		w.Do("paul", "template.delete", obj{"id": id})
	})
}

func TestRecurringItems(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		id := template(w)
		type rule struct{ ID, NextOn string }
		set := func(more obj) (r rule) {
			in := obj{"product": "LEND", "template": id, "title": "Report of {day}", "every": 1, "unit": "day"}
			for k, v := range more {
				in[k] = v
			}
			w.Into("paul", "recurrence.set", in, &r)
			return r
		}
		// The world begins on Monday, 2 March 2026.
		for want, more := range map[string]obj{
			"2026-03-02": {"unit": "week", "onDay": 1},
			"2026-03-08": {"unit": "week", "onDay": 7},
			"2026-03-31": {"unit": "month", "onDay": 31},
			"2026-04-01": {"unit": "month", "onDay": 1},
			"2026-04-30": {"unit": "month", "onDay": 31, "startOn": "2026-04-02"},
			"2026-03-05": {"startOn": "2026-03-05"},
		} {
			r := set(more)
			if r.NextOn != want {
				t.Errorf("%v begins on %s, want %s", more, r.NextOn, want)
			}
			w.Do("paul", "recurrence.delete", obj{"id": r.ID})
		}
		if _, err := w.Try("paul", "recurrence.set", obj{"product": "LEND", "template": id, "title": "x", "every": 1, "unit": "week"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a week without a day: %v", err)
		}
		r := set(obj{"unit": "week", "onDay": 3, "every": 2})
		run := func() int {
			n, err := making.RunDue(t.Context(), w.Engine, w.Workspace)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		if n := run(); n != 0 {
			t.Errorf("made %d before the day", n)
		}
		if _, err := w.Try("paul", "recurrence.run", obj{"id": r.ID}); !errs.Is(err, errs.Conflict) {
			t.Errorf("made by hand before the day: %v", err)
		}
		w.Clock.Add(48 * time.Hour)
		if a, b := run(), run(); a != 1 || b != 0 {
			t.Errorf("on the day made %d and then %d, want 1 and 0", a, b)
		}
		// Days that were missed are passed over, and the rhythm stays.
		w.Clock.Add(40 * 24 * time.Hour)
		if n := run(); n != 1 {
			t.Errorf("after a long pause made %d, want 1", n)
		}
		var all []struct {
			NextOn string
			Last   string
		}
		w.Into("nora", "recurrence.list", obj{"product": "LEND"}, &all)
		if all[0].NextOn != "2026-04-15" || show(w, all[0].Last).Title != "Report of 2026-03-18" {
			t.Errorf("next on %s, the last is %q", all[0].NextOn, show(w, all[0].Last).Title)
		}
		if _, err := w.Try("paul", "template.delete", obj{"id": id}); !errs.Is(err, errs.Conflict) {
			t.Errorf("a template in use was taken away: %v", err)
		}
		w.Do("paul", "recurrence.set", obj{"id": r.ID, "product": "LEND", "template": id, "title": "x", "every": 2, "unit": "week", "onDay": 3, "paused": true})
		w.Clock.Add(40 * 24 * time.Hour)
		if n := run(); n != 0 {
			t.Errorf("while paused made %d", n)
		}
		// Whoever lost the right proposes, and once.
		w.Do("paul", "recurrence.set", obj{"id": r.ID, "product": "LEND", "template": id, "title": "x", "every": 2, "unit": "week", "onDay": 3})
		w.Do("adam", "role.remove", obj{"member": w.Members["paul"], "product": "LEND", "role": "product owner"})
		run()
		run()
		var open struct{ Items []struct{ Operation string } }
		w.Into("adam", "proposal.list", obj{"state": "open"}, &open)
		if len(open.Items) != 1 || open.Items[0].Operation != "recurrence.run" {
			t.Errorf("without the right it proposed %+v, want one", open.Items)
		}
	})
}
