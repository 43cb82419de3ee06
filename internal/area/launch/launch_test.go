package launch_test

import (
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

type task struct {
	ID, Department, Title, Owner, State, Due, Expected, Template, Reason string
	Waits, After                                                         []string
	Late, Slip                                                           int
	Mine, Before                                                         bool
}

type shownPlan struct {
	ID, Key, State, Day, Ruling string
	Tier                        int
	DaysLeft                    *int
	Tasks                       []task
	Releases                    []struct{ Key, Ruling string }
	Departments                 []struct {
		Name, Stands      string
		Tasks, Done, Late int
		Percent           *int
	}
	Readiness struct {
		Stands, Expected string
		Percent          *int
		Late, Blocked    int
		Chain            []string
		Holds            []struct{ What, Name, Says string }
	}
	May bool
}

func (p shownPlan) of(t *testing.T, template string) task {
	t.Helper()
	for _, x := range p.Tasks {
		if x.Template == template {
			return x
		}
	}
	t.Fatalf("there is no task %s in the plan", template)
	return task{}
}

// Today is 2 March 2026 in every test world.
func begun(t *testing.T, w *apptest.World, day string) (string, func() shownPlan) {
	t.Helper()
	r := w.Do("pia", "release.create", obj{"fields": obj{"product": "LEND", "title": "Spring", "dueOn": "2026-03-30"}})
	l := w.Do("pia", "launch.begin", obj{"product": "LEND", "title": "Spring is out", "tier": 2, "day": day, "releases": []string{r.Key}})
	if l.Proposal != nil {
		t.Fatal("the product manager could only propose a launch")
	}
	return l.Key, func() shownPlan {
		t.Helper()
		var p shownPlan
		w.Into("pia", "launch.plan", obj{"id": l.Key}, &p)
		return p
	}
}

func TestAPlanFromItsTemplate(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		key, plan := begun(t, w, "")
		p := plan()
		if p.Day != "2026-03-30" || len(p.Tasks) != 12 || len(p.Releases) != 1 || p.Readiness.Stands != "on track" || *p.Readiness.Percent != 0 || *p.DaysLeft != 28 {
			t.Fatalf("it began as %+v", p)
		}
		message := p.of(t, "message")
		if message.Due != "2026-03-16" || message.Owner != w.Members["mark"] || len(message.Waits) != 1 || message.Waits[0] != p.of(t, "goals").ID {
			t.Errorf("the message is %+v; want it due two weeks before, the only marketer's, after the goals", message)
		}
		if out := w.Do("pia", "launch.fill", obj{"id": key}); out.Proposal != nil {
			t.Error("filling again was a proposal")
		}
		if n := len(plan().Tasks); n != 12 {
			t.Errorf("filled again it has %d tasks", n)
		}
		if out := w.Do("paul", "launch.begin", obj{"product": "LEND", "title": "Mine"}); out.Proposal == nil {
			t.Error("a product owner planned a launch")
		}
	})
}

func TestWhoSaysHowFarATaskIs(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		_, plan := begun(t, w, "2026-03-30")
		p := plan()
		message, terms := p.of(t, "message").ID, p.of(t, "terms").ID
		steps := []struct {
			name, who string
			in        obj
			proposes  bool
			fails     errs.Kind
		}{
			{"whoever owns it", "mark", obj{"id": message, "state": "done", "link": "https://example.com/message"}, false, ""},
			{"but not what it is", "mark", obj{"id": message, "title": "Another message"}, true, ""},
			{"nor when", "mark", obj{"id": message, "offset": -3}, true, ""},
			{"nobody else", "dina", obj{"id": message, "state": "to do"}, true, ""},
			{"not another department's", "mark", obj{"id": terms, "state": "done"}, true, ""},
			{"the plan's own", "pia", obj{"id": terms, "state": "doing"}, false, ""},
			{"not needed, without a reason", "pia", obj{"id": terms, "state": "not needed"}, false, errs.Invalid},
			{"not needed", "pia", obj{"id": terms, "state": "not needed", "reason": "Nothing changes in law."}, false, ""},
			{"a link that is none", "mark", obj{"id": message, "link": "javascript:alert(1)"}, false, errs.Invalid},
			{"after itself", "pia", obj{"id": terms, "after": []string{terms}}, false, errs.Invalid},
			{"in a circle", "pia", obj{"id": p.of(t, "goals").ID, "after": []string{p.of(t, "announce").ID}}, false, errs.Invalid},
		}
		for _, s := range steps {
			out, err := w.Try(s.who, "launchtask.update", s.in)
			switch {
			case s.fails != "":
				if !errs.Is(err, s.fails) {
					t.Errorf("%s: %v, want %s", s.name, err, s.fails)
				}
			case err != nil:
				t.Errorf("%s: %v", s.name, err)
			case (out.Proposal != nil) != s.proposes:
				t.Errorf("%s: %s, proposal %v, want %v", s.name, s.who, out.Proposal != nil, s.proposes)
			}
		}
		p = plan()
		if got := p.of(t, "terms"); got.State != "not needed" || got.Reason == "" {
			t.Errorf("the terms are %+v", got)
		}
		if *p.Readiness.Percent != 10 { // one of ten that are needed for it
			t.Errorf("it is ready to %d %%", *p.Readiness.Percent)
		}
	})
}

func TestWhatMovesWithTheDay(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		key, plan := begun(t, w, "2026-03-30")
		p := plan()
		w.Do("pia", "launchtask.update", obj{"id": p.of(t, "help").ID, "on": "2026-03-20"})
		w.Do("pia", "launchtask.update", obj{"id": p.of(t, "goals").ID, "state": "done"})
		var v struct {
			Shift       int
			Moves, Stay []struct {
				Title, From, To string
				Past            bool
			}
			Was, Becomes struct{ Stands, Expected string }
			Releases     []struct{ Key string }
		}
		w.Into("pia", "launch.preview", obj{"id": key, "day": "2026-03-09"}, &v)
		if v.Shift != -21 || len(v.Moves) != 10 || len(v.Stay) != 1 || v.Stay[0].To != "2026-03-20" || v.Moves[0].To != "2026-02-23" || !v.Moves[0].Past ||
			v.Was.Stands != "on track" || v.Becomes.Stands != "late" || len(v.Releases) != 1 {
			t.Errorf("moving it earlier: %+v", v)
		}
		w.Do("pia", "launch.update", obj{"id": key, "patch": obj{"day": "2026-04-06"}})
		p = plan()
		if p.of(t, "message").Due != "2026-03-23" || p.of(t, "help").Due != "2026-03-20" {
			t.Errorf("moved a week later the message is due on %s, the help on %s", p.of(t, "message").Due, p.of(t, "help").Due)
		}
		w.CatchUp()
		var inbox struct {
			Items []struct{ Reason, Kind string }
		}
		w.Into("mark", "inbox.list", obj{}, &inbox)
		if len(inbox.Items) == 0 || inbox.Items[0].Kind != "launch" {
			t.Errorf("mark, whose tasks moved, was told %+v", inbox.Items)
		}
	})
}

func TestWhatHoldsItUp(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		_, plan := begun(t, w, "2026-03-05")
		p := plan()
		// The goals were due on 12 February and take long; all that waits is pushed.
		if p.Readiness.Stands != "late" || p.Readiness.Expected <= p.Day || p.Readiness.Late == 0 || len(p.Readiness.Chain) < 3 || p.Readiness.Chain[0] != p.of(t, "goals").ID {
			t.Errorf("it stands %+v", p.Readiness)
		}
		for _, d := range p.Departments {
			if d.Name == "legal" && (d.Stands != "late" || d.Late != 1) {
				t.Errorf("legal is %+v", d)
			}
		}
		if len(p.Readiness.Holds) != 1 || p.Readiness.Holds[0].What != "release day" {
			t.Errorf("held by %+v, want the release that is due later", p.Readiness.Holds)
		}
	})
}

func TestGoOrNoGo(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		key, plan := begun(t, w, "2026-03-30")
		try := func(who, name string, in obj, want errs.Kind) {
			t.Helper()
			in["id"] = key
			if _, err := w.Try(who, name, in); !errs.Is(err, want) {
				t.Errorf("%s %s %v: %v, want %s", who, name, in, err, want)
			}
		}
		try("pia", "launch.decide", obj{"ruling": "go"}, errs.Conflict) // nobody was asked
		try("pia", "launch.update", obj{"patch": obj{"state": "launched"}}, errs.Conflict)
		w.Do("pia", "launch.ask", obj{"id": key, "departments": []string{"marketing", "legal", "product"}, "needBy": "2026-03-27"})
		try("pia", "launch.ask", obj{}, errs.Conflict)
		w.CatchUp()
		var mine struct {
			Answers []struct{ Department string }
			Tasks   []struct{ Title string }
		}
		w.Into("mark", "launchtask.mine", obj{}, &mine)
		if len(mine.Answers) != 1 || mine.Answers[0].Department != "marketing" || len(mine.Tasks) != 3 {
			t.Errorf("launches wait for mark with %+v", mine)
		}
		try("mark", "launch.answer", obj{"department": "marketing", "says": "conditions"}, errs.Invalid)
		try("mark", "launch.answer", obj{"department": "sales", "says": "go"}, errs.Invalid)
		if out := w.Do("mark", "launch.answer", obj{"id": key, "department": "marketing", "says": "conditions", "reason": "The page | is up."}); out.Proposal != nil {
			t.Error("marketing could only propose its answer")
		}
		if out := w.Do("mark", "launch.answer", obj{"id": key, "department": "legal", "says": "go"}); out.Proposal == nil {
			t.Error("marketing answered for legal")
		}
		w.Do("pia", "launch.answer", obj{"id": key, "department": "legal", "says": "no-go", "reason": "The terms are missing."})
		w.Do("pia", "launch.answer", obj{"id": key, "department": "product", "says": "go"})
		try("pia", "launch.decide", obj{"ruling": "no-go"}, errs.Invalid)
		try("pia", "launch.decide", obj{"ruling": "go"}, errs.Invalid) // legal says no
		if out := w.Do("paul", "launch.decide", obj{"id": key, "ruling": "no-go", "why": "I say so."}); out.Proposal == nil {
			t.Error("the product owner decided about a launch")
		}
		w.Do("pia", "launch.decide", obj{"id": key, "ruling": "no-go", "why": "Not without terms."})
		if got := plan(); got.Ruling != "no-go" {
			t.Errorf("it was decided %q", got.Ruling)
		}
		try("pia", "launch.ask", obj{}, errs.Invalid) // why again?
		w.Do("pia", "launch.ask", obj{"id": key, "note": "The terms are signed."})
		if got := plan(); got.Ruling != "" {
			t.Errorf("asked again it is still %q", got.Ruling)
		}
		w.Do("pia", "launch.decide", obj{"id": key, "ruling": "go", "despite": "All said yes on the telephone."})
		var g struct {
			Items []struct {
				Number                           int
				State, Ruling, Decision, Despite string
				Answers                          []struct{ Department, Says, Reason string }
			}
		}
		w.Into("sam", "launch.gates", obj{"id": key}, &g)
		if len(g.Items) != 2 || g.Items[0].Ruling != "go" || g.Items[0].Despite == "" || g.Items[1].Ruling != "no-go" || g.Items[1].Answers[2].Says != "no-go" || len(g.Items[0].Answers) != 3 {
			t.Fatalf("it was asked %+v", g.Items)
		}
		var d struct {
			State, Context, Outcome, Ground, Choice, Approver, DecidedOn, SupersededBy string
			Contributors                                                               []string
		}
		w.Into("sam", "decision.show", obj{"id": g.Items[1].Decision}, &d)
		if d.State != "superseded" || d.SupersededBy != g.Items[0].Decision || d.DecidedOn != "2026-03-02" || !strings.Contains(d.Context, `| marketing | go with conditions | The page \| is up. |`) || !strings.Contains(d.Context, "The terms are missing.") || d.Outcome != "no-go" || d.Choice != "no-go" || d.Ground != "Not without terms." || d.Approver != w.Members["pia"] || len(d.Contributors) != 1 || d.Contributors[0] != w.Members["mark"] {
			t.Errorf("the decision is %+v", d)
		}
		if out := w.Do("pia", "launch.update", obj{"id": key, "patch": obj{"state": "launched"}}); out.State != "launched" {
			t.Errorf("with a go it is %s", out.State)
		}
	})
}

func TestTheDecisionIsUndone(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		key, plan := begun(t, w, "2026-03-30")
		w.Do("pia", "launch.ask", obj{"id": key, "departments": []string{"marketing"}})
		w.Do("mark", "launch.answer", obj{"id": key, "department": "marketing", "says": "go"})
		w.Do("pia", "launch.decide", obj{"id": key, "ruling": "go"})
		var log struct{ Items []struct{ Request string } }
		w.Into("pia", "record.history", obj{"id": key}, &log)
		w.Do("pia", "change.undo", obj{"request": log.Items[0].Request})
		if got := plan(); got.Ruling != "" {
			t.Errorf("taken back it is still %q", got.Ruling)
		}
	})
}

func TestWhatIsSaid(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		key, plan := begun(t, w, "2026-03-30")
		p := plan()
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Pay by card", "body": "Borrowers pay in a minute. It costs less."}})
		need := w.Do("pia", "opportunity.create", obj{"fields": obj{"product": "LEND", "title": "Borrowers who have no bank at hand"}})
		w.Do("pia", "link.create", obj{"type": "addresses", "from": f.Key, "to": need.Key})
		w.Do("pia", "link.create", obj{"type": "ships in", "from": f.Key, "to": p.Releases[0].Key})
		w.Do("paul", "release.update", obj{"id": p.Releases[0].Key, "patch": obj{"notesSales": "Ask for the fee."}})
		w.Do("pia", "launch.update", obj{"id": key, "patch": obj{"pricing": "Free for all."}})
		var d struct {
			Say, Changed, Whom string
			Answers            []struct{ Question, Answer string }
			From               []string
		}
		w.Into("mark", "launch.draft", obj{"id": key, "audience": "sales"}, &d)
		if d.Say != "- **Pay by card**: Borrowers pay in a minute." || d.Changed != "Ask for the fee." || d.Whom != "- Borrowers who have no bank at hand" || len(d.Answers) != 2 || d.Answers[1].Answer != "Free for all." {
			t.Errorf("the draft is %+v", d)
		}
		set := obj{"id": key, "audience": "sales", "say": d.Say, "answers": []obj{{"question": "Is it safe?", "answer": "Yes."}}}
		if out := w.Do("mark", "launch.enable", set); out.Proposal == nil {
			t.Error("marketing wrote what sales says, without a proposal")
		}
		w.Do("pia", "launch.enable", set)
		w.Do("pia", "launch.enable", obj{"id": key, "audience": "sales", "whom": "All."})
		var words struct {
			Enablement []struct {
				Audience, Say, Whom string
				Answers             []struct{ Question string }
			}
		}
		w.Into("sam", "launch.words", obj{"id": key}, &words)
		if len(words.Enablement) != 1 || words.Enablement[0].Say != d.Say || words.Enablement[0].Whom != "All." || len(words.Enablement[0].Answers) != 1 {
			t.Errorf("written is %+v", words)
		}
		if _, err := w.Try("pia", "launch.enable", obj{"id": key, "audience": "sales", "answers": []obj{{"question": " "}}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a question without words: %v", err)
		}
	})
}

func TestAnnouncements(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		key, plan := begun(t, w, "2026-03-30")
		a := w.Do("pia", "announcement.create", obj{"launch": key, "channel": "blog", "title": "Pay by card", "text": "It is here."}).ID
		var got struct {
			State, Approver, Reason  string
			Edition, ApprovedEdition int
		}
		if _, err := w.Try("mark", "announcement.answer", obj{"id": a, "approved": true}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("approved without being asked: %v", err)
		}
		w.Do("pia", "announcement.ask", obj{"id": a, "member": "mark", "note": "Is the claim right?"})
		w.CatchUp()
		var inbox struct {
			Items []struct{ Reason, Kind string }
		}
		w.Into("mark", "inbox.list", obj{}, &inbox)
		if len(inbox.Items) == 0 || inbox.Items[0].Kind != "announcement" || inbox.Items[0].Reason != "decide" {
			t.Errorf("mark was told %+v", inbox.Items)
		}
		if h := plan().Readiness.Holds; len(h) != 1 || h[0].What != "announcement" {
			t.Errorf("held by %+v, want the announcement that waits", h)
		}
		if _, err := w.Try("mark", "announcement.answer", obj{"id": a}); !errs.Is(err, errs.Invalid) {
			t.Errorf("declined without a reason: %v", err)
		}
		w.Into("mark", "announcement.answer", obj{"id": a, "approved": true}, &got)
		if got.State != "approved" || got.ApprovedEdition != 1 {
			t.Errorf("it is %+v", got)
		}
		w.Into("pia", "announcement.update", obj{"id": a, "text": "It is here, and free."}, &got)
		if got.State != "draft" || got.Edition != 2 || got.ApprovedEdition != 1 {
			t.Errorf("changed it is %+v; want it to be approved anew", got)
		}
		w.Do("pia", "announcement.update", obj{"id": a, "channel": "mail"})
		var old struct {
			Items []struct {
				Edition int
				Text    string
			}
		}
		w.Into("sam", "announcement.versions", obj{"id": a}, &old)
		if len(old.Items) != 2 || old.Items[0].Edition != 2 || old.Items[1].Text != "It is here." {
			t.Errorf("its versions are %+v", old.Items)
		}
		w.Do("pia", "announcement.delete", obj{"id": a})
	})
}

func TestTheLookBack(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		key, plan := begun(t, w, "2026-03-30")
		m := w.Do("pia", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Loans"}})
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Pay by card", "betMetric": m.ID, "betLow": 5, "betHigh": 9, "betOn": "2026-09-01", "betOdds": 70}})
		bare := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Nicer buttons"}})
		for _, x := range []string{f.Key, bare.Key} {
			w.Do("pia", "link.create", obj{"type": "ships in", "from": x, "to": plan().Releases[0].Key})
		}
		if _, err := w.Try("pia", "launch.review", obj{"id": key, "well": "All."}); !errs.Is(err, errs.Conflict) {
			t.Errorf("reviewed before it went out: %v", err)
		}
		if _, err := w.Try("pia", "launch.update", obj{"id": key, "patch": obj{"tier": 0}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a launch of no tier: %v", err)
		}
		for tier, want := range map[any]errs.Kind{0: errs.Invalid, 4: errs.Invalid, 1: ""} {
			if _, err := w.Try("pia", "launch.create", obj{"fields": obj{"product": "LEND", "title": "Another", "tier": tier}}); errs.KindOf(err) != want {
				t.Errorf("made one of tier %v: %v", tier, err)
			}
		}
		w.Do("pia", "launch.update", obj{"id": key, "patch": obj{"tier": 3, "state": "launched"}})
		if _, err := w.Try("pia", "launch.update", obj{"id": key, "patch": obj{"state": "reviewed"}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("reviewed by hand: %v", err)
		}
		if _, err := w.Try("pia", "launch.review", obj{"id": key}); !errs.Is(err, errs.Invalid) {
			t.Errorf("reviewed without a word: %v", err)
		}
		w.Do("pia", "launch.review", obj{"id": key, "well": "The mail.", "less": "The page was late.", "followUps": []obj{{"title": "Mend the page", "kind": "bug"}, {"record": f.Key}}})
		var b struct {
			Due     string
			Bets    []struct{ Key, Stands string }
			Bare    []struct{ Key string }
			Reviews []struct {
				Well string
				Bets []struct {
					Key, Stands, Metric string
					Odds                float64
				}
				FollowUps []string
			}
			Came []struct{ Key, Kind, Title string }
		}
		w.Into("sam", "launch.lookback", obj{"id": key}, &b)
		if b.Due != "2026-04-01" || len(b.Bets) != 1 || b.Bets[0].Key != f.Key || len(b.Bare) != 1 || b.Bare[0].Key != bare.Key || len(b.Reviews) != 1 || len(b.Came) != 2 {
			t.Fatalf("the look back is %+v", b)
		}
		if r := b.Reviews[0]; r.Bets[0].Metric != "Loans" || r.Bets[0].Odds != 70 || r.Well != "The mail." || len(r.FollowUps) != 2 {
			t.Errorf("the review is %+v", r)
		}
		if got := plan(); got.State != "reviewed" {
			t.Errorf("it is %s", got.State)
		}
	})
}

func TestTheCalendar(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		key, _ := begun(t, w, "2026-03-30")
		w.Do("pia", "launch.begin", obj{"product": "HIDE", "title": "Secret; of, HIDE", "day": "2026-03-31"})
		w.Do("pia", "launch.begin", obj{"product": "LEND", "title": "Some day", "bare": true})
		var c struct {
			Items, Reviews, Undated []struct {
				Key, Title string
				Readiness  struct{ Stands string }
			}
		}
		w.Into("nora", "launch.calendar", obj{"from": "2026-03-01", "to": "2026-03-31"}, &c)
		if len(c.Items) != 1 || c.Items[0].Key != key || c.Items[0].Readiness.Stands != "on track" || len(c.Undated) != 1 {
			t.Errorf("nora sees %+v", c)
		}
		w.Into("pia", "launch.calendar", obj{"from": "2026-04-01", "to": "2026-04-30"}, &c)
		if len(c.Items) != 0 {
			t.Errorf("in April there are %+v", c.Items)
		}
		// One that is out comes again on the day on which one looks back.
		out := w.Do("pia", "launch.begin", obj{"product": "LEND", "title": "Quiet", "tier": 3, "bare": true, "day": "2026-03-02"}).Key
		w.Do("pia", "launch.update", obj{"id": out, "patch": obj{"state": "launched"}})
		for _, until := range []string{"2026-04-30", "2026-03-31"} {
			w.Into("pia", "launch.calendar", obj{"from": "2026-03-25", "to": until}, &c)
			if want := until == "2026-04-30"; len(c.Reviews) == 1 != want || want && c.Reviews[0].Key != out {
				t.Errorf("until %s is looked back at %+v", until, c.Reviews)
			}
		}
		w.Do("pia", "launch.update", obj{"id": out, "patch": obj{"reviewOn": "2026-06-15"}})
		if w.Into("pia", "launch.calendar", obj{"from": "2026-06-01", "to": "2026-06-30"}, &c); len(c.Reviews) != 1 {
			t.Errorf("in June is looked back at %+v", c.Reviews)
		}
		if ics := w.As("pia", "GET", "/api/v1/launches/feed?from=2026-06-01&to=2026-06-30", "").Body.String(); !strings.Contains(ics, "SUMMARY:Review: "+out) {
			t.Errorf("the file of June lacks the look back:\n%s", ics)
		}
		if _, err := w.Try("pia", "launch.calendar", obj{"from": "2026-04-01", "to": "2026-03-30"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a time that ends before it begins: %v", err)
		}
		res := w.As("pia", "GET", "/api/v1/launches/feed?from=2026-03-01&to=2026-05-31", "")
		ics := res.Body.String()
		for _, want := range []string{"BEGIN:VCALENDAR\r\n", "DTSTART;VALUE=DATE:20260330\r\n", `Secret\; of\, HIDE`, "SUMMARY:Review: " + key, "DTSTART;VALUE=DATE:20260429\r\n"} {
			if !strings.Contains(ics, want) {
				t.Errorf("the file lacks %q:\n%s", want, ics)
			}
		}
		if res := w.As("nora", "GET", "/api/v1/launches/feed", ""); strings.Contains(res.Body.String(), "Secret") {
			t.Error("nora's file holds what she may not see")
		}
	})
}

func TestTemplatesAreEdited(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		set := obj{"tier": 3, "tasks": []obj{{"id": "tell", "department": "support", "title": "Tell support", "offset": -1, "days": 1}}}
		if out := w.Do("mark", "launchtemplate.set", set); out.Proposal == nil {
			t.Error("marketing changed the template, without a proposal")
		}
		w.Do("pia", "launchtemplate.set", set)
		var list []struct {
			Tier  int
			Own   bool
			Tasks []struct{ ID, Title string }
		}
		w.Into("nora", "launchtemplate.list", obj{}, &list)
		if len(list) != 3 || !list[2].Own || len(list[2].Tasks) != 1 || list[0].Own || len(list[0].Tasks) < 15 {
			t.Errorf("the templates are %+v", list)
		}
		l := w.Do("pia", "launch.begin", obj{"product": "LEND", "title": "Quiet", "tier": 3, "day": "2026-03-10"})
		var p shownPlan
		w.Into("pia", "launch.plan", obj{"id": l.Key}, &p)
		if len(p.Tasks) != 1 || p.Tasks[0].Due != "2026-03-09" {
			t.Errorf("its plan is %+v", p.Tasks)
		}
		w.Do("pia", "launchtemplate.reset", obj{"tier": 3})
		w.Into("nora", "launchtemplate.list", obj{}, &list)
		if list[2].Own || len(list[2].Tasks) == 1 {
			t.Errorf("as it came it is %+v", list[2])
		}
	})
}
