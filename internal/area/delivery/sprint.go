// Package delivery holds the time boxes in which work is done: sprints with
// their goal and capacity, what was agreed on when they began, what was traded
// while they ran, the daily stand-up, and how they came out. How the work is
// seen stands in board, how the team looks back in retro.
//
// Words it owns: sprint, goal (of a sprint), capacity, focus factor, absence,
// commitment, trade, stand-up, carry-over, demo.
package delivery

import (
	"context"
	"slices"

	"throughline/internal/area/delivery/board"
	"throughline/internal/area/delivery/retro"
	"throughline/internal/area/strategy"
	"throughline/internal/core/kind"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Sprint is a time box with a goal and a capacity.
type Sprint struct {
	record.Record
	Goal      string        `db:"goal" json:"goal" by:"*" v:"max=2000" doc:"What shall be true at its end."`
	Objective id.Ref        `db:"objective_id" json:"objective" by:"*" ref:"objective" thread:"up" doc:"The objective that the goal serves."`
	KeyResult string        `db:"key_result" json:"keyResult" by:"*" v:"max=40" label:"Key result" doc:"Id of the objective's key result that the goal is to move."`
	StartOn   clock.Day     `db:"start_on" json:"startOn" by:"*" v:"day" doc:"Its first day."`
	EndOn     clock.Day     `db:"end_on" json:"endOn" by:"*" v:"day" doc:"Its last day."`
	Capacity  *float64      `db:"capacity" json:"capacity" by:"*" v:"min=0" doc:"How much the team can take on, in its points; empty, it is worked out from the people's days (sprint.capacity)."`
	Focus     *float64      `db:"focus" json:"focus" by:"*" v:"min=0,max=1" label:"Focus factor" doc:"Which part of their time people have for the sprint's work; empty takes the product's."`
	Demo      []string      `db:"demo" json:"demo" by:"*" ref:"-" v:"max=200" doc:"Ids of the items in the order in which the review shows them; the others follow in the order of the backlog."`
	GoalMet   string        `db:"goal_met" json:"goalMet" by:"*" v:"enum=met|partly|missed" label:"Goal met" doc:"What the review found of the goal."`
	Outcome   string        `db:"outcome" json:"outcome" by:"*" v:"max=5000" doc:"What came of the goal, in words."`
	StartedAt clock.Instant `db:"started_at" json:"startedAt" doc:"When it was started."`
	ClosedAt  clock.Instant `db:"closed_at" json:"closedAt" doc:"When it was closed."`
	Committed []Committed   `db:"committed" json:"committed" doc:"What was in it when it was started; later additions do not change it."`
	Planned   *float64      `db:"planned_capacity" json:"plannedCapacity" doc:"The capacity that it was started with."`
	Carried   []Carried     `db:"carried" json:"carried" doc:"What was unfinished when it was closed, and where it went."`
}

// Committed is an item as it was when its sprint was started.
type Committed struct {
	Item     string   `json:"item" ref:"-" doc:"Id of the item."`
	Key      string   `json:"key"`
	Estimate *float64 `json:"estimate"`
}

// Carried is an item that was unfinished at the end of its sprint.
type Carried struct {
	Item     string   `json:"item" ref:"-" doc:"Id of the item."`
	Key      string   `json:"key"`
	Estimate *float64 `json:"estimate"`
	How      string   `json:"how" doc:"sprint, backlog or split."`
	To       string   `json:"to" ref:"-" doc:"Id of the sprint it went to; empty for the backlog."`
	Rest     string   `json:"rest" ref:"-" doc:"Of what was split: key of the item with the rest."`
}

// States that rules speak of, by what they mean.
const (
	isPlanned = "planned"
	isActive  = "active"
	isClosed  = "closed"
)

var states = record.States(isPlanned, "todo", isActive, "doing", isClosed, "closed")

// Register adds sprints with all that happens around them. The odds come from
// a later area.
func Register(r *op.Registry, o *Outlook) {
	kind.Add[Sprint](r, op.Kind{
		Name: "sprint", Define: "sprint.plan", Home: op.InProduct, Workflow: states, Move: moves, Settle: settle,
		Doc: "A time box with a goal and a capacity.",
	})
	op.Do(r, "sprint.start", start, op.Says("Start a sprint; a product has one active sprint at a time. What is in it is what was agreed on."), op.Takes("sprint.start"))
	op.Do(r, "sprint.close", closeSprint, op.Says("Close a sprint; what is unfinished goes to another sprint or back to the backlog, or its done part is split off."), op.Takes("sprint.close"))
	op.Ask(r, "sprint.report", report, op.Says("Show how a sprint came out: what was agreed on, what came and went, what was done, what was carried on."))
	op.Ask(r, "sprint.readiness", readiness, op.Says("Check the Definition of Ready of all that a sprint has not begun, and name what is missing."))
	registerCapacity(r)
	registerTrades(r, o)
	registerStandup(r)
	board.Register(r)
	retro.Register(r)
}

// moves refuses to move a sprint by hand: starting and closing bring more with
// them than a state.
func moves(_, to record.State) (string, error) {
	return "", errs.New(errs.Invalid, "A sprint does not become %q by hand: start it with sprint.start, close it with sprint.close.", to.Name)
}

// Check holds for every stored sprint.
func (s *Sprint) Check(list *errs.List) {
	if s.StartOn != "" && s.EndOn != "" && s.EndOn < s.StartOn {
		list.Add("endOn", "must not lie before the start, %s", s.StartOn)
	}
	if s.KeyResult != "" && s.Objective == "" {
		list.Add("keyResult", "needs the objective that it belongs to")
	}
}

// settle sees that the goal's key result is one of its objective's. An
// objective that is changed without naming a key result lets go of the old one.
func settle(ctx context.Context, tx *op.Tx, before, after record.Entity) error {
	is, was := after.(*Sprint), &Sprint{}
	if before != nil {
		was = before.(*Sprint)
	}
	if is.Objective != was.Objective && is.KeyResult == was.KeyResult {
		is.KeyResult = ""
	}
	if is.KeyResult == "" || is.KeyResult == was.KeyResult && is.Objective == was.Objective {
		return nil
	}
	o, err := op.Find[strategy.Objective](ctx, &tx.View, string(is.Objective))
	if errs.Is(err, errs.NotFound) {
		return errs.Fieldf("objective", "%s", errs.Public(err).Msg)
	}
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(o.KeyResults, func(k strategy.KeyResult) bool { return k.ID == is.KeyResult }) {
		return errs.Fieldf("keyResult", "%s has no key result %q", o.Key, is.KeyResult)
	}
	return nil
}
