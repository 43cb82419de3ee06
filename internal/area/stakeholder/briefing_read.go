package stakeholder

import (
	"context"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
	"throughline/internal/kit/page"
	"throughline/internal/platform/store"
)

// BriefingsIn asks for what was told.
type BriefingsIn struct {
	Product     string `json:"product" in:"query" ref:"product" v:"required" doc:"Id or key of the product."`
	Stakeholder string `json:"stakeholder" in:"query" ref:"stakeholder" doc:"Only what this one was told."`
	State       string `json:"state" in:"query" v:"enum=draft|sent"`
	Limit       int    `json:"limit" in:"query"`
	Cursor      string `json:"cursor" in:"query"`
}

// Listed is a briefing without its text, and what is known of its readers.
type Listed struct {
	ID          string        `db:"id" json:"id"`
	Stakeholder string        `db:"stakeholder_id" json:"stakeholder" ref:"stakeholder"`
	Topics      []string      `db:"topics" json:"topics"`
	Form        string        `db:"form" json:"form"`
	Title       string        `db:"title" json:"title"`
	State       string        `db:"state" json:"state"`
	CreatedAt   clock.Instant `db:"created_at" json:"createdAt"`
	SentAt      clock.Instant `db:"sent_at" json:"sentAt"`
	SentBy      id.Ref        `db:"sent_by" json:"sentBy" ref:"member"`
	OpenedAt    clock.Instant `db:"opened_at" json:"openedAt" doc:"When the member first opened it; null while they have not."`
	LinkedAt    clock.Instant `db:"linked_at" json:"linkedAt"`
	Openings    int64         `db:"-" json:"openings" doc:"How often its link was opened; by whom is not known."`
	LastAt      clock.Instant `db:"-" json:"lastAt" doc:"When its link was opened last."`
}

func briefings(ctx context.Context, v *op.View, in BriefingsIn) (page.Page[Listed], error) {
	var none page.Page[Listed]
	product, err := productOf(ctx, v, in.Product)
	if err != nil {
		return none, err
	}
	limit, err := page.Limit(in.Limit)
	if err != nil {
		return none, err
	}
	where, args := "workspace_id = ? and product_id = ?", []any{v.Workspace, product}
	if in.Stakeholder != "" {
		s, err := one[Stakeholder](ctx, v, in.Stakeholder)
		if err != nil {
			return none, err
		}
		where, args = where+" and stakeholder_id = ?", append(args, s.ID)
	}
	if in.State != "" {
		where, args = where+" and state = ?", append(args, in.State)
	}
	mark := page.MarkOf("briefing.list", v.Workspace, product, in.Stakeholder, in.State)
	if in.Cursor != "" {
		after, err := page.Resume(in.Cursor, mark)
		if err != nil {
			return none, err
		}
		// The place is looked up, so that nobody can make one up.
		where += " and (created_at, id) < (select x.created_at, x.id from briefing x where x.workspace_id = ? and x.product_id = ? and x.id = ?)"
		args = append(args, v.Workspace, product, after.ID)
	}
	rows, err := store.All[Listed](ctx, v.R, "select id, stakeholder_id, topics, form, title, state, created_at, sent_at, sent_by, opened_at, linked_at from briefing where "+where+
		" order by created_at desc, id desc limit ?", append(args, limit+1)...)
	if err != nil {
		return none, err
	}
	counts, err := openingsOf(ctx, v, rows)
	if err != nil {
		return none, err
	}
	for i := range rows {
		c := counts[rows[i].ID]
		rows[i].Openings, rows[i].LastAt = c.Count, c.LastAt
	}
	return page.Cut(rows, limit, func(l Listed) page.Cursor { return page.Cursor{Of: mark, ID: l.ID} }), nil
}

// counted is how often the link of a briefing was opened.
type counted struct {
	Briefing string        `db:"briefing_id"`
	Count    int64         `db:"count"`
	LastAt   clock.Instant `db:"last_at"`
}

func openingsOf(ctx context.Context, v *op.View, rows []Listed) (map[string]counted, error) {
	out := map[string]counted{}
	var ids []string
	for _, r := range rows {
		if r.LinkedAt != 0 {
			ids = append(ids, r.ID)
		}
	}
	if len(ids) == 0 {
		return out, nil
	}
	marks, args := record.Among(ids)
	all, err := store.All[counted](ctx, v.R, "select briefing_id, cast(sum(count) as bigint) as count, max(last_at) as last_at from briefing_opening where workspace_id = ? and briefing_id in ("+marks+") group by briefing_id",
		append([]any{v.Workspace}, args...)...)
	for _, c := range all {
		out[c.Briefing] = c
	}
	return out, err
}

// Nothing is an input without fields.
type Nothing struct{}

// Mine is something that was written for the caller.
type Mine struct {
	ID       string        `db:"id" json:"id"`
	Product  id.Ref        `db:"product_id" json:"product" ref:"product"`
	Title    string        `db:"title" json:"title"`
	SentAt   clock.Instant `db:"sent_at" json:"sentAt"`
	SentBy   id.Ref        `db:"sent_by" json:"sentBy" ref:"member"`
	OpenedAt clock.Instant `db:"opened_at" json:"openedAt"`
}

func mine(ctx context.Context, v *op.View, _ Nothing) ([]Mine, error) {
	scope, args := v.Scope("product_id")
	out, err := store.All[Mine](ctx, v.R, "select id, product_id, title, sent_at, sent_by, opened_at from briefing where workspace_id = ? and member_id = ? and state = 'sent' and "+scope+" order by sent_at desc, id limit 200",
		append([]any{v.Workspace, v.Actor.Member}, args...)...)
	if out == nil {
		out = []Mine{}
	}
	return out, err
}
