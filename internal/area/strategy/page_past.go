package strategy

import (
	"context"
	"slices"
	"time"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// moment is when a page is looked at: now, at the end of a day, or when it was
// kept.
type moment struct {
	seq  int64         // of a kept one
	at   clock.Instant // 0 for now
	on   clock.Day
	name string
}

func (m moment) now() bool { return m.at == 0 }

// until is the moment as an instant.
func (m moment) until(v *op.View) clock.Instant {
	if m.now() {
		return v.Now
	}
	return m.at
}

// open leaves out what is archived now; for the past it may have been there.
func (m moment) open() string {
	if m.now() {
		return " and r.archived_at = 0"
	}
	return ""
}

// most bounds what is read of one kind.
func (m moment) most() int {
	if m.now() {
		return mostProducts
	}
	return mostFormer
}

// momentOf reads a moment: empty for now, a day, or the id of a kept page.
func momentOf(ctx context.Context, v *op.View, h *home, at string) (moment, error) {
	if at == "" {
		return moment{}, nil
	}
	if len(at) == len(time.DateOnly) {
		day, err := clock.ParseDay(at)
		if err != nil || day == "" {
			return moment{}, errs.Fieldf("at", "%q is neither a day like 2026-03-01 nor the id of a kept page", at)
		}
		t := day.Add(1).Time()
		end := clock.From(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, v.Zone())) - 1
		return moment{at: end, on: day}, nil
	}
	s, err := op.Find[StrategySnapshot](ctx, v, at)
	if err != nil {
		return moment{}, err
	}
	if s.Record != h.record {
		return moment{}, errs.Fieldf("at", "%q was kept of another strategy page", s.Name)
	}
	return moment{seq: s.Seq, at: s.At, name: s.Name}, nil
}

// thing is a pointer to a record or part.
type thing[T any] interface {
	*T
	record.Thing
}

// asOf takes back what happened to things since a moment. Those that were made
// later are left out; the order stays.
func asOf[T any, P thing[T]](ctx context.Context, v *op.View, rows []T, then moment) ([]T, error) {
	if then.now() || len(rows) == 0 {
		return rows, nil
	}
	shape, at, ids := record.Of[T]().Shape, map[string]int{}, make([]string, len(rows))
	for i := range rows {
		ids[i] = P(&rows[i]).Self().ID
		at[ids[i]] = i
	}
	changes, err := changesSince(ctx, v, ids, then)
	if err != nil {
		return nil, err
	}
	gone := map[int]bool{}
	for _, c := range changes {
		i := at[c.Entity]
		if c.Act == ledger.Create {
			gone[i] = true
			continue
		}
		if err := shape.Apply(&rows[i], c.Diff.Inverse()); err != nil {
			return nil, err
		}
	}
	out := make([]T, 0, len(rows))
	for i := range rows {
		if !gone[i] {
			out = append(out, rows[i])
		}
	}
	return out, nil
}

// changesSince gives the rows of the ledger about some things since a moment,
// newest first.
func changesSince(ctx context.Context, v *op.View, ids []string, then moment) ([]ledger.Row, error) {
	marks, args := record.Among(ids)
	where, from, order := "seq > ?", then.seq, "seq desc"
	if then.seq == 0 {
		// What was learnt later may have happened before: the past goes by when.
		where, from, order = "at > ?", int64(then.at), "at desc, seq desc"
	}
	return store.All[ledger.Row](ctx, v.R, "select "+ledger.Columns+" from ledger where workspace_id = ? and "+where+" and entity_id in ("+marks+") order by "+order,
		append([]any{v.Workspace, from}, args...)...)
}

// Days are the days on which a strategy changed.
type Days struct {
	Items []Day `json:"items" doc:"The latest first, at most 100, among the last 2,000 changes."`
}

// Day is one of them.
type Day struct {
	Day     clock.Day `json:"day"`
	Changes int       `json:"changes" doc:"How many there were."`
	By      []string  `json:"by" ref:"member" doc:"Ids of the members who made them."`
}

const (
	mostDays = 100
	mostRows = 2000
)

// daysOf reads from the ledger when a strategy changed: its page, its pillars
// and what its objectives are about, and of a product its vision and stage.
func daysOf(ctx context.Context, v *op.View, in PageRef) (*Days, error) {
	h, err := homeOf(ctx, v, in.Of)
	if err != nil {
		return nil, err
	}
	about, args := h.where("record_id")
	product := "product_id is null"
	if h.product != "" {
		product = "product_id = ?"
		args = append(args, string(h.product))
	}
	sql := "select " + ledger.Columns + " from ledger where workspace_id = ? and (kind = 'strategy_page' and " + about + " or kind in ('pillar', 'objective') and " + product
	if h.product != "" {
		sql += " or kind = 'product' and record_id = ?"
		args = append(args, string(h.product))
	}
	rows, err := store.All[ledger.Row](ctx, v.R, sql+") order by seq desc limit ?", append(append([]any{v.Workspace}, args...), mostRows)...)
	if err != nil {
		return nil, err
	}
	return gather(rows, v.Zone()), nil
}

// said are the fields of a kind by which its strategy changes; all others are
// news of another sort.
var said = map[string][]string{
	"pillar":    {"title", "body", "archivedAt"},
	"objective": {"title", "keyResults", "ambition", "endOn", "startOn", "archivedAt"},
	"product":   {"vision", "stage"},
}

func gather(rows []ledger.Row, zone *time.Location) *Days {
	out := &Days{Items: []Day{}}
	for _, r := range rows {
		if !tells(r) {
			continue
		}
		day := clock.DayOf(r.At, zone)
		i := slices.IndexFunc(out.Items, func(d Day) bool { return d.Day == day })
		if i < 0 {
			i = len(out.Items)
			out.Items = append(out.Items, Day{Day: day, By: []string{}})
		}
		d := &out.Items[i]
		d.Changes++
		if r.Actor != "" && !slices.Contains(d.By, string(r.Actor)) {
			d.By = append(d.By, string(r.Actor))
		}
	}
	slices.SortStableFunc(out.Items, func(a, b Day) int { return -cmpDay(a.Day, b.Day) })
	out.Items = out.Items[:min(len(out.Items), mostDays)]
	return out
}

func cmpDay(a, b clock.Day) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	default:
		return 0
	}
}

// tells says whether a row is a change of the strategy.
func tells(r ledger.Row) bool {
	fields, known := said[r.Kind]
	if !known || r.Act == ledger.Create {
		return true
	}
	if r.Operation == "objective.checkin" {
		return false
	}
	return slices.ContainsFunc(fields, func(f string) bool { _, ok := r.Diff[f]; return ok })
}
