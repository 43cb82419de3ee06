package money

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// CaseMake makes a case.
type CaseMake struct {
	Record   string    `json:"record" in:"path" ref:"record" v:"required" doc:"Id or key of the product, initiative, release or feature."`
	ID       string    `json:"id" ref:"-" doc:"Made by the caller, or left out."`
	Name     string    `json:"name" v:"required,max=120" doc:"Which way of doing it this is: to build, to buy."`
	Currency string    `json:"currency" v:"max=3" doc:"The product's when left out."`
	Period   string    `json:"period" v:"enum=month|quarter|year" doc:"A quarter when left out."`
	From     clock.Day `json:"from" v:"day" doc:"A day of the first month; this month when left out."`
	Rate     *float64  `json:"rate" doc:"By which a year is discounted; 0.1 when left out."`
}

// CaseChange changes a case.
type CaseChange struct {
	ID          string            `json:"id" in:"path" v:"required"`
	Name        *string           `json:"name" v:"max=120"`
	Currency    *string           `json:"currency" v:"max=3"`
	Period      *string           `json:"period" v:"enum=month|quarter|year"`
	From        *clock.Day        `json:"from"`
	Rate        *float64          `json:"rate"`
	Spread      *RateSpread       `json:"spread" doc:"The ends of the discount rate; both null for none."`
	Assumptions *[]CaseAssumption `json:"assumptions"`
	Units       *UnitGround       `json:"units" doc:"What the economics of one unit are worked out from; all of it at once."`
	Reason      *string           `json:"reason" v:"max=1000"`
}

// RateSpread is how far the discount rate may be off.
type RateSpread struct {
	Low  *float64 `json:"low"`
	High *float64 `json:"high"`
}

// UnitGround is what the economics of one unit are worked out from.
type UnitGround struct {
	Fixed     *int64   `json:"fixed"`
	Price     *int64   `json:"price"`
	Variable  *int64   `json:"variable"`
	Spend     *int64   `json:"spend"`
	Customers *float64 `json:"customers"`
	Arpa      *int64   `json:"arpa"`
	Margin    *float64 `json:"margin"`
	Churn     *float64 `json:"churn"`
}

// CaseFill sets amounts.
type CaseFill struct {
	ID    string     `json:"id" in:"path" v:"required"`
	Lines []FillLine `json:"lines" v:"required,max=60"`
}

// FillLine sets amounts of one line.
type FillLine struct {
	Sort    string      `json:"sort" v:"required,enum=cost|run|revenue|value"`
	Label   string      `json:"label" v:"required,max=80" doc:"What it is for; with the sort it names the line."`
	At      int64       `json:"at" v:"min=0,max=119" doc:"The period to begin with; the first is 0."`
	Amounts []*CaseFigs `json:"amounts" v:"max=120" doc:"One for each period; null takes it away."`
	As      string      `json:"as" v:"max=80" doc:"A new label for the line."`
	Gone    bool        `json:"gone" doc:"Take the whole line away."`
}

// CaseFigs is an amount; without its ends it is exact.
type CaseFigs struct {
	Low    *int64 `json:"low"`
	Likely int64  `json:"likely"`
	High   *int64 `json:"high"`
}

// CaseIn names a case.
type CaseIn struct {
	ID string `json:"id" in:"path" v:"required"`
}

// CaseKeep keeps a version.
type CaseKeep struct {
	ID     string `json:"id" in:"path" v:"required"`
	Reason string `json:"reason" v:"required,max=1000" doc:"Why there is a new version: what has changed."`
}

func createCase(ctx context.Context, tx *op.Tx, in CaseMake) (*BusinessCase, error) {
	row, currency, err := subject(ctx, tx, in.Record)
	if err != nil {
		return nil, err
	}
	c := &BusinessCase{Name: strings.TrimSpace(in.Name), Number: 1, Currency: in.Currency, Period: in.Period, From: month(in.From), Rate: 0.1, Assumptions: []CaseAssumption{}}
	if in.Rate != nil {
		c.Rate = *in.Rate
	}
	if c.Currency == "" {
		c.Currency = currency
	}
	if c.Currency == "" {
		return nil, errs.Fieldf("currency", "is required, as the product has none: three capitals, like EUR")
	}
	if c.Period == "" {
		c.Period = "quarter"
	}
	if c.From == "" {
		c.From = month(tx.Today())
	}
	if c.ID = in.ID; c.ID == "" {
		c.ID = id.New(tx.Moment())
	}
	c.Series, c.Product, c.Record = c.ID, row.Product, id.Ref(row.ID)
	return c, tx.Insert(ctx, c)
}

// openCase finds a case that the actor may see.
func openCase(ctx context.Context, v *op.View, ref string) (*BusinessCase, error) {
	c, err := op.Find[BusinessCase](ctx, v, ref)
	if err != nil {
		return nil, err
	}
	return c, maySee(v, string(c.Product))
}

// openEditable finds one that may still be changed.
func openEditable(ctx context.Context, tx *op.Tx, ref string) (*BusinessCase, error) {
	c, err := openCase(ctx, &tx.View, ref)
	if err != nil {
		return nil, err
	}
	if c.KeptAt != 0 {
		return nil, errs.New(errs.Conflict, "Version %d of %q was kept as it is, and nothing of it changes. Change the latest version, or keep that and begin a new one.", c.Number, c.Name)
	}
	return c, nil
}

func updateCase(ctx context.Context, tx *op.Tx, in CaseChange) (*BusinessCase, error) {
	before, err := openEditable(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	put(&after.Name, in.Name)
	put(&after.Currency, in.Currency)
	put(&after.Period, in.Period)
	put(&after.Rate, in.Rate)
	put(&after.Reason, in.Reason)
	put(&after.Assumptions, in.Assumptions)
	if in.From != nil {
		after.From = month(*in.From)
	}
	if in.Spread != nil {
		after.RateLow, after.RateHigh = in.Spread.Low, in.Spread.High
	}
	if u := in.Units; u != nil {
		after.Fixed, after.Price, after.Variable, after.Spend = u.Fixed, u.Price, u.Variable, u.Spend
		after.Customers, after.Arpa, after.Margin, after.Churn = u.Customers, u.Arpa, u.Margin, u.Churn
	}
	return &after, tx.Update(ctx, before, &after)
}

func put[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

// linesOf gives the lines of some cases, in the order in which one reads them.
func linesOf(ctx context.Context, v *op.View, cases ...string) (map[string][]CaseLine, error) {
	out := map[string][]CaseLine{}
	if len(cases) == 0 {
		return out, nil
	}
	marks, args := record.Among(cases)
	rows, err := record.Where[CaseLine](ctx, v.At, "d.case_id in ("+marks+") order by d.label, d.id limit ?", append(args, linesOfCase*len(cases))...)
	if err != nil {
		return nil, err
	}
	for _, s := range sorts {
		for _, l := range rows {
			if l.Sort == s {
				out[l.Case] = append(out[l.Case], l)
			}
		}
	}
	return out, nil
}

func fillCase(ctx context.Context, tx *op.Tx, in CaseFill) (*BusinessCase, error) {
	c, err := openEditable(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	by, err := linesOf(ctx, &tx.View, c.ID)
	if err != nil {
		return nil, err
	}
	there := map[string]*CaseLine{}
	for i := range by[c.ID] {
		there[by[c.ID][i].name()] = &by[c.ID][i]
	}
	for i, l := range in.Lines {
		if err := l.put(ctx, tx, c, there, fmt.Sprintf("lines.%d.", i)); err != nil {
			return nil, err
		}
	}
	if len(there) > linesOfCase {
		return nil, errs.Fieldf("lines", "come to %d in one case; at most %d", len(there), linesOfCase)
	}
	return c, nil
}

// put makes one line what it shall be.
func (l FillLine) put(ctx context.Context, tx *op.Tx, c *BusinessCase, there map[string]*CaseLine, at string) error {
	is := &CaseLine{Case: c.ID, Sort: l.Sort, Label: strings.TrimSpace(l.Label), Amounts: []CaseAmount{}}
	if is.Label == "" {
		return errs.Fieldf(at+"label", "is required: what it is for")
	}
	was := there[is.name()]
	if was != nil {
		is.Part, is.Amounts = was.Part, slices.Clone(was.Amounts)
	}
	if err := is.fill(l, at); err != nil {
		return err
	}
	delete(there, is.name())
	if as := strings.TrimSpace(l.As); as != "" {
		is.Label = as
		if there[is.name()] != nil {
			return errs.Fieldf(at+"as", "there is a line %q already", as)
		}
	}
	gone := l.Gone || !slices.ContainsFunc(is.Amounts, func(a CaseAmount) bool { return a != CaseAmount{} })
	switch {
	case gone && was == nil:
		return nil
	case gone:
		return tx.Delete(ctx, was)
	case was == nil:
		is.ID, is.Record, is.Product = lineID(tx, c, is, there), c.Record, c.Product
		there[is.name()] = is
		return tx.Insert(ctx, is)
	}
	there[is.name()] = is
	return tx.Update(ctx, was, is)
}

func (l *CaseLine) fill(in FillLine, at string) error {
	if int(in.At)+len(in.Amounts) > periodsMost {
		return errs.Fieldf(at+"amounts", "reach beyond %d periods", periodsMost)
	}
	for i, a := range in.Amounts {
		n := int(in.At) + i
		for len(l.Amounts) <= n {
			l.Amounts = append(l.Amounts, CaseAmount{})
		}
		l.Amounts[n] = CaseAmount{}
		if a != nil {
			is := CaseAmount{a.Likely, a.Likely, a.Likely}
			put(&is.Low, a.Low)
			put(&is.High, a.High)
			if is.Low > is.Likely || is.Likely > is.High {
				return errs.Fieldf(fmt.Sprintf("%samounts.%d", at, i), "must not fall from low to likely to high")
			}
			l.Amounts[n] = is
		}
	}
	for len(l.Amounts) > 0 && l.Amounts[len(l.Amounts)-1] == (CaseAmount{}) {
		l.Amounts = l.Amounts[:len(l.Amounts)-1]
	}
	return nil
}

// lineID follows from what a line is of, so that two who add the same line at
// once make one; where a line that was called so has another name now, it is a
// new one.
func lineID(tx *op.Tx, c *BusinessCase, l *CaseLine, there map[string]*CaseLine) string {
	made := id.Of("case_line", tx.Workspace, c.ID, l.Sort, l.Label)
	for _, other := range there {
		if other.ID == made {
			return id.New(tx.Moment())
		}
	}
	return made
}

// keepCase leaves a version as it is, and copies it to go on with.
func keepCase(ctx context.Context, tx *op.Tx, in CaseKeep) (*BusinessCase, error) {
	before, err := openEditable(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	if before.Number >= versionsTop {
		return nil, errs.Fieldf("id", "has %d versions; begin a new case", versionsTop)
	}
	kept := *before
	kept.KeptAt = tx.Moment()
	if err := tx.Update(ctx, before, &kept); err != nil {
		return nil, err
	}
	fresh := *before
	fresh.Part = record.Part{}
	fresh.Number, fresh.Reason = before.Number+1, strings.TrimSpace(in.Reason)
	fresh.ID, fresh.Product, fresh.Record = id.Of("business_case", tx.Workspace, before.Series, strconv.FormatInt(fresh.Number, 10)), before.Product, before.Record
	if err := tx.Insert(ctx, &fresh); err != nil {
		return nil, err
	}
	by, err := linesOf(ctx, &tx.View, before.ID)
	if err != nil {
		return nil, err
	}
	for _, l := range by[before.ID] {
		l.Part = record.Part{}
		l.Case, l.Product, l.Record = fresh.ID, fresh.Product, fresh.Record
		l.ID = lineID(tx, &fresh, &l, nil)
		if err := tx.Insert(ctx, &l); err != nil {
			return nil, err
		}
	}
	return &fresh, nil
}

func deleteCase(ctx context.Context, tx *op.Tx, in CaseIn) (*BusinessCase, error) {
	c, err := openCase(ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	by, err := linesOf(ctx, &tx.View, c.ID)
	if err != nil {
		return nil, err
	}
	for i := range by[c.ID] {
		if err := tx.Delete(ctx, &by[c.ID][i]); err != nil {
			return nil, err
		}
	}
	if err := tx.Delete(ctx, c); err != nil || c.KeptAt != 0 {
		return c, err
	}
	return c, reopen(ctx, tx, c)
}

// reopen lets the version before the latest hold again.
func reopen(ctx context.Context, tx *op.Tx, gone *BusinessCase) error {
	before, err := record.Where[BusinessCase](ctx, tx.At, "d.series_id = ? and d.number < ? order by d.number desc limit 1", gone.Series, gone.Number)
	if err != nil || len(before) == 0 {
		return err
	}
	after := before[0]
	after.KeptAt = 0
	return tx.Update(ctx, &before[0], &after)
}
