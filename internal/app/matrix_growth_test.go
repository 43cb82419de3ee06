package app_test

import (
	"fmt"
	"net/url"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/id"
)

// onlyAdam refuses everybody but one person, admins too: what is confidential
// is for those whom it concerns.
func onlyAdam(p principal, at place, usual outcome) outcome {
	if usual == ok && (p.member != "adam" || p.in != at.in()) {
		return forbidden
	}
	return usual
}

// onlyAdmins refuses those who do not administer the workspace.
func onlyAdmins(p principal, _ place, usual outcome) outcome {
	if usual == ok && !p.admin() {
		return forbidden
	}
	return usual
}

// adams is a call about adam's own growth page.
func adams(fields obj) row {
	return row{on: "growth", places: inWorkspace, want: onlyAdam, keep: true, call: body(fields)}
}

// growthRows are the rows of roles and growth.
var growthRows = map[string]row{
	"role.standing": {},
	"role.division": {on: "product", inBody: true, call: func(_ *bench, id string, _ place) call {
		return call{query: url.Values{"product": {id}, "from": {"@pia"}, "to": {"@nora"}, "job": {"manager"}}}
	}},
	"role.handover": {on: "product", by: "role.assign", inBody: true, keep: true, call: func(_ *bench, id string, _ place) call {
		return call{body: handing(id, "@pia", "@nora")}
	}, after: func(b *bench, id string, c cell) { b.admin(c.at, "role.handover", handing(id, "@nora", "@pia")) }},

	"responsibility.list": {on: "product", inBody: true, call: product1},
	"responsibility.set": {makes: true, by: "rights.set", call: func(b *bench, _ string, _ place) call {
		return call{body: obj{"job": "owner", "title": fmt.Sprintf("Duty %d", b.number())}}
	}},
	"responsibility.reset": {makes: true, by: "rights.set", call: func(*bench, string, place) call {
		return call{body: obj{"name": "roadmap"}}
	}, before: func(b *bench, _ string, c cell) {
		b.admin(c.at, "responsibility.set", obj{"name": "roadmap", "job": "manager", "title": "Our roadmap"})
	}},
	"responsibility.carry": {on: "product", by: "role.assign", inBody: true, keep: true, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"product": id, "name": "roadmap", "carriers": []obj{{"member": "@dina", "letters": "R"}}}}
	}, after: func(b *bench, id string, c cell) {
		b.admin(c.at, "responsibility.carry", obj{"product": id, "name": "roadmap"})
	}},

	"skill.list": {},
	"skill.set": {makes: true, by: "people.set", call: func(b *bench, _ string, _ place) call {
		return call{body: aSkill(fmt.Sprintf("Skill %d", b.number()))}
	}},
	"skill.reset": {makes: true, by: "people.set", call: func(*bench, string, place) call {
		return call{body: obj{"name": "owner-coaching"}}
	}, before: func(b *bench, _ string, c cell) {
		in := aSkill("Coaching")
		in["name"] = "owner-coaching"
		b.admin(c.at, "skill.set", in)
	}},
	"ladder.set": {makes: true, by: "people.set", call: func(b *bench, _ string, _ place) call {
		return call{body: obj{"job": "owner", "title": fmt.Sprintf("Step %d", b.number()), "expects": obj{"owner-stories": 3}}}
	}},
	"ladder.reset": {makes: true, by: "people.set", call: func(*bench, string, place) call {
		return call{body: obj{"name": "pm"}}
	}, before: func(b *bench, _ string, c cell) {
		b.admin(c.at, "ladder.set", obj{"name": "pm", "job": "manager", "title": "Manager", "expects": obj{}})
	}},

	"growth.list":   {},
	"growth.show":   {on: "growth", places: inWorkspace, want: onlyAdam},
	"growth.place":  adams(obj{"job": "owner", "step": "owner", "aim": "senior-owner"}),
	"growth.assess": adams(obj{"job": "owner", "levels": obj{"owner-stories": 3}}),
	"growth.goal":   adams(obj{"action": "Read"}),
	"growth.check": {on: "growth", places: inWorkspace, want: onlyAdam, keep: true, call: func(_ *bench, who string, _ place) call {
		return call{path: obj1("id", who), body: obj{"goal": id.Of("goal", who), "note": "Half of it."}}
	}, before: func(b *bench, who string, c cell) {
		b.admin(c.at, "growth.goal", obj{"id": "me", "goal": id.Of("goal", who), "action": "Read"})
	}},
	"growth.withdraw": {on: "growth", places: inWorkspace, want: onlyAdam, keep: true, call: func(_ *bench, who string, _ place) call {
		return call{path: obj1("id", who), body: obj{"assessment": id.Of("assessment", who)}}
	}, before: func(b *bench, who string, c cell) {
		b.admin(c.at, "growth.assess", obj{"id": "me", "assessment": id.Of("assessment", who), "job": "owner", "levels": obj{"owner-stories": 2}})
	}},
	"lead.name": {on: "member", places: inWorkspace, inBody: true, want: onlyAdmins, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"member": id, "lead": "@pia"}}
	}},
	"lead.end": {on: "growth!led", places: inWorkspace, inBody: true, want: func(p principal, at place, usual outcome) outcome {
		if p.member == "paul" { // who leads may end it
			return usual
		}
		return onlyAdmins(p, at, usual)
	}, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"member": id}}
	}},

	"vacancy.list": {on: "product", inBody: true, call: product1},
	"vacancy.draft": {on: "product", inBody: true, call: func(_ *bench, id string, _ place) call {
		return call{query: url.Values{"product": {id}, "step": {"owner"}}}
	}},
	"vacancy.open": {on: "product", by: "people.set", inBody: true, keep: true, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"product": id, "step": "owner", "lead": "@pia"}}
	}},
	"vacancy.show": {on: "vacancy"},
	"vacancy.update": {on: "vacancy", by: "people.set", keep: true, call: with(func(b *bench, _ place) obj {
		return obj{"title": fmt.Sprintf("Vacancy %d", b.number())}
	})},
	"candidate.set": {on: "vacancy", want: onlyAdam, keep: true, call: body(obj{"label": "A.B."})},
	"candidate.erase": {on: "vacancy", want: onlyAdmins, keep: true, call: func(_ *bench, vacancy string, _ place) call {
		return call{path: obj1("id", vacancy), body: obj{"candidate": id.Of("candidate", vacancy)}}
	}, before: candidate},
	"scorecard.set": {on: "vacancy", want: onlyAdam, keep: true, call: func(_ *bench, vacancy string, _ place) call {
		return call{path: obj1("id", vacancy), body: obj{"candidate": id.Of("candidate", vacancy), "levels": obj{"owner-stories": 3}}}
	}, before: candidate},
}

func handing(product, from, to string) obj {
	return obj{"product": product, "from": from, "to": to, "job": "manager"}
}

func aSkill(title string) obj {
	return obj{"job": "owner", "title": title, "levels": []string{"one", "two", "three", "four", "five"}}
}

// candidate puts one on a vacancy's list.
func candidate(b *bench, vacancy string, c cell) {
	b.admin(c.at, "candidate.set", obj{"id": vacancy, "candidate": id.Of("candidate", vacancy), "label": "C.D."})
}

// growthThings makes what the rows above are about.
func growthThings() map[string]func(b *bench, at place) string {
	return map[string]func(b *bench, at place) string{
		"growth": func(b *bench, at place) string { return b.worlds[at.in()].Members["adam"] },
		"growth!led": func(b *bench, at place) string {
			who := b.fresh("member", at)
			b.admin(at, "lead.name", obj{"member": who, "lead": "@paul"})
			return who
		},
		"vacancy": func(b *bench, at place) string {
			return b.admin(at, "vacancy.open", obj{"product": b.products[at], "step": "owner", "lead": "@adam", "interviewers": []string{"@adam"}, "asks": []obj{{"skill": "owner-stories", "question": "Split this."}}}).ID
		},
	}
}

// growing leaves something of each part of roles and growth.
func growing(w *apptest.World) {
	w.Do("adam", "responsibility.set", obj{"job": "owner", "title": "Support rota"})
	w.Do("adam", "responsibility.carry", obj{"product": "LEND", "name": "roadmap", "carriers": []obj{{"member": "@dina", "letters": "R"}, {"member": "@pia", "letters": "A"}}})
	w.Do("adam", "skill.set", aSkill("Regulation"))
	w.Do("adam", "ladder.set", obj{"job": "owner", "title": "Chief owner", "expects": obj{"owner-regulation": 5}})
}
