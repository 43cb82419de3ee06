package launch

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"throughline/internal/core/attach"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// LaunchTask is one thing that a department does for a launch.
//
//nolint:revive // the name is the table's
type LaunchTask struct {
	record.Part
	Department string        `db:"department" json:"department" by:"launch.plan" v:"required,enum=product|engineering|marketing|sales|support|legal|finance"`
	Title      string        `db:"title" json:"title" by:"launch.plan" v:"required,max=300"`
	Note       string        `db:"note" json:"note" by:"launch.plan" v:"max=20000" doc:"What is to be done, in Markdown."`
	Owner      id.Ref        `db:"owner_id" json:"owner" by:"launch.plan" ref:"member" doc:"Who does it."`
	Offset     int64         `db:"due_offset" json:"offset" by:"launch.plan" v:"min=-365,max=365" doc:"Days from the launch day on which it is due: -14 is two weeks before."`
	On         clock.Day     `db:"due_on" json:"on" by:"launch.plan" v:"day" doc:"A fixed day on which it is due; it does not move along with the launch day."`
	Days       int64         `db:"days" json:"days" by:"launch.plan" v:"min=0,max=120" doc:"How many days it takes once nothing holds it up."`
	After      []string      `db:"after_ids" json:"after" by:"launch.plan" ref:"launch_task" v:"max=30" doc:"Ids of the tasks that come first."`
	State      string        `db:"state" json:"state" by:"launch.plan" v:"required,enum=to do|doing|done|not needed"`
	Reason     string        `db:"reason" json:"reason" by:"launch.plan" v:"max=2000" doc:"Why it is not needed."`
	Produces   string        `db:"produces" json:"produces" by:"launch.plan" v:"max=300" doc:"What comes of it: a page, a contract, a talk."`
	Link       string        `db:"link" json:"link" ref:"-" by:"launch.plan" v:"max=2000" doc:"Where what came of it is."`
	File       id.Ref        `db:"file_id" json:"file" by:"launch.plan" ref:"attachment" doc:"What came of it, among the launch's attachments."`
	DoneAt     clock.Instant `db:"done_at" json:"doneAt" doc:"Null while it is open."`
	DoneBy     id.Ref        `db:"done_by" json:"doneBy" ref:"member"`
	Template   string        `db:"template" json:"template" ref:"-" doc:"Id in the template that it came from; empty for one of one's own."`
}

// States of a task.
const (
	todo      = "to do"
	doing     = "doing"
	done      = "done"
	notNeeded = "not needed"
)

// mostTasks bounds the plan of one launch.
const mostTasks = 300

// TaskMake adds a task to a plan.
type TaskMake struct {
	ID         string    `json:"id" ref:"-" doc:"Made by the caller, or left out."`
	Launch     string    `json:"launch" ref:"launch" v:"required" doc:"Id or key of the launch."`
	Department string    `json:"department" v:"required,enum=product|engineering|marketing|sales|support|legal|finance"`
	Title      string    `json:"title" v:"required,max=300"`
	Note       string    `json:"note" v:"max=20000"`
	Owner      string    `json:"owner" ref:"member"`
	Offset     int64     `json:"offset" v:"min=-365,max=365" doc:"Days from the launch day; -14 is two weeks before."`
	On         clock.Day `json:"on" v:"day" doc:"A fixed day instead."`
	Days       *int64    `json:"days" v:"min=0,max=120" doc:"How many days it takes; 1 when left out."`
	After      []string  `json:"after" ref:"launch_task" v:"max=30"`
	Produces   string    `json:"produces" v:"max=300"`
}

// TaskChange changes a task; what is left out stays.
type TaskChange struct {
	ID         string     `json:"id" in:"path" v:"required"`
	Department *string    `json:"department" v:"enum=product|engineering|marketing|sales|support|legal|finance"`
	Title      *string    `json:"title" v:"max=300"`
	Note       *string    `json:"note" v:"max=20000"`
	Owner      *string    `json:"owner" ref:"member" doc:"Empty for nobody."`
	Offset     *int64     `json:"offset" v:"min=-365,max=365" doc:"Days from the launch day; it is no longer due on a fixed day then."`
	On         *clock.Day `json:"on" v:"day" doc:"A fixed day; empty to have it relative to the launch day again."`
	Days       *int64     `json:"days" v:"min=0,max=120"`
	After      *[]string  `json:"after" ref:"launch_task"`
	State      *string    `json:"state" v:"enum=to do|doing|done|not needed"`
	Reason     *string    `json:"reason" v:"max=2000" doc:"Why it is not needed; required for that."`
	Produces   *string    `json:"produces" v:"max=300"`
	Link       *string    `json:"link" ref:"-" v:"max=2000"`
	File       *string    `json:"file" ref:"attachment" doc:"An attachment of the launch; empty for none."`
}

// ThingIn names a part of a launch.
type ThingIn struct {
	ID string `json:"id" in:"path" v:"required"`
}

func registerTasks(r *op.Registry) {
	op.AddPart[LaunchTask](r, "launch_task")
	op.Do(r, "launchtask.create", addTask, op.Says("Add a task to the plan of a launch."), op.Takes(plan))
	op.Do(r, "launchtask.update", changeTask, op.Says("Change a task of a launch. Whoever owns it says how far it is and what came of it; all else is the plan's to decide."))
	op.Do(r, "launchtask.delete", removeTask, op.Says("Take a task out of the plan of a launch."), op.Takes(plan))
}

// Check holds for every stored task.
func (t *LaunchTask) Check(list *errs.List) {
	if t.State == notNeeded && strings.TrimSpace(t.Reason) == "" {
		list.Add("reason", "is required: why is it not needed?")
	}
	if t.Link != "" && !isAddress(t.Link) {
		list.Add("link", "is not a web address (https://…)")
	}
	if slices.Contains(t.After, t.ID) {
		list.Add("after", "a task cannot come after itself")
	}
}

// open says that it is still to be done.
func (t *LaunchTask) open() bool { return t.State == todo || t.State == doing }

// due is the day on which it has to be done; empty while nobody knows.
func (t *LaunchTask) due(day clock.Day) clock.Day {
	switch {
	case t.On != "":
		return t.On
	case day == "":
		return ""
	}
	return day.Add(int(t.Offset))
}

// before says that it has to be done for the launch, not after it.
func (t *LaunchTask) before(day clock.Day) bool {
	if t.On != "" && day != "" {
		return t.On <= day
	}
	return t.On != "" || t.Offset <= 0
}

// tasksOf gives the tasks of launches, by launch, in the order in which they
// are due.
func tasksOf(ctx context.Context, v *op.View, launches []string) (map[string][]LaunchTask, error) {
	out := map[string][]LaunchTask{}
	if len(launches) == 0 {
		return out, nil
	}
	marks, args := record.Among(launches)
	rows, err := record.Where[LaunchTask](ctx, v.At, "d.record_id in ("+marks+") order by d.due_offset, d.created_at, d.id", args...)
	for _, t := range rows {
		out[string(t.Record)] = append(out[string(t.Record)], t)
	}
	return out, err
}

func addTask(ctx context.Context, tx *op.Tx, in TaskMake) (*LaunchTask, error) {
	l, err := op.Find[Launch](ctx, &tx.View, in.Launch)
	if err != nil {
		return nil, err
	}
	there, err := tasksOf(ctx, &tx.View, []string{l.ID})
	if err != nil {
		return nil, err
	}
	if len(there[l.ID]) >= mostTasks {
		return nil, errs.New(errs.Conflict, "%s has %d tasks already, and no more fit into one plan. Make another launch.", l.Key, mostTasks)
	}
	t := &LaunchTask{Department: in.Department, Title: strings.TrimSpace(in.Title), Note: in.Note, Offset: in.Offset, On: in.On, Days: 1, After: in.After, State: todo, Produces: in.Produces}
	t.ID, t.Record, t.Product = in.ID, id.Ref(l.ID), l.Product
	if in.Days != nil {
		t.Days = *in.Days
	}
	if t.Owner, err = owner(ctx, tx, in.Owner); err != nil {
		return nil, err
	}
	if err := ordered(there[l.ID], t); err != nil {
		return nil, err
	}
	return t, tx.Insert(ctx, t)
}

// owner finds who is to do something.
func owner(ctx context.Context, tx *op.Tx, ref string) (id.Ref, error) {
	who, err := tx.Person(ctx, ref)
	if err != nil || who == "" {
		return "", err
	}
	if m, known := tx.Access.Member(who); !known || m.Status != "active" {
		return "", errs.Fieldf("owner", "names nobody who can sign in here")
	}
	return id.Ref(who), nil
}

// ordered sees that what comes first is of the same plan, and that nothing
// waits for itself.
func ordered(all []LaunchTask, t *LaunchTask) error {
	after := map[string][]string{}
	title := map[string]string{}
	for _, x := range all {
		after[x.ID], title[x.ID] = x.After, x.Title
	}
	for i, a := range t.After {
		if _, known := after[a]; !known {
			return errs.Fieldf(fmt.Sprintf("after.%d", i), "is no task of this launch")
		}
	}
	if t.ID == "" {
		return nil // nothing can wait for what is only being made
	}
	after[t.ID] = t.After
	seen := map[string]bool{}
	var reaches func(string) bool
	reaches = func(from string) bool {
		for _, a := range after[from] {
			if a == t.ID {
				return true
			}
			if !seen[a] {
				seen[a] = true
				if reaches(a) {
					return true
				}
			}
		}
		return false
	}
	for i, a := range t.After {
		seen[a] = true
		if a == t.ID || reaches(a) {
			return errs.Fieldf(fmt.Sprintf("after.%d", i), "“%s” waits for this task itself, directly or through others", title[a])
		}
	}
	return nil
}

// changeTask changes a task. Whoever does it says how far it is and what came of
// it, without asking: the plan says what is to be done, not whether it is.
func changeTask(ctx context.Context, tx *op.Tx, in TaskChange) (*LaunchTask, error) {
	before, err := op.Find[LaunchTask](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	if err := in.apply(ctx, tx, &after); err != nil {
		return nil, err
	}
	if in.After != nil {
		all, err := tasksOf(ctx, &tx.View, []string{string(before.Record)})
		if err != nil {
			return nil, err
		}
		if err := ordered(all[string(before.Record)], &after); err != nil {
			return nil, err
		}
	}
	if before.reports(&after) && mine(&tx.View, before) {
		defer tx.Covered()()
	} else {
		defer tx.Covered(plan)()
	}
	return &after, tx.Update(ctx, before, &after)
}

// mine says whose a task is: its owner's, and while nobody owns it its
// department's.
func mine(v *op.View, t *LaunchTask) bool {
	if t.Owner != "" {
		return string(t.Owner) == v.Actor.Member
	}
	return part(v, v.Actor.Member, t.Department, string(t.Product))
}

// reports says that nothing changes but how far it is and what came of it.
func (t *LaunchTask) reports(after *LaunchTask) bool {
	was := *t
	was.State, was.Reason, was.Link, was.File, was.DoneAt, was.DoneBy = after.State, after.Reason, after.Link, after.File, after.DoneAt, after.DoneBy
	return was.Department == after.Department && was.Title == after.Title && was.Note == after.Note && was.Owner == after.Owner && was.Offset == after.Offset &&
		was.On == after.On && was.Days == after.Days && slices.Equal(was.After, after.After) && was.Produces == after.Produces
}

func (in TaskChange) apply(ctx context.Context, tx *op.Tx, t *LaunchTask) (err error) {
	put(&t.Department, in.Department)
	put(&t.Title, in.Title)
	put(&t.Note, in.Note)
	put(&t.Days, in.Days)
	put(&t.After, in.After)
	put(&t.Produces, in.Produces)
	put(&t.Link, in.Link)
	if in.Offset != nil {
		t.Offset, t.On = *in.Offset, ""
	}
	put(&t.On, in.On)
	if in.Owner != nil {
		if t.Owner, err = owner(ctx, tx, *in.Owner); err != nil {
			return err
		}
	}
	if in.File != nil {
		if err := t.attach(ctx, tx, *in.File); err != nil {
			return err
		}
	}
	t.move(tx, in.State, in.Reason)
	return nil
}

// move sets the state with what goes with it.
func (t *LaunchTask) move(tx *op.Tx, state, reason *string) {
	put(&t.Reason, reason)
	if state == nil || *state == t.State {
		return
	}
	t.State = *state
	if t.State != notNeeded {
		t.Reason = ""
	}
	t.DoneAt, t.DoneBy = 0, ""
	if !t.open() {
		t.DoneAt, t.DoneBy = tx.Moment(), id.Ref(tx.Actor.Member)
	}
}

// attach sees that a file is one of the launch's own.
func (t *LaunchTask) attach(ctx context.Context, tx *op.Tx, file string) error {
	if file == "" {
		t.File = ""
		return nil
	}
	there, err := record.Where[attach.Attachment](ctx, tx.At, "d.id = ? and d.record_id = ?", file, t.Record)
	if err == nil && len(there) == 0 {
		err = errs.Fieldf("file", "is no attachment of the launch; attach the file to it first")
	}
	t.File = id.Ref(file)
	return err
}

func put[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

// removeTask takes a task away, and out of what waited for it.
func removeTask(ctx context.Context, tx *op.Tx, in ThingIn) (*LaunchTask, error) {
	t, err := op.Find[LaunchTask](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	all, err := tasksOf(ctx, &tx.View, []string{string(t.Record)})
	if err != nil {
		return nil, err
	}
	list := all[string(t.Record)]
	for i := range list {
		if !slices.Contains(list[i].After, t.ID) {
			continue
		}
		after := list[i]
		after.After = slices.DeleteFunc(slices.Clone(after.After), func(a string) bool { return a == t.ID })
		if err := tx.Update(ctx, &list[i], &after); err != nil {
			return nil, err
		}
	}
	return t, tx.Delete(ctx, t)
}
