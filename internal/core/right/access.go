package right

import (
	"context"
	"slices"
	"sync"

	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// Access is who may what in one workspace, at one moment: members, their
// roles, the products' visibility, and the decisions' rules.
type Access struct {
	Workspace string
	Seq       int64
	members   map[string]Member
	roles     map[string]map[string][]string        // member, product, roles
	private   map[string]bool                       // product, for every product there is
	bases     map[string]string                     // specialised role to the role it starts from
	rules     map[string]map[string]Rule            // product ("" for all), decision
	flows     map[string]map[string]record.Workflow // product, kind: only a product's own
	zone      string
	memo      sync.Map
}

// Zone is the name of the workspace's time zone.
func (a *Access) Zone() string { return a.zone }

// Keep gives what make made the first time that key was asked for at this
// moment of the workspace: for what changes no more often than the access, and
// is asked for at every turn.
func (a *Access) Keep(key any, make func() (any, error)) (any, error) {
	if v, ok := a.memo.Load(key); ok {
		return v, nil
	}
	v, err := make()
	if err == nil {
		a.memo.Store(key, v)
	}
	return v, err
}

// Load reads the access of a workspace.
func Load(ctx context.Context, at record.At) (*Access, error) {
	a := &Access{
		Workspace: at.Workspace, members: map[string]Member{}, roles: map[string]map[string][]string{},
		private: map[string]bool{}, bases: map[string]string{}, rules: map[string]map[string]Rule{}, flows: map[string]map[string]record.Workflow{},
	}
	is, err := present(ctx, at)
	if err != nil {
		return nil, err
	}
	a.Seq, a.zone = is.Seq, is.Zone
	if err := a.loadPeople(ctx, at); err != nil {
		return nil, err
	}
	products, err := store.All[struct {
		ID         string `db:"id"`
		Visibility string `db:"visibility"`
	}](ctx, at.R, "select id, visibility from product where workspace_id = ?", at.Workspace)
	if err != nil {
		return nil, err
	}
	for _, p := range products {
		a.private[p.ID] = p.Visibility == "private"
	}
	if err := a.loadFlows(ctx, at); err != nil {
		return nil, err
	}
	return a, a.loadRules(ctx, at)
}

// moment is what tells one access of a workspace from the next.
type moment struct {
	Seq  int64  `db:"access_seq"`
	Zone string `db:"zone"`
}

func present(ctx context.Context, at record.At) (moment, error) {
	return store.One[moment](ctx, at.R, "select access_seq, zone from workspace where id = ?", at.Workspace)
}

// loadFlows reads the products' own workflows: they say what a move decides,
// and nearly every change asks for one.
func (a *Access) loadFlows(ctx context.Context, at record.At) error {
	own, err := record.Where[record.ProductWorkflow](ctx, at, "1 = 1 order by d.id desc")
	for _, w := range own {
		p := string(w.Product)
		if a.flows[p] == nil {
			a.flows[p] = map[string]record.Workflow{}
		}
		for _, kind := range w.Kinds {
			a.flows[p][kind] = w.States
		}
	}
	return err
}

// Workflow gives the states that a product has given a kind of its own.
func (a *Access) Workflow(product, kind string) (record.Workflow, bool) {
	w, ok := a.flows[product][kind]
	return w, ok
}

func (a *Access) loadPeople(ctx context.Context, at record.At) error {
	members, err := record.Where[Member](ctx, at, "d.status <> 'named'")
	if err != nil {
		return err
	}
	for _, m := range members {
		a.members[m.ID] = m
	}
	held, err := record.Where[MemberRole](ctx, at, "1 = 1")
	if err != nil {
		return err
	}
	for _, h := range held {
		if a.roles[h.Member] == nil {
			a.roles[h.Member] = map[string][]string{}
		}
		p := string(h.Product)
		a.roles[h.Member][p] = append(a.roles[h.Member][p], h.Role)
	}
	return nil
}

func (a *Access) loadRules(ctx context.Context, at record.At) error {
	special, err := record.Where[CustomRole](ctx, at, "1 = 1")
	if err != nil {
		return err
	}
	for _, s := range special {
		a.bases[s.Name] = s.Base
	}
	rules, err := record.Where[DecisionRight](ctx, at, "1 = 1")
	for _, r := range rules {
		p := string(r.Product)
		if a.rules[p] == nil {
			a.rules[p] = map[string]Rule{}
		}
		a.rules[p][r.Decision] = Rule{r.Roles, r.All, r.Heard}
	}
	return err
}

// Member finds a member who can sign in, or could.
func (a *Access) Member(id string) (Member, bool) {
	m, ok := a.members[id]
	return m, ok
}

// Members gives all of them, by id.
func (a *Access) Members() map[string]Member { return a.members }

// Rule says who decides a decision on a product: the product's own rule, else
// the workspace's, else the default.
func (a *Access) Rule(decision, product string) Rule {
	for _, p := range []string{product, ""} {
		if r, ok := a.rules[p][decision]; ok {
			return r
		}
	}
	return Default[decision]
}

// RolesOn gives the roles a member holds on a product, with the roles that
// specialised ones start from. For "" (records of the whole workspace) it
// gives the roles held on any product.
func (a *Access) RolesOn(member, product string) []string {
	var out []string
	for p, roles := range a.roles[member] {
		if product != "" && p != product {
			continue
		}
		for _, r := range roles {
			out = append(out, r)
			if b, ok := a.bases[r]; ok {
				out = append(out, b)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// CanSee says whether an actor may read a product's records. Members see
// open products; private ones, and guests everything, only with a role there.
func (a *Access) CanSee(actor Actor, product string) bool {
	if !actor.Signed() || !actor.Within(product) {
		return false
	}
	if product == "" {
		return actor.Role != Guest
	}
	private, exists := a.private[product]
	if !exists {
		return false
	}
	if actor.Admin() {
		return true
	}
	if actor.Role == Guest || private {
		return len(a.roles[actor.Member][product]) > 0
	}
	return actor.Role == Plain
}

// Visible lists the products an actor may see, and whether the workspace's
// own records are among what they see.
func (a *Access) Visible(actor Actor) (products []string, own bool) {
	for p := range a.private {
		if a.CanSee(actor, p) {
			products = append(products, p)
		}
	}
	slices.Sort(products)
	return products, a.CanSee(actor, "")
}

// SeesAll says whether nothing in the workspace is hidden from an actor.
func (a *Access) SeesAll(actor Actor) bool {
	if actor.Products != nil {
		return false
	}
	if actor.Admin() {
		return true
	}
	p, own := a.Visible(actor)
	return own && len(p) == len(a.private)
}

// Verdict is the answer to "may this actor decide that?".
type Verdict struct {
	May     bool     // acts at once
	Role    string   // in which role; "admin" when an admin steps in
	Missing []string // roles whose word is missing, of a decision that needs several
}

// May says whether an actor decides a decision on a product, alone.
func (a *Access) May(actor Actor, decision, product string) Verdict {
	return a.MayWith(actor, decision, product, nil)
}

// MayWith says whether an actor decides together with those who have agreed
// already: a decision of several roles, or a change that takes several
// decisions of different people, needs the word of each.
func (a *Access) MayWith(actor Actor, decision, product string, agreed []string) Verdict {
	rule := a.Rule(decision, product)
	if actor.Role == Guest {
		return Verdict{Missing: rule.Roles}
	}
	held := a.RolesOn(actor.Member, product)
	for _, m := range agreed {
		held = append(held, a.RolesOn(m, product)...)
	}
	var missing []string
	role := ""
	for _, r := range rule.Roles {
		if slices.Contains(held, r) {
			if role == "" {
				role = r
			}
			if !rule.All {
				return Verdict{May: true, Role: r}
			}
		} else {
			missing = append(missing, r)
		}
	}
	if rule.All && len(missing) == 0 && len(rule.Roles) > 0 {
		return Verdict{May: true, Role: role}
	}
	if actor.Admin() {
		return Verdict{May: true, Role: Admin}
	}
	return Verdict{Missing: missing}
}

// Deciders lists the members who may decide, or (of a decision that needs
// several roles) take part in it. Where nobody holds a deciding role, the
// workspace's admins decide.
func (a *Access) Deciders(decision, product string) []string {
	rule := a.Rule(decision, product)
	var out, admins []string
	for id, m := range a.members {
		if m.Status != "active" || m.Role == Guest {
			continue
		}
		if m.Role == Owner || m.Role == Admin {
			admins = append(admins, id)
		}
		for _, r := range a.RolesOn(id, product) {
			if slices.Contains(rule.Roles, r) {
				out = append(out, id)
				break
			}
		}
	}
	if len(out) == 0 {
		out = admins
	}
	slices.Sort(out)
	return out
}

// Holding lists the active members who hold one of the roles on a product.
func (a *Access) Holding(roles []string, product string) []string {
	var out []string
	for id, m := range a.members {
		if m.Status != "active" {
			continue
		}
		for _, r := range a.RolesOn(id, product) {
			if slices.Contains(roles, r) {
				out = append(out, id)
				break
			}
		}
	}
	slices.Sort(out)
	return out
}

// Cache keeps the access of each workspace until it changes.
type Cache struct {
	mu     sync.RWMutex
	kept   map[string]*Access
	drafts map[string]draft
}

// draft is the access that a change read, which may yet be taken back: its
// number would then be given again, to other rights.
type draft struct {
	of store.Draft
	*Access
}

// NewCache makes an empty cache.
func NewCache() *Cache { return &Cache{kept: map[string]*Access{}, drafts: map[string]draft{}} }

// Access gives a workspace's access as of now: one cheap question tells
// whether what is kept still holds, on whatever process the change was made.
func (c *Cache) Access(ctx context.Context, at record.At) (*Access, error) {
	is, err := present(ctx, at)
	if err != nil {
		if errs.Is(err, errs.NotFound) {
			return nil, errs.New(errs.NotFound, "There is no such workspace.")
		}
		return nil, err
	}
	of := at.R.Draft()
	c.mu.RLock()
	a, d := c.kept[at.Workspace], c.drafts[at.Workspace]
	c.mu.RUnlock()
	if a.is(is) {
		return a, nil
	}
	committed := of == store.Draft{}
	if !committed && d.of == of && d.is(is) {
		return d.Access, nil
	}
	a, err = Load(ctx, at)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	if committed {
		c.kept[at.Workspace] = a
	} else {
		c.drafts[at.Workspace] = draft{of, a}
	}
	c.mu.Unlock()
	return a, nil
}

// is says whether the access is that of a moment.
func (a *Access) is(m moment) bool { return a != nil && a.Seq == m.Seq && a.zone == m.Zone }
