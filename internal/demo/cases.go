package demo

import (
	"math"
	"time"

	"throughline/internal/kit/clock"
)

// cases are what Ana expected three things to cost and bring: one that has run
// for a year and goes on in a second version, one that is still to be decided,
// and one that had better not been begun.
func (p *plan) cases() {
	months := p.closings()
	p.payCase(months)
	p.employerCase()
	p.cardCase(months)
}

// around is an amount in whole units with how far it may be off.
func around(likely, down, up float64) obj {
	whole := func(v float64) int { return int(math.Round(v)) * 100 }
	return obj{"low": whole(likely * (1 - down)), "likely": whole(likely), "high": whole(likely * (1 + up))}
}

// growing gives an amount for each period, that many percent more each time.
func growing(n int, begins, grows, down, up float64) []obj {
	out := make([]obj, n)
	for i := range out {
		out[i] = around(begins*math.Pow(1+grows, float64(i)), down, up)
	}
	return out
}

func (p *plan) makeCase(at moment, about, name, title, period string, from clock.Day, rate float64, lines []obj) string {
	made := p.id(at, "case", name)
	p.as(ana, at).do("case.create", obj{"record": about, "id": made, "name": title, "period": period, "from": from, "rate": rate})
	p.as(ana, at+0.02).do("case.fill", obj{"id": made, "lines": lines})
	p.ids["case:"+name] = made
	return made
}

// payCase is every way to pay, month by month: what came is laid over it.
func (p *plan) payCase(months []closing) {
	at := months[4].at + 2
	made := p.makeCase(at, p.ids["initiative:pay"], "pay", "Four ways, one after the other", "month", months[5].month, 0.12, []obj{
		{"sort": "cost", "label": "Team", "amounts": growing(14, 9200, 0, 0.15, 0.3)},
		{"sort": "run", "label": "Card processing", "at": 5, "amounts": growing(31, 1000, 0.035, 0.1, 0.35)},
		{"sort": "revenue", "label": "Instant payout fee", "at": 6, "amounts": growing(30, 1200, 0.09, 0.5, 0.4)},
		{"sort": "value", "label": "Fewer failed payments", "at": 4, "amounts": growing(32, 5200, 0.015, 0.35, 0.25)},
	})
	p.as(ana, at+0.1).do("case.update", obj{
		"id": made, "spread": obj{"low": 0.08, "high": 0.18},
		"assumptions": []obj{{"text": "One borrower in five pays for having the money at once."}, {"text": "A failed payment costs us 11 euros of somebody's time."}, {"text": "The card scheme's fee stays below 1.4 %."}},
		"units":       obj{"fixed": 11_000_000, "price": 290, "variable": 95, "spend": 2_400_000, "customers": 310, "arpa": 1450, "margin": 0.68, "churn": 0.032},
	})
	for i, c := range months[9:] {
		p.as(tom, c.at+0.02).do("money.record", obj{"id": p.ids["initiative:pay"], "lines": []obj{{
			"sort": "value", "label": "Fewer failed payments", "month": c.month, "amount": int(330_000 * math.Pow(1.03, float64(i))), "note": "Payments that did not fail, at 11 euros each.",
		}}})
	}
	later := months[len(months)-4].at + 1
	p.keepCase(later, "pay", "Card processing is dearer than offered, and payouts are asked for later than thought.")
}

// keepCase finds the version that came out of keeping one only when it is
// played, so what is told of the assumptions is told before.
func (p *plan) keepCase(at moment, name, reason string) {
	made := p.ids["case:"+name]
	p.as(ana, at).do("case.update", obj{"id": made, "assumptions": []obj{
		{"text": "One borrower in five pays for having the money at once."}, {"text": "A failed payment costs us 11 euros of somebody's time.", "result": "holds"}, {"text": "The card scheme's fee stays below 1.4 %.", "result": "fails"},
	}})
	p.as(ana, at+0.05).do("case.keep", obj{"id": made, "reason": reason})
}

// employerCase is what is to be decided next: wide ranges, and a chance that one
// can talk about.
func (p *plan) employerCase() {
	at := p.now - 19
	day := p.on(p.now + 40).Time()
	from := clock.Day(time.Date(day.Year(), day.Month(), 1, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
	feature := p.bySlug["employer-loans"]
	made := p.makeCase(at, feature.id, "employers", "Built by us", "quarter", from, 0.12, []obj{
		{"sort": "cost", "label": "Team", "amounts": []obj{around(62_000, 0.15, 0.4), around(48_000, 0.2, 0.5), around(12_000, 0.3, 0.5)}},
		{"sort": "cost", "label": "Winning employers", "at": 1, "amounts": growing(4, 9000, 0, 0.2, 0.3)},
		{"sort": "run", "label": "Support of employers", "at": 2, "amounts": growing(10, 4200, 0.03, 0.2, 0.4)},
		{"sort": "revenue", "label": "Fees of employees' loans", "at": 2, "amounts": growing(10, 11_500, 0.17, 0.55, 0.45)},
	})
	p.as(ana, at+0.1).do("case.update", obj{
		"id": made, "assumptions": []obj{{"text": "Six employers sign in the first year."}, {"text": "One employee in forty borrows."}, {"text": "The works councils agree within a quarter."}},
		"units": obj{"fixed": 12_200_000, "price": 5200, "variable": 1900, "spend": 3_600_000, "customers": 14, "arpa": 98_000, "margin": 0.61, "churn": 0.014},
	})
	p.makeCase(at+0.4, feature.id, "employers-bought", "Bought from a partner", "quarter", from, 0.12, []obj{
		{"sort": "cost", "label": "Connection", "amounts": []obj{around(38_000, 0.1, 0.25)}},
		{"sort": "run", "label": "Partner's share", "at": 1, "amounts": growing(11, 5400, 0.15, 0.1, 0.15)},
		{"sort": "revenue", "label": "Fees of employees' loans", "at": 1, "amounts": growing(11, 9000, 0.16, 0.55, 0.4)},
	})
}

// cardCase is what had better be stopped: card payments cost each month, and
// the bet on them was missed.
func (p *plan) cardCase(months []closing) {
	card := p.bySlug["card-payments"]
	n := len(months)
	p.makeCase(p.now-30, card.id, "cards", "Going on as it is", "quarter", months[n-1].month, 0.12, []obj{
		{"sort": "run", "label": "Scheme fees", "amounts": growing(8, 5100, 0.06, 0.05, 0.1)},
		{"sort": "cost", "label": "Yearly audit", "at": 2, "amounts": []obj{around(9000, 0.1, 0.2)}},
		{"sort": "revenue", "label": "Surcharge", "amounts": growing(8, 1300, 0.03, 0.3, 0.2)},
	})
	for i, c := range months[max(0, n-4):] {
		p.as(tom, c.at+0.01).do("money.record", obj{"id": card.id, "lines": []obj{
			{"sort": "run", "label": "Scheme fees", "month": c.month, "amount": 148_000 + 9000*i, "note": "The scheme's invoice."},
			{"sort": "revenue", "label": "Surcharge", "month": c.month, "amount": 41_000 + 700*i},
		}})
	}
	last := months[n-1]
	ahead := func(k int) string { return last.month.Time().AddDate(0, k, 0).Format(time.DateOnly) }
	p.as(ana, last.at+1.6).do("money.plan", obj{"id": card.id, "lines": []obj{
		{"basis": "forecast", "sort": "run", "label": "Scheme fees", "month": ahead(1), "until": ahead(12), "amount": 2_360_000, "note": "By the contract, which renews in spring."},
		{"basis": "forecast", "sort": "revenue", "label": "Surcharge", "month": ahead(1), "until": ahead(12), "amount": 530_000},
	}})
}
