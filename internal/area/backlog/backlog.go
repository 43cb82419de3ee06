// Package backlog holds what is to be done, in its order: stories, bugs, tasks
// and spikes with their acceptance criteria, and the states that a team works
// with.
//
// Words it owns: item (a story, bug, task or spike), criterion (one acceptance
// criterion), statement (as a / I want / so that, or when / I want to / so I
// can), estimate, ready, sub-task, checklist (a team's Definition of Ready or of
// Done), check (one line of it), tick, exception (why an item went on although a
// definition did not hold), question (to the product owner, about an item).
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
	registerReady(r)
	op.Do(r, "workflow.set", setWorkflow, op.Says("Set a product's own states for some kinds, and move records out of states that are no more."), op.Takes("workflow.set"))
	op.Ask(r, "workflow.list", listWorkflows, op.Says("List the states of each kind in a product."))
}

// registerReady adds what makes a story ready: the team's definitions, the
// questions about an item, and scenarios.
func registerReady(r *op.Registry) {
	op.AddPart[Checklist](r, "checklist")
	op.AddPart[Tick](r, "tick")
	op.AddPart[Question](r, "question")
	r.Silent("tick")
	r.Tells("question", questionNews)
	op.Ask(r, "item.done", doneness, op.Says("Check the Definition of Done of an item, and name what is missing."))
	op.Ask(r, "item.invest", invest, op.Says("Judge an item by INVEST, as far as a machine can, with reason and remedy."))
	op.Do(r, "item.tick", tick, op.Says("Tick a check of the Definition of Ready or of Done for an item."), op.Takes("work.move"))
	op.Do(r, "item.pass", pass, op.Says("Move an item on although a definition does not hold, and say why."))
	op.Do(r, "checklist.set", setChecklist, op.Says("Set a product's own Definition of Ready or of Done."), op.Takes("workflow.set"))
	op.Ask(r, "checklist.list", listChecklists, op.Says("Show the Definition of Ready and of Done that hold in a product."))
	say := []op.Option{op.Needs(op.Remark), op.Scoped("comment")}
	op.Do(r, "question.ask", ask, append(say, op.Says("Ask the product owner a question about an item."), op.At("POST", "/api/v1/questions"))...)
	op.Do(r, "question.answer", answer, op.Says("Answer a question about an item."), op.Takes("story.write"))
	op.Do(r, "question.delete", withdraw, append(say, op.Says("Take your own question back while it is open."))...)
	op.Ask(r, "question.list", questions, op.Says("List questions about items, the oldest first, and how long each has waited."), op.Needs(op.Inside))
	op.Raw(r, "gherkin.check", checkGherkin, op.Says("Read scenarios in Gherkin: what each line is, what is wrong with it, and what it runs."), op.Needs(op.Members))
}
