package app_test

import (
	"fmt"
	"net/url"
)

// special are the rows of operations that no kind has. An operation that is in
// neither table fails the matrix by its name.
var special = map[string]row{
	"absence.create": {on: "product", by: "sprint.plan", inBody: true, keep: true, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"product": id, "from": "2026-03-02"}}
	}},
	"absence.delete": {on: "absence", by: "sprint.plan"},
	"absence.list":   {on: "product", inBody: true, call: product1},

	"acceptance.queue": {on: "product", call: product1, inBody: true},

	"attachment.add": {on: "risk", places: inEither, call: func(_ *bench, id string, _ place) call {
		return call{path: obj1("record", id), body: obj{"name": "Link", "url": "https://example.com/"}}
	}},
	"attachment.upload": {on: "risk", places: inEither, call: func(_ *bench, id string, _ place) call {
		return call{path: obj1("record", id), query: url.Values{"name": {"a.txt"}}, raw: []byte("some text")}
	}},
	"attachment.list":    {on: "risk", places: inEither, call: record1},
	"attachment.content": {on: "attachment!file", places: inEither},
	"attachment.delete":  {on: "attachment", places: inEither, want: mine(true)},

	"backlog.suggest": {on: "product", inBody: true, call: product1},
	"backlog.weigh": {on: "product", by: "backlog.rank", inBody: true, call: func(b *bench, id string, _ place) call {
		weights := obj{"customers": float64(b.number()%10) + 0.25, "revenue": 1, "value": 1, "effort": float64(b.number()%10) / 10, "risk": float64(b.number()%1000) / 100, "age": 1}
		return call{body: obj{"product": id, "weights": weights}}
	}},
	"backlog.take": {on: "story!second", by: "backlog.rank", inBody: true, call: func(b *bench, id string, at place) call {
		product := b.products[at]
		if at == nowhere {
			product = b.fresh("product", at)
		}
		return call{body: obj{"product": product, "ids": []string{id}}}
	}},

	"batch.run": {on: "risk", places: inEither, by: "risk.set:delivery", inBody: true, keep: true, call: func(b *bench, id string, _ place) call {
		return call{body: obj{"calls": []obj{{"operation": "risk.update", "input": obj{"id": id, "patch": obj{"title": fmt.Sprintf("Batched %d", b.number())}}}}}}
	}},
	"board.create": {on: "product", by: "workflow.set", inBody: true, keep: true, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"product": id, "name": "A board"}}
	}, after: func(b *bench, _ string, c cell) { b.clearBoards(c.at) }},
	"board.update": {on: "board", by: "workflow.set", keep: true, call: with(func(b *bench, _ place) obj { return obj{"name": fmt.Sprintf("Board %d", b.number())} })},
	"board.delete": {on: "board", by: "workflow.set"},
	"board.list":   {on: "product", inBody: true, call: product1},
	"board.cards":  {on: "product", inBody: true, call: product1},

	"change.undo": {on: "change", places: inEither, by: "risk.set:delivery", inBody: true, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"request": id}}
	}},

	"checklist.list": {on: "product", inBody: true, call: product1},
	"checklist.set": {on: "product", by: "workflow.set", inBody: true, call: func(b *bench, id string, _ place) call {
		return call{body: obj{"product": id, "list": "done", "checks": []obj{{"id": "1", "text": fmt.Sprintf("Check %d", b.number())}}}}
	}},

	"comment.create": {on: "risk", places: inEither, keep: true, call: func(_ *bench, id string, _ place) call {
		return call{path: obj1("record", id), body: obj{"body": "Why?"}}
	}},
	"comment.list":      {on: "risk", places: inEither, call: record1},
	"comment.reactions": {on: "risk", places: inEither, call: record1},
	"comment.update":    {on: "comment", places: inEither, call: body(obj{"body": "Say less."}), want: mine(false)},
	"comment.delete":    {on: "comment", places: inEither, want: mine(true)},
	"comment.react":     {on: "comment", places: inEither, call: body(obj{"sign": "👍"}), keep: true},

	"event.list":   {},
	"event.stream": {},

	"feature.score": {on: "feature"},

	"feedback.answer":   {on: "feedback", places: inEither, by: "feedback.take", call: body(obj{"answer": "Soon."})},
	"feedback.setaside": {on: "feedback", places: inEither, by: "insight.draw", call: body(obj{"reason": "Not ours."})},
	"feedback.link": {on: "feedback", places: inEither, by: "insight.draw", call: with(func(b *bench, at place) obj {
		return obj{"to": b.stands("insight", at)}
	})},

	"field.create": {on: "product", places: inEither, own: true, by: "field.set", inBody: true, keep: true, call: func(b *bench, id string, _ place) call {
		return call{body: fieldIn(b, id)}
	}},
	"field.list": {on: "product", inBody: true, call: product1},
	"field.update": {on: "custom_field", places: inEither, by: "field.set", call: with(func(b *bench, _ place) obj {
		return obj{"label": fmt.Sprintf("Label %d", b.number())}
	})},
	"field.delete": {on: "custom_field", places: inEither, by: "field.set"},

	"flow.age":        {on: "product", inBody: true, call: product1},
	"flow.backtest":   {on: "product", inBody: true, call: product1},
	"flow.burn":       {on: "product", inBody: true, call: product1},
	"flow.cumulative": {on: "product", inBody: true, call: product1},
	"flow.cycletime":  {on: "product", inBody: true, call: product1},
	"flow.efficiency": {on: "product", inBody: true, call: product1},
	"flow.forecast":   {on: "product", inBody: true, call: product1},
	"flow.owner":      {on: "product", inBody: true, call: product1},
	"flow.rework":     {on: "product", inBody: true, call: product1},
	"flow.sizes":      {on: "product", inBody: true, call: product1},
	"flow.throughput": {on: "product", inBody: true, call: product1},
	"flow.alignment":  {on: "product", inBody: true, call: product1},
	"flow.velocity":   {on: "product", inBody: true, call: product1},
	"flow.wip":        {on: "product", inBody: true, call: product1},
	"flow.items": {on: "product", inBody: true, call: func(_ *bench, id string, _ place) call {
		return call{query: url.Values{"product": {id}, "figure": {"doing"}}}
	}},
	"flow.odds": {on: "product", inBody: true, call: func(_ *bench, id string, _ place) call {
		return call{query: url.Values{"product": {id}, "ids": {id}}}
	}},
	"flow.sprintodds": {on: "sprint", inBody: true, call: func(_ *bench, id string, _ place) call {
		return call{query: url.Values{"sprint": {id}}}
	}},

	"gap.list": {on: "product", inBody: true, call: product1},

	"gherkin.check": {call: func(*bench, string, place) call { return call{body: obj{"text": "Scenario: a"}} }},

	"import.runs": {},
	"import.undo": {on: "import_run", by: "import.run"},
	"inbox.list":  {},
	"inbox.count": {},
	"inbox.read":  {},

	"item.accept":  {on: "story!done", by: "work.accept", call: body(obj{"results": results})},
	"item.reject":  {on: "story!done", by: "work.reject", call: body(obj{"reason": "It does not."})},
	"item.convert": {on: "story", by: "story.write", call: body(obj{"kind": "task"})},
	"item.ready":   {on: "story"},
	"item.move":    {on: "story", by: "work.move", call: body(obj{"state": "in progress"})},
	"item.block":   {on: "story", by: "work.move", call: body(obj{"reason": "No answer yet."})},
	"item.unblock": {on: "story!blocked", by: "work.move", call: body(obj{})},
	"item.blocks":  {on: "story"},
	"item.done":    {on: "story"},
	"item.invest":  {on: "story"},
	"item.splits":  {on: "story"},
	"item.outline": {call: func(*bench, string, place) call { return call{body: obj{"text": "One"}} }},
	"item.tick":    {on: "story!ticked", by: "work.move", call: body(obj{"list": "done", "check": "1"})},
	"item.pass":    {on: "story", by: "work.move", call: body(obj{"state": "in progress", "reason": "Now."})},
	"item.split":   {on: "story", by: "story.write", keep: true, call: body(obj{"parts": []obj{{"title": "A part"}}})},
	"item.paste": {on: "product", by: "story.write", inBody: true, keep: true, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"product": id, "text": "One\nTwo"}}
	}},

	"ledger.list": {on: "product", inBody: true, call: product1},

	"link.create": {on: "risk", places: inEither, by: "link.make", inBody: true, call: func(b *bench, id string, at place) call {
		return call{body: obj{"type": "relates", "from": id, "to": b.stands("risk!second", at)}}
	}},
	"link.delete": {on: "link", places: inEither, by: "link.make"},

	"metric.enter": {on: "metric", places: inEither, by: "metric.set", keep: true, call: with(func(b *bench, _ place) obj {
		n := b.number()
		return obj{"points": []obj{{"at": fmt.Sprintf("2026-01-01T%02d:%02d:00Z", n/60%24, n%60), "value": n}}}
	})},
	"metric.points": {on: "metric", places: inEither},
	"metric.last":   {on: "metric", places: inEither},

	"objective.checkin": {on: "objective", places: inEither, by: "objective.set", keep: true, call: with(func(b *bench, _ place) obj {
		return obj{"keyResult": "1", "current": b.number()}
	})},
	"objective.score": {on: "objective", places: inEither},

	"pin.create": {on: "attachment!picture", places: inEither, inBody: true, keep: true, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"attachment": id, "x": 0.5, "y": 0.5, "body": "Here."}}
	}},
	"pin.list": {on: "risk", places: inEither, call: record1},
	"pin.move": {on: "pin", places: inEither, want: mine(false), call: with(func(b *bench, _ place) obj {
		return obj{"x": float64(b.number()%1000) / 1000, "y": 0}
	})},
	"pin.resolve": {on: "pin", places: inEither, call: body(obj{})},
	"pin.delete":  {on: "pin", places: inEither, want: mine(true)},

	"presence.set": {on: "risk", places: inEither, inBody: true, keep: true, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"at": id, "editing": "title"}}
	}},

	"product.create": {makes: true, by: "product.make", call: func(b *bench, _ string, _ place) call {
		return call{body: obj{"key": fmt.Sprintf("P%d", b.number()), "title": "A product"}}
	}},
	"product.show":   {on: "product"},
	"product.update": {on: "product", by: "strategy.set", call: with(func(b *bench, _ place) obj { return obj{"vision": fmt.Sprintf("Vision %d", b.number())} })},
	"product.archive": {on: "product", by: "product.make", after: func(b *bench, id string, c cell) {
		b.admin(c.at, "product.restore", obj{"id": id})
	}},
	"product.restore": {on: "product", by: "product.make", before: func(b *bench, id string, c cell) {
		b.admin(c.at, "product.archive", obj{"id": id})
	}, failed: func(b *bench, id string, c cell) { b.admin(c.at, "product.restore", obj{"id": id}) }},

	"proposal.list":     {on: "product", inBody: true, call: product1},
	"proposal.show":     {on: "proposal"},
	"proposal.take":     {on: "proposal", by: "risk.set:delivery", call: body(obj{})},
	"proposal.decline":  {on: "proposal", by: "risk.set:delivery", call: body(obj{"answer": "Not now."})},
	"proposal.withdraw": {on: "proposal", want: proposed, call: body(obj{})},
	"proposal.renew":    {on: "proposal", want: proposed},

	"query.fields": {},
	"question.ask": {on: "story", inBody: true, keep: true, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"item": id, "question": "Why?"}}
	}},
	"question.list":   {on: "product", inBody: true, call: product1},
	"question.answer": {on: "question", by: "story.write", call: with(func(b *bench, _ place) obj { return obj{"answer": fmt.Sprintf("Because %d.", b.number())} })},
	"question.delete": {on: "question", want: mine(true)},
	"recurrence.list": {on: "product", inBody: true, call: product1},
	"recurrence.set": {on: "product", by: "story.write", inBody: true, keep: true, call: func(b *bench, id string, at place) call {
		return call{body: obj{"product": id, "template": b.stands("item_template", at), "title": "Again", "every": 1, "unit": "day"}}
	}},
	"recurrence.delete": {on: "recurrence", by: "story.write"},
	"recurrence.run":    {on: "recurrence", by: "story.write"},
	"record.list":       {on: "product", inBody: true, call: product1},
	"record.board":      {on: "product", inBody: true, call: product1},
	"record.csv":        {on: "product", inBody: true, call: product1},
	"record.groups": {on: "product", inBody: true, call: func(_ *bench, id string, _ place) call {
		return call{query: url.Values{"product": {id}, "q": {"group:state"}}}
	}},
	"record.ids": {on: "product", inBody: true, call: product1},
	"record.some": {on: "risk", places: inEither, want: func(_ principal, _ place, usual outcome) outcome {
		if usual == gone {
			return empty
		}
		return usual
	}, call: func(_ *bench, id string, _ place) call { return call{query: url.Values{"ids": {id}}} }},
	"record.any": {on: "risk", places: inEither},
	"record.asof": {on: "risk", places: inEither, call: func(b *bench, id string, _ place) call {
		return call{path: obj1("id", id), query: url.Values{"at": {b.Clock.Now().String()}}}
	}},
	"record.history": {on: "risk", places: inEither},
	"record.links":   {on: "risk", places: inEither},
	"record.source":  {on: "risk", places: inEither, call: record1},
	"record.thread":  {on: "risk", places: inEither},
	"record.update":  {on: "risk", places: inEither, by: "risk.set:delivery", call: retitled, keep: true},
	"record.rank": {on: "story", by: "backlog.rank", inBody: true, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"ids": []string{id}, "top": true}}
	}},

	"release.release": {on: "release", by: "release.content"},

	"retro.open": {on: "sprint", by: "work.move", inBody: true, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"sprint": id}}
	}},
	"retro.show": {on: "sprint", inBody: true, call: func(_ *bench, id string, _ place) call {
		return call{query: url.Values{"sprint": {id}}}
	}},
	"retro.write": {on: "retro", keep: true, call: body(obj{"column": "well", "body": "The tests held."})},
	"retro.phase": {on: "retro", by: "work.move", call: body(obj{"phase": "grouping"})},
	"retro.note":  {on: "retro!grouping", keep: true, call: body(obj{"column": "well", "body": "The tests held."})},
	"retro.group": {on: "retro!grouping", by: "work.move", call: func(b *bench, id string, _ place) call {
		return call{path: obj1("id", id), body: obj{"note": b.noteOf(id), "column": "try"}}
	}},
	"retro.vote": {on: "retro!voting", call: func(b *bench, id string, _ place) call {
		return call{path: obj1("id", id), body: obj{"note": b.noteOf(id), "dots": 1}}
	}},
	"retro.act": {on: "retro!grouping", by: "work.move", keep: true, call: body(obj{"title": "Mend the build."})},

	"search.find": {on: "product", inBody: true, call: func(_ *bench, id string, _ place) call {
		return call{query: url.Values{"q": {"thing"}, "product": {id}}}
	}},

	"sprint.start": {on: "sprint!planned", by: "sprint.start", after: func(b *bench, id string, c cell) { b.active[c.at] = id }},
	"sprint.close": {on: "sprint!active", by: "sprint.close", after: func(b *bench, _ string, c cell) { b.active[c.at] = "" }},

	"sprint.capacity":  {on: "sprint"},
	"sprint.report":    {on: "sprint"},
	"sprint.readiness": {on: "sprint"},
	"sprint.trades":    {on: "sprint"},
	"sprint.standups":  {on: "sprint"},
	"sprint.standup":   {on: "sprint!active", call: body(obj{"on": "2026-03-02", "did": "Wrote forms."})},
	"sprint.share": {on: "sprint", by: "sprint.plan", call: with(func(b *bench, at place) obj {
		return obj{"member": b.worlds[at.in()].Members["dina"], "share": 0.5}
	})},
	"sprint.rule": {on: "product", by: "sprint.plan", inBody: true, keep: true, call: func(b *bench, id string, _ place) call {
		return call{body: obj{"product": id, "focus": float64(b.number()%90+5) / 100}}
	}},
	"sprint.usual":  {on: "product", inBody: true, call: product1},
	"trade.explain": {on: "trade", by: "sprint.plan", call: body(obj{"why": "The law."})},
	"sprint.trade": {on: "sprint!active", by: "sprint.plan", call: with(func(b *bench, at place) obj {
		return obj{"in": []string{b.stands("story!traded", at)}, "why": "There is room."}
	}), after: func(b *bench, _ string, c cell) {
		b.admin(c.at, "story.update", obj{"id": b.stands("story!traded", c.at), "patch": obj{"sprint": nil}})
	}},

	"tag.list": {},
	"tag.rename": {on: "tag", places: inEither, by: "risk.set:delivery", want: func(_ principal, _ place, usual outcome) outcome {
		if usual == gone {
			return empty
		}
		return usual
	}, call: func(b *bench, id string, _ place) call {
		return call{body: obj{"from": id, "to": fmt.Sprintf("other%d", b.number())}}
	}},

	"template.list": {on: "product", inBody: true, call: product1},
	"template.set": {on: "product", by: "story.write", inBody: true, keep: true, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"product": id, "name": "Report", "kind": "task"}}
	}},
	"template.use":    {on: "item_template", by: "story.write", keep: true, call: body(obj{"title": "From it"})},
	"template.delete": {on: "item_template", by: "story.write"},

	"verdict.show":   {on: "verdict"},
	"verdict.update": {on: "verdict", by: "work.accept", call: retitled, keep: true},

	"tradeoff.answer": {on: "tradeoff", by: "tradeoff.answer:owner", call: body(obj{"option": "1", "why": "It brings more."})},

	"view.create": {on: "product", inBody: true, keep: true, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"product": id, "name": "A view"}}
	}},
	"view.list":   {on: "product", inBody: true, call: product1},
	"view.update": {on: "saved_view", places: inEither, want: mine(true), call: body(obj{"name": "Another name"})},
	"view.delete": {on: "saved_view", places: inEither, want: mine(true)},

	"watch.set": {on: "risk", places: inEither, keep: true, call: func(_ *bench, id string, _ place) call {
		return call{path: obj1("record", id), body: obj{}}
	}},
	"watch.list": {on: "risk", places: inEither, call: record1},

	"workflow.list": {on: "product", inBody: true, call: product1},
	"workflow.set": {on: "product", by: "workflow.set", inBody: true, call: func(b *bench, id string, _ place) call {
		own := []obj{
			{"name": "open", "category": "todo"}, {"name": "mitigating", "category": "doing"}, {"name": "closed", "category": "closed"},
			{"name": "occurred", "category": "closed"}, {"name": fmt.Sprintf("own%d", b.number()), "category": "doing"},
		}
		return call{body: obj{"product": id, "kinds": []string{"risk"}, "states": own}}
	}},
}
