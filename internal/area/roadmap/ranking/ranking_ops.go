package ranking

import (
	"context"
	"math"
	"slices"
	"strings"

	"throughline/internal/area/roadmap"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/formula"
	"throughline/internal/kit/id"
)

// CreateIn makes a ranking.
type CreateIn struct {
	ID       string    `json:"id" ref:"-" doc:"Made by the caller, or left out."`
	Product  string    `json:"product" ref:"product" v:"required" doc:"Id or key of the product that it belongs to."`
	Name     string    `json:"name" v:"required,max=120"`
	Method   string    `json:"method" v:"max=40" doc:"Of the template to begin with; empty for a formula of one's own."`
	Formula  string    `json:"formula" v:"max=2000" doc:"The template's when left out."`
	Inputs   []Operand `json:"inputs" v:"max=20" doc:"The template's when left out."`
	Products []string  `json:"products" ref:"product" v:"max=50" doc:"Further products whose features are ranked too."`
	Top      int64     `json:"top" v:"min=0,max=100" doc:"How many can be chosen; 5 when left out."`
	Corrects bool      `json:"corrects" doc:"Correct confidence by the track record."`
}

// UpdateIn changes a ranking.
type UpdateIn struct {
	ID       string     `json:"id" in:"path" v:"required"`
	Name     *string    `json:"name" v:"max=120"`
	Formula  *string    `json:"formula" v:"max=2000"`
	Inputs   *[]Operand `json:"inputs"`
	Products *[]string  `json:"products" ref:"product"`
	Top      *int64     `json:"top" v:"min=1,max=100"`
	Corrects *bool      `json:"corrects"`
	Across   *string    `json:"across" v:"max=40"`
	Up       *string    `json:"up" v:"max=40"`
}

// RankingIn names a ranking.
//
//nolint:revive // In alone would say nothing
type RankingIn struct {
	ID string `json:"id" in:"path" v:"required"`
}

// ScoreIn sets inputs of a feature.
type ScoreIn struct {
	ID      string            `json:"id" in:"path" v:"required" doc:"Id of the ranking."`
	Feature string            `json:"feature" ref:"feature" v:"required" doc:"Id or key of the feature."`
	Ranges  map[string]*Range `json:"ranges" v:"required" doc:"By input; what is left out stays, null takes it away."`
}

func create(ctx context.Context, tx *op.Tx, in CreateIn) (*Ranking, error) {
	product, err := tx.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	r := &Ranking{Name: in.Name, Text: in.Formula, Inputs: in.Inputs, Edition: 1, Top: in.Top, Corrects: in.Corrects}
	r.ID, r.Product = in.ID, id.Ref(product)
	if in.Method != "" {
		t, ok := templateOf(in.Method)
		if !ok {
			return nil, errs.Fieldf("method", "there is no template %q", in.Method)
		}
		r.begin(t)
	}
	if r.Top == 0 {
		r.Top = 5
	}
	if r.Products, err = products(ctx, tx, in.Products); err != nil {
		return nil, err
	}
	return r, tx.Insert(ctx, r)
}

// begin takes from a template what was not given.
func (r *Ranking) begin(t Template) {
	if r.Text == "" {
		r.Text = t.Formula
	}
	if r.Inputs == nil {
		r.Inputs = t.Inputs
	}
	r.Across, r.Up = t.Across, t.Up
	r.Method = t.Method
	r.settle()
}

// settle forgets the method when the formula is no longer the template's: what
// it says of scores would not hold. Axes go with their inputs.
func (r *Ranking) settle() {
	t, ok := templateOf(r.Method)
	if !ok || t.Formula != r.Text || !slices.EqualFunc(t.Inputs, r.Inputs, func(a, b Operand) bool { return a.Name == b.Name && a.Unit == b.Unit && a.From == b.From }) {
		r.Method = ""
	}
	for _, axis := range []*string{&r.Across, &r.Up} {
		if _, known := r.input(*axis); !known {
			*axis = ""
		}
	}
}

func products(ctx context.Context, tx *op.Tx, refs []string) ([]string, error) {
	out := []string{}
	for _, ref := range refs {
		p, err := tx.Product(ctx, ref)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out, nil
}

func update(ctx context.Context, tx *op.Tx, in UpdateIn) (*Ranking, error) {
	before, err := op.Find[Ranking](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	put(&after.Name, in.Name)
	put(&after.Text, in.Formula)
	put(&after.Inputs, in.Inputs)
	put(&after.Top, in.Top)
	put(&after.Corrects, in.Corrects)
	put(&after.Across, in.Across)
	put(&after.Up, in.Up)
	if in.Products != nil {
		if after.Products, err = products(ctx, tx, *in.Products); err != nil {
			return nil, err
		}
	}
	if in.Formula != nil && after.Text != before.Text || in.Inputs != nil {
		after.Edition++
		after.settle()
	}
	return &after, tx.Update(ctx, before, &after)
}

func put[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

func remove(ctx context.Context, tx *op.Tx, in RankingIn) (*Ranking, error) {
	r, err := op.Find[Ranking](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	scorings, err := record.Where[Scoring](ctx, tx.At, "d.ranking_id = ?", r.ID)
	if err != nil {
		return nil, err
	}
	for i := range scorings {
		if err := tx.Delete(ctx, &scorings[i]); err != nil {
			return nil, err
		}
	}
	kept, err := record.Where[RankingSnapshot](ctx, tx.At, "d.ranking_id = ?", r.ID)
	if err != nil {
		return nil, err
	}
	for i := range kept {
		if err := tx.Delete(ctx, &kept[i]); err != nil {
			return nil, err
		}
	}
	return r, tx.Delete(ctx, r)
}

// score sets what a feature is scored from. What is a field of the feature is
// set there, so that there is one truth; its range is kept here, but for the
// effort's, which is the feature's too.
func score(ctx context.Context, tx *op.Tx, in ScoreIn) (*Scoring, error) {
	r, err := op.Find[Ranking](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	f, err := op.Find[roadmap.Feature](ctx, &tx.View, in.Feature)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(r.homes(), string(f.Product)) {
		return nil, errs.Fieldf("feature", "%s belongs to a product that is not ranked here", f.Key)
	}
	there, err := record.Where[Scoring](ctx, tx.At, "d.ranking_id = ? and d.record_id = ?", r.ID, f.ID)
	if err != nil {
		return nil, err
	}
	after := Scoring{Ranking: r.ID, Ranges: map[string]Range{}}
	after.ID, after.Record, after.Product = id.Of("scoring", tx.Workspace, r.ID, f.ID), id.Ref(f.ID), f.Product
	if len(there) > 0 {
		after.Part = there[0].Part
		for name, x := range there[0].Ranges {
			after.Ranges[name] = x
		}
	}
	feature := *f
	if err := in.apply(r, &after, &feature); err != nil {
		return nil, err
	}
	if err := tx.Update(ctx, f, &feature); err != nil {
		return nil, err
	}
	switch {
	case len(there) == 0 && len(after.Ranges) == 0:
		return &after, nil
	case len(there) == 0:
		return &after, tx.Insert(ctx, &after)
	}
	return &after, tx.Update(ctx, &there[0], &after)
}

func (in ScoreIn) apply(r *Ranking, to *Scoring, f *roadmap.Feature) error {
	var list errs.List
	for name, x := range in.Ranges {
		at := "ranges." + name
		input, known := r.input(name)
		if !known {
			list.Add(at, "there is no such input; there are %s", strings.Join(r.names(), ", "))
			continue
		}
		given := Range{}
		if x != nil {
			given = *x
		}
		if input.From == customers {
			list.Add(at, "follows from what customers said; say there how much it matters to them")
			continue
		}
		if wrong := input.fits(given); wrong != "" {
			list.Add(at, "%s", wrong)
			continue
		}
		if input.From != "" {
			if wrong := setField(f, input.From, given); wrong != "" {
				list.Add(at, "%s", wrong)
			}
			if input.From == "effort" {
				continue
			}
			given.Likely = nil
		}
		if given == (Range{}) {
			delete(to.Ranges, name)
			continue
		}
		to.Ranges[name] = given
	}
	return list.Err()
}

func (r *Ranking) names() []string {
	out := make([]string, len(r.Inputs))
	for i, in := range r.Inputs {
		out[i] = in.Name
	}
	return out
}

// setField sets a field of a feature from an input; the answer is what is wrong.
func setField(f *roadmap.Feature, name string, x Range) string {
	switch name {
	case "reach":
		f.Reach = nil
		if x.Likely != nil {
			if *x.Likely != math.Trunc(*x.Likely) {
				return "a reach is a whole number of people or events"
			}
			n := int64(*x.Likely)
			f.Reach = &n
		}
	case "impact":
		f.Impact = x.Likely
	case "confidence":
		f.Confidence = x.Likely
	case "effort":
		f.Effort, f.EffortLow, f.EffortHigh = x.Likely, x.Low, x.High
	}
	return ""
}

// CheckIn is a formula to be read.
type CheckIn struct {
	Formula string    `json:"formula" v:"max=2000"`
	Inputs  []Operand `json:"inputs" v:"max=20"`
}

// Checked is what was read.
type Checked struct {
	OK     bool     `json:"ok"`
	Read   string   `json:"read" doc:"The formula with all its brackets, as it was understood."`
	Takes  []string `json:"takes" doc:"The inputs that it names."`
	Unit   string   `json:"unit" doc:"Of what comes out."`
	Errors []Wrong  `json:"errors"`
}

// Wrong is one thing that is wrong with a formula.
type Wrong struct {
	From int    `json:"from" doc:"First character of the place, from 0."`
	To   int    `json:"to" doc:"The character after it."`
	Text string `json:"text"`
}

func check(_ context.Context, _ *op.Plain, in CheckIn) (*Checked, error) {
	out := &Checked{Takes: []string{}, Errors: []Wrong{}}
	f, bad := formula.Parse(in.Formula)
	if bad != nil {
		out.Errors = append(out.Errors, Wrong{bad.From, bad.To, bad.Msg})
		return out, nil
	}
	units := map[string]formula.Unit{}
	for _, i := range in.Inputs {
		u, bad := formula.ParseUnit(i.Unit)
		if bad != nil {
			out.Errors = append(out.Errors, Wrong{0, 0, sprintf("the unit of %s: %s", i.Name, bad.Msg)})
			u = formula.Unit{}
		}
		units[i.Name] = u
	}
	u, all := f.Check(units)
	for _, e := range all {
		out.Errors = append(out.Errors, Wrong{e.From, e.To, e.Msg})
	}
	out.Read, out.Takes, out.Unit, out.OK = f.String(), f.Fields(), u.String(), len(out.Errors) == 0
	return out, nil
}
