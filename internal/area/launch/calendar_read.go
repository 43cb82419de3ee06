package launch

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/ical"
	"throughline/internal/kit/id"
)

// CalendarIn asks for launches of a time.
type CalendarIn struct {
	From    clock.Day `json:"from" in:"query" v:"day" doc:"The first day; today when left out."`
	To      clock.Day `json:"to" in:"query" v:"day" doc:"The last day; a year later when left out."`
	Product string    `json:"product" in:"query" ref:"product" doc:"Id or key; all that you see when left out."`
}

// Calendar is launches by day.
type Calendar struct {
	From    clock.Day `json:"from"`
	To      clock.Day `json:"to"`
	Today   clock.Day `json:"today"`
	Items   []Line    `json:"items" doc:"By the launch day, or the day on which it was launched."`
	Reviews []Line    `json:"reviews" doc:"Launched before this time and to be looked back at in it, by the launch."`
	Undated []Line    `json:"undated" doc:"Launches ahead that have no day yet."`
	More    bool      `json:"more" doc:"There are more than are listed."`
}

// mostLines bounds a calendar.
const mostLines = 300

func registerCalendar(r *op.Registry) {
	op.Ask(r, "launch.calendar", calendar, op.Says("List the launches of a time over all products, with how ready each is."), op.Needs(op.Inside))
	op.Ask(r, "launch.feed", feed, op.Says("Give the launches of a time as a calendar file."), op.Needs(op.Inside), op.Gives("text/calendar"))
	op.Ask(r, "launchtask.mine", myTasks, op.Says("List what launches wait for from you: tasks, announcements to approve, go or no-go to answer."), op.Needs(op.Self))
}

func calendar(ctx context.Context, v *op.View, in CalendarIn) (*Calendar, error) {
	today := v.Today()
	out := &Calendar{From: in.From, To: in.To, Today: today, Items: []Line{}, Reviews: []Line{}, Undated: []Line{}}
	if out.From == "" {
		out.From = today
	}
	if out.To == "" {
		out.To = out.From.Add(365)
	}
	if out.To < out.From {
		return nil, errs.Fieldf("to", "must not lie before the first day, %s", out.From)
	}
	scope, args := v.Scope("r.product_id")
	if in.Product != "" {
		product, err := v.Product(ctx, in.Product)
		if err != nil {
			return nil, err
		}
		scope, args = "r.product_id = ?", []any{product}
	}
	// One that was launched before this time may be looked back at in it.
	days := []any{string(out.From), string(out.To), string(out.From), string(out.From), string(out.To), string(out.From.Add(-reviewAfter)), string(out.To.Add(-reviewAfter))}
	rows, err := op.Where[Launch](ctx, v, `r.kind = 'launch' and r.archived_at = 0 and r.state <> 'dropped' and (coalesce(d.launched_on, d.launch_on) between ? and ? or (d.launch_on is null and r.category in ('todo', 'doing'))
 or (d.launched_on < ? and (d.review_on between ? and ? or (d.review_on is null and d.launched_on between ? and ?)))) and `+scope+" order by coalesce(d.launched_on, d.launch_on), r.key limit ?", append(append(days, args...), mostLines+1)...)
	if err != nil {
		return nil, err
	}
	if len(rows) > mostLines {
		rows, out.More = rows[:mostLines], true
	}
	all, err := listed(ctx, v, rows, today)
	for _, l := range all {
		switch {
		case l.Day == "" && l.LaunchedOn == "":
			out.Undated = append(out.Undated, l)
		case l.LaunchedOn != "" && l.LaunchedOn < out.From:
			out.Reviews = append(out.Reviews, l)
		default:
			out.Items = append(out.Items, l)
		}
	}
	return out, err
}

// listed says of launches how ready each is, with one select for all tasks.
func listed(ctx context.Context, v *op.View, rows []Launch, today clock.Day) ([]Line, error) {
	ids := make([]string, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
	}
	tasks, err := tasksOf(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	out := make([]Line, len(rows))
	for i := range rows {
		l := &rows[i]
		_, ready := lines(v, l, tasks[l.ID], today)
		out[i] = Line{l.ID, l.Key, l.Title, l.Product, l.Owner, l.State, l.Category, l.Tier, l.Day, l.LaunchedOn, l.reviewDay(), l.Ruling, ready, len(tasks[l.ID])}
	}
	return out, nil
}

// file is a calendar file.
type file []byte

// Serve writes it.
func (f file) Serve(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="launches.ics"`)
	_, _ = w.Write(f) // a reader that went away is no concern of ours
}

// feed writes the launches and their reviews.
func feed(ctx context.Context, v *op.View, in CalendarIn) (op.Stream, error) {
	c, err := calendar(ctx, v, in)
	if err != nil {
		return nil, err
	}
	out := ical.Calendar{Of: "Launches", Stamp: v.Now}
	add := func(uid string, on clock.Day, says string) {
		out.Events = append(out.Events, ical.Event{UID: uid, First: on, Last: on, Summary: says})
	}
	for _, l := range c.Items {
		add(l.ID, cmp.Or(l.LaunchedOn, l.Day), fmt.Sprintf("%s %s (tier %d, %s)", l.Key, l.Title, l.Tier, l.State))
		if l.ReviewDue >= c.From && l.ReviewDue <= c.To {
			add(l.ID+"-review", l.ReviewDue, "Review: "+l.Key+" "+l.Title)
		}
	}
	for _, l := range c.Reviews {
		add(l.ID+"-review", l.ReviewDue, "Review: "+l.Key+" "+l.Title)
	}
	return file(out.Bytes()), nil
}

// Mine is what launches wait for from somebody.
type Mine struct {
	Today     clock.Day    `json:"today"`
	Tasks     []MyTask     `json:"tasks" doc:"Open ones that are yours, or your department's while nobody owns them; what is due first comes first."`
	Approvals []MyApproval `json:"approvals" doc:"Announcements that wait for your word."`
	Answers   []MyAnswer   `json:"answers" doc:"Where your department has not said go or no-go."`
}

// Of is the launch that something belongs to.
type Of struct {
	Launch  string    `json:"launch" ref:"launch"`
	Key     string    `json:"key"`
	Name    string    `json:"name" doc:"Title of the launch."`
	Product id.Ref    `json:"product" ref:"product"`
	Day     clock.Day `json:"day"`
}

// MyTask is a task with the launch that it is for.
type MyTask struct {
	TaskLine
	Of Of `json:"of"`
}

// MyApproval is an announcement that waits.
type MyApproval struct {
	ID      string `json:"id" ref:"announcement"`
	Title   string `json:"title"`
	Channel string `json:"channel"`
	Note    string `json:"note"`
	Of      Of     `json:"of"`
}

// MyAnswer is a question go or no-go that a department has not answered.
type MyAnswer struct {
	Gate       string    `json:"gate" ref:"launch_gate"`
	Department string    `json:"department"`
	Note       string    `json:"note"`
	NeedBy     clock.Day `json:"needBy"`
	Of         Of        `json:"of"`
}

func myTasks(ctx context.Context, v *op.View, _ Nothing) (*Mine, error) {
	today := v.Today()
	out := &Mine{Today: today, Tasks: []MyTask{}, Approvals: []MyApproval{}, Answers: []MyAnswer{}}
	scope, args := v.Scope("r.product_id")
	// Launches that are over still have tasks: those after the launch day.
	rows, err := op.Where[Launch](ctx, v, "r.kind = 'launch' and r.archived_at = 0 and r.category in ('todo', 'doing', 'done') and "+scope+" order by d.launch_on, r.key limit ?", append(args, mostLines)...)
	if err != nil || len(rows) == 0 {
		return out, err
	}
	of := map[string]*Launch{}
	ids := make([]string, len(rows))
	for i := range rows {
		ids[i], of[rows[i].ID] = rows[i].ID, &rows[i]
	}
	if err := out.tasks(ctx, v, rows, ids); err != nil {
		return nil, err
	}
	if err := out.approvals(ctx, v, of, ids); err != nil {
		return nil, err
	}
	return out, out.answers(ctx, v, of, ids)
}

func (l *Launch) of() Of { return Of{l.ID, l.Key, l.Title, l.Product, l.Day} }

func (m *Mine) tasks(ctx context.Context, v *op.View, rows []Launch, ids []string) error {
	all, err := tasksOf(ctx, v, ids)
	if err != nil {
		return err
	}
	for i := range rows {
		l := &rows[i]
		list, _ := lines(v, l, all[l.ID], m.Today)
		for _, t := range list {
			if t.open() && t.Mine {
				m.Tasks = append(m.Tasks, MyTask{t, l.of()})
			}
		}
	}
	byDue(m.Tasks)
	return nil
}

// byDue puts what is due first first, and what has no day last.
func byDue(list []MyTask) {
	slices.SortStableFunc(list, func(a, b MyTask) int {
		if (a.Due == "") != (b.Due == "") {
			if a.Due == "" {
				return 1
			}
			return -1
		}
		return strings.Compare(string(a.Due), string(b.Due))
	})
}
