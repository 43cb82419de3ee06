// Package board is how a team sees its work and keeps it flowing: columns over
// states, limits on what is in progress, lanes, classes of service, and what
// holds an item up.
//
// Words it owns: board, column (of a board), policy (of a column), limit,
// override, block, class of service, lane (of a board).
package board

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
)

// Expedite is the class of service that goes before all others, in a lane of
// its own.
const Expedite = "expedite"

// What a board does when a limit would be broken.
const (
	Warns   = "warn"
	Refuses = "block"
)

// The methods: a Scrum board shows the active sprint, a Kanban board whatever
// is in its columns and not closed.
const (
	Scrum  = "scrum"
	Kanban = "kanban"
)

// Board is one way to look at a product's work.
type Board struct {
	record.Part
	Name          string             `db:"name" json:"name" v:"required,max=80"`
	Method        string             `db:"method" json:"method" v:"required,enum=scrum|kanban"`
	Columns       []Column           `db:"cols" json:"columns" v:"max=40" doc:"From left to right."`
	Lanes         string             `db:"lanes" json:"lanes" v:"max=60" doc:"The field by which there are lanes; empty for none."`
	LaneLimits    map[string]float64 `db:"lane_limits" json:"laneLimits" doc:"By the value of that field: how much may be in progress in the lane."`
	Mode          string             `db:"mode" json:"mode" v:"required,enum=warn|block" doc:"What happens when a limit would be broken."`
	CountBy       string             `db:"count_by" json:"countBy" v:"required,enum=items|points" doc:"What limits count."`
	PersonLimit   *float64           `db:"person_limit" json:"personLimit" v:"min=1" doc:"How much one person may have in progress."`
	TotalLimit    *float64           `db:"total_limit" json:"totalLimit" v:"min=1" doc:"How much may be in progress on the whole board."`
	ExpediteLimit *float64           `db:"expedite_limit" json:"expediteLimit" v:"min=1" doc:"How many expedite items may be in progress. They count against no other limit."`
}

// Column is a column of a board: the states it stands for, how much may be in
// it, and what the team has agreed on about it.
type Column struct {
	ID     string   `json:"id" doc:"Made here when it is left out; unique on its board."`
	Name   string   `json:"name"`
	States []string `json:"states" doc:"The states whose items stand in it; what is moved into it comes into the first."`
	Limit  *float64 `json:"limit" doc:"How much may be in it."`
	Policy string   `json:"policy" doc:"When an item may come in or go out, in Markdown."`
}

// LimitOverride is a move beyond a limit, with the reason.
type LimitOverride struct {
	record.Part
	Board    string   `db:"board_id" json:"board" ref:"-" by:"work.move"`
	Breaches []Breach `db:"breaches" json:"breaches" doc:"The limits that were broken."`
	Reason   string   `db:"reason" json:"reason" by:"work.move" v:"required,max=500"`
	Request  string   `db:"request" json:"request" doc:"The call that made the move."`
}

// Register adds boards, moves and blocks.
func Register(r *op.Registry) {
	op.AddPart[Board](r, "board")
	op.AddPart[LimitOverride](r, "limit_override")
	op.AddPart[Block](r, "block")
	r.Check(heed)
	op.Do(r, "board.create", create, op.Says("Set up a board: its columns over states, its limits and lanes."), op.Takes("workflow.set"))
	op.Do(r, "board.update", update, op.Says("Set up a board anew. What stands over a lowered limit stays there and is marked."), op.Takes("workflow.set"))
	op.Do(r, "board.delete", remove, op.Says("Take a board away; its cards stay as they are."), op.Takes("workflow.set"))
	op.Ask(r, "board.list", list, op.Says("List the boards of a product."))
	op.Ask(r, "board.cards", cards, op.Says("Show what stands on a board: how full its columns and lanes are, how long each item has been in its column, what is blocked."), op.At("GET", "/api/v1/boards/cards"))
	op.Do(r, "item.move", move, op.Says("Move an item to a state and a place; with a reason, beyond a limit."))
	op.Do(r, "item.block", block, op.Says("Say that an item is blocked, and by what."), op.Takes("work.move"))
	op.Do(r, "item.unblock", unblock, op.Says("Say that an item is blocked no longer."), op.Takes("work.move"))
	op.Ask(r, "item.blocks", blocks, op.Says("List what held an item up, and how long."))
}

// Check holds for every stored board.
func (b *Board) Check(list *errs.List) {
	seen, ids, states := map[string]bool{}, map[string]bool{}, map[string]bool{}
	if len(b.Columns) == 0 {
		list.Add("columns", "is required: a board has at least one column")
	}
	for i, c := range b.Columns {
		at := fmt.Sprintf("columns.%d.", i)
		name := strings.ToLower(strings.TrimSpace(c.Name))
		switch {
		case name == "" || utf8.RuneCountInString(c.Name) > 60:
			list.Add(at+"name", "must have 1 to 60 characters")
		case seen[name]:
			list.Add(at+"name", "stands twice")
		}
		if ids[c.ID] || len(c.ID) > 40 {
			list.Add(at+"id", "must stand once and have at most 40 characters")
		}
		seen[name], ids[c.ID] = true, true
		c.check(at, states, list)
	}
	for lane, n := range b.LaneLimits {
		if n < 1 {
			list.Add("laneLimits."+lane, "must be at least 1")
		}
	}
	if len(b.LaneLimits) > 0 && b.Lanes == "" {
		list.Add("laneLimits", "need lanes: say by which field there are lanes")
	}
}

func (c *Column) check(at string, taken map[string]bool, list *errs.List) {
	if len(c.States) == 0 {
		list.Add(at+"states", "is required: a column stands for at least one state")
	}
	for _, s := range c.States {
		if taken[s] {
			list.Add(at+"states", "%q stands in another column already", s)
		}
		taken[s] = true
	}
	if c.Limit != nil && *c.Limit < 1 {
		list.Add(at+"limit", "must be at least 1; leave it out for none")
	}
	if utf8.RuneCountInString(c.Policy) > 5000 {
		list.Add(at+"policy", "must have at most 5000 characters")
	}
}

// of gives the column that a state stands in, nil when the board has none.
func (b *Board) of(state string) *Column {
	for i := range b.Columns {
		for _, s := range b.Columns[i].States {
			if s == state {
				return &b.Columns[i]
			}
		}
	}
	return nil
}
