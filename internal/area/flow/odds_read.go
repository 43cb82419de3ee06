package flow

import (
	"context"
	"fmt"
	"slices"

	"throughline/internal/area/backlog"
	"throughline/internal/core/op"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/stat"
)

// SprintOddsIn asks for the odds of a sprint, as it is or with a trade.
type SprintOddsIn struct {
	Sprint string   `json:"sprint" in:"query" ref:"sprint" v:"required" doc:"The sprint, by id or key."`
	Add    []string `json:"add" in:"query" ref:"record" v:"max=100" doc:"Items that would come in, by id or key."`
	Remove []string `json:"remove" in:"query" ref:"record" v:"max=100" doc:"Items that would go out."`
	Trials int      `json:"trials" in:"query" v:"min=0,max=200000" doc:"10,000 when left out."`
	Seed   *int64   `json:"seed" in:"query" v:"min=0,max=9007199254740991" doc:"What chance begins with; one for the day when left out."`
}

// SprintOdds is what may be expected of a sprint.
type SprintOdds struct {
	Sprint   SprintRef     `json:"sprint"`
	Items    int           `json:"items" doc:"Items that remain, with the trade."`
	Points   float64       `json:"points" doc:"Their estimates together."`
	Unsized  int           `json:"unsized" doc:"Those without an estimate."`
	Done     int           `json:"done" doc:"Items of the sprint that are done."`
	DaysLeft int           `json:"daysLeft" doc:"Working days left, today included; all of them before it starts."`
	Odds     *float64      `json:"odds" doc:"How likely it is that all of it is done by the end; null when there is no forecast."`
	Before   *float64      `json:"before" doc:"How likely it is without the trade; null when none was asked about."`
	HowMany  []SprintReach `json:"howMany" doc:"How much of it is done by the end at 50, 70, 85 and 95 %."`
	Pace     *Pace         `json:"pace"`
	Trials   int           `json:"trials"`
	Seed     int64         `json:"seed"`
	Why      string        `json:"why" doc:"Why there is no forecast; empty when there is one."`
	Rule     string        `json:"rule" doc:"How it was computed, in words."`
}

// SprintReach is how much of a sprint is done with some odds.
type SprintReach struct {
	Share  float64 `json:"share"`
	Items  int     `json:"items" doc:"At least so many, of those that remain."`
	Points float64 `json:"points" doc:"The estimates of the first so many, in the order in which they are done."`
	First  []Named `json:"first" doc:"Which these are: what is begun, then as it is ranked."`
}

const sprintRule = "Played through %s times: for each working day that is left, a day is drawn at random from the %d working days before, days on which nothing was finished included. " +
	"What counts is items, not points; what is begun is taken to be finished first, then what is ranked highest."

// oddsOfSprint finds the sprint; its product is the one asked about.
func oddsOfSprint(m *memory) func(context.Context, *op.View, SprintOddsIn) (*SprintOdds, error) {
	return func(ctx context.Context, v *op.View, in SprintOddsIn) (_ *SprintOdds, err error) {
		defer errs.Wrap(&err, "flow.sprintodds %s", in.Sprint)
		row, err := v.Base(ctx, in.Sprint)
		if err != nil {
			return nil, err
		}
		if row.Kind != "sprint" {
			return nil, errs.Fieldf("sprint", "%s is a %s, not a sprint", row.Key, row.Kind)
		}
		l, err := see(ctx, v, &Scope{Product: string(row.Product), Sprint: row.ID}, true, m)
		if err != nil {
			return nil, err
		}
		return sprintOdds(ctx, l, in)
	}
}

func sprintOdds(ctx context.Context, l *look, in SprintOddsIn) (*SprintOdds, error) {
	s := l.sprint
	out := &SprintOdds{Sprint: *s.ref(), HowMany: []SprintReach{}, Trials: in.Trials, Seed: l.seed(in.Seed)}
	if out.Trials == 0 {
		out.Trials = usualTrials
	}
	was := l.remaining()
	l.each(func(_ *item, phases []phase) {
		if p := &phases[len(phases)-1]; p.in && p.finished() {
			out.Done++
		}
	})
	set, err := l.trade(ctx, was, in.Add, in.Remove)
	if err != nil {
		return nil, err
	}
	out.count(set)
	out.DaysLeft = l.daysLeft(s)
	out.Pace = l.paceOf(l.finishes(), l.now, usualHistory)
	out.Rule = fmt.Sprintf(sprintRule, thousands(out.Trials), out.Pace.Days)
	if out.Pace.idle() {
		out.Why = idleWhy
		return out, nil
	}
	run := stat.Forecast{History: out.Pace.each, Trials: max(out.Trials, 1000), Seed: uint64(out.Seed)}
	many := run.HowMany(out.DaysLeft)
	odds := many.Odds(len(set))
	out.Odds = &odds
	if len(in.Add)+len(in.Remove) > 0 {
		before := many.Odds(len(was))
		out.Before = &before
	}
	return out, l.firstDone(ctx, out, many, set)
}

func (o *SprintOdds) count(set map[string]float64) {
	o.Items = len(set)
	for _, points := range set {
		if points < 0 {
			o.Unsized++
			continue
		}
		o.Points += points
	}
}

// daysLeft counts the working days of a sprint that lie ahead, today included.
func (l *look) daysLeft(s *sprint) int {
	from := l.lastWhole(l.now).Add(1)
	if s.over {
		return 0
	}
	if s.firstOn > from {
		from = s.firstOn
	}
	to := s.lastOn
	if to == "" {
		to = l.cal.day(s.end - 1)
	}
	return l.cal.between(from, to)
}

// trade gives what remains when some items come in and others go out.
func (l *look) trade(ctx context.Context, was map[string]float64, add, remove []string) (map[string]float64, error) {
	set := make(map[string]float64, len(was)+len(add))
	for id, points := range was {
		set[id] = points
	}
	for field, refs := range map[string][]string{"add": add, "remove": remove} {
		for _, ref := range refs {
			id, points, open, err := l.openItem(ctx, field, ref)
			if err != nil {
				return nil, err
			}
			if field == "remove" {
				delete(set, id)
			} else if open {
				set[id] = points
			}
		}
	}
	return set, nil
}

// openItem finds an item of the product, its size, and whether it is open.
func (l *look) openItem(ctx context.Context, field, ref string) (id string, points float64, open bool, err error) {
	row, err := l.Base(ctx, ref)
	switch {
	case errs.Is(err, errs.NotFound):
		return "", 0, false, errs.Fieldf(field, "%s", errs.Public(err).Msg)
	case err != nil:
		return "", 0, false, err
	case !backlog.Is(row.Kind):
		return "", 0, false, errs.Fieldf(field, "%s is a %s, not a story, bug, task or spike", row.Key, row.Kind)
	case string(row.Product) != l.product.ID:
		return "", 0, false, errs.Fieldf(field, "%s belongs to another product", row.Key)
	}
	n := slices.IndexFunc(l.past.items, func(it item) bool { return it.id == row.ID })
	if n < 0 || len(until(l.past.items[n].changes, l.now)) == 0 {
		return row.ID, -1, true, nil
	}
	all := until(l.past.items[n].changes, l.now)
	c := all[len(all)-1]
	return row.ID, c.estimate, c.category <= doing && l.counts(&c), nil
}

// firstDone says which items the numbers stand for.
func (l *look) firstDone(ctx context.Context, out *SprintOdds, many stat.Counts, set map[string]float64) error {
	queue, err := l.queue(ctx)
	if err != nil {
		return err
	}
	var order []string
	for _, o := range queue {
		if _, mine := set[o.ID]; mine {
			order = append(order, o.ID)
		}
	}
	names, err := l.named(ctx, order)
	for _, share := range shares {
		one := SprintReach{Share: share, Items: min(many.AtLeast(share), len(set)), First: []Named{}}
		for _, id := range order[:min(one.Items, len(order))] {
			one.Points += max(0, set[id])
			one.First = append(one.First, names[id])
		}
		out.HowMany = append(out.HowMany, one)
	}
	return err
}
