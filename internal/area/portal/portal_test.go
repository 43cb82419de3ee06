package portal_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

// linked is a share with its link.
type linked struct{ ID, Token, URL, Frame, Feed string }

func makeCut(w *apptest.World, audience string, more obj) string {
	in := obj{"audience": audience, "products": []string{"LEND"}}
	for k, v := range more {
		in[k] = v
	}
	return w.Do("pia", "cut.create", in).ID
}

func makeLink(w *apptest.World, cut string, more obj) linked {
	in := obj{"cut": cut, "label": "For the board"}
	for k, v := range more {
		in[k] = v
	}
	s := w.Do("pia", "share.create", in)
	var l linked
	w.Into("pia", "share.link", obj{"id": s.ID}, &l)
	return l
}

func get(w *apptest.World, path string, headers ...string) *httptest.ResponseRecorder {
	return w.As("", http.MethodGet, path, "", append(headers, "Accept", "text/html")...)
}

func TestWhoMakesCutsAndLinks(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		c := makeCut(w, "executive", nil)
		if out := w.Do("paul", "cut.update", obj{"id": c, "title": "Ours"}); out.Proposal == nil {
			t.Error("the product owner changed what an audience is shown")
		}
		if out := w.Do("paul", "share.create", obj{"cut": c, "label": "For me"}); out.Proposal == nil {
			t.Error("the product owner prepared a link")
		}
		s := w.Do("pia", "share.create", obj{"cut": c, "label": "For the board"})
		for name, in := range map[string]obj{"share.link": {"id": s.ID}, "share.lock": {"id": s.ID, "password": "long enough"}} {
			if _, err := w.Try("paul", name, in); !errs.Is(err, errs.Forbidden) {
				t.Errorf("%s by the product owner: %v, want it refused", name, err)
			}
		}
		if _, err := w.Try("gus", "share.link", obj{"id": s.ID}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("a guest made a link: %v", err)
		}
		// Over several products a line says whose it is, unless its fields are chosen.
		for _, in := range []struct {
			more obj
			has  bool
		}{{obj{"products": []string{"LEND", "HIDE"}}, true}, {obj{"products": []string{"LEND", "HIDE"}, "fields": []string{"title", "horizon"}}, false}, {nil, false}} {
			var made struct{ Fields []string }
			w.Into("pia", "cut.show", obj{"id": makeCut(w, "customers", in.more)}, &made)
			if slices.Contains(made.Fields, "product") != in.has {
				t.Errorf("a cut of %v begins with %v", in.more, made.Fields)
			}
		}
		// Who decides on one of its products does not decide on all.
		if out := w.Do("pia", "cut.update", obj{"id": c, "products": []string{"LEND", "HIDE"}}); out.Proposal != nil {
			t.Error("the product manager of both products proposes")
		}
		if _, err := w.Try("nora", "cut.create", obj{"audience": "team", "products": []string{"HIDE"}}); !errs.Is(err, errs.NotFound) {
			t.Errorf("a cut of a product that its maker does not see: %v", err)
		}
	})
}

func TestWhatACutMustBe(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		c := makeCut(w, "customers", nil)
		for what, patch := range map[string]obj{
			"an unknown field":              {"fields": []string{"title", "horizon", "salary"}},
			"a field twice":                 {"fields": []string{"title", "title", "horizon"}},
			"horizons without the horizon":  {"fields": []string{"title", "status"}},
			"a timeline without days":       {"form": "timeline", "fields": []string{"title", "horizon"}},
			"grouped by what is not shown":  {"form": "table", "group": "release", "fields": []string{"title"}},
			"a query that cannot be read":   {"query": "type:"},
			"no product":                    {"products": []string{}},
			"another audience's word":       {"dates": "week"},
			"a name for what there is not":  {"names": []obj{{"record": "LEND-999", "name": "X"}}},
			"without the product it is for": {"products": []string{"HIDE"}},
		} {
			if _, err := w.Try("pia", "cut.update", merged(obj{"id": c}, patch)); err == nil {
				t.Errorf("%s was taken", what)
			}
		}
		s := w.Do("pia", "share.create", obj{"cut": c, "label": "Site"})
		for what, sites := range map[string][]string{
			"a path": {"https://example.com/a"}, "a wildcard": {"https://*.example.com"}, "no scheme": {"example.com"},
			"a policy": {"https://example.com; script-src *"}, "a script": {"javascript:alert(1)"}, "everything": {"*"},
		} {
			if _, err := w.Try("pia", "share.update", obj{"id": s.ID, "sites": sites}); !errs.Is(err, errs.Invalid) {
				t.Errorf("a site that is %s: %v", what, err)
			}
		}
		w.Do("pia", "share.lock", obj{"id": s.ID, "password": "long enough"})
		if _, err := w.Try("pia", "share.update", obj{"id": s.ID, "sites": []string{"https://example.com"}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a link with a password in a frame: %v", err)
		}
		if _, err := w.Try("pia", "share.lock", obj{"id": s.ID, "password": "short"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a short password: %v", err)
		}
	})
}

func merged(a, b obj) obj {
	for k, v := range b {
		a[k] = v
	}
	return a
}

// Whoever writes a query of a cut learns where it is wrong.
func TestAWrongQueryOfACutIsExplained(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		for q, says := range map[string]string{"type:feature (tag:a": "Character ", "type:zebra": "Character 6: “zebra”"} {
			for _, call := range []struct {
				op string
				in obj
			}{{"cut.create", obj{"audience": "sales", "products": []string{"LEND"}}}, {"cut.update", obj{"id": makeCut(w, "sales", nil)}}} {
				call.in["query"] = q
				_, err := w.Try("pia", call.op, call.in)
				if f := errs.Public(err).Fields; len(f) == 0 || f[0].Field != "query" || !strings.Contains(f[0].Message, says) {
					t.Errorf("%s of %s says %+v", call.op, q, f)
				}
			}
		}
	})
}

func TestALinkOpensUntilItEnds(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Instant approval", "horizon": "now", "state": "in progress"}})
		c := makeCut(w, "customers", obj{"download": true})
		l := makeLink(w, c, obj{"expiresOn": "2026-03-04"})
		opens := func(token string) bool {
			t.Helper()
			for _, path := range []string{"", "/roadmap.pdf", "/roadmap.ics", "/roadmap.json"} {
				rec := get(w, "/share/"+token+path)
				page := get(w, "/share/"+token)
				if (rec.Code == http.StatusOK) != (page.Code == http.StatusOK) || rec.Code != http.StatusOK && rec.Code != http.StatusNotFound {
					t.Errorf("%q answers %d while the page answers %d", path, rec.Code, page.Code)
				}
			}
			return get(w, "/share/"+token).Code == http.StatusOK
		}
		if !opens(l.Token) || !strings.Contains(get(w, "/share/"+l.Token).Body.String(), "Instant approval") {
			t.Fatal("a fresh link does not open")
		}
		w.Clock.Add(3 * 24 * time.Hour)
		if opens(l.Token) {
			t.Error("a link opens on the day after its last")
		}
		if _, err := w.Try("pia", "share.create", obj{"cut": c, "label": "Too late", "expiresOn": "2026-03-04"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a link that would never open: %v", err)
		}
		w.Do("pia", "share.update", obj{"id": l.ID, "expiresOn": ""})
		if !opens(l.Token) {
			t.Error("a link without an end does not open")
		}
		var next linked
		w.Into("pia", "share.link", obj{"id": l.ID}, &next)
		if opens(l.Token) || !opens(next.Token) {
			t.Error("a new link does not take the place of the one before")
		}
		out := w.Do("pia", "share.revoke", obj{"id": l.ID})
		if opens(next.Token) {
			t.Error("a revoked link opens")
		}
		if _, err := w.Try("pia", "share.link", obj{"id": l.ID}); !errs.Is(err, errs.Conflict) {
			t.Errorf("a revoked link was renewed: %v", err)
		}
		_ = out
		again := makeLink(w, c, nil)
		w.Do("pia", "cut.delete", obj{"id": c})
		if opens(again.Token) {
			t.Error("the link of a cut that is gone opens")
		}
	})
}

// enter tells a password as the page's form does.
func enter(w *apptest.World, token, password string) *httptest.ResponseRecorder {
	return w.As("", http.MethodPost, "/share/"+token, url.Values{"password": {password}}.Encode(), "Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html")
}

func TestAPasswordIsAskedForAndItsGuessesCounted(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Instant approval", "horizon": "now", "state": "planned"}})
		c := makeCut(w, "customers", obj{"download": true})
		l := makeLink(w, c, nil)
		w.Do("pia", "share.lock", obj{"id": l.ID, "password": "correct horse"})
		asked := get(w, "/share/"+l.Token)
		if body := asked.Body.String(); strings.Contains(body, "Instant") || !strings.Contains(body, `type="password"`) || strings.Contains(body, "What we are working on") {
			t.Error("the page that asks for the password shows something, or does not ask")
		}
		for _, path := range []string{"/roadmap.pdf", "/roadmap.json", "/roadmap.ics", "/frame"} {
			if rec := get(w, "/share/"+l.Token+path); rec.Code != http.StatusNotFound {
				t.Errorf("%s without the password: %d", path, rec.Code)
			}
		}
		if rec := enter(w, l.Token, "correct house"); rec.Code != http.StatusForbidden || rec.Header().Get("Set-Cookie") != "" {
			t.Errorf("a wrong password: %d, %q", rec.Code, rec.Header().Get("Set-Cookie"))
		}
		rec := enter(w, l.Token, "correct horse")
		cookie := rec.Header().Get("Set-Cookie")
		if rec.Code != http.StatusSeeOther || rec.Header().Get("Location") != "/share/"+l.Token || !strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "Path=/share/"+l.Token+";") {
			t.Fatalf("the right password: %d to %q with %q", rec.Code, rec.Header().Get("Location"), cookie)
		}
		pass, _, _ := strings.Cut(cookie, ";")
		for _, path := range []string{"", "/roadmap.pdf", "/roadmap.json"} {
			if rec := get(w, "/share/"+l.Token+path, "Cookie", pass); rec.Code != http.StatusOK {
				t.Errorf("%q with a pass: %d", path, rec.Code)
			}
		}
		// A pass opens the share that it was given for, and no other.
		other := makeLink(w, c, nil)
		w.Do("pia", "share.lock", obj{"id": other.ID, "password": "another one"})
		if body := get(w, "/share/"+other.Token, "Cookie", pass).Body.String(); strings.Contains(body, "Instant") {
			t.Error("a pass opens another share")
		}
		// A new password ends all passes.
		w.Clock.Add(time.Second)
		w.Do("pia", "share.lock", obj{"id": l.ID, "password": "correct mouse"})
		if body := get(w, "/share/"+l.Token, "Cookie", pass).Body.String(); strings.Contains(body, "Instant") {
			t.Error("a pass outlives the password that it was given for")
		}
		for range 40 {
			enter(w, l.Token, "guess")
		}
		if rec := enter(w, l.Token, "correct mouse"); rec.Code != http.StatusTooManyRequests || rec.Header().Get("Retry-After") == "" {
			t.Errorf("after 40 guesses the next is answered with %d", rec.Code)
		}
		w.Do("pia", "share.lock", obj{"id": l.ID, "password": ""})
		if rec := get(w, "/share/"+l.Token); !strings.Contains(rec.Body.String(), "Instant") {
			t.Error("without a password it asks on")
		}
		var list []struct {
			ID            string
			Opened, Wrong int64
		}
		w.Into("pia", "share.list", obj{"cut": c}, &list)
		for _, s := range list {
			if s.ID == l.ID && (s.Wrong < 2 || s.Opened != 4) {
				t.Errorf("counted %d openings and %d wrong passwords, want 4 and some", s.Opened, s.Wrong)
			}
		}
	})
}

func TestOpeningsAreCountedByDayAndForm(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		l := makeLink(w, makeCut(w, "team", nil), obj{"sites": []string{"https://intranet.example.com"}})
		for _, path := range []string{"", "", "/roadmap.ics", "/frame", "/roadmap.exe", "/other.pdf"} {
			get(w, "/share/"+l.Token+path)
		}
		w.As("", http.MethodHead, "/share/"+l.Token, "")
		w.Clock.Add(24 * time.Hour)
		get(w, "/share/"+l.Token)
		var got []struct {
			On, Form string
			Count    int64
		}
		w.Into("nora", "share.openings", obj{"id": l.ID}, &got)
		want := map[string]int64{"2026-03-03 page": 1, "2026-03-02 page": 2, "2026-03-02 ics": 1, "2026-03-02 frame": 1}
		for _, o := range got {
			if want[o.On+" "+o.Form] != o.Count {
				t.Errorf("%s %s: %d", o.On, o.Form, o.Count)
			}
			delete(want, o.On+" "+o.Form)
		}
		if len(want) > 0 {
			t.Errorf("not counted: %v", want)
		}
	})
}

func TestHeadersOfWhatOutsidersSee(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		c := makeCut(w, "team", nil)
		l := makeLink(w, c, obj{"sites": []string{"https://intranet.example.com"}})
		for path, frames := range map[string]string{"": "'none'", "/frame": "https://intranet.example.com", "/roadmap.pdf": "'none'", "/roadmap.svg": "'none'"} {
			rec := get(w, "/share/"+l.Token+path)
			policy := rec.Header().Get("Content-Security-Policy")
			if _, ancestors, _ := strings.Cut(policy, "frame-ancestors "); strings.TrimSuffix(ancestors, "; sandbox") != frames {
				t.Errorf("%q may be framed by %q", path, ancestors)
			}
			for _, part := range []string{"default-src 'none'", "base-uri 'none'"} {
				if !strings.Contains(policy, part) {
					t.Errorf("the policy of %q lacks %s: %s", path, part, policy)
				}
			}
			if strings.Contains(policy, "script-src") || strings.Contains(policy, "unsafe") {
				t.Errorf("the policy of %q lets scripts run: %s", path, policy)
			}
			h := rec.Header()
			if rec.Code != http.StatusOK || h.Get("Referrer-Policy") != "no-referrer" || h.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(h.Get("Cache-Control"), "no-store") || h.Get("Set-Cookie") != "" {
				t.Errorf("%q: %d %v", path, rec.Code, h)
			}
		}
		if body := get(w, "/share/"+l.Token).Body.String(); strings.Contains(body, "<script") || strings.Contains(body, " style=") {
			t.Error("the page needs what its policy forbids")
		}
		without := makeLink(w, c, nil)
		if rec := get(w, "/share/"+without.Token+"/frame"); rec.Code != http.StatusNotFound {
			t.Errorf("a frame for no site: %d", rec.Code)
		}
	})
}

func TestUndoOfARevocationAndOfALink(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		l := makeLink(w, makeCut(w, "team", nil), nil)
		code := func(token string) int { return get(w, "/share/"+token).Code }
		undoLast := func() {
			t.Helper()
			var rows struct{ Items []struct{ Seq int64 } }
			w.Into("pia", "ledger.list", obj{"limit": 1}, &rows)
			w.Do("pia", "change.undo", obj{"seq": rows.Items[0].Seq})
		}
		w.Do("pia", "share.revoke", obj{"id": l.ID})
		undoLast()
		if code(l.Token) != http.StatusOK {
			t.Error("the link does not open after its revocation was undone")
		}
		w.Clock.Add(time.Second)
		var next linked
		w.Into("pia", "share.link", obj{"id": l.ID}, &next)
		undoLast()
		if code(l.Token) != http.StatusOK || code(next.Token) != http.StatusNotFound {
			t.Error("after the renewal was undone the link before does not hold again, or the new one does")
		}
	})
}
