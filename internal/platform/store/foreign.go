package store

import "context"

// Reference says that rows of one table point to rows of another, which must
// be there first.
type Reference struct {
	From string `db:"from_table"`
	To   string `db:"to_table"`
}

// References gives the foreign keys between the tables as the database itself
// knows them, in the order of their names.
func References(ctx context.Context, r *Reader) ([]Reference, error) {
	if r.Dialect() == Postgres {
		return All[Reference](ctx, r, "select distinct f.relname as from_table, t.relname as to_table from pg_constraint k "+
			"join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid "+
			"where k.contype = 'f' and f.relnamespace = current_schema()::regnamespace order by 1, 2")
	}
	return All[Reference](ctx, r, `select distinct m.name as from_table, f."table" as to_table from sqlite_master m `+
		"join pragma_foreign_key_list(m.name) f where m.type = 'table' order by 1, 2")
}

// Tables gives the names of all tables that are the program's own, sorted.
func Tables(ctx context.Context, r *Reader) ([]string, error) {
	if r.Dialect() == Postgres {
		return All[string](ctx, r, "select relname::text from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace order by relname::text collate \"C\"")
	}
	// Virtual tables keep their own under names that begin with theirs.
	return All[string](ctx, r, "select name from pragma_table_list where schema = 'main' and type in ('table', 'virtual') and name not like 'sqlite\\_%' escape '\\' order by name")
}
