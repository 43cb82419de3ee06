package flow

import (
	"context"
	"hash/fnv"
	"slices"

	"throughline/internal/area/backlog"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/stat"
	"throughline/internal/platform/store"
)

// The shares at which a forecast is told.
var shares = []float64{0.5, 0.7, 0.85, 0.95}

const (
	usualHistory = 60     // working days that a forecast looks back on
	usualTrials  = 10_000 // and how often it plays the future through
)

// Pace is the team's own past that a forecast draws from.
type Pace struct {
	From    clock.Day `json:"from"`
	To      clock.Day `json:"to" doc:"The last whole day."`
	Days    int       `json:"days" doc:"Working days."`
	Zeros   int       `json:"zeros" doc:"Of these, days on which nothing was finished. They count."`
	Items   int       `json:"items" doc:"Items finished in them."`
	PerDay  float64   `json:"perDay"`
	PerItem *float64  `json:"pointsPerItem" doc:"Average estimate of the items finished; null when none had one."`
	each    []int
}

// idle says whether there is nothing to forecast from.
func (p *Pace) idle() bool { return p.Items == 0 }

// finish is a stretch of time in which an item was finished.
type finish struct {
	at, until clock.Instant // until it came back; forever when it did not
	points    float64       // less than 0: none
}

// finishes gives every time that an item of the whole product was finished. The
// scope of the question does not matter, but for its kind.
func (l *look) finishes() []finish {
	whole := *l
	whole.spans, whole.among, whole.sprint = nil, nil, nil
	var out []finish
	whole.each(func(_ *item, phases []phase) {
		was := false
		for i := range phases {
			p := &phases[i]
			is := p.finished() && p.in
			switch {
			case is && !was:
				out = append(out, finish{p.from, forever, p.estimate})
			case was && !is:
				out[len(out)-1].until = p.from
			}
			was = is
		}
	})
	slices.SortFunc(out, func(a, b finish) int { return int(min(1, max(-1, a.at-b.at))) })
	return out
}

// lastWhole is the last day that is over; the next is the first to be played.
func (l *look) lastWhole(now clock.Instant) clock.Day { return l.cal.day(now + 1).Add(-1) }

// paceOf measures the working days before a moment, with what was known then.
func (l *look) paceOf(all []finish, now clock.Instant, back int) *Pace {
	to := l.lastWhole(now)
	from := to
	for n := 0; ; from = from.Add(-1) {
		if l.cal.working(from) {
			n++
		}
		if n >= back || to.Since(from) > longest {
			break
		}
	}
	// The team did nothing before it began: those are no days without a result.
	if len(all) > 0 {
		from = max(from, min(to, l.cal.day(all[0].at)))
	}
	p := &Pace{From: from, To: to}
	var at []clock.Instant
	points, sized := 0.0, 0
	start, end := l.cal.start(from), l.cal.end(to)
	for _, f := range all {
		if f.at >= start && f.at < end && f.at <= now && f.until > now {
			at = append(at, f.at)
			if f.points >= 0 {
				points, sized = points+f.points, sized+1
			}
		}
	}
	p.each = l.perDay(at, from, to)
	p.Days = len(p.each)
	for _, n := range p.each {
		p.Items += n
		if n == 0 {
			p.Zeros++
		}
	}
	if p.Days > 0 {
		p.PerDay = float64(p.Items) / float64(p.Days)
	}
	if sized > 0 {
		each := points / float64(sized)
		p.PerItem = &each
	}
	return p
}

// perDay counts what was finished on each working day. What was finished on
// another day counts for the working day before it, or the first.
func (l *look) perDay(finished []clock.Instant, from, to clock.Day) []int {
	place := map[clock.Day]int{}
	n := -1
	for _, d := range days(from, to) {
		if l.cal.working(d) {
			n++
		}
		place[d] = max(n, 0)
	}
	out := make([]int, n+1)
	if n < 0 {
		return out
	}
	for _, f := range finished {
		out[place[l.cal.day(f)]]++
	}
	return out
}

// seed is what chance begins with where nobody chose: the same all day long.
func (l *look) seed(chosen *int64) int64 {
	if chosen != nil {
		return *chosen
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(l.product.ID + string(l.lastWhole(l.now)))) // a hash in memory does not fail
	return int64(h.Sum32())
}

// open is an item that is not finished, with its place in the order.
type open struct {
	ID       string  `db:"id"`
	Rank     string  `db:"rank"`
	Category string  `db:"category"`
	Points   float64 `db:"-"`
}

// queue gives what is open in the product in the order in which it is done:
// what is begun first, then as it is ranked. It is as of now.
func (l *look) queue(ctx context.Context) ([]open, error) {
	all, err := store.All[open](ctx, l.R, "select id, rank, category from record where workspace_id = ? and product_id = ? and kind in ('"+
		backlog.Kinds[0]+"', '"+backlog.Kinds[1]+"', '"+backlog.Kinds[2]+"', '"+backlog.Kinds[3]+"') and category in ('todo', 'doing') and archived_at = 0 order by category, rank, id",
		l.Workspace, l.product.ID)
	return all, err
}

// remaining gives the ids of what is open in the scope, with its size.
func (l *look) remaining() map[string]float64 {
	out := map[string]float64{}
	l.each(func(it *item, phases []phase) {
		if p := &phases[len(phases)-1]; p.in && !p.finished() {
			out[it.id] = p.estimate
		}
	})
	return out
}

// before counts the items that stand in the order before the last of a set and
// do not belong to it.
func before(queue []open, set map[string]float64) int {
	n, last, ahead := 0, 0, 0
	for _, o := range queue {
		if _, mine := set[o.ID]; mine {
			ahead, last = n, last+1
			continue
		}
		n++
	}
	if last == 0 {
		return 0
	}
	return ahead
}

// simulation is a forecast ready to run.
func (l *look) simulation(p *Pace, items int, seed int64) stat.Forecast {
	return stat.Forecast{History: p.each, Items: items, Trials: usualTrials, Seed: uint64(seed)}
}
