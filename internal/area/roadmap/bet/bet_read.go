package bet

import (
	"context"
	"slices"
	"time"

	"throughline/internal/area/roadmap"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// most is how many bets are answered at once.
const most = 300

// In names a feature.
type In struct {
	ID string `json:"id" in:"path" v:"required" doc:"Id or key of the feature."`
}

// ListIn asks for bets.
type ListIn struct {
	Product string `json:"product" in:"query" ref:"product" doc:"Id or key of a product; all that you see when left out."`
	Stands  string `json:"stands" in:"query" v:"enum=incomplete|open|running|due|hit|missed" doc:"Only those that stand so. Incomplete ones (a hypothesis without a number) are listed only when they are asked for."`
}

// List is bets.
type List struct {
	Items  []Bet          `json:"items" doc:"What is due first, then by the day on which they are judged."`
	Counts map[string]int `json:"counts" doc:"How many stand how, incomplete ones included."`
	More   bool           `json:"more" doc:"There are more than are listed."`
	Today  clock.Day      `json:"today"`
}

// Shown is one bet in full.
type Shown struct {
	Bet
	Observed *Observed `json:"observed" doc:"What the metric did; null before the release."`
	Points   []At      `json:"points" doc:"The metric's points around the release, oldest first."`
	Ground   *Ground   `json:"ground" doc:"What the bet rests on."`
	Offer    *Offer    `json:"offer" doc:"What the track record makes of the confidence; null where there is too little of it."`
	Rule     string    `json:"rule" doc:"How the change is worked out, in words."`
	Today    clock.Day `json:"today"`
}

// At is a value on a day.
type At struct {
	On    clock.Day `json:"on"`
	Value float64   `json:"value"`
}

const rule = "Points of the second half of the time between the release and the day of judgement are held against as many days before the release, so that what is still settling in does not count; " +
	"with fewer than three points on a side, the whole time. The interval is Welch's, at 95 %. It tells a change from chance, not what caused it."

// book is what is known of bets while one question is answered.
type book struct {
	today   clock.Day
	zone    *time.Location
	metrics map[string]metricRow
	points  map[string][]point
}

type metricRow struct {
	ID        string `db:"id"`
	Product   id.Ref `db:"product_id"`
	Title     string `db:"title"`
	Unit      string `db:"unit"`
	Direction string `db:"direction"`
}

func show(ctx context.Context, v *op.View, in In) (_ *Shown, err error) {
	defer errs.Wrap(&err, "feature.bet %s", in.ID)
	f, err := op.Find[roadmap.Feature](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	b, err := open(ctx, v, []roadmap.Feature{*f})
	if err != nil {
		return nil, err
	}
	out := &Shown{Bet: b.bet(f), Observed: b.observe(f), Rule: rule, Today: b.today}
	from := clock.Day("")
	if out.Observed != nil {
		from = stretches(f.ReleasedOn, out.Observed.Until)[1].before.Add(-28)
	}
	ps := b.points[string(f.BetMetric)]
	for _, p := range ps[max(0, len(ps)-400):] {
		if p.On >= from {
			out.Points = append(out.Points, At(p))
		}
	}
	if out.Ground, err = groundOf(ctx, v, f.ID); err != nil {
		return nil, err
	}
	out.Offer, err = offerFor(ctx, v, f)
	return out, err
}

const listed = "r.kind = 'feature' and r.archived_at = 0 and (d.bet_metric_id is not null or d.hypothesis <> '') and (r.category <> 'closed' or d.bet_outcome <> '') and "

func list(ctx context.Context, v *op.View, in ListIn) (_ *List, err error) {
	defer errs.Wrap(&err, "bet.list")
	scope, args, err := within(ctx, v, in.Product)
	if err != nil {
		return nil, err
	}
	const far = 2000 // incomplete ones are counted up to here
	fs, err := record.Where[roadmap.Feature](ctx, v.At, listed+scope+" order by d.bet_metric_id is null, d.bet_on desc, r.id limit ?", append(args, far)...)
	if err != nil {
		return nil, err
	}
	b, err := open(ctx, v, fs)
	if err != nil {
		return nil, err
	}
	out := &List{Items: []Bet{}, Counts: map[string]int{}, Today: b.today}
	for i := range fs {
		s := stands(&fs[i], b.today)
		out.Counts[s]++
		if in.Stands != s && (in.Stands != "" || s == "incomplete") {
			continue
		}
		if len(out.Items) == most {
			out.More = true
			continue
		}
		out.Items = append(out.Items, b.bet(&fs[i]))
	}
	slices.SortStableFunc(out.Items, func(x, y Bet) int {
		if o := order(x) - order(y); o != 0 {
			return o
		}
		if order(x) < settledFrom {
			return compare(x.On, y.On)
		}
		return compare(y.On, x.On)
	})
	return out, nil
}

// Of gives the bets of some features, those without one left out. The first that
// is judged comes first.
func Of(ctx context.Context, v *op.View, features []string) (_ []Bet, err error) {
	defer errs.Wrap(&err, "bet.of")
	out := []Bet{}
	if len(features) == 0 {
		return out, nil
	}
	marks, args := record.Among(features)
	fs, err := op.Where[roadmap.Feature](ctx, v, "d.bet_metric_id is not null and r.archived_at = 0 and r.id in ("+marks+") order by d.bet_on, r.id", args...)
	if err != nil {
		return nil, err
	}
	b, err := open(ctx, v, fs)
	if err != nil {
		return nil, err
	}
	for i := range fs {
		out = append(out, b.bet(&fs[i]))
	}
	return out, nil
}

// settledFrom is the place from which bets are over: of these the newest is
// first, of the others the one that is judged soonest.
const settledFrom = 4

func order(b Bet) int {
	return map[string]int{"due": 0, "running": 1, "open": 2, "incomplete": 3}[b.Stands] + map[string]int{roadmap.Hit: settledFrom, roadmap.Missed: settledFrom}[b.Stands]
}

func compare(a, b clock.Day) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// within keeps to one product, or to all that the actor sees.
func within(ctx context.Context, v *op.View, product string) (string, []any, error) {
	if product == "" {
		sql, args := v.Scope("r.product_id")
		return sql, args, nil
	}
	p, err := v.Product(ctx, product)
	return "r.product_id = ?", []any{p}, err
}

// open reads what the bets of some features need: their metrics and points, one
// select for each.
func open(ctx context.Context, v *op.View, fs []roadmap.Feature) (*book, error) {
	b := &book{today: v.Today(), zone: v.Zone(), metrics: map[string]metricRow{}, points: map[string][]point{}}
	var ids []string
	since := b.today
	for i := range fs {
		f := &fs[i]
		if f.BetMetric == "" {
			continue
		}
		ids = append(ids, string(f.BetMetric))
		first := b.today.Add(-180)
		if f.ReleasedOn != "" {
			first = stretches(f.ReleasedOn, max(f.ReleasedOn, min(f.BetOn, b.today)))[1].before.Add(-28)
		}
		since = min(since, first)
	}
	slices.Sort(ids)
	return b, b.read(ctx, v, slices.Compact(ids), since)
}

func (b *book) read(ctx context.Context, v *op.View, ids []string, since clock.Day) error {
	if len(ids) == 0 {
		return nil
	}
	marks, args := record.Among(ids)
	rows, err := store.All[metricRow](ctx, v.R, "select r.id, r.product_id, r.title, m.unit, m.direction from record r join metric m on m.workspace_id = r.workspace_id and m.id = r.id where r.workspace_id = ? and r.id in ("+marks+")", append([]any{v.Workspace}, args...)...)
	if err != nil {
		return err
	}
	var seen []string
	for _, m := range rows {
		if v.Sees(string(m.Product)) {
			b.metrics[m.ID] = m
			seen = append(seen, m.ID)
		}
	}
	if len(seen) == 0 {
		return nil
	}
	type row struct {
		Metric string        `db:"record_id"`
		At     clock.Instant `db:"at"`
		Value  float64       `db:"value"`
	}
	marks, args = record.Among(seen)
	return store.Each(ctx, v.R, "select record_id, at, value from metric_point where workspace_id = ? and record_id in ("+marks+") and at >= ? order by record_id, at", func(p row) error {
		b.points[p.Metric] = append(b.points[p.Metric], point{clock.DayOf(p.At, b.zone), p.Value})
		return nil
	}, append(append([]any{v.Workspace}, args...), clock.From(since.Time()))...)
}

func (b *book) observe(f *roadmap.Feature) *Observed {
	if _, seen := b.metrics[string(f.BetMetric)]; !seen {
		return nil
	}
	return observe(f, b.points[string(f.BetMetric)], b.today)
}

func (b *book) bet(f *roadmap.Feature) Bet {
	out := Bet{
		Feature: id.Ref(f.ID), Key: f.Key, Title: f.Title, Product: f.Product, State: f.State, Owner: f.Owner, By: f.BetBy, MadeOn: f.BetMadeOn,
		Stands: stands(f, b.today), Metric: f.BetMetric, Low: f.BetLow, High: f.BetHigh, In: f.BetIn, On: f.BetOn, Odds: f.BetOdds, Released: f.ReleasedOn,
		Outcome: f.BetOutcome, Reason: f.BetReason, CostLimit: f.CostLimit, CostIn: f.CostIn,
	}
	m, seen := b.metrics[string(f.BetMetric)]
	if f.BetMetric != "" && !seen {
		out.Metric, out.Hidden, out.Says = "", true, Says{"", "The metric belongs to a product that you may not see."}
		return out
	}
	out.Name, out.Unit, out.Direction = m.Title, m.Unit, m.Direction
	o := b.observe(f)
	out.Says = judge(f, o, b.today)
	if f.BetOutcome == roadmap.Hit || f.BetOutcome == roadmap.Missed {
		out.Change, out.ChangeLow, out.ChangeTop = f.BetChange, f.BetChangeLow, f.BetChangeHigh
	} else if o != nil {
		out.Change, out.ChangeLow, out.ChangeTop = o.Change, o.Low, o.High
	}
	return out
}
