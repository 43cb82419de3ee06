package portal

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"throughline/internal/area/people"
	"throughline/internal/area/portal/cut"
	"throughline/internal/area/portal/paper"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/auth"
	"throughline/internal/platform/store"
)

// LinkIn is what a link ends in.
type LinkIn struct {
	Token string `json:"token" in:"path" v:"required,max=100" ref:"share_link" doc:"What its link ends in."`
}

// EnterIn takes the form of a page that asks for a password.
type EnterIn struct {
	Token string `json:"token" in:"path" v:"required,max=100" ref:"share_link"`
}

// Binary says that the body is read here: a browser sends forms as no JSON.
func (EnterIn) Binary() {}

// FileIn names one form of a share.
type FileIn struct {
	Token string `json:"token" in:"path" v:"required,max=100" ref:"share_link"`
	File  string `json:"file" in:"path" ref:"-" v:"required,enum=roadmap.pdf|roadmap.pptx|roadmap.png|roadmap.svg|roadmap.csv|roadmap.ics|roadmap.json" doc:"The form that is wanted."`
}

// opened is a share that a link leads to, with what its audience sees.
type opened struct {
	share *Share
	sheet *cut.Sheet
	token string
}

// What a link may answer without showing anything.
type closed int

const (
	isGone   closed = iota + 1 // there is nothing, or not any more
	isLocked                   // it asks for a password
)

// find reads the share that a link leads to; nil when there is none that opens.
func find(ctx context.Context, p *op.Plain, token string) (ws string, s *Share, err error) {
	if kind, err := auth.ParseToken(token); err != nil || kind != auth.Share {
		return "", nil, nil
	}
	type secret struct {
		Workspace string        `db:"workspace_id"`
		Share     string        `db:"share_id"`
		LinkedAt  clock.Instant `db:"linked_at"`
	}
	var found []secret
	err = p.DB.Read(ctx, "", func(r *store.Reader) (err error) {
		found, err = store.All[secret](ctx, r, "select workspace_id, share_id, linked_at from share_secret where hash = ?", auth.HashToken(token))
		return err
	})
	if err != nil || len(found) == 0 {
		return "", nil, err
	}
	ws = found[0].Workspace
	err = p.Engine.View(ctx, ws, cut.Everybody(), func(v *op.View) error {
		got, err := record.Find[Share](ctx, v.At, found[0].Share)
		if errs.Is(err, errs.NotFound) {
			return nil
		}
		if err != nil || got.LinkedAt != found[0].LinkedAt || got.RevokedAt != 0 || got.over(v) {
			return err
		}
		left, err := people.Gone(ctx, v, []string{got.by()})
		if !left[got.by()] {
			s = got
		}
		return err
	})
	return ws, s, err
}

// over says whether the last day on which a share opens has passed, where the
// workspace is.
func (s *Share) over(v *op.View) bool {
	return s.ExpiresOn != "" && v.Today() > s.ExpiresOn
}

// open gives what a link shows, or why it shows nothing.
func (g *Gate) open(ctx context.Context, p *op.Plain, token string) (*opened, closed, error) {
	ws, s, err := find(ctx, p, token)
	if err != nil {
		return nil, 0, err
	}
	if s == nil {
		return nil, isGone, nil
	}
	if s.LockedAt != 0 {
		in, err := admitted(ctx, p, ws, s)
		if err != nil || !in {
			return nil, isLocked, err
		}
	}
	o := &opened{share: s, token: token}
	err = p.Engine.View(ctx, ws, cut.Everybody(), func(v *op.View) error {
		c, err := record.Find[cut.Cut](ctx, v.At, s.Cut)
		if err != nil {
			return err
		}
		o.sheet, err = c.Look(ctx, v)
		return err
	})
	if errs.Is(err, errs.NotFound) {
		return nil, isGone, nil
	}
	return o, 0, err
}

// count notes an opening. Who opened is not noted, and that it could not be
// noted keeps nobody out.
func (g *Gate) count(ctx context.Context, p *op.Plain, s *Share, form string) {
	if p.Request != nil && p.Request.Method == http.MethodHead {
		return
	}
	day := clock.DayOf(p.Now, time.UTC)
	err := p.DB.Write(context.WithoutCancel(ctx), s.Workspace, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `insert into share_opening (workspace_id, share_id, day_on, form, count, last_at) values (?, ?, ?, ?, 1, ?)
 on conflict (workspace_id, share_id, day_on, form) do update set count = share_opening.count + 1, last_at = excluded.last_at`, s.Workspace, s.ID, day, form, int64(p.Now))
		return err
	})
	if err != nil {
		p.Engine.Log.WarnContext(ctx, "an opening of a share was not counted", slog.String("share", s.ID), slog.Any("error", err))
	}
}

// Forms of an opening beside the files.
const (
	asPage  = "page"
	asFrame = "frame"
	refused = "refused" // a wrong password
)

func (g *Gate) page(ctx context.Context, p *op.Plain, in LinkIn) (op.Stream, error) {
	o, shut, err := g.open(ctx, p, in.Token)
	if err != nil {
		return nil, err
	}
	switch shut {
	case isGone:
		return gone(p)
	case isLocked:
		return ask(p, http.StatusOK, "")
	}
	g.count(ctx, p, o.share, asPage)
	return &sent{status: http.StatusOK, media: paper.HTML, body: o.html(false), policy: pagePolicy}, nil
}

// html writes the page; framed leaves out what a frame has no room for.
func (o *opened) html(framed bool) []byte {
	page := paper.Page{Sheet: o.sheet, Framed: framed}
	if o.sheet.Download {
		page.Base = "/share/" + o.token + "/roadmap."
		page.Feed = o.share.LockedAt == 0
	}
	return page.HTML()
}

func (g *Gate) frame(ctx context.Context, p *op.Plain, in LinkIn) (op.Stream, error) {
	o, shut, err := g.open(ctx, p, in.Token)
	if err != nil {
		return nil, err
	}
	if shut != 0 || len(o.share.Sites) == 0 {
		return gone(p)
	}
	g.count(ctx, p, o.share, asFrame)
	return &sent{status: http.StatusOK, media: paper.HTML, body: o.html(true), policy: framePolicy, sites: o.share.Sites}, nil
}

func (g *Gate) file(ctx context.Context, p *op.Plain, in FileIn) (op.Stream, error) {
	o, shut, err := g.open(ctx, p, in.Token)
	if err != nil {
		return nil, err
	}
	form, named := strings.CutPrefix(in.File, "roadmap.")
	if shut != 0 || !named || !o.sheet.Download {
		// A locked one says no more than one that is gone: a program has no form to fill in.
		return nil, notHere()
	}
	f, err := paper.Write(o.sheet, form, p.Now)
	if err != nil {
		return nil, err
	}
	g.count(ctx, p, o.share, form)
	return sentFile(f), nil
}

func sentFile(f *paper.File) *sent {
	return &sent{status: http.StatusOK, media: f.Media, body: f.Body, policy: filePolicy, name: f.Name}
}

// notHere is the same for links that never were and for those that ended.
func notHere() error {
	return errs.New(errs.NotFound, "There is nothing under this link, or not any more.")
}

// browser says whether a person reads the answer. Programs get errors as they
// get them everywhere.
func browser(p *op.Plain) bool {
	return p.Request != nil && strings.Contains(p.Request.Header.Get("Accept"), "text/html")
}

func gone(p *op.Plain) (*sent, error) {
	if !browser(p) {
		return nil, notHere()
	}
	return &sent{status: http.StatusNotFound, media: paper.HTML, policy: pagePolicy, body: paper.Notice(
		"There is nothing here", "This link leads nowhere, or not any more: it may have ended, been withdrawn or been replaced. Ask whoever gave it to you for a new one.")}, nil
}

func ask(p *op.Plain, status int, wrong string) (*sent, error) {
	if !browser(p) {
		return nil, errs.New(errs.Forbidden, "This link asks for a password, which its page in a browser takes.")
	}
	return &sent{status: status, media: paper.HTML, policy: formPolicy, body: paper.Ask(wrong)}, nil
}
