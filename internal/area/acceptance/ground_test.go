package acceptance_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/area/acceptance"
	"throughline/internal/area/backlog"
	"throughline/internal/kit/errs"
)

func TestEvidenceCanBeOpened(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		i, other := done(w, "Forms"), done(w, "Other")
		file := w.As("tess", "POST", "/api/v1/records/"+i.Key+"/files?name=shot.txt", "seen", "Content-Type", "text/plain")
		elsewhere := w.As("tess", "POST", "/api/v1/records/"+other.Key+"/files?name=shot.txt", "seen", "Content-Type", "text/plain")
		id := func(b []byte) string {
			var v struct{ ID string }
			if err := json.Unmarshal(b, &v); err != nil || v.ID == "" {
				t.Fatalf("%s: %v", b, err)
			}
			return v.ID
		}
		with := func(p ...obj) obj {
			return obj{"id": i.Key, "results": []obj{{"criterion": "1", "met": true, "proofs": p}, {"criterion": "2", "met": true}}}
		}
		for what, in := range map[string]obj{
			"a file of another item": with(obj{"sort": "file", "id": id(elsewhere.Body.Bytes())}),
			"a script as a link":     with(obj{"sort": "link", "url": "javascript:alert(1)"}),
			"a test that never ran":  with(obj{"sort": "test", "id": i.ID}),
			"something else":         with(obj{"sort": "feeling"}),
		} {
			if _, err := w.Try("paul", "item.accept", in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v, want it refused as invalid", what, err)
			}
		}
		var j struct {
			Verdict struct {
				Results []acceptance.Result
			}
		}
		w.Into("paul", "item.accept", with(obj{"sort": "file", "id": id(file.Body.Bytes()), "name": "shot.txt"}, obj{"sort": "link", "url": "https://example.com/run"}), &j)
		if p := j.Verdict.Results[0].Proofs; len(p) != 2 || p[0].Name != "shot.txt" {
			t.Errorf("the verdict rests on %+v", p)
		}
	})
}

// answer gives the approvals of a feature.
type approvalOf struct{ ID, Member, State, Reason string }

func TestTheLastItemWaitsForApproval(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Forms"}})
		first, last := done(w, "First"), done(w, "Last")
		for _, i := range []string{first.Key, last.Key} {
			w.Do("paul", "link.create", obj{"type": "delivers", "from": i, "to": f.Key})
		}
		if out := w.Do("dina", "approval.ask", obj{"record": f.Key, "members": []string{"sam"}}); out.Proposal == nil {
			t.Error("a developer asked for an approval")
		}
		var asked []approvalOf
		w.Into("pia", "approval.ask", obj{"record": f.Key, "members": []string{"sam", "gus"}, "note": "Is the law kept?"}, &asked)
		w.CatchUp()
		var box struct {
			Items []struct{ Reason, Key, Kind string }
		}
		w.Into("sam", "inbox.list", obj{}, &box)
		if len(box.Items) == 0 || box.Items[0].Reason != "decide" || box.Items[0].Key != f.Key || box.Items[0].Kind != "approval" {
			t.Errorf("the one who is asked is told %+v", box.Items)
		}
		var mine []struct{ ID, Key, Note string }
		w.Into("sam", "approval.mine", obj{}, &mine)
		if len(mine) != 1 || mine[0].Key != f.Key || mine[0].Note != "Is the law kept?" {
			t.Errorf("what waits for sam is %+v", mine)
		}
		accept := func(key string) error {
			_, err := w.Try("paul", "item.accept", obj{"id": key, "results": results(true, true)})
			return err
		}
		if err := accept(first.Key); err != nil {
			t.Errorf("an item that is not the last waits: %v", err)
		}
		if err := accept(last.Key); !errs.Is(err, errs.Conflict) || !strings.Contains(err.Error(), "sam, gus") {
			t.Errorf("the last item does not wait for both: %v", err)
		}
		answer := func(who, id string, yes bool, reason string) error {
			_, err := w.Try(who, "approval.answer", obj{"id": id, "approved": yes, "reason": reason})
			return err
		}
		if err := answer("adam", asked[0].ID, true, ""); !errs.Is(err, errs.Forbidden) {
			t.Errorf("an admin answered for somebody: %v", err)
		}
		if err := answer("sam", asked[0].ID, false, " "); !errs.Is(err, errs.Invalid) {
			t.Errorf("declined without a reason: %v", err)
		}
		if err := answer("sam", asked[0].ID, false, "The small print is missing."); err != nil {
			t.Fatal(err)
		}
		if err := answer("gus", asked[1].ID, true, ""); err != nil {
			t.Errorf("a guest who was asked cannot answer: %v", err)
		}
		if err := accept(last.Key); !errs.Is(err, errs.Conflict) || !strings.Contains(err.Error(), "sam (declined)") {
			t.Errorf("accepted although it was declined: %v", err)
		}
		w.Into("pia", "approval.ask", obj{"record": f.Key, "members": []string{"sam"}}, &asked)
		if n := len(asked); n != 2 || asked[n-1].State != "asked" {
			t.Fatalf("asked again: %+v", asked)
		}
		if err := answer("sam", asked[1].ID, true, ""); err != nil {
			t.Fatal(err)
		}
		if err := accept(last.Key); err != nil {
			t.Errorf("with every approval the last item waits: %v", err)
		}
		if _, err := w.Try("pia", "approval.ask", obj{"record": last.Key, "members": []string{"sam"}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("approval of a story: %v", err)
		}
	})
}

const suite = `<testsuites><testsuite name="forms">
<testcase classname="forms" name="test_KEY_1_one_page"/>
<testcase classname="forms" name="KEY/2 no e-mail"><failure message="it mails"/></testcase>
<testcase classname="forms" name="KEY works"/>
<testcase classname="forms" name="nothing of ours"><failure message="x"/></testcase>
</testsuite></testsuites>`

type proven struct {
	Criteria []struct {
		Criterion, Outcome, Result string
		Cases                      []struct{ Test, Message string }
		History                    []struct{ Outcome string }
	}
	Runs []struct{ Name string }
}

func (p proven) outcomes() (out []string) {
	for _, c := range p.Criteria {
		out = append(out, c.Criterion+" "+c.Outcome)
	}
	return out
}

func TestTestsComeToTheirCriteria(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		i := done(w, "Forms")
		send := func(who, query, xml string) acceptance.Reported {
			t.Helper()
			rec := w.As(who, http.MethodPost, "/api/v1/products/LEND/test-results?"+query, strings.ReplaceAll(xml, "KEY", i.Key), "Content-Type", "application/xml")
			if rec.Code != http.StatusOK {
				t.Fatalf("%s: %d %s", who, rec.Code, rec.Body)
			}
			var r acceptance.Reported
			if err := json.Unmarshal(rec.Body.Bytes(), &r); err != nil {
				t.Fatal(err)
			}
			return r
		}
		r := send("dina", "name=CI+1&commit=abc", suite)
		if r.Run.Passed != 2 || r.Run.Failed != 2 || r.Run.Matched != 3 || len(r.Items) != 1 || r.Items[0].Failed != 1 || !slices.Equal(r.Run.Astray, []string{"forms › nothing of ours"}) {
			t.Errorf("the report gave %+v", r)
		}
		if again := send("dina", "name=CI+1&commit=abc", suite); !again.Again || again.Run.ID != r.Run.ID {
			t.Errorf("the same again: %+v", again)
		}
		var p proven
		w.Into("nora", "item.tests", obj{"id": i.Key}, &p)
		if got := p.outcomes(); !slices.Equal(got, []string{"1 passed", "2 failed", " passed"}) || p.Criteria[1].Cases[0].Message != "it mails" {
			t.Errorf("the criteria are %v, %+v", got, p.Criteria)
		}
		w.Clock.Add(60e9)
		send("tess", "name=CI+2", `<testsuite name="x"><testcase name="KEY/2 no e-mail"/></testsuite>`)
		w.Into("nora", "item.tests", obj{"id": i.Key}, &p)
		if got := p.outcomes(); !slices.Equal(got, []string{"1 passed", "2 passed", " passed"}) || len(p.Criteria[1].History) != 2 || p.Runs[0].Name != "CI 2" {
			t.Errorf("after the second run the criteria are %v, %+v", got, p)
		}
		// A test result is evidence.
		w.Do("paul", "item.accept", obj{"id": i.Key, "results": []obj{
			{"criterion": "1", "met": true, "proofs": []obj{{"sort": "test", "id": p.Criteria[0].Result}}}, {"criterion": "2", "met": true},
		}})
		for who, want := range map[string]int{"mark": 403, "gus": 403, "nora": 403} {
			if rec := w.As(who, http.MethodPost, "/api/v1/products/LEND/test-results", suite+who, "Content-Type", "text/xml"); rec.Code == want {
				continue
			} else {
				t.Errorf("%s reports tests: %d %s", who, rec.Code, rec.Body)
			}
		}
		if rec := w.As("dina", http.MethodPost, "/api/v1/products/LEND/test-results", "<html/>", "Content-Type", "text/xml"); rec.Code != 400 || !strings.Contains(rec.Body.String(), "begins with") {
			t.Errorf("a page: %d %s", rec.Code, rec.Body)
		}
		if rec := w.As("dina", http.MethodPost, "/api/v1/products/HIDE/test-results", suite, "Content-Type", "text/xml"); rec.Code != 404 {
			t.Errorf("of a product that is not theirs to see: %d", rec.Code)
		}
	})
}

func TestWhichCriterionATestIsAbout(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		s := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "S", "criteria": []obj{
			{"id": "1", "text": "Shows the rate"}, {"id": "2", "text": "Keeps what was typed when the line breaks"}, {"id": "ac-long", "text": "Scenario: A lender lends twice"},
		}}})
		w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "T", "criteria": []obj{{"id": "1", "text": "Shows the rate"}}}})
		for name, want := range map[string]string{
			"KEY/1":          "1",
			"KEY#2 whatever": "2",
			"test_KEY_2":     "2",
			"KEY AC 1: rate": "1",
			"KEY/ac-long":    "ac-long",
			"KEY_ac_long":    "whole",
			"KEY":            "whole",
			"KEY/9":          "whole",
			"KEY keeps what was typed when the line breaks": "2",
			"keepsWhatWasTypedWhenTheLineBreaks":            "2",
			"A lender lends twice":                          "ac-long",
			"Shows the rate":                                "none", // two stories have it
			"LEND-99999/1":                                  "none",
			"unrelated":                                     "none",
		} {
			told := strings.ReplaceAll(name, "KEY", s.Key)
			rec := w.As("dina", http.MethodPost, "/api/v1/products/LEND/test-results?name=x", `<testsuite><testcase name="`+told+`"/></testsuite>`, "Content-Type", "text/xml")
			var r acceptance.Reported
			if err := json.Unmarshal(rec.Body.Bytes(), &r); err != nil {
				t.Fatal(err)
			}
			got := "none"
			if len(r.Items) == 1 {
				var p proven
				w.Into("nora", "item.tests", obj{"id": s.Key}, &p)
				got = "whole"
				for _, c := range p.Criteria {
					if c.Criterion != "" && len(c.Cases) > 0 && c.Cases[0].Test == told {
						got = c.Criterion
					}
				}
			}
			if got != want {
				t.Errorf("%q is about %s, want %s", told, got, want)
			}
			w.Clock.Add(1e9)
		}
	})
}

func TestTheLatestRunCounts(t *testing.T) {
	t.Parallel()
	criteria := backlog.Criteria{{ID: "1", Text: "a"}, {ID: "2", Text: "b"}}
	run := func(at int64, cases ...acceptance.CaseResult) acceptance.TestResult {
		return acceptance.TestResult{Cases: cases, Run: string(rune('a' + at))}
	}
	c := func(criterion, outcome string) acceptance.CaseResult {
		return acceptance.CaseResult{Criterion: criterion, Outcome: outcome}
	}
	got := acceptance.Proved(criteria, []acceptance.TestResult{
		run(2, c("1", "skipped"), c("1", "passed")),
		run(1, c("1", "failed"), c("2", "skipped")),
		run(0, c("2", "error"), c("2", "passed")),
	})
	if len(got) != 2 || got[0].Outcome != "passed" || len(got[0].History) != 2 || got[1].Outcome != "skipped" || got[1].History[1].Outcome != "failed" {
		t.Errorf("%+v", got)
	}
}

func TestSessionsWithUsers(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		in := obj{
			"product": "LEND", "title": "First look at the form", "heldOn": "2026-03-02", "setting": "remote",
			"participants": []obj{{"name": "Rosa"}, {"name": "Leo"}},
			"tasks":        []obj{{"id": "1", "text": "Ask for a loan", "outcomes": []string{"done", "helped"}}},
			"findings":     []obj{{"id": "1", "text": "Nobody reads the note", "severity": "serious", "task": "1"}},
		}
		s := w.Do("paul", "testsession.create", obj{"fields": in})
		if out := w.Do("dina", "testsession.update", obj{"id": s.Key, "patch": obj{"goal": "x"}}); out.Proposal == nil {
			t.Error("a developer changed a session")
		}
		for what, p := range map[string]obj{
			"an outcome too many":     {"tasks": []obj{{"id": "1", "text": "x", "outcomes": []string{"done", "done", "done"}}}},
			"another outcome":         {"tasks": []obj{{"id": "1", "text": "x", "outcomes": []string{"well"}}}},
			"a finding of no task":    {"findings": []obj{{"id": "1", "text": "x", "task": "7"}}},
			"another severity":        {"findings": []obj{{"id": "1", "text": "x", "severity": "huge"}}},
			"a finding twice":         {"findings": []obj{{"id": "1", "text": "x"}, {"id": "1", "text": "y"}}},
			"nobody who took part":    {"participants": []obj{{"name": " "}}},
			"a task without its text": {"tasks": []obj{{"id": "1", "text": ""}}},
		} {
			if _, err := w.Try("paul", "testsession.update", obj{"id": s.Key, "patch": p}); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v, want it refused as invalid", what, err)
			}
		}
		insight := w.Do("paul", "insight.create", obj{"fields": obj{"product": "LEND", "title": "Notes are not read"}})
		w.Do("paul", "link.create", obj{"type": "evidence", "from": s.Key, "to": insight.Key})
		var thread struct{ Up []struct{ Key, Kind string } }
		w.Into("nora", "record.thread", obj{"id": insight.Key}, &thread)
		if !slices.ContainsFunc(thread.Up, func(r struct{ Key, Kind string }) bool { return r.Key == s.Key }) {
			t.Errorf("the insight's thread leads up to %+v, want the session", thread.Up)
		}
	})
}
