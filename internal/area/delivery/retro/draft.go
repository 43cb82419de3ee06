package retro

import (
	"context"
	"strings"
	"unicode/utf8"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// Draft is a note before it is revealed: its writer's alone. Drafts lie in a
// plain table and in no ledger, for the ledger is what live updates, history,
// exports and searches read.
type Draft struct {
	ID     string        `db:"id" json:"id" ref:"-"`
	Member string        `db:"member_id" json:"-"`
	Column string        `db:"col" json:"column" ref:"-"`
	Body   string        `db:"body" json:"body"`
	At     clock.Instant `db:"at" json:"at"`
}

// draftLimit bounds how many drafts one person has in one retrospective.
const draftLimit = 100

// WriteIn is a draft.
type WriteIn struct {
	ID     string `json:"id" in:"path" v:"required" doc:"Id of the retrospective."`
	Draft  string `json:"draft" ref:"-" doc:"Id of the draft, made by the caller; left out, it is a new one."`
	Column string `json:"column" ref:"-" doc:"The column it stands in."`
	Body   string `json:"body" v:"max=1000" doc:"Empty takes the draft away."`
}

const draftColumns = "select id, member_id, col, body, at from retro_draft where workspace_id = ? and retro_id = ?"

// write keeps a draft of the caller's. Whoever may see the sprint may write;
// nobody else is told.
func write(ctx context.Context, p *op.Plain, in WriteIn) (*Draft, error) {
	d := &Draft{ID: in.Draft, Member: p.Actor.Member, Column: in.Column, Body: strings.TrimSpace(in.Body), At: p.Now}
	err := p.Change(ctx, p.Workspace, p.Actor, func(tx *op.Tx, raw *store.Tx) error {
		r, err := op.Find[Retro](ctx, &tx.View, in.ID)
		if err != nil {
			return err
		}
		if err := r.takes(d); err != nil {
			return err
		}
		if d.ID == "" {
			d.ID = p.Engine.NewID(p.Now)
		}
		return keep(ctx, raw, p.Workspace, r, d)
	})
	return d, err
}

// takes says whether a draft fits a retrospective now.
func (r *Retro) takes(d *Draft) error {
	switch {
	case r.Phase != Writing:
		return errs.New(errs.Conflict, "The notes of this retrospective are revealed; add a note that everybody sees (retro.note).")
	case d.ID != "" && !id.Valid(d.ID):
		return errs.Fieldf("draft", "must be 26 characters of Crockford's base 32 in lower case, or left out")
	case d.Body != "" && !r.has(d.Column):
		return errs.Fieldf("column", "is none of this retrospective's columns")
	case d.Body == "" && d.ID == "":
		return errs.Fieldf("body", "is required")
	case utf8.RuneCountInString(d.Body) > 1000:
		return errs.Fieldf("body", "must have at most 1000 characters")
	}
	return nil
}

func keep(ctx context.Context, raw *store.Tx, workspace string, r *Retro, d *Draft) error {
	there, err := store.All[Draft](ctx, &raw.Reader, "select id, member_id, col, body, at from retro_draft where workspace_id = ? and id = ?", workspace, d.ID)
	if err != nil {
		return err
	}
	if len(there) > 0 && there[0].Member != d.Member {
		return record.Missing(d.ID)
	}
	switch {
	case len(there) > 0 && d.Body == "":
		_, err = raw.Exec(ctx, "delete from retro_draft where workspace_id = ? and id = ? and member_id = ?", workspace, d.ID, d.Member)
	case len(there) > 0:
		_, err = raw.Exec(ctx, "update retro_draft set col = ?, body = ? where workspace_id = ? and id = ? and member_id = ?", d.Column, d.Body, workspace, d.ID, d.Member)
	case d.Body == "":
		return record.Missing(d.ID)
	default:
		n, cerr := store.One[int64](ctx, &raw.Reader, "select count(*) from retro_draft where workspace_id = ? and retro_id = ? and member_id = ?", workspace, r.ID, d.Member)
		if cerr != nil {
			return cerr
		}
		if n >= draftLimit {
			return errs.New(errs.Invalid, "You have written %d notes; that is the most one can have.", n)
		}
		_, err = raw.Exec(ctx, "insert into retro_draft (workspace_id, id, retro_id, member_id, col, body, at) values (?, ?, ?, ?, ?, ?, ?)", workspace, d.ID, r.ID, d.Member, d.Column, d.Body, int64(d.At))
	}
	return err
}

// drafts gives the drafts of one person.
func drafts(ctx context.Context, v *op.View, retro, member string) ([]Draft, error) {
	out, err := store.All[Draft](ctx, v.R, draftColumns+" and member_id = ? order by at, id limit ?", v.Workspace, retro, member, draftLimit)
	if out == nil {
		out = []Draft{}
	}
	return out, err
}

// reveal makes notes of all drafts, each in its writer's name. The drafts stay
// where they are: nobody reads them any more, and a reveal that is undone at
// once has lost nothing.
func reveal(ctx context.Context, tx *op.Tx, r *Retro) error {
	all, err := store.All[Draft](ctx, tx.R, draftColumns+" and not exists (select 1 from retro_note n where n.workspace_id = retro_draft.workspace_id and n.id = retro_draft.id) order by at, id", tx.Workspace, r.ID)
	if err != nil {
		return err
	}
	for _, d := range all {
		n := &RetroNote{Retro: r.ID, Column: d.Column, Body: d.Body}
		n.ID, n.Product, n.Record = d.ID, r.Product, r.Record
		n.CreatedAt, n.CreatedBy = d.At, id.Ref(d.Member)
		if err := tx.Insert(ctx, n); err != nil {
			return err
		}
	}
	return nil
}
