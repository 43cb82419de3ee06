// Package release holds what goes out together: releases with the day they
// are promised for, what ships in them, and their notes.
//
// Words it owns: release, promised day, go (to release), release notes.
package release

import (
	"context"

	"throughline/internal/area/backlog"
	"throughline/internal/area/roadmap"
	"throughline/internal/core/kind"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// Release is what goes out together.
type Release struct {
	record.Record
	DueOn      clock.Day `db:"due_on" json:"dueOn" by:"release.date" v:"day" doc:"The day it is promised for."`
	ReleasedOn clock.Day `db:"released_on" json:"releasedOn" v:"day" doc:"The day it went out."`
	Notes      string    `db:"notes" json:"notes" by:"release.content" v:"max=200000" doc:"What is new, for those who use it, in Markdown."`
}

// States that rules speak of, by what they mean.
const (
	isReleased = "released"
	isDropped  = "dropped"
)

var states = record.States("planned", "todo", "in progress", "doing", isReleased, "done", isDropped, "closed")

// Register adds releases and what may ship in them.
func Register(r *op.Registry) {
	kind.Add[Release](r, op.Kind{
		Name: "release", Define: "release.date", Home: op.InProduct, Workflow: states, Move: moves, Decide: decides,
		Doc: "What goes out together.",
	})
	r.AllowLink(op.LinkRule{Type: link.ShipsIn, From: []string{"feature"}, To: []string{"release"}, Decision: "roadmap.place", Thread: true, Decide: content})
	r.AllowLink(op.LinkRule{Type: link.ShipsIn, From: backlog.Kinds, To: []string{"release"}, Decision: "release.content", Thread: true, Decide: content})
	op.Do(r, "release.release", goOut, op.Says("Give the go: the release is out, and with it the features in it that are in progress."), op.Takes("release.content"))
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
