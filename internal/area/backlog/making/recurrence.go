package making

import (
	"context"
	"strings"
	"time"

	"throughline/internal/area/backlog"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// Recurrence is a rule that makes an item from a template every so often.
type Recurrence struct {
	record.Part
	Template string        `db:"template_id" json:"template" ref:"-" by:"story.write" v:"required" doc:"Id of the template."`
	Title    string        `db:"title" json:"title" by:"story.write" v:"required,max=480" doc:"Of the items; {day} becomes the day that each is due."`
	Every    int64         `db:"every" json:"every" by:"story.write" v:"min=1,max=365" doc:"Every how many days, weeks or months."`
	Unit     string        `db:"unit" json:"unit" by:"story.write" v:"required,enum=day|week|month"`
	OnDay    int64         `db:"on_day" json:"onDay" by:"story.write" v:"min=0,max=31" doc:"Of a week 1, Monday, to 7; of a month 1 to 31, in shorter ones the last; 0 otherwise."`
	NextOn   clock.Day     `db:"next_on" json:"nextOn" by:"story.write" v:"day" doc:"When the next item is due."`
	PausedAt clock.Instant `db:"paused_at" json:"pausedAt" by:"story.write" doc:"Null while it makes items."`
	Last     id.Ref        `db:"last_id" json:"last" ref:"record" by:"story.write" doc:"The item that it made last."`
}

// Check holds for every stored rule.
func (r *Recurrence) Check(list *errs.List) {
	switch {
	case r.Unit == "week" && (r.OnDay < 1 || r.OnDay > 7):
		list.Add("onDay", "must be 1, Monday, to 7, Sunday")
	case r.Unit == "month" && (r.OnDay < 1 || r.OnDay > 31):
		list.Add("onDay", "must be 1 to 31")
	}
	if r.NextOn == "" {
		list.Add("nextOn", "is required")
	}
}

// RecurrenceIn makes a rule, or changes the one with the id.
type RecurrenceIn struct {
	ID       string    `json:"id" ref:"-" doc:"Of the rule that is changed; for a new one made by the caller, or left out."`
	Product  string    `json:"product" ref:"product" v:"required" doc:"Id or key of the product."`
	Template string    `json:"template" ref:"-" v:"required" doc:"Id of the template."`
	Title    string    `json:"title" v:"required,max=480" doc:"Of the items; {day} becomes the day that each is due."`
	Every    int64     `json:"every" v:"min=1,max=365" doc:"Every how many days, weeks or months."`
	Unit     string    `json:"unit" v:"required,enum=day|week|month"`
	OnDay    int64     `json:"onDay" v:"min=0,max=31" doc:"Of a week 1, Monday, to 7; of a month 1 to 31, in shorter ones the last."`
	StartOn  clock.Day `json:"startOn" v:"day" doc:"Not before this day; today when left out."`
	Paused   bool      `json:"paused" doc:"Make nothing for now."`
}

func setRecurrence(ctx context.Context, tx *op.Tx, in RecurrenceIn) (*Recurrence, error) {
	product, err := tx.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	t, err := op.Find[ItemTemplate](ctx, &tx.View, in.Template)
	if err != nil || string(t.Product) != product {
		return nil, errs.Fieldf("template", "is not a template of this product")
	}
	before, err := partOrNew[Recurrence](ctx, tx, in.ID, product)
	if err != nil {
		return nil, err
	}
	today := tx.Today()
	after := *before
	after.Template, after.Title, after.Every, after.Unit, after.OnDay = t.ID, in.Title, max(1, in.Every), in.Unit, in.OnDay
	after.Product = id.Ref(product)
	if in.Unit == "day" {
		after.OnDay = 0
	}
	if before.ID == "" || before.Every != after.Every || before.Unit != after.Unit || before.OnDay != after.OnDay || in.StartOn != "" {
		after.NextOn = after.first(max(in.StartOn, today))
	}
	switch {
	case !in.Paused:
		after.PausedAt = 0
	case before.PausedAt == 0:
		after.PausedAt = tx.Moment()
	}
	if before.ID == "" {
		after.ID = in.ID
		return &after, tx.Insert(ctx, &after)
	}
	return &after, tx.Update(ctx, before, &after)
}

func deleteRecurrence(ctx context.Context, tx *op.Tx, in PartRef) (*Recurrence, error) {
	r, err := op.Find[Recurrence](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	return r, tx.Delete(ctx, r)
}

func listRecurrences(ctx context.Context, v *op.View, in ProductIn) ([]Recurrence, error) {
	p, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	return record.Where[Recurrence](ctx, v.At, "d.product_id = ? order by d.id limit 500", p)
}

// runRecurrence makes the item that is due. The item's id follows from the rule
// and the day, and the rule's next day is written with it, so that two servers
// that run the same rule at once make one item: the second finds the rule moved
// on, or the id taken.
func runRecurrence(ctx context.Context, tx *op.Tx, in PartRef) (*backlog.Item, error) {
	before, err := op.Find[Recurrence](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	now := tx.Today()
	switch {
	case before.PausedAt != 0:
		return nil, errs.New(errs.Conflict, "The rule %q is paused.", before.Title)
	case before.NextOn > now:
		return nil, errs.New(errs.Conflict, "The next %q is due on %s.", before.Title, before.NextOn)
	}
	t, err := op.Find[ItemTemplate](ctx, &tx.View, before.Template)
	if err != nil {
		return nil, err
	}
	title := strings.ReplaceAll(before.Title, "{day}", string(before.NextOn))
	i, err := t.make(ctx, tx, id.Of("recurrence", tx.Workspace, before.ID, string(before.NextOn)), title, "")
	if err != nil {
		return nil, err
	}
	after := *before
	after.Last, after.NextOn = id.Ref(i.ID), before.after(now)
	return i, tx.Update(ctx, before, &after)
}

// first is the first day, from one on, that the rule names.
func (r *Recurrence) first(from clock.Day) clock.Day {
	switch r.Unit {
	case "week":
		ahead := (int(r.OnDay) - isoWeekday(from) + 7) % 7
		return from.Add(ahead)
	case "month":
		if d := inMonth(from, 0, int(r.OnDay)); d >= from {
			return d
		}
		return inMonth(from, 1, int(r.OnDay))
	}
	return from
}

// after is the rule's first day after one, counted from the day that is due, so
// that every second Monday stays every second Monday. Days that were missed are
// passed over.
func (r *Recurrence) after(now clock.Day) clock.Day {
	n, every := r.NextOn, int(r.Every)
	for n <= now {
		switch r.Unit {
		case "week":
			n = n.Add(7 * every)
		case "month":
			n = inMonth(n, every, int(r.OnDay))
		default:
			n = n.Add(every)
		}
	}
	return n
}

func isoWeekday(d clock.Day) int {
	if w := int(d.Time().Weekday()); w > 0 {
		return w
	}
	return 7
}

// inMonth is a day of the month that is some months after another's, or its
// last one.
func inMonth(of clock.Day, months, day int) clock.Day {
	t := of.Time()
	first := time.Date(t.Year(), t.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return clock.Day(first.AddDate(0, 0, min(day, last)-1).Format(time.DateOnly))
}

// due is a rule whose day has come, and who made it: the items are theirs.
type due struct {
	ID string `db:"id"`
	By string `db:"created_by"`
}

// dueLimit bounds how many rules run at once; the next round takes the rest.
const dueLimit = 200

// dueNow lists the rules of a workspace whose day has come. A rule that waits
// for a decision, because its maker may not write stories any more, is left
// out until somebody has decided.
func dueNow(ctx context.Context, v *op.View) ([]due, error) {
	return store.All[due](ctx, v.R, `select c.id, c.created_by from recurrence c where c.workspace_id = ? and c.paused_at = 0 and c.next_on <= ? and c.created_by is not null
 and not exists (select 1 from proposal p where p.workspace_id = c.workspace_id and p.operation = 'recurrence.run' and p.state = 'open' and p.input like '%' || c.id || '%')
 order by c.next_on, c.id limit ?`, v.Workspace, string(v.Today()), dueLimit)
}

// RunDue makes what is due in one workspace, each in the name of whoever made
// the rule and with that person's rights: without them it becomes a proposal.
// Several servers may do this at once; the operation itself makes an item once.
func RunDue(ctx context.Context, e *op.Engine, workspace string) (int, error) {
	var all []due
	err := e.View(ctx, workspace, right.Actor{Role: right.Admin}, func(v *op.View) (err error) {
		all, err = dueNow(ctx, v)
		return err
	})
	if err != nil {
		return 0, err
	}
	made := 0
	for _, d := range all {
		actor, err := e.ActorOf(ctx, workspace, d.By, "recurrence")
		if errs.Is(err, errs.Unauthenticated) {
			continue // whoever made the rule has left; it is shown among the rules with its day passed
		}
		if err != nil {
			return made, err
		}
		ans, err := e.Run(ctx, op.Call{Op: "recurrence.run", Workspace: workspace, Actor: actor, Value: &PartRef{ID: d.ID}, Reason: "It is due by a rule."})
		switch {
		case errs.Is(err, errs.Conflict) || errs.Is(err, errs.NotFound):
			continue // another server was first, or it was paused meanwhile
		case err != nil:
			return made, err
		case ans.Proposal == nil:
			made++
		}
	}
	return made, nil
}
