package app_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/core/op"
	"throughline/internal/kit/id"
)

var (
	// The same by default: what passed for a change passes for the next one that
	// left it alone. New requests are looked for by "make soak".
	seed     = flag.Uint64("seed", 1, "of the generated requests; 0 takes another each time")
	requests = flag.Int("requests", 3000, "how many are generated for each database")
)

// TestConformance sends generated requests, sound and broken ones: whatever
// comes, the server has an answer of the kinds that its document describes, a
// request that fails changes nothing, and what was created can be read (AZ-12).
func TestConformance(t *testing.T) {
	t.Parallel()
	n := *seed
	if n == 0 {
		n = rand.Uint64()
	}
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		t.Logf("again: go test ./internal/app -run %s -seed %d", t.Name(), n)
		m := newMatrix(newBench(t, w))
		c := &conformance{m, &maker{m.bench, m.doc, rand.New(rand.NewPCG(n, n)), m.rows, lend}, map[int]int{}}
		defs := w.Engine.Reg.Defs()
		for _, d := range defs { // before anything is changed at random
			for _, cell := range m.of(d) {
				m.object(cell)
			}
		}
		for i := range *requests {
			c.request(defs[i%len(defs)])
			if len(m.wrong) > 20 {
				break
			}
		}
		for _, wrong := range m.wrong {
			t.Errorf("%s (seed %d)", wrong, n)
		}
		if c.codes[200]+c.codes[201] < *requests/10 {
			t.Errorf("hardly anything was sound: %v", c.codes)
		}
		t.Logf("%v", c.codes)
	})
}

type conformance struct {
	*matrix
	g     *maker
	codes map[int]int
}

// request makes one request about an operation, as somebody, mostly sound.
func (c *conformance) request(d *op.Def) {
	r, known := c.rows[d.Name]
	if !known {
		return
	}
	p := c.person("operator as an owner")
	if c.g.rng.IntN(4) == 0 {
		p = c.people[c.g.rng.IntN(len(c.people))]
	}
	in, broken := c.sound(d, r), ""
	if c.g.rng.IntN(5) < 2 {
		broken = c.spoil(d, &in)
	}
	before := c.seq("A") + c.seq("B")
	rec := c.send(p, d, in)
	after := c.seq("A") + c.seq("B")
	c.codes[rec.Code]++
	told := func(what string) {
		body, _ := json.Marshal(in.body) // for the reader of a failure only
		c.complain("%s by %s %s: %s: path %v query %v body %s raw %.200q head %v: %s", d.Name, p.name, what, broken, in.path, in.query, body, in.raw, in.head, brief(rec))
	}
	switch err := c.doc.conforms(d, rec); {
	case rec.Code >= 500:
		told("failed")
	case err != nil:
		told("answers as the document does not say: " + err.Error())
	case rec.Code >= 400 && after != before:
		told("failed and changed something")
	case strings.HasPrefix(broken, "must fail") && rec.Code < 400:
		told("let it pass")
	case rec.Code == http.StatusCreated:
		c.readable(d, p, rec, told)
	}
}

// readable sees that what was created can be read at once.
func (c *conformance) readable(d *op.Def, p principal, rec *httptest.ResponseRecorder, told func(string)) {
	noun, verb, _ := strings.Cut(d.Name, ".")
	show, there := c.Engine.Reg.Def(noun + ".show")
	reads := p.scopes == nil || slices.Contains(p.scopes, "read")
	if _, kind := c.Engine.Reg.Kind(noun); !kind || verb != "create" || !there || !reads {
		return
	}
	got := c.send(p, show, call{path: obj1("id", c.idIn(rec.Body.Bytes()))})
	if got.Code != http.StatusOK || !bytes.Equal(got.Body.Bytes(), rec.Body.Bytes()) {
		told(fmt.Sprintf("made something that reads as %s", brief(got)))
	}
}

// sound makes a request that fits the document.
func (c *conformance) sound(d *op.Def, r row) call {
	at := c.home(r)
	if c.g.rng.IntN(6) == 0 {
		at = r.places[c.g.rng.IntN(len(r.places))]
	}
	object := c.object(cell{d: d, row: r, at: at})
	in := r.call(c.bench, object, at)
	in.query = cloned(in.query)
	params, _ := c.doc.byID[d.Name]["parameters"].([]any)
	for _, p := range params {
		p := c.doc.follow(p.(obj))
		if p["in"] == "query" && c.g.rng.IntN(3) == 0 {
			in.query[p["name"].(string)] = []string{worded(c.g.value(p["schema"].(obj), 0))}
		}
	}
	if s := c.doc.body(d); s != nil && c.g.rng.IntN(3) > 0 {
		made := c.g.object(s, 0, c.g.rng.Float64())
		if base, is := c.plain(in.body).(obj); is && c.g.rng.IntN(2) == 0 {
			for name, v := range base { // what the operation cannot do without
				made[name] = v
			}
		}
		in.body = made
	}
	if c.g.rng.IntN(10) == 0 {
		in.head = withHead(in.head, "Idempotency-Key", fmt.Sprintf("key %d", c.g.rng.IntN(1e9)))
	}
	return in
}

func withHead(head map[string]string, name, value string) map[string]string {
	out := map[string]string{name: value}
	for k, v := range head {
		out[k] = v
	}
	return out
}

// worded writes a value as it stands in an address.
func worded(v any) string {
	if list, is := v.([]any); is {
		var parts []string
		for _, one := range list {
			parts = append(parts, worded(one))
		}
		return strings.Join(parts, ",")
	}
	return fmt.Sprint(v)
}

// spoil breaks a request in one place and says how; "must fail" begins what
// can be no sound request.
func (c *conformance) spoil(d *op.Def, in *call) string {
	ways := []func(*op.Def, *call) string{c.spoilAddress, c.spoilHead}
	if s := c.doc.body(d); s != nil {
		ways = append(ways, c.spoilProperty, c.spoilProperty, c.spoilProperty, c.spoilText)
	}
	return ways[c.g.rng.IntN(len(ways))](d, in)
}

// spoilAddress breaks path or query.
func (c *conformance) spoilAddress(d *op.Def, in *call) string {
	odd := []string{"\x00", "..", "%", strings.Repeat("x", 5000), "ünï", "' or 1=1 --", "a/b", " ", "\xff\xfe", "LEND-0", "LEND--1", "-1", "null", "{id}", id.Of("x") + "0"}
	value := odd[c.g.rng.IntN(len(odd))]
	switch c.g.rng.IntN(3) {
	case 0:
		in.query = cloned(in.query)
		in.query["noSuchParameter"] = []string{value}
		return "must fail: unknown parameter"
	case 1:
		params, _ := c.doc.byID[d.Name]["parameters"].([]any)
		for _, p := range params {
			p := c.doc.follow(p.(obj))
			if p["in"] == "query" {
				in.query = cloned(in.query)
				in.query[p["name"].(string)] = []string{append(odd, "abc", "99999999999999999999", "1.5", "true", "-5", "")[c.g.rng.IntN(len(odd)+6)]}
				return "odd parameter " + p["name"].(string)
			}
		}
		return "nothing"
	default:
		for name := range in.path {
			in.path = obj1(name, value)
		}
		return "odd path"
	}
}

// spoilHead breaks a header.
func (c *conformance) spoilHead(d *op.Def, in *call) string {
	odd := [][2]string{
		{"If-Match", "abc"}, {"If-Match", "-1"}, {"If-Match", `"99999999999999999999"`}, {"If-Match", `"7"`}, {"If-Match", "*"}, {"Idempotency-Key", strings.Repeat("k", 300)},
		{"Idempotency-Key", "\xff\xfe"}, {"Throughline-Reason", "\xff\xfe"}, {"Throughline-Reason", strings.Repeat("r", 3000)}, {"Throughline-Propose", "true"},
		{"Throughline-Propose", "maybe"}, {"Content-Type", "text/plain"}, {"Content-Type", "application/xml"}, {"Content-Type", "multipart/form-data"}, {"Content-Type", ";;;"},
		{"Throughline-Workspace", "\xff"}, {"Throughline-As", "\xff"}, {"Last-Event-ID", "x"}, {"Last-Event-ID", "99999999999999999999"}, {"Range", "bytes=5-2"}, {"Accept", "\xff"},
	}
	h := odd[c.g.rng.IntN(len(odd))]
	in.head = withHead(in.head, h[0], h[1])
	if h[0] == "Content-Type" && c.doc.body(d) != nil && in.body != nil {
		return "must fail: wrong content type"
	}
	return "odd header " + h[0]
}

// spoilProperty breaks one constraint of one property.
func (c *conformance) spoilProperty(d *op.Def, in *call) string {
	s := c.doc.body(d)
	body, _ := c.plain(in.body).(obj)
	if body == nil {
		body = obj{}
	}
	in.body = body
	props, _ := s["properties"].(obj)
	if required, is := s["required"].([]any); is && c.g.rng.IntN(5) == 0 {
		name := required[c.g.rng.IntN(len(required))].(string)
		delete(body, name)
		return "must fail: without " + name
	}
	names := sortedKeys(props)
	if len(names) == 0 || c.g.rng.IntN(8) == 0 {
		if _, free := s["additionalProperties"].(obj); free {
			return "nothing"
		}
		body["noSuchField"] = "x"
		return "must fail: unknown property"
	}
	name := names[c.g.rng.IntN(len(names))]
	v, how := c.breaks(c.doc.follow(props[name].(obj)))
	if how == "" {
		return "nothing"
	}
	body[name] = v
	return how + " " + name
}

// breaks makes a value that breaks a schema.
func (c *conformance) breaks(s obj) (v any, how string) {
	types := typesOf(s)
	if len(types) == 0 {
		return nil, ""
	}
	most, bounded := s["maxLength"].(float64)
	upper, capped := s["maximum"].(float64)
	lower, floored := s["minimum"].(float64)
	items, listed := s["maxItems"].(float64)
	_, enumerated := s["enum"].([]any)
	switch way := c.g.rng.IntN(4); {
	case way == 0 && slices.Contains(types, "string"):
		return []any{"a\x00b", "a\ufffdb", "\u2028", strings.Repeat("\U0001F468\u200d", 40)}[c.g.rng.IntN(4)], "odd text in"
	case way == 1 && bounded && most < 60000:
		return strings.Repeat("ä", int(most)+1), "must fail: too long"
	case way == 1 && capped:
		return upper + 1, "must fail: too large"
	case way == 1 && listed && items <= 500:
		list := make([]any, int(items)+1)
		for i := range list {
			list[i] = "x"
		}
		return list, "must fail: too many"
	case way == 2 && floored:
		return lower - 1, "must fail: too small"
	case way == 2 && enumerated:
		return "no such word", "must fail: no such word"
	}
	for _, wrong := range []struct {
		of string
		v  any
	}{{"object", obj{"a": 1}}, {"array", []any{obj{}}}, {"boolean", true}, {"number", 1.5}, {"string", "text"}} {
		if !slices.Contains(types, wrong.of) && (wrong.of != "number" || !slices.Contains(types, "integer")) && c.g.rng.IntN(2) == 0 {
			return wrong.v, "must fail: " + wrong.of + " as"
		}
	}
	return nil, ""
}

// spoilText breaks the body as JSON.
func (c *conformance) spoilText(_ *op.Def, in *call) string {
	whole, err := json.Marshal(in.body)
	c.must(err)
	odd := []struct{ how, text string }{
		{"must fail: cut off", string(whole[:len(whole)/2+1]) + `"`},
		{"must fail: more after the end", string(whole) + "{}"},
		{"must fail: a list", "[" + string(whole) + "]"},
		{"must fail: text", `"text"`},
		{"must fail: a number", "7"},
		{"must fail: too deep", `{"a":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + "}"},
		{"must fail: twice the same", `{"a":1,"a":2}`},
		{"null", "null"},
		{"nothing", ""},
		{"only blanks", "  \n"},
		{"must fail: not UTF-8", `{"title":"` + "\xff\xfe" + `","body":"x"}`},
		{"half a pair", `{"title":"\ud800","body":"\udfff"}`},
		{"NUL", `{"title":"a\u0000b","name":"\u0000","custom":{"a\u0000":"b\u0000"},"tags":["\u0000"]}`},
		{"must fail: HTML", "<html>"},
		{"must fail: a huge number", `{"version":1e999,"position":1e999,"estimate":1e999,"x":1e999}`},
	}
	way := odd[c.g.rng.IntN(len(odd))]
	in.raw, in.body = []byte(way.text), nil
	in.head = withHead(in.head, "Content-Type", "application/json")
	return way.how
}

// TestOtherMethodsAndAddressesAreRefused asks every address with every method
// that it has not, and addresses that there are none.
func TestOtherMethodsAndAddressesAreRefused(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		b := newBench(t, w)
		has := map[string][]string{}
		for _, d := range w.Engine.Reg.Defs() {
			has[d.Path] = append(has[d.Path], d.Method)
		}
		before := b.seq("A")
		for path, methods := range has {
			for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "PROPFIND"} {
				if slices.Contains(methods, method) {
					continue
				}
				d := &op.Def{Name: "none", Method: method, Path: strings.NewReplacer("{id}", "x", "{record}", "x").Replace(path)}
				if others(has, d.Path, method) {
					continue
				}
				rec := b.send(b.person("owner"), d, call{body: obj{}})
				if rec.Code != http.StatusMethodNotAllowed || rec.Header().Get("Allow") == "" || rec.Header().Get("Content-Type") != "application/problem+json" {
					t.Errorf("%s %s: %s", method, d.Path, brief(rec))
				}
			}
		}
		for _, path := range []string{"/api/v1/nothing", "/api/v2/risks", "/api/v1/risks/x/nothing", "/api/v1", "/" + url.PathEscape("\x00")} {
			rec := b.send(b.person("owner"), &op.Def{Name: "none", Method: "GET", Path: path}, call{})
			if rec.Code != http.StatusNotFound || rec.Header().Get("Content-Type") != "application/problem+json" {
				t.Errorf("%s: %s", path, brief(rec))
			}
		}
		if b.seq("A") != before {
			t.Error("something was changed")
		}
	})
}

// others says whether another address with a placeholder takes the method: a
// word in the place of an id.
func others(has map[string][]string, path, method string) bool {
	for other, methods := range has {
		a, b := strings.Split(other, "/"), strings.Split(path, "/")
		fits := len(a) == len(b)
		for i := 0; fits && i < len(a); i++ {
			fits = a[i] == b[i] || strings.HasPrefix(a[i], "{")
		}
		if fits && slices.Contains(methods, method) {
			return true
		}
	}
	return false
}
