package demo

import (
	"fmt"
	"strings"
)

// stand is somebody with a stake in Lendwell, and where they stood over time.
type stand struct {
	name           string // handle of one of the cast, or what they are called here
	side           string // of somebody outside: whom their organisation stands for
	title          string
	stance         string
	power, wants   int
	cares, notes   string
	owner          string
	moves          []placed
	every, form    string
	topics         []string
	silentFor, lag moment // how long ago they were told last; how long they take to read
}

// placed is where somebody stood from a moment on, so long before the end.
type placed struct {
	back         moment
	power, wants int
	stance       string
}

// stands are ten of them: with a veto that was won over, a sponsor whose
// interest faded, and one whom nobody told anything for too long.
var stands = []stand{
	{name: helena, title: "Founder; answers to the board", stance: "supports", power: 10, wants: 8, cares: "That lenders stay, and that the licence is safe.", owner: ana,
		moves: []placed{{back: 210, power: 10, wants: 9}, {back: 60, power: 10, wants: 7}}, every: "month", form: "page", topics: []string{"roadmap", "progress", "money"}, silentFor: 12, lag: 1},
	{name: samuel, title: "Signs off what touches the regulator", stance: "opposes", power: 8, wants: 6, cares: "Nothing goes out that the regulator has not seen.", owner: ana,
		notes: "Was against **automatic reminders** until legal text was part of the Definition of Done. Talk to him *before* a date is promised.",
		moves: []placed{{back: 260, power: 8, wants: 7, stance: "neutral"}, {back: 110, power: 8, wants: 7, stance: "supports"}}, every: "fortnight", form: "page", topics: []string{"risks", "decisions"}, silentFor: 29, lag: 2},
	{name: ingrid, title: "Holds the budget", stance: "neutral", power: 7, wants: 3, cares: "Spending in the month in which it was planned.", owner: ana,
		moves: []placed{{back: 150, power: 7, wants: 4}, {back: 45, power: 8, wants: 5}}, every: "month", form: "page", topics: []string{"money"}, silentFor: 17, lag: 4},
	{name: victor, title: "Investor", stance: "supports", power: 9, wants: 4, cares: "Growth in loans a quarter.", owner: helena,
		moves: []placed{{back: 180, power: 9, wants: 6}, {back: 90, power: 8, wants: 4, stance: "neutral"}}, every: "quarter", form: "page", topics: []string{"roadmap", "progress"}, silentFor: 40, lag: 6},
	{name: ruth, title: "Sells it", stance: "neutral", power: 5, wants: 9, cares: "Dates that hold.", owner: ana,
		moves: []placed{{back: 120, power: 4, wants: 9, stance: "opposes"}, {back: 40, power: 6, wants: 9, stance: "neutral"}}, every: "milestone", form: "meeting", topics: []string{"releases"}, silentFor: 20},
	{name: david, title: "Hears what breaks first", stance: "supports", power: 3, wants: 9, cares: "To know a week before customers do.", owner: tom,
		moves: []placed{{back: 80, power: 2, wants: 8}}, every: "milestone", form: "page", topics: []string{"releases", "launches"}, silentFor: 8, lag: 1},
	{name: nadia, title: "Lendwell Pay builds on it", stance: "supports", power: 4, wants: 7, cares: "What changes at the border between the two products.", owner: tom,
		moves: []placed{{back: 100, power: 5, wants: 8}}, every: "fortnight", form: "page", topics: []string{"roadmap", "decisions"}, silentFor: 4},
	{name: "the bank", side: partner, title: "Keeps the accounts; can end the contract", stance: "neutral", power: 9, wants: 2, cares: "Fewer calls at its desk.", owner: ana,
		moves: []placed{{back: 200, power: 9, wants: 4}, {back: 70, power: 9, wants: 6, stance: "supports"}}, every: "quarter", form: "text", topics: []string{"roadmap", "releases"}, silentFor: 30},
	{name: "the first lender", side: lender, title: "Chair of the largest investment club", stance: "supports", power: 6, wants: 7, cares: "Statements on the first of the month.", owner: ana,
		moves: []placed{{back: 130, power: 6, wants: 8}}, every: "month", form: "text", topics: []string{"roadmap"}, silentFor: 15},
	{name: "the works council", side: borrower, title: "Speaks for two hundred borrowers", stance: "opposes", power: 3, wants: 3, cares: "That nobody is scored in secret.", owner: tom,
		moves: []placed{{back: 95, power: 4, wants: 5}, {back: 30, power: 3, wants: 7}}, every: "quarter", form: "meeting", topics: []string{"roadmap"}, silentFor: 55},
}

// stakeholders are added early on, move, hear what is agreed, and read most of
// it.
func (p *plan) stakeholders() {
	taken := map[string]bool{}
	for n, s := range stands {
		at := p.now - 340 + moment(n)*1.3
		made := p.id(at, "stakeholder", s.name)
		in := obj{"id": made, "product": lend, "title": s.title, "stance": s.stance, "power": s.power, "interest": s.wants, "cares": s.cares, "owner": "@" + s.owner, "notes": s.notes}
		if s.side == "" {
			in["member"] = "@" + s.name
		} else {
			in["contact"] = p.someone(s.side, at, taken)
		}
		if in["contact"] == "" {
			continue // nobody of that sort was known then
		}
		p.as(ana, at).do("stakeholder.create", in)
		p.wander(s, made)
		p.as(ana, at+2).do("cadence.create", obj{"id": p.id(at+2, "cadence", s.name), "stakeholder": made, "topics": s.topics, "every": s.every, "form": s.form})
		p.briefings(s, made, at)
	}
}

// someone finds a person outside who was known at a moment.
func (p *plan) someone(of string, at moment, taken map[string]bool) string {
	for _, a := range p.accounts {
		if side[a.segment] != of {
			continue
		}
		for _, c := range a.contacts {
			if c.born < at && !taken[c.id] {
				taken[c.id] = true
				return c.id
			}
		}
	}
	return ""
}

func (p *plan) wander(s stand, made string) {
	for _, m := range s.moves {
		in := obj{"id": made, "power": m.power, "interest": m.wants}
		if m.stance != "" {
			in["stance"] = m.stance
		}
		p.as(ana, p.now-m.back+0.37).do("stakeholder.update", in)
	}
}

// apart is how many working days lie between what is told.
var apart = map[string]moment{"week": 5, "fortnight": 10, "month": 21, "quarter": 63, "milestone": 30}

// briefings were told from the beginning up to the last time, and read but for
// the very last of some.
func (p *plan) briefings(s stand, made string, from moment) {
	var when []moment
	for at := p.now - s.silentFor; at > from+5 && len(when) < 8; at -= apart[s.every] {
		when = append(when, at)
	}
	for n, at := range when {
		id := p.id(at, "briefing", s.name)
		p.as(ana, at).do("briefing.create", obj{"id": id, "stakeholder": made, "form": s.form, "topics": s.topics, "title": "Lendwell: what is new", "body": p.news(s, at, at-apart[s.every])})
		p.as(ana, at+0.02).do("briefing.send", obj{"id": id})
		if s.lag > 0 && (n > 0 || s.lag < 4) {
			p.as(s.name, at+s.lag).do("briefing.open", obj{"id": id})
		}
	}
}

// news tells what went out and what began between two moments.
func (p *plan) news(s stand, now, since moment) string {
	var b strings.Builder
	for _, r := range p.releases {
		if r.out != 0 && r.out > since && r.out <= now {
			fmt.Fprintf(&b, "- **%s** is out since %s\n", r.title, p.on(r.out))
		}
	}
	var begun []string
	for _, f := range p.features {
		if f.started > since && f.started <= now && f.started != 0 {
			begun = append(begun, f.title)
		}
	}
	if len(begun) > 0 {
		b.WriteString("- We have begun: " + strings.Join(begun, "; ") + "\n")
	}
	if b.Len() == 0 {
		b.WriteString("- Nothing changed that concerns you; the dates stand.\n")
	}
	return "## Since we last spoke\n\n" + b.String() + "\n" + parting[s.stance]
}

// parting is how Ana ends, by whom she writes to.
var parting = map[string]string{
	"supports": "Thank you for your patience with us.",
	"neutral":  "Tell me what you miss in this.",
	"opposes":  "I know that you see some of this otherwise. Shall we talk before the next review?",
}
