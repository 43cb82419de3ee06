package faults_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// TestCrowd writes in many more workspaces than there are connections, all at
// once: every one of them must get its turn.
func TestCrowd(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		const workspaces, rounds = 60, 3
		ids := make([]string, workspaces)
		for i := range ids {
			ids[i] = w.Found(fmt.Sprintf("crowd-%d", i))
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		var all sync.WaitGroup
		for _, ws := range ids {
			all.Go(func() {
				for i := range rounds {
					err := w.DB.Write(ctx, ws, func(tx *store.Tx) error {
						_, err := tx.Exec(ctx, "insert into idempotency (workspace_id, member_id, name, hash, status, answer, at) values (?, '', ?, '', 200, '', 0)", ws, id.New(clock.Instant(i)))
						return err
					})
					if err != nil {
						t.Errorf("%s: %v", ws, err)
						return
					}
				}
			})
		}
		done := make(chan struct{})
		go func() {
			all.Wait()
			close(done)
		}()
		select {
		case <-done:
		case <-ctx.Done():
			t.Fatal("some workspaces never got their turn")
		}
	})
}
