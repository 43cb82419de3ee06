package tradeoff_test

import (
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

type shown struct {
	Title, State, Chosen, Answer, Decision, AnsweredBy string
	AnsweredAt                                         *string
	Options                                            []struct{ ID, Title string }
}

func ask(w *apptest.World, who, of string) string {
	w.T.Helper()
	out := w.Do(who, "tradeoff.create", obj{"fields": obj{"product": "LEND", "title": "Waiting lists by May?", "asked": of, "body": "Two libraries wait for it.", "options": []obj{
		{"title": "Waiting lists in May", "gain": "two libraries sign", "price": "reminders come in July"},
		{"title": "Reminders first", "price": "the two libraries wait"},
	}}})
	if out.Proposal != nil {
		w.T.Fatalf("%s may not ask", who)
	}
	return out.Key
}

func TestAnswered(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		feature := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Waiting lists"}}).Key
		key := ask(w, "pia", "owner")
		w.Do("pia", "link.create", obj{"type": "relates", "from": key, "to": feature})

		// Those who are asked hear of it first.
		w.CatchUp()
		var inbox struct {
			Items []struct{ Reason, Record string }
		}
		w.Into("paul", "inbox.list", obj{}, &inbox)
		if len(inbox.Items) == 0 || inbox.Items[0].Reason != "decide" {
			t.Errorf("paul's inbox has %+v", inbox.Items)
		}

		for name, c := range map[string]struct {
			in   obj
			want errs.Kind
		}{
			"no such option": {obj{"id": key, "option": "9", "why": "Because."}, errs.Invalid},
			"no reason":      {obj{"id": key, "option": "1"}, errs.Invalid},
			"no such one":    {obj{"id": "LEND-999", "option": "1", "why": "Because."}, errs.NotFound},
		} {
			if _, err := w.Try("paul", "tradeoff.answer", c.in); !errs.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := w.Try("paul", "tradeoff.update", obj{"id": key, "patch": obj{"state": "answered"}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("it was answered by hand: %v", err)
		}

		// Who asked cannot answer for the other; they can propose an answer.
		yes := obj{"id": key, "option": "1", "why": "The libraries bring more than the reminders."}
		out := w.Do("pia", "tradeoff.answer", yes)
		if out.Proposal == nil {
			t.Fatal("pia answered what she asked of paul")
		}
		w.Do("paul", "proposal.take", obj{"id": out.Proposal.ID})
		var got shown
		w.Into("sam", "tradeoff.show", obj{"id": key}, &got)
		if got.State != "answered" || got.Chosen != "1" || got.Decision == "" || got.AnsweredBy != w.Members["paul"] || got.AnsweredAt == nil {
			t.Errorf("it stands %+v", got)
		}
		var made struct {
			Key, Title, State, Outcome, Context, DecidedOn string
			Ground, Choice, Driver, Approver               string
			Options                                        []struct{ Title, Pros, Cons string }
		}
		w.Into("sam", "decision.show", obj{"id": got.Decision}, &made)
		if made.State != "decided" || made.Title != got.Title || !strings.Contains(made.Outcome, "Waiting lists in May") || made.Context != "Two libraries wait for it." ||
			len(made.Options) != 2 || made.Options[0].Title != "Waiting lists in May" || made.Options[0].Pros != "two libraries sign" || made.Options[0].Cons != "reminders come in July" || made.Choice != "1" || made.Driver != w.Members["pia"] || made.Approver != w.Members["paul"] || made.Ground == "" || made.DecidedOn == "" {
			t.Errorf("the decision is %+v", made)
		}
		var links []struct {
			Type   string
			Record struct{ Key string }
		}
		w.Into("sam", "record.links", obj{"id": made.Key}, &links)
		about := map[string]bool{}
		for _, l := range links {
			about[l.Record.Key] = true
		}
		if len(links) != 2 || !about[key] || !about[feature] {
			t.Errorf("the decision is linked to %+v", links)
		}
		if _, err := w.Try("paul", "tradeoff.answer", yes); !errs.Is(err, errs.Conflict) {
			t.Errorf("it was answered twice: %v", err)
		}
		if _, err := w.Try("pia", "tradeoff.update", obj{"id": key, "patch": obj{"options": []obj{{"id": "2", "title": "A"}, {"id": "3", "title": "B"}}}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("the option that was chosen went: %v", err)
		}
	})
}

func TestAnswerIsUndone(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		key := ask(w, "paul", "manager")
		w.Do("pia", "tradeoff.answer", obj{"id": key, "option": "2", "why": "Later is fine."})
		var log struct{ Items []struct{ Request string } }
		w.Into("pia", "record.history", obj{"id": key}, &log)
		w.Do("pia", "change.undo", obj{"request": log.Items[0].Request})
		var got shown
		w.Into("pia", "tradeoff.show", obj{"id": key}, &got)
		if got.State != "asked" || got.Chosen != "" || got.AnsweredAt != nil {
			t.Errorf("after the undo it stands %+v", got)
		}
		var list struct{ Items []obj }
		w.Into("pia", "record.list", obj{"q": "type:decision"}, &list)
		if len(list.Items) != 0 {
			t.Errorf("the decision is still there: %v", list.Items)
		}
		// It can be taken back, and not be answered then.
		w.Do("paul", "tradeoff.update", obj{"id": key, "patch": obj{"state": "withdrawn"}})
		if _, err := w.Try("pia", "tradeoff.answer", obj{"id": key, "option": "2", "why": "Later is fine."}); !errs.Is(err, errs.Conflict) {
			t.Errorf("what was withdrawn was answered: %v", err)
		}
	})
}

func TestCheck(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		two := []obj{{"title": "A"}, {"title": "B"}}
		for name, fields := range map[string]obj{
			"nobody asked":   {"options": two},
			"one option":     {"asked": "owner", "options": two[:1]},
			"no options":     {"asked": "owner"},
			"without a name": {"asked": "owner", "options": []obj{{"title": "A"}, {"title": " "}}},
			"twice":          {"asked": "owner", "options": []obj{{"id": "1", "title": "A"}, {"id": "1", "title": "B"}}},
			"too long":       {"asked": "owner", "options": []obj{{"title": "A", "gain": strings.Repeat("x", 501)}, {"title": "B"}}},
			"somebody else":  {"asked": "designer", "options": two},
		} {
			fields["product"], fields["title"] = "LEND", "What first?"
			if _, err := w.Try("pia", "tradeoff.create", obj{"fields": fields}); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if out := w.Do("dina", "tradeoff.create", obj{"fields": obj{"product": "LEND", "title": "What first?", "asked": "owner", "options": two}}); out.Proposal == nil {
			t.Error("a developer asked without a proposal")
		}
	})
}
