package query

import "strings"

// Frag is a piece of SQL with a placeholder "?" for each of its arguments. Its
// text comes from a finite set, whatever a user types.
type Frag struct {
	SQL  string
	Args []any
}

func frag(sql string, args ...any) Frag { return Frag{SQL: sql, Args: args} }

// allOf joins conditions with "and"; without any it holds always.
func allOf(parts ...Frag) Frag { return join(" and ", "1 = 1", parts) }

// anyOf joins conditions with "or"; without any it never holds.
func anyOf(parts ...Frag) Frag { return join(" or ", "1 = 0", parts) }

func join(between, none string, parts []Frag) Frag {
	switch len(parts) {
	case 0:
		return Frag{SQL: none}
	case 1:
		return parts[0]
	}
	out := Frag{}
	texts := make([]string, len(parts))
	for i, p := range parts {
		texts[i] = p.SQL
		out.Args = append(out.Args, p.Args...)
	}
	out.SQL = "(" + strings.Join(texts, between) + ")"
	return out
}

// not holds wherever f does not: also where f is null, because a value is
// absent. Plain "not" would find neither.
func not(f Frag) Frag { return Frag{SQL: "(" + f.SQL + ") is not true", Args: f.Args} }

// in asks for one of several values.
func in(expr string, values []string) Frag {
	args := make([]any, len(values))
	for i, v := range values {
		args[i] = v
	}
	if len(values) == 1 {
		return Frag{SQL: expr + " = ?", Args: args}
	}
	return Frag{SQL: expr + " in (" + strings.TrimSuffix(strings.Repeat("?, ", len(values)), ", ") + ")", Args: args}
}

var escapeLike = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// like compares with a pattern of a literal text between two pieces of ours.
func like(expr, before, literal, after string) Frag {
	return frag(expr+` like ? escape '\'`, before+escapeLike.Replace(literal)+after)
}
