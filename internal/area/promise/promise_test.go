package promise_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/core/op"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

type moved struct{ From, To, On, By, Why string }

type shown struct {
	ID, Key, Title, State, Words, Account, Contact, SaidBy, SaidOn, Owner, DueOn, Product string
	EndedOn, EndedWhy, Handling                                                           string
	Days                                                                                  []moved
	RiskAt, HandledAt, EscalatedAt                                                        *string
	RiskOdds                                                                              *float64
	Standing                                                                              string
	AtRisk                                                                                bool
	Odds                                                                                  *float64
	By                                                                                    string
	Hidden                                                                                int
	ToAccount                                                                             *struct{ Key, Title string }
	KeptBy                                                                                []struct {
		Key, Kind     string
		Done, Dropped bool
		Odds          *float64
	}
}

// market makes an account with a contact, and has mark sell.
func market(w *apptest.World) (account, contact string) {
	w.Do("adam", "role.assign", obj{"member": w.Members["mark"], "product": "LEND", "role": "sales"})
	account = w.Do("pia", "account.create", obj{"fields": obj{"title": "Northwind Bank"}}).Key
	contact = w.Do("pia", "contact.create", obj{"fields": obj{"title": "Nadia Okoye", "account": account}}).Key
	return account, contact
}

func feature(w *apptest.World, title string) string {
	return w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": title, "state": "in progress"}}).Key
}

func list(w *apptest.World, who string, in obj) []shown {
	w.T.Helper()
	var out struct{ Items []shown }
	w.Into(who, "promise.list", in, &out)
	return out.Items
}

func titles(list []shown) string {
	var out []string
	for _, p := range list {
		out = append(out, p.Title)
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// One gesture makes a promise, with what keeps it and those it is given to.
func TestGivenInOneGesture(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		account, contact := market(w)
		f := feature(w, "Bank transfer")
		said := w.Do("pia", "feedback.create", obj{"fields": obj{"product": "LEND", "title": "We need transfers", "contact": contact}}).Key
		out := w.Do("mark", "promise.make", obj{"from": said, "title": "Bank transfer in spring", "words": "You will have it by 12 March.", "dueOn": "2026-03-12", "keptBy": []string{f}})
		var p shown
		w.Into("mark", "promise.show", obj{"id": out.ID}, &p)
		if p.State != "open" || p.SaidBy != w.Members["mark"] || p.Owner != p.SaidBy || p.SaidOn != "2026-03-02" || p.Account == "" || p.Contact == "" {
			t.Errorf("it was given as %+v", p)
		}
		got := list(w, "pia", obj{"record": f})
		if len(got) != 1 || got[0].Key != p.Key || len(got[0].KeptBy) != 1 || got[0].KeptBy[0].Key != f || got[0].ToAccount.Key != account || got[0].Standing != "no forecast" {
			t.Errorf("the feature keeps %+v", got)
		}
		for _, on := range []string{said, account, contact, p.Key} {
			if n := len(list(w, "pia", obj{"record": on})); n != 1 {
				t.Errorf("%s has %d promises", on, n)
			}
		}
		// From a feature: it keeps the promise. From a release: its day is the promise's.
		w.Do("pia", "promise.make", obj{"from": f, "title": "For the board", "member": w.Members["sam"], "dueOn": "2026-04-01"})
		r := w.Do("pia", "release.create", obj{"fields": obj{"product": "LEND", "title": "Spring", "dueOn": "2026-03-31"}}).Key
		w.Do("adam", "link.create", obj{"type": "ships in", "from": f, "to": r})
		w.Do("pia", "promise.make", obj{"from": r, "title": "The spring release", "account": account})
		got = list(w, "pia", obj{"record": r})
		if titles(got) != "Bank transfer in spring, For the board, The spring release" {
			t.Errorf("of the release and its content: %s", titles(got))
		}
		if rel := list(w, "pia", obj{"account": account}); titles(rel) != "Bank transfer in spring, The spring release" || rel[1].DueOn != "2026-03-31" {
			t.Errorf("of the account: %s", titles(rel))
		}
		// One gesture is one change: an undo takes all of it back.
		var log struct{ Items []struct{ Request string } }
		w.Into("mark", "record.history", obj{"id": p.Key}, &log)
		w.Do("mark", "change.undo", obj{"request": log.Items[0].Request})
		if n := len(list(w, "pia", obj{"record": said})); n != 0 {
			t.Errorf("after the undo %d promises stand", n)
		}
	})
}

func TestWhoGivesPromises(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		account, _ := market(w)
		in := obj{"product": "LEND", "title": "Sooner", "account": account, "dueOn": "2026-03-20"}
		for who, acts := range map[string]bool{"pia": true, "mark": true, "adam": true, "paul": false, "dina": false, "nora": false} {
			if out := w.Do(who, "promise.make", in); (out.Proposal == nil) != acts {
				t.Errorf("%s: proposal %v", who, out.Proposal)
			}
		}
		if _, err := w.Try("gus", "promise.make", in); !errs.Is(err, errs.Forbidden) {
			t.Errorf("a guest gave one: %v", err)
		}
		for name, bad := range map[string]obj{
			"to nobody":           {"product": "LEND", "title": "A", "dueOn": "2026-03-20"},
			"by no day":           {"product": "LEND", "title": "A", "account": account},
			"inside and outside":  {"product": "LEND", "title": "A", "dueOn": "2026-03-20", "account": account, "member": "sam"},
			"before it was given": {"product": "LEND", "title": "A", "dueOn": "2026-02-20", "account": account},
			"without a product":   {"title": "A", "dueOn": "2026-03-20", "account": account},
			"kept by a metric":    {"product": "LEND", "title": "A", "dueOn": "2026-03-20", "account": account, "keptBy": []string{account}},
		} {
			if _, err := w.Try("pia", "promise.make", bad); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
		// The bound is the workspace's.
		if out := w.Do("pia", "promise.bound", obj{"odds": 80}); out.Proposal == nil {
			t.Error("a product manager set the bound for all")
		}
		w.Do("adam", "promise.bound", obj{"odds": 80, "patience": 3})
		w.Do("adam", "promise.bound", obj{"odds": 60})
		var out struct{ Odds, Patience int }
		w.Into("nora", "promise.list", obj{}, &out)
		if out.Odds != 60 || out.Patience != 3 {
			t.Errorf("the bound is %+v", out)
		}
	})
}

// The days before are kept, however the day is moved; an undo takes the entry
// away with the day.
func TestRenegotiated(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		account, _ := market(w)
		key := w.Do("mark", "promise.make", obj{"product": "LEND", "title": "Sooner", "account": account, "dueOn": "2026-03-20"}).Key
		w.Clock.Add(48 * time.Hour)
		w.Do("mark", "promise.renegotiate", obj{"id": key, "dueOn": "2026-04-20", "why": "Nadia agreed on the phone."})
		w.Do("pia", "promise.update", obj{"id": key, "patch": obj{"dueOn": "2026-05-04"}})
		var p shown
		w.Into("pia", "promise.show", obj{"id": key}, &p)
		want := []moved{
			{"2026-03-20", "2026-04-20", "2026-03-04", w.Members["mark"], "Nadia agreed on the phone."},
			{"2026-04-20", "2026-05-04", "2026-03-04", w.Members["pia"], ""},
		}
		if p.State != "renegotiated" || p.DueOn != "2026-05-04" || !slices.Equal(p.Days, want) {
			t.Errorf("it was moved: %+v", p)
		}
		var log struct{ Items []struct{ Request string } }
		w.Into("pia", "record.history", obj{"id": key}, &log)
		w.Do("pia", "change.undo", obj{"request": log.Items[0].Request})
		w.Into("pia", "promise.show", obj{"id": key}, &p)
		if p.DueOn != "2026-04-20" || len(p.Days) != 1 || p.State != "renegotiated" {
			t.Errorf("after the undo: %+v", p)
		}
		if _, err := w.Try("mark", "promise.renegotiate", obj{"id": key, "dueOn": "2026-04-20"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("moved to where it is: %v", err)
		}
		if _, err := w.Try("mark", "promise.end", obj{"id": key, "as": "broken"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("broken without a word: %v", err)
		}
		w.Do("mark", "promise.end", obj{"id": key, "as": "kept"})
		w.Into("pia", "promise.show", obj{"id": key}, &p)
		if p.State != "kept" || p.EndedOn != "2026-03-04" {
			t.Errorf("it ended: %+v", p)
		}
		for name, in := range map[string]obj{"promise.renegotiate": {"id": key, "dueOn": "2026-06-01"}, "promise.end": {"id": key, "as": "kept"}, "promise.handle": {"id": key, "note": "x"}} {
			if _, err := w.Try("mark", name, in); !errs.Is(err, errs.Conflict) {
				t.Errorf("%s of what ended: %v", name, err)
			}
		}
		if got := list(w, "pia", obj{"state": "ended"}); len(got) != 1 || got[0].Standing != "ended" || len(list(w, "pia", obj{"state": "kept"})) != 1 || len(list(w, "pia", obj{"state": "broken"})) != 0 || len(list(w, "pia", obj{})) != 0 {
			t.Errorf("ended are %+v", got)
		}
	})
}

// work has a team finish one story a day, and leaves some for a feature.
func work(w *apptest.World, f string, left int) {
	w.T.Helper()
	at := func(day, hour int) { w.Clock.Set(clock.From(time.Date(2026, 3, 2+day, hour, 0, 0, 0, time.UTC))) }
	n := 0
	for day := range 19 {
		if d := day % 7; d > 4 {
			continue
		}
		at(day, 9)
		key := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "Some work"}}).Key
		w.Do("adam", "story.update", obj{"id": key, "patch": obj{"state": "in progress"}})
		at(day, 16)
		w.Do("adam", "story.update", obj{"id": key, "patch": obj{"state": "done"}})
		n++
	}
	at(21, 9) // Monday, 23 March
	for range left {
		key := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "Open work"}}).Key
		w.Do("adam", "link.create", obj{"type": "delivers", "from": key, "to": f})
	}
}

func watch(w *apptest.World) (out struct{ Looked, Risks, Passed, Eased int }) {
	w.T.Helper()
	ans, err := w.Engine.Run(context.Background(), op.Call{Op: "promise.watch", Actor: right.Actor{Through: op.Operator}})
	if err != nil {
		w.T.Fatal(err)
	}
	b, err := json.Marshal(ans.Value)
	if err == nil {
		err = json.Unmarshal(b, &out)
	}
	if err != nil {
		w.T.Fatal(err)
	}
	w.CatchUp()
	return out
}

func alarms(w *apptest.World, who string) int {
	w.T.Helper()
	var out struct{ Items []obj }
	w.Into(who, "inbox.list", obj{"reason": "alarm"}, &out)
	return len(out.Items)
}

// The promiser hears first, the product manager after a day in which nobody
// took it in hand; whoever takes it in hand is left in peace until its day.
func TestThePromiserHearsFirst(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		account, _ := market(w)
		f := feature(w, "Bank transfer")
		work(w, f, 12) // at one a day: by about 7 April
		mk := func(title, due string) string {
			return w.Do("mark", "promise.make", obj{"from": f, "title": title, "account": account, "dueOn": due}).Key
		}
		soon, later := mk("Soon", "2026-03-27"), mk("Later", "2026-04-30")
		empty := w.Do("mark", "promise.make", obj{"product": "LEND", "title": "Empty", "account": account, "dueOn": "2026-04-30"}).Key
		got := list(w, "pia", obj{})
		if len(got) != 3 || got[0].Standing != "at risk" || got[0].Odds == nil || *got[0].Odds > 0.05 || got[1].Odds == nil && got[2].Odds == nil {
			t.Fatalf("they stand %+v", got)
		}
		if r := list(w, "pia", obj{"standing": "at risk"}); titles(r) != "Soon" {
			t.Errorf("at risk are %s", titles(r))
		}
		if out := watch(w); out.Looked != 3 || out.Risks != 1 || out.Passed != 0 {
			t.Errorf("the first look: %+v", out)
		}
		if a, b := alarms(w, "mark"), alarms(w, "pia"); a != 1 || b != 0 {
			t.Errorf("the promiser was told %d times, the product manager %d", a, b)
		}
		if out := watch(w); out.Risks+out.Passed+out.Eased != 0 {
			t.Errorf("the same was told twice: %+v", out)
		}
		w.Clock.Add(25 * time.Hour)
		if out := watch(w); out.Passed != 1 || alarms(w, "pia") != 1 || alarms(w, "mark") != 1 {
			t.Errorf("after a day: %+v, %d and %d", out, alarms(w, "pia"), alarms(w, "mark"))
		}
		w.Do("mark", "promise.handle", obj{"id": soon, "note": "Nadia knows, and waits for a day."})
		w.Do("mark", "promise.renegotiate", obj{"id": soon, "dueOn": "2026-05-15"})
		var p shown
		w.Into("pia", "promise.show", obj{"id": soon}, &p)
		if p.RiskAt != nil || p.HandledAt != nil || p.EscalatedAt != nil {
			t.Errorf("a new day keeps the old risk: %+v", p)
		}
		if out := watch(w); out.Risks != 0 {
			t.Errorf("with a new day: %+v", out)
		}
		// The day passes of one that was in hand: its promiser hears once more.
		w.Do("mark", "promise.renegotiate", obj{"id": later, "dueOn": "2026-03-26"})
		watch(w)
		w.Do("mark", "promise.handle", obj{"id": later, "note": "We ship a first part."})
		w.Clock.Add(72 * time.Hour) // 27 March
		before := alarms(w, "mark")
		if out := watch(w); out.Risks != 1 || alarms(w, "mark") != before+1 {
			t.Errorf("its day has passed: %+v", out)
		}
		// What comes back eases.
		w.Do("adam", "promise.update", obj{"id": empty, "patch": obj{"saidBy": w.Members["mark"]}})
		var again []shown
		if again = list(w, "pia", obj{"standing": "overdue"}); titles(again) != "Later" {
			t.Errorf("overdue are %s", titles(again))
		}
	})
}

// A risk goes when the odds come back, and one whose promiser has left is the
// product manager's at once.
func TestRisksThatEaseAndPromisersThatLeft(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		account, _ := market(w)
		f, g := feature(w, "Bank transfer"), feature(w, "Cards")
		work(w, f, 12)
		key := w.Do("mark", "promise.make", obj{"from": f, "title": "Soon", "account": account, "dueOn": "2026-03-27"}).Key
		watch(w)
		links := list(w, "pia", obj{"record": key})
		if len(links) != 1 || !links[0].AtRisk || links[0].RiskAt == nil || links[0].RiskOdds == nil {
			t.Fatalf("it stands %+v", links)
		}
		var ties []struct {
			ID, Type string
		}
		w.Into("pia", "record.links", obj{"id": key}, &ties)
		w.Do("mark", "link.create", obj{"type": "kept by", "from": key, "to": g})
		for _, l := range ties {
			if l.Type == "kept by" {
				w.Do("mark", "link.delete", obj{"id": l.ID})
			}
		}
		w.Do("adam", "feature.update", obj{"id": g, "patch": obj{"state": "dropped"}})
		if got := list(w, "pia", obj{"record": key}); got[0].Standing != "no delivery" {
			t.Errorf("kept by what was dropped: %+v", got)
		}
		done := feature(w, "Wallets")
		r := w.Do("pia", "release.create", obj{"fields": obj{"product": "LEND", "title": "Out", "dueOn": "2026-03-30"}}).Key
		w.Do("adam", "link.create", obj{"type": "ships in", "from": done, "to": r})
		w.Do("adam", "release.update", obj{"id": r, "patch": obj{"state": "in progress"}})
		w.Do("adam", "release.release", obj{"id": r, "despite": "It is a test."})
		w.Do("mark", "link.create", obj{"type": "kept by", "from": key, "to": done})
		if out := watch(w); out.Eased != 1 {
			t.Errorf("what keeps it is out: %+v", out)
		}
		left := w.Do("mark", "promise.make", obj{"from": f, "title": "Left alone", "account": account, "dueOn": "2026-03-27"}).Key
		w.Do("adam", "member.deactivate", obj{"id": w.Members["mark"]})
		if out := watch(w); out.Risks != 1 || out.Passed != 1 || alarms(w, "pia") != 1 {
			t.Errorf("the promiser of %s has left: %+v, %d", left, out, alarms(w, "pia"))
		}
	})
}

// Who may not see a product sees neither its promises nor what keeps others.
func TestWhatIsHidden(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		account, _ := market(w)
		hidden := w.Do("pia", "feature.create", obj{"fields": obj{"product": "HIDE", "title": "Secret"}}).Key
		f := feature(w, "Open")
		w.Do("pia", "promise.make", obj{"from": hidden, "title": "Secretly", "account": account, "dueOn": "2026-03-27"})
		w.Do("pia", "promise.make", obj{"from": f, "title": "Openly", "account": account, "dueOn": "2026-03-27", "keptBy": []string{hidden}})
		got := list(w, "nora", obj{})
		if titles(got) != "Openly" || len(got[0].KeptBy) != 1 || got[0].Hidden != 1 {
			t.Errorf("nora sees %+v", got)
		}
		if n := len(list(w, "pia", obj{})); n != 2 {
			t.Errorf("pia sees %d", n)
		}
		if got := list(w, "gus", obj{}); titles(got) != "Openly" || got[0].ToAccount != nil {
			t.Errorf("a guest sees %+v", got)
		}
		if _, err := w.Try("nora", "promise.list", obj{"record": hidden}); !errs.Is(err, errs.NotFound) {
			t.Errorf("of what is hidden: %v", err)
		}
	})
}
