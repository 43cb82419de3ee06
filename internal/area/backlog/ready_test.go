package backlog_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/area/backlog"
	"throughline/internal/kit/errs"
)

// missing gives the rules of a definition that do not hold for an item.
func missing(w *apptest.World, what, key string) string {
	var r struct{ Missing []struct{ Rule string } }
	w.Into("nora", what, obj{"id": key}, &r)
	var out []string
	for _, m := range r.Missing {
		out = append(out, m.Rule)
	}
	return strings.Join(out, " ")
}

func TestWhatAnItemLacksToBeReady(t *testing.T) {
	t.Parallel()
	cases := []struct {
		what, kind string
		fields     obj
		want       string
	}{
		{"nothing but a thread", "story", obj{}, "thread"},
		{"half a statement", "story", obj{"soThat": " "}, "statement thread"},
		{"a job story", "story", obj{"asA": "", "situation": "I sign in"}, "thread"},
		{"no statement, a description", "story", obj{"iWant": "", "body": "More."}, "thread"},
		{"no statement of a bug", "bug", obj{"asA": "", "iWant": "", "soThat": ""}, "thread"},
		{"criteria", "task", obj{"criteria": []obj{}}, "criteria thread"},
		{"estimate", "spike", obj{"estimate": nil}, "estimate thread"},
	}
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		for _, c := range cases {
			fields := obj{"product": "LEND", "title": c.what, "asA": "lender", "iWant": "shorter forms", "soThat": "I finish", "criteria": []obj{{"text": "x"}}, "estimate": 3}
			for k, v := range c.fields {
				fields[k] = v
			}
			i := w.Do("adam", c.kind+".create", obj{"fields": fields})
			if got := missing(w, "item.ready", i.Key); got != c.want {
				t.Errorf("%s: lacks %q, want %q", c.what, got, c.want)
			}
		}
	})
}

// The worked example of methods.md 6.3: accepted is all criteria met and the
// Definition of Done met.
func TestAcceptable(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		met, of, done, doneOf int
		want                  bool
	}{{3, 3, 4, 5, false}, {2, 3, 5, 5, false}, {3, 3, 5, 5, true}, {0, 0, 0, 0, true}} {
		var list backlog.Criteria
		for n := range c.of {
			list = append(list, backlog.Criterion{Met: n < c.met})
		}
		done := &backlog.Checked{Holds: c.done == c.doneOf}
		if got := backlog.Acceptable(list, done); got != c.want {
			t.Errorf("criteria %d/%d, Done %d/%d: acceptable %v", c.met, c.of, c.done, c.doneOf, got)
		}
	}
}

func setDone(w *apptest.World, mode string) {
	w.Do("paul", "checklist.set", obj{"product": "LEND", "list": "done", "mode": mode, "checks": []obj{
		{"rule": "subtasks"}, {"text": "Reviewed"}, {"text": "Text checked", "kinds": []string{"story"}},
	}})
}

func TestATeamsOwnChecklist(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		for what, checks := range map[string][]obj{
			"a rule of the other list": {{"rule": "statement"}},
			"no such rule":             {{"rule": "magic"}},
			"a rule twice":             {{"rule": "subtasks"}, {"rule": "subtasks", "id": "x"}},
			"nothing said":             {{"text": " "}},
			"the same id":              {{"id": "1", "text": "a"}, {"id": "1", "text": "b"}},
			"of a feature":             {{"text": "a", "kinds": []string{"feature"}}},
		} {
			if _, err := w.Try("paul", "checklist.set", obj{"product": "LEND", "list": "done", "checks": checks}); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v, want it refused", what, err)
			}
		}
		if out := w.Do("dina", "checklist.set", obj{"product": "LEND", "list": "done", "checks": []obj{{"text": "a"}}}); out.Proposal == nil {
			t.Error("a developer set the Definition of Done alone")
		}
		setDone(w, "advise")
		i, bug := item(w, "story", "Forms"), item(w, "bug", "Typo")
		sub := item(w, "task", "Part")
		w.Do("paul", "task.update", obj{"id": sub.Key, "patch": obj{"parent": i.Key}})
		if got := missing(w, "item.done", i.Key); got != "subtasks 1 2" {
			t.Errorf("the story lacks %q", got)
		}
		if got := missing(w, "item.done", bug.Key); got != "1" {
			t.Errorf("the bug lacks %q", got)
		}
		w.Do("dina", "task.update", obj{"id": sub.Key, "patch": obj{"state": "done"}})
		w.Do("tess", "item.tick", obj{"id": i.Key, "list": "done", "check": "1"})
		w.Do("tess", "item.tick", obj{"id": i.Key, "list": "done", "check": "1"})
		w.Do("tess", "item.tick", obj{"id": i.Key, "list": "done", "check": "2"})
		if got := missing(w, "item.done", i.Key); got != "" {
			t.Errorf("with everything ticked the story lacks %q", got)
		}
		w.Do("paul", "change.undo", obj{"request": lastCall(w, i.Key)})
		if got := missing(w, "item.done", i.Key); got != "2" {
			t.Errorf("after undoing a tick the story lacks %q", got)
		}
		w.Do("dina", "item.tick", obj{"id": i.Key, "list": "done", "check": "1", "off": true})
		if got := missing(w, "item.done", i.Key); got != "1 2" {
			t.Errorf("with a tick taken away it lacks %q", got)
		}
		if out := w.Do("mark", "item.tick", obj{"id": i.Key, "list": "done", "check": "1"}); out.Proposal == nil {
			t.Error("marketing ticked the Definition of Done alone")
		}
		for _, check := range []string{"subtasks", "9"} {
			if _, err := w.Try("dina", "item.tick", obj{"id": i.Key, "list": "done", "check": check}); !errs.Is(err, errs.Invalid) {
				t.Errorf("ticking %s: %v", check, err)
			}
		}
		w.Do("paul", "checklist.set", obj{"product": "LEND", "list": "done", "standard": true})
		var lists []struct {
			List   string
			Own    bool
			Checks []struct{ ID, Text string }
		}
		w.Into("nora", "checklist.list", obj{"product": "LEND"}, &lists)
		if len(lists) != 2 || lists[1].Own || lists[1].Checks[0].Text == "" {
			t.Errorf("back to the standard lists: %+v", lists)
		}
	})
}

func TestAnEnforcedDefinitionRefuses(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		i := item(w, "story", "Forms")
		to := func(state string) error {
			_, err := w.Try("dina", "story.update", obj{"id": i.Key, "patch": obj{"state": state}})
			return err
		}
		setDone(w, "advise")
		if err := to("done"); err != nil {
			t.Fatalf("an advisory definition refused: %v", err)
		}
		w.Do("dina", "story.update", obj{"id": i.Key, "patch": obj{"state": "new"}})
		setDone(w, "enforce")
		w.Do("paul", "checklist.set", obj{"product": "LEND", "list": "ready", "mode": "enforce", "checks": []obj{{"rule": "estimate"}}})
		for _, state := range []string{"ready", "in progress"} {
			if err := to(state); !errs.Is(err, errs.Invalid) || !strings.Contains(err.Error(), "no estimate") {
				t.Errorf("to %s without an estimate: %v", state, err)
			}
		}
		if err := to("refining"); err != nil {
			t.Errorf("to refining: %v", err)
		}
		w.Do("dina", "story.update", obj{"id": i.Key, "patch": obj{"estimate": 3}})
		if err := to("ready"); err != nil {
			t.Errorf("ready with an estimate: %v", err)
		}
		w.Do("dina", "story.update", obj{"id": i.Key, "patch": obj{"estimate": nil}})
		if err := to("in progress"); err != nil {
			t.Errorf("what was ready goes on: %v", err)
		}
		if err := to("done"); !errs.Is(err, errs.Invalid) || !strings.Contains(err.Error(), "Reviewed") {
			t.Errorf("done without the ticks: %v", err)
		}
		if _, err := w.Try("paul", "record.rank", obj{"ids": []string{i.Key}, "state": "done"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("dragged to done without the ticks: %v", err)
		}
		if _, err := w.Try("dina", "item.pass", obj{"id": i.Key, "state": "done"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("passed without a reason: %v", err)
		}
		var got struct{ State, Exception string }
		w.Into("dina", "item.pass", obj{"id": i.Key, "state": "done", "reason": "The fair is tomorrow."}, &got)
		if got.State != "done" || got.Exception != "The fair is tomorrow." {
			t.Errorf("with a reason it is %+v", got)
		}
		if err := to("in progress"); err != nil {
			t.Fatal(err)
		}
		if err := to("done"); !errs.Is(err, errs.Invalid) {
			t.Errorf("an old reason counted again: %v", err)
		}
		// The team's own states: nobody moves work by renaming them.
		w.Do("paul", "workflow.set", setBoard("LEND", board, obj{"new": "To do", "in progress": "Built", "in review": "Testing", "ready": "To do", "refining": "To do"}))
	})
}

func TestQuestionsWaitForAnAnswer(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		i := item(w, "bug", "Forms")
		first := w.Do("dina", "question.ask", obj{"item": i.Key, "question": "Which forms?"})
		w.Clock.Add(26 * time.Hour)
		second := w.Do("tess", "question.ask", obj{"item": i.Key, "question": "On a phone too?"})
		if got := missing(w, "item.ready", i.Key); got != "estimate thread questions" {
			t.Errorf("with open questions it lacks %q", got)
		}
		type asked struct {
			Items []struct {
				Key, Question, Answer string
				Hours                 float64
			}
		}
		open := func() (a asked) {
			w.Into("nora", "question.list", obj{"product": "LEND", "open": true}, &a)
			return a
		}
		if o := open(); len(o.Items) != 2 || o.Items[0].Hours != 26 || o.Items[0].Key != i.Key {
			t.Errorf("open are %+v", o)
		}
		if out := w.Do("dora", "question.answer", obj{"id": first.ID, "answer": "All."}); out.Proposal == nil {
			t.Error("a designer answered for the product owner")
		}
		w.Do("paul", "question.answer", obj{"id": first.ID, "answer": "All of them."})
		w.Clock.Add(time.Hour)
		var all asked
		w.Into("nora", "question.list", obj{"item": i.Key}, &all)
		if len(all.Items) != 2 || all.Items[0].Hours != 26 || all.Items[0].Answer != "All of them." || all.Items[1].Hours != 1 {
			t.Errorf("all are %+v", all)
		}
		if _, err := w.Try("paul", "question.delete", obj{"id": second.ID}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("somebody else's question was taken back: %v", err)
		}
		if _, err := w.Try("dina", "question.delete", obj{"id": first.ID}); !errs.Is(err, errs.Conflict) {
			t.Errorf("an answered question was taken back: %v", err)
		}
		w.Do("tess", "question.delete", obj{"id": second.ID})
		if o := open(); len(o.Items) != 0 {
			t.Errorf("still open: %+v", o)
		}
		w.CatchUp()
		var told struct {
			Items []struct{ Reason, Kind string }
		}
		w.Into("paul", "inbox.list", obj{"reason": "question"}, &told)
		if len(told.Items) != 2 {
			t.Errorf("the product owner was told of %+v, want two questions", told.Items)
		}
		w.Into("dina", "inbox.list", obj{"reason": "answer"}, &told)
		if len(told.Items) != 1 {
			t.Errorf("the asker was told of %+v, want the answer", told.Items)
		}
		w.Do("dina", "question.ask", obj{"item": i.Key, "question": "And then?"})
		w.Do("paul", "bug.update", obj{"id": i.Key, "patch": obj{"state": "dropped"}})
		if o := open(); len(o.Items) != 0 {
			t.Errorf("questions about what was dropped wait: %+v", o)
		}
	})
}

func TestInvest(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		sprint := w.Do("paul", "sprint.create", obj{"fields": obj{"product": "LEND", "title": "One"}})
		for n := range 10 {
			w.Do("adam", "task.create", obj{"fields": obj{"product": "LEND", "title": "Old", "estimate": n + 1, "state": "done"}})
		}
		i := w.Do("adam", "story.create", obj{"fields": obj{"product": "LEND", "title": "Forms", "sprint": sprint.Key}})
		before := w.Do("adam", "bug.create", obj{"fields": obj{"product": "LEND", "title": "First", "sprint": sprint.Key}})
		w.Do("dina", "link.create", obj{"type": "blocks", "from": before.Key, "to": i.Key})
		look := func() string {
			var got backlog.Invest
			out := w.Do("nora", "item.invest", obj{"id": i.Key})
			if err := json.Unmarshal(out.JSON, &got); err != nil {
				t.Fatal(err)
			}
			s := ""
			for _, c := range got.Checks {
				switch {
				case c.Reason == "":
					t.Errorf("%s gives no reason", c.Name)
				case c.Holds == nil:
					s += c.Letter + "? "
				case *c.Holds:
					s += c.Letter + "+ "
				case c.Remedy == "":
					t.Errorf("%s gives no remedy", c.Name)
				default:
					s += c.Letter + "- "
				}
			}
			return s
		}
		if got := look(); got != "I- N? V- E- S? T- " {
			t.Errorf("a bare story is %s", got)
		}
		w.Do("adam", "story.update", obj{"id": i.Key, "patch": obj{"soThat": "I finish", "criteria": []obj{{"text": "x"}}, "estimate": 9}})
		w.Do("adam", "bug.update", obj{"id": before.Key, "patch": obj{"sprint": nil}})
		if got := look(); got != "I+ N? V+ E+ S+ T+ " {
			t.Errorf("a whole story at the 85th percentile is %s", got)
		}
		w.Do("dina", "story.update", obj{"id": i.Key, "patch": obj{"estimate": 9.5}})
		if got := look(); got != "I+ N? V+ E+ S- T+ " {
			t.Errorf("above the 85th percentile it is %s", got)
		}
	})
}

const gherkin1 = `Rule: Short forms
  Scenario: One page
    When it opens
    Then it is one page
  Scenario Outline: Asks for <what>
    When it opens
    Then it asks for <what>
    Examples:
      | what  |
      | name  |
      | phone |`

func criteriaOf(w *apptest.World, key string) string {
	var got struct {
		Criteria []struct {
			ID, Text, Scenario string
			Met                bool
		}
	}
	w.Into("nora", "story.show", obj{"id": key}, &got)
	var out []string
	for _, c := range got.Criteria {
		s := c.ID + ":" + c.Text
		if c.Met {
			s += "!"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// naming calls the ids of scenarios a, b, c as they come up.
type naming map[string]string

var scenarioForm = regexp.MustCompile(`\bs[0-9a-z]{7}:`)

func (n naming) of(list string) string {
	return scenarioForm.ReplaceAllStringFunc(list, func(s string) string {
		if n[s] == "" {
			n[s] = string(rune('a'+len(n))) + ":"
		}
		return n[s]
	})
}

func (n naming) real(name string) string {
	for id, called := range n {
		if called == name+":" {
			return strings.TrimSuffix(id, ":")
		}
	}
	return ""
}

func TestScenariosAreCriteria(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		i := item(w, "story", "Forms")
		set := func(patch obj) error {
			_, err := w.Try("paul", "story.update", obj{"id": i.Key, "patch": patch})
			return err
		}
		if err := set(obj{"scenarios": "Scenario: a\nnonsense"}); err != nil {
			t.Errorf("a description is no fault: %v", err)
		}
		if err := set(obj{"scenarios": "Scenario: a\nWhen x\nnonsense"}); !errs.Is(err, errs.Invalid) || !strings.Contains(err.Error(), "line 3") {
			t.Errorf("a fault in line 3: %v", err)
		}
		if err := set(obj{"scenarios": gherkin1}); err != nil {
			t.Fatal(err)
		}
		name := naming{}
		if got := name.of(criteriaOf(w, i.Key)); got != "1:It works; a:One page; b:Asks for name; c:Asks for phone" {
			t.Fatalf("criteria are %q", got)
		}
		// Verdicts stay with their scenarios, wherever these go.
		w.Do("dina", "story.update", obj{"id": i.Key, "patch": obj{"state": "done"}})
		w.Do("paul", "item.reject", obj{"id": i.Key, "reason": "No.", "results": []obj{{"criterion": name.real("b"), "met": true}}})
		moved := strings.Replace(gherkin1, "| name  |\n", "| mail |\n", 1) + "\n      | name |\n  Scenario: New\n    When x\n    Then y"
		if err := set(obj{"scenarios": moved}); err != nil {
			t.Fatal(err)
		}
		if got := name.of(criteriaOf(w, i.Key)); got != "1:It works; a:One page; d:Asks for mail; c:Asks for phone; b:Asks for name!; e:New" {
			t.Errorf("after a row was moved and others added: %q", got)
		}
		// A new name keeps the id, and so does a criterion changed beside them.
		if err := set(obj{"scenarios": strings.Replace(moved, "One page", "A single page", 1)}); err != nil {
			t.Fatal(err)
		}
		if got := name.of(criteriaOf(w, i.Key)); !strings.Contains(got, "a:A single page") {
			t.Errorf("after a scenario was renamed: %q", got)
		}
		if err := set(obj{"criteria": []obj{{"id": "1", "text": "It works well"}}}); err != nil {
			t.Fatal(err)
		}
		if got := name.of(criteriaOf(w, i.Key)); !strings.HasPrefix(got, "1:It works well; a:A single page") || !strings.Contains(got, "b:Asks for name!") {
			t.Errorf("after the written ones were set alone: %q", got)
		}
		w.Do("paul", "change.undo", obj{"request": lastCall(w, i.Key)})
		if err := set(obj{"scenarios": ""}); err != nil {
			t.Fatal(err)
		}
		if got := criteriaOf(w, i.Key); got != "1:It works" {
			t.Errorf("without scenarios: %q", got)
		}
		// What comes back is the same again.
		if err := set(obj{"scenarios": gherkin1}); err != nil {
			t.Fatal(err)
		}
		if got := name.of(criteriaOf(w, i.Key)); got != "1:It works; a:One page; b:Asks for name; c:Asks for phone" {
			t.Errorf("brought back: %q", got)
		}
		if err := set(obj{"scenarios": ""}); err != nil {
			t.Fatal(err)
		}
		if out := w.Do("dina", "story.update", obj{"id": i.Key, "patch": obj{"scenarios": gherkin1}}); out.Proposal == nil {
			t.Error("a developer set scenarios alone")
		}
		var checked struct {
			Problems []struct{ Line int }
			Cases    []struct{ Name string }
		}
		w.Into("nora", "gherkin.check", obj{"text": gherkin1 + "\nScenario: a\nWhen x"}, &checked)
		if len(checked.Cases) != 4 || len(checked.Problems) != 1 {
			t.Errorf("the check says %+v", checked)
		}
	})
}
