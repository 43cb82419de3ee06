package people_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"throughline/internal/app/apptest"
)

type obj = map[string]any

// setUpLink gives the secret of the link that the server would print.
func setUpLink(t *testing.T, s *apptest.Site) string {
	t.Helper()
	link, err := s.App.Outside.Door.SetUpLink(context.Background(), s.App.DB)
	if err != nil {
		t.Fatal(err)
	}
	secret, found := strings.CutPrefix(link, apptest.Base+"/setup#")
	if link != "" && !found {
		t.Fatalf("the link is %q", link)
	}
	return secret
}

func firstPerson(token string) obj {
	return obj{"token": token, "workspace": "Lendwell", "slug": "lendwell", "zone": "Europe/Berlin", "name": "Ana Lopez", "email": "Ana@Example.com", "password": apptest.Password}
}

func TestSetUp(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		old := setUpLink(t, s)
		token := setUpLink(t, s)
		b := s.Browser()
		if r := b.Must("GET", "/api/v1/setup", nil); !strings.Contains(r.Body, `"open":true`) {
			t.Errorf("before: %s", r.Body)
		}
		var refusals []string
		for _, wrong := range []string{old, "", token + "x", strings.Replace(token, "set", "inv", 1), "tl_set_00000000000000000000000000000000"} {
			r := b.Call("POST", "/api/v1/setup", firstPerson(wrong))
			if wrong != "" {
				refusals = append(refusals, r.Body)
			}
			if r.Status != 404 && r.Status != 400 || len(b.Cookies) != 0 {
				t.Errorf("token %q: %d %s", wrong, r.Status, r.Body)
			}
		}
		for _, r := range refusals {
			if r != refusals[0] {
				t.Errorf("refusals differ: %s and %s", r, refusals[0])
			}
		}
		weak := firstPerson(token)
		weak["password"] = "lopez lopez"
		if r := b.Call("POST", "/api/v1/setup", weak); r.Status != 400 || !strings.Contains(r.Body, `"password"`) {
			t.Errorf("a weak password: %d %s", r.Status, r.Body)
		}
		b.Must("POST", "/api/v1/setup", firstPerson(token))
		me := b.Must("GET", "/api/v1/me", nil)
		if me.Field("member.role") != "owner" || me.Field("member.name") != "Ana Lopez" || me.Field("workspace.zone") != "Europe/Berlin" || me.Field("login.email") != "ana@example.com" {
			t.Errorf("who am I: %s", me.Body)
		}
		if r := b.Must("GET", "/api/v1/setup", nil); !strings.Contains(r.Body, `"open":false`) {
			t.Errorf("after: %s", r.Body)
		}
		second := firstPerson(token)
		second["email"], second["slug"] = "eve@example.com", "evil"
		if r := s.Browser().Call("POST", "/api/v1/setup", second); r.Status != 404 {
			t.Errorf("the link works twice: %d %s", r.Status, r.Body)
		}
		if again := setUpLink(t, s); again != "" {
			t.Error("a new link is printed though there is an account")
		}
	})
}

func TestSetUpOnceAtATime(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		token := setUpLink(t, s)
		var mu sync.Mutex
		var wg sync.WaitGroup
		done := 0
		for i := range 8 {
			wg.Go(func() {
				in := firstPerson(token)
				in["slug"] = "ws" + string(rune('a'+i))
				in["email"] = string(rune('a'+i)) + "@example.com"
				r := s.Browser().Call("POST", "/api/v1/setup", in)
				mu.Lock()
				defer mu.Unlock()
				if r.Status == 200 {
					done++
				}
			})
		}
		wg.Wait()
		var logins []obj
		s.Operator().Must("GET", "/api/v1/logins", nil).Into(t, &logins)
		if done != 1 || len(logins) != 1 {
			t.Errorf("%d set-ups succeeded, %d accounts exist", done, len(logins))
		}
		var all []obj
		s.Operator().Must("GET", "/api/v1/workspaces", nil).Into(t, &all)
		if len(all) != 1 {
			t.Errorf("%d workspaces exist", len(all))
		}
	})
}

// Whoever worked from the command line before anybody signed in finds that
// work in their workspace.
func TestSetUpTakesOverWhatTheOperatorBegan(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		o := s.Operator()
		o.Must("POST", "/api/v1/workspaces/found", obj{"slug": "early", "name": "Early"})
		o.Must("POST", "/api/v1/products", obj{"key": "LEND", "title": "Lendwell"})
		b := s.Browser()
		b.Must("POST", "/api/v1/setup", firstPerson(setUpLink(t, s)))
		me := b.Must("GET", "/api/v1/me", nil)
		if me.Field("workspace.slug") != "early" || me.Field("member.role") != "owner" || me.Field("member.handle") != "ana.lopez" || !strings.Contains(me.Body, `"key":"LEND"`) {
			t.Errorf("who am I: %s", me.Body)
		}
	})
}
