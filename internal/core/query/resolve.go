package query

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/text"
	"throughline/internal/platform/store"
)

// names resolves what people call things in one workspace, as far as the one
// who asks may see them.
type names struct {
	v       *op.View
	product string // "" for all
}

func (n names) Resolve(ctx context.Context, f Field, s string) ([]string, error) {
	switch f.Type {
	case PersonType:
		return n.people(ctx, s)
	case StateType:
		return n.states(ctx, s)
	default:
		return n.records(ctx, f, s)
	}
}

// named bounds how many things one name may stand for.
const named = 200

func (n names) people(ctx context.Context, s string) ([]string, error) {
	if id.Valid(s) {
		return []string{s}, nil
	}
	handle := strings.TrimPrefix(s, "@")
	found, err := store.All[string](ctx, n.v.R, "select id from member where workspace_id = ? and (handle = ? or lower(email) = lower(?)) order by id limit ?", n.v.Workspace, handle, s, named)
	if err != nil || len(found) > 0 {
		return found, err
	}
	type person struct {
		ID   string `db:"id"`
		Name string `db:"name"`
	}
	all, err := store.All[person](ctx, n.v.R, "select id, name from member where workspace_id = ? order by id limit 20000", n.v.Workspace)
	want := text.Fold(s)
	for _, p := range all {
		name := text.Fold(p.Name)
		if name == want || strings.HasPrefix(name, want+" ") || strings.HasSuffix(name, " "+want) {
			found = append(found, p.ID)
		}
	}
	return found, err
}

// states finds the states that a word stands for: by their name, or by what
// they mean to the rules, in every workflow that may be seen.
func (n names) states(ctx context.Context, s string) ([]string, error) {
	want := text.Fold(s)
	var out []string
	add := func(w record.Workflow) {
		for _, st := range w {
			if (text.Fold(st.Name) == want || st.Meaning != "" && text.Fold(st.Meaning) == want) && !slices.Contains(out, st.Name) {
				out = append(out, st.Name)
			}
		}
	}
	for _, k := range n.v.Engine.Reg.Kinds() {
		add(k.Workflow)
	}
	own, err := op.Where[record.ProductWorkflow](ctx, n.v, "1 = 1 order by d.id limit 1000")
	for _, w := range own {
		add(w.States)
	}
	return out, err
}

func (n names) records(ctx context.Context, f Field, s string) ([]string, error) {
	if f.Name == "product" {
		row, err := n.v.Base(ctx, s)
		if errs.Is(err, errs.NotFound) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		return []string{row.ID}, nil
	}
	scope, args := n.v.Scope("r.product_id")
	find := func(cond string, more ...any) ([]string, error) {
		return store.All[string](ctx, n.v.R, "select r.id from record r where r.workspace_id = ? and "+cond+" and "+scope+" order by r.id limit ?",
			append(append(append([]any{n.v.Workspace}, more...), args...), named)...)
	}
	if id.Valid(s) {
		return find("r.id = ?", s)
	}
	found, err := find("r.key = ?", strings.ToUpper(s))
	if err != nil || len(found) > 0 {
		return found, err
	}
	found, err = find("r.id in (select a.record_id from alias a where a.workspace_id = r.workspace_id and a.name = ?)", strings.ToLower(s))
	if err != nil || len(found) > 0 || f.Type == KeyType {
		return found, err
	}
	cond, more := "r.title_folded = ?", []any{text.Fold(s)}
	if kinds := f.Link.Kinds; len(kinds) > 0 {
		cond += " and r.kind in (?" + strings.Repeat(", ?", len(kinds)-1) + ")"
		for _, k := range kinds {
			more = append(more, k)
		}
	}
	return find(cond, more...)
}

// word gives the records that a word stands for at the moment: each product's
// active sprint, or the one of its planned sprints that begins first.
func (n names) word(ctx context.Context, _ Field, word string) ([]string, error) {
	category := record.Doing
	if word == "next" {
		category = record.Todo
	}
	scope, args := n.v.Scope("r.product_id")
	args = append([]any{n.v.Workspace, string(category)}, args...)
	if n.product != "" {
		scope, args = scope+" and r.product_id = ?", append(args, n.product)
	}
	type sprint struct {
		ID      string `db:"id"`
		Product id.Ref `db:"product_id"`
	}
	all, err := store.All[sprint](ctx, n.v.R, "select r.id, r.product_id from record r join sprint s on s.workspace_id = r.workspace_id and s.id = r.id "+
		"where r.workspace_id = ? and r.kind = 'sprint' and r.archived_at = 0 and r.category = ? and "+scope+
		" order by r.product_id, coalesce(nullif(s.start_on, ''), '9999'), r.num limit 1000", args...)
	var out []string
	var of id.Ref
	for _, s := range all {
		if word != "next" || len(out) == 0 || s.Product != of {
			out, of = append(out, s.ID), s.Product
		}
	}
	return out, err
}
