package query

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the tests speak of Berlin, wherever they run

	_ "github.com/mattn/go-sqlite3"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/text"
)

// A world is a few records in memory, and the same in a database.
type world struct {
	t    testing.TB
	db   *sql.DB
	rows []row
	zone *time.Location
	now  clock.Instant
}

type row struct {
	id, kind, key, title, owner, state, category, rank string
	num                                                int64
	tags                                               []string
	archived, created, updated                         int64
	custom                                             map[string]any

	item     bool // whether there is a row in the detail table
	estimate *int64
	effort   *float64
	due      string
	sprint   string
	severity string
	ask      string
	flagged  *bool
	finished int64

	links []edge // from this record
}

type edge struct{ kind, to string }

const here = "w1"

const schema = `
create table record (workspace_id text not null, id text not null, kind text not null, key text not null, num bigint not null,
	title text not null, title_folded text not null, owner_id text, state text not null, category text not null,
	rank text not null, custom text not null, archived_at bigint not null, created_at bigint not null,
	updated_at bigint not null, primary key (workspace_id, id));
create table item (workspace_id text not null, id text not null, estimate bigint, effort double precision, due_on text,
	sprint_id text, severity text, ask text, flagged boolean, finished_at bigint, primary key (workspace_id, id));
create table record_tag (workspace_id text not null, record_id text not null, tag text not null, tag_folded text not null);
create table link (workspace_id text not null, type text not null, from_id text not null, to_id text not null);`

func openSQLite(t testing.TB) *sql.DB {
	db, err := sql.Open("sqlite3", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1) // each connection would be a memory of its own
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func newWorld(t testing.TB, rows []row) *world {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, db: openSQLite(t), rows: rows, zone: berlin, now: instant("2026-03-15T12:00:00Z")}
	w.exec(schema)
	w.exec("begin")
	for _, r := range rows {
		w.insert(r)
	}
	// Another workspace holds the same ids with everything turned on, to show
	// that tags and links of others are not seen.
	for _, r := range rows {
		w.exec("insert into record_tag values ('w2', ?, 'billing', 'billing')", r.id)
		w.exec("insert into link values ('w2', 'delivers', ?, ?)", r.id, rows[0].id)
	}
	w.exec("commit")
	return w
}

func instant(s string) clock.Instant {
	at, err := clock.ParseInstant(s)
	if err != nil {
		panic(err)
	}
	return at
}

func (w *world) exec(text string, args ...any) {
	w.t.Helper()
	if _, err := w.db.Exec(text, args...); err != nil {
		w.t.Fatalf("%s: %v", text, err)
	}
}

func (w *world) insert(r row) {
	if r.custom == nil {
		r.custom = map[string]any{}
	}
	custom, err := json.Marshal(r.custom)
	if err != nil {
		w.t.Fatal(err)
	}
	w.exec("insert into record values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", here, r.id, r.kind, r.key, r.num, r.title, text.Fold(r.title),
		blankOrNull(r, r.owner), r.state, r.category, r.rank, string(custom), r.archived, r.created, r.updated)
	if r.item {
		w.exec("insert into item values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", here, r.id, r.estimate, r.effort, blankOrNull(r, r.due),
			blankOrNull(r, r.sprint), blankOrNull(r, r.severity), blankOrNull(r, r.ask), r.flagged, r.finished)
	}
	for _, tag := range r.tags {
		w.exec("insert into record_tag values (?, ?, ?, ?)", here, r.id, tag, text.Fold(tag))
	}
	for _, e := range r.links {
		w.exec("insert into link values (?, ?, ?, ?)", here, e.kind, r.id, e.to)
	}
}

// blankOrNull stores an absent text in one of the two ways that there are.
func blankOrNull(r row, s string) any {
	if s == "" && r.num%2 == 0 {
		return nil
	}
	return s
}

// find runs a compiled query and gives the keys in the order of the database.
func (w *world) find(c *Compiled) []string {
	w.t.Helper()
	text := "select r.key from " + c.From() + " where r.workspace_id = ? and " + c.Where.SQL + " order by " + OrderBy(c.Sort)
	rows, err := w.db.Query(text, append([]any{here}, c.Where.Args...)...)
	if err != nil {
		w.t.Fatalf("%s: %v", text, err)
	}
	defer func() { _ = rows.Close() }()
	var keys []string
	for rows.Next() {
		var key string
		if err := rows.Scan(&key); err != nil {
			w.t.Fatal(err)
		}
		keys = append(keys, key)
	}
	if err := rows.Err(); err != nil {
		w.t.Fatalf("%s: %v", text, err)
	}
	return keys
}

func (w *world) env() Env {
	return Env{Workspace: here, Catalogue: testCatalogue(w.t), Resolver: w, Me: "m1", Zone: w.zone, Now: w.now}
}

// ask parses, compiles and runs a query.
func (w *world) ask(q string) ([]string, error) {
	w.t.Helper()
	tree, err := Parse(q)
	if err != nil {
		return nil, err
	}
	c, err := Compile(context.Background(), tree, w.env())
	if err != nil {
		return nil, err
	}
	return w.find(c), nil
}

var members = map[string]string{"m1": "Ana", "m2": "Ben", "m3": "Anabel", "m4": "me"}

var states = []string{"new", "ready", "in progress", "done", "closed"}

// Resolve is how the world's names are looked up: members by the beginning of
// their name, records by key or title, states by name.
func (w *world) Resolve(_ context.Context, f Field, name string) ([]string, error) {
	var found []string
	switch f.Type {
	case PersonType:
		for id, n := range members {
			if strings.HasPrefix(text.Fold(n), text.Fold(name)) {
				found = append(found, id)
			}
		}
	case StateType:
		for _, s := range states {
			if s == text.Fold(name) {
				found = append(found, s)
			}
		}
	default:
		for _, r := range w.rows {
			if r.key == strings.ToUpper(name) || f.Type != KeyType && r.title == name {
				found = append(found, r.id)
			}
		}
	}
	slices.Sort(found)
	return found, nil
}

func testCatalogue(t testing.TB) *Catalogue {
	t.Helper()
	options := func(values ...string) (list []Option) {
		for _, v := range values {
			list = append(list, Option{Value: v})
		}
		return list
	}
	links := func(kind string, d Direction, kinds ...string) Link {
		return Link{Type: kind, Direction: d, Kinds: kinds}
	}
	c, err := NewCatalogue([]Field{
		{Name: "type", Synonyms: []string{"kind"}, Label: "Type", Type: EnumType, Expr: "r.kind", Enum: options("story", "bug", "task", "feature", "sprint"), Sortable: true},
		{Name: "key", Label: "Key", Type: KeyType, Expr: "r.key", Sortable: true, SortBy: "r.num", SortType: NumberType},
		{Name: "title", Label: "Title", Type: TextType, Expr: "r.title", Folded: "r.title_folded", Sortable: true},
		{Name: "text", Type: SearchType},
		{Name: "owner", Synonyms: []string{"assignee"}, Label: "Owner", Type: PersonType, Expr: "r.owner_id", Nullable: true, Sortable: true},
		{Name: "state", Synonyms: []string{"status"}, Label: "State", Type: StateType, Expr: "r.state", Enum: options(states...), Sortable: true},
		{Name: "category", Type: CategoryType, Expr: "r.category", Enum: options("todo", "doing", "done", "closed"), Sortable: true},
		{Name: "tag", Synonyms: []string{"label"}, Type: TagType},
		{Name: "rank", Type: TextType, Expr: "r.rank", Sortable: true},
		{Name: "archived", Type: InstantType, Expr: "r.archived_at", Nullable: true, Sortable: true},
		{Name: "created", Type: InstantType, Expr: "r.created_at", Sortable: true},
		{Name: "updated", Type: InstantType, Expr: "r.updated_at", Sortable: true},
		{Name: "estimate", Synonyms: []string{"points"}, Type: NumberType, Expr: "item.estimate", Table: "item", Sortable: true, Kinds: []string{"story", "bug"}},
		{Name: "effort", Type: NumberType, Expr: "item.effort", Table: "item", Sortable: true},
		{Name: "due", Type: DayType, Expr: "item.due_on", Table: "item", Sortable: true},
		{Name: "sprint", Label: "Sprint", Type: RefType, Expr: "item.sprint_id", Table: "item"},
		{Name: "severity", Type: EnumType, Expr: "item.severity", Table: "item", Enum: options("low", "medium", "high"), Sortable: true},
		{Name: "ask", Type: TextType, Expr: "item.ask", Table: "item", Sortable: true},
		{Name: "flagged", Type: BoolType, Expr: "item.flagged", Table: "item", Sortable: true},
		{Name: "finished", Type: InstantType, Expr: "item.finished_at", Table: "item", Sortable: true},
		{Name: "feature", Type: LinkType, Link: links("delivers", Out, "feature")},
		{Name: "delivered-by", Type: LinkType, Link: links("delivers", In)},
		{Name: "blocks", Type: LinkType, Link: links("blocks", Out)},
		{Name: "relates", Type: LinkType, Link: links("relates", Both)},
	}, map[string]Predicate{
		"open":    {Frag: Frag{SQL: "r.category in ('todo', 'doing')"}, Doc: "Not done."},
		"closed":  {Frag: Frag{SQL: "r.category = ?", Args: []any{"closed"}}},
		"mine":    {Frag: Frag{SQL: "r.owner_id = ?", Args: []any{Me}}},
		"overdue": {Frag: Frag{SQL: "item.due_on <> '' and item.due_on < ?", Args: []any{Today}}, Tables: []string{"item"}},
		"future":  {Frag: Frag{SQL: "r.created_at > ?", Args: []any{Now}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	c, err = c.With(
		Custom{ID: "c1tier", Label: "Customer tier", Type: CustomChoice, Options: []Option{{Value: "o1", Label: "Gold"}, {Value: "o2", Label: "Silver plus"}}},
		Custom{ID: "c2teams", Label: "Teams", Type: CustomMulti, Options: []Option{{Value: "o1", Label: "Red"}, {Value: "o11", Label: "Blue"}}},
		Custom{ID: "c3seats", Label: "Seats", Type: CustomNumber},
		Custom{ID: "c4renewal", Label: "Renewal", Type: CustomDay},
		Custom{ID: "c5vip", Label: "VIP", Type: CustomBool},
		Custom{ID: "c6note", Label: "Note", Type: CustomText},
		Custom{ID: "c7state", Label: "State", Type: CustomText}, // the name is taken
	)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func ptr[T any](v T) *T { return &v }

func micros(s string) int64 { return int64(instant(s)) }

// lend is the small world whose answers are written out by hand.
func lend(t testing.TB) *world {
	rows := []row{
		{kind: "feature", title: "Pay later", owner: "m1", state: "in progress", category: "doing", tags: []string{"Billing", "Q1 2026"}, links: []edge{{"relates", "r3"}}},
		{kind: "sprint", title: "Sprint 12", state: "new", category: "todo"},
		{kind: "story", title: "Payment page for Zürich", owner: "m1", state: "ready", category: "todo", tags: []string{"billing"},
			item: true, estimate: ptr(int64(5)), effort: ptr(2.5), due: "2026-03-14", sprint: "r2", severity: "high", ask: "A 100% page", flagged: ptr(true), links: []edge{{"delivers", "r1"}, {"blocks", "r4"}}},
		{kind: "story", title: "Refund", owner: "m2", state: "in progress", category: "doing", custom: map[string]any{"c2teams": []string{}},
			item: true, estimate: ptr(int64(3)), effort: ptr(4.0), due: "2026-03-15", sprint: "r2", severity: "low", flagged: ptr(false), links: []edge{{"delivers", "r1"}}},
		{kind: "bug", title: "UTF-8 in pay slips", owner: "m3", state: "done", category: "done", tags: []string{"regression"},
			item: true, estimate: ptr(int64(13)), due: "2026-04-01", ask: "Ärger", finished: micros("2026-03-10T23:30:00Z")},
		{kind: "bug", title: `Odd "quotes" and a%b`, state: "closed", category: "closed", tags: []string{"billing-eu"}, archived: micros("2026-03-01T00:00:00Z"),
			item: true, finished: micros("2026-03-11T12:00:00Z")},
		{kind: "task", title: "Tidy up", state: "new", category: "todo", custom: map[string]any{"c1tier": "o1", "c2teams": []string{"o11"}, "c3seats": 12.5, "c4renewal": "2026-06-30", "c5vip": true, "c6note": "Hello World"}},
		{kind: "task", title: "Tidy more", owner: "m4", state: "ready", category: "todo", custom: map[string]any{"c1tier": "o2", "c2teams": []string{"o1", "o11"}, "c3seats": 3, "c5vip": false, "c7state": "custom"}},
	}
	created := []string{
		"2025-12-31T22:59:59Z", "2025-12-31T23:00:00Z", "2026-01-15T10:00:00Z", "2026-02-28T22:30:00Z",
		"2026-02-28T23:30:00Z", "2026-03-08T12:00:00Z", "2026-03-14T23:00:00Z", "2026-03-15T12:00:00.000001Z",
	}
	for i := range rows {
		r := &rows[i]
		r.num = int64(i + 1)
		r.id, r.key, r.rank = fmt.Sprintf("r%d", r.num), fmt.Sprintf("LEND-%d", r.num), fmt.Sprintf("k%d", 9-r.num)
		r.created = micros(created[i])
		r.updated = r.created
	}
	return newWorld(t, rows)
}
