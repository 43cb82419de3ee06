package op

import (
	"bytes"
	"encoding/json"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/web"
)

// The document is made from the registry and nothing else, so it cannot say
// other than what the server does: routes, inputs, rules, rights and answers
// all come from the definitions that serve requests.

// OpenAPI gives the OpenAPI 3.1 document of all operations, the same bytes for
// the same registry and version.
func OpenAPI(r *Registry, version string) ([]byte, error) {
	doc, err := describe(r, version)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(doc); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

const about = `Everything that changes something is an operation, and every operation is here.

**Ids and keys.** A record is named by its id or its key (LEND-123). Ids may be made by the caller (26 characters of Crockford's base 32 in lower case, time first), so that a repeated request creates nothing twice.

**Decisions.** x-decision names what a change decides. Whoever holds the right acts at once; everybody else who may see the record gets 202 and a proposal, which the deciders find in their inbox.

**Absent and null.** In the body of a PATCH a field that is absent stays as it is, and null clears it. Fields that are not described here are refused.

**Errors** are problem documents (RFC 9457) with a kind, a sentence, and messages for single fields.`

// describe builds the document.
func describe(r *Registry, version string) (*openDoc, error) {
	y := &typist{reg: r, names: map[typeKey]string{}, done: map[string]*openSchema{}}
	found := map[typeKey]bool{}
	y.collect(reflect.TypeFor[Problem](), false, found)
	for _, d := range r.Defs() {
		y.collect(d.Out, false, found)
		if d.do != nil {
			y.collect(reflect.TypeFor[Proposal](), false, found)
		}
		for _, s := range []reflect.Type{d.In, shapeType(d)} {
			if s != nil {
				for _, f := range fieldsOf(s) {
					y.collect(f.Type, true, found)
				}
			}
		}
	}
	y.settle(found)

	doc := &openDoc{OpenAPI: "3.1.0", Paths: map[string]map[string]*openOp{}}
	doc.Info = openInfo{"Throughline", "The interface of a Throughline server.", about, openLicense{"Apache-2.0", "Apache-2.0"}, version}
	doc.Servers = []openServer{{"/"}}
	doc.Security = []openNeeds{{"cookie": {}}, {"bearer": {}}}
	doc.Components.Parameters, doc.Components.Headers = sharedParams(), sharedHeaders()
	doc.Components.Security = map[string]openSecurity{
		"cookie": {Type: "apiKey", In: "cookie", Name: "__Host-throughline", Description: "The session of a browser that has signed in. Without TLS it is called throughline_session."},
		"bearer": {Type: "http", Scheme: "bearer", Description: "An API token. It may be limited to scopes and products."},
	}
	doc.Components.Responses = map[string]*openResponse{"Problem": y.problem()}
	for _, d := range r.Defs() {
		if doc.Paths[d.Path] == nil {
			doc.Paths[d.Path] = map[string]*openOp{}
		}
		doc.Paths[d.Path][strings.ToLower(d.Method)] = y.operation(d)
	}
	doc.Components.Schemas = y.done
	doc.Tags = tags(r)
	if len(y.faults) > 0 {
		slices.Sort(y.faults)
		return nil, errs.New(errs.Internal, "the API cannot be described: %s", strings.Join(slices.Compact(y.faults), "; "))
	}
	return doc, nil
}

// shapeType is the struct of a kind whose fields an operation's body holds.
func shapeType(d *Def) reflect.Type {
	if d.body == nil {
		return nil
	}
	return d.body.Type
}

func tags(r *Registry) []openTag {
	var out []openTag
	for _, d := range r.Defs() {
		noun, _, _ := strings.Cut(d.Name, ".")
		if len(out) > 0 && out[len(out)-1].Name == noun {
			continue
		}
		t := openTag{Name: noun}
		if k, ok := r.kinds[noun]; ok {
			t.Description = k.Doc
		}
		out = append(out, t)
	}
	return out
}

func (y *typist) operation(d *Def) *openOp {
	noun, _, _ := strings.Cut(d.Name, ".")
	o := &openOp{
		ID: d.Name, Summary: d.Summary, Tags: []string{noun}, Permission: d.Perm, Scope: d.Scope, Public: d.Perm == Public,
		Decision: d.takes(y.reg), Proposes: d.proposes(), Parameters: y.params(d), Responses: map[string]*openResponse{},
	}
	if d.Perm == Public {
		o.Security = &[]openNeeds{}
	}
	for _, name := range headersOf(d) {
		o.Parameters = append(o.Parameters, &openParam{Ref: "#/components/parameters/" + name})
	}
	if d.Out == streamType && d.Media == "" {
		y.faults = append(y.faults, d.Name+" does not say what it gives (op.Gives)")
	}
	o.Body = y.requestBody(d)
	o.Responses[strconv.Itoa(d.Status)] = y.success(d)
	if o.Proposes {
		o.Responses["202"] = &openResponse{
			Description: "Not yours to decide: it is kept as a proposal.",
			Headers:     map[string]*openHeader{"Location": {Ref: "#/components/headers/Location"}},
			Content:     y.content("application/json", reflect.TypeFor[*Proposal]()),
		}
	}
	o.Responses["default"] = &openResponse{Ref: "#/components/responses/Problem"}
	return o
}

// proposes says whether a call may end as a proposal.
func (d *Def) proposes() bool { return d.do != nil && d.Perm == Change && !d.NoPropose }

// headersOf names the request headers that an operation heeds.
func headersOf(d *Def) []string {
	if d.do == nil && !d.Heeds {
		return nil
	}
	out := []string{"IdempotencyKey"}
	if _, ok := d.in.Field("id"); ok && d.do != nil && d.Method != http.MethodGet {
		out = append(out, "IfMatch")
	}
	if d.proposes() {
		out = append(out, "Reason", "Propose")
	}
	return out
}

func (y *typist) requestBody(d *Def) *openBody {
	if !d.Writes {
		return nil
	}
	if d.binary() {
		return &openBody{Required: true, Content: map[string]*openMedia{"application/octet-stream": {Schema: &openSchema{Media: "application/octet-stream"}}}}
	}
	s := y.body(d)
	if s == nil {
		return nil
	}
	name := camel(d.Name) + "Body"
	y.done[name] = s
	media := "application/json"
	if d.body != nil && d.Method == http.MethodPatch {
		media = "application/merge-patch+json"
	}
	m := &openMedia{Schema: pointTo(name), Example: y.example(s)}
	b := &openBody{Required: len(s.Required) > 0 || d.Method == http.MethodPatch, Content: map[string]*openMedia{"application/json": m}}
	b.Content[media] = m
	return b
}

// success describes the answer of a call that took effect.
func (y *typist) success(d *Def) *openResponse {
	out := &openResponse{Description: http.StatusText(d.Status) + "."}
	switch {
	case d.Status == http.StatusNoContent:
	case d.Out == streamType:
		out.Content = map[string]*openMedia{d.Media: {Schema: &openSchema{Media: d.Media}}}
	default:
		out.Content = y.content("application/json", d.Out)
	}
	if d.Out.Implements(reflect.TypeFor[record.Thing]()) {
		out.Headers = map[string]*openHeader{"ETag": {Ref: "#/components/headers/ETag"}}
	}
	return out
}

func (y *typist) content(media string, t reflect.Type) map[string]*openMedia {
	for t.Kind() == reflect.Pointer { // an answer is never null
		t = t.Elem()
	}
	return map[string]*openMedia{media: {Schema: y.of(t, false)}}
}

// Problem is an error as RFC 9457 writes it, with our kind and the messages of
// fields. It is what package web answers with.
type Problem struct {
	Type   string       `json:"type"`
	Title  string       `json:"title" doc:"The status in words."`
	Status int          `json:"status"`
	Kind   errs.Kind    `json:"kind" doc:"What sort of failure it is; does not change."`
	Detail string       `json:"detail" doc:"What happened and what to do, for people."`
	Fields []errs.Field `json:"fields,omitempty" doc:"What is wrong with single fields of the input."`
}

// problemKinds are the kinds of failure, from the caller's fault to ours.
var problemKinds = []errs.Kind{
	errs.Invalid, errs.Unauthenticated, errs.Forbidden, errs.NotFound, errs.Conflict, errs.TooLarge, errs.TooMany, errs.Unavailable, errs.Internal,
}

// problem is the answer of every failure.
func (y *typist) problem() *openResponse {
	s := y.of(reflect.TypeFor[Problem](), false)
	for _, p := range y.done["Problem"].Properties {
		if p.Name == "kind" {
			for _, k := range problemKinds {
				p.Schema.Enum = append(p.Schema.Enum, string(k))
			}
		}
	}
	says := "It failed and changed nothing. The kind says why:"
	for i, k := range problemKinds {
		if i > 0 {
			says += ","
		}
		says += " " + string(k) + " " + strconv.Itoa(web.Status(k))
	}
	return &openResponse{
		Description: says + ".",
		Content:     map[string]*openMedia{"application/problem+json": {Schema: s}},
	}
}

func sharedParams() map[string]*openParam {
	header := func(name, says string, s *openSchema) *openParam {
		return &openParam{Name: name, In: "header", Description: says, Schema: s}
	}
	text := func(most int64) *openSchema { return &openSchema{Type: openTypes{"string"}, MaxLength: &most} }
	version := &openSchema{Type: openTypes{"string"}, Pattern: `^(\*|(W/)?"?[1-9][0-9]*"?)$`}
	yes := &openSchema{Type: openTypes{"string"}, Enum: []any{"true", "false"}}
	return map[string]*openParam{
		"IdempotencyKey": header("Idempotency-Key", "Any text of the caller's own. The same call with the same key has one effect and gets the same answer.", text(200)),
		"IfMatch":        header("If-Match", "The version last read. The call fails with a conflict when the record has moved on.", version),
		"Reason":         header("Throughline-Reason", "Why, in case it becomes a proposal.", text(2000)),
		"Propose":        header("Throughline-Propose", "true makes a proposal even where the caller might decide.", yes),
	}
}

func sharedHeaders() map[string]*openHeader {
	return map[string]*openHeader{
		"ETag":     {Description: "The version, for If-Match.", Schema: &openSchema{Type: openTypes{"string"}}},
		"Location": {Description: "Where the proposal is found.", Schema: &openSchema{Type: openTypes{"string"}}},
	}
}
