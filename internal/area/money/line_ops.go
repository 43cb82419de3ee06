package money

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/finance"
	"throughline/internal/kit/id"
)

// About are the kinds that have money of their own.
var About = []string{"product", "initiative", "release", "feature"}

// PlanLine sets what is planned or expected.
type PlanLine struct {
	Basis    string    `json:"basis" v:"required,enum=plan|forecast"`
	Sort     string    `json:"sort" v:"required,enum=cost|run|revenue|value"`
	Label    string    `json:"label" v:"required,max=80" doc:"What it is for; with record, basis, sort and month it names the line."`
	Month    clock.Day `json:"month" v:"required,day" doc:"A day of the month."`
	Until    clock.Day `json:"until" v:"day" doc:"A day of a later month: the amount is spread evenly from one to the other, to the last cent."`
	Amount   *int64    `json:"amount" doc:"In minor units; null takes the line away."`
	Currency string    `json:"currency" v:"max=3" doc:"The product's when left out."`
	Note     string    `json:"note" v:"max=500" doc:"Where the figure comes from."`
}

// ActualLine sets what was paid or earned.
type ActualLine struct {
	Sort     string    `json:"sort" v:"required,enum=cost|run|revenue|value"`
	Label    string    `json:"label" v:"required,max=80" doc:"What it was for; with record, sort and month it names the line."`
	Month    clock.Day `json:"month" v:"required,day" doc:"A day of the month."`
	Amount   *int64    `json:"amount" doc:"In minor units; null takes the line away."`
	Currency string    `json:"currency" v:"max=3" doc:"The product's when left out."`
	Note     string    `json:"note" v:"max=500" doc:"Where the figure comes from: an invoice, a report."`
}

// PlanIn sets lines of plan and forecast.
type PlanIn struct {
	ID    string     `json:"id" in:"path" ref:"record" v:"required" doc:"Id or key of the product, initiative, release or feature."`
	Lines []PlanLine `json:"lines" v:"required,max=200"`
}

// ActualIn sets lines of what was.
type ActualIn struct {
	ID    string       `json:"id" in:"path" ref:"record" v:"required" doc:"Id or key of the product, initiative, release or feature."`
	Lines []ActualLine `json:"lines" v:"required,max=200"`
}

// Entered says what a call did to the lines of a record.
type Entered struct {
	Record  string `json:"record" ref:"record"`
	Set     int    `json:"set" doc:"Lines that were made or changed."`
	Removed int    `json:"removed" doc:"Lines that were taken away."`
}

// cells bounds what one call may touch.
const cells = 600

func plan(ctx context.Context, tx *op.Tx, in PlanIn) (*Entered, error) {
	var all []cell
	for i, l := range in.Lines {
		of, err := l.cells(i)
		if err != nil {
			return nil, err
		}
		all = append(all, of...)
	}
	return enter(ctx, tx, in.ID, all)
}

func note(ctx context.Context, tx *op.Tx, in ActualIn) (*Entered, error) {
	all := make([]cell, 0, len(in.Lines))
	for i, l := range in.Lines {
		if month(l.Month) > month(tx.Today()) {
			return nil, errs.Fieldf(fmt.Sprintf("lines.%d.month", i), "lies ahead: what is expected goes into a forecast")
		}
		all = append(all, cell{MoneyLine{Basis: Actual, Sort: l.Sort, Label: l.Label, Month: month(l.Month), Currency: l.Currency, Note: l.Note}, l.Amount, i})
	}
	return enter(ctx, tx, in.ID, all)
}

// cell is a line with the amount that it shall have; nil takes it away.
type cell struct {
	MoneyLine
	amount *int64
	nth    int
}

func (l PlanLine) cells(nth int) ([]cell, error) {
	of := MoneyLine{Basis: l.Basis, Sort: l.Sort, Label: l.Label, Month: month(l.Month), Currency: l.Currency, Note: l.Note}
	if l.Until == "" || month(l.Until) == of.Month {
		return []cell{{of, l.Amount, nth}}, nil
	}
	if l.Until < l.Month {
		return nil, errs.Fieldf(fmt.Sprintf("lines.%d.until", nth), "must not lie before the month, %s", l.Month)
	}
	if l.Until > next(of.Month, 120) {
		return nil, errs.Fieldf(fmt.Sprintf("lines.%d.until", nth), "must lie within ten years of the month")
	}
	all := months(of.Month, l.Until)
	var parts []int64
	if l.Amount != nil {
		parts = finance.Spread(*l.Amount, len(all))
	}
	out := make([]cell, 0, len(all))
	for i, m := range all {
		c := cell{of, nil, nth}
		c.Month = m
		if parts != nil {
			c.amount = &parts[i]
		}
		out = append(out, c)
	}
	return out, nil
}

// name is what tells the lines of a record apart.
func (l *MoneyLine) name() string {
	return strings.Join([]string{l.Basis, l.Sort, l.Label, string(l.Month)}, "\x00")
}

// enter makes the lines of a record what they shall be.
func enter(ctx context.Context, tx *op.Tx, ref string, all []cell) (*Entered, error) {
	row, currency, err := subject(ctx, tx, ref)
	if err != nil {
		return nil, err
	}
	if len(all) > cells {
		return nil, errs.Fieldf("lines", "come to %d months; at most %d at once", len(all), cells)
	}
	there, err := present(ctx, tx, row.ID)
	if err != nil {
		return nil, err
	}
	out := &Entered{Record: row.ID}
	for _, c := range all {
		c.Label = strings.TrimSpace(c.Label)
		if c.Label == "" {
			return nil, errs.Fieldf(fmt.Sprintf("lines.%d.label", c.nth), "is required: what it is for")
		}
		was := there[c.name()]
		if c.Currency == "" && was != nil {
			c.Currency = was.Currency
		}
		if c.Currency == "" {
			c.Currency = currency
		}
		if c.Currency == "" && c.amount != nil {
			return nil, errs.Fieldf(fmt.Sprintf("lines.%d.currency", c.nth), "is required, as the product has none: three capitals, like EUR")
		}
		if err := out.put(ctx, tx, row, was, &c); err != nil {
			return nil, err
		}
		delete(there, c.name())
		if c.amount != nil {
			there[c.name()] = &c.MoneyLine
		}
	}
	return out, nil
}

func (e *Entered) put(ctx context.Context, tx *op.Tx, row *record.Row, was *MoneyLine, c *cell) error {
	if c.amount == nil {
		if was == nil {
			return nil
		}
		e.Removed++
		return tx.Delete(ctx, was)
	}
	c.Amount, c.Product, c.Record = *c.amount, row.Product, id.Ref(row.ID)
	if was == nil {
		e.Set++
		return tx.Insert(ctx, &c.MoneyLine)
	}
	c.Part = was.Part
	if c.Note == "" {
		c.Note = was.Note
	}
	if c.Amount != was.Amount || c.Currency != was.Currency || c.Note != was.Note {
		e.Set++
	}
	return tx.Update(ctx, was, &c.MoneyLine)
}

// subject finds what money is about, and its product's currency.
func subject(ctx context.Context, tx *op.Tx, ref string) (*record.Row, string, error) {
	row, err := tx.Base(ctx, ref)
	if err != nil {
		return nil, "", err
	}
	if !slices.Contains(About, row.Kind) {
		return nil, "", errs.New(errs.Invalid, "A %s has no money of its own: it goes to its %s.", row.Kind, strings.Join(About[1:], ", ")+" or product")
	}
	if err := maySee(&tx.View, string(row.Product)); err != nil {
		return nil, "", err
	}
	if row.Product == "" {
		return row, "", nil
	}
	currency, err := currencyOf(ctx, &tx.View, string(row.Product))
	return row, currency, err
}

func present(ctx context.Context, tx *op.Tx, rec string) (map[string]*MoneyLine, error) {
	rows, err := record.Where[MoneyLine](ctx, tx.At, "d.record_id = ?", rec)
	if err != nil {
		return nil, err
	}
	out := make(map[string]*MoneyLine, len(rows))
	for i := range rows {
		out[rows[i].name()] = &rows[i]
	}
	return out, nil
}

// LinesIn asks for the lines of a record.
type LinesIn struct {
	ID    string    `json:"id" in:"path" ref:"record" v:"required" doc:"Id or key of the product, initiative, release or feature."`
	From  clock.Day `json:"from" in:"query" doc:"Not before this month."`
	Until clock.Day `json:"until" in:"query" doc:"Not after this month."`
}

// linesMost bounds a list of lines.
const linesMost = 5000

func lines(ctx context.Context, v *op.View, in LinesIn) ([]MoneyLine, error) {
	row, err := v.Base(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if err := maySee(v, string(row.Product)); err != nil {
		return nil, err
	}
	where, args := "d.record_id = ?", []any{row.ID}
	if in.From != "" {
		where, args = where+" and d.month >= ?", append(args, string(month(in.From)))
	}
	if in.Until != "" {
		where, args = where+" and d.month <= ?", append(args, string(in.Until))
	}
	return record.Where[MoneyLine](ctx, v.At, where+" order by d.sort, d.label, d.basis, d.month, d.id limit ?", append(args, linesMost)...)
}
