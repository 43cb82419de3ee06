package demo

import "slices"

// offer has somebody do what others decide: it becomes a proposal, which goes
// by a name until it is settled.
func (p *plan) offer(m moment, name, who, op string, in obj, reason string) {
	p.note(m, deed{who: who, op: op, in: in, reason: reason, opens: name})
}

// take, decline and withdraw settle a proposal.
func (p *plan) take(m moment, name, who, answer string) {
	p.note(m, deed{who: who, op: "proposal.take", in: obj{"answer": answer}, about: name})
}

func (p *plan) decline(m moment, name, who, answer string) {
	p.note(m, deed{who: who, op: "proposal.decline", in: obj{"answer": answer}, about: name})
}

func (p *plan) withdraw(m moment, name, who, answer string) {
	p.note(m, deed{who: who, op: "proposal.withdraw", in: obj{"answer": answer}, about: name})
}

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
	p.offer(35.3, "order-1", "lena", "record.rank", top(35.3), "Two others stand on this one. If it comes first, we save a week.")
	p.take(35.9, "order-1", tom, "You are right, first.")
	p.offer(95.4, "order-2", "priya", "record.rank", top(95.4), "I have the code open anyway.")
	p.take(96.1, "order-2", tom, "Good, but only this one.")
	p.offer(160.2, "order-3", "mateo", "record.rank", top(160.2), "It would be more fun.")
	p.decline(160.8, "order-3", tom, "The debit comes first: finance closes the month with it.")
	p.offer(p.now-2.6, "order-4", "jonas", "record.rank", top(p.now-2.6), "The bank switches its test system off on Friday; before that would be best.")
}

// shapes are about what items and features say.
func (p *plan) shapes(used map[*item]bool) {
	i := p.waiting(55, used)
	p.offer(55, "shape-1", sofia, "story.update", obj{"id": i.id, "patch": obj{"body": "Three people of the hall test took this for an advertisement. Let us begin with the sum, not with the picture."}}, "From Tuesday's hall test.")
	p.take(55.7, "shape-1", tom, "Yes. Thank you for testing it.")
	for n, m := range []moment{75, 205} {
		name := []string{"title-1", "title-2"}[n]
		i := p.waiting(m, used)
		p.offer(m, name, []string{"lena", "priya"}[n], "story.update", obj{"id": i.id, "patch": obj{"title": i.title + " (first for new loans)"}}, "So that nobody expects it for the old ones.")
		p.change(m+0.8, tom, "story", i.id, obj{"title": i.title + " of new loans"})
		p.take(m+1.5, name, tom, "")
	}
	i = p.waiting(118, used)
	p.offer(118, "must-1", "jonas", "story.update", obj{"id": i.id, "patch": obj{"priority": "must", "body": "Without it the tests take an hour."}}, "It slows us down each day.")
	p.decline(118.8, "must-1", tom, "I see the pain. A task for the tests is fine, the story itself waits.")
	later, far := p.bySlug["refinancing"], p.bySlug["secondary-market"]
	m := later.candidate + 15
	p.offer(m, "horizon-1", tom, "feature.update", obj{"id": later.id, "patch": obj{"horizon": "next"}}, "The rules could carry it, and support is asked for it daily.")
	p.decline(m+1.1, "horizon-1", ana, "Not before the rate check has settled its bet.")
	p.offer(p.now-3.7, "horizon-2", tom, "feature.update", obj{"id": far.id, "patch": obj{"horizon": "next"}}, "Two clubs make their next deposit depend on it.")
	easy := p.bySlug["accessible"]
	p.offer(p.now-1.9, "bet-1", sofia, "feature.update", obj{"id": easy.id, "patch": obj{"hypothesis": easy.bet + " We measure it with twenty people before and after."}}, "Without a first measurement we cannot settle it.")
	paid := p.bySlug["early-repayment"]
	p.offer(paid.candidate+2, "effort-1", ingrid, "feature.update", obj{"id": paid.id, "patch": obj{"effort": 3}}, "The month-end closing is not in the two months.")
	p.withdraw(paid.candidate+2.7, "effort-1", ingrid, "Lena showed me that it is.")
}

// dates are about days that were promised. Moving the day of a release that is
// under way takes the word of both jobs.
func (p *plan) dates() {
	r := p.releases[slipped-1]
	m := sprintDays*moment(r.last) - 1.6
	p.offer(m, "date-1", ana, "release.update", obj{"id": r.id, "patch": obj{"dueOn": p.on(r.out)}}, "The card provider's certificate comes nine days late.")
	p.take(m+0.4, "date-1", tom, "Agreed. The rest goes out with it, not before.")
	p.take(m+0.7, "date-1", ana, "")
	early := p.releases[slipped]
	p.offer(early.due-22, "date-2", claire, "release.update", obj{"id": early.id, "patch": obj{"dueOn": p.on(early.due - 5)}}, "The fair is on Thursday of the week before.")
	p.decline(early.due-21.2, "date-2", ana, "I would rather show a preview at the fair than promise a day we may miss.")
	next := p.releases[8]
	p.offer(p.now-3.1, "date-3", claire, "release.update", obj{"id": next.id, "patch": obj{"dueOn": p.on(next.due + 5)}}, "The press is on holiday in the week that is planned.")
	p.offer(46, "goal-1", "priya", "sprint.update", obj{"id": p.sprints[6], "patch": obj{"goal": "Money finds its loan, and finance closes the day by itself"}}, "Half of what is planned is for finance.")
	p.withdraw(46.9, "goal-1", "priya", "Tom has said it in the planning already.")
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
		p.offer(a.m, name, ruth, "account.create", obj{"fields": obj{"id": p.id(a.m, "account", a.name), "title": a.name, "segment": a.segment, "plan": a.plan}}, "Met at the fair; they want to begin next month.")
		if !a.open {
			p.take(a.m+0.8, name, ana, "")
		}
	}
	m := p.now - 2.2
	p.offer(m, "story-1", david, "story.create", obj{"fields": obj{"id": p.id(m, "story", "story-1"), "product": lend, "title": "See in the app who answers my question", "asA": "borrower", "iWant": "to see the name of the person who answers", "soThat": "I can ask for the same one again"}}, "Asked for eleven times this month.")
	p.offer(p.now-1.4, "bug-1", kenji, "bug.create", obj{"fields": obj{"id": p.id(p.now-1.4, "bug", "bug-1"), "product": lend, "title": "The pause button stays grey after a pause was taken back", "body": "Seen in staging, each time.\n\n1. Pause a rate.\n2. Take it back.\n3. Look at the button.", "custom": obj{"area": "schedules", "severity": "major"}}}, "Before the release, please.")
}

// others are about the registers and numbers.
func (p *plan) others() {
	p.offer(92, "risk-1", samuel, "risk.create", obj{"fields": obj{"id": p.id(92, "risk", "risk-1"), "product": lend, "type": "compliance", "title": "Consent for account data is worded too widely", "likelihood": 2, "impact": 4}}, "Read in the supervisor's letter of this week.")
	p.take(92.5, "risk-1", ana, "Thank you. On my list for Monday's call with counsel.")
	m := p.now - 4.6
	p.offer(m, "risk-2", samuel, "risk.create", obj{"fields": obj{"id": p.id(m, "risk", "risk-2"), "product": lend, "type": "compliance", "title": "The hardship plan counts as a new loan in one country", "likelihood": 3, "impact": 4}}, "Counsel in Vienna is not sure. I would rather have it on the list.")
	number := p.ids["metric:complaints"]
	p.offer(63, "number-1", tom, "metric.update", obj{"id": number, "patch": obj{"definition": "Complaints by any way, for each thousand running loans. Questions are not complaints; what support marks as one is."}}, "Two people counted differently.")
	p.take(63.6, "number-1", ana, "Clear now.")
	p.offer(181, "insight-1", nadia, "insight.create", obj{"fields": obj{"id": p.id(181, "insight", "insight-1"), "product": lend, "title": "Shoppers ask for their loan account at the till", "body": "Heard in four of ten shops.", "confidence": "low", "drawnOn": p.on(181)}}, "It belongs to your wallets as much as to us.")
	p.take(181.7, "insight-1", ana, "Gladly.")
	p.join(182, ana, "evidence", p.id(181, "insight", "insight-1"), p.ids["opportunity:pay-my-way"])
	p.offer(124, "decision-1", "lena", "decision.create", obj{"fields": obj{"id": p.id(124, "decision", "decision-1"), "product": lend, "title": "Amounts are whole cents everywhere, never fractions", "context": "Three bugs in a month came from rounding.", "options": []string{"Decimals", "Whole cents"}}}, "So that we do not decide it anew in each review.")
	p.take(124.6, "decision-1", tom, "")
	p.change(125, tom, "decision", p.id(124, "decision", "decision-1"), obj{"state": "decided", "outcome": "Whole cents, rounded once, where a sum is made.", "decidedOn": p.on(125), "owner": "lena"})
	m = p.now - 5.3
	p.offer(m, "decision-2", samuel, "decision.create", obj{"fields": obj{"id": p.id(m, "decision", "decision-2"), "product": lend, "title": "Chat records are kept for two years", "context": "Now they are kept for ever.", "options": []string{"One year", "Two years", "As long as the loan"}}}, "Data protection asks for a number.")
}
