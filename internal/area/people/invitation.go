package people

import (
	"context"
	"slices"
	"time"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/auth"
	"throughline/internal/platform/store"
)

// Grant is a role on a product.
type Grant struct {
	Product string `json:"product" ref:"product"`
	Role    string `json:"role"`
}

// States of an invitation.
const (
	open      = "open"
	accepted  = "accepted"
	withdrawn = "withdrawn"
)

// Invitation asks a person into the workspace. The secret that lets them in
// is not part of it.
type Invitation struct {
	record.Part
	Email     string        `db:"email" json:"email" v:"required,email,max=320"`
	Role      string        `db:"role" json:"role" v:"required,enum=owner|admin|member|guest" doc:"Role in the workspace."`
	Grants    []Grant       `db:"grants" json:"grants" v:"max=200" doc:"Roles on products."`
	Member    id.Ref        `db:"member_id" json:"member" ref:"member" doc:"Who accepted; before that, the member known by name only whom it is for."`
	ExpiresAt clock.Instant `db:"expires_at" json:"expiresAt"`
	State     string        `db:"state" json:"state" v:"enum=open|accepted|withdrawn"`
}

// invitationGood is how long an invitation can be accepted.
const invitationGood = 7 * 24 * time.Hour

// InviteIn says who is asked in, and as what.
type InviteIn struct {
	Email  string  `json:"email" v:"required,email,max=320"`
	Role   string  `json:"role" v:"enum=owner|admin|member|guest" doc:"Role in the workspace; member when left out."`
	Roles  []Grant `json:"roles" v:"max=200" doc:"Roles on products, by id or key."`
	Member string  `json:"member" v:"max=320" ref:"member" doc:"The member known by name only, from an import, who this person is."`
}

// Invited is an invitation with the link that lets the person in.
type Invited struct {
	Invitation
	Link string `json:"link" ref:"-" doc:"Shown only now; hand it to the person."`
}

// InvitationList asks for invitations.
type InvitationList struct {
	State string `json:"state" in:"query" v:"enum=open|accepted|withdrawn" doc:"Only those in this state."`
}

// InvitationIn names an invitation.
type InvitationIn struct {
	ID string `json:"id" in:"path" v:"required,max=60"`
}

// LookIn shows an invitation's secret.
type LookIn struct {
	Token string `json:"token" v:"required,max=100" ref:"-" doc:"What stands behind the # of the link."`
}

// AcceptIn accepts an invitation. Whoever has an account with the invited
// address shows its password; others choose one.
type AcceptIn struct {
	Token    string `json:"token" v:"required,max=100" ref:"-" doc:"What stands behind the # of the link."`
	Name     string `json:"name" v:"required,max=200"`
	Password string `json:"password" v:"required,max=1000"`
}

// Looked is what an invitation says to the person who holds its link.
type Looked struct {
	Workspace string        `json:"workspace"`
	Email     string        `json:"email"`
	Role      string        `json:"role"`
	By        string        `json:"by" doc:"Who invited."`
	ExpiresAt clock.Instant `json:"expiresAt"`
}

func registerInvitations(r *op.Registry, d *Door) {
	op.AddPart[Invitation](r, "invitation")
	op.Raw(r, "member.invite", d.invite, op.Says("Invite a person; the answer has the link that lets them in."), op.Needs(op.Members), op.Takes("people.set"), op.Scoped(scopeAdmin))
	op.Ask(r, "invitation.list", func(ctx context.Context, v *op.View, in InvitationList) ([]Invitation, error) {
		return record.Where[Invitation](ctx, v.At, "(? = '' or d.state = ?) order by d.id desc limit 1000", in.State, in.State)
	}, op.Says("List invitations, newest first."), op.Needs(op.Admins), op.Scoped(scopeAdmin))
	op.Raw(r, "invitation.withdraw", d.withdraw, op.Says("Withdraw an invitation that was not accepted."), op.Needs(op.Members), op.Takes("people.set"), op.Scoped(scopeAdmin))
	op.Raw(r, "invitation.look", d.look, op.Says("Show what an invitation is for, to whoever holds its link."), op.Needs(op.Public), op.Rated("login"))
	op.Raw(r, "invitation.accept", d.accept, op.Says("Accept an invitation, and be signed in."), op.Needs(op.Public), op.Rated("login"))
}

// invite makes an invitation. What it promises is what the inviter could do at
// once; that is asked again when it is accepted.
func (d *Door) invite(ctx context.Context, p *op.Plain, in InviteIn) (*Invited, error) {
	if in.Role == "" {
		in.Role = right.Plain
	}
	plain, hash := auth.NewToken(auth.Invitation)
	inv := &Invitation{Email: folded(in.Email), Role: in.Role, ExpiresAt: p.Now.Add(invitationGood), State: open}
	err := p.Change(ctx, p.Workspace, p.Actor, func(tx *op.Tx, raw *store.Tx) error {
		if rank(in.Role) > rankOf(tx) {
			return errs.New(errs.Forbidden, "You cannot invite anybody as %s: that is above you.", article(in.Role))
		}
		var err error
		if inv.Grants, err = mayGrant(ctx, tx, in.Roles); err != nil {
			return err
		}
		if inv.Member, err = invitee(ctx, tx, inv.Email, in.Member); err != nil {
			return err
		}
		inv.ID = id.New(p.Now)
		err = tx.Insert(ctx, inv)
		if errs.Is(err, errs.Conflict) {
			return errs.New(errs.Conflict, "%s is invited already. Withdraw that invitation to make a new one.", inv.Email)
		}
		if err != nil {
			return err
		}
		_, err = raw.Exec(ctx, "insert into invitation_secret (hash, workspace_id, invitation_id) values (?, ?, ?)", hash, tx.Workspace, inv.ID)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &Invited{*inv, d.link("join", plain)}, nil
}

// mayGrant finds the products of grants, and sees that the actor may give the
// roles.
func mayGrant(ctx context.Context, tx *op.Tx, grants []Grant) ([]Grant, error) {
	out := make([]Grant, 0, len(grants))
	for _, g := range grants {
		product, err := tx.Product(ctx, g.Product)
		if err != nil {
			return nil, err
		}
		if !tx.Access.May(tx.Actor, "role.assign", product).May {
			return nil, errs.New(errs.Forbidden, "You do not decide who has which role on %s.", short(g.Product))
		}
		r := &right.MemberRole{Role: g.Role}
		r.Product = id.Ref(product)
		if err := guardRole(ctx, tx, nil, r); err != nil {
			return nil, err
		}
		out = append(out, Grant{product, g.Role})
	}
	return out, nil
}

// invitee gives the member known by name only who is invited: the one that is
// named, else one with the address; "" for somebody new.
func invitee(ctx context.Context, tx *op.Tx, email, ref string) (id.Ref, error) {
	where, arg := "d.email = ?", email
	if ref != "" {
		who, err := person(ctx, &tx.View, ref)
		if err != nil {
			return "", err
		}
		where, arg = "d.id = ?", who
	}
	found, err := record.Where[right.Member](ctx, tx.At, where, arg)
	switch {
	case err != nil:
		return "", err
	case len(found) == 0 && ref == "":
		return "", nil
	case len(found) == 0:
		return "", record.Missing(ref)
	case found[0].Status == deactivated:
		return "", errs.New(errs.Conflict, "%s was a member and is deactivated. Reactivate them instead.", found[0].Name)
	case found[0].Status != named:
		return "", errs.New(errs.Conflict, "%s is a member already.", found[0].Name)
	}
	return id.Ref(found[0].ID), nil
}

func (d *Door) withdraw(ctx context.Context, p *op.Plain, in InvitationIn) (*Invitation, error) {
	var after Invitation
	err := p.Change(ctx, p.Workspace, p.Actor, func(tx *op.Tx, raw *store.Tx) error {
		before, err := record.Find[Invitation](ctx, tx.At, in.ID)
		if err != nil {
			return err
		}
		if before.State != open {
			return errs.New(errs.Conflict, "This invitation is %s already.", before.State)
		}
		after = *before
		after.State = withdrawn
		if err := tx.Update(ctx, before, &after); err != nil {
			return err
		}
		_, err = raw.Exec(ctx, "delete from invitation_secret where workspace_id = ? and invitation_id = ?", tx.Workspace, in.ID)
		return err
	})
	return &after, err
}

// held finds the open invitation that a secret belongs to.
func (d *Door) held(ctx context.Context, p *op.Plain, token string) (*Invitation, error) {
	if err := overHTTP(p); err != nil {
		return nil, err
	}
	if err := d.attemptLink(d.Network(p.Request)); err != nil {
		return nil, d.refused(ctx, p, err)
	}
	if kind, err := auth.ParseToken(token); err != nil || kind != auth.Invitation {
		return nil, uninvited()
	}
	type secret struct {
		Workspace  string `db:"workspace_id"`
		Invitation string `db:"invitation_id"`
	}
	var found []secret
	err := p.DB.Read(ctx, "", func(r *store.Reader) (err error) {
		found, err = store.All[secret](ctx, r, "select workspace_id, invitation_id from invitation_secret where hash = ?", auth.HashToken(token))
		return err
	})
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, uninvited()
	}
	var inv *Invitation
	err = p.DB.Read(ctx, found[0].Workspace, func(r *store.Reader) (err error) {
		inv, err = record.Find[Invitation](ctx, record.At{R: r, Workspace: found[0].Workspace}, found[0].Invitation)
		return err
	})
	if err == nil && (inv.State != open || inv.ExpiresAt <= p.Now) {
		return nil, uninvited()
	}
	return inv, err
}

// uninvited is the same for links that never were, are used, withdrawn, too
// old, or made by somebody who may not invite any more.
func uninvited() error {
	return errs.New(errs.NotFound, "This invitation is not good any more: it was used or withdrawn, or is too old. Ask for a new one.")
}

func (d *Door) look(ctx context.Context, p *op.Plain, in LookIn) (*Looked, error) {
	inv, err := d.held(ctx, p, in.Token)
	if err != nil {
		return nil, err
	}
	w, err := workspaceByID(ctx, p.DB, inv.Workspace)
	if err != nil {
		return nil, err
	}
	by, err := d.inviter(ctx, p, inv)
	if err != nil {
		return nil, err
	}
	return &Looked{w.Name, inv.Email, inv.Role, by.name, inv.ExpiresAt}, nil
}

type inviter struct {
	right.Actor
	name string
}

// inviter gives who invited, with the rights they have now.
func (d *Door) inviter(ctx context.Context, p *op.Plain, inv *Invitation) (by inviter, err error) {
	err = p.Engine.View(ctx, inv.Workspace, right.Actor{}, func(v *op.View) error {
		m, ok := v.Access.Member(string(inv.CreatedBy))
		if !ok || m.Status != active {
			return uninvited()
		}
		by = inviter{right.Actor{Member: m.ID, Role: m.Role, Through: "invitation:" + inv.ID}, m.Name}
		return nil
	})
	return by, err
}

// accept makes the person a member, in the name of whoever invited and with
// the rights that they have now. Who and what the person becomes stands in the
// invitation; the caller only adds a name.
func (d *Door) accept(ctx context.Context, p *op.Plain, in AcceptIn) (*SignedIn, error) {
	inv, err := d.held(ctx, p, in.Token)
	if err != nil {
		return nil, err
	}
	login, err := d.applicant(ctx, p, inv, in)
	if err != nil {
		return nil, err
	}
	by, err := d.inviter(ctx, p, inv)
	if err != nil {
		return nil, err
	}
	err = p.Change(ctx, inv.Workspace, by.Actor, func(tx *op.Tx, raw *store.Tx) error {
		n, err := raw.Exec(ctx, "delete from invitation_secret where hash = ?", auth.HashToken(in.Token))
		if err == nil && n == 0 {
			return uninvited()
		}
		if err != nil {
			return err
		}
		if login.ID == "" {
			if err := makeLogin(ctx, raw, login, p.Now); err != nil {
				return err
			}
		}
		member, err := admit(ctx, tx, inv, in.Name)
		if err != nil {
			return err
		}
		if err := d.join(ctx, raw, login.ID, inv.Workspace, member); err != nil {
			return err
		}
		return d.note(ctx, p, raw, event{p.Operation(), "done", login.ID, inv.Workspace})
	})
	if errs.Is(err, errs.Forbidden) { // the inviter has lost the right
		return nil, uninvited()
	}
	if err != nil {
		return nil, err
	}
	return d.begin(ctx, p, login, inv.Workspace, "session.create")
}

// applicant gives the login that accepts: the one with the invited address, if
// its password is shown, or a new one that has no id yet.
func (d *Door) applicant(ctx context.Context, p *op.Plain, inv *Invitation, in AcceptIn) (*Login, error) {
	var login *Login
	err := p.DB.Read(ctx, "", func(r *store.Reader) (err error) {
		login, err = loginBy(ctx, r, inv.Email)
		return err
	})
	if err != nil {
		return nil, err
	}
	if login != nil {
		proven, err := d.proven(ctx, p, inv.Email, in.Password)
		if errs.Is(err, errs.Unauthenticated) {
			return nil, errs.Fieldf("password", "is not that of the account with this address")
		}
		return proven, err
	}
	fresh := &Login{Email: inv.Email, Name: in.Name}
	fresh.Password, err = d.newPassword(ctx, in.Password, fresh, "password")
	return fresh, err
}

// admit makes the invited person a member and gives them their roles. Each
// change takes the decision that its fields name.
func admit(ctx context.Context, tx *op.Tx, inv *Invitation, name string) (string, error) {
	now, err := record.Find[Invitation](ctx, tx.At, inv.ID)
	if err != nil {
		return "", err
	}
	if now.State != open {
		return "", uninvited()
	}
	m := &right.Member{Name: name, Email: inv.Email, Role: inv.Role, Status: active}
	if inv.Member == "" {
		if err := enrol(ctx, tx, m, nil); err != nil {
			return "", err
		}
	} else if m, err = awaken(ctx, tx, inv, name); err != nil {
		return "", err
	}
	held, err := record.Where[right.MemberRole](ctx, tx.At, "d.member_id = ?", m.ID)
	if err != nil {
		return "", err
	}
	grants := slices.DeleteFunc(slices.Clone(inv.Grants), func(g Grant) bool {
		return slices.ContainsFunc(held, func(h right.MemberRole) bool { return string(h.Product) == g.Product && h.Role == g.Role })
	})
	if err := giveRoles(ctx, tx, m.ID, grants); err != nil {
		return "", err
	}
	after := *now
	after.State, after.Member = accepted, id.Ref(m.ID)
	done := tx.Covered("people.set")
	defer done()
	return m.ID, tx.Update(ctx, now, &after)
}

// awaken turns a member who was known by name only into one who signs in.
func awaken(ctx context.Context, tx *op.Tx, inv *Invitation, name string) (*right.Member, error) {
	before, err := record.Find[right.Member](ctx, tx.At, string(inv.Member))
	if err != nil {
		return nil, err
	}
	if before.Status != named {
		return nil, uninvited()
	}
	after := *before
	after.Name, after.Email, after.Role, after.Status = name, inv.Email, inv.Role, active
	if after.Handle == "" {
		if after.Handle, err = freeHandle(ctx, tx, name); err != nil {
			return nil, err
		}
	}
	return &after, saveMember(ctx, tx, before, &after)
}
