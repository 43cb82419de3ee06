package demo

import "throughline/internal/kit/id"

// sold is how a release reached the market.
type sold struct {
	name, title string
	release     int // number, from 1
	tier        int
	begins      moment // before the launch day
	asks        moment // before it; 0 where nobody was asked yet
	reviewed    moment // after it; 0 for not
	tasks       []task
}

// task is what became of a task of the template: who ticked it, and how many
// working days before (below 0) or after it was due.
type task struct {
	id, who string
	offset  float64 // of the template, in days from the launch
	late    float64
	link    string
}

// bigTasks are those of the template for big launches that are done before one.
func bigTasks(late map[string]float64) []task {
	all := []task{
		{id: "goals", who: ana, offset: -56}, {id: "positioning", who: claire, offset: -42, link: "https://files.lendwell.example/messages"},
		{id: "pricing", who: ana, offset: -42}, {id: "revenue", who: ingrid, offset: -28}, {id: "terms", who: samuel, offset: -28, link: "https://files.lendwell.example/terms"},
		{id: "beta", who: ana, offset: -28}, {id: "load", who: "jonas", offset: -14}, {id: "rollout", who: "lena", offset: -10},
		{id: "page", who: claire, offset: -10, link: "https://www.lendwell.example/minute"}, {id: "announce", who: claire, offset: -7}, {id: "press", who: claire, offset: -7},
		{id: "deck", who: ruth, offset: -14, link: "https://files.lendwell.example/deck"}, {id: "train-sales", who: ruth, offset: -7}, {id: "help", who: david, offset: -10},
		{id: "train-support", who: david, offset: -5}, {id: "go", who: ana, offset: -3}, {id: "out", who: "jonas", offset: 0}, {id: "publish", who: claire, offset: 0},
		{id: "watch", who: "jonas", offset: 3}, {id: "listen", who: david, offset: 7}, {id: "review", who: ana, offset: 30},
	}
	for i := range all {
		all[i].late = late[all[i].id]
	}
	return all
}

var launched = []sold{
	{
		name: "minute", title: "A loan in a minute", release: 5, tier: 1, begins: 44, asks: 4, reviewed: 23,
		tasks: bigTasks(map[string]float64{"terms": 3, "page": 2, "help": -1}),
	},
	{
		name: "one-tap", title: "Pay with one tap", release: 7, tier: 2, begins: 18, asks: 3,
		tasks: []task{
			{id: "goals", who: ana, offset: -21}, {id: "message", who: claire, offset: -14}, {id: "terms", who: samuel, offset: -10, late: 1},
			{id: "prices", who: ingrid, offset: -10}, {id: "sales", who: ruth, offset: -7}, {id: "help", who: david, offset: -5}, {id: "announce", who: claire, offset: -5},
			{id: "rollout", who: "priya", offset: -5}, {id: "go", who: ana, offset: -2}, {id: "out", who: "priya", offset: 0}, {id: "publish", who: claire, offset: 0},
		},
	},
}

// launches brings three releases to the market: two that are out, of which one
// was looked back on, and one ahead that legal holds up.
func (p *plan) launches() {
	for _, s := range launched {
		p.launched(s)
	}
	p.ahead9()
}

// begin makes a launch and gives its id.
func (p *plan) begin(name, title string, r *release, tier int, at moment) string {
	made := p.id(at, "launch", name)
	p.as(ana, at).do("launch.begin", obj{"id": made, "product": lend, "title": title, "tier": tier, "day": p.on(r.due), "releases": []string{r.id}})
	p.ids["launch:"+name] = made
	p.as(ana, at+2).change("launch", made, obj{"state": "preparing"})
	return made
}

// taskOf is the id of a template's task in a launch.
func (p *plan) taskOf(launch, template string) string {
	return id.Of("launch_task", p.id(worldStart, "workspace"), launch, template)
}

// workdays turns days of the calendar into working days.
func workdays(days float64) moment { return moment(days * weekDays / 7) }

func (p *plan) launched(s sold) {
	d := p.dice("launch " + s.name)
	r := p.releases[s.release-1]
	l := p.begin(s.name, s.title, r, s.tier, r.out-s.begins)
	for _, t := range s.tasks {
		at := max(r.out-s.begins+2.2, r.out+workdays(t.offset)+moment(t.late)-0.2-d.between(0, 0.5))
		patch := obj{"id": p.taskOf(l, t.id), "state": "done"}
		if t.link != "" {
			patch["link"] = t.link
		}
		p.as(t.who, at).do("launchtask.update", patch)
	}
	p.told(l, s, r)
	p.decided(l, s, r)
	p.as(ana, r.out+0.3).change("launch", l, obj{"state": "launched"})
	if s.reviewed > 0 {
		p.as(ana, r.out+s.reviewed).do("launch.review", obj{
			"id": l, "well": "- The decision within a minute made the news by itself: three papers called us.\n- Support was trained a week before and had an answer to nearly everything.",
			"less":      "- The terms came three days late; the page waited for them, and the press had the old one.\n- Sales promised it to people whose bank we cannot read.",
			"followUps": []obj{{"record": p.bySlug["soft-check"].id}},
		})
	}
}

// told is what each audience was told of a launch, and what was published.
func (p *plan) told(l string, s sold, r *release) {
	at := r.out - s.begins/2
	p.as(ana, at).do("launch.enable", obj{
		"id": l, "audience": "sales", "say": "**" + s.title + ".** " + r.notes, "whom": "Borrowers with an account at a bank that we can read.",
		"answers": []obj{{"question": "From when is it there?", "answer": "With release " + r.title + "."}, {"question": "Does it cost more?", "answer": "No. The fee stays what it is."}},
	})
	p.as(ana, at+0.1).do("launch.enable", obj{
		"id": l, "audience": "support", "say": "It is new, and it can be switched off within a minute if it has to be.", "changed": r.notes,
		"answers": []obj{{"question": "What if it fails?", "answer": "The old way still works; write down the time and tell engineering."}},
	})
	p.as(ana, at+0.2).change("launch", l, obj{"pricing": "Nothing changes: the fee is one percent of the loan, as before."})
	blog := p.id(at, "announcement", s.name, "blog")
	p.as(ana, at+0.3).do("announcement.create", obj{"id": blog, "launch": l, "channel": "blog", "title": s.title, "text": r.notes})
	p.as(ana, at+1.1).do("announcement.update", obj{"id": blog, "text": r.notes + "\n\nThank you to the people who tried it with us first."})
	p.as(ana, at+1.2).do("announcement.ask", obj{"id": blog, "member": samuel, "note": "Is there a claim in it that we cannot keep?"})
	p.as(samuel, at+2.4).do("announcement.answer", obj{"id": blog, "approved": true, "reason": "Nothing against it."})
	mail := p.id(at, "announcement", s.name, "mail")
	p.as(ana, at+0.4).do("announcement.create", obj{"id": mail, "launch": l, "channel": "mail", "title": "New: " + s.title, "text": "Hello,\n\n" + r.notes + "\n\nYour Lendwell"})
}

// decided is what the departments said, and what Ana made of it. The big one was
// asked twice: legal said no at first.
func (p *plan) decided(l string, s sold, r *release) {
	at := r.out - s.asks
	asked := []string{"engineering", "marketing", "sales", "support", "legal"}
	say := func(who string, m moment, department, says, reason string) {
		p.as(who, m).do("launch.answer", obj{"id": l, "department": department, "says": says, "reason": reason})
	}
	p.as(ana, at).do("launch.ask", obj{"id": l, "departments": asked, "needBy": p.on(r.out - 1), "note": "All there for the day?"})
	say("jonas", at+0.2, "engineering", "go", "")
	say(claire, at+0.3, "marketing", "conditions", "The page goes up in the morning, not in the night.")
	say(ruth, at+0.4, "sales", "go", "")
	say(david, at+0.5, "support", "go", "")
	if s.tier == 1 {
		say(samuel, at+0.6, "legal", "no-go", "The new terms are not signed.")
		p.as(ana, at+1).do("launch.decide", obj{"id": l, "ruling": "no-go", "why": "Not without terms. Two days are left."})
		p.as(ana, at+2).do("launch.ask", obj{"id": l, "departments": asked, "needBy": p.on(r.out - 1), "note": "The terms are signed since this morning."})
		for n, a := range [][2]string{{"jonas", "engineering"}, {claire, "marketing"}, {ruth, "sales"}, {david, "support"}, {samuel, "legal"}} {
			say(a[0], at+2.1+moment(n)*0.1, a[1], "go", "")
		}
		p.as(ana, at+2.8).do("launch.decide", obj{"id": l, "ruling": "go", "why": "Everybody says go."})
		return
	}
	say(samuel, at+0.6, "legal", "go", "")
	p.as(ana, at+1).do("launch.decide", obj{"id": l, "ruling": "go", "why": "Everybody says go; the page waits for the morning."})
}

// ahead9 is the launch that is being prepared: legal is late, and what waits for
// it slips.
func (p *plan) ahead9() {
	r := p.releases[8]
	at := p.now - 16
	l := p.begin("breathe", "Room to breathe", r, 1, at)
	p.as(ana, at+0.5).do("launchtask.update", obj{"id": p.taskOf(l, "terms"), "offset": -42, "note": "The pause is a change of the contract: the supervisor has to be told, and the terms need a paragraph."})
	for n, t := range []task{{id: "goals", who: ana}, {id: "pricing", who: ana}, {id: "positioning", who: claire, link: "https://files.lendwell.example/breathe"}, {id: "beta", who: ana}} {
		p.as(t.who, at+3+moment(n)*1.3).do("launchtask.update", obj{"id": p.taskOf(l, t.id), "state": "done", "link": t.link})
	}
	p.as(ana, at+4).do("launchtask.update", obj{"id": p.taskOf(l, "revenue"), "state": "not needed", "reason": "Nobody pays for a pause, and nothing changes in billing."})
	p.as(samuel, at+9).do("launchtask.update", obj{"id": p.taskOf(l, "terms"), "state": "doing"})
	p.as(david, at+10).do("launchtask.update", obj{"id": p.taskOf(l, "help"), "state": "doing"})
	p.as(ana, at+6).do("launch.enable", obj{
		"id": l, "audience": "support", "say": "Whoever is in trouble can pause for up to three months, once a year, with two taps.", "changed": r.notes,
		"whom":    "Borrowers who have paid on time for six months. Not for those in collections.",
		"answers": []obj{{"question": "Does a pause cost interest?", "answer": "Yes, at the rate of the loan; the last rate comes later by the length of the pause."}, {"question": "Do lenders have to agree?", "answer": ""}},
	})
	p.as(ana, at+6.2).change("launch", l, obj{"pricing": "A pause is free. Instant payout costs fifty cents."})
	blog := p.id(at, "announcement", "breathe", "blog")
	p.as(ana, at+11).do("announcement.create", obj{"id": blog, "launch": l, "channel": "blog", "title": "Room to breathe", "text": "Life does not always keep to a schedule. From now on your loan does not have to, either.\n\n" + r.notes})
	p.as(ana, at+12).do("announcement.ask", obj{"id": blog, "member": samuel, "note": "May we say “from now on” before the supervisor has answered?"})
	p.as(ana, at+11.2).do("announcement.create", obj{"id": p.id(at, "announcement", "breathe", "in-app"), "launch": l, "channel": "in-app", "title": "Need a pause?", "text": "Two taps, up to three months. [How it works](https://help.lendwell.example/pause)"})
}
