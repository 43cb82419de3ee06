package store

import "context"

// Across lends a connection for one and the same state of the whole
// installation. enter moves on to a workspace ("" for what belongs to none):
// what follows reads there, until the next. It is for backups; everything else
// has one workspace and stays in it.
func (db *DB) Across(ctx context.Context, fn func(r *Reader, enter func(ctx context.Context, workspace string) error) error) error {
	return db.Snapshot(ctx, "", func(r *Reader) error {
		return fn(r, func(ctx context.Context, workspace string) error { return r.c.within(ctx, workspace) })
	})
}

// In runs fn, a part of a change, in a workspace, and goes back to the one that
// the change was begun in. It is for restoring a whole installation at once.
func (tx *Tx) In(ctx context.Context, workspace string, fn func() error) error {
	if tx.c.db.dialect != Postgres {
		return fn()
	}
	before, err := One[string](ctx, &tx.Reader, "select coalesce(current_setting('throughline.workspace', true), '')")
	if err != nil {
		return err
	}
	if err := tx.c.within(ctx, workspace); err != nil {
		return err
	}
	if err := fn(); err != nil {
		return err // the change is taken back, and this with it
	}
	return tx.c.within(ctx, before)
}

// within puts an open transaction into a workspace, for as long as it lasts.
func (c *conn) within(ctx context.Context, workspace string) error {
	if c.db.dialect != Postgres {
		return nil
	}
	_, err := c.exec(ctx, "select set_config('throughline.workspace', ?, true)", workspace)
	return err
}
