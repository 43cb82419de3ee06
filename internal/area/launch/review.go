package launch

import (
	"context"
	"fmt"
	"strings"

	"throughline/internal/area/backlog"
	"throughline/internal/area/roadmap/bet"
	"throughline/internal/core/kind"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// LaunchReview is the look back on a launch, with its bets as they stood then.
//
//nolint:revive // the name is the table's
type LaunchReview struct {
	record.Part
	HeldOn    clock.Day `db:"held_on" json:"heldOn" by:"launch.plan" v:"required,day"`
	Well      string    `db:"well" json:"well" by:"launch.plan" v:"max=20000" doc:"What went well, in Markdown."`
	Less      string    `db:"less" json:"less" by:"launch.plan" v:"max=20000" doc:"What went less well, in Markdown."`
	Bets      []BetSeen `db:"bets" json:"bets" by:"launch.plan" v:"max=200" doc:"As they stood then."`
	FollowUps []string  `db:"follow_ups" json:"followUps" by:"launch.plan" ref:"record" v:"max=50" doc:"Ids of the records that came of it."`
}

// BetSeen is a bet as it stood at a review.
type BetSeen struct {
	Feature string    `json:"feature" ref:"feature"`
	Key     string    `json:"key"`
	Title   string    `json:"title"`
	Stands  string    `json:"stands" doc:"open, running, due, hit or missed."`
	Metric  string    `json:"metric" ref:"-" doc:"Its name."`
	Unit    string    `json:"unit"`
	In      string    `json:"in" doc:"unit or percent."`
	Low     *float64  `json:"low" doc:"Lower end of what was predicted."`
	High    *float64  `json:"high"`
	Odds    *float64  `json:"odds"`
	Change  *float64  `json:"change" doc:"What the metric did by then."`
	Says    string    `json:"says" doc:"What the number said then: hit, missed, too early, or nothing."`
	On      clock.Day `json:"on" doc:"The day on which it is judged."`
}

// ReviewIn keeps a review.
type ReviewIn struct {
	ID        string     `json:"id" in:"path" v:"required" doc:"Id or key of the launch."`
	On        clock.Day  `json:"on" v:"day" doc:"Today when left out."`
	Well      string     `json:"well" v:"max=20000"`
	Less      string     `json:"less" v:"max=20000"`
	FollowUps []FollowUp `json:"followUps" v:"max=50"`
}

// FollowUp is something to do because of a review: a new backlog item, or a
// record that is there.
type FollowUp struct {
	Kind   string `json:"kind" doc:"task, story, bug or spike; task when left out."`
	Title  string `json:"title" doc:"Of a new one."`
	Owner  string `json:"owner" ref:"member"`
	Record string `json:"record" ref:"record" doc:"Id or key of a record that is there, instead."`
}

// Lookback is what one looks at in a review.
type Lookback struct {
	Due     clock.Day      `json:"due" doc:"The day of the review."`
	Today   clock.Day      `json:"today"`
	Bets    []bet.Bet      `json:"bets" doc:"Of the features that the launch's releases ship, as they stand now."`
	Bare    []Shipless     `json:"bare" doc:"Features without a bet: nothing will settle whether they were right."`
	Tasks   TaskCount      `json:"tasks"`
	Reviews []LaunchReview `json:"reviews" doc:"The newest first."`
	Came    []CameOf       `json:"came" doc:"What the reviews' follow-ups are and where they stand."`
	May     bool           `json:"may" doc:"You decide; else you propose."`
}

// Shipless is a feature without a bet.
type Shipless struct {
	ID    string `json:"id" ref:"feature"`
	Key   string `json:"key"`
	Title string `json:"title"`
}

// TaskCount is how a plan came out.
type TaskCount struct {
	Done      int `json:"done"`
	InTime    int `json:"inTime" doc:"Done on the day on which they were due, or before."`
	NotNeeded int `json:"notNeeded"`
	Open      int `json:"open"`
}

// CameOf is a follow-up.
type CameOf struct {
	ID       string          `db:"id" json:"id" ref:"record"`
	Product  id.Ref          `db:"product_id" json:"-"`
	Key      string          `db:"key" json:"key"`
	Kind     string          `db:"kind" json:"kind"`
	Title    string          `db:"title" json:"title"`
	State    string          `db:"state" json:"state"`
	Category record.Category `db:"category" json:"category"`
}

func registerReviews(r *op.Registry) {
	op.AddPart[LaunchReview](r, "launch_review")
	op.Ask(r, "launch.lookback", lookback, op.Says("Show what came of a launch: its bets as they stand, how its plan came out, and its reviews."))
	op.Do(r, "launch.review", review, op.Says("Keep a review of a launch: what went well and less well, its bets as they stand, and what follows."))
}

func lookback(ctx context.Context, v *op.View, in LaunchIn) (*Lookback, error) {
	l, err := op.Find[Launch](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	out := &Lookback{Due: l.reviewDay(), Bare: []Shipless{}, Came: []CameOf{}, May: v.Access.May(v.Actor, plan, string(l.Product)).May}
	out.Today = v.Today()
	if err := out.bets(ctx, v, l); err != nil {
		return nil, err
	}
	if err := out.count(ctx, v, l); err != nil {
		return nil, err
	}
	if out.Reviews, err = record.Where[LaunchReview](ctx, v.At, "d.record_id = ? order by d.held_on desc, d.created_at desc, d.id limit 50", l.ID); err != nil {
		return nil, err
	}
	return out, out.follow(ctx, v)
}

func (o *Lookback) bets(ctx context.Context, v *op.View, l *Launch) error {
	fs, err := features(ctx, v, l.ID)
	if err != nil {
		return err
	}
	ids := make([]string, len(fs))
	for i, f := range fs {
		ids[i] = f.ID
	}
	if o.Bets, err = bet.Of(ctx, v, ids); err != nil {
		return err
	}
	has := map[string]bool{}
	for _, b := range o.Bets {
		has[string(b.Feature)] = true
	}
	for _, f := range fs {
		if !has[f.ID] {
			o.Bare = append(o.Bare, Shipless{f.ID, f.Key, f.Title})
		}
	}
	return nil
}

func (o *Lookback) count(ctx context.Context, v *op.View, l *Launch) error {
	all, err := tasksOf(ctx, v, []string{l.ID})
	if err != nil {
		return err
	}
	zone := v.Zone()
	for i := range all[l.ID] {
		t := &all[l.ID][i]
		switch {
		case t.open():
			o.Tasks.Open++
		case t.State == notNeeded:
			o.Tasks.NotNeeded++
		default:
			o.Tasks.Done++
			count(&o.Tasks.InTime, t.due(l.Day) == "" || clock.DayOf(t.DoneAt, zone) <= t.due(l.Day))
		}
	}
	return nil
}

func (o *Lookback) follow(ctx context.Context, v *op.View) error {
	var ids []string
	for _, r := range o.Reviews {
		ids = append(ids, r.FollowUps...)
	}
	if len(ids) == 0 {
		return nil
	}
	marks, args := record.Among(ids)
	rows, err := store.All[CameOf](ctx, v.R, "select id, product_id, key, kind, title, state, category from record where workspace_id = ? and id in ("+marks+") and archived_at = 0 order by key", append([]any{v.Workspace}, args...)...)
	for _, c := range rows {
		if v.Sees(string(c.Product)) {
			o.Came = append(o.Came, c)
		}
	}
	return err
}

// review keeps what was said, with the bets as they stand, and makes what
// follows. New items go to the end of the backlog, where the product owner
// decides about them as about any other.
func review(ctx context.Context, tx *op.Tx, in ReviewIn) (*LaunchReview, error) {
	before, err := op.Find[Launch](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if before.LaunchedOn == "" {
		return nil, errs.New(errs.Conflict, "%s is %s. One looks back on a launch once it is launched.", before.Key, before.State)
	}
	if strings.TrimSpace(in.Well) == "" && strings.TrimSpace(in.Less) == "" {
		return nil, errs.Fieldf("well", "say what went well, or what went less well")
	}
	defer tx.Covered(plan)()
	r := &LaunchReview{HeldOn: in.On, Well: strings.TrimSpace(in.Well), Less: strings.TrimSpace(in.Less), Bets: []BetSeen{}, FollowUps: []string{}}
	r.Record, r.Product = id.Ref(before.ID), before.Product
	if r.HeldOn == "" {
		r.HeldOn = tx.Day(tx.Moment())
	}
	seen := &Lookback{}
	if err := seen.bets(ctx, &tx.View, before); err != nil {
		return nil, err
	}
	for _, b := range seen.Bets {
		r.Bets = append(r.Bets, BetSeen{string(b.Feature), b.Key, b.Title, b.Stands, b.Name, b.Unit, b.In, b.Low, b.High, b.Odds, b.Change, b.Says.Outcome, b.On})
	}
	for i, f := range in.FollowUps {
		made, err := f.make(ctx, tx, before, fmt.Sprintf("followUps.%d.", i))
		if err != nil {
			return nil, err
		}
		r.FollowUps = append(r.FollowUps, made)
	}
	if err := tx.Insert(ctx, r); err != nil {
		return nil, err
	}
	after := *before
	s, err := tx.Meant(ctx, before, isReviewed)
	if err != nil {
		return nil, err
	}
	after.State = s.Name
	return r, tx.Update(ctx, before, &after)
}

// make makes a follow-up, or finds the one that is there, and links it to the
// launch.
func (f FollowUp) make(ctx context.Context, tx *op.Tx, l *Launch, at string) (string, error) {
	if f.Record != "" {
		row, err := tx.Base(ctx, f.Record)
		if err != nil {
			return "", err
		}
		_, err = link.Make(ctx, tx, link.CreateIn{Type: link.Relates, From: row.ID, To: l.ID})
		return row.ID, err
	}
	item := &backlog.Item{}
	item.Kind, item.Product, item.Title = f.Kind, l.Product, strings.TrimSpace(f.Title)
	if item.Kind == "" {
		item.Kind = "task"
	}
	if !backlog.Is(item.Kind) {
		return "", errs.Fieldf(at+"kind", "must be task, story, bug or spike")
	}
	if item.Title == "" {
		return "", errs.Fieldf(at+"title", "is required: what is to be done?")
	}
	item.Body = "Follows from the review of " + l.Key + "."
	var err error
	if item.Owner, err = owner(ctx, tx, f.Owner); err != nil {
		return "", err
	}
	k, _ := tx.Engine.Reg.Kind(item.Kind)
	if item.Rank, err = kind.Last(ctx, tx, k, l.Product); err != nil {
		return "", err
	}
	if err := tx.Insert(ctx, item); err != nil {
		return "", err
	}
	_, err = link.Make(ctx, tx, link.CreateIn{Type: link.Relates, From: item.ID, To: l.ID})
	return item.ID, err
}
