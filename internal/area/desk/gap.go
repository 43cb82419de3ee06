// Package desk holds what somebody looks at first: the gaps in the thread of a
// whole product.
//
// Words it owns: gap (of a product): work that serves nothing, an objective
// without work, a promise without delivery.
package desk

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/area/backlog"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/page"
	"throughline/internal/platform/store"
)

// The sorts of gap.
const (
	Work      = "work"      // open work whose thread leads up to no objective
	Objective = "objective" // an objective in force that no work serves
	Promise   = "promise"   // a feature or release that is promised, or a promise, and nothing delivers it
)

// GapsIn asks for the gaps of a product, or of all that one may see.
type GapsIn struct {
	Product string `json:"product" in:"query" ref:"product" doc:"Only those of one product, by id or key."`
	Gap     string `json:"gap" in:"query" v:"enum=work|objective|promise" doc:"Only those of one sort."`
	Limit   int    `json:"limit" in:"query"`
	Cursor  string `json:"cursor" in:"query"`
}

// Gap is a record whose thread lacks what it should have.
type Gap struct {
	ID      string `json:"id" db:"id"`
	Key     string `json:"key" db:"key"`
	Kind    string `json:"kind" db:"kind"`
	Title   string `json:"title" db:"title"`
	State   string `json:"state" db:"state"`
	Product id.Ref `json:"product" db:"product_id" ref:"product"`
	Gap     string `json:"gap" db:"-" doc:"work, objective or promise."`
	What    string `json:"what" db:"-" doc:"What is missing, in a sentence."`
}

// Register adds the questions of the first page.
func Register(r *op.Registry) {
	op.Ask(r, "gap.list", gaps, op.Says("List the gaps in the thread: work that serves nothing, objectives without work, promises without delivery."), op.Needs(op.Inside))
}

// sort is one sort of gap: the condition over a record r that holds for it.
type sort struct {
	name  string
	where func(ctx context.Context, v *op.View) (with, condition string, args []any, err error)
	what  map[string]string // by kind; "" for the rest
}

var sorts = []sort{
	{Work, idleWork, map[string]string{"": "Its thread leads to no objective."}},
	{Objective, idleObjective, map[string]string{"": "No feature or initiative serves it."}},
	{Promise, emptyPromise, map[string]string{
		"feature": "It is promised, and no story, bug, task or spike delivers it.",
		"release": "It is promised for a day, and nothing ships in it.",
		"promise": "It was given to somebody, and nothing keeps it.",
	}},
}

func gaps(ctx context.Context, v *op.View, in GapsIn) (page.Page[Gap], error) {
	var none page.Page[Gap]
	limit, err := page.Limit(in.Limit)
	if err != nil {
		return none, err
	}
	keep, args := v.Scope("r.product_id")
	if in.Product != "" {
		p, err := v.Product(ctx, in.Product)
		if err != nil {
			return none, err
		}
		keep, args = keep+" and r.product_id = ?", append(args, p)
	}
	mark := page.MarkOf("gap.list", v.Workspace, in.Product, in.Gap)
	first, last, err := place(in.Cursor, mark)
	if err != nil {
		return none, err
	}
	var found []Gap
	for _, s := range sorts[first:] {
		if in.Gap != "" && in.Gap != s.name || len(found) > limit {
			continue
		}
		some, err := s.find(ctx, v, keep+" and r.id > ?", append(slices.Clone(args), last), limit+1-len(found))
		if err != nil {
			return none, err
		}
		found, last = append(found, some...), ""
	}
	return page.Cut(found, limit, func(g Gap) page.Cursor {
		n := slices.IndexFunc(sorts, func(s sort) bool { return s.name == g.Gap })
		return page.Cursor{Of: mark, Values: []page.Value{page.Int(int64(n))}, ID: g.ID}
	}), nil
}

// place reads the sort and id of the last gap on the page before.
func place(cursor string, mark page.Mark) (nth int, last string, err error) {
	if cursor == "" {
		return 0, "", nil
	}
	c, err := page.Decode(cursor)
	if err == nil {
		err = c.Check(mark)
	}
	if err != nil {
		return 0, "", err
	}
	if len(c.Values) == 1 {
		if n, ok := c.Values[0].Any().(int64); ok && n >= 0 && n < int64(len(sorts)) {
			return int(n), c.ID, nil
		}
	}
	return 0, "", errs.Fieldf("cursor", "is not the next of a page before")
}

func (s sort) find(ctx context.Context, v *op.View, keep string, kept []any, limit int) ([]Gap, error) {
	with, where, args, err := s.where(ctx, v)
	if err != nil {
		return nil, err
	}
	query := with + `select r.id, r.key, r.kind, r.title, r.state, r.product_id from record r
 where r.workspace_id = ? and r.archived_at = 0 and ` + where + " and " + keep + " order by r.id limit ?"
	n := strings.Count(with, "?")
	all := append(slices.Clone(args[:n]), v.Workspace)
	all = append(append(append(all, args[n:]...), kept...), limit)
	found, err := store.All[Gap](ctx, v.R, query, all...)
	for i := range found {
		found[i].Gap, found[i].What = s.name, s.what[""]
		if w, ok := s.what[found[i].Kind]; ok {
			found[i].What = w
		}
	}
	return found, err
}

// idleWork: open items, and features and initiatives that are not out yet,
// beyond the reach of every objective. The reach is walked once for the whole
// workspace, downwards along the links that carry a purpose.
func idleWork(_ context.Context, v *op.View) (with, condition string, args []any, err error) {
	with = `with recursive served(id) as (
  select r.id from record r where r.workspace_id = ? and r.kind = 'objective' and r.archived_at = 0
  union
  select e.dst_id from served s cross join thread_edge e where e.workspace_id = ? and e.src_id = s.id and e.way = 'd' and e.type in (?, ?, 'parent')
) `
	condition = `(r.kind in ('story', 'bug', 'task', 'spike') and r.category <> 'closed' or r.kind in ('feature', 'initiative') and r.category in ('todo', 'doing'))
 and r.id not in (select id from served)`
	return with, condition, []any{v.Workspace, v.Workspace, link.Serves, link.Delivers}, nil
}

// idleObjective: objectives in force that no feature or initiative reaches,
// directly or through smaller objectives. What was dropped reaches nothing.
func idleObjective(ctx context.Context, v *op.View) (with, condition string, args []any, err error) {
	args = []any{v.Workspace}
	dropped := ""
	for _, k := range []string{"feature", "initiative"} {
		names, err := meant(ctx, v, k, "dropped")
		if err != nil {
			return "", "", nil, err
		}
		dropped += " or r.kind = '" + k + "' and r.state not in (" + marks(names) + ")"
		args = append(args, names...)
	}
	with = `with recursive backed(id) as (
  select r.id from record r where r.workspace_id = ? and r.archived_at = 0 and (` + dropped[len(" or "):] + `)
  union
  select e.dst_id from backed b cross join thread_edge e where e.workspace_id = ? and e.src_id = b.id and e.way = 'u' and e.type in (?, ?)
) `
	args = append(args, v.Workspace, link.Serves, link.Delivers)
	return with, "r.kind = 'objective' and r.category in ('todo', 'doing') and r.id not in (select id from backed)", args, nil
}

// emptyPromise: promises that bind and that nothing keeps but what was dropped;
// features that are planned or in progress, with a day, on the
// nearest horizon or in a release, that no item delivers; and releases with a
// day in which nothing ships.
func emptyPromise(ctx context.Context, v *op.View) (with, condition string, args []any, err error) {
	promised, err := meant(ctx, v, "feature", "planned", "in progress")
	if err != nil {
		return "", "", nil, err
	}
	unkept, unkeptArgs, err := unkeptPromise(ctx, v)
	if err != nil {
		return "", "", nil, err
	}
	dropped := []any{}
	for _, k := range backlog.Kinds {
		names, err := meant(ctx, v, k, backlog.Dropped)
		if err != nil {
			return "", "", nil, err
		}
		dropped = append(dropped, names...)
	}
	condition = `(r.kind = 'feature' and r.state in (` + marks(promised) + `)
 and (exists (select 1 from feature f where f.workspace_id = ? and f.id = r.id and (f.start_on is not null or f.end_on is not null or f.horizon = 'now'))
  or exists (select 1 from link l join record o on o.workspace_id = l.workspace_id and o.id = l.to_id
   where l.workspace_id = ? and l.from_id = r.id and l.type = ? and o.category in ('todo', 'doing') and o.archived_at = 0))
 and not exists (select 1 from link l join record i on i.workspace_id = l.workspace_id and i.id = l.from_id
  where l.workspace_id = ? and l.to_id = r.id and l.type = ? and i.archived_at = 0 and i.state not in (` + marks(dropped) + `))
 or r.kind = 'release' and r.category in ('todo', 'doing')
 and exists (select 1 from release x where x.workspace_id = ? and x.id = r.id and x.due_on is not null)
 and not exists (select 1 from link l join record i on i.workspace_id = l.workspace_id and i.id = l.from_id
  where l.workspace_id = ? and l.to_id = r.id and l.type = ? and i.archived_at = 0)
 or ` + unkept + ")"
	args = append(promised, v.Workspace, v.Workspace, link.ShipsIn, v.Workspace, link.Delivers)
	args = append(args, dropped...)
	args = append(args, v.Workspace, v.Workspace, link.ShipsIn)
	return "", condition, append(args, unkeptArgs...), nil
}

// unkeptPromise: promises that bind, and that nothing keeps but what was dropped.
func unkeptPromise(ctx context.Context, v *op.View) (condition string, args []any, err error) {
	args = []any{v.Workspace, link.KeptBy}
	gone := ""
	for _, k := range append([]string{"feature", "release"}, backlog.Kinds...) {
		names, err := meant(ctx, v, k, "dropped")
		if err != nil {
			return "", nil, err
		}
		if len(names) > 0 {
			gone += " or i.kind = '" + k + "' and i.state in (" + marks(names) + ")"
			args = append(args, names...)
		}
	}
	return `r.kind = 'promise' and r.category in ('todo', 'doing')
 and not exists (select 1 from link l join record i on i.workspace_id = l.workspace_id and i.id = l.to_id
  where l.workspace_id = ? and l.from_id = r.id and l.type = ? and i.archived_at = 0 and not (1 = 0` + gone + `))`, args, nil
}

// meant gives the names of the states of a kind that mean one of some things,
// in any product's workflow.
func meant(ctx context.Context, v *op.View, kind string, meanings ...string) ([]any, error) {
	k, ok := v.Engine.Reg.Kind(kind)
	if !ok {
		return nil, errs.New(errs.Internal, "the kind %s is not registered", kind)
	}
	all := slices.Clone(k.Workflow)
	own, err := record.Where[record.ProductWorkflow](ctx, v.At, "1 = 1")
	for _, w := range own {
		if slices.Contains(w.Kinds, kind) {
			all = append(all, w.States...)
		}
	}
	out := []any{}
	for _, s := range all {
		if slices.Contains(meanings, s.Meaning) && !slices.Contains(out, any(s.Name)) {
			out = append(out, s.Name)
		}
	}
	return out, err
}

// marks gives a placeholder for each of some values.
func marks(values []any) string {
	return strings.TrimSuffix(strings.Repeat("?, ", len(values)), ", ")
}
