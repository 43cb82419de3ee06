package plan

import (
	"context"

	"throughline/internal/core/op"
)

// OddsIn asks for the odds of the lines of a roadmap.
type OddsIn struct{ In }

// Odds are the odds of lines.
type Odds struct {
	Items []Chance `json:"items" doc:"One for each line that can be forecast; before and after are the same."`
	Rule  string   `json:"rule" doc:"How it was computed, in words."`
}

const oddsRule = "Each line is done when all its open items are, in the order of the backlog and at the pace of its own team's past. A line without items cannot be forecast."

// oddsOf forecasts the lines that are open: asked for by itself, so that the
// roadmap need not wait for it.
func oddsOf(outlooks Outlooks) func(context.Context, *op.View, OddsIn) (*Odds, error) {
	return func(ctx context.Context, v *op.View, in OddsIn) (*Odds, error) {
		all, err := Present(ctx, v)
		if err != nil {
			return nil, err
		}
		products, err := in.products(ctx, v)
		if err != nil {
			return nil, err
		}
		out := &Odds{Items: []Chance{}, Rule: oddsRule}
		if outlooks == nil {
			return out, nil
		}
		var ids []string
		lines := all.only(products).Lines
		for i := range lines {
			if l := &lines[i]; !l.over() && (l.Kind == "feature" || l.Kind == "release") {
				ids = append(ids, l.ID)
			}
		}
		found, err := outlooks(ctx, v, ids)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if o := found[id]; o != nil {
				c := chanceOf(id, o)
				c.Before = oddsBy(o, all.Line(id).EndOn)
				c.After = c.Before
				out.Items = append(out.Items, c)
			}
		}
		return out, nil
	}
}
