package people_test

import (
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

func TestWorkspaceIsInTheLedger(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		adam, nora := s.SignIn("adam"), s.SignIn("nora")
		if r := adam.Must("PATCH", "/api/v1/workspace", obj{"name": "Lendwell"}); r.Field("name") != "Lendwell" {
			t.Errorf("no change: %s", r.Body)
		}
		adam.Must("PATCH", "/api/v1/workspace", obj{"name": "Lendwell Ltd", "zone": "Europe/Berlin"})
		if w := nora.Must("GET", "/api/v1/workspace", nil); w.Field("name") != "Lendwell Ltd" || w.Field("zone") != "Europe/Berlin" || w.Field("slug") != "lendwell" {
			t.Errorf("the workspace: %s", w.Body)
		}
		if l := nora.Must("GET", "/api/v1/workspaces", nil); !strings.Contains(l.Body, `"name":"Lendwell Ltd","current":true`) {
			t.Errorf("my workspaces: %s", l.Body)
		}
		rows := adam.Must("GET", "/api/v1/changes?since=0&limit=1000", nil).Body
		if !strings.Contains(rows, `"name":["Lendwell","Lendwell Ltd"]`) || !strings.Contains(rows, `"decision":"workspace.set"`) {
			t.Errorf("the ledger does not tell: %s", rows)
		}
		for what, in := range map[string]obj{"zone": {"zone": "Nowhere/Land"}, "name": {"name": ""}, "slug": {"slug": "other"}, "prefix": {"prefix": "XX"}} {
			if r := adam.Call("PATCH", "/api/v1/workspace", in); r.Status != 400 {
				t.Errorf("%s: %d %s", what, r.Status, r.Body)
			}
		}
		p := nora.Must("PATCH", "/api/v1/workspace", obj{"name": "Noras"})
		if p.Status != 202 {
			t.Fatalf("nora renames the workspace: %d %s", p.Status, p.Body)
		}
		adam.Must("POST", "/api/v1/proposals/"+p.Field("id")+"/take", obj{})
		if w := nora.Must("GET", "/api/v1/workspace", nil); w.Field("name") != "Noras" {
			t.Errorf("after the proposal was taken: %s", w.Body)
		}
	})
}

func TestMakingWorkspaces(t *testing.T) {
	t.Parallel()
	in := obj{"slug": "mine", "name": "Mine", "zone": "Europe/Berlin"}
	t.Run("not allowed", func(t *testing.T) {
		t.Parallel()
		s := apptest.OpenSite(t, "sqlite")
		s.Settle()
		if r := s.SignIn("nora").Call("POST", "/api/v1/workspaces", in); r.Status != 403 {
			t.Errorf("%d %s", r.Status, r.Body)
		}
	})
	t.Run("allowed", func(t *testing.T) {
		t.Parallel()
		s := apptest.OpenSite(t, "sqlite", "workspace-creation", "true")
		s.Settle()
		nora := s.SignIn("nora")
		nora.Must("POST", "/api/v1/workspaces", in)
		if r := nora.Call("POST", "/api/v1/workspaces", in); r.Status != 400 || !strings.Contains(r.Body, `"slug"`) {
			t.Errorf("the same short name: %d %s", r.Status, r.Body)
		}
		if me := nora.Must("GET", "/api/v1/me", nil, "Throughline-Workspace", "mine"); me.Field("member.role") != "owner" {
			t.Errorf("who am I: %s", me.Body)
		}
		if me := nora.Must("GET", "/api/v1/me", nil); me.Field("workspace.slug") != "lendwell" {
			t.Errorf("the session moved: %s", me.Body)
		}
		if r := s.SignIn("pia").Call("GET", "/api/v1/members", nil, "Throughline-Workspace", "mine"); r.Status != 403 {
			t.Errorf("pia in nora's workspace: %d %s", r.Status, r.Body)
		}
		if r := s.Operator().Call("GET", "/api/v1/members", nil); r.Status != 403 {
			t.Errorf("the operator in no workspace: %d %s", r.Status, r.Body)
		}
		as := s.Operator().Must("GET", "/api/v1/me", nil, "Throughline-Workspace", "lendwell", "Throughline-As", "pia@example.com")
		if as.Field("member.name") != "pia" || as.Field("through") != "operator" {
			t.Errorf("the operator as pia: %s", as.Body)
		}
		if r := s.Operator().Call("GET", "/api/v1/me", nil, "Throughline-Workspace", "lendwell", "Throughline-As", "eve@example.com"); r.Status != 404 {
			t.Errorf("the operator as nobody: %d", r.Status)
		}
		if r := s.Operator().Call("GET", "/api/v1/me", nil, "Throughline-Workspace", "nowhere"); r.Status != 404 {
			t.Errorf("the operator nowhere: %d", r.Status)
		}
	})
}

func TestMembersAsGuestsSeeThem(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		list := string(w.Do("gus", "member.list", nil).JSON)
		for _, p := range apptest.People {
			seen := strings.Contains(list, `"name":"`+p.Name+`"`)
			if want := p.Role != ""; seen != want {
				t.Errorf("gus sees %s: %v, want %v", p.Name, seen, want)
			}
		}
		if strings.Contains(strings.ReplaceAll(list, "gus@example.com", ""), "@example.com") || strings.Contains(list, w.Do("olga", "product.show", obj{"id": "HIDE"}).ID) {
			t.Errorf("gus sees addresses, or roles on what is hidden: %s", list)
		}
		if got := string(w.Do("gus", "member.list", obj{"q": "example.com"}).JSON); strings.Contains(got, "pia") {
			t.Errorf("gus guesses addresses: %s", got)
		}
		if _, err := w.Try("gus", "member.show", obj{"id": "nora"}); !errs.Is(err, errs.NotFound) {
			t.Errorf("gus sees nora: %v", err)
		}
		if alone := string(w.Do("gina", "member.list", nil).JSON); strings.Count(alone, `"name":`) != 1 {
			t.Errorf("gina sees %s", alone)
		}
		all := string(w.Do("nora", "member.list", obj{"limit": 5}).JSON)
		if strings.Count(all, `"handle":`) != 5 || !strings.Contains(all, `"next":"`) {
			t.Errorf("a page of five: %s", all)
		}
		if hits := string(w.Do("nora", "member.list", obj{"q": "DÍNA"}).JSON); strings.Count(hits, `"handle":`) != 1 {
			t.Errorf("looking for dina: %s", hits)
		}
	})
}

func TestAbilities(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		var me struct {
			Abilities map[string]map[string]string
			Products  []struct {
				ID, Key string
				Roles   []string
			}
		}
		w.Into("pia", "me.show", nil, &me)
		lend := me.Products[1]
		if lend.Key != "LEND" || len(me.Products) != 2 || lend.Roles[0] != "product manager" {
			t.Fatalf("pia's products: %+v", me.Products)
		}
		if a := me.Abilities[lend.ID]; a["objective.set"] != "act" || a["backlog.rank"] != "propose" || len(a) < 30 {
			t.Errorf("pia's abilities: %v", a)
		}
		w.Into("gus", "me.show", nil, &me)
		if len(me.Products) != 1 {
			t.Errorf("gus's products: %+v", me.Products)
		}
		w.Do("adam", "role.create", obj{"name": "agile coach", "base": "product owner"})
		w.Do("adam", "role.assign", obj{"member": "nora", "product": "LEND", "role": "agile coach"})
		w.Into("nora", "me.show", nil, &me)
		if a := me.Abilities[lend.ID]; a["backlog.rank"] != "act" || len(me.Products[0].Roles) != 2 {
			t.Errorf("a coach's abilities: %v, roles %v", a, me.Products)
		}
		if _, err := w.Try("adam", "role.delete", obj{"id": "agile coach"}); !errs.Is(err, errs.Conflict) {
			t.Errorf("a role that is held is removed: %v", err)
		}
		w.Do("adam", "role.remove", obj{"member": "nora", "product": "LEND", "role": "agile coach"})
		w.Do("adam", "role.delete", obj{"id": "agile coach"})
		var rules []struct {
			Decision, From string
			Roles          []string
		}
		w.Do("adam", "right.set", obj{"decision": "sprint.plan", "product": "LEND", "roles": []string{"developer"}})
		w.Into("dina", "right.list", obj{"product": "LEND"}, &rules)
		for _, r := range rules {
			if want := map[bool]string{true: "product", false: "default"}[r.Decision == "sprint.plan"]; r.From != want {
				t.Errorf("the rule for %s is from %s, want %s", r.Decision, r.From, want)
			}
		}
	})
}
