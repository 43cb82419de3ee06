package people

import (
	"context"
	"net/http"

	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/auth"
	"throughline/internal/platform/store"
)

// SignIn is an address and a password.
type SignIn struct {
	Email     string `json:"email" v:"required,max=320"`
	Password  string `json:"password" v:"required,max=1000"`
	Workspace string `json:"workspace" v:"max=60" doc:"Where to begin, by short name or id, for those who belong to several."`
}

// Session is one browser's stay.
type Session struct {
	ID        string        `db:"id" json:"id"`
	CreatedAt clock.Instant `db:"created_at" json:"createdAt"`
	SeenAt    clock.Instant `db:"seen_at" json:"seenAt" doc:"When it was used last, to within five minutes."`
	ExpiresAt clock.Instant `db:"expires_at" json:"expiresAt"`
	Agent     string        `db:"agent" json:"agent" doc:"What the browser says it is."`
	Address   string        `db:"address" json:"address" doc:"The network it began from."`
	Current   bool          `db:"current" json:"current" doc:"Whether it is the one that asks."`
}

// SignedIn is what signing in gives. The session's secret is in the cookie
// and nowhere else.
type SignedIn struct {
	Session    Session `json:"session"`
	Workspaces []Home  `json:"workspaces"`
}

// Done says no more than that it is done.
type Done struct{}

// Nothing is the input of what needs none.
type Nothing struct{}

// SessionIn names a session.
type SessionIn struct {
	ID string `json:"id" in:"path" v:"required,max=60" doc:"Its id, or \"current\"."`
}

// SwitchIn names a workspace.
type SwitchIn struct {
	Workspace string `json:"workspace" v:"required,max=60" doc:"Short name or id."`
}

func registerSessions(r *op.Registry, d *Door) {
	op.Raw(r, "session.create", d.signIn, op.Says("Sign in with an e-mail address and a password."), op.Needs(op.Public), op.Rated("login"))
	op.Raw(r, "session.list", listSessions, op.Says("List your sessions."), op.Needs(op.Account), op.Scoped(op.Session), op.At(http.MethodGet, "/api/v1/sessions"))
	op.Raw(r, "session.delete", d.signOut, op.Says("End one of your sessions; \"current\" signs you out."), op.Needs(op.Account), op.Scoped(op.Session))
	op.Raw(r, "session.switch", d.change, op.Says("Choose the workspace that your session is in."), op.Needs(op.Account), op.Scoped(op.Session))
}

// wrong is the same for an address that nobody has, a wrong password, an
// account without one, and one that is disabled.
func wrong() error {
	return errs.New(errs.Unauthenticated, "The e-mail address or the password is wrong.")
}

func (d *Door) signIn(ctx context.Context, p *op.Plain, in SignIn) (*SignedIn, error) {
	if err := overHTTP(p); err != nil {
		return nil, err
	}
	login, err := d.proven(ctx, p, in.Email, in.Password)
	if err != nil {
		return nil, err
	}
	return d.begin(ctx, p, login, in.Workspace, "session.create")
}

func overHTTP(p *op.Plain) error {
	if p.Request == nil || p.Answer == nil {
		return errs.New(errs.Invalid, "This is for browsers: call it over HTTP.")
	}
	return nil
}

// proven gives the login whose password is shown. Attempts are counted before
// anything is compared, and the work is the same whether there is such an
// account or not.
func (d *Door) proven(ctx context.Context, p *op.Plain, email, password string) (*Login, error) {
	account, network := folded(email), d.Network(p.Request)
	if err := d.attempt(account, network); err != nil {
		return nil, d.refused(ctx, p, err)
	}
	login, home, err := d.known(ctx, p, account, network)
	if err != nil {
		return nil, err
	}
	if !home {
		if err := d.attemptFromAfar(account); err != nil {
			return nil, d.refused(ctx, p, err)
		}
	}
	ok, stale, err := d.compare(ctx, login, password)
	if err != nil {
		return nil, err
	}
	if ok && !login.Disabled {
		return login, d.renewHash(ctx, p, login, password, stale)
	}
	e := event{what: p.Operation(), result: "wrong"}
	if login != nil {
		e.login = login.ID
	}
	if err := d.noteAlone(ctx, p, e); err != nil {
		return nil, err
	}
	return nil, wrong()
}

// compare compares a password. Where there is none to compare with it takes as
// long.
func (d *Door) compare(ctx context.Context, login *Login, password string) (ok, stale bool, err error) {
	err = d.hashed(func() (err error) {
		if login == nil || login.Password == "" {
			return d.hash.Dummy(ctx)
		}
		ok, stale, err = d.hash.Verify(ctx, password, login.Password)
		return err
	})
	return ok, stale, err
}

// refused logs an attempt that came too often; a row for each would let a
// flood fill the disk.
func (d *Door) refused(ctx context.Context, p *op.Plain, err error) error {
	p.Engine.Log.WarnContext(ctx, "too many attempts", "operation", p.Operation(), "from", d.Network(p.Request))
	return err
}

// known finds the login of an address, and says whether it has a session from
// a network.
func (d *Door) known(ctx context.Context, p *op.Plain, account, network string) (login *Login, home bool, err error) {
	err = p.DB.Read(ctx, "", func(r *store.Reader) (err error) {
		if login, err = loginBy(ctx, r, account); err != nil {
			return err
		}
		who := ""
		if login != nil {
			who = login.ID
		}
		n, err := store.One[int64](ctx, r, "select count(*) from session where login_id = ? and address = ? and expires_at > ?", who, network, int64(p.Now))
		home = n > 0
		return err
	})
	return login, home, err
}

// renewHash stores the password at the present cost, when it was at an older.
func (d *Door) renewHash(ctx context.Context, p *op.Plain, login *Login, password string, stale bool) error {
	if !stale {
		return nil
	}
	hash, err := d.hash.Hash(ctx, password)
	if err != nil {
		return err
	}
	return p.DB.Write(ctx, "", func(raw *store.Tx) error {
		n, err := raw.Exec(ctx, "update login set password = ? where id = ? and password = ?", hash, login.ID, login.Password)
		if n > 0 {
			login.Password = hash
		}
		return err
	})
}

// begin starts a session and gives the browser its cookie. The session that
// the browser brought ends: what somebody may have planted, or another person
// left behind, is worth nothing afterwards.
func (d *Door) begin(ctx context.Context, p *op.Plain, login *Login, workspace, what string) (*SignedIn, error) {
	out := &SignedIn{}
	var secret string
	err := p.DB.Write(ctx, "", func(raw *store.Tx) (err error) {
		if err := unchanged(ctx, raw, login); err != nil {
			return err
		}
		if out.Workspaces, err = homes(ctx, &raw.Reader, login.ID); err != nil {
			return err
		}
		start := startIn(out.Workspaces, workspace)
		if out.Session, secret, err = d.open(ctx, p, raw, login.ID, start); err != nil {
			return err
		}
		return d.note(ctx, p, raw, event{what, "done", login.ID, start})
	})
	if err != nil {
		return nil, err
	}
	auth.SetCookie(p.Answer, secret, d.Secure, d.Absolute)
	return out, nil
}

// unchanged sees that the login is as it was when its password was compared:
// a session must not outlive a password that was changed in between.
func unchanged(ctx context.Context, raw *store.Tx, l *Login) error {
	now, err := loginBy(ctx, &raw.Reader, l.ID)
	if err == nil && (now == nil || now.Disabled || now.Password != l.Password) {
		return wrong()
	}
	return err
}

// startIn gives the workspace to begin in: the one named, else the first.
func startIn(all []Home, named string) string {
	for _, h := range all {
		if named == "" || h.Slug == named || h.ID == named {
			return h.ID
		}
	}
	return ""
}

// open writes a session in place of the one that the browser brought, and
// gives its secret.
func (d *Door) open(ctx context.Context, p *op.Plain, raw *store.Tx, login, workspace string) (Session, string, error) {
	if old, err := auth.CookieToken(p.Request, d.Secure); err == nil && old != "" {
		d.memory.stale(raw)
		if _, err := raw.Exec(ctx, "delete from session where token_hash = ?", auth.HashToken(old)); err != nil {
			return Session{}, "", err
		}
	}
	plain, hash := auth.NewToken(auth.Session)
	s := Session{
		ID: id.New(p.Now), CreatedAt: p.Now, SeenAt: p.Now, ExpiresAt: p.Now.Add(d.Absolute),
		Agent: short(p.Request.UserAgent()), Address: d.Network(p.Request), Current: true,
	}
	_, err := raw.Exec(ctx, "insert into session (token_hash, id, login_id, workspace_id, created_at, seen_at, expires_at, agent, address) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		hash, s.ID, login, id.Ref(workspace), int64(s.CreatedAt), int64(s.SeenAt), int64(s.ExpiresAt), s.Agent, s.Address)
	return s, plain, err
}

// endSessions ends all sessions of a login.
func (d *Door) endSessions(ctx context.Context, raw *store.Tx, login string) error {
	d.memory.stale(raw)
	_, err := raw.Exec(ctx, "delete from session where login_id = ?", login)
	return err
}

func listSessions(ctx context.Context, p *op.Plain, _ Nothing) ([]Session, error) {
	var out []Session
	err := p.DB.Read(ctx, "", func(r *store.Reader) (err error) {
		out, err = store.All[Session](ctx, r, "select id, created_at, seen_at, expires_at, agent, address, id = ? as current from session where login_id = ? and expires_at > ? order by created_at desc, id desc",
			p.Actor.Session, p.Actor.Login, int64(p.Now))
		return err
	})
	return out, err
}

// signOut ends a session of the caller's own.
func (d *Door) signOut(ctx context.Context, p *op.Plain, in SessionIn) (*Done, error) {
	if in.ID == "current" {
		in.ID = p.Actor.Session
	}
	err := p.DB.Write(ctx, "", func(raw *store.Tx) error {
		d.memory.stale(raw)
		n, err := raw.Exec(ctx, "delete from session where id = ? and login_id = ?", in.ID, p.Actor.Login)
		if err == nil && n == 0 {
			return errs.New(errs.NotFound, "You have no such session.")
		}
		if err != nil {
			return err
		}
		return d.note(ctx, p, raw, event{"session.delete", "done", p.Actor.Login, ""})
	})
	if err != nil {
		return nil, err
	}
	if in.ID == p.Actor.Session && p.Answer != nil {
		auth.ClearCookie(p.Answer, d.Secure)
		p.Answer.Header().Set("Clear-Site-Data", `"cache", "cookies", "storage"`)
	}
	return &Done{}, nil
}

// change puts the session into another of the login's workspaces.
func (d *Door) change(ctx context.Context, p *op.Plain, in SwitchIn) (*Home, error) {
	var out *Home
	err := p.DB.Write(ctx, "", func(raw *store.Tx) error {
		all, err := homes(ctx, &raw.Reader, p.Actor.Login)
		if err != nil {
			return err
		}
		for _, h := range all {
			if h.Slug == in.Workspace || h.ID == in.Workspace {
				out = &h
			}
		}
		if out == nil {
			return errs.New(errs.NotFound, "You belong to no workspace %q.", short(in.Workspace))
		}
		d.memory.stale(raw)
		_, err = raw.Exec(ctx, "update session set workspace_id = ? where id = ? and login_id = ?", out.ID, p.Actor.Session, p.Actor.Login)
		return err
	})
	return out, err
}

// Sweep removes what has expired. Nothing depends on it being prompt: the
// time is looked at wherever a row is used.
func (d *Door) Sweep(ctx context.Context, db *store.DB) error {
	now := int64(d.Clock.Now())
	return db.Write(ctx, "", func(raw *store.Tx) error {
		if _, err := raw.Exec(ctx, "delete from session where expires_at <= ? or seen_at <= ?", now, now-d.Idle.Microseconds()); err != nil {
			return err
		}
		_, err := raw.Exec(ctx, "delete from login_reset where expires_at <= ?", now)
		return err
	})
}
