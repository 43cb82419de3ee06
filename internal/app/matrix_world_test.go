package app_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/core/op"
	"throughline/internal/core/right"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
	"throughline/internal/platform/web"
)

type obj = map[string]any

// bench is a world of two workspaces with people of the same names, and
// everything to be called there.
type bench struct {
	*apptest.World
	t        testing.TB
	worlds   map[string]*apptest.World // "A", "B"
	products map[place]string          // ids
	people   []principal
	handler  http.Handler
	standing map[string]string // what stays as it is, by sort and place
	n        int
}

func newBench(t testing.TB, w *apptest.World) *bench {
	t.Helper()
	b := &bench{World: w, t: t, worlds: map[string]*apptest.World{"A": w, "B": w.Twin("neighbours")}, products: map[place]string{}, standing: map[string]string{}}
	for at, key := range map[place]string{lend: "LEND", hide: "HIDE", theirs: "LEND"} {
		b.products[at] = b.worlds[at.in()].Do("adam", "product.show", obj{"id": key}).ID
	}
	lena := b.enrol("lena", "active")
	fred := b.enrol("fred", "deactivated")
	for _, r := range []string{right.ProductManager, right.ProductOwner, right.Developer} {
		b.role(lena, r, lend)
		b.role(fred, r, lend)
		b.role(fred, r, hide)
	}
	b.people = principals()
	b.mount()
	return b
}

// mount serves the engine's operations as they are now.
func (b *bench) mount() {
	mux := http.NewServeMux()
	b.Engine.Mount(mux, b.identify)
	b.handler = web.Routes(mux)
}

func (b *bench) enrol(name, status string) string {
	m := &right.Member{Name: name, Email: name + "@example.com", Handle: name, Role: right.Plain, Status: status}
	m.ID = id.Of("member", name, b.Workspace)
	b.must(b.Engine.Bootstrap(context.Background(), b.Workspace, b.Actor("olga"), m))
	b.Members[name] = m.ID
	return m.ID
}

func (b *bench) role(member, role string, at place) {
	r := &right.MemberRole{Member: member, Role: role}
	r.Product = id.Ref(b.products[at])
	b.must(b.Engine.Bootstrap(context.Background(), b.Workspace, b.Actor("olga"), r))
}

func (b *bench) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// principals are everybody who calls.
func principals() []principal {
	both := func(role string) map[place][]string { return map[place][]string{lend: {role}, hide: {role}} }
	one := func(roles ...string) map[place][]string { return map[place][]string{lend: roles} }
	out := []principal{
		{name: "nobody"},
		{name: "owner", member: "olga", role: "owner"},
		{name: "admin", member: "adam", role: "admin"},
		{name: "PM", member: "pia", role: "member", roles: both("PM")},
		{name: "PO", member: "paul", role: "member", roles: both("PO")},
		{name: "PM and PO of one product", member: "lena", role: "member", roles: one("PM", "PO", "developer")},
		{name: "developer", member: "dina", role: "member", roles: one("developer")},
		{name: "designer", member: "dora", role: "member", roles: one("designer")},
		{name: "tester", member: "tess", role: "member", roles: one("tester")},
		{name: "marketing", member: "mark", role: "member", roles: one("marketing")},
		{name: "stakeholder", member: "sam", role: "member", roles: one("stakeholder")},
		{name: "member without a role", member: "nora", role: "member"},
		{name: "guest with a role", member: "gus", role: "guest", roles: one("stakeholder")},
		{name: "guest without a role", member: "gina", role: "guest"},
		{name: "former member", member: "fred", role: "member", roles: both("PM"), former: true},
		{name: "former member's token", member: "fred", role: "member", roles: both("PM"), former: true, scopes: []string{"read", "comment", "write", "admin"}},
		{name: "token that reads", member: "lena", role: "member", roles: one("PM", "PO", "developer"), scopes: []string{"read"}},
		{name: "token that comments", member: "lena", role: "member", roles: one("PM", "PO", "developer"), scopes: []string{"comment"}},
		{name: "token that writes", member: "lena", role: "member", roles: one("PM", "PO", "developer"), scopes: []string{"write"}},
		{name: "token that administers", member: "adam", role: "admin", scopes: []string{"admin"}},
		{name: "token without scopes", member: "adam", role: "admin", scopes: []string{}},
		{name: "token of an odd scope", member: "adam", role: "admin", scopes: []string{"*", "READ", "read,write", ""}},
		{name: "token for HIDE only", member: "pia", role: "member", roles: both("PM"), scopes: []string{"read", "comment", "write", "admin"}, only: []place{hide}},
		{name: "admin's token for LEND only", member: "adam", role: "admin", scopes: []string{"read", "comment", "write", "admin"}, only: []place{lend}},
		{name: "token for no product", member: "adam", role: "admin", scopes: []string{"read", "comment", "write", "admin"}, only: []place{}},
	}
	for i := range out[1:] {
		out[i+1].in = "A"
	}
	return append(out,
		principal{name: "neighbours' admin", in: "B", member: "adam", role: "admin"},
		principal{name: "neighbours' PM", in: "B", member: "pia", role: "member", roles: map[place][]string{theirs: {"PM"}}},
		principal{name: "neighbours' guest", in: "B", member: "gus", role: "guest", roles: map[place][]string{theirs: {"stakeholder"}}},
	)
}

func (b *bench) person(name string) principal {
	i := slices.IndexFunc(b.people, func(p principal) bool { return p.name == name })
	if i < 0 {
		b.t.Fatalf("no principal is called %q", name)
	}
	return b.people[i]
}

// identify knows callers by their name, and asks the engine who they are, as
// the door does for a session or a token.
func (b *bench) identify(r *http.Request) (op.Caller, error) {
	p := b.person(r.Header.Get("Test-Principal"))
	if p.in == "" {
		return op.Caller{}, nil
	}
	w := b.worlds[p.in]
	a, err := b.Engine.ActorOf(r.Context(), w.Workspace, w.Members[p.member], "test")
	if err != nil {
		return op.Caller{}, err
	}
	if string(a.Role) != p.role {
		return op.Caller{}, errs.New(errs.Internal, "%s is %s", p.name, a.Role)
	}
	a.Scopes = p.scopes
	if p.only != nil {
		a.Products = []string{}
		for _, at := range p.only {
			a.Products = append(a.Products, b.products[at])
		}
	}
	if p.scopes == nil {
		a.Login, a.Session = "login of "+p.member, "session of "+p.member
	}
	return op.Caller{Actor: a, Workspace: w.Workspace}, nil
}

// call is one request about one operation.
type call struct {
	path  map[string]string
	query url.Values
	body  any    // JSON
	raw   []byte // instead of JSON
	head  map[string]string
}

// send makes a call as somebody.
func (b *bench) send(p principal, d *op.Def, c call) *httptest.ResponseRecorder {
	path := d.Path
	for name, value := range c.path {
		path = strings.ReplaceAll(path, "{"+name+"}", url.PathEscape(value))
	}
	if len(c.query) > 0 {
		path += "?" + c.query.Encode()
	}
	body := c.raw
	if c.body != nil {
		var err error
		body, err = json.Marshal(c.body)
		b.must(err)
	}
	ctx, stop := context.WithTimeout(context.Background(), 20*time.Second)
	defer stop()
	r := httptest.NewRequestWithContext(ctx, d.Method, path, bytes.NewReader(body))
	r.Header.Set("Test-Principal", p.name)
	if c.body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	for name, value := range c.head {
		r.Header.Set(name, value)
	}
	rec := httptest.NewRecorder()
	b.handler.ServeHTTP(&hasty{rec, stop}, r)
	return rec
}

// hasty hangs up as soon as an endless answer has begun.
type hasty struct {
	*httptest.ResponseRecorder
	hangUp func()
}

func (h *hasty) Flush() {
	h.ResponseRecorder.Flush()
	if strings.HasPrefix(h.Header().Get("Content-Type"), "text/event-stream") {
		h.hangUp()
	}
}

// came says what came of a call.
func came(d *op.Def, rec *httptest.ResponseRecorder) outcome {
	switch {
	case rec.Code == http.StatusAccepted && d.Status != http.StatusAccepted:
		return proposal
	case rec.Code == d.Status:
		return ok
	default:
		return outcome(fmt.Sprint(rec.Code))
	}
}

// number gives another number at each call.
func (b *bench) number() int {
	b.n++
	return b.n
}

// admin makes a call as the admin of a place's workspace, who may all.
func (b *bench) admin(at place, name string, in obj) apptest.Out {
	b.t.Helper()
	return b.worlds[at.in()].Do("adam", name, in)
}

// fresh makes a thing of a sort at a place and gives its id.
func (b *bench) fresh(sort string, at place) string {
	b.t.Helper()
	if at == nowhere {
		return id.Of("nothing", sort, fmt.Sprint(b.number()))
	}
	make, known := things[sort]
	if !known {
		kind, state, _ := strings.Cut(sort, "!")
		make = b.standard(kind, state)
	}
	return make(b, at)
}

// stands gives a thing of a sort at a place that calls leave alone.
func (b *bench) stands(sort string, at place) string {
	b.t.Helper()
	if at == nowhere {
		return b.fresh(sort, at)
	}
	name := sort + " " + string(at)
	if b.standing[name] == "" {
		b.standing[name] = b.fresh(sort, at)
	}
	return b.standing[name]
}

// standard makes records of a kind, archived if asked.
func (b *bench) standard(kind, state string) func(*bench, place) string {
	b.t.Helper()
	k, known := kinds[kind]
	if !known {
		b.t.Fatalf("nothing here makes a %s: add it to things or kinds in matrix_rows_test.go", kind)
	}
	return func(b *bench, at place) string {
		b.t.Helper()
		out := b.admin(at, kind+".create", obj{"fields": k.fields(b, at)})
		if state == "archived" {
			b.admin(at, kind+".archive", obj{"id": out.ID})
		}
		return out.ID
	}
}

// fingerprint is a hash of everything in the database.
func (b *bench) fingerprint() string {
	b.t.Helper()
	h := sha256.New()
	for _, name := range b.tables() {
		rows := b.rows(name)
		slices.Sort(rows)
		fmt.Fprintln(h, name, len(rows))
		for _, r := range rows {
			fmt.Fprintln(h, r)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
