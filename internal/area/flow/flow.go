// Package flow tells how work flows and what may be expected of it: burndown
// and burnup, velocity, cumulative flow, cycle time, throughput, age, and
// forecasts with their odds. It writes nothing that people enter; everything
// is computed from the ledger, by when things happened, as of any day.
//
// Words it owns: flow, started, finished (of an item), lead time, cycle time,
// throughput, age (of an item), scope (of a report), velocity, forecast, odds,
// back-test, working day.
package flow

import (
	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
)

// Register adds the reports and forecasts.
func Register(r *op.Registry) {
	r.Follow(ledger.Follower{Name: followerName, Batch: keep})
	r.Invariant(sound)
	m := &memory{}
	reports(r, m)
	forecasts(r, m)
}

func at(path string) op.Option { return op.At("GET", "/api/v1/flow/"+path) }

func reports(r *op.Registry, m *memory) {
	ask(r, m, "flow.burn", burn, "burn", "Burndown and burnup: scope, done and remaining day by day, with what changed the scope.")
	ask(r, m, "flow.velocity", velocity, "velocity", "Velocity: what each sprint promised at its start, and what of it was accepted.")
	ask(r, m, "flow.cumulative", cumulative, "cumulative", "Cumulative flow: how many items stand in or beyond each state, day by day.")
	ask(r, m, "flow.cycletime", cycleTime, "cycletime", "Cycle and lead time of finished items, with percentiles and the control chart.")
	ask(r, m, "flow.throughput", throughput, "throughput", "Throughput: items and points finished per day and week, days with nothing included.")
	ask(r, m, "flow.age", age, "age", "The age of the work in progress, against how long finished work took.")
	ask(r, m, "flow.efficiency", efficiency, "efficiency", "Flow efficiency: of the time between start and finish, how much was work and how much waiting.")
	ask(r, m, "flow.wip", wip, "wip", "Work in progress day by day, and Little's law with its conditions.")
	ask(r, m, "flow.rework", rework, "rework", "Rework: what came back after it was finished, and why.")
	ask(r, m, "flow.owner", ownerTime, "owner", "Where the product owner's time goes: from new to ready, from done to verdict, from question to answer.")
	ask(r, m, "flow.alignment", alignment, "alignment", "Alignment: what the effort of each sprint served, by objective, and what served none.")
	ask(r, m, "flow.items", behind, "items", "The items behind a figure of a report.")
}

func forecasts(r *op.Registry, m *memory) {
	ask(r, m, "flow.forecast", forecast, "forecast", "Forecast from the team's own throughput: when a set of items will be done, or how many by a day.")
	op.Ask(r, "flow.sprintodds", oddsOfSprint(m), op.Says("The odds of a sprint: what remains, the working days left, and what is done by its end."), op.Needs(op.Inside), at("sprint-odds"))
	ask(r, m, "flow.odds", recordOdds, "odds", "By when features, releases, sprints and items will be done, at 50, 70, 85 and 95 %.")
	ask(r, m, "flow.backtest", backTest, "backtest", "Hold the forecasts of the past against what happened: how many of them held.")
	ask(r, m, "flow.sizes", sizes, "sizes", "How long items of each estimate took.")
}
