package app_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/core/op"
)

// properties are the names of all that any schema has.
func (doc *document) properties() []string {
	found := map[string]bool{}
	var walk func(any)
	walk = func(v any) {
		switch x := v.(type) {
		case obj:
			if props, is := x["properties"].(obj); is {
				for name := range props {
					found[name] = true
				}
			}
			for _, inner := range x {
				walk(inner)
			}
		case []any:
			for _, inner := range x {
				walk(inner)
			}
		}
	}
	walk(doc.all["components"])
	for _, name := range []string{ // and of what is stored but never shown
		"workspace", "workspaceId", "workspace_id", "product_id", "owner_id", "created_at", "created_by", "num", "title_folded", "login", "loginId",
		"password", "hash", "secret", "isAdmin", "admin", "verified", "deleted", "seq", "__proto__", "constructor", "Title", "TITLE", "Id", "ID",
	} {
		found[name] = true
	}
	out := make([]string, 0, len(found))
	for name := range found {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// TestNothingElseCanBeSet offers every operation that takes a body every
// property that exists anywhere and is not its own: each is refused by its
// name, and nothing changes (AZ-07).
func TestNothingElseCanBeSet(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		m := newMatrix(newBench(t, w))
		g := &maker{m.bench, m.doc, rand.New(rand.NewPCG(3, 4)), m.rows, lend}
		all := m.doc.properties()
		n := 0
		for _, d := range w.Engine.Reg.Defs() {
			n += m.mass(g, d, all)
		}
		for _, wrong := range m.wrong {
			t.Error(wrong)
		}
		if n < 20_000 {
			t.Errorf("only %d properties were offered: the test has gone blind", n)
		}
		t.Logf("%d properties were offered", n)
	})
}

// mass offers an operation what it does not take, and gives how much.
func (m *matrix) mass(g *maker, d *op.Def, all []string) int {
	r, known := m.rows[d.Name]
	p, in := m.insider(d, r)
	if !known || !in || !d.Writes || d.Method == "GET" {
		return 0
	}
	at := m.home(r)
	c := r.call(m.bench, m.object(cell{d, r, p, at, ok}), at)
	if c.raw != nil {
		return 0
	}
	before := m.seq("A") + m.seq("B")
	offered := m.offer(d, p, c, all)
	if m.seq("A")+m.seq("B") != before {
		m.complain("%s: properties that it does not take changed something", d.Name)
	}
	if s := m.doc.body(d); s != nil {
		offered += m.offerInside(g, d, p, c, s)
	}
	return offered
}

// offer puts foreign names beside the call's own, all at once: the answer must
// name each of them.
func (m *matrix) offer(d *op.Def, p principal, c call, all []string) int {
	own, _ := m.doc.body(d)["properties"].(obj)
	if d.Name == "record.update" { // of any kind; here of a risk
		own, _ = m.doc.all["components"].(obj)["schemas"].(obj)["RiskUpdateBody"].(obj)["properties"].(obj)
	}
	body, _ := m.plain(c.body).(obj)
	if body == nil {
		body = obj{}
	}
	var strange []string
	for _, name := range all {
		if _, is := own[name]; !is && !m.doc.addressed(d, name) {
			strange = append(strange, name)
			body[name] = "x"
		}
	}
	c.body = body
	rec := m.send(p, d, c)
	var told struct{ Fields []struct{ Field string } }
	_ = json.Unmarshal(rec.Body.Bytes(), &told) // what is no problem document names nothing
	named := map[string]bool{}
	for _, f := range told.Fields {
		named[f.Field] = true
	}
	if rec.Code != 400 {
		m.complain("%s: %d properties that it does not take came %s", d.Name, len(strange), brief(rec))
		return 0
	}
	for _, name := range strange {
		if !named[name] {
			m.complain("%s: takes %q and perhaps others, or passes over them: %s", d.Name, name, brief(rec))
			break
		}
	}
	return len(strange)
}

// addressed says whether an operation has a parameter of a name in its path or
// query: swap offers those.
func (doc *document) addressed(d *op.Def, name string) bool {
	params, _ := doc.byID[d.Name]["parameters"].([]any)
	return slices.ContainsFunc(params, func(p any) bool { return doc.follow(p.(obj))["name"] == name })
}

// offerInside puts a foreign name into each object within the body.
func (m *matrix) offerInside(g *maker, d *op.Def, p principal, c call, schema obj) int {
	n := 0
	for _, path := range m.doc.objects(schema, nil, 0) {
		body := m.plain(c.body)
		if body == nil {
			body = obj{}
		}
		inner := append(slices.Clone(path), "surprise")
		own := c
		own.body = g.put(body, withSurprise(m.doc, schema, path), inner, "x")
		before := m.seq("A") + m.seq("B") // what the body names has been made by now
		rec := m.send(p, d, own)
		if m.seq("A")+m.seq("B") != before {
			m.complain("%s: a property %s that it has not changed something", d.Name, strings.Join(inner, "."))
		}
		if rec.Code != 400 {
			m.complain("%s: takes a property %s that it has not, or passes over it: %s", d.Name, strings.Join(inner, "."), brief(rec))
		}
		n++
	}
	return n
}

// objects gives the paths of the objects within a body that have a form of
// their own.
func (doc *document) objects(schema obj, path []string, depth int) [][]string {
	s := doc.follow(schema)
	var out [][]string
	if any, is := s["anyOf"].([]any); is {
		s = doc.follow(any[0].(obj))
	}
	props, _ := s["properties"].(obj)
	if len(props) > 0 && len(path) > 0 {
		out = append(out, slices.Clone(path))
	}
	if depth > 4 {
		return out
	}
	for _, name := range sortedKeys(props) {
		out = append(out, doc.objects(props[name].(obj), append(path, name), depth+1)...)
	}
	if items, is := s["items"].(obj); is {
		out = append(out, doc.objects(items, append(path, "[]"), depth+1)...)
	}
	return out
}

// withSurprise gives a schema in which the object at a path has the property
// "surprise", for put to walk along.
func withSurprise(doc *document, schema obj, path []string) obj {
	s := doc.follow(schema)
	if any, is := s["anyOf"].([]any); is {
		s = doc.follow(any[0].(obj))
	}
	out := obj{}
	for k, v := range s {
		out[k] = v
	}
	if len(path) > 0 && path[0] == "[]" {
		out["items"] = withSurprise(doc, s["items"].(obj), path[1:])
		return out
	}
	props := obj{}
	for k, v := range s["properties"].(obj) {
		props[k] = v
	}
	if len(path) == 0 {
		props["surprise"] = obj{"type": "string"}
	} else {
		props[path[0]] = withSurprise(doc, props[path[0]].(obj), path[1:])
	}
	out["properties"] = props
	return out
}

// TestReadersChangeNothing has those who only read call everything that
// changes something: guests, tokens that read, people who have left, and
// nobody (AZ-04).
func TestReadersChangeNothing(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		m := newMatrix(newBench(t, w))
		n := 0
		for _, d := range w.Engine.Reg.Defs() {
			n += m.readers(d)
		}
		for _, wrong := range m.wrong {
			t.Error(wrong)
		}
		if n < 500 {
			t.Errorf("only %d calls were made: the test has gone blind", n)
		}
	})
}

// readers calls one operation as those who only read. Guests may comment and
// keep what is their own; the others may do nothing but what is for anybody.
func (m *matrix) readers(d *op.Def) int {
	r, known := m.rows[d.Name]
	if !known || !d.Writes || d.Method == "GET" || d.Perm == op.Public {
		return 0
	}
	at, n := m.home(r), 0
	for _, name := range []string{"nobody", "guest with a role", "guest without a role", "token that reads", "former member", "former member's token"} {
		own := d.Perm == op.Self || d.Perm == op.Account || d.Perm == op.Remark
		if strings.HasPrefix(name, "guest") && own || name == "former member" && d.Perm == op.Account {
			continue
		}
		p := m.person(name)
		c := r.call(m.bench, m.object(cell{d, r, p, at, ok}), at)
		before := m.seq("A") + m.seq("B")
		rec := m.send(p, d, c)
		asks := d.Scope == "read" && name == "token that reads" // a question whose input is too long for an address
		if !slices.Contains([]int{401, 403, 404}, rec.Code) && !asks {
			m.complain("%s as %s: came %s", d.Name, name, brief(rec))
		}
		if now := m.seq("A") + m.seq("B"); now != before {
			m.complain("%s as %s: wrote %s", d.Name, name, fmt.Sprint(now-before))
		}
		n++
	}
	return n
}
