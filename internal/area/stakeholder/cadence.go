package stakeholder

import (
	"cmp"
	"context"
	"slices"
	"time"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// Cadence is what a stakeholder hears, how often, in which form and by whom.
type Cadence struct {
	record.Part
	Stakeholder string    `db:"stakeholder_id" json:"stakeholder" by:"stakeholder.set" ref:"stakeholder" v:"required"`
	Topics      []string  `db:"topics" json:"topics" by:"stakeholder.set" v:"required,max=8" doc:"What about: roadmap, releases, launches, progress, bets, money, risks, decisions."`
	Every       string    `db:"every" json:"every" by:"stakeholder.set" v:"required,enum=week|fortnight|month|quarter|milestone" label:"How often" doc:"How often; milestone stands for each release and milestone."`
	Form        string    `db:"form" json:"form" by:"stakeholder.set" v:"required,enum=page|text|link|meeting" doc:"A page in the application, a text to send, a link, or a meeting."`
	By          id.Ref    `db:"by_id" json:"by" by:"stakeholder.set" ref:"member" label:"Told by" doc:"Who tells it; whoever looks after the relation when null."`
	SinceOn     clock.Day `db:"since_on" json:"sinceOn" by:"stakeholder.set" v:"day" label:"Agreed on" doc:"Since when it is agreed."`
	Note        string    `db:"note" json:"note" by:"stakeholder.set" v:"max=500"`
}

// Topics are what a stakeholder can be told about.
const (
	Roadmap   = "roadmap"
	Releases  = "releases"
	Launches  = "launches"
	Progress  = "progress"
	Bets      = "bets"
	Money     = "money"
	Risks     = "risks"
	Decisions = "decisions"
)

// Topics lists them, in the order in which a briefing tells them.
var Topics = []string{Roadmap, Releases, Launches, Progress, Bets, Money, Risks, Decisions}

// Check holds for every stored cadence.
func (c *Cadence) Check(l *errs.List) { checkTopics(c.Topics, l) }

func checkTopics(topics []string, l *errs.List) {
	for i, t := range topics {
		if !slices.Contains(Topics, t) || slices.Contains(topics[:i], t) {
			l.Add("topics", "must be some of roadmap, releases, launches, progress, bets, money, risks and decisions, each once")
			return
		}
	}
}

// Next gives the day on which something agreed is due again after a day. What
// goes by milestones has none until one is reached.
func Next(every string, last clock.Day) clock.Day {
	switch every {
	case "week":
		return last.Add(7)
	case "fortnight":
		return last.Add(14)
	case "month":
		return months(last, 1)
	case "quarter":
		return months(last, 3)
	default:
		return ""
	}
}

// months goes some months on; the last day of a month stays within the month.
func months(d clock.Day, n int) clock.Day {
	t := d.Time()
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return clock.Day(first.AddDate(0, 0, min(t.Day(), last)-1).Format(time.DateOnly))
}

// CadenceIn is a new cadence.
type CadenceIn struct {
	ID          string `json:"id" ref:"-" doc:"Made by the caller, so that a repeated call is harmless; made here when left out."`
	Stakeholder string `json:"stakeholder" ref:"stakeholder" v:"required"`
	CadenceFields
}

// CadenceFields are what can be agreed; what is left out stays.
type CadenceFields struct {
	Topics  *[]string  `json:"topics" v:"max=8" doc:"What about: roadmap, releases, launches, progress, bets, money, risks, decisions."`
	Every   *string    `json:"every" v:"enum=week|fortnight|month|quarter|milestone" doc:"How often."`
	Form    *string    `json:"form" v:"enum=page|text|link|meeting" doc:"A page in the application, a text to send, a link, or a meeting."`
	By      *string    `json:"by" ref:"member" doc:"Who tells it; empty for whoever looks after the relation."`
	SinceOn *clock.Day `json:"sinceOn" v:"day" doc:"Since when; today when left out at first."`
	Note    *string    `json:"note" v:"max=500"`
}

// CadenceChange changes a cadence.
type CadenceChange struct {
	ID string `json:"id" in:"path" v:"required"`
	CadenceFields
}

// CadenceRef names one.
type CadenceRef struct {
	ID string `json:"id" in:"path" v:"required"`
}

// mostCadences bounds what is agreed with one stakeholder.
const mostCadences = 20

func createCadence(ctx context.Context, tx *op.Tx, in CadenceIn) (*Cadence, error) {
	s, err := one[Stakeholder](ctx, &tx.View, in.Stakeholder)
	if err != nil {
		return nil, err
	}
	n, err := store.One[int64](ctx, tx.R, "select count(*) from cadence where workspace_id = ? and stakeholder_id = ?", tx.Workspace, s.ID)
	if err != nil {
		return nil, err
	}
	if n >= mostCadences {
		return nil, errs.New(errs.Invalid, "%d things are agreed with this stakeholder already; change one of them.", n)
	}
	c := &Cadence{Stakeholder: s.ID, Every: "month", Form: "page", SinceOn: dayOf(&tx.View, tx.Moment()), Topics: []string{Roadmap}}
	if s.Contact != "" {
		c.Form = "text"
	}
	c.ID, c.Product, c.Record = in.ID, s.Product, s.Record
	if err := in.CadenceFields.apply(ctx, tx, c); err != nil {
		return nil, err
	}
	return c, tx.Insert(ctx, c)
}

func (f *CadenceFields) apply(ctx context.Context, tx *op.Tx, c *Cadence) error {
	put(&c.Topics, f.Topics)
	put(&c.Every, f.Every)
	put(&c.Form, f.Form)
	put(&c.SinceOn, f.SinceOn)
	put(&c.Note, f.Note)
	if f.By == nil {
		return nil
	}
	who, err := memberOf(ctx, tx, "by", *f.By)
	c.By = who
	return err
}

func updateCadence(ctx context.Context, tx *op.Tx, in CadenceChange) (*Cadence, error) {
	before, err := one[Cadence](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	if err := in.CadenceFields.apply(ctx, tx, &after); err != nil {
		return nil, err
	}
	return &after, tx.Update(ctx, before, &after)
}

func deleteCadence(ctx context.Context, tx *op.Tx, in CadenceRef) (*Cadence, error) {
	c, err := one[Cadence](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	return c, tx.Delete(ctx, c)
}

// CadencesIn asks for a product's communication plan.
type CadencesIn struct {
	Product string `json:"product" in:"query" ref:"product" v:"required" doc:"Id or key of the product."`
}

// Plan is who hears what, and what is due.
type Plan struct {
	Items []Due     `json:"items" doc:"What is due first comes first; at most 500."`
	Today clock.Day `json:"today"`
}

// Due is something agreed, with when it was last done and is due again.
type Due struct {
	Cadence
	Name   string        `json:"name" doc:"Of the stakeholder."`
	Teller id.Ref        `json:"teller" ref:"member" doc:"Who tells it: by, or whoever looks after the relation."`
	LastAt clock.Instant `json:"lastAt" doc:"When they were last told of these topics; null for never."`
	Ago    *int          `json:"ago" doc:"So many days ago."`
	DueOn  clock.Day     `json:"dueOn" doc:"Null where it goes by milestones and none was reached since."`
	Late   int           `json:"late" doc:"So many days overdue; 0 when it is not."`
	State  string        `json:"state" doc:"overdue, due (within seven days) or fine."`
}

// mostDue bounds a communication plan.
const mostDue = 500

// soon is how many days ahead something counts as due.
const soon = 7

// last is when a stakeholder was told of which topics.
type last struct {
	Stakeholder string        `db:"stakeholder_id"`
	Topics      []string      `db:"topics"`
	SentAt      clock.Instant `db:"sent_at"`
}

func cadences(ctx context.Context, v *op.View, in CadencesIn) (*Plan, error) {
	product, err := productOf(ctx, v, in.Product)
	if err != nil {
		return nil, err
	}
	out := &Plan{Items: []Due{}, Today: dayOf(v, v.Now)}
	lines, err := record.Where[Cadence](ctx, v.At, "d.product_id = ? order by d.id limit ?", product, mostDue)
	if err != nil || len(lines) == 0 {
		return out, err
	}
	who, err := list(ctx, v, ListIn{Product: product})
	if err != nil {
		return nil, err
	}
	told, err := toldOf(ctx, v, product)
	if err != nil {
		return nil, err
	}
	reached, err := milestones(ctx, v, product, out.Today)
	if err != nil {
		return nil, err
	}
	for _, c := range lines {
		d := Due{Cadence: c, Teller: c.By}
		if i := slices.IndexFunc(who.Items, func(s Stood) bool { return s.ID == c.Stakeholder }); i >= 0 {
			d.Name = who.Items[i].Name
			if d.Teller == "" {
				d.Teller = who.Items[i].Owner
			}
		}
		d.LastAt = lastOf(told[c.Stakeholder], c.Topics)
		d.settle(out.Today, lastDay(v, d.LastAt, c.SinceOn), reached)
		if d.LastAt != 0 {
			n := out.Today.Since(dayOf(v, d.LastAt))
			d.Ago = &n
		}
		out.Items = append(out.Items, d)
	}
	slices.SortFunc(out.Items, func(a, b Due) int {
		return cmp.Or(cmp.Compare(b.Late, a.Late), cmp.Compare(orNever(a.DueOn), orNever(b.DueOn)), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

func orNever(d clock.Day) string { return cmp.Or(string(d), "9999") }

// lastDay is the day from which it is counted: that of the last telling, or
// since when it is agreed.
func lastDay(v *op.View, at clock.Instant, since clock.Day) clock.Day {
	if at != 0 {
		return dayOf(v, at)
	}
	return since
}

// settle says when it is due.
func (d *Due) settle(today, last clock.Day, reached []clock.Day) {
	d.DueOn, d.State = Next(d.Every, last), "fine"
	if d.Every == "milestone" {
		if i := slices.IndexFunc(reached, func(r clock.Day) bool { return r > last }); i >= 0 {
			d.DueOn = reached[i]
		}
	}
	switch {
	case d.DueOn == "":
	case d.DueOn < today:
		d.State, d.Late = "overdue", today.Since(d.DueOn)
	case d.DueOn <= today.Add(soon):
		d.State = "due"
	}
}

// toldOf gives what each stakeholder of a product was told, latest first.
func toldOf(ctx context.Context, v *op.View, product string) (map[string][]last, error) {
	rows, err := store.All[last](ctx, v.R, "select stakeholder_id, topics, sent_at from briefing where workspace_id = ? and product_id = ? and sent_at > 0 order by sent_at desc, id limit 5000", v.Workspace, product)
	out := map[string][]last{}
	for _, r := range rows {
		out[r.Stakeholder] = append(out[r.Stakeholder], r)
	}
	return out, err
}

// lastOf gives when somebody was last told of all of some topics, be it in one
// go or in several.
func lastOf(told []last, topics []string) clock.Instant {
	var oldest clock.Instant
	for _, t := range topics {
		i := slices.IndexFunc(told, func(l last) bool { return slices.Contains(l.Topics, t) })
		if i < 0 {
			return 0
		}
		if oldest == 0 || told[i].SentAt < oldest {
			oldest = told[i].SentAt
		}
	}
	return oldest
}

// milestones gives the days on which releases went out and milestones were due,
// the earliest first.
func milestones(ctx context.Context, v *op.View, product string, today clock.Day) ([]clock.Day, error) {
	days, err := store.All[string](ctx, v.R, `select coalesce(l.released_on, m.due_on) as day_on from record r
 left join release l on l.workspace_id = r.workspace_id and l.id = r.id
 left join milestone m on m.workspace_id = r.workspace_id and m.id = r.id
 where r.workspace_id = ? and r.product_id = ? and r.kind in ('release', 'milestone') and r.archived_at = 0
 and coalesce(l.released_on, m.due_on) <= ? order by 1 limit 1000`, v.Workspace, product, string(today))
	out := make([]clock.Day, len(days))
	for i, d := range days {
		out[i] = clock.Day(d)
	}
	return out, err
}
