package suggest

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"throughline/internal/area/backlog"
	"throughline/internal/core/kind"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// Compared is how many items are compared: those that stand first in the
// product owner's order and have not been begun. What stands further down is
// not looked at, so that the answer takes as long for a backlog of 100,000 as
// for one of 500.
const Compared = 500

// deep is how far up the thread customers are looked for: from an item over its
// parents to its feature, opportunity, insight and feedback.
const deep = 6

// SuggestIn asks for the suggested order.
type SuggestIn struct {
	Product string `json:"product" in:"query" ref:"product" v:"required" doc:"Id or key of the product."`
	Limit   int    `json:"limit" in:"query" v:"min=0,max=500" doc:"How many rows, in the suggested order; 100 when left out. All that are compared are ranked in any case."`
}

// SuggestedOrder is a suggested order and what it was made from.
type SuggestedOrder struct {
	Items    []Suggestion `json:"items"`
	Compared int          `json:"compared" doc:"How many items were compared."`
	More     bool         `json:"more" doc:"The backlog goes on further down; that part was not looked at."`
	Own      bool         `json:"own" doc:"The weights are the product's own."`
	Weights  Weights      `json:"weights"`
	Currency string       `json:"currency" doc:"Of the revenue."`
	Left     []string     `json:"left" doc:"Currencies of accounts whose revenue was not counted: sums are made in one."`
	Formula  string       `json:"formula" doc:"Version of the score."`
}

// Suggestion is one item in the suggested order.
type Suggestion struct {
	ID       string   `json:"id"`
	Key      string   `json:"key"`
	Kind     string   `json:"kind"`
	Title    string   `json:"title"`
	Own      int      `json:"own" doc:"Its place in the product owner's order, from 1."`
	Place    int      `json:"place" doc:"Its place in the suggested order, from 1."`
	Score    *float64 `json:"score" doc:"0 to 100; null when nothing is known that counts."`
	Parts    []Ground `json:"parts"`
	Reason   string   `json:"reason" doc:"Why the places differ, in a sentence."`
	Feedback []string `json:"feedback" ref:"record" doc:"Ids of the feedback behind it, at most 50."`
}

// Register adds the suggested order.
func Register(r *op.Registry) {
	op.AddPart[Weighing](r, "weighing")
	op.Ask(r, "backlog.suggest", suggest, op.Says("Suggest an order of the backlog beside the product owner's, with the grounds and the reason for each difference."), op.At("GET", "/api/v1/backlog/suggestion"))
	op.Do(r, "backlog.weigh", weigh, op.Says("Set how much each ground counts in the suggested order."), op.Takes("backlog.rank"), op.At("POST", "/api/v1/backlog/weights"))
	op.Do(r, "backlog.take", take, op.Says("Put items where the suggested order has them."), op.Takes("backlog.rank"), op.At("POST", "/api/v1/backlog/take"))
}

// item is what is read of an item.
type item struct {
	ID        string        `db:"id"`
	Key       string        `db:"key"`
	Kind      string        `db:"kind"`
	Title     string        `db:"title"`
	CreatedAt clock.Instant `db:"created_at"`
	Value     *int64        `db:"business_value"`
	Risk      *int64        `db:"technical_risk"`
	Estimate  *float64      `db:"estimate"`
}

// voice is one account, or one customer without an account, behind an item.
type voice struct {
	Root     string `db:"root"`
	Feedback string `db:"id"`
	Account  id.Ref `db:"account_id"`
	Revenue  *int64 `db:"revenue"`
	Currency string `db:"currency"`
}

// ranking is the items that are compared, scored.
type ranking struct {
	items    []item
	scored   []*scored
	more     bool
	own      bool
	weights  Weights
	currency string
	left     []string
	behind   map[string][]string
}

func suggest(ctx context.Context, v *op.View, in SuggestIn) (*SuggestedOrder, error) {
	product, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	r, err := rankingOf(ctx, v, product)
	if err != nil {
		return nil, err
	}
	out := &SuggestedOrder{Compared: len(r.items), More: r.more, Own: r.own, Weights: r.weights, Currency: r.currency, Left: r.left, Formula: Formula}
	mean := means(r.scored)
	for n, s := range r.scored {
		i := r.items[n]
		out.Items = append(out.Items, Suggestion{i.ID, i.Key, i.Kind, i.Title, s.own, s.place, s.score, s.parts, reasons(s, mean, r.money), r.behind[i.ID]})
	}
	slices.SortFunc(out.Items, func(a, b Suggestion) int { return a.Place - b.Place })
	limit := 100
	if in.Limit > 0 {
		limit = in.Limit
	}
	out.Items = out.Items[:min(limit, len(out.Items))]
	return out, nil
}

// money says a sum in whole units of the currency.
func (r *ranking) money(minor float64) string {
	units := minor / 100
	switch {
	case units >= 1e6:
		return fmt.Sprintf("%s %.1f million", r.currency, units/1e6)
	case units >= 1e4:
		return fmt.Sprintf("%s %.0f,000", r.currency, math.Round(units/1e3))
	}
	return fmt.Sprintf("%s %.0f", r.currency, units)
}

func rankingOf(ctx context.Context, v *op.View, product string) (*ranking, error) {
	items, err := first(ctx, v, product)
	if err != nil {
		return nil, err
	}
	r := &ranking{items: items[:min(len(items), Compared)], more: len(items) > Compared}
	own, weights, err := weighingOf(ctx, v, product)
	if err != nil {
		return nil, err
	}
	r.own, r.weights = own != nil, weights
	voices, err := voicesBehind(ctx, v, r.items)
	if err != nil {
		return nil, err
	}
	r.currency, r.left = currencies(voices)
	counts, sums := r.count(voices)
	for n, i := range r.items {
		days := float64(v.Now.Sub(i.CreatedAt).Hours()) / 24
		r.scored = append(r.scored, &scored{id: i.ID, own: n + 1, raw: map[string]*float64{
			Customers: known(float64(counts[i.ID])), Revenue: known(sums[i.ID]), Value: float(i.Value),
			Effort: i.Estimate, Risk: float(i.Risk), Age: known(math.Max(0, days)),
		}})
	}
	score(r.scored, r.weights)
	return r, nil
}

func known(f float64) *float64 { return &f }

func float(n *int64) *float64 {
	if n == nil {
		return nil
	}
	return known(float64(*n))
}

// first gives the items that stand first and have not been begun, one more than
// are compared. Each kind goes down its own index, and they are merged.
func first(ctx context.Context, v *op.View, product string) ([]item, error) {
	var parts []string
	var args []any
	for _, k := range backlog.Kinds {
		parts = append(parts, "select * from (select id, key, kind, title, created_at, rank from record where workspace_id = ? and product_id = ? and kind = ? and category = 'todo' and archived_at = 0 order by rank, id limit ?) "+k+"_first")
		args = append(args, v.Workspace, product, k, Compared+1)
	}
	return store.All[item](ctx, v.R, "select r.id, r.key, r.kind, r.title, r.created_at, d.business_value, d.technical_risk, d.estimate from ("+strings.Join(parts, " union all ")+
		") r join item d on d.workspace_id = ? and d.id = r.id order by r.rank, r.id limit ?", append(args, v.Workspace, Compared+1)...)
}

// voicesBehind walks up from the items to the feedback behind them.
func voicesBehind(ctx context.Context, v *op.View, items []item) ([]voice, error) {
	if len(items) == 0 {
		return nil, nil
	}
	ids := make([]string, len(items))
	for n, i := range items {
		ids[n] = i.ID
	}
	marks, args := record.Among(ids)
	scope, see := v.Scope("r.product_id")
	query := `with recursive up(root, id, depth) as (
  select id, id, 0 from record where workspace_id = ? and id in (` + marks + `)
  union
  select u.root, e.dst_id, u.depth + 1 from up u cross join thread_edge e
   where e.workspace_id = ? and e.src_id = u.id and e.way = 'u' and e.type in (?, ?, ?, 'parent') and u.depth < ?
)
select distinct u.root, f.id, f.account_id, a.revenue, coalesce(a.currency, '') as currency
 from up u join feedback f on f.workspace_id = ? and f.id = u.id join record r on r.workspace_id = f.workspace_id and r.id = f.id
 left join account a on a.workspace_id = f.workspace_id and a.id = f.account_id
 where r.archived_at = 0 and ` + scope + ` order by u.root, f.id`
	all := append([]any{v.Workspace}, args...)
	all = append(all, v.Workspace, link.Delivers, link.Evidence, link.Addresses, deep, v.Workspace)
	return store.All[voice](ctx, v.R, query, append(all, see...)...)
}

// currencies chooses the currency in which most accounts are counted, and names
// the others.
func currencies(voices []voice) (most string, left []string) {
	accounts := map[string]map[id.Ref]bool{}
	for _, v := range voices {
		if v.Revenue == nil || v.Currency == "" {
			continue
		}
		if accounts[v.Currency] == nil {
			accounts[v.Currency] = map[id.Ref]bool{}
		}
		accounts[v.Currency][v.Account] = true
	}
	for c, a := range accounts {
		if most == "" || len(a) > len(accounts[most]) || len(a) == len(accounts[most]) && c < most {
			most = c
		}
	}
	for c := range accounts {
		if c != most {
			left = append(left, c)
		}
	}
	slices.Sort(left)
	return most, left
}

// count gives, by item, how many customers stand behind it (accounts, and
// feedback that belongs to none) and what those accounts bring in a year.
func (r *ranking) count(voices []voice) (customers map[string]int, revenue map[string]float64) {
	customers, revenue, r.behind = map[string]int{}, map[string]float64{}, map[string][]string{}
	seen := map[string]bool{}
	for _, v := range voices {
		if len(r.behind[v.Root]) < 50 {
			r.behind[v.Root] = append(r.behind[v.Root], v.Feedback)
		}
		who := v.Root + "\x00" + v.Feedback
		if v.Account != "" {
			who = v.Root + "\x00" + string(v.Account)
		}
		if seen[who] {
			continue
		}
		seen[who] = true
		customers[v.Root]++
		if v.Revenue != nil && v.Currency == r.currency {
			revenue[v.Root] += float64(*v.Revenue)
		}
	}
	return customers, revenue
}

// TakeIn names items that shall stand where the suggested order has them.
type TakeIn struct {
	Product string   `json:"product" ref:"product" v:"required" doc:"Id or key of the product."`
	IDs     []string `json:"ids" ref:"record" v:"required,max=200" doc:"Ids or keys of the items; all of them among those that are compared."`
}

// take moves items in the product owner's order to the places that the
// suggested one gives them; the others keep their order. It is a change of
// ranks like any other.
func take(ctx context.Context, tx *op.Tx, in TakeIn) ([]kind.Ranked, error) {
	product, err := tx.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	r, err := rankingOf(ctx, &tx.View, product)
	if err != nil {
		return nil, err
	}
	moving, err := r.chosen(ctx, tx, in.IDs)
	if err != nil {
		return nil, err
	}
	out := []kind.Ranked{}
	for _, m := range r.moves(moving) {
		made, err := tx.Within(ctx, "record.rank", &m)
		if err != nil {
			return nil, err
		}
		if list, ok := made.([]kind.Ranked); ok {
			out = append(out, list...)
		}
	}
	return out, nil
}

// chosen finds the items among those that are compared.
func (r *ranking) chosen(ctx context.Context, tx *op.Tx, refs []string) (map[string]bool, error) {
	chosen := map[string]bool{}
	for n, ref := range refs {
		row, err := tx.Base(ctx, ref)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(r.items, func(i item) bool { return i.ID == row.ID }) {
			return nil, errs.Fieldf(fmt.Sprintf("ids.%d", n), "%s is not among the first %d items that have not been begun; no place is suggested for it", row.Key, Compared)
		}
		chosen[row.ID] = true
	}
	return chosen, nil
}

// moves gives the changes of rank that bring the chosen ones to their suggested
// places, the first place first. Those that stand there already are left out.
func (r *ranking) moves(chosen map[string]bool) []kind.RankIn {
	var order []string
	var going []*scored
	for _, s := range r.scored {
		if chosen[s.id] {
			going = append(going, s)
		} else {
			order = append(order, s.id)
		}
	}
	slices.SortFunc(going, func(a, b *scored) int { return a.place - b.place })
	for _, s := range going {
		order = slices.Insert(order, min(s.place-1, len(order)), s.id)
	}
	var out []kind.RankIn
	for _, s := range going {
		n := slices.Index(order, s.id)
		if s.own == n+1 && !slices.ContainsFunc(going, func(o *scored) bool { return o.own != o.place }) {
			continue
		}
		in := kind.RankIn{IDs: []string{s.id}}
		switch {
		case n > 0:
			in.After = order[n-1]
		case len(order) > 1:
			in.Before = order[1]
		default:
			continue
		}
		out = append(out, in)
	}
	return out
}
