package demo

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"throughline/internal/kit/id"
)

// stories makes items ready as the team does: its definitions and their ticks,
// value and risk, scenarios, questions, a split, a list, templates, and the
// weights of the suggested order.
func (p *plan) stories() {
	p.definitions()
	p.grounds()
	p.asked()
	p.specified()
	p.splits()
	p.templates()
}

// definitions are the team's own lists; since the eighth sprint what is
// finished is ticked.
func (p *plan) definitions() {
	p.as(tom, 6.3).do("checklist.set", obj{"product": lend, "list": "ready", "mode": "advise", "checks": []obj{
		{"rule": "statement"}, {"rule": "criteria"}, {"rule": "scenarios"}, {"rule": "estimate"}, {"rule": "small"}, {"rule": "thread"}, {"rule": "questions"}, {"rule": "blockers"},
		{"id": "design", "text": "Sofia has drawn what people will see", "kinds": []string{"story"}},
	}})
	p.as(tom, 6.4).do("checklist.set", obj{"product": lend, "list": "done", "mode": "advise", "checks": []obj{
		{"rule": "subtasks"}, {"rule": "questions"}, {"id": "review", "text": "Reviewed by another developer"}, {"id": "tests", "text": "Tested on a phone and at a desk"},
		{"id": "texts", "text": "Texts read by somebody who did not write them", "kinds": []string{"story"}},
	}})
	d := p.dice("ticks")
	for _, i := range p.items {
		if i.done != never && i.done > begins(8) {
			p.ticked(i, d)
		}
		if i.kind == "story" && i.ready != never && i.ready > 12 && !i.dropped && d.chance(0.7) {
			p.as(sofia, i.ready-0.06).do("item.tick", obj{"id": i.id, "list": "ready", "check": "design"})
		}
	}
}

func (p *plan) ticked(i *item, d *dice) {
	p.as(i.dev, i.done-0.03).do("item.tick", obj{"id": i.id, "list": "done", "check": "review"})
	if d.chance(0.9) {
		p.as(kenji, i.done-0.02).do("item.tick", obj{"id": i.id, "list": "done", "check": "tests"})
	}
	if i.kind == "story" && d.chance(0.8) {
		p.as(sofia, i.done-0.01).do("item.tick", obj{"id": i.id, "list": "done", "check": "texts"})
	}
}

// ahead are the items that nobody works on before the world ends.
func (p *plan) ahead() []*item {
	return slices.DeleteFunc(slices.Clone(p.items), func(i *item) bool {
		return i.dropped || i.target != 0 && i.target <= lastSprint || !p.happened(i.born+0.5)
	})
}

// grounds are what speaks for an item: its worth, by the product owner, and
// its risk, by a developer.
func (p *plan) grounds() {
	d := p.dice("grounds")
	for _, i := range p.ahead() {
		worth := map[string][]int{"story": {2, 3, 3, 4, 5}, "bug": {1, 2, 3, 4}, "task": {1, 2, 2}, "spike": {2, 3}}[i.kind]
		if d.chance(0.8) {
			p.as(tom, i.born+0.3).change(i.kind, i.id, obj{"businessValue": pick(d, worth)})
		}
		if d.chance(0.7) {
			p.as(p.developer(i.born, d), i.born+0.4).change(i.kind, i.id, obj{"technicalRisk": 1 + d.IntN(5)})
		}
	}
	p.as(tom, p.now-15.5).do("backlog.weigh", obj{"product": lend, "weights": obj{"customers": 3, "revenue": 2, "value": 4, "effort": 2, "risk": -1, "age": 1}})
}

// asked are questions about items: those of eighteen months with their answers,
// and a few that still wait.
func (p *plan) asked() {
	d, lines := p.dice("questions"), p.phrases("question")
	for n, i := range p.items {
		if i.kind != "story" || i.dropped || i.refined == never || !d.chance(0.2) {
			continue
		}
		line, nth := lines.next()
		dev := p.developer(i.refined, d)
		q := p.ask(dev, i.refined+0.08, i, n, plainly(line))
		wait := d.between(0.05, 2.4)
		if d.chance(0.1) {
			wait += 3
		}
		p.as(tom, i.refined+0.08+wait).do("question.answer", obj{"id": q, "answer": plainly(p.talk["answer"][nth])})
	}
	open := []string{
		"Does this hold for loans that were taken over from another lender, too?",
		"What do we show while the bank has not answered yet: nothing, or the last known sum?",
		"May support see the whole page, or only its heading?",
		"Is the limit per person or per household?",
	}
	left := slices.DeleteFunc(p.ahead(), func(i *item) bool { return i.kind != "story" })
	for n, text := range open {
		if n < len(left) {
			i := left[(n*5)%len(left)]
			at := max(i.born+0.6, p.now-0.4-1.7*moment(n))
			if who := p.developer(at, d); p.happened(at) {
				p.ask(who, at, i, 1000+n, text)
			}
		}
	}
}

// plainly is a line of talk without the name that it calls.
func plainly(line string) string {
	s := strings.NewReplacer("{po}, ", "", "@{po} ", "", "@{po}, ", "", "{po} ", "", "{dev}", "Lena", "{designer}", "Sofia", "{tester}", "Kenji", "@", "").Replace(line)
	return sentence(strings.TrimSpace(s))
}

func (p *plan) ask(who string, at moment, i *item, nth int, text string) string {
	q := p.id(at, "question", i.id, strconv.Itoa(nth))
	p.as(who, at).do("question.ask", obj{"id": q, "item": i.id, "question": text})
	return q
}

// specified are stories ahead whose criteria are scenarios.
func (p *plan) specified() {
	d, ruled := p.dice("scenarios"), false
	for _, i := range p.ahead() {
		at := max(i.born+0.7, i.refined+0.1)
		if i.kind != "story" || i.refined == never || len(i.criteria) == 0 || !p.happened(at) || !d.chance(0.5) {
			continue
		}
		text := i.gherkin()
		if !ruled && strings.Contains(i.want, "pay") {
			text += "\n\n" + outline
			ruled = true
		}
		p.as(tom, at).change(i.kind, i.id, obj{"scenarios": text, "criteria": []obj{}})
	}
}

const outline = `Rule: Nobody pays twice

  Scenario Outline: A payment of <sum> with <open> open
    Given <open> are open
    When the borrower pays <sum>
    Then <booked> are booked
    And <back> go back

    Examples:
      | open      | sum       | booked    | back     |
      | 120 euros | 120 euros | 120 euros | 0 euros  |
      | 120 euros | 150 euros | 120 euros | 30 euros |
      | 0 euros   | 50 euros  | 0 euros   | 50 euros |`

// gherkin writes a story's own criteria as scenarios.
func (i *item) gherkin() string {
	var b strings.Builder
	who := strings.ToLower(i.as)
	article := "a"
	if strings.ContainsRune("aeiou", rune(who[0])) {
		article = "an"
	}
	fmt.Fprintf(&b, "Background:\n  Given I am %s %s\n", article, who)
	for _, c := range i.criteria {
		fmt.Fprintf(&b, "\nScenario: %s\n  When I %s\n  Then %s\n", c, i.want, strings.ToLower(c[:1])+c[1:])
	}
	return strings.TrimRight(b.String(), "\n")
}

// splits are two large stories ahead that became smaller ones, and a list that
// was pasted.
func (p *plan) splits() {
	done := 0
	for _, i := range p.ahead() {
		at := max(i.born, i.ready) + 0.5
		if i.kind != "story" || i.ready == never || i.points < 5 || len(i.criteria) < 3 || done == 2 || !p.happened(at) {
			continue
		}
		done++
		p.as(tom, at-0.05).change(i.kind, i.id, obj{"scenarios": "", "criteria": criteria(i.criteria)})
		p.as(tom, at).do("item.split", obj{"id": i.id, "parts": []obj{{"title": sentence(i.want) + ": " + strings.ToLower(i.criteria[1][:1]) + i.criteria[1][1:], "criteria": []string{"2"}}}})
	}
	p.as(tom, p.now-5.3).do("item.paste", obj{"product": lend, "kind": "task", "indent": "subtasks", "feature": p.underway(), "text": "Move the nightly checks to the new machine\n  List what runs there\n  Run both for a week\nDelete test accounts older than a year\n"})
}

// underway is a feature that serves an objective and is not out yet.
func (p *plan) underway() string {
	for _, i := range p.ahead() {
		if i.feature.serves != "" && i.feature.out > p.now {
			return i.feature.id
		}
	}
	return p.features[0].id
}

// templates are what new items begin with, and one that comes every second
// week.
func (p *plan) templates() {
	at := p.now - 12.2
	bug, review := p.id(at, "template", "bug"), p.id(at, "template", "review")
	p.as(tom, at).do("template.set", obj{"id": bug, "product": lend, "name": "Bug seen by a customer", "kind": "bug", "body": "Seen by:\n\nSteps:\n1. \n\nExpected:\n\nInstead:", "criteria": []obj{{"text": "It does not happen again with the steps above"}, {"text": "The customer was told"}}, "tags": []string{"customer"}})
	p.as(tom, at+0.02).do("template.set", obj{"id": review, "product": lend, "name": "Sprint review", "kind": "task", "title": "Prepare the sprint review", "subtasks": []string{"Choose what is shown", "Invite whoever asked for it", "Clean up staging"}, "criteria": []obj{{"text": "Everybody invited knows what they will see"}}})
	rule := p.id(at, "recurrence", "review")
	p.as(tom, at+0.04).do("recurrence.set", obj{"id": rule, "product": lend, "template": review, "title": "Prepare the sprint review ({day})", "every": 2, "unit": "week", "onDay": 1})
	// The first Monday after it was set; it is made in the morning.
	monday := moment(weekDays * float64(int(float64(at)/weekDays)+1))
	p.as(tom, monday+0.02).do("recurrence.run", obj{"id": rule})
	made := id.Of("recurrence", p.id(worldStart, "workspace"), rule, string(p.on(monday)))
	p.as(tom, monday+0.03).join("delivers", made, p.underway())
}
