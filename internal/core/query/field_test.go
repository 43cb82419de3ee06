package query

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"throughline/internal/kit/errs"
)

func TestCatalogueRefusesMistakes(t *testing.T) {
	t.Parallel()
	good := Field{Name: "title", Type: TextType, Expr: "r.title"}
	change := func(f func(*Field)) []Field {
		bad := good
		f(&bad)
		return []Field{bad}
	}
	for want, fields := range map[string][]Field{
		"is reserved or not a name":      change(func(f *Field) { f.Name = "Title" }),
		`"a b" is reserved or not`:       change(func(f *Field) { f.Synonyms = []string{"a b"} }),
		`"sort" is reserved or not`:      change(func(f *Field) { f.Name = "sort" }),
		"do not go together":             change(func(f *Field) { f.Expr = "" }),
		"type tag and expression":        change(func(f *Field) { f.Type = TagType }),
		"is not a table":                 change(func(f *Field) { f.Table = "item i" }),
		"no values":                      change(func(f *Field) { f.Type = EnumType }),
		"no link":                        {{Name: "x", Type: LinkType}},
		"cannot be sorted by":            {{Name: "x", Type: TagType, Sortable: true}},
		"cannot stand in a list":         change(func(f *Field) { f.Type, f.Multi, f.Enum = EnumType, true, []Option{{Value: `a"b`}} }),
		`the name "title" is taken`:      {good, {Name: "x", Synonyms: []string{"title"}, Type: TextType, Expr: "r.x"}},
		`predicate "Open": not a name`:   nil,
		`predicate "late": "a;b" is not`: nil,
	} {
		is := map[string]Predicate{}
		switch {
		case strings.Contains(want, "Open"):
			is["Open"] = Predicate{Frag: Frag{SQL: "1 = 1"}}
		case strings.Contains(want, "late"):
			is["late"] = Predicate{Frag: Frag{SQL: "1 = 1"}, Tables: []string{"a;b"}}
		}
		if _, err := NewCatalogue(fields, is); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestCustomFields(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		def        Custom
		name, expr string
		typ        Type
	}{
		{Custom{ID: "01abc", Label: "Customer tier", Type: CustomText}, "customer-tier", "(r.custom ->> '01abc')", TextType},
		{Custom{ID: "01abc", Label: "Größe (m²)", Type: CustomNumber}, "größe-m", "cast((r.custom ->> '01abc') as double precision)", NumberType},
		{Custom{ID: "01abc", Label: "  ", Type: CustomDay}, "01abc", "(r.custom ->> '01abc')", DayType},
		{Custom{ID: "01abc", Label: "予算", Type: CustomBool}, "予算", "cast((r.custom ->> '01abc') as boolean)", BoolType},
	} {
		f, err := c.def.Field()
		if err != nil || f.Name != c.name || f.Expr != c.expr || f.Type != c.typ || !f.Nullable {
			t.Errorf("%s: %+v, %v", c.def.Label, f, err)
		}
	}
}

// An id is the only thing of a custom field that becomes SQL.
func TestCustomFieldsRefuseOtherIDs(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"", "A", "a b", "a'", "a-b", "ä", "a'); drop table record; --", strings.Repeat("a", 41)} {
		if _, err := (Custom{ID: id, Label: "x", Type: CustomText}).Field(); !errs.Is(err, errs.Internal) {
			t.Errorf("%q: %v", id, err)
		}
	}
	if _, err := (Custom{ID: "a", Label: "x", Type: "colour"}).Field(); !errs.Is(err, errs.Internal) {
		t.Errorf("unknown type: %v", err)
	}
}

func TestCustomFieldsKeepOutOfTheWay(t *testing.T) {
	t.Parallel()
	c, err := testCatalogue(t).With(
		Custom{ID: "d1", Label: "Estimate", Type: CustomText},
		Custom{ID: "d2", Label: "Group", Type: CustomText},
		Custom{ID: "d3", Label: "Mood", Type: CustomText},
		Custom{ID: "d4", Label: "mood", Type: CustomText},
	)
	if err != nil {
		t.Fatal(err)
	}
	for name, expr := range map[string]string{
		"estimate": "item.estimate", "d1": "(r.custom ->> 'd1')", "d2": "(r.custom ->> 'd2')",
		"Mood": "(r.custom ->> 'd3')", "d3": "(r.custom ->> 'd3')", "d4": "(r.custom ->> 'd4')",
	} {
		if f, ok := c.Lookup(name); !ok || f.Expr != expr {
			t.Errorf("%s: %s", name, f.Expr)
		}
	}
	if _, ok := c.Lookup("group"); ok {
		t.Error("a custom field answers to group")
	}
	if _, ok := testCatalogue(t).Lookup("mood"); ok {
		t.Error("the catalogue itself has changed")
	}
	if _, err := c.With(Custom{ID: "d1", Label: "again", Type: CustomText}); !errs.Is(err, errs.Internal) {
		t.Errorf("an id twice: %v", err)
	}
	if _, err := c.With(Custom{ID: "d9", Label: "list", Type: CustomMulti, Options: []Option{{Value: "A%"}}}); err == nil {
		t.Error("an option that is no id")
	}
}

// A list whose values are not plain words is sorted by what is stored: its
// values never become SQL text.
func TestOptionsOfPeopleNeverBecomeSQL(t *testing.T) {
	t.Parallel()
	f := Field{Name: "x", Type: EnumType, Expr: "r.x", Enum: []Option{{Value: "a"}, {Value: "b' then 1"}}}
	if s := f.sort(false); s.Expr != "r.x" || s.Type != TextType {
		t.Errorf("%+v", s)
	}
}

func TestSuggest(t *testing.T) {
	t.Parallel()
	c := testCatalogue(t)
	for typed, want := range map[string]string{
		"stat": "state status", "satte": "state", "ownr": "owner", "est": "estimate", "udpated": "updated",
		"ESTIMAT": "estimate", "tittel": "title", "x": "", "colour": "", "": "", "kin": "kind",
		strings.Repeat("state", 100): "",
	} {
		if got := strings.Join(c.Suggest(typed), " "); got != want {
			t.Errorf("%.20s: %q, want %q", typed, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"abc", "abc", 0}, {"abc", "acb", 1}, {"abc", "abd", 1}, {"abc", "ab", 1}, {"kitten", "sitting", 3}, {"ü", "u", 1}} {
		if got, back := distance(c.a, c.b), distance(c.b, c.a); got != c.want || back != c.want {
			t.Errorf("%s, %s: %d and %d, want %d", c.a, c.b, got, back, c.want)
		}
	}
}

// Every example of the documentation is a query that can be read, and the
// operators that it names are those that compile.
func TestDescribe(t *testing.T) {
	t.Parallel()
	c := testCatalogue(t)
	docs := Describe(c)
	for _, d := range docs {
		q, err := Parse(d.Example)
		if err != nil {
			t.Errorf("%s: %v", d.Name, err)
		}
		if term, ok := q.Where.(Term); ok {
			f, _ := c.Lookup(d.Name)
			if term.Field != d.Name || !slices.Contains(d.Operators, term.Op) {
				t.Errorf("%s: example %s, operators %v", d.Name, d.Example, d.Operators)
			}
			if d.Star != f.starred() || d.Ranges != f.ordered() {
				t.Errorf("%s: %+v", d.Name, d)
			}
		}
		if d.Synonyms == nil || d.Kinds == nil || d.Values == nil {
			t.Errorf("%s has a list that is null in JSON", d.Name)
		}
	}
	byName := func(name string) FieldDoc {
		return docs[slices.IndexFunc(docs, func(d FieldDoc) bool { return d.Name == name })]
	}
	if d := byName("estimate"); d.Example != "estimate>3" || !slices.Equal(d.Kinds, []string{"story", "bug"}) || len(d.Operators) != 7 || !d.Ranges || d.Star {
		t.Errorf("%+v", d)
	}
	if d := byName("customer-tier"); !slices.Equal(d.Values, []string{"Gold", "Silver plus"}) || d.Example != "customer-tier:Gold" {
		t.Errorf("%+v", d)
	}
	if d := byName("is"); !slices.Equal(d.Values, []string{"closed", "future", "mine", "open", "overdue"}) {
		t.Errorf("%+v", d)
	}
}

func TestClip(t *testing.T) {
	t.Parallel()
	long := clip(strings.Repeat("ü", 100))
	if utf8.RuneCountInString(long) != 41 || clip("short") != "short" {
		t.Error(long)
	}
}
