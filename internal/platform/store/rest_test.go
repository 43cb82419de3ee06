package store_test

import (
	"testing"

	"throughline/internal/platform/store"
	"throughline/internal/platform/store/storetest"
	"throughline/migrations"
)

// TestRest has readers rest while one of them is at work: it goes on, and the
// others answer afterwards.
func TestRest(t *testing.T) {
	t.Parallel()
	storetest.Each(t, migrations.Files, func(t *testing.T, db *store.DB) {
		ask := func(r *store.Reader) error {
			_, err := store.One[int64](t.Context(), r, "select count(*) from workspace")
			return err
		}
		err := db.Read(t.Context(), "", func(r *store.Reader) error {
			if err := ask(r); err != nil {
				return err
			}
			db.Rest()
			return ask(r)
		})
		if err != nil {
			t.Fatal(err)
		}
		for range 20 { // more than there are connections
			if err := db.Read(t.Context(), "", ask); err != nil {
				t.Fatal(err)
			}
		}
	})
}
