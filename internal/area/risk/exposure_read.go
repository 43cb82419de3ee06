package risk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/platform/store"
)

// deep is how far the thread is followed from a record to what it rests on.
const deep = 6

// concerning gives the risks that are linked with a record or with anything
// below it: what serves or delivers it, or ships in it.
func concerning(ctx context.Context, v *op.View, of string) ([]Risk, error) {
	scope, see := v.Scope("r.product_id")
	query := `with recursive below(id, depth) as (
  select id, 0 from record where workspace_id = ? and id = ?
  union
  select e.dst_id, b.depth + 1 from below b cross join thread_edge e
   where e.workspace_id = ? and e.src_id = b.id and (e.way = 'd' and e.type in (?, ?) or e.way = 'u' and e.type = ?) and b.depth < ?
)
select distinct r.id, r.updated_at from below b
 join (select workspace_id, from_id as one, to_id as other from link union all select workspace_id, to_id, from_id from link) l on l.workspace_id = ? and l.one = b.id
 join record r on r.workspace_id = l.workspace_id and r.id = l.other
 where r.kind = 'risk' and r.archived_at = 0 and ` + scope + ` order by r.updated_at desc, r.id limit ?`
	args := append([]any{v.Workspace, of, v.Workspace, link.Serves, link.Delivers, link.ShipsIn, deep, v.Workspace}, see...)
	type row struct {
		ID string `db:"id"`
		At int64  `db:"updated_at"`
	}
	rows, err := store.All[row](ctx, v.R, query, append(args, registerMost)...)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	ids := []any{}
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	return record.Where[Risk](ctx, v.At, "r.id in (?"+strings.Repeat(", ?", len(ids)-1)+") order by r.updated_at desc, r.id", ids...)
}

// ExposureIn asks for sums by what risks concern.
type ExposureIn struct {
	Product string `json:"product" in:"query" ref:"product" v:"required" doc:"Id or key of the product."`
	By      string `json:"by" in:"query" v:"enum=release|feature|initiative|objective" doc:"What the sums are of; releases when left out."`
}

// Exposed is what the open risks that concern one record come to.
type Exposed struct {
	ID       string   `json:"id" ref:"record"`
	Key      string   `json:"key"`
	Kind     string   `json:"kind"`
	Title    string   `json:"title"`
	State    string   `json:"state"`
	Open     int      `json:"open" doc:"How many open risks."`
	Severity int64    `json:"severity" doc:"Summed."`
	Worst    int64    `json:"worst" doc:"The highest."`
	Money    []Sum    `json:"money" doc:"Expected loss, by currency."`
	Days     float64  `json:"days" doc:"Expected delay."`
	Risks    []string `json:"risks" ref:"risk" doc:"Keys of the risks, the most severe first."`
}

// exposedMost bounds how many records are told, the most exposed first.
const exposedMost = 100

type concerned struct {
	Risk  string `db:"risk"`
	ID    string `db:"id"`
	Key   string `db:"key"`
	Kind  string `db:"kind"`
	Title string `db:"title"`
	State string `db:"state"`
}

// exposures sums the open risks of a product by the records that they concern:
// a risk counts for each once, however many ways lead there.
func exposures(ctx context.Context, v *op.View, in ExposureIn) ([]Exposed, error) {
	if in.By == "" {
		in.By = "release"
	}
	all, err := asked(ctx, v, RegisterIn{Product: in.Product})
	if err != nil {
		return nil, err
	}
	open := map[string]*Risk{}
	var ids []any
	for i := range all {
		if all[i].Category != record.Closed {
			open[all[i].ID], ids = &all[i], append(ids, all[i].ID)
		}
	}
	rows, err := above(ctx, v, in.By, ids)
	if err != nil {
		return nil, err
	}
	byID := map[string]*tally{}
	for _, row := range rows {
		if byID[row.ID] == nil {
			byID[row.ID] = &tally{Exposed: Exposed{ID: row.ID, Key: row.Key, Kind: row.Kind, Title: row.Title, State: row.State}, sums: map[string]*Sum{}}
		}
		byID[row.ID].add(open[row.Risk])
	}
	out := []Exposed{}
	for _, t := range byID {
		out = append(out, t.done())
	}
	slices.SortFunc(out, func(a, b Exposed) int {
		return cmp.Or(cmp.Compare(b.Severity, a.Severity), cmp.Compare(a.Key, b.Key))
	})
	return out[:min(len(out), exposedMost)], nil
}

// above walks from risks to the records of a kind that they concern.
func above(ctx context.Context, v *op.View, kind string, risks []any) ([]concerned, error) {
	if len(risks) == 0 {
		return nil, nil
	}
	scope, see := v.Scope("r.product_id")
	in := "(?" + strings.Repeat(", ?", len(risks)-1) + ")"
	query := `with recursive up(risk, id, depth) as (
  select l.one, l.other, 0 from (select workspace_id, from_id as one, to_id as other from link union all select workspace_id, to_id, from_id from link) l
   where l.workspace_id = ? and l.one in ` + in + `
  union
  select u.risk, e.dst_id, u.depth + 1 from up u cross join thread_edge e
   where e.workspace_id = ? and e.src_id = u.id and (e.way = 'u' and e.type in (?, ?) or e.way = 'd' and e.type = ?) and u.depth < ?
)
select distinct u.risk, r.id, r.key, r.kind, r.title, r.state from up u join record r on r.workspace_id = ? and r.id = u.id
 where r.kind = ? and r.archived_at = 0 and ` + scope + ` order by r.key, u.risk limit 20000`
	args := append([]any{v.Workspace}, risks...)
	args = append(args, v.Workspace, link.Serves, link.Delivers, link.ShipsIn, deep, v.Workspace, kind)
	return store.All[concerned](ctx, v.R, query, append(args, see...)...)
}

// tally counts the risks of one record.
type tally struct {
	Exposed
	sums  map[string]*Sum
	risks []*Risk
}

func (t *tally) add(r *Risk) {
	r.measure()
	t.Open++
	t.risks = append(t.risks, r)
	t.Severity += known(r.Severity)
	t.Worst = max(t.Worst, known(r.Severity))
	if r.Exposure != nil {
		in(t.sums, r.Currency).Minor += *r.Exposure
	}
	if r.ExposureDays != nil {
		t.Days += *r.ExposureDays
	}
}

func (t *tally) done() Exposed {
	slices.SortStableFunc(t.risks, func(a, b *Risk) int { return cmp.Compare(known(b.Severity), known(a.Severity)) })
	for _, r := range t.risks {
		t.Risks = append(t.Risks, r.Key)
	}
	t.Money = summed(t.sums)
	return t.Exposed
}
