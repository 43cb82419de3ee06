package demo

// pledge is something that somebody was promised.
type pledge struct {
	name, title, words string
	by                 string
	segment            string // of the account; "" for a stakeholder
	member             string
	in                 string // where it was said
	at                 moment
	due                moment
	keeps              []string // features, by their short names
	moved              []repledge
	ended              moment // never while it binds
	as, why            string
	handled            string // what is done about it, of one at risk
}

// repledge is another day for it.
type repledge struct {
	at, to moment
	why    string
}

// The server looks at promises so long before the end: once when some have
// turned, and once when nobody has taken one of them in hand.
const (
	promisesTurn = 5.3
	promisesPass = 3.4
)

// promises are what customers and the board were told over the eighteen months:
// most of it was kept, some later than it was said, one was broken; and some of
// what is open has turned.
func (p *plan) promises() {
	for _, one := range p.pledges() {
		p.pledge(one)
	}
	p.as(marta, p.now-promisesTurn).do(watchPromises, obj{})
	p.as(marta, p.now-promisesPass).do(watchPromises, obj{})
}

// watchPromises is done by the server.
const watchPromises = "promise.watch"

func (p *plan) pledges() []pledge {
	due := func(release int) moment { return p.releases[release-1].due }
	out := func(release int) moment { return p.releases[release-1].out }
	return []pledge{
		{name: "debit", by: ruth, segment: "broker", in: "Call", title: "Rates drawn by direct debit", words: "Your clients will not have to think of the first of the month any more.", at: due(4) - 38, due: due(4) + 3, keeps: []string{"direct-debit"}, ended: out(4) + 1.2, as: "kept", why: "Shown to all of them on the phone."},
		{name: "score", by: ana, segment: "association", in: "Visit", title: "Reasons with every refusal", words: "Nobody will be refused without reading why.", at: due(4) - 30, due: due(4) + 8, keeps: []string{"credit-score"}, ended: out(4) + 2, as: "kept"},
		{name: "minute", by: ana, member: helena, in: "Board meeting", title: "An answer within a minute", words: "Before the summer, an answer within a minute.", at: due(5) - 60, due: due(5) - 8, keeps: []string{"instant-approval"}, moved: []repledge{{due(5) - 22, due(5) + 1, "The score partner needs two weeks more; Helena agreed."}}, ended: out(5) + 0.6, as: "kept"},
		{name: "overview", by: ruth, segment: "investment club", in: "Mail", title: "One page with all our loans", words: "You can throw your spreadsheet away in the spring.", at: due(5) - 44, due: due(5) + 2, keeps: []string{"lender-dashboard"}, ended: out(5) + 1, as: "kept"},
		{name: "cards", by: ruth, segment: "employer", in: "Contract, annex 2", title: "Payment by card", words: "Payment by card is part of the contract from this quarter on.", at: due(6) - 41, due: due(6), keeps: []string{"card-payments"}, moved: []repledge{{due(6) - 3.3, due(6) + 9, "The release slipped; they take a month without fees instead."}}, ended: out(6) + 0.8, as: "kept"},
		{name: "wallets", by: ruth, segment: "employer", in: "Call", title: "Digital wallets before the holidays", words: "Your people pay with the telephone before they leave.", at: due(7) - 52, due: due(7) - 14, keeps: []string{"wallets"}, ended: due(7) - 12.4, as: "broken", why: "Told them on the day that it comes two weeks later. They were not amused."},
		{name: "trail", by: ana, member: samuel, in: "Meeting", title: "The audit trail before the inspection", words: "Every decision on a loan can be shown, with who took it.", at: due(8) - 50, due: due(8) + 2, keeps: []string{"audit-trail"}, ended: out(8) + 0.4, as: "kept"},
		{name: "tax", by: ruth, segment: "lender", in: "Mail", title: "Tax reports in January", words: "Each lender has the report when the tax office opens.", at: due(8) - 40, due: due(8) + 4, keeps: []string{"tax-report"}, ended: out(8) + 1.6, as: "kept"},
		{name: "link", by: ruth, segment: "partner", in: "Trade fair", title: "A link that anybody can pay by", words: "We think of a link that one sends by message.", at: p.now - 74, due: p.now + 30, keeps: []string{"pay-by-link"}, ended: p.now - 31, as: "withdrawn", why: "They built it themselves meanwhile, and are glad of it."},
		{name: "payouts", by: ruth, segment: "investment club", in: "Call", title: "Money out within a minute", words: "With the new year your money leaves within a minute.", at: p.now - 34, due: p.now + 33, keeps: []string{"instant-payouts"}},
		{name: "pause", by: ana, segment: "association", in: "Letter", title: "A pause for people in need", words: "Whoever loses their work can pause for two months.", at: p.now - 58, due: p.now - 9, keeps: []string{"payment-pause", "hardship-plan"}, moved: []repledge{{p.now - 21, p.now + 34, "The association prefers it whole to early."}}},
		{name: "couples", by: ruth, segment: "broker", in: "Dinner", title: "Loans for two", words: "The two of them apply together, by the end of the quarter.", at: p.now - 27, due: p.now + 11, keeps: []string{"joint-applications"}, handled: "Their three cases are read by hand until it is there; they know the day is open."},
		{name: "reinvest", by: ruth, segment: "lender", in: "Mail", title: "Reinvesting by itself", words: "It is in the next release but one.", at: p.now - 40, due: p.now + 45, keeps: []string{"reinvest"}},
		{name: "numbers", by: ana, member: victor, in: "Investors' call", title: "Open numbers on our risk", words: "You will read our default rate where everybody does.", at: p.now - 45, due: p.now + 110, keeps: []string{"open-statistics"}},
		{name: "dutch", by: ruth, segment: "investment club", in: "Visit", title: "The contract in Dutch", words: "We will have it in your language.", at: p.now - 12, due: p.now + 70},
	}
}

func (p *plan) pledge(one pledge) {
	in := obj{"id": p.id(one.at, "promise", one.name), "product": lend, "title": one.title, "words": one.words, "saidIn": one.in, "dueOn": p.on(one.due)}
	if one.segment == "" {
		in["member"] = "@" + one.member
	} else {
		a := p.customer(one.segment, one.at, one.name)
		in["account"] = a.id
		if len(a.contacts) > 0 && a.contacts[0].born < one.at {
			in["contact"] = a.contacts[0].id
		}
	}
	var keeps []string
	for _, slug := range one.keeps {
		keeps = append(keeps, p.bySlug[slug].id)
	}
	in["keptBy"] = keeps
	p.as(one.by, one.at).do("promise.make", in)
	for _, m := range one.moved {
		p.as(one.by, m.at).do("promise.renegotiate", obj{"id": in["id"], "dueOn": p.on(m.to), "why": m.why})
	}
	if one.as != "" {
		p.as(one.by, one.ended).do("promise.end", obj{"id": in["id"], "as": one.as, "on": p.on(one.ended), "why": one.why})
	}
	if one.handled != "" {
		p.as(one.by, p.now-promisesTurn+0.6).do("promise.handle", obj{"id": in["id"], "note": one.handled})
	}
}

// customer is an account of a segment that was known at a moment.
func (p *plan) customer(segment string, at moment, name string) *account {
	var known []*account
	for _, a := range p.accounts {
		if a.segment == segment && a.born < at-2 {
			known = append(known, a)
		}
	}
	return pick(p.dice("promise "+name), known)
}
