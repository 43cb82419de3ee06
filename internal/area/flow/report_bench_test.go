package flow_test

import (
	"context"
	"fmt"
	"strconv"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/core/ledger"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
	"throughline/internal/platform/store/storetest"
	"throughline/migrations"
)

// The whole past of a product with 100,000 items, which is what the facts of
// 500,000 ledger rows come to; on each database.
func BenchmarkReports(b *testing.B) {
	for _, engine := range []store.Dialect{store.SQLite, store.Postgres} {
		b.Run(string(engine), func(b *testing.B) { reports(b, storetest.Open(b, engine, migrations.Files)) })
	}
}

func reports(b *testing.B, db *store.DB) {
	b.Helper()
	w := apptest.New(b, db)
	product := w.Do("nora", "product.show", obj{"id": "LEND"}).ID
	// What no ledger says would be found when the world is checked.
	b.Cleanup(func() {
		change(b, w, func(tx *store.Tx) error {
			_, err := tx.Exec(context.Background(), "delete from flow_item where workspace_id = ?", w.Workspace)
			return err
		})
	})
	fill(b, w, product, 100_000)
	b.Run("the first question", func(b *testing.B) {
		for b.Loop() {
			w.Anew().Do("nora", "flow.cumulative", obj{"product": "LEND"})
		}
	})
	for _, name := range []string{"flow.cumulative", "flow.burn", "flow.cycletime"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				w.Do("nora", name, obj{"product": "LEND"})
			}
		})
	}
}

func change(b *testing.B, w *apptest.World, fn func(tx *store.Tx) error) {
	b.Helper()
	if err := w.DB.Write(context.Background(), w.Workspace, fn); err != nil {
		b.Fatal(err)
	}
}

// fill writes the facts of items that took a year and a half.
func fill(b *testing.B, w *apptest.World, product string, items int) {
	b.Helper()
	end := int64(apptest.Start) / 1000
	states := []string{"sready\tct", "sin progress\tcw", "sin review\tcw", "sdone\tcd"}
	at := func(i, step int) string {
		const span = 540 * 24 * 3600 * 1000
		return strconv.FormatInt(end-span+int64(i)*(span/int64(items))+int64(step)*36e5*9, 36)
	}
	for from := 0; from < items; from += 1000 {
		change(b, w, func(tx *store.Tx) error {
			for i := from; i < from+1000; i++ {
				facts := at(i, 0) + "\tkstory\tsnew\tct\te3\n"
				for n, s := range states {
					facts += at(i, n+1) + "\t" + s + "\n"
				}
				if _, err := tx.Exec(b.Context(), "insert into flow_item (workspace_id, product_id, item_id, seq, facts) values (?, ?, ?, ?, ?)", w.Workspace, product, id.Of(fmt.Sprint(i)), i, facts); err != nil {
					return err
				}
			}
			return nil
		})
	}
	change(b, w, func(tx *store.Tx) error {
		last, err := ledger.Last(b.Context(), &tx.Reader, w.Workspace)
		if err == nil {
			err = ledger.SetCursor(b.Context(), tx, "flow", w.Workspace, last)
		}
		return err
	})
}
