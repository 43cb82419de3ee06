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

// IDs gives the ids behind several ids, keys and aliases, each once and in the
// order of the references; what names nothing, or more than one record, is left
// out. An id is not looked up.
func IDs(ctx context.Context, at At, refs []string) ([]string, error) {
	var keys, names []string
	for _, r := range refs {
		if r != "" && len(r) <= 200 && !id.Valid(r) {
			keys, names = append(keys, strings.ToUpper(r)), append(names, strings.ToLower(r))
		}
	}
	type named struct {
		ID   string `db:"id"`
		Name string `db:"name"`
	}
	byKey, byName := map[string]string{}, map[string]string{}
	if len(keys) > 0 {
		marks, args := Among(keys)
		found, err := store.All[named](ctx, at.R, "select id, key as name from record where workspace_id = ? and key in ("+marks+")", append([]any{at.Workspace}, args...)...)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			byKey[f.Name] = f.ID
		}
		marks, args = Among(names)
		found, err = store.All[named](ctx, at.R, "select min(record_id) as id, name from alias where workspace_id = ? and name in ("+marks+") group by name having count(*) = 1", append([]any{at.Workspace}, args...)...)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			byName[f.Name] = f.ID
		}
	}
	out, seen := make([]string, 0, len(refs)), map[string]bool{"": true}
	for _, r := range refs {
		i := r
		if !id.Valid(r) {
			if i = byKey[strings.ToUpper(r)]; i == "" {
				i = byName[strings.ToLower(r)]
			}
		}
		if !seen[i] {
			seen[i] = true
			out = append(out, i)
		}
	}
	return out, nil
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

// Briefly gives the records of a type with these ids, in no order and without
// their descriptions: what a list shows of records, at a price that does not
// grow with how much has been written about them.
func (t *Type) Briefly(ctx context.Context, at At, ids []string) ([]Thing, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	marks, args := Among(ids)
	columns := strings.Replace(t.columns, "r.body", "'' as body", 1)
	return t.load(ctx, at, "select "+columns+" from "+t.from+" where r.workspace_id = ? and r.id in ("+marks+")", append([]any{at.Workspace}, args...)...)
}

// Among gives placeholders for a list that is not empty, with their arguments.
// The last entry is repeated until there are a power of two, so that lists of
// all lengths share few texts: statements are kept prepared.
func Among(list []string) (marks string, args []any) {
	n := 1
	for n < len(list) {
		n *= 2
	}
	args = make([]any, n)
	for i := range args {
		args[i] = list[min(i, len(list)-1)]
	}
	return strings.Repeat("?,", n-1) + "?", args
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
