package app_test

// riskRows are the rows of the register of risks, and of decisions.
var riskRows = map[string]row{
	"risk.register": {on: "product", inBody: true, call: product1},
	"risk.exposure": {on: "product", inBody: true, call: product1},
	"risk.csv":      {on: "product", inBody: true, call: product1},
	"risk.trend":    {on: "risk"},

	// Only who approves a decision decides it; of one that nobody approves, whoever may record decisions.
	"decision.decide":  {on: "decision", want: recordsDecisions, call: body(obj{"outcome": "So be it.", "ground": "It is late."})},
	"decision.effects": {on: "decision"},
	"review.mine":      {},

	"opportunity.checks": {on: "product", inBody: true, call: product1},
}

func recordsDecisions(p principal, at place, usual outcome) outcome {
	if usual == ok && (p.role == "guest" || !p.decides("decision.record", at)) {
		return forbidden
	}
	return usual
}
