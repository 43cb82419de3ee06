package link

import (
	"context"
	"slices"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/platform/store"
)

// LeadsTo says whether the thread of a record leads up to a record of a kind
// that is in use.
func LeadsTo(ctx context.Context, v *op.View, one, kind string) (bool, error) {
	found, err := AllLeadingTo(ctx, v, []string{one}, kind)
	return found[one], err
}

// AllLeadingTo says which of several records have a thread that leads up to a
// record of a kind that is in use. The cross join keeps SQLite from reading all
// edges first.
func AllLeadingTo(ctx context.Context, v *op.View, records []string, kind string) (map[string]bool, error) {
	out := map[string]bool{}
	if len(records) == 0 {
		return out, nil
	}
	marks, args := record.Among(records)
	query := `with recursive up(root, id, depth) as (
  select id, id, 0 from record where workspace_id = ? and id in (` + marks + `)
  union
  select u.root, e.dst_id, u.depth + 1 from up u cross join thread_edge e where e.workspace_id = ? and e.src_id = u.id and e.way = 'u' and u.depth < ?
)
select distinct u.root from up u join record r on r.workspace_id = ? and r.id = u.id where r.kind = ? and r.archived_at = 0`
	found, err := store.All[string](ctx, v.R, query, append(append([]any{v.Workspace}, args...), v.Workspace, depthLimit, v.Workspace, kind)...)
	for _, i := range found {
		out[i] = true
	}
	return out, err
}

// blockerLimit bounds how many blockers of several records are looked at.
const blockerLimit = 5000

// together is how many records are followed in one walk.
const together = 400

// NearestAbove gives, for each of some records, those of a kind that it serves:
// the first on each way up along serves, delivers and the item that it is a
// sub-task of. What serves none is left out, and so is what the nearest one
// serves in turn. Whether the actor may see them is the caller's to ask.
func NearestAbove(ctx context.Context, v *op.View, records []string, kind string) (map[string][]string, error) {
	type met struct {
		From string `db:"origin"`
		To   string `db:"id"`
	}
	out := map[string][]string{}
	for part := range slices.Chunk(records, together) {
		marks, ids := record.Among(part)
		args := append([]any{v.Workspace}, ids...)
		args = append(args, v.Workspace, Serves, Delivers, v.Workspace, kind, depthLimit, kind)
		found, err := store.All[met](ctx, v.R, `with recursive up(origin, id, kind, depth) as (
  select r.id, r.id, r.kind, 0 from record r where r.workspace_id = ? and r.id in (`+marks+`)
  union
  select u.origin, e.dst_id, d.kind, u.depth + 1 from up u cross join thread_edge e cross join record d
  where e.workspace_id = ? and e.src_id = u.id and e.way = 'u' and e.type in (?, ?, 'parent')
   and d.workspace_id = ? and d.id = e.dst_id and d.archived_at = 0 and u.kind <> ? and u.depth < ?
)
select distinct origin, id from up where kind = ? order by origin, id`, args...)
		if err != nil {
			return nil, err
		}
		for _, m := range found {
			out[m.From] = append(out[m.From], m.To)
		}
	}
	return out, nil
}

// OpenBlockers gives the keys of the records that block one and are neither
// done nor closed, as far as the actor may see them.
func OpenBlockers(ctx context.Context, v *op.View, one string) ([]string, error) {
	found, err := AllOpenBlockers(ctx, v, []string{one})
	return found[one], err
}

// AllOpenBlockers gives, for each of several records that is blocked, the keys
// of the records that block it and are neither done nor closed, as far as the
// actor may see them.
func AllOpenBlockers(ctx context.Context, v *op.View, records []string) (map[string][]string, error) {
	out := map[string][]string{}
	if len(records) == 0 {
		return out, nil
	}
	marks, args := record.Among(records)
	scope, see := v.Scope("r.product_id")
	args = append(append(append([]any{v.Workspace}, args...), Blocks), see...)
	found, err := store.All[struct {
		Item string `db:"to_id"`
		Key  string `db:"key"`
	}](ctx, v.R, `select l.to_id, r.key from link l join record r on r.workspace_id = l.workspace_id and r.id = l.from_id
 where l.workspace_id = ? and l.to_id in (`+marks+`) and l.type = ? and r.category not in ('done', 'closed') and r.archived_at = 0 and `+scope+` order by r.id limit ?`,
		append(args, blockerLimit)...)
	for _, b := range found {
		out[b.Item] = append(out[b.Item], b.Key)
	}
	return out, err
}

// relatedLimit bounds how many records are taken along with another.
const relatedLimit = 50

// Related gives the ids of what a record is joined to by no more than being
// about the same, in either direction, as far as the actor may see it.
func Related(ctx context.Context, v *op.View, id string) ([]string, error) {
	scope, see := v.Scope("r.product_id")
	return store.All[string](ctx, v.R, `select distinct r.id from link l join record r on r.workspace_id = l.workspace_id and r.id = case when l.from_id = ? then l.to_id else l.from_id end
 where l.workspace_id = ? and (l.from_id = ? or l.to_id = ?) and l.type = ? and r.archived_at = 0 and `+scope+` order by r.id limit ?`,
		append(append([]any{id, v.Workspace, id, id, Relates}, see...), relatedLimit)...)
}
