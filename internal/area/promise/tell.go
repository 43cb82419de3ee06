package promise

import (
	"context"
	"slices"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/core/watch"
	"throughline/internal/platform/store"
)

// promiseNews tells of a promise that turned: the promiser first and alone; the
// product managers, with whoever watches it, when it was passed on. Of all else
// those hear whom a change of any record concerns.
func promiseNews(ctx context.Context, at record.At, access *right.Access, row *ledger.Row) ([]op.Told, bool, error) {
	if row.Operation != watching {
		return nil, true, nil
	}
	promiser, err := store.All[string](ctx, at.R, "select said_by from promise where workspace_id = ? and id = ? and said_by is not null", at.Workspace, row.Entity)
	if err != nil {
		return nil, false, err
	}
	if set(row, "escalatedAt") {
		near, err := watch.Near(ctx, at, string(row.Record))
		others := append(access.Holding([]string{right.ProductManager}, string(row.Product)), near...)
		others = slices.DeleteFunc(others, func(m string) bool { return slices.Contains(promiser, m) })
		return watch.Tell(watch.Alarm, others...), false, err
	}
	if set(row, "riskAt") {
		return watch.Tell(watch.Alarm, promiser...), false, nil
	}
	return watch.Tell(watch.Watched, promiser...), false, nil // it eased
}

// set says whether a change gave a field a value.
func set(row *ledger.Row, field string) bool {
	c, ok := row.Diff[field]
	return ok && string(c[1]) != "null"
}
