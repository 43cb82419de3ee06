package app_test

import (
	"fmt"
	"net/url"
)

// strategyRows are the rows of metrics and the strategy.
var strategyRows = map[string]row{
	"metric.push": {on: "metric", places: inEither, by: "metric.set", inBody: true, keep: true, call: func(b *bench, id string, _ place) call {
		n := b.number()
		return call{body: obj{"points": []obj{{"metric": id, "at": fmt.Sprintf("2026-01-02T%02d:%02d:00Z", n/60%24, n%60), "value": n}}}}
	}},
	"metric.import": {on: "metric", places: inEither, by: "metric.set", keep: true, call: with(func(b *bench, _ place) obj {
		n := b.number()
		return obj{"text": fmt.Sprintf("day,value\n2026-01-03 %02d:%02d,%d", n/60%24, n%60, n)}
	})},
	"metric.remove":    {on: "metric!entered", places: inEither, by: "metric.set", call: body(obj{"at": []string{"2026-01-04T00:00:00Z"}})},
	"metric.chart":     {on: "metric", places: inEither},
	"metric.tree":      {},
	"metric.templates": {},
	"metric.calculate": {call: func(*bench, string, place) call {
		return call{query: map[string][]string{"template": {"stickiness"}, "input": {"daily=1,monthly=2"}}}
	}},
	"objective.checkins": {on: "objective", places: inEither},
	"objective.tree":     {},
	"alert.create": {on: "metric", places: inEither, by: "metric.set", inBody: true, keep: true, call: func(b *bench, id string, _ place) call {
		return call{body: obj{"metric": id, "side": "above", "bound": b.number()}}
	}},
	"alert.update":       {on: "metric_alert", places: inEither, by: "metric.set", call: with(func(b *bench, _ place) obj { return obj{"bound": b.number()} })},
	"alert.delete":       {on: "metric_alert", places: inEither, by: "metric.set", call: body(obj{})},
	"strategy.page":      {on: "product", inBody: true, call: of("")},
	"strategy.compare":   {on: "product", inBody: true, call: of("from=2026-01-01")},
	"strategy.days":      {on: "product", inBody: true, call: of("")},
	"strategy.snapshots": {on: "product", inBody: true, call: of("")},
	"strategy.set": {on: "product", inBody: true, by: "strategy.set", keep: true, call: func(b *bench, id string, _ place) call {
		return call{body: obj{"of": id, "need": fmt.Sprintf("Need %d", b.number())}}
	}},
	"guardrail.set": {on: "product!guarded", inBody: true, by: "strategy.set", call: func(b *bench, id string, _ place) call {
		return call{body: obj{"of": id, "guardrail": "1", "text": fmt.Sprintf("Never %d", b.number()), "sort": "never"}}
	}},
	"guardrail.remove": {on: "product!guarded", inBody: true, by: "strategy.set", call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"of": id, "guardrail": "1"}}
	}},
	"strategy.keep": {on: "product", inBody: true, by: "strategy.set", keep: true, call: func(b *bench, id string, _ place) call {
		return call{body: obj{"of": id, "name": fmt.Sprintf("Kept %d", b.number())}}
	}},
	"strategy.forget": {on: "strategy_snapshot", by: "strategy.set"},
	"lifecycle.show":  {on: "product", inBody: true, call: product1},
	"lifecycle.list":  {},
	"lifecycle.rule": {on: "metric", inBody: true, by: "strategy.set", keep: true, call: func(b *bench, id string, at place) call {
		return call{body: obj{"product": b.homeOf(at), "metric": id, "grows": 10 + b.number()%50}}
	}},
	"stage.set": {on: "product", inBody: true, by: "strategy.set", keep: true, call: func(b *bench, id string, at place) call {
		return call{body: obj{"product": id, "stage": b.otherStage(at)}}
	}},
	"sunset.mine": {},
	"sunset.show": {on: "product", inBody: true, call: product1},
	"sunset.plan": {on: "product", inBody: true, by: "strategy.set", keep: true, call: func(b *bench, id string, _ place) call {
		return call{body: obj{"product": id, "reason": fmt.Sprintf("Reason %d", b.number())}}
	}},
	"sunset.step": {on: "product!ending", inBody: true, by: "strategy.set", keep: true, call: func(b *bench, id string, _ place) call {
		return call{body: obj{"product": id, "step": "1", "title": fmt.Sprintf("Step %d", b.number())}}
	}},
	"sunset.unstep": {on: "product!ending", inBody: true, by: "strategy.set", call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"product": id, "step": "1"}}
	}},
	"sunset.account": {on: "product", inBody: true, by: "strategy.set", keep: true, want: seesAccounts, call: func(b *bench, id string, at place) call {
		from := whole
		if at == theirs {
			from = theirsW
		}
		return call{body: obj{"product": id, "account": b.stands("account", from), "note": fmt.Sprintf("Note %d", b.number())}}
	}},
	"alert.list": {on: "metric", places: inEither, inBody: true, call: func(_ *bench, id string, _ place) call {
		return call{query: map[string][]string{"metric": {id}}}
	}},
}

// seesAccounts tells tokens that are limited to products that there is no such
// account: it is the workspace's.
func seesAccounts(p principal, _ place, usual outcome) outcome {
	if (usual == ok || usual == proposal) && p.only != nil {
		return gone
	}
	return usual
}

// strategyThings are the sorts of thing that they name.
func strategyThings() map[string]func(*bench, place) string {
	return map[string]func(*bench, place) string{
		"metric!entered": func(b *bench, at place) string {
			m := b.fresh("metric", at)
			b.admin(at, "metric.enter", obj{"id": m, "points": []obj{{"at": "2026-01-04T00:00:00Z", "value": 1}}})
			return m
		},
		"product!guarded": func(b *bench, at place) string {
			w := b.worlds[at.in()]
			rule := obj{"of": b.products[at], "guardrail": "1", "text": fmt.Sprintf("Never %d", b.number()), "sort": "never"}
			if _, err := w.Try("adam", "guardrail.set", rule); err != nil {
				delete(rule, "guardrail")
				w.Do("adam", "guardrail.set", rule)
			}
			return b.products[at]
		},
		"product!ending": func(b *bench, at place) string {
			w := b.worlds[at.in()]
			step := obj{"product": b.products[at], "step": "1", "title": fmt.Sprintf("Step %d", b.number())}
			if _, err := w.Try("adam", "sunset.step", step); err != nil {
				delete(step, "step")
				w.Do("adam", "sunset.step", step)
			}
			return b.products[at]
		},
		"strategy_snapshot": func(b *bench, at place) string {
			return b.admin(at, "strategy.keep", obj{"of": b.products[at], "name": fmt.Sprintf("Kept %d", b.number())}).ID
		},
		"metric_alert": func(b *bench, at place) string {
			return b.admin(at, "alert.create", obj{"metric": b.fresh("metric", at), "side": "above", "bound": 1}).ID
		},
	}
}

// of asks about the strategy of a thing, with what else is asked.
func of(more string) func(*bench, string, place) call {
	return func(_ *bench, id string, _ place) call {
		q, err := url.ParseQuery(more)
		if err != nil {
			panic(err)
		}
		q.Set("of", id)
		return call{query: q}
	}
}

// homeOf is the product of a place; one that is not there where there is none.
func (b *bench) homeOf(at place) string {
	if p := b.products[at]; p != "" {
		return p
	}
	return b.fresh("product", nowhere)
}

// otherStage is a stage that the product of a place is not in.
func (b *bench) otherStage(at place) string {
	p := b.products[at]
	if p == "" {
		return "growth"
	}
	var is struct{ Stage string }
	b.worlds[at.in()].Into("adam", "product.show", obj{"id": p}, &is)
	if is.Stage == "growth" {
		return "maturity"
	}
	return "growth"
}
