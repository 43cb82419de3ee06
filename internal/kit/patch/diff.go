package patch

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"sort"
	"strings"

	"throughline/internal/kit/errs"
)

// Change is one field's value before and after, as JSON; null is "not set".
type Change [2]json.RawMessage

// Diff is what changed, by JSON name. An entry of a map field stands under
// "field.key", so that two people who set different custom fields do not
// undo each other.
type Diff map[string]Change

var null = json.RawMessage("null")

// Names gives the changed fields in order.
func (d Diff) Names() []string {
	out := make([]string, 0, len(d))
	for k := range d {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// Inverse gives the diff that takes this one back.
func (d Diff) Inverse() Diff {
	out := make(Diff, len(d))
	for k, c := range d {
		out[k] = Change{c[1], c[0]}
	}
	return out
}

// Diff compares two structs of the shape's type (or pointers to such). before
// may be nil: then every field that is set counts as changed.
func (s *Shape) Diff(before, after any) (Diff, error) {
	d := Diff{}
	empty := reflect.New(s.Type).Elem()
	b, a := empty, empty
	if before != nil {
		b = reflect.Indirect(reflect.ValueOf(before))
	}
	if after != nil {
		a = reflect.Indirect(reflect.ValueOf(after))
	}
	for _, f := range s.Fields {
		if f.Skip {
			continue
		}
		if err := d.compare(f, b.FieldByIndex(f.Index), a.FieldByIndex(f.Index)); err != nil {
			return nil, err
		}
	}
	return d, nil
}

func (d Diff) compare(f Field, b, a reflect.Value) error {
	if same(b, a) {
		return nil
	}
	if a.Kind() == reflect.Map {
		return d.compareMap(f, b, a)
	}
	x, err := encode(b)
	if err != nil {
		return err
	}
	y, err := encode(a)
	if err != nil {
		return err
	}
	if !bytes.Equal(x, y) {
		d[f.Name] = Change{x, y}
	}
	return nil
}

func (d Diff) compareMap(f Field, b, a reflect.Value) error {
	keys := map[string]bool{}
	for _, m := range []reflect.Value{b, a} {
		for _, k := range m.MapKeys() {
			keys[k.String()] = true
		}
	}
	for k := range keys {
		x, err := encodeEntry(b, k)
		if err != nil {
			return err
		}
		y, err := encodeEntry(a, k)
		if err != nil {
			return err
		}
		if !bytes.Equal(x, y) {
			d[f.Name+"."+k] = Change{x, y}
		}
	}
	return nil
}

func encodeEntry(m reflect.Value, key string) (json.RawMessage, error) {
	v := m.MapIndex(reflect.ValueOf(key).Convert(m.Type().Key()))
	if !v.IsValid() {
		return null, nil
	}
	return json.Marshal(v.Interface())
}

func same(b, a reflect.Value) bool {
	switch b.Kind() {
	case reflect.String:
		return b.String() == a.String()
	case reflect.Int64, reflect.Int, reflect.Int32:
		return b.Int() == a.Int()
	case reflect.Bool:
		return b.Bool() == a.Bool()
	case reflect.Float64:
		return b.Float() == a.Float()
	case reflect.Slice, reflect.Map:
		return b.Len() == 0 && a.Len() == 0 || reflect.DeepEqual(b.Interface(), a.Interface())
	default:
		return reflect.DeepEqual(b.Interface(), a.Interface())
	}
}

// encode gives a field's JSON; what is not set is null.
func encode(v reflect.Value) (json.RawMessage, error) {
	if v.IsZero() || (v.Kind() == reflect.Slice && v.Len() == 0) {
		return null, nil
	}
	return json.Marshal(v.Interface())
}

// Apply lays the after-values of a diff over v, a pointer to a struct. Names
// it does not know are an error: the diff belongs to another type.
func (s *Shape) Apply(v any, d Diff) error {
	for _, name := range d.Names() {
		if err := s.set(v, name, d[name][1]); err != nil {
			return err
		}
	}
	return nil
}

func (s *Shape) set(v any, name string, raw json.RawMessage) error {
	field, key, entry := strings.Cut(name, ".")
	f, ok := s.Field(field)
	if !ok {
		return fmt.Errorf("patch: %s has no field %q", s.Type, name)
	}
	to := s.Value(v, f)
	if entry {
		return setEntry(to, key, raw)
	}
	fresh := reflect.New(f.Type)
	if raw != nil && !bytes.Equal(raw, null) {
		if err := json.Unmarshal(raw, fresh.Interface()); err != nil {
			return err
		}
	}
	to.Set(fresh.Elem())
	return nil
}

func setEntry(m reflect.Value, key string, raw json.RawMessage) error {
	copied := reflect.MakeMap(m.Type())
	for _, k := range m.MapKeys() {
		copied.SetMapIndex(k, m.MapIndex(k))
	}
	k := reflect.ValueOf(key).Convert(m.Type().Key())
	if raw == nil || bytes.Equal(raw, null) {
		copied.SetMapIndex(k, reflect.Value{})
	} else {
		v := reflect.New(m.Type().Elem())
		if err := json.Unmarshal(raw, v.Interface()); err != nil {
			return err
		}
		copied.SetMapIndex(k, v.Elem())
	}
	if copied.Len() == 0 {
		m.SetZero()
		return nil
	}
	m.Set(copied)
	return nil
}

// Merge lays a JSON merge patch over v, a pointer to a struct: absent leaves,
// null clears, an entry of a map is merged by its key. writable says which
// fields may be set. Every message goes to list.
func (s *Shape) Merge(v any, body map[string]json.RawMessage, writable func(Field) bool, list *errs.List) {
	names := make([]string, 0, len(body))
	for n := range body {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, name := range names {
		f, ok := s.Field(name)
		switch {
		case !ok:
			list.Add(name, "is not a field here%s", s.suggest(name))
		case !writable(f):
			list.Add(name, "cannot be set: it follows from something else")
		case f.Type.Kind() == reflect.Map:
			s.mergeMap(v, f, body[name], list)
		case stranger(f.Type, body[name]) != "":
			list.Add(name, "%q is not a field of its entries", stranger(f.Type, body[name]))
		default:
			if err := s.set(v, name, body[name]); err != nil {
				list.Add(name, "%s", typeMessage(f, err))
			}
		}
	}
}

func (s *Shape) mergeMap(v any, f Field, raw json.RawMessage, list *errs.List) {
	if bytes.Equal(raw, null) {
		s.Value(v, f).SetZero()
		return
	}
	var entries map[string]json.RawMessage
	if err := json.Unmarshal(raw, &entries); err != nil {
		list.Add(f.Name, "must be an object")
		return
	}
	for _, k := range slices.Sorted(maps.Keys(entries)) {
		if err := setEntry(s.Value(v, f), k, entries[k]); err != nil {
			list.Add(f.Name+"."+k, "%s", typeMessage(f, err))
		}
	}
}

// typeMessage says in words what sort of value a field takes.
func typeMessage(f Field, err error) string {
	says := sortOf(f.Type)
	wrong, ok := errors.AsType[*json.UnmarshalTypeError](err)
	switch {
	case says == "" || !ok && holds(f.Type):
		return err.Error() // in the words of the type that reads itself
	case ok && wrong.Field != "" && holds(f.Type):
		if of := sortOf(wrong.Type); of != "" {
			return fmt.Sprintf("%s, and %s in it %s", says, wrong.Field, of)
		}
	}
	return says
}

// holds says whether values of a type have others in them.
func holds(t reflect.Type) bool {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.Kind() == reflect.Slice || t.Kind() == reflect.Struct
}

// sortOf says what sort of value a type takes; "" where there is no word for it.
func sortOf(t reflect.Type) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.String:
		if t.Name() == "Day" {
			return "must be a day like 2026-03-01"
		}
		return "must be text"
	case reflect.Bool:
		return "must be true or false"
	case reflect.Float64:
		return "must be a number"
	case reflect.Int, reflect.Int32, reflect.Int64:
		if t.Name() == "Instant" {
			return "must be a time like 2026-03-01T09:00:00Z"
		}
		return "must be a whole number"
	case reflect.Slice:
		return "must be a list"
	case reflect.Struct:
		return "must be an object"
	default:
		return ""
	}
}

// suggest names the field that was perhaps meant.
func (s *Shape) suggest(name string) string {
	low := strings.ToLower(strings.NewReplacer("_", "", "-", "", " ", "").Replace(name))
	for _, f := range s.Fields {
		l := strings.ToLower(f.Name)
		if l == low || strings.TrimSuffix(low, "id") == l || len(low) > 3 && (strings.HasPrefix(l, low) || strings.HasPrefix(low, l)) {
			return fmt.Sprintf("; did you mean %q?", f.Name)
		}
	}
	return ""
}
