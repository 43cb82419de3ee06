package app_test

// seesMoney refuses whoever may not see money, also where they could propose:
// guests never may.
func seesMoney(p principal, at place, usual outcome) outcome {
	if (usual == ok || usual == proposal) && (p.role == "guest" || !p.decides("money.see", at)) {
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
	"exchange.list": {},
	"exchange.set": {makes: true, by: "budget.set", call: func(b *bench, _ string, _ place) call {
		return call{body: obj{"from": "USD", "to": "EUR", "on": "2026-01-01", "rate": 0.5 + float64(b.number()%100000)/1e6, "source": "A bank"}}
	}},
}
