package link

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// acyclic refuses a link that would close a ring of serving or blocking: both
// mean an order.
func acyclic(ctx context.Context, tx *op.Tx, kind string, from, to *record.Row) error {
	if kind != Blocks && kind != Serves && kind != Delivers {
		return nil
	}
	const query = `with recursive reach(id, depth) as (
  select id, 0 from record where workspace_id = ? and id = ?
  union
  select l.to_id, r.depth + 1 from reach r join link l on l.workspace_id = ? and l.from_id = r.id and l.type = ? where r.depth < 100
)
select count(*) from reach where id = ?`
	n, err := store.One[int64](ctx, tx.R, query, tx.Workspace, to.ID, tx.Workspace, kind, from.ID)
	if err == nil && n > 0 {
		err = errs.New(errs.Conflict, "That would close a ring: %s already %s %s, directly or through others.", to.Key, kind, from.Key)
	}
	return err
}

// Joined is a link with the record at its other end.
type Joined struct {
	ID   string `json:"id" db:"link_id"`
	Type string `json:"type" db:"type"`
	Out  bool   `json:"out" db:"outward" doc:"True when it goes from the record asked about."`
	Node
}

// linkLimit bounds how many links of one record are listed.
const linkLimit = 500

func listLinks(ctx context.Context, v *op.View, in Ref) ([]Joined, error) {
	row, err := v.Base(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	const query = `select l.id as link_id, l.type, l.from_id = ? as outward, r.id, r.key, r.kind, r.title, r.state, r.category, r.product_id, l.type as link, ? as via_id, 1 as depth
from link l join record r on r.workspace_id = l.workspace_id and r.id = case when l.from_id = ? then l.to_id else l.from_id end
where l.workspace_id = ? and (l.from_id = ? or l.to_id = ?) order by l.type, r.id limit ?`
	rows, err := store.All[Joined](ctx, v.R, query, row.ID, row.ID, row.ID, v.Workspace, row.ID, row.ID, linkLimit)
	if err != nil {
		return nil, err
	}
	out := []Joined{}
	for _, j := range rows {
		if v.Sees(string(j.Product)) {
			out = append(out, j)
		}
	}
	return out, nil
}
