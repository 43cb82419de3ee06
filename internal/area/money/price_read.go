package money

import (
	"context"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/finance"
	"throughline/internal/kit/id"
	"throughline/internal/kit/stat"
	"throughline/internal/platform/store"
)

// Pricing is what a product is sold as.
type Pricing struct {
	Today     clock.Day   `json:"today"`
	Currency  string      `json:"currency" doc:"Of the product, in which revenue is told."`
	Plans     []PlanShown `json:"plans" doc:"Those on sale first."`
	Features  []Named     `json:"features" doc:"Names of the features that are in some plan."`
	Unmatched *int64      `json:"unmatched" doc:"Accounts on a plan that is none of these; null for whoever may not see how prices change."`
	Veiled    bool        `json:"veiled" doc:"You see what is sold and today's prices, and neither how they change nor which accounts are on what."`
	Rule      string      `json:"rule"`
}

// Named is a record by its name.
type Named struct {
	ID    string `db:"id" json:"id" ref:"record"`
	Key   string `db:"key" json:"key"`
	Title string `db:"title" json:"title"`
}

// PlanShown is a plan with its prices.
type PlanShown struct {
	PricePlan
	Amount   *int64        `json:"amount" doc:"Today's price, in minor units; null where none holds yet."`
	Accounts *int64        `json:"accounts" doc:"Accounts that carry the plan by its name; null for whoever may not see how prices change."`
	Prices   []PriceEffect `json:"prices" doc:"The latest first; none for whoever may not see how prices change."`
}

// PriceEffect is a price with what came of it.
type PriceEffect struct {
	PriceChange
	Was     *int64   `json:"was" doc:"The price before; null for the first."`
	Share   *float64 `json:"share" doc:"The change by the price before; null for the first and after free."`
	Ahead   bool     `json:"ahead" doc:"It holds from a day to come."`
	Name    string   `json:"name" doc:"Of the metric; empty where there is none that you may see."`
	Unit    string   `json:"unit"`
	Seen    *Effect  `json:"seen" doc:"What the metric did; null while nothing can be said."`
	Revenue *Effect  `json:"revenue" doc:"What the product's revenue of a month did, in minor units; null while nothing can be said, and for whoever may not see money."`
}

// Effect is a number before and after a change of price.
type Effect struct {
	Before  float64  `json:"before" doc:"The mean of before."`
	After   float64  `json:"after" doc:"The mean since."`
	Change  float64  `json:"change"`
	Low     *float64 `json:"low" doc:"Lower end of the 95 % interval; null where there are too few values."`
	High    *float64 `json:"high" doc:"Upper end of it."`
	BeforeN int      `json:"beforeN"`
	AfterN  int      `json:"afterN"`
	Says    string   `json:"says" v:"enum=as expected|less|more|open" doc:"How it compares with what was expected: open while the interval allows for more than one, and where nothing was."`
}

const priceRule = "The number's points of up to ninety days before and after the first day of a price are held against each other, and the months of revenue of up to six before and after (the month of the change left out), with Welch's interval at 95 %. It ends at the next change of the plan's price. This tells a change from chance, not what caused it. Accounts count for the plan whose name they carry."

const (
	plansMost   = 100
	pricesMost  = 2000
	priceDays   = 90
	priceMonths = 6
)

type pricePoint struct {
	Metric string        `db:"record_id"`
	At     clock.Instant `db:"at"`
	Value  float64       `db:"value"`
}

// prices is what is known while the question is answered.
type prices struct {
	out     *Pricing
	metrics map[string]priceMetric
	points  map[string][]pricePoint
	revenue map[clock.Day]float64 // by month; nil for whoever may not see money
	now     clock.Day
}

type priceMetric struct {
	ID      string `db:"id"`
	Product id.Ref `db:"product_id"`
	Title   string `db:"title"`
	Unit    string `db:"unit"`
}

func listPlans(ctx context.Context, v *op.View, in ProductIn) (*Pricing, error) {
	product, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	p := &prices{out: &Pricing{Today: v.Today(), Plans: []PlanShown{}, Features: []Named{}, Rule: priceRule}, metrics: map[string]priceMetric{}, points: map[string][]pricePoint{}, now: month(v.Today())}
	plans, err := record.Where[PricePlan](ctx, v.At, "d.record_id = ? order by coalesce(d.sold_until, '9999-12-31') < ?, d.created_at, d.id limit ?", product, string(v.Today()), plansMost)
	if err != nil {
		return nil, err
	}
	changes, err := record.Where[PriceChange](ctx, v.At, "d.record_id = ? order by d.from_on desc, d.id limit ?", product, pricesMost)
	if err != nil {
		return nil, err
	}
	if err := p.names(ctx, v, plans); err != nil {
		return nil, err
	}
	if p.out.Veiled = maySeePrices(v, product) != nil; p.out.Veiled {
		p.out.Currency, err = currencyOf(ctx, v, product)
		p.today(plans, changes)
		return p.out, err
	}
	if err := p.read(ctx, v, product, changes); err != nil {
		return nil, err
	}
	return p.out, p.fill(ctx, v, plans, changes)
}

// today lists the plans with the price that holds, for whoever sees no more.
func (p *prices) today(plans []PricePlan, changes []PriceChange) {
	for _, plan := range plans {
		shown := PlanShown{PricePlan: plan, Prices: []PriceEffect{}}
		if shown.SoldUntil >= p.out.Today {
			shown.SoldUntil = ""
		}
		for _, c := range changes {
			if c.Plan == plan.ID && c.From <= p.out.Today {
				shown.Amount = &c.Amount
				break
			}
		}
		p.out.Plans = append(p.out.Plans, shown)
	}
}

// read reads the metrics that changes are expected to move, and the revenue.
func (p *prices) read(ctx context.Context, v *op.View, product string, changes []PriceChange) (err error) {
	if p.out.Currency, err = currencyOf(ctx, v, product); err != nil || len(changes) == 0 {
		return err
	}
	if p.out.Currency == "" {
		p.out.Currency = "EUR"
	}
	first := changes[len(changes)-1].From
	if maySee(v, product) == nil {
		if err := p.earned(ctx, v, product, first); err != nil {
			return err
		}
	}
	var ids []string
	for _, c := range changes {
		if c.Metric != "" {
			ids = append(ids, string(c.Metric))
		}
	}
	if len(ids) == 0 {
		return nil
	}
	marks, args := record.Among(ids)
	rows, err := store.All[priceMetric](ctx, v.R, "select r.id, r.product_id, r.title, m.unit from record r join metric m on m.workspace_id = r.workspace_id and m.id = r.id where r.workspace_id = ? and r.id in ("+marks+")", append([]any{v.Workspace}, args...)...)
	if err != nil {
		return err
	}
	for _, m := range rows {
		if v.Sees(string(m.Product)) {
			p.metrics[m.ID] = m
		}
	}
	return store.Each(ctx, v.R, "select record_id, at, value from metric_point where workspace_id = ? and record_id in ("+marks+") and at >= ? order by record_id, at", func(x pricePoint) error {
		p.points[x.Metric] = append(p.points[x.Metric], x)
		return nil
	}, append(append([]any{v.Workspace}, args...), clock.From(first.Add(-priceDays).Time()))...)
}

// earned reads the revenue of the months that are over.
func (p *prices) earned(ctx context.Context, v *op.View, product string, first clock.Day) error {
	from := next(month(first), -priceMonths)
	b, err := newBook(ctx, v, p.out.Currency, from, max(from, next(p.now, -1)))
	if err != nil {
		return err
	}
	all, err := amounts(ctx, v, "d.basis = 'actual' and d.sort = 'revenue' and d.product_id = ?", b.from, b.until, product)
	if err != nil {
		return err
	}
	p.revenue = map[clock.Day]float64{}
	b.take(all)
	for at, a := range b.sorts[Revenue] {
		sum, _ := orZero(a.actual).Float64()
		p.revenue[at.month] += sum
	}
	return nil
}

func (p *prices) names(ctx context.Context, v *op.View, plans []PricePlan) (err error) {
	var ids []string
	for _, plan := range plans {
		ids = append(ids, plan.Features...)
	}
	if len(ids) == 0 {
		return nil
	}
	marks, args := record.Among(ids)
	p.out.Features, err = store.All[Named](ctx, v.R, "select r.id, r.key, r.title from record r where r.workspace_id = ? and r.archived_at = 0 and r.id in ("+marks+") order by r.key", append([]any{v.Workspace}, args...)...)
	if p.out.Features == nil {
		p.out.Features = []Named{}
	}
	return err
}

func (p *prices) fill(ctx context.Context, v *op.View, plans []PricePlan, changes []PriceChange) error {
	type count struct {
		Plan string `db:"plan"`
		N    int64  `db:"n"`
	}
	on, err := store.All[count](ctx, v.R, "select lower(a.plan) as plan, count(*) as n from account a join record r on r.workspace_id = a.workspace_id and r.id = a.id where a.workspace_id = ? and a.plan <> '' and r.archived_at = 0 group by lower(a.plan) order by lower(a.plan) limit 500", v.Workspace)
	if err != nil {
		return err
	}
	by, unmatched := map[string]int64{}, int64(0)
	for _, c := range on {
		by[strings.ToLower(c.Plan)] += c.N // a database may know small letters of English alone
		unmatched += c.N
	}
	counted := map[string]bool{}
	for _, plan := range plans {
		shown := PlanShown{PricePlan: plan, Prices: []PriceEffect{}}
		name := strings.ToLower(plan.Name)
		accounts := by[name]
		if !counted[name] { // two plans of one name share their accounts
			unmatched -= accounts
		}
		counted[name] = true
		shown.Accounts = &accounts
		var own []PriceChange
		for _, c := range changes {
			if c.Plan == plan.ID {
				own = append(own, c)
			}
		}
		for i, c := range own {
			e := PriceEffect{PriceChange: c, Ahead: c.From > p.out.Today}
			m := p.metrics[string(c.Metric)]
			e.Name, e.Unit = m.Title, m.Unit
			until := p.out.Today
			if i > 0 {
				until = min(until, own[i-1].From.Add(-1))
			}
			if i+1 < len(own) {
				was := own[i+1].Amount
				e.Was, e.Share = &was, finance.Ratio(float64(c.Amount-was), float64(was))
				p.effect(v, &e, until)
			}
			if !e.Ahead && shown.Amount == nil {
				amount := c.Amount
				shown.Amount = &amount
			}
			shown.Prices = append(shown.Prices, e)
		}
		p.out.Plans = append(p.out.Plans, shown)
	}
	p.out.Unmatched = &unmatched
	return nil
}

// effect says what came of a change of price, until a day.
func (p *prices) effect(v *op.View, e *PriceEffect, until clock.Day) {
	if e.Ahead {
		return
	}
	if m, seen := p.metrics[string(e.Metric)]; seen {
		var before, after []float64
		for _, x := range p.points[m.ID] {
			switch on := v.Day(x.At); {
			case on >= e.From.Add(-priceDays) && on < e.From:
				before = append(before, x.Value)
			case on >= e.From && on <= min(until, e.From.Add(priceDays)):
				after = append(after, x.Value)
			}
		}
		e.Seen = effectOf(before, after)
		e.Seen.judge(e.Low, e.High)
	}
	if p.revenue == nil {
		return
	}
	var before, after []float64
	at := month(e.From)
	for n := range priceMonths {
		if sum, there := p.revenue[next(at, -n-1)]; there {
			before = append(before, sum)
		}
		if m := next(at, n+1); next(m, 1).Add(-1) <= until {
			if sum, there := p.revenue[m]; there {
				after = append(after, sum)
			}
		}
	}
	e.Revenue = effectOf(before, after)
}

func effectOf(before, after []float64) *Effect {
	e, ok := stat.Shift(before, after)
	if !ok {
		return nil
	}
	out := &Effect{Change: e.Value, BeforeN: len(before), AfterN: len(after), Says: "open"}
	out.Before, _ = stat.Mean(before)
	out.After, _ = stat.Mean(after)
	if e.Known() {
		out.Low, out.High = &e.Low, &e.High
	}
	return out
}

// judge holds what was seen against what was expected.
func (e *Effect) judge(low, high *float64) {
	if e == nil || low == nil || high == nil || e.Low == nil {
		return
	}
	switch {
	case *e.High < *low:
		e.Says = "less"
	case *e.Low > *high:
		e.Says = "more"
	case *e.Low >= *low && *e.High <= *high:
		e.Says = "as expected"
	}
}
