package store

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"

	"github.com/jackc/pgx/v5/pgconn"

	"throughline/internal/kit/errs"
)

// Changes wait in a queue; one writer takes all that wait, runs each behind
// its own savepoint, commits once and answers them all. SQLite has one queue.
// PostgreSQL has one for each workspace, because changes of one workspace
// wait for each other anyway (they lock its row), and would otherwise do so
// inside the database.

// batchLimit bounds how many changes share a commit. PostgreSQL keeps 64
// subtransactions cheaply.
const batchLimit = 48

// queueLimit bounds how many changes may wait before new ones are refused.
const queueLimit = 4096

// Tx is a change under way. It reads its own writes.
type Tx struct {
	Reader
	after []func()
	hooks map[any]any
	done  []func(context.Context) error
	dirty bool
}

// Exec runs a statement that writes, and gives the number of rows it touched.
func (tx *Tx) Exec(ctx context.Context, query string, args ...any) (int64, error) {
	tx.dirty = true
	return tx.c.exec(ctx, query, args...)
}

// Returning runs a statement that writes and gives rows back.
func Returning[T any](ctx context.Context, tx *Tx, query string, args ...any) ([]T, error) {
	tx.dirty = true
	rows, err := tx.c.query(ctx, query, args)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	read, err := scanner[T](rows)
	if err != nil {
		return nil, err
	}
	out := []T{}
	for rows.Next() {
		v, err := read(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, tx.c.fault(rows.Err(), query)
}

// AfterCommit runs fn once the change is on disk. It is not run when the
// change is rolled back.
func (tx *Tx) AfterCommit(fn func()) { tx.after = append(tx.after, fn) }

// AtEnd runs fn as the last statements of the change, before the commit.
func (tx *Tx) AtEnd(fn func(context.Context) error) { tx.done = append(tx.done, fn) }

// Keep remembers a value for the length of the change; Kept finds it.
func (tx *Tx) Keep(key, value any) {
	if tx.hooks == nil {
		tx.hooks = map[any]any{}
	}
	tx.hooks[key] = value
}

// Kept gives what Keep remembered.
func (tx *Tx) Kept(key any) (any, bool) {
	v, ok := tx.hooks[key]
	return v, ok
}

type change struct {
	ctx    context.Context
	fn     func(*Tx) error
	result chan error
	after  []func()

	workspace string
	dirty     bool
}

type queue struct {
	workspace string
	waiting   chan *change
	conn      *conn
}

type batcher struct {
	db     *DB
	mu     sync.Mutex
	queues map[string]*queue
	closed bool
	wg     sync.WaitGroup
	ctx    context.Context
	cancel context.CancelFunc
}

func newBatcher(db *DB) *batcher {
	ctx, cancel := context.WithCancel(context.Background())
	return &batcher{db: db, queues: map[string]*queue{}, ctx: ctx, cancel: cancel}
}

// queue finds or starts the queue a workspace's changes wait in.
func (b *batcher) queue(workspace string) (*queue, error) {
	if b.db.dialect == SQLite {
		workspace = ""
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return nil, errs.New(errs.Unavailable, "The server is stopping. Try again in a moment.")
	}
	q, ok := b.queues[workspace]
	if !ok {
		q = &queue{workspace: workspace, waiting: make(chan *change, queueLimit), conn: &conn{db: b.db, pool: b.db.write, steady: true}}
		b.queues[workspace] = q
		b.wg.Add(1)
		go b.serve(q)
	}
	return q, nil
}

func (b *batcher) do(ctx context.Context, workspace string, fn func(*Tx) error) error {
	q, err := b.queue(workspace)
	if err != nil {
		return err
	}
	ch := &change{ctx: ctx, fn: fn, result: make(chan error, 1), workspace: workspace}
	select {
	case q.waiting <- ch:
	default:
		return errs.New(errs.Unavailable, "Too many changes are waiting. Try again in a moment.")
	}
	select {
	case err := <-ch.result:
		return err
	case <-b.ctx.Done():
		select {
		case err := <-ch.result:
			return err
		default:
			return errs.New(errs.Unavailable, "The server is stopping. Ask again whether the change was made.")
		}
	}
}

func (b *batcher) close() {
	b.mu.Lock()
	b.closed = true
	for _, q := range b.queues {
		close(q.waiting)
	}
	b.mu.Unlock()
	b.wg.Wait()
	b.cancel()
}

func (b *batcher) serve(q *queue) {
	defer b.wg.Done()
	defer q.conn.close()
	for first := range q.waiting {
		batch := []*change{first}
	more:
		for len(batch) < batchLimit {
			select {
			case ch, ok := <-q.waiting:
				if !ok {
					break more
				}
				batch = append(batch, ch)
			default:
				break more
			}
		}
		b.commit(q, batch)
		if b.db.dialect == Postgres {
			// There may be more workspaces than connections: who has nothing to
			// write at the moment must not hold one.
			q.conn.close()
		}
	}
}

// commit runs a batch as one transaction. It uses its own context: a caller
// who goes away must not take the others' changes along.
func (b *batcher) commit(q *queue, batch []*change) {
	ctx := b.ctx
	c := q.conn
	made := batch[:0:0]
	fail := func(chs []*change, err error) {
		for _, ch := range chs {
			ch.result <- err
		}
	}
	if err := b.begin(ctx, c, q); err != nil {
		fail(batch, err)
		return
	}
	for i, ch := range batch {
		if err := ch.ctx.Err(); err != nil {
			ch.result <- errs.Cause(errs.Unavailable, err, "The request was given up before it began. Nothing was changed.")
			continue
		}
		err, broken := b.one(ctx, c, ch, len(batch) > 1)
		if broken {
			b.abandon(c)
			gone := errs.Cause(errs.Unavailable, err, "The database gave up on the change. Nothing was changed.")
			ch.result <- err
			fail(made, gone)
			fail(batch[i+1:], gone)
			return
		}
		if err != nil {
			ch.result <- err
			continue
		}
		made = append(made, ch)
	}
	changed := dirty(made)
	var err error
	if len(changed) > 0 && b.db.dialect == Postgres {
		_, err = c.exec(ctx, "select pg_notify('"+channel+"', ?)", q.workspace)
	}
	if err == nil {
		_, err = c.exec(ctx, "commit")
	}
	if err != nil {
		b.abandon(c)
		fail(made, unwritten(b.db.dialect, err))
		return
	}
	for _, ch := range made {
		for _, fn := range ch.after {
			fn()
		}
		ch.result <- nil
	}
	for _, ws := range changed {
		b.db.tell(ws)
	}
}

// unwritten says what became of changes whose commit failed. A database that
// can say why has not made them; of one that is gone nobody knows.
func unwritten(d Dialect, err error) error {
	var told *pgconn.PgError
	switch {
	case d == Postgres && !errors.As(err, &told):
		return errs.Cause(errs.Unavailable, err, "The database was lost while the change was written. Ask again whether it was made.")
	case errs.Is(err, errs.Unavailable):
		return err // it has a sentence of its own: the disk is full
	}
	return errs.Cause(errs.Unavailable, err, "The change could not be written to disk.")
}

// dirty names the workspaces that a batch wrote to.
func dirty(made []*change) []string {
	var out []string
	for _, ch := range made {
		if ch.dirty && !slices.Contains(out, ch.workspace) {
			out = append(out, ch.workspace)
		}
	}
	return out
}

func (b *batcher) begin(ctx context.Context, c *conn, q *queue) error {
	if err := c.open(ctx); err != nil {
		return err
	}
	begin := "begin immediate"
	if b.db.dialect == Postgres {
		begin = "begin"
	}
	if _, err := c.exec(ctx, begin); err != nil {
		// One more try on a new connection: the old one may have died idle.
		c.close()
		if err := c.open(ctx); err != nil {
			return err
		}
		if _, err := c.exec(ctx, begin); err != nil {
			c.close()
			return err
		}
	}
	if b.db.dialect == Postgres {
		// One writer at a time in a workspace, across processes too.
		const enter = "select set_config('throughline.workspace', ?, true), pg_advisory_xact_lock(hashtextextended(?, 0))"
		if _, err := c.exec(ctx, enter, q.workspace, q.workspace); err != nil {
			b.abandon(c)
			return err
		}
	}
	return nil
}

// one runs a change. broken means that the whole transaction is lost.
func (b *batcher) one(ctx context.Context, c *conn, ch *change, shared bool) (err error, broken bool) {
	if shared {
		if _, err := c.exec(ctx, "savepoint change"); err != nil {
			return err, true
		}
	}
	tx := &Tx{Reader: Reader{c: c}}
	err = guarded(tx, ch.fn)
	for i := 0; err == nil && i < len(tx.done); i++ {
		err = tx.done[i](ctx)
	}
	if err == nil {
		ch.after, ch.dirty = tx.after, tx.dirty
		if shared && b.db.dialect == SQLite {
			if _, err := c.exec(ctx, "release change"); err != nil {
				return err, true
			}
		}
		return nil, false
	}
	c.ended++
	if !shared {
		if _, e := c.exec(ctx, "rollback"); e != nil {
			return err, true
		}
		begin := "begin"
		if _, e := c.exec(ctx, begin); e != nil {
			return err, true
		}
		return err, false
	}
	if _, e := c.exec(ctx, "rollback to change"); e != nil {
		return err, true
	}
	if b.db.dialect == SQLite {
		if _, e := c.exec(ctx, "release change"); e != nil {
			return err, true
		}
	}
	return err, false
}

// abandon gives a transaction up whose state is unknown.
func (b *batcher) abandon(c *conn) {
	c.ended++
	if c.c != nil {
		_, _ = c.exec(context.Background(), "rollback")
	}
	c.close()
}

// guarded turns a panic of a change into an error, so that one faulty change
// does not take the writer down with it.
func guarded(tx *Tx, fn func(*Tx) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic in a change: %v\n%s", p, debug.Stack())
		}
	}()
	return fn(tx)
}
