package apptest

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"throughline/internal/app"
	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/platform/auth"
	"throughline/internal/platform/config"
	"throughline/internal/platform/store"
	"throughline/internal/platform/store/storetest"
	"throughline/migrations"
)

// Base is the address under which people reach every site, whatever port the
// test server got.
const Base = "https://throughline.example.com"

// Site is a whole installation behind HTTP: the handler, the doors and the
// settings are the real ones; only time stands still, and guessing at a
// password is cheap. When the test ends, every ledger is replayed.
type Site struct {
	T     testing.TB
	App   *app.App
	Clock *clock.Fixed
	URL   string // of the test server
}

// EachSite runs a test on a fresh installation on each database. Settings are
// name and value, as on the command line.
func EachSite(t *testing.T, fn func(t *testing.T, s *Site), settings ...string) {
	t.Helper()
	for _, engine := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			fn(t, OpenSite(t, engine, settings...))
		})
	}
}

// OpenSite opens an installation on a fresh database.
func OpenSite(t testing.TB, engine store.Dialect, settings ...string) *Site {
	t.Helper()
	at := storetest.Options(t, engine, migrations.Files)
	flags := map[string]string{"data": at.Dir, "base-url": Base}
	if at.URL != "" {
		flags["database"] = at.URL
	}
	for i := 0; i+1 < len(settings); i += 2 {
		flags[settings[i]] = settings[i+1]
	}
	c, _, err := config.Load(config.Options{Flags: flags})
	if err != nil {
		t.Fatal(err)
	}
	s := &Site{T: t, Clock: clock.At(Start)}
	cheap := auth.Cost{Memory: 64, Passes: 1, Threads: 1}
	if s.App, err = app.Open(t.Context(), c, app.WithClock(s.Clock), app.WithCost(cheap)); err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(s.App.Handler())
	s.URL = srv.URL
	t.Cleanup(func() {
		srv.Close()
		s.verify()
		if err := s.App.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func (s *Site) verify() {
	ctx := context.Background()
	var all []string
	err := s.App.DB.Read(ctx, "", func(r *store.Reader) (err error) {
		all, err = store.All[string](ctx, r, "select id from workspace")
		return err
	})
	if err != nil {
		s.T.Errorf("cannot verify: %v", err)
	}
	for _, ws := range all {
		v, err := s.App.Engine.Verify(ctx, ws)
		if err != nil {
			s.T.Errorf("cannot verify: %v", err)
			continue
		}
		for _, f := range v.Faults {
			s.T.Errorf("ledger and tables differ: %s", f)
		}
	}
}

// Client makes requests to a site. It keeps cookies as a browser does, and
// sends what a browser sends from the site's own pages.
type Client struct {
	Site    *Site
	Header  http.Header // on each request
	Cookies map[string]string
}

// Browser is a client without a session.
func (s *Site) Browser() *Client {
	h := http.Header{}
	h.Set("Origin", Base)
	h.Set("Sec-Fetch-Site", "same-origin")
	h.Set("User-Agent", "Test/1.0")
	return &Client{s, h, map[string]string{}}
}

// Program is a client with a token.
func (s *Site) Program(token string) *Client {
	h := http.Header{}
	h.Set("Authorization", "Bearer "+token)
	return &Client{s, h, map[string]string{}}
}

// Operator is a client with the operator's token.
func (s *Site) Operator() *Client { return s.Program(s.App.OperatorToken()) }

// Reply is what came back.
type Reply struct {
	Status int
	Header http.Header
	Body   string
}

// Into reads a reply's JSON.
func (r Reply) Into(t testing.TB, v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(r.Body), v); err != nil {
		t.Fatalf("%v in: %s", err, r.Body)
	}
}

// Field gives a text field of the reply's JSON, "a.b" for one inside another.
func (r Reply) Field(path string) string {
	var v any
	_ = json.Unmarshal([]byte(r.Body), &v)
	for name := range strings.SplitSeq(path, ".") {
		m, _ := v.(map[string]any)
		v = m[name]
	}
	s, _ := v.(string)
	return s
}

// Send makes a request as it is given; headers are name and value, and an
// empty value leaves one of the client's own out.
func (c *Client) Send(method, path, body string, headers ...string) Reply {
	c.Site.T.Helper()
	req, err := http.NewRequestWithContext(context.Background(), method, c.Site.URL+path, bytes.NewBufferString(body))
	if err != nil {
		c.Site.T.Fatal(err)
	}
	req.Header = c.Header.Clone()
	for name, value := range c.Cookies {
		req.AddCookie(&http.Cookie{Name: name, Value: value}) //nolint:gosec // as the client sends it, without attributes
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		switch {
		case headers[i] == "Host":
			req.Host = headers[i+1]
		case headers[i+1] == "":
			req.Header.Del(headers[i])
		default:
			req.Header.Set(headers[i], headers[i+1])
		}
	}
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		c.Site.T.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	got, err := io.ReadAll(res.Body)
	if err != nil {
		c.Site.T.Fatal(err)
	}
	for _, k := range res.Cookies() {
		if k.MaxAge < 0 {
			delete(c.Cookies, k.Name)
		} else {
			c.Cookies[k.Name] = k.Value
		}
	}
	return Reply{res.StatusCode, res.Header, string(got)}
}

// Call makes a request with a value as its JSON body; nil sends none.
func (c *Client) Call(method, path string, body any, headers ...string) Reply {
	c.Site.T.Helper()
	if body == nil {
		return c.Send(method, path, "", headers...)
	}
	b, err := json.Marshal(body)
	if err != nil {
		c.Site.T.Fatal(err)
	}
	return c.Send(method, path, string(b), headers...)
}

// Must is like Call, and fails the test unless it succeeds.
func (c *Client) Must(method, path string, body any, headers ...string) Reply {
	c.Site.T.Helper()
	r := c.Call(method, path, body, headers...)
	if r.Status >= http.StatusMultipleChoices {
		c.Site.T.Fatalf("%s %s: %d %s", method, path, r.Status, r.Body)
	}
	return r
}

// Password is that of all the people who Settle lets in.
const Password = "four unrelated words here"

// Settle founds a workspace with an owner (olga), an admin (adam), members
// (pia, a product manager; nora) and a guest (gus) who can sign in as
// <name>@example.com, and the product LEND.
func (s *Site) Settle() {
	s.T.Helper()
	o := s.Operator()
	o.Must("POST", "/api/v1/workspaces/found", map[string]any{"slug": "lendwell", "name": "Lendwell", "owner": "Olga", "email": "olga@example.com"})
	o.Must("POST", "/api/v1/products", map[string]any{"key": "LEND", "title": "Lendwell"})
	for _, p := range []struct {
		name, role string
		roles      []map[string]any
	}{
		{"owen", "owner", nil}, {"adam", "admin", nil}, {"pia", "member", []map[string]any{{"product": "LEND", "role": "product manager"}}},
		{"nora", "member", nil}, {"gus", "guest", []map[string]any{{"product": "LEND", "role": "stakeholder"}}},
	} {
		o.Must("POST", "/api/v1/members/add", map[string]any{"name": p.name, "email": p.name + "@example.com", "handle": p.name, "role": p.role, "password": Password, "roles": p.roles})
	}
}

// SignIn gives a browser in which somebody has signed in.
func (s *Site) SignIn(name string) *Client {
	s.T.Helper()
	b := s.Browser()
	b.Must("POST", "/api/v1/sessions", map[string]any{"email": name + "@example.com", "password": Password})
	return b
}

// Caller gives the member that somebody is, for calls that go around HTTP.
func (s *Site) Caller(name string) op.Caller {
	s.T.Helper()
	c, err := s.App.Operator(context.Background(), "", name)
	if err != nil {
		s.T.Fatal(err)
	}
	c.Actor.Through = "test"
	return c
}
