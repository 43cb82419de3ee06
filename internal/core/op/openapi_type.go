package op

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
	"throughline/internal/kit/patch"
)

// typeKey is a type on one side of the door: what comes in is closed and knows
// what is required; what goes out has every field.
type typeKey struct {
	t     reflect.Type
	input bool
}

// typist turns Go types into schemas. Structs become components, each once,
// under names that are settled before anything is written: a name that two
// packages use carries the package in front.
type typist struct {
	reg    *Registry
	names  map[typeKey]string
	done   map[string]*openSchema
	faults []string // types of which nothing can be said
}

var (
	instantType = reflect.TypeFor[clock.Instant]()
	dayType     = reflect.TypeFor[clock.Day]()
	refType     = reflect.TypeFor[id.Ref]()
	rawType     = reflect.TypeFor[json.RawMessage]()
	jsonType    = reflect.TypeFor[JSON]()
	entityType  = reflect.TypeFor[record.Entity]()
	streamType  = reflect.TypeFor[Stream]()
	briefType   = reflect.TypeFor[Brief]()
	recordType  = reflect.TypeFor[record.Record]()
	marshaler   = reflect.TypeFor[json.Marshaler]()
)

// wire gives the type that a value is written as, where it says so itself
// (pages do).
func wire(t reflect.Type) (reflect.Type, bool) {
	if t.Kind() == reflect.Interface {
		return nil, false
	}
	w, ok := reflect.Zero(t).Interface().(interface{ Wire() any })
	if !ok {
		return nil, false
	}
	return reflect.TypeOf(w.Wire()), true
}

// collect finds the structs below a type.
func (y *typist) collect(t reflect.Type, input bool, found map[typeKey]bool) {
	switch {
	case t == rawType || t == jsonType || t == instantType || t == dayType || t == refType || t == streamType || t == briefType:
		return
	case t == entityType:
		for _, k := range y.reg.Kinds() {
			y.collect(k.Type.Shape.Type, false, found)
		}
		return
	}
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		y.collect(t.Elem(), input, found)
	case reflect.Struct:
		key := typeKey{t, input}
		if found[key] {
			return
		}
		found[key] = true
		inner := t
		if w, ok := wire(t); ok {
			inner = w
		}
		for _, f := range fieldsOf(inner) {
			y.collect(f.Type, input, found)
		}
	}
}

// settle names the structs that were found.
func (y *typist) settle(found map[typeKey]bool) {
	plain := map[string][]typeKey{}
	for k := range found {
		n := baseName(k.t)
		if k.input {
			n += "Input"
		}
		plain[n] = append(plain[n], k)
	}
	for n, keys := range plain {
		for _, k := range keys {
			y.names[k] = n
			if len(keys) > 1 {
				y.names[k] = title(packageOf(k.t)) + n
			}
		}
	}
}

// baseName is a type's name without its package; a generic one comes after
// what it is of: Page[comment.Comment] is CommentPage.
func baseName(t reflect.Type) string {
	name, of, generic := strings.Cut(t.Name(), "[")
	if !generic {
		return title(name)
	}
	of = strings.TrimSuffix(of, "]")
	return title(of[strings.LastIndexAny(of, "./*")+1:]) + title(name)
}

// packageOf is the last word of a type's package, or of what it is of.
func packageOf(t reflect.Type) string {
	path := t.PkgPath()
	if _, of, generic := strings.Cut(t.Name(), "["); generic {
		path, _, _ = strings.Cut(of, "."+baseName(t))
		path = path[:strings.LastIndexByte(path+".", '.')]
	}
	return path[strings.LastIndexByte(path, '/')+1:]
}

func title(s string) string {
	r := []rune(s)
	if len(r) > 0 {
		r[0] = unicode.ToUpper(r[0])
	}
	return string(r)
}

// camel joins the words of a name: "proposal.take" is ProposalTake.
func camel(name string) string {
	var b strings.Builder
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == '.' || r == '_' || r == ' ' || r == '-' || r == '/' }) {
		b.WriteString(title(w))
	}
	return b.String()
}

// fieldsOf gives a struct's fields as JSON has them: where two share a name,
// the outer one.
func fieldsOf(t reflect.Type) []patch.Field {
	var out []patch.Field
	for _, f := range patch.Of(t).Fields {
		at := slices.IndexFunc(out, func(o patch.Field) bool { return o.Name == f.Name })
		switch {
		case at < 0:
			out = append(out, f)
		case len(f.Index) < len(out[at].Index):
			out[at] = f
		}
	}
	return out
}

// of gives the schema of a type: a reference for a struct, else the thing
// itself.
func (y *typist) of(t reflect.Type, input bool) *openSchema {
	switch t {
	case instantType:
		return &openSchema{Type: openTypes{"string", "null"}, Format: "date-time"}
	case dayType:
		return &openSchema{Type: openTypes{"string", "null"}, Format: "date"}
	case refType:
		return &openSchema{Type: openTypes{"string", "null"}}
	case rawType, jsonType:
		return &openSchema{}
	case entityType:
		return y.anyRecord()
	case briefType:
		return y.brief()
	}
	switch t.Kind() {
	case reflect.Bool:
		return &openSchema{Type: openTypes{"boolean"}}
	case reflect.Int, reflect.Int64, reflect.Int32:
		return &openSchema{Type: openTypes{"integer"}, Format: "int64"}
	case reflect.Float64:
		return &openSchema{Type: openTypes{"number"}, Format: "double"}
	case reflect.String:
		return &openSchema{Type: openTypes{"string"}, Enum: values(t, input)}
	case reflect.Pointer:
		return nullable(y.of(t.Elem(), input))
	case reflect.Slice:
		return &openSchema{Type: openTypes{"array"}, Items: y.of(t.Elem(), input)}
	case reflect.Array:
		n := int64(t.Len())
		return &openSchema{Type: openTypes{"array"}, Items: y.of(t.Elem(), input), MinItems: &n, MaxItems: &n}
	case reflect.Map:
		return &openSchema{Type: openTypes{"object"}, Additional: &openExtra{y.of(t.Elem(), input)}}
	case reflect.Struct:
		return y.component(t, input)
	case reflect.Interface:
		return &openSchema{}
	default:
		y.faults = append(y.faults, fmt.Sprintf("%s cannot be written as JSON", t))
		return &openSchema{}
	}
}

// values lists what an enumeration allows; nil when it is just text. In an
// answer there may be no word.
func values(t reflect.Type, input bool) []any {
	e, ok := reflect.Zero(t).Interface().(interface{ Values() []string })
	if !ok {
		return nil
	}
	var out []any
	for _, v := range e.Values() {
		out = append(out, v)
	}
	if !input {
		out = append(out, "")
	}
	return out
}

// nullable gives a schema that allows null as well.
func nullable(s *openSchema) *openSchema {
	switch {
	case s.Ref != "":
		return &openSchema{AnyOf: []*openSchema{s, {Type: openTypes{"null"}}}}
	case len(s.Type) > 0 && !slices.Contains(s.Type, "null"):
		own := *s
		own.Type = append(slices.Clone(s.Type), "null")
		if len(s.Enum) > 0 {
			own.Enum = append(slices.Clone(s.Enum), nil)
		}
		return &own
	default:
		return s
	}
}

// anyRecord is a record of whatever kind.
func (y *typist) anyRecord() *openSchema {
	const name = "AnyRecord"
	if _, ok := y.done[name]; !ok {
		s := &openSchema{Description: "A record of any kind; its property kind says which."}
		y.done[name] = s
		var seen []string
		for _, k := range y.reg.Kinds() {
			one := y.component(k.Type.Shape.Type, false)
			if !slices.Contains(seen, one.Ref) {
				seen = append(seen, one.Ref)
				s.AnyOf = append(s.AnyOf, one)
			}
		}
	}
	return pointTo(name)
}

// brief is a record of whatever kind without its description.
func (y *typist) brief() *openSchema {
	const name = "BriefRecord"
	if _, ok := y.done[name]; !ok {
		s := &openSchema{Type: openTypes{"object"}, Additional: &openExtra{&openSchema{}}}
		s.Description = "A record of any kind, as AnyRecord has it, but without its body; its own fields follow from its kind."
		y.done[name] = s
		for _, f := range fieldsOf(recordType) {
			if f.Name != bodyField {
				s.Properties = append(s.Properties, openProp{f.Name, y.property(f, false)})
				s.Required = append(s.Required, f.Name)
			}
		}
	}
	return pointTo(name)
}

func pointTo(component string) *openSchema {
	return &openSchema{Ref: "#/components/schemas/" + component}
}

// component writes a struct's schema, once, and points to it.
func (y *typist) component(t reflect.Type, input bool) *openSchema {
	name, ok := y.names[typeKey{t, input}]
	if !ok {
		panic(fmt.Sprintf("op: %s has no name in the OpenAPI document", t))
	}
	if _, there := y.done[name]; there {
		return pointTo(name)
	}
	s := &openSchema{Type: openTypes{"object"}}
	y.done[name] = s
	inner := t
	if w, ok := wire(t); ok {
		inner = w
	} else if t.Implements(marshaler) || reflect.PointerTo(t).Implements(marshaler) {
		y.faults = append(y.faults, fmt.Sprintf("%s writes its JSON in a way of its own", t))
	}
	for _, f := range fieldsOf(inner) {
		tag := inner.FieldByIndex(f.Index).Tag.Get("json")
		p := y.property(f, input)
		s.Properties = append(s.Properties, openProp{f.Name, p})
		optional := strings.Contains(tag, ",omitempty") || strings.Contains(tag, ",omitzero")
		if input && f.Rules.Required || !input && !optional {
			s.Required = append(s.Required, f.Name)
		}
	}
	if input {
		s.Additional = &openExtra{}
	}
	return pointTo(name)
}

// property is a field's schema with what its tags say.
func (y *typist) property(f patch.Field, input bool) *openSchema {
	s := *y.of(f.Type, input)
	if s.Ref != "" && f.Doc != "" {
		s = openSchema{AnyOf: []*openSchema{{Ref: s.Ref}}}
	}
	s.Description = f.Doc
	if f.Ref != "" && f.Ref != noRef {
		s.XRef = f.Ref
	}
	if input {
		s.rules(f)
	} else if len(f.Rules.Enum) > 0 {
		s.enumerate(f, !f.Rules.Required)
	}
	return &s
}

// noRef is the tag of a field that looks like a reference and is none: the id
// of what is being made.
const noRef = "-"
