package op

import (
	"context"
	"regexp"
	"strings"

	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// Founding is a new workspace and its first owner.
type Founding struct {
	ID     string // "" makes one
	Slug   string // short name for addresses: "lendwell"
	Name   string
	Prefix string // of keys of records that belong to no product; "" takes "WS"
	Zone   string // time zone; "" is UTC
	Owner  right.Member
	// Also, when set, writes to plain tables in the same change.
	Also func(ctx context.Context, raw *store.Tx, owner string) error
}

var slugForm = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{1,39}$`)

// Found makes a workspace with its first owner, and gives both ids.
func (e *Engine) Found(ctx context.Context, f Founding) (workspace, owner string, err error) {
	if !slugForm.MatchString(f.Slug) {
		return "", "", errs.Fieldf("slug", "must be 2 to 40 small letters, digits or dashes")
	}
	now := e.Clock.Now()
	if f.ID == "" {
		f.ID = e.NewID(now)
	}
	if f.Prefix == "" {
		f.Prefix = "WS"
	}
	if f.Zone == "" {
		f.Zone = "UTC"
	}
	m := f.Owner
	m.Role, m.Status = right.Owner, "active"
	if m.Handle == "" {
		m.Handle = Handle(m.Name)
	}
	d := &Def{Name: "workspace.found", Perm: Self}
	actor := right.Actor{Role: right.Owner, Through: "founding"}
	err = e.DB.Write(ctx, f.ID, func(raw *store.Tx) error {
		_, err := raw.Exec(ctx, "insert into workspace (id, slug, name, prefix, zone, created_at) values (?, ?, ?, ?, ?, ?)", f.ID, f.Slug, f.Name, f.Prefix, f.Zone, int64(now))
		if errs.Is(err, errs.Conflict) {
			return errs.Fieldf("slug", "is taken; choose another")
		}
		if err != nil {
			return err
		}
		v := View{At: record.At{R: &raw.Reader, Workspace: f.ID}, Actor: actor, Access: &right.Access{Workspace: f.ID}, Now: now, Engine: e}
		tx := &Tx{View: v, call: &Call{Op: d.Name, Workspace: f.ID, Actor: actor, Request: e.NewID(now)}, def: d, raw: raw}
		if err := tx.Insert(ctx, &m); err != nil || f.Also == nil {
			return err
		}
		return f.Also(ctx, raw, m.ID)
	})
	return f.ID, m.ID, err
}

// Handle makes what mentions use from a name: "Ana Lopez" gives "ana.lopez".
func Handle(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "."):
			b.WriteByte('.')
		}
	}
	return strings.Trim(b.String(), ".")
}

// ActorOf gives the actor that a member is, through some means.
func (e *Engine) ActorOf(ctx context.Context, workspace, member, through string) (right.Actor, error) {
	var a right.Actor
	err := e.View(ctx, workspace, right.Actor{}, func(v *View) error {
		m, ok := v.Access.Member(member)
		if !ok || m.Status != "active" {
			return errs.New(errs.Unauthenticated, "This member cannot act here.")
		}
		a = right.Actor{Member: member, Role: m.Role, Through: through}
		return nil
	})
	return a, err
}

// Bootstrap writes one thing without asking for a right, as an actor's doing:
// for founding a workspace and for tests.
func (e *Engine) Bootstrap(ctx context.Context, workspace string, actor right.Actor, v any) error {
	d := &Def{Name: "workspace.found", Perm: Self}
	return e.DB.Write(ctx, workspace, func(raw *store.Tx) error {
		view, err := e.view(ctx, record.At{R: &raw.Reader, Workspace: workspace}, actor)
		if err != nil {
			return err
		}
		tx := &Tx{View: *view, call: &Call{Op: d.Name, Workspace: workspace, Actor: actor, Request: e.NewID(e.Clock.Now())}, def: d, raw: raw}
		return tx.Insert(ctx, v.(record.Thing))
	})
}
