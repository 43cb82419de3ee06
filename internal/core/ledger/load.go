package ledger

import (
	"context"
	"encoding/json"
	"strings"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/kit/patch"
	"throughline/internal/platform/store"
)

// Raw is a row with its diff as it was written: for those who carry rows from
// one place to another and need not understand them.
type Raw struct {
	Workspace string          `db:"workspace_id" json:"-"`
	Seq       int64           `db:"seq" json:"seq"`
	At        clock.Instant   `db:"at" json:"at"`
	NotedAt   clock.Instant   `db:"noted_at" json:"notedAt"`
	Actor     id.Ref          `db:"actor_id" json:"actor"`
	Behalf    id.Ref          `db:"behalf_id" json:"onBehalfOf"`
	Through   string          `db:"through" json:"through"`
	Role      string          `db:"role" json:"role"`
	Decision  string          `db:"decision" json:"decision"`
	Operation string          `db:"operation" json:"operation"`
	Request   string          `db:"request" json:"request"`
	Product   id.Ref          `db:"product_id" json:"product"`
	Record    id.Ref          `db:"record_id" json:"record"`
	Entity    string          `db:"entity_id" json:"entity"`
	Kind      string          `db:"kind" json:"kind"`
	Act       Act             `db:"act" json:"act"`
	Prev      int64           `db:"prev" json:"prev"`
	Diff      json.RawMessage `db:"diff" json:"diff"`
}

// Changes reads the diff.
func (r *Raw) Changes() (d patch.Diff, err error) {
	err = json.Unmarshal(r.Diff, &d)
	return d, err
}

// atOnce is how many rows one statement of AppendAll carries. PostgreSQL takes
// 65,535 values, SQLite half of that.
const atOnce = 64

// columns is how many Columns there are.
const columns = 18

// AppendAll writes rows whose numbers are known already: those of an archive.
// The caller sets the workspace's own count.
func AppendAll(ctx context.Context, tx *store.Tx, rows []Raw) error {
	one := ", " + insertRow[strings.LastIndex(insertRow, "("):]
	for len(rows) > 0 {
		n := min(len(rows), atOnce)
		args := make([]any, 0, n*columns)
		for _, r := range rows[:n] {
			args = append(args, r.Workspace, r.Seq, int64(r.At), int64(r.NotedAt), r.Actor, r.Behalf, r.Through,
				r.Role, r.Decision, r.Operation, r.Request, r.Product, r.Record, r.Entity, r.Kind, string(r.Act), r.Prev, string(r.Diff))
		}
		if _, err := tx.Exec(ctx, insertRow+strings.Repeat(one, n-1), args...); err != nil {
			return err
		}
		rows = rows[n:]
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
func (r *Raw) Check(list *errs.List) {
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
