package people_test

import (
	"net/http"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/core/op"
)

// What a foreign page can have a browser send.
func TestForeignPagesChangeNothing(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		adam := s.SignIn("adam")
		rename := func(name string, headers ...string) apptest.Reply {
			return adam.Call("PATCH", "/api/v1/workspace", obj{"name": name}, headers...)
		}
		for what, headers := range map[string][]string{
			"foreign origin":              {"Origin", "https://evil.example", "Sec-Fetch-Site", ""},
			"foreign origin and site":     {"Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"},
			"null origin":                 {"Origin", "null", "Sec-Fetch-Site", ""},
			"cross-site without origin":   {"Origin", "", "Sec-Fetch-Site", "cross-site"},
			"neighbouring subdomain":      {"Origin", "https://evil.example.com", "Sec-Fetch-Site", "same-site"},
			"our name, another scheme":    {"Origin", "http://throughline.example.com", "Sec-Fetch-Site", ""},
			"our name, another port":      {"Origin", "https://throughline.example.com:8443", "Sec-Fetch-Site", ""},
			"our name as a beginning":     {"Origin", "https://throughline.example.com.evil.example", "Sec-Fetch-Site", ""},
			"neither header":              {"Origin", "", "Sec-Fetch-Site", ""},
			"a form":                      {"Content-Type", "application/x-www-form-urlencoded"},
			"plain text":                  {"Content-Type", "text/plain"},
			"a form with files":           {"Content-Type", "multipart/form-data; boundary=x"},
			"text from a foreign page":    {"Content-Type", "text/plain", "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"},
			"a type that begins like one": {"Content-Type", "text/plain; application/json"},
		} {
			r := rename("Taken over", headers...)
			if r.Status != 403 && r.Status != 400 {
				t.Errorf("%s: %d %s", what, r.Status, r.Body)
			}
			if now := adam.Must("GET", "/api/v1/workspace", nil).Field("name"); now != "Lendwell" {
				t.Fatalf("%s: the workspace is called %q", what, now)
			}
		}
		for what, r := range map[string]apptest.Reply{
			"signing somebody in": s.Browser().Call("POST", "/api/v1/sessions", obj{"email": "nora@example.com", "password": apptest.Password}, "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"),
			"signing out":         adam.Call("DELETE", "/api/v1/sessions/current", nil, "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"),
		} {
			if r.Status != 403 || r.Header.Get("Set-Cookie") != "" {
				t.Errorf("%s: %d", what, r.Status)
			}
		}
		if r := adam.Call("POST", "/api/v1/workspace", obj{"name": "Taken over"}, "X-HTTP-Method-Override", "PATCH"); r.Status != 405 {
			t.Errorf("another method than it is: %d", r.Status)
		}
		if r := adam.Send("GET", "/api/v1/workspace?_method=PATCH&name=x", ""); r.Status != 400 {
			t.Errorf("another method in the address: %d", r.Status)
		}
		if r := rename("Lendwell Ltd"); r.Status != 200 {
			t.Errorf("our own page: %d %s", r.Status, r.Body)
		}
		if r := s.Operator().Call("PATCH", "/api/v1/workspace", obj{"name": "Lendwell Inc"}); r.Status != 200 {
			t.Errorf("a program without these headers: %d %s", r.Status, r.Body)
		}
	})
}

// filled gives an operation's path with something in place of its parameters.
func filled(d *op.Def) string {
	var parts []string
	for part := range strings.SplitSeq(d.Path, "/") {
		if strings.HasPrefix(part, "{") {
			part = "01h00000000000000000000000"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, "/")
}

// Every operation, and what is no operation, answers with the headers that
// keep a browser from doing anything with it.
func TestHeadersOfEveryAnswer(t *testing.T) {
	t.Parallel()
	s := apptest.OpenSite(t, "sqlite", "rate-read", "off", "rate-write", "off", "rate-login", "off", "rate-search", "off", "rate-upload", "off", "rate-export", "off")
	s.Settle()
	want := map[string]string{
		"X-Content-Type-Options":       "nosniff",
		"X-Frame-Options":              "DENY",
		"Referrer-Policy":              "no-referrer",
		"Strict-Transport-Security":    "max-age=31536000",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Cross-Origin-Opener-Policy":   "same-origin",
	}
	audit := func(what string, r apptest.Reply) {
		t.Helper()
		for name, value := range want {
			if got := r.Header.Values(name); len(got) != 1 || got[0] != value {
				t.Errorf("%s: %s is %q", what, name, got)
			}
		}
		csp := r.Header.Get("Content-Security-Policy")
		if !strings.HasPrefix(csp, "default-src 'none'") || !strings.Contains(csp, "frame-ancestors 'none'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: Content-Security-Policy is %q", what, csp)
		}
		if r.Header.Get("Server") != "" || r.Header.Get("X-Powered-By") != "" || r.Header.Get("Throughline-Request") == "" {
			t.Errorf("%s: %v", what, r.Header)
		}
		if r.Status >= 400 && r.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d is of the type %q: %.100s", what, r.Status, r.Header.Get("Content-Type"), r.Body)
		}
		if r.Status >= 500 {
			t.Errorf("%s: %d %s", what, r.Status, r.Body)
		}
	}
	nobody := s.Browser()
	for _, d := range s.App.Engine.Reg.Defs() {
		if d.Name == "event.stream" {
			continue // it does not end; its headers are set before it begins
		}
		r := nobody.Call(d.Method, filled(d), nil)
		audit(d.Name+" as nobody", r)
		if d.Perm != op.Public && r.Status != 401 {
			t.Errorf("%s as nobody: %d %s", d.Name, r.Status, r.Body)
		}
		if d.Name == "me.leave" || strings.HasPrefix(d.Name, "session.") || strings.HasPrefix(d.Name, "login.") {
			continue
		}
		audit(d.Name+" as the operator", s.Operator().Call(d.Method, filled(d), nil))
	}
	for _, c := range []struct{ method, path, want string }{
		{"GET", "/nothing", "404"}, {"GET", "/api/v1/nothing", "404"}, {"PUT", "/api/v1/workspace", "405"}, {"BREW", "/api/v1/workspace", "405"},
		{"GET", "/healthz", "200"}, {"HEAD", "/healthz", "200"}, {"GET", "/readyz", "200"}, {"GET", "/api/v1/openapi.json", "200"}, {"GET", "/api/v1/reference", "200"},
		{"GET", "/../../etc/passwd", "404"}, {"GET", "/api/v1/workspace?" + strings.Repeat("x", 9000), "414"},
	} {
		r := nobody.Call(c.method, c.path, nil)
		audit(c.method+" "+c.path[:min(len(c.path), 40)], r)
		if http.StatusText(r.Status) == "" || c.want != "" && c.want != strings.Fields(statusLine(r.Status))[0] {
			t.Errorf("%s %.40s: %d, want %s", c.method, c.path, r.Status, c.want)
		}
	}
	if r := nobody.Call("PUT", "/api/v1/workspace", nil); r.Header.Get("Allow") != "GET, HEAD, PATCH" {
		t.Errorf("Allow is %q", r.Header.Get("Allow"))
	}
}

func statusLine(status int) string {
	return strings.Join([]string{string(rune('0' + status/100)), string(rune('0' + status/10%10)), string(rune('0' + status%10)), " ", http.StatusText(status)}, "")
}

// Links lead to the address that is configured, whatever a request says it
// was sent to.
func TestHostIsNeverBelieved(t *testing.T) {
	t.Parallel()
	s := apptest.OpenSite(t, "sqlite")
	s.Settle()
	o := s.Operator()
	for i, headers := range [][]string{
		{"Host", "evil.example"}, {"Host", "user@evil.example"}, {"X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "http"}, {"Forwarded", "host=evil.example"},
		{"X-Original-Url", "//evil.example/"}, {"X-Forwarded-Prefix", "/evil"},
	} {
		email := string(rune('a'+i)) + "@example.com"
		for what, r := range map[string]apptest.Reply{
			"invitation":   o.Must("POST", "/api/v1/members/invite", obj{"email": email}, headers...),
			"new password": o.Must("POST", "/api/v1/logins/pia@example.com/reset", nil, headers...),
		} {
			if !strings.HasPrefix(r.Field("link"), apptest.Base+"/") || strings.Contains(r.Body, "evil") {
				t.Errorf("%s with %v: %s", what, headers, r.Body)
			}
		}
	}
}
