package store_test

import (
	"strings"
	"testing"

	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
	"throughline/internal/platform/store/storetest"
	"throughline/migrations"
)

// TestWordsReachEveryProcessOnce opens one database several times, as
// processes do.
func TestWordsReachEveryProcessOnce(t *testing.T) {
	t.Parallel()
	for _, engine := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			o := storetest.Options(t, engine, migrations.Files)
			processes := 1
			if engine == store.Postgres {
				processes = 3
			}
			var all []*store.DB
			heard := make([]chan string, processes)
			there := make([]chan struct{}, processes)
			for i := range processes {
				if i > 0 {
					o.Dir = t.TempDir()
				}
				db, err := store.Open(t.Context(), o)
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { _ = db.Close() })
				heard[i], there[i] = make(chan string, 10), make(chan struct{}, 1)
				db.OnWord(func(word string) {
					if word != knock {
						heard[i] <- word
						return
					}
					select {
					case there[i] <- struct{}{}:
					default: // it is known already; however often one knocks, nobody waits
					}
				})
				all = append(all, db)
			}
			connected(t, all[0], there)
			for _, word := range []string{"one", "two ünï"} {
				if err := all[0].Say(t.Context(), word); err != nil {
					t.Fatal(err)
				}
			}
			if err := all[0].Say(t.Context(), "end"); err != nil {
				t.Fatal(err)
			}
			for i := range heard {
				got := ""
				for word := range heard[i] {
					if word == "end" {
						break
					}
					got += word + ";"
				}
				if got != "one;two ünï;" {
					t.Errorf("process %d heard %q", i, got)
				}
			}
			if err := all[0].Say(t.Context(), strings.Repeat("x", 8000)); !errs.Is(err, errs.TooLarge) {
				t.Errorf("a long word: %v", err)
			}
		})
	}
}

// knock is said until everybody has heard it.
const knock = "there?"

// connected waits until every process hears the others.
func connected(t *testing.T, db *store.DB, there []chan struct{}) {
	t.Helper()
	for _, ch := range there {
		for heard := false; !heard; {
			if err := db.Say(t.Context(), knock); err != nil {
				t.Fatal(err)
			}
			select {
			case <-ch:
				heard = true
			default:
			}
		}
	}
}
