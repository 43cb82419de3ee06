package demo_test

import (
	"testing"
	"time"

	"throughline/internal/demo"
	"throughline/internal/platform/store"
	"throughline/internal/platform/store/storetest"
	"throughline/migrations"
)

func TestY(t *testing.T) {
	for _, e := range []store.Dialect{store.SQLite, store.Postgres} {
		db := storetest.Open(t, e, migrations.Files)
		start := time.Now()
		o := options
		last := ""
		o.Progress = func(s string, d, n int) {
			if s != last {
				t.Log(e, s, d, n, time.Since(start))
				last = s
			}
		}
		_, err := demo.Make(t.Context(), db, o)
		if err != nil {
			t.Fatal(err)
		}
		t.Log(e, time.Since(start))
	}
}
