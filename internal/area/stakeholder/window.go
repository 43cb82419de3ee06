package stakeholder

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"throughline/internal/area/portal"
	"throughline/internal/area/portal/cut"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/auth"
	"throughline/internal/platform/store"
)

// window is where people without a sign-in read what was written for them.
type window struct{ gate *portal.Gate }

// Linked is a briefing with its link.
type Linked struct {
	Briefing
	URL string `json:"url" doc:"The page, shown only now."`
}

func (w *window) makeLink(ctx context.Context, p *op.Plain, in BriefingRef) (*Linked, error) {
	plain, hash := auth.NewToken(auth.Share)
	var after Briefing
	err := p.Change(ctx, p.Workspace, p.Actor, func(tx *op.Tx, raw *store.Tx) error {
		before, err := one[Briefing](ctx, &tx.View, in.ID)
		if err != nil {
			return err
		}
		if before.State != isSent || before.Form != asLink {
			return errs.New(errs.Conflict, "A link is made for what was sent as a link.")
		}
		after = *before
		// Two links are told apart by when they were made.
		after.LinkedAt = max(p.Now, before.LinkedAt+1)
		if _, err := raw.Exec(ctx, "insert into briefing_secret (hash, workspace_id, briefing_id, linked_at) values (?, ?, ?, ?)", hash, p.Workspace, after.ID, int64(after.LinkedAt)); err != nil {
			return err
		}
		return tx.Update(ctx, before, &after)
	})
	if err != nil {
		return nil, err
	}
	return &Linked{after, strings.TrimSuffix(w.gate.BaseURL, "/") + "/told/" + plain}, nil
}

// PageIn is what a link ends in.
type PageIn struct {
	Token string `json:"token" in:"path" v:"required,max=100" ref:"briefing_link" doc:"What its link ends in."`
}

// foot is said under a page that is opened by a link: nobody is counted without
// being told.
const foot = "Whoever wrote this sees how often and when this page was opened, and not by whom."

func (w *window) page(ctx context.Context, p *op.Plain, in PageIn) (op.Stream, error) {
	b, err := find(ctx, p, in.Token)
	if err != nil {
		return nil, err
	}
	if b == nil {
		return portal.Nothing(p)
	}
	count(ctx, p, b)
	return portal.Letter(b.Title, b.Body, foot), nil
}

// find reads the briefing that a link leads to; nil when there is none.
func find(ctx context.Context, p *op.Plain, token string) (b *Briefing, err error) {
	if kind, err := auth.ParseToken(token); err != nil || kind != auth.Share {
		return nil, nil //nolint:nilerr,nilnil // such a link leads nowhere
	}
	type secret struct {
		Workspace string        `db:"workspace_id"`
		Briefing  string        `db:"briefing_id"`
		LinkedAt  clock.Instant `db:"linked_at"`
	}
	var found []secret
	err = p.DB.Read(ctx, "", func(r *store.Reader) (err error) {
		found, err = store.All[secret](ctx, r, "select workspace_id, briefing_id, linked_at from briefing_secret where hash = ?", auth.HashToken(token))
		return err
	})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	err = p.Engine.View(ctx, found[0].Workspace, cut.Everybody(), func(v *op.View) error {
		got, err := record.Find[Briefing](ctx, v.At, found[0].Briefing)
		if errs.Is(err, errs.NotFound) {
			return nil
		}
		if err == nil && got.State == isSent && got.LinkedAt == found[0].LinkedAt {
			b = got
			b.Workspace = found[0].Workspace
		}
		return err
	})
	return b, err
}

// count notes an opening; who opened is not noted, and that it could not be
// noted keeps nobody out.
func count(ctx context.Context, p *op.Plain, b *Briefing) {
	if p.Request != nil && p.Request.Method == http.MethodHead {
		return
	}
	day := clock.DayOf(p.Now, time.UTC)
	err := p.DB.Write(context.WithoutCancel(ctx), b.Workspace, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `insert into briefing_opening (workspace_id, briefing_id, day_on, count, last_at) values (?, ?, ?, 1, ?)
 on conflict (workspace_id, briefing_id, day_on) do update set count = briefing_opening.count + 1, last_at = excluded.last_at`, b.Workspace, b.ID, day, int64(p.Now))
		return err
	})
	if err != nil {
		p.Engine.Log.WarnContext(ctx, "an opening of a briefing was not counted", slog.String("briefing", b.ID), slog.Any("error", err))
	}
}
