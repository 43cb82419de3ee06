// Package design holds what is said about a place of a picture: pins on
// pictures that are attached to a record. What is said is a comment like any
// other, with replies, mentions and notices; the pin says where, and whether it
// is settled.
//
// Words it owns: pin, resolved (of a pin).
package design

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/core/attach"
	"throughline/internal/core/comment"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Pin is a place of a picture about which something is said.
type Pin struct {
	record.Part
	Attachment string        `db:"attachment_id" json:"attachment" ref:"attachment" v:"required"`
	Comment    string        `db:"comment_id" json:"comment" ref:"comment" v:"required" doc:"What is said; replies to it are the pin's thread."`
	X          float64       `db:"x" json:"x" v:"min=0,max=1" doc:"From the left edge, as a share of the width."`
	Y          float64       `db:"y" json:"y" v:"min=0,max=1" doc:"From the upper edge, as a share of the height."`
	ResolvedAt clock.Instant `db:"resolved_at" json:"resolvedAt" doc:"Null while it is open."`
	ResolvedBy id.Ref        `db:"resolved_by" json:"resolvedBy" ref:"member"`
}

// PinIn is a new pin with what is said at it.
type PinIn struct {
	ID         string  `json:"id" ref:"-" doc:"Made by the caller, or left out."`
	Attachment string  `json:"attachment" ref:"attachment" v:"required" doc:"Id of the picture."`
	X          float64 `json:"x" v:"min=0,max=1" doc:"From the left edge, as a share of the width."`
	Y          float64 `json:"y" v:"min=0,max=1" doc:"From the upper edge, as a share of the height."`
	Body       string  `json:"body" v:"required,max=50000" doc:"Markdown; @name calls a member."`
}

// MoveIn puts a pin elsewhere.
type MoveIn struct {
	ID string  `json:"id" in:"path" v:"required" doc:"Id of the pin."`
	X  float64 `json:"x" v:"min=0,max=1"`
	Y  float64 `json:"y" v:"min=0,max=1"`
}

// ResolveIn settles a pin.
type ResolveIn struct {
	ID  string `json:"id" in:"path" v:"required" doc:"Id of the pin."`
	Off bool   `json:"off" doc:"Open it again."`
}

// Ref names a pin.
type Ref struct {
	ID string `json:"id" in:"path" v:"required" doc:"Id of the pin."`
}

// ListIn asks for a record's pins.
type ListIn struct {
	Record string `json:"record" in:"path" ref:"record" v:"required" doc:"Id or key of the record."`
}

// Pinned is a pin with what is said at it.
type Pinned struct {
	Pin
	Thread []comment.Comment `json:"thread" doc:"What was said, the oldest first; at most 100."`
}

// Register adds pins.
func Register(r *op.Registry) {
	op.AddPart[Pin](r, "pin")
	with := func(says string, more ...op.Option) []op.Option {
		return append([]op.Option{op.Needs(op.Remark), op.Scoped("comment"), op.Says(says)}, more...)
	}
	op.Do(r, "pin.create", create, with("Say something about a place of an attached picture.")...)
	op.Do(r, "pin.move", move, with("Put your own pin elsewhere on its picture.")...)
	op.Do(r, "pin.resolve", resolve, with("Settle a pin, or open it again.")...)
	op.Do(r, "pin.delete", remove, with("Take a pin away with what was said at it: your own, or any as an admin.")...)
	op.Ask(r, "pin.list", list, op.Says("List the pins on a record's pictures, with their threads."), op.At("GET", "/api/v1/records/{record}/pins"))
}

func create(ctx context.Context, tx *op.Tx, in PinIn) (*Pin, error) {
	a, err := op.Find[attach.Attachment](ctx, &tx.View, in.Attachment)
	if err != nil {
		return nil, err
	}
	if !strings.HasPrefix(a.Type, "image/") {
		return nil, errs.Fieldf("attachment", "%s is not a picture", a.Name)
	}
	said, err := tx.Within(ctx, "comment.create", &comment.CreateIn{Record: string(a.Record), Body: in.Body})
	if err != nil {
		return nil, err
	}
	c, ok := said.(*comment.Comment)
	if !ok {
		return nil, errs.New(errs.Internal, "comment.create gave a %T", said)
	}
	p := &Pin{Attachment: a.ID, Comment: c.ID, X: in.X, Y: in.Y}
	p.ID, p.Product, p.Record = in.ID, a.Product, a.Record
	return p, tx.Insert(ctx, p)
}

// own finds a pin that the actor may change.
func own(ctx context.Context, tx *op.Tx, ref string, adminToo bool) (*Pin, error) {
	p, err := op.Find[Pin](ctx, &tx.View, ref)
	if err != nil {
		return nil, err
	}
	if string(p.CreatedBy) != tx.Actor.Member && !(adminToo && tx.Actor.Admin()) {
		return nil, errs.New(errs.Forbidden, "Only whoever set a pin may move it or take it away.")
	}
	return p, nil
}

func move(ctx context.Context, tx *op.Tx, in MoveIn) (*Pin, error) {
	before, err := own(ctx, tx, in.ID, false)
	if err != nil {
		return nil, err
	}
	after := *before
	after.X, after.Y = in.X, in.Y
	return &after, tx.Update(ctx, before, &after)
}

func resolve(ctx context.Context, tx *op.Tx, in ResolveIn) (*Pin, error) {
	before, err := op.Find[Pin](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	switch {
	case in.Off:
		after.ResolvedAt, after.ResolvedBy = 0, ""
	case before.ResolvedAt == 0:
		after.ResolvedAt, after.ResolvedBy = tx.Moment(), id.Ref(tx.Actor.Member)
	}
	return &after, tx.Update(ctx, before, &after)
}

// remove takes a pin away, and with it what its maker said there, unless others
// have answered: then the comment stays among the record's comments.
func remove(ctx context.Context, tx *op.Tx, in Ref) (*Pin, error) {
	p, err := own(ctx, tx, in.ID, true)
	if err != nil {
		return nil, err
	}
	if err := tx.Delete(ctx, p); err != nil {
		return nil, err
	}
	replies, err := record.Where[comment.Comment](ctx, tx.View.At, "d.record_id = ? and d.reply_to = ? limit 1", string(p.Record), p.Comment)
	if err != nil || len(replies) > 0 {
		return p, err
	}
	_, err = tx.Within(ctx, "comment.delete", &comment.Ref{ID: p.Comment})
	if errs.Is(err, errs.NotFound) {
		err = nil // it was taken away already
	}
	return p, err
}

func list(ctx context.Context, v *op.View, in ListIn) ([]Pinned, error) {
	row, err := v.Base(ctx, in.Record)
	if err != nil {
		return nil, err
	}
	pins, err := record.Where[Pin](ctx, v.At, "d.record_id = ? order by d.created_at, d.id limit 500", row.ID)
	if err != nil || len(pins) == 0 {
		return nil, err
	}
	said, err := record.Where[comment.Comment](ctx, v.At,
		"d.record_id = ? and (d.id in (select comment_id from pin where workspace_id = ? and record_id = ?) or d.reply_to in (select comment_id from pin where workspace_id = ? and record_id = ?)) order by d.created_at, d.id limit 2000",
		row.ID, v.Workspace, row.ID, v.Workspace, row.ID)
	if err != nil {
		return nil, err
	}
	out := make([]Pinned, 0, len(pins))
	for _, p := range pins {
		thread := slices.DeleteFunc(slices.Clone(said), func(c comment.Comment) bool { return c.ID != p.Comment && string(c.ReplyTo) != p.Comment })
		// What was said at the same instant comes after what it answers.
		slices.SortStableFunc(thread, func(a, b comment.Comment) int { return answers(a, p) - answers(b, p) })
		out = append(out, Pinned{p, thread[:min(len(thread), 100)]})
	}
	return out, nil
}

// answers is 0 for what a pin says itself, 1 for what was said to it.
func answers(c comment.Comment, p Pin) int {
	if c.ID == p.Comment {
		return 0
	}
	return 1
}
