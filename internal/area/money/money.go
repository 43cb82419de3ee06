// Package money holds what products cost and bring: budgets, forecasts and what
// was paid and earned, month by month; what a day of work costs; rates of
// exchange; business cases; prices; and what had better be stopped.
//
// Words it owns: line (an amount of one sort in one month), basis (plan,
// forecast or actual), sort (of money: cost, run cost, revenue, value), outlook
// (what was, and then what is expected), variance, day rate, work (cost that
// follows from people's days), exchange rate, business case, version (of a
// case), what came (of a case), to stop and to keep, price plan, price change.
//
// Amounts are whole minor units of a currency. Sums over several currencies are
// exact until the end and rounded once.
package money

import (
	"context"
	"strings"
	"time"

	"throughline/internal/area/product"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/finance"
)

// See is the right to see money, which is asked for by everything here.
const See = "money.see"

// Bases.
const (
	Plan     = "plan"
	Forecast = "forecast"
	Actual   = "actual"
)

// Sorts of money.
const (
	Cost    = "cost"
	Run     = "run"
	Revenue = "revenue"
	Value   = "value"
)

var sorts = []string{Cost, Run, Revenue, Value}

// MoneyLine is an amount of one sort in one month, of the record it belongs to.
//
//nolint:revive // the name is the table's
type MoneyLine struct {
	record.Part
	Basis    string    `db:"basis" json:"basis" by:"budget.set" v:"required,enum=plan|forecast|actual" doc:"Planned, expected now, or paid and earned."`
	Sort     string    `db:"sort" json:"sort" by:"budget.set" v:"required,enum=cost|run|revenue|value" doc:"Cost of making it, run cost, revenue, or value that is no revenue (time saved, losses avoided)."`
	Label    string    `db:"label" json:"label" by:"budget.set" v:"required,max=80" doc:"What it is for."`
	Month    clock.Day `db:"month" json:"month" by:"budget.set" v:"required,day" doc:"The first day of the month."`
	Amount   int64     `db:"amount" json:"amount" by:"budget.set" doc:"In minor units of the currency."`
	Currency string    `db:"currency" json:"currency" by:"budget.set" v:"required,max=3" doc:"As ISO 4217 says it."`
	Note     string    `db:"note" json:"note" by:"budget.set" v:"max=500" doc:"Where the figure comes from."`
}

// DayRate is what a person's day costs a product, from a day on.
type DayRate struct {
	record.Part
	From     clock.Day `db:"from_on" json:"from" by:"budget.set" v:"required,day" doc:"The first day on which it holds."`
	Amount   int64     `db:"amount" json:"amount" by:"budget.set" v:"min=0" doc:"In minor units of the currency."`
	Currency string    `db:"currency" json:"currency" by:"budget.set" v:"required,max=3" doc:"As ISO 4217 says it."`
	Note     string    `db:"note" json:"note" by:"budget.set" v:"max=500" doc:"What is in it."`
}

// ExchangeRate is what one currency was worth in another on a day.
type ExchangeRate struct {
	record.Part
	From   string    `db:"from_currency" json:"from" by:"budget.set" v:"required,max=3" doc:"One of this currency…"`
	To     string    `db:"to_currency" json:"to" by:"budget.set" v:"required,max=3" doc:"…is so many of this one."`
	On     clock.Day `db:"noted_on" json:"on" by:"budget.set" v:"required,day" doc:"The day of the rate; it holds until the next."`
	Rate   float64   `db:"rate" json:"rate" by:"budget.set" doc:"How many."`
	Source string    `db:"source" json:"source" ref:"-" by:"budget.set" v:"required,max=200" doc:"Who says so: a bank's list, a contract."`
}

// Register adds money.
func Register(r *op.Registry) {
	op.AddPart[MoneyLine](r, "money_line")
	op.AddPart[DayRate](r, "day_rate")
	op.AddPart[ExchangeRate](r, "exchange_rate")
	r.Veil("money_line", See)
	r.Veil("day_rate", See)
	op.Do(r, "money.plan", plan, op.Says("Set what is planned and what is expected of a record, month by month; an amount of null takes a line away."), op.Takes("budget.set"), op.At("POST", "/api/v1/records/{id}/money/plan"))
	op.Do(r, "money.record", note, op.Says("Set what was paid and earned for a record, month by month; an amount of null takes a line away."), op.Takes("cost.record"), op.At("POST", "/api/v1/records/{id}/money/actual"))
	op.Ask(r, "money.lines", lines, op.Says("List the lines of a record's money, month by month."), op.At("GET", "/api/v1/records/{id}/money"))
	op.Ask(r, "money.summary", summary, op.Says("Sum up a product's money in a stretch of months: plan, actual, outlook and variance, by sort, by month, and by initiative, release or feature."), op.At("GET", "/api/v1/money"))
	op.Ask(r, "money.products", products, op.Says("Sum up the money of all products in one currency."), op.Needs(op.Inside), op.At("GET", "/api/v1/money/products"))
	op.Do(r, "dayrate.set", setDayRate, op.Says("Say what a person's day costs a product from a day on; an amount of null takes it away."), op.Takes("budget.set"), op.At("POST", "/api/v1/dayrates"))
	op.Ask(r, "dayrate.list", dayRates, op.Says("List what a person's day costs a product, the latest first."), op.At("GET", "/api/v1/dayrates"))
	op.Do(r, "exchange.set", setExchange, op.Says("Note what one currency is worth in another on a day, and who says so; a rate of null takes it away."), op.Takes("budget.set"), op.At("POST", "/api/v1/exchanges"))
	registerCases(r)
	registerStops(r)
	registerPrices(r)
	op.Ask(r, "exchange.list", exchanges, op.Says("List the rates of exchange, the latest first."), op.Needs(op.Members), op.At("GET", "/api/v1/exchanges"))
}

// Check holds for every stored line.
func (l *MoneyLine) Check(list *errs.List) {
	checkCurrency("currency", l.Currency, list)
	checkAmount(l.Amount, list)
	if l.Month != "" && !strings.HasSuffix(string(l.Month), "-01") {
		list.Add("month", "must be the first day of a month, like 2026-03-01")
	}
}

// Check holds for every stored day rate.
func (d *DayRate) Check(list *errs.List) {
	checkCurrency("currency", d.Currency, list)
	checkAmount(d.Amount, list)
}

// Check holds for every stored rate of exchange.
func (e *ExchangeRate) Check(list *errs.List) {
	checkCurrency("from", e.From, list)
	checkCurrency("to", e.To, list)
	if e.From == e.To {
		list.Add("to", "must be another currency than %s", e.From)
	}
	if e.Rate < 1e-9 || e.Rate > 1e9 {
		list.Add("rate", "must be above zero: how many %s one %s is", e.To, e.From)
	}
}

func checkCurrency(field, code string, list *errs.List) {
	if !finance.IsCurrency(code) {
		list.Add(field, "must be three capitals, like EUR")
	}
}

// most bounds an amount, so that sums stay within what is stored: ten thousand
// billion units of two digits.
const most = 1_000_000_000_000_000

func checkAmount(amount int64, list *errs.List) {
	if amount > most || amount < -most {
		list.Add("amount", "must be at most %d minor units", int64(most))
	}
}

// maySee refuses whoever may not see the money of a product; "" asks for what
// belongs to no product.
func maySee(v *op.View, product string) error {
	if v.Access.May(v.Actor, See, product).May {
		return nil
	}
	rule := v.Access.Rule(See, product)
	return errs.New(errs.Forbidden, "Money is shown here to %s. Somebody who administers the workspace can change that under decision rights.", strings.Join(rule.Roles, ", "))
}

// month gives the first day of a day's month.
func month(d clock.Day) clock.Day {
	if len(d) < 7 {
		return ""
	}
	return d[:7] + "-01"
}

// next gives the first day of the month n months after.
func next(d clock.Day, n int) clock.Day {
	return clock.Day(d.Time().AddDate(0, n, 0).Format(time.DateOnly))
}

// months lists the months of a stretch, both ends included.
func months(from, until clock.Day) []clock.Day {
	out := []clock.Day{}
	for m := month(from); m != "" && m <= until; m = next(m, 1) {
		out = append(out, m)
	}
	return out
}

// currencyOf gives the currency of a product; "" when none was said.
func currencyOf(ctx context.Context, v *op.View, of string) (string, error) {
	return product.Currency(ctx, v, of)
}
