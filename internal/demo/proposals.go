package demo

import "slices"

// proposals are what people wished for that others decide: some taken, some
// declined, withdrawn or overtaken, and some that wait for a word.
func (p *plan) proposals() {
	used := map[*item]bool{}
	p.orders(used)
	p.shapes(used)
	p.dates()
	p.outside()
	p.others()
}

// waiting finds an item that stands in the backlog, untouched for some days
// after a moment.
func (p *plan) waiting(m moment, used map[*item]bool) *item {
	i := slices.IndexFunc(p.items, func(i *item) bool {
		if used[i] || i.dropped || i.born > m-1 || i.proposer != "" {
			return false
		}
		return (i.refined > m+4 || i.refined < m-1) && (i.ready > m+4 || i.ready < m-1) && (i.begun == 0 || i.begun > m+4) && i.kind == "story"
	})
	used[p.items[i]] = true
	return p.items[i]
}

// orders are about the order of the backlog.
func (p *plan) orders(used map[*item]bool) {
	top := func(m moment) obj { return obj{"ids": []string{p.waiting(m, used).id}, "top": true} }
	p.as("lena", 35.3).offer("order-1", "record.rank", top(35.3), "Two others stand on this one. If it comes first, we save a week.")
	p.as(tom, 35.9).take("order-1", "You are right, first.")
	p.as("priya", 95.4).offer("order-2", "record.rank", top(95.4), "I have the code open anyway.")
	p.as(tom, 96.1).take("order-2", "Good, but only this one.")
	p.as("mateo", 160.2).offer("order-3", "record.rank", top(160.2), "It would be more fun.")
	p.as(tom, 160.8).decline("order-3", "The debit comes first: finance closes the month with it.")
	p.as("jonas", p.now-2.6).offer("order-4", "record.rank", top(p.now-2.6), "The bank switches its test system off on Friday; before that would be best.")
}

// shapes are about what items and features say.
func (p *plan) shapes(used map[*item]bool) {
	i := p.waiting(55, used)
	p.as(sofia, 55).offer("shape-1", "story.update", obj{"id": i.id, "patch": obj{"body": "Three people of the hall test took this for an advertisement. Let us begin with the sum, not with the picture."}}, "From Tuesday's hall test.")
	p.as(tom, 55.7).take("shape-1", "Yes. Thank you for testing it.")
	for n, m := range []moment{75, 205} {
		name := []string{"title-1", "title-2"}[n]
		i := p.waiting(m, used)
		p.as([]string{"lena", "priya"}[n], m).offer(name, "story.update", obj{"id": i.id, "patch": obj{"title": i.title + " (first for new loans)"}}, "So that nobody expects it for the old ones.")
		p.as(tom, m+0.8).change("story", i.id, obj{"title": i.title + " of new loans"})
		p.as(tom, m+1.5).take(name, "")
	}
	i = p.waiting(118, used)
	p.as("jonas", 118).offer("must-1", "story.update", obj{"id": i.id, "patch": obj{"priority": "must", "body": "Without it the tests take an hour."}}, "It slows us down each day.")
	p.as(tom, 118.8).decline("must-1", "I see the pain. A task for the tests is fine, the story itself waits.")
	later, far := p.bySlug["refinancing"], p.bySlug["secondary-market"]
	m := later.candidate + 15
	p.as(tom, m).offer("horizon-1", "feature.update", obj{"id": later.id, "patch": obj{"horizon": "next"}}, "The rules could carry it, and support is asked for it daily.")
	p.as(ana, m+1.1).decline("horizon-1", "Not before the rate check has settled its bet.")
	p.as(tom, p.now-3.7).offer("horizon-2", "feature.update", obj{"id": far.id, "patch": obj{"horizon": "next"}}, "Two clubs make their next deposit depend on it.")
	easy := p.bySlug["accessible"]
	p.as(sofia, p.now-1.9).offer("bet-1", "feature.update", obj{"id": easy.id, "patch": obj{"hypothesis": easy.bet + " We measure it with twenty people before and after."}}, "Without a first measurement we cannot settle it.")
	paid := p.bySlug["early-repayment"]
	p.as(ingrid, paid.candidate+2).offer("effort-1", "feature.update", obj{"id": paid.id, "patch": obj{"effort": 3}}, "The month-end closing is not in the two months.")
	p.as(ingrid, paid.candidate+2.7).withdraw("effort-1", "Lena showed me that it is.")
}

// dates are about days that were promised. Moving the day of a release that is
// under way takes the word of both jobs; who proposes it has given theirs.
func (p *plan) dates() {
	r := p.releases[slipped-1]
	m := sprintDays*moment(r.last) - 1.6
	p.as(ana, m).offer("date-1", "release.update", obj{"id": r.id, "patch": obj{"dueOn": p.on(r.out)}}, "The card provider's certificate comes nine days late.")
	p.as(tom, m+0.4).take("date-1", "Agreed. The rest goes out with it, not before.")
	early := p.releases[slipped]
	p.as(claire, early.due-22).offer("date-2", "release.update", obj{"id": early.id, "patch": obj{"dueOn": p.on(early.due - 5)}}, "The fair is on Thursday of the week before.")
	p.as(ana, early.due-21.2).decline("date-2", "I would rather show a preview at the fair than promise a day we may miss.")
	next := p.releases[8]
	p.as(claire, p.now-3.1).offer("date-3", "release.update", obj{"id": next.id, "patch": obj{"dueOn": p.on(next.due + 5)}}, "The press is on holiday in the week that is planned.")
	p.as("priya", 46).offer("goal-1", "sprint.update", obj{"id": p.sprints[6], "patch": obj{"goal": "Money finds its loan, and finance closes the day by itself"}}, "Half of what is planned is for finance.")
	p.as("priya", 46.9).withdraw("goal-1", "Tom has said it in the planning already.")
}

// outside are about accounts, and about what those outside need.
func (p *plan) outside() {
	for n, a := range []struct {
		name, segment, plan string
		m                   moment
		open                bool
	}{
		{"Harbour Cranes Cooperative", "employer", "borrower", 41, false},
		{"Tuesday Lenders Bremen", "investment club", "lender", 172, false},
		{"Verein Offene Werkstatt", "association", "borrower", p.now - 4.2, true},
	} {
		name := []string{"account-1", "account-2", "account-3"}[n]
		p.as(ruth, a.m).offer(name, "account.create", obj{"fields": obj{"id": p.id(a.m, "account", a.name), "title": a.name, "segment": a.segment, "plan": a.plan}}, "Met at the fair; they want to begin next month.")
		if !a.open {
			p.as(ana, a.m+0.8).take(name, "")
		}
	}
	m := p.now - 2.2
	p.as(david, m).offer("story-1", "story.create", obj{"fields": obj{"id": p.id(m, "story", "story-1"), "product": lend, "title": "See in the app who answers my question", "asA": "borrower", "iWant": "to see the name of the person who answers", "soThat": "I can ask for the same one again"}}, "Asked for eleven times this month.")
	p.as(kenji, p.now-1.4).offer("bug-1", "bug.create", obj{"fields": obj{"id": p.id(p.now-1.4, "bug", "bug-1"), "product": lend, "title": "The pause button stays grey after a pause was taken back", "body": "Seen in staging, each time.\n\n1. Pause a rate.\n2. Take it back.\n3. Look at the button.", "custom": obj{"area": "schedules", "severity": "major"}}}, "Before the release, please.")
}

// others are about the registers and numbers.
func (p *plan) others() {
	p.as(samuel, 92).offer("risk-1", "risk.create", obj{"fields": obj{"id": p.id(92, "risk", "risk-1"), "product": lend, "type": "compliance", "title": "Consent for account data is worded too widely", "likelihood": 2, "impact": 4}}, "Read in the supervisor's letter of this week.")
	p.as(ana, 92.5).take("risk-1", "Thank you. On my list for Monday's call with counsel.")
	m := p.now - 4.6
	p.as(samuel, m).offer("risk-2", "risk.create", obj{"fields": obj{"id": p.id(m, "risk", "risk-2"), "product": lend, "type": "compliance", "title": "The hardship plan counts as a new loan in one country", "likelihood": 3, "impact": 4}}, "Counsel in Vienna is not sure. I would rather have it on the list.")
	number := p.ids["metric:complaints"]
	p.as(tom, 63).offer("number-1", "metric.update", obj{"id": number, "patch": obj{"definition": "Complaints by any way, for each thousand running loans. Questions are not complaints; what support marks as one is."}}, "Two people counted differently.")
	p.as(ana, 63.6).take("number-1", "Clear now.")
	p.as(nadia, 181).offer("insight-1", "insight.create", obj{"fields": obj{"id": p.id(181, "insight", "insight-1"), "product": lend, "title": "Shoppers ask for their loan account at the till", "body": "Heard in four of ten shops.", "confidence": "low", "drawnOn": p.on(181)}}, "It belongs to your wallets as much as to us.")
	p.as(ana, 181.7).take("insight-1", "Gladly.")
	p.as(ana, 182).join("evidence", p.id(181, "insight", "insight-1"), p.ids["opportunity:pay-my-way"])
	p.as("lena", 124).offer("decision-1", "decision.create", obj{"fields": obj{"id": p.id(124, "decision", "decision-1"), "product": lend, "title": "Amounts are whole cents everywhere, never fractions", "context": "Three bugs in a month came from rounding.", "options": []string{"Decimals", "Whole cents"}}}, "So that we do not decide it anew in each review.")
	p.as(tom, 124.6).take("decision-1", "")
	p.as(tom, 125).change("decision", p.id(124, "decision", "decision-1"), obj{"state": "decided", "outcome": "Whole cents, rounded once, where a sum is made.", "decidedOn": p.on(125), "owner": "lena"})
	m = p.now - 5.3
	p.as(samuel, m).offer("decision-2", "decision.create", obj{"fields": obj{"id": p.id(m, "decision", "decision-2"), "product": lend, "title": "Chat records are kept for two years", "context": "Now they are kept for ever.", "options": []string{"One year", "Two years", "As long as the loan"}}}, "Data protection asks for a number.")
}
