package app_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"throughline/internal/app"
	"throughline/internal/app/apptest"
	"throughline/internal/core/attach"
	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/blob"
	"throughline/internal/platform/store"
	"throughline/internal/platform/store/storetest"
	"throughline/migrations"
)

var bothEngines = []store.Dialect{store.SQLite, store.Postgres}

// emptyVault is an installation that has nothing.
func emptyVault(t testing.TB, engine store.Dialect) app.Vault {
	t.Helper()
	db := storetest.Open(t, engine, migrations.Files)
	reg, _ := app.Registry()
	now := clock.At(apptest.Start)
	e, err := op.NewEngine(reg, db, now, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	files, err := blob.OpenFolder(t.TempDir(), 8<<20, now)
	if err != nil {
		t.Fatal(err)
	}
	return app.Vault{Engine: e, Files: files, Version: "test"}
}

func vaultOf(w *apptest.World) app.Vault {
	return app.Vault{Engine: w.Engine, Files: w.Outside.Files.Store, Version: "test"}
}

// ledgerOf gives the ledger of a workspace, row by row, as far as a number.
func ledgerOf(t testing.TB, v app.Vault, workspace string, most int64) []string {
	t.Helper()
	var out []string
	err := v.Engine.DB.Snapshot(t.Context(), workspace, func(r *store.Reader) error {
		return store.Each(t.Context(), r, "select "+ledger.Columns+" from ledger where workspace_id = ? and seq <= ? order by seq", func(row ledger.Row) error {
			out = append(out, fmt.Sprintf("%+v", row))
			return nil
		}, workspace, most)
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// sound replays every ledger and reads every file that an attachment names.
func sound(t testing.TB, v app.Vault, workspaces ...string) {
	t.Helper()
	for _, ws := range workspaces {
		found, err := v.Engine.Verify(t.Context(), ws)
		if err != nil || len(found.Faults) > 0 {
			t.Errorf("%s: %v %v", ws, err, found)
		}
		err = v.Engine.DB.Read(t.Context(), ws, func(r *store.Reader) error {
			type file struct {
				ID     string `db:"id"`
				Bytes  int64  `db:"bytes"`
				SHA256 string `db:"sha256"`
			}
			all, err := store.All[file](t.Context(), r, "select id, bytes, sha256 from attachment where workspace_id = ? and sha256 <> ''", ws)
			for _, f := range all {
				err = errors.Join(err, blob.Verify(t.Context(), v.Files, attach.Key(ws, f.ID), blob.Info{Size: f.Bytes, SHA256: f.SHA256}))
			}
			return err
		})
		if err != nil {
			t.Errorf("the files of %s: %v", ws, err)
		}
	}
}

// writing has writers change both worlds until stop; begun is closed when each
// has made a few changes.
func writing(w, twin *apptest.World, writers int) (begun chan struct{}, stop func()) {
	begun, end := make(chan struct{}), make(chan struct{})
	var started, done sync.WaitGroup
	started.Add(writers)
	for i := range writers {
		done.Add(1)
		go func() {
			defer done.Done()
			at := []*apptest.World{w, twin}[i%2]
			for n := 0; ; n++ {
				select {
				case <-end:
					return
				default:
				}
				r, err := at.Try("paul", "risk.create", obj{"fields": obj{"product": "LEND", "title": fmt.Sprintf("Writer %d, %d", i, n), "type": "delivery"}})
				if err == nil {
					_, err = at.Try("dina", "comment.create", obj{"record": r.Key, "body": strings.Repeat("words ", n%50) + "@pia"})
				}
				if err == nil && n%3 == 0 {
					if rec := at.As("dina@"+at.Workspace, "POST", "/api/v1/records/"+r.Key+"/files?name=f", fmt.Sprintf("bytes %d %d", i, n)); rec.Code != 200 {
						err = errors.New(rec.Body.String())
					}
				}
				if err != nil {
					at.T.Errorf("writer %d: %v", i, err)
					return
				}
				if n == 3 {
					started.Done()
				}
			}
		}()
	}
	go func() {
		started.Wait()
		close(begun)
	}()
	return begun, func() {
		close(end)
		done.Wait()
	}
}

// A backup that is made while others write holds a prefix of what they wrote,
// and can be restored into either database.
func TestBackupUnderLoad(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		twin := w.Twin("neighbours")
		v, path := vaultOf(w), filepath.Join(t.TempDir(), "new", "backup.zip")
		begun, stop := writing(w, twin, 8)
		<-begun
		m, err := v.BackUp(t.Context(), path)
		stop()
		if err != nil {
			t.Fatal(err)
		}
		if st, err := os.Stat(path); err != nil || st.Mode().Perm() != 0o600 {
			t.Errorf("the backup's rights: %v %v", st.Mode(), err)
		}
		if left, _ := filepath.Glob(path + "?*"); len(left) > 0 {
			t.Errorf("left beside it: %v", left)
		}
		if _, err := v.BackUp(t.Context(), path); !errs.Is(err, errs.Conflict) {
			t.Errorf("a backup over another: %v", err)
		}
		written := len(ledgerOf(t, v, w.Workspace, 1<<60)) + len(ledgerOf(t, v, twin.Workspace, 1<<60))
		if held := m.Workspaces[0].Counts.Ledger + m.Workspaces[1].Counts.Ledger; int64(written) <= held {
			t.Errorf("the backup holds all %d rows: nobody wrote while it was made", held)
		}
		for _, to := range bothEngines {
			t.Run("into "+string(to), func(t *testing.T) {
				into := emptyVault(t, to)
				done, err := into.RestoreFile(t.Context(), path)
				if err != nil {
					t.Fatal(err)
				}
				total := int64(0)
				for _, ws := range m.Workspaces {
					n := ws.Counts.Ledger
					total += n
					want, got := ledgerOf(t, v, ws.ID, n), ledgerOf(t, into, ws.ID, 1<<60)
					if int64(len(got)) != n || n < 30 || strings.Join(got, "\n") != strings.Join(want, "\n") {
						t.Errorf("%s: %d rows come back as %d, or differ", ws.Slug, n, len(got))
					}
					if ws.Counts.Files == 0 || len(ws.Lost) > 0 {
						t.Errorf("%s: %d files, lost %v", ws.Slug, ws.Counts.Files, ws.Lost)
					}
				}
				if done.Verified != total || len(m.Workspaces) != 2 {
					t.Errorf("%d workspaces, %d rows verified of %d", len(m.Workspaces), done.Verified, total)
				}
				sound(t, into, w.Workspace, twin.Workspace)
				if _, err := into.RestoreFile(t.Context(), path); !errs.Is(err, errs.Conflict) {
					t.Errorf("a restore on top of what is there: %v", err)
				}
			})
		}
		if _, err := v.RestoreFile(t.Context(), path); !errs.Is(err, errs.Conflict) {
			t.Errorf("a restore on top of live data: %v", err)
		}
	})
}

// untouched sees that an installation is as empty as before.
func untouched(t testing.TB, v app.Vault) {
	t.Helper()
	err := v.Engine.DB.Read(t.Context(), "", func(r *store.Reader) error {
		for _, table := range []string{"workspace", "login", "login_member", "token_secret", "audit"} {
			n, err := store.One[int64](t.Context(), r, "select count(*) from "+table)
			if err != nil || n > 0 {
				t.Errorf("%d rows are left in %s: %v", n, table, err)
			}
		}
		return nil
	})
	if err == nil {
		err = v.Files.Walk(t.Context(), "", func(key string, _ int64) error {
			t.Errorf("the file %s is left", key)
			return nil
		})
	}
	if err != nil {
		t.Error(err)
	}
}

// smallBackup is a backup of a world with two workspaces and some accounts.
func smallBackup(t testing.TB) (raw []byte, of app.Vault) {
	t.Helper()
	w := apptest.New(t, storetest.Open(t, store.SQLite, migrations.Files))
	w.Twin("neighbours")
	if rec := w.As("dina", "POST", "/api/v1/records/LEND/files?name=a", strings.Repeat("bytes", 100)); rec.Code != 200 {
		t.Fatal(rec.Body)
	}
	accountsIn(t, w)
	var b bytes.Buffer
	if _, err := vaultOf(w).Write(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), vaultOf(w)
}

func restore(v app.Vault, raw []byte) error {
	b, err := app.OpenBackup(bytes.NewReader(raw), int64(len(raw)))
	if err == nil {
		_, err = v.Restore(context.Background(), b)
	}
	return err
}

// Damage is seen before anything is changed, wherever it is.
func TestDamagedBackups(t *testing.T) {
	t.Parallel()
	whole, of := smallBackup(t)
	var again bytes.Buffer
	if _, err := of.Write(t.Context(), &again); err != nil || !bytes.Equal(whole, again.Bytes()) {
		t.Errorf("two backups of one state at one time differ (%v)", err)
	}
	v := emptyVault(t, store.SQLite)
	refused, harmless := 0, 0
	for i := 0; i < len(whole); i += 1 + len(whole)/400 {
		b := bytes.Clone(whole)
		b[i] ^= 1 << (i % 8)
		in, err := app.OpenBackup(bytes.NewReader(b), int64(len(b)))
		if err == nil {
			err = in.Read(t.Context(), v.Engine.Reg)
		}
		switch {
		case err == nil:
			harmless++
		case errs.KindOf(err) != errs.Invalid:
			t.Errorf("byte %d: %v", i, err)
		default:
			refused++
		}
	}
	if harmless*10 > refused {
		t.Errorf("%d damaged backups were refused, %d not", refused, harmless)
	}
	for n := 0; n < len(whole); n += 1 + len(whole)/100 {
		if err := restore(v, whole[:n]); errs.KindOf(err) != errs.Invalid {
			t.Errorf("the first %d of %d bytes: %v", n, len(whole), err)
		}
	}
	if err := restore(v, []byte("SQLite format 3\x00")); errs.KindOf(err) != errs.Invalid {
		t.Errorf("something else: %v", err)
	}
	if _, err := v.RestoreFile(t.Context(), filepath.Join(t.TempDir(), "none.zip")); !errs.Is(err, errs.NotFound) {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, err := v.CheckFile(t.Context(), t.TempDir()); errs.KindOf(err) == "" {
		t.Error("a folder is taken for a backup")
	}
	untouched(t, v)
	if err := restore(v, whole); err != nil {
		t.Fatal(err)
	}
	var back bytes.Buffer
	if _, err := v.Write(t.Context(), &back); err != nil || !bytes.Equal(whole, back.Bytes()) {
		t.Errorf("the backup of the restored differs (%v)", err)
	}
}

// A backup that cannot be written leaves nothing with its name.
func TestBackupThatFails(t *testing.T) {
	t.Parallel()
	w := apptest.New(t, storetest.Open(t, store.SQLite, migrations.Files))
	v, dir := vaultOf(w), t.TempDir()
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := v.BackUp(stopped, filepath.Join(dir, "a.zip")); err == nil {
		t.Error("a stopped backup went through")
	}
	v.Files = &unreadable{v.Files}
	if rec := w.As("dina", "POST", "/api/v1/records/LEND/files?name=a", "bytes"); rec.Code != 200 {
		t.Fatal(rec.Body)
	}
	if _, err := v.BackUp(t.Context(), filepath.Join(dir, "b.zip")); !errs.Is(err, errs.Unavailable) {
		t.Errorf("files that cannot be reached: %v", err)
	}
	if _, err := v.BackUp(t.Context(), filepath.Join(os.DevNull, "c.zip")); !errs.Is(err, errs.Unavailable) {
		t.Errorf("a place that is no folder: %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left: %v %v", left, err)
	}
}

// unreadable is a store of files that is out of reach.
type unreadable struct{ blob.Store }

func (unreadable) Open(context.Context, string) (io.ReadSeekCloser, blob.Info, error) {
	return nil, blob.Info{}, errs.New(errs.Unavailable, "The object store does not answer.")
}
