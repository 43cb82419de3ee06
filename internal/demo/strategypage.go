package demo

// writing is what somebody wrote on a strategy page at one time.
type writing struct {
	of, who string
	at      moment
	text    obj
	kept    string // the name under which the page was kept a little later
	note    string
}

// writings is how the strategy came to be what it is: each version answers what
// was learnt since the one before.
func (p *plan) writings() []writing {
	return []writing{
		{lend, ana, worldStart + 2.1, obj{
			"audience": "people with a steady income and a wish that has a date", "need": "a loan that they understand, without a week of papers",
			"category": "a marketplace for loans", "benefit": "a fair rate from people instead of a bank", "alternative": "a bank branch", "difference": "we show how the rate comes about",
			"problem":  "A bank takes two weeks to say no\nNobody can tell why a rate is what it is\nSavings bring nothing",
			"segments": "Employees between 25 and 45\nSavers with 5,000 euros and more",
			"solution": "One form of a page\nA rate with its reasons\nLoans spread over many lenders",
			"channels": "Friends of those who are there already", "revenue": "1.5 % of each loan, paid by the borrower",
			"costs": "Seven people\nA licence and its audits", "measures": "Loans a month\nDefault percentage",
		}, "Founding", "What Helena was shown before there was a line of code."},
		{lend, ana, -58, obj{
			"problem":     "An answer takes days, and nobody says how many\nNobody can tell why a rate is what it is\nSavings bring nothing",
			"segments":    "First: employees between 25 and 45 who pay for something dated (a move, a birth, a car)\nSavers with 5,000 euros and more",
			"proposition": "A loan from people: you see the price, and why",
		}, "", ""},
		{lend, ana, -3, obj{
			"need": "an answer while they still need the money", "benefit": "an answer in minutes and a rate they can check",
			"channels": "Friends of those who are there already\nComparison sites", "advantage": "Two years of decisions with their reasons, and how each loan went",
			"measures": "Borrower acquisition rate\nDefault percentage\nTime to a decision",
		}, "First winter", "For the board in the week before the first sprint."},
		{lend, ana, 76, obj{
			"alternative": "a bank's branch or its app", "difference": "every rate comes with its reasons, and every lender sees what became of the money",
			"revenue":  "1 % of each loan, paid by the borrower\n0.5 % a year of what is lent, paid by lenders",
			"channels": "Comparison sites\nEmployers who offer it to their people\nFriends of those who are there already",
			"costs":    "Eleven people\nA licence and its audits\nBureaus and banks: 4 euros for each decision\nLosses beyond what was promised",
		}, "Launch", "As it was when the closed beta ended."},
		{lend, ana, 169, obj{
			"solution":    "An answer while one is still on the page\nA rate with its reasons\nTransfer, debit, card and wallet\nReinvesting without doing anything",
			"proposition": "From people to people in minutes, and you see why the price is what it is",
			"measures":    "Borrower acquisition rate\nDefault percentage\nMoney that is lent again\nNet promoter score",
		}, "Growth plan", "With it the budget of the year was asked for."},
		{lend, ana, 226, obj{
			"segments":  "First: employees between 25 and 45 who pay for something dated (a move, a birth, a car)\nSavers who come back with more\nNext year: small businesses with a turnover one can see",
			"advantage": "Three years of decisions with their reasons, and how each loan went\nA licence that took two years",
		}, "", ""},
		{lpay, nadia, payBegins + 5, obj{
			"audience": "shops that sell for 300 to 900 euros", "need": "customers who do not leave to think about it", "category": "part payment at the till",
			"benefit": "the sale is made today, the money is there on the next day", "alternative": "the part payment of a card", "difference": "no new machine, and no small print",
			"problem":  "Shops lose the sale between 300 and 900 euros\nCards pay the shop after weeks\nPart payment on paper is nobody's idea of trust",
			"segments": "Bicycle shops, opticians, music shops", "proposition": "Three rates at the till, without a new machine",
			"solution": "A code on the receipt\nOne account with Lendwell", "channels": "On foot: ten shops a month", "revenue": "2 % of the sale, paid by the shop",
			"costs": "One person\nThe money for a night", "measures": "Partner shops\nSales per shop and week", "advantage": "Lendwell's identity check and its lenders",
		}, "First ten shops", "What was learnt on foot."},
		{"", ana, worldStart + 2.5, obj{
			"vision":   "Money between people, without a wall in between.",
			"audience": "everybody who has or needs a little money", "need": "to deal with it as with people they know", "category": "financial services",
			"benefit": "a price that one can follow", "alternative": "an institution that cannot be asked", "difference": "each decision comes with its reasons",
		}, "", ""},
		{p.ids["portfolio:group"], ana, payBegins + 6, obj{
			"vision":   "One account, whether one lends, borrows or pays in parts.",
			"audience": "households in our market", "need": "one place for what is lent, borrowed and paid", "category": "lending and paying", "benefit": "one identity, one balance, one statement",
			"alternative": "an app for each of it", "difference": "what is lent in one place is paid with in another",
		}, "", ""},
	}
}

// strategyPages is the strategy on one page, as it came to be.
func (p *plan) strategyPages() {
	for _, w := range p.writings() {
		w.text["of"] = w.of
		if w.of == "" {
			delete(w.text, "of")
		}
		p.as(w.who, w.at).do("strategy.set", w.text)
		if w.kept != "" {
			p.as(w.who, w.at+0.9).do("strategy.keep", obj{"of": w.of, "name": w.kept, "note": w.note})
		}
	}
	p.guardrails()
	// What somebody without the right wrote, and who has it took over.
	p.as(tom, 203.2).offer("strategy-costs", "strategy.set", obj{"of": lend, "costs": "Thirteen people\nA licence and its audits\nBureaus and banks: 3.20 euros for each decision\nLosses beyond what was promised\nSupport: a third of it about waiting"},
		"The price of a decision fell in May, and support has become a cost of its own.")
	p.as(ana, 203.9).take("strategy-costs", "Right, and the third about waiting belongs where everybody reads it.")
}

// guardrails is what Lendwell does not do, and what must not suffer.
func (p *plan) guardrails() {
	for i, g := range []struct {
		of, who, text, sort, metric string
		at                          moment
		bound                       float64
	}{
		{lend, ana, "No loan to somebody who cannot pay it back, however much the number of loans would like it", "never", "", worldStart + 2.2, 0},
		{lend, ana, "No rate without its reasons", "never", "", worldStart + 2.21, 0},
		{lend, ana, "Lenders lose no more than what we said", "ceiling", "default-percentage", -2.9, 5},
		{lend, ana, "Growth does not make people wait for us", "ceiling", "first-response", 77, 12},
		{lend, ana, "Nobody tells friends to stay away", "floor", "net-promoter", 77.1, 25},
		{lend, ana, "Complaints stay rare while loans grow", "ceiling", "complaints", 169.2, 4},
		{lpay, nadia, "No machine on the counter", "never", "", payBegins + 5.2, 0},
		{lpay, nadia, "No interest, no fee that the customer pays", "never", "", payBegins + 5.21, 0},
	} {
		in := obj{"of": g.of, "text": g.text, "sort": g.sort}
		if g.metric != "" {
			in["metric"], in["bound"] = p.ids["metric:"+g.metric], g.bound
		}
		p.as(g.who, g.at+moment(i)*0.001).do("guardrail.set", in)
	}
}
