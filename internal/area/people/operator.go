package people

import (
	"context"
	"net/http"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/auth"
	"throughline/internal/platform/store"
)

// AsHeader names the member as whom the operator acts, by address, handle or
// id.
const AsHeader = "Throughline-As"

// operator is whoever shows the token that lies in the data folder.
func (d *Door) operator(r *http.Request, e *op.Engine, bearer string) (op.Caller, error) {
	if !d.operates(bearer) {
		return op.Caller{}, errs.New(errs.Unauthenticated, "This is not the token of whoever runs this installation. It is in operator.token in the data folder.")
	}
	return d.AsOperator(r.Context(), e, r.Header.Get(WorkspaceHeader), r.Header.Get(AsHeader))
}

func (d *Door) operates(bearer string) bool {
	return d.Operator != "" && auth.SameHash(auth.HashToken(bearer), d.Operator)
}

// IsOperator says whether a request shows the operator's token.
func (d *Door) IsOperator(r *http.Request) bool {
	bearer, err := auth.BearerToken(r)
	return err == nil && d.operates(bearer)
}

// AsOperator gives the caller that whoever runs the installation is: in the
// workspace that is named, else in the only one, as its first owner or as the
// member named. Where there is no workspace yet, or several and none is
// named, the caller may only do what concerns the installation.
func (d *Door) AsOperator(ctx context.Context, e *op.Engine, workspace, as string) (op.Caller, error) {
	caller := op.Caller{Actor: right.Actor{Through: op.Operator}}
	found, err := workspaces(ctx, e, workspace)
	if err != nil {
		return caller, err
	}
	if len(found) == 0 && workspace != "" {
		return caller, errs.New(errs.NotFound, "There is no workspace %q.", workspace)
	}
	if len(found) != 1 {
		return caller, nil
	}
	err = e.View(ctx, found[0].ID, caller.Actor, func(v *op.View) error {
		m, ok := firstOwner(v.Access)
		if as != "" {
			m, ok = memberBy(v.Access, as)
		}
		if !ok {
			return errs.New(errs.NotFound, "No active member of %s goes by %q.", found[0].Slug, as)
		}
		caller.Workspace, caller.Actor.Member, caller.Actor.Role = v.Workspace, m.ID, m.Role
		return nil
	})
	return caller, err
}

func workspaces(ctx context.Context, e *op.Engine, named string) ([]Workspace, error) {
	var found []Workspace
	err := e.DB.Read(ctx, "", func(r *store.Reader) (err error) {
		if named == "" {
			found, err = store.All[Workspace](ctx, r, workspaceColumns+" order by created_at, id limit 2")
		} else {
			found, err = store.All[Workspace](ctx, r, workspaceColumns+" where id = ? or slug = ?", named, named)
		}
		return err
	})
	return found, err
}

// FoundIn is a new workspace.
type FoundIn struct {
	Slug   string `json:"slug" v:"required,max=40" doc:"Short name for addresses: small letters, digits and dashes."`
	Name   string `json:"name" v:"required,max=200"`
	Prefix string `json:"prefix" v:"key" doc:"Begins the keys of records that belong to no product; WS when left out."`
	Zone   string `json:"zone" v:"zone" doc:"Time zone, like Europe/Berlin; UTC when left out."`
	Owner  string `json:"owner" v:"max=200" ref:"-" doc:"Name of its first owner."`
	Email  string `json:"email" v:"email,max=320" doc:"Address of its first owner; an account with it becomes the owner's."`
}

// AddIn is a person who gets in without an invitation.
type AddIn struct {
	Email    string  `json:"email" v:"required,email,max=320"`
	Name     string  `json:"name" v:"required,max=200"`
	Handle   string  `json:"handle" v:"max=80"`
	Role     string  `json:"role" v:"enum=owner|admin|member|guest" doc:"Role in the workspace; member when left out."`
	Roles    []Grant `json:"roles" v:"max=200" doc:"Roles on products."`
	Password string  `json:"password" v:"max=1000" doc:"To sign in with, when the address has no account yet."`
}

func registerOperator(r *op.Registry, d *Door) {
	op.Raw(r, "workspace.found", d.found, op.Says("Found a workspace, for whoever runs the installation."), op.Needs(op.Install), op.Scoped(op.Session))
	op.Raw(r, "member.add", d.add, op.Says("Add a person who can sign in at once, for whoever runs the installation."), op.Needs(op.Install), op.Scoped(op.Session))
	op.Raw(r, "login.list", listLogins, op.Says("List the accounts of the installation."), op.Needs(op.Install), op.Scoped(op.Session), op.At(http.MethodGet, "/api/v1/logins"))
	op.Raw(r, "login.disable", d.disable(true), op.Says("Disable an account: its sessions end, its tokens fail."), op.Needs(op.Install), op.Scoped(op.Session))
	op.Raw(r, "login.enable", d.disable(false), op.Says("Let an account sign in again."), op.Needs(op.Install), op.Scoped(op.Session))
	op.Raw(r, "login.reset", d.reset, op.Says("Make a link by which the holder of an account chooses a new password."), op.Needs(op.Install), op.Scoped(op.Session))
}

// found makes a workspace whose owner can be whoever signs in later.
func (d *Door) found(ctx context.Context, p *op.Plain, in FoundIn) (*Workspace, error) {
	owner := right.Member{Name: in.Owner, Email: folded(in.Email)}
	if owner.Name == "" {
		owner.Name = "Operator"
	}
	f := op.Founding{Slug: in.Slug, Name: in.Name, Prefix: in.Prefix, Zone: in.Zone, Owner: owner, ID: id.New(p.Now)}
	f.Also = func(ctx context.Context, raw *store.Tx, member string) error {
		login, err := loginBy(ctx, &raw.Reader, owner.Email)
		if err != nil || login == nil {
			return err
		}
		return d.join(ctx, raw, login.ID, f.ID, member)
	}
	if _, _, err := p.Engine.Found(ctx, f); err != nil {
		return nil, err
	}
	return workspaceByID(ctx, p.DB, f.ID)
}

// add makes a member, and the login that goes with the address.
func (d *Door) add(ctx context.Context, p *op.Plain, in AddIn) (*Person, error) {
	if p.Workspace == "" {
		return nil, errs.New(errs.Invalid, "Say in which workspace: send Throughline-Workspace with its short name.")
	}
	hash := ""
	if in.Password != "" {
		if err := auth.CheckPassword(in.Password, in.Email, in.Name); err != nil {
			return nil, err
		}
		var err error
		if hash, err = d.hash.Hash(ctx, in.Password); err != nil {
			return nil, err
		}
	}
	if in.Role == "" {
		in.Role = right.Plain
	}
	var out *Person
	err := p.Change(ctx, p.Workspace, p.Actor, func(tx *op.Tx, raw *store.Tx) error {
		m := &right.Member{Name: in.Name, Email: folded(in.Email), Handle: in.Handle, Role: in.Role, Status: active}
		if known, err := accountless(ctx, tx, m.Email); err != nil {
			return err
		} else if known != nil {
			m = known
		} else if err := enrol(ctx, tx, m, in.Roles); err != nil {
			return err
		}
		login, err := loginFor(ctx, raw, &Login{Email: m.Email, Name: m.Name, Password: hash}, p.Now)
		if err != nil {
			return err
		}
		if err := d.join(ctx, raw, login, tx.Workspace, m.ID); err != nil {
			return err
		}
		if out, err = personOf(ctx, &tx.View, m.ID); err != nil {
			return err
		}
		return d.note(ctx, p, raw, event{"member.add", "done", login, tx.Workspace})
	})
	return out, err
}

// accountless gives the member with an address who has no account to sign in with:
// an archive brings members, and no accounts. They keep the roles they have.
func accountless(ctx context.Context, tx *op.Tx, email string) (*right.Member, error) {
	found, err := record.Where[right.Member](ctx, tx.At, "d.email = ? and d.status = ? and not exists (select 1 from login_member l where l.workspace_id = d.workspace_id and l.member_id = d.id)", email, active)
	if err != nil || len(found) == 0 {
		return nil, err //nolint:nilnil // most have one
	}
	return &found[0], nil
}

// loginFor finds or makes the login of an address. One that exists keeps its
// password; without any the person can only be given a link.
func loginFor(ctx context.Context, raw *store.Tx, l *Login, now clock.Instant) (string, error) {
	found, err := loginBy(ctx, &raw.Reader, l.Email)
	if err != nil {
		return "", err
	}
	if found != nil {
		return found.ID, nil
	}
	err = makeLogin(ctx, raw, l, now)
	return l.ID, err
}
