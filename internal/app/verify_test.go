package app_test

import (
	"context"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/platform/store"
)

// Whatever is changed past the operations is found, and named.
func TestVerifyFindsWhatWasTamperedWith(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		story := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "Pay by card"}})
		feature := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Paying"}})
		w.Do("paul", "link.create", obj{"type": "delivers", "from": story.Key, "to": feature.Key})
		id, ws := story.ID, w.Workspace
		for _, c := range []struct {
			name, tamper, mend string
			args               []any
			says               string
		}{
			{"a title", "update record set title = title || '!' where workspace_id = ? and id = ?", "update record set title = 'Pay by card' where workspace_id = ? and id = ?", []any{ws, id}, `title is "Pay by card" in the ledger and "Pay by card!" in the tables`},
			{"a version", "update record set version = version + 1 where workspace_id = ? and id = ?", "update record set version = version - 1 where workspace_id = ? and id = ?", []any{ws, id}, "version"},
			{"a category", "update record set category = 'done' where workspace_id = ? and id = ?", "update record set category = 'todo' where workspace_id = ? and id = ?", []any{ws, id}, "with the category"},
			{"a counter", "update product_counter set next_num = next_num - 2 where workspace_id = ? and prefix = ?", "update product_counter set next_num = next_num + 2 where workspace_id = ? and prefix = ?", []any{ws, "LEND"}, "LEND-2 is given out"},
			{"the counter of rows", "update workspace set seq = seq + 1 where id = ?", "update workspace set seq = seq - 1 where id = ?", []any{ws}, "the workspace counts"},
			{"a step of the thread", "update thread_edge set type = 'x' || type where workspace_id = ? and src_id = ?", "update thread_edge set type = substr(type, 2) where workspace_id = ? and src_id = ?", []any{ws, id}, "the thread lacks the step delivers (u) from " + id},
			{"a step too many", "insert into thread_edge (workspace_id, src_id, way, dst_id, type) values (?, ?, 'u', 'nowhere', 'serves')", "delete from thread_edge where workspace_id = ? and src_id = ? and dst_id = 'nowhere'", []any{ws, id}, "which nothing stands for"},
		} {
			do := func(statement string) {
				err := w.DB.Write(context.Background(), ws, func(tx *store.Tx) error {
					n, err := tx.Exec(context.Background(), statement, c.args...)
					if err == nil && n == 0 {
						t.Errorf("%s: nothing was changed", c.name)
					}
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
			}
			do(c.tamper)
			v, err := w.Engine.Verify(context.Background(), ws)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(strings.Join(v.Faults, "\n"), c.says) {
				t.Errorf("%s: found %q, want %q", c.name, v.Faults, c.says)
			}
			do(c.mend)
		}
	})
}
