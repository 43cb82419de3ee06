// Package ledger is the memory of a workspace: one row for each change of
// each thing, written in the transaction that makes the change, never changed
// afterwards.
//
// Words it owns: row (one change of one thing), seq (a row's number in its
// workspace), follower (whoever acts because something changed).
//
// seq is when we learnt of a change, at is when it happened; they differ for
// imported history. Live things follow seq; reports and "as it was on" go by
// at.
package ledger

import (
	"context"
	"fmt"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/patch"
	"throughline/internal/platform/store"
)

// Act says what a row did to its thing.
type Act string

// The acts.
const (
	Create Act = "create"
	Update Act = "update"
	Delete Act = "delete"
)

// Row is one change of one thing.
type Row struct {
	Workspace string        `db:"workspace_id" json:"-"`
	Seq       int64         `db:"seq" json:"seq" doc:"Running number in the workspace, without gaps."`
	At        clock.Instant `db:"at" json:"at" doc:"When it happened."`
	NotedAt   clock.Instant `db:"noted_at" json:"notedAt" doc:"When Throughline learnt of it."`
	Actor     id.Ref        `db:"actor_id" json:"actor" ref:"member" doc:"Who did it."`
	Behalf    id.Ref        `db:"behalf_id" json:"onBehalfOf" ref:"member" doc:"Who proposed it."`
	Through   string        `db:"through" json:"through" doc:"By what means: web, cli, token:…, import:…, proposal:…."`
	Role      string        `db:"role" json:"role" doc:"The role in which it was decided; admin when a workspace admin stepped in."`
	Decision  string        `db:"decision" json:"decision" ref:"-" doc:"The decisions that the change took."`
	Operation string        `db:"operation" json:"operation" doc:"The operation that made it."`
	Request   string        `db:"request" json:"request" doc:"The same on all rows of one call."`
	Product   id.Ref        `db:"product_id" json:"product" ref:"product"`
	Record    id.Ref        `db:"record_id" json:"record" ref:"record" doc:"The record it is about."`
	Entity    string        `db:"entity_id" json:"entity" ref:"-" doc:"The thing that changed: the record itself, or one of its comments, links, …."`
	Kind      string        `db:"kind" json:"kind" doc:"What sort of thing it is."`
	Act       Act           `db:"act" json:"act" v:"enum=create|update|delete"`
	Prev      int64         `db:"prev" json:"prev" doc:"The thing's version before; 0 when it is new."`
	Diff      patch.Diff    `db:"diff" json:"diff" doc:"Field to [before, after]."`
}

// Columns lists a row's columns, in the order in which they are written.
const Columns = "workspace_id, seq, at, noted_at, actor_id, behalf_id, through, role, decision, operation, request, " +
	"product_id, record_id, entity_id, kind, act, prev, diff"

const insertRow = "insert into ledger (" + Columns + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

// counter is the last seq that a change has taken, kept for its length.
type counter struct{ last, stored int64 }

type counterKey struct{ workspace string }

// Next takes the next number. It locks the workspace for the rest of the
// change, so numbers become visible in the order in which they are given.
func Next(ctx context.Context, tx *store.Tx, workspace string) (int64, error) {
	key := counterKey{workspace}
	if v, ok := tx.Kept(key); ok {
		c := v.(*counter)
		c.last++
		return c.last, nil
	}
	got, err := store.Returning[int64](ctx, tx, "update workspace set seq = seq + 1 where id = ? returning seq", workspace)
	if err != nil {
		return 0, err
	}
	if len(got) == 0 {
		return 0, errs.New(errs.NotFound, "There is no such workspace.")
	}
	c := &counter{got[0], got[0]}
	tx.Keep(key, c)
	tx.AtEnd(func(ctx context.Context) error {
		if c.last == c.stored {
			return nil
		}
		_, err := tx.Exec(ctx, "update workspace set seq = ? where id = ?", c.last, workspace)
		return err
	})
	return c.last, nil
}

// Append writes a row whose Seq came from Next.
func Append(ctx context.Context, tx *store.Tx, r *Row) error {
	diff, err := encodeDiff(r.Diff)
	if err != nil {
		return fmt.Errorf("ledger: %w", err)
	}
	_, err = tx.Exec(ctx, insertRow, r.Workspace, r.Seq, int64(r.At), int64(r.NotedAt), r.Actor, r.Behalf, r.Through,
		r.Role, r.Decision, r.Operation, r.Request, r.Product, r.Record, r.Entity, r.Kind, string(r.Act), r.Prev, diff)
	return err
}

// After gives up to limit rows with a seq above the given one, in order.
func After(ctx context.Context, r *store.Reader, workspace string, seq int64, limit int) ([]Row, error) {
	return store.All[Row](ctx, r, "select "+Columns+" from ledger where workspace_id = ? and seq > ? order by seq limit ?", workspace, seq, limit)
}

// Of gives the newest rows about one record, from the one before `before`
// backwards (0 means from the newest).
func Of(ctx context.Context, r *store.Reader, workspace, record string, before int64, limit int) ([]Row, error) {
	if before == 0 {
		before = 1 << 62
	}
	return store.All[Row](ctx, r, "select "+Columns+" from ledger where workspace_id = ? and record_id = ? and seq < ? order by seq desc limit ?",
		workspace, record, before, limit)
}

// Last gives the newest seq of a workspace.
func Last(ctx context.Context, r *store.Reader, workspace string) (int64, error) {
	return store.One[int64](ctx, r, "select seq from workspace where id = ?", workspace)
}

// LastIn gives the newest seq of a workspace inside of a transaction that may
// have taken some itself, which nobody else sees yet.
func LastIn(ctx context.Context, tx *store.Tx, workspace string) (int64, error) {
	if v, ok := tx.Kept(counterKey{workspace}); ok {
		return v.(*counter).last, nil
	}
	return Last(ctx, &tx.Reader, workspace)
}
