package making

import (
	"context"

	"throughline/internal/area/backlog"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// ItemTemplate is what new items of a sort begin with.
type ItemTemplate struct {
	record.Part
	Name      string           `db:"name" json:"name" by:"story.write" v:"required,max=80"`
	Kind      string           `db:"kind" json:"kind" by:"story.write" v:"required,enum=story|bug|task|spike"`
	Title     string           `db:"title" json:"title" by:"story.write" v:"max=500"`
	Body      string           `db:"body" json:"body" by:"story.write" v:"max=50000" doc:"Description in Markdown."`
	AsA       string           `db:"as_a" json:"asA" by:"story.write" v:"max=500"`
	Situation string           `db:"situation" json:"situation" by:"story.write" v:"max=2000"`
	IWant     string           `db:"i_want" json:"iWant" by:"story.write" v:"max=2000"`
	SoThat    string           `db:"so_that" json:"soThat" by:"story.write" v:"max=2000"`
	Criteria  backlog.Criteria `db:"criteria" json:"criteria" by:"story.write" v:"max=50"`
	Scenarios string           `db:"scenarios" json:"scenarios" by:"story.write" v:"max=50000" doc:"Criteria written in Gherkin."`
	Tags      []string         `db:"tags" json:"tags" by:"story.write" v:"max=20"`
	Subtasks  []string         `db:"subtasks" json:"subtasks" ref:"-" by:"story.write" v:"max=30" doc:"Titles of the sub-tasks that come with it."`
}

// TemplateIn makes a template, or changes the one with the id.
type TemplateIn struct {
	ID        string           `json:"id" ref:"-" doc:"Of the template that is changed; for a new one made by the caller, or left out."`
	Product   string           `json:"product" ref:"product" v:"required" doc:"Id or key of the product."`
	Name      string           `json:"name" v:"required,max=80"`
	Kind      string           `json:"kind" v:"required,enum=story|bug|task|spike"`
	Title     string           `json:"title" v:"max=500" doc:"What titles begin with."`
	Body      string           `json:"body" v:"max=50000" doc:"Description in Markdown."`
	AsA       string           `json:"asA" v:"max=500"`
	Situation string           `json:"situation" v:"max=2000"`
	IWant     string           `json:"iWant" v:"max=2000"`
	SoThat    string           `json:"soThat" v:"max=2000"`
	Criteria  backlog.Criteria `json:"criteria" v:"max=50"`
	Scenarios string           `json:"scenarios" v:"max=50000"`
	Tags      []string         `json:"tags" ref:"-" v:"max=20"`
	Subtasks  []string         `json:"subtasks" ref:"-" v:"max=30"`
}

// PartRef names a template or a rule.
type PartRef struct {
	ID string `json:"id" in:"path" v:"required" doc:"Its id."`
}

// ProductIn names a product.
type ProductIn struct {
	Product string `json:"product" in:"query" ref:"product" v:"required" doc:"Id or key of the product."`
}

// UseIn makes an item from a template.
type UseIn struct {
	ID      string `json:"id" in:"path" v:"required" doc:"Id of the template."`
	Title   string `json:"title" v:"max=500" doc:"The template's own, when left out."`
	Feature string `json:"feature" ref:"feature" doc:"Id or key of the feature that it delivers."`
}

func setTemplate(ctx context.Context, tx *op.Tx, in TemplateIn) (*ItemTemplate, error) {
	product, err := tx.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	before, err := partOrNew[ItemTemplate](ctx, tx, in.ID, product)
	if err != nil {
		return nil, err
	}
	t := *before
	t.Name, t.Kind, t.Title, t.Body = in.Name, in.Kind, in.Title, in.Body
	t.AsA, t.Situation, t.IWant, t.SoThat = in.AsA, in.Situation, in.IWant, in.SoThat
	t.Criteria, t.Scenarios, t.Tags, t.Subtasks = in.Criteria, in.Scenarios, in.Tags, in.Subtasks
	t.Product = id.Ref(product)
	if before.ID == "" {
		t.ID = in.ID
		return &t, tx.Insert(ctx, &t)
	}
	return &t, tx.Update(ctx, before, &t)
}

// partOrNew finds what is to be changed, or gives a new one: where no id is
// named, or one that its caller made.
func partOrNew[T any](ctx context.Context, tx *op.Tx, ref, product string) (*T, error) {
	if ref == "" {
		return new(T), nil
	}
	p, err := op.Find[T](ctx, &tx.View, ref)
	if errs.Is(err, errs.NotFound) && id.Valid(ref) {
		return new(T), nil
	}
	if err == nil && string(any(p).(record.Thing).Self().Product) != product {
		err = errs.Fieldf("product", "is not the one that it belongs to")
	}
	return p, err
}

func deleteTemplate(ctx context.Context, tx *op.Tx, in PartRef) (*ItemTemplate, error) {
	t, err := op.Find[ItemTemplate](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	uses, err := record.Where[Recurrence](ctx, tx.View.At, "d.template_id = ? order by d.id limit 1", t.ID)
	if err != nil {
		return nil, err
	}
	if len(uses) > 0 {
		return nil, errs.New(errs.Conflict, "The recurring item %q is made from this template. Take that away first.", uses[0].Title)
	}
	return t, tx.Delete(ctx, t)
}

func listTemplates(ctx context.Context, v *op.View, in ProductIn) ([]ItemTemplate, error) {
	p, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	return record.Where[ItemTemplate](ctx, v.At, "d.product_id = ? order by d.name, d.id limit 500", p)
}

func useTemplate(ctx context.Context, tx *op.Tx, in UseIn) (*backlog.Item, error) {
	t, err := op.Find[ItemTemplate](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	return t.make(ctx, tx, "", or(in.Title, t.Title), in.Feature)
}

// make makes an item of a template, with its sub-tasks.
func (t *ItemTemplate) make(ctx context.Context, tx *op.Tx, itemID, title, feature string) (*backlog.Item, error) {
	if title == "" {
		return nil, errs.Fieldf("title", "is required: the template has none")
	}
	to, err := featureOf(ctx, tx, feature, string(t.Product))
	if err != nil {
		return nil, err
	}
	i := &backlog.Item{AsA: t.AsA, Situation: t.Situation, IWant: t.IWant, SoThat: t.SoThat, Criteria: t.Criteria, Scenarios: t.Scenarios}
	i.ID, i.Kind, i.Product, i.Title, i.Body, i.Tags = itemID, t.Kind, t.Product, title, t.Body, t.Tags
	ranks, err := ranksFor(ctx, tx, "", i, 1+len(t.Subtasks))
	if err != nil {
		return nil, err
	}
	i.Rank = ranks[0]
	if err := tx.Insert(ctx, i); err != nil {
		return nil, err
	}
	if to != "" {
		if err := insertLink(ctx, tx, i, "delivers", to, "feature"); err != nil {
			return nil, err
		}
	}
	return i, subtasks(ctx, tx, i, t.Subtasks, ranks[1:])
}
