package op

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"throughline/internal/kit/patch"
)

// Lint lists what keeps operations from being described, and so from being
// tested by whatever is generated from their description: no permission or
// scope, an address that does not fit its input, an id that does not say what
// it names (tag ref; "-" for what names nothing yet).
func Lint(r *Registry) []string {
	l := &linter{reg: r}
	l.y = &typist{reg: r, names: map[typeKey]string{}, done: map[string]*openSchema{}}
	routes := map[string]string{}
	for _, d := range r.Defs() {
		if d.Perm == "" || d.Scope == "" && d.Perm != Public {
			l.add("%s has no permission or no scope", d.Name)
		}
		route := d.Method + " " + d.Path
		if other, twice := routes[route]; twice {
			l.add("%s and %s share the route %s", other, d.Name, route)
		}
		routes[route] = d.Name
		l.input(d)
		l.types(d.Out)
	}
	for _, k := range r.Kinds() {
		l.types(k.Type.Shape.Type)
	}
	for _, t := range r.Parts() {
		l.types(t.Shape.Type)
	}
	if _, err := describe(r, ""); err != nil {
		l.add("%v", err)
	}
	slices.Sort(l.found)
	return slices.Compact(l.found)
}

type linter struct {
	reg   *Registry
	y     *typist
	found []string
}

func (l *linter) add(format string, args ...any) {
	l.found = append(l.found, fmt.Sprintf(format, args...))
}

var placeholder = regexp.MustCompile(`\{([A-Za-z]+)(?:\.\.\.)?\}`)

// input looks at what an operation takes.
func (l *linter) input(d *Def) {
	inPath := map[string]bool{}
	for _, m := range placeholder.FindAllStringSubmatch(d.Path, -1) {
		inPath[m[1]] = true
	}
	for _, f := range fieldsOf(d.In) {
		in := place(d, f)
		if (in == "path") != inPath[f.Name] {
			l.add("%s: %s stands in the path of %s and not of its input, or the other way round", d.Name, f.Name, d.Path)
		}
		delete(inPath, f.Name)
		if in == "path" && d.names(f) == "" || l.looksLikeID(f) && d.names(f) == "" {
			l.add("%s: %s looks like an id and does not say what it names (ref)", d.Name, f.Name)
		}
		l.inner(f.Type, true)
	}
	for name := range inPath {
		l.add("%s: the path %s has {%s}, the input has not", d.Name, d.Path, name)
	}
	if d.more != nil {
		for _, f := range d.more.Fields {
			if l.looksLikeID(f) && f.Ref == "" {
				l.add("%s: %s looks like an id and does not say what it names (ref)", d.Name, f.Name)
			}
		}
	}
}

// inner looks at the structs within a field.
func (l *linter) inner(t reflect.Type, input bool) {
	found := map[typeKey]bool{}
	l.y.collect(t, input, found)
	for k := range found {
		inner := k.t
		if w, ok := wire(inner); ok {
			inner = w
		}
		for _, f := range fieldsOf(inner) {
			if f.Name != "id" && l.looksLikeID(f) && f.Ref == "" {
				l.add("%s: %s looks like an id and does not say what it names (ref)", k.t, f.Name)
			}
		}
	}
}

func (l *linter) types(t reflect.Type) {
	if t != nil && t.Kind() != reflect.Interface {
		l.inner(t, false)
	}
}

// looksLikeID says whether a field names a thing, by its type, its column or
// its own name.
func (l *linter) looksLikeID(f patch.Field) bool {
	t := f.Type
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice && t != rawType {
		t = t.Elem()
	}
	if t == refType {
		return true
	}
	if t.Kind() != reflect.String || len(f.Rules.Enum) > 0 || values(t, true) != nil || t == dayType {
		return false
	}
	if strings.HasSuffix(f.Col, "_id") || f.Name == "id" || f.Name == "ids" || strings.Contains(strings.ToLower(f.Doc), "id or key") {
		return true
	}
	_, kind := l.reg.kinds[singular(f.Name)]
	_, part := l.reg.parts[singular(f.Name)]
	return kind || part || slices.Contains([]string{"record", "records", "owner"}, f.Name)
}
