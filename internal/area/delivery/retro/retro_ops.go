package retro

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/area/backlog"
	"throughline/internal/core/kind"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// OpenIn opens a retrospective.
type OpenIn struct {
	ID      string   `json:"id" ref:"-" doc:"Made by the caller, so that a repeated request opens nothing twice; or left out."`
	Sprint  string   `json:"sprint" ref:"sprint" v:"required" doc:"Id or key of the sprint."`
	Columns []Column `json:"columns" v:"max=8" doc:"Left out: went well, went badly, try next."`
	Votes   int64    `json:"votes" v:"min=0,max=20" doc:"How many dots each person has; 5 when left out."`
}

// PhaseIn leads on.
type PhaseIn struct {
	ID    string `json:"id" in:"path" v:"required" doc:"Id of the retrospective."`
	Phase string `json:"phase" v:"required,enum=writing|grouping|voting|acting|over"`
}

// NoteIn is a note that everybody sees at once.
type NoteIn struct {
	ID     string `json:"id" in:"path" v:"required" doc:"Id of the retrospective."`
	Note   string `json:"note" ref:"-" doc:"Id of the new note, made by the caller; or left out."`
	Column string `json:"column" ref:"-" v:"required"`
	Body   string `json:"body" v:"required,max=1000"`
}

// GroupIn puts a note somewhere else.
type GroupIn struct {
	ID     string `json:"id" in:"path" v:"required" doc:"Id of the retrospective."`
	Note   string `json:"note" ref:"-" v:"required" doc:"Id of the note; what is grouped under it comes along."`
	With   string `json:"with" ref:"-" doc:"Id of the note that it is put to; left out, it stands by itself."`
	Column string `json:"column" ref:"-" doc:"The column it comes into; that of the note it is put to, if it is."`
}

// VoteIn sets one's dots.
type VoteIn struct {
	ID   string `json:"id" in:"path" v:"required" doc:"Id of the retrospective."`
	Note string `json:"note" ref:"-" v:"required" doc:"Id of the note at the head of its group."`
	Dots int64  `json:"dots" v:"min=0,max=20" doc:"How many of one's dots it has; 0 takes them away."`
}

// ActIn decides on an action.
type ActIn struct {
	ID    string `json:"id" in:"path" v:"required" doc:"Id of the retrospective."`
	Title string `json:"title" v:"required,max=500" doc:"What is to be done."`
	Note  string `json:"note" ref:"-" doc:"Id of the note that it comes from."`
	Owner string `json:"owner" ref:"member" doc:"Who sees to it."`
	Task  string `json:"task" ref:"-" doc:"Id of the new task, made by the caller; or left out."`
}

func open(ctx context.Context, tx *op.Tx, in OpenIn) (*Retro, error) {
	s, err := tx.Base(ctx, in.Sprint)
	if err != nil {
		return nil, err
	}
	if s.Kind != "sprint" {
		return nil, errs.Fieldf("sprint", "%s is a %s, not a sprint", s.Key, s.Kind)
	}
	there, err := of(ctx, &tx.View, s.ID)
	if err != nil || there != nil {
		return there, err
	}
	r := &Retro{Columns: slices.Clone(in.Columns), Phase: Writing, Votes: in.Votes}
	if len(r.Columns) == 0 {
		r.Columns = slices.Clone(usual)
	}
	if r.Votes == 0 {
		r.Votes = usualVotes
	}
	r.ID, r.Product, r.Record = in.ID, s.Product, id.Ref(s.ID)
	return r, tx.Insert(ctx, r)
}

// of gives the retrospective of a sprint, nil when there is none.
func of(ctx context.Context, v *op.View, sprint string) (*Retro, error) {
	found, err := record.Where[Retro](ctx, v.At, "d.record_id = ?", sprint)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// setPhase leads on. What was revealed is never private again.
func setPhase(ctx context.Context, tx *op.Tx, in PhaseIn) (*Retro, error) {
	before, err := op.Find[Retro](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	after.Phase = in.Phase
	switch {
	case in.Phase == before.Phase:
		return &after, nil
	case in.Phase == Writing:
		return nil, errs.New(errs.Conflict, "The notes are revealed; what everybody has read does not become private again.")
	case before.Phase == Writing:
		if err := reveal(ctx, tx, before); err != nil {
			return nil, err
		}
	}
	after.ClosedAt = 0
	if in.Phase == Over {
		after.ClosedAt = tx.Moment()
	}
	return &after, tx.Update(ctx, before, &after)
}

// addNote adds a note that came to mind after the reveal. It is the caller's
// own word and takes no decision.
func addNote(ctx context.Context, tx *op.Tx, in NoteIn) (*RetroNote, error) {
	r, err := revealed(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	if !r.has(in.Column) {
		return nil, errs.Fieldf("column", "is none of this retrospective's columns")
	}
	defer tx.Covered()()
	n := &RetroNote{Retro: r.ID, Column: in.Column, Body: strings.TrimSpace(in.Body)}
	n.ID, n.Product, n.Record = in.Note, r.Product, r.Record
	return n, tx.Insert(ctx, n)
}

// revealed gives a retrospective whose notes are revealed and that is not over.
func revealed(ctx context.Context, tx *op.Tx, ref string) (*Retro, error) {
	r, err := op.Find[Retro](ctx, &tx.View, ref)
	switch {
	case err != nil:
		return nil, err
	case r.Phase == Writing:
		return nil, errs.New(errs.Conflict, "Everybody is still writing; reveal the notes first (retro.phase).")
	case r.Phase == Over:
		return nil, errs.New(errs.Conflict, "This retrospective is over.")
	}
	return r, nil
}

// noteOf gives a note of a retrospective.
func noteOf(ctx context.Context, tx *op.Tx, r *Retro, field, ref string) (*RetroNote, error) {
	n, err := op.Find[RetroNote](ctx, &tx.View, ref)
	if errs.Is(err, errs.NotFound) || err == nil && n.Retro != r.ID {
		return nil, errs.Fieldf(field, "is no note of this retrospective")
	}
	return n, err
}

func group(ctx context.Context, tx *op.Tx, in GroupIn) (*RetroNote, error) {
	r, err := revealed(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	n, err := noteOf(ctx, tx, r, "note", in.Note)
	if err != nil {
		return nil, err
	}
	after := *n
	after.With = ""
	if in.Column != "" {
		after.Column = in.Column
	}
	if in.With != "" {
		head, err := noteOf(ctx, tx, r, "with", in.With)
		if err != nil {
			return nil, err
		}
		if head.ID == n.ID {
			return nil, errs.Fieldf("with", "is the note itself")
		}
		after.With, after.Column = id.Ref(head.ID), head.Column
		if head.With != "" && string(head.With) != n.ID { // groups have one head
			after.With = head.With
		}
	}
	if !r.has(after.Column) {
		return nil, errs.Fieldf("column", "is none of this retrospective's columns")
	}
	if err := follow(ctx, tx, n, &after); err != nil {
		return nil, err
	}
	return &after, tx.Update(ctx, n, &after)
}

// follow takes along what is grouped under a note that moves.
func follow(ctx context.Context, tx *op.Tx, n, to *RetroNote) error {
	under, err := record.Where[RetroNote](ctx, tx.At, "d.retro_id = ? and d.with_id = ? order by d.id", n.Retro, n.ID)
	if err != nil {
		return err
	}
	for i := range under {
		after := under[i]
		after.Column = to.Column
		switch {
		case to.With == id.Ref(after.ID): // the note is put to one of its own: that becomes the head
			after.With = ""
		case to.With != "":
			after.With = to.With
		}
		if err := tx.Update(ctx, &under[i], &after); err != nil {
			return err
		}
	}
	return nil
}

// vote sets the caller's dots on a note, within what each person has.
func vote(ctx context.Context, tx *op.Tx, in VoteIn) (*RetroVote, error) {
	r, err := op.Find[Retro](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if r.Phase != Voting {
		return nil, errs.New(errs.Conflict, "Dots are set while the retrospective is voting; it is %s.", r.Phase)
	}
	n, err := noteOf(ctx, tx, r, "note", in.Note)
	if err != nil {
		return nil, err
	}
	if n.With != "" {
		return nil, errs.Fieldf("note", "stands in a group; set the dots on the note at its head")
	}
	mine, err := record.Where[RetroVote](ctx, tx.At, "d.retro_id = ? and d.member_id = ?", r.ID, tx.Actor.Member)
	if err != nil {
		return nil, err
	}
	used, at := in.Dots, -1
	for i := range mine {
		if mine[i].Note == n.ID {
			at = i
		} else {
			used += mine[i].Dots
		}
	}
	if used > r.Votes {
		return nil, errs.New(errs.Conflict, "You have %d dots, and %d of them stand elsewhere.", r.Votes, used-in.Dots)
	}
	defer tx.Covered()()
	x := &RetroVote{Retro: r.ID, Note: n.ID, Member: tx.Actor.Member, Dots: in.Dots}
	x.Product, x.Record = r.Product, r.Record
	switch {
	case at < 0 && in.Dots == 0:
		return x, nil
	case at < 0:
		return x, tx.Insert(ctx, x)
	case in.Dots == 0:
		return x, tx.Delete(ctx, &mine[at])
	}
	x.Part = mine[at].Part
	return x, tx.Update(ctx, &mine[at], x)
}

// act makes a task of what was decided on. What a team does about its own way
// of working is the team's to decide, so it takes the decision of work.
func act(ctx context.Context, tx *op.Tx, in ActIn) (*RetroAction, error) {
	r, err := revealed(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	s, err := tx.Base(ctx, string(r.Record))
	if err != nil {
		return nil, err
	}
	task := &backlog.Item{}
	task.ID, task.Kind, task.Product, task.Title = in.Task, "task", r.Product, strings.TrimSpace(in.Title)
	a := &RetroAction{Retro: r.ID}
	if in.Note != "" {
		n, err := noteOf(ctx, tx, r, "note", in.Note)
		if err != nil {
			return nil, err
		}
		task.Body, a.Note = "> "+strings.ReplaceAll(n.Body, "\n", "\n> "), id.Ref(n.ID)
	}
	if in.Owner != "" {
		m, err := tx.Person(ctx, in.Owner)
		if err != nil {
			return nil, errs.Fieldf("owner", "%s", errs.Public(err).Msg)
		}
		if _, known := tx.Access.Member(m); !known {
			return nil, errs.Fieldf("owner", "names nobody who can sign in here")
		}
		task.Owner = id.Ref(m)
	}
	k, _ := tx.Engine.Reg.Kind("task")
	if task.Rank, err = kind.Last(ctx, tx, k, r.Product); err != nil {
		return nil, err
	}
	if err := tx.Insert(ctx, task); err != nil {
		return nil, err
	}
	if _, err := link.Make(ctx, tx, link.CreateIn{Type: "relates", From: task.ID, To: s.ID}); err != nil {
		return nil, err
	}
	a.Product, a.Record, a.Item = r.Product, r.Record, task.ID
	return a, tx.Insert(ctx, a)
}
