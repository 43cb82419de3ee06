package refinement

import (
	"context"

	"throughline/internal/area/backlog"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/page"
)

// roundsShown bounds how many rounds about one item the table shows.
const roundsShown = 20

// NowIn asks for the table.
type NowIn struct {
	ID string `json:"id" in:"path" v:"required" doc:"Id or key of the refinement."`
}

// Now is the table of a refinement as the caller sees it.
type Now struct {
	Scale   []string          `json:"scale" ref:"-" doc:"The values one votes with."`
	Rounds  []Told            `json:"rounds" doc:"About the item that has its turn, newest first."`
	Waiting []string          `json:"waiting" ref:"member" doc:"Who is there to vote in the open round and has not."`
	Mine    string            `json:"mine" doc:"Your own vote in the newest round; empty when you have not voted."`
	Missing []backlog.Missing `json:"missing" doc:"What the item lacks to be ready."`
}

// now shows the table. What others voted in the open round is not on it.
func now(ctx context.Context, v *op.View, in NowIn) (*Now, error) {
	r, err := op.Find[Refinement](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	out := &Now{Rounds: []Told{}, Waiting: []string{}, Missing: []backlog.Missing{}}
	if out.Scale, err = stepsOf(ctx, v, string(r.Product)); err != nil || r.Current == "" {
		return out, err
	}
	found, err := record.Where[Round](ctx, v.At, "d.refinement_id = ? and d.record_id = ? order by d.number desc, d.id desc limit ?", r.ID, string(r.Current), roundsShown)
	if err != nil {
		return nil, err
	}
	for _, one := range found {
		out.Rounds = append(out.Rounds, *tell(one))
	}
	if len(found) > 0 {
		if found[0].State == Open {
			out.Scale, out.Waiting = found[0].Scale, waiting(r, &found[0])
		}
		if out.Mine, err = mine(ctx, v, &found[0]); err != nil {
			return nil, err
		}
	}
	items, err := record.Where[backlog.Item](ctx, v.At, "r.id = ?", string(r.Current))
	if err != nil || len(items) == 0 {
		return out, err
	}
	missing, err := backlog.Lacking(ctx, v, items)
	if err == nil {
		out.Missing = missing[items[0].ID]
	}
	return out, err
}

// RoundsIn asks for rounds.
type RoundsIn struct {
	Item       string `json:"item" in:"query" ref:"record" doc:"Id or key of an item: only rounds about it."`
	Refinement string `json:"refinement" in:"query" ref:"refinement" doc:"Id or key of a refinement: only its rounds."`
	Limit      int    `json:"limit" in:"query"`
	Cursor     string `json:"cursor" in:"query"`
}

func rounds(ctx context.Context, v *op.View, in RoundsIn) (page.Page[Told], error) {
	var none page.Page[Told]
	limit, err := page.Limit(in.Limit)
	if err != nil {
		return none, err
	}
	if in.Item+in.Refinement == "" {
		return none, errs.Fieldf("item", "name an item or a refinement")
	}
	where, args := "1 = 1", []any{}
	for _, by := range []struct{ ref, column string }{{in.Item, "d.record_id"}, {in.Refinement, "d.refinement_id"}} {
		if by.ref == "" {
			continue
		}
		row, err := v.Base(ctx, by.ref)
		if err != nil {
			return none, err
		}
		where, args = where+" and "+by.column+" = ?", append(args, row.ID)
	}
	mark := page.MarkOf("round.list", v.Workspace, in.Item, in.Refinement)
	if in.Cursor != "" {
		c, err := page.Resume(in.Cursor, mark)
		if err != nil {
			return none, err
		}
		where, args = where+" and d.id < ?", append(args, c.ID)
	}
	found, err := op.Where[Round](ctx, v, where+" order by d.id desc limit ?", append(args, limit+1)...)
	if err != nil {
		return none, err
	}
	out := make([]Told, len(found))
	for i, r := range found {
		out[i] = *tell(r)
	}
	return page.Cut(out, limit, func(t Told) page.Cursor { return page.Cursor{Of: mark, ID: t.Round.ID} }), nil
}
