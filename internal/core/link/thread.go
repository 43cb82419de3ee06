package link

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// Node is a record as the thread shows it, with the link that leads to it.
type Node struct {
	ID       string          `db:"id" json:"id"`
	Key      string          `db:"key" json:"key"`
	Kind     string          `db:"kind" json:"kind"`
	Title    string          `db:"title" json:"title"`
	State    string          `db:"state" json:"state"`
	Category record.Category `db:"category" json:"category"`
	Product  id.Ref          `db:"product_id" json:"product" ref:"product"`
	Link     string          `db:"link" json:"link" ref:"-" doc:"The type of the link that leads here; empty for the record itself."`
	From     string          `db:"via_id" json:"from" ref:"record" doc:"The record from which the link leads here."`
	Depth    int64           `db:"depth" json:"depth" doc:"Steps from the record."`
}

// Gap is a step that the thread should have and has not.
type Gap struct {
	Record string `json:"record" ref:"record" doc:"Key of the record where it is missing."`
	What   string `json:"what" doc:"What is missing, in a sentence."`
	Link   string `json:"link" ref:"-" doc:"The type of link that would fill it."`
	Kind   string `json:"kind" doc:"The kind of record it would lead to."`
}

// Thread is all that a record reaches, without turning back.
type Thread struct {
	Record Node   `json:"record"`
	Up     []Node `json:"up" doc:"What it serves, nearest first."`
	Down   []Node `json:"down" doc:"What serves it, nearest first."`
	Gaps   []Gap  `json:"gaps"`
	More   bool   `json:"more" doc:"There is more than is shown."`
}

// threadLimit bounds each direction of a thread.
const threadLimit = 2000

// depthLimit bounds how many steps a thread is followed; more would be a ring.
const depthLimit = 24

// walk is the whole thread in one recursive query over the edges (see edge.go).
// Each way is followed to its end and never left, but for the last step to a
// metric ('m'). A union (not union all) keeps rings from running away; the cross
// joins keep SQLite from reading all edges first. The
// first row is made from columns, because PostgreSQL wants both halves to
// compare text the same way, as the columns do.
const walk = `with recursive thread(id, via_id, link, way, depth) as (
  select r.id, substr(r.id, 1, 0), substr(r.id, 1, 0), substr(r.id, 1, 0) || w.way, 0
  from record r, (select 'u' as way union all select 'd') w where r.workspace_id = ? and r.id = ?
  union
  select e.dst_id, e.src_id, e.type, e.way, t.depth + 1 from thread t cross join thread_edge e
  where e.workspace_id = ? and e.src_id = t.id and e.way in (t.way, 'm') and t.depth < ? and t.way <> 'm'
)
select r.id, r.key, r.kind, r.title, r.state, r.category, r.product_id, t.way, min(t.link) as link, min(t.via_id) as via_id, min(t.depth) as depth
from thread t cross join record r where r.workspace_id = ? and r.id = t.id
and t.depth > 0 and r.archived_at = 0
group by r.id, r.key, r.kind, r.title, r.state, r.category, r.product_id, t.way
order by depth, r.kind, r.id limit ?`

func threadOf(ctx context.Context, v *op.View, in Ref) (*Thread, error) {
	row, err := v.Base(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	t := &Thread{Up: []Node{}, Down: []Node{}, Gaps: []Gap{}}
	nodes, err := store.All[Node](ctx, v.R, "select id, key, kind, title, state, category, product_id, '' as link, '' as via_id, 0 as depth from record where workspace_id = ? and id = ?", v.Workspace, row.ID)
	if err != nil {
		return nil, err
	}
	if len(nodes) == 0 {
		return nil, errs.New(errs.NotFound, "There is no %s here.", in.ID)
	}
	t.Record = nodes[0]
	found, err := store.All[walked](ctx, v.R, walk, v.Workspace, row.ID, v.Workspace, depthLimit, v.Workspace, 2*threadLimit+1)
	if err != nil {
		return nil, err
	}
	t.More = len(found) > 2*threadLimit
	for _, n := range found {
		switch {
		case !v.Sees(string(n.Product)):
		case n.Way == "u":
			t.Up = append(t.Up, n.Node)
		default:
			t.Down = append(t.Down, n.Node)
		}
	}
	if err := t.vision(ctx, v); err != nil {
		return nil, err
	}
	t.Gaps = gapsOf(t)
	return t, nil
}

// walked is a node with the way on which it was met.
type walked struct {
	Way string `db:"way"`
	Node
}

// vision puts the product, whose vision everything serves in the end, at the
// upper end of the thread.
func (t *Thread) vision(ctx context.Context, v *op.View) error {
	if t.Record.Product == "" || t.Record.Kind == "product" {
		return nil
	}
	depth, via := int64(1), t.Record.ID
	for _, n := range t.Up {
		if n.Product == t.Record.Product && n.Depth >= depth && (n.Kind == "objective" || n.Kind == "pillar") {
			depth, via = n.Depth+1, n.ID
		}
	}
	const query = `select r.id, r.key, r.kind, case when p.vision <> '' then p.vision else r.title end as title, r.state, r.category, r.product_id,
 'vision' as link, cast(? as text) as via_id, cast(? as bigint) as depth from record r join product p on p.workspace_id = r.workspace_id and p.id = r.id where r.workspace_id = ? and r.id = ?`
	found, err := store.All[Node](ctx, v.R, query, via, depth, v.Workspace, string(t.Record.Product))
	t.Up = append(t.Up, found...)
	return err
}
