package store_test

import (
	"testing"

	"throughline/internal/platform/store"
	"throughline/internal/platform/store/storetest"
	"throughline/migrations"
)

// TestTuneLooksAtWhatHasGrown: a table that nobody has looked at yet is looked
// at, and again once it has grown tenfold. PostgreSQL sees to it by itself.
func TestTuneLooksAtWhatHasGrown(t *testing.T) {
	t.Parallel()
	db := storetest.Open(t, store.SQLite, migrations.Files)
	do := func(statement string, args ...any) {
		t.Helper()
		err := db.Write(t.Context(), "", func(tx *store.Tx) error {
			_, err := tx.Exec(t.Context(), statement, args...)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	known := func() (stat string) {
		t.Helper()
		err := db.Read(t.Context(), "", func(r *store.Reader) (err error) {
			all, err := store.All[string](t.Context(), r, "select stat from sqlite_stat1 where tbl = 'grown'")
			if len(all) > 0 {
				stat = all[0]
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return stat
	}
	fill := func(n int) {
		t.Helper()
		do("insert into grown (kind) with recursive n (i) as (select 1 union all select i + 1 from n where i < ?) select i % 10 from n", n)
	}

	do("create table grown (kind integer not null)")
	do("create index grown_kind on grown (kind)")
	fill(200)
	if err := db.Tune(t.Context()); err != nil {
		t.Fatal(err)
	}
	// Rows of the table, and rows of one kind.
	if got, want := known(), "200 20"; got != want {
		t.Errorf("after the first look: %q, not %q", got, want)
	}
	fill(3800)
	if err := db.Tune(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := known(); got == "200 20" || got == "" {
		t.Errorf("twenty times the rows, and it was not looked at again: %q", got)
	}
}
