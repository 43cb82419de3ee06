package flow

import (
	"context"
	"strings"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/platform/store"
)

// sound sees that what is written down is what the ledger says, as far as the
// follower has come.
func sound(ctx context.Context, _ *op.Engine, at record.At, fault func(string, ...any)) error {
	cursor, err := ledger.Cursor(ctx, at.R, followerName, at.Workspace)
	if err != nil {
		return err
	}
	want, ties, err := anew(ctx, at, cursor)
	if err != nil {
		return err
	}
	type written struct {
		Product string `db:"product_id"`
		Item    string `db:"item_id"`
		Facts   string `db:"facts"`
	}
	err = store.Each(ctx, at.R, "select product_id, item_id, facts from flow_item where workspace_id = ? order by product_id, item_id", func(w written) error {
		key := w.Product + " " + w.Item
		if want[key] != w.Facts {
			fault("the reports know of the item %s what the ledger does not say: %q, want %q", w.Item, clip(w.Facts), clip(want[key]))
		}
		delete(want, key)
		return nil
	}, at.Workspace)
	for key := range want {
		fault("the reports do not know the item %s", key[strings.IndexByte(key, ' ')+1:])
	}
	if err != nil {
		return err
	}
	return sameTies(ctx, at, ties, fault)
}

// anew reads the facts out of the ledger.
func anew(ctx context.Context, at record.At, cursor int64) (map[string]string, []tie, error) {
	facts := map[string]string{}
	var ties []tie
	err := store.Each(ctx, at.R, "select "+ledger.Columns+" from ledger where workspace_id = ? and seq <= ? and kind in ('story', 'bug', 'task', 'spike', 'link') order by seq", func(r ledger.Row) (err error) {
		if r.Kind == "link" {
			ties, err = addTie(ties, &r)
			return err
		}
		if !isItem(&r) {
			return nil
		}
		text, err := factOf(r.At, r.Diff)
		if text != "" {
			facts[string(r.Product)+" "+r.Entity] += text
		}
		return err
	}, at.Workspace, cursor)
	return facts, ties, err
}

func sameTies(ctx context.Context, at record.At, want []tie, fault func(string, ...any)) error {
	is, err := store.All[tie](ctx, at.R, "select "+tieColumns+" from flow_tie where workspace_id = ? order by seq", at.Workspace)
	if err != nil {
		return err
	}
	if len(is) != len(want) {
		fault("the reports know %d links to features and releases, the ledger %d", len(is), len(want))
		return nil
	}
	for i := range is {
		if is[i] != want[i] {
			fault("the reports have the link %v, the ledger %v", is[i], want[i])
		}
	}
	return nil
}

func clip(s string) string { return s[:min(len(s), 200)] }
