// Package stakeholder is who has a stake in a product: where each of them
// stands between power and interest, what they are to hear and how often, what
// they were told, and whether they have read it.
//
// Words it owns: stakeholder (somebody with a stake in a product), power,
// interest, stance, quadrant, place (of a stakeholder on the map), cadence (what
// a stakeholder hears, how often, in which form and by whom), topic, briefing
// (what a stakeholder is told, once).
//
// What is said here of people is not for everybody: it takes a right of its own
// to see it. Whoever is told something sees that, and no more.
package stakeholder

import (
	"context"
	"time"

	"throughline/internal/area/portal"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// Set is the decision that all changes here take, See the right to look.
const (
	Set = "stakeholder.set"
	See = "stakeholder.see"
)

// Stakeholder is somebody with a stake in a product: a member, or a person
// outside.
type Stakeholder struct {
	record.Part
	Member   id.Ref `db:"member_id" json:"member" by:"stakeholder.set" ref:"member" doc:"The member it is; null for a person outside."`
	Contact  id.Ref `db:"contact_id" json:"contact" by:"stakeholder.set" ref:"contact" doc:"The person outside it is; null for a member."`
	Title    string `db:"title" json:"title" by:"stakeholder.set" v:"max=200" label:"Role" doc:"What the person is to the product."`
	Power    int64  `db:"power" json:"power" by:"stakeholder.set" v:"min=0,max=10" doc:"How much the person can help or stop, 0 to 10; 5 is much."`
	Interest int64  `db:"interest" json:"interest" by:"stakeholder.set" v:"min=0,max=10" doc:"How much it matters to the person, 0 to 10; 5 is much."`
	Stance   string `db:"stance" json:"stance" by:"stakeholder.set" v:"required,enum=supports|neutral|opposes"`
	Cares    string `db:"cares" json:"cares" by:"stakeholder.set" v:"max=2000" label:"Cares about" doc:"What matters to the person."`
	Owner    id.Ref `db:"owner_id" json:"owner" by:"stakeholder.set" ref:"member" doc:"Who looks after the relation."`
	Notes    string `db:"notes" json:"notes" by:"stakeholder.set" v:"max=5000" doc:"Markdown."`
}

// much is where power and interest begin to be much (Mendelow's grid on 0 to 10).
const much = 5

// Quadrants of the map.
const (
	Manage  = "manage closely"
	Satisfy = "keep satisfied"
	Inform  = "keep informed"
	Monitor = "monitor"
)

// Quadrant says how somebody with so much power and interest is kept.
func Quadrant(power, interest int64) string {
	switch {
	case power >= much && interest >= much:
		return Manage
	case power >= much:
		return Satisfy
	case interest >= much:
		return Inform
	default:
		return Monitor
	}
}

// Check holds for every stored stakeholder.
func (s *Stakeholder) Check(l *errs.List) {
	if (s.Member == "") == (s.Contact == "") {
		l.Add("member", "say who it is: a member, or a contact for somebody outside")
	}
}

// Register adds stakeholders, what they hear, and what they were told.
func Register(r *op.Registry, gate *portal.Gate) {
	op.AddPart[Stakeholder](r, "stakeholder")
	op.AddPart[Cadence](r, "cadence")
	op.AddPart[Briefing](r, "briefing")
	r.Veil("stakeholder", See)
	r.Veil("cadence", See)
	r.VeilBut("briefing", See, "member")
	r.Silent("stakeholder", "cadence")
	r.Tells("briefing", news)
	decided := func(says string) []op.Option { return []op.Option{op.Takes(Set), op.Says(says)} }
	op.Do(r, "stakeholder.create", create, decided("Add somebody with a stake in a product: a member, or a person outside.")...)
	op.Do(r, "stakeholder.update", update, decided("Change a stakeholder; what is left out stays. Where they stood before is kept.")...)
	op.Do(r, "stakeholder.delete", remove, decided("Take a stakeholder off, with what they were to hear. What they were told stays in the history.")...)
	op.Ask(r, "stakeholder.list", list, op.Says("List a product's stakeholders with where they stand, as it is or as it was on a day, and the path of each."))
	op.Do(r, "cadence.create", createCadence, decided("Agree on what a stakeholder hears, how often, in which form and by whom.")...)
	op.Do(r, "cadence.update", updateCadence, decided("Change what a stakeholder hears; what is left out stays.")...)
	op.Do(r, "cadence.delete", deleteCadence, decided("Agree on something no longer.")...)
	op.Ask(r, "cadence.list", cadences, op.Says("List what a product's stakeholders are to hear, when they were last told, and what is due."))
	registerBriefings(r, gate, decided)
}

// maySee refuses whoever may not see a product's stakeholders.
func maySee(v *op.View, product string) error {
	if v.Access.May(v.Actor, See, product).May {
		return nil
	}
	return errs.New(errs.Forbidden, "Stakeholders are shown here to those who look after them. Somebody who administers the workspace can change that under decision rights.")
}

// productOf finds a product whose stakeholders the actor may see.
func productOf(ctx context.Context, v *op.View, ref string) (string, error) {
	p, err := v.Product(ctx, ref)
	if err != nil {
		return "", err
	}
	return p, maySee(v, p)
}

// one finds a part of this package that the actor may see.
func one[T any](ctx context.Context, v *op.View, ref string) (*T, error) {
	x, err := op.Find[T](ctx, v, ref)
	if err != nil {
		return nil, err
	}
	return x, maySee(v, string(any(x).(record.Thing).Self().Product))
}

func zoneOf(v *op.View) *time.Location {
	z, err := time.LoadLocation(v.Access.Zone())
	if err != nil {
		return time.UTC
	}
	return z
}

func dayOf(v *op.View, at clock.Instant) clock.Day { return clock.DayOf(at, zoneOf(v)) }

// beginOf is the first instant of a day.
func beginOf(v *op.View, d clock.Day) clock.Instant {
	t := d.Time()
	return clock.From(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, zoneOf(v)))
}

// named is a person outside, with the account.
type named struct {
	ID      string `db:"id"`
	Title   string `db:"title"`
	Account string `db:"account"`
	Email   string `db:"email"`
}

// outsiders gives contacts by their ids.
func outsiders(ctx context.Context, v *op.View, ids []string) (map[string]named, error) {
	out := map[string]named{}
	if len(ids) == 0 {
		return out, nil
	}
	marks, args := record.Among(ids)
	rows, err := store.All[named](ctx, v.R, `select r.id, r.title, coalesce(a.title, '') as account, c.email from record r
 join contact c on c.workspace_id = r.workspace_id and c.id = r.id
 left join record a on a.workspace_id = r.workspace_id and a.id = c.account_id
 where r.workspace_id = ? and r.id in (`+marks+")", append([]any{v.Workspace}, args...)...)
	for _, r := range rows {
		out[r.ID] = r
	}
	return out, err
}
