package kind

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// ringLimit bounds how far up a tree is walked.
const ringLimit = 100

// Ring says whether a record would come to stand above itself if parent
// became its parent. table and column say where parents stand; both are names
// in the code, never text from outside.
func Ring(ctx context.Context, v *op.View, table, column, child string, parent id.Ref) (bool, error) {
	if parent == "" {
		return false, nil
	}
	query := `with recursive above(id, depth) as (
  select id, 0 from record where workspace_id = ? and id = ?
  union
  select d.` + column + `, a.depth + 1 from above a join ` + table + ` d on d.workspace_id = ? and d.id = a.id where d.` + column + ` is not null and a.depth < ?
)
select count(*) from above where id = ?`
	n, err := store.One[int64](ctx, v.R, query, v.Workspace, parent, v.Workspace, ringLimit, child)
	return n > 0, err
}
