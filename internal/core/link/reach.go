package link

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/platform/store"
)

// LeadsTo says whether the thread of a record leads up to a record of a kind
// that is in use.
func LeadsTo(ctx context.Context, v *op.View, record, kind string) (bool, error) {
	const query = `with recursive up(id, depth) as (
  select id, 0 from record where workspace_id = ? and id = ?
  union
  select e.dst_id, u.depth + 1 from up u cross join thread_edge e where e.workspace_id = ? and e.src_id = u.id and e.way = 'u' and u.depth < ?
)
select count(*) from up u join record r on r.workspace_id = ? and r.id = u.id where r.kind = ? and r.archived_at = 0`
	n, err := store.One[int64](ctx, v.R, query, v.Workspace, record, v.Workspace, depthLimit, v.Workspace, kind)
	return n > 0, err
}

// OpenBlockers gives the keys of the records that block one and are neither
// done nor closed, as far as the actor may see them.
func OpenBlockers(ctx context.Context, v *op.View, record string) ([]string, error) {
	scope, args := v.Scope("r.product_id")
	return store.All[string](ctx, v.R, `select r.key from link l join record r on r.workspace_id = l.workspace_id and r.id = l.from_id
 where l.workspace_id = ? and l.to_id = ? and l.type = ? and r.category not in ('done', 'closed') and r.archived_at = 0 and `+scope+` order by r.id limit ?`,
		append(append([]any{v.Workspace, record, Blocks}, args...), linkLimit)...)
}
