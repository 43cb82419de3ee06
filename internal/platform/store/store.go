// Package store is both databases behind one door: SQLite in a data folder,
// or PostgreSQL. It knows pools, transactions, statements, the few places
// where the dialects differ, and migrations; it knows no record.
//
// Words it owns: Reader (something that can be asked), Tx (a change under
// way, made by the one writer), batch (the changes that one commit carries).
//
// One SQL text serves both databases. Placeholders are `?`.
package store

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"runtime"
	"sync"

	"throughline/internal/kit/errs"
)

// Options say where the data are.
type Options struct {
	Dir     string // the data folder; holds the SQLite file, and is locked
	URL     string // postgres://…; "" means SQLite in Dir
	Readers int    // connections for reading; 0 takes a number that suits the machine
	Unsafe  bool   // durability off: only for the control run of a fault test
}

// Dialect names the engine.
type Dialect string

// The engines.
const (
	SQLite   Dialect = "sqlite"
	Postgres Dialect = "postgres"
)

// DB is an open database.
type DB struct {
	dialect Dialect
	dir     string
	read    *sql.DB
	write   *sql.DB
	conns   chan *conn // idle reading connections
	all     []*conn
	batches *batcher
	unlock  func() error
	opts    Options
	once    sync.Once
	signal

	migrating sync.Mutex
}

// Open opens the database; it does not migrate. Errors are Unavailable with a
// sentence that says what to do.
func Open(ctx context.Context, o Options) (*DB, error) {
	if o.Readers == 0 {
		o.Readers = max(4, 2*runtime.NumCPU())
	}
	db := &DB{dir: o.Dir, opts: o, unlock: func() error { return nil }}
	var err error
	if o.URL != "" {
		err = db.openPostgres(ctx)
	} else {
		err = db.openSQLite(ctx)
	}
	if err != nil {
		_ = db.Close()
		return nil, err
	}
	db.conns = make(chan *conn, o.Readers)
	for range o.Readers {
		c := &conn{db: db, pool: db.read}
		db.all = append(db.all, c)
		db.conns <- c
	}
	db.batches = newBatcher(db)
	if db.dialect == Postgres {
		db.signal.listen(db, o.URL)
	}
	return db, nil
}

// Dialect says which engine it is.
func (db *DB) Dialect() Dialect { return db.dialect }

// Dir is the data folder, "" when there is none.
func (db *DB) Dir() string { return db.dir }

// File is the SQLite file.
func (db *DB) File() string { return filepath.Join(db.dir, FileName) }

// Close waits for the changes under way and closes the connections.
func (db *DB) Close() error {
	var err error
	db.once.Do(func() {
		if db.batches != nil {
			db.batches.close()
		}
		db.signal.stop()
		for range db.all {
			(<-db.conns).close()
		}
		for _, p := range []*sql.DB{db.read, db.write} {
			if p != nil {
				if e := p.Close(); e != nil && err == nil {
					err = e
				}
			}
		}
		if e := db.unlock(); e != nil && err == nil {
			err = e
		}
	})
	return err
}

// Read lends a connection for reading in one workspace ("" for tables that
// belong to none). Each statement sees the newest commit.
func (db *DB) Read(ctx context.Context, workspace string, fn func(*Reader) error) error {
	select {
	case c := <-db.conns:
		defer func() {
			if ctx.Err() != nil { // a question called off on its way costs PostgreSQL's connection
				c.close()
			}
			db.conns <- c
		}()
		if err := c.enter(ctx, workspace); err != nil {
			return err
		}
		return fn(&Reader{c: c})
	case <-ctx.Done():
		return errs.Cause(errs.Unavailable, ctx.Err(), "The database is busy. Try again in a moment.")
	}
}

// In goes on reading in another workspace, by the connection that the reader
// has: whoever waits for a second one while holding the first may wait for ever.
// It is for readers that Read lent, not for those inside a change.
func (r *Reader) In(ctx context.Context, workspace string, fn func(*Reader) error) error {
	before := r.c.workspace
	if before == workspace {
		return fn(r)
	}
	if err := r.c.enter(ctx, workspace); err != nil {
		return err
	}
	err := fn(r)
	if back := r.c.enter(context.WithoutCancel(ctx), before); back != nil {
		r.c.close()
	}
	return err
}

// Rest closes the reading connections that are idle, and so gives back the
// memory in which they keep pages and statements. The next question opens one.
func (db *DB) Rest() {
	for range cap(db.conns) {
		select {
		case c := <-db.conns:
			c.close()
			db.conns <- c
		default:
			return
		}
	}
}

// Snapshot is like Read, but all statements see one and the same state.
func (db *DB) Snapshot(ctx context.Context, workspace string, fn func(*Reader) error) error {
	return db.Read(ctx, workspace, func(r *Reader) (err error) {
		begin := "begin"
		if db.dialect == Postgres {
			begin = "begin isolation level repeatable read read only"
		}
		if _, err := r.c.exec(ctx, begin); err != nil {
			return err
		}
		defer func() {
			if _, e := r.c.exec(context.WithoutCancel(ctx), "rollback"); e != nil {
				r.c.close()
			}
		}()
		return fn(r)
	})
}

// Write runs fn as one change: all of it or nothing. Changes that wait
// together share a commit; fn must not wait for another change, and has no
// effect outside the transaction. When Write returns nil, the change is on
// disk.
func (db *DB) Write(ctx context.Context, workspace string, fn func(*Tx) error) error {
	return db.batches.do(ctx, workspace, fn)
}

// Ping asks the database for a sign of life, reading and writing path alike.
func (db *DB) Ping(ctx context.Context) error {
	return db.Read(ctx, "", func(r *Reader) error {
		_, err := One[int64](ctx, r, "select 1")
		return err
	})
}

// conn is one connection with its prepared statements. Only one goroutine
// holds it at a time.
type conn struct {
	db        *DB
	pool      *sql.DB
	c         *sql.Conn
	stmts     map[string]*sql.Stmt
	workspace string
	entered   bool
	steady    bool   // statements that have begun run to their end: the writer's
	ended     uint64 // drafts that ended: changes that were taken back
}

// run gives the context that a statement runs with. A statement of a change
// that was called off on its way would cost everybody who shares the commit;
// and both drivers watch a context that can end by a goroutine for each
// statement, which costs as much as the statement itself.
func (c *conn) run(ctx context.Context) (context.Context, error) {
	if !c.steady {
		return ctx, nil
	}
	return context.WithoutCancel(ctx), ctx.Err()
}

// stmtLimit bounds what is kept prepared; texts are finite, but filters make
// many.
const stmtLimit = 400

func (c *conn) open(ctx context.Context) error {
	if c.c != nil {
		return nil
	}
	k, err := c.pool.Conn(ctx)
	if err != nil {
		return errs.Cause(errs.Unavailable, err, "The database cannot be reached.")
	}
	c.c, c.stmts, c.entered = k, map[string]*sql.Stmt{}, false
	return nil
}

// enter puts the connection into a workspace: on PostgreSQL row-level
// security then shows nothing else.
func (c *conn) enter(ctx context.Context, workspace string) error {
	if err := c.open(ctx); err != nil {
		return err
	}
	if c.db.dialect != Postgres || (c.entered && c.workspace == workspace) {
		return nil
	}
	if _, err := c.exec(ctx, "select set_config('throughline.workspace', ?, false)", workspace); err != nil {
		c.close()
		if err = c.open(ctx); err != nil {
			return err
		}
		if _, err := c.exec(ctx, "select set_config('throughline.workspace', ?, false)", workspace); err != nil {
			return err
		}
	}
	c.workspace, c.entered = workspace, true
	return nil
}

func (c *conn) close() {
	for _, s := range c.stmts {
		_ = s.Close()
	}
	if c.c != nil {
		_ = c.c.Close()
	}
	c.c, c.stmts, c.entered = nil, nil, false
}

// prepared keeps statements on SQLite; pgx keeps its own.
func (c *conn) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	if s, ok := c.stmts[query]; ok {
		return s, nil
	}
	s, err := c.c.PrepareContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("%w in: %s", err, query)
	}
	if len(c.stmts) >= stmtLimit {
		for k, old := range c.stmts {
			_ = old.Close()
			delete(c.stmts, k)
			break
		}
	}
	c.stmts[query] = s
	return s, nil
}

func (c *conn) query(ctx context.Context, query string, args []any) (*sql.Rows, error) {
	ctx, err := c.run(ctx)
	if err != nil {
		return nil, err
	}
	if c.db.dialect == Postgres {
		rows, err := c.c.QueryContext(ctx, numbered(query), args...)
		return rows, c.fault(err, query)
	}
	s, err := c.prepared(ctx, query)
	if err != nil {
		return nil, c.fault(err, query)
	}
	rows, err := s.QueryContext(ctx, args...)
	return rows, c.fault(err, query)
}

func (c *conn) exec(ctx context.Context, query string, args ...any) (int64, error) {
	var res sql.Result
	ctx, err := c.run(ctx)
	if err != nil {
		return 0, err
	}
	if c.db.dialect == Postgres {
		res, err = c.c.ExecContext(ctx, numbered(query), args...)
	} else {
		var s *sql.Stmt
		if s, err = c.prepared(ctx, query); err == nil {
			res, err = s.ExecContext(ctx, args...)
		}
	}
	if err != nil {
		return 0, c.fault(err, query)
	}
	n, err := res.RowsAffected()
	return n, c.fault(err, query)
}
