package stakeholder_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/area/stakeholder"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

// Mendelow's grid on 0 to 10 with the cut at 5, which counts as high.
func TestQuadrant(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		power, interest int64
		want            string
	}{
		{5, 5, "manage closely"}, {5, 4, "keep satisfied"}, {4, 5, "keep informed"}, {4, 4, "monitor"},
		{10, 10, "manage closely"}, {10, 0, "keep satisfied"}, {0, 10, "keep informed"}, {0, 0, "monitor"},
	} {
		if got := stakeholder.Quadrant(c.power, c.interest); got != c.want {
			t.Errorf("power %d, interest %d: %s, want %s", c.power, c.interest, got, c.want)
		}
	}
}

func TestNext(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		every      string
		last, want clock.Day
	}{
		{"week", "2026-02-25", "2026-03-04"}, {"fortnight", "2026-02-25", "2026-03-11"},
		{"month", "2026-01-31", "2026-02-28"}, {"month", "2026-12-15", "2027-01-15"},
		{"quarter", "2025-11-30", "2026-02-28"}, {"milestone", "2026-01-01", ""},
	} {
		if got := stakeholder.Next(c.every, c.last); got != c.want {
			t.Errorf("every %s after %s: %s, want %s", c.every, c.last, got, c.want)
		}
	}
}

type stood struct {
	ID, Name, Quadrant, Stance string
	Power, Interest            int64
	Path                       []struct {
		Power, Interest int64
		Quadrant        string
	}
}

func add(w *apptest.World, who string, fields obj) string {
	w.T.Helper()
	fields["product"] = "LEND"
	return w.Do(who, "stakeholder.create", fields).ID
}

func contact(w *apptest.World) string {
	return w.Do("pia", "contact.create", obj{"fields": obj{"title": "Ines Roth", "email": "ines@bank.example"}}).ID
}

func later(w *apptest.World, days int) { w.Clock.Add(time.Duration(days) * 24 * time.Hour) }

func TestMap(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		ines := add(w, "pia", obj{"contact": contact(w), "title": "Pays for it", "power": 4, "interest": 4, "stance": "opposes"})
		sam := add(w, "pia", obj{"member": "sam", "power": 9, "interest": 3})
		later(w, 10)
		w.Do("pia", "stakeholder.update", obj{"id": ines, "power": 5, "interest": 5})
		later(w, 10)
		w.Do("pia", "stakeholder.update", obj{"id": ines, "stance": "supports", "cares": "That it is cheap."})
		at := func(day string) map[string]stood {
			var m struct {
				Items []stood
				Since string
			}
			w.Into("paul", "stakeholder.list", obj{"product": "LEND", "on": day}, &m)
			if m.Since != "2026-03-02" && day != "2026-03-01" {
				t.Errorf("on %s it begins %q", day, m.Since)
			}
			out := map[string]stood{}
			for _, s := range m.Items {
				out[s.ID] = s
			}
			return out
		}
		if got := at("2026-03-01"); len(got) != 0 {
			t.Errorf("before the first there was %+v", got)
		}
		if got := at("2026-03-05"); got[ines].Quadrant != "monitor" || got[ines].Stance != "opposes" || len(got[ines].Path) != 1 || got[sam].Quadrant != "keep satisfied" || got[ines].Name != "Ines Roth" {
			t.Errorf("on the fifth: %+v", got)
		}
		if got := at("2026-03-12")[ines]; got.Quadrant != "manage closely" || got.Stance != "opposes" || len(got.Path) != 2 {
			t.Errorf("on the twelfth: %+v", got)
		}
		if got := at("")[ines]; got.Stance != "supports" || len(got.Path) != 3 || got.Path[0].Quadrant != "monitor" {
			t.Errorf("now: %+v", got)
		}
		// Taken off it is there in the past; undone it is there again.
		later(w, 1)
		w.Do("pia", "stakeholder.delete", obj{"id": ines})
		if _, there := at("")[ines]; there {
			t.Error("who was taken off is there")
		}
		if _, there := at("2026-03-12")[ines]; !there {
			t.Error("who was taken off was never there")
		}
		// Twice the same person, nobody, and what is no number.
		for name, fields := range map[string]obj{
			"twice": {"member": "sam"}, "nobody": {}, "both": {"member": "dina", "contact": contact(w)}, "a stranger": {"member": "nobody@example.com"},
			"beyond": {"member": "dina", "power": 11}, "a stance of its own": {"member": "dina", "stance": "hates"},
		} {
			fields["product"] = "LEND"
			if _, err := w.Try("pia", "stakeholder.create", fields); !errs.Is(err, errs.Invalid) && !errs.Is(err, errs.Conflict) && !errs.Is(err, errs.NotFound) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

// Who stands where is for those who look after them: not in the register, not
// in the history, not as a proposal.
func TestVeil(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		s := add(w, "pia", obj{"member": "sam", "stance": "opposes", "notes": "canary"})
		if out := w.Do("paul", "stakeholder.update", obj{"id": s, "power": 2}); out.Proposal == nil {
			t.Error("the product owner moved a stakeholder without asking")
		}
		for _, who := range []string{"sam", "dina"} {
			if _, err := w.Try(who, "stakeholder.list", obj{"product": "LEND"}); !errs.Is(err, errs.Forbidden) {
				t.Errorf("%s lists: %v", who, err)
			}
			if _, err := w.Try(who, "stakeholder.update", obj{"id": s, "power": 2}); !errs.Is(err, errs.Forbidden) {
				t.Errorf("%s moves: %v", who, err)
			}
			for _, ask := range []string{"/api/v1/ledger?product=LEND&limit=200", "/api/v1/proposals?limit=200"} {
				if got := w.As(who, http.MethodGet, ask, "").Body.String(); strings.Contains(got, "canary") || strings.Contains(got, "opposes") || strings.Contains(got, s) {
					t.Errorf("%s reads of it in %s: %s", who, ask, got)
				}
			}
		}
		if got := w.As("pia", http.MethodGet, "/api/v1/ledger?product=LEND&limit=200", "").Body.String(); !strings.Contains(got, "canary") {
			t.Errorf("the product manager does not: %s", got)
		}
	})
}

type due struct {
	ID, State, DueOn, Name string
	Late                   int
	Ago                    *int
}

// A launch is told as it was when one last read of it, and as it is now.
func TestLaunchesAreTold(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		dina := add(w, "pia", obj{"member": "dina"})
		told := func(since string, want ...string) {
			t.Helper()
			d := compose(w, obj{"stakeholder": dina, "topics": []string{"launches"}, "since": since})
			if d.Lines != len(want) {
				t.Errorf("since %s is told %d lines: %s", since, d.Lines, d.Body)
			}
			for _, l := range want {
				if !strings.Contains(d.Body, l) {
					t.Errorf("since %s is told %q, want %q", since, d.Body, l)
				}
			}
		}
		made := func(title string, more obj) string {
			more["product"], more["title"] = "LEND", title
			return w.Do("pia", "launch.create", obj{"fields": more}).Key
		}
		set := func(key string, patch obj) { w.Do("pia", "launch.update", obj{"id": key, "patch": patch}) }
		spring, autumn, gone := made("Spring", obj{"day": "2026-04-01", "tier": 3}), made("Autumn", obj{}), made("Gone", obj{"day": "2026-05-01"})
		told("2026-03-01", "**Spring** is new, planned for 1 Apr 2026 ("+spring, "**Autumn** is new, and has no day yet", "**Gone** is new, planned for 1 May 2026")
		later(w, 2)
		told("2026-03-03")
		set(spring, obj{"day": "2026-04-09"})
		set(spring, obj{"day": "2026-04-08"})
		set(autumn, obj{"day": "2026-09-01", "body": "Not for all"})
		set(gone, obj{"state": "dropped"})
		told("2026-03-03", "**Spring** moved to 8 Apr 2026, from 1 Apr 2026", "**Autumn** is planned for 1 Sep 2026", "**Gone** was dropped")
		later(w, 2)
		set(spring, obj{"day": "2026-04-01"})
		set(spring, obj{"day": "2026-04-08"})
		set(autumn, obj{"day": nil})
		told("2026-03-05", "**Autumn** has no day any more, before 1 Sep 2026")
		w.Do("pia", "launch.ask", obj{"id": autumn, "departments": []string{"marketing"}})
		w.Do("pia", "launch.decide", obj{"id": autumn, "ruling": "no-go", "why": "Too early."})
		set(spring, obj{"state": "launched"})
		told("2026-03-05", "**Spring** is out since ", "before 1 Sep 2026; has a no-go")
	})
}

func TestPlan(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		s := add(w, "pia", obj{"member": "sam", "owner": "pia"})
		c := w.Do("pia", "cadence.create", obj{"stakeholder": s, "topics": []string{"roadmap", "risks"}, "every": "fortnight"}).ID
		look := func() due {
			var p struct{ Items []due }
			w.Into("pia", "cadence.list", obj{"product": "LEND"}, &p)
			if len(p.Items) != 1 {
				t.Fatalf("agreed is %+v", p.Items)
			}
			return p.Items[0]
		}
		if got := look(); got.ID != c || got.State != "fine" || got.DueOn != "2026-03-16" || got.Ago != nil || got.Name != "sam" {
			t.Errorf("at first: %+v", got)
		}
		later(w, 10)
		if got := look(); got.State != "due" {
			t.Errorf("after ten days: %+v", got)
		}
		later(w, 31)
		if got := look(); got.State != "overdue" || got.Late != 27 {
			t.Errorf("after forty-one days: %+v", got)
		}
		// What covers half of it does not settle it.
		tell := func(topics ...string) {
			b := w.Do("pia", "briefing.create", obj{"stakeholder": s, "title": "What is new", "body": "Much.", "form": "meeting", "topics": topics}).ID
			w.Do("pia", "briefing.send", obj{"id": b})
		}
		tell("roadmap")
		if got := look(); got.State != "overdue" {
			t.Errorf("told of half: %+v", got)
		}
		tell("risks", "money")
		if got := look(); got.State != "fine" || got.Ago == nil || *got.Ago != 0 {
			t.Errorf("told of both: %+v", got)
		}
		w.Do("pia", "cadence.update", obj{"id": c, "every": "milestone"})
		if got := look(); got.DueOn != "" || got.State != "fine" {
			t.Errorf("by milestones: %+v", got)
		}
		later(w, 3)
		w.Do("pia", "milestone.create", obj{"fields": obj{"product": "LEND", "title": "The fair", "dueOn": "2026-04-14"}})
		if got := look(); got.DueOn != "2026-04-14" || got.State != "overdue" || got.Late != 1 {
			t.Errorf("after the fair: %+v", got)
		}
	})
}

type draft struct {
	Title, Body, Why string
	Lines            int
	Left             []string
}

func compose(w *apptest.World, in obj) draft {
	w.T.Helper()
	var d draft
	w.Into("pia", "briefing.compose", in, &d)
	return d
}

func TestBriefing(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		dina := add(w, "pia", obj{"member": "dina"})
		feature := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Waiting *lists*", "endOn": "2026-05-01"}}).Key
		w.Do("pia", "risk.create", obj{"fields": obj{"product": "LEND", "title": "The bank leaves", "type": "market", "likelihood": 2, "impact": 5}})
		w.Do("pia", "decision.create", obj{"fields": obj{"product": "LEND", "title": "One bank", "state": "decided", "outcome": "One.", "decidedOn": "2026-03-02"}})
		w.Do("pia", "money.plan", obj{"id": "LEND", "lines": []obj{{"basis": "plan", "sort": "cost", "label": "Team", "month": "2026-01-01", "amount": 123456700, "currency": "EUR"}}})
		d := compose(w, obj{"stakeholder": dina})
		for _, want := range []string{`Waiting \*lists\*`, "The bank leaves", "likelihood 2, impact 5 of 5", "One bank", feature} {
			if !strings.Contains(d.Body, want) {
				t.Errorf("the draft lacks %q:\n%s", want, d.Body)
			}
		}
		if strings.Contains(d.Body, "1,234") || len(d.Left) != 1 || d.Why != "never" {
			t.Errorf("money for a developer, or not said that it is left out: %+v", d)
		}
		sam := add(w, "pia", obj{"member": "sam"})
		if d := compose(w, obj{"stakeholder": sam, "topics": []string{"money"}}); !strings.Contains(d.Body, "EUR 1,234,567") {
			t.Errorf("a stakeholder may see money: %+v", d)
		}

		id := w.Do("pia", "briefing.create", obj{"stakeholder": dina, "title": d.Title, "body": d.Body, "topics": []string{"roadmap"}}).ID
		if _, err := w.Try("dina", "briefing.show", obj{"id": id}); !errs.Is(err, errs.NotFound) {
			t.Errorf("a draft is read by whom it is for: %v", err)
		}
		later(w, 1)
		w.Do("pia", "briefing.send", obj{"id": id})
		w.CatchUp()
		var inbox struct {
			Items []struct{ Reason, Kind, Entity string }
		}
		w.Into("dina", "inbox.list", obj{"reason": "told"}, &inbox)
		if len(inbox.Items) != 1 || inbox.Items[0].Entity != id {
			t.Errorf("dina's inbox has %+v", inbox.Items)
		}
		w.Into("sam", "inbox.list", obj{"reason": "told"}, &inbox)
		if len(inbox.Items) != 0 {
			t.Errorf("sam hears of what dina is told: %+v", inbox.Items)
		}
		if _, err := w.Try("sam", "briefing.show", obj{"id": id}); !errs.Is(err, errs.NotFound) {
			t.Errorf("sam reads what dina is told: %v", err)
		}
		if _, err := w.Try("pia", "briefing.open", obj{"id": id}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("somebody else says that it was read: %v", err)
		}
		if _, err := w.Try("pia", "briefing.update", obj{"id": id, "body": "Otherwise."}); !errs.Is(err, errs.Conflict) {
			t.Errorf("what was told was changed: %v", err)
		}

		// As long as it is not read, the next one tells it all again.
		later(w, 1)
		w.Do("pia", "feature.update", obj{"id": feature, "patch": obj{"endOn": "2026-06-15"}})
		if d := compose(w, obj{"stakeholder": dina}); d.Why != "never" || !strings.Contains(d.Body, "is new") {
			t.Errorf("unread it tells from the beginning: %+v", d)
		}
		var mine []struct{ ID, OpenedAt string }
		w.Into("dina", "briefing.mine", obj{}, &mine)
		if len(mine) != 1 || mine[0].OpenedAt != "" {
			t.Errorf("dina's are %+v", mine)
		}
		w.Do("dina", "briefing.open", obj{"id": id})
		d = compose(w, obj{"stakeholder": dina})
		if d.Why != "read" || !strings.Contains(d.Body, "moved to until 15 Jun 2026, from until 1 May 2026") || strings.Contains(d.Body, "The bank leaves") || d.Lines != 1 {
			t.Errorf("since it was read: %+v", d)
		}
		var list struct {
			Items []struct{ ID, OpenedAt string }
		}
		w.Into("paul", "briefing.list", obj{"product": "LEND"}, &list)
		if len(list.Items) != 1 || list.Items[0].OpenedAt == "" {
			t.Errorf("no receipt: %+v", list.Items)
		}
		if _, err := w.Try("dina", "briefing.list", obj{"product": "LEND"}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("dina lists what all are told: %v", err)
		}
	})
}

// A person outside is told what the cut shows, and nothing else: the words that
// no audience may read stand everywhere in what changed.
func TestNothingLeaks(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		ines := add(w, "pia", obj{"contact": contact(w)})
		if _, err := w.Try("pia", "briefing.compose", obj{"stakeholder": ines}); !errs.Is(err, errs.Invalid) {
			t.Errorf("without a cut: %v", err)
		}
		made := func(kind string, fields obj) string {
			fields["product"] = "LEND"
			return w.Do("adam", kind+".create", obj{"fields": fields}).Key
		}
		open := made("feature", obj{"title": "Waiting lists", "tags": []string{"public"}, "body": "canary-body", "hypothesis": "canary-bet", "endOn": "2026-05-01", "horizon": "now"})
		soon := made("feature", obj{"title": "Reminders", "tags": []string{"public"}, "endOn": "2026-05-01", "horizon": "next"})
		hidden := made("feature", obj{"title": "canary-hidden", "endOn": "2026-05-01", "horizon": "now"})
		made("risk", obj{"title": "canary-risk", "type": "market", "likelihood": 2, "impact": 5})
		made("decision", obj{"title": "canary-decision", "state": "decided", "outcome": "x", "decidedOn": "2026-03-02"})
		made("release", obj{"title": "canary-release", "dueOn": "2026-05-01"})
		w.Do("adam", "money.plan", obj{"id": "LEND", "lines": []obj{{"basis": "plan", "sort": "cost", "label": "canary", "month": "2026-01-01", "amount": 77777700, "currency": "EUR"}}})
		cut := w.Do("pia", "cut.create", obj{"audience": "customers", "title": "What comes", "products": []string{"LEND"}, "query": "tag:public", "form": "table", "group": "", "fields": []string{"title", "dates"}, "dates": "quarter"}).ID
		first := compose(w, obj{"stakeholder": ines, "cut": cut})
		if !strings.Contains(first.Body, "Waiting lists") || len(first.Left) == 0 {
			t.Errorf("at first: %+v", first)
		}
		later(w, 40)
		move := func(key, day string) { w.Do("adam", "feature.update", obj{"id": key, "patch": obj{"endOn": day}}) }
		move(open, "2026-06-20") // within the quarter: the cut cannot tell the difference
		move(soon, "2026-08-01")
		move(hidden, "2026-08-01")
		d := compose(w, obj{"stakeholder": ines, "cut": cut})
		all := first.Body + first.Title + d.Body + d.Title
		for _, secret := range []string{"canary", "777", "LEND", "2026-0", "20 Jun", "1 Aug", "horizon", "next", "market", open, hidden} {
			if strings.Contains(all, secret) {
				t.Errorf("it tells of %q:\n%s", secret, all)
			}
		}
		if strings.Contains(d.Body, "Waiting lists") || !strings.Contains(d.Body, "**Reminders** is now planned for until Q3 2026") {
			t.Errorf("after the moves: %s", d.Body)
		}
	})
}

func TestLink(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		ines := add(w, "pia", obj{"contact": contact(w)})
		b := w.Do("pia", "briefing.create", obj{"stakeholder": ines, "form": "link", "title": "News", "body": "**Soon** <script>alert(1)</script>"}).ID
		if _, err := w.Try("pia", "briefing.link", obj{"id": b}); !errs.Is(err, errs.Conflict) {
			t.Errorf("a draft has a link: %v", err)
		}
		w.Do("pia", "briefing.send", obj{"id": b})
		if _, err := w.Try("dina", "briefing.link", obj{"id": b}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("a developer makes the link: %v", err)
		}
		link := func() string {
			var l struct{ URL string }
			if err := json.Unmarshal(w.Do("pia", "briefing.link", obj{"id": b}).JSON, &l); err != nil {
				t.Fatal(err)
			}
			return strings.TrimPrefix(l.URL, "http://throughline.test")
		}
		old := link()
		first := link()
		if got := w.As("", http.MethodGet, old, "", "Accept", "text/html"); got.Code != http.StatusNotFound {
			t.Errorf("the link that was replaced gives %d", got.Code)
		}
		for range 2 {
			got := w.As("", http.MethodGet, first, "", "Accept", "text/html")
			if body := got.Body.String(); got.Code != http.StatusOK || !strings.Contains(body, "<strong>Soon</strong>") || strings.Contains(body, "<script") || !strings.Contains(body, "sees how often") {
				t.Errorf("the page: %d %s", got.Code, body)
			}
		}
		var list struct {
			Items []struct {
				Openings int64
				LastAt   *string
			}
		}
		w.Into("pia", "briefing.list", obj{"product": "LEND"}, &list)
		if len(list.Items) != 1 || list.Items[0].Openings != 2 || list.Items[0].LastAt == nil {
			t.Errorf("counted is %+v", list.Items)
		}
		if d := compose(w, obj{"stakeholder": ines, "cut": w.Do("pia", "cut.create", obj{"audience": "customers", "products": []string{"LEND"}}).ID}); d.Why != "read" {
			t.Errorf("an opened link counts as read: %+v", d)
		}
	})
}
