package app_test

import (
	"bytes"
	"context"
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
	"throughline/internal/area/people"
	"throughline/internal/core/op"
	"throughline/internal/core/right"
	"throughline/internal/kit/id"
	"throughline/internal/platform/auth"
	"throughline/internal/platform/store"
	"throughline/internal/platform/web"
)

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
	active   map[place]string  // the active sprint
	notes    map[string]string // of each retrospective, one
	names    []string          // of tables
	sum      string            // the question that fingerprint asks
	things   map[string]func(*bench, place) string
	badge    map[string]string // what everybody shows at the door, by name
	logins   map[string]bool   // those that were made
	n        int
}

func newBench(t testing.TB, w *apptest.World) *bench {
	t.Helper()
	b := &bench{World: w, t: t, worlds: map[string]*apptest.World{"A": w, "B": w.Twin("neighbours")}, products: map[place]string{},
		standing: map[string]string{}, active: map[place]string{}, notes: map[string]string{}, things: things(), badge: map[string]string{}, logins: map[string]bool{}}
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
	maps.Copy(b.things, peopleThings())
	maps.Copy(b.things, refineThings())
	maps.Copy(b.things, growthThings())
	maps.Copy(b.things, acceptThings())
	maps.Copy(b.things, strategyThings())
	maps.Copy(b.things, cutThings())
	maps.Copy(b.things, betThings())
	maps.Copy(b.things, moneyThings())
	maps.Copy(b.things, launchThings())
	maps.Copy(b.things, stakeholderThings())
	maps.Copy(b.things, roadmapThings())
	b.people = principals()
	b.badges()
	b.mount()
	return b
}

// mount serves the engine's operations as they are now.
func (b *bench) mount() {
	mux := http.NewServeMux()
	b.Engine.Mount(mux, b.identify)
	b.handler = web.Through(web.Routes(mux), web.Sane, web.Recover(b.Engine.Log))
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
		{name: "token without scopes", member: "adam", role: "admin", scopes: []string{}, odd: true},
		{name: "token of an odd scope", member: "adam", role: "admin", scopes: []string{"*", "READ", "read,write", ""}, odd: true},
		{name: "token for HIDE only", member: "pia", role: "member", roles: both("PM"), scopes: []string{"read", "comment", "write", "admin"}, only: []place{hide}},
		{name: "admin's token for LEND only", member: "adam", role: "admin", scopes: []string{"read", "comment", "write", "admin"}, only: []place{lend}},
		{name: "token for no product", member: "adam", role: "admin", scopes: []string{"read", "comment", "write", "admin"}, only: []place{}, odd: true},
	}
	for i := range out[1:] {
		out[i+1].in = "A"
	}
	return append(out,
		principal{name: "operator", runs: true},
		principal{name: "operator as an owner", in: "A", member: "olga", role: "owner", runs: true},
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

// badges gives everybody what they show at the door: a session's cookie, an
// API token, the operator's token.
func (b *bench) badges() {
	b.t.Helper()
	plain, hash := auth.NewToken(auth.Operator)
	b.Outside.Door.Open(people.Settings{
		Clock: b.Clock, BaseURL: "http://throughline.test", Operator: hash, Cost: auth.Cost{Memory: 64, Passes: 1, Threads: 1},
	})
	b.badge["operator"], b.badge["operator as an owner"] = plain, plain
	for _, p := range b.people {
		b.giveBadge(p)
	}
}

// giveBadge gives somebody a fresh session or token.
func (b *bench) giveBadge(p principal) {
	b.t.Helper()
	switch {
	case p.runs || p.member == "":
	case p.scopes != nil:
		b.badge[p.name] = b.token(p)
	default:
		b.badge[p.name] = b.session(b.login(p.in, p.member, !p.former), p.in)
	}
}

// login gives a member's account, which belongs to one workspace.
func (b *bench) login(in, member string, active bool) string {
	b.t.Helper()
	login := id.Of("login", in, member)
	if !b.logins[login] {
		b.logins[login] = true
		b.write("", func(tx *store.Tx) error {
			_, err := tx.Exec(context.Background(), "insert into login (id, email, name, password, disabled, created_at) values (?, ?, ?, '', ?, 1)", login, member+"@"+in+".example.com", member, false)
			if err == nil {
				_, err = tx.Exec(context.Background(), "insert into login_member (login_id, workspace_id, member_id, active) values (?, ?, ?, ?)", login, b.worlds[in].Workspace, b.worlds[in].Members[member], active)
			}
			return err
		})
	}
	return login
}

// session begins a session and gives its cookie.
func (b *bench) session(login, in string) string {
	b.t.Helper()
	plain, hash := auth.NewToken(auth.Session)
	now := int64(b.Clock.Now())
	b.write("", func(tx *store.Tx) error {
		_, err := tx.Exec(context.Background(), "insert into session (token_hash, id, login_id, workspace_id, created_at, seen_at, expires_at) values (?, ?, ?, ?, ?, ?, ?)",
			hash, id.Of("session", hash), login, b.worlds[in].Workspace, now, now, now+int64(24*time.Hour/time.Microsecond))
		return err
	})
	return plain
}

// token makes an API token.
func (b *bench) token(p principal) string {
	b.t.Helper()
	w := b.worlds[p.in]
	plain, hash := auth.NewToken(auth.APIToken)
	t := &people.Token{Name: p.name, Member: w.Members[p.member], Scopes: p.scopes, ExpiresAt: b.Clock.Now().Add(24 * time.Hour)}
	t.ID = id.Of("token", hash)
	if p.odd {
		t.Scopes = []string{"admin"} // as stored; see identify
	}
	for _, at := range p.only {
		t.Products = append(t.Products, b.products[at])
	}
	b.must(b.Engine.Bootstrap(context.Background(), w.Workspace, w.Actor("olga"), t))
	b.write(w.Workspace, func(tx *store.Tx) error {
		_, err := tx.Exec(context.Background(), "insert into token_secret (hash, workspace_id, token_id, member_id, used_at) values (?, ?, ?, ?, ?)", hash, w.Workspace, t.ID, t.Member, int64(b.Clock.Now()))
		return err
	})
	return plain
}

// identify asks the door who is calling, by what they show. Scopes that no
// token can have are put in afterwards.
func (b *bench) identify(r *http.Request) (op.Caller, error) {
	c, err := b.Outside.Door.Identify(b.Engine)(r)
	if p := b.person(r.Header.Get("Test-Principal")); p.odd && err == nil {
		c.Actor.Scopes = p.scopes
		if p.only != nil {
			c.Actor.Products = []string{}
		}
	}
	return c, err
}

// show puts what somebody has onto a request.
func (b *bench) show(p principal, r *http.Request) {
	r.Header.Set("Test-Principal", p.name)
	switch badge := b.badge[p.name]; {
	case badge == "":
	case p.runs || p.scopes != nil:
		r.Header.Set("Authorization", "Bearer "+badge)
	default:
		r.AddCookie(&http.Cookie{Name: "throughline_session", Value: badge})
	}
	if p.runs && p.in != "" {
		r.Header.Set(people.WorkspaceHeader, b.worlds[p.in].Workspace)
	}
}

func (b *bench) write(workspace string, fn func(*store.Tx) error) {
	b.t.Helper()
	b.must(b.DB.Write(context.Background(), workspace, fn))
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
	b.show(p, r)
	if c.body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	for name, value := range c.head {
		r.Header.Set(name, value)
	}
	rec := httptest.NewRecorder()
	func() {
		defer func() {
			if broke := recover(); broke != nil { // an answer that breaks off
				rec.Code = 599
				fmt.Fprint(rec.Body, broke)
			}
		}()
		b.handler.ServeHTTP(&hasty{rec, stop}, r)
	}()
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
	make, known := b.things[sort]
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

// fingerprint is everything in the database as text, but for the audit, where
// attempts to come in are noted.
func (b *bench) fingerprint() []string {
	b.t.Helper()
	if b.sum == "" {
		var parts []string
		for _, name := range b.tables() {
			if name != "audit" {
				parts = append(parts, b.question(name))
			}
		}
		b.sum = strings.Join(parts, " union all ")
	}
	var all []string
	for _, w := range b.worlds { // row-level security shows one at a time
		b.read(w.Workspace, func(r *store.Reader) error {
			found, err := store.All[string](context.Background(), r, b.sum)
			all = append(all, found...)
			return err
		})
	}
	slices.Sort(all)
	return all
}

// changed names some rows that are in one fingerprint only.
func changed(was, is []string) string {
	var out []string
	for _, rows := range []struct{ in, notIn []string }{{is, was}, {was, is}} {
		for _, r := range rows.in {
			if _, there := slices.BinarySearch(rows.notIn, r); !there && len(out) < 3 {
				out = append(out, r[:min(len(r), 160)])
			}
		}
	}
	return strings.Join(out, "; ")
}

// table is one table with its columns.
type table struct {
	Name string `db:"name"`
}

// tables lists what is stored, but for what only follows from the rest.
func (b *bench) tables() []string {
	b.t.Helper()
	if b.names != nil {
		return b.names
	}
	query := "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and sql not like '%virtual%' and name not like 'search_text%'"
	if b.DB.Dialect() == store.Postgres {
		query = "select table_name as name from information_schema.tables where table_schema = current_schema()"
	}
	b.read("", func(r *store.Reader) error {
		found, err := store.All[table](context.Background(), r, query+" order by 1")
		for _, t := range found {
			b.names = append(b.names, t.Name)
		}
		return err
	})
	if len(b.names) < 10 {
		b.t.Fatalf("only %d tables found", len(b.names))
	}
	return b.names
}

// question asks for a table's rows, each as text. The ledger only grows, so
// its length says enough.
func (b *bench) question(name string) string {
	b.t.Helper()
	switch {
	case name == "ledger":
		return "select 'ledger ' || cast(count(*) as text) from ledger"
	case b.DB.Dialect() == store.SQLite:
		return "select '" + name + " ' || " + b.columns(name) + " from " + name
	default:
		return "select '" + name + " ' || cast(t as text) from " + name + " t"
	}
}

// columns joins a table's columns into one text.
func (b *bench) columns(name string) string {
	b.t.Helper()
	var cols []string
	b.read("", func(r *store.Reader) (err error) {
		cols, err = store.All[string](context.Background(), r, "select name from pragma_table_info('"+name+"')")
		return err
	})
	for i, c := range cols {
		cols[i] = `quote("` + c + `")`
	}
	return strings.Join(cols, " || '|' || ")
}

func (b *bench) read(workspace string, fn func(*store.Reader) error) {
	b.t.Helper()
	b.must(b.DB.Read(context.Background(), workspace, fn))
}

// seq gives the length of a workspace's ledger.
func (b *bench) seq(in string) int64 {
	b.t.Helper()
	var n int64
	b.read(b.worlds[in].Workspace, func(r *store.Reader) (err error) {
		n, err = store.One[int64](context.Background(), r, "select seq from workspace where id = ?", b.worlds[in].Workspace)
		return err
	})
	return n
}
