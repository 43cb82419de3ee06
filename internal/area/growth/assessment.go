package growth

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// Sides that assess.
const (
	bySelf = "self"
	byLead = "lead"
)

// Assessment is how somebody saw a person's skills on a day.
type Assessment struct {
	ID     string            `json:"id" ref:"-"`
	On     clock.Day         `json:"on"`
	Side   string            `json:"side" v:"enum=self|lead" doc:"Of the person, or of who leads them."`
	By     string            `json:"by" ref:"member"`
	Job    string            `json:"job" v:"enum=manager|owner"`
	Levels map[string]int    `json:"levels" doc:"1 to 5 of each skill, by its name."`
	Notes  map[string]string `json:"notes" doc:"What that rests on, by the skill's name."`
	Word   string            `json:"word" doc:"On the whole, in Markdown."`
}

// Place is where a person stands on a ladder, and where they want to.
type Place struct {
	Job  string `json:"job" v:"enum=manager|owner"`
	Step string `json:"step" ref:"-" doc:"Name of the step they stand on."`
	Aim  string `json:"aim" ref:"-" doc:"Name of the step they aim at; empty for none."`
}

// Measure is one skill of a person, with its gaps. What nobody has assessed, or
// no step expects, is null: not scored.
type Measure struct {
	Skill    string `json:"skill" ref:"-" doc:"Its name."`
	Title    string `json:"title"`
	Expected *int   `json:"expected" doc:"At the step they stand on."`
	Aimed    *int   `json:"aimed" doc:"At the step they aim at."`
	Self     *int   `json:"self" doc:"As they last saw it."`
	Lead     *int   `json:"lead" doc:"As who leads them last saw it."`
	Assessed *int   `json:"assessed" doc:"What counts: the lead's word, else their own."`
	Gap      *int   `json:"gap" doc:"Expected less assessed: above 0 something is missing."`
	AimGap   *int   `json:"aimGap" doc:"Aimed less assessed."`
	Between  *int   `json:"between" doc:"Self less lead: above 0 they see themselves higher."`
}

// GrowthPage is what is kept of a person's growth.
type GrowthPage struct {
	Member      string       `json:"member" ref:"member"`
	Side        string       `json:"side" v:"enum=self|lead" doc:"As whom the asker sees it."`
	Lead        *GrowthLead  `json:"lead" ref:"-" doc:"Null for nobody."`
	Place       *Place       `json:"place" doc:"Null until it was said."`
	Measures    []Measure    `json:"measures"`
	Assessments []Assessment `json:"assessments" doc:"The latest first."`
	Goals       []Goal       `json:"goals" doc:"Those open first, by their day."`
}

// Led is somebody whose page the asker may see, or may not yet.
type Led struct {
	Member  string    `json:"member" ref:"member"`
	Agreed  bool      `json:"agreed" doc:"They opened their page to the asker; oneself always."`
	Job     string    `json:"job"`
	Step    string    `json:"step" ref:"-"`
	Last    clock.Day `json:"last" doc:"Day of the latest assessment."`
	Open    int       `json:"open" doc:"Growth goals that are open."`
	Overdue int       `json:"overdue" doc:"Of these, past their day."`
}

// GrowthIn names whose page.
type GrowthIn struct {
	ID string `json:"id" in:"path" ref:"member" v:"required,max=320" doc:"Id, address or handle of the member; \"me\"."`
}

// AssessIn is an assessment.
type AssessIn struct {
	ID         string            `json:"id" in:"path" ref:"member" v:"required,max=320" doc:"Id, address or handle of the member; \"me\"."`
	Assessment string            `json:"assessment" ref:"-" doc:"Id of the assessment, made by the caller; one's own of this id is replaced."`
	On         clock.Day         `json:"on" v:"day" doc:"Today when left out."`
	Job        string            `json:"job" v:"required,enum=manager|owner"`
	Levels     map[string]int    `json:"levels" v:"required" doc:"1 to 5 of each skill, by its name."`
	Notes      map[string]string `json:"notes" doc:"What that rests on, by the skill's name."`
	Word       string            `json:"word" v:"max=5000" doc:"On the whole, in Markdown."`
}

// AssessmentRef names an assessment.
type AssessmentRef struct {
	ID         string `json:"id" in:"path" ref:"member" v:"required,max=320" doc:"Id, address or handle of the member; \"me\"."`
	Assessment string `json:"assessment" ref:"-" v:"required" doc:"Id of the assessment."`
}

// PlaceIn says where somebody stands.
type PlaceIn struct {
	ID   string `json:"id" in:"path" ref:"member" v:"required,max=320" doc:"Id, address or handle of the member; \"me\"."`
	Job  string `json:"job" v:"required,enum=manager|owner"`
	Step string `json:"step" ref:"-" v:"max=60" doc:"Name of the step they stand on."`
	Aim  string `json:"aim" ref:"-" v:"max=60" doc:"Name of the step they aim at."`
}

func registerGrowth(r *op.Registry) {
	op.Ask(r, "growth.list", ledBy, op.Says("List whose growth pages you may see: your own, and those of whom you lead."), op.Needs(op.Members), op.At("GET", "/api/v1/growth"))
	op.Ask(r, "growth.show", show, op.Says("Show a person's growth page, to themselves and to who leads them: place on the ladder, gaps, assessments, growth goals."), op.Needs(op.Members), op.At("GET", "/api/v1/growth/{id}"))
	op.Raw(r, "growth.place", setPlace, op.Says("Say on which step of a ladder a person stands, and at which they aim."), op.Needs(op.Members), op.At("POST", "/api/v1/growth/{id}/place"))
	op.Raw(r, "growth.assess", assess, op.Says("Assess your own skills, or as their lead somebody's. Only the two of you can read it."), op.Needs(op.Members), op.At("POST", "/api/v1/growth/{id}/assess"))
	op.Raw(r, "growth.withdraw", withdraw, op.Says("Take an assessment of your own back, for good."), op.Needs(op.Members), op.At("POST", "/api/v1/growth/{id}/withdraw"))
	op.Raw(r, "growth.goal", setGoal, op.Says("Set a growth goal, or change one: skill, action, day, state."), op.Needs(op.Members), op.At("POST", "/api/v1/growth/{id}/goals"))
	op.Raw(r, "growth.check", checkIn, op.Says("Say how it goes with a growth goal."), op.Needs(op.Members), op.At("POST", "/api/v1/growth/{id}/check"))
	op.Do(r, "lead.name", nameLead, op.Says("Say who leads you in your growth; as an admin, who leads somebody else, who has to agree."), op.Needs(op.Members))
	op.Do(r, "lead.end", endLead, op.Says("End that somebody leads you, or that you lead somebody."), op.Needs(op.Members))
}

// opened says as whom the actor sees a person's page, and refuses whoever may
// not. Admins are nobody special here.
func opened(ctx context.Context, v *op.View, ref string) (who, side string, lead *GrowthLead, err error) {
	if who, err = v.Person(ctx, ref); err != nil {
		return "", "", nil, err
	}
	m, known := v.Access.Member(who)
	if !known || !v.Sees("") {
		return "", "", nil, record.Missing(ref)
	}
	if lead, err = leadOf(ctx, v.At, who); err != nil {
		return "", "", nil, err
	}
	switch {
	case who == v.Actor.Member:
		return who, bySelf, lead, nil
	case lead != nil && lead.Lead == v.Actor.Member && lead.AgreedAt != 0:
		return who, byLead, lead, nil
	case lead != nil && lead.Lead == v.Actor.Member:
		return "", "", nil, errs.New(errs.Forbidden, "You are named as %s's lead. Their growth page opens to you when they agree.", m.Name)
	}
	return "", "", nil, errs.New(errs.Forbidden, "What is kept of %s's growth is for them and for whom they let lead them, for nobody else.", m.Name)
}

// desk runs fn for whoever may see a person's page.
func desk(ctx context.Context, p *op.Plain, ref string, fn func(tx *op.Tx, raw *store.Tx, who, side string) error) error {
	return p.Change(ctx, p.Workspace, p.Actor, func(tx *op.Tx, raw *store.Tx) error {
		who, side, _, err := opened(ctx, &tx.View, ref)
		if err != nil {
			return err
		}
		return fn(tx, raw, who, side)
	})
}

func show(ctx context.Context, v *op.View, in GrowthIn) (*GrowthPage, error) {
	who, side, lead, err := opened(ctx, v, in.ID)
	if err != nil {
		return nil, err
	}
	out := &GrowthPage{Member: who, Side: side, Lead: lead, Assessments: []Assessment{}, Goals: []Goal{}}
	if out.Place, err = placeOf(ctx, v.R, v.Workspace, who); err != nil {
		return nil, err
	}
	if out.Assessments, err = assessments(ctx, v.R, v.Workspace, who); err != nil {
		return nil, err
	}
	if out.Goals, err = goals(ctx, v.R, v.Workspace, who); err != nil {
		return nil, err
	}
	skills, err := abilities(ctx, v, false)
	if err != nil {
		return nil, err
	}
	steps, err := rungs(ctx, v, true)
	if err != nil {
		return nil, err
	}
	out.Measures = measures(out.Place, out.Assessments, skills, steps)
	return out, nil
}

func placeOf(ctx context.Context, r *store.Reader, workspace, who string) (*Place, error) {
	all, err := about(ctx, r, workspace, isPlace, who)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	p, err := inside[Place](&all[len(all)-1])
	return &p, err
}

// assessments gives those of a person, the latest first.
func assessments(ctx context.Context, r *store.Reader, workspace, who string) ([]Assessment, error) {
	all, err := about(ctx, r, workspace, isAssessment, who)
	if err != nil {
		return nil, err
	}
	out := make([]Assessment, 0, len(all))
	for i := range all {
		a, err := inside[Assessment](&all[i])
		if err != nil {
			return nil, err
		}
		a.ID, a.By = all[i].ID, all[i].By
		out = append(out, a)
	}
	slices.Reverse(out)
	slices.SortStableFunc(out, func(a, b Assessment) int { return cmp.Compare(b.On, a.On) })
	return out, nil
}

// measures holds what was assessed against what the steps expect. Each skill
// counts as it was seen last, by each side.
func measures(at *Place, all []Assessment, skills []Ability, steps []Rung) []Measure {
	out := []Measure{}
	if at == nil {
		return out
	}
	expected, aimed := expects(steps, at.Step), expects(steps, at.Aim)
	for _, s := range skills {
		if s.Job != at.Job {
			continue
		}
		m := Measure{Skill: s.Name, Title: s.Title, Expected: expected(s.Name), Aimed: aimed(s.Name), Self: latest(all, bySelf, s.Name), Lead: latest(all, byLead, s.Name)}
		if m.Assessed = m.Lead; m.Assessed == nil {
			m.Assessed = m.Self
		}
		m.Gap, m.AimGap, m.Between = less(m.Expected, m.Assessed), less(m.Aimed, m.Assessed), less(m.Self, m.Lead)
		out = append(out, m)
	}
	return out
}

// expects looks levels up at a step.
func expects(steps []Rung, name string) func(skill string) *int {
	i := slices.IndexFunc(steps, func(r Rung) bool { return r.Name == name })
	return func(skill string) *int {
		if i < 0 {
			return nil
		}
		if l, there := steps[i].Expects[skill]; there {
			return &l
		}
		return nil
	}
}

func latest(all []Assessment, side, skill string) *int {
	for _, a := range all {
		if l, there := a.Levels[skill]; there && a.Side == side {
			return &l
		}
	}
	return nil
}

func less(a, b *int) *int {
	if a == nil || b == nil {
		return nil
	}
	d := *a - *b
	return &d
}

func assess(ctx context.Context, p *op.Plain, in AssessIn) (*Assessment, error) {
	a := &Assessment{ID: in.Assessment, On: in.On, By: p.Actor.Member, Job: in.Job, Levels: in.Levels, Notes: trimmed(in.Notes), Word: strings.TrimSpace(in.Word)}
	err := desk(ctx, p, in.ID, func(tx *op.Tx, raw *store.Tx, who, side string) error {
		a.Side = side
		if a.On == "" {
			a.On = today(&tx.View)
		}
		if a.On > today(&tx.View) {
			return errs.Fieldf("on", "lies ahead")
		}
		if err := a.fits(ctx, &tx.View); err != nil {
			return err
		}
		if err := mine(ctx, tx, raw, isAssessment, a.ID); err != nil {
			return err
		}
		sheet := &paper{ID: a.ID, Sort: isAssessment, Subject: who, By: p.Actor.Member, At: p.Now}
		err := keep(ctx, tx, raw, sheet, a)
		a.ID = sheet.ID
		return err
	})
	return a, err
}

// fits says whether an assessment speaks of skills that there are.
func (a *Assessment) fits(ctx context.Context, v *op.View) error {
	skills, err := abilities(ctx, v, false)
	if err != nil {
		return err
	}
	known := func(name string) bool {
		return slices.ContainsFunc(skills, func(s Ability) bool { return s.Name == name && s.Job == a.Job })
	}
	if len(a.Levels) == 0 {
		return errs.Fieldf("levels", "is required: at least one skill")
	}
	for _, name := range slices.Sorted(maps.Keys(a.Levels)) {
		if !known(name) {
			return errs.Fieldf("levels", "names %q, which is no skill in use of this career", name)
		}
		if l := a.Levels[name]; l < 1 || l > levels {
			return errs.Fieldf("levels", "must be 1 to %d of each skill; of %s it is %d", levels, name, l)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(a.Notes)) {
		if !known(name) || len(a.Notes[name]) > 2000 {
			return errs.Fieldf("notes", "must be about skills in use, with at most 2000 characters each")
		}
	}
	return nil
}

// mine refuses to write over what somebody else wrote.
func mine(ctx context.Context, tx *op.Tx, raw *store.Tx, sort, ref string) error {
	if ref == "" {
		return nil
	}
	there, err := oneOf(ctx, &raw.Reader, tx.Workspace, sort, ref)
	switch {
	case errs.Is(err, errs.NotFound):
		return nil
	case err != nil:
		return err
	case there.By != tx.Actor.Member:
		return errs.New(errs.Forbidden, "%s wrote this; only they change it.", nameOf(&tx.View, there.By))
	}
	return nil
}

func withdraw(ctx context.Context, p *op.Plain, in AssessmentRef) (*Done, error) {
	return &Done{}, desk(ctx, p, in.ID, func(tx *op.Tx, raw *store.Tx, who, _ string) error {
		there, err := oneOf(ctx, &raw.Reader, tx.Workspace, isAssessment, in.Assessment)
		switch {
		case err != nil:
			return err
		case there.Subject != who:
			return record.Missing(in.Assessment)
		case there.By != tx.Actor.Member:
			return errs.New(errs.Forbidden, "%s wrote this; only they take it back.", nameOf(&tx.View, there.By))
		}
		return shred(ctx, tx, raw, "id = ?", there.ID)
	})
}

func setPlace(ctx context.Context, p *op.Plain, in PlaceIn) (*Place, error) {
	at := &Place{in.Job, in.Step, in.Aim}
	return at, desk(ctx, p, in.ID, func(tx *op.Tx, raw *store.Tx, who, _ string) error {
		steps, err := rungs(ctx, &tx.View, false)
		if err != nil {
			return err
		}
		for field, name := range map[string]string{"step": in.Step, "aim": in.Aim} {
			if name != "" && !slices.ContainsFunc(steps, func(r Rung) bool { return r.Name == name && r.Job == in.Job }) {
				return errs.Fieldf(field, "is no step in use of this ladder")
			}
		}
		there, err := about(ctx, &raw.Reader, tx.Workspace, isPlace, who)
		if err != nil {
			return err
		}
		sheet := &paper{Sort: isPlace, Subject: who, By: p.Actor.Member, At: p.Now}
		if len(there) > 0 {
			sheet.ID = there[0].ID
		}
		return keep(ctx, tx, raw, sheet, at)
	})
}

// ledBy lists whose pages the asker may see, in a few questions however many
// they are.
func ledBy(ctx context.Context, v *op.View, _ Nothing) ([]Led, error) {
	if !v.Sees("") {
		return []Led{}, nil
	}
	all, err := record.Where[GrowthLead](ctx, v.At, "d.lead_id = ? order by d.created_at, d.id limit 200", v.Actor.Member)
	if err != nil {
		return nil, err
	}
	out := []Led{{Member: v.Actor.Member, Agreed: true}}
	open := []string{v.Actor.Member}
	for _, l := range all {
		if m, known := v.Access.Member(l.Member); !known || m.Status == "deactivated" {
			continue
		}
		out = append(out, Led{Member: l.Member, Agreed: l.AgreedAt != 0})
		if l.AgreedAt != 0 {
			open = append(open, l.Member)
		}
	}
	for _, sort := range []string{isPlace, isAssessment, isGoal} {
		papers, err := about(ctx, v.R, v.Workspace, sort, open...)
		if err != nil {
			return nil, err
		}
		for i := range papers {
			one := &out[slices.IndexFunc(out, func(l Led) bool { return l.Member == papers[i].Subject })]
			if err := one.add(&papers[i], today(v)); err != nil {
				return nil, fmt.Errorf("%s %s: %w", sort, papers[i].ID, err)
			}
		}
	}
	return out, nil
}

// add counts a paper in.
func (l *Led) add(p *paper, day clock.Day) error {
	switch p.Sort {
	case isPlace:
		at, err := inside[Place](p)
		l.Job, l.Step = at.Job, at.Step
		return err
	case isAssessment:
		a, err := inside[Assessment](p)
		l.Last = max(l.Last, a.On)
		return err
	default:
		g, err := inside[Goal](p)
		if g.State == goalOpen {
			l.Open++
			if g.Due != "" && g.Due < day {
				l.Overdue++
			}
		}
		return err
	}
}
