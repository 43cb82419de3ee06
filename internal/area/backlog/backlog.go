// Package backlog holds what is to be done, in its order: stories, bugs, tasks
// and spikes with their acceptance criteria, and the states that a team works
// with.
//
// Words it owns: item (a story, bug, task or spike), criterion (one acceptance
// criterion), statement (as a / I want / so that), estimate, ready, sub-task.
package backlog

import (
	"throughline/internal/core/kind"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
)

// Kinds are the kinds of item, all of the same making.
var Kinds = []string{"story", "bug", "task", "spike"}

var says = map[string]string{
	"story": "What somebody wants, and why, with acceptance criteria.",
	"bug":   "What does not work as it should.",
	"task":  "Work that no user sees.",
	"spike": "Work to find something out.",
}

// Register adds the kinds of item and the states of a product.
func Register(r *op.Registry) {
	for _, name := range Kinds {
		kind.Add[Item](r, op.Kind{
			Name: name, Define: "story.write", RankBy: "backlog.rank", Order: "backlog", Home: op.InProduct,
			Workflow: states, Move: moves, Weigh: weigh, Settle: settle, Doc: says[name],
		})
	}
	r.AllowLink(op.LinkRule{Type: link.Delivers, From: Kinds, To: []string{"feature"}, Decision: "story.write", Thread: true})
	op.Do(r, "item.convert", convert, op.Says("Make a story, bug, task or spike into another of these."), op.Takes("story.write"))
	op.Ask(r, "item.ready", readiness, op.Says("Check the Definition of Ready of an item, and name what is missing."))
	op.Do(r, "workflow.set", setWorkflow, op.Says("Set a product's own states for some kinds, and move records out of states that are no more."), op.Takes("workflow.set"))
	op.Ask(r, "workflow.list", listWorkflows, op.Says("List the states of each kind in a product."))
}
