package delivery

import (
	"context"
	"fmt"
	"strings"

	"throughline/internal/area/backlog"
	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/core/watch"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Outlook answers for the odds of a sprint. A later area knows them and is
// handed in; without it there is no forecast.
type Outlook struct {
	// Odds gives how likely all of a sprint is done by its end, 0 to 1: as it
	// is, and were some items added and others taken out; nil where nothing can
	// be said.
	Odds func(ctx context.Context, v *op.View, sprint string, add, remove []string) (before, after *float64, err error)
}

func (o *Outlook) odds(ctx context.Context, v *op.View, sprint string, add, remove []string) (before, after *float64, err error) {
	if o == nil || o.Odds == nil {
		return nil, nil, nil
	}
	return o.Odds(ctx, v, sprint, add, remove)
}

// Trade is a change of a running sprint's scope: what came in, and what went
// out for it.
type Trade struct {
	record.Part
	Came   []Traded `db:"came" json:"came" doc:"What came into the sprint."`
	Went   []Traded `db:"went" json:"went" doc:"What went out for it."`
	WentTo id.Ref   `db:"went_to" json:"wentTo" ref:"sprint" doc:"The sprint that it went to; null for the backlog."`
	Why    string   `db:"why" json:"why" v:"max=2000" doc:"What for; or why nothing went out."`
	Before *float64 `db:"odds_before" json:"oddsBefore" doc:"How likely all was done by the end, 0 to 1, before the trade; null without a forecast."`
	After  *float64 `db:"odds_after" json:"oddsAfter" doc:"And after it."`
}

// Traded is an item that came or went.
type Traded struct {
	Item     string   `json:"item" ref:"-" doc:"Id of the item."`
	Key      string   `json:"key"`
	Title    string   `json:"title"`
	Estimate *float64 `json:"estimate"`
}

// TradeIn is a trade to make.
type TradeIn struct {
	ID  string   `json:"id" in:"path" v:"required" doc:"Id or key of the running sprint."`
	In  []string `json:"in" ref:"record" v:"max=50" doc:"Ids or keys of the items that come in."`
	Out []string `json:"out" ref:"record" v:"max=50" doc:"Ids or keys of the items that go out for them."`
	To  string   `json:"to" ref:"sprint" doc:"Id or key of the sprint that they go to; left out, the backlog."`
	Why string   `json:"why" v:"max=2000" doc:"What for. Needed where nothing goes out, or nothing comes in."`
}

func registerTrades(r *op.Registry, o *Outlook) {
	op.AddPart[Trade](r, "trade")
	r.Tells("trade", tradeNews)
	op.Do(r, "sprint.trade", func(ctx context.Context, tx *op.Tx, in TradeIn) (*Trade, error) { return trade(ctx, tx, o, in) },
		op.Says("Change what a running sprint contains: what comes in names what goes out, or says why nothing does."), op.Takes("sprint.plan"))
	op.Do(r, "trade.explain", explain, op.Says("Say afterwards what a trade was for, or what makes room for what came in."), op.Takes("sprint.plan"))
	r.Check(scope(o))
	op.Ask(r, "sprint.trades", trades, op.Says("List the trades of a sprint, with the odds before and after, the latest first."))
}

// trade swaps items of a running sprint in one change.
func trade(ctx context.Context, tx *op.Tx, o *Outlook, in TradeIn) (*Trade, error) {
	s, err := findIn(ctx, tx, in.ID, isActive, "Only the scope of an active sprint is traded; plan a planned one as you like.")
	if err != nil {
		return nil, err
	}
	if err := in.balanced(); err != nil {
		return nil, err
	}
	to, err := next(ctx, tx, s, in.To)
	if err != nil {
		return nil, err
	}
	came, err := tradedIn(ctx, tx, s, in.In)
	if err != nil {
		return nil, err
	}
	went, err := tradedOut(ctx, tx, s, in.Out)
	if err != nil {
		return nil, err
	}
	t := &Trade{Came: told(came), Went: told(went), WentTo: to, Why: strings.TrimSpace(in.Why)}
	t.Product, t.Record = s.Product, id.Ref(s.ID)
	if t.Before, t.After, err = o.odds(ctx, &tx.View, s.ID, ids(came), ids(went)); err != nil {
		return nil, err
	}
	// Out before in, so that a limit on the board sees the room.
	for i := range went {
		if err := backlog.Carry(ctx, tx, &went[i], to); err != nil {
			return nil, err
		}
	}
	for i := range came {
		if err := backlog.Carry(ctx, tx, &came[i], id.Ref(s.ID)); err != nil {
			return nil, err
		}
	}
	return t, tx.Insert(ctx, t)
}

// balanced sees that a trade has two sides, or a reason why it has one.
func (in TradeIn) balanced() error {
	why := strings.TrimSpace(in.Why) != ""
	switch {
	case len(in.In)+len(in.Out) == 0:
		return errs.Fieldf("in", "say what comes in, and what goes out for it")
	case len(in.Out) == 0 && !why:
		return errs.Fieldf("why", "is required where nothing goes out: say what goes out, or why the sprint can hold more")
	case len(in.In) == 0 && !why:
		return errs.Fieldf("why", "is required where nothing comes in")
	}
	return nil
}

// tradedIn finds the items that come in.
func tradedIn(ctx context.Context, tx *op.Tx, s *Sprint, refs []string) ([]backlog.Item, error) {
	return traded(ctx, tx, "in", refs, func(i *backlog.Item) string {
		switch {
		case i.Product != s.Product:
			return "belongs to another product"
		case string(i.Sprint) == s.ID:
			return "is in the sprint already"
		case i.Category == record.Closed:
			return "is closed"
		}
		return ""
	})
}

// tradedOut finds the items that go out.
func tradedOut(ctx context.Context, tx *op.Tx, s *Sprint, refs []string) ([]backlog.Item, error) {
	return traded(ctx, tx, "out", refs, func(i *backlog.Item) string {
		switch {
		case string(i.Sprint) != s.ID:
			return "is not in the sprint"
		case i.Category == record.Done || i.Category == record.Closed:
			return "is done; it stays"
		}
		return ""
	})
}

func traded(ctx context.Context, tx *op.Tx, field string, refs []string, wrong func(*backlog.Item) string) ([]backlog.Item, error) {
	var list errs.List
	var out []backlog.Item
	seen := map[string]bool{}
	for n, ref := range refs {
		at := fmt.Sprintf("%s.%d", field, n)
		i, err := op.Find[backlog.Item](ctx, &tx.View, ref)
		if errs.Is(err, errs.NotFound) {
			list.Add(at, "%s", errs.Public(err).Msg)
			continue
		}
		if err != nil {
			return nil, err
		}
		if what := wrong(i); what != "" || seen[i.ID] {
			if what == "" {
				what = "is named twice"
			}
			list.Add(at, "%s %s", i.Key, what)
			continue
		}
		seen[i.ID] = true
		out = append(out, *i)
	}
	return out, list.Err()
}

func told(items []backlog.Item) []Traded {
	out := []Traded{}
	for _, i := range items {
		out = append(out, Traded{i.ID, i.Key, i.Title, i.Estimate})
	}
	return out
}

func ids(items []backlog.Item) []string {
	out := make([]string, len(items))
	for i := range items {
		out[i] = items[i].ID
	}
	return out
}

// tradeLimit bounds how many trades of a sprint are listed.
const tradeLimit = 200

func trades(ctx context.Context, v *op.View, in SprintIn) ([]Trade, error) {
	s, err := op.Find[Sprint](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	return record.Where[Trade](ctx, v.At, "d.record_id = ? order by d.created_at desc, d.id desc limit ?", s.ID, tradeLimit)
}

// tradeNews tells a trade of a running sprint to all who are bound by it: those
// who decide about its scope, and those who build.
func tradeNews(_ context.Context, _ record.At, access *right.Access, row *ledger.Row) ([]op.Told, bool, error) {
	if row.Act != ledger.Create {
		return nil, false, nil
	}
	bound := append(access.Deciders("sprint.plan", string(row.Product)), access.Holding([]string{right.Developer, right.Designer, right.Tester}, string(row.Product))...)
	return watch.Tell(watch.Heard, bound...), false, nil
}
