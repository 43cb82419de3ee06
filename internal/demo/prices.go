package demo

// prices are what Lendwell is sold as: three plans that accounts carry by their
// names, two changes of price with why and what was expected of them, and one
// that is still to come.
func (p *plan) prices() {
	begun := worldStart + 25
	borrower := p.sell(begun, "Borrower", "use", 2900, obj{
		"for": "People who borrow up to 15,000 euros, and small traders.", "limits": "One loan at a time.",
		"reason": "Half of what a bank takes for the same paper, and it covers the credit bureau.",
	})
	lenders := p.sell(begun+0.1, "Lender", "month", 490, obj{
		"for": "People and clubs that lend to several others.", "segment": "lender", "limits": "Any number of loans; one report a year.",
		"reason": "A coffee and a half: nobody in the pilot had left at five euros.",
	})
	contract := p.sell(begun+0.2, "Contract", "year", 480_000, obj{
		"for": "Partners that connect their own systems.", "segment": "partner", "limits": "100,000 calls a month; an answer within four hours.",
		"reason": "What two partners said they would sign for a year.",
	})
	for i, plan := range []struct {
		id    string
		holds []string
	}{
		{borrower, []string{"request-form", "soft-check", "instant-payouts"}},
		{lenders, []string{"auto-invest", "lender-dashboard", "tax-report"}},
		{contract, []string{"broker-interface", "audit-trail"}},
	} {
		ids := make([]string, 0, len(plan.holds))
		for _, slug := range plan.holds {
			ids = append(ids, p.bySlug[slug].id)
		}
		p.as(ana, p.now-40+moment(i)*0.01).do("priceplan.update", obj{"id": plan.id, "features": ids})
	}
	p.as(ana, p.now-115).do("priceplan.price", obj{
		"id": lenders, "from": p.on(p.now - 105), "amount": 690,
		"reason":  "The tax report alone saves an evening, and the price had not moved since the pilot.",
		"expects": "Few leave; complaints go on falling, if more slowly.", "metric": p.ids["metric:complaints"], "low": -2.5, "high": -0.2,
		"keeps": "Whoever lent before pays 4.90 until the end of the year.",
	})
	p.as(ana, p.now-70).do("priceplan.price", obj{
		"id": borrower, "from": p.on(p.now - 60), "amount": 3900,
		"reason":  "Instant decisions cost us a second question to the bureau; three in four took the answer within the hour.",
		"expects": "Some requests are not begun: the rate of new borrowers stands still or falls a little.", "metric": p.ids["metric:acquisition-rate"], "low": -0.6, "high": 0.1,
	})
	p.as(ana, p.now-9).do("priceplan.price", obj{
		"id": contract, "from": p.on(p.now + 30), "amount": 600_000,
		"reason":  "Support of partners has become a cost of its own; the new price carries it.",
		"expects": "All renew: leaving would cost them more than a year of it.", "keeps": "Contracts that run keep their price until they renew.",
	})
}

// sell makes a plan with its first price, and gives its id.
func (p *plan) sell(at moment, name, every string, amount int, more obj) string {
	made := p.id(at, "priceplan", name)
	more["id"], more["product"], more["name"], more["every"], more["amount"], more["from"] = made, lend, name, every, amount, p.on(at)
	p.as(ana, at).do("priceplan.create", more)
	return made
}
