package demo

import "strconv"

// exposure is what is known of a risk beyond its rating: what it would cost,
// what is done about it, what it concerns, and what it did cost.
type exposure struct {
	loss, delay int64   // in EUR, in days; 0 for unknown
	chance      float64 // in percent; 0 where the likelihood is all one knows
	plan        string
	steps       []string // a leading + says that it is done
	about       []string // features, by their short names
	cost, days  int64    // of one that came true
	later       []rerated
}

// rerated is a change of a rating, so many days before the end of the world.
type rerated struct {
	ago                moment
	likelihood, impact int
}

// exposed are the risks of the register, by their number in it, that somebody
// has put a price on. Those of the last weeks have moved.
var exposed = map[int]exposure{
	0:  {loss: 400_000, chance: 15, plan: "Counsel answers each draft. A letter from the supervisor with a date in it would show that it comes.", steps: []string{"+Answer the draft rule", "+A person in each refusal that is objected to", "Ask for a meeting before the spring"}, about: []string{"instant-approval"}},
	4:  {loss: 250_000, plan: "We watch their price each month.", steps: []string{"+Price page of the bank read by a script", "Reasons of a refusal shown beside the price"}, about: []string{"soft-check"}, later: []rerated{{18, 4, 4}}},
	5:  {loss: 180_000, plan: "The weekly reinvestment rate tells us early.", steps: []string{"+Auto-invest for everybody", "Letter to those who withdraw"}, about: []string{"auto-invest", "reinvest"}, later: []rerated{{12, 2, 4}}},
	6:  {loss: 60_000, delay: 4, plan: "Cash plan with the bank, and a warning four hours ahead.", steps: []string{"+Warning at four hours", "Second account for weekends"}, about: []string{"instant-payouts"}, later: []rerated{{9, 2, 3}}},
	9:  {loss: 90_000, plan: "The rate check will show what a visitor from there is worth.", about: []string{"soft-check"}},
	10: {loss: 20_000, delay: 5, chance: 60, plan: "The contract has a penalty, and a test runs each morning.", about: []string{"account-information"}, cost: 7_400, days: 2},
	13: {loss: 50_000, delay: 20, plan: "Audit by an outside office, and what it finds before the day.", steps: []string{"+Audit booked", "Findings of the forms mended", "Findings of the app mended"}, about: []string{"accessible"}, later: []rerated{{15, 3, 5}}},
	14: {loss: 120_000, chance: 10, plan: "Watched in the monthly report; two more employers by the summer.", about: []string{"employer-loans"}},
	15: {loss: 300_000, chance: 25, plan: "Open numbers, and a letter that is ready.", about: []string{"open-statistics"}, cost: 86_000, days: 0},
	17: {delay: 15, plan: "Weekly hour with counsel.", steps: []string{"+First three stories without a new contract", "The wording of the second plan"}, about: []string{"hardship-plan"}, later: []rerated{{6, 3, 3}}},
	19: {loss: 70_000, plan: "Lendwell Pay looks at it.", later: []rerated{{20, 4, 3}}},
	20: {delay: 8, plan: "Sofia has two days a week for Lendwell Pay until the summer."},
	22: {delay: 15, chance: 50, plan: "A date with the provider each week.", about: []string{"card-payments"}, cost: 12_000, days: 9},
	23: {loss: 150_000, delay: 10, plan: "The two are kept apart from the first story on, and a test reads as the other borrower.", steps: []string{"+A test that reads as the other", "A look by the auditor before the release"}, about: []string{"joint-applications"}},
	24: {loss: 35_000, plan: "Budget for brand words only until then.", about: []string{"soft-check"}, later: []rerated{{4, 3, 2}}},
}

// exposures prices the register, some weeks after each risk was written down.
func (p *plan) exposures() {
	for n, l := range p.texts["risks"] {
		if e, ok := exposed[n]; ok {
			p.expose(strconv.Itoa(n), l, e)
		}
	}
}

func (p *plan) expose(name string, l []string, e exposure) {
	made, who := p.ids["risk:"+name], ana
	if l[0] == "delivery" || l[0] == "technical" {
		who = tom
	}
	at := max(p.now-moment(number(l[5]))*month, worldStart+6) + 9.3
	patch := obj{"plan": e.plan}
	if e.loss > 0 || e.cost > 0 {
		patch["currency"] = "EUR"
	}
	if e.loss > 0 {
		patch["loss"] = e.loss * 100
	}
	if e.delay > 0 {
		patch["delay"] = e.delay
	}
	if e.chance > 0 {
		patch["probability"] = e.chance
	}
	if len(e.steps) > 0 {
		patch["steps"] = stepsOf(e.steps)
	}
	p.as(who, at).change("risk", made, patch)
	for n, slug := range e.about {
		if f := p.bySlug[slug]; f != nil {
			// What it concerns is said once both are there.
			p.as(who, max(at, f.idea)+0.2+moment(n)*0.01).join("relates", made, f.id)
		}
	}
	if l[6] == "occurred" {
		p.as(who, at+42).change("risk", made, costOf(e))
	}
	if l[6] == "open" && name != "9" {
		// Looked at again in good time, but for one.
		p.as(who, max(at+1, p.now-24)).change("risk", made, obj{"reviewOn": p.on(p.now + 21)})
	}
	for _, r := range e.later {
		p.as(who, p.now-r.ago).change("risk", made, obj{"likelihood": r.likelihood, "impact": r.impact})
	}
}

func stepsOf(texts []string) []obj {
	out := []obj{}
	for n, text := range texts {
		done := text[0] == '+'
		if done {
			text = text[1:]
		}
		out = append(out, obj{"id": strconv.Itoa(n + 1), "title": text, "done": done})
	}
	return out
}

// costOf is what a risk that came true did cost.
func costOf(e exposure) obj {
	patch := obj{"costDays": e.days}
	if e.cost > 0 {
		patch["cost"] = e.cost * 100
	}
	return patch
}
