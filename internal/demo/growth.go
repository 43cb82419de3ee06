package demo

import "strconv"

// seen is how somebody's skills were seen on a day: the levels in the order in
// which the ladder has them.
type seen struct {
	who, of string // who sees, and whose skills
	at      moment
	levels  string // a digit each
	word    string
}

var (
	managerSkills = []string{"strategy", "discovery", "market", "metrics", "roadmap", "stakeholders", "launch", "leadership"}
	ownerSkills   = []string{"backlog", "stories", "refinement", "delivery", "acceptance", "domain", "decisions", "coaching"}
)

// growth is who carries what, how Ana and Tom grow, and whom Lendwell Pay looks
// for.
func (p *plan) growth() {
	p.carried()
	p.grown(ana, "manager", "pm", "senior-pm", managerSkills, []seen{
		{ana, ana, 24, "23232322", "A first look at myself. Numbers are where I guess most."},
		{helena, ana, 26, "23122322", "You hear customers well. The business case of the first year was thin."},
		{ana, ana, 146, "33233333", "Two bets settled, one of them missed by far: I predict in ranges now."},
		{helena, ana, 149, "33233322", "The way you said no to the badges in spring was strategy."},
		{ana, ana, p.now - 34, "44343333", "Pricing and the partner contracts were new to me, and went well."},
		{helena, ana, p.now - 31, "34243232", "Take the margin by segment on: you still leave it to Ingrid."},
	})
	p.grown(tom, "owner", "owner", "senior-owner", ownerSkills, []seen{
		{tom, tom, 30, "33223221", "Stories and order are fine. Facilitating six people is not."},
		{helena, tom, 33, "32322221", "You answer fast. Questions still pile up before a refinement."},
		{tom, tom, 152, "33333322", "The definition of done holds, and rework fell by half."},
		{helena, tom, 156, "34333322", "Splitting is a strength now; show it to Nadia."},
		{tom, tom, p.now - 28, "34334332", "Retrospectives give two actions each, and they are done."},
		{helena, tom, p.now - 25, "34234323", "Others come to you to learn. That is coaching. Large rounds still run over."},
	})
	p.plans()
	p.hiring()
}

// carried is where responsibilities differ from what follows from the roles:
// Claire writes to stakeholders, and two people hold themselves accountable for
// turning feedback into work.
func (p *plan) carried() {
	p.as(marta, 60).do("responsibility.carry", obj{"product": lend, "name": "stakeholders", "carriers": []obj{{"member": ana, "letters": "A"}, {"member": claire, "letters": "R"}, {"member": helena, "letters": "I"}}})
	p.as(marta, 61).do("responsibility.carry", obj{"product": lend, "name": "launch", "carriers": []obj{{"member": ana, "letters": "A"}, {"member": claire, "letters": "R"}, {"member": ruth, "letters": "C"}, {"member": david, "letters": "C"}}})
	p.as(marta, 62).do("responsibility.carry", obj{"product": lend, "name": "feedback", "carriers": []obj{{"member": tom, "letters": "RA"}, {"member": david, "letters": "RA"}}})
	p.as(marta, 63).do("responsibility.carry", obj{"product": lpay, "name": "market-risks", "carriers": []obj{{"member": samuel, "letters": "RA"}, {"member": nadia, "letters": "C"}}})
}

// grown is somebody's place on a ladder, and how they were seen over time.
func (p *plan) grown(who, job, step, aim string, skills []string, all []seen) {
	p.as(who, all[0].at-2).do("lead.name", obj{"lead": helena})
	p.as(who, all[0].at-1).do("growth.place", obj{"id": "me", "job": job, "step": step, "aim": aim})
	for n, s := range all {
		given := obj{}
		for i, name := range skills {
			given[job+"-"+name] = int(s.levels[i] - '0')
		}
		h := p.as(s.who, s.at)
		h.do("growth.assess", obj{"id": s.of, "assessment": h.id(s.at, "assessment", who, strconv.Itoa(n)), "on": p.on(s.at), "job": job, "levels": given, "word": s.word})
	}
}

// plans is what Ana and Tom do to grow, and how it goes.
func (p *plan) plans() {
	for n, g := range []struct {
		who, skill, action, state string
		set, due                  moment
		checks                    []string
	}{
		{ana, "manager-metrics", "Settle three bets with a range written down beforehand", "done", 30, 150, []string{"The first one: hit, at the lower end.", "The second missed by far. The range was hope.", "All three are settled."}},
		{ana, "manager-market", "Own the margin by segment with Ingrid, month by month", "open", p.now - 30, p.now + 40, []string{"Ingrid showed me how March came about. April I do myself."}},
		{ana, "manager-leadership", "Let Nadia present the partner plan to the board", "open", p.now - 30, p.now - 4, []string{"She practised twice; the board moved its day."}},
		{tom, "owner-refinement", "Run four refinements by an agenda, forty minutes each", "done", 36, 80, []string{"Two of four ended in time.", "Four of four."}},
		{tom, "owner-decisions", "Put each choice with a price to Ana as a trade-off", "open", p.now - 26, p.now + 25, []string{"Two so far. She answers within two days."}},
	} {
		h := p.as(g.who, g.set)
		made := h.id(g.set, "growth goal", g.who, strconv.Itoa(n))
		in := obj{"id": "me", "goal": made, "skill": g.skill, "action": g.action, "due": p.on(g.due)}
		h.do("growth.goal", in)
		last := min(g.due, p.now-2)
		for i, note := range g.checks {
			at := g.set + (last-g.set)*moment(i+1)/moment(len(g.checks)+1)
			p.as(g.who, at).do("growth.check", obj{"id": "me", "goal": made, "note": note})
		}
		if g.state == "done" {
			p.as(g.who, last).do("growth.goal", obj{"id": "me", "goal": made, "skill": g.skill, "action": g.action, "due": p.on(g.due), "state": g.state})
		}
	}
}

// hiring is the product owner whom Lendwell Pay looks for, so that Nadia need
// not do both jobs.
func (p *plan) hiring() {
	at := p.now - 22
	h := p.as(marta, at)
	vacancy := h.id(at, "vacancy", lpay)
	h.do("vacancy.open", obj{"id": vacancy, "product": lpay, "step": "owner", "lead": nadia, "interviewers": []string{tom, sofia, "jonas"}})
	first, second := p.id(at+4, "candidate", "first"), p.id(at+9, "candidate", "second")
	p.as(nadia, at+4).do("candidate.set", obj{"id": vacancy, "candidate": first, "label": "M.E."})
	p.as(nadia, at+9).do("candidate.set", obj{"id": vacancy, "candidate": second, "label": "K.V."})
	for n, c := range []struct {
		who, levels, hire, word string
		notes                   map[string]string
	}{
		{tom, "34333422", "yes", "Would have taken over the board on Monday.", map[string]string{"stories": "Split the early repayment into three slices, the first without money moving.", "domain": "Has queued with shop owners; knows what a till is."}},
		{sofia, "33432423", "yes", "Listens, then draws.", map[string]string{"refinement": "Asked who had not spoken yet.", "delivery": "Unsure what to do when a sprint slips."}},
		{"jonas", "32334222", "no", "Good to talk to. I missed a word about what breaks.", map[string]string{"acceptance": "Rejected a login page once for a missing error text, and said so kindly.", "domain": "Did not know how a refund reaches the bank."}},
	} {
		p.as(c.who, at+7+moment(n)*0.4).do("scorecard.set", rated(vacancy, first, c.levels, c.hire, c.word, c.notes))
	}
	p.as(tom, at+12).do("scorecard.set", rated(vacancy, second, "22322332", "no", "A good associate in a year.", map[string]string{"backlog": "Orders by who asked last."}))
}

// rated is a scorecard that is handed in.
func rated(vacancy, candidate, levels, hire, word string, heard map[string]string) obj {
	given, notes := obj{}, obj{}
	for i, name := range ownerSkills {
		given["owner-"+name] = int(levels[i] - '0')
	}
	for name, note := range heard {
		notes["owner-"+name] = note
	}
	return obj{"id": vacancy, "candidate": candidate, "levels": given, "notes": notes, "hire": hire, "word": word, "handIn": true}
}
