package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"throughline/internal/platform/store"
	"throughline/internal/platform/store/storetest"
	"throughline/migrations"
)

// schema gives all that a database is made of, as text.
func schema(t testing.TB, db *store.DB) string {
	t.Helper()
	var out strings.Builder
	err := db.Snapshot(t.Context(), "", func(r *store.Reader) error {
		if db.Dialect() == store.SQLite {
			return schemaSQLite(t.Context(), r, &out)
		}
		return schemaPostgres(t.Context(), r, &out)
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func schemaSQLite(ctx context.Context, r *store.Reader, out *strings.Builder) error {
	all, err := store.All[string](ctx, r, "select sql from sqlite_master where sql is not null and name not like 'sqlite\\_%' escape '\\' order by tbl_name, case type when 'table' then 0 else 1 end, name")
	for _, s := range all {
		fmt.Fprintf(out, "%s;\n\n", s)
	}
	return err
}

// parts are the questions whose answers make up a schema of PostgreSQL, each a
// line for what it finds.
var parts = []struct{ name, query string }{
	{"tables", `select c.relname || case when c.relrowsecurity and c.relforcerowsecurity then ' walled' when c.relrowsecurity then ' half walled' else '' end
		from pg_class c where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace order by c.relname collate "C"`},
	{"columns", `select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || coalesce(' collate ' || k.collname, '')
		|| case when a.attnotnull then ' not null' else '' end || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
		from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_collation k on k.oid = a.attcollation
		left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
		where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and a.attnum > 0 and not a.attisdropped
		order by c.relname collate "C", a.attnum`},
	{"constraints", `select c.relname || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid)
		from pg_constraint k join pg_class c on c.oid = k.conrelid where c.relnamespace = current_schema()::regnamespace and k.contype <> 'n'
		order by c.relname collate "C", k.conname collate "C"`},
	{"indexes", `select indexdef from pg_indexes where schemaname = current_schema() order by tablename collate "C", indexname collate "C"`},
	{"policies", `select tablename || ' ' || policyname || ' ' || cmd || ' ' || qual || ' ' || coalesce(with_check, '') from pg_policies where schemaname = current_schema()
		order by tablename collate "C", policyname collate "C"`},
	{"sequences", `select relname from pg_class where relkind = 'S' and relnamespace = current_schema()::regnamespace order by relname collate "C"`},
	{"rights of throughline_app", `select table_name || ' ' || string_agg(privilege_type, ', ' order by privilege_type) from information_schema.role_table_grants
		where grantee = 'throughline_app' and table_schema = current_schema() group by table_name order by table_name collate "C"`},
}

func schemaPostgres(ctx context.Context, r *store.Reader, out *strings.Builder) error {
	for _, p := range parts {
		all, err := store.All[string](ctx, r, p.query)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		fmt.Fprintf(out, "-- %s\n%s\n\n", p.name, strings.Join(all, "\n"))
	}
	return nil
}

// What all migrations add up to is written beside them, so that a review reads
// the result and not only the step.
func TestGoldenSchemas(t *testing.T) {
	t.Parallel()
	for _, engine := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			db := fresh(t, storetest.Blank(t, engine))
			up(t, db, migrations.Files)
			got := "-- The whole schema, as the migrations make it. Made by the tests (make golden); not to be edited.\n\n" + schema(t, db)
			golden := filepath.Join("..", "..", "..", "migrations", "schema."+string(engine)+".golden")
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatalf("%v (UPDATE=1 writes it)", err)
			}
			if got != string(want) {
				t.Errorf("the schema is not that of %s (UPDATE=1 rewrites it): %s", golden, firstLine(string(want), got))
			}
		})
	}
}

// firstLine says where two texts differ first.
func firstLine(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(w), len(g)) {
		if i >= len(w) || i >= len(g) || w[i] != g[i] {
			return fmt.Sprintf("line %d: want %q, got %q", i+1, strings.Join(w[min(i, len(w)):min(i+1, len(w))], ""), strings.Join(g[min(i, len(g)):min(i+1, len(g))], ""))
		}
	}
	return "nowhere"
}
