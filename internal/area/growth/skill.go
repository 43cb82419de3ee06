package growth

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
)

// levels is how many levels a skill has.
const levels = 5

// Skill is a skill of one of the two careers as the workspace says it.
type Skill struct {
	record.Part
	Name     string   `db:"name" json:"name" by:"people.set" v:"required,max=60" doc:"Small letters, digits and dashes; names it for good."`
	Job      string   `db:"job" json:"job" by:"people.set" v:"required,enum=manager|owner"`
	Title    string   `db:"title" json:"title" by:"people.set" v:"required,max=120"`
	About    string   `db:"about" json:"about" by:"people.set" v:"max=1000"`
	Question string   `db:"question" json:"question" ref:"-" by:"people.set" v:"max=1000" doc:"What an interview asks about it."`
	Levels   []string `db:"levels" json:"levels" by:"people.set" v:"max=5" doc:"What one does at each of the five levels, from the lowest."`
	Gone     bool     `db:"gone" json:"gone" by:"people.set" doc:"Out of use here."`
}

// LadderStep is a step of a ladder as the workspace says it.
type LadderStep struct {
	record.Part
	Name    string         `db:"name" json:"name" by:"people.set" v:"required,max=60"`
	Job     string         `db:"job" json:"job" by:"people.set" v:"required,enum=manager|owner"`
	Title   string         `db:"title" json:"title" by:"people.set" v:"required,max=120"`
	About   string         `db:"about" json:"about" by:"people.set" v:"max=1000"`
	Place   int64          `db:"place" json:"place" by:"people.set" v:"min=0,max=100" doc:"From the lowest, 1, up; 0 leaves it where it stands, or at the end."`
	Expects map[string]int `db:"expects" json:"expects" by:"people.set" doc:"The level expected of each skill, by its name."`
	Gone    bool           `db:"gone" json:"gone" by:"people.set" doc:"Out of use here."`
}

// Ability is a skill as it holds.
type Ability struct {
	Name     string   `json:"name"`
	Job      string   `json:"job" v:"enum=manager|owner"`
	Title    string   `json:"title"`
	About    string   `json:"about"`
	Question string   `json:"question" ref:"-" doc:"What an interview asks about it."`
	Levels   []string `json:"levels" doc:"What one does at each level, from the lowest."`
	From     string   `json:"from" v:"enum=default|workspace" doc:"Who says so."`
	Gone     bool     `json:"gone" doc:"Out of use."`
}

// Rung is a step of a ladder as it holds.
type Rung struct {
	Name    string         `json:"name"`
	Job     string         `json:"job" v:"enum=manager|owner"`
	Title   string         `json:"title"`
	About   string         `json:"about"`
	Place   int64          `json:"place"`
	Expects map[string]int `json:"expects" doc:"The level expected of each skill, by its name."`
	From    string         `json:"from" v:"enum=default|workspace" doc:"Who says so."`
	Gone    bool           `json:"gone" doc:"Out of use."`
}

// Ladders is what both careers ask for.
type Ladders struct {
	Skills []Ability `json:"skills" ref:"-"`
	Steps  []Rung    `json:"steps" ref:"-"`
}

// SkillIn is a skill as it shall be.
type SkillIn struct {
	Name     string   `json:"name" v:"max=60" doc:"Of the one to change; made from the title when left out."`
	Job      string   `json:"job" v:"required,enum=manager|owner"`
	Title    string   `json:"title" v:"required,max=120"`
	About    string   `json:"about" v:"max=1000"`
	Question string   `json:"question" ref:"-" v:"max=1000" doc:"What an interview asks about it."`
	Levels   []string `json:"levels" v:"required,max=5" doc:"What one does at each of the five levels, from the lowest."`
	Gone     bool     `json:"gone" doc:"Take it out of use."`
}

// StepIn is a step as it shall be.
type StepIn struct {
	Name    string         `json:"name" v:"max=60" doc:"Of the one to change; made from the title when left out."`
	Job     string         `json:"job" v:"required,enum=manager|owner"`
	Title   string         `json:"title" v:"required,max=120"`
	About   string         `json:"about" v:"max=1000"`
	Place   int64          `json:"place" v:"min=0,max=100" doc:"From the lowest, 1, up; left out, where it stands, or at the end."`
	Expects map[string]int `json:"expects" doc:"The level expected of each skill, 1 to 5, by its name."`
	Gone    bool           `json:"gone" doc:"Take it out of use."`
}

// Nothing is no input.
type Nothing struct{}

func registerSkills(r *op.Registry) {
	op.Ask(r, "skill.list", listLadders, op.Says("List the skills of both careers with their levels, and the ladders with what each step expects."), op.Needs(op.Members))
	op.Do(r, "skill.set", setSkill, op.Says("Add a skill to one of the two careers, change one, or take one out of use."), op.Takes("people.set"), op.Scoped("admin"), op.At("POST", "/api/v1/skills"))
	op.Do(r, "skill.reset", reset[Skill], op.Says("Let the default say again what a skill is; one of your own goes."), op.Takes("people.set"), op.Scoped("admin"))
	op.Do(r, "ladder.set", setStep, op.Says("Add a step to a ladder, change one, or take one out of use."), op.Takes("people.set"), op.Scoped("admin"), op.At("POST", "/api/v1/ladders"))
	op.Do(r, "ladder.reset", reset[LadderStep], op.Says("Let the default say again what a step of a ladder is; one of your own goes."), op.Takes("people.set"), op.Scoped("admin"))
}

// Check holds for every stored skill.
func (s *Skill) Check(list *errs.List) {
	checkName(s.Name, list)
	if len(s.Levels) != levels {
		list.Add("levels", "must say what one does at each of the %d levels", levels)
	}
	for i, l := range s.Levels {
		if strings.TrimSpace(l) == "" || utf8.RuneCountInString(l) > 500 {
			list.Add(fmt.Sprintf("levels.%d", i), "must have 1 to 500 characters")
		}
	}
}

// Check holds for every stored step.
func (s *LadderStep) Check(list *errs.List) {
	checkName(s.Name, list)
	for _, name := range slices.Sorted(maps.Keys(s.Expects)) {
		if l := s.Expects[name]; l < 1 || l > levels {
			list.Add("expects", "must be 1 to %d of each skill; of %s it is %d", levels, name, l)
		}
		if len(name) > 60 || len(s.Expects) > 100 {
			list.Add("expects", "must name at most 100 skills")
		}
	}
}

// abilities gives the skills in use, those out of use too where they are asked
// for.
func abilities(ctx context.Context, v *op.View, gone bool) ([]Ability, error) {
	own, err := record.Where[Skill](ctx, v.At, "1 = 1 order by d.created_at, d.id")
	if err != nil {
		return nil, err
	}
	out := slices.Clone(skillsOf)
	for i := range out {
		out[i].From = "default"
	}
	for _, o := range own {
		a := Ability{o.Name, o.Job, o.Title, o.About, o.Question, o.Levels, "workspace", o.Gone}
		if i := slices.IndexFunc(out, func(x Ability) bool { return x.Name == a.Name }); i >= 0 {
			out[i] = a
		} else {
			out = append(out, a)
		}
	}
	if !gone {
		out = slices.DeleteFunc(out, func(a Ability) bool { return a.Gone })
	}
	slices.SortStableFunc(out, func(a, b Ability) int { return byPlace(a.Job, b.Job) })
	return out, nil
}

// rungs gives the steps in use, from the lowest of the manager's ladder to the
// highest of the owner's.
func rungs(ctx context.Context, v *op.View, gone bool) ([]Rung, error) {
	own, err := record.Where[LadderStep](ctx, v.At, "1 = 1 order by d.created_at, d.id")
	if err != nil {
		return nil, err
	}
	out := slices.Clone(stepsOf)
	place := map[string]int64{}
	for i := range out {
		place[out[i].Job]++
		out[i].From, out[i].Place = "default", place[out[i].Job]
	}
	for _, o := range own {
		r := Rung{o.Name, o.Job, o.Title, o.About, o.Place, o.Expects, "workspace", o.Gone}
		i := slices.IndexFunc(out, func(x Rung) bool { return x.Name == r.Name })
		switch {
		case i >= 0 && r.Place == 0:
			r.Place = out[i].Place
		case r.Place == 0:
			place[r.Job]++
			r.Place = place[r.Job]
		}
		if r.Expects == nil {
			r.Expects = map[string]int{}
		}
		if i >= 0 {
			out[i] = r
		} else {
			out = append(out, r)
		}
	}
	if !gone {
		out = slices.DeleteFunc(out, func(r Rung) bool { return r.Gone })
	}
	slices.SortStableFunc(out, func(a, b Rung) int {
		if by := byPlace(a.Job, b.Job); by != 0 {
			return by
		}
		return int(a.Place - b.Place)
	})
	return out, nil
}

func listLadders(ctx context.Context, v *op.View, _ Nothing) (*Ladders, error) {
	s, err := abilities(ctx, v, true)
	if err != nil {
		return nil, err
	}
	r, err := rungs(ctx, v, true)
	return &Ladders{s, r}, err
}

func setSkill(ctx context.Context, tx *op.Tx, in SkillIn) (*Skill, error) {
	after := &Skill{Name: in.Name, Job: in.Job, Title: strings.TrimSpace(in.Title), About: in.About, Question: in.Question, Levels: in.Levels, Gone: in.Gone}
	return say(ctx, tx, after, &after.Name, in.Job+" "+in.Title, func(name string) bool {
		return slices.ContainsFunc(skillsOf, func(a Ability) bool { return a.Name == name })
	})
}

func setStep(ctx context.Context, tx *op.Tx, in StepIn) (*LadderStep, error) {
	after := &LadderStep{Name: in.Name, Job: in.Job, Title: strings.TrimSpace(in.Title), About: in.About, Place: in.Place, Expects: in.Expects, Gone: in.Gone}
	known, err := abilities(ctx, &tx.View, true)
	if err != nil {
		return nil, err
	}
	for name := range in.Expects {
		if !slices.ContainsFunc(known, func(a Ability) bool { return a.Name == name && a.Job == in.Job }) {
			return nil, errs.Fieldf("expects", "names %q, which is no skill of this career", name)
		}
	}
	return say(ctx, tx, after, &after.Name, in.Title, func(name string) bool {
		return slices.ContainsFunc(stepsOf, func(r Rung) bool { return r.Name == name })
	})
}
