package plan

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/core/ledger"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// mostLines bounds the roadmap that is looked at.
const mostLines = 5000

// Kinds are those that stand on the roadmap.
var Kinds = []string{"feature", "initiative", "release", "milestone"}

const lineColumns = "select r.id, r.key, r.kind, r.title, r.state, r.category, r.product_id, r.owner_id, r.version, r.archived_at, "

// Each kind has its days in its own table, which is small; the records follow
// by their key.
var lineTables = []string{
	"d.horizon as horizon, d.start_on as start_on, d.end_on as end_on, cast(null as text) as due_on, cast(null as text) as released_on from feature d",
	"'' as horizon, d.start_on as start_on, d.end_on as end_on, cast(null as text) as due_on, cast(null as text) as released_on from initiative d",
	"'' as horizon, d.start_on as start_on, cast(null as text) as end_on, d.due_on as due_on, d.released_on as released_on from release d",
	"'' as horizon, cast(null as text) as start_on, cast(null as text) as end_on, d.due_on as due_on, cast(null as text) as released_on from milestone d",
}

// Load reads all lines that the actor may see, with those that were archived,
// and what ties them: two questions, however many lines there are.
func Load(ctx context.Context, v *op.View) (*Roadmap, error) {
	scope, seen := v.Scope("r.product_id")
	parts, args := make([]string, len(lineTables)), []any{}
	for i, t := range lineTables {
		parts[i] = lineColumns + t + " join record r on r.workspace_id = d.workspace_id and r.id = d.id where d.workspace_id = ? and " + scope
		args = append(append(args, v.Workspace), seen...)
	}
	lines, err := store.All[Line](ctx, v.R, strings.Join(parts, " union all ")+" order by 1 limit ?", append(args, mostLines+1)...)
	if err != nil {
		return nil, err
	}
	r := &Roadmap{Lines: lines, More: len(lines) > mostLines}
	r.Lines = r.Lines[:min(len(lines), mostLines)]
	for i := range r.Lines {
		r.Lines[i].end()
	}
	r.index()
	r.Ties, err = ties(ctx, v)
	return r, err
}

// present leaves out what is archived.
func present(lines []Line) []Line {
	return slices.DeleteFunc(lines, func(l Line) bool { return l.ArchivedAt != 0 })
}

// ties reads the links of the lines: found from the small tables of the kinds,
// not from all links.
func ties(ctx context.Context, v *op.View) ([]Tie, error) {
	from, fromArgs := v.Scope("a.product_id")
	to, toArgs := v.Scope("b.product_id")
	var parts []string
	var args []any
	for _, table := range Kinds {
		parts = append(parts, "select l.id, l.type, l.from_id, l.to_id from "+table+" d join record a on a.workspace_id = d.workspace_id and a.id = d.id and a.archived_at = 0"+
			" join link l on l.workspace_id = d.workspace_id and l.from_id = d.id and l.type in (?, ?, ?, ?)"+
			" join record b on b.workspace_id = l.workspace_id and b.id = l.to_id and b.archived_at = 0 and b.kind in ('feature', 'initiative', 'release', 'milestone', 'objective')"+
			" where d.workspace_id = ? and "+from+" and "+to)
		args = append(args, link.Blocks, link.ShipsIn, link.Delivers, link.Serves, v.Workspace)
		args = append(append(args, fromArgs...), toArgs...)
	}
	return store.All[Tie](ctx, v.R, strings.Join(parts, " union all ")+" order by 1", args...)
}

// only keeps the lines of some products, and what waits for them or what they
// wait for elsewhere, as far as that goes; nil keeps all.
func (r *Roadmap) only(products map[string]bool) *Roadmap {
	if products == nil {
		return r
	}
	keep := map[string]bool{}
	var next []string
	for i := range r.Lines {
		if products[string(r.Lines[i].Product)] {
			keep[r.Lines[i].ID] = true
			next = append(next, r.Lines[i].ID)
		}
	}
	near := map[string][]string{}
	for _, e := range r.Edges() {
		near[e.From], near[e.To] = append(near[e.From], e.To), append(near[e.To], e.From)
	}
	for len(next) > 0 {
		id := next[len(next)-1]
		next = next[:len(next)-1]
		for _, n := range near[id] {
			if !keep[n] && r.Line(n) != nil {
				keep[n] = true
				next = append(next, n)
			}
		}
	}
	out := &Roadmap{More: r.More, Lines: []Line{}, Ties: []Tie{}}
	for _, l := range r.Lines {
		if keep[l.ID] {
			out.Lines = append(out.Lines, l)
		}
	}
	for _, t := range r.Ties {
		if keep[t.From] && (keep[t.To] || t.Type == link.Serves) {
			out.Ties = append(out.Ties, t)
		}
	}
	out.index()
	return out
}

// products gives the ids of the products asked about; nil for all.
func (in In) products(ctx context.Context, v *op.View) (map[string]bool, error) {
	product := ""
	if in.Product != "" {
		p, err := v.Product(ctx, in.Product)
		if err != nil {
			return nil, err
		}
		product = p
	}
	switch {
	case in.Portfolio == "" && product == "":
		return nil, nil //nolint:nilnil // all of them
	case in.Portfolio == "":
		return map[string]bool{product: true}, nil
	}
	top, err := v.Base(ctx, in.Portfolio)
	if err != nil {
		return nil, err
	}
	if top.Kind != "portfolio" {
		return nil, errs.Fieldf("portfolio", "%s is a %s, not a portfolio", top.Key, top.Kind)
	}
	found, err := store.All[string](ctx, v.R, `with recursive below(id) as (
  select p.id from portfolio p where p.workspace_id = ? and p.id = ?
  union select p.id from below b join portfolio p on p.workspace_id = ? and p.parent_id = b.id
) select p.id from below b join product p on p.workspace_id = ? and p.portfolio_id = b.id`, v.Workspace, top.ID, v.Workspace, v.Workspace)
	out := map[string]bool{}
	for _, p := range found {
		if v.Sees(p) && (product == "" || p == product) {
			out[p] = true
		}
	}
	return out, err
}

// done is what was accepted of the work of one line.
type done struct {
	ID       string  `db:"id"`
	Items    int64   `db:"items"`
	Accepted int64   `db:"accepted"`
	Points   float64 `db:"points"`
	Sized    float64 `db:"points_accepted"`
}

// The work of a feature is what delivers it, that of a release what ships in it
// by itself; the rest is summed up from the features.
const workOf = `select l.to_id as id, count(*) as items, sum(case when r.category = 'closed' then 1 else 0 end) as accepted,
 coalesce(sum(i.estimate), 0) as points, coalesce(sum(case when r.category = 'closed' then i.estimate end), 0) as points_accepted
 from %s d join record t on t.workspace_id = d.workspace_id and t.id = d.id
 join link l on l.workspace_id = d.workspace_id and l.to_id = d.id and l.type = ?
 join item i on i.workspace_id = l.workspace_id and i.id = l.from_id
 join record r on r.workspace_id = l.workspace_id and r.id = l.from_id
 where d.workspace_id = ? and t.archived_at = 0 and r.archived_at = 0 and r.state not in (%s) and %s group by l.to_id`

// progress counts the work of the lines of some products.
func (r *Roadmap) progress(ctx context.Context, v *op.View, products map[string]bool) error {
	dropped, err := droppedItems(ctx, v)
	if err != nil {
		return err
	}
	scope, seen := v.Scope("t.product_id")
	inner, innerSeen := v.Scope("r.product_id")
	scope, seen = scope+" and "+inner, append(slices.Clone(seen), innerSeen...)
	if len(products) > 0 && len(products) <= 100 {
		list := make([]string, 0, len(products))
		for p := range products {
			list = append(list, p)
		}
		slices.Sort(list)
		marks, args := record.Among(list)
		scope, seen = scope+" and t.product_id in ("+marks+")", append(seen, args...)
	}
	for _, of := range [][2]string{{"feature", link.Delivers}, {"release", link.ShipsIn}} {
		query := strings.Replace(strings.Replace(strings.Replace(workOf, "%s", of[0], 1), "%s", strings.TrimSuffix(strings.Repeat("?, ", len(dropped)), ", "), 1), "%s", scope, 1)
		args := append(append([]any{of[1], v.Workspace}, dropped...), seen...)
		all, err := store.All[done](ctx, v.R, query, args...)
		if err != nil {
			return err
		}
		for _, d := range all {
			r.Line(d.ID).add(d.Items, d.Accepted, d.Points, d.Sized)
		}
	}
	r.sumUp()
	return nil
}

func (l *Line) add(items, accepted int64, points, sized float64) {
	if l != nil {
		l.Items, l.Accepted, l.Points, l.PointsAccepted = l.Items+items, l.Accepted+accepted, l.Points+points, l.PointsAccepted+sized
	}
}

// sumUp adds the work of features to their releases and initiatives.
func (r *Roadmap) sumUp() {
	for _, t := range r.Ties {
		from, to := r.Line(t.From), r.Line(t.To)
		if from != nil && to != nil && from.Kind == "feature" && (t.Type == link.ShipsIn || t.Type == link.Delivers) {
			to.add(from.Items, from.Accepted, from.Points, from.PointsAccepted)
		}
	}
}

// droppedItems gives the names of the states of items that mean dropped, in any
// product's workflow.
func droppedItems(ctx context.Context, v *op.View) ([]any, error) {
	const meansDropped = "dropped"
	out := []any{meansDropped}
	own, err := record.Where[record.ProductWorkflow](ctx, v.At, "1 = 1")
	for _, w := range own {
		for _, s := range w.States {
			if s.Meaning == meansDropped && !slices.Contains(out, any(s.Name)) {
				out = append(out, s.Name)
			}
		}
	}
	return out, err
}

func lastSeq(ctx context.Context, v *op.View) (int64, error) {
	return ledger.Last(ctx, v.R, v.Workspace)
}
