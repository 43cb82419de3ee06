package growth

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// GrowthLead says who leads a member in their growth. An admin may name somebody; it
// opens the member's growth page to them only once the member has agreed.
type GrowthLead struct {
	record.Part
	Member   string        `db:"member_id" json:"member" ref:"member" v:"required"`
	Lead     string        `db:"lead_id" json:"lead" ref:"member" v:"required" doc:"Who leads."`
	AgreedAt clock.Instant `db:"agreed_at" json:"agreedAt" doc:"When the member opened their page to them; null until then."`
}

// LeadIn names a lead.
type LeadIn struct {
	Member string `json:"member" v:"max=320" ref:"member" doc:"Who is led: yourself when left out; as an admin anybody, who then has to agree."`
	Lead   string `json:"lead" v:"required,max=320" ref:"member" doc:"Id, address or handle."`
}

// LeadRef names whose lead it is.
type LeadRef struct {
	Member string `json:"member" v:"max=320" ref:"member" doc:"Who is led; yourself when left out."`
}

// guard keeps anybody but the member from opening the member's page, by
// whatever way: an operation, the undoing of an earlier change.
func guard(_ context.Context, tx *op.Tx, before, after record.Thing) error {
	now, ok := after.(*GrowthLead)
	if !ok || now.AgreedAt == 0 || tx.Actor.Member == now.Member {
		return nil
	}
	if was, ok := before.(*GrowthLead); ok && was.AgreedAt != 0 && was.Lead == now.Lead && was.Member == now.Member {
		return nil
	}
	return errs.New(errs.Forbidden, "Only %s can open their growth page to somebody.", nameOf(&tx.View, now.Member))
}

// leadOf gives who leads a member; nil for nobody.
func leadOf(ctx context.Context, at record.At, who string) (*GrowthLead, error) {
	all, err := record.Where[GrowthLead](ctx, at, "d.member_id = ?", who)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return &all[0], nil
}

// nameLead says who leads. It is about two people and takes no decision of the
// table; who may is asked here.
func nameLead(ctx context.Context, tx *op.Tx, in LeadIn) (*GrowthLead, error) {
	who, err := led(ctx, tx, in.Member)
	if err != nil {
		return nil, err
	}
	own := who == tx.Actor.Member
	if !own && !tx.Actor.Admin() {
		return nil, errs.New(errs.Forbidden, "Who leads %s is named by themselves, or by somebody who administers the workspace.", nameOf(&tx.View, who))
	}
	lead, err := member(ctx, &tx.View, "lead", in.Lead)
	if err != nil {
		return nil, err
	}
	if m, _ := tx.Access.Member(lead); lead == who || m.Role == right.Guest {
		return nil, errs.Fieldf("lead", "must be another member, and no guest")
	}
	before, err := leadOf(ctx, tx.At, who)
	if err != nil {
		return nil, err
	}
	defer tx.Covered()()
	after := &GrowthLead{Member: who}
	if before != nil {
		*after = *before
	}
	if after.Lead != lead {
		after.Lead, after.AgreedAt = lead, 0
	}
	if own && after.AgreedAt == 0 {
		after.AgreedAt = tx.Moment()
	}
	if before == nil {
		return after, tx.Insert(ctx, after)
	}
	return after, tx.Update(ctx, before, after)
}

// led finds whose lead is meant.
func led(ctx context.Context, tx *op.Tx, ref string) (string, error) {
	if ref == "" {
		return tx.Actor.Member, nil
	}
	if !tx.Sees("") {
		return "", record.Missing(ref)
	}
	return member(ctx, &tx.View, "member", ref)
}

// endLead ends it: the member, the lead, or an admin may.
func endLead(ctx context.Context, tx *op.Tx, in LeadRef) (*Done, error) {
	who, err := led(ctx, tx, in.Member)
	if err != nil {
		return nil, err
	}
	l, err := leadOf(ctx, tx.At, who)
	switch {
	case err != nil:
		return nil, err
	case who != tx.Actor.Member && !tx.Actor.Admin() && (l == nil || l.Lead != tx.Actor.Member):
		return nil, errs.New(errs.Forbidden, "Who leads %s is for them, their lead and admins to end.", nameOf(&tx.View, who))
	case l == nil:
		return nil, errs.New(errs.NotFound, "Nobody leads %s.", nameOf(&tx.View, who))
	}
	defer tx.Covered()()
	return &Done{}, tx.Delete(ctx, l)
}
