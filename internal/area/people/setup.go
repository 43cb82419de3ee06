package people

import (
	"context"
	"net/http"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/auth"
	"throughline/internal/platform/store"
)

// SetUp says whether the installation waits for its first person.
type SetUp struct {
	Open bool `json:"open" doc:"Whether nobody has an account yet."`
}

// SetUpIn is the first person, and the workspace they begin with.
type SetUpIn struct {
	Token     string `json:"token" v:"required,max=100" ref:"-" doc:"What stands behind the # of the link that the server printed."`
	Workspace string `json:"workspace" v:"required,max=200" doc:"Name of the workspace."`
	Slug      string `json:"slug" v:"required,max=40" doc:"Its short name for addresses: small letters, digits and dashes."`
	Zone      string `json:"zone" v:"zone" doc:"Its time zone, like Europe/Berlin."`
	Name      string `json:"name" v:"required,max=200" doc:"Your name."`
	Email     string `json:"email" v:"required,email,max=320"`
	Password  string `json:"password" v:"required,max=1000" doc:"At least 10 characters, for example four unrelated words."`
}

func registerSetUp(r *op.Registry, d *Door) {
	op.Raw(r, "setup.show", func(ctx context.Context, p *op.Plain, _ Nothing) (*SetUp, error) {
		var out SetUp
		err := p.DB.Read(ctx, "", func(r *store.Reader) (err error) {
			out.Open, err = untouched(ctx, r)
			return err
		})
		return &out, err
	}, op.Says("Say whether the installation waits for its first person."), op.Needs(op.Public), op.At(http.MethodGet, "/api/v1/setup"))
	op.Raw(r, "setup.finish", d.finish, op.Says("Make the first account and its workspace, with the link that the server printed."), op.Needs(op.Public), op.Rated("login"), op.At(http.MethodPost, "/api/v1/setup"))
}

// untouched says whether nobody has an account yet.
func untouched(ctx context.Context, r *store.Reader) (bool, error) {
	n, err := store.One[int64](ctx, r, "select count(*) from (select id from login limit 1) as l")
	return n == 0, err
}

// SetUpLink makes the link by which the first person gets in, and takes every
// earlier one out of force; it is "" once somebody has an account.
func (d *Door) SetUpLink(ctx context.Context, db *store.DB) (link string, err error) {
	defer errs.Wrap(&err, "people.setup")
	plain, hash := auth.NewToken(auth.SetUp)
	err = db.Write(ctx, "", func(raw *store.Tx) error {
		if _, err := raw.Exec(ctx, "delete from setup"); err != nil {
			return err
		}
		fresh, err := untouched(ctx, &raw.Reader)
		if err != nil || !fresh {
			return err
		}
		link = d.link("setup", plain)
		_, err = raw.Exec(ctx, "insert into setup (hash, made_at) values (?, ?)", hash, int64(d.Clock.Now()))
		return err
	})
	return link, err
}

func (d *Door) finish(ctx context.Context, p *op.Plain, in SetUpIn) (*SignedIn, error) {
	if err := overHTTP(p); err != nil {
		return nil, err
	}
	if err := d.attemptLink(d.Network(p.Request)); err != nil {
		return nil, d.refused(ctx, p, err)
	}
	if err := d.waiting(ctx, p, in.Token); err != nil {
		return nil, err
	}
	login := &Login{Email: folded(in.Email), Name: in.Name}
	hash, err := d.newPassword(ctx, in.Password, login, "password")
	if err != nil {
		return nil, err
	}
	login.Password = hash
	there, err := workspaces(ctx, p.Engine, "")
	if err != nil {
		return nil, err
	}
	if len(there) > 0 {
		err = d.takeOver(ctx, p, there[0].ID, in, login)
	} else {
		err = d.beginWith(ctx, p, in, login)
	}
	if err != nil {
		return nil, err
	}
	return d.begin(ctx, p, login, "", "session.create")
}

// waiting sees that the token is the one that was printed, and nobody was
// faster.
func (d *Door) waiting(ctx context.Context, p *op.Plain, token string) error {
	n := int64(0)
	if kind, err := auth.ParseToken(token); err == nil && kind == auth.SetUp {
		err := p.DB.Read(ctx, "", func(r *store.Reader) (err error) {
			n, err = store.One[int64](ctx, r, "select count(*) from setup where hash = ?", auth.HashToken(token))
			return err
		})
		if err != nil {
			return err
		}
	}
	if n == 0 {
		return notSetUp()
	}
	return nil
}

func notSetUp() error {
	return errs.New(errs.NotFound, "This set-up link is not good: it was used, or the server was started anew and printed another.")
}

// first is the first login, and who it is where.
type first struct {
	token             string
	login             *Login
	workspace, member string
}

// firstLogin makes the first login: it spends the link in the same change.
func (d *Door) firstLogin(ctx context.Context, p *op.Plain, raw *store.Tx, f first) error {
	n, err := raw.Exec(ctx, "delete from setup where hash = ?", auth.HashToken(f.token))
	if err == nil && n == 0 {
		return notSetUp()
	}
	if err != nil {
		return err
	}
	if err := makeLogin(ctx, raw, f.login, p.Now); err != nil {
		return err
	}
	if err := d.join(ctx, raw, f.login.ID, f.workspace, f.member); err != nil {
		return err
	}
	return d.note(ctx, p, raw, event{p.Operation(), "done", f.login.ID, f.workspace})
}

// beginWith makes the first workspace.
func (d *Door) beginWith(ctx context.Context, p *op.Plain, in SetUpIn, l *Login) error {
	f := op.Founding{ID: id.New(p.Now), Slug: in.Slug, Name: in.Workspace, Zone: in.Zone, Owner: right.Member{Name: l.Name, Email: l.Email}}
	f.Also = func(ctx context.Context, raw *store.Tx, owner string) error {
		return d.firstLogin(ctx, p, raw, first{in.Token, l, f.ID, owner})
	}
	_, _, err := p.Engine.Found(ctx, f)
	return err
}

// takeOver makes the first person the owner of the workspace that whoever runs
// the installation has worked in before, from the command line.
func (d *Door) takeOver(ctx context.Context, p *op.Plain, ws string, in SetUpIn, l *Login) error {
	actor, err := d.AsOperator(ctx, p.Engine, ws, "")
	if err != nil {
		return err
	}
	return p.Change(ctx, ws, actor.Actor, func(tx *op.Tx, raw *store.Tx) error {
		before, err := record.Find[right.Member](ctx, tx.At, actor.Actor.Member)
		if err != nil {
			return err
		}
		after := *before
		after.Name, after.Email = l.Name, l.Email
		if after.Handle, err = freeHandle(ctx, tx, l.Name); err != nil {
			return err
		}
		if err := saveMember(ctx, tx, before, &after); err != nil {
			return err
		}
		return d.firstLogin(ctx, p, raw, first{in.Token, l, ws, before.ID})
	})
}
