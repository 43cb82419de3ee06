// Package delivery holds the time boxes in which work is done: sprints with
// their goal and capacity.
//
// Words it owns: sprint, goal (of a sprint), capacity, carry-over.
package delivery

import (
	"throughline/internal/core/kind"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// Sprint is a time box with a goal and a capacity.
type Sprint struct {
	record.Record
	Goal      string        `db:"goal" json:"goal" by:"*" v:"max=2000" doc:"What shall be true at its end."`
	StartOn   clock.Day     `db:"start_on" json:"startOn" by:"*" v:"day" doc:"Its first day."`
	EndOn     clock.Day     `db:"end_on" json:"endOn" by:"*" v:"day" doc:"Its last day."`
	Capacity  *float64      `db:"capacity" json:"capacity" by:"*" v:"min=0" doc:"How much the team can take on, in its points."`
	StartedAt clock.Instant `db:"started_at" json:"startedAt" doc:"When it was started."`
	ClosedAt  clock.Instant `db:"closed_at" json:"closedAt" doc:"When it was closed."`
}

// States that rules speak of, by what they mean.
const (
	isPlanned = "planned"
	isActive  = "active"
	isClosed  = "closed"
)

var states = record.States(isPlanned, "todo", isActive, "doing", isClosed, "closed")

// Register adds sprints.
func Register(r *op.Registry) {
	kind.Add[Sprint](r, op.Kind{
		Name: "sprint", Define: "sprint.plan", Home: op.InProduct, Workflow: states, Move: moves,
		Doc: "A time box with a goal and a capacity.",
	})
	op.Do(r, "sprint.start", start, op.Says("Start a sprint; a product has one active sprint at a time."), op.Takes("sprint.start"))
	op.Do(r, "sprint.close", closeSprint, op.Says("Close a sprint; what is unfinished goes to another sprint or back to the backlog."), op.Takes("sprint.close"))
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
}
