package app_test

import (
	"fmt"
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
	"alert.update": {on: "metric_alert", places: inEither, by: "metric.set", call: with(func(b *bench, _ place) obj { return obj{"bound": b.number()} })},
	"alert.delete": {on: "metric_alert", places: inEither, by: "metric.set", call: body(obj{})},
	"alert.list": {on: "metric", places: inEither, inBody: true, call: func(_ *bench, id string, _ place) call {
		return call{query: map[string][]string{"metric": {id}}}
	}},
}

// strategyThings are the sorts of thing that they name.
func strategyThings() map[string]func(*bench, place) string {
	return map[string]func(*bench, place) string{
		"metric!entered": func(b *bench, at place) string {
			m := b.fresh("metric", at)
			b.admin(at, "metric.enter", obj{"id": m, "points": []obj{{"at": "2026-01-04T00:00:00Z", "value": 1}}})
			return m
		},
		"metric_alert": func(b *bench, at place) string {
			return b.admin(at, "alert.create", obj{"metric": b.fresh("metric", at), "side": "above", "bound": 1}).ID
		},
	}
}
