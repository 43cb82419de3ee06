package money

import (
	"context"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// DayRateIn says what a person's day costs.
type DayRateIn struct {
	Product  string    `json:"product" ref:"product" v:"required" doc:"Id or key of the product."`
	From     clock.Day `json:"from" v:"required,day" doc:"The first day on which it holds."`
	Amount   *int64    `json:"amount" v:"min=0" doc:"In minor units; null takes it away."`
	Currency string    `json:"currency" v:"max=3" doc:"The product's when left out."`
	Note     string    `json:"note" v:"max=500" doc:"What is in it."`
}

// ProductIn names a product.
type ProductIn struct {
	Product string `json:"product" in:"query" ref:"product" v:"required" doc:"Id or key of the product."`
}

// ExchangeIn notes a rate of exchange.
type ExchangeIn struct {
	From   string    `json:"from" v:"required,max=3" doc:"One of this currency…"`
	To     string    `json:"to" v:"required,max=3" doc:"…is so many of this one."`
	On     clock.Day `json:"on" v:"required,day" doc:"The day of the rate."`
	Rate   *float64  `json:"rate" doc:"How many; null takes the rate of that day away."`
	Source string    `json:"source" ref:"-" v:"max=200" doc:"Who says so; required with a rate."`
}

// Nothing is an input without fields.
type Nothing struct{}

// ratesMost bounds a list of rates.
const ratesMost = 2000

func setDayRate(ctx context.Context, tx *op.Tx, in DayRateIn) (*DayRate, error) {
	product, err := tx.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	if err := maySee(&tx.View, product); err != nil {
		return nil, err
	}
	if in.Currency == "" {
		if in.Currency, err = currencyOf(ctx, &tx.View, product); err != nil {
			return nil, err
		}
	}
	there, err := record.Where[DayRate](ctx, tx.At, "d.record_id = ? and d.from_on = ?", product, string(in.From))
	if err != nil {
		return nil, err
	}
	is := &DayRate{From: in.From, Currency: in.Currency, Note: in.Note}
	is.Product, is.Record = id.Ref(product), id.Ref(product)
	switch {
	case in.Amount == nil && len(there) == 0:
		return nil, errs.Fieldf("from", "no day rate begins on %s", in.From)
	case in.Amount == nil:
		return &there[0], tx.Delete(ctx, &there[0])
	case len(there) == 0:
		is.Amount = *in.Amount
		return is, tx.Insert(ctx, is)
	}
	is.Part, is.Amount = there[0].Part, *in.Amount
	return is, tx.Update(ctx, &there[0], is)
}

func dayRates(ctx context.Context, v *op.View, in ProductIn) ([]DayRate, error) {
	product, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	if err := maySee(v, product); err != nil {
		return nil, err
	}
	return record.Where[DayRate](ctx, v.At, "d.record_id = ? order by d.from_on desc, d.id limit ?", product, ratesMost)
}

// setExchange keeps a rate of the workspace: it is public knowledge, and the
// same for all products.
func setExchange(ctx context.Context, tx *op.Tx, in ExchangeIn) (*ExchangeRate, error) {
	there, err := record.Where[ExchangeRate](ctx, tx.At, "d.from_currency = ? and d.to_currency = ? and d.noted_on = ?", in.From, in.To, string(in.On))
	if err != nil {
		return nil, err
	}
	is := &ExchangeRate{From: in.From, To: in.To, On: in.On, Source: strings.TrimSpace(in.Source)}
	switch {
	case in.Rate == nil && len(there) == 0:
		return nil, errs.Fieldf("on", "no rate of %s in %s was noted for %s", in.From, in.To, in.On)
	case in.Rate == nil:
		return &there[0], tx.Delete(ctx, &there[0])
	case len(there) == 0:
		is.Rate = *in.Rate
		return is, tx.Insert(ctx, is)
	}
	is.Part, is.Rate = there[0].Part, *in.Rate
	return is, tx.Update(ctx, &there[0], is)
}

func exchanges(ctx context.Context, v *op.View, _ Nothing) ([]ExchangeRate, error) {
	return record.Where[ExchangeRate](ctx, v.At, "1 = 1 order by d.noted_on desc, d.from_currency, d.to_currency, d.id limit ?", ratesMost)
}
