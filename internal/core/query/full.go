package query

import (
	"context"
	"slices"

	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
)

// End is a record as a field that follows links shows it.
type End struct {
	ID    string `json:"id"`
	Key   string `json:"key"`
	Title string `json:"title"`
	Kind  string `json:"kind"`
	State string `json:"state"`
}

// enrich adds to the items of a page what is not in their rows: what their
// links lead to, and with full the whole records. It takes a handful of
// statements, however long the page is.
func (a *asked) enrich(ctx context.Context, v *op.View, items []Item, full bool) error {
	if a.tags {
		for i := range items {
			items[i].Fields["tag"] = items[i].Tags
		}
	}
	if len(items) == 0 || !full && len(a.links) == 0 {
		return nil
	}
	kinds := make(map[string]string, len(items))
	for _, i := range items {
		kinds[i.ID] = i.Kind
	}
	var types []string // all of them
	if !full {
		for _, f := range a.links {
			types = append(types, f.Link.Type)
		}
	}
	ties, more, err := link.Ties(ctx, v, kinds, types)
	if err != nil {
		return err
	}
	for i := range items {
		it := &items[i]
		for _, f := range a.links {
			it.Fields[f.Name] = f.ends(ties[it.ID])
		}
		if full {
			own := make([]link.Tie, len(ties[it.ID]))
			for n, t := range ties[it.ID] {
				own[n] = t.Tie
			}
			it.Links, it.MoreLinks = &own, more[it.ID]
		}
	}
	if full {
		return wholes(ctx, v, kinds, items)
	}
	return nil
}

// ends are the records that a field leads to.
func (f Field) ends(ties []link.Tied) []End {
	out := []End{}
	for _, t := range ties {
		way := f.Link.Direction == Both || t.Out == (f.Link.Direction == Out)
		if t.Type == f.Link.Type && way && (len(f.Link.Kinds) == 0 || slices.Contains(f.Link.Kinds, t.End.Kind)) {
			out = append(out, End{t.End.ID, t.End.Key, t.End.Title, t.End.Kind, t.End.State})
		}
	}
	return out
}

// wholes gives each item its whole record.
func wholes(ctx context.Context, v *op.View, kinds map[string]string, items []Item) error {
	all, err := v.Briefs(ctx, kinds)
	if err != nil {
		return err
	}
	for i := range items {
		b, ok := all[items[i].ID]
		if !ok { // on PostgreSQL, a statement later; on the next reading it is of its new kind
			return errs.New(errs.Unavailable, "%s is being changed. Try again in a moment.", items[i].Key)
		}
		items[i].Record = &b
	}
	return nil
}

// SomeIn names records.
type SomeIn struct {
	IDs    []string `json:"ids" in:"query" ref:"record" v:"required,max=200" doc:"Ids, keys or aliases, with commas between them."`
	Fields []string `json:"fields" in:"query" v:"max=30" doc:"Further fields to show, by their names in queries."`
}

// Some is records that were asked for by name.
type Some struct {
	Items []Item `json:"items" doc:"In the order asked for; what is not there, or not for the caller, is left out."`
}

// some gives the records that were named, archived ones included: a client
// that knows an id wants to know what became of it.
func (l *lister) some(ctx context.Context, v *op.View, in SomeIn) (*Some, error) {
	ids, err := record.IDs(ctx, v.At, in.IDs)
	if err != nil {
		return nil, err
	}
	cat, err := l.with(ctx, v)
	if err != nil {
		return nil, err
	}
	a := &asked{Compiled: &Compiled{}}
	if err := a.show(cat, in.Fields); err != nil {
		return nil, err
	}
	out := &Some{Items: []Item{}}
	if len(ids) == 0 {
		return out, nil
	}
	marks, args := record.Among(ids)
	where, args := "r.workspace_id = ? and r.id in ("+marks+")", append([]any{v.Workspace}, args...)
	if scope, more := v.Scope("r.product_id"); scope != "1 = 1" {
		where, args = where+" and "+scope, append(args, more...)
	}
	err = a.each(ctx, v, where, args, len(ids), func(r *hitRow) error {
		out.Items = append(out.Items, r.item)
		return nil
	})
	if err != nil {
		return nil, err
	}
	at := make(map[string]int, len(ids))
	for n, i := range ids {
		at[i] = n
	}
	slices.SortFunc(out.Items, func(x, y Item) int { return at[x.ID] - at[y.ID] })
	return out, a.enrich(ctx, v, out.Items, true)
}
