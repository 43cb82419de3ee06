package demo

// asking is one choice that the product manager and the owner put to each other.
type asking struct {
	name, title, body string
	who, of           string // who asks, and which job is asked
	at                moment
	needed            float64 // days later; 0 for none
	options           [][3]string
	about             []string // features, by their short names
	answered          moment   // 0 while it is open
	by, option, why   string
}

// tradeoffs is what Ana and Tom asked each other: the answers became decisions,
// and one from each side still waits.
func (p *plan) tradeoffs() {
	for _, a := range []asking{
		{
			name: "statements", who: ana, of: "owner", at: 168, needed: 6, answered: 170.2, by: tom, option: "2",
			title: "Tax reports before the season, or reinvesting first?",
			body:  "Lenders ask for both. The tax office opens in January; reinvesting moves more money, whenever it comes.",
			why:   "A report that comes in March is no report. Reinvesting loses a month, and nobody leaves for that.",
			options: [][3]string{
				{"Reinvesting first", "about 4 % more lent each month", "tax reports come after the season"},
				{"Tax reports first", "every lender has theirs in January", "reinvesting comes a month later"},
				{"Half of each", "something of both is there", "neither can be announced"},
			},
			about: []string{"tax-report", "reinvest"},
		},
		{
			name: "debt", who: tom, of: "manager", at: 243, needed: 5, answered: 244.4, by: ana, option: "1",
			title: "Two weeks for slow pages before the badges?",
			body:  "Half of the complaints of June are about waiting. The badges are in the plan for July.",
			why:   "Nobody reads a badge on a page that does not come. The partners know already.",
			options: [][3]string{
				{"Two weeks for slow pages", "pages within a second, a third fewer complaints", "badges come in August"},
				{"Badges as planned", "the partners get what was said", "pages stay slow until autumn"},
			},
			about: []string{"fast-pages", "bonus-badges"},
		},
		{
			name: "languages", who: ana, of: "owner", at: p.now - 3.2, needed: 6,
			title: "A second language for the contract before employer loans?",
			body:  "Two employers would sign if their people could read the contract in their own language. It is the same team.",
			options: [][3]string{
				{"Languages first", "two employers sign in the winter", "employer loans begin a sprint later"},
				{"Employer loans first", "the interface stands when they come", "they come without the two"},
			},
			about: []string{"regular-languages", "employer-loans"},
		},
		{
			name: "collections", who: tom, of: "manager", at: p.now - 6.4, needed: 5,
			title: "May collections wait until the audit is through?",
			body:  "The audit takes Jonas and Mei for two weeks, whatever we do.",
			options: [][3]string{
				{"Collections wait", "the audit is done once", "the desk opens three weeks later"},
				{"Both at once", "the desk opens as promised", "the forecast for both falls below even odds"},
				{"Without the letters", "the desk opens as promised", "letters are written by hand until spring"},
			},
			about: []string{"collections-desk"},
		},
	} {
		p.tradeoff(a)
	}
}

func (p *plan) tradeoff(a asking) {
	var options []obj
	for _, o := range a.options {
		options = append(options, obj{"title": o[0], "gain": o[1], "price": o[2]})
	}
	fields := obj{"title": a.title, "body": a.body, "asked": a.of, "options": options, "owner": a.who}
	if a.needed > 0 {
		fields["needBy"] = p.on(a.at + moment(a.needed))
	}
	made := p.as(a.who, a.at).create("tradeoff", a.name, fields)
	for n, slug := range a.about {
		p.as(a.who, a.at+0.01+moment(n)*0.01).join("relates", made, p.bySlug[slug].id)
	}
	if a.answered > 0 {
		p.as(a.by, a.answered).do("tradeoff.answer", obj{"id": made, "option": a.option, "why": a.why})
	}
}
