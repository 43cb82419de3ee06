package stakeholder

import (
	"context"

	"throughline/internal/area/market"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
	"throughline/internal/platform/store"
)

// CreateIn is a new stakeholder.
type CreateIn struct {
	ID      string `json:"id" ref:"-" doc:"Made by the caller, so that a repeated call is harmless; made here when left out."`
	Product string `json:"product" ref:"product" v:"required" doc:"Id or key of the product."`
	Member  string `json:"member" ref:"member" doc:"The member it is, by id, e-mail or handle."`
	Contact string `json:"contact" ref:"contact" doc:"The person outside it is, by id or key."`
	Fields
}

// Fields are what can be said of a stakeholder; what is left out stays, or is
// in the middle at first.
type Fields struct {
	Title    *string `json:"title" v:"max=200" doc:"What the person is to the product."`
	Power    *int64  `json:"power" v:"min=0,max=10" doc:"0 to 10; 5 is much."`
	Interest *int64  `json:"interest" v:"min=0,max=10" doc:"0 to 10; 5 is much."`
	Stance   *string `json:"stance" v:"enum=supports|neutral|opposes"`
	Cares    *string `json:"cares" v:"max=2000" doc:"What matters to the person."`
	Owner    *string `json:"owner" ref:"member" doc:"Who looks after the relation; empty for nobody."`
	Notes    *string `json:"notes" v:"max=5000" doc:"Markdown."`
}

// UpdateIn changes a stakeholder.
type UpdateIn struct {
	ID string `json:"id" in:"path" v:"required"`
	Fields
}

// Ref names a stakeholder.
type Ref struct {
	ID string `json:"id" in:"path" v:"required"`
}

// most bounds the stakeholders of a product.
const most = 200

func create(ctx context.Context, tx *op.Tx, in CreateIn) (*Stakeholder, error) {
	product, err := productOf(ctx, &tx.View, in.Product)
	if err != nil {
		return nil, err
	}
	s := &Stakeholder{Stance: "neutral", Power: much, Interest: much}
	s.ID, s.Product, s.Record = in.ID, id.Ref(product), id.Ref(product)
	if err := s.is(ctx, tx, in); err != nil {
		return nil, err
	}
	n, err := store.One[int64](ctx, tx.R, "select count(*) from stakeholder where workspace_id = ? and product_id = ?", tx.Workspace, product)
	if err != nil {
		return nil, err
	}
	if n >= most {
		return nil, errs.New(errs.Invalid, "This product has %d stakeholders already. Take those off who have no stake any more.", n)
	}
	if err := in.Fields.apply(ctx, tx, s); err != nil {
		return nil, err
	}
	return s, tx.Insert(ctx, s)
}

// is says who the stakeholder is: nobody stands on a product's map twice.
func (s *Stakeholder) is(ctx context.Context, tx *op.Tx, in CreateIn) error {
	if (in.Member == "") == (in.Contact == "") {
		return errs.Fieldf("member", "say who it is: a member, or a contact for somebody outside")
	}
	column := "member_id"
	if in.Member != "" {
		who, err := tx.Person(ctx, in.Member)
		if err != nil {
			return err
		}
		if _, ok := tx.Access.Member(who); !ok {
			return errs.Fieldf("member", "No member is called %q here.", in.Member)
		}
		s.Member = id.Ref(who)
	} else {
		c, err := op.Find[market.Contact](ctx, &tx.View, in.Contact)
		if err != nil {
			return err
		}
		s.Contact, column = id.Ref(c.ID), "contact_id"
	}
	there, err := record.Where[Stakeholder](ctx, tx.At, "d.product_id = ? and d."+column+" = ?", string(s.Product), string(s.Member)+string(s.Contact))
	if err == nil && len(there) > 0 && there[0].ID != in.ID {
		return errs.New(errs.Conflict, "This person is a stakeholder of the product already.")
	}
	return err
}

func (f *Fields) apply(ctx context.Context, tx *op.Tx, s *Stakeholder) error {
	put(&s.Title, f.Title)
	put(&s.Power, f.Power)
	put(&s.Interest, f.Interest)
	put(&s.Stance, f.Stance)
	put(&s.Cares, f.Cares)
	put(&s.Notes, f.Notes)
	if f.Owner == nil {
		return nil
	}
	who, err := memberOf(ctx, tx, "owner", *f.Owner)
	s.Owner = who
	return err
}

// memberOf finds a member who is named in a field; "" is nobody.
func memberOf(ctx context.Context, tx *op.Tx, field, ref string) (id.Ref, error) {
	who, err := tx.Person(ctx, ref)
	if err != nil || who == "" {
		return "", err
	}
	if _, ok := tx.Access.Member(who); !ok {
		return "", errs.Fieldf(field, "No member is called %q here.", ref)
	}
	return id.Ref(who), nil
}

func put[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

func update(ctx context.Context, tx *op.Tx, in UpdateIn) (*Stakeholder, error) {
	before, err := one[Stakeholder](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	if err := in.Fields.apply(ctx, tx, &after); err != nil {
		return nil, err
	}
	return &after, tx.Update(ctx, before, &after)
}

// remove takes a stakeholder off; what points to them goes first.
func remove(ctx context.Context, tx *op.Tx, in Ref) (*Stakeholder, error) {
	s, err := one[Stakeholder](ctx, &tx.View, in.ID)
	if err != nil {
		return nil, err
	}
	lines, err := record.Where[Cadence](ctx, tx.At, "d.stakeholder_id = ? order by d.id", s.ID)
	if err != nil {
		return nil, err
	}
	for i := range lines {
		if err := tx.Delete(ctx, &lines[i]); err != nil {
			return nil, err
		}
	}
	told, err := record.Where[Briefing](ctx, tx.At, "d.stakeholder_id = ? order by d.id", s.ID)
	if err != nil {
		return nil, err
	}
	for i := range told {
		if err := tx.Delete(ctx, &told[i]); err != nil {
			return nil, err
		}
	}
	return s, tx.Delete(ctx, s)
}
