// Package apptest gives tests a whole world: an engine on a fresh database, a
// workspace with a person in every role, and two products. Every world is
// verified when its test ends: the ledger is replayed and must equal the
// tables.
package apptest

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"throughline/internal/app"
	"throughline/internal/area/people"
	"throughline/internal/area/portal"
	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
	"throughline/internal/platform/auth"
	"throughline/internal/platform/blob"
	"throughline/internal/platform/store"
	"throughline/internal/platform/store/storetest"
	"throughline/migrations"
)

// People of every test world, by the first name that stands for them.
var People = []struct{ Name, WorkspaceRole, Role string }{
	{"olga", right.Owner, ""},
	{"adam", right.Admin, ""},
	{"pia", right.Plain, right.ProductManager},
	{"paul", right.Plain, right.ProductOwner},
	{"dina", right.Plain, right.Developer},
	{"dora", right.Plain, right.Designer},
	{"tess", right.Plain, right.Tester},
	{"mark", right.Plain, right.Marketing},
	{"sam", right.Plain, right.Stakeholder},
	{"nora", right.Plain, ""},
	{"gus", right.Guest, right.Stakeholder},
	{"gina", right.Guest, ""},
}

// World is a workspace for one test. People's roles are on the product LEND;
// HIDE is a private product where only pia and paul hold roles.
type World struct {
	T         testing.TB
	Engine    *op.Engine
	DB        *store.DB
	Clock     *clock.Fixed
	Workspace string
	Members   map[string]string
	Followers *ledger.Followers
	Handler   http.Handler
	Outside   *app.Outside
}

// Each runs a test in a fresh world on each database.
func Each(t *testing.T, fn func(t *testing.T, w *World)) {
	t.Helper()
	storetest.Each(t, migrations.Files, func(t *testing.T, db *store.DB) { fn(t, New(t, db)) })
}

// Start is when every world begins.
var Start = clock.From(time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC))

// New makes a world on a database.
func New(t testing.TB, db *store.DB) *World {
	t.Helper()
	w := &World{T: t, DB: db, Clock: clock.At(Start), Members: map[string]string{}}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	reg, outside := app.Registry()
	e, err := op.NewEngine(reg, db, w.Clock, log)
	if err != nil {
		t.Fatal(err)
	}
	w.Engine = e
	w.outside(outside)
	w.Workspace = w.Found("lendwell")
	w.Followers = ledger.NewFollowers(db, log, e.Reg.Followers())
	mux := http.NewServeMux()
	e.Mount(mux, w.identify)
	w.Handler = mux
	w.products()
	t.Cleanup(w.verify)
	return w
}

// outside gives the world a folder for files, and lets it listen.
func (w *World) outside(o *app.Outside) {
	w.T.Helper()
	files, err := blob.OpenFolder(w.T.TempDir(), 8<<20, w.Clock)
	w.check(err)
	o.Files.Store, o.Files.Limit = files, 8<<20
	ctx, stop := context.WithCancel(context.Background())
	w.T.Cleanup(stop)
	o.Live.Bind(ctx, w.Engine)
	o.Door.Open(people.Settings{Clock: w.Clock, BaseURL: "http://throughline.test"})
	o.Shares.Open(portal.Gate{Clock: w.Clock, BaseURL: "http://throughline.test", Cost: auth.Cost{Memory: 64, Passes: 1, Threads: 1}})
	w.Outside = o
}

// Found makes another workspace with the same people, and gives its id.
func (w *World) Found(slug string) string {
	w.T.Helper()
	ws, owner, err := w.Engine.Found(context.Background(), op.Founding{Slug: slug, Name: slug, Owner: right.Member{Name: "olga", Email: "olga@example.com"}})
	w.check(err)
	if w.Workspace == "" {
		w.Workspace = ws
		w.Members["olga"] = owner
	}
	return ws
}

// Twin makes a second workspace on the same engine, with people of the same
// names and products of the same keys, for tests of what keeps them apart.
func (w *World) Twin(slug string) *World {
	w.T.Helper()
	t := *w
	t.Workspace, t.Members = "", map[string]string{}
	t.Workspace = t.Found(slug)
	t.products()
	return &t
}

func (w *World) products() {
	w.T.Helper()
	for _, p := range People[1:] {
		m := &right.Member{Name: p.Name, Email: p.Name + "@example.com", Handle: p.Name, Role: p.WorkspaceRole, Status: "active"}
		m.ID = id.Of("member", p.Name, w.Workspace)
		w.insert(m)
		w.Members[p.Name] = m.ID
	}
	lend := w.Do("adam", "product.create", map[string]any{"fields": map[string]any{"key": "LEND", "title": "Lendwell"}}).ID
	hide := w.Do("adam", "product.create", map[string]any{"fields": map[string]any{"key": "HIDE", "title": "Hidden", "visibility": "private"}}).ID
	for _, p := range People {
		if p.Role == "" {
			continue
		}
		for _, product := range []string{lend, hide} {
			if product == hide && p.Name != "pia" && p.Name != "paul" {
				continue
			}
			r := &right.MemberRole{Member: w.Members[p.Name], Role: p.Role}
			r.Product = id.Ref(product)
			w.insert(r)
		}
	}
}

// insert writes a part as the admin, by an operation of the test's own.
func (w *World) insert(v any) {
	w.T.Helper()
	w.check(w.Engine.Bootstrap(context.Background(), w.Workspace, w.Actor("olga"), v))
}

// Actor is one of the people.
func (w *World) Actor(name string) right.Actor {
	for _, p := range People {
		if p.Name == name {
			return right.Actor{Member: w.Members[name], Role: p.WorkspaceRole, Through: "test"}
		}
	}
	return right.Actor{}
}

// Out is the part of an answer that tests mostly look at.
type Out struct {
	ID, Key, State, Title, Rank string
	Version                     int64
	Status                      int
	Proposal                    *op.Proposal
	JSON                        json.RawMessage
	Rows                        int
}

// Do calls an operation as somebody and fails the test when it fails.
func (w *World) Do(who, name string, input any) Out {
	w.T.Helper()
	out, err := w.Try(who, name, input)
	if err != nil {
		w.T.Fatalf("%s as %s: %v", name, who, err)
	}
	return out
}

// Try calls an operation as somebody.
func (w *World) Try(who, name string, input any) (Out, error) {
	w.T.Helper()
	raw, err := json.Marshal(input)
	w.check(err)
	return w.Run(op.Call{Op: name, Workspace: w.Workspace, Actor: w.Actor(who), Input: raw})
}

// Run makes a call.
func (w *World) Run(c op.Call) (Out, error) {
	ans, err := w.Engine.Run(context.Background(), c)
	if err != nil {
		return Out{}, err
	}
	out := Out{Status: ans.Status, Proposal: ans.Proposal, JSON: ans.Raw, Rows: ans.Rows}
	if ans.Raw == nil {
		var v any = ans.Value
		if ans.Proposal != nil {
			v = ans.Proposal
		}
		out.JSON, err = json.Marshal(v)
		w.check(err)
	}
	_ = json.Unmarshal(out.JSON, &out)
	return out, nil
}

// As makes an HTTP request as somebody and gives the answer.
func (w *World) As(who, method, path, body string, headers ...string) *httptest.ResponseRecorder {
	req := httptest.NewRequest(method, path, bytes.NewBufferString(body))
	req.Header.Set("Test-As", who)
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	rec := httptest.NewRecorder()
	w.Handler.ServeHTTP(rec, req)
	return rec
}

func (w *World) identify(r *http.Request) (op.Caller, error) {
	who, ws, _ := strings.Cut(r.Header.Get("Test-As"), "@")
	if ws == "" {
		ws = w.Workspace
	}
	return op.Caller{Actor: w.Actor(who), Workspace: ws}, nil
}

// CatchUp lets every follower finish.
func (w *World) CatchUp() {
	w.T.Helper()
	w.check(w.Followers.CatchUp(context.Background(), w.Workspace))
}

func (w *World) check(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

// verify replays the ledger of every workspace.
func (w *World) verify() {
	ctx := context.Background()
	var all []string
	err := w.DB.Read(ctx, "", func(r *store.Reader) (err error) {
		all, err = store.All[string](ctx, r, "select id from workspace")
		return err
	})
	if err != nil {
		w.T.Errorf("cannot verify: %v", err)
	}
	for _, ws := range all {
		v, err := w.Engine.Verify(ctx, ws)
		if err != nil {
			w.T.Errorf("cannot verify: %v", err)
			continue
		}
		for _, f := range v.Faults {
			w.T.Errorf("ledger and tables differ: %s", f)
		}
	}
}

// Into calls an operation as somebody and reads its answer into a value.
func (w *World) Into(who, name string, input, into any) {
	w.T.Helper()
	out := w.Do(who, name, input)
	w.check(json.Unmarshal(out.JSON, into))
}

// Registry is everything that Throughline can do, for tests of packages that
// must not know the app.
func Registry() *op.Registry {
	r, _ := app.Registry()
	return r
}
