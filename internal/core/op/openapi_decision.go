package op

import (
	"fmt"
	"slices"
	"strings"

	"throughline/internal/core/right"
	"throughline/internal/kit/patch"
)

// Operations lists every operation in one line each (method, path, name, who
// may call it, token scope, decisions), by path: the whole surface at a glance.
func Operations(r *Registry) string {
	var lines []string
	for _, d := range r.Defs() {
		decisions := strings.Join(d.takes(r), ",")
		if decisions == "" {
			decisions = "-"
		}
		scope := d.Scope
		if scope == "" {
			scope = "-"
		}
		lines = append(lines, fmt.Sprintf("%s\x00%-6s %s  %s  %s  %s  %s\n", d.Path, d.Method, d.Path, d.Name, d.Perm, scope, decisions))
	}
	slices.Sort(lines)
	var b strings.Builder
	for _, l := range lines {
		_, shown, _ := strings.Cut(l, "\x00")
		b.WriteString(shown)
	}
	return b.String()
}

// takes names the decisions that a call may take; none where that depends on
// what it is called with, or where it takes none.
func (d *Def) takes(r *Registry) []string {
	noun, _, _ := strings.Cut(d.Name, ".")
	k, ofKind := r.kinds[noun]
	part, ofPart := r.parts[noun]
	switch {
	case d.Decision != "":
		return []string{strings.TrimPrefix(d.Decision, "?")}
	case d.do == nil || d.Perm == Remark || d.Perm == Self:
		return nil
	case d.body != nil && d.Status != 201 && r.kinds[d.Kind] != nil:
		return r.kinds[d.Kind].takesAny()
	case ofKind:
		return k.defines()
	case ofPart:
		return named(part.Shape.Fields, func(f patch.Field) []string { return []string{f.By} })
	default:
		return nil
	}
}

// defines names the decisions that make a record of the kind. Where the word
// stands for several ("risk.set"), all of them.
func (k *Kind) defines() []string {
	if _, one := right.Default[k.Define]; one {
		return []string{k.Define}
	}
	var out []string
	for d := range right.Default {
		if strings.HasPrefix(d, k.Define+":") {
			out = append(out, d)
		}
	}
	slices.Sort(out)
	return out
}

// takes names the decisions that setting a field may take.
func (k *Kind) takes(f patch.Field) []string {
	switch f.By {
	case "":
		return nil
	case "*":
		return k.defines()
	case "state":
		return k.moves()
	default:
		return []string{f.By}
	}
}

func (k *Kind) takesAny() []string { return named(k.Type.Shape.Fields, k.takes) }

// moves names the decisions that changes of state take, in the workflow that
// products start with.
func (k *Kind) moves() []string {
	if k.Move == nil {
		return k.defines()
	}
	var out []string
	for _, from := range k.Workflow {
		for _, to := range k.Workflow {
			if d, err := k.Move(from, to); err == nil && from.Name != to.Name {
				out = append(out, d)
			}
		}
	}
	return distinct(out)
}

func named(fields []patch.Field, by func(patch.Field) []string) []string {
	var out []string
	for _, f := range fields {
		out = append(out, by(f)...)
	}
	return distinct(out)
}

func distinct(list []string) []string {
	slices.Sort(list)
	return slices.DeleteFunc(slices.Compact(list), func(s string) bool { return s == "" })
}

// names says what sort of thing an id in an input names: what its tag says,
// else what the operation's noun is.
func (d *Def) names(f patch.Field) string {
	if f.Ref != "" {
		return f.Ref
	}
	noun, _, _ := strings.Cut(d.Name, ".")
	if f.Name == "id" && place(d, f) == "path" {
		return noun
	}
	return ""
}
