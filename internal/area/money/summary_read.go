package money

import (
	"cmp"
	"context"
	"math/big"
	"slices"

	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/finance"
	"throughline/internal/platform/store"
)

// SummaryIn asks for a product's money.
type SummaryIn struct {
	Product string    `json:"product" in:"query" ref:"product" v:"required" doc:"Id or key of the product."`
	From    clock.Day `json:"from" in:"query" doc:"The first month; January of this year when left out."`
	Until   clock.Day `json:"until" in:"query" doc:"The last month; a year in all when left out."`
	By      string    `json:"by" in:"query" v:"enum=initiative|release|feature" doc:"What the rows are; initiatives when left out."`
}

// ProductsIn asks for the money of all products.
type ProductsIn struct {
	From     clock.Day `json:"from" in:"query" doc:"The first month; January of this year when left out."`
	Until    clock.Day `json:"until" in:"query" doc:"The last month; a year in all when left out."`
	Currency string    `json:"currency" in:"query" v:"max=3" doc:"What all is counted in; that of most products when left out."`
}

// Summary is money in a stretch of months, in one currency.
type Summary struct {
	Currency string    `json:"currency"`
	From     clock.Day `json:"from"`
	Until    clock.Day `json:"until" doc:"The last month."`
	Now      clock.Day `json:"now" doc:"The running month: what is before it is over."`
	By       string    `json:"by"`
	Sorts    []Sum     `json:"sorts" doc:"Cost, run cost, revenue, value."`
	Profit   Figures   `json:"profit" doc:"Revenue less cost and run cost; value is not in it."`
	Months   []Month   `json:"months"`
	Rows     []About1  `json:"rows" doc:"By what was asked for, the dearest first, and what belongs to none of them."`
	More     int       `json:"more" doc:"Rows that are not shown."`
	Work     *int64    `json:"work" doc:"Of the actual cost, what follows from people's days and the day rate; null without a day rate."`
	Rates    []Used    `json:"rates" doc:"The rates of exchange that the sums rest on."`
	Left     []Left    `json:"left" doc:"What is left out for want of a rate."`
	Rule     string    `json:"rule" doc:"How it is worked out."`
}

// Sum is one sort of money.
type Sum struct {
	Sort string `json:"sort"`
	Figures
}

// Month is one month: cost with run cost, and revenue.
type Month struct {
	Month          clock.Day `json:"month"`
	PlanCost       int64     `json:"planCost"`
	ActualCost     *int64    `json:"actualCost" doc:"Null for months that are not over."`
	OutlookCost    int64     `json:"outlookCost"`
	PlanRevenue    int64     `json:"planRevenue"`
	ActualRevenue  *int64    `json:"actualRevenue" doc:"Null for months that are not over."`
	OutlookRevenue int64     `json:"outlookRevenue"`
}

// About1 is the money of one thing.
type About1 struct {
	ID      string  `json:"id" ref:"record" doc:"Empty for what belongs to none."`
	Key     string  `json:"key"`
	Kind    string  `json:"kind"`
	Title   string  `json:"title"`
	State   string  `json:"state"`
	Cost    Figures `json:"cost" doc:"With run cost."`
	Revenue Figures `json:"revenue"`
	Value   Figures `json:"value"`
	Limit   *int64  `json:"limit" doc:"Of a release: the budget that was set for it as a whole."`
	Spent   *int64  `json:"spent" doc:"Of a release: what was entered for it as a whole."`
}

const summaryRule = "Actual is what was noted for months that are over, with the cost of work: people's days on the sprints by the day rate, parted among features by the size of what each sprint agreed on. " +
	"The outlook takes what was for months that are over, and for the others, line by line, the forecast, or the plan where there is none. Variance is by how much that is better or worse than planned. " +
	"What is about a feature counts for its first initiative and its first release. Other currencies are changed at the last rate noted by the end of the month, and rounded once, after summing."

// rowsMost bounds the rows of a summary.
const rowsMost = 200

// amount is the sum of some lines that are alike.
type amount struct {
	Product  string    `db:"product_id"`
	About    string    `db:"record_id"`
	Basis    string    `db:"basis"`
	Sort     string    `db:"sort"`
	Label    string    `db:"label"`
	Month    clock.Day `db:"month"`
	Currency string    `db:"currency"`
	Amount   int64     `db:"amount"`
}

func amounts(ctx context.Context, v *op.View, where string, from, until clock.Day, args ...any) ([]amount, error) {
	return store.All[amount](ctx, v.R, "select coalesce(d.product_id, '') as product_id, d.record_id, d.basis, d.sort, d.label, d.month, d.currency, cast(sum(d.amount) as bigint) as amount from money_line d where d.workspace_id = ? and d.month >= ? and d.month <= ? and "+where+
		" group by d.product_id, d.record_id, d.basis, d.sort, d.label, d.month, d.currency order by d.product_id, d.record_id, d.month", append([]any{v.Workspace, string(from), string(until)}, args...)...)
}

// stretch fills in the months of a question, and bounds them.
func stretch(v *op.View, from, until clock.Day) (clock.Day, clock.Day, error) {
	if from == "" {
		from = v.Today()[:4] + "-01-01"
	}
	from = month(from)
	if until == "" {
		until = next(from, 11)
	}
	until = month(until)
	if until < from {
		return "", "", errs.Fieldf("until", "must not lie before the first month, %s", from)
	}
	if until > next(from, 119) {
		return "", "", errs.Fieldf("until", "must lie within ten years of the first month, %s", from)
	}
	return from, until, nil
}

func summary(ctx context.Context, v *op.View, in SummaryIn) (*Summary, error) {
	product, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	if err := maySee(v, product); err != nil {
		return nil, err
	}
	from, until, err := stretch(v, in.From, in.Until)
	if err != nil {
		return nil, err
	}
	currency, err := currencyOf(ctx, v, product)
	if err != nil {
		return nil, err
	}
	if currency == "" {
		currency = "EUR"
	}
	b, err := newBook(ctx, v, currency, from, until)
	if err != nil {
		return nil, err
	}
	if in.By == "" {
		in.By = "initiative"
	}
	if b.to, err = belonging(ctx, v, product, in.By); err != nil {
		return nil, err
	}
	if err := b.read(ctx, v, product); err != nil {
		return nil, err
	}
	out := b.sum(in.By)
	if out.Rows, out.More, err = b.rows(ctx, v, in.By, product); err != nil {
		return nil, err
	}
	return out, nil
}

// belonging says which row each thing with money counts for, beside itself: a
// feature for its initiative or release. It gives nil for features.
func belonging(ctx context.Context, v *op.View, product, by string) (map[string]string, error) {
	switch by {
	case "initiative":
		return linked(ctx, v, link.Delivers, "l.product_id = ? and t.kind = 'initiative'", product)
	case "release":
		return linked(ctx, v, link.ShipsIn, "l.product_id = ? and t.kind = 'release'", product)
	}
	return nil, nil //nolint:nilnil // a map that has nothing in it
}

// book is all amounts of a question, by sort and by what they are about.
type book struct {
	*changer
	from, until, now clock.Day
	to               map[string]string
	sorts            map[string]tally
	about            map[string]map[string]tally // what, then sort
	work             *big.Rat
}

func newBook(ctx context.Context, v *op.View, currency string, from, until clock.Day) (*book, error) {
	c, err := newChanger(ctx, v, currency)
	return &book{changer: c, from: from, until: until, now: month(v.Today()), sorts: map[string]tally{}, about: map[string]map[string]tally{}}, err
}

// read takes the lines and the work of one product in.
func (b *book) read(ctx context.Context, v *op.View, product string) error {
	all, err := amounts(ctx, v, "d.product_id = ?", b.from, b.until, product)
	if err != nil {
		return err
	}
	b.take(all)
	done, err := workOf(ctx, v, []string{product}, b.from)
	b.labour(done[product])
	return err
}

func (b *book) take(all []amount) {
	for _, a := range all {
		b.add(a.About, a.Basis, a.Sort, slot{a.About + a.Label, a.Month}, big.NewRat(a.Amount, 1), a.Currency)
	}
}

// labour takes in the work of the months that are over.
func (b *book) labour(done []work) {
	for _, w := range done {
		if w.month > b.until || w.month >= b.now {
			continue
		}
		b.work = orZero(b.work)
		if in := b.add(w.about, Actual, Cost, slot{workLabel, w.month}, w.amount, w.currency); in != nil {
			b.work.Add(b.work, in)
		}
	}
}

// add counts an amount; it gives what it came to.
func (b *book) add(about, basis, sort string, where slot, amount *big.Rat, currency string) *big.Rat {
	in := b.at(amount, currency, where.month)
	if in == nil {
		return nil
	}
	if to, ok := b.to[about]; ok {
		about = to
	}
	if b.about[about] == nil {
		b.about[about] = map[string]tally{}
	}
	for _, by := range []map[string]tally{b.sorts, b.about[about]} {
		if by[sort] == nil {
			by[sort] = tally{}
		}
		by[sort].add(basis, where, in)
	}
	return in
}

// total sums some sorts of a book or of one thing in it.
func (b *book) total(of map[string]tally, names ...string) *sums {
	s := newSums()
	for _, n := range names {
		for at, a := range of[n] {
			if b.from <= at.month && at.month <= b.until {
				s.add(a, at.month, b.now)
			}
		}
	}
	return s
}

func (b *book) sum(by string) *Summary {
	out := &Summary{Currency: b.changer.to, From: b.from, Until: b.until, Now: b.now, By: by, Sorts: []Sum{}, Months: []Month{}, Rule: summaryRule}
	for _, s := range sorts {
		out.Sorts = append(out.Sorts, Sum{s, b.total(b.sorts, s).figures()})
	}
	earned, spent := b.total(b.sorts, Revenue), b.total(b.sorts, Cost, Run)
	profit := newSums()
	for _, p := range [][3]*big.Rat{{profit.plan, earned.plan, spent.plan}, {profit.toDate, earned.toDate, spent.toDate}, {profit.actual, earned.actual, spent.actual}, {profit.outlook, earned.outlook, spent.outlook}} {
		p[0].Sub(p[1], p[2])
	}
	out.Profit = profit.figures()
	for _, m := range months(b.from, b.until) {
		out.Months = append(out.Months, b.month(m))
	}
	if b.work != nil {
		w := finance.Round(b.work)
		out.Work = &w
	}
	out.Rates, out.Left = b.rests(), b.lacks()
	return out
}

func (b *book) month(m clock.Day) Month {
	one := &book{from: m, until: m, now: b.now}
	cost, revenue := one.total(b.sorts, Cost, Run).figures(), one.total(b.sorts, Revenue).figures()
	out := Month{Month: m, PlanCost: cost.Plan, OutlookCost: cost.Outlook, PlanRevenue: revenue.Plan, OutlookRevenue: revenue.Outlook}
	if m < b.now {
		out.ActualCost, out.ActualRevenue = &cost.Actual, &revenue.Actual
	}
	return out
}

// named is what a row says of what it is about.
type named struct {
	ID       string `db:"id"`
	Key      string `db:"key"`
	Kind     string `db:"kind"`
	Title    string `db:"title"`
	State    string `db:"state"`
	Limit    *int64 `db:"budget"`
	Spent    *int64 `db:"spent"`
	Currency string `db:"currency"`
}

// rows gives a row for each thing of a kind that has money, and one for what
// belongs to none of them.
func (b *book) rows(ctx context.Context, v *op.View, kind, product string) ([]About1, int, error) {
	scope, args := v.Scope("r.product_id")
	all, err := store.All[named](ctx, v.R, `select r.id, r.key, r.kind, r.title, r.state, d.budget, d.spent, coalesce(d.currency, '') as currency
 from record r left join release d on d.workspace_id = r.workspace_id and d.id = r.id
 where r.workspace_id = ? and r.kind = ? and `+scope+` and (r.id in (select m.record_id from money_line m where m.workspace_id = ? and m.product_id = ?)
 or r.id in (select l.to_id from link l where l.workspace_id = ? and l.product_id = ? and l.type in ('delivers', 'ships in')) or d.budget is not null and r.product_id = ?)`,
		append(append([]any{v.Workspace, kind}, args...), v.Workspace, product, v.Workspace, product, product)...)
	if err != nil {
		return nil, 0, err
	}
	out, none := []About1{}, map[string]tally{}
	known := map[string]bool{}
	for _, n := range all {
		known[n.ID] = true
		row := About1{ID: n.ID, Key: n.Key, Kind: n.Kind, Title: n.Title, State: n.State}
		b.figures(&row, b.about[n.ID])
		row.Limit, row.Spent = b.whole(n.Limit, n.Currency), b.whole(n.Spent, n.Currency)
		if b.about[n.ID] != nil || row.Limit != nil || row.Spent != nil {
			out = append(out, row)
		}
	}
	slices.SortFunc(out, func(x, y About1) int {
		return cmp.Or(cmp.Compare(y.Cost.Outlook, x.Cost.Outlook), cmp.Compare(y.Revenue.Outlook, x.Revenue.Outlook), cmp.Compare(x.Key, y.Key))
	})
	more := max(0, len(out)-rowsMost)
	out = out[:len(out)-more]
	for id, by := range b.about {
		if !known[id] {
			join(none, by)
		}
	}
	if len(none) > 0 {
		rest := About1{}
		b.figures(&rest, none)
		out = append(out, rest)
	}
	return out, more, nil
}

func (b *book) figures(row *About1, of map[string]tally) {
	row.Cost, row.Revenue, row.Value = b.total(of, Cost, Run).figures(), b.total(of, Revenue).figures(), b.total(of, Value).figures()
}

// whole gives an amount that belongs to no month, at the rate of now.
func (b *book) whole(minor *int64, currency string) *int64 {
	if minor == nil {
		return nil
	}
	in := b.at(big.NewRat(*minor, 1), currency, b.now)
	if in == nil {
		return nil
	}
	n := finance.Round(in)
	return &n
}

// join adds what some things come to.
func join(to, more map[string]tally) {
	for sort, t := range more {
		if to[sort] == nil {
			to[sort] = tally{}
		}
		for at, a := range t {
			for basis, amount := range map[string]*big.Rat{Plan: a.plan, Forecast: a.forecast, Actual: a.actual} {
				if amount != nil {
					to[sort].add(basis, at, amount)
				}
			}
		}
	}
}

// product1 is a product as the summary of all names it.
type product1 struct {
	ID       string `db:"id"`
	Key      string `db:"key"`
	Title    string `db:"title"`
	State    string `db:"stage"`
	Currency string `db:"currency"`
}

// productsMost bounds how many products are summed up.
const productsMost = 200

// products sums up the products whose money the actor may see.
func products(ctx context.Context, v *op.View, in ProductsIn) (*Summary, error) {
	from, until, err := stretch(v, in.From, in.Until)
	if err != nil {
		return nil, err
	}
	all, err := store.All[product1](ctx, v.R, "select r.id, r.key, r.title, p.stage, p.currency from product p join record r on r.workspace_id = p.workspace_id and r.id = p.id where p.workspace_id = ? and r.archived_at = 0 order by r.key", v.Workspace)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(p product1) bool { return !v.Sees(p.ID) || maySee(v, p.ID) != nil })
	if in.Currency == "" {
		in.Currency = commonest(all)
	}
	if !finance.IsCurrency(in.Currency) {
		return nil, errs.Fieldf("currency", "must be three capitals, like EUR")
	}
	b, err := newBook(ctx, v, in.Currency, from, until)
	if err != nil {
		return nil, err
	}
	more := max(0, len(all)-productsMost)
	all = all[:len(all)-more]
	by, err := perProduct(ctx, v, from, until)
	if err != nil {
		return nil, err
	}
	ids := make([]string, 0, len(all))
	for _, p := range all {
		ids = append(ids, p.ID)
	}
	done, err := workOf(ctx, v, ids, from)
	if err != nil {
		return nil, err
	}
	rows := []About1{}
	for _, p := range all {
		own := &book{changer: b.changer, from: b.from, until: b.until, now: b.now, sorts: map[string]tally{}, about: map[string]map[string]tally{}}
		own.take(by[p.ID])
		own.labour(done[p.ID])
		join(b.sorts, own.sorts)
		if own.work != nil {
			b.work = orZero(b.work)
			b.work.Add(b.work, own.work)
		}
		row := About1{ID: p.ID, Key: p.Key, Kind: "product", Title: p.Title, State: p.State}
		b.figures(&row, own.sorts)
		rows = append(rows, row)
	}
	out := b.sum("product")
	out.Rows, out.More = rows, more
	return out, nil
}

// perProduct reads the lines of all products at once.
func perProduct(ctx context.Context, v *op.View, from, until clock.Day) (map[string][]amount, error) {
	scope, args := v.Scope("d.product_id")
	all, err := amounts(ctx, v, "d.product_id is not null and "+scope, from, until, args...)
	by := map[string][]amount{}
	for _, a := range all {
		by[a.Product] = append(by[a.Product], a)
	}
	return by, err
}

// commonest gives the currency of most products, the first by name among equals.
func commonest(all []product1) string {
	n, best := map[string]int{}, "EUR"
	for _, p := range all {
		if p.Currency != "" {
			n[p.Currency]++
		}
	}
	for c, k := range n {
		if k > n[best] || k == n[best] && c < best {
			best = c
		}
	}
	return best
}
