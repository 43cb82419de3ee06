package people

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// The guard rails hold for every change of people and rights, by whatever way
// it comes: an operation, a batch, an import, the undoing of an earlier
// change. They are asked before it is known whether the change will be made or
// proposed, so what is about the actor's own power counts only for those who
// have a say; the others' change is a proposal, and then the one who takes it
// is asked.

const (
	active      = "active"
	deactivated = "deactivated"
	named       = "named"
)

// guard is asked before each change of anything.
func guard(ctx context.Context, tx *op.Tx, before, after record.Thing) error {
	thing := after
	if thing == nil {
		thing = before
	}
	switch thing.(type) {
	case *right.Member:
		return guardMember(ctx, tx, as[right.Member](before), as[right.Member](after))
	case *right.MemberRole:
		return guardRole(ctx, tx, as[right.MemberRole](before), as[right.MemberRole](after))
	case *right.CustomRole:
		return guardCustomRole(ctx, tx, as[right.CustomRole](before), as[right.CustomRole](after))
	case *right.DecisionRight:
		return guardRule(ctx, tx, as[right.DecisionRight](before), as[right.DecisionRight](after))
	}
	return nil
}

// as gives a thing as what it is; nil stays nil.
func as[T any](v record.Thing) *T {
	t, _ := any(v).(*T)
	return t
}

// rank orders the workspace roles.
func rank(role string) int {
	return 1 + slices.Index([]string{right.Guest, right.Plain, right.Admin, right.Owner}, role)
}

// rankOf gives the rank of who is acting, as of this change and not as of when
// the request came.
func rankOf(tx *op.Tx) int {
	m, known := tx.Access.Member(tx.Actor.Member)
	switch {
	case !known: // whoever founds a workspace is not in it yet
		return rank(tx.Actor.Role)
	case m.Status != active:
		return 0
	}
	return rank(m.Role)
}

// hasSay says whether the actor takes part in a decision: then what they do
// may take effect.
func hasSay(tx *op.Tx, decision, product string) bool {
	return tx.Access.May(tx.Actor, decision, product).May || slices.Contains(tx.Access.Deciders(decision, product), tx.Actor.Member)
}

func guardMember(ctx context.Context, tx *op.Tx, before, after *right.Member) error {
	if after == nil {
		return errs.New(errs.Conflict, "A member is deactivated, not removed: others have spoken of them.")
	}
	self := before != nil && before.ID == tx.Actor.Member
	if self || hasSay(tx, "people.set", "") {
		mine := rankOf(tx)
		if before != nil && rank(before.Role) > mine {
			return errs.New(errs.Forbidden, "%s is %s here, which is above you. Ask an %s.", before.Name, article(before.Role), before.Role)
		}
		if rank(after.Role) > mine {
			return errs.New(errs.Forbidden, "You cannot make anybody %s: that is above you.", article(after.Role))
		}
	}
	if before != nil && owns(before) && !owns(after) {
		return anotherOwner(ctx, tx, before)
	}
	return nil
}

func owns(m *right.Member) bool { return m.Role == right.Owner && m.Status == active }

func anotherOwner(ctx context.Context, tx *op.Tx, m *right.Member) error {
	n, err := store.One[int64](ctx, tx.R, "select count(*) from member where workspace_id = ? and role = ? and status = ? and id <> ?", tx.Workspace, right.Owner, active, m.ID)
	if err == nil && n == 0 {
		return errs.New(errs.Conflict, "%s is the last owner. Make somebody else an owner first.", m.Name)
	}
	return err
}

func article(role string) string {
	if role == right.Owner || role == right.Admin {
		return "an " + role
	}
	return "a " + role
}

func guardRole(ctx context.Context, tx *op.Tx, before, after *right.MemberRole) error {
	one := after
	if one == nil {
		one = before
	}
	if after != nil {
		if after.Product == "" {
			return errs.Fieldf("product", "is required: a role is held on a product")
		}
		if err := knownRoles(ctx, tx, "role", false, after.Role); err != nil {
			return err
		}
	}
	product := string(one.Product)
	if !hasSay(tx, "role.assign", product) || tx.Actor.Admin() {
		return nil
	}
	decision, err := beyond(ctx, tx, one.Role, product)
	if err == nil && decision != "" {
		return errs.New(errs.Forbidden, "The role %q decides %s, which you do not decide yourself, so you can neither give nor take it. Ask an admin.", one.Role, decision)
	}
	return err
}

// beyond names a decision that a role takes part in and the actor does not
// decide, unless they hold it: nobody gives more than they have. It is "" when
// there is none.
func beyond(ctx context.Context, tx *op.Tx, role, product string) (string, error) {
	if slices.Contains(tx.Access.RolesOn(tx.Actor.Member, product), role) {
		return "", nil
	}
	own, err := record.Where[right.CustomRole](ctx, tx.At, "d.name = ?", role)
	if err != nil {
		return "", err
	}
	same := []string{role}
	for _, c := range own {
		same = append(same, c.Base)
	}
	for _, decision := range slices.Sorted(maps.Keys(right.Default)) {
		part := slices.ContainsFunc(tx.Access.Rule(decision, product).Roles, func(r string) bool { return slices.Contains(same, r) })
		if part && !tx.Access.May(tx.Actor, decision, product).May {
			return decision, nil
		}
	}
	return "", nil
}

// knownRoles sees that roles exist: those that every workspace has, its own,
// and, where a rule names who decides, the workspace's admins.
func knownRoles(ctx context.Context, tx *op.Tx, field string, orAdmin bool, roles ...string) error {
	own, err := record.Where[right.CustomRole](ctx, tx.At, "1 = 1")
	if err != nil {
		return err
	}
	for i, role := range roles {
		known := slices.Contains(right.Roles, role) || orAdmin && role == right.Admin ||
			slices.ContainsFunc(own, func(c right.CustomRole) bool { return c.Name == role })
		if !known {
			at := field
			if len(roles) > 1 {
				at = fmt.Sprintf("%s.%d", field, i)
			}
			return errs.Fieldf(at, "%q is not a role here; role.list names them", role)
		}
	}
	return nil
}

func guardCustomRole(ctx context.Context, tx *op.Tx, before, after *right.CustomRole) error {
	if hasSay(tx, "rights.set", "") && !tx.Actor.Admin() {
		return errs.New(errs.Forbidden, "Only the workspace's owners and admins make roles.")
	}
	if after != nil {
		if slices.Contains(right.Roles, after.Name) || rank(after.Name) > 0 {
			return errs.Fieldf("name", "%q exists in every workspace already", after.Name)
		}
		if !slices.Contains(right.Roles, after.Base) {
			return errs.Fieldf("base", "%q is not a role to start from", after.Base)
		}
	}
	if before != nil && (after == nil || after.Name != before.Name) {
		return unusedRole(ctx, tx, before.Name)
	}
	return nil
}

// unusedRole sees that nobody holds a role and no rule names it.
func unusedRole(ctx context.Context, tx *op.Tx, name string) error {
	held, err := record.Where[right.MemberRole](ctx, tx.At, "d.role = ?", name)
	if err != nil {
		return err
	}
	if len(held) > 0 {
		return errs.New(errs.Conflict, "%d people hold the role %q. Take it from them first.", len(held), name)
	}
	rules, err := record.Where[right.DecisionRight](ctx, tx.At, "1 = 1")
	if err != nil {
		return err
	}
	for _, r := range rules {
		if slices.Contains(r.Roles, name) || slices.Contains(r.Heard, name) {
			return errs.New(errs.Conflict, "The rule for %s names the role %q. Change that first.", r.Decision, name)
		}
	}
	return nil
}

// adminsOwn are decisions that only admins hand over: who holds them could
// take everything else.
var adminsOwn = []string{"role.assign", "rights.set", "people.set", "workspace.set", "product.make"}

func guardRule(ctx context.Context, tx *op.Tx, before, after *right.DecisionRight) error {
	one := after
	if one == nil {
		one = before
	}
	if after != nil {
		if _, ok := right.Default[after.Decision]; !ok {
			return errs.Fieldf("decision", "%q is not a decision; right.list names them", short(after.Decision))
		}
		if err := knownRoles(ctx, tx, "roles", true, after.Roles...); err != nil {
			return err
		}
		if err := knownRoles(ctx, tx, "heard", true, after.Heard...); err != nil {
			return err
		}
	}
	product := string(one.Product)
	if !hasSay(tx, "rights.set", product) || tx.Actor.Admin() {
		return nil
	}
	if slices.Contains(adminsOwn, one.Decision) || !tx.Access.May(tx.Actor, one.Decision, product).May {
		return errs.New(errs.Forbidden, "You do not decide %s yourself, so you cannot say who does. Ask an admin.", one.Decision)
	}
	return nil
}
