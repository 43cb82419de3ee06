// Package metric holds numbers over time: what a metric means and how that
// changed, in which direction it is good, the points that were entered, pushed
// or read from a file, the line to its target, what it drives, and the alerts
// that tell when it leaves the ground that it should keep.
//
// Words it owns: metric, point, direction, source (of a metric's points),
// target, baseline and target line (of a metric), alert, driver, outcome,
// template (of a metric).
package metric

import (
	"context"

	"throughline/internal/core/kind"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/platform/store"
)

// Metric is a number over time with a definition.
type Metric struct {
	record.Record
	Definition        string    `db:"definition" json:"definition" by:"*" v:"max=4000" doc:"What is counted, how, and what is left out."`
	DefinitionVersion int64     `db:"definition_version" json:"definitionVersion" label:"Definition version" doc:"Counts up when definition, unit or direction change while there are points: values of different versions do not compare."`
	Example           string    `db:"example" json:"example" by:"*" v:"max=2000" label:"Worked example" doc:"One case counted through, so that two people count alike."`
	Template          string    `db:"template" json:"template" by:"*" v:"max=40" doc:"The template it was made from; its values can be worked out from what the template asks for."`
	Unit              string    `db:"unit" json:"unit" by:"*" v:"max=40" doc:"What it is counted in: %, days, EUR."`
	Direction         string    `db:"direction" json:"direction" by:"*" v:"enum=up|down" doc:"Which way is good."`
	Source            string    `db:"source" json:"source" by:"*" v:"enum=entered|pushed|events" doc:"Where its points come from: people, another system, usage events."`
	Target            *float64  `db:"target" json:"target" by:"*" doc:"The value it shall reach."`
	TargetOn          clock.Day `db:"target_on" json:"targetOn" by:"*" v:"day" doc:"When it shall have reached the target."`
	Baseline          *float64  `db:"baseline" json:"baseline" by:"*" doc:"The value that the line to its target begins with."`
	BaselineOn        clock.Day `db:"baseline_on" json:"baselineOn" by:"*" v:"day" label:"Baseline on" doc:"The day on which the line to its target begins."`
}

// Point is a metric's value at one moment.
type Point struct {
	At    clock.Instant `db:"at" json:"at" doc:"When it was so; left out, now."`
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

// Register adds metrics, their points and their alerts.
func Register(r *op.Registry) {
	kind.Add[Metric](r, op.Kind{Name: "metric", Define: "metric.set", Home: op.InEither, Settle: settle, Doc: "A number over time, with a definition."})
	op.AddPart[MetricPoint](r, "metric_point")
	r.AllowLink(op.LinkRule{Type: link.Drives, From: []string{"metric"}, To: []string{"metric"}, Decision: "metric.set"})
	takes := op.Takes("metric.set")
	op.Do(r, "metric.enter", enter, op.Says("Enter points of a metric; a point for the same moment replaces the one before."), takes)
	op.Do(r, "metric.push", push, op.Says("Push points of several metrics at once; what cannot be taken is reported, and the rest goes in."), takes)
	op.Do(r, "metric.import", importPoints, op.Says("Read points of a metric from a table of comma-separated values; rows that cannot be read are reported, and the rest goes in."), takes)
	op.Do(r, "metric.remove", remove, op.Says("Remove points of a metric that should never have been entered."), takes)
	op.Ask(r, "metric.points", points, op.Says("List the points of a metric in a stretch of time, oldest first."))
	op.Ask(r, "metric.last", last, op.Says("Show the newest point of a metric."))
	op.Ask(r, "metric.chart", chart, op.Says("Show a metric over time, with its target line and the changes of its definition."))
	op.Ask(r, "metric.tree", tree, op.Says("Show metrics as a tree: outcomes, and below them what drives them."), op.Needs(op.Inside))
	op.Ask(r, "metric.templates", templates, op.Says("List the templates of metrics: HEART, AARRR and the usual ratios."), op.Needs(op.Inside))
	op.Ask(r, "metric.calculate", calculate, op.Says("Work out a value as a template defines it."), op.Needs(op.Inside))
	registerAlerts(r)
}

// Check holds for every stored metric.
func (m *Metric) Check(list *errs.List) {
	if m.TargetOn != "" && m.Target == nil {
		list.Add("target", "is required where there is a day to reach it on")
	}
	if m.BaselineOn != "" && m.Baseline == nil {
		list.Add("baseline", "is required where there is a day to begin on")
	}
	if m.BaselineOn != "" && m.TargetOn != "" && m.TargetOn <= m.BaselineOn {
		list.Add("targetOn", "must lie after the day on which the line begins, %s", m.BaselineOn)
	}
	if m.Template != "" {
		if _, known := templateOf(m.Template); !known {
			list.Add("template", "%q is not a template of metrics (metric.templates lists them)", m.Template)
		}
	}
}

// settle counts a definition that changes while there are points: before there
// are any it is still being written. Whoever sets the number as well takes a
// change back.
func settle(ctx context.Context, tx *op.Tx, before, after record.Entity) error {
	is := after.(*Metric)
	if before == nil {
		is.DefinitionVersion = 1
		return nil
	}
	was := before.(*Metric)
	same := is.Definition == was.Definition && is.Unit == was.Unit && is.Direction == was.Direction
	if same || was.Definition == "" && is.Unit == was.Unit && is.Direction == was.Direction || is.DefinitionVersion != was.DefinitionVersion {
		return nil
	}
	there, err := store.All[string](ctx, tx.R, "select id from metric_point where workspace_id = ? and record_id = ? limit 1", tx.Workspace, is.ID)
	if err == nil && len(there) > 0 {
		is.DefinitionVersion++
	}
	return err
}
