// Package feedback holds what customers said, in their own words, with who
// said it and where.
//
// Words it owns: feedback, source (where it was said), sentiment, importance
// (to the one who said it), answer, setting aside.
package feedback

import (
	"context"

	"throughline/internal/core/kind"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Feedback is a customer's own words; they stand in the description.
type Feedback struct {
	record.Record
	Contact    id.Ref    `db:"contact_id" json:"contact" by:"*" ref:"contact" doc:"Who said it."`
	Account    id.Ref    `db:"account_id" json:"account" by:"*" ref:"account" doc:"For whom; the contact's account when left out."`
	Source     string    `db:"source" json:"source" ref:"-" by:"*" v:"max=60" doc:"Where it was said: call, mail, survey, support, review."`
	URL        string    `db:"url" json:"url" by:"*" v:"url,max=2000" label:"Address" doc:"Where it can be read."`
	SaidOn     clock.Day `db:"said_on" json:"saidOn" by:"*" v:"day" doc:"When it was said."`
	Sentiment  string    `db:"sentiment" json:"sentiment" by:"*" v:"enum=positive|neutral|negative" doc:"How it was meant."`
	Importance *int64    `db:"importance" json:"importance" by:"*" v:"min=0,max=3" doc:"To the one who said it: 0 not important, 1 nice, 2 important, 3 critical."`
	Answer     string    `db:"answer" json:"answer" v:"max=20000" doc:"What the customer was told."`
	Reason     string    `db:"reason" json:"reason" v:"max=2000" doc:"Why it was set aside."`
}

// States that rules speak of, by what they mean.
const (
	isNew      = "new"
	isLinked   = "linked"
	isAnswered = "answered"
	isAside    = "set aside"
)

var states = record.States(isNew, "todo", isLinked, "doing", isAnswered, "done", isAside, "closed")

// Register adds feedback.
func Register(r *op.Registry) {
	kind.Add[Feedback](r, op.Kind{
		Name: "feedback", Define: "feedback.take", Home: op.InEither, Workflow: states, Move: moves, Settle: settle,
		Doc: "A customer's own words, with who said it and where.",
	})
	op.Do(r, "feedback.link", joinTo, op.Says("Use feedback as evidence for an insight, an opportunity or a feature."))
	op.Do(r, "feedback.answer", answer, op.Says("Note what the customer was told."), op.Takes("feedback.take"))
	op.Do(r, "feedback.setaside", setAside, op.Says("Set feedback aside, with the reason."), op.Takes("insight.draw"))
}

// moves says who moves feedback by hand. What it is used for is decided by
// those who draw insights; linking, answering and setting aside have
// operations of their own, because each brings something with it.
func moves(_, to record.State) (string, error) {
	switch to.Meaning {
	case isLinked:
		return "", errs.New(errs.Invalid, "Feedback becomes %q by being linked as evidence (feedback.link).", to.Name)
	case isAnswered:
		return "", errs.New(errs.Invalid, "Feedback becomes %q with the answer (feedback.answer).", to.Name)
	case isAside:
		return "", errs.New(errs.Invalid, "Feedback becomes %q with the reason (feedback.setaside).", to.Name)
	default:
		return "insight.draw", nil
	}
}

// settle gives feedback the account of its contact, where none is named.
func settle(ctx context.Context, tx *op.Tx, before, after record.Entity) error {
	f := after.(*Feedback)
	if f.Account != "" || f.Contact == "" || before != nil && before.(*Feedback).Contact == f.Contact {
		return nil
	}
	c, err := accountOf(ctx, &tx.View, f.Contact)
	f.Account = c
	return err
}

// EvidenceRule is the rule for feedback as evidence for some kinds: whoever
// registers those adds it. Linking takes new feedback out of the inbox.
func EvidenceRule(to ...string) op.LinkRule {
	return op.LinkRule{Type: link.Evidence, From: []string{"feedback"}, To: to, Decision: "insight.draw", Thread: true, Made: used}
}

// used moves new feedback on, once it is evidence for something.
func used(ctx context.Context, tx *op.Tx, from, _ *record.Row) error {
	before, err := record.Find[Feedback](ctx, tx.View.At, from.ID)
	if err != nil {
		return err
	}
	if now, err := tx.StateOf(ctx, before); err != nil || now.Meaning != isNew {
		return err
	}
	after := *before
	return move(ctx, tx, before, &after, isLinked)
}
