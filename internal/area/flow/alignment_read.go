package flow

import (
	"cmp"
	"context"
	"slices"

	"throughline/internal/core/link"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// AlignmentIn asks what the sprints of a product served.
type AlignmentIn struct {
	Scope
	Last int `json:"last" in:"query" v:"min=0,max=60" doc:"How many of the newest sprints; 12 when left out."`
}

// Alignment is what the effort of each sprint went into: by objective, and into
// what serves none.
type Alignment struct {
	Head
	Sprints    []SprintRef `json:"sprints" doc:"The oldest first; the last may be active still."`
	Effort     []float64   `json:"effort" doc:"Of each sprint."`
	Objectives []Served    `json:"objectives" doc:"Those that the sprints served, the most served first, and those in force that none did."`
	Unseen     []float64   `json:"unseen" doc:"Of each sprint, what served objectives of products that you do not see."`
	Nothing    []float64   `json:"nothing" doc:"Of each sprint, what serves no objective."`
	Aligned    *float64    `json:"aligned" doc:"Of all effort, the share that serves an objective, 0 to 1; null without effort."`
	Unsized    int         `json:"unsized" doc:"Items without an estimate, which count 0 points."`
}

// Served is one objective, and what went into it.
type Served struct {
	Named
	Effort  []float64 `json:"effort" doc:"Of each sprint. An item that serves two objectives counts half for each."`
	Sum     float64   `json:"sum"`
	Share   float64   `json:"share" doc:"Of all effort, 0 to 1."`
	InForce bool      `json:"inForce" doc:"It is neither reached nor given up."`
	Open    int       `json:"open" doc:"Open items that serve it now, in a sprint or not."`
}

const alignmentRule = "The effort of a sprint is the size of what stood in it at its end, or stands in it now, done or not. " +
	"Each item counts for the nearest objectives that it serves, in equal parts: through what it delivers, by the links as they are now."

func alignment(ctx context.Context, l *look, in AlignmentIn) (*Alignment, error) {
	all, err := l.sprints(ctx)
	if err != nil {
		return nil, err
	}
	last := in.Last
	if last == 0 {
		last = 12
	}
	all = all[max(0, len(all)-last):]
	n := len(all)
	a := &Alignment{Head: l.head(alignmentRule), Sprints: make([]SprintRef, n), Effort: make([]float64, n), Objectives: []Served{}, Unseen: make([]float64, n), Nothing: make([]float64, n)}
	for i := range all {
		a.Sprints[i] = *all[i].ref()
	}
	stood := l.held(all)
	a.Looked = len(stood)
	serves, err := link.NearestAbove(ctx, l.View, ids(stood), "objective")
	if err != nil {
		return nil, err
	}
	objectives, err := l.objectives(ctx, serves)
	if err != nil {
		return nil, err
	}
	a.spread(stood, serves, objectives)
	return a, l.inForce(ctx, a, objectives)
}

// standing is how much of an item stood in one of some sprints at its end.
type standing struct {
	item    string
	nth     int // of the sprints
	size    float64
	unsized bool
}

func ids(all []standing) []string {
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = s.item
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// held finds what was in each of some sprints at its end, or is in it now.
func (l *look) held(sprints []sprint) []standing {
	var out []standing
	l.each(func(it *item, phases []phase) {
		for i := range sprints {
			s := &sprints[i]
			number, met := l.past.sprintAt[s.id]
			p := on(phases, min(s.end, l.now+1)-1)
			if met && p != nil && p.in && p.sprint == number {
				out = append(out, standing{it.id, i, l.size(p), p.estimate < 0})
			}
		}
	})
	return out
}

// objective is one that items lead to, or that waits for some.
type objective struct {
	Named
	Category string `db:"category"`
}

func (o *objective) inForce() bool { return o.Category == "todo" || o.Category == "doing" }

// objectives gives those that something serves and that the actor may see, and
// those of the product that are in force.
func (l *look) objectives(ctx context.Context, serves map[string][]string) (map[string]*Served, error) {
	const fields = "select r.id, r.key, r.title, r.kind, r.state, r.category from record r where r.workspace_id = ? and r.kind = 'objective' and r.archived_at = 0 and "
	found, err := store.All[objective](ctx, l.R, fields+"r.product_id = ? and r.category in ('todo', 'doing') order by r.id limit 500", l.Workspace, l.product.ID)
	if err != nil {
		return nil, err
	}
	met := map[string]bool{}
	for _, to := range serves {
		for _, id := range to {
			met[id] = true
		}
	}
	wanted := make([]string, 0, len(met))
	for id := range met {
		wanted = append(wanted, id)
	}
	slices.Sort(wanted)
	scope, see := l.Scope("r.product_id")
	for part := range slices.Chunk(wanted, 400) {
		marks, args := record.Among(part)
		some, err := store.All[objective](ctx, l.R, fields+"r.id in ("+marks+") and "+scope, append(append([]any{l.Workspace}, args...), see...)...)
		if err != nil {
			return nil, err
		}
		found = append(found, some...)
	}
	out := map[string]*Served{}
	for _, o := range found {
		out[o.ID] = &Served{Named: o.Named, InForce: o.inForce()}
	}
	return out, nil
}

// spread gives each objective its part.
func (a *Alignment) spread(stood []standing, serves map[string][]string, objectives map[string]*Served) {
	for _, o := range objectives {
		o.Effort = make([]float64, len(a.Sprints))
	}
	total, aligned := 0.0, 0.0
	for _, s := range stood {
		a.Effort[s.nth] += s.size
		total += s.size
		if s.unsized {
			a.Unsized++
		}
		to := serves[s.item]
		if len(to) == 0 {
			a.Nothing[s.nth] += s.size
			continue
		}
		aligned += s.size
		part := s.size / float64(len(to))
		for _, id := range to {
			if o, seen := objectives[id]; seen {
				o.Effort[s.nth] += part
				o.Sum += part
			} else {
				a.Unseen[s.nth] += part
			}
		}
	}
	if total == 0 {
		return
	}
	share := aligned / total
	a.Aligned = &share
	for _, o := range objectives {
		o.Share = o.Sum / total
	}
}

// inForce counts the open items of each objective, and puts them in order.
func (l *look) inForce(ctx context.Context, a *Alignment, objectives map[string]*Served) error {
	type counted struct {
		ID string `db:"root"`
		N  int    `db:"n"`
	}
	all := make([]string, 0, len(objectives))
	for id := range objectives {
		all = append(all, id)
	}
	slices.Sort(all)
	for part := range slices.Chunk(all, 400) {
		marks, args := record.Among(part)
		args = append(append([]any{l.Workspace}, args...), l.Workspace, link.Serves, link.Delivers, l.Workspace, l.Workspace, l.product.ID)
		// A smaller objective keeps its work to itself, as in the sprints.
		found, err := store.All[counted](ctx, l.R, `with recursive down(root, id) as (
  select r.id, r.id from record r where r.workspace_id = ? and r.id in (`+marks+`)
  union
  select s.root, e.dst_id from down s cross join thread_edge e cross join record d
  where e.workspace_id = ? and e.src_id = s.id and e.way = 'd' and e.type in (?, ?, 'parent') and d.workspace_id = ? and d.id = e.dst_id and d.kind <> 'objective' and d.archived_at = 0
)
select s.root, count(*) as n from down s cross join record r where r.workspace_id = ? and r.id = s.id and r.product_id = ?
 and r.kind in ('story', 'bug', 'task', 'spike') and r.category in ('todo', 'doing') group by s.root`, args...)
		if err != nil {
			return err
		}
		for _, c := range found {
			objectives[c.ID].Open = c.N
		}
	}
	for _, o := range objectives {
		a.Objectives = append(a.Objectives, *o)
	}
	slices.SortFunc(a.Objectives, func(x, y Served) int {
		return cmp.Or(cmp.Compare(y.Sum, x.Sum), cmp.Compare(y.Open, x.Open), cmp.Compare(x.Title, y.Title), cmp.Compare(x.ID, y.ID))
	})
	return nil
}

// serving finds the items of a sprint, or of the newest ones, that serve an
// objective; those that serve none where it is "none".
func (l *look) serving(ctx context.Context, in *ItemsIn) (func([]phase) []*phase, string, error) {
	s := l.sprint
	if s == nil {
		return nil, "", errs.Fieldf("sprint", "is required for the figure serving")
	}
	want, rule := in.Objective, "Items of "+s.title+" that serve no objective."
	if want == "" {
		return nil, "", errs.Fieldf("objective", "is required for the figure serving: its id or key, or none")
	}
	if want != "none" {
		row, err := l.Base(ctx, want)
		if err != nil {
			return nil, "", err
		}
		want, rule = row.ID, "Items of "+s.title+" that serve "+row.Title+"."
	}
	l.sprint = nil // it asks for the items at its end, and not for all that were ever in it
	stood := l.held([]sprint{*s})
	serves, err := link.NearestAbove(ctx, l.View, ids(stood), "objective")
	if err != nil {
		return nil, "", err
	}
	l.among = map[string]bool{}
	for _, one := range stood {
		if to := serves[one.item]; want == "none" && len(to) == 0 || slices.Contains(to, want) {
			l.among[one.item] = true
		}
	}
	at := min(s.end, l.now+1) - 1
	return func(phases []phase) []*phase {
		if p := on(phases, at); p != nil {
			return []*phase{p}
		}
		return nil
	}, rule, nil
}
