// Package lifecycle holds where a product is in its life: the rule by which a
// metric says it, the stage that is suggested, the ground on which a stage was
// set, and the plan by which a product is brought to its end.
//
// Words it owns: lifecycle rule, period (of a rule), reading, phase (of the
// market), suggestion (of a stage), ground (of a stage), sunset plan, step (of a
// sunset plan), account concerned.
package lifecycle

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// LifecycleRule says by which number a product's phase is judged.
//
//nolint:revive // the name is the table's
type LifecycleRule struct {
	record.Part
	Metric     id.Ref   `db:"metric_id" json:"metric" ref:"metric" by:"strategy.set" v:"required" doc:"How much it is used, or what it brings: a number that is good when it is large."`
	Target     *float64 `db:"target" json:"target" by:"strategy.set" doc:"The adoption that is aimed at; null for the metric's own target."`
	Period     string   `db:"period" json:"period" by:"strategy.set" v:"required,enum=week|month|quarter" doc:"What counts as a period."`
	Grows      float64  `db:"grows" json:"grows" by:"strategy.set" v:"min=-100,max=1000" doc:"Growth above this is growth, in percent a period."`
	Declines   float64  `db:"declines" json:"declines" by:"strategy.set" v:"min=-100,max=1000" doc:"Growth below this is decline, in percent a period."`
	Introduces float64  `db:"introduces" json:"introduces" by:"strategy.set" v:"min=0,max=100" doc:"Below this share of its target it is being introduced, in percent."`
}

// Check holds for every stored rule.
func (r *LifecycleRule) Check(list *errs.List) {
	if r.Declines > r.Grows {
		list.Add("declines", "must not lie above the bound of growth, %v", r.Grows)
	}
	if r.Target != nil && *r.Target <= 0 {
		list.Add("target", "must be above 0")
	}
}

func (r *LifecycleRule) bounds() Bounds { return Bounds{r.Grows, r.Declines, r.Introduces} }

// StageGround is why a product came into a stage.
type StageGround struct {
	record.Part
	From      string   `db:"from_stage" json:"from" by:"strategy.set" v:"max=20" doc:"The stage before."`
	To        string   `db:"to_stage" json:"to" by:"strategy.set" v:"max=20" doc:"The stage that was set."`
	Suggested bool     `db:"suggested" json:"suggested" by:"strategy.set" doc:"It was the one that was suggested."`
	Note      string   `db:"note" json:"note" by:"strategy.set" v:"max=2000" doc:"Why, in the words of whoever set it."`
	Evidence  Evidence `db:"evidence" json:"evidence" by:"strategy.set" doc:"What the numbers said then."`
}

// Evidence is what the numbers say of a stage at one time.
type Evidence struct {
	Metric    string    `json:"metric" ref:"metric" doc:"Id of the rule's metric; empty without a rule."`
	Title     string    `json:"title" doc:"Of the metric."`
	Unit      string    `json:"unit"`
	Period    string    `json:"period"`
	Target    *float64  `json:"target"`
	Bounds    Bounds    `json:"bounds"`
	Readings  []Reading `json:"readings" doc:"Complete periods only, oldest first."`
	Facts     Facts     `json:"facts"`
	Suggested Suggested `json:"suggested"`
}

// SunsetPlan is how a product is brought to its end.
type SunsetPlan struct {
	record.Part
	Reason      string    `db:"reason" json:"reason" by:"strategy.set" v:"max=2000" doc:"Why it ends."`
	AnnounceOn  clock.Day `db:"announce_on" json:"announceOn" by:"strategy.set" v:"day" doc:"When it is announced."`
	ClosedOn    clock.Day `db:"closed_on" json:"closedOn" by:"strategy.set" v:"day" doc:"From when there are no new customers."`
	SupportOn   clock.Day `db:"support_on" json:"supportOn" by:"strategy.set" v:"day" doc:"The last day of support."`
	EndOn       clock.Day `db:"end_on" json:"endOn" by:"strategy.set" v:"day" doc:"The last day on which it runs."`
	Replacement id.Ref    `db:"replacement_id" json:"replacement" ref:"product" by:"strategy.set" doc:"The product to which customers go."`
	Moving      string    `db:"moving" json:"moving" by:"strategy.set" v:"max=4000" doc:"Where customers go, and how they get there."`
	Data        string    `db:"data" json:"data" by:"strategy.set" v:"max=4000" doc:"How customers take their data out, and what is deleted."`
	ExportOn    clock.Day `db:"export_on" json:"exportOn" by:"strategy.set" v:"day" doc:"Until when data can be taken out."`
	DeleteOn    clock.Day `db:"delete_on" json:"deleteOn" by:"strategy.set" v:"day" doc:"When what is left is deleted."`
	Steps       Steps     `db:"steps" json:"steps" by:"strategy.set" v:"max=100" doc:"What has to be done, and who is told."`
	Accounts    Concerned `db:"accounts" json:"accounts" by:"strategy.set" v:"max=1000" doc:"The accounts that it concerns."`
}

// Step is something to do before a product ends, or somebody to tell.
type Step struct {
	ID     string    `json:"id" doc:"Unique in its plan."`
	Sort   string    `json:"sort" doc:"task, or tell for somebody who is told."`
	Title  string    `json:"title" doc:"What is to be done; of telling, who is told."`
	How    string    `json:"how" doc:"Of telling: by which way."`
	Owner  string    `json:"owner" ref:"member" doc:"Id of whoever sees to it."`
	DueOn  clock.Day `json:"dueOn"`
	DoneOn clock.Day `json:"doneOn" doc:"When it was done; null while it is not."`
}

// Steps is those of one plan.
type Steps []Step

// Customer is an account that a product's end concerns.
type Customer struct {
	Account string    `json:"account" ref:"account" doc:"Its id."`
	MovedOn clock.Day `json:"movedOn" doc:"When it had moved on; null while it has not."`
	Note    string    `json:"note" doc:"What was agreed with it."`
}

// Concerned is the accounts of one plan.
type Concerned []Customer

// Check holds for every stored plan.
func (p *SunsetPlan) Check(list *errs.List) {
	order := []struct {
		name string
		on   clock.Day
	}{{"announceOn", p.AnnounceOn}, {"closedOn", p.ClosedOn}, {"supportOn", p.SupportOn}, {"endOn", p.EndOn}, {"deleteOn", p.DeleteOn}}
	last := clock.Day("")
	for _, o := range order {
		if o.on != "" && o.on < last {
			list.Add(o.name, "must not lie before what comes first, on %s", last)
		}
		last = max(last, o.on)
	}
	if p.ExportOn != "" && p.DeleteOn != "" && p.DeleteOn < p.ExportOn {
		list.Add("deleteOn", "must not lie before the last day on which data can be taken out, %s", p.ExportOn)
	}
	seen := map[string]bool{}
	for i, s := range p.Steps {
		s.check(fmt.Sprintf("steps.%d.", i), list)
		if s.ID == "" || len(s.ID) > 40 || seen[s.ID] {
			list.Add(fmt.Sprintf("steps.%d.id", i), "must be there, once, with at most 40 characters")
		}
		seen[s.ID] = true
	}
}

func (s Step) check(at string, list *errs.List) {
	if strings.TrimSpace(s.Title) == "" {
		list.Add(at+"title", "is required")
	}
	if utf8.RuneCountInString(s.Title) > 300 || utf8.RuneCountInString(s.How) > 300 {
		list.Add(at+"title", "and how must have at most 300 characters")
	}
	if !slices.Contains([]string{"task", "tell"}, s.Sort) {
		list.Add(at+"sort", "must be task or tell")
	}
	for name, day := range map[string]clock.Day{"dueOn": s.DueOn, "doneOn": s.DoneOn} {
		if _, err := clock.ParseDay(string(day)); err != nil {
			list.Add(at+name, "must be a day like 2026-03-01")
		}
	}
}

// decides is the decision that all of this takes.
const decides = "strategy.set"

// Register adds lifecycle rules, stages with their ground, and sunset plans.
func Register(r *op.Registry) {
	op.AddPart[LifecycleRule](r, "lifecycle_rule")
	op.AddPart[StageGround](r, "stage_ground")
	op.AddPart[SunsetPlan](r, "sunset_plan")
	r.Tells("sunset_plan", planNews)
	takes := op.Takes(decides)
	at := func(method, path string) op.Option { return op.At(method, "/api/v1/"+path) }
	op.Ask(r, "lifecycle.show", show, op.Says("Show where a product is in its life: its stage with the evidence for it, the stage that is suggested with the numbers behind it, and the stages before."), op.Needs(op.Inside), at("GET", "lifecycle"))
	op.Ask(r, "lifecycle.list", list, op.Says("List all products with their stage, the one that is suggested, and what is overdue of their end."), op.Needs(op.Inside), at("GET", "lifecycle/products"))
	op.Do(r, "lifecycle.rule", setRule, op.Says("Say by which metric a product's phase is judged, in which periods and within which bounds; without a metric the rule goes."), takes, at("POST", "lifecycle/rule"))
	op.Do(r, "stage.set", setStage, op.Says("Set the stage of a product's life, with the reason; what the numbers say of it is kept."), takes, at("POST", "lifecycle/stage"))
	op.Ask(r, "sunset.show", showSunset, op.Says("Show how a product is brought to its end, what is overdue, and which accounts and revenue it still concerns."), op.Needs(op.Inside), at("GET", "sunset"))
	op.Ask(r, "sunset.mine", mine, op.Says("List the steps of products' ends that wait for you, what is due first comes first."), op.Needs(op.Self), at("GET", "sunset/mine"))
	op.Do(r, "sunset.plan", setPlan, op.Says("Write a product's sunset plan: its days, where customers go, and what becomes of data; what is left out stays."), takes, at("PATCH", "sunset"))
	op.Do(r, "sunset.step", setStep, op.Says("Set a step of a sunset plan: something to do, or somebody to tell, with who sees to it, by when, and when it was done. Whoever sees to it says that it is done; all else is the plan's to decide."), at("POST", "sunset/steps"))
	op.Do(r, "sunset.unstep", dropStep, op.Says("Take a step of a sunset plan away."), takes, at("POST", "sunset/steps/remove"))
	op.Do(r, "sunset.account", setAccount, op.Says("Say that a product's end concerns an account, that it has moved on, or that it is not concerned after all."), takes, at("POST", "sunset/accounts"))
}
