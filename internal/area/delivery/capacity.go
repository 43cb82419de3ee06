package delivery

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/area/backlog"
	"throughline/internal/area/product"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// SprintMember says with how much of their time somebody works on a sprint.
type SprintMember struct {
	record.Part
	Member string  `db:"member_id" json:"member" ref:"member"`
	Share  float64 `db:"share" json:"share" v:"min=0,max=1" doc:"0 to 1; 0 is not at all."`
}

// Absence is days on which somebody is away.
type Absence struct {
	record.Part
	Member id.Ref    `db:"member_id" json:"member" ref:"member" doc:"Who; null for everybody, as on a public holiday."`
	From   clock.Day `db:"from_on" json:"from" v:"required,day" doc:"The first day."`
	Until  clock.Day `db:"until_on" json:"until" v:"required,day" doc:"The last day."`
	Note   string    `db:"note" json:"note" v:"max=200"`
}

// SprintRule is how a product's sprints usually go.
type SprintRule struct {
	record.Part
	Focus float64 `db:"focus" json:"focus" v:"min=0,max=1" doc:"Which part of their time people have for the sprint's work."`
	Begun string  `db:"begun" json:"begun" v:"enum=sprint|backlog" doc:"Where what was begun goes at the end, unless said otherwise."`
	Fresh string  `db:"fresh" json:"fresh" v:"enum=sprint|backlog" doc:"Where what was not begun goes."`
}

// usual is how sprints go where nobody has said otherwise. Seven tenths is what
// meetings, questions and interruptions leave in most teams.
var usual = SprintRule{Focus: 0.7, Begun: toSprint, Fresh: toSprint}

// Capacity is how much a team can take on in a sprint, and how that is worked
// out: for each person (working days − days away) × share, summed, × focus
// factor, × the points that such a day has given in the sprints before.
type Capacity struct {
	Sprint    string     `json:"sprint" ref:"sprint" doc:"Key of the sprint."`
	Days      int        `json:"days" doc:"Working days from its first to its last day, holidays taken off."`
	Holidays  int        `json:"holidays" doc:"Days on which nobody works: the product's holidays, and absences of everybody."`
	People    []Presence `json:"people"`
	Focus     float64    `json:"focus" doc:"The focus factor."`
	Present   float64    `json:"present" doc:"Person-days: those that people are there, by their share."`
	Focused   float64    `json:"focused" doc:"Person-days for the sprint's work: present × focus."`
	PerDay    *float64   `json:"perDay" doc:"Points that such a day gave in the sprints before; null without any."`
	From      []Past     `json:"from" doc:"The sprints that this is taken from, at most three."`
	Worked    *float64   `json:"worked" doc:"The capacity so worked out, in points: focused × perDay."`
	Set       *float64   `json:"set" doc:"The capacity that somebody set; it goes before."`
	Points    *float64   `json:"points" doc:"The capacity that holds."`
	Items     int        `json:"items" doc:"Open and done items in the sprint."`
	Load      float64    `json:"load" doc:"Their points."`
	Unsized   int        `json:"unsized" doc:"Items without an estimate."`
	Rule      SprintRule `json:"rule" doc:"How the product's sprints usually go."`
	Committed bool       `json:"committed" doc:"It was started."`
}

// Presence is one person's part in a sprint.
type Presence struct {
	Member  string  `json:"member" ref:"member"`
	Share   float64 `json:"share"`
	Away    int     `json:"away" doc:"Working days on which they are away, holidays not counted."`
	Present float64 `json:"present" doc:"(days − away) × share."`
}

// Past is a closed sprint and what it gave.
type Past struct {
	Key     string  `json:"key"`
	Points  float64 `json:"points" doc:"Points that were accepted."`
	Focused float64 `json:"focused" doc:"Person-days for it."`
}

// SprintIn names a sprint.
type SprintIn struct {
	ID string `json:"id" in:"path" v:"required" doc:"Id or key of the sprint."`
}

// ShareIn says with how much of their time somebody works on a sprint.
type ShareIn struct {
	ID     string  `json:"id" in:"path" v:"required" doc:"Id or key of the sprint."`
	Member string  `json:"member" ref:"member" v:"required"`
	Share  float64 `json:"share" v:"min=0,max=1" doc:"0 to 1; 0 takes them out of it."`
}

// AbsenceIn is days on which somebody is away.
type AbsenceIn struct {
	Product string    `json:"product" ref:"product" v:"required" doc:"Id or key of the product whose calendar it stands in."`
	Member  string    `json:"member" ref:"member" doc:"Who; left out, it is a holiday for everybody."`
	From    clock.Day `json:"from" v:"required,day" doc:"The first day."`
	Until   clock.Day `json:"until" v:"day" doc:"The last day; left out, it is one day."`
	Note    string    `json:"note" v:"max=200"`
}

// AbsenceRef names an absence.
type AbsenceRef struct {
	ID string `json:"id" in:"path" v:"required"`
}

// AbsencesIn asks for absences.
type AbsencesIn struct {
	Product string    `json:"product" in:"query" ref:"product" v:"required" doc:"Id or key of the product."`
	From    clock.Day `json:"from" in:"query" doc:"Not over before this day."`
	Until   clock.Day `json:"until" in:"query" doc:"Begun by this day."`
}

// RuleIn says how a product's sprints usually go.
type RuleIn struct {
	Product string   `json:"product" ref:"product" v:"required" doc:"Id or key of the product."`
	Focus   *float64 `json:"focus" v:"min=0,max=1" doc:"Left out, it stays."`
	Begun   string   `json:"begun" v:"enum=sprint|backlog" doc:"Where what was begun goes at the end. Left out, it stays."`
	Fresh   string   `json:"fresh" v:"enum=sprint|backlog" doc:"Where what was not begun goes. Left out, it stays."`
}

func registerCapacity(r *op.Registry) {
	op.AddPart[SprintMember](r, "sprint_member")
	op.AddPart[Absence](r, "absence")
	op.AddPart[SprintRule](r, "sprint_rule")
	op.Ask(r, "sprint.capacity", capacity, op.Says("Work out how much a team can take on in a sprint, step by step."))
	op.Do(r, "sprint.share", setShare, op.Says("Say with how much of their time somebody works on a sprint."), op.Takes("sprint.plan"))
	op.Do(r, "sprint.rule", setRule, op.Says("Say how a product's sprints usually go: focus factor, and where unfinished work goes."), op.Takes("sprint.plan"))
	op.Ask(r, "sprint.usual", usually, op.Says("Show how a product's sprints usually go: focus factor, and where unfinished work goes."), op.At("GET", "/api/v1/sprints/rule"))
	op.Do(r, "absence.create", away, op.Says("Say when somebody is away. One's own absence takes no decision."))
	op.Do(r, "absence.delete", back, op.Says("Take an absence away. One's own takes no decision."))
	op.Ask(r, "absence.list", absences, op.Says("List who is away when, by their first day."))
}

func capacity(ctx context.Context, v *op.View, in SprintIn) (*Capacity, error) {
	s, err := op.Find[Sprint](ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	c, err := capacityOf(ctx, v, s)
	if err != nil {
		return nil, err
	}
	items, err := backlog.InSprint(ctx, v, s.ID)
	if err != nil {
		return nil, err
	}
	for _, i := range items {
		if i.Category == record.Closed && i.DoneAt == 0 {
			continue // given up
		}
		c.Items++
		if i.Estimate == nil {
			c.Unsized++
		} else {
			c.Load += *i.Estimate
		}
	}
	return c, nil
}

// capacityOf works out a sprint's capacity.
func capacityOf(ctx context.Context, v *op.View, s *Sprint) (*Capacity, error) {
	c, err := presence(ctx, v, s)
	if err != nil {
		return nil, err
	}
	c.Set, c.Points, c.Committed = s.Capacity, s.Capacity, s.StartedAt != 0
	if err := c.paced(ctx, v, s); err != nil {
		return nil, err
	}
	if c.PerDay != nil && c.Focused > 0 {
		worked := c.Focused * *c.PerDay
		c.Worked = &worked
		if c.Points == nil {
			c.Points = &worked
		}
	}
	return c, nil
}

// presence sums the days that people are there.
func presence(ctx context.Context, v *op.View, s *Sprint) (*Capacity, error) {
	rule, err := ruleOf(ctx, v, string(s.Product))
	if err != nil {
		return nil, err
	}
	c := &Capacity{Sprint: s.Key, People: []Presence{}, From: []Past{}, Rule: *rule, Focus: rule.Focus}
	if s.Focus != nil {
		c.Focus = *s.Focus
	}
	shares, err := record.Where[SprintMember](ctx, v.At, "d.record_id = ?", s.ID)
	if err != nil {
		return nil, err
	}
	gone, err := record.Where[Absence](ctx, v.At, "d.record_id = ? and d.until_on >= ? and d.from_on <= ?", string(s.Product), string(s.StartOn), string(s.EndOn))
	if err != nil {
		return nil, err
	}
	p, err := op.Find[product.Product](ctx, v, string(s.Product))
	if err != nil {
		return nil, err
	}
	days := workingDays(s.StartOn, s.EndOn, p.WorkDays)
	for _, d := range p.Holidays {
		gone = append(gone, Absence{From: d, Until: d})
	}
	holidays := off(gone, "", days)
	days = slices.DeleteFunc(days, func(d clock.Day) bool { return slices.Contains(holidays, d) })
	c.Days, c.Holidays = len(days), len(holidays)
	for _, m := range taking(v, s, shares) {
		m.Away = len(off(gone, m.Member, days))
		m.Present = float64(len(days)-m.Away) * m.Share
		c.Present += m.Present
		c.People = append(c.People, m)
	}
	c.Focused = c.Present * c.Focus
	return c, nil
}

// taking lists who takes part in a sprint: those who build, with all of their
// time, unless it is said otherwise.
func taking(v *op.View, s *Sprint, shares []SprintMember) []Presence {
	by := map[string]float64{}
	for _, m := range v.Access.Holding([]string{right.Developer, right.Designer, right.Tester}, string(s.Product)) {
		by[m] = 1
	}
	for _, m := range shares {
		by[m.Member] = m.Share
	}
	out := []Presence{}
	for m, share := range by {
		out = append(out, Presence{Member: m, Share: share})
	}
	slices.SortFunc(out, func(a, b Presence) int {
		x, _ := v.Access.Member(a.Member)
		y, _ := v.Access.Member(b.Member)
		return slices.Compare([]string{x.Name, a.Member}, []string{y.Name, b.Member})
	})
	return out
}

// workingDays lists the days between two days, both counted, on which the
// product's team works: Monday to Friday, unless it says otherwise.
func workingDays(from, until clock.Day, works []string) []clock.Day {
	var out []clock.Day
	if from == "" || until == "" {
		return out
	}
	if len(works) == 0 {
		works = []string{"mon", "tue", "wed", "thu", "fri"}
	}
	for d := from; d <= until && len(out) < 400; d = d.Add(1) {
		if slices.Contains(works, strings.ToLower(d.Time().Format("Mon"))) {
			out = append(out, d)
		}
	}
	return out
}

// off gives those of some days on which a member is away; without a member,
// everybody.
func off(gone []Absence, member string, days []clock.Day) []clock.Day {
	var out []clock.Day
	for _, d := range days {
		if slices.ContainsFunc(gone, func(a Absence) bool { return string(a.Member) == member && a.From <= d && d <= a.Until }) {
			out = append(out, d)
		}
	}
	return out
}

// pastSprints is how many closed sprints tell what a day gives.
const pastSprints = 3

// paced looks at what the last closed sprints gave for a person's focused day.
func (c *Capacity) paced(ctx context.Context, v *op.View, s *Sprint) error {
	past, err := record.Where[Sprint](ctx, v.At, "r.product_id = ? and r.kind = 'sprint' and r.category = 'closed' and r.archived_at = 0 and r.id <> ? and d.start_on is not null and d.end_on is not null and (? = '' or d.start_on < ?) order by d.start_on desc, r.id limit ?",
		string(s.Product), s.ID, string(s.StartOn), string(s.StartOn), pastSprints)
	if err != nil {
		return err
	}
	points, days := 0.0, 0.0
	for i := range past {
		there, err := presence(ctx, v, &past[i])
		if err != nil {
			return err
		}
		got, err := accepted(ctx, v, past[i].ID)
		if err != nil {
			return err
		}
		c.From = append(c.From, Past{past[i].Key, got, there.Focused})
		points, days = points+got, days+there.Focused
	}
	if days > 0 && points > 0 {
		per := points / days
		c.PerDay = &per
	}
	return nil
}

// accepted sums the points of what was accepted in a sprint. Partly done counts
// nothing.
func accepted(ctx context.Context, v *op.View, sprint string) (float64, error) {
	items, err := backlog.InSprint(ctx, v, sprint)
	sum := 0.0
	for _, i := range items {
		if isAccepted(&i) && i.Estimate != nil {
			sum += *i.Estimate
		}
	}
	return sum, err
}

// isAccepted tells what was accepted from what was given up: both are closed,
// but only the former was done.
func isAccepted(i *backlog.Item) bool { return i.Category == record.Closed && i.DoneAt != 0 }

// ruleOf gives how a product's sprints usually go.
func ruleOf(ctx context.Context, v *op.View, product string) (*SprintRule, error) {
	found, err := record.Where[SprintRule](ctx, v.At, "d.record_id = ?", product)
	if err != nil {
		return nil, err
	}
	if len(found) > 0 {
		return &found[0], nil
	}
	r := usual
	r.Product, r.Record = id.Ref(product), id.Ref(product)
	return &r, nil
}

// RuleOf names a product.
type RuleOf struct {
	Product string `json:"product" in:"query" ref:"product" v:"required" doc:"Id or key of the product."`
}

func usually(ctx context.Context, v *op.View, in RuleOf) (*SprintRule, error) {
	product, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	return ruleOf(ctx, v, product)
}

func setRule(ctx context.Context, tx *op.Tx, in RuleIn) (*SprintRule, error) {
	product, err := tx.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	before, err := ruleOf(ctx, &tx.View, product)
	if err != nil {
		return nil, err
	}
	after := *before
	if in.Focus != nil {
		after.Focus = *in.Focus
	}
	if in.Begun != "" {
		after.Begun = in.Begun
	}
	if in.Fresh != "" {
		after.Fresh = in.Fresh
	}
	if before.ID == "" {
		return &after, tx.Insert(ctx, &after)
	}
	return &after, tx.Update(ctx, before, &after)
}

func setShare(ctx context.Context, tx *op.Tx, in ShareIn) (*SprintMember, error) {
	s, err := op.Find[Sprint](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	if s.Category == record.Closed {
		return nil, errs.New(errs.Conflict, "%s is closed; who worked on it stays as it was.", s.Key)
	}
	member, err := someone(ctx, &tx.View, in.Member)
	if err != nil {
		return nil, err
	}
	there, err := record.Where[SprintMember](ctx, tx.At, "d.record_id = ? and d.member_id = ?", s.ID, member)
	if err != nil {
		return nil, err
	}
	m := &SprintMember{Member: member, Share: in.Share}
	m.Product, m.Record = s.Product, id.Ref(s.ID)
	if len(there) == 0 {
		return m, tx.Insert(ctx, m)
	}
	m.Part = there[0].Part
	return m, tx.Update(ctx, &there[0], m)
}

// someone gives the id of a member who works here.
func someone(ctx context.Context, v *op.View, ref string) (string, error) {
	m, err := v.Person(ctx, ref)
	if errs.Is(err, errs.NotFound) {
		return "", errs.Fieldf("member", "%s", errs.Public(err).Msg)
	}
	if err != nil {
		return "", err
	}
	if _, known := v.Access.Member(m); !known {
		return "", errs.Fieldf("member", "names nobody who can sign in here")
	}
	return m, nil
}

func away(ctx context.Context, tx *op.Tx, in AbsenceIn) (*Absence, error) {
	product, err := tx.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	a := &Absence{From: in.From, Until: in.Until, Note: in.Note}
	a.Product, a.Record = id.Ref(product), id.Ref(product)
	if a.Until == "" {
		a.Until = a.From
	}
	if in.Member != "" {
		m, err := someone(ctx, &tx.View, in.Member)
		if err != nil {
			return nil, err
		}
		a.Member = id.Ref(m)
	}
	defer tx.Covered(a.decision(tx)...)()
	return a, tx.Insert(ctx, a)
}

// decision is what an absence decides: nothing, when it is one's own.
func (a *Absence) decision(tx *op.Tx) []string {
	if a.Member != "" && string(a.Member) == tx.Actor.Member {
		return nil
	}
	return []string{"sprint.plan"}
}

// Check holds for every stored absence.
func (a *Absence) Check(list *errs.List) {
	if a.Until < a.From {
		list.Add("until", "must not lie before the first day, %s", a.From)
	}
	if a.Until > a.From.Add(400) {
		list.Add("until", "lies more than 400 days after the first")
	}
}

func back(ctx context.Context, tx *op.Tx, in AbsenceRef) (*Absence, error) {
	a, err := op.Find[Absence](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	defer tx.Covered(a.decision(tx)...)()
	return a, tx.Delete(ctx, a)
}

// absenceLimit bounds a list of absences.
const absenceLimit = 500

func absences(ctx context.Context, v *op.View, in AbsencesIn) ([]Absence, error) {
	product, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	where, args := "d.record_id = ?", []any{product}
	if in.From != "" {
		where, args = where+" and d.until_on >= ?", append(args, string(in.From))
	}
	if in.Until != "" {
		where, args = where+" and d.from_on <= ?", append(args, string(in.Until))
	}
	return record.Where[Absence](ctx, v.At, where+" order by d.from_on, d.id limit ?", append(args, absenceLimit)...)
}
