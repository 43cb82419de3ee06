// Package comment is what people say about records: comments in Markdown with
// mentions, replies and reactions.
//
// Words it owns: comment, reply, reaction.
package comment

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/page"
	"throughline/internal/kit/text"
)

// Comment is one remark on a record.
type Comment struct {
	record.Part
	Body     string        `db:"body" json:"body" v:"required,max=50000" doc:"Markdown."`
	ReplyTo  id.Ref        `db:"reply_to" json:"replyTo" ref:"comment" doc:"The comment it answers."`
	Mentions []string      `db:"mentions" json:"mentions" ref:"member" doc:"Members it calls."`
	EditedAt clock.Instant `db:"edited_at" json:"editedAt" doc:"When its text was last changed; null if never."`
	Source   string        `db:"source" json:"source" ref:"-" doc:"What it is called in the tool it was imported from."`
}

// Reaction is one member's sign under a comment.
type Reaction struct {
	record.Part
	Comment string `db:"comment_id" json:"comment" ref:"comment"`
	Sign    string `db:"sign" json:"sign" v:"required,max=16" doc:"An emoji."`
}

// CreateIn is a new comment.
type CreateIn struct {
	ID      string `json:"id" ref:"-" doc:"Made by the caller, or left out."`
	Record  string `json:"record" in:"path" ref:"record" v:"required" doc:"Id or key of the record."`
	Body    string `json:"body" v:"required,max=50000" doc:"Markdown; @name calls a member."`
	ReplyTo string `json:"replyTo" ref:"comment" doc:"The comment it answers."`
}

// EditIn is a comment's new text.
type EditIn struct {
	ID   string `json:"id" in:"path" v:"required"`
	Body string `json:"body" v:"required,max=50000"`
}

// Ref names a comment.
type Ref struct {
	ID string `json:"id" in:"path" v:"required"`
}

// ReactIn is a sign to set or take away.
type ReactIn struct {
	ID   string `json:"id" in:"path" v:"required"`
	Sign string `json:"sign" v:"required,max=16"`
	Off  bool   `json:"off" doc:"Take the sign away."`
}

// ListIn asks for a record's comments.
type ListIn struct {
	Record string `json:"record" in:"path" ref:"record" v:"required" doc:"Id or key of the record."`
	Limit  int    `json:"limit" in:"query"`
	Cursor string `json:"cursor" in:"query"`
}

// Register adds comments and reactions.
func Register(r *op.Registry) {
	op.AddPart[Comment](r, "comment")
	op.AddPart[Reaction](r, "reaction")
	say := []op.Option{op.Needs(op.Remark), op.Scoped("comment")}
	with := func(s string, more ...op.Option) []op.Option {
		return append(append(slices.Clone(say), op.Says(s)), more...)
	}
	op.Do(r, "comment.create", create, with("Comment on a record.", op.At("POST", "/api/v1/records/{record}/comments"))...)
	op.Do(r, "comment.update", edit, with("Change the text of your own comment.")...)
	op.Do(r, "comment.delete", remove, with("Take a comment away: your own, or any as an admin.")...)
	op.Do(r, "comment.react", react, with("Set or take away a sign under a comment.")...)
	op.Ask(r, "comment.list", list, op.Says("List the comments of a record, oldest first."), op.At("GET", "/api/v1/records/{record}/comments"))
	op.Ask(r, "comment.reactions", reactions, op.Says("List the signs under the comments of a record."), op.At("GET", "/api/v1/records/{record}/reactions"))
}

func create(ctx context.Context, tx *op.Tx, in CreateIn) (*Comment, error) {
	row, err := tx.Base(ctx, in.Record)
	if err != nil {
		return nil, err
	}
	if in.ReplyTo != "" {
		to, err := op.Find[Comment](ctx, &tx.View, in.ReplyTo)
		if err != nil || string(to.Record) != row.ID {
			return nil, errs.Fieldf("replyTo", "names no comment of %s", row.Key)
		}
	}
	c := &Comment{Body: in.Body, ReplyTo: id.Ref(in.ReplyTo)}
	c.ID, c.Product, c.Record = in.ID, row.Product, id.Ref(row.ID)
	c.Mentions = called(ctx, &tx.View, in.Body)
	return c, tx.Insert(ctx, c)
}

// called gives the members that a text mentions, and who may see it.
func called(ctx context.Context, v *op.View, body string) []string {
	var out []string
	for _, name := range text.Mentions(body) {
		if m, err := v.Person(ctx, strings.TrimPrefix(name, "member:")); err == nil && !slices.Contains(out, m) {
			if _, ok := v.Access.Member(m); ok {
				out = append(out, m)
			}
		}
	}
	return out
}

// own finds a comment that the actor may change.
func own(ctx context.Context, tx *op.Tx, ref string, adminToo bool) (*Comment, error) {
	c, err := op.Find[Comment](ctx, &tx.View, ref)
	if err != nil {
		return nil, err
	}
	if string(c.CreatedBy) != tx.Actor.Member && !(adminToo && tx.Actor.Admin()) {
		return nil, errs.New(errs.Forbidden, "Only whoever wrote a comment may change it.")
	}
	return c, nil
}

func edit(ctx context.Context, tx *op.Tx, in EditIn) (*Comment, error) {
	before, err := own(ctx, tx, in.ID, false)
	if err != nil {
		return nil, err
	}
	after := *before
	if after.Body != in.Body {
		after.Body, after.EditedAt = in.Body, tx.Now
		after.Mentions = called(ctx, &tx.View, in.Body)
	}
	return &after, tx.Update(ctx, before, &after)
}

func remove(ctx context.Context, tx *op.Tx, in Ref) (*Comment, error) {
	c, err := own(ctx, tx, in.ID, true)
	if err != nil {
		return nil, err
	}
	signs, err := record.Where[Reaction](ctx, tx.At, "d.comment_id = ?", c.ID)
	if err != nil {
		return nil, err
	}
	for i := range signs {
		if err := tx.Delete(ctx, &signs[i]); err != nil {
			return nil, err
		}
	}
	return c, tx.Delete(ctx, c)
}

func react(ctx context.Context, tx *op.Tx, in ReactIn) (*Reaction, error) {
	c, err := op.Find[Comment](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if strings.ContainsAny(in.Sign, "<>&\"") {
		return nil, errs.Fieldf("sign", "must be an emoji")
	}
	there, err := record.Where[Reaction](ctx, tx.At, "d.comment_id = ? and d.sign = ? and d.created_by = ?", c.ID, in.Sign, tx.Actor.Member)
	if err != nil {
		return nil, err
	}
	switch {
	case in.Off && len(there) > 0:
		return &there[0], tx.Delete(ctx, &there[0])
	case len(there) > 0:
		return &there[0], nil
	case in.Off:
		return nil, errs.New(errs.NotFound, "You have not set that sign here.")
	}
	r := &Reaction{Comment: c.ID, Sign: in.Sign}
	r.Product, r.Record = c.Product, c.Record
	return r, tx.Insert(ctx, r)
}

func list(ctx context.Context, v *op.View, in ListIn) (page.Page[Comment], error) {
	var none page.Page[Comment]
	row, err := v.Base(ctx, in.Record)
	if err != nil {
		return none, err
	}
	limit, err := page.Limit(in.Limit)
	if err != nil {
		return none, err
	}
	where, args := "d.record_id = ?", []any{row.ID}
	mark := page.MarkOf("comments", row.ID)
	if in.Cursor != "" {
		c, err := page.Resume(in.Cursor, mark, page.Int(0))
		if err != nil {
			return none, err
		}
		where, args = where+" and (d.created_at, d.id) > (?, ?)", append(args, c.Values[0].Any(), c.ID)
	}
	rows, err := record.Where[Comment](ctx, v.At, where+" order by d.created_at, d.id limit ?", append(args, limit+1)...)
	if err != nil {
		return none, err
	}
	return page.Cut(rows, limit, func(c Comment) page.Cursor {
		return page.Cursor{Of: mark, Values: []page.Value{page.Int(int64(c.CreatedAt))}, ID: c.ID}
	}), nil
}

func reactions(ctx context.Context, v *op.View, in ListIn) ([]Reaction, error) {
	row, err := v.Base(ctx, in.Record)
	if err != nil {
		return nil, err
	}
	return record.Where[Reaction](ctx, v.At, "d.record_id = ? order by d.id limit 1000", row.ID)
}
