package launch

import (
	"context"
	"slices"

	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// LaunchIn names a launch.
//
//nolint:revive // In alone would say nothing
type LaunchIn struct {
	ID string `json:"id" in:"path" v:"required" doc:"Id or key of the launch."`
}

// Plan is a launch with its tasks and how ready it is.
type Plan struct {
	Launch
	Today       clock.Day    `json:"today"`
	ReviewDue   clock.Day    `json:"reviewDue" doc:"When one looks at what came of it."`
	DaysLeft    *int         `json:"daysLeft" doc:"To the launch day, below 0 when it has passed; null without a day, or once it is launched."`
	Releases    []Shipment   `json:"releases" doc:"What reaches the market with it."`
	Tasks       []TaskLine   `json:"tasks" doc:"By the day on which they are due."`
	Departments []Department `json:"departments" doc:"All, in their order."`
	Readiness   Readiness    `json:"readiness"`
	Gate        *LaunchGate  `json:"gate" doc:"The last time that go or no-go was asked; null where it never was."`
	May         bool         `json:"may" doc:"You decide about the plan; else you propose."`
}

// Shipment is a release of a launch.
type Shipment struct {
	ID         string          `db:"id" json:"id"`
	Product    id.Ref          `db:"product_id" json:"-"`
	Key        string          `db:"key" json:"key"`
	Title      string          `db:"title" json:"title"`
	State      string          `db:"state" json:"state"`
	Category   record.Category `db:"category" json:"category"`
	DueOn      clock.Day       `db:"due_on" json:"dueOn"`
	ReleasedOn clock.Day       `db:"released_on" json:"releasedOn"`
	Ruling     string          `db:"ruling" json:"ruling" doc:"Go or no-go of the release itself."`
	Link       string          `db:"link_id" json:"link" ref:"link" doc:"Id of the link to it."`
}

// TaskLine is a task with what follows for it.
type TaskLine struct {
	LaunchTask
	Due      clock.Day `json:"due" doc:"The day on which it has to be done; null while the launch has none."`
	Before   bool      `json:"before" doc:"Has to be done for the launch, not after it."`
	Late     int       `json:"late" doc:"Days since it was due, while it is open."`
	Waits    []string  `json:"waits" ref:"launch_task" doc:"Open tasks that come first."`
	Expected clock.Day `json:"expected" doc:"When it will be done at the earliest, as things stand; null once it is."`
	Slip     int       `json:"slip" doc:"Days by which that lies after it is due."`
	Mine     bool      `json:"mine" doc:"You may say how far it is."`
}

// Department is how far a department is.
type Department struct {
	Name      string    `json:"name"`
	Stands    string    `json:"stands" doc:"none, ready, on track, at risk or late."`
	Tasks     int       `json:"tasks" doc:"That have to be done for the launch, without those not needed."`
	Done      int       `json:"done"`
	NotNeeded int       `json:"notNeeded"`
	Late      int       `json:"late" doc:"Open and due before today."`
	Blocked   int       `json:"blocked" doc:"Open and waiting for another."`
	Percent   *int      `json:"percent" doc:"Done of those that have to be; null without any."`
	Next      clock.Day `json:"next" doc:"When the next of them is due."`
	Members   []string  `json:"members" ref:"member" doc:"Who holds a role of it."`
}

// Readiness is how ready a launch is as a whole.
type Readiness struct {
	Stands   string    `json:"stands" doc:"launched, no day, late, at risk, on track or ready."`
	Percent  *int      `json:"percent" doc:"Of what has to be done for it; null without a task."`
	Late     int       `json:"late"`
	Blocked  int       `json:"blocked"`
	Expected clock.Day `json:"expected" doc:"When all of it will be done, as things stand: the launch day or later."`
	Chain    []string  `json:"chain" ref:"launch_task" doc:"The tasks that hold it up most, the first to be done first."`
	Holds    []Hold    `json:"holds" doc:"What else is in the way."`
}

// Hold is something beside tasks that is in the way of a launch.
type Hold struct {
	What string `json:"what" doc:"release, release day, answer, gate or announcement."`
	ID   string `json:"id" ref:"-" doc:"Of the release, the gate or the announcement."`
	Name string `json:"name" doc:"Key of the release, name of the department, or title of the announcement."`
	Says string `json:"says" doc:"What about it: a state, a ruling, a day."`
}

func planOf(ctx context.Context, v *op.View, in LaunchIn) (*Plan, error) {
	l, err := op.Find[Launch](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	return whole(ctx, v, l)
}

// whole puts the plan of a launch together.
func whole(ctx context.Context, v *op.View, l *Launch) (*Plan, error) {
	out := &Plan{Launch: *l, ReviewDue: l.reviewDay(), May: v.Access.May(v.Actor, plan, string(l.Product)).May}
	var err error
	out.Today = v.Today()
	if out.Releases, err = shipments(ctx, v, l.ID); err != nil {
		return nil, err
	}
	tasks, err := tasksOf(ctx, v, []string{l.ID})
	if err != nil {
		return nil, err
	}
	out.Tasks, out.Readiness = lines(v, l, tasks[l.ID], out.Today)
	for _, name := range Departments {
		out.Departments = append(out.Departments, department(v, name, string(l.Product), out.Tasks, out.Today))
	}
	if out.Gate, err = lastGate(ctx, v, l.ID); err != nil {
		return nil, err
	}
	drafts, err := announcements(ctx, v, l.ID)
	if err != nil {
		return nil, err
	}
	out.Readiness.Holds = out.holds(drafts)
	if out.Readiness.Stands == "ready" && len(out.Readiness.Holds) > 0 {
		out.Readiness.Stands = "on track"
	}
	if l.Day != "" && l.LaunchedOn == "" {
		left := l.Day.Since(out.Today)
		out.DaysLeft = &left
	}
	return out, nil
}

const shipped = `select r.id, r.product_id, r.key, r.title, r.state, r.category, x.due_on, x.released_on, x.ruling, l.id as link_id
 from link l join record r on r.workspace_id = l.workspace_id and r.id = l.to_id join release x on x.workspace_id = r.workspace_id and x.id = r.id
 where l.workspace_id = ? and l.from_id = ? and l.type = ? and r.archived_at = 0 order by x.due_on, r.key limit 100`

// shipments gives the releases of a launch, as far as the actor sees them.
func shipments(ctx context.Context, v *op.View, launch string) ([]Shipment, error) {
	rows, err := store.All[Shipment](ctx, v.R, shipped, v.Workspace, launch, link.Launches)
	return slices.DeleteFunc(rows, func(s Shipment) bool { return !v.Sees(string(s.Product)) }), err
}

// lines works out what follows for each task, and for the launch from them.
func lines(v *op.View, l *Launch, tasks []LaunchTask, today clock.Day) ([]TaskLine, Readiness) {
	nodes := make([]node, len(tasks))
	for i := range tasks {
		t := &tasks[i]
		nodes[i] = node{t.ID, t.due(l.Day), t.Days, t.open(), t.before(l.Day), t.After}
	}
	of := expect(nodes, today)
	ready := Readiness{Expected: finish(nodes, of, l.Day), Chain: critical(nodes, of, l.Day), Holds: []Hold{}}
	out := make([]TaskLine, len(tasks))
	total, closed, slips := 0, 0, 0
	for i := range tasks {
		t := tasks[i]
		e := of[t.ID]
		x := TaskLine{LaunchTask: t, Due: nodes[i].Due, Before: nodes[i].Before, Waits: e.Waits, Expected: e.On, Slip: e.Slip, Mine: mine(v, &t)}
		if t.open() && x.Due != "" && x.Due < today {
			x.Late = today.Since(x.Due)
		}
		out[i] = x
		if !x.Before || t.State == notNeeded {
			continue
		}
		total++
		if t.State == done {
			closed++
		}
		count(&ready.Late, x.Late > 0)
		count(&ready.Blocked, len(x.Waits) > 0)
		count(&slips, x.Slip > 0)
	}
	slices.SortStableFunc(out, func(a, b TaskLine) int {
		switch {
		case a.Due < b.Due:
			return -1
		case a.Due > b.Due:
			return 1
		}
		return int(a.Offset - b.Offset)
	})
	ready.Percent = percent(closed, total)
	ready.Stands = l.stands(ready, slips, total-closed)
	return out, ready
}

func count(n *int, is bool) {
	if is {
		*n++
	}
}

func percent(n, of int) *int {
	if of == 0 {
		return nil
	}
	p := n * 100 / of
	return &p
}

// stands says in a word how a launch stands, by its tasks.
func (l *Launch) stands(r Readiness, slips, open int) string {
	switch {
	case l.LaunchedOn != "":
		return isLaunched
	case l.Day == "":
		return "no day"
	case r.Expected > l.Day:
		return "late"
	case slips > 0:
		return "at risk"
	case open == 0 && r.Percent != nil:
		return "ready"
	}
	return "on track"
}

func department(v *op.View, name, product string, tasks []TaskLine, today clock.Day) Department {
	d := Department{Name: name, Members: v.Access.Holding(holders[name], product)}
	slips, open := 0, 0
	for _, t := range tasks {
		if t.Department != name || !t.Before {
			continue
		}
		switch t.State {
		case notNeeded:
			d.NotNeeded++
			continue
		case done:
			d.Done++
		default:
			open++
			if t.Due >= today && (d.Next == "" || t.Due < d.Next) {
				d.Next = t.Due
			}
		}
		d.Tasks++
		count(&d.Late, t.Late > 0)
		count(&d.Blocked, len(t.Waits) > 0)
		count(&slips, t.Slip > 0)
	}
	d.Percent = percent(d.Done, d.Tasks)
	switch {
	case d.Tasks == 0 && d.NotNeeded == 0:
		d.Stands = "none"
	case open == 0:
		d.Stands = "ready"
	case d.Late > 0:
		d.Stands = "late"
	case slips > 0:
		d.Stands = "at risk"
	default:
		d.Stands = "on track"
	}
	return d
}

// holds lists what is in the way beside tasks.
func (p *Plan) holds(drafts []Announcement) []Hold {
	out := []Hold{}
	if p.LaunchedOn != "" {
		return out
	}
	for _, r := range p.Releases {
		switch {
		case r.Category == record.Done:
		case r.Category == record.Closed:
			out = append(out, Hold{"release", r.ID, r.Key, r.State})
		case r.Ruling == isNoGo:
			out = append(out, Hold{"release", r.ID, r.Key, isNoGo})
		case p.Day != "" && r.DueOn > p.Day:
			out = append(out, Hold{"release day", r.ID, r.Key, string(r.DueOn)})
		case p.Day != "" && p.Day <= p.Today:
			out = append(out, Hold{"release", r.ID, r.Key, r.State})
		}
	}
	if p.Gate != nil && p.Gate.State == gateOpen {
		for _, a := range p.Gate.Answers {
			if a.Says == isNoGo {
				out = append(out, Hold{"answer", p.Gate.ID, a.Department, isNoGo})
			}
		}
	}
	if p.Gate != nil && p.Gate.State == gateDecided && p.Gate.Ruling == isNoGo {
		out = append(out, Hold{"gate", p.Gate.ID, "", isNoGo})
	}
	for _, a := range drafts {
		if a.State == refused || a.State == awaited {
			out = append(out, Hold{"announcement", a.ID, a.Title, a.State})
		}
	}
	return out
}
