package query

import (
	"reflect"
	"slices"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
	"throughline/internal/kit/patch"
)

// The catalogue follows from the registered kinds: what all records have is
// written here, a kind's own fields come from its struct. Kinds that have a
// field of the same name and type share the word.

// base are the fields that every record has.
func base(kinds []Option) []Field {
	return []Field{
		{Name: "key", Label: "Key", Type: KeyType, Expr: "r.id", Sortable: true, SortBy: "r.num", SortType: NumberType, Doc: "What people call it: LEND-123, or a key it had elsewhere."},
		{Name: "kind", Synonyms: []string{"type"}, Label: "Kind", Type: EnumType, Expr: "r.kind", Enum: kinds, Sortable: true, Doc: "What sort of record it is."},
		{Name: "title", Label: "Title", Type: TextType, Expr: "r.title", Folded: "r.title_folded", Sortable: true},
		{Name: "text", Label: "Text", Type: SearchType, Doc: "Words in title, description, comments, tags and keys."},
		{Name: "state", Synonyms: []string{"status"}, Label: "State", Type: StateType, Expr: "r.state", Sortable: true},
		{Name: "category", Label: "Category", Type: CategoryType, Expr: "r.category", Enum: options("todo", "doing", "done", "closed"), Sortable: true, Nullable: true, Doc: "What the state means: todo, doing, done or closed."},
		{Name: "owner", Synonyms: []string{"assignee"}, Label: "Owner", Type: PersonType, Expr: "r.owner_id", Nullable: true, Sortable: true,
			SortBy: "(select m.name from member m where m.workspace_id = r.workspace_id and m.id = r.owner_id)", SortType: TextType},
		{Name: "creator", Synonyms: []string{"author", "reporter"}, Label: "Creator", Type: PersonType, Expr: "r.created_by", Nullable: true},
		{Name: "product", Label: "Product", Type: RefType, Expr: "r.product_id", Nullable: true},
		{Name: "tag", Synonyms: []string{"tags", "label"}, Label: "Tag", Type: TagType},
		{Name: "created", Label: "Created", Type: InstantType, Expr: "r.created_at", Sortable: true},
		{Name: "updated", Label: "Updated", Type: InstantType, Expr: "r.updated_at", Sortable: true},
		{Name: "archived", Label: "Archived", Type: InstantType, Expr: "r.archived_at", Nullable: true, Sortable: true},
		{Name: "rank", Label: "Rank", Type: TextType, Expr: "r.rank", Sortable: true, Doc: "The place in the order that was given to it."},
	}
}

// joined are the fields that follow links.
func joined() []Field {
	link := func(name, label, kind string, dir Direction, kinds ...string) Field {
		return Field{Name: name, Label: label, Type: LinkType, Link: Link{Type: kind, Direction: dir, Kinds: kinds}}
	}
	return []Field{
		link("feature", "Feature", "delivers", Out, "feature"),
		link("initiative", "Initiative", "delivers", Out, "initiative"),
		link("objective", "Objective", "serves", Out, "objective"),
		link("pillar", "Pillar", "serves", Out, "pillar"),
		link("release", "Release", "ships in", Out, "release"),
		link("opportunity", "Opportunity", "addresses", Out, "opportunity"),
		link("insight", "Insight", "evidence", In, "insight"),
		link("feedback", "Feedback", "evidence", In, "feedback"),
		link("measures", "Measures", "measures", Out),
		link("metric", "Metric", "measures", In, "metric"),
		link("blocks", "Blocks", "blocks", Out),
		link("blockedby", "Blocked by", "blocks", In),
		link("duplicates", "Duplicates", "duplicates", Both),
		link("relates", "Relates to", "relates", Both),
	}
}

const blocked = "exists (select 1 from link l join record b on b.workspace_id = l.workspace_id and b.id = l.from_id " +
	"where l.workspace_id = r.workspace_id and l.to_id = r.id and l.type = 'blocks' and b.category <> 'closed' and b.archived_at = 0)"

// predicates are the conditions with a name.
var predicates = map[string]Predicate{
	"open":       {Frag: Frag{SQL: "(r.category <> 'closed' and r.archived_at = 0)"}, Doc: "Not closed and not archived."},
	"closed":     {Frag: Frag{SQL: "r.category = 'closed'"}, Doc: "Accepted, dropped, or closed in another way."},
	"archived":   {Frag: Frag{SQL: "r.archived_at > 0"}, Doc: "Put away."},
	"mine":       {Frag: Frag{SQL: "r.owner_id = ?", Args: []any{Me}}, Doc: "You look after it."},
	"unassigned": {Frag: Frag{SQL: "r.owner_id is null"}, Doc: "Nobody looks after it."},
	"blocked":    {Frag: Frag{SQL: blocked}, Doc: "Something that is not closed blocks it."},
}

func options(values ...string) []Option {
	out := make([]Option, len(values))
	for i, v := range values {
		out[i] = Option{Value: v}
	}
	return out
}

// OfKinds makes the catalogue of what is registered.
func OfKinds(r *op.Registry) (*Catalogue, error) {
	var names []string
	for _, k := range r.Kinds() {
		names = append(names, k.Name)
	}
	fields := append(base(options(names...)), joined()...)
	at := map[string]int{}
	for i, f := range fields {
		at[f.Name] = i
		for _, s := range f.Synonyms {
			at[s] = i
		}
	}
	fixed := len(fields)
	for _, k := range r.Kinds() {
		for _, p := range k.Type.Own() {
			f, ok := fieldOf(k, p)
			if !ok {
				continue
			}
			i, taken := at[f.Name]
			switch {
			case !taken:
			case i >= fixed && fields[i].share(f):
				continue
			default:
				f.Name = k.Name + "-" + f.Name
			}
			at[f.Name] = len(fields)
			fields = append(fields, f)
		}
	}
	return NewCatalogue(fields, predicates)
}

// share lets a field of another kind answer to the same word.
func (f *Field) share(g Field) bool {
	if f.Type != g.Type {
		return false
	}
	f.Kinds = append(f.Kinds, g.Kinds...)
	if g.Table == f.Table {
		return true
	}
	if slices.Contains(f.More, g.Table) {
		return true
	}
	f.More = append(f.More, g.Table)
	inner := strings.TrimSuffix(strings.TrimPrefix(f.Expr, "coalesce("), ")")
	f.Expr = "coalesce(" + inner + ", " + g.Expr + ")"
	for _, o := range g.Enum {
		if !slices.ContainsFunc(f.Enum, func(x Option) bool { return x.Value == o.Value }) {
			f.Enum = append(f.Enum, o)
		}
	}
	return true
}

// wordsFor are the words that stand for records of a kind, whichever they are
// at the moment.
var wordsFor = map[string][]string{"sprint": {"current", "active", "next"}}

// fieldOf describes a kind's own field; lists and structs are not asked for.
func fieldOf(k *op.Kind, p patch.Field) (Field, bool) {
	f := Field{
		Name: strings.ToLower(p.Name), Label: p.Label, Doc: p.Doc, Expr: k.Type.Table + "." + p.Col,
		Table: k.Type.Table, Kinds: []string{k.Name}, Sortable: true,
	}
	t := p.Type
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case p.Ref == "member":
		f.Type, f.Sortable = PersonType, false
	case p.Ref != "" && t.Kind() == reflect.String:
		f.Type, f.Sortable, f.Ref = RefType, false, p.Ref
		f.Words = wordsFor[p.Ref]
	case t == reflect.TypeFor[clock.Day]():
		f.Type = DayType
	case t == reflect.TypeFor[clock.Instant]():
		f.Type = InstantType
	case t == reflect.TypeFor[id.Ref]():
		return f, false
	case t.Kind() == reflect.String && len(p.Rules.Enum) > 0:
		f.Type, f.Enum = EnumType, options(p.Rules.Enum...)
	case t.Kind() == reflect.String:
		f.Type = TextType
	case t.Kind() == reflect.Int64 || t.Kind() == reflect.Float64:
		f.Type = NumberType
	case t.Kind() == reflect.Bool:
		f.Type = BoolType
	default:
		return f, false
	}
	return f, isName(f.Name)
}

// namedInQueries are the words of queries for fields that every record has, where they
// are not the field's own name.
var namedInQueries = map[string]string{"tags": "tag", "createdAt": "created", "createdBy": "creator", "updatedAt": "updated", "archivedAt": "archived"}

// Word gives the word by which queries ask for a kind's field; "" when they
// cannot.
func (c *Catalogue) Word(kind, field string) string {
	name := strings.ToLower(field)
	if own := kind + "-" + name; c.of(kind, own) {
		return own
	}
	if word, ok := namedInQueries[field]; ok {
		name = word
	}
	if c.of(kind, name) {
		return name
	}
	return ""
}

// of says whether a kind has a field of this name.
func (c *Catalogue) of(kind, name string) bool {
	f, ok := c.Lookup(name)
	return ok && f.Name == name && f.Type != LinkType && (len(f.Kinds) == 0 || slices.Contains(f.Kinds, kind))
}
