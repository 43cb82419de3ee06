package op

import (
	"reflect"
	"slices"

	"throughline/internal/kit/patch"
)

// rules adds what a field's tag demands of a value that comes in.
func (s *openSchema) rules(f patch.Field) {
	r := f.Rules
	t := f.Type
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.String:
		s.text(r)
	case reflect.Int, reflect.Int64, reflect.Int32, reflect.Float64:
		s.Minimum, s.Maximum = r.Min, r.Max
	case reflect.Slice:
		s.MinItems, s.MaxItems = whole(r.Min), whole(r.Max)
		if r.Required && s.MinItems == nil {
			one := int64(1)
			s.MinItems = &one
		}
	}
	if r.Required && (t == refType || t == dayType || t == instantType) {
		s.Type = openTypes{"string"}
	}
	s.enumerate(f, false)
}

// text adds the demands on text. What is required may not be blank.
func (s *openSchema) text(r patch.Rules) {
	s.MinLength, s.MaxLength = whole(r.Min), whole(r.Max)
	if r.Required {
		s.Pattern = `\S`
		if s.MinLength == nil {
			one := int64(1)
			s.MinLength = &one
		}
	}
	switch r.Format {
	case "day":
		s.Format = "date"
	case "email":
		s.Format = "email"
	case "url":
		s.Format, s.Pattern = "uri", "^https?://"
	case "zone":
		s.Format = "time-zone"
	case "key":
		s.Pattern = "^[A-Z][A-Z0-9]{1,9}$"
	}
}

// enumerate names the allowed words, of text or of a list's entries. blank
// says that no word at all is allowed too.
func (s *openSchema) enumerate(f patch.Field, blank bool) {
	if len(f.Rules.Enum) == 0 {
		return
	}
	var words []any
	for _, w := range f.Rules.Enum {
		words = append(words, w)
	}
	if s.Items != nil {
		items := *s.Items
		items.Enum = words
		s.Items = &items
		return
	}
	if blank && !slices.Contains(f.Rules.Enum, "") {
		words = append(words, "")
	}
	if slices.Contains(s.Type, "null") {
		words = append(words, nil)
	}
	s.Enum = words
}

func whole(n *float64) *int64 {
	if n == nil {
		return nil
	}
	i := int64(*n)
	return &i
}

// body describes what a call sends: the fields of its input that stand neither
// in the path nor in the query, or the fields of a kind.
func (y *typist) body(d *Def) *openSchema {
	if d.body != nil {
		return y.patchBody(d)
	}
	s := &openSchema{Type: openTypes{"object"}, Additional: &openExtra{}}
	for _, f := range fieldsOf(d.In) {
		if place(d, f) == "body" { // which fields there are depends on what is named
			return &openSchema{Type: openTypes{"object"}, Description: "The fields to set, as the kind of the record has them.", Additional: &openExtra{&openSchema{}}}
		}
		if place(d, f) != "" {
			continue
		}
		s.Properties = append(s.Properties, openProp{f.Name, y.property(f, true)})
		if f.Rules.Required {
			s.Required = append(s.Required, f.Name)
		}
	}
	if len(s.Properties) == 0 {
		return nil
	}
	return s
}

// patchBody describes the fields of a kind that people may write, each with
// the decision it takes. Null clears what is not required.
func (y *typist) patchBody(d *Def) *openSchema {
	create := d.Status == 201
	s := &openSchema{Type: openTypes{"object"}, Additional: &openExtra{}}
	add := func(f patch.Field, p *openSchema) {
		if create && f.Rules.Required {
			s.Required = append(s.Required, f.Name)
		}
		if !f.Rules.Required {
			p = nullable(p)
		}
		s.Properties = append(s.Properties, openProp{f.Name, p})
	}
	if d.more != nil {
		for _, f := range d.more.Fields {
			add(f, y.property(f, true))
		}
	}
	k := y.reg.kinds[d.Kind]
	for _, f := range d.body.Fields {
		if f.By == "" || s.Properties.Find(f.Name) != nil {
			continue
		}
		p := y.property(f, true)
		if k != nil {
			p.XDecision = k.takes(f)
			if f.By == "state" {
				p.Examples = k.Workflow.Names()
			}
		}
		add(f, p)
	}
	return s
}

// place says where a field of an input stands: "path", "query", "body" (it is
// the whole body), or "" (in the body).
func place(d *Def, f patch.Field) string {
	return d.In.FieldByIndex(f.Index).Tag.Get("in")
}

// params describes what stands in the address.
func (y *typist) params(d *Def) []*openParam {
	var out []*openParam
	for _, f := range fieldsOf(d.In) {
		in := place(d, f)
		if in != "path" && in != "query" {
			continue
		}
		s := y.property(f, true)
		s.Description = ""
		if s.XRef == "" && f.Ref != noRef {
			s.XRef = d.names(f)
		}
		if len(s.Type) > 1 { // there is no null in an address: it is left out
			s.Type = s.Type[:1]
			s.Enum = slices.DeleteFunc(s.Enum, func(v any) bool { return v == nil })
		}
		p := &openParam{Name: f.Name, In: in, Description: f.Doc, Required: in == "path" || f.Rules.Required, Schema: s}
		if s.Items != nil {
			no := false
			p.Style, p.Explode = "form", &no
		}
		out = append(out, p)
	}
	return out
}
