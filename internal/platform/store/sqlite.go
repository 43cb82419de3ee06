package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/mattn/go-sqlite3"

	"throughline/internal/kit/errs"
)

// FileName is the SQLite file in the data folder.
const FileName = "throughline.db"

// oldestSQLite has the fix for the WAL-reset corruption (3.51.3).
const oldestSQLite = 3051003

// openSQLite opens one writing and several reading connections. WAL lets them
// work side by side; synchronous=FULL makes a commit outlive a power cut.
func (db *DB) openSQLite(ctx context.Context) error {
	db.dialect = SQLite
	if v, _, _ := sqlite3.Version(); sqliteNumber() < oldestSQLite {
		return errs.New(errs.Unavailable, "SQLite %s is not safe: 3.51.3 or later is needed. Build Throughline with a newer one.", v)
	}
	if err := db.lockFolder(); err != nil {
		return err
	}
	sync := "FULL"
	if db.opts.Unsafe {
		sync = "OFF"
	}
	dsn := func(extra string) string {
		q := "_busy_timeout=5000&_journal_mode=WAL&_synchronous=" + sync + "&_foreign_keys=1&_cache_size=-16000" + extra
		return "file:" + (&url.URL{Path: filepath.Join(db.dir, FileName)}).EscapedPath() + "?" + q
	}
	db.write = sql.OpenDB(connector{dsn(""), false})
	// One for the writer, one for a migration while the writer is idle, and one
	// for the copy that is made before it.
	db.write.SetMaxOpenConns(3)
	if err := db.write.PingContext(ctx); err != nil {
		return errs.Cause(errs.Unavailable, err, "The file %s cannot be opened as a database: %v.", db.File(), err)
	}
	if err := os.Chmod(db.File(), 0o600); err != nil {
		return errs.Cause(errs.Unavailable, err, "The rights of %s cannot be set: %v.", db.File(), err)
	}
	db.read = sql.OpenDB(connector{dsn(""), true})
	db.read.SetMaxOpenConns(db.opts.Readers + 1)
	db.read.SetMaxIdleConns(0) // whoever gives a connection back wants it closed
	return nil
}

func sqliteNumber() int {
	_, n, _ := sqlite3.Version()
	return n
}

// connector opens SQLite connections with the settings that have no DSN word.
type connector struct {
	dsn      string
	readOnly bool
}

func (c connector) Driver() driver.Driver { return &sqlite3.SQLiteDriver{} }

func (c connector) Connect(context.Context) (driver.Conn, error) {
	d := &sqlite3.SQLiteDriver{ConnectHook: func(k *sqlite3.SQLiteConn) error {
		set := []string{"pragma trusted_schema = off", "pragma temp_store = memory"}
		if c.readOnly {
			// Pages that were read through the map count as the process's memory
			// until Rest. The writer goes through all of a large file when it
			// tunes it, and changes no page in the map anyway.
			set = append(set, "pragma query_only = on", "pragma mmap_size = 268435456")
		}
		for _, p := range set {
			if _, err := k.Exec(p, nil); err != nil {
				return err
			}
		}
		return nil
	}}
	return d.Open(c.dsn)
}

// sqliteFault turns an engine's error into one of ours.
func sqliteFault(e sqlite3.Error, query string) error {
	switch e.ExtendedCode {
	case sqlite3.ErrConstraintUnique, sqlite3.ErrConstraintPrimaryKey:
		return errs.Cause(errs.Conflict, e, "There is one like this already.")
	case sqlite3.ErrConstraintForeignKey:
		return errs.Cause(errs.Invalid, e, "It points to something that is not there.")
	case sqlite3.ErrConstraintNotNull, sqlite3.ErrConstraintCheck:
		return errs.Cause(errs.Invalid, fmt.Errorf("%w in: %s", e, query), "A value is missing or out of range.")
	}
	switch e.Code {
	case sqlite3.ErrFull:
		return errs.Cause(errs.Unavailable, e, "The disk is full. Reading goes on; free some space to write again.")
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return errs.Cause(errs.Unavailable, e, "The database is busy. Try again in a moment.")
	case sqlite3.ErrIoErr, sqlite3.ErrReadonly:
		return errs.Cause(errs.Unavailable, e, "The disk refused to write. Look at the server's log.")
	}
	return fmt.Errorf("%w in: %s", e, query)
}

// fault gives engine errors a kind; everything else passes.
func (c *conn) fault(err error, query string) error {
	if err == nil {
		return nil
	}
	var lite sqlite3.Error
	if errors.As(err, &lite) {
		return sqliteFault(lite, query)
	}
	return pgFault(err, query)
}

// backupSQLite writes a whole, consistent copy of the database to a new file
// while others go on working. When it returns, the copy is on the disk; what
// fails leaves none.
func (db *DB) backupSQLite(ctx context.Context, to string) (err error) {
	// SQLite fills an empty file, but would let others read one of its own.
	f, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return errs.New(errs.Conflict, "%s exists already. Choose another name.", to)
	}
	if err != nil {
		return errs.Cause(errs.Unavailable, err, "The copy %s cannot be made: %v.", to, err)
	}
	defer func() {
		if err = errors.Join(err, f.Close()); err != nil {
			_ = os.Remove(to)
		}
	}()
	// Readers may not even write a copy; the writer's pool has a connection to
	// spare, and what it reads is one snapshot.
	if _, err = db.write.ExecContext(ctx, "vacuum into ?", to); err != nil {
		return errs.Cause(errs.Unavailable, err, "The copy %s cannot be made: %v.", to, err)
	}
	return f.Sync()
}

// Copy writes a consistent copy of the SQLite file; PostgreSQL has its own
// tools, and Throughline's archive works for both.
func (db *DB) Copy(ctx context.Context, to string) error {
	if db.dialect != SQLite {
		return errs.New(errs.Invalid, "A file copy needs SQLite. Use `throughline backup` on PostgreSQL.")
	}
	return db.backupSQLite(ctx, to)
}

// Check runs the engine's own check of its file. It gives what it found, and
// nothing when all is well.
func (db *DB) Check(ctx context.Context) ([]string, error) {
	if db.dialect != SQLite {
		return nil, nil
	}
	var out []string
	err := db.Read(ctx, "", func(r *Reader) error {
		found, err := All[string](ctx, r, "pragma integrity_check(20)")
		if err != nil {
			return err
		}
		for _, f := range found {
			if !strings.EqualFold(f, "ok") {
				out = append(out, f)
			}
		}
		type broken struct {
			Table  string `db:"table"`
			RowID  *int64 `db:"rowid"`
			Parent string `db:"parent"`
			FKID   int64  `db:"fkid"`
		}
		loose, err := All[broken](ctx, r, "pragma foreign_key_check")
		for _, l := range loose {
			out = append(out, fmt.Sprintf("a row of %s points to a missing row of %s", l.Table, l.Parent))
		}
		return err
	})
	return out, err
}

// Tune lets SQLite look at how the data are spread, so that it finds its way
// through them as they grow. PostgreSQL does so by itself.
func (db *DB) Tune(ctx context.Context) error {
	if db.dialect != SQLite {
		return nil
	}
	// What it would look at comes first, and then one table at a time: all at
	// once would hold the writer for seconds in a large file.
	var todo []string
	err := db.Write(ctx, "", func(tx *Tx) (err error) {
		todo, err = Returning[string](ctx, tx, "pragma optimize = 0x10003")
		return err
	})
	for _, table := range todo {
		if err != nil {
			break
		}
		err = db.Write(ctx, "", func(tx *Tx) error {
			if _, err := Returning[int64](ctx, tx, "pragma analysis_limit = 400"); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, table)
			return err
		})
	}
	return err
}
