// Package acceptance holds the word on finished work: verdicts, criterion by
// criterion, and the queue of items that await one.
//
// With them go the grounds of a verdict: evidence (words, files, links, test
// results), the yes of people named on a feature, and sessions in which users
// tried it.
//
// Words it owns: verdict, outcome (accepted or rejected), result (of one
// criterion), evidence and proof (for a result), acceptance queue, approval,
// test run, test result, test session, finding.
package acceptance

import (
	"throughline/internal/core/kind"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Outcomes of a verdict.
const (
	Accepted = "accepted"
	Rejected = "rejected"
)

// Verdict is the word on one item at one time. It is made by accepting or
// rejecting, and never changed.
type Verdict struct {
	record.Record
	Item       id.Ref   `db:"item_id" json:"item" ref:"record" thread:"up" doc:"The item that it is about."`
	Outcome    string   `db:"outcome" json:"outcome" v:"enum=accepted|rejected"`
	Results    []Result `db:"results" json:"results" doc:"What was found of each criterion."`
	ReasonKind string   `db:"reason_kind" json:"reasonKind" v:"enum=criterion|defect|misunderstanding|quality|other" doc:"Of a rejection: what sort of reason."`
	Reason     string   `db:"reason" json:"reason" v:"max=5000" doc:"Of a rejection: why."`
}

// Result is what was found of one criterion.
type Result struct {
	Criterion string  `json:"criterion" doc:"Id of the criterion."`
	Met       bool    `json:"met"`
	Evidence  string  `json:"evidence" doc:"What shows it, in words."`
	Proofs    []Proof `json:"proofs" doc:"What shows it, as one can open it."`
}

// Proof is a piece of evidence that can be opened.
type Proof struct {
	Sort string `json:"sort" v:"enum=file|link|test" doc:"An attachment of the item, an address, or a test result of the item."`
	ID   string `json:"id" ref:"-" doc:"Of the attachment or the test result."`
	URL  string `json:"url" doc:"Where a link leads."`
	Name string `json:"name" doc:"What it is called."`
}

// Register adds verdicts.
func Register(r *op.Registry) {
	kind.Add[Verdict](r, op.Kind{Name: "verdict", Define: "work.accept", Home: op.InProduct, Doc: "The word on finished work, criterion by criterion."})
	for _, name := range []string{"verdict.create", "verdict.archive", "verdict.restore"} {
		r.Replace(name)
	}
	op.Do(r, "item.accept", accept, op.Says("Accept an item that is done, with a result for each criterion."), op.Takes("work.accept"))
	op.Do(r, "item.reject", reject, op.Says("Reject an item that is done or accepted, with the reason; it is in progress again."), op.Takes("work.reject"))
	registerApprovals(r)
	registerTests(r)
	registerSessions(r)
	op.Ask(r, "acceptance.queue", queue, op.Says("List the items that await a verdict, the oldest first."), op.Needs(op.Inside), op.At("GET", "/api/v1/acceptance/queue"))
}

// Check holds for every stored verdict.
func (v *Verdict) Check(list *errs.List) {
	if v.Item == "" {
		list.Add("item", "is required: a verdict is made by item.accept or item.reject")
	}
	if v.Outcome == Rejected && v.Reason == "" {
		list.Add("reason", "is required for a rejection")
	}
}
