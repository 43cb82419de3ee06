package money

import (
	"context"
	"maps"
	"math/big"
	"slices"
	"strconv"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/finance"
)

// Used is a rate that a sum rests on.
type Used struct {
	From   string    `json:"from"`
	To     string    `json:"to"`
	Rate   float64   `json:"rate" doc:"One of from is so many of to; where the other way round was noted, one divided by it."`
	On     clock.Day `json:"on" doc:"The day that it was noted for."`
	Source string    `json:"source" ref:"-"`
}

// Left is money that a sum leaves out, because no rate leads to its currency.
type Left struct {
	Currency string `json:"currency"`
	Lines    int64  `json:"lines" doc:"Amounts left out."`
}

// changer turns amounts of any currency into one, each at the rate of its month.
type changer struct {
	to    string
	rates map[string][]ExchangeRate // by currency, the oldest first; turned to lead to `to`
	used  map[string]Used
	left  map[string]int64
}

func newChanger(ctx context.Context, v *op.View, to string) (*changer, error) {
	c := &changer{to: to, rates: map[string][]ExchangeRate{}, used: map[string]Used{}, left: map[string]int64{}}
	noted, err := record.Where[ExchangeRate](ctx, v.At, "(d.to_currency = ? or d.from_currency = ?) order by d.noted_on, d.id", to, to)
	for _, r := range noted {
		other := r.From
		if r.From == to {
			other = r.To
		}
		c.rates[other] = append(c.rates[other], r)
	}
	return c, err
}

// at gives an amount of a month in the changer's currency; nil where no rate
// was noted by then. Months ahead go by the last rate there is.
func (c *changer) at(amount *big.Rat, currency string, in clock.Day) *big.Rat {
	if currency == c.to {
		return amount
	}
	end := next(in, 1)
	var rate *ExchangeRate
	for i := range c.rates[currency] {
		if r := &c.rates[currency][i]; r.On < end {
			rate = r
		}
	}
	if rate == nil {
		c.left[currency]++
		return nil
	}
	by := finance.Decimal(rate.Rate)
	if rate.From == c.to {
		by.Inv(by)
	}
	f, _ := by.Float64()
	c.used[currency+string(rate.On)] = Used{currency, c.to, f, rate.On, rate.Source}
	return finance.Exchange(amount, currency, c.to, by)
}

func (c *changer) rests() []Used {
	out := []Used{}
	for _, k := range slices.Sorted(maps.Keys(c.used)) {
		out = append(out, c.used[k])
	}
	return out
}

func (c *changer) lacks() []Left {
	out := []Left{}
	for _, k := range slices.Sorted(maps.Keys(c.left)) {
		out = append(out, Left{k, c.left[k]})
	}
	return out
}

// tally holds the amounts of one sort, line by line and month by month: what is
// expected of one line says nothing of another.
type tally map[slot]*shares

// slot is a line in a month.
type slot struct {
	line  string
	month clock.Day
}

// shares are plan, forecast and actual of a line in a month; nil where there
// is none.
type shares struct{ plan, forecast, actual *big.Rat }

func (t tally) add(basis string, at slot, amount *big.Rat) {
	if t[at] == nil {
		t[at] = &shares{}
	}
	to := &t[at].plan
	switch basis {
	case Forecast:
		to = &t[at].forecast
	case Actual:
		to = &t[at].actual
	}
	if *to == nil {
		*to = new(big.Rat)
	}
	(*to).Add(*to, amount)
}

// Figures are what one sort of money comes to. The outlook is what was until
// this month begins, and from then on what is expected: the forecast, or the
// plan where there is none; what was already noted for the running month counts
// where it is more than that.
type Figures struct {
	Plan       int64    `json:"plan" doc:"Of the whole stretch."`
	PlanToDate int64    `json:"planToDate" doc:"Of the months that are over."`
	Actual     int64    `json:"actual" doc:"Of the months that are over."`
	Outlook    int64    `json:"outlook" doc:"What was, and then what is expected."`
	Left       int64    `json:"left" doc:"Variance to date: plan less actual."`
	LeftShare  *float64 `json:"leftShare" doc:"By the plan to date; null without one."`
	AtEnd      int64    `json:"atEnd" doc:"Variance at the end: plan less outlook."`
	AtEndShare *float64 `json:"atEndShare" doc:"By the plan; null without one."`
}

// sums is the same before it is rounded.
type sums struct{ plan, toDate, actual, outlook *big.Rat }

func newSums() *sums { return &sums{new(big.Rat), new(big.Rat), new(big.Rat), new(big.Rat)} }

// add takes in a line in a month.
func (s *sums) add(a *shares, m, this clock.Day) {
	plan, actual := orZero(a.plan), orZero(a.actual)
	s.plan.Add(s.plan, plan)
	expected := plan
	switch {
	case m < this:
		s.toDate.Add(s.toDate, plan)
		s.actual.Add(s.actual, actual)
		expected = actual
	case a.forecast != nil:
		expected = a.forecast
	}
	if m == this && larger(actual, expected) {
		expected = actual
	}
	s.outlook.Add(s.outlook, expected)
}

func larger(a, b *big.Rat) bool {
	return new(big.Rat).Abs(a).Cmp(new(big.Rat).Abs(b)) > 0
}

func orZero(r *big.Rat) *big.Rat {
	if r == nil {
		return new(big.Rat)
	}
	return r
}

func (s *sums) figures() Figures {
	f := Figures{Plan: finance.Round(s.plan), PlanToDate: finance.Round(s.toDate), Actual: finance.Round(s.actual), Outlook: finance.Round(s.outlook)}
	f.Left, f.LeftShare = variance(f.PlanToDate, f.Actual)
	f.AtEnd, f.AtEndShare = variance(f.Plan, f.Outlook)
	return f
}

func variance(plan, actual int64) (int64, *float64) {
	_, share := finance.Variance(float64(plan), float64(actual))
	return plan - actual, share
}

// said writes an amount for people, in whole units of its currency.
func said(minor int64, currency string) string {
	n, sign := finance.Round(big.NewRat(minor, pow10(finance.Digits(currency)))), ""
	if n < 0 {
		n, sign = -n, "-"
	}
	text := strconv.FormatInt(n, 10)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return currency + " " + sign + text
}

func pow10(n int) int64 {
	out := int64(1)
	for range n {
		out *= 10
	}
	return out
}
