package app_test

import (
	"context"
	"errors"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/platform/store"
)

// TestRightsOfAChangeThatWasTakenBack reads rights inside a change that fails.
// The next change gets the same number; its rights are its own.
func TestRightsOfAChangeThatWasTakenBack(t *testing.T) {
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		ctx := context.Background()
		cache := right.NewCache()
		const next = "update workspace set access_seq = seq where id = ?"
		w.Do("tess", "story.create", obj{"fields": obj{"product": "LEND", "title": "Something that is later than all rights"}})
		dina := w.Actor("dina").Member
		back := errors.New("taken back")
		err := w.DB.Write(ctx, w.Workspace, func(tx *store.Tx) error {
			if _, err := tx.Exec(ctx, "update member set role = 'admin' where workspace_id = ? and id = ?", w.Workspace, dina); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, next, w.Workspace); err != nil {
				return err
			}
			a, err := cache.Access(ctx, record.At{R: &tx.Reader, Workspace: w.Workspace})
			if err != nil {
				return err
			}
			if m, _ := a.Member(dina); m.Role != right.Admin {
				t.Errorf("a change does not see what it wrote: dina is %q", m.Role)
			}
			return back
		})
		if !errors.Is(err, back) {
			t.Fatal(err)
		}
		holds := func(r *store.Reader) error {
			a, err := cache.Access(ctx, record.At{R: r, Workspace: w.Workspace})
			if err == nil {
				if m, _ := a.Member(dina); m.Role != right.Plain {
					t.Errorf("dina is %q by rights that were never committed", m.Role)
				}
			}
			return err
		}
		err = w.DB.Write(ctx, w.Workspace, func(tx *store.Tx) error {
			if _, err := tx.Exec(ctx, next, w.Workspace); err != nil {
				return err
			}
			return holds(&tx.Reader)
		})
		if err != nil {
			t.Fatal(err)
		}
		if err = w.DB.Read(ctx, w.Workspace, holds); err != nil {
			t.Fatal(err)
		}
	})
}
