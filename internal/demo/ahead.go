package demo

import (
	"cmp"
	"slices"
)

// milestones are days that the roadmap has to meet.
var milestones = []struct {
	name, title, body string
	made, due         moment // before now where negative
	state             string
}{
	{"licence", "The licence is granted", "Without it nothing is lent.", -300, -240, "reached"},
	{"fair-berlin", "Fintech fair in Berlin", "We show what is new, on a stand of four metres.", -90, 62, ""},
	{"inspection", "The supervisor looks in", "They want to see how reasons are given.", -60, 38, ""},
	{"card-contract", "The contract with the card provider ends", "It renews by itself three months before.", -45, 118, ""},
}

// lookAhead is what the product manager sees coming: days to meet, what waits for
// what, what the roadmap was like, and what might be.
func (p *plan) lookAhead() {
	for _, s := range milestones {
		made := p.as(ana, p.now+s.made).create("milestone", s.name, obj{"title": s.title, "body": s.body, "owner": ana, "dueOn": p.on(p.now + s.due)})
		if s.state != "" {
			p.as(ana, p.now+s.due).change("milestone", made, obj{"state": s.state})
		}
	}
	open := p.stillPlanned()
	p.inOrder(open)
	for n, name := range []string{"Board, spring", "Board, summer", "Board, autumn"} {
		at := p.now - 130 + moment(n)*50
		p.as(ana, at).do("snapshot.create", obj{"id": p.id(at, "snapshot", name), "product": lend, "name": name})
	}
	if len(open) < 4 {
		return
	}
	late := func(f *feature, by int) obj {
		return obj{"id": f.id, "start": p.on(sprintDays * moment(f.from-1)).Add(by), "end": p.on(p.releases[f.release-1].due).Add(by)}
	}
	p.as(ana, p.now-4).do("scenario.create", obj{"id": p.id(p.now-4, "scenario", "late"), "product": lend, "name": "If the card provider is six weeks late",
		"note": "What does it cost us, and which promises break?", "lines": []obj{late(open[0], 42), late(open[1], 42), late(open[2], 28)}})
	p.as(tom, p.now-2).do("scenario.create", obj{"id": p.id(p.now-2, "scenario", "fewer"), "product": lend, "name": "Two developers fewer until spring",
		"note": "Lina and Marek are on loan to the lenders' app.", "lines": []obj{late(open[3], 21)}})
}

// stillPlanned are the features that are planned and not begun, the next first.
func (p *plan) stillPlanned() []*feature {
	var out []*feature
	for _, f := range p.features {
		if f.state == "planned" && f.from > 0 {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b *feature) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.slug, b.slug)) })
	return out
}

// inOrder ties features that wait for each other: one by one in the order of
// their sprints, so that one pair overlaps where two go out together.
func (p *plan) inOrder(open []*feature) {
	for i := 0; i+1 < len(open) && i < 6; i += 2 {
		from, to := open[i], open[i+1]
		at := max(from.planned, to.planned) + 2
		p.as(ana, min(at, p.now-5)).join("blocks", from.id, to.id)
	}
}
