// Package refinement is the occasion on which a team makes items ready: the
// queue of what is not, who sat together over which items and what came out,
// and the rounds of planning poker in which they were sized.
//
// Words it owns: refinement (the occasion), entry (an item of it with what came
// out), seat (who takes part, and as what), voter, observer, scale (the values
// one votes with), round, vote, ballot (a vote that nobody may see yet), spread,
// consensus.
//
// A vote is its voter's own until its round is revealed. Until then it is a
// ballot: a row of a plain table, which is no part, stands in no ledger row, no
// stream, no proposal and no export, and is read by two functions only, the one
// that reveals and the one that answers the voter. Others learn that somebody
// has voted, never what.
package refinement

import (
	"context"
	"slices"

	"throughline/internal/core/kind"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// run is the decision that running a refinement takes.
const run = "refinement.run"

// Refinement is one occasion.
type Refinement struct {
	record.Record
	Items    []Entry       `db:"items" json:"items" doc:"The items that it is about, in their order, with what came out of each."`
	People   []Seat        `db:"people" json:"people" doc:"Who takes part, or did."`
	Current  id.Ref        `db:"current_id" json:"current" ref:"record" doc:"The item that is being talked about; the same for everybody."`
	ClosedAt clock.Instant `db:"closed_at" json:"closedAt" label:"Closed" doc:"When it was closed."`
}

// Entry is an item of a refinement.
type Entry struct {
	Item           id.Ref        `json:"item" ref:"record"`
	TurnAt         clock.Instant `json:"turnAt" doc:"When it first had its turn; null when it has had none."`
	EstimateBefore *float64      `json:"estimateBefore" doc:"Its estimate when its turn began."`
	EstimateAfter  *float64      `json:"estimateAfter" doc:"Its estimate when its turn ended."`
	LackedBefore   []string      `json:"lackedBefore" doc:"What it lacked when its turn began: rules of the Definition of Ready."`
	LacksAfter     []string      `json:"lacksAfter" doc:"What it still lacked when its turn ended."`
	Note           string        `json:"note" doc:"What was said, in a line."`
}

// Seats are for those who vote and those who listen.
const (
	Voter    = "voter"
	Observer = "observer"
)

// Seat is somebody's place at the table.
type Seat struct {
	Member   id.Ref        `json:"member" ref:"member"`
	As       string        `json:"as" v:"enum=voter|observer"`
	JoinedAt clock.Instant `json:"joinedAt"`
	LeftAt   clock.Instant `json:"leftAt" doc:"Null while they are there."`
}

// States that rules speak of, by what they mean.
const (
	isRunning = "running"
	isClosed  = "closed"
)

var states = record.States(isRunning, "doing", isClosed, "closed")

// Limits of one refinement.
const (
	mostItems  = 200
	mostPeople = 100
)

// Register adds refinements, rounds of poker and the scale.
func Register(r *op.Registry) {
	kind.Add[Refinement](r, op.Kind{
		Name: "refinement", Define: run, Home: op.InProduct, Workflow: states, Move: moves,
		Doc: "An occasion on which a team made items ready: who, which, and what came out.",
	})
	r.Replace("refinement.create")
	op.Do(r, "refinement.start", start, op.Says("Start a refinement."), op.Takes(run), op.Refuses(), op.At("POST", "/api/v1/refinements"))
	op.Do(r, "refinement.join", join, op.Says("Take a seat in a refinement, to vote or to listen."), op.Needs(op.Members))
	op.Raw(r, "refinement.leave", leave, op.Says("Leave a refinement, or note that somebody else has left."), op.Needs(op.Members))
	op.Do(r, "refinement.turn", turn, op.Says("Give an item its turn: everybody in the refinement looks at it."), op.Takes(run), op.Refuses())
	op.Do(r, "refinement.note", note, op.Says("Note what was said about an item of a refinement."), op.Takes(run))
	op.Do(r, "refinement.close", closeIt, op.Says("Close a refinement; what came out of each item is kept with it."), op.Takes(run), op.Refuses())
	op.Ask(r, "refinement.queue", queue, op.Says("List what is not ready and why, in the order in which it matters."), op.At("GET", "/api/v1/refinement/queue"))
	op.Ask(r, "refinement.now", now, op.Says("Show the table of a refinement: the rounds about the item that has its turn, who is waited for, and your own vote."))

	op.AddPart[Round](r, "round")
	op.AddPart[Scale](r, "scale")
	op.Do(r, "round.start", startRound, op.Says("Open a round of planning poker on the item that has its turn."), op.Takes(run), op.Refuses())
	op.Raw(r, "round.vote", cast, op.Says("Vote in an open round, or change your vote. Nobody sees it before the round is revealed."), op.Needs(op.Members))
	op.Raw(r, "round.reveal", reveal, op.Says("Reveal the votes of a round, whoever has yet to vote."), op.Takes(run), op.Needs(op.Members))
	op.Do(r, "round.take", take, op.Says("Make the result of a round the estimate of its item."), op.Takes("story.estimate"))
	op.Do(r, "round.record", enter, op.Says("Enter a round that was voted on around a table, with its votes."), op.Takes(run), op.At("POST", "/api/v1/rounds"))
	op.Ask(r, "round.list", rounds, op.Says("List the rounds about an item, or of a refinement, newest first."))
	op.Do(r, "scale.set", setScale, op.Says("Set the values that a product's team votes with."), op.Takes("story.estimate"), op.At("PUT", "/api/v1/scale"))
	op.Ask(r, "scale.show", showScale, op.Says("Show the values that a product's team votes with."), op.At("GET", "/api/v1/scale"))
	r.Check(kept)
}

// moves refuses to move a refinement by hand: closing notes what came out.
func moves(_, to record.State) (string, error) {
	return "", errs.New(errs.Invalid, "A refinement does not become %q by hand: start it with refinement.start, close it with refinement.close.", to.Name)
}

// running gives the refinement that is going on in a product, or nil.
func running(ctx context.Context, v *op.View, product string) (*Refinement, error) {
	found, err := record.Where[Refinement](ctx, v.At, "r.product_id = ? and r.kind = 'refinement' and r.category = 'doing' and r.archived_at = 0 order by r.id limit 1", product)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// Check holds for every stored refinement.
func (r *Refinement) Check(list *errs.List) {
	if len(r.Items) > mostItems {
		list.Add("items", "must be at most %d in one refinement", mostItems)
	}
	if len(r.People) > mostPeople {
		list.Add("people", "must be at most %d in one refinement", mostPeople)
	}
}

// seat finds somebody's seat, -1 when they never had one.
func (r *Refinement) seat(member string) int {
	return slices.IndexFunc(r.People, func(s Seat) bool { return string(s.Member) == member })
}

// entry finds an item's entry, -1 when it has none.
func (r *Refinement) entry(item string) int {
	return slices.IndexFunc(r.Items, func(e Entry) bool { return string(e.Item) == item })
}

// voters are those who are there to vote.
func (r *Refinement) voters() []string {
	var out []string
	for _, s := range r.People {
		if s.As == Voter && s.LeftAt == 0 {
			out = append(out, string(s.Member))
		}
	}
	return out
}
