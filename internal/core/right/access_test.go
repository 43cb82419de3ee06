package right

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

var (
	decisions = slices.Sorted(maps.Keys(Default))
	products  = []string{"lend", "hide", "new"}
	names     = []string{"ana", "ben", "cy", "dee"}
)

// drawAccess draws a workspace: people with roles on products, specialised
// roles, rules of its own.
func drawAccess(t *rapid.T) *Access {
	a := &Access{
		members: map[string]Member{}, roles: map[string]map[string][]string{}, private: map[string]bool{},
		bases: map[string]string{}, rules: map[string]map[string]Rule{},
	}
	for _, p := range products {
		a.private[p] = rapid.Bool().Draw(t, p+" is private")
	}
	a.bases["coach"] = rapid.SampledFrom(Roles).Draw(t, "a coach starts from")
	all := append(slices.Clone(Roles), "coach")
	held := rapid.SliceOfNDistinct(rapid.SampledFrom(all), 0, 3, rapid.ID)
	for _, n := range names {
		m := Member{Role: rapid.SampledFrom([]string{Owner, Admin, Plain, Guest}).Draw(t, n), Status: rapid.SampledFrom([]string{"active", "active", "deactivated"}).Draw(t, n+" is")}
		m.ID = n
		a.members[n] = m
		a.roles[n] = map[string][]string{}
		for _, p := range products {
			if roles := held.Draw(t, n+" on "+p); len(roles) > 0 {
				a.roles[n][p] = roles
			}
		}
	}
	for _, p := range append(products, "") {
		a.rules[p] = map[string]Rule{}
		for _, d := range rapid.SliceOfNDistinct(rapid.SampledFrom(decisions), 0, 4, rapid.ID).Draw(t, "own rules of "+p) {
			a.rules[p][d] = Rule{Roles: rapid.SliceOfNDistinct(rapid.SampledFrom(append(all, Admin)), 1, 3, rapid.ID).Draw(t, d), All: rapid.Bool().Draw(t, d+" takes all")}
		}
	}
	return a
}

func (a *Access) actor(name string) Actor { return Actor{Member: name, Role: a.members[name].Role} }

func drawActor(t *rapid.T, a *Access) Actor {
	return a.actor(rapid.SampledFrom(names).Draw(t, "actor"))
}

func drawDecision(t *rapid.T) (decision, product string) {
	return rapid.SampledFrom(decisions).Draw(t, "decision"), rapid.SampledFrom(append(products, "")).Draw(t, "on")
}

// TestWhoeverIs: an admin may decide everything, a guest nothing, others what
// their roles say and no more.
func TestWhoeverIs(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := drawAccess(t)
		actor := drawActor(t, a)
		d, p := drawDecision(t)
		v := a.May(actor, d, p)
		rule, held := a.Rule(d, p), a.RolesOn(actor.Member, p)
		has := slices.ContainsFunc(rule.Roles, func(r string) bool { return slices.Contains(held, r) })
		hasAll := !slices.ContainsFunc(rule.Roles, func(r string) bool { return !slices.Contains(held, r) })
		want := has && !rule.All || hasAll && rule.All
		switch actor.Role {
		case Owner, Admin:
			want = true
		case Guest:
			want = false
		}
		if v.May != want {
			t.Fatalf("%s, %s holding %q on %q: may %v, want %v (rule %+v)", actor.Member, actor.Role, held, p, v.May, want, rule)
		}
		if v.May && v.Role != Admin && !slices.Contains(held, v.Role) {
			t.Fatalf("acts as %q and holds %q", v.Role, held)
		}
		if v.May != (len(v.Missing) == 0) {
			t.Fatalf("may %v and lacks %q", v.May, v.Missing)
		}
	})
}

// TestAgreement: another's word never takes a right away, and with the word of
// everybody who holds a deciding role the right is there.
func TestAgreement(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := drawAccess(t)
		actor := drawActor(t, a)
		d, p := drawDecision(t)
		agreed := rapid.SliceOfN(rapid.SampledFrom(names), 0, 3).Draw(t, "agreed")
		more := append(slices.Clone(agreed), rapid.SampledFrom(names).Draw(t, "and"))
		few, many := a.MayWith(actor, d, p, agreed), a.MayWith(actor, d, p, more)
		if few.May && !many.May {
			t.Fatalf("may with %q, and not with %q", agreed, more)
		}
		for _, r := range many.Missing {
			if !few.May && !slices.Contains(few.Missing, r) {
				t.Fatalf("with %q the word of %s is missing, with %q it is not", more, r, agreed)
			}
		}
		if alone := a.May(actor, d, p); alone.May != a.MayWith(actor, d, p, nil).May || alone.May && !few.May {
			t.Fatalf("may alone, and not with %q", agreed)
		}
	})
}

// TestMoreRoles: a further role never takes a right away.
func TestMoreRoles(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := drawAccess(t)
		actor := drawActor(t, a)
		d, p := drawDecision(t)
		before, saw := a.May(actor, d, p).May, a.CanSee(actor, p)
		on := rapid.SampledFrom(products).Draw(t, "given on")
		role := rapid.SampledFrom(Roles).Draw(t, "given")
		a.roles[actor.Member][on] = append(a.roles[actor.Member][on], role)
		if before && !a.May(actor, d, p).May || saw && !a.CanSee(actor, p) {
			t.Fatalf("%s on %s took something away", role, on)
		}
	})
}

// TestSight: what is listed as visible is what can be seen, a token's limits
// hold, and nobody sees nothing.
func TestSight(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := drawAccess(t)
		actor := drawActor(t, a)
		limited := actor
		limited.Products = rapid.SliceOfNDistinct(rapid.SampledFrom(products), 0, 2, rapid.ID).Draw(t, "limited to")
		for _, who := range []Actor{actor, limited, {}} {
			visible, own := a.Visible(who)
			for _, p := range append(products, "", "elsewhere") {
				sees := a.CanSee(who, p)
				listed := slices.Contains(visible, p) || p == "" && own
				switch {
				case sees != listed:
					t.Fatalf("%+v sees %q: %v, and it is listed: %v", who, p, sees, listed)
				case sees && who.Member == "":
					t.Fatalf("nobody sees %q", p)
				case sees && who.Products != nil && !slices.Contains(who.Products, p):
					t.Fatalf("a token limited to %q sees %q", who.Products, p)
				case !sees && p != "elsewhere" && a.SeesAll(who):
					t.Fatalf("%+v sees all, but not %q", who, p)
				case sees && who.Role == Guest && len(a.roles[who.Member][p]) == 0:
					t.Fatalf("a guest without a role sees %q", p)
				case sees && a.private[p] && !who.Admin() && len(a.roles[who.Member][p]) == 0:
					t.Fatalf("%s without a role sees the private %q", who.Role, p)
				}
			}
		}
	})
}

// TestDeciders: whoever is named as a decider has a part in the decision, is
// active and no guest; and as long as there is an admin, somebody is named.
func TestDeciders(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := drawAccess(t)
		d, p := drawDecision(t)
		rule := a.Rule(d, p)
		deciders := a.Deciders(d, p)
		admin := false
		for n, m := range a.members {
			admin = admin || m.Status == "active" && a.actor(n).Admin()
		}
		if admin && len(deciders) == 0 {
			t.Fatal("nobody decides")
		}
		for _, n := range deciders {
			m := a.members[n]
			part := slices.ContainsFunc(a.RolesOn(n, p), func(r string) bool { return slices.Contains(rule.Roles, r) })
			if m.Status != "active" || m.Role == Guest || !part && !a.actor(n).Admin() {
				t.Fatalf("%s (%s, %s) decides %s", n, m.Role, m.Status, d)
			}
			if !rule.All && !a.May(a.actor(n), d, p).May {
				t.Fatalf("%s is named as a decider of %s and may not decide it", n, d)
			}
		}
	})
}

// TestDefault: every decision has somebody who decides it, all roles exist, and
// nobody is both asked and merely told.
func TestDefault(t *testing.T) {
	t.Parallel()
	known := append(slices.Clone(Roles), Admin)
	for d, r := range Default {
		if len(r.Roles) == 0 {
			t.Errorf("nobody decides %s", d)
		}
		for _, role := range append(slices.Clone(r.Roles), r.Heard...) {
			if !slices.Contains(known, role) {
				t.Errorf("%s names the role %q, which does not exist", d, role)
			}
		}
		for _, role := range r.Heard {
			if slices.Contains(r.Roles, role) {
				t.Errorf("%s: %s decides and is told", d, role)
			}
		}
	}
	// The two jobs, as the table of the domain has them.
	for d, want := range map[string][]string{
		"objective.set": {PM}, "roadmap.place": {PM}, "feature.define": {PM}, "price.set": {PM}, "risk.set:market": {PM},
		"backlog.rank": {PO}, "story.write": {PO}, "sprint.start": {PO}, "work.accept": {PO}, "release.content": {PO}, "risk.set:technical": {PO},
		"scope.change": {PM, PO}, "story.estimate": {Developer}, "role.assign": {Admin},
	} {
		if got := Default[d]; !slices.Equal(got.Roles, want) || got.All != (d == "scope.change") {
			t.Errorf("%s is decided by %+v, want %q", d, got, want)
		}
	}
}

// TestOwnRules: a product's rule comes before the workspace's, and that before
// the default.
func TestOwnRules(t *testing.T) {
	t.Parallel()
	a := &Access{rules: map[string]map[string]Rule{
		"":     {"backlog.rank": by(Developer), "story.write": by(Tester)},
		"lend": {"backlog.rank": by(Support)},
	}}
	for _, c := range []struct{ decision, product, want string }{
		{"backlog.rank", "lend", Support}, {"backlog.rank", "hide", Developer}, {"backlog.rank", "", Developer},
		{"story.write", "lend", Tester}, {"work.accept", "lend", PO},
	} {
		if got := a.Rule(c.decision, c.product); len(got.Roles) != 1 || got.Roles[0] != c.want {
			t.Errorf("%s on %q: %q, want %q", c.decision, c.product, got.Roles, c.want)
		}
	}
}

func TestEveryDecisionHasALabel(t *testing.T) {
	t.Parallel()
	for d := range Default {
		if Labels[d] == "" {
			t.Errorf("%s has no label", d)
		}
	}
	if len(Labels) != len(Default) {
		t.Errorf("%d labels for %d decisions", len(Labels), len(Default))
	}
}
