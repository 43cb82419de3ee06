// Package link joins records: typed links from the one that depends to the
// one it depends on, and the thread that they make.
//
// Words it owns: link, thread, gap.
package link

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// The types of link.
const (
	Serves     = "serves"
	Evidence   = "evidence"
	Addresses  = "addresses"
	Delivers   = "delivers"
	ShipsIn    = "ships in"
	Measures   = "measures"
	Blocks     = "blocks"
	Duplicates = "duplicates"
	Relates    = "relates"
	SplitFrom  = "split from"
	Drives     = "drives"
	KeptBy     = "kept by"
	Launches   = "launches"
)

// Words are how a type of link reads from the record it goes from, and from the
// one it goes to.
var Words = map[string][2]string{
	Serves:     {"serves", "is served by"},
	Evidence:   {"is evidence for", "has as evidence"},
	Addresses:  {"addresses", "is addressed by"},
	Delivers:   {"delivers", "is delivered by"},
	ShipsIn:    {"ships in", "ships"},
	Measures:   {"measures", "is measured by"},
	Blocks:     {"blocks", "is blocked by"},
	Duplicates: {"duplicates", "is duplicated by"},
	Relates:    {"relates to", "relates to"},
	SplitFrom:  {"was split from", "was split into"},
	Drives:     {"drives", "is driven by"},
	KeptBy:     {"is kept by", "keeps"},
	Launches:   {"launches", "is launched by"},
}

// Steps are the kinds in the order of the thread, from why to what came of it;
// kinds of one step stand side by side.
var Steps = [][]string{
	{"product"}, {"pillar"}, {"objective"}, {"feedback", "testsession"}, {"insight"}, {"opportunity"}, {"initiative"}, {"feature"},
	{"story", "bug", "task", "spike"}, {"sprint"}, {"verdict"}, {"release"}, {"metric"},
}

// Link joins the record it belongs to (from) to another.
type Link struct {
	record.Part
	Type string `db:"type" json:"type" by:"link.make" v:"required,max=30"`
	From string `db:"from_id" json:"from" ref:"record" by:"link.make" v:"required"`
	To   string `db:"to_id" json:"to" ref:"record" by:"link.make" v:"required"`
	Kind string `db:"to_kind" json:"toKind" doc:"The kind of the record it goes to."`
}

// CreateIn joins two records.
type CreateIn struct {
	ID   string `json:"id" ref:"-" doc:"Made by the caller, or left out."`
	Type string `json:"type" v:"required" doc:"serves, evidence, addresses, delivers, ships in, measures, blocks, duplicates or relates."`
	From string `json:"from" ref:"record" v:"required" doc:"Id or key of the record that depends."`
	To   string `json:"to" ref:"record" v:"required" doc:"Id or key of the record it depends on."`
}

// Ref names a link.
type Ref struct {
	ID string `json:"id" in:"path" v:"required"`
}

// Register adds links and the thread.
func Register(r *op.Registry) {
	op.AddPart[Link](r, "link")
	op.Do(r, "link.create", func(ctx context.Context, tx *op.Tx, in CreateIn) (*Link, error) {
		return Make(ctx, tx, in)
	}, op.Says("Join two records by a typed link."))
	op.Do(r, "link.delete", remove, op.Says("Take a link away."))
	op.Ask(r, "record.links", listLinks, op.Says("List the links of a record, both ways."), op.At("GET", "/api/v1/records/{id}/links"))
	op.Ask(r, "record.thread", threadOf, op.Says("Walk the thread of a record, up and down, with its gaps."), op.At("GET", "/api/v1/records/{id}/thread"))
	r.With(edges)
	r.Invariant(sound)
	for _, l := range generic {
		r.AllowLink(l)
	}
}

// generic links join anything.
var generic = []op.LinkRule{
	{Type: Blocks, Decision: "link.make"},
	{Type: Duplicates, Decision: "link.make"},
	{Type: Relates, Decision: "link.make"},
}

// rule finds the rule that allows a link, or says what would be allowed.
func rule(r *op.Registry, kind, from, to string) (op.LinkRule, error) {
	var types, hints []string
	for _, l := range r.Links() {
		if !slices.Contains(types, l.Type) {
			types = append(types, l.Type)
		}
		if l.Type != kind {
			continue
		}
		if fits(l.From, from) && fits(l.To, to) {
			return l, nil
		}
		hints = append(hints, strings.Join(l.From, ", ")+" → "+strings.Join(l.To, ", "))
	}
	if len(hints) == 0 {
		return op.LinkRule{}, errs.Fieldf("type", "%q is not a type of link; use one of %s", kind, strings.Join(types, ", "))
	}
	return op.LinkRule{}, errs.Fieldf("type", "a %s cannot have a link %q to a %s; allowed: %s", from, kind, to, strings.Join(hints, "; "))
}

func fits(kinds []string, kind string) bool { return len(kinds) == 0 || slices.Contains(kinds, kind) }

// Make joins two records. Joining what is joined already changes nothing.
func Make(ctx context.Context, tx *op.Tx, in CreateIn) (*Link, error) {
	from, err := tx.Base(ctx, in.From)
	if err != nil {
		return nil, err
	}
	to, err := tx.Base(ctx, in.To)
	if err != nil {
		return nil, err
	}
	if from.ID == to.ID {
		return nil, errs.Fieldf("to", "a record cannot be joined to itself")
	}
	allowed, err := rule(tx.Engine.Reg, in.Type, from.Kind, to.Kind)
	if err != nil {
		return nil, err
	}
	there, err := record.Where[Link](ctx, tx.At, "d.type = ? and d.from_id = ? and d.to_id = ?", in.Type, from.ID, to.ID)
	if err != nil {
		return nil, err
	}
	if len(there) > 0 {
		return &there[0], nil
	}
	if err := acyclic(ctx, tx, in.Type, from, to); err != nil {
		return nil, err
	}
	l := &Link{Type: in.Type, From: from.ID, To: to.ID, Kind: to.Kind}
	l.ID, l.Product, l.Record = in.ID, from.Product, id.Ref(from.ID)
	return l, decided(ctx, tx, allowed, from, to, func() error {
		if err := tx.Insert(ctx, l); err != nil || allowed.Made == nil {
			return err
		}
		return allowed.Made(ctx, tx, from, to)
	})
}

// decided makes a change under the decision that a rule names for one link.
func decided(ctx context.Context, tx *op.Tx, l op.LinkRule, from, to *record.Row, change func() error) error {
	by := l.Decision
	if l.Decide != nil {
		d, err := l.Decide(ctx, &tx.View, from, to)
		if err != nil {
			return err
		}
		if d != "" {
			by = d
		}
	}
	defer tx.Covered(by)()
	return change()
}

func remove(ctx context.Context, tx *op.Tx, in Ref) (*Link, error) {
	l, err := op.Find[Link](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	from, err := record.Base(ctx, tx.At, l.From)
	if err != nil {
		return nil, err
	}
	to, err := record.Base(ctx, tx.At, l.To)
	if err != nil {
		return nil, err
	}
	// A link whose kinds do not fit any more is anybody's to clear away who
	// may make links at all.
	allowed, err := rule(tx.Engine.Reg, l.Type, from.Kind, to.Kind)
	if err != nil {
		allowed = op.LinkRule{Decision: "link.make"}
	}
	return l, decided(ctx, tx, allowed, from, to, func() error { return tx.Delete(ctx, l) })
}
