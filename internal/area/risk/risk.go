// Package risk is the register of what may go wrong: how likely, how bad, and
// what is done about it. It is the pattern for a new area: a struct, a Check,
// a workflow, a line in Register, a migration, a script.
//
// Words it owns: risk, response, severity, exposure, trend (of a risk), step
// (of a response).
package risk

import (
	"context"

	"throughline/internal/area/product"
	"throughline/internal/core/kind"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/finance"
)

// Risk is something that may go wrong.
type Risk struct {
	record.Record
	Type         string    `db:"type" json:"type" by:"*" v:"enum=market|compliance|strategy|delivery|technical" doc:"Says whose it is: the first three are the product manager's, the others the product owner's."`
	Likelihood   *int64    `db:"likelihood" json:"likelihood" by:"*" v:"min=1,max=5" doc:"From 1, rare, to 5, almost certain."`
	Impact       *int64    `db:"impact" json:"impact" by:"*" v:"min=1,max=5" doc:"From 1, hardly felt, to 5, severe."`
	Severity     *int64    `db:"severity" json:"severity" doc:"Likelihood by impact, 1 to 25."`
	Probability  *float64  `db:"probability" json:"probability" by:"*" v:"min=0,max=100" doc:"In percent, where one knows it better than by the five steps of likelihood."`
	Loss         *int64    `db:"loss" json:"loss" by:"*" v:"min=0" doc:"What it would cost, in minor units of the currency."`
	Currency     string    `db:"currency" json:"currency" by:"*" v:"max=3" doc:"Of the loss, as ISO 4217 says it; the product's when left out."`
	Delay        *int64    `db:"delay" json:"delay" by:"*" v:"min=0,max=10000" label:"Delay in days" doc:"By how many days it would set things back."`
	Exposure     *int64    `db:"exposure" json:"exposure" doc:"Expected loss in minor units: the chance by the loss."`
	ExposureDays *float64  `db:"exposure_days" json:"exposureDays" label:"Exposure in days" doc:"Expected delay: the chance by the delay."`
	Response     string    `db:"response" json:"response" by:"*" v:"enum=avoid|reduce|transfer|accept" doc:"What is done about it."`
	Plan         string    `db:"plan" json:"plan" by:"*" v:"max=4000" label:"What is done" doc:"The response in words: what is done, and what would show that it comes."`
	Steps        Steps     `db:"steps" json:"steps" by:"*" v:"max=50" doc:"The response step by step."`
	ReviewOn     clock.Day `db:"review_on" json:"reviewOn" by:"*" v:"day" doc:"When it is looked at again."`
	OccurredOn   clock.Day `db:"occurred_on" json:"occurredOn" by:"*" v:"day" label:"Came true on" doc:"The day on which it came true; kept when what came of it is dealt with."`
	Cost         *int64    `db:"cost" json:"cost" by:"*" v:"min=0" label:"What it cost" doc:"What it did cost, in minor units of the currency."`
	CostDays     *int64    `db:"cost_days" json:"costDays" by:"*" v:"min=0,max=10000" label:"Days it cost" doc:"By how many days it did set things back."`
}

const occurred = "occurred"

var states = record.States("open", "todo", "mitigating", "doing", "closed", "closed", occurred, "closed")

// Register adds risks.
func Register(r *op.Registry) {
	kind.Add[Risk](r, op.Kind{
		Name: "risk", Define: "risk.set", Home: op.InEither, Workflow: states, Decide: decides, Settle: settle,
		Doc: "What may go wrong, how likely, how bad, and what is done.",
	})
	op.Ask(r, "risk.register", register, op.Says("Sum up open risks, of a product or of all that a record rests on: severity, exposure in money and days, and how each has moved."), op.At("GET", "/api/v1/risks/register"))
	op.Ask(r, "risk.exposure", exposures, op.Says("Sum up a product's open risks by the releases, features, initiatives or objectives that they concern."), op.At("GET", "/api/v1/risks/exposure"))
	op.Ask(r, "risk.trend", trend, op.Says("Tell how a risk's rating went: each change of its likelihood, impact or state."))
	op.Ask(r, "risk.csv", registerCSV, op.Says("Give the register as CSV."), op.Gives("text/csv"), op.At("GET", "/api/v1/risks.csv"))
}

// decides says whose risk it is: its type as it stood before the change, so
// that nobody takes a risk over by changing its type.
func decides(field string, before, after record.Entity) string {
	e := after
	if before != nil {
		e = before
	}
	return "risk.set:" + e.(*Risk).Type
}

// Check holds for every stored risk.
func (r *Risk) Check(list *errs.List) {
	if r.Type == "" {
		list.Add("type", "is required: market, compliance, strategy, delivery or technical")
	}
	if r.Currency != "" && !finance.IsCurrency(r.Currency) {
		list.Add("currency", "must be three capitals, like EUR")
	}
	if (r.Loss != nil || r.Cost != nil) && r.Currency == "" {
		list.Add("currency", "is required where there is money: three capitals, like EUR")
	}
	if r.State == "mitigating" && r.Response == "" {
		list.Add("response", "is required once a risk is being worked on")
	}
	if (r.Cost != nil || r.CostDays != nil) && r.OccurredOn == "" {
		list.Add("occurredOn", "is required with what it cost: the day on which it came true")
	}
	r.Steps.check(list)
}

// settle works out what follows from a risk's rating, and keeps the day on
// which it came true.
func settle(ctx context.Context, tx *op.Tx, before, after record.Entity) error {
	r := after.(*Risk)
	r.measure()
	s, err := tx.StateOf(ctx, r)
	if err != nil {
		return err
	}
	if (r.Loss != nil || r.Cost != nil) && r.Currency == "" {
		if r.Currency, err = product.Currency(ctx, &tx.View, string(r.Product)); err != nil {
			return err
		}
	}
	switch {
	case s.Meaning == occurred && r.OccurredOn == "":
		r.OccurredOn = tx.Day(tx.Moment())
	case r.Category != record.Closed && r.OccurredOn != "":
		if before == nil || before.(*Risk).Category != record.Closed {
			return errs.Fieldf("occurredOn", "comes with the state: set %s to %q when it comes true", r.Key, occurred)
		}
		// It is open again, so it did not come true after all.
		r.OccurredOn, r.Cost, r.CostDays = "", nil, nil
	}
	return nil
}
