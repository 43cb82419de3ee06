package cli

import (
	"context"
	"encoding/json"
	"log/slog"
	"slices"
	"strings"

	"throughline/internal/app"
	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// catalogue is what may be asked of a server, as its OpenAPI document says.
type catalogue struct {
	all     []*operation // by name
	schemas map[string]*schema
}

// operation is one thing that may be asked.
type operation struct {
	Name       string
	Summary    string
	Method     string
	Path       string
	Parameters []parameter
	Body       *schema // of a JSON body; nil when there is none
	File       bool    // the body is a file
	Media      string  // of the answer, when it is no JSON
	Public     bool
	Proposes   bool
}

// parameter stands in the path or the query.
type parameter struct {
	Name     string
	In       string
	Doc      string
	Required bool
	Schema   *schema
}

// schema is as much of JSON Schema as it takes to send values.
type schema struct {
	Ref         string             `json:"$ref"`
	Type        oneOrMore          `json:"type"`
	Description string             `json:"description"`
	Format      string             `json:"format"`
	Enum        []any              `json:"enum"`
	Items       *schema            `json:"items"`
	AnyOf       []*schema          `json:"anyOf"`
	Properties  map[string]*schema `json:"properties"`
	Required    []string           `json:"required"`
}

// oneOrMore reads "string" and ["string", "null"].
type oneOrMore []string

// UnmarshalJSON takes a word or a list of words.
func (o *oneOrMore) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '[' {
		return json.Unmarshal(b, (*[]string)(o))
	}
	*o = oneOrMore{""}
	return json.Unmarshal(b, &(*o)[0])
}

// document is as much of OpenAPI as it takes to call operations.
type document struct {
	Paths      map[string]map[string]openOp `json:"paths"`
	Components struct {
		Schemas map[string]*schema `json:"schemas"`
	} `json:"components"`
}

type openOp struct {
	ID         string      `json:"operationId"`
	Summary    string      `json:"summary"`
	Public     bool        `json:"x-public"`   //nolint:tagliatelle // what OpenAPI calls it
	Proposes   bool        `json:"x-proposes"` //nolint:tagliatelle // what OpenAPI calls it
	Parameters []openParam `json:"parameters"`
	Body       *struct {
		Content map[string]openMedia `json:"content"`
	} `json:"requestBody"`
	Responses map[string]struct {
		Content map[string]json.RawMessage `json:"content"`
	} `json:"responses"`
}

type openMedia struct {
	Schema *schema `json:"schema"`
}

type openParam struct {
	Name        string  `json:"name"`
	In          string  `json:"in"`
	Description string  `json:"description"`
	Required    bool    `json:"required"`
	Schema      *schema `json:"schema"`
}

// catalogue gives what this program's own server can do: the same operations,
// as long as it is of the same version.
func (s *session) catalogue() *catalogue {
	if s.ops != nil {
		return s.ops
	}
	raw, err := op.OpenAPI(s.registry(), s.build())
	if err != nil {
		panic(err) // a test builds it, too
	}
	if s.ops, err = readCatalogue(raw); err != nil {
		panic(err) // as above
	}
	return s.ops
}

// registry is what this program can do.
func (s *session) registry() *op.Registry {
	r, _ := app.Registry()
	if _, err := op.NewEngine(r, nil, clock.System{}, slog.New(slog.DiscardHandler)); err != nil {
		panic(err) // a test builds it, too
	}
	return r
}

// theirs gives what the server at another address can do.
func (p *place) theirs(ctx context.Context, own *catalogue) (*catalogue, error) {
	if p.folder {
		return own, nil
	}
	var raw json.RawMessage
	if err := p.get(ctx, "/api/v1/openapi.json", nil, &raw); err != nil {
		return nil, err
	}
	c, err := readCatalogue(raw)
	if err != nil {
		return nil, errs.Cause(errs.Unavailable, err, "%s does not describe its operations in a way that this program understands.", p.base)
	}
	return c, nil
}

func readCatalogue(raw []byte) (*catalogue, error) {
	var doc document
	if err := json.Unmarshal(raw, &doc); err != nil {
		return nil, err
	}
	c := &catalogue{schemas: doc.Components.Schemas}
	for path, methods := range doc.Paths {
		for method, o := range methods {
			one := &operation{Name: o.ID, Summary: o.Summary, Method: strings.ToUpper(method), Path: path, Public: o.Public, Proposes: o.Proposes, Media: o.media()}
			for _, p := range o.Parameters {
				if p.In == "path" || p.In == "query" {
					one.Parameters = append(one.Parameters, parameter{p.Name, p.In, p.Description, p.Required, c.follow(p.Schema)})
				}
			}
			one.Body = c.body(o)
			one.File = o.Body != nil && one.Body == nil
			c.all = append(c.all, one)
		}
	}
	slices.SortFunc(c.all, func(a, b *operation) int { return strings.Compare(a.Name, b.Name) })
	return c, nil
}

// body gives the schema of a JSON body; nil where there is none.
func (c *catalogue) body(o openOp) *schema {
	if o.Body == nil {
		return nil
	}
	for media, content := range o.Body.Content {
		if strings.HasSuffix(media, "json") {
			return c.follow(content.Schema)
		}
	}
	return nil
}

// media names the media type of an answer that is no JSON.
func (o openOp) media() string {
	for status, answer := range o.Responses {
		for media := range answer.Content {
			if strings.HasPrefix(status, "2") && status != "202" && !strings.HasSuffix(media, "json") {
				return media
			}
		}
	}
	return ""
}

// follow gives the schema that a reference points to.
func (c *catalogue) follow(s *schema) *schema {
	for range 10 {
		if s == nil || s.Ref == "" {
			break
		}
		s = c.schemas[strings.TrimPrefix(s.Ref, "#/components/schemas/")]
	}
	if s == nil {
		return &schema{}
	}
	return s
}

func (c *catalogue) operation(name string) (*operation, bool) {
	i, ok := slices.BinarySearchFunc(c.all, name, func(o *operation, n string) int { return strings.Compare(o.Name, n) })
	if !ok {
		return nil, false
	}
	return c.all[i], true
}

func (c *catalogue) names() []string {
	out := make([]string, len(c.all))
	for i, o := range c.all {
		out[i] = o.Name
	}
	return out
}

// nouns are what operations are about.
func (c *catalogue) nouns() []string {
	var out []string
	for _, o := range c.all {
		noun, _, _ := strings.Cut(o.Name, ".")
		if !slices.Contains(out, noun) {
			out = append(out, noun)
		}
	}
	return out
}

// verbs are the operations of a noun.
func (c *catalogue) verbs(noun string) []*operation {
	var out []*operation
	for _, o := range c.all {
		if strings.HasPrefix(o.Name, noun+".") {
			out = append(out, o)
		}
	}
	return out
}
