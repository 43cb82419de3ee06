package people_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"throughline/internal/app/apptest"
)

const cookieName = "__Host-throughline"

func signIn(c *apptest.Client, email, password string, headers ...string) apptest.Reply {
	return c.Call("POST", "/api/v1/sessions", obj{"email": email, "password": password}, headers...)
}

// stillHeaders are an answer's headers but those that differ between any two.
func stillHeaders(h http.Header) string {
	h = h.Clone()
	h.Del("Date")
	h.Del("Throughline-Request")
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(h)) {
		fmt.Fprintln(&b, name, h[name])
	}
	return b.String()
}

// Whoever tries addresses learns nothing about which of them have an account.
func TestRefusalsAreEqual(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		s.Operator().Must("POST", "/api/v1/logins/nora@example.com/disable", nil)
		s.Operator().Must("POST", "/api/v1/members/add", obj{"name": "Max", "email": "max@example.com"})
		first := signIn(s.Browser(), "pia@example.com", "a wrong password of hers")
		if first.Status != 401 {
			t.Fatalf("%d %s", first.Status, first.Body)
		}
		for what, r := range map[string]apptest.Reply{
			"unknown address":                 signIn(s.Browser(), "nobody@example.com", "some long enough password"),
			"no address at all":               signIn(s.Browser(), "not an address", "some long enough password"),
			"disabled, right password":        signIn(s.Browser(), "nora@example.com", apptest.Password),
			"account without a password":      signIn(s.Browser(), "max@example.com", "some long enough password"),
			"right password, blanks around":   signIn(s.Browser(), "pia@example.com", " "+apptest.Password),
			"right password, capitals":        signIn(s.Browser(), "pia@example.com", strings.ToUpper(apptest.Password)),
			"a thousand characters":           signIn(s.Browser(), "pia@example.com", strings.Repeat("x", 1000)),
			"an address with what ends lines": signIn(s.Browser(), "pia@example.com\r\nX: y", apptest.Password),
			"two addresses":                   signIn(s.Browser(), "pia@example.com,eve@example.com", apptest.Password),
		} {
			if r.Status != first.Status || r.Body != first.Body || stillHeaders(r.Header) != stillHeaders(first.Header) {
				t.Errorf("%s: %d %s\n%s\nnot like a wrong password: %d %s\n%s", what, r.Status, r.Body, stillHeaders(r.Header), first.Status, first.Body, stillHeaders(first.Header))
			}
		}
		for _, email := range []string{"pia@example.com", "PIA@Example.COM", " pia@example.com "} {
			if r := signIn(s.Browser(), email, apptest.Password); r.Status != 201 {
				t.Errorf("%q: %d %s", email, r.Status, r.Body)
			}
		}
	})
}

func TestTooManyAttempts(t *testing.T) {
	t.Parallel()
	behindProxy := []string{"rate-login", "10/5m", "proxy-hops", "1"}
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		from := func(network string) []string { return []string{"X-Forwarded-For", network} }
		var mu sync.Mutex
		var wg sync.WaitGroup
		statuses := map[int]int{}
		for range 40 {
			wg.Go(func() {
				r := signIn(s.Browser(), "pia@example.com", "a wrong password of hers", from("198.51.100.7")...)
				mu.Lock()
				defer mu.Unlock()
				statuses[r.Status]++
			})
		}
		wg.Wait()
		if statuses[401] > 10 || statuses[401] == 0 || statuses[401]+statuses[429]+statuses[503] != 40 {
			t.Errorf("40 at once: %v", statuses)
		}
		r := signIn(s.Browser(), "pia@example.com", apptest.Password, from("198.51.100.7")...)
		if r.Status != 429 || r.Header.Get("Retry-After") != "31" {
			t.Errorf("the right password after ten wrong ones: %d, Retry-After %q", r.Status, r.Header.Get("Retry-After"))
		}
		unknown := signIn(s.Browser(), "nobody@example.com", "x", from("203.0.113.9")...)
		for range 10 {
			unknown = signIn(s.Browser(), "nobody@example.com", "x", from("203.0.113.9")...)
		}
		if unknown.Status != 429 || unknown.Body != r.Body {
			t.Errorf("an unknown address is bounded otherwise: %d %s, not %s", unknown.Status, unknown.Body, r.Body)
		}
		if r := signIn(s.Browser(), "pia@example.com", apptest.Password, from("192.0.2.1")...); r.Status != 201 {
			t.Errorf("pia is locked out from elsewhere: %d %s", r.Status, r.Body)
		}
		if r := signIn(s.Browser(), "pia@example.com", "x", from("198.51.100.7, 192.0.2.77")...); r.Status != 401 {
			t.Errorf("another network behind the proxy: %d", r.Status)
		}
		if r := signIn(s.Browser(), "pia@example.com", "x", from("192.0.2.77, 198.51.100.7")...); r.Status != 429 {
			t.Errorf("the caller chose its own network: %d", r.Status)
		}
		s.Clock.Add(5 * time.Minute)
		if r := signIn(s.Browser(), "pia@example.com", apptest.Password, from("198.51.100.7")...); r.Status != 201 {
			t.Errorf("after five minutes: %d %s", r.Status, r.Body)
		}
	}, behindProxy...)
}

// Guessing from everywhere is bounded too, and does not shut out the person
// whose account it is where they are at home.
func TestNobodyIsLockedOutFromAfar(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		from := func(i int) string { return fmt.Sprintf("2001:db8:%x::1", i) }
		if r := signIn(s.Browser(), "pia@example.com", apptest.Password, "X-Forwarded-For", from(0)); r.Status != 201 {
			t.Fatal(r.Body)
		}
		tried := 0
		for i := 1; i <= 25; i++ {
			if signIn(s.Browser(), "pia@example.com", "x", "X-Forwarded-For", from(i)).Status == 401 {
				tried++
			}
		}
		if tried > 20 || tried < 15 {
			t.Errorf("%d guesses from 25 networks were looked at, want about 20", tried)
		}
		if r := signIn(s.Browser(), "pia@example.com", apptest.Password, "X-Forwarded-For", from(99)); r.Status != 429 {
			t.Errorf("a stranger's network: %d", r.Status)
		}
		if r := signIn(s.Browser(), "pia@example.com", apptest.Password, "X-Forwarded-For", "2001:db8:0:0:5::5"); r.Status != 201 {
			t.Errorf("her own network: %d %s", r.Status, r.Body)
		}
	}, "rate-login", "2/5m", "proxy-hops", "1")
}

func TestCookie(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ base, want string }{
		{apptest.Base, "__Host-throughline=tl_ses_…; Path=/; Max-Age=2592000; HttpOnly; Secure; SameSite=Lax"},
		{"http://127.0.0.1:8080", "throughline_session=tl_ses_…; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax"},
	} {
		t.Run(c.base, func(t *testing.T) {
			t.Parallel()
			s := apptest.OpenSite(t, "sqlite", "base-url", c.base)
			s.Settle()
			r := s.Browser().Must("POST", "/api/v1/sessions", obj{"email": "pia@example.com", "password": apptest.Password}, "Origin", c.base)
			got := r.Header.Get("Set-Cookie")
			secret, rest, _ := strings.Cut(strings.SplitN(got, "tl_ses_", 2)[1], ";")
			if strings.Replace(got, secret, "…", 1) != c.want || len(secret) != 32 || rest == "" {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if strings.Contains(r.Body, secret) {
				t.Error("the session's secret is in the body")
			}
		})
	}
}

// alive says whether a client is signed in.
func alive(c *apptest.Client) bool {
	return c.Call("GET", "/api/v1/me", nil).Status == 200
}

func TestSessionsRotate(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		victim := s.Browser()
		planted := "tl_ses_00000000000000000000000000000000"
		victim.Cookies[cookieName] = planted
		victim.Must("POST", "/api/v1/sessions", obj{"email": "pia@example.com", "password": apptest.Password})
		if victim.Cookies[cookieName] == planted {
			t.Error("a planted session was taken on")
		}
		first := maps.Clone(victim.Cookies)
		victim.Must("POST", "/api/v1/sessions", obj{"email": "pia@example.com", "password": apptest.Password})
		if old := (&apptest.Client{Site: s, Header: victim.Header, Cookies: first}); alive(old) || !alive(victim) {
			t.Error("signing in again left the old session alive, or the new one dead")
		}
		other := s.SignIn("pia")
		nora := s.SignIn("nora")
		before := maps.Clone(victim.Cookies)
		if r := victim.Call("POST", "/api/v1/password/change", obj{"old": "not it at all", "new": "another four odd words"}); r.Status != 400 || !strings.Contains(r.Body, `"old"`) {
			t.Errorf("a wrong old password: %d %s", r.Status, r.Body)
		}
		if r := victim.Call("POST", "/api/v1/password/change", obj{"old": apptest.Password, "new": "pia@example.com"}); r.Status != 400 || !strings.Contains(r.Body, `"new"`) {
			t.Errorf("a weak new password: %d %s", r.Status, r.Body)
		}
		if !alive(other) {
			t.Error("a failed change ended a session")
		}
		victim.Must("POST", "/api/v1/password/change", obj{"old": apptest.Password, "new": "another four odd words"})
		stale := &apptest.Client{Site: s, Header: victim.Header, Cookies: before}
		if alive(stale) || alive(other) || !alive(victim) || !alive(nora) {
			t.Errorf("after the change: the session before %v, another %v, the new one %v, somebody else's %v", alive(stale), alive(other), alive(victim), alive(nora))
		}
		if signIn(s.Browser(), "pia@example.com", apptest.Password).Status != 401 || signIn(s.Browser(), "pia@example.com", "another four odd words").Status != 201 {
			t.Error("the old password works, or the new one does not")
		}
	})
}

func TestSessionsEnd(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		idle, busy := s.SignIn("pia"), s.SignIn("pia")
		for range 6 {
			s.Clock.Add(24 * time.Hour)
			if !alive(busy) {
				t.Fatal("a session in use ended")
			}
		}
		s.Clock.Add(24*time.Hour - time.Minute)
		if !alive(busy) {
			t.Fatal("a session in use ended")
		}
		s.Clock.Add(2 * time.Minute)
		if alive(idle) {
			t.Error("a session without use for seven days lives")
		}
		for range 22 {
			s.Clock.Add(24 * time.Hour)
			if !alive(busy) {
				t.Fatal("a session in use ended too early")
			}
		}
		s.Clock.Add(24 * time.Hour)
		if alive(busy) {
			t.Error("a session lives after thirty days")
		}
		if r := busy.Call("GET", "/api/v1/me", nil); r.Status != 401 {
			t.Errorf("an ended session: %d", r.Status)
		}
		// The rows are still there: it is the time that counts.
		if err := s.App.Outside.Door.Sweep(t.Context(), s.App.DB); err != nil {
			t.Fatal(err)
		}
		busy.Must("POST", "/api/v1/sessions", obj{"email": "pia@example.com", "password": apptest.Password})
		var list []obj
		busy.Must("GET", "/api/v1/sessions", nil).Into(t, &list)
		if len(list) != 1 || list[0]["current"] != true {
			t.Errorf("sessions: %v", list)
		}
	})
}

func TestSignOut(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		here, there, nora := s.SignIn("pia"), s.SignIn("pia"), s.SignIn("nora")
		var list []struct {
			ID      string
			Current bool
			Agent   string
		}
		here.Must("GET", "/api/v1/sessions", nil).Into(t, &list)
		if len(list) != 2 || list[0].Current == list[1].Current || list[0].Agent != "Test/1.0" {
			t.Fatalf("sessions: %+v", list)
		}
		other := list[0].ID
		if list[0].Current {
			other = list[1].ID
		}
		if r := nora.Call("DELETE", "/api/v1/sessions/"+other, nil); r.Status != 404 || !alive(there) {
			t.Errorf("nora ends pia's session: %d", r.Status)
		}
		here.Must("DELETE", "/api/v1/sessions/"+other, nil)
		if alive(there) || !alive(here) {
			t.Error("the other session lives, or this one does not")
		}
		gone := maps.Clone(here.Cookies)
		r := here.Must("DELETE", "/api/v1/sessions/current", nil)
		if len(here.Cookies) != 0 || r.Header.Get("Clear-Site-Data") != `"cache", "cookies", "storage"` {
			t.Errorf("after signing out: cookies %v, headers %v", here.Cookies, r.Header)
		}
		here.Cookies = gone
		if alive(here) {
			t.Error("the session lives after signing out")
		}
	})
}

// What one had, one has lost at the next request.
func TestLosingAccess(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		o := s.Operator()
		pia, nora, adam := s.SignIn("pia"), s.SignIn("nora"), s.SignIn("adam")
		token := pia.Must("POST", "/api/v1/tokens", obj{"name": "ci", "scopes": []string{"read"}}).Field("secret")
		program := s.Program(token)
		works := func(c *apptest.Client) int { return c.Call("GET", "/api/v1/members", nil).Status }
		expect := func(what string, want map[*apptest.Client]int) {
			t.Helper()
			for c, status := range want {
				if got := works(c); got != status {
					t.Errorf("%s: %d, want %d", what, got, status)
				}
			}
		}
		expect("at first", map[*apptest.Client]int{pia: 200, program: 200, nora: 200})
		adam.Must("POST", "/api/v1/members/pia/deactivate", nil)
		expect("deactivated", map[*apptest.Client]int{pia: 403, program: 401})
		if r := pia.Call("GET", "/api/v1/me", nil); r.Status != 200 || r.Field("member.name") != "" {
			t.Errorf("deactivated, who am I: %d %s", r.Status, r.Body)
		}
		adam.Must("POST", "/api/v1/members/pia/reactivate", nil)
		expect("reactivated", map[*apptest.Client]int{pia: 200, program: 200})
		o.Must("POST", "/api/v1/logins/pia@example.com/disable", nil)
		expect("account disabled", map[*apptest.Client]int{pia: 401, program: 401})
		o.Must("POST", "/api/v1/logins/pia@example.com/enable", nil)
		expect("account enabled: sessions are gone, tokens are not", map[*apptest.Client]int{pia: 401, program: 200})
		pia = s.SignIn("pia")
		var list []struct{ ID string }
		pia.Must("GET", "/api/v1/tokens", nil).Into(t, &list)
		pia.Must("POST", "/api/v1/tokens/"+list[0].ID+"/revoke", nil)
		expect("token revoked", map[*apptest.Client]int{program: 401})
		if got := nora.Call("GET", "/api/v1/invitations", nil).Status; got != 403 {
			t.Errorf("nora lists invitations: %d", got)
		}
		adam.Must("PATCH", "/api/v1/members/nora", obj{"role": "admin"})
		if got := nora.Call("GET", "/api/v1/invitations", nil).Status; got != 200 {
			t.Errorf("nora, an admin now, lists invitations: %d", got)
		}
		adam.Must("PATCH", "/api/v1/members/nora", obj{"role": "guest"})
		if got := nora.Call("GET", "/api/v1/rights", nil).Status; got != 403 {
			t.Errorf("nora, a guest now, reads the rights: %d", got)
		}
		nora.Must("POST", "/api/v1/me/leave", nil)
		expect("left", map[*apptest.Client]int{nora: 403})
	})
}
