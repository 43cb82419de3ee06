// Package decision is the record of what was decided: on what ground, between
// which options, by whom, and when it is looked at again.
//
// Words it owns: decision (the record; the kind of change of the same name is
// of core/right), option, outcome, ground, driver, approver, contributor,
// informed (of a decision), superseded.
package decision

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/core/kind"
	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/core/watch"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// Decision is what was decided, by whom, on what ground. Its title says in a
// sentence what is to be decided.
type Decision struct {
	record.Record
	Context      string    `db:"context" json:"context" by:"*" v:"max=20000" doc:"What made it necessary, in Markdown."`
	Options      Options   `db:"options" json:"options" by:"*" v:"max=20" doc:"What there was to choose from, each with what speaks for it and against it. A plain text is an option with that title."`
	Choice       string    `db:"choice" json:"choice" by:"*" ref:"-" v:"max=40" doc:"Id of the option that was taken; empty where it was none of them."`
	Outcome      string    `db:"outcome" json:"outcome" by:"*" v:"max=20000" doc:"What was decided, in Markdown."`
	Ground       string    `db:"ground" json:"ground" by:"*" v:"max=20000" doc:"On what ground, in Markdown."`
	Driver       id.Ref    `db:"driver_id" json:"driver" by:"*" ref:"member" doc:"Who brings it to a decision; one person."`
	Approver     id.Ref    `db:"approver_id" json:"approver" by:"*" ref:"member" doc:"Who decides; one person."`
	Contributors []string  `db:"contributors" json:"contributors" by:"*" ref:"member" v:"max=50" doc:"Who has a voice and no vote."`
	Informed     []string  `db:"informed" json:"informed" by:"*" ref:"member" v:"max=200" doc:"Who is told afterwards."`
	DueOn        clock.Day `db:"due_on" json:"dueOn" by:"*" v:"day" doc:"By when it has to be decided."`
	DecidedOn    clock.Day `db:"decided_on" json:"decidedOn" by:"*" v:"day" doc:"When it was decided."`
	DecidedBy    id.Ref    `db:"decided_by" json:"decidedBy" ref:"member" doc:"Who did decide."`
	ReviewOn     clock.Day `db:"review_on" json:"reviewOn" by:"*" v:"day" doc:"When it is looked at again; it comes back into the inbox of its driver, its approver and its owner."`
	SupersededBy id.Ref    `db:"superseded_by" json:"supersededBy" by:"*" ref:"decision" doc:"The decision that took its place."`
	Changes      []int64   `db:"changes" json:"changes" by:"*" v:"max=100" doc:"Rows of the ledger that followed from it, by their numbers."`
}

// States that rules speak of, by what they mean.
const (
	isDecided    = "decided"
	isSuperseded = "superseded"
)

var states = record.States("proposed", "todo", isDecided, "done", isSuperseded, "closed")

// Register adds decisions.
func Register(r *op.Registry) {
	kind.Add[Decision](r, op.Kind{Name: "decision", Define: "decision.record", Home: op.InEither, Workflow: states, Settle: settle, Doc: "What was decided, by whom, on what ground."})
	op.Do(r, "decision.decide", decide, op.Says("Decide: take one of the options or none, with the ground. Only the approver can; where none is named, whoever may record decisions becomes it."), op.Needs(op.Remark), op.Scoped("comment"))
	op.Ask(r, "decision.effects", effects, op.Says("List the changes that followed from a decision, and those of what it is linked with that might have."))
	op.Ask(r, "review.mine", reviews, op.Says("List what waits for you to decide, to bring to a decision, to look at again, or to settle: decisions, risks and bets, what is longest due first."), op.Needs(op.Self), op.At("GET", "/api/v1/reviews/mine"))
	r.Tells("decision", news)
}

// Check holds for every stored decision.
func (d *Decision) Check(list *errs.List) {
	if d.Category == record.Done {
		if strings.TrimSpace(d.Outcome) == "" {
			list.Add("outcome", "is required once it is decided")
		}
		if d.DecidedOn == "" {
			list.Add("decidedOn", "is required once it is decided")
		}
	}
	if d.ReviewOn != "" && d.DecidedOn != "" && d.ReviewOn < d.DecidedOn {
		list.Add("reviewOn", "must not lie before the decision, %s", d.DecidedOn)
	}
	d.Options.check(list)
	if d.Choice != "" && d.Options.find(d.Choice) == nil {
		list.Add("choice", "is none of the options; an option that was taken stays")
	}
	d.checkPeople(list)
}

// checkPeople sees that nobody stands in two parts that exclude each other: one
// who decides has more than a voice, and one with a voice knows already.
func (d *Decision) checkPeople(list *errs.List) {
	for name, all := range map[string][]string{"contributors": d.Contributors, "informed": d.Informed} {
		sorted := slices.Sorted(slices.Values(all))
		if len(slices.Compact(sorted)) < len(all) {
			list.Add(name, "names somebody twice")
		}
	}
	if d.Approver == "" {
		return
	}
	if slices.Contains(d.Contributors, string(d.Approver)) {
		list.Add("contributors", "has the approver in it, who decides and so has more than a voice")
	}
	if slices.Contains(d.Informed, string(d.Approver)) {
		list.Add("informed", "has the approver in it, who knows already")
	}
}

// settle sees that a decision has one driver and one approver once it is
// decided, that the approver decided it, and that what supersedes it is another.
func settle(ctx context.Context, tx *op.Tx, before, after record.Entity) error {
	d := after.(*Decision)
	var was *Decision
	if before != nil {
		was = before.(*Decision)
	}
	if err := d.ledgered(ctx, tx, was); err != nil {
		return err
	}
	if err := d.succeed(ctx, tx, was); err != nil {
		return err
	}
	switch {
	case d.Category == record.Todo:
		d.DecidedBy = ""
	case d.Category == record.Done && (was == nil || was.Category == record.Todo):
		return d.decided(tx)
	}
	return nil
}

// decided fills in what deciding says of itself, and refuses it to whoever is
// not the approver. Whoever has not the right proposes it: then it is the one
// who takes it that decides.
func (d *Decision) decided(tx *op.Tx) error {
	me := id.Ref(tx.Actor.Member)
	if d.Approver == "" {
		d.Approver = me
	}
	if d.Driver == "" {
		d.Driver = d.CreatedBy
		if d.Owner != "" {
			d.Driver = d.Owner
		}
	}
	if d.DecidedOn == "" {
		d.DecidedOn = tx.Day(tx.Moment())
	}
	if d.Approver != me && tx.Access.May(tx.Actor, "decision.record", string(d.Product)).May {
		who := "somebody else"
		if m, ok := tx.Access.Member(string(d.Approver)); ok {
			who = m.Name
		}
		return errs.New(errs.Forbidden, "%s decides this: one person approves a decision. Ask for it, or name another approver first.", who)
	}
	d.DecidedBy = d.Approver
	return nil
}

// succeed moves a decision on when another takes its place, and back when it
// does not after all.
func (d *Decision) succeed(ctx context.Context, tx *op.Tx, was *Decision) error {
	before := id.Ref("")
	if was != nil {
		before = was.SupersededBy
	}
	if d.SupersededBy == before {
		return nil
	}
	meaning := isSuperseded
	if d.SupersededBy == "" {
		if d.Category != record.Closed || d.Outcome == "" {
			return nil
		}
		meaning = isDecided
	} else if err := d.ring(ctx, tx); err != nil {
		return err
	}
	s, err := tx.Meant(ctx, d, meaning)
	if err != nil {
		return err
	}
	d.State, d.Category = s.Name, s.Category
	return nil
}

// ring refuses a decision that would come to supersede itself.
func (d *Decision) ring(ctx context.Context, tx *op.Tx) error {
	const far = 100
	next := string(d.SupersededBy)
	for range far {
		if next == d.ID {
			return errs.Fieldf("supersededBy", "leads back to this decision, which cannot take its own place")
		}
		found, err := store.All[id.Ref](ctx, tx.R, "select superseded_by from decision where workspace_id = ? and id = ? and superseded_by is not null", tx.Workspace, next)
		if err != nil || len(found) == 0 {
			return err
		}
		next = string(found[0])
	}
	return nil
}

// news tells who drives, who is to decide, who has a voice, and, once it is
// decided, who is to be informed.
func news(ctx context.Context, at record.At, _ *right.Access, row *ledger.Row) ([]op.Told, bool, error) {
	out := watch.Tell(watch.Decide, op.Became[string](row, "approver"))
	out = append(out, watch.Tell(watch.Assigned, op.Became[string](row, "driver"))...)
	out = append(out, watch.Tell(watch.Heard, added(row, "contributors")...)...)
	if op.Became[string](row, "category") == string(record.Done) {
		told, err := store.All[informed](ctx, at.R, "select informed from decision where workspace_id = ? and id = ?", at.Workspace, row.Entity)
		if err != nil {
			return nil, false, err
		}
		for _, d := range told {
			out = append(out, watch.Tell(watch.Informed, d.Informed...)...)
		}
	}
	return out, true, nil
}

type informed struct {
	Informed []string `db:"informed"`
}

// added are the members that a row adds to a list.
func added(row *ledger.Row, field string) []string {
	was := op.Was[[]string](row, field)
	return slices.DeleteFunc(op.Became[[]string](row, field), func(m string) bool { return slices.Contains(was, m) })
}
