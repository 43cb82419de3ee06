package feedback

import (
	"context"

	"throughline/internal/area/market"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/kit/id"
)

// LinkIn says what feedback is evidence for.
type LinkIn struct {
	ID string `json:"id" in:"path" v:"required" doc:"Id or key of the feedback."`
	To string `json:"to" ref:"record" v:"required" doc:"Id or key of an insight, an opportunity or a feature."`
}

// joinTo links feedback as evidence; the rule of the link moves its state.
func joinTo(ctx context.Context, tx *op.Tx, in LinkIn) (*Feedback, error) {
	f, err := op.Find[Feedback](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if _, err := link.Make(ctx, tx, link.CreateIn{Type: link.Evidence, From: f.ID, To: in.To}); err != nil {
		return nil, err
	}
	return op.Find[Feedback](ctx, &tx.View, f.ID)
}

// AnswerIn is what the customer was told.
type AnswerIn struct {
	ID     string `json:"id" in:"path" v:"required" doc:"Id or key of the feedback."`
	Answer string `json:"answer" v:"required,max=20000" doc:"What the customer was told, in Markdown."`
}

func answer(ctx context.Context, tx *op.Tx, in AnswerIn) (*Feedback, error) {
	before, err := op.Find[Feedback](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	after.Answer = in.Answer
	return &after, move(ctx, tx, before, &after, isAnswered)
}

// SetAsideIn is why feedback is set aside.
type SetAsideIn struct {
	ID     string `json:"id" in:"path" v:"required" doc:"Id or key of the feedback."`
	Reason string `json:"reason" v:"required,max=2000" doc:"Why nothing will come of it."`
}

func setAside(ctx context.Context, tx *op.Tx, in SetAsideIn) (*Feedback, error) {
	before, err := op.Find[Feedback](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	after.Reason = in.Reason
	return &after, move(ctx, tx, before, &after, isAside)
}

// move brings feedback into the state that means something here.
func move(ctx context.Context, tx *op.Tx, before, after *Feedback, to string) error {
	s, err := tx.Meant(ctx, before, to)
	if err != nil {
		return err
	}
	after.State = s.Name
	return tx.Update(ctx, before, after)
}

// accountOf gives the account of a contact, "" when there is none.
func accountOf(ctx context.Context, v *op.View, contact id.Ref) (id.Ref, error) {
	c, err := op.Find[market.Contact](ctx, v, string(contact))
	if err != nil {
		return "", err
	}
	return c.Account, nil
}
