package query

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"throughline/internal/kit/errs"
	"throughline/internal/kit/text"
)

// term compiles a field, an operator and values.
func (c *compiler) term(ctx context.Context, t Term) (Frag, error) {
	f, ok := c.field(t.Field, t.At)
	if !ok || !c.fits(f, t) {
		return Frag{}, nil
	}
	out, err := c.match(ctx, f, t)
	if t.Op == NotEqual {
		out = not(out)
	}
	return out, err
}

// match compiles a term as if its operator were not negated. Values that are
// stored words or ids become one list; each of the others a condition.
func (c *compiler) match(ctx context.Context, f Field, t Term) (Frag, error) {
	var parts []Frag
	var stored []string
	for _, v := range t.Values {
		switch {
		case c.absent(f, t.Op, v):
			parts = append(parts, not(c.present(f)))
		case f.named() && !v.Prefix:
			found, err := c.named(ctx, f, t.Op, v)
			if err != nil {
				return Frag{}, err
			}
			stored = append(stored, found...)
		case f.listed() && f.literal(v, t.Op):
			stored = append(stored, v.Text)
		case f.listed():
			if o, ok := c.option(f, v); ok {
				stored = append(stored, o)
			}
		default:
			parts = append(parts, c.value(f, t.Op, v))
		}
	}
	if len(stored) > 0 {
		parts = append(parts, c.stored(f, stored))
	}
	return anyOf(parts...), nil
}

// absent says whether a value is the bare word none, unless that is a word of
// the field's own. Smaller or larger than none is left to be refused.
func (c *compiler) absent(f Field, op Op, v Value) bool {
	plain := !v.Quoted && !v.Range && !v.Prefix && (op == Match || op == Equal || op == NotEqual)
	if !plain || !strings.EqualFold(v.Text, "none") || f.Type == SearchType {
		return false
	}
	_, own := f.find(v.Text)
	return !own
}

// stored asks for any of the values that are words of a list or ids.
func (c *compiler) stored(f Field, values []string) Frag {
	switch {
	case f.Type == LinkType:
		return c.linked(f, values)
	case f.Type == KeyType:
		return in("r.id", values)
	case f.Multi:
		var parts []Frag
		for _, v := range values {
			// A JSON list of plain words: both databases write each in quotes.
			parts = append(parts, like(f.Expr, "%", `"`+v+`"`, "%"))
		}
		return anyOf(parts...)
	}
	return in(f.Expr, values)
}

// linked asks for records with a link to any of the given ones; nil stands for
// any at all. A list of ids instead of "exists", because SQLite can start from
// it while it would try "exists" on every record.
func (c *compiler) linked(f Field, ids []string) Frag {
	switch f.Link.Direction {
	case Out:
		return c.linkedAt(f, ids, "from_id", "to_id")
	case In:
		return c.linkedAt(f, ids, "to_id", "from_id")
	}
	return anyOf(c.linkedAt(f, ids, "from_id", "to_id"), c.linkedAt(f, ids, "to_id", "from_id"))
}

func (c *compiler) linkedAt(f Field, ids []string, here, there string) Frag {
	from := "link l"
	where := []Frag{frag("l.workspace_id = ?", c.env.Workspace), frag("l.type = ?", f.Link.Type)}
	switch {
	case ids != nil:
		where = append(where, in("l."+there, ids))
	case len(f.Link.Kinds) > 0:
		from += " join record o on o.workspace_id = l.workspace_id and o.id = l." + there
		where = append(where, in("o.kind", f.Link.Kinds))
	}
	all := allOf(where...)
	return Frag{SQL: "r.id in (select l." + here + " from " + from + " where " + all.SQL + ")", Args: all.Args}
}

// named asks the resolver what a value means. With an equals sign, a state is
// the one of this very name if there is one, and not what means the same.
func (c *compiler) named(ctx context.Context, f Field, op Op, v Value) ([]string, error) {
	if word := strings.ToLower(v.Text); c.env.Word != nil && !v.Quoted && slices.Contains(f.Words, word) {
		found, err := c.env.Word(ctx, f, word)
		if len(found) == 0 {
			found = []string{""} // no id: between two sprints, nothing is in the current one
		}
		return found, err
	}
	if f.Type == PersonType && !v.Quoted && strings.EqualFold(v.Text, "me") {
		if c.env.Me == "" {
			c.complain(v.At, "“me” is nobody here, because nobody is signed in. Write a name.")
		}
		return []string{c.env.Me}, nil
	}
	what := v.Text
	if f.Type == KeyType {
		what = strings.ToUpper(what)
	}
	found, err := c.env.Resolver.Resolve(ctx, f, what)
	switch {
	case errs.Is(err, errs.Invalid):
		c.complain(v.At, "%s", errs.Public(err).Error())
	case err != nil:
		return nil, err
	case len(found) == 0:
		c.complain(v.At, "%s", f.nothing(v.Text))
	case len(found) > maxNamed:
		c.complain(v.At, "“%s” fits %d values of “%s”, more than %d. Write more of it.", clip(v.Text), len(found), f.Name, maxNamed)
	case f.Type == StateType && op != Match && slices.Contains(found, v.Text):
		found = []string{v.Text}
	}
	return found, nil
}

// value compiles one value of a type that is compared, not looked up.
func (c *compiler) value(f Field, op Op, v Value) Frag {
	if text.Fold(v.Text) == "" && (f.Type == TextType || f.Type == TagType) {
		c.complain(v.At, "There is nothing to look for in this text: it has no visible character.")
	}
	switch f.Type {
	case TextType:
		return textLike(f, op, v)
	case TagType:
		return c.tagged(v)
	case KeyType:
		return like(f.Expr, "", strings.ToUpper(v.Text), "%")
	case BoolType:
		b, ok := truth[strings.ToLower(v.Text)]
		if !ok {
			c.complain(v.At, "“%s” is neither yes nor no. Write %s:yes or %s:no.", clip(v.Text), f.Name, f.Name)
		}
		return frag(f.Expr+" = ?", b)
	case SearchType:
		return c.search(Word{Text: v.Text, Phrase: v.Quoted, Prefix: v.Prefix})
	}
	return c.compare(f, op, v)
}

var truth = map[string]bool{"yes": true, "true": true, "no": false, "false": false}

// textLike looks for a text in a field: anywhere with a colon, as the whole
// with an equals sign, at the beginning with a star.
func textLike(f Field, op Op, v Value) Frag {
	before, after := "%", "%"
	switch {
	case v.Prefix:
		before = ""
	case op != Match:
		before, after = "", ""
	}
	if f.Folded != "" {
		return like(f.Folded, before, text.Fold(v.Text), after)
	}
	// Without a folded column: as it is written, or in lower case. The first
	// finds letters with accents where lower() knows none (SQLite).
	return anyOf(
		like(f.Expr, before, v.Text, after),
		like("lower("+f.Expr+")", before, strings.ToLower(v.Text), after))
}

// tagged asks for a tag, or for tags that begin like the value.
func (c *compiler) tagged(v Value) Frag {
	folded := text.Fold(v.Text)
	match := in("t.tag_folded", []string{folded})
	if v.Prefix {
		match = like("t.tag_folded", "", folded, "%")
	}
	return Frag{
		SQL:  "r.id in (select t.record_id from record_tag t where t.workspace_id = ? and " + match.SQL + ")",
		Args: append([]any{c.env.Workspace}, match.Args...),
	}
}

// keyForm is what a record's key looks like, in any case.
var keyForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]{1,9}-[0-9]{1,9}$`)

func (t Text) maybeKey() bool { return !t.Quoted && !t.Prefix && keyForm.MatchString(t.Text) }

func (t Text) word() Word { return Word{Text: t.Text, Phrase: t.Quoted, Prefix: t.Prefix} }

// text compiles a word without a field. What looks like a key and is one means
// that record; "UTF-8" and "covid-19" are words all the same.
func (c *compiler) text(ctx context.Context, t Text) (Frag, error) {
	f, ok := c.env.Catalogue.keyField()
	if !ok || !t.maybeKey() {
		return c.search(t.word()), nil
	}
	ids, err := c.env.Resolver.Resolve(ctx, f, strings.ToUpper(t.Text))
	if err != nil {
		return Frag{}, err
	}
	if len(ids) == 0 {
		return c.search(t.word()), nil
	}
	return in("r.id", ids), nil
}

func (c *compiler) search(words ...Word) Frag {
	if c.negated%2 == 0 {
		c.out.Words = append(c.out.Words, words...)
	}
	if c.env.Search != nil {
		f := c.env.Search(words)
		return Frag{SQL: "(" + f.SQL + ")", Args: f.Args}
	}
	var parts []Frag
	for _, w := range words {
		parts = append(parts, like("r.title_folded", "%", text.Fold(w.Text), "%"))
	}
	return allOf(parts...)
}
