package flow

import (
	"context"
	"strconv"
	"strings"

	"throughline/internal/core/ledger"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// The facts of a whole product come as one text, each item's after a line with
// its id and seq: putting it together in the database takes a fraction of what
// a hundred thousand rows take to fetch.
const wholePast = "select coalesce(string_agg('#' || item_id || ' ' || seq || '\n' || facts, ''), '') from flow_item where workspace_id = ? and product_id = ?"

const fewPast = "select coalesce(string_agg('#' || item_id || ' ' || seq || '\n' || facts, ''), '') from flow_item where workspace_id = ? and product_id = ? and item_id in ("

// source is what a past is read from.
type source struct {
	record.At
	product string
	until   clock.Instant // what happened later is left out
	only    []string      // of these items alone; nil for all
}

// ties reads which items belonged to which feature and release.
func (s source) ties(ctx context.Context) ([]tie, error) {
	return store.All[tie](ctx, s.R, "select "+tieColumns+" from flow_tie where workspace_id = ? and product_id = ? order by seq", s.Workspace, s.product)
}

// load reads the past: what is written down, and what the ledger has beyond it.
// only, asked once the ties are known, may keep to a few items.
func (s source) load(ctx context.Context, only func([]tie) []string) (*kept, error) {
	// The place of the follower comes first: what it writes meanwhile is then
	// read twice, which the seq of each item tells, and never missed.
	cursor, err := ledger.Cursor(ctx, s.R, followerName, s.Workspace)
	if err != nil {
		return nil, err
	}
	k := &kept{past: newPast()}
	if k.ties, err = s.ties(ctx); err != nil {
		return nil, err
	}
	rows, err := tail(ctx, s.At, cursor)
	if err != nil {
		return nil, err
	}
	if len(rows) > tailLimit {
		return nil, errs.New(errs.Unavailable, "The reports are being brought up to date with many changes at once, an import perhaps. Ask again in a minute.")
	}
	for i := range rows {
		if rows[i].Kind != "link" || string(rows[i].Product) != s.product {
			continue
		}
		if k.ties, err = addTie(k.ties, &rows[i]); err != nil {
			return nil, err
		}
	}
	s.only = only(k.ties)
	if err := s.written(ctx, k.past); err != nil {
		return nil, err
	}
	if err := s.unwritten(k.past, rows); err != nil || s.only != nil {
		return k, err
	}
	return k, k.mark(ctx, s, rows, cursor)
}

// mark notes as far as which row of the ledger a past goes.
func (k *kept) mark(ctx context.Context, s source, rows []ledger.Row, cursor int64) error {
	if len(rows) > 0 {
		k.seq, k.request = rows[len(rows)-1].Seq, rows[len(rows)-1].Request
		return nil
	}
	there, err := store.All[string](ctx, s.R, "select request from ledger where workspace_id = ? and seq = ?", s.Workspace, cursor)
	if len(there) > 0 {
		k.seq, k.request = cursor, there[0]
	}
	return err
}

func (s source) written(ctx context.Context, p *past) error {
	query, args := wholePast, []any{s.Workspace, s.product}
	if s.only != nil {
		if len(s.only) == 0 {
			return nil
		}
		marks, some := record.Among(s.only)
		query, args = fewPast+marks+")", append(args, some...)
	}
	text, err := store.One[string](ctx, s.R, query, args...)
	if err != nil {
		return err
	}
	return s.decode(p, text)
}

// decode reads the facts of many items. Their changes share one long list.
func (s source) decode(p *past, text string) error {
	items := strings.Count(text, "\n#") + min(1, len(text))
	p.items = make([]item, 0, items)
	all := make([]change, 0, max(0, strings.Count(text, "\n")-items))
	for text != "" {
		end := strings.IndexByte(text, '\n')
		id, number, _ := strings.Cut(text[1:max(1, end)], " ")
		seq, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return errs.Cause(errs.Internal, err, "flow: the head of an item")
		}
		// A time never begins with "#", so that the next one begins an item.
		facts, from := text[end+1:], len(all)
		next := strings.Index(facts, "\n#") + 1
		if next == 0 {
			next = len(facts)
		}
		facts, text = facts[:next], facts[next:]
		one, err := p.more(all[from:from], facts, s.until)
		if err != nil {
			return errs.Cause(errs.Internal, err, "flow: a fact of %s", id)
		}
		all = all[:min(from+len(one), cap(all))]
		p.items = append(p.items, item{id: id, seq: seq, changes: one[:len(one):len(one)]})
	}
	return nil
}

// unwritten adds what the ledger says of items beyond what is written down.
func (s source) unwritten(p *past, rows []ledger.Row) error {
	only := map[string]bool{}
	for _, id := range s.only {
		only[id] = true
	}
	at := map[string]int{}
	if len(rows) > 0 {
		for i := range p.items {
			at[p.items[i].id] = i
		}
	}
	for i := range rows {
		r := &rows[i]
		if string(r.Product) != s.product || !isItem(r) || s.only != nil && !only[r.Entity] {
			continue
		}
		if err := s.add(p, r, at); err != nil {
			return err
		}
	}
	return nil
}

// add puts a row of the ledger into the past; at are the places of the items.
func (s source) add(p *past, r *ledger.Row, at map[string]int) error {
	text, err := factOf(r.At, r.Diff)
	if err != nil || text == "" {
		return err
	}
	n, known := at[r.Entity]
	if !known {
		n = len(p.items)
		at[r.Entity] = n
		p.items = append(p.items, item{id: r.Entity})
	}
	it := &p.items[n]
	if r.Seq <= it.seq {
		return nil
	}
	it.changes, err = p.more(it.changes, text, s.until)
	it.seq = r.Seq
	return err
}

func addTie(ties []tie, r *ledger.Row) ([]tie, error) {
	made, cut, err := tied(r)
	if err != nil {
		return nil, err
	}
	if cut {
		for i := range ties {
			if ties[i].Link == r.Entity && ties[i].CutSeq == 0 {
				ties[i].CutAt, ties[i].CutSeq = r.At, r.Seq
			}
		}
	}
	if made != nil && (len(ties) == 0 || ties[len(ties)-1].Seq < made.Seq) {
		ties = append(ties, *made)
	}
	return ties, nil
}
