package app_test

import (
	"context"
	"encoding/json"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/core/op"
	"throughline/internal/kit/errs"
)

func TestTogetherIsOneChangeByDifferentPeople(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		call := func(who, name, title string) *op.Call {
			in, err := json.Marshal(obj{"fields": obj{"product": "LEND", "title": title, "type": "delivery"}})
			if err != nil {
				t.Fatal(err)
			}
			return &op.Call{Op: name, Workspace: w.Workspace, Actor: w.Actor(who), Input: in}
		}
		together := func(calls ...*op.Call) error {
			return w.Engine.Together(context.Background(), w.Workspace, func(run func(*op.Call) (any, error)) error {
				for _, c := range calls {
					if _, err := run(c); err != nil {
						return err
					}
				}
				return nil
			})
		}
		titles := func() int {
			var list struct{ Items []json.RawMessage }
			w.Into("nora", "record.list", obj{"q": "type:risk"}, &list)
			return len(list.Items)
		}
		// The second lacks the right: that would be a proposal, and undoes the first.
		if err := together(call("paul", "risk.create", "One"), call("dina", "risk.create", "Two")); !errs.Is(err, errs.Forbidden) {
			t.Errorf("a call without the right: %v", err)
		}
		if n := titles(); n != 0 {
			t.Errorf("%d risks were left behind", n)
		}
		first, second := call("paul", "risk.create", "One"), call("adam", "risk.create", "Two")
		if err := together(first, second); err != nil {
			t.Fatal(err)
		}
		if n := titles(); n != 2 || first.Request == second.Request {
			t.Errorf("%d risks, requests %s and %s", n, first.Request, second.Request)
		}
		if err := together(call("paul", "session.create", "Three")); !errs.Is(err, errs.Internal) {
			t.Errorf("an operation that writes plain tables: %v", err)
		}
	})
}
