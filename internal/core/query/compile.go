package query

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// Resolver turns what people call a member, a state or a record into what is
// stored.
type Resolver interface {
	// Resolve gives the stored values that a text names for a field: ids of
	// members for a person, ids of records for a reference, a link or a key
	// (a record's aliases included), states for a state. Several are all
	// meant. None is no error here; what an error says is shown when it is
	// errs.Invalid.
	Resolve(ctx context.Context, f Field, text string) ([]string, error)
}

// Env is what a query is compiled for.
type Env struct {
	Workspace string // its id; a query never looks beyond it
	Catalogue *Catalogue
	Resolver  Resolver
	Me        string         // the member who asks; "" when nobody is signed in
	Zone      *time.Location // of the workspace, for days; nil is UTC
	Now       clock.Instant
	// Search gives the condition for records in whose full text all of the
	// words occur. Nil looks for them in titles.
	Search func(words []Word) Frag
	// Word gives the ids of the records that a word of Field.Words stands for
	// at the moment; none is an answer as well. Nil knows no such words.
	Word func(ctx context.Context, f Field, word string) ([]string, error)
}

// Word is something to find in the full text.
type Word struct {
	Text   string
	Phrase bool // several words next to each other
	Prefix bool // the text is the beginning of the last word
}

// Compiled is a query as SQL. Where and From say which records of all
// workspaces fit; the caller adds the workspace and what the asker may see.
type Compiled struct {
	Where Frag
	Joins []string // detail tables to join, each once
	Sort  []Sort
	Group Field  // the field to group by, without a name when there is none
	Words []Word // what was searched for and not negated, to rank and highlight by
}

// From is the text after "from": the record r and the detail tables needed.
func (c *Compiled) From() string {
	var b strings.Builder
	b.WriteString("record r")
	for _, t := range c.Joins {
		b.WriteString(" left join " + t + " on " + t + ".workspace_id = r.workspace_id and " + t + ".id = r.id")
	}
	return b.String()
}

// How many stored values one written value may stand for, and how many
// arguments a condition may have: SQLite takes 32,766 in a statement.
const (
	maxNamed = 500
	maxArgs  = 10000
)

// maxComplaints bounds what is said about one query.
const maxComplaints = 10

// Compile checks a query against a catalogue and makes SQL of it. What is wrong
// with it comes back together, as errs.Invalid for the field q.
func Compile(ctx context.Context, q *Query, env Env) (_ *Compiled, err error) {
	defer errs.Wrap(&err, "query.Compile")
	if env.Workspace == "" || env.Catalogue == nil || env.Resolver == nil {
		return nil, errors.New("the workspace, the catalogue or the resolver is missing")
	}
	if env.Zone == nil {
		env.Zone = time.UTC
	}
	c := &compiler{env: env, out: &Compiled{Where: allOf()}}
	if q.Where != nil {
		if c.out.Where, err = c.node(ctx, q.Where); err != nil {
			return nil, err
		}
	}
	if len(c.out.Where.Args) > maxArgs {
		c.complain(0, "The names in this query stand for more than %d records. Write more of them, or name fewer.", maxArgs)
	}
	c.sort(q.Sort)
	c.group(q.Group)
	if len(c.wrong) > 0 {
		return nil, invalid(c.wrong[:min(len(c.wrong), maxComplaints)]...)
	}
	slices.Sort(c.out.Joins)
	return c.out, nil
}

// compiler walks over a tree. What the user got wrong is noted and the walk
// goes on; only what went wrong with us comes back as an error.
type compiler struct {
	env     Env
	out     *Compiled
	wrong   []complaint
	negated int // how many negations are around the present node
}

func (c *compiler) complain(at int, format string, args ...any) {
	c.wrong = append(c.wrong, complain(at, format, args...))
}

func (c *compiler) join(table string) {
	if table != "" && !slices.Contains(c.out.Joins, table) {
		c.out.Joins = append(c.out.Joins, table)
	}
}

func (c *compiler) node(ctx context.Context, n Node) (Frag, error) {
	switch n := n.(type) {
	case And:
		return c.and(ctx, n)
	case Or:
		parts, err := c.nodes(ctx, n)
		return anyOf(parts...), err
	case Not:
		c.negated++
		f, err := c.node(ctx, n.Node)
		c.negated--
		return not(f), err
	case Term:
		return c.term(ctx, n)
	case Has:
		return c.has(n), nil
	case Is:
		return c.is(n), nil
	case Text:
		return c.text(ctx, n)
	}
	return Frag{}, errors.New("a query holds an unknown node")
}

func (c *compiler) nodes(ctx context.Context, nodes []Node) ([]Frag, error) {
	var parts []Frag
	for _, n := range nodes {
		f, err := c.node(ctx, n)
		if err != nil {
			return nil, err
		}
		parts = append(parts, f)
	}
	return parts, nil
}

// and asks for all words of a conjunction at once: one look into the full-text
// index instead of one for each.
func (c *compiler) and(ctx context.Context, nodes And) (Frag, error) {
	var words []Word
	var parts []Frag
	for _, n := range nodes {
		if t, ok := n.(Text); ok && !t.maybeKey() {
			words = append(words, t.word())
			continue
		}
		f, err := c.node(ctx, n)
		if err != nil {
			return Frag{}, err
		}
		parts = append(parts, f)
	}
	if len(words) > 0 {
		parts = append(parts, c.search(words...))
	}
	return allOf(parts...), nil
}

// field looks a name up and complains when there is no such field.
func (c *compiler) field(name string, at int) (Field, bool) {
	f, ok := c.env.Catalogue.Lookup(name)
	if !ok {
		hint := didYouMean("", c.env.Catalogue.Suggest(name))
		if hint == "" {
			hint = " To search for the text, write it in quotes."
		}
		c.complain(at, "Unknown field “%s”.%s", clip(name), hint)
		return Field{}, false
	}
	c.join(f.Table)
	for _, t := range f.More {
		c.join(t)
	}
	return f, true
}

func (c *compiler) has(h Has) Frag {
	f, ok := c.field(h.Field, h.At)
	if !ok {
		return Frag{}
	}
	if f.Type == SearchType {
		c.complain(h.At, "“%s” searches the full text, which every record has. Leave this out.", f.Name)
		return Frag{}
	}
	if h.Absent {
		return not(c.present(f))
	}
	return c.present(f)
}

// present asks whether a field has a value.
func (c *compiler) present(f Field) Frag {
	switch {
	case f.Type == TagType:
		return frag("r.id in (select t.record_id from record_tag t where t.workspace_id = ?)", c.env.Workspace)
	case f.Type == LinkType:
		return c.linked(f, nil)
	case f.Multi:
		return frag(f.Expr + " not in ('', '[]')")
	case f.Type == NumberType || f.Type == BoolType:
		return frag(f.Expr + " is not null")
	case f.Type == InstantType:
		return frag(f.Expr + " <> 0")
	}
	return frag(f.Expr + " <> ''")
}

func (c *compiler) is(n Is) Frag {
	p, ok := c.env.Catalogue.is[n.Name]
	if !ok {
		c.complain(n.At, "There is no “is:%s”.%s", clip(n.Name), c.otherPredicates(n.Name))
		return Frag{}
	}
	for _, t := range p.Tables {
		c.join(t)
	}
	out := Frag{SQL: "(" + p.SQL + ")", Args: slices.Clone(p.Args)}
	for i, a := range out.Args {
		switch a {
		case Me:
			if c.env.Me == "" {
				c.complain(n.At, "“is:%s” is about you, and nobody is signed in. Sign in, or leave it out.", n.Name)
			}
			out.Args[i] = c.env.Me
		case Now:
			out.Args[i] = int64(c.env.Now)
		case Today:
			out.Args[i] = string(c.today())
		}
	}
	return out
}

func (c *compiler) otherPredicates(name string) string {
	names := c.env.Catalogue.predicates()
	if hint := didYouMean("is:", nearest(name, names)); hint != "" {
		return hint
	}
	if len(names) == 0 {
		return " Leave it out."
	}
	return " There are: " + strings.Join(names, ", ") + "."
}
