package code

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/page"
	"throughline/internal/platform/store"
)

// RepositoriesIn asks for repositories.
type RepositoriesIn struct {
	Product string `json:"product" in:"query" ref:"product" doc:"Only those of one product, by id or key."`
}

func listRepositories(ctx context.Context, v *op.View, in RepositoriesIn) ([]CodeRepository, error) {
	where, args := v.Scope("d.product_id")
	where = "(d.product_id is null or " + where + ")"
	if in.Product != "" {
		product, err := v.Product(ctx, in.Product)
		if err != nil {
			return nil, err
		}
		where, args = where+" and (d.product_id = ? or d.product_id is null)", append(args, product)
	}
	return record.Where[CodeRepository](ctx, v.At, where+" order by d.name, d.id limit ?", append(args, maxRepositories)...)
}

// DeliveriesIn asks for the deliveries of a repository.
type DeliveriesIn struct {
	ID      string `json:"id" in:"path" v:"required"`
	Outcome string `json:"outcome" in:"query" v:"enum=accepted|ignored|refused"`
	Limit   int    `json:"limit" in:"query"`
	Cursor  string `json:"cursor" in:"query"`
}

// Delivery is one delivery, and what became of it.
type Delivery struct {
	ID      string        `db:"id" json:"id"`
	At      clock.Instant `db:"at" json:"at"`
	Event   string        `db:"event" json:"event" doc:"As the host calls it."`
	Outcome string        `db:"outcome" json:"outcome" doc:"accepted, ignored (nothing in it is about an item) or refused."`
	Reason  string        `db:"reason" json:"reason" doc:"Why it was refused; of others what was moved."`
	Refs    int64         `db:"refs" json:"refs" doc:"Branches, commits, pull requests and checks that were about an item."`
}

// deliveries are shown to those who decide about the connection.
func deliveries(ctx context.Context, v *op.View, in DeliveriesIn) (page.Page[Delivery], error) {
	var none page.Page[Delivery]
	limit, err := page.Limit(in.Limit)
	if err != nil {
		return none, err
	}
	r, err := op.Find[CodeRepository](ctx, v, in.ID)
	if err != nil {
		return none, err
	}
	if !v.Access.May(v.Actor, "code.connect", string(r.Product)).May {
		return none, errs.New(errs.Forbidden, "Only those who connect repositories see what was delivered.")
	}
	mark := page.MarkOf("repository.deliveries", r.ID, in.Outcome)
	before := "~"
	if in.Cursor != "" {
		c, err := page.Resume(in.Cursor, mark)
		if err != nil {
			return none, err
		}
		before = c.ID
	}
	rows, err := store.All[Delivery](ctx, v.R, "select id, at, event, outcome, reason, refs from code_delivery where workspace_id = ? and repository_id = ? and id < ? and (? = '' or outcome = ?) order by id desc limit ?",
		v.Workspace, r.ID, before, in.Outcome, in.Outcome, limit+1)
	return page.Cut(rows, limit, func(d Delivery) page.Cursor { return page.Cursor{Of: mark, ID: d.ID} }), err
}

// RecordIn names a record.
type RecordIn struct {
	ID string `json:"id" in:"path" v:"required" ref:"record" doc:"Id or key of the record."`
}

// RefOf is a code reference with the name of its repository.
type RefOf struct {
	ID         string        `db:"id" json:"id"`
	Repository string        `db:"repository" json:"repository" ref:"-" doc:"Name of the repository; empty when it was disconnected."`
	Sort       string        `db:"sort" json:"sort"`
	Name       string        `db:"name" json:"name"`
	Title      string        `db:"title" json:"title"`
	URL        string        `db:"url" json:"url"`
	State      string        `db:"state" json:"state"`
	SHA        string        `db:"sha" json:"sha"`
	Branch     string        `db:"branch" json:"branch"`
	Author     string        `db:"author" json:"author"`
	HappenedAt clock.Instant `db:"happened_at" json:"happenedAt"`
}

// codeOf lists what the code of a record is, the latest first.
func codeOf(ctx context.Context, v *op.View, in RecordIn) ([]RefOf, error) {
	row, err := v.Base(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	out, err := store.All[RefOf](ctx, v.R, `select d.id, coalesce(p.name, '') as repository, d.sort, d.name, d.title, d.url, d.state, d.sha, d.branch, d.author, d.happened_at
 from code_ref d left join code_repository p on p.workspace_id = d.workspace_id and p.id = d.repository_id
 where d.workspace_id = ? and d.record_id = ? order by d.happened_at desc, d.id desc limit 500`, v.Workspace, row.ID)
	if out == nil {
		out = []RefOf{}
	}
	return out, err
}

type broken struct {
	Record string `db:"record_id"`
	Title  string `db:"title"`
}

// Broken gives, of those items whose code fails a check as it is now, the name
// of one such check, by the item.
func Broken(ctx context.Context, v *op.View, items []string) (map[string]string, error) {
	out := map[string]string{}
	for len(items) > 0 {
		some := items[:min(len(items), 500)]
		items = items[len(some):]
		marks, args := record.Among(some)
		rows, err := store.All[broken](ctx, v.R, `select record_id, title from (
  select record_id, title, state, row_number() over (partition by record_id, repository_id, title order by happened_at desc, id desc) as nth
  from code_ref where workspace_id = ? and sort = 'check' and state <> 'pending' and record_id in (`+marks+`)
) x where nth = 1 and state = 'failed' order by record_id, title desc`, append([]any{v.Workspace}, args...)...)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			out[r.Record] = r.Title
		}
	}
	return out, nil
}
