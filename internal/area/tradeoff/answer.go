package tradeoff

import (
	"context"
	"strings"

	"throughline/internal/area/decision"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// AnswerIn chooses an option.
type AnswerIn struct {
	ID     string `json:"id" in:"path" v:"required" doc:"Id or key of the trade-off."`
	Option string `json:"option" v:"required,max=40" ref:"-" doc:"Id of the option."`
	Why    string `json:"why" v:"required,max=5000" doc:"Why that one, in Markdown."`
}

// answer chooses, and records the choice as a decision about all that the
// trade-off is about. Whoever was asked decides it; anybody else proposes it.
func answer(ctx context.Context, tx *op.Tx, in AnswerIn) (*Tradeoff, error) {
	before, err := op.Find[Tradeoff](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if before.Category != record.Todo {
		return nil, errs.New(errs.Conflict, "%s is %s; only an open trade-off is answered.", before.Key, before.State)
	}
	chosen := before.option(in.Option)
	if chosen == nil {
		return nil, errs.Fieldf("option", "%s has no option %q", before.Key, in.Option)
	}
	defer tx.Covered("tradeoff.answer:" + before.Asked)()
	made, err := decide(ctx, tx, before, chosen, in.Why)
	if err != nil {
		return nil, err
	}
	after := *before
	after.Chosen, after.Answer, after.Decision = chosen.ID, strings.TrimSpace(in.Why), id.Ref(made.ID)
	after.AnsweredAt, after.AnsweredBy = tx.Moment(), id.Ref(tx.Actor.Member)
	s, err := tx.Meant(ctx, before, isAnswered)
	if err != nil {
		return nil, err
	}
	after.State = s.Name
	return &after, tx.Update(ctx, before, &after)
}

// decide writes the decision down, and links it to what the trade-off is about.
func decide(ctx context.Context, tx *op.Tx, t *Tradeoff, chosen *Option, why string) (*decision.Decision, error) {
	d := &decision.Decision{Context: t.Body, Outcome: chosen.Title, DecidedOn: tx.Day(tx.Moment())}
	d.Kind, d.Product, d.Title, d.Owner = "decision", t.Product, t.Title, id.Ref(tx.Actor.Member)
	d.Driver, d.Approver, d.Choice, d.Ground = t.CreatedBy, id.Ref(tx.Actor.Member), chosen.ID, strings.TrimSpace(why)
	for _, o := range t.Options {
		d.Options = append(d.Options, decision.Option{ID: o.ID, Title: o.Title, Pros: o.Gain, Cons: o.Price})
	}
	w, err := tx.Meant(ctx, d, "decided")
	if err != nil {
		return nil, err
	}
	d.State = w.Name
	if err := tx.Insert(ctx, d); err != nil {
		return nil, err
	}
	about, err := link.Related(ctx, &tx.View, t.ID)
	if err != nil {
		return nil, err
	}
	for _, to := range append([]string{t.ID}, about...) {
		if _, err := link.Make(ctx, tx, link.CreateIn{Type: link.Relates, From: d.ID, To: to}); err != nil {
			return nil, err
		}
	}
	return d, nil
}
