package flow

import (
	"context"
	"encoding/json"

	"throughline/internal/core/ledger"
	"throughline/internal/core/link"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/platform/store"
)

// followerName is the follower that keeps the facts.
const followerName = "flow"

// keep writes down what new rows of the ledger say of items.
func keep(ctx context.Context, tx *store.Tx, workspace string, rows []ledger.Row) error {
	type key struct{ product, item string }
	facts := map[key]string{}
	last := map[key]int64{}
	var order []key
	for i := range rows {
		r := &rows[i]
		if r.Kind == "link" {
			if err := keepTie(ctx, tx, workspace, r); err != nil {
				return err
			}
			continue
		}
		if !isItem(r) {
			continue
		}
		text, err := factOf(r.At, r.Diff)
		if err != nil {
			return err
		}
		if text == "" {
			continue
		}
		k := key{string(r.Product), r.Entity}
		if _, known := facts[k]; !known {
			order = append(order, k)
		}
		facts[k] += text
		last[k] = r.Seq
	}
	for _, k := range order {
		_, err := tx.Exec(ctx, "insert into flow_item (workspace_id, product_id, item_id, seq, facts) values (?, ?, ?, ?, ?) "+
			"on conflict (workspace_id, product_id, item_id) do update set seq = excluded.seq, facts = flow_item.facts || excluded.facts",
			workspace, k.product, k.item, last[k], facts[k])
		if err != nil {
			return err
		}
	}
	return nil
}

// tie is a link that says to which feature or release something belonged.
type tie struct {
	Seq    int64         `db:"seq"`
	Link   string        `db:"link_id"`
	Type   string        `db:"type"`
	From   string        `db:"from_id"`
	To     string        `db:"to_id"`
	MadeAt clock.Instant `db:"made_at"`
	CutAt  clock.Instant `db:"cut_at"`
	CutSeq int64         `db:"cut_seq"`
}

const tieColumns = "seq, link_id, type, from_id, to_id, made_at, cut_at, cut_seq"

// tied says what a row of the ledger does to a tie: which it makes, or which
// link it cuts.
func tied(r *ledger.Row) (made *tie, cut bool, err error) {
	if r.Act == ledger.Delete {
		return nil, true, nil
	}
	if r.Act != ledger.Create {
		return nil, false, nil
	}
	t := &tie{Seq: r.Seq, Link: r.Entity, MadeAt: r.At}
	for field, to := range map[string]*string{"type": &t.Type, "from": &t.From, "to": &t.To} {
		if *to, err = unquote(r.Diff[field][1]); err != nil {
			return nil, false, err
		}
	}
	if t.Type != link.Delivers && t.Type != link.ShipsIn {
		return nil, false, nil
	}
	return t, false, nil
}

func keepTie(ctx context.Context, tx *store.Tx, workspace string, r *ledger.Row) error {
	made, cut, err := tied(r)
	switch {
	case err != nil:
		return err
	case cut:
		_, err = tx.Exec(ctx, "update flow_tie set cut_at = ?, cut_seq = ? where workspace_id = ? and link_id = ? and cut_seq = 0", int64(r.At), r.Seq, workspace, r.Entity)
	case made != nil:
		_, err = tx.Exec(ctx, "insert into flow_tie (workspace_id, product_id, seq, link_id, type, from_id, to_id, made_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
			workspace, string(r.Product), made.Seq, made.Link, made.Type, made.From, made.To, int64(made.MadeAt))
	}
	return err
}

func unquote(raw []byte) (s string, err error) {
	if len(raw) == 0 || string(raw) == "null" {
		return "", nil
	}
	err = json.Unmarshal(raw, &s)
	return s, err
}

// tailLimit bounds how many rows of the ledger are read that are not written
// down yet; a follower is seldom more than a few behind.
const tailLimit = 50_000

// tail gives the rows of the ledger that the follower has still to see, as far
// as they may be of use.
func tail(ctx context.Context, at record.At, after int64) ([]ledger.Row, error) {
	return store.All[ledger.Row](ctx, at.R, "select "+ledger.Columns+" from ledger where workspace_id = ? and seq > ? and kind in ('story', 'bug', 'task', 'spike', 'link') order by seq limit ?",
		at.Workspace, after, tailLimit+1)
}
