package kind_test

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"throughline/internal/core/kind"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
	"throughline/internal/kit/page"
)

type obj = map[string]any

// Boat is a kind made up for these tests, with one field of every sort.
type Boat struct {
	record.Record
	Rig     string         `db:"rig" json:"rig" by:"*" v:"enum=sloop|ketch" doc:"How it is rigged."`
	Length  *float64       `db:"length" json:"length" by:"price.set" v:"min=1,max=90"`
	Crew    *int64         `db:"crew" json:"crew" by:"*" v:"min=0"`
	Built   clock.Day      `db:"built" json:"built" by:"*" v:"day"`
	Mail    string         `db:"mail" json:"mail" by:"*" v:"email"`
	Harbour id.Ref         `db:"harbour_id" json:"harbour" by:"*" ref:"product"`
	Sails   []Sail         `db:"sails" json:"sails" by:"*" v:"max=9"`
	Log     map[string]any `db:"log" json:"log"`
	Seen    clock.Instant  `db:"seen_at" json:"seen"`
}

// Sail is part of a boat.
type Sail struct {
	Name string `json:"name" v:"required,max=20"`
	Area *int64 `json:"area"`
}

// boats makes a registry of what these tests describe.
func boats(more ...func(*op.Registry)) *op.Registry {
	r := op.NewRegistry()
	kind.Add[Boat](r, op.Kind{
		Name: "boat", Define: "feature.define", Home: op.InEither, Doc: "What floats.",
		Workflow: record.States("moored", "todo", "at sea", "doing"),
		Move: func(_, to record.State) (string, error) {
			if to.Name == "at sea" {
				return "sprint.start", nil
			}
			return "sprint.close", nil
		},
	})
	type find struct {
		Rig   []string `json:"rig" in:"query" v:"enum=sloop|ketch" doc:"Only these."`
		Limit int      `json:"limit" in:"query" v:"min=1,max=9"`
		Near  string   `json:"near" in:"query" v:"required" ref:"product"`
	}
	op.Ask(r, "boat.find", func(context.Context, *op.View, find) (page.Page[Sail], error) { return page.Page[Sail]{}, nil }, op.Says("Find sails."))
	for _, fn := range more {
		fn(r)
	}
	return r
}

func document(t *testing.T, r *op.Registry) obj {
	t.Helper()
	raw, err := op.OpenAPI(r, "1")
	if err != nil {
		t.Fatal(err)
	}
	again, err := op.OpenAPI(r, "1")
	if err != nil || !bytes.Equal(raw, again) {
		t.Errorf("the document comes out different each time (%v)", err)
	}
	var doc obj
	if err := json.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

// at walks into a document; a missing step is nil.
func at(v any, path ...string) any {
	for _, p := range path {
		m, ok := v.(obj)
		if !ok {
			return nil
		}
		v = m[p]
	}
	return v
}

func text(v any) string {
	b, _ := json.Marshal(v) // what was JSON is JSON again
	return string(b)
}

func TestFieldsAreDescribedByTheirTags(t *testing.T) {
	t.Parallel()
	schemas := at(document(t, boats()), "components", "schemas")
	in := func(name string) string { return text(at(schemas, "BoatCreateBody", "properties", name)) }
	out := func(name string) string { return text(at(schemas, "Boat", "properties", name)) }
	cases := []struct{ what, got, want string }{
		{"an enumeration in", in("rig"), `{"description":"How it is rigged.","enum":["sloop","ketch",null],"type":["string","null"],"x-decision":["feature.define"]}`},
		{"an enumeration out", out("rig"), `{"description":"How it is rigged.","enum":["sloop","ketch",""],"type":"string"}`},
		{"a number with bounds", in("length"), `{"format":"double","maximum":90,"minimum":1,"type":["number","null"],"x-decision":["price.set"]}`},
		{"a whole number out", out("crew"), `{"format":"int64","type":["integer","null"]}`},
		{"a day", in("built"), `{"format":"date","type":["string","null"],"x-decision":["feature.define"]}`},
		{"an instant", out("seen"), `{"format":"date-time","type":["string","null"]}`},
		{"an address", in("mail"), `{"format":"email","type":["string","null"],"x-decision":["feature.define"]}`},
		{"a reference", in("harbour"), `{"type":["string","null"],"x-decision":["feature.define"],"x-ref":"product"}`},
		{"a list in", in("sails"), `{"items":{"$ref":"#/components/schemas/SailInput"},"maxItems":9,"type":["array","null"],"x-decision":["feature.define"]}`},
		{"a list out", out("sails"), `{"items":{"$ref":"#/components/schemas/Sail"},"type":"array"}`},
		{"what follows from something else", in("log"), `null`},
		{"a map out", out("log"), `{"additionalProperties":{},"type":"object"}`},
		{"the state", in("state"), `{"description":"A state of the kind's workflow in this product.","examples":["moored","at sea"],"maxLength":60,"type":["string","null"],"x-decision":["sprint.close","sprint.start"]}`},
		{"what is required", in("title"), `{"description":"One line.","maxLength":500,"minLength":1,"pattern":"\\S","type":"string","x-decision":["feature.define"]}`},
		{"an entry of a list", text(at(schemas, "SailInput")), `{"additionalProperties":false,"properties":{"area":{"format":"int64","type":["integer","null"]},"name":{"maxLength":20,"minLength":1,"pattern":"\\S","type":"string"}},"required":["name"],"type":"object"}`},
		{"a page", text(at(schemas, "SailPage")), `{"properties":{"items":{"items":{"$ref":"#/components/schemas/Sail"},"type":"array"},"next":{"type":["string","null"]}},"required":["items","next"],"type":"object"}`},
		{"what must be sent to make one", text(at(schemas, "BoatCreateBody", "required")), `["title"]`},
		{"what must be sent to change one", text(at(schemas, "BoatUpdateBody", "required")), `null`},
		{"what an update may not set", text(at(schemas, "BoatUpdateBody", "properties", "product")), `null`},
	}
	for _, c := range cases {
		if c.got != c.want {
			t.Errorf("%s is %s, want %s", c.what, c.got, c.want)
		}
	}
}

func TestOperationsAreDescribed(t *testing.T) {
	t.Parallel()
	doc := document(t, boats())
	create, update := at(doc, "paths", "/api/v1/boats", "post"), at(doc, "paths", "/api/v1/boats/{id}", "patch")
	find, archive := at(doc, "paths", "/api/v1/boats/{id}/find", "get"), at(doc, "paths", "/api/v1/boats/{id}", "delete")
	if find == nil {
		find = at(doc, "paths", "/api/v1/boats/find", "get")
	}
	cases := []struct{ what, got, want string }{
		{"name", text(at(create, "operationId")), `"boat.create"`},
		{"sentence", text(at(archive, "summary")), `"Archive a boat: it leaves lists and keeps its history."`},
		{"permission", text(at(update, "x-permission")), `"record.change"`},
		{"scope", text(at(find, "x-scope")), `"read"`},
		{"decisions of an update", text(at(update, "x-decision")), `["feature.define","price.set","sprint.close","sprint.start"]`},
		{"decisions of archiving", text(at(archive, "x-decision")), `["feature.define"]`},
		{"a proposal", text(at(create, "responses", "202", "content", "application/json", "schema")), `{"$ref":"#/components/schemas/Proposal"}`},
		{"no proposal of what only reads", text(at(find, "responses", "202")), `null`},
		{"the entity tag", text(at(create, "responses", "201", "headers", "ETag", "$ref")), `"#/components/headers/ETag"`},
		{"the media of a patch", text(at(update, "requestBody", "content", "application/merge-patch+json", "schema")), `{"$ref":"#/components/schemas/BoatUpdateBody"}`},
		{"the kind's sentence", text(at(doc, "tags")), `[{"description":"What floats.","name":"boat"}]`},
	}
	for _, c := range cases {
		if c.got != c.want {
			t.Errorf("%s is %s, want %s", c.what, c.got, c.want)
		}
	}
	params, _ := at(find, "parameters").([]any)
	want := []string{
		`{"description":"Only these.","explode":false,"in":"query","name":"rig","schema":{"items":{"enum":["sloop","ketch"],"type":"string"},"type":"array"},"style":"form"}`,
		`{"in":"query","name":"limit","schema":{"format":"int64","maximum":9,"minimum":1,"type":"integer"}}`,
		`{"in":"query","name":"near","required":true,"schema":{"minLength":1,"pattern":"\\S","type":"string","x-ref":"product"}}`,
	}
	for i, w := range want {
		if i >= len(params) || text(params[i]) != w {
			t.Errorf("parameter %d of %s, want %s", i, text(params), w)
		}
	}
}

// Page is not the generic page of lists.
type Page struct {
	Rows []Sail `json:"rows"`
}

func TestEachTypeHasANameOfItsOwn(t *testing.T) {
	t.Parallel()
	doc := document(t, boats(func(r *op.Registry) {
		op.Ask(r, "boat.page", func(context.Context, *op.View, struct{}) (*Page, error) { return &Page{}, nil }, op.Says("Show a page."))
		op.Ask(r, "boat.head", func(context.Context, *op.View, struct{}) (*record.Head, error) { return &record.Head{}, nil }, op.Says("Show a head."))
	}))
	names := at(doc, "components", "schemas").(obj)
	for _, want := range []string{"Page", "Head", "Sail", "SailPage", "SailInput", "Boat"} {
		if names[want] == nil {
			t.Errorf("no schema is called %s", want)
		}
	}
}

func TestLintNamesWhatCannotBeDescribed(t *testing.T) {
	t.Parallel()
	type bare struct {
		Boat string `json:"boat"`
	}
	type doc struct {
		To string `json:"to" doc:"Id or key of a boat."`
	}
	type path struct {
		Key string `json:"key" in:"path" v:"required" ref:"boat"`
	}
	type odd struct {
		At odder `json:"at"`
	}
	type new1 struct {
		ID string `json:"id" ref:"-"`
	}
	cases := map[string]struct {
		add  func(*op.Registry)
		want string // "" for nothing
	}{
		"all is well":            {func(*op.Registry) {}, ""},
		"no scope":               {ask[struct{}](op.Scoped("")), "x.y has no permission or no scope"},
		"public needs none":      {ask[struct{}](op.Needs(op.Public)), ""},
		"an id without a word":   {ask[bare](), "x.y: boat looks like an id"},
		"a sentence says it":     {ask[doc](), "x.y: to looks like an id"},
		"the id of what is new":  {ask[new1](op.At("GET", "/api/v1/x")), ""},
		"a path without a place": {ask[path](), "x.y: key stands in the path of /api/v1/xs/y and not of its input"},
		"a place without a path": {ask[struct{}](op.At("GET", "/api/v1/x/{id}")), "x.y: the path /api/v1/x/{id} has {id}, the input has not"},
		"the same route":         {ask[struct{}](op.At("GET", "/api/v1/boats/find")), "share the route GET /api/v1/boats/find"},
		"JSON of its own": {func(r *op.Registry) {
			op.Ask(r, "x.y", func(context.Context, *op.View, struct{}) (*odd, error) { return nil, nil }, op.Says("Do."))
		}, "writes its JSON in a way of its own"},
		"a stream without a word": {func(r *op.Registry) {
			op.Ask(r, "x.y", func(context.Context, *op.View, struct{}) (op.Stream, error) { return nil, nil }, op.Says("Do."))
		}, "x.y does not say what it gives"},
	}
	for name, c := range cases {
		found := op.Lint(boats(c.add))
		if c.want == "" && len(found) > 0 {
			t.Errorf("%s: %q", name, found)
		}
		if c.want != "" && !slices.ContainsFunc(found, func(f string) bool { return strings.Contains(f, c.want) }) {
			t.Errorf("%s: found %q, want %q", name, found, c.want)
		}
	}
}

// odder writes itself.
type odder struct{}

// MarshalJSON gives nothing that a schema could say.
func (odder) MarshalJSON() ([]byte, error) { return []byte("7"), nil }

func ask[In any](opts ...op.Option) func(*op.Registry) {
	return func(r *op.Registry) {
		op.Ask(r, "x.y", func(context.Context, *op.View, In) (*Sail, error) { return &Sail{}, nil }, append([]op.Option{op.Says("Do.")}, opts...)...)
	}
}

func TestOperationsAreListedByPath(t *testing.T) {
	t.Parallel()
	want := `POST   /api/v1/boats  boat.create  record.change  write  feature.define
GET    /api/v1/boats/find  boat.find  record.read  read  -
DELETE /api/v1/boats/{id}  boat.archive  record.change  write  feature.define
GET    /api/v1/boats/{id}  boat.show  record.read  read  -
PATCH  /api/v1/boats/{id}  boat.update  record.change  write  feature.define,price.set,sprint.close,sprint.start
POST   /api/v1/boats/{id}/restore  boat.restore  record.change  write  feature.define
`
	if got := op.Operations(boats()); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
