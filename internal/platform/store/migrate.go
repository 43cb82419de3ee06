package store

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// Migration files are plain SQL, one text for both engines, in the order of
// their names. Where the engines must differ, `{{sqlite …}}` and
// `{{postgres …}}` say so; `{{json}}` and `{{bytes}}` are column types. On
// PostgreSQL every `text` column compares bytewise, as SQLite does, and
// `{{tenant TABLE}}` puts the table behind row-level security.

// Migrated says what Migrate did.
type Migrated struct {
	From, To string   // the last migration before and after; "" before the first
	Ran      []string // names of the migrations that ran
	Copy     string   // the copy of the SQLite file made first, "" when none was needed
}

// Migrate brings the schema up to the newest migration in files. Each runs in
// one transaction with the row that says it ran, so a crash leaves either the
// old schema or the new. A database that is newer than this program is
// refused. SQLite is copied first.
func (db *DB) Migrate(ctx context.Context, files fs.FS, now clock.Instant) (m Migrated, err error) {
	db.migrating.Lock()
	defer db.migrating.Unlock()
	pool, done, err := db.migratePool()
	if err != nil {
		return m, err
	}
	defer done()
	c, err := pool.Conn(ctx)
	if err != nil {
		return m, errs.Cause(errs.Unavailable, err, "The database cannot be reached: %v.", err)
	}
	defer func() { _ = c.Close() }()
	if db.dialect == Postgres {
		if _, err := c.ExecContext(ctx, "select pg_advisory_lock(7450182)"); err != nil {
			return m, err
		}
		defer func() { _, _ = c.ExecContext(context.WithoutCancel(ctx), "select pg_advisory_unlock(7450182)") }()
	}
	names, err := migrationNames(files)
	if err != nil {
		return m, err
	}
	have, err := applied(ctx, c)
	if err != nil {
		return m, err
	}
	pending, err := pendingOf(names, have)
	if err != nil {
		return m, err
	}
	if len(have) > 0 {
		m.From = have[len(have)-1]
		m.To = m.From
	}
	if len(pending) > 0 && len(have) > 0 && db.dialect == SQLite {
		if m.Copy, err = db.copyBefore(ctx, m.From, now); err != nil {
			return m, err
		}
	}
	for _, name := range pending {
		if err := db.runMigration(ctx, c, files, name, now); err != nil {
			return m, errs.Cause(errs.Unavailable, err, "The migration %s failed and was taken back: %v.", name, err)
		}
		m.Ran, m.To = append(m.Ran, name), name
	}
	if db.dialect == Postgres {
		if _, err := c.ExecContext(ctx, showMigrations); err != nil {
			return m, err
		}
	}
	if len(pending) > 0 {
		db.forget()
	}
	return m, nil
}

// showMigrations lets everyday work read which migrations ran, once the role
// that it runs as is there.
const showMigrations = `do $$ begin
  if exists (select 1 from pg_roles where rolname = 'throughline_app') then grant select on migration to throughline_app; end if;
end $$`

// migratePool gives connections that may change the schema.
func (db *DB) migratePool() (*sql.DB, func(), error) {
	if db.dialect == SQLite {
		return db.write, func() {}, nil
	}
	cfg, err := pgx.ParseConfig(db.opts.URL)
	if err != nil {
		return nil, nil, err
	}
	p := stdlib.OpenDB(*cfg)
	return p, func() { _ = p.Close() }, nil
}

// forget closes idle connections, so that new ones see the new schema and
// take on the role that it brought.
func (db *DB) forget() {
	for range db.all {
		c := <-db.conns
		c.close()
		db.conns <- c
	}
	if db.dialect == Postgres {
		db.read.SetMaxIdleConns(0)
		db.read.SetMaxIdleConns(db.opts.Readers + 1)
		db.write.SetMaxIdleConns(0)
		db.write.SetMaxIdleConns(16)
	}
}

func migrationNames(files fs.FS) ([]string, error) {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return nil, err
	}
	sort.Strings(names)
	for i, n := range names {
		names[i] = strings.TrimSuffix(n, ".sql")
	}
	return names, nil
}

func applied(ctx context.Context, c *sql.Conn) ([]string, error) {
	if _, err := c.ExecContext(ctx, "create table if not exists migration (name text primary key, ran_at bigint not null)"); err != nil {
		return nil, errs.Cause(errs.Unavailable, err, "The database cannot be changed: %v.", err)
	}
	rows, err := c.QueryContext(ctx, "select name from migration")
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var out []string
	for rows.Next() {
		var n string
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	sort.Strings(out)
	return out, rows.Err()
}

func pendingOf(names, have []string) ([]string, error) {
	known := map[string]bool{}
	for _, n := range names {
		known[n] = true
	}
	ran := map[string]bool{}
	for _, n := range have {
		if !known[n] {
			return nil, errs.New(errs.Conflict, "This database was written by a newer Throughline (it knows %q). Start that version, or restore a copy made before the upgrade.", n)
		}
		ran[n] = true
	}
	var pending []string
	for _, n := range names {
		if !ran[n] {
			pending = append(pending, n)
		}
	}
	return pending, nil
}

func (db *DB) copyBefore(ctx context.Context, from string, now clock.Instant) (string, error) {
	dir := filepath.Join(db.dir, "before-upgrade")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", errs.Cause(errs.Unavailable, err, "No copy could be made before the upgrade: %v.", err)
	}
	stem := filepath.Join(dir, from+"-"+now.Time().Format("20060102T150405.000000"))
	to := stem + ".db"
	for n := 2; ; n++ {
		err := db.backupSQLite(ctx, to)
		if !errs.Is(err, errs.Conflict) {
			return to, err
		}
		to = fmt.Sprintf("%s-%d.db", stem, n) // an earlier try that failed left its copy
	}
}

func (db *DB) runMigration(ctx context.Context, c *sql.Conn, files fs.FS, name string, now clock.Instant) error {
	raw, err := fs.ReadFile(files, name+".sql")
	if err != nil {
		return err
	}
	text, err := Render(string(raw), db.dialect)
	if err != nil {
		return err
	}
	tx, err := c.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	for _, stmt := range Statements(text) {
		if _, err := tx.ExecContext(ctx, stmt); err != nil {
			return fmt.Errorf("%w in: %s", err, stmt)
		}
	}
	insert := "insert into migration (name, ran_at) values (?, ?)"
	if db.dialect == Postgres {
		insert = numbered(insert)
	}
	if _, err := tx.ExecContext(ctx, insert, name, int64(now)); err != nil {
		return err
	}
	return tx.Commit()
}

var (
	onlyFor  = regexp.MustCompile(`(?s)\{\{(sqlite|postgres)\s(.*?)\}\}`)
	tenant   = regexp.MustCompile(`\{\{tenant (\w+)\}\}`)
	textType = regexp.MustCompile(`\btext\b`)
)

// Render gives the text of a migration for one engine.
func Render(text string, d Dialect) (string, error) {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if at := strings.Index(l, "--"); at >= 0 {
			lines[i] = l[:at]
		}
	}
	text = onlyFor.ReplaceAllStringFunc(strings.Join(lines, "\n"), func(m string) string {
		p := onlyFor.FindStringSubmatch(m)
		if p[1] == string(d) {
			return p[2]
		}
		return ""
	})
	if d == Postgres {
		text = textType.ReplaceAllString(text, `text collate "C"`)
		text = tenant.ReplaceAllString(text, `alter table $1 enable row level security; alter table $1 force row level security; `+
			`create policy tenant on $1 using (workspace_id = current_setting('throughline.workspace', true)) with check (workspace_id = current_setting('throughline.workspace', true));`)
	} else {
		text = tenant.ReplaceAllString(text, "")
	}
	types := map[string][2]string{"json": {"text", "jsonb"}, "bytes": {"blob", "bytea"}}
	for name, t := range types {
		v := t[0]
		if d == Postgres {
			v = t[1]
		}
		text = strings.ReplaceAll(text, "{{"+name+"}}", v)
	}
	if at := strings.Index(text, "{{"); at >= 0 {
		return "", fmt.Errorf("an unknown macro: %s", text[at:min(len(text), at+30)])
	}
	return text, nil
}

// Statements splits a migration at the semicolons that end lines or stand
// outside quotes and $$ bodies.
func Statements(text string) []string {
	var out []string
	var b strings.Builder
	quoted, body := false, false
	for i := 0; i < len(text); i++ {
		switch {
		case !quoted && strings.HasPrefix(text[i:], "$$"):
			body = !body
			b.WriteString("$$")
			i++
			continue
		case !body && text[i] == '\'':
			quoted = !quoted
		case !quoted && !body && text[i] == ';':
			if s := strings.TrimSpace(b.String()); s != "" {
				out = append(out, s)
			}
			b.Reset()
			continue
		}
		b.WriteByte(text[i])
	}
	if s := strings.TrimSpace(b.String()); s != "" {
		out = append(out, s)
	}
	return out
}
