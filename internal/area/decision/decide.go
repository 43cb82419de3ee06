package decision

import (
	"context"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// DecideIn is a decision.
type DecideIn struct {
	ID       string    `json:"id" in:"path" v:"required" doc:"Id or key of the decision."`
	Choice   string    `json:"choice" ref:"-" v:"max=40" doc:"Id of the option that is taken; left out where it is none of them."`
	Outcome  string    `json:"outcome" v:"max=20000" doc:"What is decided, in Markdown; the option's title when left out."`
	Ground   string    `json:"ground" v:"required,max=20000" doc:"On what ground, in Markdown."`
	ReviewOn clock.Day `json:"reviewOn" v:"day" doc:"When it is looked at again."`
}

// decide keeps the word of the one person who approves: no right stands in for
// it. Where nobody is named, whoever may record decisions becomes the approver.
func decide(ctx context.Context, tx *op.Tx, in DecideIn) (*Decision, error) {
	before, err := op.Find[Decision](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if before.Category != record.Todo {
		return nil, errs.New(errs.Conflict, "%s is %s already. Record another decision that takes its place.", before.Key, before.State)
	}
	if err := before.mayDecide(tx); err != nil {
		return nil, err
	}
	after := *before
	after.Choice, after.Outcome, after.Ground = in.Choice, strings.TrimSpace(in.Outcome), strings.TrimSpace(in.Ground)
	if in.ReviewOn != "" {
		after.ReviewOn = in.ReviewOn
	}
	if after.Outcome == "" {
		chosen := after.Options.find(in.Choice)
		if chosen == nil {
			return nil, errs.Fieldf("outcome", "is required where none of the options is taken: what is decided?")
		}
		after.Outcome = chosen.Title
	}
	after.Approver, after.DecidedOn = id.Ref(tx.Actor.Member), tx.Day(tx.Moment())
	s, err := tx.Meant(ctx, before, isDecided)
	if err != nil {
		return nil, err
	}
	after.State = s.Name
	return &after, tx.Update(ctx, before, &after)
}

func (d *Decision) mayDecide(tx *op.Tx) error {
	switch {
	case d.Approver == id.Ref(tx.Actor.Member):
		return nil
	case d.Approver == "" && tx.Access.May(tx.Actor, "decision.record", string(d.Product)).May:
		return nil
	case d.Approver == "":
		return errs.New(errs.Forbidden, "Nobody is named to approve %s. Propose an approver, who then decides.", d.Key)
	}
	who := "somebody else"
	if m, ok := tx.Access.Member(string(d.Approver)); ok {
		who = m.Name
	}
	return errs.New(errs.Forbidden, "%s decides this: one person approves a decision.", who)
}
