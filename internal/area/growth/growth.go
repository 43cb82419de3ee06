// Package growth is about the two jobs and the people in them: who holds which
// role on which product, what each job answers for and who carries it, handing a
// role over, skills and ladders, assessments and growth plans, and hiring.
//
// Words it owns: responsibility, carrier, letter (R, A, C or I), handover,
// division (what a handover would move), skill, level, ladder, step (of a
// ladder), lead, assessment, gap (expected level less assessed), growth goal,
// vacancy, candidate, scorecard.
//
// Assessments, growth goals, candidates and scorecards are confidential: they
// lie in a plain table that only this package reads, and in no ledger.
package growth

import (
	"context"
	"time"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// Jobs.
const (
	Manager = "manager"
	Owner   = "owner"
)

// roleOf is the role that a job is on a product.
var roleOf = map[string]string{Manager: right.ProductManager, Owner: right.ProductOwner}

// jobs in the order in which they are shown.
var jobs = []string{Manager, Owner}

// Register adds roles and growth.
func Register(r *op.Registry) {
	op.AddPart[Responsibility](r, "responsibility")
	op.AddPart[Carrier](r, "carrier")
	op.AddPart[Skill](r, "skill")
	op.AddPart[LadderStep](r, "ladder_step")
	op.AddPart[GrowthLead](r, "growth_lead")
	op.AddPart[Vacancy](r, "vacancy")
	r.Check(guard)
	r.Tells("growth_lead", leadNews)
	op.Ask(r, "role.standing", standing, op.Says("Show who holds which role on which product, and where a role is empty or doubled."), op.Needs(op.Members), op.At("GET", "/api/v1/roles/standing"))
	op.Ask(r, "role.division", division, op.Says("Show what would go along when somebody hands one of the two jobs on a product to somebody else."), op.At("GET", "/api/v1/roles/division"))
	op.Do(r, "role.handover", handover, op.Says("Hand one of the two jobs on a product over: the role, responsibilities, records and approvals, as one change."), op.Takes("role.assign"), op.Scoped("admin"))
	registerResponsibilities(r)
	registerSkills(r)
	registerGrowth(r)
	registerHiring(r)
}

// registerResponsibilities adds what the jobs answer for.
func registerResponsibilities(r *op.Registry) {
	op.Ask(r, "responsibility.list", charges, op.Says("List what the two jobs answer for, and on a product who carries it."), op.Needs(op.Members))
	op.Do(r, "responsibility.set", setResponsibility, op.Says("Add a responsibility to one of the two jobs, change one, or take one out of use."), op.Takes("rights.set"), op.Scoped("admin"), op.At("POST", "/api/v1/responsibilities"))
	op.Do(r, "responsibility.reset", reset[Responsibility], op.Says("Let the default say again what a responsibility is; one of your own goes."), op.Takes("rights.set"), op.Scoped("admin"))
	op.Do(r, "responsibility.carry", carry, op.Says("Say who carries a responsibility on a product, by letters; nobody lets whoever holds the role carry it."), op.Takes("role.assign"), op.Scoped("admin"))
}

// today is the day that it is in the workspace.
func today(v *op.View) clock.Day {
	zone, err := time.LoadLocation(v.Access.Zone())
	if err != nil {
		zone = time.UTC
	}
	return clock.DayOf(v.Now, zone)
}

// member finds an active or invited member by id, address or handle.
func member(ctx context.Context, v *op.View, field, ref string) (string, error) {
	who, err := v.Person(ctx, ref)
	if err != nil {
		return "", err
	}
	m, known := v.Access.Member(who)
	switch {
	case !known:
		return "", record.Missing(ref)
	case m.Status == "deactivated":
		return "", errs.Fieldf(field, "%s is not in the workspace any more", m.Name)
	}
	return who, nil
}

// nameOf gives a member's name.
func nameOf(v *op.View, who string) string {
	m, _ := v.Access.Member(who)
	return m.Name
}
