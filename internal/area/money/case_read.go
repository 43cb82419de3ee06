package money

import (
	"cmp"
	"context"
	"math/big"
	"slices"

	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/finance"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// CasesIn asks for cases.
type CasesIn struct {
	Product  string `json:"product" in:"query" ref:"product" doc:"Id or key of a product; all whose money you see when left out."`
	Record   string `json:"record" in:"query" ref:"record" doc:"Id or key of what they are about."`
	Versions bool   `json:"versions" in:"query" doc:"With the versions that were kept; else only those that hold."`
}

// CaseList is cases.
type CaseList struct {
	Items []CaseRow `json:"items" doc:"The most worthwhile first; what is not worked out yet stands last."`
	More  bool      `json:"more" doc:"There are more than are listed."`
}

// CaseRow is a case with what it comes to.
type CaseRow struct {
	BusinessCase
	Key     string      `json:"key" doc:"Of what it is about."`
	Kind    string      `json:"kind"`
	Title   string      `json:"title"`
	State   string      `json:"state"`
	Figures CaseFigures `json:"figures"`
}

// CaseShown is a case worked out.
type CaseShown struct {
	CaseRow
	Lines    []CaseLine     `json:"lines"`
	Flows    []CasePeriod   `json:"flows" doc:"Period by period."`
	Bars     []Bar          `json:"bars" doc:"How the trials came out."`
	Swings   []CaseSwing    `json:"swings" doc:"What the present value hangs on, the most first."`
	Units    UnitSums       `json:"units"`
	Came     *Came          `json:"came" doc:"What came of it so far; null before a month of it is over and while nothing was noted."`
	Versions []BusinessCase `json:"versions" doc:"All of its series, the newest first."`
	Rule     string         `json:"rule"`
}

// CasePeriod is one period: what it brings less what it costs.
type CasePeriod struct {
	From   clock.Day `json:"from"`
	Low    int64     `json:"low" doc:"With all at its bad end."`
	Likely int64     `json:"likely"`
	High   int64     `json:"high" doc:"With all at its good end."`
	Sum    int64     `json:"sum" doc:"Of the likely ones until here."`
	Actual *int64    `json:"actual" doc:"What came; null until the period is over."`
	Came   *int64    `json:"came" doc:"Sum of what came until here; null until the period is over."`
}

// Came is what came of a case, for the periods that are over.
type Came struct {
	Periods int        `json:"periods" doc:"So many are over."`
	Within  int        `json:"within" doc:"In so many of them what came lies between the bad and the good end."`
	Sorts   []CameSort `json:"sorts"`
	NPV     int64      `json:"npv" doc:"Present value with what came in place of what was expected, and the likely amounts for the rest."`
	Rates   []Used     `json:"rates"`
	Left    []Left     `json:"left" doc:"What is left out for want of a rate."`
}

// CameSort is one sort of money in the periods that are over.
type CameSort struct {
	Sort   string `json:"sort"`
	Low    int64  `json:"low"`
	Likely int64  `json:"likely"`
	High   int64  `json:"high"`
	Actual int64  `json:"actual"`
}

const caseRule = "A period's amount counts at its beginning: present value is the sum of amount ÷ (1 + rate)ᵗ with the first period as t = 0 and the yearly rate turned into one of a period, (1 + rate)^(1 ÷ periods in a year) − 1. " +
	"The yield (IRR) is told by the year. Return and payback are not discounted; payback is linear inside a period. Each line that is a range is drawn once per trial, as a triangle from low over likely to high, at the same height in all its periods; lines are drawn apart from each other, and so is the discount rate where it is a range. " +
	"What came is what was noted as actual for it and for the features in it, with the cost of work, for periods that are over."

// casesMost bounds a list of cases.
const casesMost = 200

func listCases(ctx context.Context, v *op.View, in CasesIn) (*CaseList, error) {
	where, args := "1 = 1", []any{}
	if !in.Versions {
		where = "d.kept_at = 0"
	}
	switch {
	case in.Record != "":
		row, err := v.Base(ctx, in.Record)
		if err != nil {
			return nil, err
		}
		if err := maySee(v, string(row.Product)); err != nil {
			return nil, err
		}
		where, args = where+" and d.record_id = ?", append(args, row.ID)
	case in.Product != "":
		product, err := v.Product(ctx, in.Product)
		if err != nil {
			return nil, err
		}
		if err := maySee(v, product); err != nil {
			return nil, err
		}
		where, args = where+" and d.product_id = ?", append(args, product)
	}
	const live = " and d.record_id in (select r.id from record r where r.workspace_id = d.workspace_id and r.archived_at = 0)"
	all, err := op.Where[BusinessCase](ctx, v, where+live+" order by d.created_at desc, d.id limit ?", append(args, casesMost+1)...)
	if err != nil {
		return nil, err
	}
	more := len(all) > casesMost
	all = slices.DeleteFunc(all[:min(len(all), casesMost)], func(c BusinessCase) bool { return maySee(v, string(c.Product)) != nil })
	rows, _, err := rowsOf(ctx, v, all)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(rows, func(a, b CaseRow) int {
		x, y := a.Figures.NPV, b.Figures.NPV
		switch {
		case x == nil || y == nil:
			return cmp.Compare(yes(x == nil), yes(y == nil))
		}
		return cmp.Compare(*y, *x)
	})
	return &CaseList{rows, more}, nil
}

func yes(is bool) int {
	if is {
		return 1
	}
	return 0
}

// rowsOf works cases out: their lines and what they are about in one question
// each.
func rowsOf(ctx context.Context, v *op.View, all []BusinessCase) ([]CaseRow, map[string]*worth, error) {
	out, by := []CaseRow{}, map[string]*worth{}
	if len(all) == 0 {
		return out, by, nil
	}
	var ids, about []string
	for _, c := range all {
		ids, about = append(ids, c.ID), append(about, string(c.Record))
	}
	lines, err := linesOf(ctx, v, ids...)
	if err != nil {
		return nil, nil, err
	}
	marks, args := record.Among(about)
	names, err := store.All[named](ctx, v.R, "select r.id, r.key, r.kind, r.title, r.state, null as budget, null as spent, '' as currency from record r where r.workspace_id = ? and r.id in ("+marks+")", append([]any{v.Workspace}, args...)...)
	if err != nil {
		return nil, nil, err
	}
	for i := range all {
		c := &all[i]
		w := newWorth(c, lines[c.ID])
		by[c.ID] = w
		row := CaseRow{BusinessCase: *c, Figures: w.figures()}
		for _, n := range names {
			if n.ID == string(c.Record) {
				row.Key, row.Kind, row.Title, row.State = n.Key, n.Kind, n.Title, n.State
			}
		}
		out = append(out, row)
	}
	return out, by, nil
}

func showCase(ctx context.Context, v *op.View, in CaseIn) (_ *CaseShown, err error) {
	defer errs.Wrap(&err, "case.show %s", in.ID)
	c, err := openCase(ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	rows, by, err := rowsOf(ctx, v, []BusinessCase{*c})
	if err != nil {
		return nil, err
	}
	w := by[c.ID]
	out := &CaseShown{CaseRow: rows[0], Lines: w.lines, Flows: w.flow(), Bars: []Bar{}, Swings: []CaseSwing{}, Units: c.units(), Rule: caseRule}
	if out.Lines == nil {
		out.Lines = []CaseLine{}
	}
	if w.periods > 0 {
		out.Bars, out.Swings = bars(w.sums()), w.swings()
	}
	if out.Versions, err = record.Where[BusinessCase](ctx, v.At, "d.series_id = ? order by d.number desc limit ?", c.Series, versionsTop); err != nil {
		return nil, err
	}
	return out, w.came(ctx, v, out)
}

func (w *worth) flow() []CasePeriod {
	out, sum := []CasePeriod{}, 0.0
	low, likely, high := w.extreme(false), w.likely(), w.extreme(true)
	for t := range likely {
		sum += likely[t]
		out = append(out, CasePeriod{From: w.c.period(t), Low: whole(low[t]), Likely: whole(likely[t]), High: whole(high[t]), Sum: whole(sum)})
	}
	return out
}

// came lays what came over the case.
func (w *worth) came(ctx context.Context, v *op.View, out *CaseShown) error {
	now := month(v.Today())
	over := 0
	for over < w.periods && w.c.period(over+1) <= now {
		over++
	}
	if over == 0 {
		return nil
	}
	c, by, err := w.noted(ctx, v, w.c.period(over))
	if err != nil || len(by) == 0 {
		return err
	}
	is, flows, sum := &Came{Periods: over, Sorts: []CameSort{}, Rates: c.rests(), Left: c.lacks()}, w.likely(), int64(0)
	for t := range over {
		net := new(big.Rat)
		for m := w.c.period(t); m < w.c.period(t+1); m = next(m, 1) {
			for s, a := range by[m] {
				if s == Cost || s == Run {
					net.Sub(net, a)
				} else {
					net.Add(net, a)
				}
			}
		}
		p, n := &out.Flows[t], finance.Round(net)
		sum += n
		came := sum
		p.Actual, p.Came, flows[t] = &n, &came, float64(n)
		is.Within += yes(p.Low <= n && n <= p.High)
	}
	is.NPV = *w.at(flows)
	for _, s := range sorts {
		is.Sorts = append(is.Sorts, w.cameSort(s, over, by))
	}
	out.Came = is
	return nil
}

func (w *worth) cameSort(sort string, over int, by map[clock.Day]map[string]*big.Rat) CameSort {
	out, actual := CameSort{Sort: sort}, new(big.Rat)
	for _, l := range w.lines {
		if l.Sort == sort {
			for _, a := range l.Amounts[:min(over, len(l.Amounts))] {
				out.Low, out.Likely, out.High = out.Low+a.Low, out.Likely+a.Likely, out.High+a.High
			}
		}
	}
	for _, of := range by {
		actual.Add(actual, orZero(of[sort]))
	}
	out.Actual = finance.Round(actual)
	return out
}

// noted gives what was noted as actual for what a case is about and for the
// features in it, by month and sort, in the case's currency, before a month.
func (w *worth) noted(ctx context.Context, v *op.View, before clock.Day) (*changer, map[clock.Day]map[string]*big.Rat, error) {
	c, err := newChanger(ctx, v, w.c.Currency)
	if err != nil {
		return nil, nil, err
	}
	in, where, args := map[string]bool{}, "d.product_id = ?", []any{string(w.c.Product)}
	if w.c.Record != w.c.Product {
		if in, err = inside(ctx, v, w.c.Record); err != nil {
			return nil, nil, err
		}
		all := make([]string, 0, len(in))
		for one := range in {
			all = append(all, one)
		}
		slices.Sort(all)
		marks, ids := record.Among(all)
		where, args = "d.record_id in ("+marks+")", ids
	}
	noted, err := amounts(ctx, v, "d.basis = 'actual' and "+where, w.c.From, next(before, -1), args...)
	if err != nil {
		return nil, nil, err
	}
	by := map[clock.Day]map[string]*big.Rat{}
	add := func(m clock.Day, sort string, amount *big.Rat, currency string) {
		if amount = c.at(amount, currency, m); amount == nil {
			return
		}
		if by[m] == nil {
			by[m] = map[string]*big.Rat{}
		}
		by[m][sort] = new(big.Rat).Add(orZero(by[m][sort]), amount)
	}
	for _, a := range noted {
		if maySee(v, a.Product) == nil {
			add(a.Month, a.Sort, big.NewRat(a.Amount, 1), a.Currency)
		}
	}
	if w.c.Product == "" {
		return c, by, nil
	}
	done, err := workOf(ctx, v, []string{string(w.c.Product)}, w.c.From)
	for _, d := range done[string(w.c.Product)] {
		if d.month < before && (len(in) == 0 || in[d.about]) {
			add(d.month, Cost, d.amount, d.currency)
		}
	}
	return c, by, err
}

// inside gives a record, and the features that count for it.
func inside(ctx context.Context, v *op.View, of id.Ref) (map[string]bool, error) {
	out := map[string]bool{string(of): true}
	for _, sort := range []string{link.Delivers, link.ShipsIn} {
		by, err := linked(ctx, v, sort, "t.kind in ('initiative', 'release') and l.from_id in (select x.from_id from link x where x.workspace_id = l.workspace_id and x.type = l.type and x.to_id = ?)", string(of))
		if err != nil {
			return nil, err
		}
		for from, to := range by {
			if to == string(of) {
				out[from] = true
			}
		}
	}
	return out, nil
}

// CasesCompared asks to hold two cases against each other.
type CasesCompared struct {
	ID   string `json:"id" in:"path" v:"required" doc:"The one that was."`
	With string `json:"with" in:"query" ref:"-" v:"required" doc:"Id of the one that it is held against."`
}

// CaseDiff is two cases against each other.
type CaseDiff struct {
	A       CaseRow    `json:"a"`
	B       CaseRow    `json:"b"`
	Lines   []LineDiff `json:"lines"`
	Changed []string   `json:"changed" doc:"Fields beside the amounts that differ."`
}

// LineDiff is one line in two cases, by its likely amounts; null where a case
// does not have it.
type LineDiff struct {
	Sort    string `json:"sort"`
	Label   string `json:"label"`
	A       *int64 `json:"a"`
	B       *int64 `json:"b"`
	Differs bool   `json:"differs" doc:"Some amount differs, also where the sums are alike."`
}

func compareCases(ctx context.Context, v *op.View, in CasesCompared) (*CaseDiff, error) {
	a, err := openCase(ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	b, err := openCase(ctx, v, in.With)
	if err != nil {
		return nil, err
	}
	rows, by, err := rowsOf(ctx, v, []BusinessCase{*a, *b})
	if err != nil {
		return nil, err
	}
	return &CaseDiff{A: rows[0], B: rows[1], Lines: differing(by[a.ID].lines, by[b.ID].lines), Changed: changed(a, b)}, nil
}

func differing(a, b []CaseLine) []LineDiff {
	out, at := []LineDiff{}, map[string]int{}
	for i := range a {
		at[a[i].name()] = len(out)
		out = append(out, LineDiff{a[i].Sort, a[i].Label, a[i].sum(), nil, true})
	}
	for i := range b {
		n, there := at[b[i].name()]
		if !there {
			out = append(out, LineDiff{b[i].Sort, b[i].Label, nil, b[i].sum(), true})
			continue
		}
		out[n].B, out[n].Differs = b[i].sum(), !slices.Equal(a[n].Amounts, b[i].Amounts)
	}
	return out
}

func (l *CaseLine) sum() *int64 {
	sum := int64(0)
	for _, a := range l.Amounts {
		sum += a.Likely
	}
	return &sum
}

// changed names the fields in which two cases differ.
func changed(a, b *BusinessCase) []string {
	out := []string{}
	for _, f := range []struct {
		name string
		same bool
	}{
		{"name", a.Name == b.Name}, {"currency", a.Currency == b.Currency}, {"period", a.Period == b.Period}, {"from", a.From == b.From},
		{"rate", a.Rate == b.Rate && same(a.RateLow, b.RateLow) && same(a.RateHigh, b.RateHigh)},
		{"assumptions", slices.Equal(a.Assumptions, b.Assumptions)},
		{"units", same(a.Fixed, b.Fixed) && same(a.Price, b.Price) && same(a.Variable, b.Variable) && same(a.Spend, b.Spend) && same(a.Customers, b.Customers) &&
			same(a.Arpa, b.Arpa) && same(a.Margin, b.Margin) && same(a.Churn, b.Churn)},
	} {
		if !f.same {
			out = append(out, f.name)
		}
	}
	return out
}

func same[T comparable](a, b *T) bool { return a == b || a != nil && b != nil && *a == *b }
