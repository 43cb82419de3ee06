package app_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
	"throughline/internal/platform/store/storetest"
	"throughline/migrations"
)

// accountsIn puts a row into each plain table of the installation.
func accountsIn(t testing.TB, w *apptest.World) {
	t.Helper()
	ctx, login := context.Background(), id.Of("login", "dina")
	err := w.DB.Write(ctx, "", func(tx *store.Tx) error {
		for _, s := range []struct {
			query string
			args  []any
		}{
			{"insert into login (id, email, name, password, disabled, created_at) values (?, ?, ?, ?, ?, 7)", []any{login, "dina@example.com", "Dina", "$argon2id$…", true}},
			{"insert into login_member (login_id, workspace_id, member_id, active) values (?, ?, ?, ?)", []any{login, w.Workspace, w.Members["dina"], false}},
			{"insert into token_secret (hash, workspace_id, token_id, member_id, used_at) values ('h1', ?, ?, ?, 8)", []any{w.Workspace, id.Of("token"), w.Members["dina"]}},
			{"insert into invitation_secret (hash, workspace_id, invitation_id) values ('h2', ?, ?)", []any{w.Workspace, id.Of("invitation")}},
			{"insert into changelog_secret (hash, workspace_id, changelog_id) values ('h3', ?, ?)", []any{w.Workspace, id.Of("changelog")}},
			{"insert into share_secret (hash, workspace_id, share_id, linked_at) values ('h4', ?, ?, 11)", []any{w.Workspace, id.Of("share")}},
			{"insert into share_password (share_id, locked_at, workspace_id, hash) values (?, 12, ?, '$argon2id$…')", []any{id.Of("share"), w.Workspace}},
			{"insert into share_opening (share_id, day_on, form, workspace_id, count, last_at) values (?, '2026-03-02', 'page', ?, 3, 13)", []any{id.Of("share"), w.Workspace}},
			{"insert into briefing_secret (hash, workspace_id, briefing_id, linked_at) values ('h5', ?, ?, 14)", []any{w.Workspace, id.Of("briefing")}},
			{"insert into briefing_opening (briefing_id, day_on, workspace_id, count, last_at) values (?, '2026-03-02', ?, 4, 15)", []any{id.Of("briefing"), w.Workspace}},
			{"insert into share_pass (hash, workspace_id, share_id, locked_at, expires_at) values ('secret of a pass', ?, ?, 12, 99)", []any{w.Workspace, id.Of("share")}},
			{"insert into code_hook (repository_id, workspace_id, secret) values (?, ?, 's3')", []any{id.Of("repository"), w.Workspace}},
			{"insert into code_seen (repository_id, mark, workspace_id, at) values (?, 'number 1', ?, 10)", []any{id.Of("repository"), w.Workspace}},
			{"insert into confidential (id, at, workspace_id, sort, subject_id, by_id, data) values (?, 14, ?, 'assessment', ?, ?, '{\"word\":\"Well\"}')", []any{id.Of("assessment"), w.Workspace, w.Members["dina"], w.Members["pia"]}},
			{"insert into audit (id, at, event, result, login_id, workspace_id, address, agent, request) values (?, 9, 'session.create', 'failed', null, ?, '::1', 'a <b>', 'r')", []any{id.Of("audit"), w.Workspace}},
			{"insert into session (token_hash, id, login_id, created_at, seen_at, expires_at) values ('secret of a session', 's', ?, 1, 1, 1)", []any{login}},
			{"insert into setup (hash, made_at) values ('secret of the set-up', 1)", nil},
		} {
			if _, err := tx.Exec(ctx, s.query, s.args...); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Accounts come back as they were; nobody is signed in, and the link for the
// first person has lost its force.
func TestAccountsAreRestored(t *testing.T) {
	t.Parallel()
	whole, of := smallBackup(t)
	want := accountRows(t, of.Engine.DB)
	for _, engine := range bothEngines {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			v := emptyVault(t, engine)
			err := v.Engine.DB.Write(t.Context(), "", func(tx *store.Tx) error {
				_, err := tx.Exec(t.Context(), "insert into setup (hash, made_at) values ('here', 1)")
				return err
			})
			if err == nil {
				err = restore(v, whole)
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := accountRows(t, v.Engine.DB); !slices.Equal(got, want) {
				t.Errorf("accounts\n%s\nbecome\n%s", strings.Join(want, "\n"), strings.Join(got, "\n"))
			}
			for _, table := range []string{"session", "setup"} {
				err := v.Engine.DB.Read(t.Context(), "", func(r *store.Reader) error {
					n, err := store.One[int64](t.Context(), r, "select count(*) from "+table)
					if n > 0 {
						t.Errorf("%d rows in %s", n, table)
					}
					return err
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// accountRows gives what the plain tables hold, in words.
func accountRows(t testing.TB, db *store.DB) []string {
	t.Helper()
	var out []string
	err := db.Read(t.Context(), "", func(r *store.Reader) error {
		for _, q := range []string{
			"select id || ' ' || email || ' ' || name || ' ' || password || ' ' || case when disabled then 'off' else 'on' end || ' ' || cast(created_at as text) from login order by id",
			"select login_id || ' ' || workspace_id || ' ' || member_id || ' ' || case when active then 'on' else 'off' end from login_member order by login_id",
			"select hash || ' ' || workspace_id || ' ' || token_id || ' ' || member_id || ' ' || cast(used_at as text) from token_secret order by hash",
			"select hash || ' ' || workspace_id || ' ' || invitation_id from invitation_secret order by hash",
			"select hash || ' ' || workspace_id || ' ' || changelog_id from changelog_secret order by hash",
			"select hash || ' ' || workspace_id || ' ' || share_id || ' ' || cast(linked_at as text) from share_secret order by hash",
			"select share_id || ' ' || cast(locked_at as text) || ' ' || workspace_id || ' ' || hash from share_password order by share_id",
			"select share_id || ' ' || day_on || ' ' || form || ' ' || workspace_id || ' ' || cast(count as text) || ' ' || cast(last_at as text) from share_opening order by share_id",
			"select hash || ' ' || workspace_id || ' ' || briefing_id || ' ' || cast(linked_at as text) from briefing_secret order by hash",
			"select briefing_id || ' ' || day_on || ' ' || workspace_id || ' ' || cast(count as text) || ' ' || cast(last_at as text) from briefing_opening order by briefing_id",
			"select repository_id || ' ' || workspace_id || ' ' || secret from code_hook order by repository_id",
			"select repository_id || ' ' || mark || ' ' || workspace_id || ' ' || cast(at as text) from code_seen order by repository_id",
			"select id || ' ' || cast(at as text) || ' ' || workspace_id || ' ' || sort || ' ' || subject_id || ' ' || by_id || ' ' || data from confidential order by id",
			"select id || ' ' || cast(at as text) || ' ' || event || ' ' || result || ' ' || coalesce(login_id, '-') || ' ' || workspace_id || ' ' || address || ' ' || agent || ' ' || request from audit order by id",
		} {
			rows, err := store.All[string](t.Context(), r, q)
			if err != nil {
				return err
			}
			if len(rows) == 0 {
				t.Errorf("nothing to compare: %s", q)
			}
			out = append(out, rows...)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Every table is in the archive, in the backup, follows from what is, or is of
// the moment. A new table has to be put into one of these lists.
func TestEveryTableIsAccountedFor(t *testing.T) {
	t.Parallel()
	var (
		counters = []string{"workspace", "product_counter", "ledger", "inbox", "follower"}                                                                                                                                                                 // entries of their own in an archive
		accounts = []string{"login", "login_member", "token_secret", "invitation_secret", "audit", "changelog_secret", "code_hook", "code_seen", "share_secret", "share_password", "share_opening", "confidential", "briefing_secret", "briefing_opening"} // in a backup
		follow   = []string{"record_tag", "alias", "thread_edge", "search_doc", "search_text", "flow_item", "flow_tie"}                                                                                                                                    // made anew
		moment   = []string{"session", "setup", "login_reset", "idempotency", "heartbeat", "migration", "search_text", "ballot", "retro_draft", "code_delivery", "share_pass", "roadmap_look"}                                                             // not kept
	)
	for _, engine := range bothEngines {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			v := emptyVault(t, engine)
			known := slices.Concat(counters, accounts, follow, moment)
			for _, k := range v.Engine.Reg.Kinds() {
				known = append(known, k.Type.Tables()...)
			}
			for _, p := range v.Engine.Reg.Parts() {
				known = append(known, p.Tables()...)
			}
			err := v.Engine.DB.Read(t.Context(), "", func(r *store.Reader) error {
				all, err := store.Tables(t.Context(), r)
				if len(all) < 30 {
					t.Errorf("only %d tables found", len(all))
				}
				for _, name := range all {
					if !slices.Contains(known, name) {
						t.Errorf("nobody knows whether %s is backed up", name)
					}
				}
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
}

// Every column of a table that a backup holds row by row is in the backup.
func TestEveryColumnOfAccountsIsBackedUp(t *testing.T) {
	t.Parallel()
	want := map[string]int{"login": 6, "login_member": 4, "token_secret": 5, "invitation_secret": 3, "changelog_secret": 3, "share_secret": 4, "share_password": 4, "share_opening": 6, "confidential": 7, "briefing_secret": 4, "briefing_opening": 5, "code_hook": 3, "code_seen": 4, "audit": 9, "workspace": 9, "product_counter": 4, "inbox": 6}
	db := storetest.Open(t, store.SQLite, migrations.Files)
	err := db.Read(t.Context(), "", func(r *store.Reader) error {
		for table, n := range want {
			got, err := store.One[int64](t.Context(), r, "select count(*) from pragma_table_info(?)", table)
			if err != nil {
				return err
			}
			if got != int64(n) {
				t.Errorf("%s has %d columns; backups and archives know of %d", table, got, n)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
