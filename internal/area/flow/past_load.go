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

// load reads the past: what is written down, and what the ledger has beyond it.
func (s source) load(ctx context.Context) (*past, []tie, error) {
	// The place of the follower comes first: what it writes meanwhile is then
	// read twice, which the seq of each item tells, and never missed.
	cursor, err := ledger.Cursor(ctx, s.R, followerName, s.Workspace)
	if err != nil {
		return nil, nil, err
	}
	p := newPast()
	if err := s.written(ctx, p); err != nil {
		return nil, nil, err
	}
	ties, err := store.All[tie](ctx, s.R, "select "+tieColumns+" from flow_tie where workspace_id = ? and product_id = ? order by seq", s.Workspace, s.product)
	if err != nil {
		return nil, nil, err
	}
	rows, err := tail(ctx, s.At, cursor)
	if err != nil {
		return nil, nil, err
	}
	if len(rows) > tailLimit {
		return nil, nil, errs.New(errs.Unavailable, "The reports are being brought up to date with many changes at once, an import perhaps. Ask again in a minute.")
	}
	ties, err = s.unwritten(p, ties, rows)
	return p, ties, err
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
	p.items = make([]item, 0, strings.Count(text, "#"))
	for text != "" {
		head, rest, _ := strings.Cut(text[1:], "\n")
		id, number, _ := strings.Cut(head, " ")
		seq, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return errs.Cause(errs.Internal, err, "flow: the head of an item")
		}
		// No fact begins with "#", and a line break stands only between facts.
		facts := rest
		if end := strings.Index(rest, "\n#"); end >= 0 {
			facts, text = rest[:end+1], rest[end+1:]
		} else {
			text = ""
		}
		if err := p.read(id, seq, facts, s.until); err != nil {
			return err
		}
	}
	return nil
}

// unwritten adds what the ledger says beyond what is written down.
func (s source) unwritten(p *past, ties []tie, rows []ledger.Row) ([]tie, error) {
	only := map[string]bool{}
	for _, id := range s.only {
		only[id] = true
	}
	for i := range rows {
		r := &rows[i]
		if string(r.Product) != s.product {
			continue
		}
		var err error
		switch {
		case r.Kind == "link":
			ties, err = addTie(ties, r)
		case isItem(r) && (s.only == nil || only[r.Entity]):
			err = s.add(p, r)
		}
		if err != nil {
			return nil, err
		}
	}
	return ties, nil
}

func (s source) add(p *past, r *ledger.Row) error {
	text, err := factOf(r.At, r.Diff)
	if err != nil || text == "" {
		return err
	}
	it, known := p.find(r.Entity)
	if !known {
		p.byID[r.Entity] = len(p.items)
		return p.read(r.Entity, r.Seq, text, s.until)
	}
	if r.Seq <= it.seq {
		return nil
	}
	*it, err = p.more(*it, text, s.until)
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
