// Package patch knows structs by their tags: their fields, what changed
// between two of them, how to lay a JSON merge patch over one, and how to turn
// a change round. It is one of the two packages that use reflection.
//
// Words it owns: shape (what is known of a struct type), diff (fields with the
// value before and after), rule (what a field's tag demands of its value).
package patch

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync"
)

// Field is one field of a struct, as its tags describe it:
//
//	Reach *int64 `db:"reach" json:"reach" by:"feature.score" v:"min=0" doc:"People or events per quarter."`
type Field struct {
	Name   string       // JSON name
	Col    string       // column; "" when it is not stored
	By     string       // decision that sets it; "" read-only, "*" the decision that defines the kind
	Ref    string       // what an id in it names: "feature", "member", …
	Doc    string       // one sentence for people
	Label  string       // short name for people; from the JSON name when no tag says it
	Rules  Rules        // what its value must keep to
	Type   reflect.Type // Go type
	Index  []int        // path in the struct
	Base   bool         // promoted from an embedded struct
	Thread string       // "up" or "down": the reference is a step of the thread that way
	Skip   bool         // left out of diffs: it follows from the ledger row itself
}

// Rules are the plain demands on a value, from the tag `v`.
type Rules struct {
	Required bool
	Min, Max *float64 // of a number, or of the length of text or a list
	Enum     []string
	Format   string // "day", "email", "url", "zone", "key"
}

// Shape is what is known of a struct type.
type Shape struct {
	Type   reflect.Type
	Fields []Field
	byName map[string]int
	byCol  map[string]int
}

var shapes sync.Map // reflect.Type to *Shape; types are finite

// Of gives the shape of a struct type. It panics when the tags make no sense,
// which a start-up finds.
func Of(t reflect.Type) *Shape {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if v, ok := shapes.Load(t); ok {
		return v.(*Shape)
	}
	s := &Shape{Type: t, byName: map[string]int{}, byCol: map[string]int{}}
	for _, f := range reflect.VisibleFields(t) {
		if f.Anonymous || !f.IsExported() {
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		col := f.Tag.Get("db")
		if name == "-" || name == "" {
			continue
		}
		if col == "-" {
			col = ""
		}
		fd := Field{
			Name: name, Col: col, By: f.Tag.Get("by"), Ref: f.Tag.Get("ref"), Doc: f.Tag.Get("doc"),
			Label: f.Tag.Get("label"), Type: f.Type, Index: f.Index, Base: len(f.Index) > 1,
			Skip: f.Tag.Get("diff") == "-", Thread: f.Tag.Get("thread"),
		}
		if fd.Label == "" {
			fd.Label = labelOf(name)
		}
		r, err := parseRules(f.Tag.Get("v"))
		if err != nil {
			panic(fmt.Sprintf("patch: %s.%s: %v", t, f.Name, err))
		}
		fd.Rules = r
		s.byName[name] = len(s.Fields)
		if col != "" {
			s.byCol[col] = len(s.Fields)
		}
		s.Fields = append(s.Fields, fd)
	}
	v, _ := shapes.LoadOrStore(t, s)
	return v.(*Shape)
}

// For gives the shape of T.
func For[T any]() *Shape { return Of(reflect.TypeFor[T]()) }

// Field finds a field by its JSON name.
func (s *Shape) Field(name string) (Field, bool) {
	i, ok := s.byName[name]
	if !ok {
		return Field{}, false
	}
	return s.Fields[i], true
}

// Value gives a field of v, a struct or a pointer to one.
func (s *Shape) Value(v any, f Field) reflect.Value {
	return reflect.Indirect(reflect.ValueOf(v)).FieldByIndex(f.Index)
}

func labelOf(name string) string {
	var b strings.Builder
	for i, r := range name {
		switch {
		case i == 0:
			b.WriteString(strings.ToUpper(string(r)))
		case r >= 'A' && r <= 'Z':
			b.WriteString(" " + strings.ToLower(string(r)))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func parseRules(tag string) (Rules, error) {
	var r Rules
	if tag == "" {
		return r, nil
	}
	for _, part := range strings.Split(tag, ",") {
		key, val, _ := strings.Cut(part, "=")
		switch key {
		case "required":
			r.Required = true
		case "min", "max":
			n, err := strconv.ParseFloat(val, 64)
			if err != nil {
				return r, fmt.Errorf("%s is not a number", part)
			}
			if key == "min" {
				r.Min = &n
			} else {
				r.Max = &n
			}
		case "enum":
			r.Enum = strings.Split(val, "|")
		case "day", "email", "url", "zone", "key":
			r.Format = key
		default:
			return r, fmt.Errorf("no rule is called %q", key)
		}
	}
	return r, nil
}
