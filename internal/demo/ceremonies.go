package demo

import (
	"fmt"
	"slices"
	"strconv"
)

// ceremonies plays what happens around the sprints: who is away, the boards
// and what is blocked on them, trades, stand-ups, reviews and retrospectives.
// It has a chance of its own, so that the rest of the world stays as it is.
func (p *plan) ceremonies() {
	c := &circle{plan: p, d: p.dice("ceremonies")}
	c.boards()
	c.away()
	c.classes()
	c.blocked()
	for n := 1; n <= lastSprint; n++ {
		c.trades(n)
		c.standups(n)
		c.review(n)
		c.retro(n)
	}
	c.goals()
}

// circle is the team around its board.
type circle struct {
	*plan
	d *dice
}

// boards are set up early, with limits that the team can live with.
func (c *circle) boards() {
	col := func(name, policy string, limit any, states ...string) obj {
		return obj{"name": name, "states": states, "limit": limit, "policy": policy}
	}
	c.as(tom, -1.2).do("sprint.rule", obj{"product": lend, "focus": 0.65, "begun": "sprint", "fresh": "sprint"})
	c.as(tom, -1).do("board.create", obj{"product": lend, "name": "Sprint board", "method": "scrum", "mode": "warn", "personLimit": 3, "expediteLimit": 1, "columns": []obj{
		col("To do", "Estimated, with criteria, and nobody waits for an answer.", nil, "new", "refining", "ready"),
		col("In progress", "Pull, do not push. **Two at a time** are enough for anybody.", 8, "in progress"),
		col("In review", "Somebody who did not write it looks at it the same day.", 5, "in review"),
		col("Awaits verdict", "On staging, with data to try it. Tom looks every afternoon.", nil, "done"),
		col("Accepted", "", nil, "accepted"),
	}})
	c.as(tom, 30).do("board.create", obj{"product": lend, "name": "Flow", "method": "kanban", "mode": "block", "lanes": "serviceClass", "expediteLimit": 2, "columns": []obj{
		col("Refining", "Questions go to Tom; what waits longer than a week goes back.", nil, "refining"),
		col("Ready", "", nil, "ready"),
		col("Doing", "Blocked work keeps its place and its clock.", 24, "in progress", "in review"),
		col("Awaits verdict", "", nil, "done"),
	}})
}

// away are holidays for all and days off for each.
func (c *circle) away() {
	for n := 3; n <= lastSprint; n += 5 {
		c.as(tom, begins(n)-8).do("absence.create", obj{"product": lend, "from": c.on(begins(n) + 4), "note": "Public holiday"})
	}
	for _, who := range slices.Concat(developers, []string{sofia, kenji}) {
		for m := c.d.between(8, 30); m < c.now+15; m += c.d.between(28, 60) {
			if who == "mateo" && m < laterJoin+12 {
				continue
			}
			days, note := pick(c.d, []moment{0, 0, 1, 2, 4}), pick(c.d, []string{"Day off", "Holiday", "Conference", "With the children"})
			c.as(who, max(m-9, 0.2)).do("absence.create", obj{"product": lend, "member": who, "from": c.on(m), "until": c.on(m + days), "note": note})
		}
	}
}

// classes say how some work is to be served.
func (c *circle) classes() {
	for _, i := range c.items {
		switch {
		case i.ready == never || i.id == "":
		case i.urgent:
			c.as(tom, i.ready+0.006).change(i.kind, i.id, obj{"serviceClass": "expedite"})
		case i.kind == "task" && c.d.chance(0.3):
			c.as(tom, i.ready+0.006).change(i.kind, i.id, obj{"serviceClass": "intangible"})
		case i.kind == "story" && c.d.chance(0.05):
			c.as(tom, i.ready+0.006).change(i.kind, i.id, obj{"serviceClass": "fixed_date"})
		}
	}
}

var reasons = []string{
	"The bank's test system is down.", "Waiting for the wording from legal.", "No test data for joint accounts.", "The design for small screens is missing.",
	"The library has a bug; a fix is promised for tomorrow.", "Needs an answer from the payment provider.", "Staging is taken by the load test.", "We do not agree on what should happen to cancelled loans.",
}

// blocked holds up some of the work for a while; two items are held up at the
// end.
func (c *circle) blocked() {
	open := 2
	for _, i := range c.items {
		if i.begun == 0 || i.begun == never || i.dev == "" {
			continue
		}
		if i.done > c.now {
			if open > 0 && i.begun < c.now-1 && i.begun > begins(lastSprint)-3 {
				open--
				c.as(i.dev, min(i.begun+0.7, c.now-0.5)).do("item.block", obj{"id": i.id, "reason": pick(c.d, reasons)})
			}
			continue
		}
		long := i.done - i.begun
		if long < 1 || !c.d.chance(0.09) {
			continue
		}
		c.as(i.dev, i.begun+0.12).do("item.block", obj{"id": i.id, "reason": pick(c.d, reasons)})
		c.as(i.dev, i.begun+0.12+min(2.5, long*moment(0.2+0.3*c.d.Float64()))).do("item.unblock", obj{"id": i.id})
	}
}

// trades let what is urgent come into a running sprint for something that
// nobody has begun. What goes out would not have been begun in any case.
func (c *circle) trades(n int) {
	m := begins(n)
	var spare []*item
	for _, i := range c.items {
		if i.target != 0 && i.target <= n && i.begun >= begins(n+1) && i.done != 0 && !i.urgent {
			spare = append(spare, i)
		}
	}
	for _, i := range c.items {
		at := i.ready + 0.02
		if !i.urgent || i.target != n || at < m+startsAt+0.1 || at > m+6.5 {
			continue
		}
		in := obj{"id": c.sprints[n], "in": []string{i.id}, "why": "It stops people from paying today."}
		if len(spare) > 0 {
			in["out"], in["to"], in["why"] = []string{spare[0].id}, c.sprints[n+1], "As many points go out as come in, roughly; nobody has begun the other."
			spare = spare[1:]
		}
		c.as(tom, at).do("sprint.trade", in)
	}
}

// standups are written by those who work elsewhere that day.
func (c *circle) standups(n int) {
	for day := moment(1); day < sprintDays-1; day++ {
		for _, who := range slices.Concat(developers, []string{kenji}) {
			at := begins(n) + day + 0.06
			if who == "mateo" && at < laterJoin+1 || !c.d.chance(0.12) {
				continue
			}
			doing := ""
			for _, i := range c.items {
				if i.dev == who && i.begun > 0 && i.begun < at && (i.done == never || i.done > at) {
					doing = i.title
				}
			}
			note := obj{"id": c.sprints[n], "on": c.on(at), "did": pick(c.d, []string{"Reviews, and two small fixes.", "Paired on the tests.", "Looked after the build.", "Talked through the open questions."}), "will": "Take the next from the top."}
			if doing != "" {
				note["will"] = fmt.Sprintf("Go on with “%s”.", doing)
			}
			if who == kenji {
				note["did"], note["will"] = "Tested what was in review.", "The regression list, then what comes."
			}
			if c.d.chance(0.15) {
				note["blocked"] = pick(c.d, reasons)
			}
			c.as(who, at).do("sprint.standup", note)
		}
	}
}

// review says what came of the goal, and what stakeholders said of it.
func (c *circle) review(n int) {
	at := begins(n) + closesAt - 0.25
	if n == lastSprint {
		return
	}
	met := pick(c.d, []string{"met", "met", "met", "partly", "partly", "missed"})
	said := map[string]string{
		"met":    "Shown from beginning to end on staging; nobody had to look away.",
		"partly": "The main way works; the edges go into the next sprint.",
		"missed": "We took on more than fits beside what broke. The goal stays for the next sprint.",
	}[met]
	c.as(tom, at).change("sprint", c.sprints[n], obj{"goalMet": met, "outcome": said})
	if c.d.chance(0.6) {
		c.as(victor, at+0.03).say(c.sprints[n], pick(c.d, []string{"This is what I tell other investors about. When can I show it?", "I like it. What did it do to the numbers?", "The wording on the last page still sounds like a bank.", "Good. I would rather have seen it on a phone."}), "")
	}
	if c.d.chance(0.4) {
		c.as(david, at+0.04).say(c.sprints[n], pick(c.d, []string{"Support has the new answers ready.", "Two customers asked for exactly this last week.", "Please tell us a day before it goes out."}), "")
	}
}

var looks = map[string][]string{
	"well":  {"Reviews the same day", "The demo ran without a net", "Pairing on the hard part", "Nobody worked late", "The criteria left no doubt", "Kenji was in from the first day"},
	"badly": {"The build takes twenty minutes", "Three of us waited for one answer", "Too much begun at once", "Staging was down for a day", "We found out late that legal has a say", "Estimates of payments are guesses"},
	"try":   {"Ask legal while refining", "Split what is larger than eight", "Begin less, finish more", "A morning without meetings", "Show work in progress to support"},
}

var deedsOf = []string{
	"Cache the build", "Write down who answers what at legal", "Make test data that can be thrown away", "Watch staging and tell the channel when it is down", "A template for small stories", "Move the refinement to Tuesday",
}

// retro is how the team looked back on a sprint, and what it decided to do.
func (c *circle) retro(n int) {
	at := begins(n) + closesAt - 0.12
	if n == lastSprint {
		return
	}
	s := c.as(tom, at)
	id := s.id(at, "retro", strconv.Itoa(n))
	s.do("retro.open", obj{"id": id, "sprint": c.sprints[n], "votes": 3})
	c.as(tom, at+0.005).do("retro.phase", obj{"id": id, "phase": "grouping"})
	people := team(begins(n - 1))
	var notes []string
	for _, column := range []string{"well", "badly", "try"} {
		for k, line := range c.some(looks[column], 2+c.d.IntN(2)) {
			who := people[(k+n)%len(people)]
			note := s.id(at, "note", strconv.Itoa(n), column, line)
			notes = append(notes, note)
			c.as(who, at+0.01+moment(len(notes))*0.002).do("retro.note", obj{"id": id, "note": note, "column": column, "body": line})
		}
	}
	c.as(tom, at+0.04).do("retro.phase", obj{"id": id, "phase": "voting"})
	for k, who := range people {
		c.as(who, at+0.042+moment(k)*0.001).do("retro.vote", obj{"id": id, "note": notes[(k+n)%len(notes)], "dots": 2})
		c.as(who, at+0.043+moment(k)*0.001).do("retro.vote", obj{"id": id, "note": notes[len(notes)-1-k%2], "dots": 1})
	}
	c.as(tom, at+0.05).do("retro.phase", obj{"id": id, "phase": "acting"})
	c.act(n, id, notes[len(notes)-1])
	c.as(tom, at+0.07).do("retro.phase", obj{"id": id, "phase": "over"})
}

// some picks lines, each once.
func (c *circle) some(lines []string, n int) []string {
	out := slices.Clone(lines)
	c.d.Shuffle(len(out), func(a, b int) { out[a], out[b] = out[b], out[a] })
	return out[:min(n, len(out))]
}

// act makes an action of a retrospective. Most are done in the sprint after
// it; each delivers something that the team works on, for work without a
// purpose has no place here.
func (c *circle) act(n int, retro, note string) {
	at := begins(n) + closesAt - 0.06
	var of *item
	for _, i := range c.items {
		if i.target == n && i.feature != nil {
			of = i
		}
	}
	if of == nil || !c.d.chance(0.8) {
		return
	}
	people := team(begins(n - 1))
	who := people[n%len(people)]
	title := deedsOf[n%len(deedsOf)]
	if n > len(deedsOf) {
		title = fmt.Sprintf("%s, take %d", title, n/len(deedsOf)+1)
	}
	task := c.id(at, "task", "retro", strconv.Itoa(n))
	c.as(tom, at).do("retro.act", obj{"id": retro, "title": title, "note": note, "owner": who, "task": task})
	c.as(tom, at+0.004).join("delivers", task, of.feature.id)
	if n >= lastSprint-1 {
		return
	}
	begun := begins(n+1) + c.d.between(1, 4)
	c.as(who, begun).change("task", task, obj{"state": "in progress"})
	c.as(who, begun+0.8).change("task", task, obj{"state": "done"})
	c.as(tom, begun+1.6).do("item.accept", obj{"id": task, "results": []obj{}})
}

// goals of the last sprints are tied to what they are to move.
func (c *circle) goals() {
	for n := max(1, lastSprint-7); n <= lastSprint+1; n++ {
		o := pick(c.d, []string{"answer-now", "ways-to-pay", "low-defaults"})
		c.as(tom, begins(n)+sprintMade+0.1).change("sprint", c.sprints[n], obj{"objective": c.ids["objective:"+o], "keyResult": "1"})
	}
}
