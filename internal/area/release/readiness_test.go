package release_test

import (
	"encoding/json"
	"encoding/xml"
	"slices"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

// spring is a release with a feature of two stories and a bug beside it, all
// done.
type spring struct{ release, feature, one, two, bug string }

func makeSpring(w *apptest.World) spring {
	var s spring
	s.release = w.Do("pia", "release.create", obj{"fields": obj{"product": "LEND", "title": "Spring", "dueOn": "2026-03-10", "budget": 100000, "currency": "EUR"}}).Key
	s.feature = w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Shorter *forms*", "body": "Half the fields are gone."}}).Key
	item := func(kind, title string) string {
		return w.Do("paul", kind+".create", obj{"fields": obj{"product": "LEND", "title": title, "state": "done", "criteria": []obj{{"text": "It holds"}}}}).Key
	}
	s.one, s.two, s.bug = item("story", "One page"), item("story", "Save and go on"), item("bug", "The sum is wrong")
	w.Do("paul", "story.update", obj{"id": s.one, "patch": obj{"iWant": "to see all on one page"}})
	for _, i := range []string{s.one, s.two} {
		w.Do("paul", "link.create", obj{"type": "delivers", "from": i, "to": s.feature})
	}
	w.Do("pia", "link.create", obj{"type": "ships in", "from": s.feature, "to": s.release})
	w.Do("paul", "link.create", obj{"type": "ships in", "from": s.bug, "to": s.release})
	return s
}

func accept(w *apptest.World, keys ...string) {
	for _, k := range keys {
		w.Do("paul", "item.accept", obj{"id": k, "results": []obj{{"criterion": "1", "met": true}}})
	}
}

func reject(w *apptest.World, key string) {
	w.Do("paul", "item.reject", obj{"id": key, "reason": "It does not.", "results": []obj{{"criterion": "1", "met": false}}})
}

type ready struct {
	Ready, Held     bool
	Items, Accepted int64
	Checks          []struct {
		Name      string
		OK, Holds bool
		Count     int64
		Query     string
		Records   []struct{ Key, Why string }
	}
}

// open lists what does not hold.
func (r ready) open() []string {
	out := []string{}
	for _, c := range r.Checks {
		if !c.OK {
			var keys []string
			for _, b := range c.Records {
				keys = append(keys, b.Key)
			}
			out = append(out, strings.TrimSpace(c.Name+" "+strings.Join(keys, " ")))
		}
	}
	return out
}

func readiness(w *apptest.World, key string) ready {
	var r ready
	w.Into("nora", "release.readiness", obj{"id": key}, &r)
	return r
}

func TestReadinessNamesWhatIsInTheWay(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		s := makeSpring(w)
		expect := func(what string, want ...string) ready {
			t.Helper()
			r := readiness(w, s.release)
			if got := r.open(); !slices.Equal(got, want) {
				t.Errorf("%s: in the way are %q, want %q", what, got, want)
			}
			return r
		}
		if r := expect("at first", "verdicts "+s.one+" "+s.two+" "+s.bug, "notes"); r.Ready || r.Held || r.Items != 3 || r.Checks[2].Query != "key:"+s.one+","+s.two+","+s.bug {
			t.Errorf("at first it is %+v", r)
		}
		accept(w, s.one, s.two)
		reject(w, s.bug)
		if r := expect("after a rejection", "work "+s.bug, "rejections "+s.bug, "notes"); !r.Held || r.Accepted != 2 {
			t.Errorf("after a rejection it is %+v", r)
		}
		w.Do("dina", "bug.update", obj{"id": s.bug, "patch": obj{"state": "done"}})
		expect("when it is done again", "verdicts "+s.bug, "rejections "+s.bug, "notes")
		accept(w, s.bug)
		w.Do("paul", "release.update", obj{"id": s.release, "patch": obj{"notes": "Shorter forms.", "spent": 100001}})
		expect("when it costs too much", "budget")
		w.Do("paul", "release.update", obj{"id": s.release, "patch": obj{"spent": 100000}})
		if r := expect("when all is well"); !r.Ready {
			t.Errorf("when all is well it is %+v", r)
		}
		risk := w.Do("pia", "risk.create", obj{"fields": obj{"product": "LEND", "title": "Rates rise", "type": "market"}}).Key
		w.Do("pia", "link.create", obj{"type": "relates", "from": risk, "to": s.feature})
		w.Do("pia", "approval.ask", obj{"record": s.feature, "members": []string{"sam"}})
		w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Bare"}})
		w.As("dina", "POST", "/api/v1/products/LEND/test-results", `<testsuite><testcase name="`+s.one+`"><failure/></testcase></testsuite>`, "Content-Type", "text/xml")
		r := expect("later", "tests "+s.one, "approvals "+s.feature, "risks "+risk)
		if !r.Held || r.Checks[6].Name != "builds" {
			t.Errorf("later it is %+v", r)
		}
		w.Clock.Add(9 * 24 * 3600e9)
		expect("after the day", "tests "+s.one, "approvals "+s.feature, "risks "+risk, "day")
	})
}

func TestARejectionHoldsTheRelease(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		s := makeSpring(w)
		accept(w, s.one, s.two)
		reject(w, s.bug)
		_, err := w.Try("paul", "release.release", obj{"id": s.release, "reason": "It is time."})
		if !errs.Is(err, errs.Invalid) || !strings.Contains(err.Error(), s.bug) {
			t.Fatalf("with an open rejection it went out: %v", err)
		}
		if out := w.Do("pia", "release.hold", obj{"id": s.release, "reason": "No."}); out.Proposal == nil {
			t.Error("a product manager said no-go")
		}
		var rel struct {
			State, Ruling, RulingReason, RuledBy, Despite string
			HeldBy                                        []string
		}
		w.Into("paul", "release.hold", obj{"id": s.release, "reason": "The sum is still wrong."}, &rel)
		if rel.State != "planned" || rel.Ruling != "no-go" || rel.RulingReason != "The sum is still wrong." || rel.RuledBy != w.Members["paul"] {
			t.Errorf("no-go gave %+v", rel)
		}
		out := w.Do("pia", "release.release", obj{"id": s.release, "despite": "It only shows in the old form."})
		if out.Proposal == nil {
			t.Fatal("a product manager gave the go")
		}
		w.Do("paul", "proposal.take", obj{"id": out.ID})
		w.Into("nora", "release.show", obj{"id": s.release}, &rel)
		if rel.State != "released" || rel.Ruling != "go" || rel.Despite != "It only shows in the old form." || !slices.Equal(rel.HeldBy, []string{s.bug}) {
			t.Errorf("the go gave %+v", rel)
		}
		var h struct {
			Items []struct {
				Decision, Kind string
				Diff           map[string]any
			}
		}
		w.Into("nora", "record.history", obj{"id": s.release}, &h)
		said := false
		for _, row := range h.Items {
			said = said || row.Kind == "release" && row.Decision == "release.content" && row.Diff["despite"] != nil
		}
		if !said {
			t.Errorf("the ledger does not say why: %+v", h.Items)
		}
		if _, err := w.Try("paul", "release.hold", obj{"id": s.release, "reason": "x"}); !errs.Is(err, errs.Conflict) {
			t.Errorf("no-go to what is out: %v", err)
		}
	})
}

func TestAHotFix(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		s := makeSpring(w)
		bug := w.Do("paul", "bug.create", obj{"fields": obj{"product": "LEND", "title": "It falls over"}})
		if _, err := w.Try("paul", "release.fix", obj{"id": s.release, "items": []string{bug.Key}}); !errs.Is(err, errs.Conflict) {
			t.Errorf("a hot-fix to what is not out: %v", err)
		}
		w.Do("paul", "release.release", obj{"id": s.release})
		if _, err := w.Try("paul", "release.fix", obj{"id": s.release, "items": []string{s.feature}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a feature in a hot-fix: %v", err)
		}
		if out := w.Do("pia", "release.fix", obj{"id": s.release, "items": []string{bug.Key}}); out.Proposal == nil {
			t.Error("a product manager made a hot-fix alone")
		}
		var fix struct{ Key, Title, State, Mends, DueOn string }
		w.Into("paul", "release.fix", obj{"id": s.release, "items": []string{bug.Key, bug.Key}}, &fix)
		if fix.Title != "Spring, hot-fix 1" || fix.State != "in progress" || fix.Mends == "" || fix.DueOn != "2026-03-02" {
			t.Errorf("the hot-fix is %+v", fix)
		}
		r := readiness(w, fix.Key)
		if got := r.open(); !slices.Equal(got, []string{"work " + bug.Key}) || r.Items != 1 || len(r.Checks) != 8 {
			t.Errorf("its checks are %+v", r)
		}
		w.Do("dina", "bug.update", obj{"id": bug.Key, "patch": obj{"state": "done"}})
		w.Do("paul", "item.accept", obj{"id": bug.Key})
		w.Do("paul", "release.release", obj{"id": fix.Key})
	})
}

func TestNotesAreDraftedFromWhatWasAccepted(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		s := makeSpring(w)
		accept(w, s.one, s.bug)
		account := w.Do("pia", "account.create", obj{"fields": obj{"title": "Harbour Bank"}})
		said := w.Do("pia", "feedback.create", obj{"fields": obj{"product": "LEND", "title": "Too long", "account": account.ID}})
		w.Do("pia", "feedback.link", obj{"id": said.Key, "to": s.feature})
		for audience, want := range map[string]string{
			"customers": "## What is new\n\n- **Shorter \\*forms\\***\n  - One page\n\n## Fixed\n\n- The sum is wrong",
			"internal":  "## " + s.feature + " Shorter \\*forms\\*\n\n- " + s.one + " One page\n\n## Besides\n\n- " + s.bug + " The sum is wrong\n\n## Not in it yet\n\n- " + s.two + " Save and go on (done)",
			"sales":     "## Shorter \\*forms\\*\n\nHalf the fields are gone.\n\n- One page\n\nAsked for by Harbour Bank.",
			"support":   "## No longer a problem\n\n- " + s.bug + ": The sum is wrong\n\n## People may ask about\n\n- " + s.one + ": One page\n  They can now to see all on one page.",
		} {
			var d struct {
				Text, Field    string
				Accepted, Open int64
			}
			w.Into("nora", "release.draft", obj{"id": s.release, "audience": audience}, &d)
			if d.Text != want || d.Accepted != 2 || d.Open != 1 {
				t.Errorf("%s: %q, want %q (%+v)", audience, d.Text, want, d)
			}
			w.Do("paul", "release.update", obj{"id": s.release, "patch": obj{d.Field: d.Text}})
		}
	})
}

func TestTheChangelogIsReadByItsLinkAlone(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		s := makeSpring(w)
		w.Do("paul", "release.update", obj{"id": s.release, "patch": obj{"notes": "**Shorter** forms, see " + s.one + ". <script>alert(1)</script>", "notesInternal": "SECRET"}})
		type link struct{ ID, Token string }
		var l link
		w.Into("pia", "changelog.share", obj{"product": "LEND", "title": "What is new at Lendwell", "intro": "For you."}, &l)
		get := func(token, what string) (int, string) {
			rec := w.As("", "GET", "/api/v1/changelogs/"+token+"/"+what, "")
			return rec.Code, rec.Body.String()
		}
		if _, body := get(l.Token, "page"); strings.Contains(body, "Spring") {
			t.Errorf("what is not out is published: %s", body)
		}
		w.Do("paul", "release.release", obj{"id": s.release})
		var rel struct{ ID string }
		w.Into("paul", "release.show", obj{"id": s.release}, &rel)
		for _, what := range []string{"page", "atom", "feed"} {
			code, body := get(l.Token, what)
			if code != 200 || !strings.Contains(body, "Spring") || !strings.Contains(body, "2026-03-02") {
				t.Errorf("%s: %d %s", what, code, body)
			}
			for _, leak := range []string{"SECRET", rel.ID, l.ID, w.Workspace, w.Members["paul"], "/r/"} {
				if strings.Contains(body, leak) {
					t.Errorf("%s tells %q", what, leak)
				}
			}
			if what != "page" && strings.Contains(body, "script>alert") {
				t.Errorf("%s carries a script: %s", what, body)
			}
		}
		_, body := get(l.Token, "atom")
		if err := xml.Unmarshal([]byte(body), new(struct{})); err != nil {
			t.Errorf("the Atom feed is no XML: %v", err)
		}
		_, body = get(l.Token, "feed")
		if !json.Valid([]byte(body)) || !strings.Contains(body, "jsonfeed.org") {
			t.Errorf("the JSON feed is %s", body)
		}
		var next link
		w.Into("pia", "changelog.share", obj{"product": "LEND", "title": "What is new at Lendwell", "intro": "For you."}, &next)
		if code, _ := get(l.Token, "page"); code != 404 {
			t.Errorf("the old link answers %d", code)
		}
		if _, err := w.Try("paul", "changelog.share", obj{"product": "LEND", "title": "What is new at Lendwell", "intro": "For you."}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("a product owner renewed the link: %v", err)
		}
		w.Do("pia", "changelog.revoke", obj{"id": next.ID})
		for _, token := range []string{next.Token, "x", "tl_chl_00000000000000000000000000000000", "tl_pat_00000000000000000000000000000000"} {
			if code, _ := get(token, "feed"); code != 404 {
				t.Errorf("after it was revoked %q answers %d", token, code)
			}
		}
	})
}
