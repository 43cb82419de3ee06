package op

import (
	"bytes"
	"encoding/json"
)

// The parts of an OpenAPI 3.1 document that ours has, in the order in which
// they are written.

type openDoc struct {
	OpenAPI    string                        `json:"openapi"`
	Info       openInfo                      `json:"info"`
	Servers    []openServer                  `json:"servers"`
	Security   []openNeeds                   `json:"security"`
	Tags       []openTag                     `json:"tags"`
	Paths      map[string]map[string]*openOp `json:"paths"` // path, method in small letters
	Components struct {
		Schemas    map[string]*openSchema   `json:"schemas"`
		Parameters map[string]*openParam    `json:"parameters"`
		Responses  map[string]*openResponse `json:"responses"`
		Headers    map[string]*openHeader   `json:"headers"`
		Security   map[string]openSecurity  `json:"securitySchemes"`
	} `json:"components"`
}

type openInfo struct {
	Title       string      `json:"title"`
	Summary     string      `json:"summary"`
	Description string      `json:"description"`
	License     openLicense `json:"license"`
	Version     string      `json:"version"`
}

type openLicense struct {
	Name       string `json:"name"`
	Identifier string `json:"identifier"`
}

type openServer struct {
	URL string `json:"url"`
}

type openNeeds map[string][]string

type openTag struct {
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
}

type openOp struct {
	ID         string                   `json:"operationId"`
	Summary    string                   `json:"summary"`
	Tags       []string                 `json:"tags"`
	Parameters []*openParam             `json:"parameters,omitempty"`
	Body       *openBody                `json:"requestBody,omitempty"`
	Responses  map[string]*openResponse `json:"responses"`
	Security   *[]openNeeds             `json:"security,omitempty"` // empty for what needs no sign-in
	Permission Permission               `json:"x-permission"`
	Scope      string                   `json:"x-scope,omitempty"`
	Public     bool                     `json:"x-public,omitempty"`
	Decision   []string                 `json:"x-decision,omitempty"`
	Proposes   bool                     `json:"x-proposes,omitempty"`
}

type openParam struct {
	Ref         string      `json:"$ref,omitempty"`
	Name        string      `json:"name,omitempty"`
	In          string      `json:"in,omitempty"`
	Description string      `json:"description,omitempty"`
	Required    bool        `json:"required,omitempty"`
	Style       string      `json:"style,omitempty"`
	Explode     *bool       `json:"explode,omitempty"`
	Schema      *openSchema `json:"schema,omitempty"`
}

type openBody struct {
	Required bool                  `json:"required"`
	Content  map[string]*openMedia `json:"content"`
}

type openMedia struct {
	Schema  *openSchema     `json:"schema"`
	Example json.RawMessage `json:"example,omitempty"`
}

type openResponse struct {
	Ref         string                 `json:"$ref,omitempty"`
	Description string                 `json:"description,omitempty"`
	Headers     map[string]*openHeader `json:"headers,omitempty"`
	Content     map[string]*openMedia  `json:"content,omitempty"`
}

type openHeader struct {
	Ref         string      `json:"$ref,omitempty"`
	Description string      `json:"description,omitempty"`
	Schema      *openSchema `json:"schema,omitempty"`
}

type openSecurity struct {
	Type        string `json:"type"`
	Description string `json:"description"`
	In          string `json:"in,omitempty"`
	Name        string `json:"name,omitempty"`
	Scheme      string `json:"scheme,omitempty"`
}

// openSchema is a JSON Schema of the few words that our documents use.
type openSchema struct {
	Ref         string        `json:"$ref,omitempty"`
	Type        openTypes     `json:"type,omitempty"`
	Description string        `json:"description,omitempty"`
	Format      string        `json:"format,omitempty"`
	Media       string        `json:"contentMediaType,omitempty"`
	Const       string        `json:"const,omitempty"`
	Enum        []any         `json:"enum,omitempty"`
	Pattern     string        `json:"pattern,omitempty"`
	MinLength   *int64        `json:"minLength,omitempty"`
	MaxLength   *int64        `json:"maxLength,omitempty"`
	Minimum     *float64      `json:"minimum,omitempty"`
	Maximum     *float64      `json:"maximum,omitempty"`
	MinItems    *int64        `json:"minItems,omitempty"`
	MaxItems    *int64        `json:"maxItems,omitempty"`
	Items       *openSchema   `json:"items,omitempty"`
	AnyOf       []*openSchema `json:"anyOf,omitempty"`
	Properties  openProps     `json:"properties,omitempty"`
	Required    []string      `json:"required,omitempty"`
	Additional  *openExtra    `json:"additionalProperties,omitempty"`
	Examples    []string      `json:"examples,omitempty"`
	XRef        string        `json:"x-ref,omitempty"`
	XDecision   []string      `json:"x-decision,omitempty"`
}

// openTypes are the JSON types a value may have; a single one is written
// plainly.
type openTypes []string

// MarshalJSON writes one type as text, several as a list.
func (t openTypes) MarshalJSON() ([]byte, error) {
	if len(t) == 1 {
		return json.Marshal(t[0])
	}
	return json.Marshal([]string(t))
}

// openExtra says which properties an object may have beyond those named: none,
// or such as a schema describes.
type openExtra struct{ Of *openSchema }

// MarshalJSON writes false for none.
func (e openExtra) MarshalJSON() ([]byte, error) {
	if e.Of == nil {
		return []byte("false"), nil
	}
	return json.Marshal(e.Of)
}

// openProp is one property of an object.
type openProp struct {
	Name   string
	Schema *openSchema
}

// openProps are an object's properties in the order of the struct they come
// from.
type openProps []openProp

// Find gives a property by name; nil when there is none.
func (p openProps) Find(name string) *openSchema {
	for _, x := range p {
		if x.Name == name {
			return x.Schema
		}
	}
	return nil
}

// MarshalJSON writes an object that keeps the order.
func (p openProps) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, x := range p {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(x.Name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(x.Schema)
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
