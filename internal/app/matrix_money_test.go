package app_test

import (
	"fmt"
	"net/url"
)

// seesMoney refuses whoever may not see money, also where they could propose:
// guests never may.
func seesMoney(p principal, at place, usual outcome) outcome {
	if (usual == ok || usual == proposal) && (p.role == "guest" || !p.decides("money.see", at)) {
		return forbidden
	}
	return usual
}

// seesPrices refuses whoever may not see how prices change, as seesMoney does.
func seesPrices(p principal, at place, usual outcome) outcome {
	if (usual == ok || usual == proposal) && (p.role == "guest" || !p.decides("price.see", at)) {
		return forbidden
	}
	return usual
}

// moneyRows are the rows of money.
var moneyRows = map[string]row{
	"money.plan": {on: "initiative", by: "budget.set", want: seesMoney, call: with(func(b *bench, _ place) obj {
		return obj{"lines": []obj{{"basis": "plan", "sort": "cost", "label": "Licences", "month": "2026-01-01", "amount": b.number(), "currency": "EUR"}}}
	})},
	"money.record": {on: "initiative", by: "cost.record", want: seesMoney, call: with(func(b *bench, _ place) obj {
		return obj{"lines": []obj{{"sort": "cost", "label": "Licences", "month": "2026-01-01", "amount": b.number(), "currency": "EUR"}}}
	})},
	"money.lines":    {on: "initiative", want: seesMoney},
	"money.summary":  {on: "product", inBody: true, want: seesMoney, call: product1},
	"money.products": {},
	"dayrate.list":   {on: "product", inBody: true, want: seesMoney, call: product1},
	"dayrate.set": {on: "product", by: "budget.set", inBody: true, want: seesMoney, call: func(b *bench, id string, _ place) call {
		return call{body: obj{"product": id, "from": "2026-01-01", "amount": b.number(), "currency": "EUR"}}
	}},
	"case.create": {on: "feature", by: "budget.set", keep: true, want: seesMoney, call: func(b *bench, id string, _ place) call {
		return call{path: obj1("record", id), body: obj{"name": "Build it", "currency": "EUR"}}
	}},
	"case.update": {on: "business_case", by: "budget.set", want: seesMoney, call: with(func(b *bench, _ place) obj { return obj{"rate": float64(b.number()%1000) / 1000} })},
	"case.fill": {on: "business_case", by: "budget.set", want: seesMoney, call: with(func(b *bench, _ place) obj {
		return obj{"lines": []obj{{"sort": "cost", "label": "Work", "amounts": []obj{{"likely": b.number() + 1}}}}}
	})},
	"case.keep":   {on: "business_case", by: "budget.set", want: seesMoney, call: body(obj{"reason": "The offer is in."})},
	"case.delete": {on: "business_case", by: "budget.set", want: seesMoney},
	"case.show":   {on: "business_case", want: seesMoney},
	"case.compare": {on: "business_case", want: seesMoney, call: func(_ *bench, id string, _ place) call {
		return call{path: obj1("id", id), query: url.Values{"with": {id}}}
	}},
	"case.list":    {on: "product", inBody: true, want: seesMoney, call: product1},
	"stop.list":    {on: "product", inBody: true, want: seesMoney, call: product1},
	"stop.take":    {on: "feature", by: "feature.define", want: seesMoney, call: body(obj{"reason": "Nobody uses it."})},
	"stop.decline": {on: "feature", by: "budget.set", keep: true, want: seesMoney, call: body(obj{"reason": "Not yet."})},
	"priceplan.create": {on: "product", inBody: true, by: "price.set", keep: true, call: func(b *bench, id string, _ place) call {
		return call{body: obj{"product": id, "name": fmt.Sprintf("Plan %d", b.number()), "currency": "EUR"}}
	}},
	"priceplan.update": {on: "price_plan", by: "price.set", call: with(func(b *bench, _ place) obj { return obj{"limits": fmt.Sprintf("%d seats", b.number())} })},
	"priceplan.price": {on: "price_plan", by: "price.set", want: seesPrices, call: with(func(b *bench, _ place) obj {
		return obj{"from": "2026-03-01", "amount": b.number(), "reason": "As others ask."}
	})},
	"priceplan.delete": {on: "price_plan", by: "price.set", want: seesPrices},
	"priceplan.list":   {on: "product", inBody: true, call: product1},
	"exchange.list":    {},
	"exchange.set": {makes: true, by: "budget.set", call: func(b *bench, _ string, _ place) call {
		return call{body: obj{"from": "USD", "to": "EUR", "on": "2026-01-01", "rate": 0.5 + float64(b.number()%100000)/1e6, "source": "A bank"}}
	}},
}

// moneyThings are the sorts of thing that they name.
func moneyThings() map[string]func(*bench, place) string {
	return map[string]func(*bench, place) string{
		"price_plan": func(b *bench, at place) string {
			return b.idIn(b.admin(at, "priceplan.create", obj{"product": b.products[at], "name": fmt.Sprintf("Plan %d", b.number()), "currency": "EUR"}).JSON)
		},
		"business_case": func(b *bench, at place) string {
			return b.idIn(b.admin(at, "case.create", obj{"record": b.fresh("feature", at), "name": "Build it", "currency": "EUR"}).JSON)
		},
	}
}
