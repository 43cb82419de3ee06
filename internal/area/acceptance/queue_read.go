package acceptance

import (
	"context"

	"throughline/internal/area/backlog"
	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/page"
)

// QueueIn asks for the items that await a verdict.
type QueueIn struct {
	Product string `json:"product" in:"query" ref:"product" doc:"Only those of one product, by id or key."`
	Limit   int    `json:"limit" in:"query"`
	Cursor  string `json:"cursor" in:"query"`
}

func queue(ctx context.Context, v *op.View, in QueueIn) (page.Page[backlog.Item], error) {
	var none page.Page[backlog.Item]
	limit, err := page.Limit(in.Limit)
	if err != nil {
		return none, err
	}
	where, args := v.Scope("r.product_id")
	where += " and r.category = 'done' and r.archived_at = 0"
	if in.Product != "" {
		p, err := v.Product(ctx, in.Product)
		if err != nil {
			return none, err
		}
		where, args = where+" and r.product_id = ?", append(args, p)
	}
	mark := page.MarkOf("acceptance.queue", v.Workspace, in.Product)
	if in.Cursor != "" {
		at, last, err := place(in.Cursor, mark)
		if err != nil {
			return none, err
		}
		where, args = where+" and (d.done_at, d.id) > (?, ?)", append(args, at, last)
	}
	rows, err := op.Where[backlog.Item](ctx, v, where+" order by d.done_at, d.id limit ?", append(args, limit+1)...)
	return page.Cut(rows, limit, func(i backlog.Item) page.Cursor {
		return page.Cursor{Of: mark, Values: []page.Value{page.Int(int64(i.DoneAt))}, ID: i.ID}
	}), err
}

// place reads the place of the last item on the page before.
func place(cursor string, mark page.Mark) (at clock.Instant, last string, err error) {
	c, err := page.Decode(cursor)
	if err == nil {
		err = c.Check(mark)
	}
	if err != nil {
		return 0, "", err
	}
	if len(c.Values) == 1 {
		if n, ok := c.Values[0].Any().(int64); ok {
			return clock.Instant(n), c.ID, nil
		}
	}
	return 0, "", errs.Fieldf("cursor", "is not the next of a page before")
}
