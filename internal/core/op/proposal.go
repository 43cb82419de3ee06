package op

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/page"
	"throughline/internal/kit/patch"
	"throughline/internal/platform/store"
)

// States of a proposal.
const (
	Open      = "open"
	Taken     = "taken"
	Declined  = "declined"
	Withdrawn = "withdrawn"
	Outdated  = "outdated"
)

// Proposal is a stored call of an operation by somebody without the right.
// Taking it runs the same operation as the decider.
type Proposal struct {
	record.Part
	Operation string          `db:"operation" json:"operation"`
	Input     json.RawMessage `db:"input" json:"input" doc:"What the operation was called with."`
	Decisions []string        `db:"decisions" json:"decisions" ref:"-" doc:"The decisions it takes that the proposer may not take."`
	Preview   []Preview       `db:"preview" json:"preview" doc:"What it would change: field to [before, after]."`
	Base      []Base          `db:"base" json:"base" doc:"The versions it started from."`
	Reason    string          `db:"reason" json:"reason" v:"max=2000"`
	State     string          `db:"state" json:"state" v:"enum=open|taken|declined|withdrawn|outdated"`
	Agreed    []string        `db:"agreed" json:"agreed" doc:"Who has agreed, of a decision that needs several roles; the proposer too, where they hold one of them."`
	DecidedBy id.Ref          `db:"decided_by" json:"decidedBy" ref:"member"`
	DecidedAt clock.Instant   `db:"decided_at" json:"decidedAt"`
	Answer    string          `db:"answer" json:"answer" v:"max=2000" doc:"The decider's word."`
	Title     string          `db:"title" json:"title" doc:"What it is about, in a few words."`
}

// propose keeps a call as a proposal, in a change of its own.
func (e *Engine) propose(ctx context.Context, d *Def, c *Call, in any, lacking *Tx, hash string) (*Answer, error) {
	if d.NoPropose || d.Perm != Change || c.Behalf != "" {
		return nil, refusal(lacking)
	}
	input, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	p := &Proposal{Operation: d.Name, Input: input, Preview: lacking.preview, Base: lacking.touched, Reason: c.Reason, State: Open}
	for _, n := range lacking.missing {
		if !slices.Contains(p.Decisions, n.Decision) {
			p.Decisions = append(p.Decisions, n.Decision)
		}
		p.Product = id.Ref(n.Product)
		if rule := lacking.Access.Rule(n.Decision, n.Product); rule.All && len(p.Agreed) == 0 && holdsOne(lacking.Access, c.Actor.Member, rule, n.Product) {
			p.Agreed = []string{c.Actor.Member} // who proposes in one of the roles has given that role's word
		}
	}
	if len(p.Preview) > 0 {
		p.Title = p.Preview[0].Title
		if p.Preview[0].Act != "create" {
			p.Record = p.Preview[0].Record
		}
	}
	filled(p)
	ans := &Answer{Proposal: p, Status: 202}
	err = e.DB.Write(ctx, c.Workspace, func(raw *store.Tx) error {
		if c.Once != "" {
			if done, err := e.before(ctx, raw, c, hash); err != nil || done != nil {
				if done != nil {
					ans = done
				}
				return err
			}
		}
		v, err := e.view(ctx, record.At{R: &raw.Reader, Workspace: c.Workspace}, c.Actor)
		if err != nil {
			return err
		}
		if p.Title == "" {
			if p.Title, err = titleOf(ctx, v, p); err != nil {
				return err
			}
		}
		own := *d
		own.Perm, own.Decision = Self, ""
		tx := &Tx{View: *v, call: c, def: &own, raw: raw}
		if err := tx.Insert(ctx, p); err != nil {
			return err
		}
		return e.remember(ctx, raw, c, hash, ans)
	})
	return ans, err
}

// titleOf names a proposal of what has no title itself, like an amount or a
// link, by the record that it belongs to, or by its product.
func titleOf(ctx context.Context, v *View, p *Proposal) (string, error) {
	about := p.Product
	if len(p.Preview) > 0 && p.Preview[0].Record != "" {
		about = p.Preview[0].Record
	}
	found, err := store.All[string](ctx, v.R, "select title from record where workspace_id = ? and id = ?", v.Workspace, about)
	if err != nil || len(found) == 0 {
		return "", err
	}
	return found[0], nil
}

// holdsOne says whether a member holds one of the roles that decide.
func holdsOne(a *right.Access, member string, rule right.Rule, product string) bool {
	return slices.ContainsFunc(a.RolesOn(member, product), func(r string) bool { return slices.Contains(rule.Roles, r) })
}

func refusal(tx *Tx) error {
	var parts []string
	for _, n := range tx.missing {
		rule := tx.Access.Rule(n.Decision, n.Product)
		parts = append(parts, fmt.Sprintf("%s is decided by the %s", n.Decision, strings.Join(rule.Roles, " or ")))
	}
	return errs.New(errs.Forbidden, "You may not decide this: %s.", strings.Join(parts, "; "))
}

// ProposalList asks for proposals.
type ProposalList struct {
	State   string `json:"state" in:"query" v:"enum=open|taken|declined|withdrawn|outdated" doc:"Only those in this state."`
	Product string `json:"product" in:"query" ref:"product" doc:"Only those of one product, by id or key."`
	Mine    bool   `json:"mine" in:"query" doc:"Only those that the caller may decide, and has not agreed to yet."`
	Limit   int    `json:"limit" in:"query"`
	Cursor  string `json:"cursor" in:"query"`
}

// ProposalRef names one proposal.
type ProposalRef struct {
	ID string `json:"id" in:"path" v:"required"`
}

// Deciding is a word on a proposal.
type Deciding struct {
	ID     string          `json:"id" in:"path" v:"required"`
	Answer string          `json:"answer" v:"max=2000" doc:"A word to the proposer."`
	Input  json.RawMessage `json:"input" doc:"Take it changed: the input to use instead."`
}

func registerProposals(r *Registry) {
	AddPart[Proposal](r, "proposal")
	Ask(r, "proposal.list", listProposals, Says("List proposals, newest first."), Needs(Inside))
	Ask(r, "proposal.show", func(ctx context.Context, v *View, in ProposalRef) (*Proposal, error) {
		p, err := Find[Proposal](ctx, v, in.ID)
		if err == nil && !v.shows(p) {
			return nil, record.Missing(in.ID)
		}
		return p, err
	}, Says("Show one proposal with its before and after."), Needs(Inside))
	Do(r, "proposal.take", takeProposal, Says("Take a proposal: what it proposes is done in your name, to the proposer's credit."), Refuses())
	Do(r, "proposal.decline", declineProposal, Says("Decline a proposal with a reason."), Refuses())
	Do(r, "proposal.withdraw", withdrawProposal, Says("Withdraw your own proposal."), Needs(Members))
	Do(r, "proposal.renew", renewProposal, Says("Renew a proposal on the records as they are now."), Needs(Members))
}

func listProposals(ctx context.Context, v *View, in ProposalList) (page.Page[Proposal], error) {
	var out page.Page[Proposal]
	limit, err := page.Limit(in.Limit)
	if err != nil {
		return out, err
	}
	scope, args := v.Scope("d.product_id")
	where := scope
	if in.State != "" {
		where, args = where+" and d.state = ?", append(args, in.State)
	}
	if in.Product != "" {
		p, err := v.Product(ctx, in.Product)
		if err != nil {
			return out, err
		}
		where, args = where+" and d.product_id = ?", append(args, p)
	}
	if in.Cursor != "" {
		where, args = where+" and d.id < ?", append(args, in.Cursor)
	}
	for len(out.Items) < limit {
		rows, err := record.Where[Proposal](ctx, v.At, where+" order by d.id desc limit ?", append(args, limit+1)...)
		if err != nil {
			return out, err
		}
		for _, p := range rows {
			if len(out.Items) == limit {
				out.Next = out.Items[limit-1].ID
				return out, nil
			}
			if v.shows(&p) && (!in.Mine || v.decides(&p) && !slices.Contains(p.Agreed, v.Actor.Member)) {
				out.Items = append(out.Items, p)
			}
		}
		if len(rows) <= limit {
			return out, nil
		}
		where, args = where+" and d.id < ?", append(args, rows[len(rows)-1].ID)
	}
	return out, nil
}

// decides says whether the actor has a say in a proposal.
func (v *View) decides(p *Proposal) bool {
	for _, d := range p.Decisions {
		if slices.Contains(v.Access.Deciders(d, string(p.Product)), v.Actor.Member) || v.Access.May(v.Actor, d, string(p.Product)).May {
			return true
		}
	}
	return false
}

func (tx *Tx) openProposal(ctx context.Context, ref string) (*Proposal, error) {
	p, err := Find[Proposal](ctx, &tx.View, ref)
	if err != nil {
		return nil, err
	}
	if p.State != Open {
		return nil, errs.New(errs.Conflict, "This proposal is %s already.", p.State)
	}
	return p, nil
}

// takeProposal runs the proposed operation as the decider. A decision that
// needs several roles waits for all of them.
func takeProposal(ctx context.Context, tx *Tx, in Deciding) (*Proposal, error) {
	p, err := tx.openProposal(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	d, ok := tx.Engine.Reg.Def(p.Operation)
	if !ok {
		return nil, errs.New(errs.Conflict, "The operation %s does not exist any more.", p.Operation)
	}
	after := *p
	changed := len(in.Input) > 0 && string(in.Input) != "null"
	if changed {
		after.Input = in.Input
	} else if why := stale(ctx, tx, p); why != "" {
		after.State, after.Answer = Outdated, why
		return &after, tx.settle(ctx, p, &after)
	}
	agreed := []string{tx.Actor.Member}
	if !changed { // nobody has agreed to what is new; to what was proposed, the proposer in all their roles
		agreed = append(append(agreed, p.Agreed...), string(p.CreatedBy))
	}
	arg, err := d.decode(after.Input)
	if err != nil {
		return nil, err
	}
	c := *tx.call
	c.Behalf, c.Agreed, c.Once, c.IfMatch, c.Op = string(p.CreatedBy), agreed, "", 0, p.Operation
	c.Actor.Through = "proposal:" + p.ID
	inner := &Tx{View: tx.View, call: &c, def: d, raw: tx.raw}
	inner.Actor = c.Actor
	if _, err := d.do(ctx, inner, arg); err != nil {
		return nil, err
	}
	if !changed && !tx.decides(p) { // the proposer's word alone takes nothing
		return nil, errs.New(errs.Forbidden, "You have no say in this proposal: %s decides.", decidersText(tx, p))
	}
	if len(inner.missing) > 0 {
		switch {
		case !tx.decides(p):
			return nil, refusal(inner)
		case changed:
			return nil, errs.New(errs.Conflict, "This takes the word of several, and nobody but you has seen it changed. Agree to it as it is, or decline it and propose what you would have.")
		}
		return tx.agree(ctx, p, append(slices.Clone(p.Agreed), tx.Actor.Member))
	}
	after.State, after.Answer, after.Agreed = Taken, in.Answer, distinct(append(slices.Clone(p.Agreed), tx.Actor.Member))
	return &after, tx.settle(ctx, p, &after)
}

// agreeMark is remembered by a change that only agreed.
type agreed struct{ p *Proposal }

func (a *agreed) Error() string { return "op: agreed, others have yet to" }

// agree cannot keep what the trial wrote: it asks the engine to start anew
// and only note the word.
func (tx *Tx) agree(_ context.Context, p *Proposal, by []string) (*Proposal, error) {
	after := *p
	after.Agreed = slices.Compact(slices.Sorted(slices.Values(by)))
	return nil, &agreed{&after}
}

func (tx *Tx) settle(ctx context.Context, before, after *Proposal) error {
	after.DecidedBy, after.DecidedAt = id.Ref(tx.Actor.Member), tx.Now
	own, call := *tx.def, *tx.call
	own.Perm, own.Decision = Self, ""
	call.Behalf = string(before.CreatedBy)
	inner := *tx
	inner.def, inner.call = &own, &call
	err := inner.Update(ctx, before, after)
	tx.changed += inner.changed
	return err
}

// stale says in words what has changed since a proposal was made, in the
// fields that it would change; "" when it still fits.
func stale(ctx context.Context, tx *Tx, p *Proposal) string {
	var moved []string
	for _, pre := range p.Preview {
		if pre.Act == "create" {
			continue
		}
		t, ok := tx.Engine.Reg.TypeOf(pre.Kind)
		if !ok {
			continue
		}
		now, err := t.Load(ctx, tx.At, pre.Entity)
		if err != nil {
			moved = append(moved, pre.Key+" is gone")
			continue
		}
		moved = append(moved, movedFields(t.Shape, now, pre)...)
	}
	if len(moved) == 0 {
		return ""
	}
	return "It has moved on since: " + strings.Join(moved, "; ") + "."
}

// movedFields compares the values a proposal started from with the present.
func movedFields(s *patch.Shape, now record.Thing, pre Preview) []string {
	current, err := s.Diff(nil, now)
	if err != nil {
		return []string{err.Error()}
	}
	var out []string
	for _, name := range pre.Diff.Names() {
		if name == "rank" || name == "updatedAt" || name == "category" {
			continue
		}
		was, is := string(pre.Diff[name][0]), "null"
		if c, ok := current[name]; ok {
			is = string(c[1])
		}
		if was != is {
			out = append(out, fmt.Sprintf("%s of %s was %s and is %s", name, pre.Key, was, is))
		}
	}
	return out
}

func declineProposal(ctx context.Context, tx *Tx, in Deciding) (*Proposal, error) {
	p, err := tx.openProposal(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if !tx.decides(p) {
		return nil, errs.New(errs.Forbidden, "You have no say in this proposal: %s decides.", decidersText(tx, p))
	}
	if strings.TrimSpace(in.Answer) == "" {
		return nil, errs.Fieldf("answer", "is required: say why you decline")
	}
	after := *p
	after.State, after.Answer = Declined, in.Answer
	return &after, tx.settle(ctx, p, &after)
}

func decidersText(tx *Tx, p *Proposal) string {
	var roles []string
	for _, d := range p.Decisions {
		roles = append(roles, tx.Access.Rule(d, string(p.Product)).Roles...)
	}
	slices.Sort(roles)
	return "the " + strings.Join(slices.Compact(roles), " or ")
}

func withdrawProposal(ctx context.Context, tx *Tx, in Deciding) (*Proposal, error) {
	p, err := tx.openProposal(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if string(p.CreatedBy) != tx.Actor.Member {
		return nil, errs.New(errs.Forbidden, "Only whoever made a proposal may withdraw it.")
	}
	after := *p
	after.State, after.Answer = Withdrawn, in.Answer
	return &after, tx.settle(ctx, p, &after)
}

// renewProposal runs the call again as a trial, to see what it would change
// now, and opens the proposal with that.
func renewProposal(ctx context.Context, tx *Tx, in ProposalRef) (*Proposal, error) {
	p, err := Find[Proposal](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if string(p.CreatedBy) != tx.Actor.Member {
		return nil, errs.New(errs.Forbidden, "Only whoever made a proposal may renew it.")
	}
	if p.State == Taken {
		return nil, errs.New(errs.Conflict, "This proposal is taken already.")
	}
	return nil, &renewed{p}
}

type renewed struct{ p *Proposal }

func (r *renewed) Error() string { return "op: renew" }

// afterTrial finishes what could not be done in a change that had to be
// rolled back: noting an agreement, or renewing a proposal.
func (e *Engine) afterTrial(ctx context.Context, c *Call, err error) (*Answer, bool, error) {
	switch want := err.(type) {
	case *agreed:
		ans, err := e.store(ctx, c, want.p, nil)
		return ans, true, err
	case *renewed:
		ans, err := e.renew(ctx, c, want.p)
		return ans, true, err
	}
	return nil, false, err
}

func (e *Engine) renew(ctx context.Context, c *Call, p *Proposal) (*Answer, error) {
	d, ok := e.Reg.Def(p.Operation)
	if !ok {
		return nil, errs.New(errs.Conflict, "The operation %s does not exist any more.", p.Operation)
	}
	in, err := d.decode(p.Input)
	if err != nil {
		return nil, err
	}
	trial := *c
	trial.Propose = true
	var tried *Tx
	err = e.DB.Write(ctx, c.Workspace, func(raw *store.Tx) error {
		tx, _, err := e.attempt(ctx, raw, d, &trial, in)
		if err == nil {
			tried, err = tx, errPropose
		}
		return err
	})
	if tried == nil {
		return nil, err
	}
	after := *p
	after.State, after.Answer, after.DecidedAt, after.DecidedBy, after.Agreed = Open, "", 0, "", nil
	after.Preview, after.Base = tried.preview, tried.touched
	return e.store(ctx, c, &after, nil)
}

// store writes a proposal's new state as the actor's own doing.
func (e *Engine) store(ctx context.Context, c *Call, after *Proposal, _ *right.Access) (*Answer, error) {
	d, _ := e.Reg.Def(c.Op)
	own := *d
	own.Perm, own.Decision = Self, ""
	err := e.DB.Write(ctx, c.Workspace, func(raw *store.Tx) error {
		v, err := e.view(ctx, record.At{R: &raw.Reader, Workspace: c.Workspace}, c.Actor)
		if err != nil {
			return err
		}
		before, err := Find[Proposal](ctx, v, after.ID)
		if err != nil {
			return err
		}
		return (&Tx{View: *v, call: c, def: &own, raw: raw}).Update(ctx, before, after)
	})
	return &Answer{Value: filled(after), Status: d.Status}, err
}
