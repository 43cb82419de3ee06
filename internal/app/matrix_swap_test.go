package app_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/core/op"
	"throughline/internal/kit/id"
)

// reference is a property of an operation's input that names a thing.
type reference struct {
	in   string   // "query" or "body"
	path []string // names, and "[]" for the entries of a list
	ref  string
	list bool // it is a list of ids
}

func (r reference) String() string { return r.in + " " + strings.Join(r.path, ".") }

// references finds those of an operation.
func (doc *document) references(d *op.Def) []reference {
	var out []reference
	o := doc.byID[d.Name]
	params, _ := o["parameters"].([]any)
	for _, p := range params {
		p := doc.follow(p.(obj))
		schema, _ := p["schema"].(obj)
		if ref, is := schema["x-ref"].(string); is && p["in"] == "query" {
			out = append(out, reference{"query", []string{p["name"].(string)}, ref, false})
		}
	}
	if s := doc.body(d); s != nil {
		doc.find(s, nil, &out, 0)
	}
	return out
}

// body gives the schema of what an operation takes as JSON; nil for none.
func (doc *document) body(d *op.Def) obj {
	b, is := doc.byID[d.Name]["requestBody"].(obj)
	if !is {
		return nil
	}
	media, is := b["content"].(obj)["application/json"].(obj)
	if !is {
		return nil
	}
	return doc.follow(media["schema"].(obj))
}

func (doc *document) find(schema obj, path []string, out *[]reference, depth int) {
	s := doc.follow(schema)
	if depth > 6 {
		return
	}
	if any, is := s["anyOf"].([]any); is {
		for _, one := range any {
			doc.find(one.(obj), path, out, depth+1)
		}
	}
	if ref, is := s["x-ref"].(string); is {
		*out = append(*out, reference{"body", slices.Clone(path), ref, slices.Contains(typesOf(s), "array")})
		return
	}
	props, _ := s["properties"].(obj)
	for _, name := range sortedKeys(props) {
		doc.find(props[name].(obj), append(path, name), out, depth+1)
	}
	if items, is := s["items"].(obj); is {
		doc.find(items, append(path, "[]"), out, depth+1)
	}
}

// put sets a value at a path in a body, making what is missing on the way.
func (g *maker) put(into any, schema obj, path []string, value any) any {
	if len(path) == 0 {
		return value
	}
	s := g.doc.follow(schema)
	if any, is := s["anyOf"].([]any); is {
		s = g.doc.follow(any[0].(obj))
	}
	if path[0] == "[]" {
		list, _ := into.([]any)
		if len(list) == 0 {
			list = []any{g.required(s["items"].(obj))}
		}
		list[len(list)-1] = g.put(list[len(list)-1], s["items"].(obj), path[1:], value)
		return list
	}
	object, is := into.(obj)
	if !is {
		object = g.required(s).(obj)
	}
	object[path[0]] = g.put(object[path[0]], s["properties"].(obj)[path[0]].(obj), path[1:], value)
	return object
}

// required makes a value with nothing but what must be there.
func (g *maker) required(schema obj) any {
	s := g.doc.follow(schema)
	if any, is := s["anyOf"].([]any); is {
		return g.required(any[0].(obj))
	}
	if slices.Contains(typesOf(s), "object") {
		return g.object(s, 0, 0)
	}
	return g.value(s, 4)
}

// plain gives a body as JSON has it.
func (b *bench) plain(body any) any {
	if body == nil {
		return nil
	}
	raw, err := json.Marshal(body)
	b.must(err)
	var out any
	b.must(json.Unmarshal(raw, &out))
	return out
}

// swap checks the references of operations.
type swap struct {
	*matrix
	g    *maker
	done int
}

// insider gives a principal who is let in where LEND is concerned and sees
// neither HIDE nor the neighbours, if there is one.
func (m *matrix) insider(d *op.Def, r row) (principal, bool) {
	for _, name := range []string{"PM and PO of one product", "member without a role", "admin", "operator as an owner"} {
		p := m.person(name)
		want := p.expected(d, m.home(r), r.by)
		if r.want != nil {
			want = r.want(p, m.home(r), want)
		}
		if want == ok || want == proposal {
			return p, true
		}
	}
	return principal{}, false
}

// home is the place in the reach of A's people where a row's things are.
func (m *matrix) home(r row) place {
	for _, at := range []place{lend, whole, nothing} {
		if slices.Contains(r.places, at) {
			return at
		}
	}
	return nothing
}

// TestReferencesAreChecked replaces every reference in every input by one to a
// hidden thing, to the neighbours', and to nothing: each is refused in the same
// words, and nothing changes (AZ-03).
func TestReferencesAreChecked(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		m := newMatrix(newBench(t, w))
		s := &swap{m, &maker{m.bench, m.doc, rand.New(rand.NewPCG(1, 2)), m.rows, lend}, 0}
		for _, d := range w.Engine.Reg.Defs() {
			s.operation(d)
		}
		for _, wrong := range m.wrong {
			t.Error(wrong)
		}
		if s.done < 60 {
			t.Errorf("only %d references were looked at: the test has gone blind", s.done)
		}
		t.Logf("%d references", s.done)
	})
}

// TestAnUncheckedReferenceIsFound is the control: an operation that believes an
// id it is given must make the test above fail.
func TestAnUncheckedReferenceIsFound(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		type in struct {
			Member string `json:"member" ref:"member"`
		}
		op.Raw(w.Engine.Reg, "leak.tell", func(_ context.Context, _ *op.Plain, i in) (*in, error) { return &i, nil }, op.Says("Tell a member."))
		m := newMatrix(newBench(t, w))
		m.rows["leak.tell"] = row{places: []place{nothing}, call: func(*bench, string, place) call { return call{body: obj{}} }}
		s := &swap{m, &maker{m.bench, m.doc, rand.New(rand.NewPCG(1, 2)), m.rows, lend}, 0}
		d, _ := w.Engine.Reg.Def("leak.tell")
		s.operation(d)
		if all := strings.Join(m.wrong, "\n"); !strings.Contains(all, "body member naming LEND in B came 200") {
			t.Errorf("an unchecked reference gives %q", all)
		}
	})
}

// tolerant operations pass over references to what is not the caller's own,
// and change nothing.
var tolerant = []string{"inbox.read", "record.some", "flow.odds"}

func (s *swap) operation(d *op.Def) {
	r, known := s.rows[d.Name]
	p, in := s.insider(d, r)
	if !known || !in {
		return
	}
	at := s.home(r)
	object := s.object(cell{d, r, p, at, ok})
	refs := s.doc.references(d)
	for _, ref := range refs {
		if s.sortOf(ref.ref) == "" && ref.ref != "notice" {
			s.complain("%s: nothing here makes a %q, which %s names: add it to things", d.Name, ref.ref, ref)
			continue
		}
		s.one(d, r, p, object, at, ref)
	}
	s.all(d, r, p, object, at, refs)
	s.twice(d, r, p, object, at)
}

// one swaps a single reference.
func (s *swap) one(d *op.Def, r row, p principal, object string, at place, ref reference) {
	places := []place{nowhere, theirs}
	if p.name != "admin" && !p.runs && !slices.Contains(inWhole, s.sortOf(ref.ref)) {
		places = append(places, hide)
	}
	first := ""
	for _, from := range places {
		other := id.Of("nothing", fmt.Sprint(s.number()))
		if from != nowhere {
			other = s.named(ref.ref, from)
		}
		values := []any{other}
		if ref.list {
			values = []any{[]any{other}, []any{s.named(ref.ref, lend), other}}
		}
		for _, v := range values {
			rec := s.refused(d, p, s.with(d, r, object, at, ref, v), fmt.Sprintf("%s naming %s", ref, from))
			said := strings.ReplaceAll(rec.Body.String(), other, "ID")
			if len(values) > 1 {
				continue
			}
			if first == "" {
				first = said
			} else if said != first {
				s.complain("%s: %s naming %s answers %s, and nowhere %s", d.Name, ref, from, said, first)
			}
		}
		s.done++
	}
}

// with makes a call with one reference set.
func (s *swap) with(d *op.Def, r row, object string, at place, ref reference, v any) call {
	c := r.call(s.bench, object, at)
	if ref.in == "query" {
		c.query = cloned(c.query)
		c.query[ref.path[0]] = []string{v.(string)}
		return c
	}
	body := s.plain(c.body)
	if body == nil {
		body = obj{}
	}
	c.body = s.g.put(body, s.doc.body(d), ref.path, v)
	return c
}

func cloned(q map[string][]string) map[string][]string {
	out := map[string][]string{}
	for k, v := range q {
		out[k] = v
	}
	return out
}

// all swaps all references of a call at once.
func (s *swap) all(d *op.Def, r row, p principal, object string, at place, refs []reference) {
	c := r.call(s.bench, object, at)
	body, touched := s.plain(c.body), false
	for _, ref := range refs {
		if ref.in == "body" && s.sortOf(ref.ref) != "" {
			var v any = s.named(ref.ref, theirs)
			if ref.list {
				v = []any{v}
			}
			if body == nil {
				body = obj{}
			}
			body, touched = s.g.put(body, s.doc.body(d), ref.path, v), true
		}
	}
	if touched {
		c.body = body
		s.refused(d, p, c, "all references to the neighbours'")
	}
}

// twice gives what stands in the path once more, in the body and in the query,
// naming something else.
func (s *swap) twice(d *op.Def, r row, p principal, object string, at place) {
	if !strings.Contains(d.Path, "{") || !d.Writes {
		return
	}
	name := d.Path[strings.Index(d.Path, "{")+1 : strings.Index(d.Path, "}")]
	other := id.Of("nothing", fmt.Sprint(s.number()))
	c := r.call(s.bench, object, at)
	if c.raw == nil {
		body, _ := s.plain(c.body).(obj)
		if body == nil {
			body = obj{}
		}
		body[name] = other
		c.body = body
		s.refused(d, p, c, name+" in path and body")
	}
	c = r.call(s.bench, object, at)
	c.query = cloned(c.query)
	c.query[name] = []string{other}
	s.refused(d, p, c, name+" in path and query")
}

// refused makes a call that must fail and change nothing.
func (s *swap) refused(d *op.Def, p principal, c call, what string) *httptest.ResponseRecorder {
	before := s.seq("A") + s.seq("B")
	rec := s.send(p, d, c)
	passes := rec.Code == d.Status && slices.Contains(tolerant, d.Name)
	if (rec.Code < 400 || rec.Code >= 500) && !passes {
		s.complain("%s as %s: %s came %s", d.Name, p.name, what, brief(rec))
	}
	if s.seq("A")+s.seq("B") != before {
		s.complain("%s: %s changed something", d.Name, what)
	}
	return rec
}
