// Package strategy holds what shall be true, and by when: pillars, the lasting
// themes, objectives with their key results and scores, and the strategy on one
// page.
//
// Words it owns: pillar, objective, ambition (committed or aspirational), key
// result, check-in, score (of a key result or an objective), colour, outlook,
// strategy page, positioning, canvas, guardrail, snapshot (of a strategy page).
package strategy

import (
	"throughline/internal/core/kind"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
)

// Pillar is a lasting theme of the strategy.
type Pillar struct {
	record.Record
}

var objectiveStates = record.States("planned", "todo", "active", "doing", "settled", "closed", "dropped", "closed")

// Register adds pillars and objectives.
func Register(r *op.Registry) {
	kind.Add[Pillar](r, op.Kind{Name: "pillar", Define: "strategy.set", RankBy: "strategy.set", Order: "strategy", Home: op.InEither, Doc: "A lasting theme of the strategy."})
	kind.Add[Objective](r, op.Kind{
		Name: "objective", Define: "objective.set", Home: op.InEither, Workflow: objectiveStates, Settle: settleObjective,
		Doc: "What shall be true, by when, with key results.",
	})
	r.AllowLink(op.LinkRule{Type: link.Serves, From: []string{"objective"}, To: []string{"objective", "pillar"}, Decision: "objective.set", Thread: true})
	r.AllowLink(op.LinkRule{Type: link.Serves, From: []string{"metric"}, To: []string{"objective"}, Decision: "metric.set", Thread: true})
	r.AllowLink(op.LinkRule{Type: link.Measures, From: []string{"metric"}, To: []string{"objective"}, Decision: "metric.set", Thread: true})
	op.AddPart[CheckIn](r, "check_in")
	op.Do(r, "objective.checkin", checkIn, op.Says("Note where a key result stands, how sure one is of reaching it, and why; of one that follows a metric the value becomes its newest point."), op.Takes("objective.set"))
	op.Ask(r, "objective.score", scoreOf, op.Says("Score an objective and its key results, with what they were scored from, what each would need from here, and its odds."))
	op.Ask(r, "objective.checkins", checkIns, op.Says("List the check-ins on an objective's key results, newest first."))
	op.Ask(r, "objective.tree", tree, op.Says("Show objectives as a tree, from those that serve none down, each with its score and that of what serves it."), op.Needs(op.Inside))
	registerPage(r)
}

// Check holds for every stored objective.
func (o *Objective) Check(list *errs.List) {
	if o.StartOn != "" && o.EndOn != "" && o.EndOn < o.StartOn {
		list.Add("endOn", "must not lie before the start, %s", o.StartOn)
	}
	o.KeyResults.check(list)
}
