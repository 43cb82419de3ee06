package query

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"throughline/internal/kit/errs"
)

// Catalogue holds the fields and predicates that may be asked for. It does not
// change once made, so it can be shared.
type Catalogue struct {
	fields []Field        // in the order of declaration
	names  map[string]int // name or synonym → place in fields
	is     map[string]Predicate
}

// Predicate is a condition with a name: is:open.
type Predicate struct {
	Frag            // a boolean; its arguments may be Me, Now and Today
	Tables []string // the detail tables that it is about, joined when asked for
	Doc    string   // a sentence for the manual and completion
}

// Given is an argument of a predicate that is known only when it is asked.
type Given string

// What a predicate may ask for.
const (
	Me    Given = "me"    // the id of the member who asks
	Now   Given = "now"   // microseconds
	Today Given = "today" // a day in the zone of the workspace
)

// NewCatalogue makes a catalogue. An error is a mistake in our own declarations.
func NewCatalogue(fields []Field, is map[string]Predicate) (*Catalogue, error) {
	c := &Catalogue{names: map[string]int{}, is: is}
	for _, f := range fields {
		if err := f.check(); err != nil {
			return nil, err
		}
		for _, name := range append([]string{f.Name}, f.Synonyms...) {
			if _, taken := c.names[name]; taken {
				return nil, fmt.Errorf("field %q: the name %q is taken", f.Name, name)
			}
			c.names[name] = len(c.fields)
		}
		c.fields = append(c.fields, f)
	}
	for name, p := range is {
		if !isName(name) || name != strings.ToLower(name) {
			return nil, fmt.Errorf("predicate %q: not a name in lower case", name)
		}
		for _, t := range p.Tables {
			if !safeTable.MatchString(t) {
				return nil, fmt.Errorf("predicate %q: %q is not a table", name, t)
			}
		}
	}
	return c, nil
}

// With gives a catalogue that has custom fields as well. A name that is taken
// keeps its meaning; the custom field then answers to its id alone.
func (c *Catalogue) With(custom ...Custom) (*Catalogue, error) {
	more := &Catalogue{fields: slices.Clone(c.fields), names: maps.Clone(c.names), is: c.is}
	for _, def := range custom {
		f, err := def.Field()
		if err != nil {
			return nil, err
		}
		if _, taken := more.names[f.Name]; taken || reserved[f.Name] {
			f.Name, f.Synonyms = def.ID, nil
		}
		if _, taken := more.names[def.ID]; taken {
			return nil, errs.New(errs.Internal, "custom field %q: the id %s is taken", def.Label, def.ID)
		}
		if err := f.check(); err != nil {
			return nil, err
		}
		for _, name := range append([]string{f.Name}, f.Synonyms...) {
			more.names[name] = len(more.fields)
		}
		more.fields = append(more.fields, f)
	}
	return more, nil
}

// Lookup finds a field by its name or a synonym, in any case.
func (c *Catalogue) Lookup(name string) (Field, bool) {
	i, ok := c.names[strings.ToLower(name)]
	if !ok {
		return Field{}, false
	}
	return c.fields[i], true
}

// Suggest gives the names and synonyms nearest to one that does not exist, the
// nearest first, at most two.
func (c *Catalogue) Suggest(name string) []string {
	return nearest(name, slices.Collect(maps.Keys(c.names)))
}

// keyField is the field that bare keys are looked up in.
func (c *Catalogue) keyField() (Field, bool) {
	i := slices.IndexFunc(c.fields, func(f Field) bool { return f.Type == KeyType })
	if i < 0 {
		return Field{}, false
	}
	return c.fields[i], true
}
