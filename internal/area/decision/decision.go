// Package decision is the record of what was decided: on what ground, between
// which options, by whom, and when it is looked at again.
//
// Words it owns: decision (the record; the kind of change of the same name is
// of core/right), option, outcome (of a decision).
package decision

import (
	"strings"

	"throughline/internal/core/kind"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// Decision is what was decided, by whom (its owner), on what ground.
type Decision struct {
	record.Record
	Context   string    `db:"context" json:"context" by:"*" v:"max=20000" doc:"What made it necessary, in Markdown."`
	Options   []string  `db:"options" json:"options" by:"*" v:"max=20" doc:"What there was to choose from."`
	Outcome   string    `db:"outcome" json:"outcome" by:"*" v:"max=20000" doc:"What was chosen, and why, in Markdown."`
	DecidedOn clock.Day `db:"decided_on" json:"decidedOn" by:"*" v:"day" doc:"When it was decided."`
	ReviewOn  clock.Day `db:"review_on" json:"reviewOn" by:"*" v:"day" doc:"When it is looked at again."`
}

var states = record.States("proposed", "todo", "decided", "done", "superseded", "closed")

// Register adds decisions.
func Register(r *op.Registry) {
	kind.Add[Decision](r, op.Kind{Name: "decision", Define: "decision.record", Home: op.InEither, Workflow: states, Doc: "What was decided, by whom, on what ground."})
}

// Check holds for every stored decision.
func (d *Decision) Check(list *errs.List) {
	if d.Category == record.Done {
		if strings.TrimSpace(d.Outcome) == "" {
			list.Add("outcome", "is required once it is decided")
		}
		if d.DecidedOn == "" {
			list.Add("decidedOn", "is required once it is decided")
		}
	}
	if d.ReviewOn != "" && d.DecidedOn != "" && d.ReviewOn < d.DecidedOn {
		list.Add("reviewOn", "must not lie before the decision, %s", d.DecidedOn)
	}
	for _, o := range d.Options {
		if strings.TrimSpace(o) == "" || len(o) > 2000 {
			list.Add("options", "each must have 1 to 2000 characters")
			return
		}
	}
}
