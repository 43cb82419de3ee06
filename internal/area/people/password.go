package people

import (
	"context"
	"net/http"
	"time"

	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/auth"
	"throughline/internal/platform/store"
)

// resetGood is how long a link to choose a new password works.
const resetGood = 24 * time.Hour

// ChangeIn is a new password, and the old one as proof.
type ChangeIn struct {
	Old string `json:"old" v:"required,max=1000" doc:"The password until now."`
	New string `json:"new" v:"required,max=1000" doc:"At least 10 characters, for example four unrelated words."`
}

// ResetIn is a new password, and the secret of a link as proof.
type ResetIn struct {
	Token    string `json:"token" v:"required,max=100" ref:"-" doc:"What stands behind the # of the link."`
	Password string `json:"password" v:"required,max=1000"`
}

func registerPasswords(r *op.Registry, d *Door) {
	op.Raw(r, "password.change", d.changePassword, op.Says("Choose a new password; all your other sessions end."), op.Needs(op.Account), op.Scoped(op.Session), op.Rated("login"), op.At(http.MethodPost, "/api/v1/password/change"))
	op.Raw(r, "password.reset", d.resetPassword, op.Says("Choose a new password with the link that you were given; all your sessions end."), op.Needs(op.Public), op.Rated("login"), op.At(http.MethodPost, "/api/v1/password/reset"))
}

func (d *Door) changePassword(ctx context.Context, p *op.Plain, in ChangeIn) (*SignedIn, error) {
	if err := overHTTP(p); err != nil {
		return nil, err
	}
	var login *Login
	err := p.DB.Read(ctx, "", func(r *store.Reader) (err error) {
		login, err = loginBy(ctx, r, p.Actor.Login)
		return err
	})
	if err != nil {
		return nil, err
	}
	if login == nil {
		return nil, errs.New(errs.Forbidden, "Only a person who signed in can change a password.")
	}
	if login, err = d.proven(ctx, p, login.Email, in.Old); err != nil {
		if errs.Is(err, errs.Unauthenticated) {
			return nil, errs.Fieldf("old", "is not your password")
		}
		return nil, err
	}
	if in.New == in.Old {
		return nil, errs.Fieldf("new", "is your password already")
	}
	hash, err := d.newPassword(ctx, in.New, login, "new")
	if err != nil {
		return nil, err
	}
	if err := d.setPassword(ctx, p, login, hash, nil); err != nil {
		return nil, err
	}
	login.Password = hash
	return d.begin(ctx, p, login, p.Workspace, "password.change")
}

// newPassword looks at a password and hashes it; field is where it stood.
func (d *Door) newPassword(ctx context.Context, password string, l *Login, field string) (hash string, err error) {
	if err := auth.CheckPassword(password, l.Email, l.Name); err != nil {
		pub := errs.Public(err)
		if len(pub.Fields) > 0 {
			return "", errs.Fieldf(field, "%s", pub.Fields[0].Message)
		}
		return "", err
	}
	err = d.hashed(func() (err error) {
		hash, err = d.hash.Hash(ctx, password)
		return err
	})
	return hash, err
}

// setPassword puts a new password into force: every session ends, and no link
// to choose one works any more. It is only set if the old one still holds and
// proof, where given, says yes in the same change.
func (d *Door) setPassword(ctx context.Context, p *op.Plain, l *Login, hash string, proof func(*store.Tx) error) error {
	return p.DB.Write(ctx, "", func(raw *store.Tx) error {
		if proof != nil {
			if err := proof(raw); err != nil {
				return err
			}
		}
		n, err := raw.Exec(ctx, "update login set password = ? where id = ? and password = ?", hash, l.ID, l.Password)
		if err == nil && n == 0 {
			return errs.New(errs.Conflict, "The password was changed meanwhile. Sign in anew.")
		}
		if err != nil {
			return err
		}
		if err := d.endSessions(ctx, raw, l.ID); err != nil {
			return err
		}
		_, err = raw.Exec(ctx, "delete from login_reset where login_id = ?", l.ID)
		return err
	})
}

// spent is the same for links that never were, are used or too old.
func spent() error {
	return errs.New(errs.NotFound, "This link is not good any more: it was used, or is too old. Ask for a new one.")
}

func (d *Door) resetPassword(ctx context.Context, p *op.Plain, in ResetIn) (*Done, error) {
	if err := overHTTP(p); err != nil {
		return nil, err
	}
	if err := d.attemptLink(d.Network(p.Request)); err != nil {
		return nil, d.refused(ctx, p, err)
	}
	if kind, err := auth.ParseToken(in.Token); err != nil || kind != auth.Reset {
		return nil, spent()
	}
	var login *Login
	err := p.DB.Read(ctx, "", func(r *store.Reader) error {
		holders, err := store.All[resetRow](ctx, r, "select login_id, expires_at from login_reset where hash = ?", auth.HashToken(in.Token))
		if err != nil || len(holders) == 0 || holders[0].Ends <= p.Now {
			return err
		}
		login, err = loginBy(ctx, r, holders[0].Login)
		return err
	})
	if err != nil {
		return nil, err
	}
	if login == nil || login.Disabled {
		return nil, spent()
	}
	hash, err := d.newPassword(ctx, in.Password, login, "password")
	if err != nil {
		return nil, err
	}
	err = d.setPassword(ctx, p, login, hash, func(raw *store.Tx) error {
		n, err := raw.Exec(ctx, "delete from login_reset where hash = ?", auth.HashToken(in.Token))
		if err == nil && n == 0 {
			return spent()
		}
		if err != nil {
			return err
		}
		return d.note(ctx, p, raw, event{"password.reset", "done", login.ID, ""})
	})
	return &Done{}, err
}

type resetRow struct {
	Login string        `db:"login_id"`
	Ends  clock.Instant `db:"expires_at"`
}
