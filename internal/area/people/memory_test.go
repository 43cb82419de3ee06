package people

import (
	"context"
	"testing"

	"throughline/internal/kit/clock"
	"throughline/internal/platform/store"
	"throughline/internal/platform/store/storetest"
	"throughline/migrations"
)

// What is kept holds until a change is on disk, and what was asked before the
// change is never kept past it.
func TestMemory(t *testing.T) {
	t.Parallel()
	storetest.Each(t, migrations.Files, func(t *testing.T, db *store.DB) {
		on, m := db.Dialect(), &memory{}
		local := on == store.SQLite
		fresh := func(what string, hash string, want bool) {
			t.Helper()
			k := m.of(hash)
			if (k.seats != nil) != (want && local) || k.workspace != "w" {
				t.Errorf("%s: %+v", what, k)
			}
		}
		write := func(fail error) {
			err := db.Write(t.Context(), "", func(raw *store.Tx) error {
				m.stale(raw)
				fresh("before the commit", "a", true)
				return fail
			})
			if err != fail { //nolint:errorlint // it is handed through as it is
				t.Fatal(err)
			}
		}
		found := func(round int64) known { return known{round, "w", []seat{{ID: "s", Seen: 1}}, nil} }
		asked := m.of("a").round
		m.keep("a", found(asked), on)
		fresh("kept", "a", true)
		m.used("a", 7)
		if local && m.of("a").seats[0].Seen != clock.Instant(7) {
			t.Error("the use was not noted")
		}
		write(context.Canceled)
		fresh("after a change that failed", "a", true)
		write(nil)
		fresh("after a change", "a", false)
		m.keep("a", found(asked), on)
		fresh("kept with what was asked before the change", "a", false)
		m.keep("a", found(m.of("a").round), on)
		fresh("asked and kept again", "a", true)
		for i := range 2 * maxKept {
			m.keep(string(rune(i+1000)), found(m.of("a").round), on)
		}
		if n := len(m.kept); n > maxKept {
			t.Errorf("%d are kept", n)
		}
	})
}
