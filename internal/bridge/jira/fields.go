package jira

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"throughline/internal/bridge/sheet"
	"throughline/internal/kit/clock"
)

// flex is a text that some sites write as a number or boolean; null is "".
type flex string

// UnmarshalJSON takes text, a number or a boolean.
func (f *flex) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*f = ""
		return nil
	}
	if len(b) > 0 && b[0] != '"' && b[0] != '{' && b[0] != '[' {
		*f = flex(b)
		return nil
	}
	var s string
	err := json.Unmarshal(b, &s)
	*f = flex(strings.ReplaceAll(s, "\x00", ""))
	return err
}

// named is what many fields hold: a thing with a name.
type named struct {
	ID   flex `json:"id"`
	Key  flex `json:"key"`
	Name flex `json:"name"`
}

// fields reads the fields of one issue and remembers which were read; the
// others become source data.
type fields struct {
	j     *jsonReader
	where string
	key   string
	raw   map[string]json.RawMessage
	read  map[string]bool
}

// into decodes a field. A field in another form than expected is reported,
// stays among the unread, and leaves into as it was.
func (f *fields) into(name string, into any) bool {
	raw, ok := f.raw[name]
	if !ok || isNull(raw) {
		f.read[name] = true
		return false
	}
	if err := json.Unmarshal(raw, into); err != nil {
		f.j.problem(f.where, "%s, field %q: %s, which is not what is expected; it was kept as source data.", f.key, name, plainError(err))
		return false
	}
	f.read[name] = true
	return true
}

// text decodes a field that is text.
func (f *fields) text(name string) string {
	var s flex
	f.into(name, &s)
	return string(s)
}

// thing decodes a field that is an object with a name.
func (f *fields) thing(name string) named {
	var n named
	if !f.into(name, &n) {
		return named{}
	}
	return n
}

// time decodes a field that is a point in time.
func (f *fields) time(name string) clock.Instant {
	s := f.text(name)
	if s == "" {
		return 0
	}
	at, err := sheet.ParseTime(s, sheet.YearFirst)
	if err != nil {
		f.j.problem(f.where, "%s, field %q: %v; it was kept as source data.", f.key, name, err)
		f.read[name] = false
	}
	return at
}

// day decodes a field that is a calendar day.
func (f *fields) day(name string) clock.Day {
	s := f.text(name)
	if s == "" {
		return ""
	}
	day, err := sheet.ParseDay(s, sheet.YearFirst)
	if err != nil {
		f.j.problem(f.where, "%s, field %q: %v; it was kept as source data.", f.key, name, err)
		f.read[name] = false
	}
	return day
}

// unread gives the names of the fields that nobody read, sorted.
func (f *fields) unread() []string {
	var names []string
	for name := range f.raw {
		if !f.read[name] {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func isNull(raw json.RawMessage) bool {
	return len(raw) == 0 || bytes.Equal(raw, []byte("null"))
}

// source turns a field into source data: without the empty parts, the links
// back into the interface, and the addresses of pictures.
func source(raw json.RawMessage) any {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var v any
	if dec.Decode(&v) != nil {
		return nil
	}
	return pruned(v)
}

func pruned(v any) any {
	switch v := v.(type) {
	case map[string]any:
		return prunedObject(v)
	case []any:
		kept := make([]any, 0, len(v))
		for _, e := range v {
			if e = pruned(e); e != nil {
				kept = append(kept, e)
			}
		}
		if len(kept) == 0 {
			return nil
		}
		return kept
	case string:
		v = strings.ReplaceAll(v, "\x00", "")
		if v == "" || v == "{}" {
			return nil
		}
		return v
	}
	return v
}

func prunedObject(v map[string]any) any {
	kept := map[string]any{}
	for name, e := range v {
		if name == "self" || name == "avatarUrls" || name == "iconUrl" {
			continue
		}
		if e = pruned(e); e != nil {
			kept[strings.ReplaceAll(name, "\x00", "")] = e
		}
	}
	if len(kept) == 0 {
		return nil
	}
	return kept
}
