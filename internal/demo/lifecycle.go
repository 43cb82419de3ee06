package demo

import (
	"math"
	"strconv"
)

// Requests by post: what Lendwell began with, beside its site. It ends.
const (
	postEnds   = moment(189)  // decided
	postTold   = moment(196)  // announced
	loansBegin = moment(-10)  // with the first loans of the beta
	fortnight  = 2 * weekDays // between two values of a number
	letterHalf = 100          // days in which half of the letters stay away
	mostLoans  = 4200         // that the curve leads to
	wantLoans  = 9000         // that are aimed at
	halfLoans  = moment(180)  // when half of them run
	loansWidth = 38           // how fast
)

// lifecycle is where the products are in their life: by which number that is
// judged, what was decided on it, and how the oldest is brought to its end.
func (p *plan) lifecycle() {
	p.loans()
	p.post()
}

// loans is the number by which Lendwell's growth is judged, and the day on which
// it was taken for what it is.
func (p *plan) loans() {
	d := p.dice("lifecycle loans")
	number := p.as(ana, loansBegin).create("metric", "running-loans", obj{"title": "Loans that run", "unit": "loans", "direction": "up", "source": "entered", "owner": ana, "target": wantLoans,
		"definition": "Loans that are paid out and not yet paid back, on the last day of the fortnight. Without those that are lost."})
	for at := loansBegin + weekDays + 0.2; p.happened(at); at += fortnight {
		v := mostLoans / (1 + math.Exp(float64(halfLoans-at)/loansWidth))
		p.fortnightly(number, at, v*(1+d.NormFloat64()*0.01))
	}
	p.as(ana, loansBegin+0.1).do("lifecycle.rule", obj{"product": lend, "metric": number, "period": "month"})
	p.as(ana, 168).do("stage.set", obj{"product": lend, "stage": "growth", "note": "Two months in a row, and without advertising. From here on the question is how fast we may grow, not whether."})
}

func (p *plan) fortnightly(metric string, at moment, value float64) {
	p.as(ana, at).do("metric.enter", obj{"id": metric, "points": []obj{{"at": string(p.on(at).Add(-1)) + "T20:00:00Z", "value": math.Round(value)}}})
}

// post is the product that ends: requests on paper.
func (p *plan) post() {
	p.as(marta, productsMade+0.02).create("product", post, obj{"key": post, "title": "Lendwell by Post", "product": "", "stage": "maturity", "currency": "EUR",
		"body": "Requests on paper, by post, read by people. What we began with."})
	for i, r := range []struct{ who, role string }{{ana, "product manager"}, {tom, "product owner"}, {helena, "stakeholder"}} {
		p.as(marta, peopleIn+0.12+moment(i)*0.002).do("role.assign", obj{"member": r.who, "product": post, "role": r.role})
	}
	p.as(ana, worldStart+1.3).change("product", post, obj{"vision": "Nobody is left out because they have no computer.", "portfolio": p.ids["portfolio:group"]})
	number := p.as(ana, worldStart+2.6).create("metric", "letters", obj{"product": post, "title": "Requests by post", "unit": "letters", "direction": "up", "source": "entered", "owner": ana,
		"definition": "Requests that arrive on paper, in a fortnight.", "target": 300})
	d := p.dice("lifecycle letters")
	for at := worldStart + weekDays + 0.3; p.happened(at); at += fortnight {
		p.fortnightly(number, at, 150*math.Pow(0.5, math.Max(0, float64(at))/letterHalf)*(1+d.NormFloat64()*0.01))
	}
	p.as(ana, worldStart+3.7).do("lifecycle.rule", obj{"product": post, "metric": number, "period": "month"})
	p.as(ana, worldStart+5.5).do("strategy.set", obj{"of": post, "audience": "people without a computer", "need": "a loan without a screen", "category": "a form on paper", "benefit": "a person who reads it",
		"alternative": "a branch an hour away", "difference": "the same rate as online", "costs": "31 euros for each request", "revenue": "1.5 % of each loan"})
	p.as(ana, worldStart+5.52).do("guardrail.set", obj{"of": post, "sort": "never", "text": "No other rate than online"})
	p.as(ana, postEnds).do("stage.set", obj{"product": post, "stage": "sunset", "note": "Nine in ten of those who write could do it online, and each letter costs 31 euros. The tenth gets a person on the phone."})
	p.ending()
}

// ending is how it is brought to its end, up to what is overdue by now.
func (p *plan) ending() {
	p.as(ana, postEnds+1).do("sunset.plan", obj{"product": post, "replacement": lend,
		"reason":     "Nine in ten of those who write could do it online, and each letter costs 31 euros.",
		"announceOn": p.on(postTold), "closedOn": p.on(postTold + 20), "supportOn": p.on(p.now + 30), "endOn": p.on(p.now + 50), "exportOn": p.on(p.now + 50), "deleteOn": p.on(p.now + 110),
		"moving": "Running loans go on at Lendwell under the same number and the same rate; nobody signs anything. Who has no computer calls, and a person fills the form in with them.",
		"data":   "Everybody gets their papers as copies on request until the last day. Forms that led to no loan are destroyed; those of loans are kept as long as the law says.",
	})
	for i, s := range []struct {
		sort, title, how, owner string
		due, done               moment // done is never while it is not
	}{
		{"tell", "Support", "An hour with everybody, and answers to print", ana, postTold - 2, postTold - 3},
		{"tell", "Everybody with a running loan", "A letter, twice", tom, postTold, postTold},
		{"task", "Running loans can be moved in one step", "", tom, postTold + 15, postTold + 22},
		{"tell", "Partners who hand the form out", "A call, then a letter", ana, p.now - 25, p.now - 27},
		{"task", "A number for those without a computer", "", "jonas", p.now - 12, never},
		{"tell", "Those who have not moved by now", "A call", ana, p.now - 3, never},
		{"task", "Copies of papers on request", "", tom, p.now + 10, never},
		{"task", "The post box is given up", "", marta, p.now + 50, never},
	} {
		made := postEnds + 1.1 + moment(i)*0.01
		p.as(ana, made).do("sunset.step", obj{"product": post, "sort": s.sort, "title": s.title, "how": s.how, "owner": "@" + s.owner, "dueOn": p.on(s.due)})
		if s.done != never {
			p.as(ana, max(s.done, made+0.5)+0.4).do("sunset.step", obj{"product": post, "step": strconv.Itoa(i + 1), "doneOn": p.on(max(s.done, made+0.5))})
		}
	}
	n := 0
	for _, a := range p.accounts {
		if a.born > postEnds-60 || a.segment == "partner" || n == 7 {
			continue
		}
		p.as(ana, postEnds+2+moment(n)*0.01).do("sunset.account", obj{"product": post, "account": a.id})
		if n < 4 {
			p.as(ana, postTold+25+moment(n)*8).do("sunset.account", obj{"product": post, "account": a.id, "movedOn": p.on(postTold + 25 + moment(n)*8), "note": "Moved without a question."})
		}
		n++
	}
}
