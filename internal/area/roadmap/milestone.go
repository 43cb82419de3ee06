package roadmap

import (
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
)

// Milestone is a day that the roadmap has to meet and that is no release: a
// deadline from outside, a fair, the end of a contract.
type Milestone struct {
	record.Record
	DueOn clock.Day `db:"due_on" json:"dueOn" by:"roadmap.place" v:"day" doc:"The day it falls on."`
}

var milestoneStates = record.States("ahead", "todo", "reached", "done", "missed", "closed", "dropped", "closed")
