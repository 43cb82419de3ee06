package stakeholder

import (
	"context"
	"net/http"
	"strings"

	"throughline/internal/area/portal"
	"throughline/internal/area/portal/cut"
	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/core/watch"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Briefing is what a stakeholder is told, once.
type Briefing struct {
	record.Part
	Stakeholder string        `db:"stakeholder_id" json:"stakeholder" by:"stakeholder.set" ref:"stakeholder" v:"required"`
	Topics      []string      `db:"topics" json:"topics" by:"stakeholder.set" v:"max=8" doc:"What it is about."`
	Form        string        `db:"form" json:"form" by:"stakeholder.set" v:"required,enum=page|text|link|meeting" doc:"A page in the application, a text to send, a link, or a meeting."`
	Cut         id.Ref        `db:"cut_id" json:"cut" by:"stakeholder.set" ref:"cut" doc:"What it was written from, for somebody outside."`
	Title       string        `db:"title" json:"title" by:"stakeholder.set" v:"required,max=200"`
	Body        string        `db:"body" json:"body" by:"stakeholder.set" v:"max=50000" doc:"Markdown."`
	Since       clock.Instant `db:"since" json:"since" by:"stakeholder.set" doc:"From when on it tells what changed; null when it was written freely."`
	State       string        `db:"state" json:"state" v:"required,enum=draft|sent"`
	Member      id.Ref        `db:"member_id" json:"member" ref:"member" doc:"Who reads it in the application; null until it is sent, and for all other forms."`
	SentAt      clock.Instant `db:"sent_at" json:"sentAt" label:"Sent" doc:"When it was told; null while it is a draft."`
	SentBy      id.Ref        `db:"sent_by" json:"sentBy" ref:"member"`
	OpenedAt    clock.Instant `db:"opened_at" json:"openedAt" label:"Read" doc:"When the member first opened it; null while they have not."`
	LinkedAt    clock.Instant `db:"linked_at" json:"linkedAt" label:"Link made" doc:"When its present link was made; null before there is one."`
}

// States of a briefing.
const (
	isDraft = "draft"
	isSent  = "sent"
)

// Forms of a briefing.
const (
	asPage    = "page"
	asText    = "text"
	asLink    = "link"
	asMeeting = "meeting"
)

// Check holds for every stored briefing.
func (b *Briefing) Check(l *errs.List) { checkTopics(b.Topics, l) }

func registerBriefings(r *op.Registry, gate *portal.Gate, decided func(string) []op.Option) {
	w := &window{gate}
	op.Ask(r, "briefing.compose", composeFor, op.Says("Write what changed since a stakeholder last read something: of what that person may see, and nothing else."), op.At(http.MethodGet, "/api/v1/briefings/compose"))
	op.Do(r, "briefing.create", createBriefing, decided("Keep the draft of what a stakeholder is to be told.")...)
	op.Do(r, "briefing.update", updateBriefing, decided("Change a draft; what is left out stays.")...)
	op.Do(r, "briefing.send", send, decided("Tell it: a member finds it in the inbox; of other forms it is noted that it was told.")...)
	op.Do(r, "briefing.delete", deleteBriefing, decided("Throw a draft away.")...)
	op.Ask(r, "briefing.list", briefings, op.Says("List what a product's stakeholders were told, latest first, and what was read."))
	op.Ask(r, "briefing.show", show, op.Says("Show a briefing, to those who look after stakeholders and to whom it was written for."))
	op.Ask(r, "briefing.mine", mine, op.Says("List what was written for you, latest first."), op.Needs(op.Self), op.At(http.MethodGet, "/api/v1/briefings/mine"))
	op.Do(r, "briefing.open", opened, op.Says("Say that you have opened what was written for you: whoever wrote it sees when."), op.Needs(op.Remark), op.Scoped("comment"))
	op.Raw(r, "briefing.link", w.makeLink, op.Says("Make or renew the link of a briefing that was sent: it is shown only now, and the one before ends."), op.Needs(op.Members), op.Takes(Set))
	op.Raw(r, "briefing.page", w.page, op.Says("Show a briefing to whoever has its link. How often it was opened is counted, and said on the page."),
		op.Needs(op.Public), op.Rated("read"), op.At(http.MethodGet, "/told/{token}"), op.Gives("text/html"))
}

// BriefingIn is a new draft.
type BriefingIn struct {
	ID          string `json:"id" ref:"-" doc:"Made by the caller, so that a repeated call is harmless; made here when left out."`
	Stakeholder string `json:"stakeholder" ref:"stakeholder" v:"required"`
	BriefingFields
}

// BriefingFields are what a draft holds; what is left out stays.
type BriefingFields struct {
	Topics *[]string      `json:"topics" v:"max=8" doc:"What it is about."`
	Form   *string        `json:"form" v:"enum=page|text|link|meeting" doc:"A page in the application, a text to send, a link, or a meeting."`
	Cut    *string        `json:"cut" ref:"cut" doc:"What it was written from, for somebody outside; empty for none."`
	Title  *string        `json:"title" v:"max=200"`
	Body   *string        `json:"body" v:"max=50000" doc:"Markdown."`
	Since  *clock.Instant `json:"since" doc:"From when on it tells what changed."`
}

// BriefingChange changes a draft.
type BriefingChange struct {
	ID string `json:"id" in:"path" v:"required"`
	BriefingFields
}

// BriefingRef names a briefing.
type BriefingRef struct {
	ID string `json:"id" in:"path" v:"required" ref:"briefing"`
}

// SendIn tells a briefing.
type SendIn struct {
	ID string    `json:"id" in:"path" v:"required"`
	On clock.Day `json:"on" v:"day" doc:"Of a meeting or a text: the day on which it was told; today when left out."`
}

func createBriefing(ctx context.Context, tx *op.Tx, in BriefingIn) (*Briefing, error) {
	s, err := one[Stakeholder](ctx, &tx.View, in.Stakeholder)
	if err != nil {
		return nil, err
	}
	b := &Briefing{Stakeholder: s.ID, Form: asPage, State: isDraft, Topics: []string{}}
	if s.Contact != "" {
		b.Form = asText
	}
	b.ID, b.Product, b.Record = in.ID, s.Product, s.Record
	if err := in.BriefingFields.apply(ctx, tx, b); err != nil {
		return nil, err
	}
	return b, tx.Insert(ctx, b)
}

func (f *BriefingFields) apply(ctx context.Context, tx *op.Tx, b *Briefing) error {
	put(&b.Topics, f.Topics)
	put(&b.Form, f.Form)
	put(&b.Title, f.Title)
	put(&b.Body, f.Body)
	put(&b.Since, f.Since)
	if f.Cut == nil {
		return nil
	}
	if b.Cut = ""; *f.Cut == "" {
		return nil
	}
	c, err := op.Find[cut.Cut](ctx, &tx.View, *f.Cut)
	if err == nil {
		b.Cut = id.Ref(c.ID)
	}
	return err
}

func draft(ctx context.Context, tx *op.Tx, ref string) (*Briefing, error) {
	b, err := one[Briefing](ctx, &tx.View, ref)
	if err == nil && b.State != isDraft {
		return nil, errs.New(errs.Conflict, "This was told already, so it stays as it is. Write another one.")
	}
	return b, err
}

func updateBriefing(ctx context.Context, tx *op.Tx, in BriefingChange) (*Briefing, error) {
	before, err := draft(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	if err := in.BriefingFields.apply(ctx, tx, &after); err != nil {
		return nil, err
	}
	return &after, tx.Update(ctx, before, &after)
}

func deleteBriefing(ctx context.Context, tx *op.Tx, in BriefingRef) (*Briefing, error) {
	b, err := draft(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	return b, tx.Delete(ctx, b)
}

func send(ctx context.Context, tx *op.Tx, in SendIn) (*Briefing, error) {
	before, err := draft(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	s, err := record.Find[Stakeholder](ctx, tx.At, before.Stakeholder)
	if err != nil {
		return nil, err
	}
	after := *before
	if strings.TrimSpace(after.Body) == "" && after.Form != asMeeting {
		return nil, errs.Fieldf("body", "is empty: there is nothing to tell")
	}
	after.State, after.SentAt, after.SentBy = isSent, tx.Moment(), id.Ref(tx.Actor.Member)
	if in.On != "" && in.On != dayOf(&tx.View, after.SentAt) {
		if after.Form != asMeeting && after.Form != asText {
			return nil, errs.Fieldf("on", "is for meetings and texts; what is told here is told now")
		}
		if in.On > dayOf(&tx.View, after.SentAt) {
			return nil, errs.Fieldf("on", "lies ahead; note it when it has been told")
		}
		after.SentAt = beginOf(&tx.View, in.On)
	}
	if after.Form == asPage {
		if _, err := reader(&tx.View, s, string(s.Product)); err != nil {
			return nil, err
		}
		after.Member = s.Member
	}
	return &after, tx.Update(ctx, before, &after)
}

// reader is the view of a member who is told something of a product; whoever
// does not see the product has none.
func reader(v *op.View, s *Stakeholder, product string) (*op.View, error) {
	if s.Member == "" {
		return nil, errs.Fieldf("form", "a person outside has no sign-in, so no page here: send a text, give a link, or tell it in a meeting")
	}
	m, ok := v.Access.Member(string(s.Member))
	if !ok || m.Status != "active" {
		return nil, errs.Fieldf("form", "this member cannot sign in, so nobody would read a page: send a text, give a link, or tell it in a meeting")
	}
	out := *v
	out.Actor = right.Actor{Member: m.ID, Role: m.Role}
	if !out.Sees(product) {
		return nil, errs.Fieldf("form", "%s does not see this product: give them a role on it, or write from a cut, as for people outside", m.Name)
	}
	return &out, nil
}

// show gives a briefing to those who look after stakeholders, and to whom it
// was written for.
func show(ctx context.Context, v *op.View, in BriefingRef) (*Briefing, error) {
	b, err := op.Find[Briefing](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	if b.State == isSent && b.Member != "" && string(b.Member) == v.Actor.Member {
		return b, nil
	}
	if !v.Access.May(v.Actor, See, string(b.Product)).May {
		return nil, record.Missing(in.ID)
	}
	return b, nil
}

// opened notes that a member has opened what was written for them. It is noted
// once; reading it again is nobody's business.
func opened(ctx context.Context, tx *op.Tx, in BriefingRef) (*Briefing, error) {
	b, err := show(ctx, &tx.View, in)
	if err != nil {
		return nil, err
	}
	if string(b.Member) != tx.Actor.Member {
		return nil, errs.New(errs.Forbidden, "Only whom it was written for can say that it was read.")
	}
	if b.OpenedAt != 0 {
		return b, nil
	}
	after := *b
	after.OpenedAt = tx.Moment()
	return &after, tx.Update(ctx, b, &after)
}

// news tells whom a briefing was written for, when it is sent: the row of that
// moment names them.
func news(_ context.Context, _ record.At, _ *right.Access, row *ledger.Row) ([]op.Told, bool, error) {
	to := op.Became[string](row, "member")
	if to == "" || row.Act == ledger.Delete {
		return nil, false, nil
	}
	return watch.Tell(watch.Told, to), false, nil
}
