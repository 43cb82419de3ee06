package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"throughline/internal/kit/errs"
)

// appRole is what Throughline works as: it owns nothing and cannot step
// around row-level security, which the role in the URL perhaps could.
const appRole = "throughline_app"

// openPostgres opens two pools: one that may change the schema (used by
// migrations only, through migrateConn) is opened when needed; everyday work
// runs as appRole when the database has it.
func (db *DB) openPostgres(ctx context.Context) error {
	db.dialect = Postgres
	cfg, err := pgx.ParseConfig(db.opts.URL)
	if err != nil {
		return errs.Cause(errs.Invalid, err, "The database address is not one like postgres://user@host/name: %v.", err)
	}
	cfg.RuntimeParams["application_name"] = "throughline"
	cfg.RuntimeParams["timezone"] = "UTC"
	if db.opts.Unsafe {
		cfg.RuntimeParams["synchronous_commit"] = "off"
	}
	open := func(n int) *sql.DB {
		p := stdlib.OpenDB(*cfg, stdlib.OptionAfterConnect(becomeApp))
		p.SetMaxOpenConns(n)
		p.SetMaxIdleConns(n)
		return p
	}
	db.read = open(db.opts.Readers + 1)
	db.write = open(16)
	if err := db.read.PingContext(ctx); err != nil {
		return errs.Cause(errs.Unavailable, err, "PostgreSQL cannot be reached: %v. Check the address and that it runs.", err)
	}
	return nil
}

// becomeApp drops the rights that everyday work does not need. Before the
// first migration the role does not exist yet, and there is nothing to see.
func becomeApp(ctx context.Context, c *pgx.Conn) error {
	var there bool
	err := c.QueryRow(ctx, "select exists (select 1 from pg_roles where rolname = $1) and pg_has_role($1, 'member') and has_schema_privilege($1, current_schema(), 'usage')", appRole).Scan(&there)
	if err != nil && !isMissingRole(err) {
		return err
	}
	if there {
		_, err = c.Exec(ctx, "set role "+appRole)
		return err
	}
	return nil
}

func isMissingRole(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == "42704" || pg.Code == "3F000")
}

// pgFault turns PostgreSQL's errors into ours by their code.
func pgFault(err error, query string) error {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			return errs.Cause(errs.Unavailable, err, "The request took too long and was given up.")
		}
		if pgconn.SafeToRetry(err) || errors.Is(err, sql.ErrConnDone) {
			return errs.Cause(errs.Unavailable, err, "The database cannot be reached. Try again in a moment.")
		}
		return fmt.Errorf("%w in: %s", err, query)
	}
	switch pg.Code {
	case "23505":
		return errs.Cause(errs.Conflict, err, "There is one like this already.")
	case "23503":
		return errs.Cause(errs.Invalid, err, "It points to something that is not there.")
	case "23502", "23514":
		return errs.Cause(errs.Invalid, fmt.Errorf("%w in: %s", err, query), "A value is missing or out of range.")
	case "53100":
		return errs.Cause(errs.Unavailable, err, "The disk is full. Reading goes on; free some space to write again.")
	case "40001", "40P01", "57P01", "57P02", "57P03", "53300", "25006":
		return errs.Cause(errs.Unavailable, err, "The database is busy. Try again in a moment.")
	}
	return fmt.Errorf("%w in: %s", err, query)
}
