// Package field is custom fields: a team's own fields on kinds of record. Their
// definitions are things in the ledger, their values stand in the record.
//
// Words it owns: custom field, type (of a custom field).
package field

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// The types of custom fields.
const (
	Text   = "text"
	Number = "number"
	Day    = "day"
	Bool   = "bool"
	Choice = "choice"
	Multi  = "multi"
	Person = "person"
	Link   = "url"
)

// CustomField defines one field of a team's own.
type CustomField struct {
	record.Part
	Name    string   `db:"name" json:"name" v:"required,max=40" doc:"Name in the API and in queries: small letters and digits; it never changes."`
	Label   string   `db:"label" json:"label" by:"field.set" v:"required,max=80" doc:"What people see."`
	Type    string   `db:"type" json:"type" v:"required,enum=text|number|day|bool|choice|multi|person|url"`
	Kinds   []string `db:"kinds" json:"kinds" by:"field.set" v:"required,max=40" doc:"The kinds of record that have it."`
	Options []string `db:"options" json:"options" by:"field.set" v:"max=200" doc:"Of a choice."`
	Doc     string   `db:"doc" json:"doc" by:"field.set" v:"max=500"`
}

var nameForm = regexp.MustCompile(`^[a-z][a-z0-9]{0,39}$`)

// Check holds for every stored definition.
func (f *CustomField) Check(list *errs.List) {
	if !nameForm.MatchString(f.Name) {
		list.Add("name", "must be small letters and digits, beginning with a letter")
	}
	if (f.Type == Choice || f.Type == Multi) && len(f.Options) == 0 {
		list.Add("options", "are required for a choice")
	}
}

// CreateIn is a new custom field.
type CreateIn struct {
	Product string   `json:"product" ref:"product" doc:"Id or key; left out, it is for all products."`
	Name    string   `json:"name" v:"required,max=40"`
	Label   string   `json:"label" v:"max=80"`
	Type    string   `json:"type" v:"required,enum=text|number|day|bool|choice|multi|person|url"`
	Kinds   []string `json:"kinds" v:"required,max=40"`
	Options []string `json:"options" v:"max=200"`
	Doc     string   `json:"doc" v:"max=500"`
}

// UpdateIn changes a custom field; what is left out stays.
type UpdateIn struct {
	ID      string    `json:"id" in:"path" v:"required"`
	Label   *string   `json:"label" v:"max=80"`
	Kinds   *[]string `json:"kinds"`
	Options *[]string `json:"options"`
	Doc     *string   `json:"doc" v:"max=500"`
}

// Ref names a custom field.
type Ref struct {
	ID string `json:"id" in:"path" v:"required"`
}

// ListIn asks for custom fields.
type ListIn struct {
	Product string `json:"product" in:"query" ref:"product" doc:"Only those that hold in this product."`
}

// Register adds custom fields.
func Register(r *op.Registry) {
	op.AddPart[CustomField](r, "custom_field")
	op.Do(r, "field.create", create, op.Says("Define a custom field."))
	op.Do(r, "field.update", update, op.Says("Change a custom field's definition."))
	op.Do(r, "field.delete", remove, op.Says("Take a custom field away; its values stay in the history."))
	op.Ask(r, "field.list", list, op.Says("List the custom fields."), op.Needs(op.Inside))
	r.Check(valid)
}

func create(ctx context.Context, tx *op.Tx, in CreateIn) (*CustomField, error) {
	f := &CustomField{Name: in.Name, Label: in.Label, Type: in.Type, Kinds: in.Kinds, Options: in.Options, Doc: in.Doc}
	if f.Label == "" {
		f.Label = in.Name
	}
	if in.Product != "" {
		p, err := tx.Product(ctx, in.Product)
		if err != nil {
			return nil, err
		}
		f.Product = id.Ref(p)
	}
	if err := kindsExist(tx, f.Kinds); err != nil {
		return nil, err
	}
	if err := f.plainOptions(nil); err != nil {
		return nil, err
	}
	there, err := record.Where[CustomField](ctx, tx.At, "d.name = ? order by d.id limit 100", f.Name)
	if err != nil {
		return nil, err
	}
	for _, t := range there {
		if t.Product == f.Product || t.Product == "" || f.Product == "" {
			return nil, errs.Fieldf("name", "%s exists already", f.Name)
		}
	}
	return f, tx.Insert(ctx, f)
}

func kindsExist(tx *op.Tx, kinds []string) error {
	for i, k := range kinds {
		if _, ok := tx.Engine.Reg.Kind(k); !ok {
			return errs.Fieldf(fmt.Sprintf("kinds.%d", i), "%q is not a kind of record", k)
		}
	}
	return nil
}

func update(ctx context.Context, tx *op.Tx, in UpdateIn) (*CustomField, error) {
	before, err := op.Find[CustomField](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	set(&after.Label, in.Label)
	set(&after.Kinds, in.Kinds)
	set(&after.Options, in.Options)
	set(&after.Doc, in.Doc)
	if err := kindsExist(tx, after.Kinds); err != nil {
		return nil, err
	}
	if err := after.plainOptions(before.Options); err != nil {
		return nil, err
	}
	return &after, tx.Update(ctx, before, &after)
}

// unfit are the characters that an option may not have: each database writes
// them in its own way in a list, where queries look for the option.
const unfit = `"\<>&`

// plainOptions refuses new options with characters that could not be asked for
// later. Those that a field has already may stay.
func (f *CustomField) plainOptions(had []string) error {
	if f.Type != Choice && f.Type != Multi {
		return nil
	}
	var list errs.List
	for i, o := range f.Options {
		bad := strings.IndexFunc(o, func(c rune) bool { return unicode.IsControl(c) || strings.ContainsRune(unfit, c) })
		switch {
		case slices.Contains(had, o):
		case bad >= 0:
			list.Add(fmt.Sprintf("options.%d", i), "may not have the characters %s, nor line breaks and tabs", strings.Join(strings.Split(unfit, ""), " "))
		case strings.TrimSpace(o) == "":
			list.Add(fmt.Sprintf("options.%d", i), "is empty")
		}
	}
	return list.Err()
}

func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

func remove(ctx context.Context, tx *op.Tx, in Ref) (*CustomField, error) {
	f, err := op.Find[CustomField](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	return f, tx.Delete(ctx, f)
}

func list(ctx context.Context, v *op.View, in ListIn) ([]CustomField, error) {
	if in.Product == "" {
		return op.Where[CustomField](ctx, v, "1 = 1 order by d.name, d.id limit 1000")
	}
	p, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	return record.Where[CustomField](ctx, v.At, "(d.product_id is null or d.product_id = ?) order by d.name, d.id limit 1000", p)
}

// valid sees that the custom fields of a changed record exist for its kind and
// hold values of their type.
func valid(ctx context.Context, tx *op.Tx, before, after record.Thing) error {
	e, ok := after.(record.Entity)
	if !ok {
		return nil
	}
	custom := e.Base().Custom
	if len(custom) == 0 {
		return nil
	}
	had := map[string]any{}
	if was, ok := before.(record.Entity); ok {
		had = was.Base().Custom
	}
	if same(had, custom) {
		return nil
	}
	defs, err := record.Where[CustomField](ctx, tx.At, "(d.product_id is null or d.product_id = ?) order by d.id limit 1000", string(e.Base().Product))
	if err != nil {
		return err
	}
	var problems errs.List
	for _, name := range slices.Sorted(maps.Keys(custom)) {
		value := custom[name]
		if was, there := had[name]; there && same(was, value) {
			continue // also the value of a field that has been taken away since
		}
		i := slices.IndexFunc(defs, func(d CustomField) bool { return d.Name == name && slices.Contains(d.Kinds, e.Base().Kind) })
		if i < 0 {
			problems.Add("custom."+name, "is not a custom field of a %s here", e.Base().Kind)
			continue
		}
		if msg := defs[i].check(value); msg != "" {
			problems.Add("custom."+name, "%s", msg)
		}
	}
	return problems.Err()
}

func same(a, b any) bool {
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	return string(x) == string(y)
}

// check says what is wrong with a value, "" when nothing is.
func (f *CustomField) check(value any) string {
	text, isText := value.(string)
	switch f.Type {
	case Number:
		if _, ok := value.(float64); !ok {
			return "must be a number"
		}
	case Bool:
		if _, ok := value.(bool); !ok {
			return "must be true or false"
		}
	case Multi:
		return f.checkMulti(value)
	default:
		if !isText {
			return "must be text"
		}
	}
	switch f.Type {
	case Text:
		if len(text) > 10000 {
			return "must have at most 10000 characters"
		}
	case Day:
		if d, err := clock.ParseDay(text); err != nil || string(d) != text {
			return "must be a day like 2026-03-01"
		}
	case Choice:
		if !slices.Contains(f.Options, text) {
			return fmt.Sprintf("%q is not one of %s", text, strings.Join(f.Options, ", "))
		}
	case Person:
		if !id.Valid(text) {
			return "must be a member's id"
		}
	case Link:
		if u, err := url.Parse(text); err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
			return "must be a web address like https://example.com"
		}
	}
	return ""
}

func (f *CustomField) checkMulti(value any) string {
	all, ok := value.([]any)
	if !ok {
		return "must be a list"
	}
	for _, one := range all {
		s, ok := one.(string)
		if !ok || !slices.Contains(f.Options, s) {
			return fmt.Sprintf("%v is not one of %s", one, strings.Join(f.Options, ", "))
		}
	}
	return ""
}
