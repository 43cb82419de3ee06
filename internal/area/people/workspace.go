package people

import (
	"context"
	"net/http"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// Workspace is the tenant, as its members see it.
type Workspace struct {
	ID        string        `db:"id" json:"id"`
	Slug      string        `db:"slug" json:"slug" doc:"Short name for addresses; it stays."`
	Name      string        `db:"name" json:"name"`
	Prefix    string        `db:"prefix" json:"prefix" doc:"Begins the keys of records that belong to no product; it stays."`
	Zone      string        `db:"zone" json:"zone" doc:"Time zone in which its days begin."`
	CreatedAt clock.Instant `db:"created_at" json:"createdAt"`
}

const workspaceColumns = "select id, slug, name, prefix, zone, created_at from workspace"

// WorkspaceSetting is what can be changed of a workspace, and so is in the
// ledger. It is made when something is changed for the first time; the row of
// the workspace mirrors it, because its name is also asked for from outside.
type WorkspaceSetting struct {
	record.Part
	Name string `db:"name" json:"name" by:"workspace.set" v:"required,max=200"`
	Zone string `db:"zone" json:"zone" by:"workspace.set" v:"required,zone"`
}

// WorkspaceChange is what to change; what is left out stays.
type WorkspaceChange struct {
	Name *string `json:"name" v:"max=200"`
	Zone *string `json:"zone" v:"zone"`
}

// MakeIn is a new workspace of one's own.
type MakeIn struct {
	Slug   string `json:"slug" v:"required,max=40" doc:"Short name for addresses: small letters, digits and dashes."`
	Name   string `json:"name" v:"required,max=200"`
	Prefix string `json:"prefix" v:"key" doc:"Begins the keys of records that belong to no product; WS when left out."`
	Zone   string `json:"zone" v:"zone"`
}

// Home is a workspace that somebody belongs to.
type Home struct {
	ID      string `db:"id" json:"id"`
	Slug    string `db:"slug" json:"slug"`
	Name    string `db:"name" json:"name"`
	Current bool   `db:"-" json:"current" doc:"Whether this request is in it."`
}

func registerWorkspaces(r *op.Registry, d *Door) {
	op.AddPart[WorkspaceSetting](r, "workspace_setting")
	r.With(mirrorWorkspace)
	op.Ask(r, "workspace.show", func(ctx context.Context, v *op.View, _ Nothing) (*Workspace, error) {
		w, err := store.One[Workspace](ctx, v.R, workspaceColumns+" where id = ?", v.Workspace)
		return &w, err
	}, op.Says("Show the workspace."), op.Needs(op.Inside), op.At(http.MethodGet, "/api/v1/workspace"))
	op.Do(r, "workspace.update", updateWorkspace, op.Says("Change the workspace's name or time zone."), op.Takes("workspace.set"), op.Scoped(scopeAdmin), op.At(http.MethodPatch, "/api/v1/workspace"))
	op.Raw(r, "workspace.list", listWorkspaces, op.Says("List the workspaces you belong to."), op.Needs(op.Account), op.Scoped(scopeRead), op.At(http.MethodGet, "/api/v1/workspaces"))
	op.Raw(r, "workspace.create", d.makeWorkspace, op.Says("Make a workspace, with you as its owner."), op.Needs(op.Account), op.Scoped(op.Session))
}

// updateWorkspace notes what the workspace was when it was founded, the first
// time, so that its history begins there.
func updateWorkspace(ctx context.Context, tx *op.Tx, in WorkspaceChange) (*Workspace, error) {
	w, err := store.One[Workspace](ctx, tx.R, workspaceColumns+" where id = ?", tx.Workspace)
	if err != nil {
		return nil, err
	}
	before := &WorkspaceSetting{Name: w.Name, Zone: w.Zone}
	known, err := record.Where[WorkspaceSetting](ctx, tx.At, "1 = 1")
	if err != nil {
		return nil, err
	}
	if len(known) > 0 {
		before = &known[0]
	}
	after := *before
	if in.Name != nil {
		after.Name = *in.Name
	}
	if in.Zone != nil {
		after.Zone = *in.Zone
	}
	if after == *before {
		return &w, nil
	}
	if len(known) == 0 {
		done := tx.When(w.CreatedAt, "")
		err := tx.Insert(ctx, before)
		done()
		if err != nil {
			return nil, err
		}
		after.Part = before.Part
	}
	w.Name, w.Zone = after.Name, after.Zone
	return &w, tx.Update(ctx, before, &after)
}

// mirrorWorkspace keeps the row of the workspace in step.
func mirrorWorkspace(ctx context.Context, tx *op.Tx, _ *record.Type, _ ledger.Act, _, after record.Thing) error { //nolint:revive // as the registry calls it
	s := as[WorkspaceSetting](after)
	if s == nil {
		return nil
	}
	return tx.Index(ctx, "update workspace set name = ?, zone = ? where id = ?", s.Name, s.Zone, tx.Workspace)
}

// homes lists the workspaces where a login is an active member.
func homes(ctx context.Context, r *store.Reader, login string) ([]Home, error) {
	return store.All[Home](ctx, r, "select w.id, w.slug, w.name from login_member m join workspace w on w.id = m.workspace_id where m.login_id = ? and m.active order by w.created_at, w.id", login)
}

func listWorkspaces(ctx context.Context, p *op.Plain, _ Nothing) ([]Home, error) {
	var out []Home
	err := p.DB.Read(ctx, "", func(r *store.Reader) (err error) {
		switch {
		case p.Actor.Login != "":
			out, err = homes(ctx, r, p.Actor.Login)
		case p.Actor.Through == op.Operator:
			out, err = store.All[Home](ctx, r, "select id, slug, name from workspace order by created_at, id")
		default: // a token, or a member without a login
			out, err = store.All[Home](ctx, r, "select id, slug, name from workspace where id = ?", p.Workspace)
		}
		return err
	})
	for i := range out {
		out[i].Current = out[i].ID == p.Workspace
	}
	return out, err
}

func (d *Door) makeWorkspace(ctx context.Context, p *op.Plain, in MakeIn) (*Workspace, error) {
	if !d.Found {
		return nil, errs.New(errs.Forbidden, "On this installation only whoever runs it makes workspaces (setting workspace-creation).")
	}
	if p.Actor.Login == "" {
		return nil, errs.New(errs.Forbidden, "Only a person who signed in can make a workspace.")
	}
	var login *Login
	err := p.DB.Read(ctx, "", func(r *store.Reader) (err error) {
		login, err = mustLogin(ctx, r, p.Actor.Login)
		return err
	})
	if err != nil {
		return nil, err
	}
	f := op.Founding{
		ID: id.New(p.Now), Slug: in.Slug, Name: in.Name, Prefix: in.Prefix, Zone: in.Zone,
		Owner: right.Member{Name: login.Name, Email: login.Email},
	}
	f.Also = func(ctx context.Context, raw *store.Tx, member string) error {
		if err := d.join(ctx, raw, login.ID, f.ID, member); err != nil {
			return err
		}
		return d.note(ctx, p, raw, event{p.Operation(), "done", login.ID, f.ID})
	}
	if _, _, err := p.Engine.Found(ctx, f); err != nil {
		return nil, err
	}
	return workspaceByID(ctx, p.DB, f.ID)
}

func workspaceByID(ctx context.Context, db *store.DB, ws string) (*Workspace, error) {
	var w Workspace
	err := db.Read(ctx, "", func(r *store.Reader) (err error) {
		w, err = store.One[Workspace](ctx, r, workspaceColumns+" where id = ?", ws)
		return err
	})
	return &w, err
}
