package store_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"throughline/internal/platform/store"
	"throughline/internal/platform/store/storetest"
	"throughline/migrations"
)

func mark(ctx context.Context, tx *store.Tx, workspace string) error {
	_, err := tx.Exec(ctx, "insert into follower (workspace_id, name, seq) values (?, ?, 1)", workspace, workspace)
	return err
}

// seen gives the workspaces whose rows a reader can see.
func seen(t testing.TB, r *store.Reader) []string {
	t.Helper()
	out, err := store.All[string](t.Context(), r, "select workspace_id from follower order by workspace_id")
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A change can go through several workspaces, and a reader after it; row-level
// security lets each see only where it stands.
func TestThroughWorkspaces(t *testing.T) {
	t.Parallel()
	storetest.Each(t, migrations.Files, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		walled := db.Dialect() == store.Postgres
		err := db.Write(ctx, "", func(tx *store.Tx) error {
			for _, ws := range []string{"a", "b"} {
				if err := tx.In(ctx, ws, func() error { return mark(ctx, tx, ws) }); err != nil {
					return err
				}
			}
			if n := len(seen(t, &tx.Reader)); walled && n != 0 {
				t.Errorf("back outside, %d rows are seen", n)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		broken := errors.New("broken")
		err = db.Write(ctx, "", func(tx *store.Tx) error {
			return tx.In(ctx, "c", func() error { return errors.Join(mark(ctx, tx, "c"), broken) })
		})
		if !errors.Is(err, broken) {
			t.Errorf("got %v", err)
		}
		err = db.Across(ctx, func(r *store.Reader, enter func(context.Context, string) error) error {
			for _, ws := range []string{"a", "b", "c"} {
				if err := enter(ctx, ws); err != nil {
					return err
				}
				if got := seen(t, r); walled && ws != "c" && !slices.Equal(got, []string{ws}) || slices.Contains(got, "c") {
					t.Errorf("in %s: %v", ws, got)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		// Connections go back to where they were.
		for range 10 {
			err := errors.Join(
				db.Read(ctx, "a", func(r *store.Reader) error {
					if got := seen(t, r); walled && !slices.Equal(got, []string{"a"}) {
						t.Errorf("later, in a: %v", got)
					}
					return nil
				}),
				db.Write(ctx, "", func(tx *store.Tx) error {
					if got := seen(t, &tx.Reader); walled && len(got) > 0 {
						t.Errorf("later, outside: %v", got)
					}
					return nil
				}))
			if err != nil {
				t.Fatal(err)
			}
		}
	})
}

// Both databases know the same tables, and what points to what.
func TestReferencesAndTables(t *testing.T) {
	t.Parallel()
	refs, tables := map[store.Dialect][]store.Reference{}, map[store.Dialect][]string{}
	for _, engine := range []store.Dialect{store.SQLite, store.Postgres} {
		db := storetest.Open(t, engine, migrations.Files)
		err := db.Read(t.Context(), "", func(r *store.Reader) (err error) {
			if refs[engine], err = store.References(t.Context(), r); err == nil {
				tables[engine], err = store.Tables(t.Context(), r)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(refs[store.SQLite], refs[store.Postgres]) {
		t.Errorf("%v\nis not\n%v", refs[store.SQLite], refs[store.Postgres])
	}
	for _, want := range []store.Reference{{From: "member_role", To: "member"}, {From: "contact", To: "account"}, {From: "item", To: "record"}} {
		if !slices.Contains(refs[store.SQLite], want) {
			t.Errorf("%v is missing", want)
		}
	}
	common := slices.DeleteFunc(tables[store.SQLite], func(s string) bool { return strings.HasPrefix(s, "search_text") })
	if !slices.Equal(common, tables[store.Postgres]) {
		t.Errorf("%v\nis not\n%v", common, tables[store.Postgres])
	}
}
