package promise

import (
	"context"
	"slices"
	"strings"

	"throughline/internal/area/feedback"
	"throughline/internal/area/release"
	"throughline/internal/core/link"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// GiveIn gives a promise.
type GiveIn struct {
	ID      string    `json:"id" ref:"-" doc:"Made by the caller, so that a repeated request creates nothing twice; or left out."`
	Product string    `json:"product" ref:"product" doc:"Id or key of the product; that of from, or of what keeps it, when left out."`
	From    string    `json:"from" ref:"record" doc:"What it is given from: feedback, whose account and contact it is given to; or a feature, release or item, which keeps it."`
	Title   string    `json:"title" v:"required,max=500" doc:"What is promised, in a line."`
	Words   string    `json:"words" v:"max=4000" doc:"In the words in which it was said."`
	Account string    `json:"account" ref:"account" doc:"To which account."`
	Contact string    `json:"contact" ref:"contact" doc:"To which contact."`
	Member  string    `json:"member" ref:"member" doc:"To which stakeholder, of a promise inside the house."`
	DueOn   clock.Day `json:"dueOn" v:"day" doc:"By when; of what is given from a release, its day when left out."`
	SaidBy  string    `json:"saidBy" ref:"member" doc:"Who gave it; you when left out."`
	SaidOn  clock.Day `json:"saidOn" v:"day" doc:"When; today when left out."`
	SaidIn  string    `json:"saidIn" v:"max=300" doc:"Where it was said: a call, a mail, a contract."`
	KeptBy  []string  `json:"keptBy" ref:"record" v:"max=50" doc:"Features, releases and items that keep it, by id or key."`
}

// RenegotiateIn promises another day.
type RenegotiateIn struct {
	ID    string    `json:"id" in:"path" v:"required" doc:"Id or key of the promise."`
	DueOn clock.Day `json:"dueOn" v:"required,day" doc:"The day for which it is promised now."`
	Why   string    `json:"why" v:"max=2000" doc:"What was agreed, and with whom."`
}

// EndIn ends a promise.
type EndIn struct {
	ID  string    `json:"id" in:"path" v:"required" doc:"Id or key of the promise."`
	As  string    `json:"as" v:"required,enum=kept|broken|withdrawn" doc:"How it came out. Withdrawn is what nobody wants any more."`
	On  clock.Day `json:"on" v:"day" doc:"When; today when left out."`
	Why string    `json:"why" v:"max=2000" doc:"What was said; required of what was broken or withdrawn."`
}

// HandleIn takes a promise in hand.
type HandleIn struct {
	ID   string `json:"id" in:"path" v:"required" doc:"Id or key of the promise."`
	Note string `json:"note" v:"required,max=2000" doc:"What is done about it."`
}

// BoundIn sets what is at risk.
type BoundIn struct {
	Odds     int64  `json:"odds" v:"min=1,max=99" doc:"Under so many percent a promise is at risk."`
	Patience *int64 `json:"patience" v:"min=0,max=30" doc:"So many days later the product manager hears of it too, unless it was taken in hand; as before when left out."`
}

// give makes a promise and ties it to what keeps it and what it comes from: one
// gesture, one change.
func give(ctx context.Context, tx *op.Tx, in GiveIn) (*Promise, error) {
	if again, err := given(ctx, tx, in.ID); again != nil || err != nil {
		return again, err
	}
	p := &Promise{Words: strings.TrimSpace(in.Words), DueOn: in.DueOn, SaidOn: in.SaidOn, SaidIn: in.SaidIn}
	p.Kind, p.ID, p.Title = "promise", in.ID, strings.TrimSpace(in.Title)
	if err := p.whom(ctx, tx, in); err != nil {
		return nil, err
	}
	from, err := p.from(ctx, tx, in.From)
	if err != nil {
		return nil, err
	}
	keepers, err := keepersOf(ctx, tx, in.KeptBy, from)
	if err != nil {
		return nil, err
	}
	if err := p.home(ctx, tx, in.Product, from, keepers); err != nil {
		return nil, err
	}
	if err := tx.Insert(ctx, p); err != nil {
		return nil, err
	}
	for _, k := range keepers {
		if _, err := link.Make(ctx, tx, link.CreateIn{Type: link.KeptBy, From: p.ID, To: k.ID}); err != nil {
			return nil, err
		}
	}
	if from != nil && !slices.Contains(Keepers, from.Kind) {
		if _, err := link.Make(ctx, tx, link.CreateIn{Type: link.Relates, From: p.ID, To: from.ID}); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// given answers a repeated call with what it made.
func given(ctx context.Context, tx *op.Tx, ref string) (*Promise, error) {
	if ref == "" {
		return nil, nil
	}
	p, err := op.Find[Promise](ctx, &tx.View, ref)
	switch {
	case errs.Is(err, errs.NotFound):
		return nil, nil
	case err != nil:
		return nil, err
	case string(p.CreatedBy) != tx.Actor.Member:
		return nil, errs.New(errs.Conflict, "There is a record with this id already.")
	}
	return p, nil
}

// whom finds those it is given to and by.
func (p *Promise) whom(ctx context.Context, tx *op.Tx, in GiveIn) error {
	for _, one := range []struct {
		field, ref, kind string
		into             *id.Ref
	}{{"account", in.Account, "account", &p.Account}, {"contact", in.Contact, "contact", &p.Contact}} {
		if one.ref == "" {
			continue
		}
		row, err := tx.Base(ctx, one.ref)
		if err != nil {
			return err
		}
		if row.Kind != one.kind {
			return errs.Fieldf(one.field, "%s is a %s", row.Key, row.Kind)
		}
		*one.into = id.Ref(row.ID)
	}
	for _, one := range []struct {
		ref  string
		into *id.Ref
	}{{in.Member, &p.Member}, {in.SaidBy, &p.SaidBy}} {
		if one.ref == "" {
			continue
		}
		m, err := person(ctx, &tx.View, one.ref)
		if err != nil {
			return err
		}
		*one.into = id.Ref(m)
	}
	return nil
}

// person finds a member of the workspace.
func person(ctx context.Context, v *op.View, ref string) (string, error) {
	m, err := v.Person(ctx, ref)
	if err != nil {
		return "", err
	}
	if _, known := v.Access.Member(m); !known && !v.Named(ctx, m) {
		return "", errs.New(errs.NotFound, "No member is called %q here.", ref)
	}
	return m, nil
}

// from reads what it is given from, and takes over what that tells of it.
func (p *Promise) from(ctx context.Context, tx *op.Tx, ref string) (*record.Row, error) {
	if ref == "" {
		return nil, nil
	}
	row, err := tx.Base(ctx, ref)
	if err != nil {
		return nil, err
	}
	switch {
	case row.Kind == "feedback":
		f, err := record.Find[feedback.Feedback](ctx, tx.At, row.ID)
		if err != nil {
			return nil, err
		}
		if p.Account == "" && p.Contact == "" && p.Member == "" {
			p.Account, p.Contact = f.Account, f.Contact
		}
	case row.Kind == "release" && p.DueOn == "":
		r, err := record.Find[release.Release](ctx, tx.At, row.ID)
		if err != nil {
			return nil, err
		}
		p.DueOn = r.DueOn
	}
	return row, nil
}

// keepersOf reads what keeps it.
func keepersOf(ctx context.Context, tx *op.Tx, refs []string, from *record.Row) ([]record.Row, error) {
	var out []record.Row
	if from != nil && slices.Contains(Keepers, from.Kind) {
		out = append(out, *from)
	}
	for _, ref := range refs {
		row, err := tx.Base(ctx, ref)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(Keepers, row.Kind) {
			return nil, errs.Fieldf("keptBy", "%s is a %s; a promise is kept by %s", row.Key, row.Kind, strings.Join(Keepers, ", "))
		}
		if !slices.ContainsFunc(out, func(r record.Row) bool { return r.ID == row.ID }) {
			out = append(out, *row)
		}
	}
	return out, nil
}

// home says to which product it belongs: the one that is named, else that of
// what it comes from, else that of the first that keeps it.
func (p *Promise) home(ctx context.Context, tx *op.Tx, named string, from *record.Row, keepers []record.Row) error {
	switch {
	case named != "":
		product, err := tx.Product(ctx, named)
		p.Product = id.Ref(product)
		return err
	case from != nil && from.Product != "":
		p.Product = from.Product
	case len(keepers) > 0:
		p.Product = keepers[0].Product
	}
	if p.Product == "" {
		return errs.Fieldf("product", "is required: which product's promise is it?")
	}
	return nil
}

// live finds a promise that still binds.
func live(ctx context.Context, tx *op.Tx, ref string) (*Promise, error) {
	p, err := op.Find[Promise](ctx, &tx.View, ref)
	if err == nil && !p.Live() {
		return nil, errs.New(errs.Conflict, "%s is %s. Open it again first.", p.Key, p.State)
	}
	return p, err
}

func renegotiate(ctx context.Context, tx *op.Tx, in RenegotiateIn) (*Promise, error) {
	before, err := live(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	if in.DueOn == before.DueOn {
		return nil, errs.Fieldf("dueOn", "is the day for which it is promised already")
	}
	after := *before
	after.DueOn = in.DueOn
	if err := after.moved(ctx, tx, before, strings.TrimSpace(in.Why)); err != nil {
		return nil, err
	}
	return &after, tx.Update(ctx, before, &after)
}

func end(ctx context.Context, tx *op.Tx, in EndIn) (*Promise, error) {
	before, err := live(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	why := strings.TrimSpace(in.Why)
	if why == "" && in.As != isKept {
		return nil, errs.Fieldf("why", "is required: what was said to whom it was promised?")
	}
	if in.On > today(&tx.View) {
		return nil, errs.Fieldf("on", "must not lie ahead")
	}
	s, err := tx.Meant(ctx, before, in.As)
	if err != nil {
		return nil, err
	}
	after := *before
	after.State, after.EndedOn, after.EndedWhy = s.Name, in.On, why
	return &after, tx.Update(ctx, before, &after)
}

func handle(ctx context.Context, tx *op.Tx, in HandleIn) (*Promise, error) {
	before, err := live(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	after := *before
	after.HandledAt, after.HandledBy, after.Handling = tx.Moment(), id.Ref(tx.Actor.Member), strings.TrimSpace(in.Note)
	return &after, tx.Update(ctx, before, &after)
}

// boundOf is what the workspace calls at risk.
func boundOf(ctx context.Context, at record.At) (*PromiseBound, error) {
	there, err := record.Where[PromiseBound](ctx, at, "1 = 1 order by d.id limit 1")
	if err != nil {
		return nil, err
	}
	if len(there) == 0 {
		return &PromiseBound{Odds: usualOdds, Patience: usualPatience}, nil
	}
	return &there[0], nil
}

func setBound(ctx context.Context, tx *op.Tx, in BoundIn) (*PromiseBound, error) {
	before, err := boundOf(ctx, tx.At)
	if err != nil {
		return nil, err
	}
	after := *before
	after.Odds = in.Odds
	if in.Patience != nil {
		after.Patience = *in.Patience
	}
	if before.ID == "" {
		// One for the workspace, whoever sets it first.
		after.ID = id.Of("promise_bound", tx.Workspace)
		return &after, tx.Insert(ctx, &after)
	}
	return &after, tx.Update(ctx, before, &after)
}
