package record

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"throughline/internal/kit/errs"
	"throughline/internal/kit/patch"
	"throughline/internal/kit/text"
	"throughline/internal/platform/store"
)

// The functions here write rows and nothing else: no right is asked for and
// no ledger row is kept. Only the operations' transaction calls them.

// Insert writes a new thing.
func Insert(ctx context.Context, tx *store.Tx, t *Type, v Thing) error {
	if !t.Part {
		if err := InsertBase(ctx, tx, t, v.(Entity)); err != nil {
			return err
		}
	}
	return InsertOwn(ctx, tx, t, v)
}

// InsertBase writes what all records have of a new one. Whoever writes many
// records that point to each other writes all bases first.
func InsertBase(ctx context.Context, tx *store.Tx, t *Type, v Entity) error {
	r := v.Base()
	args, err := values(t.Shape, v, t.base, []any{r.Workspace, r.Num, text.Fold(r.Title)})
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, t.insertBase, args...); err != nil {
		return err
	}
	return writeNames(ctx, tx, nil, r)
}

// InsertOwn writes what a new thing has beyond its base; of a part, all.
func InsertOwn(ctx context.Context, tx *store.Tx, t *Type, v Thing) error {
	h := v.Self()
	key := []any{h.Workspace}
	if !t.Part {
		if t.Table == "" {
			return nil
		}
		key = append(key, h.ID)
	}
	args, err := values(t.Shape, v, t.own, key)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, t.insertOwn, args...)
	return err
}

// Update writes what differs between before, which is what is there, and v.
// Columns that stay are not named: each one named is written to every index
// that holds it.
func Update(ctx context.Context, tx *store.Tx, t *Type, before, v Thing) error {
	if t.Part {
		return t.rewrite(ctx, tx, t.Table, t.own, before, v)
	}
	if err := t.rewrite(ctx, tx, "record", t.base, before, v); err != nil {
		return err
	}
	if t.Table != "" {
		if err := t.rewrite(ctx, tx, t.Table, t.own, before, v); err != nil {
			return err
		}
	}
	return writeNames(ctx, tx, before.(Entity).Base(), v.(Entity).Base())
}

// rewrite brings the row of a thing in one table from before to after.
func (t *Type) rewrite(ctx context.Context, tx *store.Tx, table string, fields []patch.Field, before, after Thing) error {
	var cols []string
	var args []any
	for _, f := range fields {
		was, is := t.Shape.Value(before, f), t.Shape.Value(after, f)
		if f.Col == "id" || reflect.DeepEqual(was.Interface(), is.Interface()) {
			continue
		}
		x, err := stored(is)
		if err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		cols, args = append(cols, f.Col), append(args, x)
	}
	if e, ok := after.(Entity); ok && slices.Contains(cols, "title") {
		cols, args = append(cols, "title_folded"), append(args, text.Fold(e.Base().Title))
	}
	if len(cols) == 0 {
		return nil
	}
	h := after.Self()
	return touched(tx.Exec(ctx, updateSQL(table, cols), append(args, h.Workspace, h.ID)...))
}

// Delete removes a part. Records are archived, never removed.
func Delete(ctx context.Context, tx *store.Tx, t *Type, v Thing) error {
	h := v.Self()
	return touched(tx.Exec(ctx, "delete from "+t.Table+" where workspace_id = ? and id = ?", h.Workspace, h.ID))
}

func touched(n int64, err error) error {
	if err == nil && n == 0 {
		return errs.New(errs.NotFound, "There is no such thing here, or you may not see it.")
	}
	return err
}

// writeNames keeps the indexes of tags and aliases in step with the record's
// own lists. before is nil for a new record.
func writeNames(ctx context.Context, tx *store.Tx, before, after *Record) error {
	if before == nil {
		before = &Record{}
	}
	key := []any{after.Workspace, after.ID}
	err := index(before.Tags, after.Tags, func(tag string) error {
		_, err := tx.Exec(ctx, "insert into record_tag (workspace_id, record_id, tag, tag_folded) values (?, ?, ?, ?) on conflict (workspace_id, record_id, tag) do nothing", append(key, tag, text.Fold(tag))...)
		return err
	}, func(tag string) error {
		_, err := tx.Exec(ctx, "delete from record_tag where workspace_id = ? and record_id = ? and tag = ?", append(key, tag)...)
		return err
	})
	if err != nil {
		return err
	}
	return index(before.Aliases, after.Aliases, func(name string) error {
		_, err := tx.Exec(ctx, "insert into alias (workspace_id, record_id, name) values (?, ?, ?) on conflict (workspace_id, name, record_id) do nothing", append(key, strings.ToLower(name))...)
		return err
	}, func(name string) error {
		_, err := tx.Exec(ctx, "delete from alias where workspace_id = ? and record_id = ? and name = ?", append(key, strings.ToLower(name))...)
		return err
	})
}

func index(before, after []string, add, drop func(string) error) error {
	for _, s := range after {
		if !slices.Contains(before, s) {
			if err := add(s); err != nil {
				return err
			}
		}
	}
	for _, s := range before {
		if !slices.Contains(after, s) {
			if err := drop(s); err != nil {
				return err
			}
		}
	}
	return nil
}
