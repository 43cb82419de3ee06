package app_test

import (
	"fmt"
	"net/url"
)

// refineRows are the rows of refinements, rounds of poker and the story map.
var refineRows = map[string]row{
	"refinement.start": {on: "product", by: "refinement.run", inBody: true, keep: true, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"product": id, "beside": true}}
	}},
	"refinement.join":  {on: "refinement", keep: true, call: body(obj{})},
	"refinement.leave": {on: "refinement", keep: true, call: body(obj{})},
	"refinement.turn": {on: "refinement", by: "refinement.run", keep: true, call: with(func(b *bench, at place) obj {
		return obj{"item": b.stands("story", at)}
	})},
	"refinement.note": {on: "refinement!turned", by: "refinement.run", keep: true, call: with(func(b *bench, at place) obj {
		if b.stands("refinement!turned", at); at == nowhere {
			return obj{"item": b.stands("story", at), "note": "Said."}
		}
		return obj{"item": b.standing["story turned "+string(at)], "note": fmt.Sprint("Said ", b.number())}
	})},
	"refinement.close": {on: "refinement", by: "refinement.run", call: body(obj{})},
	"refinement.queue": {on: "product", inBody: true, call: product1},
	"refinement.now":   {on: "refinement"},

	"round.start": {on: "refinement!turned", by: "refinement.run", inBody: true, keep: true, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"refinement": id}}
	}},
	"round.vote":   {on: "round", call: body(obj{"value": "5"})},
	"round.reveal": {on: "round!voted", by: "refinement.run", call: body(obj{})},
	"round.take":   {on: "round!revealed", by: "story.estimate", call: body(obj{"value": 5})},
	"round.record": {on: "story", by: "refinement.run", inBody: true, keep: true, call: func(b *bench, id string, at place) call {
		return call{body: obj{"item": id, "votes": []obj{{"member": b.worlds[at.in()].Members["adam"], "value": "5"}}}}
	}},
	"round.list": {on: "story", inBody: true, call: func(_ *bench, id string, _ place) call {
		return call{query: url.Values{"item": {id}}}
	}},
	"scale.set": {on: "product", by: "story.estimate", inBody: true, keep: true, call: func(b *bench, id string, _ place) call {
		return call{body: obj{"product": id, "steps": []string{"1", "2", fmt.Sprint(100 + b.number())}}}
	}},
	"scale.show": {on: "product", inBody: true, call: product1},

	"storymap.show":     {on: "product", inBody: true, call: product1},
	"storymap.unplaced": {on: "product", inBody: true, call: product1},
	"storymap.place": {on: "story", by: "backlog.rank", inBody: true, call: func(b *bench, id string, at place) call {
		return call{body: obj{"items": []string{id}, "step": b.stands("step", at)}}
	}},
	"activity.create": {on: "product", by: "story.write", inBody: true, keep: true, call: func(b *bench, id string, _ place) call {
		return call{body: obj{"product": id, "title": "Borrow"}}
	}},
	"activity.update": {on: "activity", by: "story.write", call: body(obj{"title": "Lend"})},
	"activity.delete": {on: "activity", by: "story.write"},
	"step.create": {on: "activity", by: "story.write", inBody: true, keep: true, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"activity": id, "title": "Apply"}}
	}},
	"step.update": {on: "step", by: "story.write", call: body(obj{"title": "Sign"})},
	"step.delete": {on: "step", by: "story.write"},
}

func refineThings() map[string]func(b *bench, at place) string {
	started := func(b *bench, at place) string {
		return b.admin(at, "refinement.start", obj{"product": b.products[at], "beside": true}).ID
	}
	return map[string]func(b *bench, at place) string{
		"refinement": started,
		"refinement!archived": func(b *bench, at place) string {
			r := started(b, at)
			b.admin(at, "refinement.archive", obj{"id": r})
			return r
		},
		"refinement!turned": func(b *bench, at place) string {
			r, s := started(b, at), b.fresh("story", at)
			b.admin(at, "refinement.turn", obj{"id": r, "item": s})
			if name := "story turned " + string(at); b.standing[name] == "" {
				b.standing[name] = s
			}
			return r
		},
		"round": func(b *bench, at place) string {
			return b.admin(at, "round.start", obj{"refinement": b.fresh("refinement!turned", at)}).ID
		},
		"round!voted": func(b *bench, at place) string {
			r := b.fresh("round", at)
			b.admin(at, "round.vote", obj{"id": r, "value": "5"})
			return r
		},
		"round!revealed": func(b *bench, at place) string {
			return b.admin(at, "round.record", obj{"item": b.fresh("story", at), "votes": []obj{{"member": b.worlds[at.in()].Members["adam"], "value": "5"}}}).ID
		},
		"activity": func(b *bench, at place) string {
			return b.admin(at, "activity.create", obj{"product": b.products[at], "title": "Borrow"}).ID
		},
		"step": func(b *bench, at place) string {
			return b.admin(at, "step.create", obj{"activity": b.fresh("activity", at), "title": "Apply"}).ID
		},
	}
}
