// Package roadmap holds what will be offered and when: features and
// initiatives, their places on the roadmap and their scores.
//
// Words it owns: feature, initiative, milestone, horizon (now, next, later),
// hypothesis, committed (a feature whose dates others rely on), RICE, bet (what a
// feature is predicted to change, by when), assumption (what has to be true for it).
package roadmap

import (
	"throughline/internal/area/feedback"
	"throughline/internal/core/kind"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// Initiative is a body of work across products that serves objectives.
type Initiative struct {
	record.Record
	StartOn clock.Day `db:"start_on" json:"startOn" by:"roadmap.place" v:"day" doc:"When work on it begins."`
	EndOn   clock.Day `db:"end_on" json:"endOn" by:"roadmap.place" v:"day" doc:"When it is to be finished."`
}

var initiativeStates = record.States("proposed", "todo", "in progress", "doing", "finished", "done", "dropped", "closed")

// Register adds features, initiatives and milestones.
func Register(r *op.Registry) {
	kind.Add[Feature](r, op.Kind{
		Name: "feature", Define: "feature.define", RankBy: "roadmap.place", Order: "roadmap", Home: op.InProduct,
		Workflow: featureStates, Move: moveFeature, Weigh: weighFeature, Settle: settleFeature,
		Weighs: map[string][]string{"startOn": {"scope.change"}, "endOn": {"scope.change"}}, Doc: "What will be offered to serve an opportunity.",
	})
	kind.Add[Initiative](r, op.Kind{
		Name: "initiative", Define: "feature.define", RankBy: "roadmap.place", Order: "roadmap", Home: op.InEither,
		Workflow: initiativeStates, Doc: "A body of work across products that serves objectives.",
	})
	kind.Add[Milestone](r, op.Kind{
		Name: "milestone", Define: "roadmap.place", Home: op.InEither,
		Workflow: milestoneStates, Doc: "A day that the roadmap has to meet and that is no release.",
	})
	for _, l := range links {
		l.Thread = true
		r.AllowLink(l)
	}
	r.AllowLink(feedback.EvidenceRule("feature"))
	op.Ask(r, "opportunity.checks", treeChecks, op.Says("Check a product's opportunity tree: needs that lead to no outcome (an objective or a metric), that nobody's words stand behind, that have one solution only, and solutions under work that nothing tests."), op.At("GET", "/api/v1/opportunities/checks"))
	op.Ask(r, "feature.score", scoreOf, op.Says("Score a feature by RICE, with what it was scored from."))
}

var links = []op.LinkRule{
	{Type: link.Serves, From: []string{"initiative", "feature"}, To: []string{"objective"}, Decision: "feature.define"},
	{Type: link.Evidence, From: []string{"insight"}, To: []string{"feature"}, Decision: "insight.draw"},
	{Type: link.Addresses, From: []string{"feature"}, To: []string{"opportunity"}, Decision: "feature.define"},
	{Type: link.Delivers, From: []string{"feature"}, To: []string{"initiative"}, Decision: "feature.define"},
	{Type: link.Measures, From: []string{"metric"}, To: []string{"feature"}, Decision: "metric.set"},
}

// Check holds for every stored initiative.
func (i *Initiative) Check(list *errs.List) { checkPeriod(i.StartOn, i.EndOn, list) }

func checkPeriod(start, end clock.Day, list *errs.List) {
	if start != "" && end != "" && end < start {
		list.Add("endOn", "must not lie before the start, %s", start)
	}
}
