package flow

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"throughline/internal/area/backlog"
	"throughline/internal/core/link"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/stat"
	"throughline/internal/platform/store"
)

// mostRecords bounds how many records are forecast at once.
const mostRecords = 2000

// RecordOddsIn asks by when records will be done.
type RecordOddsIn struct {
	Product string   `json:"product" in:"query" ref:"product" v:"required" doc:"The product, by id or key."`
	IDs     []string `json:"ids" in:"query" ref:"record" v:"max=2000" doc:"Features, releases, sprints and items, by id or key."`
	Kinds   []string `json:"kinds" in:"query" v:"max=3" doc:"All open ones of these kinds instead: feature, release, sprint."`
}

func (in RecordOddsIn) scope() *Scope { return &Scope{Product: in.Product, Unit: "count"} }

func (in RecordOddsIn) whole() {}

// RecordOdds is by when records will be done.
type RecordOdds struct {
	Pace  *Pace       `json:"pace"`
	Seed  int64       `json:"seed"`
	Items []RecordOdd `json:"items" doc:"One for each record, in the order asked for; what cannot be seen or forecast is left out."`
	Rule  string      `json:"rule" doc:"How it was computed, in words."`
}

// RecordOdd is one record.
type RecordOdd struct {
	Named
	Remaining int       `json:"remaining" doc:"Open items that deliver it."`
	Done      int       `json:"done" doc:"Items of it that are done."`
	Ahead     int       `json:"ahead" doc:"Open items that stand before the last of them in the backlog, and are done first."`
	When      []Odd     `json:"when" doc:"At 50, 70, 85 and 95 %; empty when there is no forecast."`
	Promised  clock.Day `json:"promised" doc:"The day it is promised for, or ends on; null when there is none."`
	Odds      *float64  `json:"odds" doc:"How likely it is to be done by that day; null when there is none, or no forecast."`
	Why       string    `json:"why" doc:"Why there is no forecast; empty when there is one."`
}

const recordRule = "Each is done when all its open items are, in the order of the backlog: what is begun first, then as it is ranked, with all that stands before them. " +
	"The future is played through %s times with days drawn from the team's last %d working days. A feature without items cannot be forecast."

func recordOdds(ctx context.Context, l *look, in RecordOddsIn) (*RecordOdds, error) {
	out := &RecordOdds{Items: []RecordOdd{}}
	ids, err := l.askedFor(ctx, in)
	if err != nil {
		return nil, err
	}
	names, err := l.namedHere(ctx, ids)
	if err != nil {
		return nil, err
	}
	promised, err := l.promised(ctx, ids)
	if err != nil {
		return nil, err
	}
	mine := make([]Named, 0, len(ids))
	for _, id := range ids {
		if n, there := names[id]; there {
			mine = append(mine, n)
		}
	}
	f, err := l.forecastAll(ctx, mine)
	if err != nil {
		return nil, err
	}
	out.Seed, out.Pace = f.seed, f.pace
	out.Rule = fmt.Sprintf(recordRule, thousands(usualTrials), out.Pace.Days)
	for i := range f.all {
		one := &f.all[i]
		one.promise(l, promised[one.ID])
		if one.days != nil {
			one.When = l.odds(one.days)
		}
		out.Items = append(out.Items, one.RecordOdd)
	}
	return out, nil
}

// askedFor gives the ids of what is asked about.
func (l *look) askedFor(ctx context.Context, in RecordOddsIn) ([]string, error) {
	if len(in.Kinds) == 0 {
		if len(in.IDs) == 0 {
			return nil, errs.Fieldf("ids", "or kinds is required: say what is asked about")
		}
		return record.IDs(ctx, l.At, in.IDs)
	}
	for _, k := range in.Kinds {
		if !slices.Contains([]string{"feature", "release", "sprint"}, k) {
			return nil, errs.Fieldf("kinds", "must be some of feature, release, sprint")
		}
	}
	marks, args := record.Among(in.Kinds)
	return store.All[string](ctx, l.R, "select id from record where workspace_id = ? and product_id = ? and kind in ("+marks+") and category in ('todo', 'doing') and archived_at = 0 order by rank, id limit ?",
		append(append([]any{l.Workspace, l.product.ID}, args...), mostRecords)...)
}

// namedHere names those of some records that belong to the product.
func (l *look) namedHere(ctx context.Context, ids []string) (map[string]Named, error) {
	out := make(map[string]Named, len(ids))
	for part := range slices.Chunk(ids, 500) {
		marks, args := record.Among(part)
		rows, err := store.All[Named](ctx, l.R, "select id, key, title, kind, state from record where workspace_id = ? and product_id = ? and id in ("+marks+")", append([]any{l.Workspace, l.product.ID}, args...)...)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			out[r.ID] = r
		}
	}
	return out, nil
}

// simulated is a record's odds with the trials behind them; nil where there is
// no forecast.
type simulated struct {
	RecordOdd
	days stat.Days
}

// forecasts are the odds of several records of one product.
type forecastOf struct {
	all  []simulated
	pace *Pace
	seed int64
}

// forecastAll plays the future through once for all of some records: they stand
// in one queue, so each is done when the queue has come past its last item.
func (l *look) forecastAll(ctx context.Context, records []Named) (*forecastOf, error) {
	f := &forecastOf{seed: l.seed(nil), pace: l.paceOf(l.finishes(), l.now, usualHistory)}
	queue, err := l.queue(ctx)
	if err != nil {
		return nil, err
	}
	place := make(map[string]int, len(queue))
	for i, o := range queue {
		place[o.ID] = i
	}
	items, members := l.itemsNow(), l.members()
	for _, n := range records {
		if n.Kind != "feature" && n.Kind != "release" && n.Kind != "sprint" && !backlog.Is(n.Kind) {
			continue // what is no work has no odds
		}
		r := simulated{RecordOdd: RecordOdd{Named: n, When: []Odd{}}}
		r.count(items, place, members(n, items))
		switch {
		case r.Remaining == 0 && r.Done == 0:
			r.Why = "No story, bug, task or spike belongs to it yet."
		case r.Remaining == 0:
			r.Why = emptyWhy
		case f.pace.idle():
			r.Why = idleWhy
		}
		f.all = append(f.all, r)
	}
	f.play()
	return f, nil
}

// atOnce is how many amounts of work are played through together: what is kept
// of each is a number for every trial.
const atOnce = 250

func (f *forecastOf) play() {
	amounts := []int{}
	for i := range f.all {
		if r := &f.all[i]; r.Why == "" {
			amounts = append(amounts, r.Remaining+r.Ahead)
		}
	}
	slices.Sort(amounts)
	amounts = slices.Compact(amounts)
	for part := range slices.Chunk(amounts, atOnce) {
		run := stat.Forecast{History: f.pace.each, Trials: usualTrials, Seed: uint64(f.seed)}
		days := run.WhenEach(part)
		for i := range f.all {
			r := &f.all[i]
			if at, ok := slices.BinarySearch(part, r.Remaining+r.Ahead); ok && r.Why == "" {
				r.days = days[at]
			}
		}
	}
}

// itemNow is what counts of an item at present.
type itemNow struct {
	open, done bool
	sprint     int
}

// itemsNow gives where each item of the product stands now.
func (l *look) itemsNow() map[string]itemNow {
	whole := *l
	whole.spans, whole.among, whole.sprint = nil, nil, nil
	out := make(map[string]itemNow, len(l.past.items))
	whole.each(func(it *item, phases []phase) {
		if p := &phases[len(phases)-1]; p.in {
			out[it.id] = itemNow{open: !p.finished(), done: p.finished(), sprint: int(p.sprint)}
		}
	})
	return out
}

// members gives what finds the items of a record.
func (l *look) members() func(Named, map[string]itemNow) []string {
	from := map[[2]string][]string{}
	for _, t := range l.ties {
		if t.MadeAt <= l.now && (t.CutSeq == 0 || t.CutAt > l.now) {
			at := [2]string{t.Type, t.To}
			from[at] = append(from[at], t.From)
		}
	}
	return func(n Named, items map[string]itemNow) []string {
		switch n.Kind {
		case "feature":
			return from[[2]string{link.Delivers, n.ID}]
		case "release":
			shipped := slices.Clone(from[[2]string{link.ShipsIn, n.ID}])
			for _, what := range from[[2]string{link.ShipsIn, n.ID}] {
				shipped = append(shipped, from[[2]string{link.Delivers, what}]...)
			}
			slices.Sort(shipped)
			return slices.Compact(shipped)
		case "sprint":
			var out []string
			number, known := l.past.sprintAt[n.ID]
			for id, it := range items {
				if known && it.sprint == int(number) {
					out = append(out, id)
				}
			}
			return out
		default:
			return []string{n.ID}
		}
	}
}

// count tells what of a record's items is done, what is open, and what stands
// before the last of these.
func (r *simulated) count(items map[string]itemNow, place map[string]int, mine []string) {
	last, queued := -1, 0
	for _, id := range mine {
		it := items[id]
		if it.done {
			r.Done++
		}
		if !it.open {
			continue
		}
		r.Remaining++
		if at, ok := place[id]; ok {
			last, queued = max(last, at), queued+1
		}
	}
	r.Ahead = max(0, last+1-queued)
}

func (r *simulated) promise(l *look, by clock.Day) {
	r.Promised = by
	if by != "" && r.days != nil {
		odds := l.chance(r.days, by)
		r.Odds = &odds
	}
}

// chance is how likely something is done by the end of a day.
func (l *look) chance(days stat.Days, by clock.Day) float64 {
	return days.Odds(l.cal.between(l.lastWhole(l.now).Add(1), by))
}

// promised gives the days that records are promised for.
func (l *look) promised(ctx context.Context, ids []string) (map[string]clock.Day, error) {
	type due struct {
		ID string    `db:"id"`
		On clock.Day `db:"due"`
	}
	out := map[string]clock.Day{}
	if len(ids) == 0 {
		return out, nil
	}
	for _, from := range []string{"end_on as due from feature", "due_on as due from release", "end_on as due from sprint", "due_on as due from item"} {
		for part := range slices.Chunk(ids, 500) {
			marks, args := record.Among(part)
			rows, err := store.All[due](ctx, l.R, "select id, "+from+" where workspace_id = ? and id in ("+marks+")", append([]any{l.Workspace}, args...)...)
			if err != nil {
				return nil, err
			}
			for _, r := range rows {
				out[r.ID] = r.On
			}
		}
	}
	return out, nil
}

// byRank keeps what is asked about in a settled order.
func byRank(all []Named) {
	slices.SortFunc(all, func(a, b Named) int { return cmp.Compare(a.ID, b.ID) })
}
