package store_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
	"throughline/internal/platform/store/storetest"
	"throughline/migrations"
)

// fresh opens a database.
func fresh(t testing.TB, o store.Options) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// up migrates.
func up(t testing.TB, db *store.DB, files fs.FS) store.Migrated {
	t.Helper()
	m, err := db.Migrate(t.Context(), files, clock.Instant(1_772_442_000_123_456))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// released gives the first n migrations as files of their own.
func released(t testing.TB, n int) fstest.MapFS {
	t.Helper()
	names, err := fs.Glob(migrations.Files, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(names)
	out := fstest.MapFS{}
	for _, name := range names[:min(n, len(names))] {
		text, err := fs.ReadFile(migrations.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = &fstest.MapFile{Data: text}
	}
	return out
}

// all is more migrations than there are.
const all = 1 << 20

// eachBlank runs a test on a database without any schema, on each engine.
func eachBlank(t *testing.T, fn func(t *testing.T, db *store.DB)) {
	t.Helper()
	for _, engine := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			fn(t, fresh(t, storetest.Blank(t, engine)))
		})
	}
}

// steps are migrations of the tests' own.
func steps(texts ...string) fstest.MapFS {
	out := fstest.MapFS{}
	for i, text := range texts {
		out[string(rune('a'+i))+".sql"] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func names(t testing.TB, db *store.DB) []string {
	t.Helper()
	var out []string
	err := db.Read(t.Context(), "", func(r *store.Reader) (err error) {
		out, err = store.All[string](t.Context(), r, "select name from migration order by name")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// From every earlier version one step leads to the schema of a fresh
// installation, and what was there stays.
func TestUpgradesEndWhereFreshOnesBegin(t *testing.T) {
	t.Parallel()
	total := len(released(t, all))
	for _, engine := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			db := fresh(t, storetest.Blank(t, engine))
			up(t, db, migrations.Files)
			want := schema(t, db)
			from := []int{1, total / 2, total - 1}
			if engine == store.SQLite {
				from = from[:0]
				for n := 1; n < total; n++ {
					from = append(from, n)
				}
			}
			for _, n := range from {
				db := fresh(t, storetest.Blank(t, engine))
				up(t, db, released(t, n))
				insert(t, db, "insert into workspace (id, slug, name, prefix, zone, created_at) values ('w', 'acme', 'Acmé', 'WS', 'UTC', 7)")
				m := up(t, db, migrations.Files)
				if len(m.Ran) != total-n || schema(t, db) != want {
					t.Errorf("from %d migrations %d ran; %s", n, len(m.Ran), firstLine(want, schema(t, db)))
				}
				if again := up(t, db, migrations.Files); len(again.Ran) > 0 || again.Copy != "" || again.From != m.To || again.To != m.To {
					t.Errorf("a second time: %+v", again)
				}
				if got := text(t, db, "select name from workspace"); got != "Acmé" {
					t.Errorf("the workspace is called %q after the upgrade", got)
				}
			}
		})
	}
}

func insert(t testing.TB, db *store.DB, query string) {
	t.Helper()
	err := db.Write(t.Context(), "", func(tx *store.Tx) error {
		_, err := tx.Exec(t.Context(), query)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func text(t testing.TB, db *store.DB, query string) string {
	t.Helper()
	var out string
	err := db.Read(t.Context(), "", func(r *store.Reader) (err error) {
		out, err = store.One[string](t.Context(), r, query)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A program that is older than the database leaves it alone, and says so.
func TestNewerDatabaseIsRefused(t *testing.T) {
	t.Parallel()
	eachBlank(t, func(t *testing.T, db *store.DB) {
		up(t, db, migrations.Files)
		future := released(t, all)
		future["99991231-01-future.sql"] = &fstest.MapFile{Data: []byte("create table hoverboard (id text primary key);")}
		up(t, db, future)
		was := schema(t, db)
		_, err := db.Migrate(t.Context(), migrations.Files, 1)
		if !errs.Is(err, errs.Conflict) || !strings.Contains(err.Error(), "newer Throughline") || !strings.Contains(err.Error(), "99991231-01-future") {
			t.Errorf("got %v", err)
		}
		if schema(t, db) != was {
			t.Error("the refusal changed the schema")
		}
	})
}

// Whichever statement is the last that a migration came to, it leaves the old
// schema, and the next start does it whole.
func TestAMigrationIsAllOrNothing(t *testing.T) {
	t.Parallel()
	const second = `create table b (id text primary key); create index b_id on b (id); alter table a add column more text not null default ''; insert into a (id) values ('two'); drop table old;`
	parts := strings.SplitAfter(second, ";")
	eachBlank(t, func(t *testing.T, db *store.DB) {
		first := `create table a (id text primary key); create table old (id text primary key); insert into a (id) values ('one');`
		up(t, db, steps(first))
		was := schema(t, db)
		for n := range parts {
			broken := strings.Join(parts[:n], "") + " select no_such_function();"
			_, err := db.Migrate(t.Context(), steps(first, broken), clock.Instant(n+1))
			if !errs.Is(err, errs.Unavailable) || !strings.Contains(err.Error(), "was taken back") {
				t.Errorf("after %d statements: %v", n, err)
			}
			if got := schema(t, db); got != was || len(names(t, db)) != 1 {
				t.Errorf("after %d statements: %s; %v", n, firstLine(was, got), names(t, db))
			}
			// The old program starts again.
			if m := up(t, db, steps(first)); len(m.Ran) > 0 {
				t.Errorf("the old program ran %v", m.Ran)
			}
		}
		if m := up(t, db, steps(first, second)); len(m.Ran) != 1 {
			t.Errorf("ran %v", m.Ran)
		}
		if schema(t, db) == was {
			t.Error("nothing has changed")
		}
	})
}

// The released migrations hold to it as well: each is taken back whole when
// the very last thing that it does fails.
func TestReleasedMigrationsAreAllOrNothing(t *testing.T) {
	t.Parallel()
	total := len(released(t, all))
	eachBlank(t, func(t *testing.T, db *store.DB) {
		up(t, db, fstest.MapFS{})
		for n := 1; n <= total; n++ {
			was, files := schema(t, db), released(t, n)
			last := slices.Max(slices.Collect(keys(files)))
			files[last] = &fstest.MapFile{Data: append(slices.Clone(files[last].Data), "\n;select no_such_function();"...)}
			if _, err := db.Migrate(t.Context(), files, clock.Instant(n)); !errs.Is(err, errs.Unavailable) {
				t.Fatalf("%s: %v", last, err)
			}
			if got := schema(t, db); got != was {
				t.Errorf("%s left something: %s", last, firstLine(was, got))
			}
			up(t, db, released(t, n))
		}
	})
}

func keys(m fstest.MapFS) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// stopAt calls off an upgrade when it comes to a migration.
type stopAt struct {
	fstest.MapFS
	name string
	stop func()
}

func (s stopAt) ReadFile(name string) ([]byte, error) {
	if name == s.name {
		s.stop()
	}
	return s.MapFS.ReadFile(name)
}

// An upgrade that is called off between two migrations has done those before,
// and goes on from there; so it ends as if nothing had been.
func TestUpgradeThatIsStoppedGoesOn(t *testing.T) {
	t.Parallel()
	eachBlank(t, func(t *testing.T, db *store.DB) {
		files := released(t, all)
		sorted := slices.Sorted(keys(files))
		up(t, db, released(t, 3))
		for i, name := range sorted {
			if i < 3 || i%5 != 0 {
				continue
			}
			ctx, stop := context.WithCancel(t.Context())
			_, err := db.Migrate(ctx, stopAt{files, name, stop}, clock.Instant(i))
			stop()
			if err == nil || len(names(t, db)) != i {
				t.Errorf("stopped at %s: %v; %d migrations", name, err, len(names(t, db)))
			}
		}
		up(t, db, files)
		other := fresh(t, storetest.Blank(t, db.Dialect()))
		up(t, other, files)
		if want, got := schema(t, other), schema(t, db); got != want {
			t.Errorf("ends elsewhere: %s", firstLine(want, got))
		}
	})
}

// SQLite is copied before it is changed, and the copy is a database.
func TestCopyBeforeTheUpgrade(t *testing.T) {
	t.Parallel()
	o := storetest.Blank(t, store.SQLite)
	db := fresh(t, o)
	if m := up(t, db, released(t, 2)); m.Copy != "" {
		t.Errorf("a copy of nothing: %s", m.Copy)
	}
	insert(t, db, "insert into workspace (id, slug, name, prefix, zone, created_at) values ('w', 'acme', 'Acme', 'WS', 'UTC', 7)")
	before := schema(t, db)
	m := up(t, db, migrations.Files)
	if filepath.Dir(m.Copy) != filepath.Join(o.Dir, "before-upgrade") || m.From == "" || m.From == m.To {
		t.Fatalf("%+v", m)
	}
	for path, mode := range map[string]fs.FileMode{m.Copy: 0o600, filepath.Dir(m.Copy): 0o700} {
		if st, err := os.Stat(path); err != nil || st.Mode().Perm() != mode {
			t.Errorf("%s: %v %v, want %v", path, st.Mode(), err, mode)
		}
	}
	insert(t, db, "update workspace set name = 'Later'")
	raw, err := os.ReadFile(m.Copy)
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := t.TempDir()
	if err := os.WriteFile(filepath.Join(elsewhere, store.FileName), raw, 0o600); err != nil {
		t.Fatal(err)
	}
	old := fresh(t, store.Options{Dir: elsewhere, Readers: 2})
	if faults, err := old.Check(t.Context()); err != nil || len(faults) > 0 {
		t.Errorf("the copy: %v %v", faults, err)
	}
	if got := schema(t, old); got != before || text(t, old, "select name from workspace") != "Acme" {
		t.Errorf("the copy is not what was there: %s", firstLine(before, got))
	}
	up(t, old, migrations.Files) // and the upgrade can be tried again on it
	if err := db.Copy(t.Context(), m.Copy); !errs.Is(err, errs.Conflict) {
		t.Errorf("a copy over another: %v", err)
	}
	if err := db.Copy(t.Context(), filepath.Join(o.Dir, "none", "x.db")); !errs.Is(err, errs.Unavailable) {
		t.Errorf("a copy into a folder that is not there: %v", err)
	}
}

// When the copy cannot be made, nothing is upgraded.
func TestNoUpgradeWithoutACopy(t *testing.T) {
	t.Parallel()
	o := storetest.Blank(t, store.SQLite)
	db := fresh(t, o)
	up(t, db, released(t, 2))
	was := schema(t, db)
	if err := os.WriteFile(filepath.Join(o.Dir, "before-upgrade"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Migrate(t.Context(), migrations.Files, 1); !errs.Is(err, errs.Unavailable) {
		t.Errorf("got %v", err)
	}
	if schema(t, db) != was {
		t.Error("it was upgraded all the same")
	}
}

// Several that start at once do the work once.
func TestSeveralMigrateAtOnce(t *testing.T) {
	t.Parallel()
	total := len(released(t, all))
	for _, engine := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			o := storetest.Blank(t, engine)
			dbs := []*store.DB{fresh(t, o)}
			if engine == store.Postgres {
				dbs = append(dbs, fresh(t, o), fresh(t, o))
			} else if _, err := store.Open(t.Context(), o); !errs.Is(err, errs.Conflict) {
				t.Errorf("a second process on the folder: %v", err)
			}
			var ran []string
			var mu sync.Mutex
			var wg sync.WaitGroup
			for i := range 6 {
				wg.Go(func() {
					m, err := dbs[i%len(dbs)].Migrate(t.Context(), migrations.Files, 1)
					if err != nil {
						t.Error(err)
					}
					mu.Lock()
					defer mu.Unlock()
					ran = append(ran, m.Ran...)
				})
			}
			wg.Wait()
			if len(ran) != total || len(names(t, dbs[0])) != total {
				t.Errorf("%d migrations ran %d times", total, len(ran))
			}
			for _, db := range dbs { // each can be used, with the role that the schema brought
				insert(t, db, "insert into heartbeat (name, at) values ('"+string(rune('a'+slices.Index(dbs, db)))+"', 1)")
			}
		})
	}
}
