package portal

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"throughline/internal/core/op"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/auth"
	"throughline/internal/platform/store"
	"throughline/internal/platform/web"
)

// A browser that told the password is not asked again for so long.
const passLasts = 12 * time.Hour

const passCookie = "throughline_share"

// formLimit bounds the form of a password.
const formLimit = 4 << 10

// enter compares a password, and gives the browser a pass that opens this share
// and no other, until its password changes.
func (g *Gate) enter(ctx context.Context, p *op.Plain, in EnterIn) (op.Stream, error) {
	ws, s, err := find(ctx, p, in.Token)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return gone(p)
	}
	if s.LockedAt == 0 {
		return &moved{to: "/share/" + in.Token}, nil
	}
	password := formValue(p, "password")
	wait, err := g.try(p, s)
	if err != nil {
		return nil, err
	}
	if wait > 0 {
		wait = max(time.Second, wait.Round(time.Second))
		if !browser(p) {
			return nil, web.Later(wait, "Too many attempts. Try again in %s.", wait)
		}
		a, err := ask(p, http.StatusTooManyRequests, fmt.Sprintf("Too many attempts. Try again in %s.", wait))
		a.retry = wait
		return a, err
	}
	right, err := g.fits(ctx, p, ws, s, password)
	if err != nil {
		return nil, err
	}
	if !right {
		g.count(ctx, p, s, refused)
		return ask(p, http.StatusForbidden, "That is not the password. Capitals count; ask whoever gave you the link.")
	}
	plain, hash := auth.NewToken(auth.Pass)
	until := p.Now.Add(passLasts)
	err = p.DB.Write(ctx, ws, func(tx *store.Tx) error {
		if _, err := tx.Exec(ctx, "delete from share_pass where expires_at < ?", int64(p.Now)); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, "insert into share_pass (hash, workspace_id, share_id, locked_at, expires_at) values (?, ?, ?, ?, ?)", hash, ws, s.ID, int64(s.LockedAt), int64(until))
		return err
	})
	if err != nil {
		return nil, err
	}
	return &moved{to: "/share/" + in.Token, cookie: &http.Cookie{
		Name: passCookie, Value: plain, Path: "/share/" + in.Token, MaxAge: int(passLasts / time.Second), Secure: g.Secure, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	}}, nil
}

// formValue reads one field of the form; what is no form has none.
func formValue(p *op.Plain, name string) string {
	if p.Request == nil {
		return ""
	}
	p.Request.Body = http.MaxBytesReader(p.Answer, p.Request.Body, formLimit)
	if err := p.Request.ParseForm(); err != nil {
		return ""
	}
	return p.Request.PostForm.Get(name)
}

// try counts an attempt before it is looked at, and says how long to wait when
// there were too many.
func (g *Gate) try(p *op.Plain, s *Share) (time.Duration, error) {
	if p.Request == nil {
		return 0, errs.New(errs.Invalid, "A password is told by a browser.")
	}
	if ok, wait := g.pairs.Allow(s.ID + " " + g.Network(p.Request)); !ok {
		return wait, nil
	}
	if ok, wait := g.alone.Allow(s.ID); !ok {
		return wait, nil
	}
	return 0, nil
}

func (g *Gate) fits(ctx context.Context, p *op.Plain, ws string, s *Share, password string) (bool, error) {
	var stored []string
	err := p.DB.Read(ctx, ws, func(r *store.Reader) (err error) {
		stored, err = store.All[string](ctx, r, "select hash from share_password where workspace_id = ? and share_id = ? and locked_at = ?", ws, s.ID, int64(s.LockedAt))
		return err
	})
	if err != nil {
		return false, err
	}
	if len(stored) == 0 || password == "" {
		return false, g.hash.Dummy(ctx)
	}
	right, _, err := g.hash.Verify(ctx, password, stored[0])
	return right, err
}

// admitted says whether the browser shows a pass for this share and its present
// password.
func admitted(ctx context.Context, p *op.Plain, ws string, s *Share) (bool, error) {
	if p.Request == nil {
		return false, nil
	}
	for _, c := range p.Request.CookiesNamed(passCookie) {
		if kind, err := auth.ParseToken(c.Value); err != nil || kind != auth.Pass {
			continue
		}
		var n int64
		err := p.DB.Read(ctx, ws, func(r *store.Reader) (err error) {
			n, err = store.One[int64](ctx, r, "select count(*) from share_pass where hash = ? and workspace_id = ? and share_id = ? and locked_at = ? and expires_at > ?",
				auth.HashToken(c.Value), ws, s.ID, int64(s.LockedAt), int64(p.Now))
			return err
		})
		if err != nil || n > 0 {
			return n > 0, err
		}
	}
	return false, nil
}

// moved sends a browser on after a form, so that a reload asks nothing.
type moved struct {
	to     string
	cookie *http.Cookie
}

// Serve writes it.
func (m *moved) Serve(w http.ResponseWriter, _ *http.Request) {
	if m.cookie != nil {
		http.SetCookie(w, m.cookie)
	}
	w.Header().Set("Location", (&url.URL{Path: m.to}).String())
	w.WriteHeader(http.StatusSeeOther)
}
