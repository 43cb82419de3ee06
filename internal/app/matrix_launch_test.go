package app_test

import (
	"fmt"
	"net/url"
)

func tasks(b *bench) []obj {
	return []obj{{"id": "one", "department": "product", "title": fmt.Sprintf("Say it %d", b.number()), "offset": -3, "days": 1}}
}

// launchRows are the rows of launches.
var launchRows = map[string]row{
	"launch.begin": {on: "product", by: "launch.plan", inBody: true, keep: true, call: func(b *bench, id string, _ place) call {
		return call{body: obj{"product": id, "title": fmt.Sprintf("Out %d", b.number()), "day": "2026-05-01"}}
	}},
	"launch.fill": {on: "launch", by: "launch.plan", call: body(obj{"tier": 1})},
	"launch.plan": {on: "launch"},
	"launch.preview": {on: "launch", call: func(_ *bench, id string, _ place) call {
		return call{path: obj1("id", id), query: url.Values{"day": {"2026-06-01"}}}
	}},
	"launch.words": {on: "launch"},
	"launch.enable": {on: "launch", by: "launch.plan", keep: true, call: with(func(b *bench, _ place) obj {
		return obj{"audience": "sales", "say": fmt.Sprintf("It is quicker %d.", b.number())}
	})},
	"launch.draft": {on: "launch", call: func(_ *bench, id string, _ place) call {
		return call{path: obj1("id", id), query: url.Values{"audience": {"sales"}}}
	}},
	"launch.gates":    {on: "launch"},
	"launch.ask":      {on: "launch", by: "launch.plan", call: body(obj{"departments": []string{"legal"}})},
	"launch.answer":   {on: "launch!asked", by: "launch.plan", call: body(obj{"department": "legal", "says": "no-go", "reason": "The terms are missing."})},
	"launch.decide":   {on: "launch!asked", by: "launch.plan", call: body(obj{"ruling": "no-go", "why": "The terms are missing."})},
	"launch.lookback": {on: "launch"},
	"launch.review": {on: "launch!out", by: "launch.plan", call: with(func(b *bench, _ place) obj {
		return obj{"well": fmt.Sprintf("It went well %d.", b.number()), "followUps": []obj{{"title": "Mend the page"}}}
	})},
	"launch.calendar": {},
	"launch.feed":     {},

	"launchtask.create": {on: "launch", by: "launch.plan", inBody: true, keep: true, call: func(b *bench, id string, _ place) call {
		return call{body: obj{"launch": id, "department": "legal", "title": fmt.Sprintf("Review terms %d", b.number()), "offset": -7}}
	}},
	"launchtask.update": {on: "launch_task", by: "launch.plan", keep: true, call: with(func(b *bench, _ place) obj {
		return obj{"title": fmt.Sprintf("Review terms %d", b.number())}
	})},
	"launchtask.delete": {on: "launch_task", by: "launch.plan"},
	"launchtask.mine":   {},

	"launchtemplate.list": {},
	"launchtemplate.set": {makes: true, by: "launch.plan", call: func(b *bench, _ string, _ place) call {
		return call{body: obj{"tier": 3, "tasks": tasks(b)}}
	}},
	"launchtemplate.reset": {makes: true, by: "launch.plan", call: func(b *bench, _ string, at place) call {
		b.stands("launch!template", ofWorkspace(at)) // there is one to take away
		return call{body: obj{"tier": 2}}
	}, before: func(b *bench, _ string, c cell) {
		b.admin(c.at, "launchtemplate.set", obj{"tier": 2, "tasks": tasks(b)})
	}},

	"announcement.create": {on: "launch", by: "launch.plan", inBody: true, keep: true, call: func(b *bench, id string, _ place) call {
		return call{body: obj{"launch": id, "channel": "blog", "title": fmt.Sprintf("It is here %d", b.number())}}
	}},
	"announcement.update": {on: "announcement", by: "launch.plan", keep: true, call: with(func(b *bench, _ place) obj {
		return obj{"text": fmt.Sprintf("It is here %d.", b.number())}
	})},
	"announcement.delete": {on: "announcement", by: "launch.plan"},
	"announcement.ask": {on: "announcement", by: "launch.plan", call: with(func(b *bench, at place) obj {
		return obj{"member": b.worlds[at.in()].Members["adam"], "note": fmt.Sprintf("Right? %d", b.number())}
	})},
	"announcement.answer":   {on: "announcement!asked", want: mine(false), call: body(obj{"approved": true})},
	"announcement.versions": {on: "announcement"},
}

// launchThings are the sorts of thing that they name.
func launchThings() map[string]func(*bench, place) string {
	announced := func(b *bench, at place) string {
		return b.idIn(b.admin(at, "announcement.create", obj{"launch": b.fresh("launch", at), "channel": "mail", "title": "It is here"}).JSON)
	}
	return map[string]func(*bench, place) string{
		"launch!template": func(b *bench, at place) string {
			b.admin(at, "launchtemplate.set", obj{"tier": 2, "tasks": tasks(b)})
			return "2"
		},
		"launch_task": func(b *bench, at place) string {
			return b.idIn(b.admin(at, "launchtask.create", obj{"launch": b.fresh("launch", at), "department": "legal", "title": "Review terms"}).JSON)
		},
		"announcement": announced,
		"announcement!asked": func(b *bench, at place) string {
			a := announced(b, at)
			b.admin(at, "announcement.ask", obj{"id": a, "member": "adam"})
			return a
		},
		"launch!asked": func(b *bench, at place) string {
			l := b.fresh("launch", at)
			b.admin(at, "launch.ask", obj{"id": l, "departments": []string{"legal"}})
			return l
		},
		"launch!out": func(b *bench, at place) string {
			l := b.fresh("launch", at)
			b.admin(at, "launch.update", obj{"id": l, "patch": obj{"tier": 3, "state": "launched"}})
			return l
		},
	}
}

// launching leaves something of every part of a launch.
func launching(b *bench) {
	b.admin(whole, "launchtemplate.set", obj{"tier": 2, "tasks": tasks(b)})
	l := b.stands("launch!out", lend)
	b.admin(lend, "launch.enable", obj{"id": l, "audience": "sales", "say": "It is quicker.", "answers": []obj{{"question": "How much?", "answer": "A third."}}})
	b.admin(lend, "launch.review", obj{"id": l, "well": "The mail.", "followUps": []obj{{"title": "Mend the page"}}})
}
