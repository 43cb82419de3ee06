package people

import (
	"context"
	"net/http"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/platform/store"
)

// Me is who is asking, and what they may do.
type Me struct {
	Member     *Person                      `json:"member" doc:"Null for somebody who is in no workspace."`
	Login      *Login                       `json:"login" doc:"The account; null for a token."`
	Through    string                       `json:"through"`
	Scopes     []string                     `json:"scopes" doc:"Of a token; null means everything."`
	Workspace  *Workspace                   `json:"workspace"`
	Workspaces []Home                       `json:"workspaces"`
	Products   []MyProduct                  `json:"products" doc:"Those the asker may see."`
	Abilities  map[string]map[string]string `json:"abilities" doc:"By product id (and \"workspace\" for what belongs to none): each decision with act or propose. Guests have none."`
}

// MyProduct is a product with one's roles on it.
type MyProduct struct {
	ID    string   `db:"id" json:"id"`
	Key   string   `db:"key" json:"key"`
	Title string   `db:"title" json:"title"`
	Roles []string `db:"-" json:"roles" doc:"Also those that one's specialised roles start from."`
}

// MyChange is what people change about themselves; what is left out stays.
type MyChange struct {
	Name   *string `json:"name" v:"max=200"`
	Handle *string `json:"handle" v:"max=80"`
	Zone   *string `json:"zone" v:"zone" doc:"Time zone, like Europe/Berlin."`
}

func registerMe(r *op.Registry) {
	op.Raw(r, "me.show", showMe, op.Says("Show who you are here, and what you decide on each product."), op.Needs(op.Account), op.Scoped(scopeRead), op.At(http.MethodGet, "/api/v1/me"))
	op.Do(r, "me.update", updateMe, op.Says("Change your name, handle or time zone."), op.Needs(op.Self), op.At(http.MethodPatch, "/api/v1/me"))
	op.Do(r, "me.leave", leave, op.Says("Leave the workspace."), op.Needs(op.Self), op.Scoped(op.Session), op.At(http.MethodPost, "/api/v1/me/leave"))
}

func showMe(ctx context.Context, p *op.Plain, _ Nothing) (*Me, error) {
	me := &Me{Through: p.Actor.Through, Scopes: p.Actor.Scopes, Products: []MyProduct{}, Abilities: map[string]map[string]string{}}
	var err error
	if me.Workspaces, err = listWorkspaces(ctx, p, Nothing{}); err != nil {
		return nil, err
	}
	err = p.DB.Read(ctx, "", func(r *store.Reader) (err error) {
		me.Login, err = loginBy(ctx, r, p.Actor.Login)
		return err
	})
	if err != nil || p.Workspace == "" {
		return me, err
	}
	if me.Workspace, err = workspaceByID(ctx, p.DB, p.Workspace); err != nil {
		return nil, err
	}
	return me, p.Engine.View(ctx, p.Workspace, p.Actor, func(v *op.View) error { return me.here(ctx, v) })
}

// here adds what one is and may in a workspace.
func (me *Me) here(ctx context.Context, v *op.View) error {
	var err error
	if me.Member, err = personOf(ctx, v, v.Actor.Member); err != nil {
		return err
	}
	scope, args := v.Scope("r.product_id")
	products, err := store.All[MyProduct](ctx, v.R, "select r.id, r.key, r.title from record r where r.workspace_id = ? and r.kind = 'product' and r.archived_at = 0 and "+scope+" order by r.key",
		append([]any{v.Workspace}, args...)...)
	if err != nil {
		return err
	}
	for _, p := range products {
		p.Roles = list(v.Access.RolesOn(v.Actor.Member, p.ID))
		me.Products = append(me.Products, p)
		me.ability(v, p.ID, p.ID)
	}
	if v.Sees("") {
		me.ability(v, "workspace", "")
	}
	return nil
}

// ability says of each decision whether one acts or proposes.
func (me *Me) ability(v *op.View, name, product string) {
	if v.Actor.Role == right.Guest {
		return
	}
	all := make(map[string]string, len(right.Default))
	for d := range right.Default {
		all[d] = "propose"
		if v.Access.May(v.Actor, d, product).May {
			all[d] = "act"
		}
	}
	me.Abilities[name] = all
}

func updateMe(ctx context.Context, tx *op.Tx, in MyChange) (*right.Member, error) {
	before, err := record.Find[right.Member](ctx, tx.At, tx.Actor.Member)
	if err != nil {
		return nil, err
	}
	after := *before
	for to, from := range map[*string]*string{&after.Name: in.Name, &after.Handle: in.Handle, &after.Zone: in.Zone} {
		if from != nil {
			*to = *from
		}
	}
	return &after, saveMember(ctx, tx, before, &after)
}

// leave ends one's own membership, as a deactivation by oneself.
func leave(ctx context.Context, tx *op.Tx, _ Nothing) (*Done, error) {
	before, err := record.Find[right.Member](ctx, tx.At, tx.Actor.Member)
	if err != nil {
		return nil, err
	}
	after := *before
	after.Status = deactivated
	return &Done{}, tx.Update(ctx, before, &after)
}
