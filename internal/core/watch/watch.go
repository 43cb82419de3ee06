// Package watch tells people what concerns them: who watches which record, and
// the inbox, which a follower of the ledger fills.
//
// Words it owns: watcher, inbox, notice (one line of an inbox), reason (why
// somebody is told).
package watch

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
	"throughline/internal/kit/page"
	"throughline/internal/kit/patch"
	"throughline/internal/platform/store"
)

// Watcher says that a member wants to hear of a record.
type Watcher struct {
	record.Part
	Member string `db:"member_id" json:"member" ref:"member"`
}

// Reasons why somebody is told.
const (
	Mention  = "mention"  // somebody called them
	Decide   = "decide"   // a proposal waits for their word
	Decided  = "decided"  // their proposal was answered
	Assigned = "assigned" // a record became theirs
	Heard    = "heard"    // a decision that their role is told of
	Watched  = "watched"  // a record they watch or own changed
	Comment  = "comment"  // somebody commented on a record they watch or own
	Question = "question" // a question waits for their answer
	Answer   = "answer"   // their question was answered
	Alarm    = "alarm"    // a number they own or watch left its ground
	Informed = "informed" // it was decided, and they are to be told
	Told     = "told"     // something was written for them
)

// Notice is one line of an inbox.
type Notice struct {
	ID      string        `db:"id" json:"id"`
	Seq     int64         `db:"seq" json:"seq" doc:"The ledger row it is about."`
	Reason  string        `db:"reason" json:"reason"`
	At      clock.Instant `db:"at" json:"at"`
	ReadAt  clock.Instant `db:"read_at" json:"readAt"`
	Actor   id.Ref        `db:"actor_id" json:"actor" ref:"member"`
	Product id.Ref        `db:"product_id" json:"product" ref:"product"`
	Record  id.Ref        `db:"record_id" json:"record" ref:"record"`
	Key     string        `db:"key" json:"key"`
	Title   string        `db:"title" json:"title"`
	Kind    string        `db:"kind" json:"kind" doc:"What sort of thing changed."`
	Entity  string        `db:"entity_id" json:"entity" ref:"-" doc:"The thing that changed: the record, a comment, a proposal."`
	Act     ledger.Act    `db:"act" json:"act"`
	Odds    *Odds         `db:"-" json:"odds" doc:"Of a trade: how likely the sprint is done, before and after; null of all else."`
}

// Odds are what a trade did to a sprint, from 0 to 1; null without a forecast.
type Odds struct {
	Before *float64 `json:"before"`
	After  *float64 `json:"after"`
}

// SetIn switches watching on or off.
type SetIn struct {
	Record string `json:"record" in:"path" ref:"record" v:"required" doc:"Id or key of the record."`
	Off    bool   `json:"off"`
}

// RecordIn names a record.
type RecordIn struct {
	Record string `json:"record" in:"path" ref:"record" v:"required" doc:"Id or key of the record."`
}

// InboxIn asks for notices.
type InboxIn struct {
	Unread bool   `json:"unread" in:"query" doc:"Only what was not read yet."`
	Reason string `json:"reason" in:"query" v:"enum=mention|decide|decided|assigned|heard|watched|comment|question|answer|alarm|informed|told"`
	Limit  int    `json:"limit" in:"query"`
	Cursor string `json:"cursor" in:"query"`
}

// ReadIn marks notices.
type ReadIn struct {
	IDs    []string `json:"ids" ref:"notice" v:"max=500" doc:"The notices; left out, all up to now."`
	Unread bool     `json:"unread" doc:"Mark them as not read instead."`
}

// Counted is how many notices were not read yet.
type Counted struct {
	Unread int64 `json:"unread" doc:"At most 1000 are counted."`
}

// Register adds watchers and the inbox.
func Register(r *op.Registry) {
	op.AddPart[Watcher](r, "watcher")
	op.Do(r, "watch.set", set, op.Says("Watch a record, or stop."), op.Needs(op.Remark), op.Scoped("comment"), op.At("POST", "/api/v1/records/{record}/watch"))
	op.Ask(r, "watch.list", watchers, op.Says("List who watches a record."), op.At("GET", "/api/v1/records/{record}/watchers"))
	op.Ask(r, "inbox.list", inbox, op.Says("List your notices, newest first."), op.Needs(op.Self), op.At("GET", "/api/v1/inbox"))
	op.Ask(r, "inbox.count", count, op.Says("Count your unread notices."), op.Needs(op.Self), op.At("GET", "/api/v1/inbox/count"))
	op.Raw(r, "inbox.read", markRead, op.Says("Mark notices as read."), op.Scoped("comment"), op.At("POST", "/api/v1/inbox/read"))
	r.Tells("comment", talk)
	r.Tells("proposal", proposal)
	r.Silent("watcher", "reaction")
	r.Follow(ledger.Follower{Name: "inbox", Batch: newTeller(r).batch})
}

func set(ctx context.Context, tx *op.Tx, in SetIn) (*Watcher, error) {
	row, err := tx.Base(ctx, in.Record)
	if err != nil {
		return nil, err
	}
	there, err := record.Where[Watcher](ctx, tx.At, "d.record_id = ? and d.member_id = ?", row.ID, tx.Actor.Member)
	if err != nil {
		return nil, err
	}
	w := &Watcher{Member: tx.Actor.Member}
	w.Product, w.Record = row.Product, id.Ref(row.ID)
	switch {
	case len(there) > 0 && in.Off:
		return &there[0], tx.Delete(ctx, &there[0])
	case len(there) > 0:
		return &there[0], nil
	case in.Off:
		return w, nil
	}
	return w, tx.Insert(ctx, w)
}

func watchers(ctx context.Context, v *op.View, in RecordIn) ([]Watcher, error) {
	row, err := v.Base(ctx, in.Record)
	if err != nil {
		return nil, err
	}
	return record.Where[Watcher](ctx, v.At, "d.record_id = ? order by d.created_at, d.id limit 1000", row.ID)
}

func inbox(ctx context.Context, v *op.View, in InboxIn) (page.Page[Notice], error) {
	var none page.Page[Notice]
	limit, err := page.Limit(in.Limit)
	if err != nil {
		return none, err
	}
	mark := page.MarkOf("inbox", in.Reason)
	before := "~"
	if in.Cursor != "" {
		c, err := page.Resume(in.Cursor, mark)
		if err != nil {
			return none, err
		}
		before = c.ID
	}
	scope, args := v.Scope("l.product_id")
	where := "i.workspace_id = ? and i.member_id = ? and i.id < ? and " + scope
	args = append([]any{v.Workspace, v.Actor.Member, before}, args...)
	if in.Unread {
		where += " and i.read_at = 0"
	}
	if in.Reason != "" {
		where, args = where+" and i.reason = ?", append(args, in.Reason)
	}
	rows, err := store.All[Notice](ctx, v.R, "select i.id, i.seq, i.reason, i.read_at, l.at, l.actor_id, l.product_id, l.record_id, coalesce(r.key, '') as key, coalesce(r.title, '') as title, "+
		"l.kind, l.entity_id, l.act from inbox i join ledger l on l.workspace_id = i.workspace_id and l.seq = i.seq "+
		"left join record r on r.workspace_id = l.workspace_id and r.id = l.record_id where "+where+" order by i.id desc limit ?", append(args, limit+1)...)
	if err != nil {
		return none, err
	}
	if err := weighed(ctx, v, rows); err != nil {
		return none, err
	}
	return page.Cut(rows, limit, func(n Notice) page.Cursor { return page.Cursor{Of: mark, ID: n.ID} }), nil
}

// Nothing is an input without fields.
type Nothing struct{}

func count(ctx context.Context, v *op.View, _ Nothing) (*Counted, error) {
	n, err := store.One[int64](ctx, v.R, "select count(*) from (select 1 from inbox where workspace_id = ? and member_id = ? and read_at = 0 limit 1000) x", v.Workspace, v.Actor.Member)
	return &Counted{n}, err
}

func markRead(ctx context.Context, p *op.Plain, in ReadIn) (*Counted, error) {
	at := int64(p.Now)
	if in.Unread {
		at = 0
	}
	out := &Counted{}
	err := p.DB.Write(ctx, p.Workspace, func(tx *store.Tx) error {
		var err error
		if len(in.IDs) == 0 {
			_, err = tx.Exec(ctx, "update inbox set read_at = ? where workspace_id = ? and member_id = ? and read_at = 0", at, p.Workspace, p.Actor.Member)
		}
		for _, i := range in.IDs {
			if err == nil {
				_, err = tx.Exec(ctx, "update inbox set read_at = ? where workspace_id = ? and member_id = ? and id = ?", at, p.Workspace, p.Actor.Member, i)
			}
		}
		if err != nil {
			return err
		}
		out.Unread, err = store.One[int64](ctx, &tx.Reader, "select count(*) from (select 1 from inbox where workspace_id = ? and member_id = ? and read_at = 0 limit 1000) x", p.Workspace, p.Actor.Member)
		return err
	})
	return out, err
}

// weighed adds to notices of trades what they did to the odds.
func weighed(ctx context.Context, v *op.View, list []Notice) error {
	args := []any{v.Workspace}
	for _, n := range list {
		if n.Kind == "trade" {
			args = append(args, n.Seq)
		}
	}
	if len(args) == 1 {
		return nil
	}
	type row struct {
		Seq  int64      `db:"seq"`
		Diff patch.Diff `db:"diff"`
	}
	marks := strings.Repeat(", ?", len(args)-1)[2:]
	rows, err := store.All[row](ctx, v.R, "select seq, diff from ledger where workspace_id = ? and seq in ("+marks+")", args...)
	if err != nil {
		return err
	}
	for _, r := range rows {
		odds := &Odds{}
		_ = json.Unmarshal(r.Diff["oddsBefore"][1], &odds.Before)
		_ = json.Unmarshal(r.Diff["oddsAfter"][1], &odds.After)
		at := slices.IndexFunc(list, func(n Notice) bool { return n.Seq == r.Seq })
		list[at].Odds = odds
	}
	return nil
}

func unique(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}
