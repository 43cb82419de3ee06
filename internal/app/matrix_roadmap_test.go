package app_test

import (
	"fmt"
	"net/url"
)

// roadmapRows are the rows of the roadmap as a whole, scenarios and snapshots.
var roadmapRows = map[string]row{
	"roadmap.plan":    {on: "product", inBody: true, call: product1},
	"roadmap.changes": {on: "product", inBody: true, call: product1},
	"roadmap.odds":    {on: "product", inBody: true, call: product1},
	"roadmap.look": {on: "product", inBody: true, keep: true, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"product": id}}
	}},
	"roadmap.ripple": {on: "feature", inBody: true, call: func(_ *bench, id string, _ place) call {
		return call{query: url.Values{"id": {id}, "end": {"2026-09-01"}}}
	}},
	"roadmap.move": {on: "feature", by: "roadmap.place", inBody: true, keep: true, call: func(b *bench, id string, _ place) call {
		return call{body: obj{"lines": []obj{{"id": id, "end": fmt.Sprintf("2027-%02d-%02d", 1+b.number()/28%12, 1+b.number()%28)}}}}
	}},
	"scenario.create": {on: "product", inBody: true, keep: true, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"product": id, "name": "If it is late"}}
	}},
	"scenario.update": {on: "roadmap_scenario", keep: true, call: with(func(b *bench, _ place) obj { return obj{"name": fmt.Sprintf("Scenario %d", b.number())} }), want: plans},
	"scenario.delete": {on: "roadmap_scenario", want: plans},
	"scenario.take":   {on: "roadmap_scenario!moving", by: "roadmap.place", call: body(obj{})},
	"scenario.list":   {on: "product", inBody: true, call: product1},
	"scenario.show":   {on: "roadmap_scenario"},
	"snapshot.create": {on: "product", by: "roadmap.place", inBody: true, keep: true, call: func(b *bench, id string, _ place) call {
		return call{body: obj{"product": id, "name": fmt.Sprintf("Snapshot %d", b.number())}}
	}},
	"snapshot.delete": {on: "roadmap_snapshot", by: "roadmap.place"},
	"snapshot.list":   {on: "product", inBody: true, call: product1},
}

// plans lets only those change somebody's scenario who place things on the
// roadmap.
func plans(p principal, at place, usual outcome) outcome {
	if usual == ok && p.member != "adam" && !p.admin() && !p.decides("roadmap.place", at) {
		return forbidden
	}
	return usual
}

// roadmapThings are the sorts of thing that they name.
func roadmapThings() map[string]func(*bench, place) string {
	return map[string]func(*bench, place) string{
		"roadmap_scenario": func(b *bench, at place) string {
			return b.admin(at, "scenario.create", obj{"product": b.products[at], "name": "If it is late"}).ID
		},
		"roadmap_scenario!moving": func(b *bench, at place) string {
			lines := []obj{{"id": b.fresh("feature", at), "start": "2026-05-01", "end": "2026-06-01"}}
			return b.admin(at, "scenario.create", obj{"product": b.products[at], "name": "If it is late", "lines": lines}).ID
		},
		"roadmap_snapshot": func(b *bench, at place) string {
			return b.admin(at, "snapshot.create", obj{"product": b.products[at], "name": fmt.Sprintf("Snapshot %d", b.number())}).ID
		},
	}
}
