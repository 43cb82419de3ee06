package demo

import "strconv"

// Where Lendwell Pay begins, and what it says of itself.
const payBegins = moment(150)

// pay is the second product: small, young, and in the hands of one person with
// both jobs. It leans on the first one's identity check.
func (p *plan) pay() {
	at := payBegins
	p.change(at, nadia, "product", lpay, obj{"stage": "discovery"})
	number := p.create(at+1, nadia, "metric", "partner-shops", obj{"product": lpay, "title": "Partner shops", "unit": "shops", "direction": "up", "source": "entered", "definition": "Shops with a contract and a first sale.", "owner": nadia})
	goal := p.create(at+2, nadia, "objective", "lpay-partners", obj{"product": lpay, "title": "Twenty shops offer three rates at the till", "ambition": "aspirational", "owner": nadia,
		"startOn": p.on(at), "endOn": p.on(p.now + 90), "keyResults": []obj{{"id": "1", "title": "Partner shops", "metric": number, "start": 0, "target": 20, "unit": "shops", "confidence": 45}}})
	p.change(at+2.1, nadia, "objective", goal, obj{"state": "active"})
	p.join(at+2.2, nadia, "measures", number, goal)
	for n := range 30 {
		week := at + 3 + moment(n)*weekDays
		p.do(week, nadia, "metric.enter", obj{"id": number, "points": []obj{{"at": string(p.on(week).Add(-1)) + "T22:00:00Z", "value": n * n / 60}}})
	}
	p.paySaid(at + 4)
	balance := p.create(at+9, nadia, "initiative", "one-balance", obj{"product": "", "title": "One account across Lendwell", "body": "People have one account, whichever product they use.", "owner": nadia, "startOn": p.on(at), "endOn": p.on(p.now + 80)})
	p.join(at+9.1, nadia, "serves", balance, goal)
	p.change(at+12, nadia, "initiative", balance, obj{"state": "in progress"})
	all, err := sections("lpay.txt")
	if err != nil {
		panic(err)
	}
	d := p.dice("pay")
	for k, s := range all {
		f, err := newPayFeature(s)
		if err != nil {
			panic(err)
		}
		f.livePay(p, at+12+moment(k)*14, balance, goal, number, d)
	}
	// The promise between the products: no common account without the selfie.
	p.join(at+40, ana, "blocks", p.bySlug["selfie-check"].id, p.ids["feature:one-account"])
	p.join(at+41, nadia, "relates", p.ids["feature:checkout"], p.bySlug["wallets"].id)
}

// paySaid is what ten shop owners said.
func (p *plan) paySaid(at moment) {
	need := p.create(at, nadia, "opportunity", "part-payment", obj{"product": lpay, "title": "Paying in parts at the till", "segment": "shops", "owner": nadia, "body": "Heard in ten shops in one week."})
	learnt := p.create(at+0.2, nadia, "insight", "part-payment", obj{"product": lpay, "title": "Shops lose the sale between 300 and 900 euros", "confidence": "medium", "drawnOn": p.on(at), "owner": nadia})
	p.join(at+0.3, nadia, "evidence", learnt, need)
	for n, words := range []string{
		"Between 300 and 900 euros people say that they will think about it, and do not come back.",
		"I had a card for part payments once. The bank took eight weeks to pay me.",
		"My customers ask for three rates, and I write them on paper.",
		"No new machine on my counter, please.",
		"If it takes longer than the card, nobody in the queue will forgive me.",
	} {
		f := p.create(at+0.4+moment(n)*0.1, nadia, "feedback", "shop"+strconv.Itoa(n), obj{"product": lpay, "title": headline(words), "body": words, "source": "interview", "sentiment": "neutral", "importance": 2, "saidOn": p.on(at)})
		p.do(at+1+moment(n)*0.1, nadia, "feedback.link", obj{"id": f, "to": learnt})
	}
	p.change(at+2, nadia, "insight", learnt, obj{"state": "drawn"})
	p.change(at+9, nadia, "opportunity", need, obj{"state": "explored"})
}

func newPayFeature(s section) (*feature, error) {
	s.set["sprints"] = "1-1" // it has none: the team of one works without
	return newFeature(s)
}

// livePay is the life of a feature of Lendwell Pay with its items.
func (f *feature) livePay(p *plan, at moment, balance, goal, metric string, d *dice) {
	f.id = p.create(at, nadia, "feature", f.slug, obj{"product": lpay, "title": f.title, "body": f.body, "hypothesis": f.bet, "owner": nadia, "horizon": "now"})
	p.join(at+0.1, nadia, "serves", f.id, goal)
	p.join(at+0.11, nadia, "delivers", f.id, balance)
	p.join(at+0.12, nadia, "addresses", f.id, p.ids["opportunity:part-payment"])
	p.join(at+0.13, nadia, "measures", metric, f.id)
	p.change(at+4, nadia, "feature", f.id, obj{"state": "candidate", "reach": f.score[0], "impact": f.score[1], "confidence": f.score[2], "effort": f.score[3]})
	p.change(at+9, nadia, "feature", f.id, obj{"state": "planned", "horizon": map[string]string{"in progress": "now"}[f.state] + map[string]string{"planned": "next"}[f.state]})
	if f.state == "in progress" {
		p.change(at+20, nadia, "feature", f.id, obj{"state": "in progress"})
	}
	for n, l := range f.lines {
		i := &item{feature: f, nth: n, kind: kindOf[l[0]], severity: "major"}
		parts := split(l[2:], "|")
		i.title = sentence(parts[0])
		fields := obj{"product": lpay}
		if l[0] == 's' {
			i.title = sentence(parts[1])
			i.criteria = []string{parts[3]}
			fields["asA"], fields["iWant"], fields["soThat"] = parts[0], "to "+parts[1], benefit(parts[2])
		}
		i.shape([]string{"The shop's clerk needs no training"}, n, d)
		fields["title"] = i.title
		born := at + 10 + moment(n)*0.7
		i.id = p.create(born, nadia, i.kind, f.slug+strconv.Itoa(n), fields)
		p.join(born+0.01, nadia, "delivers", i.id, f.id)
		i.payWork(p, born, d)
	}
}

// payWork moves an item of Lendwell Pay on, as far as it has come.
func (i *item) payWork(p *plan, born moment, d *dice) {
	p.change(born+3, nadia, i.kind, i.id, obj{"state": "refining", "criteria": criteria(i.criteria)})
	if i.feature.state != "in progress" {
		return
	}
	p.change(born+5, "jonas", i.kind, i.id, obj{"estimate": i.points})
	p.change(born+6, nadia, i.kind, i.id, obj{"state": "ready"})
	begun := born + 14 + moment(i.nth)*9
	p.change(begun, "jonas", i.kind, i.id, obj{"state": "in progress"})
	p.change(begun+3, "jonas", i.kind, i.id, obj{"state": "in review"})
	p.change(begun+4, sofia, i.kind, i.id, obj{"state": "done"})
	results := []obj{}
	for n := range i.criteria {
		results = append(results, obj{"criterion": strconv.Itoa(n + 1), "met": true, "evidence": "Tried in the bicycle shop."})
	}
	p.do(begun+4+d.between(0.5, 2), nadia, "item.accept", obj{"id": i.id, "results": results})
}
