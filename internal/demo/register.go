package demo

import (
	"strconv"
	"strings"
)

// month is how many working days a month counts here.
const month = 22

// register is what may go wrong and what was decided.
func (p *plan) register() {
	p.risks()
	p.exposures()
	p.decisions()
	p.daci()
}

func (p *plan) risks() {
	lines := p.texts["risks"]
	d := p.dice("risks")
	for n, l := range lines {
		kind, fate := l[0], l[6]
		who := ana
		if kind == "delivery" || kind == "technical" {
			who = tom
		}
		likely, impact := number(l[2]), number(l[3])
		at := max(p.now-moment(number(l[5]))*month, worldStart+6) + moment(n)*0.11
		fields := obj{"title": l[1], "type": kind, "likelihood": likely, "impact": impact, "owner": who, "reviewOn": p.on(at + 60)}
		made := p.as(who, at).create("risk", strconv.Itoa(n), fields)
		if fate == "open" {
			p.as(who, at+8).change("risk", made, obj{"response": l[4], "body": l[7]})
			continue
		}
		p.as(who, at+4+d.between(0, 4)).change("risk", made, obj{"state": "mitigating", "response": l[4]})
		end := at + 25 + d.between(0, 15)
		p.as(who, at+14).change("risk", made, obj{"likelihood": max(1, likely-1)})
		switch fate {
		case "mitigating":
			p.as(who, end).change("risk", made, obj{"body": l[7], "reviewOn": p.on(p.now + 20)})
		default:
			p.as(who, end).change("risk", made, obj{"state": fate, "body": l[7]})
		}
	}
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

func (p *plan) decisions() {
	lines := p.texts["decisions"]
	for n, l := range lines {
		who := ana
		if n%3 == 2 {
			who = tom
		}
		at := max(p.now-moment(number(l[0]))*month, worldStart+7) + moment(n)*0.13
		options := split(l[4], ";")
		made := p.as(who, at).create("decision", strconv.Itoa(n), obj{"title": l[2], "context": l[3], "options": options, "owner": who})
		p.as(pick(p.dice("decision "+l[2]), []string{sofia, "lena", claire, david, samuel, ingrid}), at+0.4).say(made, "I am for “"+options[len(options)-1]+"”, for the reason that you give.", "")
		if l[1] == "proposed" {
			continue
		}
		done := at + 3
		p.as(who, done).change("decision", made, obj{"state": "decided", "outcome": strings.TrimSpace(l[5]), "decidedOn": p.on(done), "reviewOn": p.on(done + 120)})
		if l[1] == "superseded" {
			p.as(who, done+110).change("decision", made, obj{"state": "superseded"})
		}
	}
}
