package launch

import (
	"context"
	"time"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// PreviewIn asks what another launch day would do.
type PreviewIn struct {
	ID  string    `json:"id" in:"path" v:"required" doc:"Id or key of the launch."`
	Day clock.Day `json:"day" in:"query" v:"required,day" doc:"The day to move it to."`
}

// Preview is what moves when the launch day moves.
type Preview struct {
	From     clock.Day  `json:"from" doc:"The launch day as it is; null when there is none."`
	To       clock.Day  `json:"to"`
	Shift    *int       `json:"shift" doc:"Days by which it moves; null when there was no day."`
	Moves    []Move     `json:"moves" doc:"Open tasks that move along."`
	Stay     []Move     `json:"stay" doc:"Open tasks that are due on a fixed day."`
	Was      Readiness  `json:"was" doc:"How ready it is as it stands."`
	Becomes  Readiness  `json:"becomes" doc:"How ready it would be."`
	Releases []Shipment `json:"releases" doc:"Releases that are due after the new day."`
	Near     []Nearby   `json:"near" doc:"Other launches within a week of the new day."`
}

// Move is a task that moves, or stays.
type Move struct {
	ID         string    `json:"id" ref:"launch_task"`
	Title      string    `json:"title"`
	Department string    `json:"department"`
	Owner      id.Ref    `json:"owner" ref:"member"`
	From       clock.Day `json:"from"`
	To         clock.Day `json:"to"`
	Past       bool      `json:"past" doc:"It would be due before today."`
	Weekend    bool      `json:"weekend" doc:"It would be due on a Saturday or Sunday."`
}

// Nearby is another launch about the same time.
type Nearby struct {
	ID      string    `db:"id" json:"id"`
	Key     string    `db:"key" json:"key"`
	Title   string    `db:"title" json:"title"`
	Product id.Ref    `db:"product_id" json:"product" ref:"product"`
	Tier    int64     `db:"tier" json:"tier"`
	Day     clock.Day `db:"launch_on" json:"day"`
}

func preview(ctx context.Context, v *op.View, in PreviewIn) (*Preview, error) {
	l, err := op.Find[Launch](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	today := v.Today()
	all, err := tasksOf(ctx, v, []string{l.ID})
	if err != nil {
		return nil, err
	}
	moved := *l
	moved.Day = in.Day
	out := &Preview{From: l.Day, To: in.Day, Moves: []Move{}, Stay: []Move{}, Releases: []Shipment{}}
	_, out.Was = lines(v, l, all[l.ID], today)
	_, out.Becomes = lines(v, &moved, all[l.ID], today)
	if l.Day != "" {
		shift := in.Day.Since(l.Day)
		out.Shift = &shift
	}
	for i := range all[l.ID] {
		t := &all[l.ID][i]
		if !t.open() {
			continue
		}
		m := Move{ID: t.ID, Title: t.Title, Department: t.Department, Owner: t.Owner, From: t.due(l.Day), To: t.due(in.Day)}
		m.Past, m.Weekend = m.To < today, weekend(m.To)
		if t.On != "" {
			out.Stay = append(out.Stay, m)
		} else {
			out.Moves = append(out.Moves, m)
		}
	}
	releases, err := shipments(ctx, v, l.ID)
	if err != nil {
		return nil, err
	}
	for _, r := range releases {
		if r.ReleasedOn == "" && r.DueOn > in.Day {
			out.Releases = append(out.Releases, r)
		}
	}
	out.Near, err = near(ctx, v, l.ID, in.Day)
	return out, err
}

func weekend(d clock.Day) bool {
	w := d.Time().Weekday()
	return w == time.Saturday || w == time.Sunday
}

// near gives the other launches within a week of a day.
func near(ctx context.Context, v *op.View, but string, day clock.Day) ([]Nearby, error) {
	const week = 7
	scope, args := v.Scope("r.product_id")
	rows, err := store.All[Nearby](ctx, v.R, `select r.id, r.key, r.title, r.product_id, x.tier, x.launch_on from launch x join record r on r.workspace_id = x.workspace_id and r.id = x.id
 where x.workspace_id = ? and x.launch_on between ? and ? and x.id <> ? and r.archived_at = 0 and r.state <> 'dropped' and `+scope+` order by x.launch_on, r.key limit 20`,
		append([]any{v.Workspace, string(day.Add(-week)), string(day.Add(week)), but}, args...)...)
	if rows == nil {
		rows = []Nearby{}
	}
	return rows, err
}

// Line is a launch among others, with how ready it is.
type Line struct {
	ID         string          `json:"id"`
	Key        string          `json:"key"`
	Title      string          `json:"title"`
	Product    id.Ref          `json:"product" ref:"product"`
	Owner      id.Ref          `json:"owner" ref:"member"`
	State      string          `json:"state"`
	Category   record.Category `json:"category"`
	Tier       int64           `json:"tier"`
	Day        clock.Day       `json:"day"`
	LaunchedOn clock.Day       `json:"launchedOn"`
	ReviewDue  clock.Day       `json:"reviewDue"`
	Ruling     string          `json:"ruling"`
	Readiness  Readiness       `json:"readiness" doc:"By its tasks alone."`
	Tasks      int             `json:"tasks"`
}
