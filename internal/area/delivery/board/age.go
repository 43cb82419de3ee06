package board

import (
	"context"
	"encoding/json"
	"maps"
	"math"
	"slices"
	"time"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/patch"
	"throughline/internal/platform/store"
)

// paceDays is how far back the team's own pace is looked for, paceItems in how
// many items at most.
const (
	paceDays  = 90
	paceItems = 300
	askChunk  = 256
)

// stay is a stretch of time in one state; until is 0 while it lasts.
type stay struct {
	state       string
	from, until clock.Instant
}

// staysOf reads from the ledger through which states some items went.
func staysOf(ctx context.Context, v *op.View, ids []string) (map[string][]stay, error) {
	type row struct {
		Record string        `db:"record_id"`
		At     clock.Instant `db:"at"`
		Diff   patch.Diff    `db:"diff"`
	}
	out := map[string][]stay{}
	for some := range slices.Chunk(ids, askChunk) {
		marks, args := record.Among(some)
		rows, err := store.All[row](ctx, v.R, "select record_id, at, diff from ledger where workspace_id = ? and record_id in ("+marks+
			") and entity_id = record_id and diff like '%\"state\":%' order by record_id, at, seq", append([]any{v.Workspace}, args...)...)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			var state string
			if c, ok := r.Diff["state"]; !ok || json.Unmarshal(c[1], &state) != nil {
				continue
			}
			list := out[r.Record]
			if n := len(list); n > 0 {
				list[n-1].until = r.At
			}
			out[r.Record] = append(list, stay{state, r.At, 0})
		}
	}
	return out, nil
}

// since says since when an item stands in a column: moving between the states
// of one column leaves the clock running.
func (b *Board) since(stays []stay, column string) clock.Instant {
	var at clock.Instant
	for _, s := range slices.Backward(stays) {
		if c := b.of(s.state); c == nil || c.ID != column {
			break
		}
		at = s.from
	}
	return at
}

// pace gives, by column, in how many days 85 of 100 items left it: of the
// items that were finished of late.
func (b *Board) pace(ctx context.Context, v *op.View) (map[string]*float64, error) {
	ids, err := store.All[string](ctx, v.R, "select d.id from item d join record r on r.workspace_id = d.workspace_id and r.id = d.id where d.workspace_id = ? and r.product_id = ? and d.done_at > ? order by d.done_at desc limit ?",
		v.Workspace, string(b.Product), int64(v.Now.Add(-paceDays*24*time.Hour)), paceItems)
	if err != nil {
		return nil, err
	}
	stays, err := staysOf(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	took := map[string][]float64{}
	for _, list := range stays {
		for column, days := range b.days(list) {
			took[column] = append(took[column], days)
		}
	}
	out := map[string]*float64{}
	for column, days := range took {
		p := percentile(days, 0.85)
		out[column] = &p
	}
	return out, nil
}

// days sums how long an item stood in each column that it has left.
func (b *Board) days(list []stay) map[string]float64 {
	out := map[string]float64{}
	for _, s := range list {
		if c := b.of(s.state); c != nil && s.until != 0 {
			out[c.ID] += s.until.Sub(s.from).Hours() / 24
		}
	}
	return out
}

// percentile is the value at position ⌈p·n⌉ of the sorted values.
func percentile(values []float64, p float64) float64 {
	up := slices.Sorted(slices.Values(values))
	return up[max(0, int(math.Ceil(p*float64(len(up))))-1)]
}

func sorted(m map[string]float64) []string { return slices.Sorted(maps.Keys(m)) }

// owners lists who has some of the cards, each once.
func owners(found []card, counts func(card) bool) []string {
	var out []string
	for _, c := range found {
		if counts(c) && c.Owner != "" && !slices.Contains(out, string(c.Owner)) {
			out = append(out, string(c.Owner))
		}
	}
	slices.Sort(out)
	return out
}
