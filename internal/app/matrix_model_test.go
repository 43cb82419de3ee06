package app_test

import (
	"slices"
	"strings"

	"throughline/internal/core/op"
)

// The model says what must come of a call. It is written from the domain's
// words and the permissions' names alone and shares no code with what it
// judges: its table of decisions is a second copy on purpose.

// outcome is what came of a call, or what must.
type outcome string

const (
	ok        outcome = "ok"
	proposal  outcome = "proposal"
	unknown   outcome = "401"
	forbidden outcome = "403"
	gone      outcome = "404" // not there, or not for the caller: told alike
	invalid   outcome = "400"
	conflict  outcome = "409"
	empty     outcome = "ok and nothing" // answered, and nothing was changed
)

// place is where a thing is.
type place string

const (
	lend    place = "LEND in A" // a product that every member sees
	hide    place = "HIDE in A" // a private product: admins, and who has a role on it
	whole   place = "A"         // the workspace itself
	theirs  place = "LEND in B" // the same, in the neighbours' workspace
	theirsW place = "B"         // their workspace itself
	nowhere place = "nowhere"   // an id that names nothing
	nothing place = "no object" // the call names no thing
)

// in gives the workspace a place is in.
func (at place) in() string {
	switch at {
	case theirs, theirsW:
		return "B"
	default:
		return "A"
	}
}

// deciders is the domain document's table: who decides. "+" asks for each.
const deciders = `
strategy.set        PM
objective.set       PM
metric.set          PM
roadmap.place       PM
roadmap.share       PM
feature.define      PM
feature.score       PM
market.record       PM PO
insight.draw        PM PO
launch.plan         PM
price.set           PM
price.see           PM PO finance stakeholder marketing sales support
budget.set          PM
cost.record         PO
money.see           PM PO finance stakeholder
backlog.rank        PO
story.write         PO
criteria.set        PO
story.estimate      developer
refinement.run      PO PM developer designer tester
sprint.plan         PO
sprint.start        PO
sprint.close        PO
work.move           developer tester designer PO
work.accept         PO
work.reject         PO
scope.change        PM + PO
release.content     PO
release.date        PM
risk.set:market     PM
risk.set:compliance PM
risk.set:strategy   PM
risk.set:delivery   PO
risk.set:technical  PO
decision.record     PM PO
stakeholder.set     PM
stakeholder.see     PM PO
approval.ask        PM PO
tradeoff.ask        PM PO
promise.give        PM sales
tradeoff.answer:manager PM
tradeoff.answer:owner   PO
role.assign         admin
rights.set          admin
people.set          admin
workspace.set       admin
product.make        admin
feedback.take       PM PO support sales marketing developer designer tester
workflow.set        PO
field.set           PM PO
link.make           PM PO developer designer tester
conversation.curate PM PO
import.run          PM PO
code.connect        PO
`

// principal is somebody who calls.
type principal struct {
	name   string
	in     string             // workspace: "A", "B"; "" for nobody
	member string             // who it is, by first name
	role   string             // in the workspace: owner, admin, member, guest
	roles  map[place][]string // on products
	former bool               // was a member, and is none any more
	runs   bool               // the installation
	scopes []string           // of a token; nil when it is none
	only   []place            // products that the token is limited to; nil for all
	odd    bool               // its scopes and limits are such as no token is made with
}

func (p principal) admin() bool { return p.role == "owner" || p.role == "admin" }

// sees says whether somebody may know of what is at a place.
func (p principal) sees(at place) bool {
	switch {
	case p.in != at.in() || at == nowhere:
		return false
	case p.only != nil && !slices.Contains(p.only, at):
		return false
	case at == whole || at == theirsW:
		return p.role != "guest"
	case p.admin():
		return true
	case p.role == "guest" || at == hide:
		return len(p.roles[at]) > 0
	default:
		return true
	}
}

// decides says whether somebody decides alone. What belongs to no product is
// decided by whoever holds the role anywhere.
func (p principal) decides(decision string, at place) bool {
	if p.admin() {
		return true
	}
	held := p.roles[at]
	if at == whole || at == theirsW || at == nothing {
		held = nil
		for _, r := range p.roles {
			held = append(held, r...)
		}
	}
	for line := range strings.Lines(deciders) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] != decision {
			continue
		}
		all := slices.Contains(words, "+")
		for _, r := range words[1:] {
			switch {
			case r == "+":
			case all && !slices.Contains(held, r):
				return false
			case !all && slices.Contains(held, r):
				return true
			}
		}
		return all
	}
	panic("the model knows no decision " + decision)
}

// expected is what must come of somebody calling an operation about what is at
// a place, where it takes some decisions.
func (p principal) expected(d *op.Def, at place, decisions string) outcome {
	token := p.scopes != nil
	switch {
	case token && p.former:
		return unknown // a token that is no good is refused whatever is called
	case d.Perm == "public":
		return ok
	case p.name == "nobody":
		return unknown
	case token && !slices.Contains(p.scopes, d.Scope), d.Perm == "operator" && !p.runs:
		return forbidden
	case d.Perm == "operator", d.Perm == "account":
		return ok
	case p.in == "" || p.former: // signed in, but to no workspace
		return forbidden
	case d.Perm == "admin" && !p.admin():
		return forbidden
	case p.role == "guest" && (d.Perm == "member" || d.Perm == "record.change"):
		return forbidden
	case at != nothing && !p.sees(at):
		return gone
	}
	for _, decision := range strings.Fields(decisions) {
		if p.decides(decision, at) {
			continue
		}
		if d.NoPropose || d.Perm != "record.change" {
			return forbidden
		}
		return proposal
	}
	return ok
}
