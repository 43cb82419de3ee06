package people

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// RoleKind is a role that a member can hold on a product.
type RoleKind struct {
	Name string `json:"name"`
	Base string `json:"base" doc:"Of a role of the workspace's own: the one whose rights it starts from; else empty."`
	Own  bool   `json:"own" doc:"Whether it is the workspace's own."`
}

// AssignIn is a role of a member on a product.
type AssignIn struct {
	Member  string `json:"member" v:"required,max=320" ref:"member" doc:"Id, address or handle."`
	Product string `json:"product" v:"required,max=60" ref:"product" doc:"Id or key."`
	Role    string `json:"role" v:"required,max=60"`
}

// RoleIn is a new role.
type RoleIn struct {
	Name string `json:"name" v:"required,max=60"`
	Base string `json:"base" v:"required,max=60" doc:"The role whose rights it starts from."`
}

// RoleChange gives a role of the workspace's own another name or base.
type RoleChange struct {
	ID   string `json:"id" in:"path" v:"required,max=60" doc:"Its name until now."`
	Name string `json:"name" v:"max=60" doc:"Only while nobody holds it."`
	Base string `json:"base" v:"max=60"`
}

// RoleRef names a role of the workspace's own.
type RoleRef struct {
	ID string `json:"id" in:"path" v:"required,max=60" doc:"Its name."`
}

func registerRoles(r *op.Registry) {
	op.Ask(r, "role.list", listRoles, op.Says("List the roles that members can hold on a product."), op.Needs(op.Inside))
	op.Do(r, "role.create", createRole, op.Says("Make a specialised role that starts from the rights of another."), op.Needs(op.Admins), op.Scoped(scopeAdmin))
	op.Do(r, "role.update", updateRole, op.Says("Change a role of the workspace's own."), op.Needs(op.Admins), op.Scoped(scopeAdmin))
	op.Do(r, "role.delete", deleteRole, op.Says("Remove a role of the workspace's own that nobody holds."), op.Needs(op.Admins), op.Takes("rights.set"), op.Scoped(scopeAdmin))
	op.Do(r, "role.assign", assignRole, op.Says("Give a member a role on a product."), op.Scoped(scopeAdmin))
	op.Do(r, "role.remove", removeRole, op.Says("Take a role on a product from a member."), op.Takes("role.assign"), op.Scoped(scopeAdmin))
}

func listRoles(ctx context.Context, v *op.View, _ Nothing) ([]RoleKind, error) {
	out := make([]RoleKind, 0, len(right.Roles))
	for _, r := range right.Roles {
		out = append(out, RoleKind{Name: r})
	}
	own, err := record.Where[right.CustomRole](ctx, v.At, "1 = 1 order by d.name")
	for _, c := range own {
		out = append(out, RoleKind{c.Name, c.Base, true})
	}
	return out, err
}

func createRole(ctx context.Context, tx *op.Tx, in RoleIn) (*right.CustomRole, error) {
	c := &right.CustomRole{Name: in.Name, Base: in.Base}
	err := tx.Insert(ctx, c)
	if errs.Is(err, errs.Conflict) {
		return nil, errs.Fieldf("name", "%q exists already", in.Name)
	}
	return c, err
}

func customRole(ctx context.Context, tx *op.Tx, name string) (*right.CustomRole, error) {
	own, err := record.Where[right.CustomRole](ctx, tx.At, "d.name = ?", name)
	if err != nil {
		return nil, err
	}
	if len(own) == 0 {
		return nil, errs.New(errs.NotFound, "The workspace has no role %q of its own.", short(name))
	}
	return &own[0], nil
}

func updateRole(ctx context.Context, tx *op.Tx, in RoleChange) (*right.CustomRole, error) {
	before, err := customRole(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	if in.Name != "" {
		after.Name = in.Name
	}
	if in.Base != "" {
		after.Base = in.Base
	}
	return &after, tx.Update(ctx, before, &after)
}

func deleteRole(ctx context.Context, tx *op.Tx, in RoleRef) (*Done, error) {
	c, err := customRole(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	return &Done{}, tx.Delete(ctx, c)
}

// assignRole gives a role. Giving it again changes nothing.
func assignRole(ctx context.Context, tx *op.Tx, in AssignIn) (*right.MemberRole, error) {
	held, one, err := heldRole(ctx, tx, in)
	if err != nil || held != nil {
		return held, err
	}
	return one, tx.Insert(ctx, one)
}

func removeRole(ctx context.Context, tx *op.Tx, in AssignIn) (*Done, error) {
	held, _, err := heldRole(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	if held == nil {
		return nil, errs.New(errs.NotFound, "%s does not hold the role %q on %s.", short(in.Member), short(in.Role), short(in.Product))
	}
	return &Done{}, tx.Delete(ctx, held)
}

// heldRole finds the role that an input names, nil when the member does not
// hold it, and makes the one that would be given.
func heldRole(ctx context.Context, tx *op.Tx, in AssignIn) (held, one *right.MemberRole, err error) {
	m, err := memberIn(ctx, tx, in.Member)
	if err != nil {
		return nil, nil, err
	}
	product, err := tx.Product(ctx, in.Product)
	if err != nil {
		return nil, nil, err
	}
	one = &right.MemberRole{Member: m.ID, Role: in.Role}
	one.Product = id.Ref(product)
	all, err := record.Where[right.MemberRole](ctx, tx.At, "d.member_id = ? and d.product_id = ? and d.role = ?", m.ID, product, in.Role)
	if err == nil && len(all) > 0 {
		held = &all[0]
	}
	return held, one, err
}
