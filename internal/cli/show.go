package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// member is one member of a JSON object.
type member struct {
	name  string
	value json.RawMessage
}

// members gives those of an object in the order in which they stand; ok is
// false for what is no object.
func members(raw json.RawMessage) (out []member, ok bool) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return nil, false
	}
	for dec.More() {
		t, err := dec.Token()
		name, isName := t.(string)
		var v json.RawMessage
		if err != nil || !isName || dec.Decode(&v) != nil {
			return nil, false
		}
		out = append(out, member{name, v})
	}
	return out, true
}

// show prints an answer for people, whatever it is: lists as tables, things as
// fields, one below the other.
func (s *session) show(raw json.RawMessage) error {
	raw = bytes.TrimSpace(raw)
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil && list != nil {
		return s.showList(list)
	}
	all, ok := members(raw)
	if !ok {
		return s.out.write(clean(plainValue(raw)) + "\n")
	}
	for _, m := range all {
		if m.name == "items" && json.Unmarshal(m.value, &list) == nil {
			return s.showPage(list, all)
		}
	}
	return s.showThing(all)
}

// showPage prints a page of a list, and says when there is more.
func (s *session) showPage(items []json.RawMessage, all []member) error {
	if err := s.showList(items); err != nil {
		return err
	}
	for _, m := range all {
		if next := plainValue(m.value); m.name == "next" && next != "" {
			s.say("There is more: cursor=%s", next)
		}
	}
	return nil
}

// told are the fields that a table of things shows first.
var told = []string{"seq", "key", "kind", "gap", "name", "title", "email", "slug", "state", "status", "standing", "dueOn", "endOn", "odds", "power", "interest", "role", "scopes", "from", "to", "on", "rate", "amount", "currency", "what", "at", "expiresAt"}

// mostColumns bounds how wide a table of anything becomes.
const mostColumns = 7

// showList prints a list as a table of what matters most.
func (s *session) showList(items []json.RawMessage) error {
	if len(items) == 0 {
		s.say("None.")
		return nil
	}
	first, isObject := members(items[0])
	if !isObject {
		for _, i := range items {
			if err := s.out.write(clean(plainValue(i)) + "\n"); err != nil {
				return err
			}
		}
		return nil
	}
	names := columnsOf(first)
	t := newGrid(names...)
	t.flex = slices.Index(names, "title")
	for _, i := range items {
		row := make([]cell, len(names))
		all, _ := members(i)
		for _, m := range all {
			if at := slices.Index(names, m.name); at >= 0 {
				row[at] = text(plainValue(m.value))
			}
		}
		t.add(row...)
	}
	return t.print(s.out)
}

// columnsOf chooses what a table of such things shows.
func columnsOf(first []member) []string {
	var out []string
	for _, name := range told {
		if slices.ContainsFunc(first, func(m member) bool { return m.name == name }) && len(out) < mostColumns {
			out = append(out, name)
		}
	}
	for _, m := range first {
		if len(out) >= mostColumns {
			break
		}
		if !slices.Contains(out, m.name) && len(m.value) > 0 && m.value[0] != '{' && m.value[0] != '[' && (len(out) < 3 || m.name == "id") {
			out = append(out, m.name)
		}
	}
	return out
}

// mostNested is how much of a thing within a thing is shown; --json shows all.
const mostNested = 160

// showThing prints the fields of one thing that say something.
func (s *session) showThing(all []member) error {
	wide := 0
	for _, m := range all {
		if plainValue(m.value) != "" {
			wide = max(wide, width(m.name))
		}
	}
	var b strings.Builder
	for _, m := range all {
		v := plainValue(m.value)
		if v == "" {
			continue
		}
		if m.value[0] == '{' || m.value[0] == '[' {
			v = cut(v, mostNested)
		}
		lines := strings.Split(strings.TrimRight(v, "\n"), "\n")
		fmt.Fprintf(&b, "%s%s  %s\n", s.out.paint(dim, m.name), strings.Repeat(" ", wide-width(m.name)), clean(lines[0]))
		for _, more := range lines[1:] {
			b.WriteString(strings.Repeat(" ", wide+2) + clean(more) + "\n")
		}
	}
	return s.out.write(b.String())
}

// plainValue writes a JSON value for people; nothing for what says nothing.
func plainValue(raw json.RawMessage) string {
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return string(raw)
	}
	switch x := v.(type) {
	case nil:
		return ""
	case string:
		return x
	case []any:
		return listed(x, raw)
	case map[string]any:
		if len(x) == 0 {
			return ""
		}
	}
	return string(bytes.TrimSpace(raw))
}

// listed writes a list of plain values with commas.
func listed(list []any, raw json.RawMessage) string {
	words := make([]string, len(list))
	for i, v := range list {
		switch v.(type) {
		case map[string]any, []any:
			return string(bytes.TrimSpace(raw))
		}
		words[i] = fmt.Sprint(v)
	}
	return strings.Join(words, ", ")
}

// describe prints what an operation takes.
func (s *session) describe(c *catalogue, o *operation) error {
	noun, verb, _ := strings.Cut(o.Name, ".")
	s.out.line("Usage: throughline %s %s [field=value ...]\n\n%s", noun, verb, clean(o.Summary))
	s.out.line("%s %s", s.out.paint(dim, o.Method), s.out.paint(dim, o.Path))
	if o.File {
		s.out.line("\nThe body is a file: --file NAME.")
	}
	t := newGrid("field", "takes", "what it is")
	for _, p := range o.Parameters {
		t.add(cell{p.Name, bold}, text(c.takes(p.Schema, p.Required)), text(p.Doc))
	}
	if o.Body != nil {
		names := make([]string, 0, len(o.Body.Properties))
		for name := range o.Body.Properties {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			of := c.follow(o.Body.Properties[name])
			doc := o.Body.Properties[name].Description
			if doc == "" {
				doc = of.Description
			}
			t.add(cell{name, bold}, text(c.takes(of, slices.Contains(o.Body.Required, name))), text(doc))
		}
	}
	if len(t.rows) == 0 {
		return nil
	}
	t.flex = 2
	s.out.line("")
	return t.print(s.out)
}

// takes says in a few words what a field takes.
func (c *catalogue) takes(of *schema, required bool) string {
	words := slices.DeleteFunc(c.typesOf(of), func(t string) bool { return t == "null" })
	what := strings.Join(slices.Compact(words), " or ")
	if of.Format != "" && slices.Contains(words, "string") {
		what = of.Format
	}
	if len(of.Enum) > 0 && len(of.Enum) <= 12 {
		names := make([]string, 0, len(of.Enum))
		for _, e := range of.Enum {
			if name := fmt.Sprint(e); e != nil && name != "" {
				names = append(names, name)
			}
		}
		what = strings.Join(names, "|")
	}
	if what == "array" && of.Items != nil {
		what = "list of " + c.takes(c.follow(of.Items), false)
	}
	if required {
		what += ", required"
	}
	return what
}
