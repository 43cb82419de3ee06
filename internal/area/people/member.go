package people

import (
	"context"
	"encoding/json"
	"net/mail"
	"strconv"
	"strings"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/page"
	"throughline/internal/kit/patch"
	"throughline/internal/kit/text"
	"throughline/internal/platform/store"
)

// Person is a member with the roles they hold.
type Person struct {
	right.Member
	Roles []Held `json:"roles"`
}

// Held is a role on a product.
type Held struct {
	Product string `json:"product" ref:"product"`
	Role    string `json:"role"`
}

// MemberList asks for members.
type MemberList struct {
	Q       string `json:"q" in:"query" v:"max=200" doc:"Only those whose name, address or handle contains this."`
	Status  string `json:"status" in:"query" v:"enum=active|named|deactivated" doc:"Only those with this status."`
	Product string `json:"product" in:"query" ref:"product" v:"max=60" doc:"Only those with a role on this product, by id or key."`
	Limit   int    `json:"limit" in:"query"`
	Cursor  string `json:"cursor" in:"query" v:"max=60"`
}

// MemberIn names a member.
type MemberIn struct {
	ID string `json:"id" in:"path" v:"required,max=320" doc:"Id, address, handle, or \"me\"."`
}

// MemberPatch is a JSON merge patch of a member.
type MemberPatch struct {
	ID    string          `json:"id" in:"path" v:"required,max=320" doc:"Id, address, handle, or \"me\"."`
	Patch json.RawMessage `json:"patch" in:"body" v:"required"`
}

func registerMembers(r *op.Registry) {
	op.Ask(r, "member.list", listMembers, op.Says("List the members of the workspace."), op.Needs(op.Inside))
	op.Ask(r, "member.show", func(ctx context.Context, v *op.View, in MemberIn) (*Person, error) {
		who, err := person(ctx, v, in.ID)
		if err != nil {
			return nil, err
		}
		return personOf(ctx, v, who)
	}, op.Says("Show a member with the roles they hold."), op.Needs(op.Inside))
	op.Do(r, "member.update", updateMember, op.Says("Change a member's name, address, handle, time zone or role in the workspace."), op.Of("member", patch.For[right.Member]()), op.Scoped(scopeAdmin))
	op.Do(r, "member.deactivate", setStatus(active, deactivated), op.Says("Deactivate a member: they can no longer sign in here, and what they did stays."), op.Takes("people.set"), op.Scoped(scopeAdmin))
	op.Do(r, "member.reactivate", setStatus(deactivated, active), op.Says("Let a deactivated member back in."), op.Takes("people.set"), op.Scoped(scopeAdmin))
	r.With(mirrorMember)
}

// membersAtOnce is how many members are read in one go.
const membersAtOnce = 500

// listMembers pages by id. Guests, and tokens that are limited to products,
// are shown those who work on what they see.
func listMembers(ctx context.Context, v *op.View, in MemberList) (page.Page[Person], error) {
	var out page.Page[Person]
	limit, err := page.Limit(in.Limit)
	if err != nil {
		return out, err
	}
	where, args, err := memberFilter(ctx, v, in)
	if err != nil {
		return out, err
	}
	var found []right.Member
	for last := in.Cursor; ; {
		some, err := record.Where[right.Member](ctx, v.At, "d.id > ?"+where+" order by d.id limit ?", append(append([]any{last}, args...), membersAtOnce)...)
		if err != nil {
			return out, err
		}
		for _, m := range some {
			if contains(v, m, in.Q) {
				found = append(found, m)
			}
		}
		if len(found) > limit || len(some) < membersAtOnce {
			break
		}
		last = some[len(some)-1].ID
	}
	if len(found) > limit {
		found = found[:limit]
		out.Next = found[limit-1].ID
	}
	out.Items, err = withRoles(ctx, v, found)
	return out, err
}

// memberFilter gives what a member's row must fulfil.
func memberFilter(ctx context.Context, v *op.View, in MemberList) (where string, args []any, err error) {
	const holds = " exists (select 1 from member_role h where h.workspace_id = d.workspace_id and h.member_id = d.id and "
	if !v.Sees("") {
		scope, more := v.Scope("h.product_id")
		where, args = " and (d.id = ? or"+holds+scope+"))", append([]any{v.Actor.Member}, more...)
	}
	if in.Status != "" {
		where, args = where+" and d.status = ?", append(args, in.Status)
	}
	if in.Product != "" {
		p, err := v.Product(ctx, in.Product)
		if err != nil {
			return "", nil, err
		}
		where, args = where+" and"+holds+"h.product_id = ?)", append(args, p)
	}
	return where, args, nil
}

// contains says whether a member goes by a piece of text. Addresses are not
// for guests, not even to be guessed at.
func contains(v *op.View, m right.Member, q string) bool {
	q = text.Fold(q)
	in := func(s string) bool { return strings.Contains(text.Fold(s), q) }
	return in(m.Name) || in(m.Handle) || v.Actor.Role != right.Guest && in(m.Email)
}

// withRoles adds the roles that the asker may see, and leaves out what guests
// are not told.
func withRoles(ctx context.Context, v *op.View, members []right.Member) ([]Person, error) {
	out := make([]Person, len(members))
	of := map[string]*Person{}
	marks, args := "", []any{}
	for i, m := range members {
		if v.Actor.Role == right.Guest && m.ID != v.Actor.Member {
			m.Email = ""
		}
		out[i] = Person{m, []Held{}}
		of[m.ID] = &out[i]
		marks, args = marks+",?", append(args, m.ID)
	}
	if len(members) == 0 {
		return out, nil
	}
	held, err := op.Where[right.MemberRole](ctx, v, "d.member_id in ("+marks[1:]+") order by d.product_id, d.role", args...)
	for _, h := range held {
		p := of[h.Member]
		p.Roles = append(p.Roles, Held{string(h.Product), h.Role})
	}
	return out, err
}

// person finds a member that the asker may see.
func person(ctx context.Context, v *op.View, ref string) (string, error) {
	who, err := v.Person(ctx, folded(ref))
	if errs.Is(err, errs.NotFound) && ref != folded(ref) {
		who, err = v.Person(ctx, ref)
	}
	if err != nil {
		return "", err
	}
	if who == v.Actor.Member || v.Sees("") {
		return who, nil
	}
	products, _ := v.Access.Visible(v.Actor)
	for _, p := range products {
		if len(v.Access.RolesOn(who, p)) > 0 {
			return who, nil
		}
	}
	return "", record.Missing(ref)
}

// personOf shows one member.
func personOf(ctx context.Context, v *op.View, member string) (*Person, error) {
	m, err := record.Find[right.Member](ctx, v.At, member)
	if err != nil {
		return nil, err
	}
	all, err := withRoles(ctx, v, []right.Member{*m})
	if err != nil {
		return nil, err
	}
	return &all[0], nil
}

// memberIn finds a member to change.
func memberIn(ctx context.Context, tx *op.Tx, ref string) (*right.Member, error) {
	who, err := person(ctx, &tx.View, ref)
	if err != nil {
		return nil, err
	}
	m, err := record.Find[right.Member](ctx, tx.At, who)
	if err == nil && tx.IfMatch != 0 && tx.IfMatch != m.Version {
		return nil, errs.New(errs.Conflict, "%s has changed since: you know version %d, it is at %d. Read it again and decide anew.", m.Name, tx.IfMatch, m.Version)
	}
	return m, err
}

func updateMember(ctx context.Context, tx *op.Tx, in MemberPatch) (*right.Member, error) {
	before, err := memberIn(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	body, err := op.Object(in.Patch)
	if err != nil {
		return nil, err
	}
	after := *before
	var list errs.List
	patch.For[right.Member]().Merge(&after, body, func(f patch.Field) bool { return f.By != "" }, &list)
	if err := list.Err(); err != nil {
		return nil, err
	}
	return &after, saveMember(ctx, tx, before, &after)
}

// saveMember writes a member whose address and handle must be their own.
func saveMember(ctx context.Context, tx *op.Tx, before, after *right.Member) error {
	after.Email = folded(after.Email)
	if err := ownNames(ctx, tx, after); err != nil {
		return err
	}
	if before == nil {
		return tx.Insert(ctx, after)
	}
	return tx.Update(ctx, before, after)
}

func ownNames(ctx context.Context, tx *op.Tx, m *right.Member) error {
	var list errs.List
	if m.Role == "" {
		list.Add("role", "is required: owner, admin, member or guest")
	}
	if m.Email != "" && !isEmail(m.Email) {
		list.Add("email", "%q is not an e-mail address", m.Email)
	}
	others, err := record.Where[right.Member](ctx, tx.At, "d.id <> ? and (d.email <> '' and d.email = ? or d.handle <> '' and d.handle = ?)", m.ID, m.Email, m.Handle)
	if err != nil {
		return err
	}
	for _, o := range others {
		if o.Email != "" && o.Email == m.Email {
			list.Add("email", "is that of %s already", o.Name)
		} else {
			list.Add("handle", "is that of %s already", o.Name)
		}
	}
	return list.Err()
}

func setStatus(from, to string) func(context.Context, *op.Tx, MemberIn) (*right.Member, error) {
	return func(ctx context.Context, tx *op.Tx, in MemberIn) (*right.Member, error) {
		before, err := memberIn(ctx, tx, in.ID)
		if err != nil {
			return nil, err
		}
		if before.Status == to {
			return before, nil
		}
		if before.Status != from {
			return nil, errs.New(errs.Conflict, "%s is %s, not %s.", before.Name, before.Status, from)
		}
		after := *before
		after.Status = to
		return &after, tx.Update(ctx, before, &after)
	}
}

// enrol makes a member with a handle of their own, and gives them roles.
func enrol(ctx context.Context, tx *op.Tx, m *right.Member, grants []Grant) error {
	if m.Handle == "" {
		var err error
		if m.Handle, err = freeHandle(ctx, tx, m.Name); err != nil {
			return err
		}
	}
	if m.ID == "" {
		m.ID = tx.Engine.NewID(tx.Now)
	}
	if err := saveMember(ctx, tx, nil, m); err != nil {
		return err
	}
	return giveRoles(ctx, tx, m.ID, grants)
}

func isEmail(s string) bool {
	a, err := mail.ParseAddress(s)
	return err == nil && a.Address == s
}

// mirrorMember keeps login_member in step with a member's status: it is asked
// before it is known in which workspace somebody is.
func mirrorMember(ctx context.Context, tx *op.Tx, _ *record.Type, _ ledger.Act, before, after record.Thing) error { //nolint:revive // as the registry calls it
	was, is := as[right.Member](before), as[right.Member](after)
	if was == nil || is == nil || was.Status == is.Status {
		return nil
	}
	return tx.Index(ctx, "update login_member set active = ? where workspace_id = ? and member_id = ?", is.Status == active, tx.Workspace, is.ID)
}

// freeHandle makes a handle from a name: ana.lopez, else ana.lopez2, and so
// on.
func freeHandle(ctx context.Context, tx *op.Tx, name string) (string, error) {
	base := op.Handle(name)
	if base == "" {
		return "", nil
	}
	taken, err := store.All[string](ctx, tx.R, "select handle from member where workspace_id = ? and handle like ?", tx.Workspace, base+"%")
	if err != nil {
		return "", err
	}
	used := map[string]bool{}
	for _, t := range taken {
		used[t] = true
	}
	handle := base
	for n := 2; used[handle]; n++ {
		handle = base + strconv.Itoa(n)
	}
	return handle, nil
}

// giveRoles gives a member roles on products.
func giveRoles(ctx context.Context, tx *op.Tx, member string, grants []Grant) error {
	for _, g := range grants {
		product, err := tx.Product(ctx, g.Product)
		if err != nil {
			return err
		}
		r := &right.MemberRole{Member: member, Role: g.Role}
		r.Product = id.Ref(product)
		if err := tx.Insert(ctx, r); err != nil {
			return err
		}
	}
	return nil
}
