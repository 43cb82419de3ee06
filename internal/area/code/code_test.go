package code_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/area/code"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

func TestKeysInWords(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"LEND-12":                               "LEND-12",
		"feature/lend-12-new-form":              "LEND-12",
		"lend_12 and LEND-12 again":             "LEND-12",
		"Fix LEND-12, LEND-13 (PAY-4)":          "LEND-12 LEND-13 PAY-4",
		"LEND-12/LEND-13":                       "LEND-12 LEND-13",
		"XLEND-012 A-1 utf-8x no-key sha256-":   "",
		"see [LEND-7]:":                         "LEND-7",
		strings.Repeat("x ", 20_000) + "LEND-1": "",
	} {
		if got := strings.Join(code.Keys(words), " "); got != want {
			t.Errorf("%.40q names %q, want %q", words, got, want)
		}
	}
}

// link is a repository that was connected.
type link struct {
	ID, Path, Secret string
}

func connect(w *apptest.World, host string, rules ...obj) link {
	var l link
	w.Into("paul", "repository.connect", obj{"product": "LEND", "host": host, "name": "Codertocat/Hello-World", "rules": append([]obj{}, rules...)}, &l)
	return l
}

// post delivers as a host does, over HTTP and as nobody.
func (l link) post(w *apptest.World, headers map[string]string, body []byte) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, l.Path, bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	for k, v := range headers {
		r.Header.Set(k, v)
	}
	rec := httptest.NewRecorder()
	w.Handler.ServeHTTP(rec, r)
	return rec
}

func sum(secret string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return hex.EncodeToString(mac.Sum(nil))
}

func (l link) github(event, number string, body []byte) map[string]string {
	return map[string]string{"X-GitHub-Event": event, "X-GitHub-Delivery": number, "X-Hub-Signature-256": "sha256=" + sum(l.Secret, body)}
}

type delivery struct{ Event, Outcome, Reason string }

func log(w *apptest.World, l link) []delivery {
	var page struct{ Items []delivery }
	w.Into("paul", "repository.deliveries", obj{"id": l.ID, "limit": 200}, &page)
	return page.Items
}

func raw(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func pull(action, title, branch string, more obj) obj {
	p := obj{
		"number": 7, "title": title, "state": "open", "html_url": "https://github.com/Codertocat/Hello-World/pull/7", "updated_at": "2026-03-02T09:00:00Z",
		"user": obj{"login": "Codertocat"}, "head": obj{"ref": branch, "sha": "ec26c3e57ca3a959ca5aad62de7213c562f8c821"},
	}
	for k, v := range more {
		p[k] = v
	}
	return obj{"action": action, "number": 7, "pull_request": p, "repository": obj{"full_name": "Codertocat/Hello-World", "html_url": "https://github.com/Codertocat/Hello-World"}, "sender": obj{"login": "Codertocat"}}
}

func TestADeliveryIsAcceptedOnce(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		s := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "One page", "state": "in progress"}})
		l := connect(w, "github", obj{"on": "pull opened", "to": "in review"}, obj{"on": "pull merged", "to": "done"})
		body := raw(t, pull("opened", "Shorter forms", "feature/"+strings.ToLower(s.Key)+"-forms", nil))
		if rec := l.post(w, l.github("pull_request", "d1", body), body); rec.Code != 200 {
			t.Fatalf("a signed delivery: %d %s", rec.Code, rec.Body)
		}
		if got := w.Do("nora", "story.show", obj{"id": s.Key}).State; got != "in review" {
			t.Errorf("after its pull request was opened the story is %s", got)
		}
		refused := map[string]struct {
			code   int
			reason string
			head   map[string]string
			body   []byte
		}{
			"the same again":                     {409, "before", l.github("pull_request", "d1", body), body},
			"the same under another number":      {409, "before", l.github("pull_request", "d2", body), body},
			"another body under the same number": {409, "before", l.github("ping", "d1", raw(t, pull("x", "y", "z", nil))), raw(t, pull("x", "y", "z", nil))},
			"without a signature":                {403, "signature", map[string]string{"X-GitHub-Event": "push", "X-GitHub-Delivery": "d3"}, body},
			"signed by somebody else":            {403, "signature", link{Secret: "guess"}.github("push", "d4", body), body},
			"changed on its way":                 {403, "signature", l.github("pull_request", "d5", body), bytes.Replace(body, []byte("forms"), []byte("farms"), 1)},
			"with the old hash":                  {403, "signature", map[string]string{"X-GitHub-Event": "push", "X-GitHub-Delivery": "d6", "X-Hub-Signature": "sha1=" + sum(l.Secret, body)}, body},
			"without a number":                   {400, "number", l.github("push", "", body), body},
			"no JSON":                            {400, "read", l.github("push", "d7", []byte("{")), []byte("{")},
		}
		foreign := raw(t, obj{"ref": "refs/heads/x", "repository": obj{"full_name": "octo-org/octo-repo"}})
		refused["about another repository"] = struct {
			code   int
			reason string
			head   map[string]string
			body   []byte
		}{403, "another repository", l.github("push", "d8", foreign), foreign}
		for what, c := range refused {
			w.Clock.Add(1e9)
			if rec := l.post(w, c.head, c.body); rec.Code != c.code {
				t.Errorf("%s: %d %s, want %d", what, rec.Code, rec.Body, c.code)
			}
			if last := log(w, l)[0]; last.Outcome != "refused" || !strings.Contains(last.Reason, c.reason) {
				t.Errorf("%s is noted as %+v", what, last)
			}
		}
		if n := len(log(w, l)); n != len(refused)+1 {
			t.Errorf("%d deliveries are noted, want %d", n, len(refused)+1)
		}
		if _, err := w.Try("dina", "repository.deliveries", obj{"id": l.ID}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("a developer reads what was refused: %v", err)
		}
		merged := raw(t, pull("closed", "Shorter forms", "feature/"+strings.ToLower(s.Key)+"-forms", obj{"state": "closed", "merged": true, "updated_at": "2026-03-02T10:00:00Z"}))
		if rec := l.post(w, l.github("pull_request", "d9", merged), merged); rec.Code != 200 {
			t.Fatalf("merged: %d %s", rec.Code, rec.Body)
		}
		if got := w.Do("nora", "story.show", obj{"id": s.Key}).State; got != "done" {
			t.Errorf("after its pull request was merged the story is %s", got)
		}
		var refs []struct{ Sort, Name, State string }
		w.Into("nora", "record.code", obj{"id": s.Key}, &refs)
		if len(refs) != 1 || refs[0].Sort != "pull" || refs[0].State != "merged" {
			t.Errorf("the story's code is %+v", refs)
		}
		var h struct {
			Items []struct{ Operation, Through string }
		}
		w.Into("nora", "record.history", obj{"id": s.Key}, &h)
		if !slices.ContainsFunc(h.Items, func(r struct{ Operation, Through string }) bool { return r.Through == "git:Codertocat/Hello-World" }) {
			t.Errorf("the history does not say that the repository did it: %+v", h.Items)
		}
	})
}

func TestPushesAndChecks(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		s := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "One page"}})
		hidden := w.Do("paul", "story.create", obj{"fields": obj{"product": "HIDE", "title": "Hidden"}})
		l := connect(w, "github")
		repo := obj{"full_name": "Codertocat/Hello-World", "html_url": "https://github.com/Codertocat/Hello-World"}
		sha := strings.Repeat("a1", 20)
		push := raw(t, obj{"ref": "refs/heads/main", "after": sha, "repository": repo, "sender": obj{"login": "dina"}, "commits": []obj{
			{"id": sha, "message": s.Key + ": one page\n\nAnd " + hidden.Key, "timestamp": "2026-03-02T08:00:00+01:00", "url": "https://github.com/x/y/commit/" + sha, "author": obj{"name": "Dina"}},
			{"id": strings.Repeat("b2", 20), "message": "LEND-999 is no item, and neither is LEND", "timestamp": "2026-03-02T08:00:00Z"},
		}})
		if rec := l.post(w, l.github("push", "1", push), push); rec.Code != 200 {
			t.Fatalf("%d %s", rec.Code, rec.Body)
		}
		check := func(number, conclusion, at string) {
			t.Helper()
			w.Clock.Add(1e9)
			b := raw(t, obj{"action": "completed", "check_run": obj{"name": "tests", "status": "completed", "conclusion": conclusion, "head_sha": sha, "html_url": "javascript:alert(1)", "completed_at": at}, "repository": repo})
			if rec := l.post(w, l.github("check_run", number, b), b); rec.Code != 200 {
				t.Fatalf("%d %s", rec.Code, rec.Body)
			}
		}
		check("2", "failure", "2026-03-02T08:10:00Z")
		check("3", "success", "2026-03-02T08:20:00Z")
		check("4", "failure", "2026-03-02T08:05:00Z") // late news: older than what is known
		var refs []struct{ Sort, Name, Title, State, URL, Author, Branch string }
		w.Into("nora", "record.code", obj{"id": s.Key}, &refs)
		if len(refs) != 2 || refs[0].Sort != "check" || refs[0].State != "passed" || refs[0].URL != "" || refs[1].Title != s.Key+": one page" || refs[1].Author != "Dina" || refs[1].Branch != "main" {
			t.Errorf("the story's code is %+v", refs)
		}
		if got := w.Do("nora", "story.show", obj{"id": s.Key}).State; got != "new" {
			t.Errorf("without a rule the story is %s", got)
		}
		if _, err := w.Try("nora", "record.code", obj{"id": hidden.Key}); !errs.Is(err, errs.NotFound) {
			t.Errorf("code of a hidden record: %v", err)
		}
		if last := log(w, l); len(last) != 4 || last[3].Outcome != "accepted" {
			t.Errorf("noted: %+v", last)
		}
	})
}

func TestRulesNeverMoveBackAndHeedRights(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		l := connect(w, "gitea", obj{"on": "pull opened", "to": "in review"}, obj{"on": "pull merged", "to": "accepted"}, obj{"on": "branch made", "to": "in progress"})
		n := 0
		send := func(event string, body obj) {
			t.Helper()
			n++
			b := raw(t, body)
			rec := l.post(w, map[string]string{"X-Gitea-Event": event, "X-Gitea-Delivery": fmt.Sprint(n), "X-Gitea-Signature": sum(l.Secret, b)}, b)
			if rec.Code != 200 {
				t.Fatalf("%d %s", rec.Code, rec.Body)
			}
		}
		for state, want := range map[string]string{"new": "in review", "in review": "in review", "done": "done", "dropped": "dropped"} {
			s := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": state, "state": state}})
			send("pull_request", pull("opened", "For "+s.Key, "x", nil))
			send("pull_request", pull("closed", "For "+s.Key, "x", obj{"merged": true, "state": "closed"}))
			if got := w.Do("nora", "story.show", obj{"id": s.Key}).State; got != want {
				t.Errorf("%s: became %s, want %s", state, got, want)
			}
		}
		s := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "Branch"}})
		send("create", obj{"ref": s.Key + "-x", "ref_type": "branch", "repository": obj{"full_name": "codertocat/hello-world"}})
		if got := w.Do("nora", "story.show", obj{"id": s.Key}).State; got != "in progress" {
			t.Errorf("after its branch was made the story is %s", got)
		}
	})
}

func TestGitLabShowsItsToken(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		s := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "One page"}})
		l := connect(w, "gitlab", obj{"on": "pull opened", "to": "in progress"})
		body := raw(t, obj{
			"object_kind": "merge_request", "user": obj{"username": "dina"}, "project": obj{"path_with_namespace": "Codertocat/Hello-World", "web_url": "https://gitlab.com/x"},
			"object_attributes": obj{"iid": 3, "title": "Draft no more", "description": "Closes " + s.Key, "state": "opened", "action": "open", "source_branch": "x", "updated_at": "2026-03-02 08:00:00 UTC", "url": "https://gitlab.com/x/-/merge_requests/3", "last_commit": obj{"id": strings.Repeat("c3", 20)}},
		})
		head := map[string]string{"X-Gitlab-Event": "Merge Request Hook", "X-Gitlab-Event-UUID": "u1", "X-Gitlab-Token": l.Secret}
		if rec := l.post(w, map[string]string{"X-Gitlab-Event": "Merge Request Hook", "X-Gitlab-Event-UUID": "u0", "X-Gitlab-Token": l.Secret + "x"}, body); rec.Code != 403 {
			t.Errorf("another token: %d", rec.Code)
		}
		if rec := l.post(w, head, body); rec.Code != 200 {
			t.Fatalf("%d %s", rec.Code, rec.Body)
		}
		pipeline := raw(t, obj{"object_kind": "pipeline", "project": obj{"path_with_namespace": "Codertocat/Hello-World", "web_url": "https://gitlab.com/x"},
			"object_attributes": obj{"id": 9, "ref": "x", "sha": strings.Repeat("c3", 20), "status": "failed", "finished_at": "2026-03-02 08:30:00 UTC"}})
		if rec := l.post(w, map[string]string{"X-Gitlab-Event": "Pipeline Hook", "X-Gitlab-Event-UUID": "u2", "X-Gitlab-Token": l.Secret}, pipeline); rec.Code != 200 {
			t.Fatalf("%d %s", rec.Code, rec.Body)
		}
		var refs []struct{ Sort, Name, State, URL string }
		w.Into("nora", "record.code", obj{"id": s.Key}, &refs)
		if len(refs) != 2 || refs[0].State != "failed" || refs[0].URL != "https://gitlab.com/x/-/pipelines/9" || refs[1].Sort != "pull" || refs[1].Name != "3" {
			t.Errorf("the story's code is %+v", refs)
		}
		if got := w.Do("nora", "story.show", obj{"id": s.Key}).State; got != "in progress" {
			t.Errorf("the story is %s", got)
		}
	})
}

// Real deliveries of GitHub, as its documentation of webhooks shows them: each
// is taken in once, and refused where it is about another repository.
func TestRealDeliveries(t *testing.T) {
	t.Parallel()
	file := sample(t, "github/octokit-webhook-deliveries.json")
	var all []json.RawMessage
	if err := json.Unmarshal(file, &all); err != nil || len(all) < 10 {
		t.Fatalf("%d deliveries, %v", len(all), err)
	}
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		l := connect(w, "github")
		taken, foreign := 0, 0
		seen := map[string]bool{}
		for i, body := range all {
			var b struct {
				Repository struct {
					FullName string `json:"full_name"`
				} `json:"repository"`
			}
			if err := json.Unmarshal(body, &b); err != nil {
				t.Fatal(err)
			}
			want := 200
			switch {
			case b.Repository.FullName != "Codertocat/Hello-World":
				want, foreign = 403, foreign+1
			case seen[string(body)]:
				want = 409
			default:
				taken++
			}
			seen[string(body)] = true
			number := fmt.Sprintf("72d3162e-cc78-11e3-81ab-%012d", i)
			if rec := l.post(w, l.github("issues", number, body), body); rec.Code != want {
				t.Errorf("delivery %d: %d %s, want %d", i, rec.Code, rec.Body, want)
			}
			if rec := l.post(w, l.github("issues", number+"-again", body), body); want == 200 && rec.Code != 409 {
				t.Errorf("delivery %d again: %d", i, rec.Code)
			}
			forged := link{Secret: "not the secret"}.github("issues", number+"-forged", body)
			if rec := l.post(w, forged, body); rec.Code != 403 {
				t.Errorf("delivery %d forged: %d", i, rec.Code)
			}
		}
		if taken == 0 || foreign == 0 {
			t.Errorf("%d were taken in, %d were about another repository; want some of both", taken, foreign)
		}
		counts := map[string]int{}
		for _, d := range log(w, l) {
			counts[d.Outcome]++
		}
		if counts["refused"] < 2*taken || counts["ignored"] != taken {
			t.Errorf("noted are %v, with %d taken in", counts, taken)
		}
	})
}

func TestSecretsAreShownOnce(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		l := connect(w, "github")
		if len(l.Secret) < 30 || !strings.HasSuffix(l.Path, l.ID) {
			t.Fatalf("connecting gave %+v", l)
		}
		for name, in := range map[string]obj{"repository.list": {"product": "LEND"}, "ledger.list": {"product": "LEND"}, "repository.deliveries": {"id": l.ID}} {
			if out := w.Do("adam", name, in); bytes.Contains(out.JSON, []byte(l.Secret)) {
				t.Errorf("%s shows the secret", name)
			}
		}
		if out := w.Do("dina", "ledger.list", obj{}); bytes.Contains(out.JSON, []byte(l.Secret)) {
			t.Error("the ledger has the secret")
		}
		var again link
		w.Into("adam", "repository.renew", obj{"id": l.ID}, &again)
		body := raw(t, pull("opened", "x", "y", nil))
		if rec := l.post(w, l.github("pull_request", "1", body), body); rec.Code != 403 {
			t.Errorf("the old secret: %d", rec.Code)
		}
		if rec := again.post(w, again.github("pull_request", "2", body), body); rec.Code != 200 {
			t.Errorf("the new secret: %d %s", rec.Code, rec.Body)
		}
		for who, op := range map[string]string{"dina": "repository.renew", "tess": "repository.disconnect", "nora": "repository.renew"} {
			if _, err := w.Try(who, op, obj{"id": l.ID}); !errs.Is(err, errs.Forbidden) {
				t.Errorf("%s by %s: %v", op, who, err)
			}
		}
		if _, err := w.Try("paul", "repository.connect", obj{"host": "github", "product": "LEND", "name": "Codertocat/Hello-World"}); !errs.Is(err, errs.Conflict) {
			t.Errorf("connected twice: %v", err)
		}
		w.Do("paul", "repository.disconnect", obj{"id": l.ID})
		if rec := again.post(w, again.github("pull_request", "3", body), body); rec.Code != 404 {
			t.Errorf("after it was disconnected: %d", rec.Code)
		}
	})
}

func TestAPlainHookTells(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		s := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "One page"}})
		connect(w, "plain", obj{"on": "commit made", "to": "in progress"})
		in := obj{"repository": "codertocat/hello-world", "branch": "main", "commits": []obj{{"sha": strings.Repeat("a", 40), "message": s.Key + " one page", "author": "Dina", "at": "2026-03-02T08:00:00Z"}}}
		for range 2 { // the same again changes nothing
			w.Do("dina", "code.report", in)
			var refs []struct{ Sort string }
			w.Into("nora", "record.code", obj{"id": s.Key}, &refs)
			if len(refs) != 1 || refs[0].Sort != "commit" {
				t.Errorf("the story's code is %+v", refs)
			}
		}
		if got := w.Do("nora", "story.show", obj{"id": s.Key}).State; got != "in progress" {
			t.Errorf("the story is %s", got)
		}
		for what, in := range map[string]obj{
			"no such repository": {"repository": "x/y", "branch": "main"},
			"no hash":            {"repository": "codertocat/hello-world", "commits": []obj{{"sha": "HEAD", "message": "x"}}},
		} {
			if _, err := w.Try("dina", "code.report", in); err == nil {
				t.Errorf("%s was taken in", what)
			}
		}
		in["commits"] = []obj{{"sha": strings.Repeat("b", 40), "message": s.Key}}
		if _, err := w.Try("nora", "code.report", in); !errs.Is(err, errs.Forbidden) {
			t.Error("somebody without a role tells of code")
		}
	})
}

// sample reads real data that lies beside the repository.
func sample(t *testing.T, name string) []byte {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for range 8 {
		b, err := os.ReadFile(filepath.Join(dir, "..", "shared", "data", filepath.FromSlash(name)))
		if err == nil {
			return b
		}
		if !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		dir = filepath.Dir(dir)
	}
	t.Skip("the folder of real deliveries, ../shared/data, is not here")
	return nil
}

// Whatever a host sends is read or refused.
func FuzzDelivery(f *testing.F) {
	f.Add("push", []byte(`{"ref":"refs/heads/LEND-1","commits":[{"id":"a","message":"LEND-1"}],"repository":{"full_name":"a/b"}}`))
	f.Add("pull_request", []byte(`{"pull_request":{"title":"LEND-1","head":{"ref":"x"}}}`))
	f.Add("check_run", []byte(`{"check_run":{"head_sha":"a"}}`))
	f.Add("gitlab", []byte(`{"object_kind":"pipeline","object_attributes":{"ref":"x"}}`))
	f.Fuzz(func(t *testing.T, event string, body []byte) {
		e, err := code.Parse(event, body)
		if err != nil {
			if !errs.Is(err, errs.Invalid) {
				t.Errorf("%v", err)
			}
			return
		}
		for _, r := range e.Refs {
			for _, k := range code.Keys(r.Words) {
				if k != strings.ToUpper(k) {
					t.Errorf("the key %q", k)
				}
			}
		}
	})
}
