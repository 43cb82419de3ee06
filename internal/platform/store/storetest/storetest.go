// Package storetest gives tests a database of their own, on each engine: a
// copy of a migrated SQLite file, and a PostgreSQL database made from a
// migrated template.
package storetest

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // creates and drops databases

	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// Variable names where tests find PostgreSQL: a URL of a role that may create
// databases.
const Variable = "THROUGHLINE_TEST_POSTGRES"

// Each runs a test on SQLite, and on PostgreSQL where there is one.
func Each(t *testing.T, files fs.FS, fn func(t *testing.T, db *store.DB)) {
	t.Helper()
	for _, engine := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			fn(t, Open(t, engine, files))
		})
	}
}

// Open gives a fresh, migrated database that is gone after the test. It skips
// the test when PostgreSQL is asked for and there is none.
func Open(t testing.TB, engine store.Dialect, files fs.FS) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), Options(t, engine, files))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// Options is like Open, but leaves the opening to the caller.
func Options(t testing.TB, engine store.Dialect, files fs.FS) store.Options {
	t.Helper()
	if engine == store.SQLite {
		dir := t.TempDir()
		copyTemplate(t, filepath.Join(dir, store.FileName), files)
		return store.Options{Dir: dir, Readers: 3}
	}
	base := os.Getenv(Variable)
	if base == "" {
		t.Skipf("no PostgreSQL: %s is not set", Variable)
	}
	name := "t_" + id.Secret(12)
	template := pgTemplate(t, base, files)
	alone(t, base, "create database "+name+" template "+template+pgStrategy)
	t.Cleanup(func() { admin(t, base, "drop database if exists "+name+" with (force)") })
	return store.Options{URL: withDatabase(t, base, name), Dir: t.TempDir(), Readers: 3}
}

// Blank gives the options of a database that has never been migrated.
func Blank(t testing.TB, engine store.Dialect) store.Options {
	t.Helper()
	if engine == store.SQLite {
		return store.Options{Dir: t.TempDir(), Readers: 3}
	}
	base := os.Getenv(Variable)
	if base == "" {
		t.Skipf("no PostgreSQL: %s is not set", Variable)
	}
	name := "t_" + id.Secret(12)
	admin(t, base, "create database "+name)
	t.Cleanup(func() { admin(t, base, "drop database if exists "+name+" with (force)") })
	return store.Options{URL: withDatabase(t, base, name), Readers: 3}
}

var (
	once     sync.Once
	template []byte
	tErr     error
	pgOnce   sync.Once
	pgName   string
	pgErr    error

	// pgStrategy copies the template's files as they are: through the log, as
	// PostgreSQL does since 15 unless it is told, takes more than twice as long.
	pgStrategy string
)

// copyTemplate migrates one SQLite file for the whole run and copies it.
func copyTemplate(t testing.TB, to string, files fs.FS) {
	t.Helper()
	once.Do(func() {
		var dir string
		if dir, tErr = os.MkdirTemp("", "throughline-template"); tErr != nil {
			return
		}
		defer func() { _ = os.RemoveAll(dir) }()
		if tErr = migrate(store.Options{Dir: dir, Readers: 1}, files); tErr == nil {
			template, tErr = os.ReadFile(filepath.Join(dir, store.FileName))
		}
	})
	if tErr == nil {
		tErr = os.WriteFile(to, template, 0o600)
	}
	if tErr != nil {
		t.Fatal(tErr)
	}
}

func migrate(o store.Options, files fs.FS) error {
	ctx := context.Background()
	db, err := store.Open(ctx, o)
	if err != nil {
		return err
	}
	_, err = db.Migrate(ctx, files, clock.Instant(1))
	return errors.Join(err, db.Close())
}

// pgTemplate migrates one PostgreSQL database for each state of the
// migrations; other test processes find it there.
func pgTemplate(t testing.TB, base string, files fs.FS) string {
	t.Helper()
	pgOnce.Do(func() {
		pgName = "template_" + digest(files)
		c, err := sql.Open("pgx", base)
		if err != nil {
			pgErr = err
			return
		}
		defer func() { _ = c.Close() }()
		ctx := context.Background()
		conn, err := c.Conn(ctx)
		if err != nil {
			pgErr = err
			return
		}
		defer func() { _ = conn.Close() }()
		if _, pgErr = conn.ExecContext(ctx, "select pg_advisory_lock(7450183)"); pgErr != nil {
			return
		}
		defer func() { _, _ = conn.ExecContext(ctx, "select pg_advisory_unlock(7450183)") }()
		var version int
		if pgErr = conn.QueryRowContext(ctx, "select current_setting('server_version_num')::int").Scan(&version); pgErr != nil {
			return
		}
		if version >= 150000 {
			pgStrategy = " strategy file_copy"
		}
		var there bool
		if pgErr = conn.QueryRowContext(ctx, "select exists (select 1 from pg_database where datname = $1)", pgName).Scan(&there); pgErr != nil || there {
			return
		}
		making := pgName + "_new"
		for _, s := range []string{"drop database if exists " + making, "create database " + making} {
			if _, pgErr = conn.ExecContext(ctx, s); pgErr != nil {
				return
			}
		}
		if pgErr = migrate(store.Options{URL: withDatabase(t, base, making), Readers: 1}, files); pgErr == nil {
			_, pgErr = conn.ExecContext(ctx, "alter database "+making+" rename to "+pgName)
		}
	})
	if pgErr != nil {
		t.Fatal(pgErr)
	}
	return pgName
}

func digest(files fs.FS) string {
	names, _ := fs.Glob(files, "*.sql")
	h := sha256.New()
	for _, n := range names {
		b, _ := fs.ReadFile(files, n)
		h.Write(b)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

func withDatabase(t testing.TB, base, name string) string {
	t.Helper()
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + name
	return u.String()
}

// alone is admin for copies of a template, of which PostgreSQL refuses one
// while another runs: these wait for each other.
func alone(t testing.TB, base, statement string) {
	t.Helper()
	admin(t, base, "select pg_advisory_lock(7450184)", statement, "select pg_advisory_unlock(7450184)")
}

// admin runs statements on one connection, outside of any test database.
func admin(t testing.TB, base string, statements ...string) {
	t.Helper()
	c, err := sql.Open("pgx", base)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	ctx := context.Background()
	conn, err := c.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	for _, s := range statements {
		if _, err := conn.ExecContext(ctx, s); err != nil {
			t.Fatal(err) // with the connection its locks go
		}
	}
}
