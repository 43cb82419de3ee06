package query

import (
	"maps"
	"slices"
	"strings"

	"throughline/internal/kit/text"
)

// fits complains when a field does not take an operator, a range or a star.
func (c *compiler) fits(f Field, t Term) bool {
	before := len(c.wrong)
	if ops := f.ops(); !slices.Contains(ops, t.Op) {
		c.complain(t.At, "“%s” is %s and knows no “%s”. Write %s.", f.Name, f.noun(), t.Op, f.example())
	}
	for _, v := range t.Values {
		switch {
		case v.Range && !f.ordered():
			c.complain(v.At, "“%s” is %s and has no ranges. If “%s..%s” is meant as it stands, put it in quotes.", f.Name, f.noun(), clip(v.Text), clip(v.To))
		case v.Prefix && !f.starred():
			c.complain(v.At, "“%s” is %s and takes no star. Write %s.", f.Name, f.noun(), f.example())
		}
	}
	return len(c.wrong) == before
}

// find looks for an option by its stored value or its label, in any case and
// without accents.
func (f Field) find(name string) (string, bool) {
	folded := text.Fold(name)
	for _, o := range f.Enum {
		if text.Fold(o.Value) == folded || o.Label != "" && text.Fold(o.Label) == folded {
			return o.Value, true
		}
	}
	return "", false
}

// literal says whether a value is meant as it stands although it is no option:
// tier="platinum" finds what was chosen before that option was taken away. Only
// fields of a workspace's own lose options.
func (f Field) literal(v Value, op Op) bool {
	_, known := f.find(v.Text)
	return f.Own && v.Quoted && op != Match && !known
}

// option gives the stored value of an option and complains when it is none.
func (c *compiler) option(f Field, v Value) (string, bool) {
	stored, ok := f.find(v.Text)
	if !ok {
		c.complain(v.At, "%s", f.unknownOption(v.Text))
	}
	return stored, ok
}

// unknownOption says that a value is not in the list, and what is.
func (f Field) unknownOption(value string) string {
	names := f.optionNames()
	hint := didYouMean("", nearest(value, names))
	if hint == "" {
		const most = 12
		more := ""
		if len(names) > most {
			names, more = names[:most], " and others"
		}
		hint = " There are: " + strings.Join(names, ", ") + more + "."
	}
	return "“" + clip(value) + "” is not a value of “" + f.Name + "”." + hint
}

func (f Field) optionNames() []string {
	names := make([]string, len(f.Enum))
	for i, o := range f.Enum {
		names[i] = o.Value
		if o.Label != "" {
			names[i] = o.Label
		}
	}
	return names
}

// nothing says that the resolver found nothing for a value.
func (f Field) nothing(value string) string {
	what := "record"
	switch {
	case f.Type == PersonType:
		what = "member"
	case f.Type == StateType && len(f.Enum) > 0:
		return f.unknownOption(value)
	case f.Type == StateType:
		what = "state"
	case f.Type == RefType && f.Label != "":
		what = strings.ToLower(f.Label)
	}
	return "No " + what + " matches “" + clip(value) + "”. Check the spelling, or leave this out."
}

// predicates are the names of all predicates, sorted.
func (c *Catalogue) predicates() []string { return slices.Sorted(maps.Keys(c.is)) }

// example is a term that shows how the field is asked for.
func (f Field) example() string {
	if f.Example != "" {
		return f.Example
	}
	if f.listed() {
		first := f.optionNames()[0]
		return f.Name + ":" + printText(first, !bareValue(first), false)
	}
	after, ok := map[Type]string{
		TextType: ":pay*", KeyType: ":LEND-12", StateType: ":ready", PersonType: ":me", TagType: ":billing",
		NumberType: ">3", BoolType: ":yes", DayType: "<=2026-03", InstantType: ">=-7d",
		RefType: `:"Sprint 12"`, LinkType: ":LEND-12", SearchType: `:"two factor"`,
	}[f.Type]
	if !ok {
		after = ":value"
	}
	return f.Name + after
}
