package query

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/platform/store"
)

// idsLimit is how many ids one answer holds.
const idsLimit = 25000

// IDsIn asks for the order of a list.
type IDsIn struct {
	Q       string `json:"q" in:"query" v:"max=4000" doc:"The query, as for a list."`
	Product string `json:"product" in:"query" ref:"product" doc:"Only of this product, by id or key."`
	Limit   int    `json:"limit" in:"query" v:"min=0,max=25000" doc:"At most so many; 25,000 when left out."`
	Cursor  string `json:"cursor" in:"query"`
}

// IDs is a list by its ids alone: what a table of 100,000 rows needs in order
// to know its length and what to ask for next.
type IDs struct {
	IDs   []string `json:"ids" ref:"record" doc:"In the query's order."`
	Next  *string  `json:"next" doc:"Cursor of the next ids; null at the end."`
	Total *int64   `json:"total" doc:"How many records the query finds; told with the first ids, null with those after a cursor."`
}

func (l *lister) ids(ctx context.Context, v *op.View, in IDsIn) (*IDs, error) {
	limit := in.Limit
	if limit == 0 {
		limit = idsLimit
	}
	a, err := l.prepare(ctx, v, ListIn{Q: in.Q, Product: in.Product})
	if err != nil {
		return nil, err
	}
	where, args := a.where, slices.Clone(a.args)
	if in.Cursor != "" {
		after, err := a.after(in.Cursor)
		if err != nil {
			return nil, err
		}
		where, args = where+" and "+after.SQL, append(args, after.Args...)
	}
	out := &IDs{IDs: []string{}}
	last := &hitRow{}
	query := "select " + strings.Join(append([]string{"r.id"}, exprs(a.Sort)...), ", ") + " from " + a.From() + " where " + where + " order by " + OrderBy(a.Sort) + " limit ?"
	err = store.Scan(ctx, v.R, query, append(args, limit+1), func(scan func(...any) error) error {
		if len(out.IDs) == limit { // one more than asked for: the last of the page had a next
			next := last.cursor(a)
			out.Next = &next
			return nil
		}
		last.sort = last.sort[:0]
		dest := []any{&last.item.ID}
		for _, s := range a.Sort {
			last.sort = append(last.sort, Cell{Sort: s})
		}
		for i := range last.sort {
			dest = append(dest, &last.sort[i])
		}
		if err := scan(dest...); err != nil {
			return err
		}
		out.IDs = append(out.IDs, last.item.ID)
		return nil
	})
	switch {
	case err != nil || in.Cursor != "":
	case out.Next == nil:
		n := int64(len(out.IDs))
		out.Total = &n
	default:
		n, err := store.One[int64](ctx, v.R, "select count(*) from "+a.From()+" where "+a.where, a.args...)
		if err != nil {
			return nil, err
		}
		out.Total = &n
	}
	return out, err
}

func exprs(sorts []Sort) []string {
	out := make([]string, len(sorts))
	for i, s := range sorts {
		out[i] = s.Expr
	}
	return out
}
