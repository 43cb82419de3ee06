package query

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/kit/errs"
)

// Check says what is wrong with a query that is kept, to be asked later: where
// it cannot be read, and what it names that there is not.
func Check(ctx context.Context, v *op.View, q string) error {
	cat, err := OfKinds(v.Engine.Reg)
	if err != nil {
		return err
	}
	_, err = (&lister{cat}).prepare(ctx, v, ListIn{Q: q})
	return err
}

// Found gives the records of some kinds that a query finds, as far as the actor
// may see them, in the query's order or else that of the records; at most limit,
// and whether there are more. It is for areas that show what somebody chose by a
// query.
func Found(ctx context.Context, v *op.View, kinds []string, q string, limit int) (items []Item, more bool, err error) {
	defer errs.Wrap(&err, "query.found")
	cat, err := OfKinds(v.Engine.Reg)
	if err != nil {
		return nil, false, err
	}
	asked, err := Parse(q)
	if err != nil {
		return nil, false, err
	}
	among := "type:"
	for i, k := range kinds {
		if i > 0 {
			among += ","
		}
		among += k
	}
	only, err := Parse(among)
	if err != nil {
		return nil, false, err
	}
	switch where := asked.Where.(type) {
	case nil:
		asked.Where = only.Where
	case And:
		asked.Where = append(And{only.Where}, where...)
	default:
		asked.Where = And{only.Where, where}
	}
	if len(asked.Sort) == 0 {
		asked.Sort = []Order{{Field: "rank"}}
	}
	asked.Group = Name{}
	l := &lister{cat}
	list, err := l.read(ctx, v, ListIn{Q: asked.String()}, limit)
	if err != nil {
		return nil, false, err
	}
	return list.Items, list.Next != nil, nil
}
