package query

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/text"
	"throughline/internal/platform/store"
)

// GroupsIn asks how a list falls into groups.
type GroupsIn struct {
	Q       string `json:"q" in:"query" v:"required,max=4000" doc:"A query with group: in it."`
	Product string `json:"product" in:"query" ref:"product" doc:"Only of this product, by id or key."`
}

// Group is the records of a list that have one value.
type Group struct {
	Value string `json:"value" doc:"The value as it is stored; empty for records without one."`
	Label string `json:"label" doc:"The value for people; empty for records without one."`
	Count int64  `json:"count"`
	Q     string `json:"q" doc:"The query that finds exactly the records of the group, in the same order."`

	place []string // where it stands among the others, compared as text one after the other
}

// groupLimit bounds how many groups are told.
const groupLimit = 1000

// groups says how a list falls into groups: a state's in the order of the
// workflow and those of a list in its order, empty ones too, since they are the
// columns of a board; others by name. Records without a value come last. Of a
// field with several values (tags, links) a record is in several groups.
func (l *lister) groups(ctx context.Context, v *op.View, in GroupsIn) ([]Group, error) {
	a, err := l.prepare(ctx, v, ListIn{Q: in.Q, Product: in.Product})
	if err != nil {
		return nil, err
	}
	f := a.Group
	if f.Name == "" {
		return nil, errs.Fieldf("q", "Say what to group by, as in group:state.")
	}
	g := &grouping{asked: a, v: v, f: f}
	switch f.Type {
	case TagType:
		err = g.byTag(ctx)
	case LinkType:
		err = g.byLink(ctx)
	default:
		err = g.byColumn(ctx)
	}
	if err == nil && f.Expr == "" {
		err = g.without(ctx)
	}
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(g.out, func(a, b Group) int { return slices.Compare(a.place, b.place) })
	if g.absent > 0 {
		g.out = append(g.out, Group{Count: g.absent, Q: g.only(Has{Field: f.Name, Absent: true})})
	}
	return g.out, nil
}

// grouping is the groups of one list.
type grouping struct {
	*asked
	v      *op.View
	f      Field
	out    []Group
	absent int64
}

// only is the list's query narrowed to one group.
func (g *grouping) only(n Node) string {
	var all And
	switch w := g.query.Where.(type) {
	case nil:
	case And:
		all = append(all, w...)
	default:
		all = And{w}
	}
	q := Query{Where: append(all, n), Sort: g.query.Sort}
	if len(all) == 0 {
		q.Where = n
	}
	return q.String()
}

// add adds the group of a value, which is written as a term of the language.
func (g *grouping) add(value, label string, count int64, op Op, written string, place ...string) {
	plain := strings.ToLower(written)
	quoted := op == Equal && g.f.Type == EnumType || plain == "none" || plain == "me" || slices.Contains(g.f.Words, plain)
	if g.f.ordered() || g.f.Type == BoolType {
		quoted = false
	}
	g.out = append(g.out, Group{
		Value: value, Label: label, Count: count, place: place,
		Q: g.only(Term{Field: g.f.Name, Op: op, Values: []Value{{Text: written, Quoted: quoted}}}),
	})
}

// nth is a place in a list as text that sorts.
func nth(i int) string {
	s := strconv.Itoa(i)
	return string(rune('a'+len(s))) + s
}

// counted is a stored value with how many records have it.
type counted struct {
	value any
	n     int64
}

func (g *grouping) byColumn(ctx context.Context) error {
	var found []counted
	query := "select " + g.f.Expr + " as value, count(*) from " + g.From() + " where " + g.where + " group by 1 order by 2 desc limit ?"
	err := store.Scan(ctx, g.v.R, query, append(slices.Clone(g.args), groupLimit+2), func(scan func(...any) error) error {
		cell, n := Cell{Sort: Sort{Type: g.f.shown()}}, int64(0)
		if err := scan(&cell, &n); err != nil {
			return err
		}
		if cell.Value == nil || cell.Value == "" {
			g.absent += n
		} else {
			found = append(found, counted{cell.Value, n})
		}
		return nil
	})
	if err != nil {
		return err
	}
	found = found[:min(len(found), groupLimit)]
	switch g.f.Type {
	case StateType:
		return g.states(ctx, found)
	case EnumType, CategoryType:
		g.options(found)
		return nil
	case PersonType:
		return g.people(ctx, found)
	case RefType:
		return g.records(ctx, found)
	default:
		g.values(found)
		return nil
	}
}

// values are groups by number, day, or yes and no.
func (g *grouping) values(found []counted) {
	slices.SortFunc(found, func(a, b counted) int {
		if x, ok := a.value.(bool); ok {
			if x {
				return -1
			}
			return 1
		}
		return order(a.value, b.value)
	})
	for i, c := range found {
		text, op := cellText(c.value), Equal
		if b, ok := c.value.(bool); ok {
			text, op = map[bool]string{true: "yes", false: "no"}[b], Match
		}
		g.add(cellText(c.value), text, c.n, op, text, nth(i))
	}
}

// options are groups by a word out of a list. Kinds of which there is nothing
// are left out: there are too many of them.
func (g *grouping) options(found []counted) {
	for i, o := range g.f.Enum {
		at := slices.IndexFunc(found, func(c counted) bool { return c.value == o.Value })
		n := int64(0)
		if at >= 0 {
			n = found[at].n
		} else if g.f.Name == "kind" {
			continue
		}
		label := o.Label
		if label == "" {
			label = o.Value
		}
		g.add(o.Value, label, n, Match, o.Value, nth(i))
	}
	for _, c := range found {
		if _, known := g.f.find(cellText(c.value)); !known { // an option that has been taken away since
			g.add(cellText(c.value), cellText(c.value), c.n, Equal, cellText(c.value), "z", cellText(c.value))
		}
	}
}

// states are groups by state: the columns of a board.
func (g *grouping) states(ctx context.Context, found []counted) error {
	asked := kindsOf(g.query.Where)
	kinds := asked
	if len(kinds) == 0 {
		for _, k := range g.v.Engine.Reg.Kinds() {
			kinds = append(kinds, k.Name)
		}
	}
	var flow record.Workflow
	for _, name := range kinds {
		k, ok := g.v.Engine.Reg.Kind(name)
		if !ok {
			continue
		}
		w, err := g.v.Workflow(ctx, k, g.product)
		if err != nil {
			return err
		}
		flow = append(flow, w...)
	}
	seen := map[string]bool{}
	for i, s := range flow {
		at := slices.IndexFunc(found, func(c counted) bool { return c.value == s.Name })
		if seen[s.Name] || at < 0 && len(asked) == 0 {
			continue
		}
		seen[s.Name] = true
		n := int64(0)
		if at >= 0 {
			n = found[at].n
		}
		g.add(s.Name, s.Name, n, Equal, s.Name, strconv.Itoa(slices.Index(s.Category.Values(), string(s.Category))), nth(i))
	}
	for _, c := range found {
		if name := cellText(c.value); !seen[name] { // of a workflow that other products have
			g.add(name, name, c.n, Equal, name, "9", name)
		}
	}
	return nil
}

// kindsOf are the kinds to which a query keeps by its own words.
func kindsOf(n Node) []string {
	switch n := n.(type) {
	case And:
		for _, part := range n {
			if kinds := kindsOf(part); kinds != nil {
				return kinds
			}
		}
	case Term:
		if (n.Field == "kind" || n.Field == "type") && n.Op != NotEqual {
			var out []string
			for _, v := range n.Values {
				out = append(out, strings.ToLower(v.Text))
			}
			return out
		}
	}
	return nil
}

func (g *grouping) people(ctx context.Context, found []counted) error {
	type person struct {
		ID     string `db:"id"`
		Name   string `db:"name"`
		Handle string `db:"handle"`
	}
	all, err := among[person](ctx, g.v, "select id, name, handle from member where workspace_id = ? and id in ", "", found)
	for _, p := range all {
		written := p.Handle
		if written == "" {
			written = p.ID
		}
		g.add(p.ID, p.Name, countOf(found, p.ID), Match, written, text.Fold(p.Name), p.ID)
	}
	return err
}

// ranked is a record with its place among those of its kind.
type ranked struct {
	ID    string `db:"id"`
	Key   string `db:"key"`
	Title string `db:"title"`
	Rank  string `db:"rank"`
	Num   int64  `db:"num"`
	Count int64  `db:"n"`
}

func (r ranked) place() []string { return []string{r.Rank, nth(int(r.Num)), r.ID} }

func (g *grouping) records(ctx context.Context, found []counted) error {
	scope, args := g.v.Scope("r.product_id")
	all, err := among[ranked](ctx, g.v, "select r.id, r.key, r.title, r.rank, r.num, 0 as n from record r where r.workspace_id = ? and r.id in ", " and "+scope, found, args...)
	for _, r := range all {
		g.add(r.ID, r.Title, countOf(found, r.ID), Match, r.Key, r.place()...)
	}
	return err
}

// among asks a statement for things whose ids were counted.
func among[T any](ctx context.Context, v *op.View, query, rest string, found []counted, more ...any) ([]T, error) {
	if len(found) == 0 {
		return nil, nil
	}
	ids := make([]string, len(found))
	for i, c := range found {
		ids[i] = cellText(c.value)
	}
	marks, args := record.Among(ids)
	return store.All[T](ctx, v.R, query+"("+marks+")"+rest, append(append([]any{v.Workspace}, args...), more...)...)
}

func countOf(found []counted, value string) int64 {
	i := slices.IndexFunc(found, func(c counted) bool { return c.value == value })
	if i < 0 {
		return 0
	}
	return found[i].n
}

func (g *grouping) byTag(ctx context.Context) error {
	type tagged struct {
		Tag    string `db:"tag"`
		Folded string `db:"tag_folded"`
		Count  int64  `db:"n"`
	}
	all, err := store.All[tagged](ctx, g.v.R, "select min(gt.tag) as tag, gt.tag_folded, count(distinct r.id) as n from "+g.From()+
		" join record_tag gt on gt.workspace_id = r.workspace_id and gt.record_id = r.id where "+g.where+" group by gt.tag_folded order by n desc limit ?",
		append(slices.Clone(g.args), groupLimit)...)
	for _, t := range all {
		g.add(t.Tag, t.Tag, t.Count, Match, t.Tag, t.Folded)
	}
	return err
}

// byLink groups by the records that a field leads to, as far as the actor may
// see them.
func (g *grouping) byLink(ctx context.Context) error {
	l := g.f.Link
	on, there := "gl.from_id = r.id", "gl.to_id"
	switch l.Direction {
	case In:
		on, there = "gl.to_id = r.id", "gl.from_id"
	case Both:
		on, there = "(gl.from_id = r.id or gl.to_id = r.id)", "case when gl.from_id = r.id then gl.to_id else gl.from_id end"
	}
	args := []any{l.Type}
	from := g.From() + " join link gl on gl.workspace_id = r.workspace_id and gl.type = ? and " + on +
		" join record ge on ge.workspace_id = gl.workspace_id and ge.id = " + there
	where, more := g.v.Scope("ge.product_id")
	if len(l.Kinds) > 0 {
		kinds := in("ge.kind", l.Kinds)
		where, more = where+" and "+kinds.SQL, append(more, kinds.Args...)
	}
	args = append(append(append(args, g.args...), more...), groupLimit)
	all, err := store.All[ranked](ctx, g.v.R, "select ge.id, ge.key, ge.title, ge.rank, ge.num, count(distinct r.id) as n from "+from+" where "+g.where+" and "+where+
		" group by ge.id, ge.key, ge.title, ge.rank, ge.num order by n desc limit ?", args...)
	for _, r := range all {
		g.add(r.ID, r.Title, r.Count, Match, r.Key, r.place()...)
	}
	return err
}

// without counts the records that no group of tags or links has.
func (g *grouping) without(ctx context.Context) error {
	c := compiler{env: Env{Workspace: g.v.Workspace}}
	none := not(c.present(g.f))
	n, err := store.One[int64](ctx, g.v.R, "select count(*) from "+g.From()+" where "+g.where+" and "+none.SQL, append(slices.Clone(g.args), none.Args...)...)
	g.absent = n
	return err
}
