package plan

import (
	"context"
	"encoding/json"
	"fmt"

	"throughline/internal/core/kind"
	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// RippleIn asks what would follow if a line were moved.
type RippleIn struct {
	ID    string    `json:"id" in:"query" ref:"record" v:"required" doc:"Id or key of the line."`
	Start clock.Day `json:"start" in:"query" v:"day" doc:"Where it would begin; as it is when left out."`
	End   clock.Day `json:"end" in:"query" v:"day" doc:"Where it would end; of a release and a milestone the day it would be due."`
}

// Rippled is a ripple with the lines that it is about.
type Rippled struct {
	Ripple
	Lines []Line `json:"lines" doc:"The lines that are named, as they are now."`
}

func rippleOf(ctx context.Context, v *op.View, in RippleIn) (*Rippled, error) {
	all, err := Present(ctx, v)
	if err != nil {
		return nil, err
	}
	l, to, err := all.put(ctx, v, "id", Put{ID: in.ID, Start: in.Start, End: in.End})
	if err != nil {
		return nil, err
	}
	return all.named(Follow(all.Nodes(), all.Edges(), map[string]Span{l.ID: to}), l.ID), nil
}

// Present loads the roadmap as it is now.
func Present(ctx context.Context, v *op.View) (*Roadmap, error) {
	all, err := Load(ctx, v)
	if err != nil {
		return nil, err
	}
	all.Lines = present(all.Lines)
	all.index()
	return all, nil
}

// named gives a ripple with its lines.
func (r *Roadmap) named(ripple Ripple, also ...string) *Rippled {
	out := &Rippled{Ripple: ripple, Lines: []Line{}}
	seen := map[string]bool{}
	add := func(id string) {
		if l := r.Line(id); l != nil && !seen[id] {
			seen[id] = true
			out.Lines = append(out.Lines, *l)
		}
	}
	for _, id := range also {
		add(id)
	}
	for _, m := range ripple.Moves {
		add(m.ID)
		for _, b := range m.Because {
			add(b)
		}
	}
	for _, c := range ripple.Left {
		add(c.From)
		add(c.To)
	}
	for _, ring := range ripple.Cycles {
		for _, id := range ring {
			add(id)
		}
	}
	return out
}

// Put says where a line is to stand.
type Put struct {
	ID    string    `json:"id" ref:"record" v:"required" doc:"Id or key of the line."`
	Start clock.Day `json:"start" v:"day" doc:"Where it begins; as it is when left out."`
	End   clock.Day `json:"end" v:"day" doc:"Where it ends; of a release and a milestone the day it is due. As it is when left out."`
}

// MoveIn moves lines.
type MoveIn struct {
	Lines []Put `json:"lines" v:"required,max=500" doc:"The lines to move, and where to."`
	Alone bool  `json:"alone" doc:"Leave all others where they are."`
}

// put finds the line that is to be moved, and where to.
func (r *Roadmap) put(ctx context.Context, v *op.View, field string, p Put) (*Line, Span, error) {
	row, err := v.Base(ctx, p.ID)
	if err != nil {
		return nil, Span{}, err
	}
	l := r.Line(row.ID)
	switch {
	case l == nil:
		return nil, Span{}, errs.Fieldf(field, "%s is a %s that does not stand on the roadmap", row.Key, row.Kind)
	case l.over():
		return nil, Span{}, errs.Fieldf(field, "%s is %s; what is over is not moved", row.Key, row.State)
	}
	to := l.Span()
	if p.Start != "" {
		to.Start = p.Start
	}
	if p.End != "" {
		to.End = p.End
	}
	if l.Kind == "milestone" {
		to.Start = ""
	}
	if to.Start != "" && to.End != "" && to.End < to.Start {
		return nil, Span{}, errs.Fieldf(field, "%s would end on %s, before it begins on %s", row.Key, to.End, to.Start)
	}
	return l, to, nil
}

// move puts lines elsewhere, and after them all that has to move with them. It
// takes the decisions that each of the changes takes.
func move(ctx context.Context, tx *op.Tx, in MoveIn) (*Rippled, error) {
	all, err := Present(ctx, &tx.View)
	if err != nil {
		return nil, err
	}
	moves, order := map[string]Span{}, []string{}
	for i, p := range in.Lines {
		l, to, err := all.put(ctx, &tx.View, fmt.Sprintf("lines.%d.id", i), p)
		if err != nil {
			return nil, err
		}
		if _, twice := moves[l.ID]; twice {
			return nil, errs.Fieldf(fmt.Sprintf("lines.%d.id", i), "%s is named twice", l.Key)
		}
		moves[l.ID], order = to, append(order, l.ID)
	}
	ripple := Ripple{Moves: []Move{}, Left: []Conflict{}, Cycles: [][]string{}}
	if !in.Alone {
		ripple = Follow(all.Nodes(), all.Edges(), moves)
	}
	for _, id := range order {
		if err := Apply(ctx, tx, id, all.Line(id).Patch(moves[id])); err != nil {
			return nil, err
		}
	}
	for _, m := range ripple.Moves {
		if err := Apply(ctx, tx, m.ID, all.Line(m.ID).Patch(m.To)); err != nil {
			return nil, err
		}
	}
	return all.named(ripple, order...), nil
}

// Apply changes some fields of a record, as anybody would who may.
func Apply(ctx context.Context, tx *op.Tx, id string, fields map[string]any) error {
	if len(fields) == 0 {
		return nil
	}
	raw, err := json.Marshal(fields)
	if err != nil {
		return err
	}
	_, err = tx.Within(ctx, "record.update", &kind.UpdateIn{ID: id, Patch: raw})
	return err
}
