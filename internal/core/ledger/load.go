package ledger

import (
	"context"
	"strings"

	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// atOnce is how many rows one statement of AppendAll carries. PostgreSQL takes
// 65,535 values, SQLite half of that.
const atOnce = 64

// columns is how many Columns there are.
const columns = 18

// AppendAll writes rows whose numbers are known already: those of an archive.
// The caller sets the workspace's own count.
func AppendAll(ctx context.Context, tx *store.Tx, rows []Row) error {
	many := insertRow + strings.Repeat(", "+insertRow[strings.LastIndex(insertRow, "("):], atOnce-1)
	for len(rows) >= atOnce {
		args := make([]any, 0, atOnce*columns)
		for i := range atOnce {
			var err error
			if args, err = rowValues(args, &rows[i]); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(ctx, many, args...); err != nil {
			return err
		}
		rows = rows[atOnce:]
	}
	for i := range rows {
		if err := Append(ctx, tx, &rows[i]); err != nil {
			return err
		}
	}
	return nil
}

// CatchUp runs one follower until it has nothing left to do in a workspace.
func CatchUp(ctx context.Context, db *store.DB, one Follower, workspace string) error {
	return (&Followers{db: db, list: []Follower{one}}).CatchUp(ctx, workspace)
}

// Cursor gives how far a follower has come in a workspace; 0 before it began.
func Cursor(ctx context.Context, r *store.Reader, follower, workspace string) (int64, error) {
	return cursorOf(ctx, r, follower, workspace)
}

// SetCursor says how far a follower has come.
func SetCursor(ctx context.Context, tx *store.Tx, follower, workspace string, seq int64) error {
	_, err := tx.Exec(ctx, "insert into follower (workspace_id, name, seq) values (?, ?, ?) on conflict (workspace_id, name) do update set seq = excluded.seq", workspace, follower, seq)
	return err
}

// Check refuses a row that no change can have written, whatever it is about.
func (r *Row) Check(list *errs.List) {
	for _, of := range []struct {
		name string
		ref  id.Ref
	}{{"actor", r.Actor}, {"onBehalfOf", r.Behalf}, {"product", r.Product}, {"record", r.Record}} {
		if of.ref != "" && !id.Valid(string(of.ref)) {
			list.Add(of.name, "must be an id or null")
		}
	}
	if !id.Valid(r.Entity) {
		list.Add("entity", "must be an id")
	}
	if r.Act != Create && r.Act != Update && r.Act != Delete {
		list.Add("act", "must be create, update or delete")
	}
	if r.Seq < 1 || r.Prev < 0 || r.Prev >= r.Seq {
		list.Add("seq", "must be above 0 and above prev")
	}
}
