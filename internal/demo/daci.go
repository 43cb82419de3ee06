package demo

import "strconv"

// parts are who does what about a decision, by its number in the list.
type parts struct {
	driver       string
	contributors []string
	informed     []string
	due          moment // from now, of one that is open
	sides        [][2]string
	about        []string // features, by their short names
}

// playing are the decisions of which it is told who had which part. Of those
// that are open, one is overdue, one due this week, one later.
var playing = map[int]parts{
	8:  {driver: "lena", contributors: []string{samuel, "jonas"}, informed: []string{ruth, david}, sides: [][2]string{{"no share of the fee", "nine months"}, {"live in six weeks", "a fee for each look"}}, about: []string{"account-information"}},
	13: {driver: sofia, contributors: []string{david, claire}, informed: []string{ruth, ingrid, samuel}, about: []string{"early-repayment"}},
	17: {driver: "priya", contributors: []string{sofia}, informed: []string{ruth, david, claire}, about: []string{"wallets"}},
	20: {driver: david, contributors: []string{samuel, sofia}, informed: []string{ruth, claire}, about: []string{"payment-pause"}},
	21: {driver: ingrid, contributors: []string{"jonas"}, informed: []string{ruth, david, claire, samuel}, about: []string{"instant-payouts"}},
	22: {driver: tom, contributors: []string{ingrid, samuel, ruth}, informed: []string{david, claire}, due: -2, about: []string{"secondary-market"}, sides: [][2]string{{"lenders can leave on any day", "a licence of its own, and half a year"}, {"nothing to build but terms", "borrowers pay more each month"}, {"costs nothing", "they keep asking"}}},
	23: {driver: claire, contributors: []string{sofia, ruth}, informed: []string{david}, due: 3, about: []string{"regular-languages"}, sides: [][2]string{{"two partners sign", "the smaller market"}, {"the larger market", "no partner yet"}, {"the team stays on loans", "families ask each week"}}},
	24: {driver: samuel, contributors: []string{"kenji"}, due: 12, about: []string{"open-statistics"}, sides: [][2]string{{"what readers want", "small cells"}, {"no small cells", "old news when it comes out"}}},
}

// daci gives decisions their people. Whoever wrote one down decides it, but for
// those that are open: Ana decides these.
func (p *plan) daci() {
	for n, l := range p.texts["decisions"] {
		who, made := ana, p.ids["decision:"+strconv.Itoa(n)]
		if n%3 == 2 {
			who = tom
		}
		at := max(p.now-moment(number(l[0]))*month, worldStart+7) + moment(n)*0.13
		if x, ok := playing[n]; ok {
			p.plays(who, at, made, l, x)
		}
		if l[1] == "decided" {
			p.reviewed(who, made, at+3, n)
		}
	}
	p.succeeded()
}

func (p *plan) plays(who string, at moment, made string, l []string, x parts) {
	patch := obj{"driver": x.driver, "approver": who, "contributors": x.contributors, "informed": x.informed}
	if l[1] == "proposed" {
		patch["approver"], patch["dueOn"] = ana, p.on(p.now+x.due)
	}
	if len(x.sides) > 0 {
		options := []obj{}
		for i, title := range split(l[4], ";") {
			options = append(options, obj{"id": strconv.Itoa(i + 1), "title": title, "pros": x.sides[i][0], "cons": x.sides[i][1]})
		}
		patch["options"] = options
	}
	p.as(who, at+0.6).change("decision", made, patch)
	for i, slug := range x.about {
		f := p.bySlug[slug]
		p.as(who, max(at+0.7, f.idea+0.3)+moment(i)*0.01).join("relates", made, f.id)
	}
}

// reviewed looks at a decision again on its day: most hold for good. Two came
// back of late, and wait.
func (p *plan) reviewed(who, made string, done moment, n int) {
	if n == 18 || n == 19 {
		p.as(who, max(done, p.now-30)+0.5).change("decision", made, obj{"reviewOn": p.on(p.now - moment(20-n))})
		return
	}
	if done+120 < p.now-1 {
		p.as(who, done+121).change("decision", made, obj{"reviewOn": nil})
	}
}

// succeeded is the decision that took the place of one.
func (p *plan) succeeded() {
	const old = 3 // the video call
	at := max(p.now-moment(number(p.texts["decisions"][old][0]))*month, worldStart+7) + old*0.13 + 113
	made := p.as(ana, at+0.1).create("decision", "selfie", obj{
		"title": "How borrowers show who they are, after the video call", "context": "One in five left while waiting for a call.", "driver": sofia, "approver": ana, "contributors": []string{samuel}, "informed": []string{david, ruth}, "owner": ana,
		"options": []obj{{"id": "1", "title": "A selfie with the document", "pros": "two minutes, at any hour", "cons": "one more provider"}, {"id": "2", "title": "More people for calls", "pros": "nothing new", "cons": "no calls at night"}},
	})
	selfie := p.bySlug["selfie-check"]
	p.as(ana, max(at+0.15, selfie.idea+0.3)).join("relates", made, selfie.id)
	p.as(ana, at+2).do("decision.decide", obj{"id": made, "choice": "1", "ground": "Eight of ten who left said that it was the waiting.", "reviewOn": p.on(at + 130)})
	p.as(ana, at+131).change("decision", made, obj{"reviewOn": nil})
	p.as(ana, at+2.1).change("decision", p.ids["decision:"+strconv.Itoa(old)], obj{"supersededBy": made})
}
