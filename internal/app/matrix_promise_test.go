package app_test

import "fmt"

// promiseRows are the rows of promises.
var promiseRows = map[string]row{
	"promise.make": {on: "product", by: "promise.give", inBody: true, keep: true, call: func(b *bench, id string, _ place) call {
		return call{body: obj{"product": id, "title": fmt.Sprintf("Promise %d", b.number()), "member": "me", "dueOn": "2027-01-01"}}
	}},
	"promise.renegotiate": {on: "promise", by: "promise.give", keep: true, call: with(func(b *bench, _ place) obj {
		n := b.number()
		return obj{"dueOn": fmt.Sprintf("%d-%02d-%02d", 2028+n/300%900, 1+n%12, 1+n/12%25)}
	})},
	"promise.end":    {on: "promise", by: "promise.give", call: body(obj{"as": "withdrawn", "why": "Nobody wants it any more."})},
	"promise.handle": {on: "promise", by: "promise.give", keep: true, call: with(func(b *bench, _ place) obj { return obj{"note": fmt.Sprintf("Somebody calls them, %d.", b.number())} })},
	"promise.list":   {on: "product", inBody: true, call: product1},
	"promise.bound": {makes: true, by: "workspace.set", call: func(b *bench, _ string, _ place) call {
		return call{body: obj{"odds": 1 + b.number()%99}}
	}},
	"promise.watch": {},
}
