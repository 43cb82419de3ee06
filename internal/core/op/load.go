package op

import (
	"context"
	"fmt"
	"strings"

	"throughline/internal/core/ledger"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// Loading is a workspace as an archive describes it: its row, and how far its
// numbers have been given out.
type Loading struct {
	ID, Slug, Name, Prefix, Zone string
	CreatedAt                    clock.Instant
	Seq                          int64 // of its last ledger row
	AccessSeq                    int64 // of the last that changed who may what
	NextNum                      int64 // of its next record that belongs to no product
}

// Loader writes a workspace that does not exist yet as it was elsewhere: the
// things and the ledger rows that tell of them, as they are. No right is asked
// for and no new row is written; instead the ledger is replayed at the end and
// must equal what was loaded.
type Loader struct {
	tx    *Tx
	loads Loading
}

// Load makes a workspace and has fn fill it, in one change. What the replay
// finds wrong refuses it all. A workspace of this id or short name that exists
// is a Conflict.
func (e *Engine) Load(ctx context.Context, w Loading, fn func(*Loader) error) (*Verified, error) {
	var out *Verified
	err := e.DB.Write(ctx, w.ID, func(raw *store.Tx) (err error) {
		out, err = e.LoadInto(ctx, raw, w, fn)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// LoadInto is Load as a part of a change that is under way, and stands in the
// workspace.
func (e *Engine) LoadInto(ctx context.Context, raw *store.Tx, w Loading, fn func(*Loader) error) (_ *Verified, err error) {
	defer errs.Wrap(&err, "load %s", w.ID)
	if err := w.check(); err != nil {
		return nil, err
	}
	if err := w.insert(ctx, raw); err != nil {
		return nil, err
	}
	actor := right.Actor{Through: "archive"}
	view := View{At: record.At{R: &raw.Reader, Workspace: w.ID}, Actor: actor, Access: &right.Access{Workspace: w.ID}, Now: e.Clock.Now(), Engine: e}
	call := &Call{Op: "workspace.import", Workspace: w.ID, Actor: actor, Request: id.New(view.Now)}
	l := &Loader{&Tx{View: view, call: call, def: &Def{Name: call.Op, Perm: Self}, raw: raw}, w}
	if err := fn(l); err != nil {
		return nil, err
	}
	found, err := e.verify(ctx, &raw.Reader, w.ID)
	if err != nil {
		return nil, err
	}
	if n := len(found.Faults); n > 0 {
		return nil, errs.New(errs.Invalid, "The archive contradicts itself: its ledger and its things differ in %d places, the first: %s. Nothing was taken in.", n, found.Faults[0])
	}
	return found, nil
}

func (w *Loading) check() error {
	switch {
	case !id.Valid(w.ID):
		return errs.Fieldf("workspace.id", "%q is not an id", w.ID)
	case !slugForm.MatchString(w.Slug):
		return errs.Fieldf("workspace.slug", "must be 2 to 40 small letters, digits or dashes")
	case w.Name == "" || len(w.Name) > 1000 || w.Prefix == "" || len(w.Prefix) > 10 || w.Zone == "" || len(w.Zone) > 100:
		return errs.Fieldf("workspace", "has no name, prefix or time zone, or one that is too long")
	case w.Seq < 0 || w.AccessSeq < 0 || w.AccessSeq > w.Seq || w.NextNum < 1:
		return errs.Fieldf("workspace", "has numbers that cannot be: seq %d, accessSeq %d, nextNum %d", w.Seq, w.AccessSeq, w.NextNum)
	}
	return nil
}

func (w *Loading) insert(ctx context.Context, raw *store.Tx) error {
	there, err := store.All[string](ctx, &raw.Reader, "select slug from workspace where id = ? or slug = ?", w.ID, w.Slug)
	if err != nil {
		return err
	}
	if len(there) > 0 {
		return errs.New(errs.Conflict, "The workspace %s is here already. An archive makes a workspace; it does not change one.", there[0])
	}
	_, err = raw.Exec(ctx, "insert into workspace (id, slug, name, prefix, zone, created_at, seq, access_seq, next_num) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		w.ID, w.Slug, w.Name, w.Prefix, w.Zone, int64(w.CreatedAt), w.Seq, w.AccessSeq, w.NextNum)
	return err
}

// sort finds what a thing is, and refuses what breaks the rules that hold for
// every stored one.
func (l *Loader) sort(kind string, v record.Thing) (*record.Type, error) {
	t, ok := l.tx.Engine.Reg.TypeOf(kind)
	if !ok || !t.Holds(v) {
		return nil, errs.New(errs.Invalid, "There is no sort of thing called %q here. A newer version may have written the archive.", kind)
	}
	if e, ok := v.(record.Entity); ok && e.Base().Kind != kind {
		return nil, errs.Fieldf("kind", "%q stands among %q", e.Base().Kind, kind)
	}
	v.Self().Workspace = l.loads.ID
	if n := v.Self().Version; n < 1 || n > l.loads.Seq {
		return nil, errs.Fieldf("version", "%d is no row of the ledger", n)
	}
	return t, check(t, v)
}

// Base writes what all records have of one. All bases come before the first
// Rest: records point to each other.
func (l *Loader) Base(ctx context.Context, kind string, v record.Entity) error {
	t, err := l.sort(kind, v)
	if err != nil {
		return err
	}
	return record.InsertBase(ctx, l.tx.raw, t, v)
}

// Rest writes what a record has beyond its base, or a part; and the indexes
// that follow from either.
func (l *Loader) Rest(ctx context.Context, kind string, v record.Thing) error {
	t, err := l.sort(kind, v)
	if err != nil {
		return err
	}
	if err := record.InsertOwn(ctx, l.tx.raw, t, v); err != nil {
		return err
	}
	for _, fn := range l.tx.Engine.Reg.aftercare {
		if err := fn(ctx, l.tx, t, ledger.Create, nil, v); err != nil {
			return err
		}
	}
	return nil
}

// Rows writes rows of the ledger.
func (l *Loader) Rows(ctx context.Context, rows []ledger.Raw) error {
	for i := range rows {
		var list errs.List
		rows[i].Workspace = l.loads.ID
		rows[i].Check(&list)
		if err := list.Err(); err != nil {
			return fmt.Errorf("row %d: %w", rows[i].Seq, err)
		}
	}
	return ledger.AppendAll(ctx, l.tx.raw, rows)
}

// Count says which number a product's next record gets.
func (l *Loader) Count(ctx context.Context, product, prefix string, next int64) error {
	if !id.Valid(product) || next < 1 || prefix == "" || strings.Trim(prefix, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "" {
		return errs.Fieldf("products", "%q, %q, %d is no product with its count", product, prefix, next)
	}
	_, err := l.tx.raw.Exec(ctx, "insert into product_counter (workspace_id, product_id, prefix, next_num) values (?, ?, ?, ?)", l.loads.ID, product, prefix, next)
	return err
}

// Follow says how far a follower has come, so that it does not begin anew.
func (l *Loader) Follow(ctx context.Context, follower string, seq int64) error {
	if seq < 0 || seq > l.loads.Seq {
		return errs.Fieldf("followers", "%s cannot have come to row %d", follower, seq)
	}
	return ledger.SetCursor(ctx, l.tx.raw, follower, l.loads.ID, seq)
}

// Index writes to a plain table of a package of core, as Tx.Index does.
func (l *Loader) Index(ctx context.Context, query string, args ...any) error {
	return l.tx.Index(ctx, query, args...)
}

// Reader reads what was loaded so far.
func (l *Loader) Reader() *store.Reader { return l.tx.R }
