package portal

import (
	"context"

	"throughline/internal/area/portal/cut"
	"throughline/internal/area/portal/paper"
	"throughline/internal/area/roadmap/plan"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
)

// ExportIn asks for the roadmap as one sees it.
type ExportIn struct {
	plan.In
	plan.Then
	Q          string `json:"q" in:"query" v:"max=4000" doc:"Only the features, initiatives and releases that a query finds."`
	Form       string `json:"form" in:"query" v:"enum=timeline|horizons|objectives|table" doc:"How they are laid out; over time when left out."`
	Group      string `json:"group" in:"query" v:"enum=product|objective|initiative|release|horizon|owner" doc:"What a timeline or a table is grouped by."`
	Odds       bool   `json:"odds" in:"query" doc:"With how likely each is by its day."`
	Milestones bool   `json:"milestones" in:"query" doc:"With the days that the roadmap has to meet."`
	Title      string `json:"title" in:"query" v:"max=200" doc:"Over it; Roadmap when left out."`
	Format     string `json:"format" in:"query" v:"enum=pdf|pptx|png|svg|csv|ics|json" doc:"pdf when left out."`
}

// mostProducts bounds how many products a roadmap on paper is about.
const mostProducts = 500

// export gives a member the roadmap as they see it, as it is, as it was or as a
// scenario has it: the sheet of a cut that is
// kept nowhere, with the fields of the team. It shows what its asker may see,
// and needs no word of those who share.
func export(ctx context.Context, v *op.View, in ExportIn) (op.Stream, error) {
	products, err := in.Within(ctx, v)
	if err != nil {
		return nil, err
	}
	if len(products) > mostProducts {
		return nil, errs.Fieldf("portfolio", "is required: %d products are more than a page tells of; choose a portfolio", len(products))
	}
	other, err := in.Read(ctx, v)
	if err != nil {
		return nil, err
	}
	if in.Odds && other != nil && other.Was != nil {
		return nil, errs.Fieldf("odds", "are forecast from the work as it is now, and were kept for no other day; leave them out")
	}
	// Calendars know an entry by its mark: that of a scenario is another than
	// that of the roadmap.
	c := &cut.Cut{
		Part:  record.Part{Head: record.Head{ID: string(in.AsOf) + in.Snapshot + in.Scenario}},
		Title: in.Title, Audience: "team", Products: products, Query: in.Q, Form: in.Form, Group: in.Group, Dates: "day", LaterDay: true,
		Fields: []string{"title", "key", "kind", "state", "horizon", "dates", "progress", "owner"},
	}
	if c.Title == "" {
		c.Title = "Roadmap"
	}
	if c.Form == "" {
		c.Form = cut.Timeline
	}
	if c.Form == cut.Objectives && c.Group == "" {
		c.Fields = append(c.Fields, "objective")
	}
	for _, also := range []struct {
		field string
		on    bool
	}{{"odds", in.Odds}, {"milestones", in.Milestones}, {in.Group, in.Group != ""}, {"product", len(products) > 1}} {
		if also.on && !c.Shows(also.field) {
			c.Fields = append(c.Fields, also.field)
		}
	}
	var list errs.List
	c.Check(&list)
	if err := list.Err(); err != nil {
		return nil, err
	}
	look := c.Look
	if other != nil {
		look = func(ctx context.Context, v *op.View) (*cut.Sheet, error) { return c.LookThen(ctx, v, other) }
	}
	s, err := look(ctx, v)
	if err != nil {
		return nil, err
	}
	if in.Format == "" {
		in.Format = "pdf"
	}
	f, err := paper.Write(s, in.Format, v.Now)
	if err != nil {
		return nil, err
	}
	return sentFile(f), nil
}
