package backlog

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Item is a story, a bug, a task or a spike.
type Item struct {
	record.Record
	AsA           string        `db:"as_a" json:"asA" by:"*" v:"max=500" label:"As a" doc:"Who wants it."`
	IWant         string        `db:"i_want" json:"iWant" by:"*" v:"max=2000" label:"I want" doc:"What is wanted."`
	SoThat        string        `db:"so_that" json:"soThat" by:"*" v:"max=2000" label:"So that" doc:"What it is good for."`
	Situation     string        `db:"situation" json:"situation" by:"*" v:"max=2000" label:"When" doc:"Of a job story: the situation in which it is wanted, in place of who wants it."`
	Criteria      Criteria      `db:"criteria" json:"criteria" by:"criteria.set" v:"max=100" doc:"What must hold for it to be accepted."`
	Scenarios     string        `db:"scenarios" json:"scenarios" by:"criteria.set" v:"max=50000" doc:"Criteria written in Gherkin. Each scenario, or each row of its examples, is one of the criteria."`
	Estimate      *float64      `db:"estimate" json:"estimate" by:"story.estimate" v:"min=0" doc:"Size, in the team's points."`
	Sprint        id.Ref        `db:"sprint_id" json:"sprint" by:"sprint.plan" ref:"sprint" thread:"down" doc:"The sprint it is planned for."`
	Priority      string        `db:"priority" json:"priority" by:"*" v:"max=40" doc:"The team's own word for how pressing it is."`
	BusinessValue *int64        `db:"business_value" json:"businessValue" by:"*" v:"min=1,max=5" doc:"What it is worth to the business, from 1, little, to 5, most."`
	TechnicalRisk *int64        `db:"technical_risk" json:"technicalRisk" by:"story.estimate" v:"min=1,max=5" doc:"How uncertain it is whether and how it can be built, from 1, plain, to 5, unknown."`
	DueOn         clock.Day     `db:"due_on" json:"dueOn" by:"*" v:"day" doc:"The day by which it is needed."`
	Class         string        `db:"service_class" json:"serviceClass" by:"*" v:"enum=expedite|fixed_date|intangible" label:"Class of service" doc:"How it is to be served; empty is standard. What is expedite has a lane and a limit of its own."`
	Parent        id.Ref        `db:"parent_id" json:"parent" by:"*" ref:"record" thread:"up" doc:"The item that it is a sub-task of."`
	Exception     string        `db:"exception" json:"exception" by:"work.move" v:"max=1000" doc:"Why it went on although the team's Definition of Ready or of Done did not hold."`
	DoneAt        clock.Instant `db:"done_at" json:"doneAt" doc:"Since when it awaits, or has had, its verdict."`
}

// Criterion is one acceptance criterion.
type Criterion struct {
	ID   string `json:"id" doc:"Made here when it is left out; unique in its item."`
	Text string `json:"text"`
	Met  bool   `json:"met" doc:"As the last verdict found it."`
	// Of a criterion that follows from the item's scenarios.
	Scenario string `json:"scenario,omitempty" doc:"Name of the scenario it is, as written."`
	Rule     string `json:"rule,omitempty" doc:"Name of the rule that the scenario stands under."`
	Example  string `json:"example,omitempty" doc:"Of an outline: the cells of its row of examples."`
}

// Criteria is the acceptance criteria of one item, in their order.
type Criteria []Criterion

// UnmarshalJSON reads the list and gives an id to those that have none.
func (c *Criteria) UnmarshalJSON(b []byte) error {
	var list []Criterion
	if err := json.Unmarshal(b, &list); err != nil {
		return err
	}
	*c = Numbered(list)
	return nil
}

// Numbered gives an id to each criterion that has none.
func Numbered(list []Criterion) Criteria {
	id.Number(list, func(c *Criterion) *string { return &c.ID })
	return list
}

// Check holds for every stored item.
func (i *Item) Check(list *errs.List) {
	seen := map[string]bool{}
	for n, c := range i.Criteria {
		at := fmt.Sprintf("criteria.%d.", n)
		switch {
		case strings.TrimSpace(c.Text) == "":
			list.Add(at+"text", "is required")
		case utf8.RuneCountInString(c.Text) > 2000:
			list.Add(at+"text", "must have at most 2000 characters")
		}
		switch {
		case len(c.ID) > 40:
			list.Add(at+"id", "must have at most 40 characters")
		case seen[c.ID]:
			list.Add(at+"id", "stands twice in one item")
		}
		seen[c.ID] = true
	}
	if string(i.Parent) == i.ID && i.ID != "" {
		list.Add("parent", "cannot be the item itself")
	}
}

// Is says whether a kind is one of items.
func Is(kind string) bool { return slices.Contains(Kinds, kind) }
