package people

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/auth"
	"throughline/internal/platform/store"
)

// Login is an account of the installation, as whoever runs it sees it.
type Login struct {
	ID        string        `db:"id" json:"id"`
	Email     string        `db:"email" json:"email"`
	Name      string        `db:"name" json:"name"`
	Disabled  bool          `db:"disabled" json:"disabled"`
	CreatedAt clock.Instant `db:"created_at" json:"createdAt"`
	Password  string        `db:"password" json:"-"`
}

const loginColumns = "select id, email, name, disabled, created_at, password from login"

// LoginIn names an account.
type LoginIn struct {
	ID string `json:"id" in:"path" v:"required,max=320" doc:"Address or id."`
}

// Link is an address that is shown once and works once.
type Link struct {
	Link      string        `json:"link" ref:"-" doc:"Shown only now."`
	ExpiresAt clock.Instant `json:"expiresAt"`
}

// loginBy finds the login of an address or id; nil when there is none.
func loginBy(ctx context.Context, r *store.Reader, ref string) (*Login, error) {
	if ref == "" {
		return nil, nil //nolint:nilnil // nobody has no login
	}
	found, err := store.All[Login](ctx, r, loginColumns+" where email = ? or id = ?", folded(ref), ref)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// makeLogin makes an account. Without a password nobody can sign in to it
// until a link to choose one was used.
func makeLogin(ctx context.Context, raw *store.Tx, l *Login, now clock.Instant) error {
	l.ID, l.Email, l.CreatedAt = id.New(now), folded(l.Email), now
	_, err := raw.Exec(ctx, "insert into login (id, email, name, password, disabled, created_at) values (?, ?, ?, ?, ?, ?)",
		l.ID, l.Email, l.Name, l.Password, false, int64(now))
	return err
}

// join says which member a login is in a workspace.
func (d *Door) join(ctx context.Context, raw *store.Tx, login, workspace, member string) error {
	d.memory.stale(raw)
	_, err := raw.Exec(ctx, "insert into login_member (login_id, workspace_id, member_id) values (?, ?, ?)", login, workspace, member)
	if errs.Is(err, errs.Conflict) {
		return errs.New(errs.Conflict, "This account is a member of the workspace already.")
	}
	return err
}

func listLogins(ctx context.Context, p *op.Plain, _ Nothing) ([]Login, error) {
	var out []Login
	err := p.DB.Read(ctx, "", func(r *store.Reader) (err error) {
		out, err = store.All[Login](ctx, r, loginColumns+" order by email")
		return err
	})
	return out, err
}

// mustLogin finds an account that an operation names.
func mustLogin(ctx context.Context, r *store.Reader, ref string) (*Login, error) {
	l, err := loginBy(ctx, r, ref)
	if err == nil && l == nil {
		return nil, errs.New(errs.NotFound, "No account goes by %q.", short(ref))
	}
	return l, err
}

func (d *Door) disable(off bool) func(context.Context, *op.Plain, LoginIn) (*Login, error) {
	what := map[bool]string{true: "login.disable", false: "login.enable"}[off]
	return func(ctx context.Context, p *op.Plain, in LoginIn) (*Login, error) {
		var out *Login
		err := p.DB.Write(ctx, "", func(raw *store.Tx) (err error) {
			if out, err = mustLogin(ctx, &raw.Reader, in.ID); err != nil {
				return err
			}
			out.Disabled = off
			d.memory.stale(raw)
			if _, err := raw.Exec(ctx, "update login set disabled = ? where id = ?", off, out.ID); err != nil {
				return err
			}
			if off {
				if err := d.endSessions(ctx, raw, out.ID); err != nil {
					return err
				}
			}
			return d.note(ctx, p, raw, event{what, "done", out.ID, ""})
		})
		return out, err
	}
}

// reset makes a link to choose a new password; an older one is worth nothing
// then. The password that there is stays until it is used.
func (d *Door) reset(ctx context.Context, p *op.Plain, in LoginIn) (*Link, error) {
	plain, hash := auth.NewToken(auth.Reset)
	out := &Link{Link: d.link("reset", plain), ExpiresAt: p.Now.Add(resetGood)}
	err := p.DB.Write(ctx, "", func(raw *store.Tx) error {
		l, err := mustLogin(ctx, &raw.Reader, in.ID)
		if err != nil {
			return err
		}
		if _, err := raw.Exec(ctx, "delete from login_reset where login_id = ?", l.ID); err != nil {
			return err
		}
		if _, err := raw.Exec(ctx, "insert into login_reset (hash, login_id, expires_at) values (?, ?, ?)", hash, l.ID, int64(out.ExpiresAt)); err != nil {
			return err
		}
		return d.note(ctx, p, raw, event{"login.reset", "done", l.ID, ""})
	})
	return out, err
}
