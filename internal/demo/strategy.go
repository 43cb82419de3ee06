package demo

import (
	"math"
	"strconv"
)

const vision = "Lending between people at fair rates: whoever has a steady life can borrow from people who trust it, and both can see why the price is what it is."

var pillars = []struct{ name, title, body string }{
	{"fair", "Fair to both sides", "The price follows the risk, and both sides can read how."},
	{"minutes", "Minutes, not weeks", "An answer while one is still on the page, money while one still needs it."},
	{"money", "Money that moves as people do", "Every way to pay that people use for everything else."},
	{"trust", "Trust that can be checked", "Numbers, reasons and decisions that an outsider can follow."},
	{"lasting", "A business that lasts", "Losses below what was promised, growth that pays for itself."},
}

// An objective with the pillar that it serves and its key results, each a
// metric with where it stood and where it shall stand.
type objective struct {
	name, title, body, pillar, ambition string
	from, to                            moment // its period
	made, active, settled               moment
	results                             []result
}

type result struct {
	title, metric string
	start, target float64
	unit          string
}

// never is a moment that does not come.
const never = moment(1e6)

var objectives = []objective{
	{"beta", "Two hundred people trust us with real money", "The closed beta: small loans, everything read by people.", "trust", "committed", worldStart, 75, worldStart + 3, worldStart + 4, 78, []result{
		{"People who finish what they begin", "application-completion", 38, 50, "%"},
		{"Payments that fail", "failed-payments", 6.2, 5, "%"},
	}},
	{"answer-now", "Borrowers get their answer while they are still on the page", "The wait is what people complain about most.", "minutes", "aspirational", 0, 300, worldStart + 3.1, -2, never, []result{
		{"Median time to a decision", "time-to-decision", 2900, 5, "minutes"},
		{"People who finish what they begin", "application-completion", 50, 66, "%"},
	}},
	{"more-borrowers", "More people who should get a loan become borrowers", "Not more loans at any price: more of the right ones.", "lasting", "aspirational", 0, 320, worldStart + 3.2, -2, never, []result{
		{"Borrower acquisition rate", "acquisition-rate", 3.1, 9, "%"},
	}},
	{"low-defaults", "Fewer than three loans in a hundred are lost", "Lenders stay when losses stay below what we said.", "lasting", "committed", 0, 330, worldStart + 3.3, -2, never, []result{
		{"Default percentage", "default-percentage", 4.9, 2.9, "%"},
		{"Repayments on time", "repayments-on-time", 88, 95, "%"},
	}},
	{"ways-to-pay", "Money moves the way people want to pay", "Transfer first, then debit, card and wallet.", "money", "committed", 20, 310, worldStart + 3.4, 5, never, []result{
		{"Rates that are drawn automatically", "automatic-repayments", 41, 75, "%"},
		{"Payments that fail", "failed-payments", 5, 2, "%"},
	}},
	{"lenders-return", "Lenders come back with more", "A lender who comes back costs a tenth of a new one.", "fair", "aspirational", 30, 330, worldStart + 3.5, 25, never, []result{
		{"Money that is lent again", "reinvestment", 35, 62, "%"},
		{"Time until a request is funded", "time-to-funding", 96, 18, "hours"},
	}},
	{"play-fair", "Anybody can see that we play fair", "Reasons, fees and losses in plain words, and a person when it matters.", "trust", "aspirational", 40, 330, worldStart + 3.6, 30, never, []result{
		{"Net promoter score", "net-promoter", 12, 50, "points"},
		{"Complaints per thousand loans", "complaints", 9, 4, ""},
		{"First response of support", "first-response", 20, 3, "hours"},
	}},
	{"small-business", gapObjective, "For next year: the bakery, the taxi, the bookshop.", "fair", "aspirational", 270, 420, 231, never, never, []result{
		{"Requests by small businesses", "business-requests", 4, 60, "a week"},
	}},
}

// A metric with the curve that its points follow: from one value to another
// around a moment, with some noise.
type metric struct {
	name, title, unit, direction, definition string
	from, to, middle, width, noise           float64
	decimals                                 int
	serves                                   []string // objectives that it measures
	begins                                   moment
}

var metrics = []metric{
	{"acquisition-rate", "Borrower acquisition rate", "%", "up", "Visitors who begin a request and get a loan within 30 days, of all who begin. Without returning borrowers.", 3.1, 7.4, 150, 35, 0.22, 2, []string{"more-borrowers"}, worldStart},
	{"default-percentage", "Default percentage", "%", "down", "Loans that are 90 days late or lost, of all loans older than 90 days, by sum.", 4.9, 3.0, 170, 30, 0.12, 2, []string{"low-defaults"}, worldStart},
	{"time-to-decision", "Time to a decision", "minutes", "down", "Median from sending a request to the decision, nights and weekends included.", 2900, 4, 128, 13, 60, 0, []string{"answer-now"}, worldStart},
	{"application-completion", "Application completion", "%", "up", "Requests that are sent, of those that are begun, within 14 days.", 38, 65, 90, 40, 1.1, 1, []string{"answer-now", "beta"}, worldStart},
	{"repayments-on-time", "Repayments on time", "%", "up", "Rates paid by their due day, of all rates due in the week.", 88, 94.6, 105, 30, 0.5, 1, []string{"low-defaults"}, worldStart},
	{"automatic-repayments", "Automatic repayments", "%", "up", "Rates that arrive by debit or wallet without anybody doing anything, of all rates.", 41, 73, 150, 22, 0.9, 1, []string{"ways-to-pay"}, worldStart},
	{"failed-payments", "Failed payments", "%", "down", "Payments that are refused or returned, of all payments tried.", 6.2, 2.2, 160, 38, 0.2, 2, []string{"ways-to-pay", "beta"}, worldStart},
	{"time-to-funding", "Time until funded", "hours", "down", "Median from publishing a request until it is full.", 96, 19, 160, 28, 2.5, 1, []string{"lenders-return"}, worldStart},
	{"reinvestment", "Reinvestment rate", "%", "up", "Money that is lent again within 30 days of coming back, of all that came back.", 35, 58, 180, 30, 1, 1, []string{"lenders-return"}, worldStart},
	{"net-promoter", "Net promoter score", "points", "up", "Promoters minus detractors, of those who answer the monthly question, borrowers and lenders together.", 12, 46, 150, 45, 1.6, 0, []string{"play-fair"}, worldStart},
	{"complaints", "Complaints per thousand loans", "", "down", "Complaints by any way, for each thousand running loans.", 9, 4.2, 150, 40, 0.35, 1, []string{"play-fair"}, worldStart},
	{"first-response", "First response of support", "hours", "down", "Median from a question to the first answer by a person.", 20, 3.1, 225, 12, 0.7, 1, []string{"play-fair"}, worldStart},
	{"business-requests", "Requests by small businesses", "a week", "up", "Requests with the purpose \"business\", by week.", 4, 14, 240, 12, 1, 0, []string{"small-business"}, 200},
}

// value gives a metric on a moment.
func (m metric) value(at moment, d *dice) float64 {
	v := m.from + (m.to-m.from)/(1+math.Exp((m.middle-float64(at))/m.width)) + d.NormFloat64()*m.noise*0.6
	if m.name == "default-percentage" && at > 140 && at < 175 {
		v += 0.45 * math.Sin(math.Pi*(float64(at)-140)/35) // the spring in which a competitor failed
	}
	if m.name == "time-to-decision" {
		v = math.Max(v, 3+d.Float64()*3)
	}
	scale := math.Pow(10, float64(m.decimals))
	return math.Round(math.Max(v, 0)*scale) / scale
}

// strategy is the vision, the pillars, the objectives and the numbers by which
// they are measured, week by week.
func (p *plan) strategy() {
	portfolio := p.as(ana, worldStart+1).create("portfolio", "group", obj{"product": "", "title": "Lendwell Group", "body": "What we offer to borrowers, lenders and shops."})
	p.as(ana, worldStart+1.1).change("product", lend, obj{"vision": vision, "portfolio": portfolio})
	p.as(nadia, worldStart+1.2).change("product", lpay, obj{"vision": "Whoever can afford it in three months can have it today, without interest and without small print.", "portfolio": portfolio})
	p.as(ana, -1).change("product", lend, obj{"stage": "development"})
	p.as(ana, 74).change("product", lend, obj{"stage": "launch"})
	for i, x := range pillars {
		p.as(ana, worldStart+2+moment(i)*0.05).create("pillar", x.name, obj{"title": x.title, "body": x.body, "owner": ana})
	}
	p.metrics()
	for i, o := range objectives {
		p.objective(o, moment(i)*0.01)
	}
	p.measures()
	p.numbers()
}

func (p *plan) metrics() {
	for i, m := range metrics {
		made := max(m.begins, worldStart) + 2.4 + moment(i)*0.03
		d := p.dice("metric " + m.name)
		p.as(ana, made).create("metric", m.name, obj{"title": m.title, "definition": m.definition, "unit": m.unit, "direction": m.direction, "source": "entered", "owner": ana})
		for at := max(m.begins, worldStart) + weekDays + 0.1; p.happened(at); at += weekDays {
			m.enter(p, at+moment(i)*0.004, d)
		}
	}
}

// enter is a week's point, as it is entered on Monday for the Sunday before.
func (m metric) enter(p *plan, at moment, d *dice) {
	sunday := p.on(at).Add(-1)
	point := obj{"at": string(sunday) + "T22:00:00Z", "value": m.value(at, d)}
	if m.name == "default-percentage" && at > 155 && at < 160 {
		point["note"] = "Higher since a competitor failed: some borrowers of both were overburdened."
	}
	p.as(ana, at).do("metric.enter", obj{"id": p.ids["metric:"+m.name], "points": []obj{point}})
}

func (p *plan) objective(o objective, later moment) {
	results := []obj{}
	for i, r := range o.results {
		results = append(results, obj{"id": strconv.Itoa(i + 1), "title": r.title, "metric": p.ids["metric:"+r.metric], "start": r.start, "target": r.target, "unit": r.unit, "confidence": 50})
	}
	if o.name == "answer-now" {
		results = append(results, obj{"id": strconv.Itoa(len(results) + 1), "title": "Bureaus, banks and signature under contract", "start": 0, "target": 3, "current": 0, "unit": "contracts", "confidence": 60})
	}
	if o.name == "ways-to-pay" {
		results = append(results, obj{"id": strconv.Itoa(len(results) + 1), "title": "Ways to pay that are out", "work": "features", "start": 0, "target": 6, "unit": "features", "confidence": 70})
	}
	made := p.as(ana, o.made+later).create("objective", o.name, obj{
		"title": o.title, "body": o.body, "ambition": o.ambition, "owner": ana, "startOn": p.on(o.from), "endOn": p.on(o.to), "keyResults": results,
	})
	p.as(ana, o.made+later+0.005).join("serves", made, p.ids["pillar:"+o.pillar])
	if o.active != never {
		p.as(ana, o.active+later).change("objective", made, obj{"state": "active"})
	}
	if o.settled != never {
		p.as(ana, o.settled).change("objective", made, obj{"state": "settled", "body": o.body + "\n\nSettled: 214 people, 1.1 million euros, and a list of what to do differently."})
	}
	p.checkIns(o, made)
}

// checkIns are the monthly words on how sure one is of each key result.
func (p *plan) checkIns(o objective, made string) {
	if o.active == never {
		return
	}
	d := p.dice("check-ins " + o.name)
	for at := max(o.from, worldStart) + 20; at < min(o.settled, p.now); at += 20 {
		share := float64(at-o.from) / float64(o.to-o.from)
		for i := range o.results {
			sure := math.Round(min(95, 40+45*share+d.NormFloat64()*8)/5) * 5
			p.as(ana, at+0.3+moment(i)*0.01).do("objective.checkin", obj{"id": made, "keyResult": strconv.Itoa(i + 1), "confidence": sure, "note": noted(o, i, sure)})
		}
		if o.name == "answer-now" {
			signed := min(3, math.Floor(share*4.5))
			p.as(ana, at+0.4).do("objective.checkin", obj{"id": made, "keyResult": strconv.Itoa(len(o.results) + 1), "current": signed})
		}
	}
}

func (p *plan) measures() {
	for i, m := range metrics {
		for k, o := range m.serves {
			at := worldStart + 4 + moment(i)*0.02 + moment(k)*0.005
			if m.begins > worldStart {
				at = 232
			}
			p.as(ana, at).join("measures", p.ids["metric:"+m.name], p.ids["objective:"+o])
		}
	}
}
