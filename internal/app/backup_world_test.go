package app_test

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"throughline/internal/app"
	"throughline/internal/app/apptest"
	"throughline/internal/bridge/github"
	"throughline/internal/bridge/jira"
	"throughline/internal/bridge/trello"
	"throughline/internal/core/op"
	"throughline/internal/core/transfer"
	"throughline/internal/kit/clock"
	"throughline/internal/platform/store"
)

func archiveOf(t testing.TB, v app.Vault, workspace string) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := (transfer.Exporter{Engine: v.Engine, Files: v.Files, Version: v.Version}).Export(t.Context(), workspace, &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func takeIn(t testing.TB, v app.Vault, archive []byte) *transfer.Imported {
	t.Helper()
	a, err := transfer.OpenArchive(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	in, err := transfer.Importer{Engine: v.Engine, Files: v.Files}.Import(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// thereAndBack takes an archive through the other engine and back: it must
// come out the same.
func thereAndBack(t testing.TB, v app.Vault, workspace string) []byte {
	t.Helper()
	first := archiveOf(t, v, workspace)
	other := store.SQLite
	if v.Engine.DB.Dialect() == store.SQLite {
		other = store.Postgres
	}
	archive := first
	for _, engine := range []store.Dialect{other, v.Engine.DB.Dialect()} {
		into := emptyVault(t, engine)
		in := takeIn(t, into, archive)
		if in.Verified != in.Counts.Ledger || in.Verified == 0 {
			t.Errorf("%d of %d rows verified", in.Verified, in.Counts.Ledger)
		}
		sound(t, into, workspace)
		if archive = archiveOf(t, into, workspace); !bytes.Equal(first, archive) {
			t.Errorf("on %s the archive of %d bytes becomes one of %d: %s", engine, len(first), len(archive), firstDifference(t, first, archive))
		}
	}
	return first
}

func entriesOf(t testing.TB, archive []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(b)
	}
	return out
}

func firstDifference(t testing.TB, a, b []byte) string {
	t.Helper()
	x, y := entriesOf(t, a), entriesOf(t, b)
	delete(x, "manifest.json")
	for _, name := range slices.Sorted(maps.Keys(x)) {
		was, is := strings.Split(x[name], "\n"), strings.Split(y[name], "\n")
		for i := range was {
			if i >= len(is) || was[i] != is[i] {
				return name + ": " + was[i] + " becomes " + strings.Join(is[min(i, len(is)):min(i+1, len(is))], "")
			}
		}
	}
	return "in the packing, or something was added"
}

// Something of every kind of thing goes through an archive.
func TestArchiveHoldsEveryKind(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		b := newBench(t, w)
		spending(w)
		telling(w)
		ranking(w)
		growing(w)
		aging(w)
		delivering(w, b) // first: what follows changes workflows, in no order
		launching(b)
		for sort := range b.things {
			b.fresh(sort, lend)
		}
		for kind := range kinds {
			at := lend
			if k, _ := w.Engine.Reg.Kind(kind); k.Home == op.InWorkspace {
				at = whole
			}
			b.fresh(kind, at)
		}
		r := w.Do("paul", "risk.create", obj{"fields": obj{"product": "LEND", "title": "Something", "type": "delivery"}})
		c := w.Do("dina", "comment.create", obj{"record": r.Key, "body": "Hm"})
		w.Do("dina", "comment.react", obj{"id": c.ID, "sign": "👍"})
		w.Do("dina", "watch.set", obj{"record": r.Key})
		w.Do("adam", "right.set", obj{"decision": "sprint.plan", "product": "LEND", "roles": []string{"developer"}})
		w.Do("adam", "workspace.update", obj{"name": "Another name"})
		w.Do("adam", "promise.bound", obj{"odds": 60})
		m := w.Do("pia", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Loans"}})
		w.Do("pia", "metric.enter", obj{"id": m.Key, "points": []obj{{"at": "2026-03-01T00:00:00Z", "value": 0.1}}})
		o := w.Do("pia", "objective.create", obj{"fields": obj{"product": "LEND", "title": "More loans", "keyResults": []obj{{"id": "1", "title": "Loans", "metric": m.Key, "start": 0, "target": 1}}}})
		w.Do("pia", "objective.checkin", obj{"id": o.Key, "keyResult": "1", "confidence": 50, "note": "It begins."})
		src := &transfer.Source{System: "csv", Scope: "x", States: []transfer.State{{ID: "s", Name: "Somewhere", Category: "doing"}},
			Items: []transfer.Item{{ID: "1", Title: "Item", State: "s", Kind: "story", CreatedAt: clock.Instant(1), Extra: map[string]any{`Story "points" \`: 3.5, "größe": nil, "<b>": []any{"x", 1e21}}}}}
		if _, err := (transfer.Job{Engine: w.Engine, Workspace: w.Workspace, Actor: w.Actor("adam"), Product: "HIDE"}).Run(t.Context(), src); err != nil {
			t.Fatal(err)
		}
		w.CatchUp()
		all := entriesOf(t, thereAndBack(t, vaultOf(w), w.Workspace))
		for _, k := range w.Engine.Reg.Kinds() {
			if all["records/"+k.Name+".jsonl"] == "" {
				t.Errorf("no %s went through", k.Name)
			}
		}
		for kind := range w.Engine.Reg.Parts() {
			if all["parts/"+kind+".jsonl"] == "" {
				t.Errorf("no %s went through", kind)
			}
		}
		for name, text := range all {
			for _, secret := range []string{"password", "token_hash", "$argon2id$"} {
				if strings.Contains(text, secret) && !strings.HasPrefix(name, "files/") {
					t.Errorf("%s speaks of %s", name, secret)
				}
			}
		}
	})
}

// delivering does what teams do between planning and release, so that each of it
// leaves something.
func delivering(w *apptest.World, b *bench) {
	story := w.Do("adam", "story.create", obj{"fields": obj{"product": "LEND", "title": "Forms", "criteria": []obj{{"text": "One page"}}}})
	other := w.Do("adam", "story.create", obj{"fields": obj{"product": "LEND", "title": "Letters"}})
	sprint := b.fresh("sprint!active", lend)
	w.Do("adam", "sprint.share", obj{"id": sprint, "member": "@dina", "share": 0.5})
	w.Do("adam", "sprint.rule", obj{"product": "LEND", "focus": 0.7})
	w.Do("adam", "sprint.trade", obj{"id": sprint, "in": []string{story.Key}, "why": "It is short."})
	w.Do("dina", "sprint.standup", obj{"id": sprint, "on": "2026-03-02", "did": "The form."})
	w.Do("adam", "scale.set", obj{"product": "LEND", "steps": []string{"1", "2", "3", "5", "8", "13"}})
	w.Do("adam", "item.tick", obj{"id": b.fresh("story!ticked", lend), "list": "done", "check": "1"})
	step := w.Do("adam", "step.create", obj{"activity": w.Do("adam", "activity.create", obj{"product": "LEND", "title": "Borrow"}).ID, "title": "Ask"})
	w.Do("adam", "storymap.place", obj{"items": []string{story.Key}, "step": step.ID})
	w.Do("adam", "testrun.create", obj{"product": "LEND", "name": "Nightly", "cases": []obj{{"name": story.Key + "/1 one page"}}})
	retro := b.fresh("retro!voting", lend)
	w.Do("adam", "retro.vote", obj{"id": retro, "note": b.notes[retro], "dots": 1})
	w.Do("adam", "retro.phase", obj{"id": retro, "phase": "acting"})
	w.Do("adam", "retro.act", obj{"id": retro, "title": "Test on a phone"})
	tight := w.Do("adam", "board.create", obj{"product": "LEND", "name": "Tight", "method": "kanban", "mode": "block", "totalLimit": 1})
	w.Do("adam", "item.move", obj{"id": other.Key, "state": "in progress", "override": "The bank waits."})
	w.Do("adam", "item.move", obj{"id": story.Key, "state": "in progress", "override": "It waits, too."})
	w.Do("adam", "board.delete", obj{"id": tight.ID})
	w.Do("adam", "repository.connect", obj{"product": "LEND", "host": "plain", "name": "lend/forms"})
	w.Do("adam", "code.report", obj{"repository": "lend/forms", "branch": story.Key + "-forms", "new": true})
}

// spending leaves something of each sort of money.
func spending(w *apptest.World) {
	w.Do("adam", "money.plan", obj{"id": "LEND", "lines": []obj{{"basis": "plan", "sort": "cost", "label": "Licences", "month": "2026-01-01", "amount": 100, "currency": "EUR"}}})
	w.Do("adam", "dayrate.set", obj{"product": "LEND", "from": "2026-01-01", "amount": 60000, "currency": "EUR"})
	made := w.Do("adam", "case.create", obj{"record": "LEND", "name": "Build it", "currency": "EUR"})
	w.Do("adam", "case.fill", obj{"id": made.ID, "lines": []obj{{"sort": "cost", "label": "Work", "amounts": []obj{{"low": 1, "likely": 2, "high": 3}}}}})
	w.Do("adam", "stop.decline", obj{"id": "LEND", "reason": "It has only begun."})
	w.Do("adam", "priceplan.create", obj{"product": "LEND", "name": "Plus", "currency": "EUR", "amount": 900, "reason": "As others ask."})
	w.Do("adam", "exchange.set", obj{"from": "USD", "to": "EUR", "on": "2026-01-01", "rate": 0.9, "source": "A bank"})
}

// aging leaves a rule, a ground and a plan of a product's life.
func aging(w *apptest.World) {
	loans := w.Do("adam", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Loans that run", "direction": "up"}})
	w.Do("adam", "lifecycle.rule", obj{"product": "LEND", "metric": loans.Key, "target": 1000})
	w.Do("adam", "stage.set", obj{"product": "LEND", "stage": "launch", "note": "The beta is over."})
	w.Do("adam", "sunset.plan", obj{"product": "LEND", "endOn": "2030-01-31"})
	w.Do("adam", "strategy.set", obj{"of": "LEND", "need": "An answer today"})
}

// telling leaves a stakeholder who is to hear something, and was told it.
func telling(w *apptest.World) {
	s := w.Do("adam", "stakeholder.create", obj{"product": "LEND", "member": "@sam"}).ID
	w.Do("adam", "cadence.create", obj{"stakeholder": s, "every": "week"})
	b := w.Do("adam", "briefing.create", obj{"stakeholder": s, "title": "News", "body": "Much."}).ID
	w.Do("adam", "briefing.send", obj{"id": b})
}

// ranking leaves a feature's inputs in a ranking.
func ranking(w *apptest.World) {
	feature := w.Do("adam", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Reminders"}})
	made := w.Do("adam", "ranking.create", obj{"product": "LEND", "name": "What next", "method": "rice"})
	w.Do("adam", "ranking.score", obj{"id": made.ID, "feature": feature.Key, "ranges": obj{"reach": obj{"low": 1, "likely": 2, "high": 3}}})
}

// Real boards, with their history, go through archives unchanged.
func TestArchivesOfImportedBoards(t *testing.T) {
	t.Parallel()
	boards := []struct {
		name  string
		read  reader
		files []string
	}{
		{"trello", trello.Read, []string{"trello/gocd-test-drive-board.json", "trello/gocd-test-drive-comments.json"}},
		{"jira", jira.ReadJSON, []string{"jira-json/cloud-search-result.json", "jira-json/cloud-board-sprints.json"}},
		{"jira csv", jira.ReadCSV, []string{"jira-csv/poinz-export.csv", "jira-csv/poinz-export-with-estimation.csv"}},
		{"github", github.Read, []string{"github/ants-issues.json", "github/ants-issue-comments.json", "github/ants-issue-events.json"}},
	}
	for _, b := range boards {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			files := samples(t, b.files...)
			apptest.Each(t, func(t *testing.T, w *apptest.World) {
				importAs(t, w, "paul", b.read, files, false)
				first := thereAndBack(t, vaultOf(w), w.Workspace)
				// What was imported is recognised after the move: the ids say so.
				into := emptyVault(t, store.SQLite)
				takeIn(t, into, first)
				moved := *w
				moved.Engine, moved.DB = into.Engine, into.Engine.DB
				again := importAs(t, &moved, "paul", b.read, files, false)
				if again.Changed() {
					t.Errorf("importing the board again after the move created %v and updated %v", again.Created, again.Updated)
				}
			})
		})
	}
}

// Over HTTP only whoever runs the workspace gets it, and only whoever runs the
// installation takes one in, or backs everything up.
func TestArchivesOverHTTP(t *testing.T) {
	t.Parallel()
	apptest.EachSite(t, func(t *testing.T, s *apptest.Site) {
		runs := s.Operator()
		runs.Must("POST", "/api/v1/workspaces/found", obj{"slug": "acme", "name": "Acme", "owner": "Olga", "email": "olga@example.com"})
		runs.Must("POST", "/api/v1/members/add", obj{"email": "nora@example.com", "name": "Nora", "role": "member", "password": "correct horse battery 9"})
		runs.Must("POST", "/api/v1/products", obj{"key": "ACME", "title": "Acme"})
		nora := s.Browser()
		nora.Must("POST", "/api/v1/sessions", obj{"email": "nora@example.com", "password": "correct horse battery 9"})
		archive := runs.Must("GET", "/api/v1/export", nil)
		if h := archive.Header; h.Get("Content-Type") != "application/zip" || !strings.HasPrefix(h.Get("Content-Disposition"), "attachment;") || h.Get("Cache-Control") != "no-store" {
			t.Errorf("headers %v", h)
		}
		for what, r := range map[string]apptest.Reply{
			"an export by a member":      nora.Call("GET", "/api/v1/export", nil),
			"an export by nobody":        s.Browser().Call("GET", "/api/v1/export", nil),
			"an import by a member":      nora.Send("POST", "/api/v1/import/archive", archive.Body),
			"a backup by a member":       nora.Call("POST", "/api/v1/installation/backup", nil),
			"an import of what is here":  runs.Send("POST", "/api/v1/import/archive", archive.Body),
			"an import of something":     runs.Send("POST", "/api/v1/import/archive", "PK no zip file"),
			"an import of half of it":    runs.Send("POST", "/api/v1/import/archive", archive.Body[:len(archive.Body)/2]),
			"an import under a bad name": runs.Send("POST", "/api/v1/import/archive?slug=../x", archive.Body),
		} {
			want := map[string]int{"nobody": 401, "member": 403, "here": 409}[what[strings.LastIndex(what, " ")+1:]]
			if want == 0 {
				want = http.StatusBadRequest
			}
			if strings.Contains(what, "bad name") {
				want = http.StatusConflict // the workspace is here, under whatever name
			}
			if r.Status != want || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/problem+json") {
				t.Errorf("%s: %d %s, want %d", what, r.Status, r.Body, want)
			}
		}
		backup := runs.Must("POST", "/api/v1/installation/backup", nil)
		path := filepath.Join(t.TempDir(), "backup.zip")
		if err := os.WriteFile(path, []byte(backup.Body), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, engine := range bothEngines {
			v := emptyVault(t, engine)
			v.Version = "1"
			done, err := v.RestoreFile(t.Context(), path)
			if err != nil || done.Accounts != 1 {
				t.Fatalf("%+v %v", done, err)
			}
			if back := archiveOf(t, v, done.Backup.Workspaces[0].ID); string(back) != archive.Body {
				t.Errorf("the archive of the restored differs: %s", firstDifference(t, []byte(archive.Body), back))
			}
		}
		other := apptest.OpenSite(t, store.SQLite)
		in := other.Operator().Send("POST", "/api/v1/import/archive", archive.Body)
		if in.Status != http.StatusOK || in.Field("workspace.slug") != "acme" {
			t.Fatalf("%d %s", in.Status, in.Body)
		}
		if back := other.Operator().Must("GET", "/api/v1/export", nil); back.Body != archive.Body {
			t.Error("the export of the import differs")
		}
		// An archive has no accounts: whoever runs the new place gives them out.
		again := other.Browser()
		if r := again.Call("POST", "/api/v1/sessions", obj{"email": "nora@example.com", "password": "correct horse battery 9"}); r.Status != http.StatusUnauthorized {
			t.Errorf("signed in without an account: %d %s", r.Status, r.Body)
		}
		added := other.Operator().Must("POST", "/api/v1/members/add", obj{"email": "nora@example.com", "name": "Somebody", "role": "owner", "password": "another battery staple 7"})
		again.Must("POST", "/api/v1/sessions", obj{"email": "nora@example.com", "password": "another battery staple 7"})
		if me := again.Must("GET", "/api/v1/me", nil); added.Field("name") != "Nora" || added.Field("role") != "member" || !strings.Contains(me.Body, added.Field("id")) {
			t.Errorf("added %s, signed in as %s", added.Body, me.Body)
		}
		if r := other.Operator().Call("POST", "/api/v1/members/add", obj{"email": "nora@example.com", "name": "Nora"}); r.Status != http.StatusBadRequest {
			t.Errorf("added a second time: %d %s", r.Status, r.Body)
		}
	})
}
