package demo_test

import (
	"testing"
	"time"

	"throughline/internal/demo"
	"throughline/internal/kit/clock"
	"throughline/internal/platform/store"
	"throughline/internal/platform/store/storetest"
	"throughline/migrations"
)

var end = clock.From(time.Date(2026, 11, 24, 15, 0, 0, 0, time.UTC))

func TestX(t *testing.T) {
	db := storetest.Open(t, store.SQLite, migrations.Files)
	start := time.Now()
	s, err := demo.Make(t.Context(), db, demo.Options{End: end})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(time.Since(start), s.Counts, s.From, s.To)
}
