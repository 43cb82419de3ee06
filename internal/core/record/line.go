package record

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"sort"

	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// An archive writes a thing as one line: a JSON object of every stored field by
// its JSON name, in the order of the struct. The workspace is left out, because
// the archive says it once. Two databases that hold the same thing give the
// same line: numbers are written by Go, and a zero has no sign, which SQLite
// and PostgreSQL's jsonb do not keep.

// lineNum is the field of a line that holds a record's running number, which
// has no JSON name elsewhere.
const lineNum = "num"

// Line adds a thing's line, with its line feed, to what a buffer holds.
func (t *Type) Line(buf *bytes.Buffer, v Thing) error {
	enc := json.NewEncoder(buf)
	enc.SetEscapeHTML(false)
	buf.WriteByte('{')
	for _, f := range t.Shape.Fields {
		if f.Col == "" {
			continue
		}
		fmt.Fprintf(buf, "%q:", f.Name)
		if err := enc.Encode(lineValue(t.Shape.Value(v, f))); err != nil {
			return fmt.Errorf("%s of %s: %w", f.Name, v.Self().ID, err)
		}
		buf.Truncate(buf.Len() - 1) // the encoder's line feed
		buf.WriteByte(',')
	}
	if e, ok := v.(Entity); ok {
		fmt.Fprintf(buf, "%q:%d,", lineNum, e.Base().Num)
	}
	buf.Truncate(buf.Len() - 1)
	buf.WriteString("}\n")
	return nil
}

// lineValue gives a field in the one form in which it is written.
func lineValue(v reflect.Value) any {
	switch v.Kind() {
	case reflect.Float64:
		return v.Float() + 0
	case reflect.Pointer:
		if !v.IsNil() && v.Elem().Kind() == reflect.Float64 {
			return v.Elem().Float() + 0
		}
	case reflect.Slice:
		if v.Len() == 0 {
			return []string{}
		}
	case reflect.Map:
		if v.Len() == 0 {
			return struct{}{}
		}
		if m, ok := v.Interface().(map[string]any); ok {
			return unsigned(m)
		}
	}
	return v.Interface()
}

// Unsign takes the sign from zeros in what is about to be written: SQLite keeps
// none, PostgreSQL's numbers do, and the ledger would say what the table doesn't.
func (t *Type) Unsign(v Thing) {
	for _, f := range t.Shape.Fields {
		at := t.Shape.Value(v, f)
		if at.Kind() == reflect.Pointer && !at.IsNil() {
			at = at.Elem()
		}
		switch at.Kind() {
		case reflect.Float64:
			if at.Float() == 0 {
				at.SetFloat(0)
			}
		case reflect.Map:
			if m, ok := at.Interface().(map[string]any); ok && len(m) > 0 {
				at.Set(reflect.ValueOf(unsigned(m)))
			}
		}
	}
}

// unsigned takes the sign from zeros, however deep they lie.
func unsigned(v any) any {
	switch x := v.(type) {
	case float64:
		return x + 0
	case []any:
		out := make([]any, len(x))
		for i, e := range x {
			out[i] = unsigned(e)
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(x))
		for k, e := range x {
			out[k] = unsigned(e)
		}
		return out
	}
	return v
}

// Read gives the thing that a line holds. Fields that the line does not have
// stay empty: an older version wrote it. A field that the type does not have is
// an error, and so is what is no id where an id belongs. What is wrong with the
// values by the type's own rules is for the caller to ask.
func (t *Type) Read(line []byte) (Thing, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(line, &fields); err != nil {
		return nil, errs.Cause(errs.Invalid, err, "It is not a JSON object: %v.", err)
	}
	v := t.New()
	var list errs.List
	for _, f := range t.Shape.Fields {
		raw, ok := fields[f.Name]
		if f.Col == "" || !ok {
			continue
		}
		delete(fields, f.Name)
		if err := json.Unmarshal(raw, t.Shape.Value(v, f).Addr().Interface()); err != nil {
			list.Add(f.Name, "cannot be read: %v", err)
		}
	}
	if e, ok := v.(Entity); ok {
		if raw, ok := fields[lineNum]; ok {
			delete(fields, lineNum)
			if err := json.Unmarshal(raw, &e.Base().Num); err != nil || e.Base().Num < 0 {
				list.Add(lineNum, "must be a whole number from 0 on")
			}
		}
	}
	for _, name := range unread(fields) {
		list.Add(name, "is not a field here; a newer version may have written it")
	}
	t.checkIDs(v, &list)
	return v, list.Err()
}

func unread(fields map[string]json.RawMessage) []string {
	out := make([]string, 0, len(fields))
	for name := range fields {
		out = append(out, name)
	}
	sort.Strings(out)
	return out
}

// checkIDs sees that ids have the form of ids: they become parts of addresses
// and of the names of files.
func (t *Type) checkIDs(v Thing, list *errs.List) {
	if !id.Valid(v.Self().ID) {
		list.Add("id", "must be 26 characters of Crockford's base 32 in lower case")
	}
	for _, f := range t.Shape.Fields {
		if f.Col == "" || f.Type != reflect.TypeFor[id.Ref]() {
			continue
		}
		if s := t.Shape.Value(v, f).String(); s != "" && !id.Valid(s) {
			list.Add(f.Name, "must be an id or null")
		}
	}
}

// Tables gives the tables that hold a type's rows.
func (t *Type) Tables() []string {
	var out []string
	if !t.Part {
		out = append(out, "record")
	}
	if t.Table != "" {
		out = append(out, t.Table)
	}
	return out
}
