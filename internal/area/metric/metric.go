// Package metric holds numbers over time: what a metric means, in which
// direction it is good, and the points that were entered or pushed.
//
// Words it owns: metric, point, direction, source (of a metric's points),
// target (of a metric).
package metric

import (
	"throughline/internal/core/kind"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// Metric is a number over time with a definition.
type Metric struct {
	record.Record
	Definition string    `db:"definition" json:"definition" by:"*" v:"max=4000" doc:"What is counted, how, and what is left out."`
	Unit       string    `db:"unit" json:"unit" by:"*" v:"max=40" doc:"What it is counted in: %, days, EUR."`
	Direction  string    `db:"direction" json:"direction" by:"*" v:"enum=up|down" doc:"Which way is good."`
	Source     string    `db:"source" json:"source" by:"*" v:"enum=entered|pushed|events" doc:"Where its points come from: people, another system, usage events."`
	Target     *float64  `db:"target" json:"target" by:"*" doc:"The value it shall reach."`
	TargetOn   clock.Day `db:"target_on" json:"targetOn" by:"*" v:"day" doc:"When it shall have reached the target."`
}

// Point is a metric's value at one moment.
type Point struct {
	At    clock.Instant `db:"at" json:"at" doc:"When it was so."`
	Value float64       `db:"value" json:"value"`
	Note  string        `db:"note" json:"note" v:"max=500" doc:"What should be known of this value."`
}

// MetricPoint is a point as it is kept: a part of its metric.
//
//nolint:revive // the name is the table's
type MetricPoint struct {
	record.Part
	At    clock.Instant `db:"at" json:"at" by:"metric.set" doc:"When it was so."`
	Value float64       `db:"value" json:"value" by:"metric.set"`
	Note  string        `db:"note" json:"note" by:"metric.set" v:"max=500" doc:"What should be known of this value."`
}

// Register adds metrics and their points.
func Register(r *op.Registry) {
	kind.Add[Metric](r, op.Kind{Name: "metric", Define: "metric.set", Home: op.InEither, Doc: "A number over time, with a definition."})
	op.AddPart[MetricPoint](r, "metric_point")
	op.Do(r, "metric.enter", enter, op.Says("Enter points of a metric; a point for the same moment replaces the one before."), op.Takes("metric.set"))
	op.Ask(r, "metric.points", points, op.Says("List the points of a metric in a stretch of time, oldest first."))
	op.Ask(r, "metric.last", last, op.Says("Show the newest point of a metric."))
}

// Check holds for every stored metric.
func (m *Metric) Check(list *errs.List) {
	if m.TargetOn != "" && m.Target == nil {
		list.Add("target", "is required where there is a day to reach it on")
	}
}
