// Package risk is the register of what may go wrong: how likely, how bad, and
// what is done about it. It is the pattern for a new area: a struct, a Check,
// a workflow, a line in Register, a migration, a script.
//
// Words it owns: risk, response.
package risk

import (
	"throughline/internal/core/kind"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// Risk is something that may go wrong.
type Risk struct {
	record.Record
	Type       string    `db:"type" json:"type" by:"*" v:"enum=market|compliance|strategy|delivery|technical" doc:"Says whose it is: the first three are the product manager's, the others the product owner's."`
	Likelihood *int64    `db:"likelihood" json:"likelihood" by:"*" v:"min=1,max=5" doc:"From 1, rare, to 5, almost certain."`
	Impact     *int64    `db:"impact" json:"impact" by:"*" v:"min=1,max=5" doc:"From 1, hardly felt, to 5, severe."`
	Response   string    `db:"response" json:"response" by:"*" v:"enum=avoid|reduce|transfer|accept" doc:"What is done about it."`
	ReviewOn   clock.Day `db:"review_on" json:"reviewOn" by:"*" v:"day" doc:"When it is looked at again."`
}

var states = record.States("open", "todo", "mitigating", "doing", "closed", "closed", "occurred", "closed")

// Register adds risks.
func Register(r *op.Registry) {
	kind.Add[Risk](r, op.Kind{Name: "risk", Define: "risk.set", Home: op.InEither, Workflow: states, Decide: decides, Doc: "What may go wrong, how likely, how bad, and what is done."})
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
	if r.State == "mitigating" && r.Response == "" {
		list.Add("response", "is required once a risk is being worked on")
	}
}

// Severity is likelihood times impact, 1 to 25; nil until both are known.
func (r *Risk) Severity() *int64 {
	if r.Likelihood == nil || r.Impact == nil {
		return nil
	}
	s := *r.Likelihood * *r.Impact
	return &s
}
