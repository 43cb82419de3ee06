package app_test

import (
	"context"
	"encoding/json"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"throughline/internal/app"
	"throughline/internal/app/apptest"
	"throughline/internal/core/op"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/auth"
	"throughline/internal/platform/config"
	"throughline/internal/platform/store"
	"throughline/migrations"
)

// openIn opens an installation in a folder.
func openIn(t *testing.T, dir string, settings map[string]string) (*app.App, error) {
	t.Helper()
	flags := map[string]string{"data": dir}
	maps.Copy(flags, settings)
	c, _, err := config.Load(config.Options{Flags: flags})
	if err != nil {
		t.Fatal(err)
	}
	return app.Open(t.Context(), c, app.WithCost(auth.Cost{Memory: 64, Passes: 1, Threads: 1}))
}

// Two installations have nothing in common, and others on the machine read
// nothing of them.
func TestFreshInstallations(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 2 {
		dir := filepath.Join(t.TempDir(), "data")
		a, err := openIn(t, dir, nil)
		if err != nil {
			t.Fatal(err)
		}
		if seen[a.OperatorToken()] {
			t.Error("two installations share the operator's token")
		}
		seen[a.OperatorToken()] = true
		if err := a.Close(); err != nil {
			t.Error(err)
		}
		again, err := openIn(t, dir, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !seen[again.OperatorToken()] {
			t.Error("the operator's token changed")
		}
		if err := again.Close(); err != nil {
			t.Error(err)
		}
		err = filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err != nil {
				return err
			}
			info, err := d.Info()
			if err == nil && info.Mode().Perm()&0o077 != 0 {
				t.Errorf("others may use %s (%v)", path, info.Mode())
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

func TestOperatorTokenIsGuarded(t *testing.T) {
	t.Parallel()
	for what, spoil := range map[string]func(path string) error{
		"readable by others": func(path string) error { return os.Chmod(path, 0o644) },
		"damaged":            func(path string) error { return os.WriteFile(path, []byte("tl_opr_x"), 0o600) },
		"another kind": func(path string) error {
			p, _ := auth.NewToken(auth.APIToken)
			return os.WriteFile(path, []byte(p), 0o600)
		},
		"a link": func(path string) error {
			if err := os.Rename(path, path+".real"); err != nil {
				return err
			}
			return os.Symlink(path+".real", path)
		},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			a, err := openIn(t, dir, nil)
			if err != nil {
				t.Fatal(err)
			}
			if err := a.Close(); err != nil {
				t.Fatal(err)
			}
			if err := spoil(filepath.Join(dir, app.OperatorFile)); err != nil {
				t.Fatal(err)
			}
			b, err := openIn(t, dir, nil)
			if err == nil {
				_ = b.Close()
			}
			if !errs.Is(err, errs.Invalid) || !strings.Contains(err.Error(), app.OperatorFile) {
				t.Errorf("it opens: %v", err)
			}
		})
	}
}

// A server says where it listens while it does, takes the operator's token
// there, and stops when it is told to.
func TestServe(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a, err := openIn(t, dir, map[string]string{"listen": "127.0.0.1:0", "stop-in": "5s"})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ready, ended := make(chan string, 1), make(chan error, 1)
	go func() { ended <- a.Serve(ctx, func(_, setUp string) { ready <- setUp }) }()
	var setUp string
	select {
	case setUp = <-ready:
	case err := <-ended:
		t.Fatal(err)
	}
	if !strings.Contains(setUp, "/setup#tl_set_") {
		t.Errorf("the set-up link is %q", setUp)
	}
	at, ok := app.FindRunning(dir)
	if !ok || at.PID != os.Getpid() {
		t.Fatalf("the server announces %+v", at)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, at.Address+"/api/v1/workspaces/found", strings.NewReader(`{"slug":"lendwell","name":"Lendwell"}`))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+a.OperatorToken())
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	if _ = res.Body.Close(); res.StatusCode != http.StatusOK {
		t.Errorf("founding a workspace: %d", res.StatusCode)
	}
	// An event stream does not keep the server from stopping.
	stream, err := http.NewRequestWithContext(t.Context(), http.MethodGet, at.Address+"/api/v1/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	stream.Header.Set("Authorization", "Bearer "+a.OperatorToken())
	stream.Header.Set("Accept", "text/event-stream")
	events, err := http.DefaultTransport.RoundTrip(stream)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = events.Body.Close() }()
	started := time.NewTimer(4 * time.Second)
	defer started.Stop()
	stop()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("it ended with %v", err)
		}
	case <-started.C:
		t.Fatal("an open event stream keeps the server from stopping")
	}
	if err := a.Close(); err != nil {
		t.Error(err)
	}
	if _, ok := app.FindRunning(dir); ok {
		t.Error("the announcement is still there")
	}
}

func TestServeOnATakenAddress(t *testing.T) {
	t.Parallel()
	a, err := openIn(t, t.TempDir(), map[string]string{"listen": "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ready, ended := make(chan bool, 1), make(chan error, 1)
	dir := a.Config.Data
	go func() { ended <- a.Serve(ctx, func(string, string) { ready <- true }) }()
	<-ready
	at, _ := app.FindRunning(dir)
	b, err := openIn(t, t.TempDir(), map[string]string{"listen": strings.TrimPrefix(at.Address, "http://")})
	if err != nil {
		t.Fatal(err)
	}
	err = b.Serve(ctx, nil)
	if !errs.Is(err, errs.Unavailable) || !strings.Contains(err.Error(), "--listen") {
		t.Errorf("a taken address: %v", err)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	for _, one := range []*app.App{a, b} {
		if err := one.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestReadiness(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		b := s.Browser()
		var r app.Ready
		b.Must("GET", "/readyz", nil).Into(t, &r)
		if !r.Ready || r.Database != "ok" || r.Behind == 0 {
			t.Errorf("before the followers run: %+v", r)
		}
		if err := s.App.CatchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		b.Must("GET", "/readyz", nil).Into(t, &r)
		if r.Behind == 0 {
			t.Error("the answer was not kept for a moment")
		}
		s.Clock.Add(3 * time.Second)
		b.Must("GET", "/readyz", nil).Into(t, &r)
		if !r.Ready || r.Behind != 0 {
			t.Errorf("after the followers ran: %+v", r)
		}
		upgrade(t, s)
		s.Clock.Add(3 * time.Second)
		if got := b.Call("GET", "/readyz", nil); got.Status != 503 || !strings.Contains(got.Body, "29990101-01-later") {
			t.Errorf("a newer database: %d %s", got.Status, got.Body)
		}
		if got := b.Call("GET", "/healthz", nil); got.Status != 200 {
			t.Errorf("alive: %d", got.Status)
		}
	})
}

// upgrade brings the database to a schema that only a later program has, as a
// second process would.
func upgrade(t *testing.T, s *apptest.Site) {
	t.Helper()
	if s.App.DB.Dialect() == store.SQLite { // no second process works on one folder; the row is what counts
		err := s.App.DB.Write(t.Context(), "", func(tx *store.Tx) error {
			_, err := tx.Exec(t.Context(), "insert into migration (name, ran_at) values ('29990101-01-later', 1)")
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return
	}
	newer := fstest.MapFS{"29990101-01-later.sql": {Data: []byte("create table later (id text primary key);")}}
	names, err := fs.Glob(migrations.Files, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		b, err := fs.ReadFile(migrations.Files, n)
		if err != nil {
			t.Fatal(err)
		}
		newer[n] = &fstest.MapFile{Data: b}
	}
	if _, err := s.App.DB.Migrate(t.Context(), newer, s.Clock.Now()); err != nil {
		t.Fatal(err)
	}
}

func TestMetricsAreForTheOperator(t *testing.T) {
	t.Parallel()
	s := apptest.OpenSite(t, "sqlite")
	s.Settle()
	here := strings.TrimPrefix(s.URL, "http://")
	for what, c := range map[string]struct {
		by      *apptest.Client
		headers []string
		want    int
	}{
		"from here":                      {s.Browser(), nil, 200},
		"from here, by name":             {s.Browser(), []string{"Host", "localhost:8080"}, 200},
		"from here to a foreign name":    {s.Browser(), []string{"Host", "evil.example"}, 404},
		"through a proxy here":           {s.Browser(), []string{"X-Forwarded-For", "203.0.113.9"}, 404},
		"through a proxy that says so":   {s.Browser(), []string{"Via", "1.1 proxy"}, 404},
		"through a proxy, the operator":  {s.Operator(), []string{"X-Forwarded-For", "203.0.113.9"}, 200},
		"through a proxy, a wrong token": {s.Program("tl_opr_00000000000000000000000000000000"), []string{"X-Forwarded-For", "203.0.113.9"}, 404},
		"through a proxy, an owner":      {s.SignIn("owen"), []string{"X-Forwarded-For", "203.0.113.9"}, 404},
	} {
		r := c.by.Call("GET", "/metrics", nil, c.headers...)
		if r.Status != c.want || c.want == 200 && !strings.Contains(r.Body, "http_requests_total") {
			t.Errorf("%s (%s): %d", what, here, r.Status)
		}
	}
}

// Each class of operations has its own limit, each caller their own count.
func TestRates(t *testing.T) {
	t.Parallel()
	s := apptest.OpenSite(t, "sqlite", "rate-read", "5/1m", "rate-write", "2/1m", "proxy-hops", "1")
	s.Settle()
	pia, nora := s.SignIn("pia"), s.SignIn("nora")
	count := func(c *apptest.Client, method, path string, body any, headers ...string) (good int, last apptest.Reply) {
		for range 12 {
			if last = c.Call(method, path, body, headers...); last.Status < 300 || last.Status == 401 {
				good++
			}
		}
		return good, last
	}
	good, last := count(pia, "GET", "/api/v1/workspace", nil)
	if good != 5 || last.Status != 429 || last.Header.Get("Retry-After") != "13" {
		t.Errorf("pia reads %d times, then %d, Retry-After %s", good, last.Status, last.Header.Get("Retry-After"))
	}
	if good, _ := count(pia, "GET", "/api/v1/workspace", nil, "X-Forwarded-For", "203.0.113.77"); good != 0 {
		t.Error("pia reads on from another network")
	}
	other := s.SignIn("pia")
	if good, _ := count(other, "GET", "/api/v1/workspace", nil); good != 0 {
		t.Error("pia reads on in another session")
	}
	if good, _ := count(nora, "GET", "/api/v1/workspace", nil); good != 5 {
		t.Errorf("nora reads %d times", good)
	}
	if good, _ := count(nora, "PATCH", "/api/v1/me", map[string]any{"zone": "UTC"}); good != 2 {
		t.Errorf("nora writes %d times", good)
	}
	tried := 0
	for i := range 12 {
		stranger := s.Program("tl_pat_" + strings.Repeat("0", 30) + string("0123456789abc"[i]) + "0")
		if stranger.Call("GET", "/api/v1/workspace", nil, "X-Forwarded-For", "203.0.113.9").Status == 401 {
			tried++
		}
	}
	if tried != 5 {
		t.Errorf("a stranger tries %d tokens from one network", tried)
	}
	if good, _ := count(s.Operator(), "GET", "/api/v1/workspace", nil); good != 12 {
		t.Errorf("the operator reads %d times", good)
	}
	s.Clock.Add(time.Minute)
	if good, _ := count(pia, "GET", "/api/v1/workspace", nil); good != 5 {
		t.Errorf("a minute later pia reads %d times", good)
	}
}

// The ledger row of a change carries the id that the answer names.
func TestRequestIDReachesTheLedger(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		r := s.SignIn("adam").Must("PATCH", "/api/v1/members/pia", map[string]any{"name": "Pia P."}, "Throughline-Request", "mine")
		request := r.Header.Get("Throughline-Request")
		var rows struct{ Items []struct{ Request string } }
		s.Operator().Must("GET", "/api/v1/changes?since=0&limit=1000", nil).Into(t, &rows)
		if last := rows.Items[len(rows.Items)-1].Request; last != request || request == "mine" {
			t.Errorf("the answer says %q, the ledger %q", request, last)
		}
	})
}

// Calls that go around HTTP act as whom they say.
func TestOperatorWithoutHTTP(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		nobody, err := s.App.Operator(t.Context(), "", "")
		if err != nil || nobody.Workspace != "" {
			t.Fatalf("before there is a workspace: %+v, %v", nobody, err)
		}
		ans, err := s.App.Engine.Run(t.Context(), op.Call{Op: "workspace.found", Actor: nobody.Actor, Input: json.RawMessage(`{"slug":"lendwell","name":"Lendwell"}`)})
		if err != nil || ans.Value == nil {
			t.Fatalf("founding: %v", err)
		}
		c, err := s.App.Operator(t.Context(), "lendwell", "")
		if err != nil || c.Actor.Role != "owner" || c.Actor.Through != op.Operator {
			t.Fatalf("as the owner: %+v, %v", c, err)
		}
		in := json.RawMessage(`{"email":"pia@example.com","name":"Pia"}`)
		if _, err := s.App.Engine.Run(t.Context(), op.Call{Op: "member.add", Workspace: c.Workspace, Actor: c.Actor, Input: in}); err != nil {
			t.Fatal(err)
		}
		pia, err := s.App.Operator(t.Context(), "", "Pia@Example.com")
		if err != nil || pia.Actor.Role != "member" {
			t.Fatalf("as pia: %+v, %v", pia, err)
		}
		pia.Actor.Through = "web"
		if _, err := s.App.Engine.Run(t.Context(), op.Call{Op: "member.add", Workspace: c.Workspace, Actor: pia.Actor, Input: in}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("a member adds members: %v", err)
		}
	})
}
