package people_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"throughline/internal/app/apptest"
)

// invite gives the id and the secret of an invitation.
func invite(t *testing.T, c *apptest.Client, in obj) (id, secret string) {
	t.Helper()
	r := c.Must("POST", "/api/v1/members/invite", in)
	_, secret, found := strings.Cut(r.Field("link"), "/join#")
	if !found {
		t.Fatalf("no link in %s", r.Body)
	}
	return r.Field("id"), secret
}

func accept(c *apptest.Client, secret, name, password string) apptest.Reply {
	return c.Call("POST", "/api/v1/invitations/accept", obj{"token": secret, "name": name, "password": password})
}

func TestInvitation(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		adam := s.SignIn("adam")
		_, secret := invite(t, adam, obj{"email": "Dina@Example.com", "roles": []obj{{"product": "LEND", "role": "developer"}}})
		look := s.Browser().Must("POST", "/api/v1/invitations/look", obj{"token": secret})
		if look.Field("workspace") != "Lendwell" || look.Field("email") != "dina@example.com" || look.Field("by") != "adam" || look.Field("role") != "member" {
			t.Errorf("the invitation shows %s", look.Body)
		}
		if r := accept(s.Browser(), secret, "Dina", "short"); r.Status != 400 || !strings.Contains(r.Body, `"password"`) {
			t.Errorf("a weak password: %d %s", r.Status, r.Body)
		}
		for _, extra := range []string{"role", "email", "workspace", "roles", "member"} {
			in := obj{"token": secret, "name": "Dina", "password": apptest.Password, extra: "owner"}
			if r := s.Browser().Call("POST", "/api/v1/invitations/accept", in); r.Status != 400 || !strings.Contains(r.Body, extra) {
				t.Errorf("with %s in the body: %d %s", extra, r.Status, r.Body)
			}
		}
		dina := s.Browser()
		if r := accept(dina, secret, "Dina Do", apptest.Password); r.Status != 200 {
			t.Fatalf("%d %s", r.Status, r.Body)
		}
		me := dina.Must("GET", "/api/v1/me", nil)
		if me.Field("member.email") != "dina@example.com" || me.Field("member.role") != "member" || me.Field("member.handle") != "dina.do" || !strings.Contains(me.Body, `"role":"developer"`) {
			t.Errorf("who am I: %s", me.Body)
		}
		if r := accept(s.Browser(), secret, "Eve", "another long password"); r.Status != 404 {
			t.Errorf("it works twice: %d %s", r.Status, r.Body)
		}
		if r := s.Browser().Call("POST", "/api/v1/invitations/look", obj{"token": secret}); r.Status != 404 {
			t.Errorf("it shows after use: %d", r.Status)
		}
		if r := adam.Call("POST", "/api/v1/members/invite", obj{"email": "dina@example.com"}); r.Status != 409 {
			t.Errorf("a member is invited: %d %s", r.Status, r.Body)
		}
		list := adam.Must("GET", "/api/v1/invitations", nil)
		if !strings.Contains(list.Body, `"state":"accepted"`) || strings.Contains(list.Body, secret) || strings.Contains(list.Body, "tl_inv") {
			t.Errorf("invitations: %s", list.Body)
		}
	})
}

// An invitation is good for one person, once, for a week, and for no more than
// whoever made it may give at that moment.
func TestInvitationsThatAreNotGood(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		adam := s.SignIn("adam")
		refused := accept(s.Browser(), "tl_inv_00000000000000000000000000000000", "Eve", apptest.Password)
		expect := func(what, secret string) {
			t.Helper()
			b := s.Browser()
			if r := accept(b, secret, "Eve", apptest.Password); r.Status != 404 || r.Body != refused.Body || len(b.Cookies) != 0 {
				t.Errorf("%s: %d %s", what, r.Status, r.Body)
			}
		}
		expect("a token of another kind", "tl_pat_00000000000000000000000000000000")
		expect("anything", "x")

		id, secret := invite(t, adam, obj{"email": "a@example.com"})
		if r := adam.Call("POST", "/api/v1/members/invite", obj{"email": "a@example.com"}); r.Status != 409 {
			t.Errorf("invited twice: %d", r.Status)
		}
		adam.Must("POST", "/api/v1/invitations/"+id+"/withdraw", nil)
		expect("withdrawn", secret)
		if r := adam.Call("POST", "/api/v1/invitations/"+id+"/withdraw", nil); r.Status != 409 {
			t.Errorf("withdrawn twice: %d", r.Status)
		}

		_, secret = invite(t, adam, obj{"email": "b@example.com"})
		s.Clock.Add(7 * 24 * time.Hour)
		expect("too old", secret)

		owen := s.SignIn("owen")
		adam = s.SignIn("adam")
		_, secret = invite(t, adam, obj{"email": "c@example.com", "role": "admin"})
		owen.Must("PATCH", "/api/v1/members/adam", obj{"role": "member"})
		expect("made by somebody who is no admin any more", secret)
		owen.Must("PATCH", "/api/v1/members/adam", obj{"role": "admin"})
		owen.Must("POST", "/api/v1/members/adam/deactivate", nil)
		expect("made by somebody who is deactivated", secret)
		owen.Must("POST", "/api/v1/members/adam/reactivate", nil)
		if r := accept(s.Browser(), secret, "Cleo", apptest.Password); r.Status != 200 {
			t.Errorf("made by an admin: %d %s", r.Status, r.Body)
		}

		if r := adam.Call("POST", "/api/v1/members/invite", obj{"email": "d@example.com", "role": "owner"}); r.Status != 403 {
			t.Errorf("an admin invites an owner: %d %s", r.Status, r.Body)
		}
		if r := s.SignIn("nora").Call("POST", "/api/v1/members/invite", obj{"email": "d@example.com"}); r.Status != 403 {
			t.Errorf("a member invites: %d %s", r.Status, r.Body)
		}
		if r := s.SignIn("gus").Call("POST", "/api/v1/members/invite", obj{"email": "d@example.com"}); r.Status != 403 {
			t.Errorf("a guest invites: %d", r.Status)
		}
		if r := adam.Call("POST", "/api/v1/members/invite", obj{"email": "d@example.com", "roles": []obj{{"product": "LEND", "role": "king"}}}); r.Status != 400 {
			t.Errorf("a role that there is not: %d %s", r.Status, r.Body)
		}
	})
}

func TestInvitationIsAcceptedOnce(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		_, secret := invite(t, s.SignIn("adam"), obj{"email": "dina@example.com"})
		var mu sync.Mutex
		var wg sync.WaitGroup
		done := 0
		for range 8 {
			wg.Go(func() {
				r := accept(s.Browser(), secret, "Dina", apptest.Password)
				mu.Lock()
				defer mu.Unlock()
				if r.Status == 200 {
					done++
				}
			})
		}
		wg.Wait()
		if n := strings.Count(s.Operator().Must("GET", "/api/v1/members", nil).Body, "dina@example.com"); done != 1 || n != 1 {
			t.Errorf("accepted %d times, %d members", done, n)
		}
	})
}

// Whoever has an account proves it; the link alone does not take it over.
func TestInvitationOfAnAccount(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		s.Operator().Must("POST", "/api/v1/workspaces/found", obj{"slug": "other", "name": "Other"})
		in := []string{"Throughline-Workspace", "other"}
		r := s.Operator().Must("POST", "/api/v1/members/invite", obj{"email": "pia@example.com"}, in...)
		_, secret, _ := strings.Cut(r.Field("link"), "#")
		if r := accept(s.Browser(), secret, "Eve", "a new password for pia"); r.Status != 400 || !strings.Contains(r.Body, `"password"`) {
			t.Errorf("with another password: %d %s", r.Status, r.Body)
		}
		pia := s.Browser()
		if r := accept(pia, secret, "Pia elsewhere", apptest.Password); r.Status != 200 {
			t.Fatalf("with her password: %d %s", r.Status, r.Body)
		}
		if me := pia.Must("GET", "/api/v1/me", nil); me.Field("workspace.slug") != "other" || me.Field("member.name") != "Pia elsewhere" || me.Field("login.name") != "pia" {
			t.Errorf("who am I: %s", me.Body)
		}
		if me := pia.Must("GET", "/api/v1/me", nil, "Throughline-Workspace", "lendwell"); me.Field("member.name") != "pia" {
			t.Errorf("who am I in the first: %s", me.Body)
		}
		if me := pia.Must("GET", "/api/v1/me", nil, "Throughline-Workspace", "nowhere"); me.Field("member.name") != "" || me.Field("workspace.slug") != "" {
			t.Errorf("who am I nowhere: %s", me.Body)
		}
		pia.Must("POST", "/api/v1/sessions/switch", obj{"workspace": "lendwell"})
		if me := pia.Must("GET", "/api/v1/me", nil); me.Field("workspace.slug") != "lendwell" {
			t.Errorf("after the switch: %s", me.Body)
		}
		if r := s.SignIn("nora").Call("POST", "/api/v1/sessions/switch", obj{"workspace": "other"}); r.Status != 404 {
			t.Errorf("nora goes to a foreign workspace: %d", r.Status)
		}
	})
}
