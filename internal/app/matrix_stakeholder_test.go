package app_test

import (
	"encoding/json"
	"fmt"
	"net/url"
)

// seesStakeholders refuses whoever may not see stakeholders, also where they
// could propose: guests never may.
func seesStakeholders(p principal, at place, usual outcome) outcome {
	if (usual == ok || usual == proposal) && (p.role == "guest" || !p.decides("stakeholder.see", at)) {
		return forbidden
	}
	return usual
}

// stakeholderRows are the rows of stakeholders and of what they are told.
var stakeholderRows = map[string]row{
	"stakeholder.create": {on: "product", by: "stakeholder.set", inBody: true, keep: true, want: func(p principal, at place, usual outcome) outcome {
		return seesAccounts(p, at, seesStakeholders(p, at, usual))
	}, call: func(b *bench, id string, at place) call {
		return call{body: obj{"product": id, "contact": b.stands("contact!new", ofWorkspace(at))}}
	}, before: func(b *bench, _ string, c cell) { // each time somebody of whom one does not know yet
		b.standing["contact!new "+string(ofWorkspace(c.at))] = b.fresh("contact", ofWorkspace(c.at))
	}},
	"stakeholder.update": {on: "stakeholder", by: "stakeholder.set", keep: true, want: seesStakeholders, call: with(func(b *bench, _ place) obj { return obj{"cares": fmt.Sprint(b.number())} })},
	"stakeholder.delete": {on: "stakeholder", by: "stakeholder.set", want: seesStakeholders},
	"stakeholder.list":   {on: "product", inBody: true, want: seesStakeholders, call: product1},

	"cadence.create": {on: "stakeholder", by: "stakeholder.set", inBody: true, want: seesStakeholders, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"stakeholder": id, "topics": []string{"risks"}, "every": "month"}}
	}},
	"cadence.update": {on: "cadence", by: "stakeholder.set", keep: true, want: seesStakeholders, call: with(func(b *bench, _ place) obj { return obj{"note": fmt.Sprint(b.number())} })},
	"cadence.delete": {on: "cadence", by: "stakeholder.set", want: seesStakeholders},
	"cadence.list":   {on: "product", inBody: true, want: seesStakeholders, call: product1},

	"briefing.compose": {on: "stakeholder!member", inBody: true, want: seesStakeholders, call: func(_ *bench, id string, _ place) call {
		return call{query: url.Values{"stakeholder": {id}}}
	}},
	"briefing.create": {on: "stakeholder", by: "stakeholder.set", inBody: true, keep: true, want: seesStakeholders, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"stakeholder": id, "title": "News", "body": "Much."}}
	}},
	"briefing.update": {on: "briefing", by: "stakeholder.set", keep: true, want: seesStakeholders, call: with(func(b *bench, _ place) obj { return obj{"title": fmt.Sprintf("News %d", b.number())} })},
	"briefing.send":   {on: "briefing", by: "stakeholder.set", want: seesStakeholders, call: body(obj{})},
	"briefing.delete": {on: "briefing", by: "stakeholder.set", want: seesStakeholders},
	"briefing.list":   {on: "product", inBody: true, want: seesStakeholders, call: product1},
	"briefing.show":   {on: "briefing", want: hidesStakeholders},
	"briefing.mine":   {},
	"briefing.open": {on: "briefing!read", want: func(p principal, at place, usual outcome) outcome {
		if usual == ok && p.member == "adam" {
			return ok
		}
		if usual = hidesStakeholders(p, at, usual); usual == ok || usual == proposal {
			return forbidden // only whom it was written for
		}
		return usual
	}, call: body(obj{})},
	"briefing.link": {on: "briefing!sent", by: "stakeholder.set", want: seesStakeholders, call: body(obj{})},
	"briefing.page": {on: "briefing!link", places: []place{lend}, want: open, call: token1},
}

// hidesStakeholders tells whoever may not see stakeholders that there is
// nothing.
func hidesStakeholders(p principal, at place, usual outcome) outcome {
	if usual == ok && (p.role == "guest" || !p.decides("stakeholder.see", at)) {
		return gone
	}
	return usual
}

// ofWorkspace is the workspace of a place.
func ofWorkspace(at place) place {
	switch at.in() {
	case "B":
		return theirsW
	default:
		return whole
	}
}

// stakeholderThings are the sorts of thing that they name.
func stakeholderThings() map[string]func(*bench, place) string {
	outside := func(b *bench, at place) string {
		return b.admin(at, "stakeholder.create", obj{"product": b.products[at], "contact": b.fresh("contact", ofWorkspace(at))}).ID
	}
	letter := func(b *bench, at place, form string) string {
		return b.admin(at, "briefing.create", obj{"stakeholder": outside(b, at), "form": form, "title": "News", "body": "Much."}).ID
	}
	sent := func(b *bench, at place) string {
		return b.admin(at, "briefing.send", obj{"id": letter(b, at, "link")}).ID
	}
	adam := func(b *bench, at place) string {
		key := "adam on " + string(at)
		if b.notes[key] == "" {
			b.notes[key] = b.admin(at, "stakeholder.create", obj{"product": b.products[at], "member": "@adam"}).ID
		}
		return b.notes[key]
	}
	return map[string]func(*bench, place) string{
		"contact!new":        func(b *bench, at place) string { return b.fresh("contact", ofWorkspace(at)) },
		"stakeholder":        outside,
		"stakeholder!member": adam,
		"cadence": func(b *bench, at place) string {
			return b.admin(at, "cadence.create", obj{"stakeholder": outside(b, at)}).ID
		},
		"briefing":      func(b *bench, at place) string { return letter(b, at, "text") },
		"briefing!sent": sent,
		"briefing!read": func(b *bench, at place) string {
			id := b.admin(at, "briefing.create", obj{"stakeholder": adam(b, at), "title": "News", "body": "Much."}).ID
			return b.admin(at, "briefing.send", obj{"id": id}).ID
		},
		"briefing!link": func(b *bench, at place) string {
			var l struct{ URL string }
			b.must(json.Unmarshal(b.admin(at, "briefing.link", obj{"id": sent(b, at)}).JSON, &l))
			return l.URL[len("http://throughline.test/told/"):]
		},
	}
}
