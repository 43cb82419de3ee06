package demo

import "strconv"

// Where Lendwell Pay begins, and what it says of itself.
const payBegins = moment(150)

// pay is the second product: small, young, and in the hands of one person with
// both jobs. It leans on the first one's identity check.
func (p *plan) pay() {
	at := payBegins
	p.as(nadia, at).change("product", lpay, obj{"stage": "discovery"})
	number := p.as(nadia, at+1).create("metric", "partner-shops", obj{"product": lpay, "title": "Partner shops", "unit": "shops", "direction": "up", "source": "entered", "definition": "Shops with a contract and a first sale.", "owner": nadia})
	goal := p.as(nadia, at+2).create("objective", "lpay-partners", obj{"product": lpay, "title": "Twenty shops offer three rates at the till", "ambition": "aspirational", "owner": nadia,
		"startOn": p.on(at), "endOn": p.on(p.now + 90), "keyResults": []obj{{"id": "1", "title": "Partner shops", "metric": number, "start": 0, "target": 20, "unit": "shops", "confidence": 45}}})
	p.as(nadia, at+2.1).change("objective", goal, obj{"state": "active"})
	p.as(nadia, at+2.2).join("measures", number, goal)
	for n := range 30 {
		week := at + 3 + moment(n)*weekDays
		p.as(nadia, week).do("metric.enter", obj{"id": number, "points": []obj{{"at": string(p.on(week).Add(-1)) + "T22:00:00Z", "value": n * n / 60}}})
	}
	p.paySaid(at + 4)
	balance := p.as(nadia, at+9).create("initiative", "one-balance", obj{"product": "", "title": "One account across Lendwell", "body": "People have one account, whichever product they use.", "owner": nadia, "startOn": p.on(at), "endOn": p.on(p.now + 80)})
	p.as(nadia, at+9.1).join("serves", balance, goal)
	p.as(nadia, at+12).change("initiative", balance, obj{"state": "in progress"})
	y := &payTeam{plan: p, d: p.dice("pay"), goal: goal, number: number, balance: balance}
	for k, f := range p.payFeatures {
		y.live(f, at+12+moment(k)*14)
	}
	// The promise between the products: no common account without the selfie.
	p.as(ana, at+40).join("blocks", p.bySlug["selfie-check"].id, p.ids["feature:one-account"])
	p.as(nadia, at+41).join("relates", p.ids["feature:checkout"], p.bySlug["wallets"].id)
}

// paySaid is what ten shop owners said.
func (p *plan) paySaid(at moment) {
	need := p.as(nadia, at).create("opportunity", "part-payment", obj{"product": lpay, "title": "Paying in parts at the till", "segment": "shops", "owner": nadia, "body": "Heard in ten shops in one week."})
	learnt := p.as(nadia, at+0.2).create("insight", "part-payment", obj{"product": lpay, "title": "Shops lose the sale between 300 and 900 euros", "confidence": "medium", "drawnOn": p.on(at), "owner": nadia})
	p.as(nadia, at+0.3).join("evidence", learnt, need)
	for n, words := range []string{
		"Between 300 and 900 euros people say that they will think about it, and do not come back.",
		"I had a card for part payments once. The bank took eight weeks to pay me.",
		"My customers ask for three rates, and I write them on paper.",
		"No new machine on my counter, please.",
		"If it takes longer than the card, nobody in the queue will forgive me.",
	} {
		f := p.as(nadia, at+0.4+moment(n)*0.1).create("feedback", "shop"+strconv.Itoa(n), obj{"product": lpay, "title": headline(words), "body": words, "source": "interview", "sentiment": "neutral", "importance": 2, "saidOn": p.on(at)})
		p.as(nadia, at+1+moment(n)*0.1).do("feedback.link", obj{"id": f, "to": learnt})
	}
	p.as(nadia, at+2).change("insight", learnt, obj{"state": "drawn"})
	p.as(nadia, at+9).change("opportunity", need, obj{"state": "explored"})
}

// readPay loads the features of the second product.
func (p *plan) readPay() error {
	all, err := sections("lpay.txt")
	if err != nil {
		return err
	}
	for _, s := range all {
		s.set["sprints"] = "1-1" // it has none: a team of one works without
		f, err := newFeature(s)
		if err != nil {
			return err
		}
		p.payFeatures = append(p.payFeatures, f)
	}
	return nil
}

// payTeam is what the features of Lendwell Pay hang together with.
type payTeam struct {
	*plan
	d                     *dice
	goal, number, balance string
}

// live is the life of a feature of Lendwell Pay with its items.
func (y *payTeam) live(f *feature, at moment) {
	f.id = y.as(nadia, at).create("feature", f.slug, obj{"product": lpay, "title": f.title, "body": f.body, "hypothesis": f.bet, "owner": nadia, "horizon": "now"})
	y.as(nadia, at+0.1).join("serves", f.id, y.goal)
	y.as(nadia, at+0.11).join("delivers", f.id, y.balance)
	y.as(nadia, at+0.12).join("addresses", f.id, y.ids["opportunity:part-payment"])
	y.as(nadia, at+0.13).join("measures", y.number, f.id)
	y.as(nadia, at+4).change("feature", f.id, obj{"state": "candidate", "reach": f.score[0], "impact": f.score[1], "confidence": f.score[2], "effort": f.score[3]})
	y.as(nadia, at+9).change("feature", f.id, obj{"state": "planned", "horizon": map[string]string{"in progress": "now"}[f.state] + map[string]string{"planned": "next"}[f.state]})
	if f.state == "in progress" {
		y.as(nadia, at+20).change("feature", f.id, obj{"state": "in progress"})
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
		i.shape([]string{"The shop's clerk needs no training"}, n, y.d)
		fields["title"] = i.title
		born := at + 10 + moment(n)*0.7
		i.id = y.as(nadia, born).create(i.kind, f.slug+strconv.Itoa(n), fields)
		y.as(nadia, born+0.01).join("delivers", i.id, f.id)
		y.work(i, born)
	}
}

// work moves an item on, as far as it has come.
func (y *payTeam) work(i *item, born moment) {
	y.as(nadia, born+3).change(i.kind, i.id, obj{"state": "refining", "criteria": criteria(i.criteria)})
	if i.feature.state != "in progress" {
		return
	}
	y.as("jonas", born+5).change(i.kind, i.id, obj{"estimate": i.points})
	y.as(nadia, born+6).change(i.kind, i.id, obj{"state": "ready"})
	begun := born + 14 + moment(i.nth)*9
	y.as("jonas", begun).change(i.kind, i.id, obj{"state": "in progress"})
	y.as("jonas", begun+3).change(i.kind, i.id, obj{"state": "in review"})
	y.as(sofia, begun+4).change(i.kind, i.id, obj{"state": "done"})
	results := []obj{}
	for n := range i.criteria {
		results = append(results, obj{"criterion": strconv.Itoa(n + 1), "met": true, "evidence": "Tried in the bicycle shop."})
	}
	y.as(nadia, begun+4+y.d.between(0.5, 2)).do("item.accept", obj{"id": i.id, "results": results})
}
