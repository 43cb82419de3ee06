// Package discovery holds what was learnt from customers and the needs worth
// serving.
//
// Words it owns: insight, opportunity, opportunity tree.
package discovery

import (
	"context"

	"throughline/internal/area/feedback"
	"throughline/internal/core/kind"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Insight is what was learnt, with the words that prove it.
type Insight struct {
	record.Record
	Confidence string    `db:"confidence" json:"confidence" by:"*" v:"enum=low|medium|high" doc:"How far the evidence carries it."`
	DrawnOn    clock.Day `db:"drawn_on" json:"drawnOn" by:"*" v:"day" doc:"When it was learnt."`
}

// Opportunity is a need worth serving, in the customer's words.
type Opportunity struct {
	record.Record
	Parent  id.Ref `db:"parent_id" json:"parent" by:"*" ref:"opportunity" thread:"up" doc:"The larger need that it is part of; a node of the tree has one parent."`
	Segment string `db:"segment" json:"segment" by:"*" v:"max=80" doc:"Whose need it is."`
}

var (
	insightStates     = record.States("draft", "todo", "drawn", "done", "outdated", "closed")
	opportunityStates = record.States("open", "todo", "explored", "doing", "served", "done", "dropped", "closed")
)

// Register adds insights and opportunities.
func Register(r *op.Registry) {
	kind.Add[Insight](r, op.Kind{Name: "insight", Define: "insight.draw", Home: op.InEither, Workflow: insightStates, Doc: "What was learnt, with the words that prove it."})
	kind.Add[Opportunity](r, op.Kind{
		Name: "opportunity", Define: "insight.draw", Home: op.InEither, Workflow: opportunityStates, Settle: settleOpportunity,
		Doc: "A need worth serving.",
	})
	r.AllowLink(feedback.EvidenceRule("insight", "opportunity"))
	r.AllowLink(op.LinkRule{Type: link.Evidence, From: []string{"insight"}, To: []string{"opportunity"}, Decision: "insight.draw", Thread: true})
}

// settleOpportunity keeps the tree a tree.
func settleOpportunity(ctx context.Context, tx *op.Tx, before, after record.Entity) error {
	o := after.(*Opportunity)
	if before == nil || before.(*Opportunity).Parent == o.Parent {
		return nil
	}
	ring, err := kind.Ring(ctx, &tx.View, "opportunity", "parent_id", o.ID, o.Parent)
	if err == nil && ring {
		err = errs.Fieldf("parent", "is itself below %s; that would close a ring", o.Key)
	}
	return err
}
