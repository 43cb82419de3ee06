package app_test

// betRows are the rows of bets and rankings.
var betRows = map[string]row{
	"feature.bet":    {on: "feature"},
	"feature.settle": {on: "feature!due", by: "feature.define", call: body(obj{"outcome": "missed", "reason": "It was seen otherwise."})},
	"bet.list":       {on: "product", inBody: true, call: product1},
	"bet.record":     {on: "product", inBody: true, call: product1},
}

// betThings are the sorts of thing that they name.
func betThings() map[string]func(*bench, place) string {
	return map[string]func(*bench, place) string{
		"feature!due": func(b *bench, at place) string {
			f := b.fresh("feature", at)
			b.admin(at, "feature.update", obj{"id": f, "patch": obj{"betMetric": b.stands("metric", at), "betLow": 1, "betHigh": 2, "betOn": "2026-03-01", "state": "released"}})
			return f
		},
	}
}
