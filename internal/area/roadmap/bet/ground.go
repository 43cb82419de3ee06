package bet

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// Ground is what a bet rests on: who asked for it, what was learnt, and what
// the accounts that asked bring in.
type Ground struct {
	Feedback      int     `json:"feedback" doc:"How many customers' words stand behind it."`
	Accounts      int     `json:"accounts" doc:"How many accounts said them."`
	Revenue       []Money `json:"revenue" doc:"What these accounts bring in a year, by currency."`
	Insights      []Named `json:"insights" doc:"At most 30."`
	Opportunities []Named `json:"opportunities" doc:"At most 30."`
	Risks         []Named `json:"risks" doc:"Risks of the register that are linked with it; at most 30."`
}

// Money is a sum in one currency.
type Money struct {
	Amount   int64  `json:"amount" doc:"In minor units."`
	Currency string `json:"currency"`
}

// Named is a record by its key and title.
type Named struct {
	ID    id.Ref `json:"id" ref:"record"`
	Key   string `json:"key"`
	Title string `json:"title"`
	State string `json:"state"`
}

// deep is how far up the thread is looked: over needs and insights to feedback.
const deep = 5

type behind struct {
	ID       string `db:"id"`
	Kind     string `db:"kind"`
	Key      string `db:"key"`
	Title    string `db:"title"`
	State    string `db:"state"`
	Account  id.Ref `db:"account_id"`
	Revenue  *int64 `db:"revenue"`
	Currency string `db:"currency"`
}

// groundOf walks up from a feature to what it rests on.
func groundOf(ctx context.Context, v *op.View, feature string) (*Ground, error) {
	scope, see := v.Scope("r.product_id")
	query := `with recursive up(id, depth) as (
  select id, 0 from record where workspace_id = ? and id = ?
  union
  select e.dst_id, u.depth + 1 from up u cross join thread_edge e
   where e.workspace_id = ? and e.src_id = u.id and e.way = 'u' and e.type in (?, ?) and u.depth < ?
)
select distinct r.id, r.kind, r.key, r.title, r.state, f.account_id, a.revenue, coalesce(a.currency, '') as currency
 from up u join record r on r.workspace_id = ? and r.id = u.id
 left join feedback f on f.workspace_id = r.workspace_id and f.id = r.id
 left join account a on a.workspace_id = f.workspace_id and a.id = f.account_id
 where r.archived_at = 0 and r.id <> ? and ` + scope + ` order by r.kind, r.id limit 5000`
	args := append([]any{v.Workspace, feature, v.Workspace, link.Evidence, link.Addresses, deep, v.Workspace, feature}, see...)
	rows, err := store.All[behind](ctx, v.R, query, args...)
	if err != nil {
		return nil, err
	}
	g := &Ground{Revenue: []Money{}}
	g.count(rows)
	g.Risks, err = risksOf(ctx, v, feature)
	return g, err
}

func (g *Ground) count(rows []behind) {
	accounts := map[id.Ref]bool{}
	sums := map[string]int64{}
	for _, r := range rows {
		n := Named{id.Ref(r.ID), r.Key, r.Title, r.State}
		switch r.Kind {
		case "feedback":
			g.Feedback++
			if r.Account == "" || accounts[r.Account] {
				continue
			}
			accounts[r.Account] = true
			if r.Revenue != nil && r.Currency != "" {
				sums[r.Currency] += *r.Revenue
			}
		case "insight":
			if len(g.Insights) < 30 {
				g.Insights = append(g.Insights, n)
			}
		case "opportunity":
			if len(g.Opportunities) < 30 {
				g.Opportunities = append(g.Opportunities, n)
			}
		}
	}
	g.Accounts = len(accounts)
	for c, sum := range sums {
		g.Revenue = append(g.Revenue, Money{sum, c})
	}
	slices.SortFunc(g.Revenue, func(a, b Money) int { return strings.Compare(a.Currency, b.Currency) })
}

// risksOf gives the risks that are linked with a feature, either way.
func risksOf(ctx context.Context, v *op.View, feature string) ([]Named, error) {
	scope, see := v.Scope("r.product_id")
	rows, err := store.All[behind](ctx, v.R, `select r.id, r.kind, r.key, r.title, r.state from link l join record r on r.workspace_id = l.workspace_id
 and r.id = case when l.from_id = ? then l.to_id else l.from_id end
 where l.workspace_id = ? and (l.from_id = ? or l.to_id = ?) and r.kind = 'risk' and r.archived_at = 0 and `+scope+` order by r.id limit 30`,
		append([]any{feature, v.Workspace, feature, feature}, see...)...)
	out := make([]Named, len(rows))
	for i, r := range rows {
		out[i] = Named{id.Ref(r.ID), r.Key, r.Title, r.State}
	}
	return out, err
}
