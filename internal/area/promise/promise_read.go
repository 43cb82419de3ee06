package promise

import (
	"context"
	"slices"

	"throughline/internal/area/roadmap/plan"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// ListIn asks for promises.
type ListIn struct {
	Product  string `json:"product" in:"query" ref:"product" doc:"Only those of one product, by id or key."`
	Account  string `json:"account" in:"query" ref:"account" doc:"Only those to one account, by id or key."`
	Record   string `json:"record" in:"query" ref:"record" doc:"Only those that have to do with one record: the promise itself; those to an account or contact; those that a feature, release or item keeps, or that come from feedback."`
	SaidBy   string `json:"saidBy" in:"query" ref:"member" doc:"Only those that one member gave."`
	State    string `json:"state" in:"query" v:"enum=live|kept|broken|withdrawn|ended|all" doc:"live, which still bind, when left out; ended are the three others together."`
	Standing string `json:"standing" in:"query" v:"enum=overdue|no delivery|at risk|delivered|no forecast|on track" doc:"Only those that stand so; at risk takes in those whose day has passed."`
}

// Named is a record by its name.
type Named struct {
	ID    string `json:"id" db:"id"`
	Key   string `json:"key" db:"key"`
	Title string `json:"title" db:"title"`
}

// Listed is a promise with its odds.
type Listed struct {
	Promise
	Chance
	ToAccount *Named   `json:"toAccount" doc:"The account by name; null without one, or for those who may not see it."`
	ToContact *Named   `json:"toContact"`
	KeptBy    []Keeper `json:"keptBy" doc:"What keeps it, as far as you may see it."`
	Hidden    int      `json:"hidden" doc:"How much more keeps it that you may not see; it counts neither way here."`
}

// Listing is some promises.
type Listing struct {
	Items    []Listed `json:"items" doc:"Those that bind by their day, the next first; those that ended the latest first."`
	More     bool     `json:"more" doc:"There are more; narrow the question."`
	Odds     int64    `json:"odds" doc:"Under so many percent a promise is at risk."`
	Patience int64    `json:"patience" doc:"So many days later the product manager hears of it too."`
	Rule     string   `json:"rule" doc:"How the odds were computed, in words."`
}

// mostListed bounds how many promises are looked at at once.
const mostListed = 1000

const rule = "A promise is as likely as the least likely of what keeps it: each is forecast from the pace of its team's own past, in the order of the backlog, up to the promised day. Without a forecast for all of it there are no odds, unless one alone is under the bound."

// listed answers questions about promises.
type listed struct{ outlooks plan.Outlooks }

func (l listed) list(ctx context.Context, v *op.View, in ListIn) (*Listing, error) {
	bound, err := boundOf(ctx, v.At)
	if err != nil {
		return nil, err
	}
	out := &Listing{Items: []Listed{}, Odds: bound.Odds, Patience: bound.Patience, Rule: rule}
	where, args, err := in.where(ctx, v)
	if err != nil {
		return nil, err
	}
	scope, more := v.Scope("r.product_id")
	order := " order by d.due_on, r.id limit ?"
	if in.ended() {
		order = " order by d.ended_on desc nulls last, r.id desc limit ?"
	}
	found, err := record.Where[Promise](ctx, v.At, where+" and r.archived_at = 0 and "+scope+order, append(append(args, more...), mostListed+1)...)
	if err != nil {
		return nil, err
	}
	if out.More = len(found) > mostListed; out.More {
		found = found[:mostListed]
	}
	all, err := l.weigh(ctx, v, found, bound)
	if err != nil {
		return nil, err
	}
	for _, one := range all {
		if in.Standing == "" || one.Standing == in.Standing || in.Standing == AtRisk && one.AtRisk {
			out.Items = append(out.Items, one)
		}
	}
	return out, whom(ctx, v, out.Items)
}

func (in ListIn) ended() bool { return in.State != "" && in.State != "live" && in.State != "all" }

// where turns the question into a condition.
func (in ListIn) where(ctx context.Context, v *op.View) (string, []any, error) {
	where, args := "1 = 1", []any{}
	and := func(s string, more ...any) { where, args = where+" and "+s, append(args, more...) }
	switch in.State {
	case "", "live":
		if in.Record == "" || in.State != "" {
			and("r.category in ('todo', 'doing')")
		}
	case "ended":
		and("r.category in ('done', 'closed')")
	case isKept, isBroken, isWithdrawn:
		and("r.category in ('done', 'closed')")
		names, err := meaning(ctx, v, in.State)
		if err != nil {
			return "", nil, err
		}
		marks, more := record.Among(names)
		and("r.state in ("+marks+")", more...)
	}
	if in.Product != "" {
		p, err := v.Product(ctx, in.Product)
		if err != nil {
			return "", nil, err
		}
		and("r.product_id = ?", p)
	}
	if in.Account != "" {
		a, err := v.Base(ctx, in.Account)
		if err != nil {
			return "", nil, err
		}
		and("d.account_id = ?", a.ID)
	}
	if in.SaidBy != "" {
		m, err := person(ctx, v, in.SaidBy)
		if err != nil {
			return "", nil, err
		}
		and("d.said_by = ?", m)
	}
	if in.Record != "" {
		row, err := v.Base(ctx, in.Record)
		if err != nil {
			return "", nil, err
		}
		s, more := about(v, row)
		and(s, more...)
	}
	return where, args, nil
}

// about is the condition that a promise has to do with a record.
func about(v *op.View, row *record.Row) (string, []any) {
	switch row.Kind {
	case "promise":
		return "r.id = ?", []any{row.ID}
	case "account":
		return "d.account_id = ?", []any{row.ID}
	case "contact":
		return "d.contact_id = ?", []any{row.ID}
	case "release": // also what its content keeps
		return "r.id in (select l.from_id from link l where l.workspace_id = ? and l.type = ? and (l.to_id = ? or l.to_id in (select s.from_id from link s where s.workspace_id = ? and s.to_id = ? and s.type = ?)))",
			[]any{v.Workspace, link.KeptBy, row.ID, v.Workspace, row.ID, link.ShipsIn}
	default:
		return "r.id in (select l.from_id from link l where l.workspace_id = ? and l.type in (?, ?) and l.to_id = ?)", []any{v.Workspace, link.KeptBy, link.Relates, row.ID}
	}
}

// meaning lists the states of promises that mean one thing, in any workflow.
func meaning(ctx context.Context, v *op.View, m string) ([]string, error) {
	out := []string{}
	all := slices.Clone(states)
	own, err := record.Where[record.ProductWorkflow](ctx, v.At, "1 = 1")
	for _, w := range own {
		if slices.Contains(w.Kinds, "promise") {
			all = append(all, w.States...)
		}
	}
	for _, s := range all {
		if s.Meaning == m && !slices.Contains(out, s.Name) {
			out = append(out, s.Name)
		}
	}
	return out, err
}

// keeping is a link from a promise to what keeps it.
type keeping struct {
	Link     string          `db:"link_id"`
	Promise  string          `db:"from_id"`
	ID       string          `db:"id"`
	Key      string          `db:"key"`
	Kind     string          `db:"kind"`
	Title    string          `db:"title"`
	State    string          `db:"state"`
	Category record.Category `db:"category"`
	Product  id.Ref          `db:"product_id"`
}

// weigh gives promises their odds: one question for what keeps them, one
// forecast for all of that.
func (l listed) weigh(ctx context.Context, v *op.View, found []Promise, bound *PromiseBound) ([]Listed, error) {
	out := make([]Listed, len(found))
	place := map[string]int{}
	var ids []string
	for i := range found {
		out[i] = Listed{Promise: found[i], KeptBy: []Keeper{}}
		place[found[i].ID] = i
		ids = append(ids, found[i].ID)
	}
	var rows []keeping
	for part := range slices.Chunk(ids, 500) {
		marks, args := record.Among(part)
		some, err := store.All[keeping](ctx, v.R, `select l.id as link_id, l.from_id, r.id, r.key, r.kind, r.title, r.state, r.category, r.product_id
 from link l join record r on r.workspace_id = l.workspace_id and r.id = l.to_id
 where l.workspace_id = ? and l.type = ? and l.from_id in (`+marks+`) and r.archived_at = 0 order by l.from_id, r.rank, r.id`, append([]any{v.Workspace, link.KeptBy}, args...)...)
		if err != nil {
			return nil, err
		}
		rows = append(rows, some...)
	}
	if err := l.keepers(ctx, v, rows, out, place); err != nil {
		return nil, err
	}
	now := today(v)
	for i := range out {
		out[i].Chance = out[i].Promise.weigh(out[i].KeptBy, bound.Odds, now)
	}
	return out, nil
}

// keepers hangs what keeps them on the promises that bind, with its odds by
// their days.
func (l listed) keepers(ctx context.Context, v *op.View, rows []keeping, out []Listed, place map[string]int) error {
	var open []string
	for _, r := range rows {
		one := &out[place[r.Promise]]
		if !v.Sees(string(r.Product)) {
			one.Hidden++
			continue
		}
		k := Keeper{Link: r.Link, ID: r.ID, Key: r.Key, Kind: r.Kind, Title: r.Title, State: r.State}
		if err := k.ended(ctx, v, r); err != nil {
			return err
		}
		if !k.Done && !k.Dropped && one.Live() && !slices.Contains(open, r.ID) {
			open = append(open, r.ID)
		}
		one.KeptBy = append(one.KeptBy, k)
	}
	if len(open) == 0 || l.outlooks == nil {
		return nil
	}
	found, err := l.outlooks(ctx, v, open)
	if err != nil {
		return err
	}
	for i := range out {
		for n := range out[i].KeptBy {
			k := &out[i].KeptBy[n]
			if o := found[k.ID]; o != nil {
				odds := o.Odds(out[i].DueOn)
				k.Odds, k.By = &odds, o.By(likely)
			}
		}
	}
	return nil
}

// likely are the odds that a day is told with.
const likely = 0.85

// ended says whether something is done, or was dropped.
func (k *Keeper) ended(ctx context.Context, v *op.View, r keeping) error {
	if r.Category != record.Done && r.Category != record.Closed {
		return nil
	}
	known, ok := v.Engine.Reg.Kind(r.Kind)
	if !ok {
		return errs.New(errs.Internal, "the kind %s is not registered", r.Kind)
	}
	w, err := v.Workflow(ctx, known, string(r.Product))
	s, _ := w.Find(r.State)
	k.Dropped = s.Meaning == "dropped"
	k.Done = !k.Dropped
	return err
}

// whom names those it was promised to, for those who may see them.
func whom(ctx context.Context, v *op.View, items []Listed) error {
	if len(items) == 0 || !v.Sees("") {
		return nil
	}
	var ids []string
	for i := range items {
		for _, r := range []id.Ref{items[i].Account, items[i].Contact} {
			if r != "" && !slices.Contains(ids, string(r)) {
				ids = append(ids, string(r))
			}
		}
	}
	names := map[string]*Named{}
	for part := range slices.Chunk(ids, 500) {
		marks, args := record.Among(part)
		rows, err := store.All[Named](ctx, v.R, "select id, key, title from record where workspace_id = ? and id in ("+marks+")", append([]any{v.Workspace}, args...)...)
		if err != nil {
			return err
		}
		for i := range rows {
			names[rows[i].ID] = &rows[i]
		}
	}
	for i := range items {
		items[i].ToAccount, items[i].ToContact = names[string(items[i].Account)], names[string(items[i].Contact)]
	}
	return nil
}
