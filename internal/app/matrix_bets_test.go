package app_test

import (
	"encoding/json"
	"fmt"
	"net/url"
)

// betRows are the rows of bets and rankings.
var betRows = map[string]row{
	"feature.bet":       {on: "feature"},
	"feature.settle":    {on: "feature!due", by: "feature.define", call: body(obj{"outcome": "missed", "reason": "It was seen otherwise."})},
	"ranking.templates": {},
	"ranking.check": {call: func(*bench, string, place) call {
		return call{body: obj{"formula": "a", "inputs": []obj{{"name": "a", "label": "A"}}}}
	}},
	"ranking.create": {on: "product", by: "feature.score", inBody: true, keep: true, call: func(_ *bench, id string, _ place) call {
		return call{body: obj{"product": id, "name": "What next", "method": "rice"}}
	}},
	"ranking.update": {on: "ranking", by: "feature.score", call: with(func(b *bench, _ place) obj { return obj{"name": fmt.Sprintf("Ranking %d", b.number())} })},
	"ranking.delete": {on: "ranking", by: "feature.score"},
	"ranking.list":   {on: "product", inBody: true, call: product1},
	"ranking.show":   {on: "ranking"},
	"ranking.score": {on: "ranking", by: "feature.score", call: with(func(b *bench, at place) obj {
		return obj{"feature": b.stands("feature", at), "ranges": obj{"reach": obj{"likely": b.number() + 1}}}
	})},
	"ranking.keep":      {on: "ranking", by: "feature.score", keep: true, call: body(obj{"name": "Now"})},
	"ranking.snapshots": {on: "ranking"},
	"ranking.compare": {on: "ranking", call: func(b *bench, id string, at place) call {
		return call{path: obj1("id", id), query: url.Values{"from": {b.snapshotOf(id, at)}}}
	}},
	"bet.list":   {on: "product", inBody: true, call: product1},
	"bet.record": {on: "product", inBody: true, call: product1},
}

// betThings are the sorts of thing that they name.
func betThings() map[string]func(*bench, place) string {
	return map[string]func(*bench, place) string{
		"ranking": func(b *bench, at place) string {
			r := b.idIn(b.admin(at, "ranking.create", obj{"product": b.products[at], "name": "What next", "method": "rice"}).JSON)
			b.admin(at, "ranking.keep", obj{"id": r, "name": "Kept"})
			return r
		},
		"feature!due": func(b *bench, at place) string {
			f := b.fresh("feature", at)
			b.admin(at, "feature.update", obj{"id": f, "patch": obj{"betMetric": b.stands("metric", at), "betLow": 1, "betHigh": 2, "betOn": "2026-03-01", "state": "released"}})
			return f
		},
	}
}

// snapshotOf gives the snapshot that was kept of a ranking, where there is one.
func (b *bench) snapshotOf(ranking string, at place) string {
	if at == nothing || at == nowhere {
		return ranking
	}
	out, err := b.worlds[at.in()].Try("adam", "ranking.snapshots", obj{"id": ranking})
	if err != nil {
		return ranking // it is gone: what is asked about it is refused anyway
	}
	var kept struct{ Items []struct{ ID string } }
	b.must(json.Unmarshal(out.JSON, &kept))
	return kept.Items[0].ID
}
