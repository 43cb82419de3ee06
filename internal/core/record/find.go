package record

import (
	"context"
	"reflect"
	"strings"

	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// At is a place to read from: a workspace and something that answers.
type At struct {
	R         *store.Reader
	Workspace string
}

// Find gives one record or part by its id, or a record by its key or an
// alias. It is NotFound when there is none, and when it is of another kind.
func Find[T any](ctx context.Context, at At, ref string) (*T, error) {
	t := Of[T]()
	i, err := ID(ctx, at, ref)
	if err != nil {
		return nil, err
	}
	rows, err := Where[T](ctx, at, t.alias()+".id = ?", i)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, Missing(ref)
	}
	return &rows[0], nil
}

// Where gives the records or parts that a condition holds for, over the
// aliases r (record) and d (the kind's own table; of a part the only one).
// The workspace is bound here. The condition may end in "order by … limit …".
func Where[T any](ctx context.Context, at At, condition string, args ...any) ([]T, error) {
	t := Of[T]()
	return store.All[T](ctx, at.R, t.Select()+"where "+t.alias()+".workspace_id = ? and "+condition, append([]any{at.Workspace}, args...)...)
}

func (t *Type) alias() string {
	if t.Part {
		return "d"
	}
	return "r"
}

// Missing is the answer for what is not there or not for the caller: the
// same in both cases, so that nothing is given away.
func Missing(ref string) error {
	if len(ref) > 60 {
		ref = ref[:60]
	}
	return errs.New(errs.NotFound, "There is no %s here, or you may not see it.", ref)
}

// Row is the base of a record with where it belongs: enough to find its kind
// and to decide who may see it.
type Row struct {
	ID      string `db:"id"`
	Product id.Ref `db:"product_id"`
	Kind    string `db:"kind"`
	Key     string `db:"key"`
	Title   string `db:"title"`
	State   string `db:"state"`
	Version int64  `db:"version"`
	Owner   id.Ref `db:"owner_id"`
}

// Base finds a record of whatever kind by id, key or alias.
func Base(ctx context.Context, at At, ref string) (*Row, error) {
	i, err := ID(ctx, at, ref)
	if err != nil {
		return nil, err
	}
	row, err := store.One[Row](ctx, at.R, "select id, product_id, kind, key, title, state, version, owner_id from record where workspace_id = ? and id = ?", at.Workspace, i)
	if errs.Is(err, errs.NotFound) {
		return nil, Missing(ref)
	}
	return &row, err
}

// ID gives the id behind an id, key or alias. An id is not looked up.
func ID(ctx context.Context, at At, ref string) (string, error) {
	if id.Valid(ref) {
		return ref, nil
	}
	if ref == "" || len(ref) > 200 {
		return "", Missing(ref)
	}
	found, err := store.All[string](ctx, at.R, "select id from record where workspace_id = ? and key = ?", at.Workspace, strings.ToUpper(ref))
	if err != nil {
		return "", err
	}
	if len(found) == 0 {
		found, err = store.All[string](ctx, at.R, "select record_id from alias where workspace_id = ? and name = ? order by record_id limit 2", at.Workspace, strings.ToLower(ref))
		if err != nil {
			return "", err
		}
		if len(found) > 1 {
			return "", errs.New(errs.Conflict, "%s names more than one record. Use the record's own key.", ref)
		}
	}
	if len(found) == 0 {
		return "", Missing(ref)
	}
	return found[0], nil
}

// Load gives one thing of a type by its id.
func (t *Type) Load(ctx context.Context, at At, id string) (Thing, error) {
	rows, err := t.load(ctx, at, t.Select()+"where "+t.alias()+".workspace_id = ? and "+t.alias()+".id = ?", at.Workspace, id)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, Missing(id)
	}
	return rows[0], nil
}

// Each hands out every thing of a type in a workspace, in the order of ids.
// kind keeps to one kind where several share the struct.
func (t *Type) Each(ctx context.Context, at At, kind string, fn func(Thing) error) error {
	query, args := t.Select()+"where "+t.alias()+".workspace_id = ?", []any{at.Workspace}
	if !t.Part {
		query, args = query+" and r.kind = ?", append(args, kind)
	}
	return t.each(ctx, at.R, query+" order by "+t.alias()+".id", fn, args...)
}

// Holds says whether v is a value of this type.
func (t *Type) Holds(v Thing) bool {
	return reflect.Indirect(reflect.ValueOf(v)).Type() == t.Shape.Type
}
