package cut

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/query"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Choice is what may be chosen of a cut; what is left out stays, or begins as
// its audience's start says.
type Choice struct {
	Title    *string    `json:"title" v:"max=200" doc:"Over the page; the audience reads it."`
	Intro    *string    `json:"intro" v:"max=2000" doc:"Under the title, in Markdown; the audience reads it."`
	Products *[]string  `json:"products" ref:"product" v:"max=60" doc:"The products it is about, by id or key."`
	Query    *string    `json:"query" v:"max=4000" doc:"Which features, initiatives and releases of these products."`
	Form     *string    `json:"form" v:"enum=timeline|horizons|objectives|table" doc:"How they are laid out."`
	Fields   *[]string  `json:"fields" v:"max=60" doc:"What is shown of each."`
	Group    *string    `json:"group" v:"enum=product|objective|initiative|release" doc:"What a timeline or a table is grouped by."`
	Dates    *string    `json:"dates" v:"enum=day|month|quarter" doc:"How exactly days are told."`
	LaterDay *bool      `json:"laterDay" doc:"Whether what stands on later shows days."`
	Names    *[]Outside `json:"names" v:"max=500" doc:"Outside names of records."`
	Download *bool      `json:"download" doc:"Whether whoever opens it may take it along."`
}

// CreateIn is a new cut.
type CreateIn struct {
	ID       string `json:"id" ref:"-" doc:"Made by the caller, so that a repeated call is harmless; made here when left out."`
	Audience string `json:"audience" v:"required,enum=executive|sales|customers|team" doc:"Whom it is for; it begins as this audience's start says."`
	Choice
}

// UpdateIn changes a cut.
type UpdateIn struct {
	ID       string  `json:"id" in:"path" v:"required" doc:"Id of the cut."`
	Audience *string `json:"audience" v:"enum=executive|sales|customers|team"`
	Choice
}

// Ref names a cut.
type Ref struct {
	ID string `json:"id" in:"path" v:"required" ref:"cut" doc:"Id of the cut."`
}

// ListIn asks for cuts.
type ListIn struct {
	Product string `json:"product" in:"query" ref:"product" doc:"Only those about this product, by id or key."`
}

// Nothing is an input without fields.
type Nothing struct{}

// FieldList is what a cut may show, and what audiences start with.
type FieldList struct {
	Fields []Field `json:"fields"`
	Starts []Start `json:"starts"`
}

// Begin gives the cut that an audience starts with.
func Begin(audience string) *Cut {
	i := slices.IndexFunc(starts, func(s Start) bool { return s.Audience == audience })
	if i < 0 {
		return &Cut{Audience: audience}
	}
	s := starts[i]
	return &Cut{
		Title: s.Title, Audience: s.Audience, Query: s.Query, Form: s.Form, Fields: slices.Clone(s.Fields), Group: s.Group,
		Dates: s.Dates, LaterDay: s.LaterDay, Download: s.Download,
	}
}

func create(ctx context.Context, tx *op.Tx, in CreateIn) (*Cut, error) {
	c := Begin(in.Audience)
	c.ID = in.ID
	if err := in.Choice.Apply(ctx, &tx.View, c); err != nil {
		return nil, err
	}
	// Over several products a line says whose it is, unless it was chosen what
	// it says.
	if in.Fields == nil && len(c.Products) > 1 && !c.Shows("product") {
		c.Fields = append(c.Fields, "product")
	}
	return c, tx.Insert(ctx, c)
}

func update(ctx context.Context, tx *op.Tx, in UpdateIn) (*Cut, error) {
	before, err := op.Find[Cut](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	if in.Audience != nil {
		after.Audience = *in.Audience
	}
	if err := in.Choice.Apply(ctx, &tx.View, &after); err != nil {
		return nil, err
	}
	return &after, tx.Update(ctx, before, &after)
}

// agreed asks those who decide on each further product of a cut: whoever shows
// a product shows it in their name.
func agreed(_ context.Context, tx *op.Tx, _, after record.Thing) error {
	c, is := after.(*Cut)
	if !is {
		return nil
	}
	for _, p := range c.Products {
		if p != string(c.Product) {
			tx.Also(Decision, p)
		}
	}
	return nil
}

func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

// Apply puts what was chosen into a cut. Products and records are those that
// the caller sees.
func (in *Choice) Apply(ctx context.Context, v *op.View, c *Cut) error {
	set(&c.Title, in.Title)
	set(&c.Intro, in.Intro)
	set(&c.Query, in.Query)
	// Whoever wrote it is here now; its audience could not mend it.
	if in.Query != nil {
		if err := complaints(query.Check(ctx, v, c.Query)); err != nil {
			return err
		}
	}
	set(&c.Form, in.Form)
	set(&c.Fields, in.Fields)
	set(&c.Group, in.Group)
	set(&c.Dates, in.Dates)
	set(&c.LaterDay, in.LaterDay)
	set(&c.Download, in.Download)
	if in.Products != nil {
		c.Products = nil
		for _, ref := range *in.Products {
			p, err := v.Product(ctx, ref)
			if err != nil {
				return err
			}
			if !slices.Contains(c.Products, p) {
				c.Products = append(c.Products, p)
			}
		}
	}
	if len(c.Products) == 0 {
		return errs.Fieldf("products", "must name at least one product")
	}
	switch {
	case c.Product == "":
		c.Product = id.Ref(c.Products[0])
	case !slices.Contains(c.Products, string(c.Product)):
		return errs.Fieldf("products", "must keep the product that the cut was made for; make another cut for the others")
	}
	return c.rename(ctx, v, in.Names)
}

// complaints says of a cut what is wrong with its query, each at its character.
func complaints(err error) error {
	if !errs.Is(err, errs.Invalid) {
		return err
	}
	var list errs.List
	for _, why := range errs.Public(err).Fields {
		list.Add("query", "%s", strings.TrimSuffix(why.Message, "."))
	}
	return list.Err()
}

// rename resolves the records that are given outside names.
func (c *Cut) rename(ctx context.Context, v *op.View, names *[]Outside) error {
	if names == nil || len(*names) == 0 {
		set(&c.Names, names)
		return nil
	}
	refs := make([]string, len(*names))
	for i, n := range *names {
		refs[i] = n.Record
	}
	ids, err := record.IDs(ctx, v.At, refs)
	if err != nil {
		return err
	}
	if len(ids) != len(refs) {
		return errs.Fieldf("names", "must name records that there are, each once")
	}
	marks, args := record.Among(ids)
	seen, err := visible(ctx, v, marks, args)
	if err != nil {
		return err
	}
	out := make([]Outside, len(refs))
	for i, n := range *names {
		if !seen[ids[i]] {
			return record.Missing(n.Record)
		}
		out[i] = Outside{ids[i], n.Name}
	}
	c.Names = out
	return nil
}

func show(ctx context.Context, v *op.View, in Ref) (*Cut, error) { return op.Find[Cut](ctx, v, in.ID) }

func list(ctx context.Context, v *op.View, in ListIn) ([]Cut, error) {
	all, err := op.Where[Cut](ctx, v, "1 = 1 order by d.created_at, d.id limit 1000")
	if err != nil || in.Product == "" {
		return all, err
	}
	product, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(c Cut) bool { return !slices.Contains(c.Products, product) }), nil
}

func fieldsOf(context.Context, *op.View, Nothing) (*FieldList, error) {
	return &FieldList{all, starts}, nil
}
