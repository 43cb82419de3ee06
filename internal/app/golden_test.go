package app_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"throughline/internal/app"
	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
)

// root is the folder of go.mod, from here.
const root = "../.."

// registry gives everything there is to call, as a server has it.
func registry(t *testing.T) *op.Registry {
	t.Helper()
	r, _ := app.Registry()
	if _, err := op.NewEngine(r, nil, clock.System{}, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	return r
}

// TestGeneratedFilesAreCurrent compares what is checked in with what follows
// from the code: the OpenAPI document, the list of operations, and who decides
// what. UPDATE=1, or make gen, writes them.
func TestGeneratedFilesAreCurrent(t *testing.T) {
	t.Parallel()
	files, err := app.Generated()
	if err != nil {
		t.Fatal(err)
	}
	again, err := app.Generated()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		if !bytes.Equal(want, again[name]) {
			t.Errorf("%s comes out different each time", name)
		}
		path := filepath.Join(root, filepath.FromSlash(name))
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(path, want, 0o600); err != nil {
				t.Error(err)
			}
			continue
		}
		is, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(is, want) {
			t.Errorf("%s is not current (%v): run make gen, and read what changed: %s", name, err, firstStale(is, want))
		}
	}
}

func firstStale(is, want []byte) string {
	a, b := strings.Split(string(is), "\n"), strings.Split(string(want), "\n")
	for i := range b {
		if i >= len(a) || a[i] != b[i] {
			old := ""
			if i < len(a) {
				old = a[i]
			}
			return fmt.Sprintf("line %d was %q and is %q", i+1, old, b[i])
		}
	}
	return fmt.Sprintf("%d lines are too many", len(a)-len(b))
}

// TestEveryOperationIsDescribed fails for what cannot be described, and so not
// be tested from its description: an operation without permission or scope, an
// address that does not fit its input, an id that does not say what it names.
func TestEveryOperationIsDescribed(t *testing.T) {
	t.Parallel()
	for _, found := range op.Lint(registry(t)) {
		t.Error(found)
	}
}

// TestDocumentHangsTogether checks the structure of the OpenAPI document as
// somebody outside would.
func TestDocumentHangsTogether(t *testing.T) {
	t.Parallel()
	r := registry(t)
	raw, err := op.OpenAPI(r, "7.8.9")
	if err != nil {
		t.Fatal(err)
	}
	doc := parseDocument(raw, func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	})
	if doc.all["openapi"] != "3.1.0" || doc.all["info"].(obj)["version"] != "7.8.9" {
		t.Errorf("the head is %v, %v", doc.all["openapi"], doc.all["info"])
	}
	c := &documentCheck{t: t, doc: doc, used: map[string]bool{}}
	c.references(doc.all, "")
	for name := range doc.all["components"].(obj)["schemas"].(obj) {
		if !c.used["#/components/schemas/"+name] {
			t.Errorf("nothing refers to the schema %s", name)
		}
	}
	seen := map[string]bool{}
	for path, methods := range doc.all["paths"].(obj) {
		for method, o := range methods.(obj) {
			c.operation(path, method, o.(obj), seen)
		}
	}
	if len(seen) != len(r.Defs()) {
		t.Errorf("%d operations are described, %d registered", len(seen), len(r.Defs()))
	}
}

type documentCheck struct {
	t    *testing.T
	doc  *document
	used map[string]bool
}

// references sees that each leads somewhere, and that objects which come in
// are closed.
func (c *documentCheck) references(v any, at string) {
	switch x := v.(type) {
	case obj:
		if ref, is := x["$ref"].(string); is {
			c.used[ref] = true
			if c.doc.follow(x) == nil {
				c.t.Errorf("%s: %s leads nowhere", at, ref)
			}
		}
		if _, object := x["properties"].(obj); object && (strings.HasSuffix(at, "Body") || strings.HasSuffix(at, "Input")) && x["additionalProperties"] != false {
			c.t.Errorf("%s comes in and is not closed", at)
		}
		for name, inner := range x {
			c.references(inner, at+"/"+name)
		}
	case []any:
		for i, inner := range x {
			c.references(inner, fmt.Sprintf("%s/%d", at, i))
		}
	}
}

var inBraces = regexp.MustCompile(`\{(\w+)\}`)

func (c *documentCheck) operation(path, method string, o obj, seen map[string]bool) {
	name := o["operationId"].(string)
	where := method + " " + path + " " + name
	if seen[name] {
		c.t.Errorf("%s: the operation stands twice", where)
	}
	seen[name] = true
	if o["summary"] == "" || o["x-permission"] == nil || len(o["tags"].([]any)) != 1 {
		c.t.Errorf("%s lacks a summary, permission or tag", where)
	}
	public := o["x-permission"] == "public"
	if _, open := o["security"].([]any); open != public || (o["x-public"] == true) != public || (o["x-scope"] == nil) != public {
		c.t.Errorf("%s: public %v, but security %v, x-public %v, x-scope %v", where, public, o["security"], o["x-public"], o["x-scope"])
	}
	var inPath []string
	params, _ := o["parameters"].([]any)
	for _, p := range params {
		p := c.doc.follow(p.(obj))
		if p["in"] == "path" {
			inPath = append(inPath, p["name"].(string))
			if p["required"] != true || p["schema"].(obj)["x-ref"] == nil && p["schema"].(obj)["enum"] == nil {
				c.t.Errorf("%s: the path parameter %v must be required, and say what it names", where, p["name"])
			}
		}
	}
	for _, m := range inBraces.FindAllStringSubmatch(path, -1) {
		if !slices.Contains(inPath, m[1]) {
			c.t.Errorf("%s: {%s} is not described", where, m[1])
		}
	}
	c.responses(where, o)
}

func (c *documentCheck) responses(where string, o obj) {
	responses := o["responses"].(obj)
	if responses["default"] == nil || len(responses) < 2 {
		c.t.Errorf("%s: describes only %v", where, responses)
	}
	if _, proposes := responses["202"]; proposes != (o["x-proposes"] == true) {
		c.t.Errorf("%s: x-proposes is %v, and 202 described %v", where, o["x-proposes"], proposes)
	}
	body, is := o["requestBody"].(obj)
	if !is {
		return
	}
	for media, m := range body["content"].(obj) {
		example, has := m.(obj)["example"]
		if !has {
			continue
		}
		if err := c.doc.valid(example, m.(obj)["schema"].(obj), "example"); err != nil {
			c.t.Errorf("%s: the example for %s does not fit: %v", where, media, err)
		}
	}
}

// TestReferencePage reads the page as a browser with a strict policy would:
// nothing runs, nothing is styled within it, every heading can be linked to,
// and every operation is there.
func TestReferencePage(t *testing.T) {
	t.Parallel()
	r, _ := app.Registry()
	e, err := op.NewEngine(r, nil, clock.System{}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	e.Docs(mux, "1.2.3")
	ask := func(path string, head ...string) *httptest.ResponseRecorder {
		req := httptest.NewRequest(http.MethodGet, path, nil)
		for i := 0; i+1 < len(head); i += 2 {
			req.Header.Set(head[i], head[i+1])
		}
		rec := httptest.NewRecorder()
		mux.ServeHTTP(rec, req)
		return rec
	}
	page := ask("/api/v1/reference")
	text := page.Body.String()
	if page.Code != http.StatusOK || !strings.HasPrefix(page.Header().Get("Content-Type"), "text/html") || !strings.Contains(page.Header().Get("Content-Security-Policy"), "default-src 'none'; style-src 'self'") {
		t.Errorf("the page comes as %d %v", page.Code, page.Header())
	}
	for _, not := range []string{"<script", "<style", " style=", " onclick=", "javascript:", "http://", "ZgotmplZ"} {
		if strings.Contains(text, not) {
			t.Errorf("the page has %q", not)
		}
	}
	ids := map[string]int{}
	for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(text, -1) {
		ids[m[1]]++
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("the id %q stands %d times", id, n)
		}
	}
	for _, m := range regexp.MustCompile(`href="#([^"]*)"`).FindAllStringSubmatch(text, -1) {
		if ids[m[1]] == 0 {
			t.Errorf("a link leads to #%s, which is not there", m[1])
		}
	}
	for _, d := range r.Defs() {
		if ids[d.Name] != 1 || !strings.Contains(text, "<code>"+d.Path+"</code>") {
			t.Errorf("%s is not on the page with its address", d.Name)
		}
	}
	if css := ask("/api/v1/reference.css"); css.Code != http.StatusOK || !strings.Contains(css.Body.String(), "prefers-color-scheme: dark") {
		t.Errorf("the style comes as %d", css.Code)
	}
	document := ask("/api/v1/openapi.json")
	if !json.Valid(document.Body.Bytes()) || document.Header().Get("Content-Type") != "application/json" {
		t.Errorf("the document comes as %d %v", document.Code, document.Header())
	}
	if again := ask("/api/v1/openapi.json", "If-None-Match", document.Header().Get("Etag")); again.Code != http.StatusNotModified || again.Body.Len() != 0 {
		t.Errorf("asked again with its tag, it comes as %d", again.Code)
	}
}
