package link

import (
	"context"
	"reflect"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/id"
)

// The thread has two ways: up towards why (what a thing serves, and whose
// words stand behind it) and down towards what came of it (what serves it,
// with what it ships). Links point from the one that depends, which is not
// always the same direction, so each link is kept as edges that say which way
// they lead. A metric is a last step: it is shown beside what it measures,
// and not walked beyond.
//
// Edges are an index: they follow from links and from reference fields tagged
// `thread:"up"` or `thread:"down"`, in the transaction that changes those.

type step struct {
	forward  string // the way from the link's from to its to
	backward string // the way back; "" when it is not walked
}

var steps = map[string]step{
	Serves:    {"u", "d"},
	Delivers:  {"u", "d"},
	Addresses: {"u", "d"},
	Evidence:  {"d", "u"},
	ShipsIn:   {"d", "u"},
	Measures:  {"u", "m"},
}

// edges is called inside each change, after the row is written.
func edges(ctx context.Context, tx *op.Tx, t *record.Type, _ ledger.Act, before, after record.Thing) error {
	if l, ok := before.(*Link); ok {
		if err := join(ctx, tx, steps[l.Type], l.Type, l.From, l.To, false); err != nil {
			return err
		}
	}
	if l, ok := after.(*Link); ok {
		return join(ctx, tx, steps[l.Type], l.Type, l.From, l.To, true)
	}
	if t.Part {
		return nil
	}
	return references(ctx, tx, t, before, after)
}

// references keeps the edges that follow from tagged reference fields.
func references(ctx context.Context, tx *op.Tx, t *record.Type, before, after record.Thing) error {
	for _, f := range t.Shape.Fields {
		if f.Thread == "" || f.Type != reflect.TypeFor[id.Ref]() {
			continue
		}
		was, is := "", t.Shape.Value(after, f).String()
		if before != nil {
			was = t.Shape.Value(before, f).String()
		}
		if was == is {
			continue
		}
		s := step{"u", "d"}
		if f.Thread == "down" {
			s = step{"d", "u"}
		}
		self := after.Self().ID
		if was != "" {
			if err := join(ctx, tx, s, f.Name, self, was, false); err != nil {
				return err
			}
		}
		if is != "" {
			if err := join(ctx, tx, s, f.Name, self, is, true); err != nil {
				return err
			}
		}
	}
	return nil
}

// join adds or removes the two edges of one link.
func join(ctx context.Context, tx *op.Tx, s step, kind, from, to string, add bool) error {
	for _, e := range [][3]string{{from, s.forward, to}, {to, s.backward, from}} {
		if e[1] == "" {
			continue
		}
		query := "delete from thread_edge where workspace_id = ? and src_id = ? and way = ? and dst_id = ? and type = ?"
		if add {
			query = "insert into thread_edge (workspace_id, src_id, way, dst_id, type) values (?, ?, ?, ?, ?) on conflict (workspace_id, src_id, way, dst_id, type) do nothing"
		}
		if err := tx.Index(ctx, query, tx.Workspace, e[0], e[1], e[2], kind); err != nil {
			return err
		}
	}
	return nil
}
