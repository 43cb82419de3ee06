package ranking

import (
	"context"
	"slices"

	"throughline/internal/area/roadmap"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/platform/store"
)

// deep is how far up the thread is looked: over needs and insights to feedback.
const deep = 5

// wordsOf sums how much it matters to those who asked, by feature: over the
// feedback behind it, each piece once however many ways lead there. It asks
// nothing where no input needs it.
func wordsOf(ctx context.Context, v *op.View, r *Ranking, fs []roadmap.Feature) (map[string]float64, error) {
	if len(fs) == 0 || !slices.ContainsFunc(r.Inputs, func(in Operand) bool { return in.From == customers }) {
		return nil, nil
	}
	ids := make([]string, len(fs))
	for i := range fs {
		ids[i] = fs[i].ID
	}
	marks, among := record.Among(ids)
	scope, see := v.Scope("r.product_id")
	query := `with recursive up(root, id, depth) as (
  select id, id, 0 from record where workspace_id = ? and id in (` + marks + `)
  union
  select u.root, e.dst_id, u.depth + 1 from up u cross join thread_edge e
   where e.workspace_id = ? and e.src_id = u.id and e.way = 'u' and e.type in (?, ?) and u.depth < ?
)
select u.root, sum(f.importance) as importance from (select distinct root, id from up) u
 join feedback f on f.workspace_id = ? and f.id = u.id join record r on r.workspace_id = f.workspace_id and r.id = f.id
 where r.archived_at = 0 and f.importance is not null and ` + scope + ` group by u.root`
	args := append([]any{v.Workspace}, among...)
	args = append(append(args, v.Workspace, link.Evidence, link.Addresses, deep, v.Workspace), see...)
	type row struct {
		Root       string `db:"root"`
		Importance int64  `db:"importance"`
	}
	rows, err := store.All[row](ctx, v.R, query, args...)
	out := map[string]float64{}
	for _, r := range rows {
		out[r.Root] = float64(r.Importance)
	}
	return out, err
}
