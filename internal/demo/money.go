package demo

import (
	"fmt"
	"math"
	"time"

	"throughline/internal/kit/clock"
)

// ends of the months of the world: each with the moment at which its figures
// are noted, early in the month after.
type closing struct {
	month clock.Day
	at    moment
	nth   int
}

func (p *plan) closings() []closing {
	var out []closing
	first := p.on(worldStart + 3).Time()
	for m := time.Date(first.Year(), first.Month(), 1, 0, 0, 0, 0, time.UTC); ; m = m.AddDate(0, 1, 0) {
		at := p.moment(m.AddDate(0, 1, 3)) + 0.4
		if !p.happened(at) {
			return out
		}
		out = append(out, closing{clock.Day(m.Format(time.DateOnly)), max(at, worldStart+8), len(out)})
	}
}

// spending is a thing that costs or brings money month by month: what it begins
// with, and by how much it grows in a month.
type spending struct {
	about, sort, label, currency string
	begins, grows                float64 // in whole units
	wild                         float64 // how far the actual strays
	from                         int     // month of the world
}

var spendings = []spending{
	{"", "run", "Cloud", "USD", 2600, 0.055, 0.06, 0},
	{"", "run", "Credit bureau", "EUR", 900, 0.06, 0.12, 1},
	{"", "run", "Support", "EUR", 3200, 0.03, 0.05, 2},
	{"", "cost", "Licences", "EUR", 1100, 0.01, 0.02, 0},
	{"", "cost", "Marketing", "EUR", 4000, 0.035, 0.2, 2},
	{"", "cost", "Audit and counsel", "EUR", 2500, 0, 0.3, 3},
	{"", "revenue", "Loan fees", "EUR", 1500, 0.21, 0.08, 3},
	{"", "revenue", "Lender service fee", "EUR", 600, 0.19, 0.07, 4},
	{"approval", "value", "Hours of reading saved", "EUR", 1800, 0.06, 0.1, 8},
	{"pay", "revenue", "Instant payout fee", "EUR", 700, 0.12, 0.15, 11},
	{"pay", "run", "Card processing", "EUR", 1100, 0.1, 0.1, 10},
	{"collections", "value", "Losses avoided", "EUR", 900, 0.12, 0.2, 12},
	{"lenders", "cost", "User research", "EUR", 1500, 0, 0.2, 9},
	{"growth", "cost", "Penetration test", "EUR", 1900, 0, 0.1, 13},
	{"growth", "run", "Supervision fee", "EUR", 2600, 0.01, 0.02, 15},
}

// money is what Lendwell planned, paid and earned: a plan a year, actuals each
// month, rates of exchange, two day rates, and a forecast once the plan no
// longer held.
func (p *plan) money() {
	d := p.dice("money")
	months := p.closings()
	p.as(ana, worldStart+4).do("dayrate.set", obj{"product": lend, "from": p.on(worldStart), "amount": 52000, "note": "Salary and side costs of the team's mean, with a desk."})
	p.as(ana, months[len(months)*2/3].at).do("dayrate.set", obj{"product": lend, "from": months[len(months)*2/3].month, "amount": 55500, "note": "After the raise."})
	ahead := months
	for len(ahead) < len(months)+8 { // the plan goes on where the world ends
		last := ahead[len(ahead)-1]
		ahead = append(ahead[:len(ahead):len(ahead)], closing{clock.Day(last.month.Time().AddDate(0, 1, 0).Format(time.DateOnly)), last.at, last.nth + 1})
	}
	for _, s := range spendings {
		p.budgeted(s, ahead)
		p.paid(s, months, d)
	}
	rate := 0.93
	for n, c := range months {
		rate += float64(d.between(-0.012, 0.009))
		p.as(ana, c.at-0.2+moment(n)*0.0001).do("exchange.set", obj{"from": "USD", "to": "EUR", "on": c.month, "rate": math.Round(rate*10000) / 10000, "source": "European Central Bank, reference rate"})
	}
	p.teamPlanned(ahead)
	p.foresee(months[len(months)-1], ahead[len(months):])
}

// teams is what the work on each initiative was planned to cost in the year in
// which the world ends, in thousands; the rest of the team's plan is the
// product's own.
var teams = map[string]int{"beta": 60, "approval": 118, "schedules": 70, "pay": 120, "collections": 75, "lenders": 95, "fair": 82, "growth": 90}

func (p *plan) teamPlanned(months []closing) {
	for i, year := range yearsOf(months) {
		at := max(worldStart+5, p.moment(year[0].month.Time())-12) + 0.3
		plan := func(about string, at moment, amount int) {
			if p.happened(at) {
				p.as(ana, at).do("money.plan", obj{"id": about, "lines": []obj{{"basis": "plan", "sort": "cost", "label": "Team", "month": year[0].month, "until": year[len(year)-1].month,
					"amount": amount, "note": "Heads by day rate by working days."}}})
			}
		}
		if year[0].month[:4] != p.on(p.now)[:4] {
			plan(lend, at, len(year)*(5200000+900000*i))
			continue
		}
		for _, n := range initiatives {
			plan(p.ids["initiative:"+n.name], max(at, n.made+1), teams[n.name]*100000*len(year)/12)
		}
		plan(lend, at, 110*100000*len(year)/12)
	}
}

// amount is what a thing comes to in a month, in minor units.
func (s spending) amount(nth int) int {
	return int(s.begins*math.Pow(1+s.grows, float64(nth-s.from))) * 100
}

func (p *plan) whose(s spending) string {
	if s.about == "" {
		return lend
	}
	return p.ids["initiative:"+s.about]
}

// since is the moment from which on there is what a thing is about.
func (s spending) since() moment {
	for _, i := range initiatives {
		if i.name == s.about {
			return i.made + 1
		}
	}
	return worldStart + 7
}

func yearsOf(months []closing) [][]closing {
	var out [][]closing
	for _, c := range months {
		if n := len(out); n > 0 && out[n-1][0].month[:4] == c.month[:4] {
			out[n-1] = append(out[n-1], c)
			continue
		}
		out = append(out, []closing{c})
	}
	return out
}

// budgeted plans a thing year by year, a little more cautiously than it came.
func (p *plan) budgeted(s spending, months []closing) {
	for _, year := range yearsOf(months) {
		lines := []obj{}
		for _, c := range year {
			if c.nth >= s.from {
				lines = append(lines, obj{"basis": "plan", "sort": s.sort, "label": s.label, "month": c.month, "amount": s.amount(c.nth) * 97 / 100, "currency": s.currency})
			}
		}
		at := max(s.since(), p.moment(year[0].month.Time())-12) + 0.2
		if len(lines) > 0 && p.happened(at) {
			p.as(ana, at).do("money.plan", obj{"id": p.whose(s), "lines": lines})
		}
	}
}

func (p *plan) paid(s spending, months []closing, d *dice) {
	for _, c := range months {
		if c.nth < s.from || c.at < s.since() {
			continue
		}
		amount := float64(s.amount(c.nth)) * (1 + float64(d.between(-s.wild, s.wild)))
		p.as(tom, c.at).do("money.record", obj{"id": p.whose(s), "lines": []obj{{
			"sort": s.sort, "label": s.label, "month": c.month, "amount": int(amount), "currency": s.currency, "note": fmt.Sprintf("Books of %s.", c.month[:7]),
		}}})
	}
}

// foresee is the last forecast: marketing is cut, fees come later than planned.
func (p *plan) foresee(last closing, ahead []closing) {
	lines := []obj{}
	for _, c := range ahead[:4] {
		for _, s := range spendings {
			by := map[string]float64{"Marketing": 0.6, "Loan fees": 0.9, "Cloud": 1.08}[s.label]
			if by > 0 {
				lines = append(lines, obj{"basis": "forecast", "sort": s.sort, "label": s.label, "month": c.month, "amount": int(float64(s.amount(c.nth)) * by), "currency": s.currency})
			}
		}
	}
	p.as(ana, last.at+1.5).do("money.plan", obj{"id": lend, "lines": lines})
}
