package portal_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/core/op"
	"throughline/internal/core/right"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// A link ends with the account of whoever answers for it, in every form, and
// opens again when somebody who shares the roadmap takes it over (ID-06).
func TestALinkEndsWithItsHoldersAccount(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		c := makeCut(w, "team", obj{"download": true})
		l := makeLink(w, c, obj{"sites": []string{"https://a.example.com"}})
		opens := func() bool {
			t.Helper()
			want := get(w, "/share/"+l.Token).Code
			for _, f := range forms {
				if code := get(w, "/share/"+l.Token+f).Code; code != want {
					t.Errorf("%q answers %d while the page answers %d", f, code, want)
				}
			}
			return want == http.StatusOK
		}
		listed := func() (out struct {
			Holder      string
			Opens, Left bool
		}) {
			t.Helper()
			var all []json.RawMessage
			w.Into("adam", "share.list", obj{"cut": c}, &all)
			if len(all) != 1 || json.Unmarshal(all[0], &out) != nil {
				t.Fatalf("listed are %s", all)
			}
			return out
		}
		if s := listed(); !opens() || s.Holder != w.Members["pia"] || !s.Opens || s.Left {
			t.Fatalf("a fresh link: %+v", s)
		}
		w.Do("adam", "member.deactivate", obj{"id": w.Members["pia"]})
		if s := listed(); opens() || s.Opens || !s.Left {
			t.Errorf("its holder is deactivated: %+v", s)
		}
		if out := w.Do("paul", "share.take", obj{"id": l.ID}); out.Proposal == nil || opens() {
			t.Error("somebody who does not share the roadmap took a link over")
		}
		w.Do("adam", "share.take", obj{"id": l.ID})
		if s := listed(); !opens() || s.Holder != w.Members["adam"] || !s.Opens || s.Left {
			t.Errorf("it was taken over: %+v", s)
		}
		// The account behind the holder is disabled: there is one login for several workspaces.
		login(w, "adam")
		if !opens() {
			t.Fatal("an account ends a link")
		}
		operate(w, "login.disable", "adam")
		if s := listed(); opens() || !s.Left {
			t.Errorf("the account of its holder is disabled: %+v", s)
		}
		operate(w, "login.enable", "adam")
		if !opens() {
			t.Error("the account is there again, and the link is not")
		}
		w.Do("adam", "share.revoke", obj{"id": l.ID})
		if _, err := w.Try("adam", "share.take", obj{"id": l.ID}); !errs.Is(err, errs.Conflict) {
			t.Errorf("a revoked link was taken over: %v", err)
		}
	})
}

// operate is what whoever runs the installation does with somebody's account.
func operate(w *apptest.World, name, whose string) {
	w.T.Helper()
	in, err := json.Marshal(obj{"id": id.Of("login", whose)})
	if err == nil {
		_, err = w.Engine.Run(w.T.Context(), op.Call{Op: name, Actor: right.Actor{Through: op.Operator}, Input: in})
	}
	if err != nil {
		w.T.Fatal(err)
	}
}

// login gives somebody an account.
func login(w *apptest.World, name string) {
	w.T.Helper()
	err := w.DB.Write(w.T.Context(), w.Workspace, func(tx *store.Tx) error {
		if _, err := tx.Exec(w.T.Context(), "insert into login (id, email, name, password, disabled, created_at) values (?, ?, ?, '', false, 1)", id.Of("login", name), name+"@example.com", name); err != nil {
			return err
		}
		_, err := tx.Exec(w.T.Context(), "insert into login_member (login_id, workspace_id, member_id) values (?, ?, ?)", id.Of("login", name), w.Workspace, w.Members[name])
		return err
	})
	if err != nil {
		w.T.Fatal(err)
	}
}

// The roadmap as one sees it, as a file: of what one may see, as one filters it.
func TestTheRoadmapAsOneSeesIt(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Bank transfer", "horizon": "now", "startOn": "2026-03-01", "endOn": "2026-04-17", "owner": w.Members["dora"]}})
		w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Wallets", "horizon": "later", "state": "planned"}})
		w.Do("pia", "feature.create", obj{"fields": obj{"product": "HIDE", "title": "Secret"}})
		w.Do("pia", "milestone.create", obj{"fields": obj{"product": "LEND", "title": "The fair", "dueOn": "2026-05-01"}})
		w.Do("pia", "initiative.create", obj{"fields": obj{"product": "LEND", "title": "Every way to pay", "startOn": "2026-01-05"}})
		read := func(who, query string) string {
			t.Helper()
			r := w.As(who, http.MethodGet, "/api/v1/roadmap/file?format=csv&"+query, "")
			if r.Code != http.StatusOK {
				t.Fatalf("%s: %d %s", query, r.Code, r.Body)
			}
			return r.Body.String()
		}
		for _, c := range []struct{ who, query, has, lacks string }{
			{"nora", "", "Bank transfer", "Secret"},
			{"nora", "", "17 Apr", "The fair"},
			{"pia", "", "Secret", "The fair"},
			{"pia", "product=LEND&milestones=true", "The fair", "Secret"},
			{"pia", "form=horizons", ",Product,", "The fair"}, // over several products a card says whose it is
			{"nora", "form=horizons", "Horizon", ",Product,"},
			{"nora", "q=state:planned", "Wallets", "Bank transfer"},
			{"nora", "form=horizons", "Later", "The fair"},
			{"nora", "form=horizons", "Bank transfer", "Every way to pay"}, // which nobody places there
			{"pia", "group=product", "Hidden,Secret", "The fair"},          // over several products
			{"nora", "group=product", "Bank transfer", "Secret"},
			{"nora", "group=owner&form=table", "Nobody", "Secret"},
			{"gus", "", "Bank transfer", "Secret"},
		} {
			if got := read(c.who, c.query); !strings.Contains(got, c.has) || strings.Contains(got, c.lacks) {
				t.Errorf("%s with %q, wants %q and not %q:\n%s", c.who, c.query, c.has, c.lacks, got)
			}
		}
		// Over time what comes first stands first, whatever its rank.
		if got := read("nora", ""); strings.Index(got, "Every way to pay") > strings.Index(got, "Bank transfer") || strings.Index(got, "Bank transfer") > strings.Index(got, "Wallets") {
			t.Errorf("not in the order of their days:\n%s", got)
		}
		for _, f := range []string{"pdf", "pptx", "png", "svg", "ics", "json"} {
			if r := w.As("nora", http.MethodGet, "/api/v1/roadmap/file?odds=true&milestones=true&group=horizon&format="+f, ""); r.Code != http.StatusOK || r.Body.Len() < 100 {
				t.Errorf("%s: %d with %d bytes", f, r.Code, r.Body.Len())
			}
		}
		for query, code := range map[string]int{"product=HIDE": http.StatusNotFound, "q=type:": http.StatusBadRequest, "format=docx": http.StatusBadRequest} {
			if r := w.As("nora", http.MethodGet, "/api/v1/roadmap/file?"+query, ""); r.Code != code && r.Code != http.StatusUnprocessableEntity {
				t.Errorf("%s: %d, want %d", query, r.Code, code)
			}
		}
	})
}
