// Package cut is what an audience is shown of the roadmap: a saved choice of
// records and of fields, from which a sheet is made that holds the chosen and
// nothing else. Whatever leaves the server for people without a sign-in (page,
// picture, table, calendar) is made from a sheet, never from records.
//
// Words it owns: cut, audience, form (of a cut), field (of a cut), outside name,
// sheet.
package cut

import (
	"fmt"
	"slices"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/query"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Cut is the roadmap for one audience. Its product is the first of its
// products: who decides there, decides on the cut.
type Cut struct {
	record.Part
	Title    string    `db:"title" json:"title" v:"required,max=200" doc:"Over the page; the audience reads it."`
	Intro    string    `db:"intro" json:"intro" v:"max=2000" doc:"Under the title, in Markdown; the audience reads it."`
	Audience string    `db:"audience" json:"audience" v:"required,enum=executive|sales|customers|team" doc:"Whom it is for."`
	Products []string  `db:"products" json:"products" ref:"product" v:"required,max=60" doc:"The products it is about."`
	Query    string    `db:"query" json:"query" v:"max=4000" doc:"Which features, initiatives and releases of these products; all when empty."`
	Form     string    `db:"form" json:"form" v:"required,enum=timeline|horizons|objectives|table" doc:"How they are laid out: over time, as now, next and later, under the objectives that they serve, or as a table."`
	Fields   []string  `db:"fields" json:"fields" v:"required,max=60" doc:"What is shown of each; what is not listed never leaves the server. A custom field is custom: and its name."`
	Group    string    `db:"group_by" json:"group" v:"enum=product|objective|initiative|release" doc:"What a timeline or a table is grouped by."`
	Dates    string    `db:"dates" json:"dates" v:"required,enum=day|month|quarter" doc:"How exactly days are told, where they are shown at all."`
	LaterDay bool      `db:"later_day" json:"laterDay" label:"Days of what is later" doc:"Whether what stands on later shows days."`
	Names    []Outside `db:"names" json:"names" v:"max=500" doc:"Outside names of records."`
	Download bool      `db:"download" json:"download" doc:"Whether whoever opens it may take it along: as a document, a picture, a table, a calendar."`
}

// Outside is how a record is called in a cut, in place of its title.
type Outside struct {
	Record string `json:"record" ref:"record" v:"required"`
	Name   string `json:"name" v:"required,max=200"`
}

// Forms.
const (
	Timeline   = "timeline"
	Horizons   = "horizons"
	Objectives = "objectives"
	Table      = "table"
)

// Decision is what it takes to show anything to anybody without a sign-in.
const Decision = "roadmap.share"

// Register adds cuts.
func Register(r *op.Registry) {
	op.AddPart[Cut](r, "cut")
	r.Check(agreed)
	decided := []op.Option{op.Takes(Decision)}
	op.Do(r, "cut.create", create, append(decided, op.Says("Make a cut of the roadmap for an audience."))...)
	op.Do(r, "cut.update", update, append(decided, op.Says("Change a cut; what is left out stays. Whoever opens its links sees the change at once."))...)
	op.Ask(r, "cut.list", list, op.Says("List the cuts of a product, or all."), op.Needs(op.Inside))
	op.Ask(r, "cut.show", show, op.Says("Show a cut."))
	op.Ask(r, "cut.fields", fieldsOf, op.Says("List the fields that a cut may show, and what each audience starts with."), op.Needs(op.Inside), op.At("GET", "/api/v1/cuts/fields"))
}

// Check holds for every stored cut.
func (c *Cut) Check(l *errs.List) {
	if _, err := query.Parse(c.Query); err != nil {
		l.Add("query", "%s", strings.TrimSuffix(errs.Public(err).Msg, "."))
	}
	for i, f := range c.Fields {
		switch {
		case !known(f):
			l.Add("fields", "%q is not a field that can be shown; use some of %s", f, strings.Join(names(), ", "))
		case slices.Contains(c.Fields[:i], f):
			l.Add("fields", "%s stands twice", f)
		}
	}
	for _, needs := range c.needs() {
		if !c.Shows(needs.field) {
			l.Add("fields", "must have %s: %s", needs.field, needs.why)
		}
	}
	for i, n := range c.Names {
		if !id.Valid(n.Record) || slices.ContainsFunc(c.Names[:i], func(o Outside) bool { return o.Record == n.Record }) {
			l.Add("names", "must name each record once, by its id")
			break
		}
	}
}

type need struct{ field, why string }

// needs are the fields that a form cannot do without: laying records out by a
// field shows it.
func (c *Cut) needs() []need {
	var out []need
	switch c.Form {
	case Timeline:
		out = append(out, need{"dates", "a timeline lays records out by their days"})
	case Horizons:
		out = append(out, need{"horizon", "now, next and later are horizons"})
	case Objectives:
		out = append(out, need{"objective", "the records stand under the objectives that they serve"})
	}
	if c.Shows("odds") {
		out = append(out, need{"dates", "odds are the odds of a day"})
	}
	if c.Group != "" && (c.Form == Timeline || c.Form == Table) {
		out = append(out, need{c.Group, fmt.Sprintf("the records are grouped by %s", c.Group)})
	}
	return out
}

// Shows says whether a field is chosen.
func (c *Cut) Shows(field string) bool { return slices.Contains(c.Fields, field) }

// groupedBy is the field that groups: that of the form, or the chosen one.
func (c *Cut) groupedBy() string {
	switch c.Form {
	case Horizons:
		return "horizon"
	case Objectives:
		return "objective"
	default:
		return c.Group
	}
}
