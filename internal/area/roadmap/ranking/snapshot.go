package ranking

import (
	"context"
	"slices"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// KeepIn keeps a snapshot.
type KeepIn struct {
	ID   string `json:"id" in:"path" v:"required" doc:"Id of the ranking."`
	Name string `json:"name" v:"required,max=120"`
}

// Kept is snapshots without what they hold.
type Kept struct {
	Items []KeptOne `json:"items"`
}

// KeptOne is one of them.
type KeptOne struct {
	ID        string        `json:"id"`
	Name      string        `json:"name"`
	Edition   int64         `json:"edition"`
	Features  int           `json:"features"`
	CreatedAt clock.Instant `json:"createdAt"`
	CreatedBy id.Ref        `json:"createdBy" ref:"member"`
}

// CompareIn asks for a comparison.
type CompareIn struct {
	ID   string `json:"id" in:"path" v:"required" doc:"Id of the ranking."`
	From string `json:"from" in:"query" v:"required" doc:"Id of the snapshot to begin with."`
	To   string `json:"to" in:"query" doc:"Id of another; how it stands now when left out."`
}

// Compared is two states of a ranking side by side.
type Compared struct {
	Moves     []Move `json:"moves" doc:"What moved furthest first."`
	Formula   bool   `json:"formula" doc:"The formula or its inputs changed between them, so scores do not compare."`
	From      string `json:"from" doc:"Name of the earlier."`
	To        string `json:"to" doc:"Name of the later; empty for now."`
	Unchanged int    `json:"unchanged" doc:"How many stand as they stood, with the same inputs."`
}

// Move is what became of one feature.
type Move struct {
	Feature     id.Ref   `json:"feature" ref:"feature"`
	Key         string   `json:"key"`
	Title       string   `json:"title"`
	PlaceBefore int      `json:"placeBefore" doc:"0 where it was not there or not scored."`
	Place       int      `json:"place" doc:"0 where it is no longer."`
	Before      *float64 `json:"before"`
	Score       *float64 `json:"score"`
	Changed     []string `json:"changed" doc:"Inputs that changed."`
	Entered     bool     `json:"entered" doc:"It is among the first and was not."`
	Left        bool     `json:"left" doc:"It was among the first and is not."`
}

// mostKept is how many snapshots a ranking may have.
const mostKept = 200

func keep(ctx context.Context, tx *op.Tx, in KeepIn) (*RankingSnapshot, error) {
	r, err := op.Find[Ranking](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	there, err := record.Where[RankingSnapshot](ctx, tx.At, "d.ranking_id = ? limit ?", r.ID, mostKept)
	if err != nil {
		return nil, err
	}
	if len(there) == mostKept {
		return nil, errs.New(errs.Conflict, "%s has %d snapshots already, and no more can be kept. Make another ranking.", r.Name, mostKept)
	}
	now, err := rank(ctx, &tx.View, r, 1)
	if err != nil {
		return nil, err
	}
	s := &RankingSnapshot{Ranking: r.ID, Name: in.Name, Edition: r.Edition, Text: r.Text, Top: r.Top, Standings: standings(now)}
	s.Product = r.Product
	return s, tx.Insert(ctx, s)
}

func standings(r *Ranked) []Standing {
	out := make([]Standing, len(r.Rows))
	for i, x := range r.Rows {
		out[i] = Standing{string(x.Feature), x.Key, x.Title, x.Place, x.Score, x.Chance, x.Ranges}
	}
	return out
}

func snapshots(ctx context.Context, v *op.View, in RankingIn) (*Kept, error) {
	r, err := op.Find[Ranking](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	all, err := record.Where[RankingSnapshot](ctx, v.At, "d.ranking_id = ? order by d.created_at desc, d.id limit ?", r.ID, mostKept)
	out := &Kept{Items: []KeptOne{}}
	for _, s := range all {
		out.Items = append(out.Items, KeptOne{s.ID, s.Name, s.Edition, len(s.Standings), s.CreatedAt, s.CreatedBy})
	}
	return out, err
}

func compare(ctx context.Context, v *op.View, in CompareIn) (*Compared, error) {
	r, err := op.Find[Ranking](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	from, err := keptOf(ctx, v, r, in.From)
	if err != nil {
		return nil, err
	}
	to := &RankingSnapshot{Edition: r.Edition, Top: r.Top}
	if in.To != "" {
		if to, err = keptOf(ctx, v, r, in.To); err != nil {
			return nil, err
		}
	} else {
		now, err := rank(ctx, v, r, 1)
		if err != nil {
			return nil, err
		}
		to.Standings = standings(now)
	}
	return between(from, to), nil
}

func keptOf(ctx context.Context, v *op.View, r *Ranking, ref string) (*RankingSnapshot, error) {
	s, err := op.Find[RankingSnapshot](ctx, v, ref)
	if err == nil && s.Ranking != r.ID {
		err = record.Missing(ref)
	}
	return s, err
}

// between compares two snapshots.
func between(from, to *RankingSnapshot) *Compared {
	out := &Compared{Moves: []Move{}, Formula: from.Edition != to.Edition, From: from.Name, To: to.Name}
	before := map[string]Standing{}
	for _, s := range from.Standings {
		before[s.Feature] = s
	}
	add := func(m Move, was, is Standing) {
		m.Changed = changed(was.Ranges, is.Ranges)
		in := func(place int, top int64) bool { return place > 0 && int64(place) <= top }
		m.Entered = in(m.Place, to.Top) && !in(m.PlaceBefore, from.Top)
		m.Left = !in(m.Place, to.Top) && in(m.PlaceBefore, from.Top)
		if m.Place == m.PlaceBefore && len(m.Changed) == 0 {
			out.Unchanged++
			return
		}
		out.Moves = append(out.Moves, m)
	}
	for _, s := range to.Standings {
		was := before[s.Feature]
		delete(before, s.Feature)
		add(Move{Feature: id.Ref(s.Feature), Key: s.Key, Title: s.Title, PlaceBefore: was.Place, Place: s.Place, Before: was.Score, Score: s.Score}, was, s)
	}
	for _, s := range from.Standings {
		if _, gone := before[s.Feature]; gone {
			add(Move{Feature: id.Ref(s.Feature), Key: s.Key, Title: s.Title, PlaceBefore: s.Place, Before: s.Score}, s, Standing{Ranges: s.Ranges})
		}
	}
	slices.SortStableFunc(out.Moves, func(a, b Move) int { return far(b) - far(a) })
	return out
}

func far(m Move) int {
	n := m.PlaceBefore - m.Place
	if n < 0 {
		n = -n
	}
	if m.Entered || m.Left {
		n += 1000
	}
	return n
}

// changed lists the inputs that differ.
func changed(a, b map[string]Range) []string {
	var out []string
	for name, x := range b {
		if !x.same(a[name]) {
			out = append(out, name)
		}
	}
	for name := range a {
		if _, there := b[name]; !there {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

func (r Range) same(o Range) bool {
	alike := func(a, b *float64) bool { return a == b || a != nil && b != nil && *a == *b }
	return alike(r.Low, o.Low) && alike(r.Likely, o.Likely) && alike(r.High, o.High)
}
