package growth

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// States of a growth goal.
const (
	goalOpen    = "open"
	goalDone    = "done"
	goalDropped = "dropped"
)

// Goal is what a person does to grow: by which action, in which skill, by when.
type Goal struct {
	ID     string      `json:"id" ref:"-"`
	Skill  string      `json:"skill" ref:"-" doc:"Name of the skill; empty for none."`
	Action string      `json:"action" doc:"What will be done."`
	Due    clock.Day   `json:"due" doc:"By when; empty for no day."`
	State  string      `json:"state" v:"enum=open|done|dropped"`
	By     string      `json:"by" ref:"member" doc:"Who set it."`
	Checks []CheckSaid `json:"checks" ref:"-" doc:"How it went, the oldest first."`
}

// CheckSaid is one word on how it goes.
type CheckSaid struct {
	At   clock.Instant `json:"at"`
	By   string        `json:"by" ref:"member"`
	Note string        `json:"note"`
}

// GoalIn is a growth goal as it shall be.
type GoalIn struct {
	ID     string    `json:"id" in:"path" ref:"member" v:"required,max=320" doc:"Id, address or handle of the member; \"me\"."`
	Goal   string    `json:"goal" ref:"-" doc:"Id of the growth goal: of the one to change, or made by the caller for a new one."`
	Skill  string    `json:"skill" ref:"-" v:"max=60" doc:"Name of the skill."`
	Action string    `json:"action" v:"required,max=500" doc:"What will be done."`
	Due    clock.Day `json:"due" v:"day" doc:"By when."`
	State  string    `json:"state" v:"enum=open|done|dropped" doc:"Open when left out."`
}

// CheckIn is a word on how it goes.
type CheckIn struct {
	ID   string `json:"id" in:"path" ref:"member" v:"required,max=320" doc:"Id, address or handle of the member; \"me\"."`
	Goal string `json:"goal" ref:"-" v:"required" doc:"Id of the growth goal."`
	Note string `json:"note" v:"required,max=2000"`
}

// checksMost bounds what is said of one goal.
const checksMost = 200

// goals gives those of a person: those open by their day, then the others.
func goals(ctx context.Context, r *store.Reader, workspace, who string) ([]Goal, error) {
	all, err := about(ctx, r, workspace, isGoal, who)
	if err != nil {
		return nil, err
	}
	out := make([]Goal, 0, len(all))
	for i := range all {
		g, err := inside[Goal](&all[i])
		if err != nil {
			return nil, err
		}
		g.ID, g.By = all[i].ID, all[i].By
		if g.Checks == nil {
			g.Checks = []CheckSaid{}
		}
		out = append(out, g)
	}
	late := func(d clock.Day) clock.Day {
		if d == "" {
			return "9999-12-31"
		}
		return d
	}
	states := []string{goalOpen, goalDone, goalDropped}
	slices.SortStableFunc(out, func(a, b Goal) int {
		return cmp.Or(cmp.Compare(slices.Index(states, a.State), slices.Index(states, b.State)), cmp.Compare(late(a.Due), late(b.Due)))
	})
	return out, nil
}

// setGoal makes a growth goal or changes one; both sides may.
func setGoal(ctx context.Context, p *op.Plain, in GoalIn) (*Goal, error) {
	g := &Goal{ID: in.Goal, By: p.Actor.Member, Checks: []CheckSaid{}}
	return g, desk(ctx, p, in.ID, func(tx *op.Tx, raw *store.Tx, who, _ string) error {
		there, err := ofPerson(ctx, tx, raw, who, in.Goal)
		switch {
		case errs.Is(err, errs.NotFound):
		case err != nil:
			return err
		default:
			*g = *there
		}
		g.Skill, g.Action, g.Due, g.State = in.Skill, strings.TrimSpace(in.Action), in.Due, cmp.Or(in.State, goalOpen)
		if g.Action == "" {
			return errs.Fieldf("action", "is required: what will be done")
		}
		skills, err := abilities(ctx, &tx.View, true)
		if err != nil {
			return err
		}
		if g.Skill != "" && !slices.ContainsFunc(skills, func(s Ability) bool { return s.Name == g.Skill }) {
			return errs.Fieldf("skill", "is no skill here")
		}
		sheet := &paper{ID: g.ID, Sort: isGoal, Subject: who, By: g.By, At: p.Now}
		err = keep(ctx, tx, raw, sheet, g)
		g.ID = sheet.ID
		return err
	})
}

func checkIn(ctx context.Context, p *op.Plain, in CheckIn) (*Goal, error) {
	var g *Goal
	err := desk(ctx, p, in.ID, func(tx *op.Tx, raw *store.Tx, who, _ string) (err error) {
		if g, err = ofPerson(ctx, tx, raw, who, in.Goal); err != nil {
			return err
		}
		if len(g.Checks) >= checksMost {
			return errs.New(errs.Invalid, "%d words have been said of this goal; that is the most.", len(g.Checks))
		}
		g.Checks = append(g.Checks, CheckSaid{p.Now, p.Actor.Member, strings.TrimSpace(in.Note)})
		return keep(ctx, tx, raw, &paper{ID: g.ID, Sort: isGoal, Subject: who}, g)
	})
	return g, err
}

// ofPerson finds a goal of a person.
func ofPerson(ctx context.Context, tx *op.Tx, raw *store.Tx, who, ref string) (*Goal, error) {
	there, err := oneOf(ctx, &raw.Reader, tx.Workspace, isGoal, ref)
	if err != nil {
		return nil, err
	}
	if there.Subject != who {
		return nil, record.Missing(ref)
	}
	g, err := inside[Goal](there)
	g.ID, g.By = there.ID, there.By
	return &g, err
}
