package transfer

import (
	"context"
	"fmt"
	"slices"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// part takes back a link, or what the import added to a record that was there
// before, or changed on it.
func (u *undoing) part(ctx context.Context, tx *op.Tx, t touched) error {
	is, was, err := u.before(ctx, tx, t)
	if errs.Is(err, errs.NotFound) {
		return nil // gone already
	}
	if err != nil {
		return err
	}
	why, err := u.since(ctx, tx, "entity_id", t.Entity, t.Last)
	if err != nil {
		return err
	}
	if why != "" {
		b, err := record.Where[record.Record](ctx, tx.At, "r.id = ?", string(t.Record))
		if err != nil || len(b) == 0 {
			return err
		}
		s := stays(t.Kind, &b[0], why)
		s.Kind = t.Kind
		u.keep(s)
		return nil
	}
	if t.Made {
		u.out.Removed++
		return tx.Delete(ctx, is)
	}
	version := is.Self().Version
	if err := tx.Update(ctx, is, was); err != nil {
		return err
	}
	if was.Self().Version != version {
		u.out.Reverted++
	}
	return nil
}

// record archives a record that the import made, or takes back what it changed
// on one that was there.
func (u *undoing) record(ctx context.Context, tx *op.Tx, t touched) error {
	is, was, err := u.before(ctx, tx, t)
	if errs.Is(err, errs.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	b := is.(record.Entity).Base()
	why, err := u.since(ctx, tx, "record_id", t.Entity, u.last[t.Entity])
	if err != nil {
		return err
	}
	if why != "" {
		u.keep(stays(t.Kind, b, why))
		return nil
	}
	if t.Made {
		if b.ArchivedAt != 0 {
			return nil
		}
		typ, _ := u.e.Reg.TypeOf(b.Kind)
		if was, err = typ.Load(ctx, tx.At, t.Entity); err != nil {
			return err
		}
		was.(record.Entity).Base().ArchivedAt = tx.Now
	} else if err := u.homeless(ctx, tx, b, was.(record.Entity).Base()); err != nil {
		return err
	}
	version := is.Self().Version
	err = tx.Update(ctx, is, was)
	if said, rule := refused(err); rule {
		u.keep(stays(t.Kind, b, said))
		return nil
	}
	if err != nil {
		return err
	}
	if was.Self().Version == version {
		return nil
	}
	if !t.Made {
		u.out.Reverted++
		return u.forget(ctx, tx, t.Entity)
	}
	u.out.Archived++
	return u.note(ctx, tx, t.Entity, map[string]any{"archived": true})
}

// homeless lets a record stay in its state where the one before is none of the
// product's any more; if it goes back to being archived, that is seen to later.
func (u *undoing) homeless(ctx context.Context, tx *op.Tx, is, was *record.Record) error {
	k, ok := u.e.Reg.Kind(was.Kind)
	if !ok || was.State == is.State {
		return nil
	}
	w, err := tx.Workflow(ctx, k, string(was.Product))
	if _, there := w.Find(was.State); err != nil || there {
		return err
	}
	if was.ArchivedAt == 0 {
		u.keep(stays(was.Kind, is, fmt.Sprintf("Its state stays: %q is none any more. The rest is as it was.", was.State)))
	}
	was.State, was.Category = is.State, is.Category
	return nil
}

// forget takes back what the import noted of the source of a record that it
// changed.
func (u *undoing) forget(ctx context.Context, tx *op.Tx, rec string) error {
	t, ok := u.sources[rec]
	if !ok {
		return nil
	}
	is, was, err := u.before(ctx, tx, t)
	if err != nil {
		return err
	}
	return tx.Update(ctx, is, was)
}

// note writes into the source of a record what it is here now, so that a later
// import of the same source sees a difference and brings it back.
func (u *undoing) note(ctx context.Context, tx *op.Tx, rec string, now map[string]any) error {
	sources, err := record.Where[SourceRecord](ctx, tx.At, "d.record_id = ? order by d.id limit 100", rec)
	if err != nil {
		return err
	}
	for i := range sources {
		after := sources[i]
		after.Taken = back(after.Taken, now)
		if err := tx.Update(ctx, &sources[i], &after); err != nil {
			return err
		}
	}
	return nil
}

// workflow gives the product the states back that it had, unless records in use
// stand in those that would be no more.
func (u *undoing) workflow(ctx context.Context, tx *op.Tx, t touched) error {
	is, was, err := u.before(ctx, tx, t)
	if errs.Is(err, errs.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	name := Stays{Kind: t.Kind, Title: "The states of the product"}
	why, err := u.since(ctx, tx, "entity_id", t.Entity, t.Last)
	if err != nil {
		return err
	}
	if why != "" {
		name.Reason = why
		u.keep(name)
		return nil
	}
	own := is.(*record.ProductWorkflow)
	k, ok := u.e.Reg.Kind(own.Kinds[0])
	if !ok {
		return errs.New(errs.Internal, "the kind %s is not registered", own.Kinds[0])
	}
	states := record.Workflow(was.(*record.ProductWorkflow).States)
	if t.Made {
		states = k.Workflow
	}
	args := []any{tx.Workspace, u.product}
	inUse := "select count(*) from record where workspace_id = ? and product_id = ? and archived_at = 0"
	for i, list := range [][]string{own.Kinds, states.Names()} {
		marks, more := record.Among(list)
		inUse += []string{" and kind in (", " and state not in ("}[i] + marks + ")"
		args = append(args, more...)
	}
	n, err := store.One[int64](ctx, tx.R, inUse, args...)
	if err != nil {
		return err
	}
	if n > 0 {
		name.Reason = fmt.Sprintf("%d records that stay stand in states which the import brought.", n)
		u.keep(name)
		return nil
	}
	version := is.Self().Version
	switch {
	case t.Made:
		err = tx.Delete(ctx, is)
	default:
		err = tx.Update(ctx, is, was)
	}
	if err == nil && (t.Made || was.Self().Version != version) {
		u.out.Reverted++
	}
	return err
}

// rehouse brings a record that was archived out of a state that is no more.
func (u *undoing) rehouse(ctx context.Context, tx *op.Tx, t touched) error {
	is, k, err := tx.Any(ctx, t.Entity)
	if err != nil {
		return err
	}
	b := is.Base()
	w, err := tx.Workflow(ctx, k, string(b.Product))
	if err != nil {
		return err
	}
	if _, there := w.Find(b.State); there || b.ArchivedAt == 0 || len(w) == 0 {
		return nil
	}
	to := w[0].Name
	if i := slices.IndexFunc(w, func(s record.State) bool { return s.Category == b.Category }); i >= 0 {
		to = w[i].Name
	}
	again, err := k.Type.Load(ctx, tx.At, b.ID)
	if err != nil {
		return err
	}
	again.(record.Entity).Base().State = to
	if err := tx.Update(ctx, is, again); err != nil {
		return err
	}
	return u.note(ctx, tx, b.ID, map[string]any{"state": to})
}

// ownProduct archives the product that the import made, when nothing in it is
// in use.
func (u *undoing) ownProduct(ctx context.Context, tx *op.Tx, t touched) error {
	is, k, err := tx.Any(ctx, t.Entity)
	if err != nil || is.Base().ArchivedAt != 0 {
		return err
	}
	n, err := store.One[int64](ctx, tx.R, "select count(*) from record where workspace_id = ? and product_id = ? and archived_at = 0 and id <> ?", tx.Workspace, t.Entity, t.Entity)
	if err != nil {
		return err
	}
	why := ""
	if n > 0 {
		why = fmt.Sprintf("%d records in it are in use.", n)
	} else if why, err = u.since(ctx, tx, "entity_id", t.Entity, t.Last); err != nil {
		return err
	}
	if why != "" {
		u.keep(stays(t.Kind, is.Base(), why))
		return nil
	}
	again, err := k.Type.Load(ctx, tx.At, t.Entity)
	if err != nil {
		return err
	}
	again.(record.Entity).Base().ArchivedAt = tx.Now
	u.out.Archived++
	return tx.Update(ctx, is, again)
}

// mark notes on the run that it was taken back.
func (u *undoing) mark(ctx context.Context, tx *op.Tx, t touched) error {
	there, err := record.Where[ImportRun](ctx, tx.At, "d.id = ?", t.Entity)
	if err != nil || len(there) == 0 || there[0].Undone != 0 {
		return err
	}
	after := there[0]
	after.Undone = tx.Now
	return tx.Update(ctx, &there[0], &after)
}
