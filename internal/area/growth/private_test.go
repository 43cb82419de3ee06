package growth_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// The words that must not get out.
const (
	saidOfSelf = "Xylophone of self"
	saidByLead = "Quince of lead"
	goalWord   = "Zeppelin goal"
	label      = "K.V. Okapi"
	heard      = "Marzipan heard"
)

var secrets = []string{saidOfSelf, saidByLead, goalWord, label, heard}

// written has dina, whom pia leads, and a vacancy that paul hires for with tess
// and mark.
func written(w *apptest.World) (vacancy, candidate string) {
	w.T.Helper()
	w.Do("dina", "lead.name", obj{"lead": "@pia"})
	w.Do("dina", "growth.place", obj{"id": "me", "job": "manager", "step": "associate-pm", "aim": "pm"})
	w.Do("dina", "growth.assess", obj{"id": "me", "job": "manager", "levels": obj{"manager-strategy": 2}, "word": saidOfSelf})
	w.Do("pia", "growth.assess", obj{"id": "@dina", "job": "manager", "levels": obj{"manager-strategy": 1}, "notes": obj{"manager-strategy": saidByLead}})
	goal := w.Do("dina", "growth.goal", obj{"id": "me", "skill": "manager-strategy", "action": goalWord, "due": "2026-06-01"})
	w.Do("pia", "growth.check", obj{"id": "@dina", "goal": goal.ID, "note": saidByLead})
	vacancy = w.Do("adam", "vacancy.open", obj{"product": "LEND", "step": "owner", "lead": "@paul", "interviewers": []string{"@tess", "@mark"}, "asks": []obj{{"skill": "owner-stories", "question": "Split this."}}}).ID
	candidate = w.Do("paul", "candidate.set", obj{"id": vacancy, "label": label}).ID
	w.Do("tess", "scorecard.set", obj{"id": vacancy, "candidate": candidate, "levels": obj{"owner-stories": 4}, "hire": "yes", "word": heard, "handIn": true})
	return vacancy, candidate
}

// everything is what each person gets out of every question there is, the
// ledger as it lies, the stream, and an archive.
func everything(w *apptest.World, refs []string) map[string]string {
	w.T.Helper()
	w.CatchUp()
	out := map[string]string{}
	inputs := []obj{{}, {"product": "LEND"}, {"q": "zeppelin"}, {"q": "okapi"}}
	for _, ref := range refs {
		inputs = append(inputs, obj{"id": ref}, obj{"record": ref}, obj{"member": ref}, obj{"ids": ref})
	}
	for _, d := range w.Engine.Reg.Defs() {
		if d.Writes || d.Media != "" {
			continue
		}
		for _, p := range apptest.People {
			for _, in := range inputs {
				ans, err := w.Try(p.Name, d.Name, in)
				text := string(ans.JSON)
				if err != nil {
					text = err.Error()
				}
				out[p.Name+" asks "+d.Name] += text
			}
		}
	}
	var rows bytes.Buffer
	err := w.DB.Read(context.Background(), w.Workspace, func(r *store.Reader) error {
		all, err := ledger.After(context.Background(), r, w.Workspace, 0, 10_000)
		if err != nil {
			return err
		}
		return json.NewEncoder(&rows).Encode(all)
	})
	if err != nil {
		w.T.Fatal(err)
	}
	out["the ledger"] = rows.String()
	out["the archive"] = w.Archive("olga")
	out["the stream to the owner"] = w.Streamed("olga")
	out["the table of records"] = w.As("olga", http.MethodGet, "/api/v1/records.csv?product=LEND", "").Body.String()
	return out
}

// TestNothingConfidentialGetsOut asks everything as everybody: what is written
// about growth and candidates stands in the answers to those whom it concerns,
// and nowhere else.
func TestNothingConfidentialGetsOut(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		vacancy, candidate := written(w)
		all := everything(w, []string{w.Members["dina"], "@dina", "LEND", vacancy, candidate})
		if len(all) < 1000 || len(all["the ledger"]) < 1000 || len(all["the archive"]) < 1000 {
			t.Fatalf("only %d answers: the test asks too little", len(all))
		}
		allowed := map[string][]string{
			"dina asks growth.show":  {saidOfSelf, saidByLead, goalWord},
			"pia asks growth.show":   {saidOfSelf, saidByLead, goalWord},
			"tess asks vacancy.show": {label, heard},
			"mark asks vacancy.show": {label}, // mark's own is not handed in
			"paul asks vacancy.show": {label}, // not all are handed in
		}
		for where, text := range all {
			for _, s := range secrets {
				may := false
				for _, a := range allowed[where] {
					may = may || a == s
				}
				if got := strings.Contains(text, s); got != may {
					t.Errorf("%s: %q is there: %v, want %v", where, s, got, may)
				}
			}
		}
		// Once mark's is in, mark and paul see tess's.
		w.Do("mark", "scorecard.set", obj{"id": vacancy, "candidate": candidate, "levels": obj{"owner-stories": 2}, "hire": "no", "handIn": true})
		for _, who := range []string{"mark", "paul"} {
			if text := string(w.Do(who, "vacancy.show", obj{"id": vacancy}).JSON); !strings.Contains(text, heard) {
				t.Errorf("%s does not see the other's card: %s", who, text)
			}
		}
		// And once the candidate is erased, nobody does, not even in the database.
		w.Do("adam", "candidate.erase", obj{"id": vacancy, "candidate": candidate})
		left := int64(-1)
		err := w.DB.Read(context.Background(), w.Workspace, func(r *store.Reader) (err error) {
			left, err = store.One[int64](context.Background(), r, "select count(*) from confidential where workspace_id = ? and sort in ('candidate', 'scorecard')", w.Workspace)
			return err
		})
		if err != nil || left != 0 {
			t.Errorf("%d rows are left of the candidate (%v)", left, err)
		}
	})
}

// Nobody but the person opens their page, admins included, by no way.
func TestOnlyThePersonOpensThePage(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		w.Do("dina", "growth.assess", obj{"id": "me", "job": "owner", "levels": obj{"owner-backlog": 2}})
		closed := func(who, when string) {
			t.Helper()
			for name, in := range map[string]obj{
				"growth.show":   {"id": "@dina"},
				"growth.place":  {"id": "@dina", "job": "owner"},
				"growth.assess": {"id": "@dina", "job": "owner", "levels": obj{"owner-backlog": 1}},
				"growth.goal":   {"id": "@dina", "action": "Look"},
			} {
				if _, err := w.Try(who, name, in); !errs.Is(err, errs.Forbidden) {
					t.Errorf("%s: %s by %s: %v", when, name, who, err)
				}
			}
		}
		closed("olga", "from the start")
		closed("pia", "from the start")
		w.Do("adam", "lead.name", obj{"member": "@dina", "lead": "@adam"})
		closed("adam", "named and not agreed")
		if _, err := w.Try("pia", "lead.name", obj{"member": "@dina", "lead": "@pia"}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("pia names herself: %v", err)
		}
		w.Do("dina", "lead.name", obj{"lead": "@adam"}) // agrees
		w.Do("adam", "growth.show", obj{"id": "@dina"})
		w.Do("dina", "lead.end", obj{})
		closed("adam", "ended")

		// Undoing the end would open it again: not for anybody else.
		var rows []ledger.Row
		if err := w.DB.Read(t.Context(), w.Workspace, func(r *store.Reader) (err error) {
			rows, err = ledger.After(t.Context(), r, w.Workspace, 0, 10_000)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		tried := 0
		for _, r := range rows {
			if r.Kind != "growth_lead" {
				continue
			}
			tried++
			if _, err := w.Try("adam", "change.undo", obj{"seq": r.Seq}); err == nil {
				closed("adam", fmt.Sprintf("row %d undone", r.Seq))
			}
		}
		if tried != 3 {
			t.Errorf("%d rows were undone, want 3", tried)
		}
		// Another lead has to be agreed on anew.
		w.Do("dina", "lead.name", obj{"lead": "@pia"})
		w.Do("adam", "lead.name", obj{"member": "@dina", "lead": "@adam"})
		closed("adam", "put in the place of another")
		closed("pia", "replaced")
	})
}

// Both hear who leads whom, in their inboxes, and what the other said.
func TestWhoLeadsIsTold(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		told := func(who string, want ...string) {
			t.Helper()
			w.CatchUp()
			var inbox struct {
				Items []struct{ Kind, Reason string }
			}
			w.Into(who, "inbox.list", obj{}, &inbox)
			var got []string
			for _, n := range inbox.Items {
				if n.Kind == "growth_lead" {
					got = append(got, n.Reason)
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s was told %v, want %v", who, got, want)
			}
		}
		w.Do("adam", "lead.name", obj{"member": "@dina", "lead": "@pia"})
		told("dina", "decide")
		told("pia", "assigned")
		told("adam")
		w.Do("dina", "lead.name", obj{"lead": "@pia"}) // agrees
		told("pia", "answer", "assigned")
		w.Do("dina", "lead.name", obj{"lead": "@adam"})
		told("pia", "heard", "answer", "assigned")
		told("adam", "assigned")
		w.Do("adam", "lead.end", obj{"member": "@dina"}) // declines
		told("dina", "heard", "decide")
		told("adam", "assigned")
	})
}

// No way around: a confidential operation is no part of a batch, no proposal,
// and leaves its answer with no key.
func TestNoConfidentialProposal(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		in := obj{"id": "me", "job": "owner", "levels": obj{"owner-backlog": 2}, "word": saidOfSelf}
		if _, err := w.Try("dina", "batch.run", obj{"calls": []obj{{"operation": "growth.assess", "input": in}}}); err == nil {
			t.Error("an assessment was part of a batch")
		}
		raw, _ := json.Marshal(in)
		out, err := w.Run(op.Call{Op: "growth.assess", Workspace: w.Workspace, Actor: w.Actor("dina"), Input: raw, Propose: true, Once: "again"})
		if err != nil || out.Proposal != nil {
			t.Errorf("an assessment that asked to be proposed gave %+v, %v", out.Proposal, err)
		}
		kept := int64(-1)
		err = w.DB.Read(context.Background(), w.Workspace, func(r *store.Reader) (err error) {
			kept, err = store.One[int64](context.Background(), r, "select count(*) from idempotency where workspace_id = ? and name = 'again'", w.Workspace)
			return err
		})
		if err != nil || kept != 0 {
			t.Errorf("its answer was kept (%d, %v)", kept, err)
		}
	})
}

func TestGrowth(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		written(w)
		var page struct {
			Side     string
			Measures []struct {
				Skill                     string
				Expected, Self, Lead, Gap *int
				AimGap, Between, Assessed *int
			}
			Assessments []struct{ ID, Side, By, On string }
			Goals       []struct {
				ID, State string
				Checks    []struct{ By string }
			}
		}
		w.Into("pia", "growth.show", obj{"id": "@dina"}, &page)
		m := page.Measures[0]
		if page.Side != "lead" || len(page.Measures) != 8 || *m.Expected != 1 || *m.Self != 2 || *m.Lead != 1 || *m.Gap != 0 || *m.AimGap != 1 || *m.Between != 1 || page.Measures[1].Gap != nil {
			t.Errorf("as %s: %+v", page.Side, m)
		}
		if len(page.Assessments) != 2 || len(page.Goals) != 1 || page.Goals[0].Checks[0].By != w.Members["pia"] {
			t.Errorf("%+v, %+v", page.Assessments, page.Goals)
		}
		own, leads := "", ""
		for _, a := range page.Assessments {
			if a.Side == "self" {
				own = a.ID
			} else {
				leads = a.ID
			}
		}
		for name, c := range map[string]struct {
			who, op string
			in      obj
			want    errs.Kind
		}{
			"take another's back":     {"dina", "growth.withdraw", obj{"id": "me", "assessment": leads}, errs.Forbidden},
			"write over another's":    {"pia", "growth.assess", obj{"id": "@dina", "assessment": own, "job": "manager", "levels": obj{"manager-strategy": 5}}, errs.Forbidden},
			"of the other career":     {"dina", "growth.assess", obj{"id": "me", "job": "manager", "levels": obj{"owner-backlog": 2}}, errs.Invalid},
			"a level too high":        {"dina", "growth.assess", obj{"id": "me", "job": "owner", "levels": obj{"owner-backlog": 6}}, errs.Invalid},
			"a day ahead":             {"dina", "growth.assess", obj{"id": "me", "on": "2027-01-01", "job": "owner", "levels": obj{"owner-backlog": 2}}, errs.Invalid},
			"nothing":                 {"dina", "growth.assess", obj{"id": "me", "job": "owner", "levels": obj{}}, errs.Invalid},
			"a step of the other":     {"dina", "growth.place", obj{"id": "me", "job": "owner", "step": "pm"}, errs.Invalid},
			"a check of another goal": {"pia", "growth.check", obj{"id": "me", "goal": page.Goals[0].ID, "note": "Hm"}, errs.NotFound},
			"a guest":                 {"gus", "growth.show", obj{"id": "me"}, errs.Forbidden},
		} {
			if _, err := w.Try(c.who, c.op, c.in); !errs.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		w.Do("dina", "growth.withdraw", obj{"id": "me", "assessment": own})
		w.Do("dina", "growth.goal", obj{"id": "me", "goal": page.Goals[0].ID, "action": goalWord, "state": "done"})
		w.Into("dina", "growth.show", obj{"id": "me"}, &page)
		if len(page.Assessments) != 1 || page.Measures[0].Self != nil || page.Goals[0].State != "done" || len(page.Goals[0].Checks) != 1 {
			t.Errorf("afterwards %+v, %+v", page.Assessments, page.Goals)
		}
		var led []struct {
			Member string
			Agreed bool
			Last   string
		}
		w.Into("pia", "growth.list", obj{}, &led)
		if len(led) != 2 || led[1].Member != w.Members["dina"] || !led[1].Agreed || led[1].Last != "2026-03-02" {
			t.Errorf("pia sees %+v", led)
		}
	})
}

func TestSkillsAndSteps(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		five := []string{"one", "two", "three", "four", "five"}
		w.Do("adam", "skill.set", obj{"job": "owner", "title": "Regulation", "levels": five})
		w.Do("adam", "ladder.set", obj{"name": "owner", "job": "owner", "title": "Product owner", "expects": obj{"owner-regulation": 3}})
		w.Do("adam", "ladder.set", obj{"job": "owner", "title": "Chief owner", "expects": obj{"owner-regulation": 5}})
		w.Do("adam", "skill.set", obj{"name": "owner-coaching", "job": "owner", "title": "Coaching", "levels": five, "gone": true})
		var l struct {
			Skills []struct {
				Name, From string
				Gone       bool
			}
			Steps []struct {
				Name, From string
				Place      int
				Expects    map[string]int
			}
		}
		w.Into("dina", "skill.list", obj{}, &l)
		if n := len(l.Skills); n != 17 || l.Skills[n-1].Name != "owner-regulation" || l.Skills[n-1].From != "workspace" {
			t.Errorf("%d skills, the last %+v", n, l.Skills[n-1])
		}
		if n := len(l.Steps); n != 11 || l.Steps[n-1].Name != "chief-owner" || l.Steps[n-1].Place != 6 || l.Steps[6].Name != "owner" || l.Steps[6].Expects["owner-regulation"] != 3 {
			t.Errorf("%d steps: %+v", n, l.Steps)
		}
		w.Do("adam", "skill.reset", obj{"name": "owner-coaching"})
		w.Do("adam", "ladder.reset", obj{"name": "owner"})
		for name, c := range map[string]struct {
			op string
			in obj
		}{
			"four levels":          {"skill.set", obj{"job": "owner", "title": "Odd", "levels": five[:4]}},
			"an empty level":       {"skill.set", obj{"job": "owner", "title": "Odd", "levels": []string{"a", "b", " ", "d", "e"}}},
			"a taken skill":        {"skill.set", obj{"job": "owner", "title": "Coaching", "levels": five}},
			"no such skill":        {"ladder.set", obj{"job": "owner", "title": "Odd", "expects": obj{"tea": 3}}},
			"the other's skill":    {"ladder.set", obj{"job": "owner", "title": "Odd", "expects": obj{"manager-strategy": 3}}},
			"a level that is none": {"ladder.set", obj{"job": "owner", "title": "Odd", "expects": obj{"owner-coaching": 7}}},
			"a taken step":         {"ladder.set", obj{"job": "owner", "title": "Owner", "expects": obj{}}},
		} {
			if _, err := w.Try("adam", c.op, c.in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if out := w.Do("pia", "skill.set", obj{"job": "owner", "title": "Poetry", "levels": five}); out.Proposal == nil {
			t.Error("pia adds skills without a proposal")
		}
	})
}

func TestHiring(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		var d struct {
			Title, Text string
			Asks        []struct{ Skill, Question string }
		}
		w.Into("dina", "vacancy.draft", obj{"product": "LEND", "step": "senior-owner"}, &d)
		if d.Title != "Senior product owner, Lendwell" || len(d.Asks) != 8 || !strings.Contains(d.Text, "**Order of the backlog.**") || !strings.Contains(d.Text, "(level 4 of 5)") || strings.Contains(d.Text, "Pricing") {
			t.Errorf("the draft is %+v", d)
		}
		vacancy, candidate := written(w)
		card := func(fields obj) obj {
			in := obj{"id": vacancy, "candidate": candidate, "levels": obj{"owner-stories": 3}, "hire": "yes"}
			for k, v := range fields {
				in[k] = v
			}
			return in
		}
		for name, c := range map[string]struct {
			who, op string
			in      obj
			want    errs.Kind
		}{
			"no interviewer":     {"paul", "scorecard.set", card(nil), errs.Forbidden},
			"handed in already":  {"tess", "scorecard.set", card(nil), errs.Conflict},
			"not all rated":      {"mark", "scorecard.set", card(obj{"levels": obj{}, "handIn": true}), errs.Invalid},
			"no word on hiring":  {"mark", "scorecard.set", card(obj{"hire": "", "handIn": true}), errs.Invalid},
			"a skill not asked":  {"mark", "scorecard.set", card(obj{"levels": obj{"owner-backlog": 3}}), errs.Invalid},
			"an address":         {"paul", "candidate.set", obj{"id": vacancy, "label": "k@example.com"}, errs.Invalid},
			"a long name":        {"paul", "candidate.set", obj{"id": vacancy, "label": "Konstantin Valentin Okapi-Zebra"}, errs.Invalid},
			"an outsider's":      {"dina", "candidate.set", obj{"id": vacancy, "label": "K.V."}, errs.Forbidden},
			"erased by another":  {"tess", "candidate.erase", obj{"id": vacancy, "candidate": candidate}, errs.Forbidden},
			"no such candidate":  {"mark", "scorecard.set", card(obj{"candidate": vacancy}), errs.NotFound},
			"a guest interviews": {"adam", "vacancy.update", obj{"id": vacancy, "interviewers": []string{"@gus"}}, errs.Invalid},
			"no such step":       {"adam", "vacancy.open", obj{"product": "LEND", "step": "king"}, errs.Invalid},
		} {
			if _, err := w.Try(c.who, c.op, c.in); !errs.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		w.Do("mark", "scorecard.set", card(obj{"levels": obj{"owner-stories": 1}}))
		w.Do("mark", "scorecard.set", card(obj{"levels": obj{"owner-stories": 2}, "handIn": true}))
		var page struct {
			Sees       bool
			Candidates []struct {
				Label string
				Sums  []struct {
					Mean          float64
					Count, Spread int
				}
				Blind bool
			}
		}
		w.Into("paul", "vacancy.show", obj{"id": vacancy}, &page)
		c := page.Candidates[0]
		if c.Blind || len(c.Sums) != 1 || c.Sums[0].Mean != 3 || c.Sums[0].Count != 2 || c.Sums[0].Spread != 2 {
			t.Errorf("put together: %+v", c)
		}
		page.Candidates = nil
		w.Into("olga", "vacancy.show", obj{"id": vacancy}, &page)
		if page.Sees || len(page.Candidates) != 0 {
			t.Errorf("the owner sees candidates: %+v", page)
		}
		w.Do("adam", "vacancy.update", obj{"id": vacancy, "state": "filled", "text": "# Ours"})
		if out := w.Do("pia", "vacancy.open", obj{"product": "LEND", "step": "owner"}); out.Proposal == nil {
			t.Error("pia opens vacancies without a proposal")
		}
	})
}
