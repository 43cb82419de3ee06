// Package retro is how a team looks back on a sprint: notes that are private
// until they are revealed, groups, dots, and what is to be done about it.
//
// Words it owns: retrospective, draft (a note before it is revealed), note,
// group (of notes), dot, action.
package retro

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// The phases, in their order.
const (
	Writing  = "writing"
	Grouping = "grouping"
	Voting   = "voting"
	Acting   = "acting"
	Over     = "over"
)

var phases = []string{Writing, Grouping, Voting, Acting, Over}

// Retro is the retrospective of a sprint.
type Retro struct {
	record.Part
	Columns  []Column      `db:"cols" json:"columns" v:"max=8"`
	Phase    string        `db:"phase" json:"phase" v:"enum=writing|grouping|voting|acting|over" doc:"While it is writing, everybody sees only their own notes."`
	Votes    int64         `db:"votes" json:"votes" v:"min=1,max=20" doc:"How many dots each person has."`
	ClosedAt clock.Instant `db:"closed_at" json:"closedAt"`
}

// Column is what notes are sorted by.
type Column struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// RetroNote is a note that everybody may read.
type RetroNote struct {
	record.Part
	Retro  string `db:"retro_id" json:"retro" ref:"-"`
	Column string `db:"col" json:"column" ref:"-"`
	Body   string `db:"body" json:"body" v:"required,max=1000"`
	With   id.Ref `db:"with_id" json:"with" ref:"-" doc:"The note at whose head it stands grouped; null when it stands by itself."`
}

// RetroVote is one person's dots on a note.
type RetroVote struct {
	record.Part
	Retro  string `db:"retro_id" json:"retro" ref:"-"`
	Note   string `db:"note_id" json:"note" ref:"-"`
	Member string `db:"member_id" json:"member" ref:"member"`
	Dots   int64  `db:"dots" json:"dots"`
}

// RetroAction is something to do that a retrospective decided on: a task in
// the backlog.
type RetroAction struct {
	record.Part
	Retro string `db:"retro_id" json:"retro" ref:"-"`
	Note  id.Ref `db:"note_id" json:"note" ref:"-" doc:"The note that it comes from; null for none."`
	Item  string `db:"item_id" json:"item" ref:"record" doc:"Id of the task."`
}

// usual are the columns of a retrospective that nobody has set up otherwise.
var usual = []Column{{"well", "Went well"}, {"badly", "Went badly"}, {"try", "Try next"}}

// usualVotes is how many dots each person has.
const usualVotes = 5

// Register adds retrospectives. What is private until the reveal stands in no
// ledger: it is written and read by operations of its own.
func Register(r *op.Registry) {
	op.AddPart[Retro](r, "retro")
	op.AddPart[RetroNote](r, "retro_note")
	op.AddPart[RetroVote](r, "retro_vote")
	op.AddPart[RetroAction](r, "retro_action")
	op.Do(r, "retro.open", open, op.Says("Open the retrospective of a sprint: its columns, and how many dots each person has."), op.Takes("work.move"), op.At("POST", "/api/v1/retros"))
	op.Ask(r, "retro.show", show, op.Says("Show a sprint's retrospective: notes, groups, dots, actions, those of the last time, and one's own drafts."), op.At("GET", "/api/v1/retros"))
	op.Raw(r, "retro.write", write, op.Says("Write a note that only you see until it is revealed; empty, it is taken away."), op.Needs(op.Change), op.At("POST", "/api/v1/retros/{id}/drafts"))
	op.Do(r, "retro.phase", setPhase, op.Says("Lead a retrospective on to its next phase, or back; leaving the writing reveals all notes."), op.Takes("work.move"))
	op.Do(r, "retro.note", addNote, op.Says("Add a note once they are revealed."))
	op.Do(r, "retro.group", group, op.Says("Put a note to another, or stand it by itself; or into another column."), op.Takes("work.move"))
	op.Do(r, "retro.vote", vote, op.Says("Set how many of your dots a note has."))
	op.Do(r, "retro.act", act, op.Says("Decide on an action: it becomes a task in the backlog, linked to the sprint."), op.Takes("work.move"))
}

// Check holds for every stored retrospective.
func (r *Retro) Check(list *errs.List) {
	seen := map[string]bool{}
	if len(r.Columns) == 0 {
		list.Add("columns", "is required")
	}
	for i, c := range r.Columns {
		at := fmt.Sprintf("columns.%d.", i)
		if t := strings.TrimSpace(c.Title); t == "" || utf8.RuneCountInString(t) > 60 {
			list.Add(at+"title", "must have 1 to 60 characters")
		}
		if c.ID == "" || len(c.ID) > 40 || seen[c.ID] {
			list.Add(at+"id", "must stand once and have 1 to 40 characters")
		}
		seen[c.ID] = true
	}
}

func (r *Retro) has(column string) bool {
	for _, c := range r.Columns {
		if c.ID == column {
			return true
		}
	}
	return false
}
