// Package promise holds what people outside and stakeholders were promised: to
// whom, in which words, by when, said by whom, and what keeps it. Its odds come
// from the work that keeps it, and whoever gave a promise hears first when they
// turn against it.
//
// Words it owns: promise, promiser (who gave it), bound (of the odds under which
// a promise is at risk), patience (how long a promiser is left alone with it),
// standing (of a promise), to renegotiate.
package promise

import (
	"context"
	"slices"
	"time"

	"throughline/internal/area/backlog"
	"throughline/internal/area/market"
	"throughline/internal/area/roadmap/plan"
	"throughline/internal/core/kind"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Promise is a commitment to somebody. Its title says what in a line.
type Promise struct {
	record.Record
	Words    string    `db:"words" json:"words" by:"*" v:"max=4000" label:"In these words" doc:"What was promised, in the words in which it was said."`
	Account  id.Ref    `db:"account_id" json:"account" by:"*" ref:"account" label:"To the account" doc:"The organisation it was given to; the contact's when left out."`
	Contact  id.Ref    `db:"contact_id" json:"contact" by:"*" ref:"contact" label:"To the contact" doc:"The person outside it was given to."`
	Member   id.Ref    `db:"member_id" json:"member" by:"*" ref:"member" label:"To the stakeholder" doc:"The member it was given to, of a promise inside the house."`
	DueOn    clock.Day `db:"due_on" json:"dueOn" by:"*" v:"day" label:"Promised for" doc:"By when. Another day, once it is given, makes it renegotiated; the days before are kept."`
	SaidBy   id.Ref    `db:"said_by" json:"saidBy" by:"*" ref:"member" label:"Promised by" doc:"Who gave it, and hears first when it is at risk; whoever notes it when left out."`
	SaidOn   clock.Day `db:"said_on" json:"saidOn" by:"*" v:"day" label:"Given on" doc:"When it was given; the day on which it is noted when left out."`
	SaidIn   string    `db:"said_in" json:"saidIn" by:"*" v:"max=300" label:"Given in" doc:"Where it was said: a call, a mail, a contract."`
	Days     []Moved   `db:"days" json:"days" label:"Days before" doc:"The days for which it was promised before, oldest first."`
	EndedOn  clock.Day `db:"ended_on" json:"endedOn" v:"day" label:"Ended" doc:"When it was kept, broken or withdrawn."`
	EndedWhy string    `db:"ended_why" json:"endedWhy" v:"max=2000" label:"Ended because" doc:"What was said when it ended."`

	RiskAt      clock.Instant `db:"risk_at" json:"riskAt" label:"At risk since" doc:"When it was seen that it is at risk, and its promiser was told; null while it is not."`
	RiskOdds    *float64      `db:"risk_odds" json:"riskOdds" label:"Odds then" doc:"Its odds at that moment, from 0 to 1; null when its day had passed."`
	HandledAt   clock.Instant `db:"handled_at" json:"handledAt" label:"Taken in hand" doc:"When somebody said what is done about it; null before."`
	HandledBy   id.Ref        `db:"handled_by" json:"handledBy" ref:"member" label:"Taken in hand by"`
	Handling    string        `db:"handling" json:"handling" v:"max=2000" label:"What is done" doc:"What is done about it, of one that is at risk."`
	EscalatedAt clock.Instant `db:"escalated_at" json:"escalatedAt" label:"Passed on" doc:"When the product manager was told as well, for nobody had taken it in hand."`
}

// Moved is one change of the day for which something was promised.
type Moved struct {
	From clock.Day `json:"from" doc:"The day before."`
	To   clock.Day `json:"to"`
	On   clock.Day `json:"on" doc:"When it was renegotiated."`
	By   id.Ref    `json:"by" ref:"member"`
	Why  string    `json:"why"`
}

// PromiseBound is what a workspace calls at risk. It has one at most.
//
//nolint:revive // the name is the table's
type PromiseBound struct {
	record.Part
	Odds     int64 `db:"odds" json:"odds" by:"workspace.set" v:"min=1,max=99" doc:"Under so many percent a promise is at risk."`
	Patience int64 `db:"patience" json:"patience" by:"workspace.set" v:"min=0,max=30" doc:"So many days later the product manager hears of it too, unless it was taken in hand."`
}

// What holds until a workspace says otherwise.
const (
	usualOdds     = 70
	usualPatience = 1
)

// decision is what it takes to give a promise, to move its day and to end it.
const decision = "promise.give"

// watching is the operation by which the server looks at promises.
const watching = "promise.watch"

// States that rules speak of, by what they mean.
const (
	isOpen         = "open"
	isRenegotiated = "renegotiated"
	isKept         = "kept"
	isBroken       = "broken"
	isWithdrawn    = "withdrawn"
)

var states = record.States(isOpen, "todo", isRenegotiated, "doing", isKept, "done", isBroken, "closed", isWithdrawn, "closed")

// Keepers are the kinds that can keep a promise.
var Keepers = append([]string{"feature", "release"}, backlog.Kinds...)

// mostDays bounds how often the day of one promise is moved.
const mostDays = 100

// Register adds promises. A later look at the work says what their odds are.
func Register(r *op.Registry, outlooks plan.Outlooks) {
	kind.Add[Promise](r, op.Kind{
		Name: "promise", Define: decision, Home: op.InProduct, Workflow: states, Settle: settle,
		Doc: "A commitment to a customer or a stakeholder, with its day and what keeps it.",
	})
	op.AddPart[PromiseBound](r, "promise_bound")
	r.Tells("promise", promiseNews)
	r.AllowLink(op.LinkRule{Type: link.KeptBy, From: []string{"promise"}, To: Keepers, Decision: decision})
	takes := op.Takes(decision)
	op.Do(r, "promise.make", give, op.Says("Give a promise, with what keeps it, from the feedback, feature, release or item that it comes from."), takes, op.At("POST", "/api/v1/promises/make"))
	op.Do(r, "promise.renegotiate", renegotiate, op.Says("Promise another day, with the reason; the day before is kept."), takes)
	op.Do(r, "promise.end", end, op.Says("Say that a promise was kept, broken or withdrawn."), takes)
	op.Do(r, "promise.handle", handle, op.Says("Take a promise that is at risk in hand: say what is done about it."), takes)
	op.Do(r, "promise.bound", setBound, op.Says("Say under which odds a promise is at risk, and after how many days the product manager hears of it too."), op.Takes("workspace.set"))
	op.Ask(r, "promise.list", listed{outlooks}.list, op.Says("List promises with their odds: those that hold, or that came to an end; at risk, by account, by product, or of one record."), op.Needs(op.Inside))
	op.Raw(r, watching, watcher{outlooks}.watch, op.Says("Look at all promises now, and tell those whose promises have come to be at risk; the server does so every hour."), op.Needs(op.Install), op.Scoped(op.Session))
}

// Live says whether a promise still binds.
func (p *Promise) Live() bool { return p.Category == record.Todo || p.Category == record.Doing }

// Check holds for every stored promise.
func (p *Promise) Check(list *errs.List) {
	if p.DueOn == "" {
		list.Add("dueOn", "is required: by when was it promised?")
	}
	if p.Account == "" && p.Contact == "" && p.Member == "" {
		list.Add("account", "is required: to which account, contact or stakeholder was it promised?")
	}
	if p.Member != "" && (p.Account != "" || p.Contact != "") {
		list.Add("member", "cannot stand beside an account or a contact: a promise is given either outside or inside the house")
	}
	if p.SaidOn != "" && p.DueOn != "" && p.DueOn < p.SaidOn && len(p.Days) == 0 {
		list.Add("dueOn", "must not lie before the day on which it was given, %s", p.SaidOn)
	}
	if len(p.Days) > mostDays {
		list.Add("dueOn", "was moved %d times already; end this promise and give another", mostDays)
	}
}

// settle fills in what follows: who gave a promise and when, the account of the
// contact, the days before, and the day on which it ended.
func settle(ctx context.Context, tx *op.Tx, before, after record.Entity) error {
	p := after.(*Promise)
	if before == nil {
		return p.begin(ctx, tx)
	}
	was := before.(*Promise)
	if p.Contact != was.Contact && p.Account == was.Account {
		if err := p.ofContact(ctx, tx); err != nil {
			return err
		}
	}
	if p.DueOn != was.DueOn && was.Live() && p.Live() && len(p.Days) == len(was.Days) {
		if err := p.moved(ctx, tx, was, ""); err != nil {
			return err
		}
	}
	switch {
	case was.Live() && !p.Live():
		if p.EndedOn == "" {
			p.EndedOn = today(&tx.View)
		}
		p.safe()
	case !was.Live() && p.Live():
		p.EndedOn, p.EndedWhy = "", ""
	}
	return nil
}

func (p *Promise) begin(ctx context.Context, tx *op.Tx) error {
	if p.SaidBy == "" {
		p.SaidBy = id.Ref(tx.Actor.Member)
	}
	if p.SaidOn == "" {
		p.SaidOn = today(&tx.View)
	}
	if p.Owner == "" {
		p.Owner = p.SaidBy
	}
	if p.Account == "" {
		return p.ofContact(ctx, tx)
	}
	return nil
}

// ofContact gives a promise the account of its contact.
func (p *Promise) ofContact(ctx context.Context, tx *op.Tx) error {
	if p.Contact == "" {
		return nil
	}
	c, err := record.Find[market.Contact](ctx, tx.At, string(p.Contact))
	if err == nil {
		p.Account = c.Account
	}
	return err
}

// moved notes that the day is another one than it was. What was at risk by the
// day before is looked at anew.
func (p *Promise) moved(ctx context.Context, tx *op.Tx, was *Promise, why string) error {
	s, err := tx.Meant(ctx, was, isRenegotiated)
	if err != nil {
		return err
	}
	p.State, p.Category = s.Name, s.Category
	p.Days = append(slices.Clone(was.Days), Moved{was.DueOn, p.DueOn, today(&tx.View), id.Ref(tx.Actor.Member), why})
	p.safe()
	return nil
}

// safe takes away what was noted of its risk.
func (p *Promise) safe() {
	p.RiskAt, p.RiskOdds, p.EscalatedAt = 0, nil, 0
	p.HandledAt, p.HandledBy, p.Handling = 0, "", ""
}

// today is the day it is where the workspace is.
func today(v *op.View) clock.Day { return clock.DayOf(v.Now, zone(v)) }

func zone(v *op.View) *time.Location {
	z, err := time.LoadLocation(v.Access.Zone())
	if err != nil {
		return time.UTC
	}
	return z
}
