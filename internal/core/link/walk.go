package link

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// acyclic refuses a link that would close a ring of serving, driving or
// blocking: all mean an order. The cross join keeps SQLite from reading all links first.
func acyclic(ctx context.Context, tx *op.Tx, kind string, from, to *record.Row) error {
	if kind != Blocks && kind != Drives && (kind != Serves || from.Kind != to.Kind) {
		return nil // between different kinds there is only one direction
	}
	const query = `with recursive reach(id, depth) as (
  select id, 0 from record where workspace_id = ? and id = ?
  union
  select l.to_id, r.depth + 1 from reach r cross join link l where l.workspace_id = ? and l.from_id = r.id and l.type = ? and r.depth < 100
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
	ID     string `json:"id" doc:"Id of the link."`
	Type   string `json:"type"`
	Out    bool   `json:"out" doc:"True when it goes from the record asked about."`
	Record End    `json:"record" doc:"The record at its other end."`
}

// End is a record at the other end of a link.
type End struct {
	ID       string          `db:"id" json:"id"`
	Key      string          `db:"key" json:"key"`
	Kind     string          `db:"kind" json:"kind"`
	Title    string          `db:"title" json:"title"`
	State    string          `db:"state" json:"state"`
	Category record.Category `db:"category" json:"category"`
	Product  id.Ref          `db:"product_id" json:"product" ref:"product"`
}

// linkLimit bounds how many links of one record are listed.
const linkLimit = 500

func listLinks(ctx context.Context, v *op.View, in Ref) ([]Joined, error) {
	row, err := v.Base(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	type joined struct {
		Link string `db:"link_id"`
		Type string `db:"type"`
		Out  bool   `db:"outward"`
		End
	}
	scope, see := v.Scope("r.product_id")
	query := `select l.id as link_id, l.type, l.from_id = ? as outward, r.id, r.key, r.kind, r.title, r.state, r.category, r.product_id
from link l join record r on r.workspace_id = l.workspace_id and r.id = case when l.from_id = ? then l.to_id else l.from_id end
where l.workspace_id = ? and (l.from_id = ? or l.to_id = ?) and ` + scope + ` order by l.type, r.id limit ?`
	args := append([]any{row.ID, row.ID, v.Workspace, row.ID, row.ID}, see...)
	rows, err := store.All[joined](ctx, v.R, query, append(args, linkLimit)...)
	out := make([]Joined, len(rows))
	for i, j := range rows {
		out[i] = Joined{j.Link, j.Type, j.Out, j.End}
	}
	return out, err
}
