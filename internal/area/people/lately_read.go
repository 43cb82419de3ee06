package people

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// LatelyIn asks who decided lately.
type LatelyIn struct {
	Product string `json:"product" in:"query" v:"required,max=60" ref:"product" doc:"Id or key of the product."`
	Days    int    `json:"days" in:"query" v:"min=0,max=366" doc:"How far back; 30 days when left out."`
}

// Lately is one decision, and who took it.
type Lately struct {
	Decision string   `json:"decision" ref:"-"`
	Times    int      `json:"times" doc:"In how many changes."`
	By       []Taken  `json:"by" doc:"Who took it, the last first; at most 8."`
	Proposed int      `json:"proposed" doc:"Of these, how many somebody had proposed who may not decide."`
	Roles    []string `json:"roles" doc:"The roles in which it was taken."`
}

// Taken is how often somebody decided something, and the last time.
type Taken struct {
	Member id.Ref        `json:"member" ref:"member"`
	Times  int           `json:"times"`
	Seq    int64         `json:"seq" doc:"Number of its last row in the ledger."`
	At     clock.Instant `json:"at" doc:"The last time."`
	Role   string        `json:"role" doc:"The role in which; admin where a workspace admin stepped in."`
	Behalf id.Ref        `json:"onBehalfOf" ref:"member" doc:"Who had proposed it, the last time."`
	Record id.Ref        `json:"record" ref:"record" doc:"The record that it was about, the last time."`
	Key    string        `json:"key" doc:"Of that record."`
	Title  string        `json:"title"`
}

const (
	latelyDays  = 30
	latelyRows  = 50_000 // however much happened, no more of the ledger is read
	latelyTaken = 8
	dayLong     = clock.Instant(24 * time.Hour / time.Microsecond)
)

// tally is the ledger's count for one person and one set of decisions.
type tally struct {
	Decisions string `db:"decision"`
	Actor     string `db:"actor"`
	Role      string `db:"role"`
	Times     int    `db:"times"`
	Proposed  int    `db:"proposed"`
	Seq       int64  `db:"seq"`
}

// lately says who took which decisions on a product. What was imported, or put
// in by whoever runs the installation, nobody decided here.
func lately(ctx context.Context, v *op.View, in LatelyIn) ([]Lately, error) {
	product, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	days := in.Days
	if days == 0 {
		days = latelyDays
	}
	newest, err := ledger.Last(ctx, v.R, v.Workspace)
	if err != nil {
		return nil, err
	}
	since := v.Now - clock.Instant(days)*dayLong
	found, err := store.All[tally](ctx, v.R, `select decision, actor_id as actor, role, count(distinct request) as times, count(distinct case when behalf_id is not null then request end) as proposed, max(seq) as seq
 from ledger where workspace_id = ? and seq > ? and at >= ? and product_id = ? and decision <> '' and actor_id is not null
 and through not like 'import:%' and through not in ('archive', 'operator', 'founding')
 group by decision, actor_id, role order by seq desc`, v.Workspace, newest-latelyRows, int64(since), product)
	if err != nil {
		return nil, err
	}
	all := map[string]*Lately{}
	for _, t := range found {
		for _, d := range strings.Fields(t.Decisions) {
			count(all, d, t)
		}
	}
	out := make([]Lately, 0, len(all))
	for _, d := range slices.Sorted(maps.Keys(all)) {
		out = append(out, *all[d])
	}
	for i := range out {
		out[i].By = out[i].By[:min(len(out[i].By), latelyTaken)]
	}
	return out, deeds(ctx, v, out)
}

// count adds a tally to one decision. The tallies come newest first.
func count(all map[string]*Lately, decision string, t tally) {
	l := all[decision]
	if l == nil {
		l = &Lately{Decision: decision, By: []Taken{}, Roles: []string{}}
		all[decision] = l
	}
	l.Times += t.Times
	l.Proposed += t.Proposed
	if !slices.Contains(l.Roles, t.Role) {
		l.Roles = append(l.Roles, t.Role)
	}
	for i := range l.By {
		if string(l.By[i].Member) == t.Actor {
			l.By[i].Times += t.Times
			return
		}
	}
	l.By = append(l.By, Taken{Member: id.Ref(t.Actor), Times: t.Times, Seq: t.Seq, Role: t.Role})
}

// deed is the last row of somebody's doing.
type deed struct {
	Seq    int64         `db:"seq"`
	At     clock.Instant `db:"at"`
	Behalf id.Ref        `db:"behalf_id"`
	Record id.Ref        `db:"record_id"`
	Key    string        `db:"key"`
	Title  string        `db:"title"`
}

// deeds looks up when the last of each was, and about what.
func deeds(ctx context.Context, v *op.View, all []Lately) error {
	var numbers []any
	for _, l := range all {
		for _, t := range l.By {
			numbers = append(numbers, t.Seq)
		}
	}
	slices.SortFunc(numbers, func(a, b any) int { return cmp.Compare(a.(int64), b.(int64)) })
	numbers = slices.Compact(numbers)
	known := map[int64]deed{}
	for part := range slices.Chunk(numbers, 400) {
		marks := strings.TrimSuffix(strings.Repeat("?, ", len(part)), ", ")
		rows, err := store.All[deed](ctx, v.R, `select g.seq, g.at, g.behalf_id, g.record_id, coalesce(r.key, '') as key, coalesce(r.title, '') as title
 from ledger g left join record r on r.workspace_id = g.workspace_id and r.id = g.record_id where g.workspace_id = ? and g.seq in (`+marks+")", append([]any{v.Workspace}, part...)...)
		if err != nil {
			return err
		}
		for _, d := range rows {
			known[d.Seq] = d
		}
	}
	for i := range all {
		for j := range all[i].By {
			t := &all[i].By[j]
			d := known[t.Seq]
			t.At, t.Behalf, t.Record, t.Key, t.Title = d.At, d.Behalf, d.Record, d.Key, d.Title
		}
	}
	return nil
}
