package delivery

import (
	"context"
	"strings"

	"throughline/internal/area/backlog"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/id"
)

// scope keeps what comes into a running sprint or leaves it by hand as a trade:
// the sprint's field of an item can be set like any other, and everybody sees
// all the same what it did to the odds. What for can be said afterwards
// (trade.explain).
func scope(o *Outlook) func(ctx context.Context, tx *op.Tx, before, after record.Thing) error {
	return func(ctx context.Context, tx *op.Tx, before, after record.Thing) error {
		is, ok := after.(*backlog.Item)
		if !ok || planned(tx) {
			return nil
		}
		var from id.Ref
		if was, ok := before.(*backlog.Item); ok {
			from = was.Sprint
		}
		if from == is.Sprint {
			return nil
		}
		running, err := record.Where[Sprint](ctx, tx.At, "d.id in (?, ?) and r.category = 'doing' order by d.id", string(from), string(is.Sprint))
		if err != nil {
			return err
		}
		for i := range running {
			if err := crossed(ctx, tx, o, &running[i], is); err != nil {
				return err
			}
		}
		return nil
	}
}

// planned says whether a sprint's scope changes for a reason that is kept
// elsewhere: it is traded, started or closed; or it is history, as it was. An
// undo takes the trade back together with what made it.
func planned(tx *op.Tx) bool {
	switch tx.Operation() {
	case "sprint.trade", "sprint.start", "sprint.close", "change.undo":
		return true
	}
	return strings.HasPrefix(tx.Actor.Through, "import:") || strings.HasPrefix(tx.Actor.Through, "undo:") || tx.Moment() != tx.Now
}

// crossed keeps that an item came into a running sprint, or left it.
func crossed(ctx context.Context, tx *op.Tx, o *Outlook, s *Sprint, i *backlog.Item) (err error) {
	t := &Trade{Came: []Traded{}, Went: []Traded{}}
	t.Product, t.Record = s.Product, id.Ref(s.ID)
	crossing := []Traded{{i.ID, i.Key, i.Title, i.Estimate}}
	if string(i.Sprint) == s.ID {
		t.Came = crossing
		t.Before, t.After, err = o.odds(ctx, &tx.View, s.ID, []string{i.ID}, nil)
	} else {
		t.Went, t.WentTo = crossing, i.Sprint
		t.Before, t.After, err = o.odds(ctx, &tx.View, s.ID, nil, []string{i.ID})
	}
	if err != nil {
		return err
	}
	// Who set the item's sprint was asked for that right already.
	defer tx.Covered()()
	return tx.Insert(ctx, t)
}

// ExplainIn says what a trade was for.
type ExplainIn struct {
	ID  string `json:"id" in:"path" v:"required" doc:"Id of the trade."`
	Why string `json:"why" v:"required,max=2000" doc:"What for; or what makes room."`
}

// explain says afterwards what a trade was for.
func explain(ctx context.Context, tx *op.Tx, in ExplainIn) (*Trade, error) {
	before, err := op.Find[Trade](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	after.Why = strings.TrimSpace(in.Why)
	return &after, tx.Update(ctx, before, &after)
}
