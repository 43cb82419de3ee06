package query

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/search"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/page"
	"throughline/internal/kit/text"
	"throughline/internal/platform/store"
)

// Item is a record as lists show it.
type Item struct {
	ID         string          `json:"id"`
	Key        string          `json:"key"`
	Kind       string          `json:"kind"`
	Title      string          `json:"title"`
	State      string          `json:"state"`
	Category   record.Category `json:"category"`
	Owner      id.Ref          `json:"owner" ref:"member"`
	Product    id.Ref          `json:"product" ref:"product"`
	Rank       string          `json:"rank"`
	Tags       []string        `json:"tags"`
	UpdatedAt  clock.Instant   `json:"updatedAt"`
	ArchivedAt clock.Instant   `json:"archivedAt"`
	Version    int64           `json:"version"`
	Fields     map[string]any  `json:"fields,omitempty" doc:"The further fields that were asked for."`
	Record     *op.Brief       `json:"record,omitempty" doc:"The whole record, but for its body, when full was asked for."`
	Links      *[]link.Tie     `json:"links,omitempty" doc:"Its links both ways, at most 50 each way, when full was asked for."`
	MoreLinks  bool            `json:"moreLinks,omitempty" doc:"It has further links; GET /api/v1/records/{id}/links lists them."`
}

const itemColumns = "r.id, r.key, r.kind, r.title, r.state, r.category, r.owner_id, r.product_id, r.rank, r.tags, r.updated_at, r.archived_at, r.version"

// ListIn asks for records.
type ListIn struct {
	Q       string   `json:"q" in:"query" v:"max=4000" doc:"The query: type:story state:ready estimate>3 sort:-updated."`
	Product string   `json:"product" in:"query" ref:"product" doc:"Only of this product, by id or key."`
	Fields  []string `json:"fields" in:"query" v:"max=30" doc:"Further fields to show, by their names in queries; one that follows links is shown as a list of records."`
	Full    bool     `json:"full" in:"query" doc:"Give with each item the whole record, but for its body, and its links."`
	Total   bool     `json:"total" in:"query" doc:"Count the matches, up to 10,000."`
	Limit   int      `json:"limit" in:"query"`
	Cursor  string   `json:"cursor" in:"query"`
}

// List is one page of records.
type List struct {
	Items []Item  `json:"items"`
	Next  *string `json:"next" doc:"Cursor of the next page; null on the last."`
	Total *int64  `json:"total,omitempty" doc:"How many match; 10,000 stands for that or more."`
}

// totalLimit bounds what is counted.
const totalLimit = 10000

// asked is a query made ready to run.
type asked struct {
	*Compiled
	query   *Query
	where   string
	args    []any
	product string  // its id, "" for all
	extra   []Field // shown out of their columns
	links   []Field // shown by the links they follow
	tags    bool    // shown as well
	mark    page.Mark
}

// lister answers lists; it keeps the catalogue.
type lister struct{ catalogue *Catalogue }

// prepare compiles a query for one asker: what they wrote, in the product they
// named, as far as they may see. Archived records are left out unless the
// query speaks of them.
func (l *lister) prepare(ctx context.Context, v *op.View, in ListIn) (*asked, error) {
	q, err := Parse(in.Q)
	if err != nil {
		return nil, err
	}
	product := ""
	if in.Product != "" {
		if product, err = v.Product(ctx, in.Product); err != nil {
			return nil, err
		}
	}
	cat, err := l.with(ctx, v)
	if err != nil {
		return nil, err
	}
	c, err := Compile(ctx, q, Env{
		Workspace: v.Workspace, Catalogue: cat, Resolver: names{v, product}, Word: names{v, product}.word, Me: v.Actor.Member, Zone: v.Zone(), Now: v.Now,
		Search: func(words []Word) Frag { return fullText(v, words) },
	})
	if err != nil {
		return nil, err
	}
	if len(c.Sort) == 0 {
		c.Sort = []Sort{{Expr: "r.updated_at", Desc: true, Type: InstantType}}
		if product != "" {
			c.Sort = []Sort{{Expr: "r.rank", Type: TextType}}
		}
	}
	a := &asked{Compiled: c, query: q, product: product, mark: page.MarkOf(v.Workspace, product, q.String())}
	a.where, a.args = "r.workspace_id = ?", []any{v.Workspace}
	if product != "" {
		a.where, a.args = a.where+" and r.product_id = ?", append(a.args, product)
	} else if scope, more := v.Scope("r.product_id"); scope != "1 = 1" {
		a.where, a.args = a.where+" and "+scope, append(a.args, more...)
	}
	if a.Sort[0].Expr == "r.rank" && inOrder(v.Engine.Reg, kindsOf(q.Where)) {
		// Those without a place in an order would come first, and they may be many
		// that the query does not ask for.
		a.where += " and r.rank > ''"
	}
	if !speaksOf(q.Where, "archived") {
		a.where += " and r.archived_at = 0"
	}
	if c.Where.SQL != "1 = 1" {
		a.where, a.args = a.where+" and "+c.Where.SQL, append(a.args, c.Where.Args...)
	}
	return a, a.show(cat, in.Fields)
}

// inOrder says whether kinds are named, and all of them stand in an order.
func inOrder(r *op.Registry, kinds []string) bool {
	for _, name := range kinds {
		if k, ok := r.Kind(name); !ok || k.RankBy == "" {
			return false
		}
	}
	return len(kinds) > 0
}

// show finds the further fields to read.
func (a *asked) show(cat *Catalogue, fields []string) error {
	for _, name := range fields {
		f, ok := cat.Lookup(strings.TrimSpace(name))
		switch {
		case ok && f.Type == LinkType:
			a.links = append(a.links, f)
			continue
		case ok && f.Type == TagType:
			a.tags = true
			continue
		case !ok || f.Expr == "":
			return errs.Fieldf("fields", "%q is not a field that can be shown%s", name, suggestion(cat, name))
		}
		a.extra = append(a.extra, f)
		for _, t := range append([]string{f.Table}, f.More...) {
			if t != "" && !slices.Contains(a.Joins, t) {
				a.Joins = append(a.Joins, t)
			}
		}
	}
	return nil
}

func suggestion(cat *Catalogue, name string) string {
	if s := cat.Suggest(name); len(s) > 0 {
		return "; did you mean " + strings.Join(s, " or ") + "?"
	}
	return ""
}

// with adds the workspace's custom fields to the catalogue.
func (l *lister) with(ctx context.Context, v *op.View) (*Catalogue, error) {
	return op.Kept(v, l, func() (*Catalogue, error) { return l.build(ctx, v) })
}

func (l *lister) build(ctx context.Context, v *op.View) (*Catalogue, error) {
	type def struct {
		Name    string   `db:"name"`
		Label   string   `db:"label"`
		Type    string   `db:"type"`
		Kinds   []string `db:"kinds"`
		Options []string `db:"options"`
	}
	defs, err := store.All[def](ctx, v.R, "select name, label, type, kinds, options from custom_field where workspace_id = ? order by id limit 1000", v.Workspace)
	if err != nil || len(defs) == 0 {
		return l.catalogue, err
	}
	var custom []Custom
	seen := map[string]bool{}
	for _, d := range defs {
		if _, taken := l.catalogue.Lookup(d.Name); taken || seen[d.Name] {
			continue
		}
		seen[d.Name] = true
		t := CustomType(d.Type)
		if d.Type == "person" || d.Type == "url" {
			t = CustomText
		}
		custom = append(custom, Custom{ID: d.Name, Label: d.Label, Type: t, Options: options(d.Options...), Kinds: d.Kinds})
	}
	return l.catalogue.With(custom...)
}

// fullText asks the index of package search.
func fullText(v *op.View, words []Word) Frag {
	var b strings.Builder
	for _, w := range words {
		switch {
		case w.Phrase && w.Prefix:
			b.WriteString(`"` + strings.ReplaceAll(w.Text, `"`, " ") + ` `)
		case w.Phrase:
			b.WriteString(`"` + strings.ReplaceAll(w.Text, `"`, " ") + `" `)
		default:
			b.WriteString(strings.ReplaceAll(w.Text, `"`, " ") + " ")
		}
	}
	terms := text.Query(b.String())
	for i := range terms {
		terms[i].Prefix = i < len(words) && words[i].Prefix
	}
	if len(terms) == 0 {
		return Frag{SQL: "1 = 0"}
	}
	ids, args := search.Among(v.R.Dialect(), v.Workspace, terms)
	return Frag{SQL: "r.id in (" + ids + ")", Args: args}
}

// speaksOf says whether a condition names a field or predicate.
func speaksOf(n Node, name string) bool {
	switch n := n.(type) {
	case And:
		return slices.ContainsFunc(n, func(m Node) bool { return speaksOf(m, name) })
	case Or:
		return slices.ContainsFunc(n, func(m Node) bool { return speaksOf(m, name) })
	case Not:
		return speaksOf(n.Node, name)
	case Term:
		return n.Field == name
	case Has:
		return n.Field == name
	case Is:
		return n.Name == name
	default:
		return false
	}
}

func (l *lister) list(ctx context.Context, v *op.View, in ListIn) (*List, error) {
	limit, err := page.Limit(in.Limit)
	if err != nil {
		return nil, err
	}
	return l.read(ctx, v, in, limit)
}

// read gives one page of at most limit records.
func (l *lister) read(ctx context.Context, v *op.View, in ListIn, limit int) (*List, error) {
	a, err := l.prepare(ctx, v, in)
	if err != nil {
		return nil, err
	}
	where, args := a.where, a.args
	if in.Cursor != "" {
		after, err := a.after(in.Cursor)
		if err != nil {
			return nil, err
		}
		where, args = where+" and "+after.SQL, append(slices.Clone(args), after.Args...)
	}
	out := &List{Items: make([]Item, 0, min(limit, 200))}
	next := ""
	err = a.each(ctx, v, where, args, limit+1, func(r *hitRow) error {
		switch len(out.Items) {
		case limit:
			out.Next = &next
			return nil
		case limit - 1:
			next = r.cursor(a)
		}
		out.Items = append(out.Items, r.item)
		return nil
	})
	if err == nil {
		err = a.enrich(ctx, v, out.Items, in.Full)
	}
	if err == nil && in.Total {
		out.Total, err = a.count(ctx, v)
	}
	return out, err
}

func (a *asked) after(cursor string) (Frag, error) {
	c, err := page.Decode(cursor)
	if err != nil {
		return Frag{}, err
	}
	if err := c.Check(a.mark); err != nil {
		return Frag{}, err
	}
	values := make([]any, len(c.Values))
	for i, v := range c.Values {
		values[i] = v.Any()
	}
	return After(a.Sort, values, c.ID)
}

func (a *asked) count(ctx context.Context, v *op.View) (*int64, error) {
	n, err := store.One[int64](ctx, v.R, "select count(*) from (select 1 from "+a.From()+" where "+a.where+" limit ?) x", append(slices.Clone(a.args), totalLimit)...)
	return &n, err
}

// hitRow is a record as it was read, with the values it is sorted by.
type hitRow struct {
	item Item
	sort []Cell
}

func (r *hitRow) cursor(a *asked) string {
	values := make([]page.Value, len(r.sort))
	for i, c := range r.sort {
		switch x := c.Value.(type) {
		case string:
			values[i] = page.String(x)
		case int64:
			values[i] = page.Int(x)
		case float64:
			values[i] = page.Float(x)
		case bool:
			values[i] = page.Bool(x)
		}
	}
	return page.Cursor{Of: a.mark, Values: values, ID: r.item.ID}.Encode()
}

// each reads the records that fit, in order; fn gets one after the other in the
// same place.
func (a *asked) each(ctx context.Context, v *op.View, where string, args []any, limit int, fn func(*hitRow) error) error {
	columns := itemColumns
	for _, f := range a.extra {
		columns += ", " + f.Expr
	}
	for _, s := range a.Sort {
		columns += ", " + s.Expr
	}
	query := "select " + columns + " from " + a.From() + " where " + where + " order by " + OrderBy(a.Sort) + " limit ?"
	// One place for all rows: fn copies what it keeps.
	r := &hitRow{sort: make([]Cell, len(a.Sort))}
	i, tags, extra := &r.item, "", make([]Cell, len(a.extra))
	dest := make([]any, 0, 13+len(a.extra)+len(a.Sort))
	dest = append(dest, &i.ID, &i.Key, &i.Kind, &i.Title, &i.State, &i.Category, &i.Owner, &i.Product, &i.Rank, &tags, &i.UpdatedAt, &i.ArchivedAt, &i.Version)
	for n, f := range a.extra {
		extra[n].Sort = Sort{Type: f.shown()}
		dest = append(dest, &extra[n])
	}
	for n, s := range a.Sort {
		r.sort[n].Sort = s
		dest = append(dest, &r.sort[n])
	}
	return store.Scan(ctx, v.R, query, append(slices.Clone(args), limit), func(scan func(...any) error) error {
		if err := scan(dest...); err != nil {
			return err
		}
		i.Tags, i.Fields = tagList(tags), nil
		if len(a.extra)+len(a.links) > 0 || a.tags {
			i.Fields = make(map[string]any, len(a.extra)+len(a.links)+1)
			for n, f := range a.extra {
				i.Fields[f.Name] = f.show(extra[n].Value)
			}
		}
		return fn(r)
	})
}
