package people_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/platform/store"
)

func resetSecret(t *testing.T, s *apptest.Site, who string) string {
	t.Helper()
	link := s.Operator().Must("POST", "/api/v1/logins/"+who+"/reset", nil).Field("link")
	secret, found := strings.CutPrefix(link, apptest.Base+"/reset#")
	if !found {
		t.Fatalf("the link is %q", link)
	}
	return secret
}

func choose(c *apptest.Client, secret, password string) apptest.Reply {
	return c.Call("POST", "/api/v1/password/reset", obj{"token": secret, "password": password})
}

func TestNewPasswordByLink(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		pia := s.SignIn("pia")
		first, second := resetSecret(t, s, "pia@example.com"), resetSecret(t, s, "PIA@example.com")
		if !alive(pia) || signIn(s.Browser(), "pia@example.com", apptest.Password).Status != 201 {
			t.Error("asking for a link ended a session, or the password")
		}
		never := choose(s.Browser(), "tl_rst_00000000000000000000000000000000", "another four odd words")
		for what, r := range map[string]apptest.Reply{
			"the older of two links": choose(s.Browser(), first, "another four odd words"),
			"another kind of token":  choose(s.Browser(), strings.Replace(second, "rst", "ses", 1), "another four odd words"),
			"two links in one":       choose(s.Browser(), second+second, "another four odd words"),
		} {
			if r.Status != never.Status && r.Status != 400 || r.Status == 404 && r.Body != never.Body {
				t.Errorf("%s: %d %s", what, r.Status, r.Body)
			}
		}
		if r := s.Browser().Send("POST", "/api/v1/password/reset", `{"token":["`+second+`"],"password":"another four odd words"}`); r.Status != 400 {
			t.Errorf("a list in place of a token: %d", r.Status)
		}
		if r := s.Browser().Send("POST", "/api/v1/password/reset", `{"token":"x","token":"`+second+`","password":"another four odd words"}`); r.Status != 400 {
			t.Errorf("two tokens: %d", r.Status)
		}
		if r := choose(s.Browser(), second, "pia pia pia"); r.Status != 400 || !strings.Contains(r.Body, `"password"`) {
			t.Errorf("a weak password: %d %s", r.Status, r.Body)
		}
		var mu sync.Mutex
		var wg sync.WaitGroup
		done := 0
		for range 6 {
			wg.Go(func() {
				r := choose(s.Browser(), second, "another four odd words")
				mu.Lock()
				defer mu.Unlock()
				if r.Status == 200 {
					done++
				}
			})
		}
		wg.Wait()
		if done != 1 || alive(pia) {
			t.Errorf("the link worked %d times; the session lives: %v", done, alive(pia))
		}
		if signIn(s.Browser(), "pia@example.com", apptest.Password).Status != 401 || signIn(s.Browser(), "pia@example.com", "another four odd words").Status != 201 {
			t.Error("the old password works, or the new one does not")
		}
		late := resetSecret(t, s, "pia@example.com")
		s.Clock.Add(24 * time.Hour)
		if r := choose(s.Browser(), late, "one more set of words"); r.Status != 404 {
			t.Errorf("a day later: %d", r.Status)
		}
		changed := resetSecret(t, s, "nora@example.com")
		s.SignIn("nora").Must("POST", "/api/v1/password/change", obj{"old": apptest.Password, "new": "one more set of words"})
		if r := choose(s.Browser(), changed, "and one more after that"); r.Status != 404 {
			t.Errorf("after the password was changed: %d", r.Status)
		}
		off := resetSecret(t, s, "gus@example.com")
		s.Operator().Must("POST", "/api/v1/logins/gus@example.com/disable", nil)
		if r := choose(s.Browser(), off, "one more set of words"); r.Status != 404 {
			t.Errorf("a disabled account: %d", r.Status)
		}
	})
}

// Whoever an import knew by name becomes the person who was invited for them,
// and keeps what is theirs.
func TestInvitingSomebodyKnownByName(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		owner := s.Caller("owen")
		known := &right.Member{Name: "D. Do", Role: right.Plain, Status: "named"}
		if err := s.App.Engine.Bootstrap(t.Context(), owner.Workspace, owner.Actor, known); err != nil {
			t.Fatal(err)
		}
		adam := s.SignIn("adam")
		_, secret := invite(t, adam, obj{"email": "dina@example.com", "member": known.ID})
		dina := s.Browser()
		if r := accept(dina, secret, "Dina Do", apptest.Password); r.Status != 200 {
			t.Fatalf("%d %s", r.Status, r.Body)
		}
		if me := dina.Must("GET", "/api/v1/me", nil); me.Field("member.id") != known.ID || me.Field("member.name") != "Dina Do" || me.Field("member.status") != "active" || me.Field("member.handle") != "dina.do" {
			t.Errorf("who am I: %s", me.Body)
		}
		if r := adam.Call("POST", "/api/v1/members/invite", obj{"email": "eve@example.com", "member": known.ID}); r.Status != 409 {
			t.Errorf("invited as somebody who is there: %d %s", r.Status, r.Body)
		}
	})
}

// An account without a workspace can see to itself, and to nothing else.
func TestAccountWithoutAWorkspace(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		s.SignIn("owen").Must("POST", "/api/v1/members/nora/deactivate", nil)
		nora := s.SignIn("nora")
		for _, d := range s.App.Engine.Reg.Defs() {
			if d.Perm == op.Public || d.Name == "session.delete" {
				continue
			}
			s.Clock.Add(time.Second) // she may not ask for all of it within a minute
			r := nora.Call(d.Method, filled(d), nil)
			own := d.Perm == op.Account
			if own && (r.Status == 401 || r.Status >= 500) || !own && r.Status != 403 {
				t.Errorf("%s: %d %.200s", d.Name, r.Status, r.Body)
			}
		}
		if r := nora.Must("GET", "/api/v1/workspaces", nil); strings.TrimSpace(r.Body) != "[]" {
			t.Errorf("her workspaces: %s", r.Body)
		}
	})
}

// Who came in, or tried to, is kept, with no word of what was typed.
func TestAudit(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		pia := s.SignIn("pia")
		signIn(s.Browser(), "pia@example.com", "wrong-secret-1")
		signIn(s.Browser(), "my-secret-as-address", "wrong-secret-2")
		pia.Must("POST", "/api/v1/password/change", obj{"old": apptest.Password, "new": "another four odd words"})
		choose(s.Browser(), resetSecret(t, s, "pia@example.com"), "words of a third kind")
		s.SignIn("nora").Must("DELETE", "/api/v1/sessions/current", nil)
		s.Operator().Must("POST", "/api/v1/logins/nora@example.com/disable", nil)
		_, secret := invite(t, s.SignIn("adam"), obj{"email": "dina@example.com"})
		accept(s.Browser(), secret, "Dina", apptest.Password)
		type row struct {
			Event     string `db:"event"`
			Result    string `db:"result"`
			Login     string `db:"login_id"`
			Workspace string `db:"workspace_id"`
			Address   string `db:"address"`
			Agent     string `db:"agent"`
			Request   string `db:"request"`
		}
		var got []string
		unnamed := 0
		err := s.App.DB.Read(t.Context(), "", func(r *store.Reader) error {
			rows, err := store.All[row](t.Context(), r, "select event, result, coalesce(login_id, '') as login_id, coalesce(workspace_id, '') as workspace_id, address, agent, request from audit order by id")
			for _, a := range rows {
				if a.Event == "member.add" {
					continue
				}
				got = append(got, a.Event+" "+a.Result)
				if strings.Contains(a.Event+a.Result+a.Address+a.Agent, "secret") || a.Address == "" || a.Request == "" {
					t.Errorf("a row of the audit: %+v", a)
				}
				if a.Login == "" {
					unnamed++
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if unnamed != 1 {
			t.Errorf("%d rows name no account, want one: the address that nobody has", unnamed)
		}
		want := []string{
			"session.create done", "session.create wrong", "session.create wrong", "password.change done", "login.reset done", "password.reset done",
			"session.create done", "session.delete done", "login.disable done", "session.create done", "invitation.accept done", "session.create done",
		}
		slices.Sort(got) // the clock stands, so the rows have no order
		slices.Sort(want)
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("the audit has\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		if s.App.DB.Dialect() == store.Postgres {
			err := s.App.DB.Write(t.Context(), "", func(tx *store.Tx) error {
				_, err := tx.Exec(t.Context(), "delete from audit")
				return err
			})
			if err == nil {
				t.Error("rows of the audit can be removed")
			}
		}
	})
}

// Nothing that lets somebody in stands in the database in clear.
func TestSecretsAreNotStored(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		setUp := setUpLink(t, s)
		s.Settle()
		adam := s.SignIn("adam")
		_, invitation := invite(t, adam, obj{"email": "dina@example.com"})
		reset := resetSecret(t, s, "pia@example.com")
		token := makeToken(adam, obj{"name": "ci", "scopes": []string{"read"}})
		err := s.App.DB.Read(t.Context(), adamsWorkspace(s), func(r *store.Reader) error {
			for _, q := range []string{
				"select hash from setup", "select hash from invitation_secret", "select hash from login_reset", "select hash from token_secret", "select token_hash from session", "select password from login",
				"select diff from ledger where workspace_id = ?", "select answer from idempotency where workspace_id = ?", "select request || agent || address from audit",
			} {
				var args []any
				if strings.Contains(q, "?") {
					args = append(args, adamsWorkspace(s))
				}
				cells, err := store.All[string](t.Context(), r, q, args...)
				if err != nil {
					return err
				}
				for _, c := range cells {
					for _, secret := range []string{setUp, invitation, reset, token, adam.Cookies[cookieName], apptest.Password} {
						if secret == "" || strings.Contains(c, secret) {
							t.Errorf("%s gives %q", q, c)
						}
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func adamsWorkspace(s *apptest.Site) string { return s.Caller("adam").Workspace }

// A member's link to an account is kept in step with the member's status.
func TestLinkFollowsStatus(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		s.Settle()
		adam := s.SignIn("adam")
		actives := func() (n int64) {
			err := s.App.DB.Read(t.Context(), "", func(r *store.Reader) (err error) {
				n, err = store.One[int64](t.Context(), r, "select count(*) from login_member where active")
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		all := actives()
		adam.Must("POST", "/api/v1/members/pia/deactivate", nil)
		if actives() != all-1 {
			t.Error("deactivating did not reach the link")
		}
		var rows struct{ Items []struct{ Seq int64 } }
		adam.Must("GET", "/api/v1/changes?since=0&limit=1000", nil).Into(t, &rows)
		adam.Must("POST", "/api/v1/changes/undo", obj{"seq": rows.Items[len(rows.Items)-1].Seq})
		if actives() != all || !alive(s.SignIn("pia")) {
			t.Error("undoing it did not reach the link")
		}
		err := s.App.Engine.View(t.Context(), adamsWorkspace(s), s.Caller("adam").Actor, func(v *op.View) error {
			all, err := record.Where[right.Member](t.Context(), v.At, "d.status = 'active'")
			if len(all) != 6 {
				t.Errorf("%d active members", len(all))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
