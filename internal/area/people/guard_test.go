package people_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"throughline/internal/app/apptest"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
	"throughline/internal/platform/store/storetest"
	"throughline/migrations"
)

func TestTheLastOwnerStays(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		for name, in := range map[string]obj{
			"member.update":     {"id": "olga", "patch": obj{"role": "admin"}},
			"member.deactivate": {"id": "olga"},
			"me.leave":          {},
		} {
			if _, err := w.Try("olga", name, in); !errs.Is(err, errs.Conflict) {
				t.Errorf("%s: %v", name, err)
			}
		}
		w.Do("olga", "member.update", obj{"id": "adam", "patch": obj{"role": "owner"}})
		promoted := lastRow(t, w)
		w.Do("olga", "me.leave", obj{})
		adam := w.Actor("adam")
		adam.Role = right.Owner
		undo, err := json.Marshal(obj{"seq": promoted})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Run(op.Call{Op: "change.undo", Workspace: w.Workspace, Actor: adam, Input: undo}); !errs.Is(err, errs.Conflict) {
			t.Errorf("undoing the promotion leaves no owner: %v", err)
		}
	})
}

func lastRow(t *testing.T, w *apptest.World) int64 {
	t.Helper()
	var seq int64
	err := w.Engine.View(t.Context(), w.Workspace, w.Actor("olga"), func(v *op.View) error {
		rows, err := v.Rows(t.Context(), 0, 100_000)
		seq = rows[len(rows)-1].Seq
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return seq
}

func TestGuardRails(t *testing.T) {
	t.Parallel()
	cases := []struct {
		what, who, name string
		in              obj
		want            string // kind of error, "proposal", or "done"
	}{
		{"an admin edits an owner", "adam", "member.update", obj{"id": "olga", "patch": obj{"name": "O"}}, "forbidden"},
		{"an admin deactivates an owner", "adam", "member.deactivate", obj{"id": "olga"}, "forbidden"},
		{"an admin makes an owner", "adam", "member.update", obj{"id": "pia", "patch": obj{"role": "owner"}}, "forbidden"},
		{"an admin makes themself an owner", "adam", "member.update", obj{"id": "adam", "patch": obj{"role": "owner"}}, "forbidden"},
		{"an admin makes an admin", "adam", "member.update", obj{"id": "pia", "patch": obj{"role": "admin"}}, "done"},
		{"an owner makes an owner", "olga", "member.update", obj{"id": "sam", "patch": obj{"role": "owner"}}, "done"},
		{"a member makes themself an admin", "dina", "member.update", obj{"id": "dina", "patch": obj{"role": "admin"}}, "forbidden"},
		{"a member renames another", "dina", "member.update", obj{"id": "tess", "patch": obj{"name": "T"}}, "proposal"},
		{"a member would make another an admin", "dina", "member.update", obj{"id": "tess", "patch": obj{"role": "admin"}}, "proposal"},
		{"a guest renames another", "gina", "member.update", obj{"id": "tess", "patch": obj{"name": "T"}}, "forbidden"},
		{"a member sets their status", "dina", "member.update", obj{"id": "dina", "patch": obj{"status": "active"}}, "invalid"},
		{"a member takes a role", "dina", "role.assign", obj{"member": "dina", "product": "LEND", "role": "product owner"}, "proposal"},
		{"an admin gives a role", "adam", "role.assign", obj{"member": "dina", "product": "LEND", "role": "designer"}, "done"},
		{"a role that there is not", "adam", "role.assign", obj{"member": "dina", "product": "LEND", "role": "king"}, "invalid"},
		{"a role on what one does not see", "dina", "role.assign", obj{"member": "dina", "product": "HIDE", "role": "developer"}, "notfound"},
		{"a decision that there is not", "adam", "right.set", obj{"decision": "war.declare", "roles": []string{"developer"}}, "invalid"},
		{"a rule with an unknown role", "adam", "right.set", obj{"decision": "sprint.plan", "roles": []string{"king"}}, "invalid"},
		{"a rule without roles", "adam", "right.set", obj{"decision": "sprint.plan", "roles": []string{}}, "invalid"},
		{"a member makes a role", "dina", "role.create", obj{"name": "coach", "base": "product owner"}, "forbidden"},
		{"a role called owner", "adam", "role.create", obj{"name": "owner", "base": "developer"}, "invalid"},
		{"a role from a role that there is not", "adam", "role.create", obj{"name": "coach", "base": "king"}, "invalid"},
		{"an address that is taken", "adam", "member.update", obj{"id": "dina", "patch": obj{"email": "TESS@example.com"}}, "invalid"},
		{"a handle that is taken", "dina", "me.update", obj{"handle": "tess"}, "invalid"},
	}
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		for _, c := range cases {
			out, err := w.Try(c.who, c.name, c.in)
			got := "done"
			switch {
			case err != nil:
				got = string(errs.KindOf(err))
			case out.Proposal != nil:
				got = "proposal"
			}
			if got != c.want {
				t.Errorf("%s: %s (%v), want %s", c.what, got, err, c.want)
			}
		}
	})
}

// A product manager who may give roles gives no more than they have.
func TestWhoGivesRolesGivesNoMoreThanTheyHave(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		for _, d := range []string{"role.assign", "rights.set"} {
			w.Do("adam", "right.set", obj{"decision": d, "product": "LEND", "roles": []string{"product manager"}})
		}
		for role, want := range map[string]errs.Kind{"marketing": "", "stakeholder": "", "product manager": "", "product owner": errs.Forbidden, "developer": errs.Forbidden} {
			if _, err := w.Try("pia", "role.assign", obj{"member": "nora", "product": "LEND", "role": role}); errs.KindOf(err) != want {
				t.Errorf("pia gives the role %s: %v", role, err)
			}
		}
		if _, err := w.Try("pia", "role.remove", obj{"member": "paul", "product": "LEND", "role": "product owner"}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("pia takes the product owner's role: %v", err)
		}
		for decision, want := range map[string]errs.Kind{"objective.set": "", "backlog.rank": errs.Forbidden, "role.assign": errs.Forbidden, "people.set": errs.Forbidden} {
			_, err := w.Try("pia", "right.set", obj{"decision": decision, "product": "LEND", "roles": []string{"product manager", "product owner"}})
			if errs.KindOf(err) != want {
				t.Errorf("pia says who decides %s: %v", decision, err)
			}
		}
		w.Do("adam", "right.set", obj{"decision": "strategy.set", "product": "LEND", "roles": []string{"product owner"}})
		if _, err := w.Try("pia", "right.reset", obj{"decision": "strategy.set", "product": "LEND"}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("pia takes a decision back: %v", err)
		}
		if out := w.Do("pia", "right.set", obj{"decision": "objective.set", "roles": []string{"developer"}}); out.Proposal == nil {
			t.Error("pia decides for the whole workspace")
		}
	})
}

// What somebody did for themself, others cannot take back.
func TestUndoIsNoWayAround(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		w.Do("adam", "member.update", obj{"id": "dina", "patch": obj{"role": "guest"}})
		demoted := lastRow(t, w)
		dina := w.Actor("dina")
		dina.Role = right.Guest
		if _, err := w.Run(op.Call{Op: "change.undo", Workspace: w.Workspace, Actor: dina, Input: json.RawMessage(fmt.Sprintf(`{"seq":%d}`, demoted))}); err == nil {
			t.Error("dina takes her demotion back")
		}
		w.Do("olga", "me.update", obj{"name": "Olga Petrova"})
		renamed := lastRow(t, w)
		if _, err := w.Try("nora", "change.undo", obj{"seq": renamed}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("nora takes back what olga did for herself: %v", err)
		}
		w.Do("olga", "member.update", obj{"id": "adam", "patch": obj{"role": "member"}})
		undone := w.Do("nora", "change.undo", obj{"seq": lastRow(t, w)})
		if undone.Proposal == nil {
			t.Error("nora makes adam an admin again")
		}
	})
}

// model is what the guard rails promise, said another way.
type model struct {
	role   map[string]string
	active map[string]bool
}

func (m *model) owners() int {
	n := 0
	for who, role := range m.role {
		if role == right.Owner && m.active[who] {
			n++
		}
	}
	return n
}

var ranks = []string{right.Guest, right.Plain, right.Admin, right.Owner}

func above(a, b string) bool { return slices.Index(ranks, a) > slices.Index(ranks, b) }

// Whatever people do, in whatever order: there is an owner, nobody edits who
// is above them, and nobody gives more than they have.
func TestGuardRailsHoldForAnySequence(t *testing.T) {
	t.Parallel()
	people := []string{"olga", "adam", "pia", "nora", "gus"}
	storetest.Each(t, migrations.Files, func(t *testing.T, db *store.DB) {
		w := apptest.New(t, db)
		rapid.Check(t, func(rt *rapid.T) {
			m := reset(rt, w, people)
			for range rapid.IntRange(1, 12).Draw(rt, "steps") {
				who := rapid.SampledFrom(people).Draw(rt, "who")
				whom := rapid.SampledFrom(people).Draw(rt, "whom")
				role := rapid.SampledFrom(ranks).Draw(rt, "role")
				name := rapid.SampledFrom([]string{"member.update", "member.deactivate", "member.reactivate", "me.leave", "change.undo"}).Draw(rt, "operation")
				in := obj{"id": w.Members[whom]}
				switch name {
				case "member.update":
					in["patch"] = obj{"role": role}
				case "me.leave":
					in, whom = obj{}, who
				case "change.undo":
					in = obj{"seq": lastRow(t, w)}
				}
				step(rt, w, m, who, whom, name, in)
			}
		})
	})
}

// step makes a call as the member is now, and compares what happened with the
// promise.
func step(rt *rapid.T, w *apptest.World, m *model, who, whom, name string, in obj) {
	if !m.active[who] {
		return // nobody gets in who is not active
	}
	actor := right.Actor{Member: w.Members[who], Role: m.role[who], Through: "test"}
	raw, err := json.Marshal(in)
	if err != nil {
		rt.Fatal(err)
	}
	_, err = w.Run(op.Call{Op: name, Workspace: w.Workspace, Actor: actor, Input: raw})
	if errs.Is(err, errs.Internal) {
		rt.Fatalf("%s by %s: %v", name, who, err)
	}
	after := look(rt, w)
	if after.owners() == 0 {
		rt.Fatalf("%s of %s by %s leaves no owner (%v): %+v, before %+v", name, whom, who, err, after, m)
	}
	for p, id := range w.Members {
		if _, known := m.role[p]; !known || m.role[p] == after.role[p] && m.active[p] == after.active[p] {
			continue
		}
		if above(m.role[p], m.role[who]) {
			rt.Fatalf("%s (%s) by %s changed %s (%s), who is above", name, m.role[who], who, p, m.role[p])
		}
		if above(after.role[p], m.role[who]) {
			rt.Fatalf("%s (%s) by %s made %s an %s", name, m.role[who], who, id, after.role[p])
		}
		if m.role[who] != right.Owner && m.role[who] != right.Admin && p != who {
			rt.Fatalf("%s by %s, a %s, changed %s", name, who, m.role[who], p)
		}
	}
	m.role, m.active = after.role, after.active
}

// look reads how things are.
func look(rt *rapid.T, w *apptest.World) *model {
	m := &model{map[string]string{}, map[string]bool{}}
	err := w.Engine.View(context.Background(), w.Workspace, right.Actor{}, func(v *op.View) error {
		all, err := record.Where[right.Member](context.Background(), v.At, "1 = 1")
		for _, p := range all {
			for name, id := range w.Members {
				if id == p.ID {
					m.role[name], m.active[name] = p.Role, p.Status == "active"
				}
			}
		}
		return err
	})
	if err != nil {
		rt.Fatal(err)
	}
	return m
}

// reset brings the people back to where they began.
func reset(rt *rapid.T, w *apptest.World, people []string) *model {
	now := look(rt, w)
	boss := ""
	for p, role := range now.role {
		if role == right.Owner && now.active[p] {
			boss = p
		}
	}
	actor := right.Actor{Member: w.Members[boss], Role: right.Owner, Through: "test"}
	do := func(name string, in obj) {
		raw, err := json.Marshal(in)
		if err != nil {
			rt.Fatal(err)
		}
		if _, err := w.Run(op.Call{Op: name, Workspace: w.Workspace, Actor: actor, Input: raw}); err != nil {
			rt.Fatalf("reset: %s: %v", name, err)
		}
	}
	order := slices.Clone(people)
	if i := slices.Index(order, boss); i >= 0 { // the boss last: then there is another
		order = append(slices.Delete(order, i, i+1), boss)
	}
	for _, p := range order {
		for _, one := range apptest.People {
			if one.Name == p {
				do("member.reactivate", obj{"id": w.Members[p]})
				do("member.update", obj{"id": w.Members[p], "patch": obj{"role": one.WorkspaceRole}})
			}
		}
	}
	return look(rt, w)
}
