package people_test

import (
	"strings"
	"testing"
	"time"

	"throughline/internal/app/apptest"
)

// makeToken makes a token and gives its secret.
func makeToken(c *apptest.Client, in obj) string {
	c.Site.T.Helper()
	return c.Must("POST", "/api/v1/tokens", in).Field("secret")
}

// A sample of operations of each scope, by tokens of each scope.
func TestTokenScopes(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		adam := s.SignIn("adam")
		risk := adam.Must("POST", "/api/v1/risks", obj{"product": "LEND", "title": "Rates rise", "type": "market"}).Field("key")
		calls := []struct {
			what         string
			method, path string
			body         any
			scopes       string // of which one is enough
		}{
			{"a record", "GET", "/api/v1/risks/" + risk, nil, "read comment write admin"},
			{"who am I", "GET", "/api/v1/me", nil, "read comment write admin"},
			{"members", "GET", "/api/v1/members", nil, "read comment write admin"},
			{"the rights", "GET", "/api/v1/rights?product=LEND", nil, "read comment write admin"},
			{"a change", "PATCH", "/api/v1/risks/" + risk, obj{"body": "x"}, "write admin"},
			{"a new record", "POST", "/api/v1/risks", obj{"product": "LEND", "title": "x", "type": "market"}, "write admin"},
			{"my name", "PATCH", "/api/v1/me", obj{"zone": "UTC"}, "write admin"},
			{"inviting", "POST", "/api/v1/members/invite", obj{"email": "x@example.com"}, "admin"},
			{"a right", "POST", "/api/v1/rights/set", obj{"decision": "objective.set", "roles": []string{"product owner"}}, "admin"},
			{"the workspace", "PATCH", "/api/v1/workspace", obj{"name": "Lendwell 2"}, "admin"},
			{"tokens", "GET", "/api/v1/tokens", nil, "admin"},
			{"sessions", "GET", "/api/v1/sessions", nil, ""},
			{"my password", "POST", "/api/v1/password/change", obj{"old": apptest.Password, "new": "something else entirely"}, ""},
			{"signing out", "DELETE", "/api/v1/sessions/current", nil, ""},
			{"a workspace", "POST", "/api/v1/workspaces", obj{"slug": "mine", "name": "Mine"}, ""},
			{"the installation", "GET", "/api/v1/logins", nil, ""},
			{"leaving", "POST", "/api/v1/me/leave", nil, ""},
		}
		for _, scope := range []string{"read", "comment", "write", "admin"} {
			p := s.Program(makeToken(adam, obj{"name": scope, "scopes": []string{scope}}))
			for _, c := range calls {
				r := p.Call(c.method, c.path, c.body)
				may := strings.Contains(" "+c.scopes+" ", " "+scope+" ")
				if may && r.Status >= 300 || !may && r.Status != 403 {
					t.Errorf("%s with the scope %s: %d %s", c.what, scope, r.Status, r.Body)
				}
			}
		}
	})
}

// A token may no more than its member.
func TestTokensAreNotLargerThanTheirMember(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		nora := s.Program(makeToken(s.SignIn("nora"), obj{"name": "all", "scopes": []string{"admin"}}))
		if r := nora.Call("POST", "/api/v1/members/invite", obj{"email": "x@example.com"}); r.Status != 403 {
			t.Errorf("a member's token invites: %d %s", r.Status, r.Body)
		}
		if r := nora.Call("POST", "/api/v1/risks", obj{"product": "LEND", "title": "x", "type": "market"}); r.Status != 202 {
			t.Errorf("a member's token decides: %d %s", r.Status, r.Body)
		}
		gus := s.Program(makeToken(s.SignIn("gus"), obj{"name": "all", "scopes": []string{"admin"}}))
		if r := gus.Call("POST", "/api/v1/risks", obj{"product": "LEND", "title": "x", "type": "market"}); r.Status != 403 {
			t.Errorf("a guest's token proposes: %d %s", r.Status, r.Body)
		}
	})
}

func TestTokenLimits(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		adam := s.SignIn("adam")
		adam.Must("POST", "/api/v1/products", obj{"key": "PAY", "title": "Payments"})
		lend := adam.Must("POST", "/api/v1/risks", obj{"product": "LEND", "title": "a", "type": "market"}).Field("key")
		pay := adam.Must("POST", "/api/v1/risks", obj{"product": "PAY", "title": "b", "type": "market"}).Field("key")
		p := s.Program(makeToken(adam, obj{"name": "lend", "scopes": []string{"write"}, "products": []string{"LEND"}}))
		if r := p.Call("GET", "/api/v1/risks/"+lend, nil); r.Status != 200 {
			t.Errorf("within its product: %d", r.Status)
		}
		for what, r := range map[string]apptest.Reply{
			"reads outside of it":           p.Call("GET", "/api/v1/risks/"+pay, nil),
			"changes outside of it":         p.Call("PATCH", "/api/v1/risks/"+pay, obj{"title": "c"}),
			"makes something outside of it": p.Call("POST", "/api/v1/risks", obj{"product": "PAY", "title": "x", "type": "market"}),
		} {
			if r.Status != 404 && r.Status != 400 {
				t.Errorf("%s: %d %s", what, r.Status, r.Body)
			}
		}
		if me := p.Must("GET", "/api/v1/me", nil); strings.Contains(me.Body, "PAY") {
			t.Errorf("who am I shows what is outside: %s", me.Body)
		}

		for what, in := range map[string]obj{
			"unknown scope":          {"name": "x", "scopes": []string{"root"}},
			"wildcard":               {"name": "x", "scopes": []string{"*"}},
			"a scope of no token":    {"name": "x", "scopes": []string{"session"}},
			"no scope":               {"name": "x", "scopes": []string{}},
			"no name":                {"scopes": []string{"read"}},
			"unknown product":        {"name": "x", "scopes": []string{"read"}, "products": []string{"NONE"}},
			"expired from the start": {"name": "x", "scopes": []string{"read"}, "expiresAt": "2026-03-01T00:00:00Z"},
			"for ever":               {"name": "x", "scopes": []string{"read"}, "expiresAt": "2036-03-01T00:00:00Z"},
			"of somebody else":       {"name": "x", "scopes": []string{"read"}, "member": "owen"},
		} {
			if r := adam.Call("POST", "/api/v1/tokens", in); r.Status != 400 && r.Status != 404 {
				t.Errorf("%s: %d %s", what, r.Status, r.Body)
			}
		}
		r := adam.Must("POST", "/api/v1/tokens", obj{"name": "twice", "scopes": []string{"write", "read", "read"}})
		if !strings.Contains(r.Body, `"scopes":["read","comment","write"]`) {
			t.Errorf("scopes: %s", r.Body)
		}
		short := s.Program(makeToken(adam, obj{"name": "short", "scopes": []string{"read"}, "expiresAt": apptest.Start.Add(time.Hour)}))
		if short.Call("GET", "/api/v1/me", nil).Status != 200 {
			t.Error("it does not work")
		}
		s.Clock.Add(time.Hour)
		if r := short.Call("GET", "/api/v1/me", nil); r.Status != 401 {
			t.Errorf("it works after its end: %d", r.Status)
		}
	})
}

// What a token makes is within the token.
func TestTokensThatMakeTokens(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		adam := s.SignIn("adam")
		adam.Must("POST", "/api/v1/products", obj{"key": "PAY", "title": "Payments"})
		end := apptest.Start.Add(24 * time.Hour)
		writer := s.Program(makeToken(adam, obj{"name": "writer", "scopes": []string{"write"}}))
		if r := writer.Call("POST", "/api/v1/tokens", obj{"name": "x", "scopes": []string{"read"}}); r.Status != 403 {
			t.Errorf("without the scope: %d", r.Status)
		}
		narrow := s.Program(makeToken(adam, obj{"name": "narrow", "scopes": []string{"admin"}, "products": []string{"LEND"}}))
		whole := s.Program(makeToken(adam, obj{"name": "whole", "scopes": []string{"admin"}, "expiresAt": end}))
		for what, c := range map[string]struct {
			by   *apptest.Client
			in   obj
			want int
		}{
			"limited, the same":         {narrow, obj{"name": "a", "scopes": []string{"admin"}, "products": []string{"LEND"}}, 403},
			"limited, without limit":    {narrow, obj{"name": "b", "scopes": []string{"read"}}, 403},
			"limited, another product":  {narrow, obj{"name": "c", "scopes": []string{"read"}, "products": []string{"PAY"}}, 404},
			"the same":                  {whole, obj{"name": "d", "scopes": []string{"admin"}, "expiresAt": end}, 201},
			"smaller":                   {whole, obj{"name": "e", "scopes": []string{"read"}, "products": []string{"LEND"}, "expiresAt": end.Add(-time.Hour)}, 201},
			"longer":                    {whole, obj{"name": "f", "scopes": []string{"read"}, "expiresAt": end.Add(time.Microsecond)}, 400},
			"as long as tokens usually": {whole, obj{"name": "g", "scopes": []string{"read"}}, 400},
		} {
			if r := c.by.Call("POST", "/api/v1/tokens", c.in); r.Status != c.want {
				t.Errorf("%s: %d %s", what, r.Status, r.Body)
			}
		}
	})
}

// How a token may travel, and how not.
func TestTokenTransport(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		pia := s.SignIn("pia")
		token := makeToken(pia, obj{"name": "ci", "scopes": []string{"read"}})
		session := pia.Cookies[cookieName]
		plain := s.Program(token)
		plain.Header.Del("Authorization")
		for what, c := range map[string]struct {
			path    string
			headers []string
			want    int
		}{
			"bearer":                 {"/api/v1/me", []string{"Authorization", "Bearer " + token}, 200},
			"basic":                  {"/api/v1/me", []string{"Authorization", "Basic " + token}, 401},
			"bare":                   {"/api/v1/me", []string{"Authorization", token}, 401},
			"in the address":         {"/api/v1/me?access_token=" + token, nil, 401},
			"in the address as well": {"/api/v1/me?token=" + token, []string{"Authorization", "Bearer " + token}, 401},
			"as the session":         {"/api/v1/me", []string{"Cookie", cookieName + "=" + token}, 401},
			"a session as the token": {"/api/v1/me", []string{"Authorization", "Bearer " + session}, 401},
			"unknown":                {"/api/v1/me", []string{"Authorization", "Bearer tl_pat_00000000000000000000000000000000"}, 401},
			"another workspace":      {"/api/v1/me", []string{"Authorization", "Bearer " + token, "Throughline-Workspace", "other"}, 403},
			"its workspace":          {"/api/v1/me", []string{"Authorization", "Bearer " + token, "Throughline-Workspace", "lendwell"}, 200},
			"on the event stream":    {"/api/v1/events?access_token=" + token, nil, 401},
		} {
			if r := plain.Send("GET", c.path, "", c.headers...); r.Status != c.want {
				t.Errorf("%s: %d %s", what, r.Status, r.Body)
			}
		}
		// With a token the cookie counts for nothing: rights are never added up.
		adam := s.SignIn("adam")
		if r := adam.Call("GET", "/api/v1/invitations", nil, "Authorization", "Bearer "+token); r.Status != 403 {
			t.Errorf("an admin's cookie beside a reader's token: %d", r.Status)
		}
		if r := adam.Call("GET", "/api/v1/me", nil, "Authorization", "Bearer tl_pat_00000000000000000000000000000000"); r.Status != 401 {
			t.Errorf("an admin's cookie beside a bad token: %d", r.Status)
		}
	})
}

func TestTokensOfOthers(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		pia, nora, adam := s.SignIn("pia"), s.SignIn("nora"), s.SignIn("adam")
		made := pia.Must("POST", "/api/v1/tokens", obj{"name": "ci", "scopes": []string{"read"}})
		id, secret := made.Field("id"), made.Field("secret")
		if r := nora.Call("POST", "/api/v1/tokens/"+id+"/revoke", nil); r.Status != 404 {
			t.Errorf("nora revokes pia's token: %d", r.Status)
		}
		if r := nora.Call("GET", "/api/v1/tokens?all=true", nil); r.Status != 403 {
			t.Errorf("nora lists all tokens: %d", r.Status)
		}
		if r := nora.Must("GET", "/api/v1/tokens", nil); strings.Contains(r.Body, id) {
			t.Errorf("nora sees pia's token: %s", r.Body)
		}
		list := adam.Must("GET", "/api/v1/tokens?all=true", nil)
		if !strings.Contains(list.Body, id) || strings.Contains(list.Body, secret) || strings.Contains(list.Body, "hash") {
			t.Errorf("adam sees %s", list.Body)
		}
		adam.Must("POST", "/api/v1/tokens/"+id+"/revoke", nil)
		if s.Program(secret).Call("GET", "/api/v1/me", nil).Status != 401 {
			t.Error("it works after it was revoked")
		}
		if r := adam.Call("POST", "/api/v1/tokens/"+id+"/revoke", nil); r.Status != 404 {
			t.Errorf("revoked twice: %d", r.Status)
		}
	})
}
