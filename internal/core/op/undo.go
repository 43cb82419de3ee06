package op

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"throughline/internal/core/ledger"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// UndoIn names what to undo: one ledger row, or all rows of one call.
type UndoIn struct {
	Seq     int64  `json:"seq" v:"min=0" doc:"One row of the ledger."`
	Request string `json:"request" v:"max=60" doc:"All rows of one call."`
}

// Undone says what an undo did.
type Undone struct {
	Request string `json:"request" doc:"The call that undid; undo it to redo."`
	Rows    int    `json:"rows" doc:"How many changes were taken back."`
}

// undoLimit bounds how many changes one undo takes back at once.
const undoLimit = 2000

func registerUndo(r *Registry) {
	Do(r, "change.undo", undo, Says("Take a change back, or all changes of one call, as far as nothing was built on them since."))
}

// undo applies the inverse of each row, newest first. It takes the same
// decisions that the rows took, so undoing what another role decided becomes
// a proposal.
func undo(ctx context.Context, tx *Tx, in UndoIn) (*Undone, error) {
	if (in.Seq == 0) == (in.Request == "") {
		return nil, errs.Fieldf("seq", "name one row (seq) or one call (request)")
	}
	where, arg := "seq = ?", any(in.Seq)
	if in.Request != "" {
		where, arg = "request = ?", in.Request
	}
	rows, err := store.All[ledger.Row](ctx, tx.R, "select "+ledger.Columns+" from ledger where workspace_id = ? and "+where+" order by seq desc limit ?",
		tx.Workspace, arg, undoLimit+1)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, errs.New(errs.NotFound, "There is no such change here, or you may not see it.")
	}
	if len(rows) > undoLimit {
		return nil, errs.New(errs.TooLarge, "That call made more than %d changes. Undo its parts.", undoLimit)
	}
	// States are judged by the workflow they stand in, so that goes back first.
	slices.SortStableFunc(rows, func(a, b ledger.Row) int { return later(a) - later(b) })
	n := 0
	for _, row := range rows {
		if !tx.sees(row.Product) {
			return nil, errs.New(errs.NotFound, "There is no such change here, or you may not see it.")
		}
		if in.Request != "" && row.Kind == "proposal" && len(rows) > 1 {
			continue // a call that took a proposal: what it did is taken back, that it was taken stays
		}
		n++
		if err := tx.takeBack(ctx, row); err != nil {
			return nil, err
		}
	}
	return &Undone{tx.call.Request, n}, nil
}

// later is 0 for what is taken back first, else 1.
func later(row ledger.Row) int {
	if row.Kind == "product_workflow" {
		return 0
	}
	return 1
}

// noUndo are parts whose change cannot be taken back by anybody: they are
// about the undoing person's own or about security.
var noUndo = []string{"proposal", "token", "invitation"}

func (tx *Tx) takeBack(ctx context.Context, row ledger.Row) error {
	if slices.Contains(noUndo, row.Kind) {
		return errs.New(errs.Invalid, "A change of a %s cannot be undone.", row.Kind)
	}
	if row.Decision == "" && string(row.Actor) != tx.Actor.Member && !tx.Actor.Admin() {
		return errs.New(errs.Forbidden, "What people did for themselves only they can take back, or an admin.")
	}
	t, ok := tx.Engine.Reg.TypeOf(row.Kind)
	if !ok {
		return errs.New(errs.Internal, "the kind %q is not registered", row.Kind)
	}
	inner := *tx
	call := *tx.call
	call.covered = strings.Fields(row.Decision)
	inner.call = &call
	inner.missing, inner.preview, inner.touched, inner.changed = nil, nil, nil, 0
	err := inner.invert(ctx, t, row)
	tx.missing = append(tx.missing, inner.missing...)
	tx.preview = append(tx.preview, inner.preview...)
	tx.touched = append(tx.touched, inner.touched...)
	tx.changed += inner.changed
	return err
}

func (tx *Tx) invert(ctx context.Context, t *record.Type, row ledger.Row) error {
	if row.Act == ledger.Delete {
		v := t.New()
		h := v.Self()
		if err := t.Shape.Apply(v, row.Diff.Inverse()); err != nil {
			return err
		}
		h.ID, h.Product = row.Entity, row.Product
		return tx.Insert(ctx, v)
	}
	now, err := t.Load(ctx, tx.At, row.Entity)
	if err != nil {
		if errs.Is(err, errs.NotFound) {
			return errs.New(errs.Conflict, "It cannot be undone: the %s is gone.", row.Kind)
		}
		return err
	}
	if row.Act == ledger.Create {
		return tx.uncreate(ctx, t, now)
	}
	if err := unchanged(t, now, row); err != nil {
		return err
	}
	after, err := t.Load(ctx, tx.At, row.Entity)
	if err != nil {
		return err
	}
	if err := t.Shape.Apply(after, row.Diff.Inverse()); err != nil {
		return err
	}
	return tx.Update(ctx, now, after)
}

// uncreate takes a creation back: a part is removed, a record archived,
// because others may have spoken of it.
func (tx *Tx) uncreate(ctx context.Context, t *record.Type, now record.Thing) error {
	e, isRecord := now.(record.Entity)
	if !isRecord {
		return tx.Delete(ctx, now)
	}
	if e.Base().ArchivedAt != 0 {
		return nil
	}
	again, err := t.Load(ctx, tx.At, e.Base().ID)
	if err != nil {
		return err
	}
	again.(record.Entity).Base().ArchivedAt = tx.Now
	return tx.Update(ctx, now, again)
}

// unchanged sees that the fields a row changed still have the value it gave
// them; else undoing would take back somebody else's later change.
func unchanged(t *record.Type, now record.Thing, row ledger.Row) error {
	current, err := t.Shape.Diff(nil, now)
	if err != nil {
		return err
	}
	var moved []string
	for _, name := range row.Diff.Names() {
		is := json.RawMessage("null")
		if c, ok := current[name]; ok {
			is = c[1]
		}
		if !bytes.Equal(is, row.Diff[name][1]) {
			moved = append(moved, name)
		}
	}
	if len(moved) > 0 {
		return errs.New(errs.Conflict, "It cannot be undone: %s changed again since.", strings.Join(moved, ", "))
	}
	return nil
}

// BatchIn is several calls that take effect together or not at all.
type BatchIn struct {
	Calls []BatchCall `json:"calls" v:"required,max=500"`
}

// BatchCall is one of them.
type BatchCall struct {
	Operation string          `json:"operation"`
	Input     json.RawMessage `json:"input"`
}

func registerBatch(r *Registry) {
	Do(r, "batch.run", func(ctx context.Context, tx *Tx, in BatchIn) ([]any, error) {
		out := make([]any, 0, len(in.Calls))
		for i, c := range in.Calls {
			d, ok := tx.Engine.Reg.Def(c.Operation)
			if !ok || d.do == nil || d.Name == "batch.run" || d.NoPropose {
				return nil, errs.Fieldf(fmt.Sprintf("calls.%d.operation", i), "%q cannot be part of a batch", c.Operation)
			}
			arg, err := d.decode(c.Input)
			if err != nil {
				return nil, inCall(err, i)
			}
			v, err := tx.Within(ctx, c.Operation, arg)
			if err != nil {
				return nil, inCall(err, i)
			}
			out = append(out, v)
		}
		return out, nil
	}, Says("Run several operations together: all take effect, or none."), At("POST", "/api/v1/batch"))
}

// inCall says which call of a batch an error is about.
func inCall(err error, i int) error {
	pub := errs.Public(err)
	if pub.Kind == errs.Internal {
		return err
	}
	moved := *pub
	moved.Msg = fmt.Sprintf("Call %d: %s", i, pub.Msg)
	moved.Fields = nil
	for _, f := range pub.Fields {
		moved.Fields = append(moved.Fields, errs.Field{Field: fmt.Sprintf("calls.%d.input.%s", i, f.Field), Message: f.Message})
	}
	return &moved
}

// Covered has the following changes take the given decisions in place of
// those that their fields name, until the returned function is called. An
// empty list needs none. For imports, which asked for their own right first.
// Inside of what is covered already it changes nothing: whoever covers first
// has asked.
func (tx *Tx) Covered(decisions ...string) (done func()) {
	before := tx.call
	if before.covered != nil {
		return func() {}
	}
	call := *before
	call.covered = append([]string{}, decisions...)
	tx.call = &call
	return func() { tx.call = before }
}

// Person gives a member's id for a reference by id, e-mail address or handle.
func (v *View) Person(ctx context.Context, ref string) (string, error) {
	if ref == "" || id.Valid(ref) {
		return ref, nil
	}
	if ref == "me" {
		return v.Actor.Member, nil
	}
	found, err := store.All[string](ctx, v.R, "select id from member where workspace_id = ? and (lower(email) = lower(?) or handle = ?) limit 2", v.Workspace, ref, strings.TrimPrefix(ref, "@"))
	if err != nil {
		return "", err
	}
	if len(found) != 1 {
		return "", errs.New(errs.NotFound, "No member is called %q here.", ref)
	}
	return found[0], nil
}

// Named says whether a member exists who is known by name only.
func (v *View) Named(ctx context.Context, member string) bool {
	found, err := store.All[string](ctx, v.R, "select id from member where workspace_id = ? and id = ?", v.Workspace, member)
	return err == nil && len(found) == 1
}
