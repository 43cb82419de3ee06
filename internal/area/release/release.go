// Package release holds what goes out together: releases with the day they
// are promised for, what ships in them, their money, the go or no-go, and their
// notes for each audience, with the changelog that outsiders read.
//
// Words it owns: release, promised day, go and no-go (to release), readiness,
// check (of a release), hot-fix, release notes, audience, changelog.
package release

import (
	"context"

	"throughline/internal/area/backlog"
	"throughline/internal/area/product"
	"throughline/internal/area/roadmap"
	"throughline/internal/core/kind"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Release is what goes out together.
type Release struct {
	record.Record
	StartOn    clock.Day `db:"start_on" json:"startOn" by:"release.date" v:"day" doc:"The day on which work on it begins."`
	DueOn      clock.Day `db:"due_on" json:"dueOn" by:"release.date" v:"day" doc:"The day it is promised for."`
	ReleasedOn clock.Day `db:"released_on" json:"releasedOn" v:"day" doc:"The day it went out."`
	Budget     *int64    `db:"budget" json:"budget" by:"budget.set" v:"min=0" doc:"What it may cost, in minor units of the currency."`
	Spent      *int64    `db:"spent" json:"spent" by:"cost.record" v:"min=0" doc:"What it has cost so far, in minor units of the currency."`
	Currency   string    `db:"currency" json:"currency" by:"budget.set" v:"max=3" doc:"Of budget and cost, as ISO 4217 says it; the product's when left out."`
	Mends      id.Ref    `db:"mends_id" json:"mends" ref:"release" doc:"Of a hot-fix: the release that it mends."`

	Notes         string `db:"notes" json:"notes" by:"release.content" v:"max=200000" label:"Notes for customers" doc:"What is new, for those who use it, in Markdown; the changelog shows it."`
	NotesInternal string `db:"notes_internal" json:"notesInternal" by:"release.content" v:"max=200000" label:"Notes for the team" doc:"What is new, for those who made it, in Markdown."`
	NotesSales    string `db:"notes_sales" json:"notesSales" by:"release.content" v:"max=200000" label:"Notes for sales" doc:"What is new, for those who sell it, in Markdown."`
	NotesSupport  string `db:"notes_support" json:"notesSupport" by:"release.content" v:"max=200000" label:"Notes for support" doc:"What is new, for those who help with it, in Markdown."`

	Ruling       string        `db:"ruling" json:"ruling" v:"enum=go|no-go" label:"Go or no-go" doc:"What was decided last."`
	RuledAt      clock.Instant `db:"ruled_at" json:"ruledAt" label:"Decided" doc:"When it was decided."`
	RuledBy      id.Ref        `db:"ruled_by" json:"ruledBy" ref:"member" label:"Decided by" doc:"Who decided it."`
	RulingReason string        `db:"ruling_reason" json:"rulingReason" v:"max=5000" label:"Reason" doc:"Why it was decided so."`
	Despite      string        `db:"despite" json:"despite" v:"max=5000" label:"Went out despite" doc:"Why it went out with what held it."`
	HeldBy       []string      `db:"held_by" json:"heldBy" label:"Was held by" doc:"Keys of the records that held it when it went out."`
}

// States that rules speak of, by what they mean.
const (
	isDoing    = "in progress"
	isReleased = "released"
	isDropped  = "dropped"
)

var states = record.States("planned", "todo", isDoing, "doing", isReleased, "done", isDropped, "closed")

// Register adds releases and what may ship in them.
func Register(r *op.Registry) {
	kind.Add[Release](r, op.Kind{
		Name: "release", Define: "release.date", Home: op.InProduct, Workflow: states, Move: moves, Decide: decides, Settle: settle,
		Doc: "What goes out together.",
	})
	r.AllowLink(op.LinkRule{Type: link.ShipsIn, From: []string{"feature"}, To: []string{"release"}, Decision: "roadmap.place", Thread: true, Decide: content})
	r.AllowLink(op.LinkRule{Type: link.ShipsIn, From: backlog.Kinds, To: []string{"release"}, Decision: "release.content", Thread: true, Decide: content})
	op.Do(r, "release.release", goOut, op.Says("Give the go: the release is out, and with it the features in it that are in progress."), op.Takes("release.content"))
	op.Do(r, "release.hold", hold, op.Says("Say no-go, with the reason; the release stays where it is."), op.Takes("release.content"))
	op.Do(r, "release.fix", fix, op.Says("Make a hot-fix: a release with nothing but fixes to one that is out."), op.Takes("release.content"))
	op.Ask(r, "release.readiness", readinessOf, op.Says("Check whether a release can go out, and name what is in the way."))
	op.Ask(r, "release.draft", draft, op.Says("Draft the notes of a release for one audience, from what was accepted."))
	registerChangelog(r)
}

// settle has its money counted in what the product's is, where nobody said.
func settle(ctx context.Context, tx *op.Tx, _, after record.Entity) (err error) {
	r := after.(*Release)
	if (r.Budget != nil || r.Spent != nil) && r.Currency == "" {
		r.Currency, err = product.Currency(ctx, &tx.View, string(r.Product))
	}
	return err
}

// Check holds for every stored release.
func (r *Release) Check(list *errs.List) {
	if (r.Budget != nil || r.Spent != nil) && r.Currency == "" {
		list.Add("currency", "is required where there is money: three capitals, like EUR")
	}
	if r.Currency != "" && !isCurrency(r.Currency) {
		list.Add("currency", "must be three capitals, like EUR")
	}
	if r.StartOn != "" && r.DueOn != "" && r.DueOn < r.StartOn {
		list.Add("dueOn", "must not lie before the start, %s", r.StartOn)
	}
}

func isCurrency(s string) bool {
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return len(s) == 3
}

// decides asks both jobs about the day of a release that is in progress.
func decides(field string, before, _ record.Entity) string {
	if field == "dueOn" && before != nil && before.Base().Category == record.Doing {
		return "scope.change"
	}
	return ""
}

// moves says who moves a release by hand.
func moves(from, to record.State) (string, error) {
	switch {
	case to.Meaning == isReleased:
		return "", errs.New(errs.Invalid, "A release becomes %q by the go (release.release).", to.Name)
	case to.Meaning == isDropped && from.Category == record.Doing:
		return "scope.change", nil
	case to.Meaning == isDropped || from.Meaning == isDropped:
		return "release.date", nil
	default:
		return "release.content", nil
	}
}

// content asks both jobs about what is committed: what goes into, or comes out
// of, a release that is in progress, or a feature that is.
func content(ctx context.Context, v *op.View, from, to *record.Row) (string, error) {
	e, _, err := v.Any(ctx, to.ID)
	if err != nil {
		return "", err
	}
	if e.Base().Category == record.Doing {
		return "scope.change", nil
	}
	if from.Kind != "feature" {
		return "", nil
	}
	is, err := roadmap.Committed(ctx, v, from.ID)
	if err != nil || !is {
		return "", err
	}
	return "scope.change", nil
}
