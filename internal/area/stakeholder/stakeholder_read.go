package stakeholder

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"throughline/internal/core/ledger"
	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/id"
	"throughline/internal/kit/patch"
	"throughline/internal/platform/store"
)

// ListIn asks for a product's stakeholders.
type ListIn struct {
	Product string    `json:"product" in:"query" ref:"product" v:"required" doc:"Id or key of the product."`
	On      clock.Day `json:"on" in:"query" v:"day" doc:"As it was at the end of this day; as it is when left out."`
}

// Map is where a product's stakeholders stand.
type Map struct {
	Items []Stood   `json:"items" doc:"Those with the most power first."`
	On    clock.Day `json:"on" doc:"The day it is told for."`
	Since clock.Day `json:"since" doc:"The day on which the first was added; null without any."`
}

// Stood is a stakeholder with where they stand, and stood.
type Stood struct {
	Stakeholder
	Name     string  `json:"name"`
	Account  string  `json:"account" ref:"-" doc:"Of a person outside."`
	Email    string  `json:"email"`
	Quadrant string  `json:"quadrant" doc:"manage closely, keep satisfied, keep informed or monitor."`
	Path     []Place `json:"path" doc:"Where they stood since, oldest first; the last is where they stand. At most 50."`
}

// Place is where a stakeholder stood from a moment on.
type Place struct {
	At       clock.Instant `json:"at"`
	By       id.Ref        `json:"by" ref:"member" doc:"Who said so."`
	Power    int64         `json:"power"`
	Interest int64         `json:"interest"`
	Stance   string        `json:"stance"`
	Quadrant string        `json:"quadrant"`
}

// mostPlaces bounds a path.
const mostPlaces = 50

// row is what is read of a row of the ledger.
type row struct {
	At     clock.Instant `db:"at"`
	Actor  id.Ref        `db:"actor_id"`
	Entity string        `db:"entity_id"`
	Act    ledger.Act    `db:"act"`
	Diff   patch.Diff    `db:"diff"`
}

func list(ctx context.Context, v *op.View, in ListIn) (*Map, error) {
	product, err := productOf(ctx, v, in.Product)
	if err != nil {
		return nil, err
	}
	out := &Map{Items: []Stood{}, On: in.On}
	until := v.Now
	if in.On == "" {
		out.On = dayOf(v, v.Now)
	} else {
		until = beginOf(v, in.On.Add(1)) - 1
	}
	then := &standing{at: map[string]*Stood{}}
	// The rows belong to the product's own record, so that they are found
	// without reading all of the ledger.
	err = store.Each(ctx, v.R, "select at, actor_id, entity_id, act, diff from ledger where workspace_id = ? and record_id = ? and kind = 'stakeholder' and at <= ? order by at, seq",
		then.follow, v.Workspace, product, int64(until))
	if err != nil {
		return nil, err
	}
	if then.first != 0 {
		out.Since = dayOf(v, then.first)
	}
	if in.On == "" {
		if err := then.now(ctx, v, product); err != nil {
			return nil, err
		}
	}
	for _, s := range then.at {
		s.Product = id.Ref(product)
		out.Items = append(out.Items, *s)
	}
	return out, name(ctx, v, out.Items)
}

// name tells who they are, and puts them in order.
func name(ctx context.Context, v *op.View, all []Stood) error {
	var ids []string
	for i := range all {
		if all[i].Contact != "" {
			ids = append(ids, string(all[i].Contact))
		}
	}
	outside, err := outsiders(ctx, v, ids)
	if err != nil {
		return err
	}
	for i := range all {
		s := &all[i]
		s.Quadrant = Quadrant(s.Power, s.Interest)
		s.Path = s.Path[max(0, len(s.Path)-mostPlaces):]
		if m, ok := v.Access.Member(string(s.Member)); ok {
			s.Name, s.Email = m.Name, m.Email
		} else if c, ok := outside[string(s.Contact)]; ok {
			s.Name, s.Account, s.Email = c.Title, c.Account, c.Email
		}
	}
	slices.SortFunc(all, func(a, b Stood) int {
		return cmp.Or(cmp.Compare(b.Power, a.Power), cmp.Compare(b.Interest, a.Interest), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return nil
}

// standing is who stands where, as the ledger tells it row by row.
type standing struct {
	at    map[string]*Stood
	first clock.Instant
}

func (t *standing) follow(r row) error {
	if t.first == 0 {
		t.first = r.At
	}
	if r.Act == ledger.Delete {
		delete(t.at, r.Entity)
		return nil
	}
	s := t.at[r.Entity]
	if s == nil {
		s = &Stood{Path: []Place{}}
		s.ID, s.CreatedAt, s.CreatedBy = r.Entity, r.At, r.Actor
		t.at[r.Entity] = s
	}
	if err := s.take(r.Diff); err != nil {
		return err
	}
	p := Place{r.At, r.Actor, s.Power, s.Interest, s.Stance, Quadrant(s.Power, s.Interest)}
	if n := len(s.Path); n == 0 || s.Path[n-1].Power != p.Power || s.Path[n-1].Interest != p.Interest || s.Path[n-1].Stance != p.Stance {
		s.Path = append(s.Path, p)
	}
	return nil
}

// take puts the new values of a row into a stakeholder.
func (s *Stood) take(d patch.Diff) error {
	texts := map[string]*string{"title": &s.Title, "stance": &s.Stance, "cares": &s.Cares, "notes": &s.Notes}
	refs := map[string]*id.Ref{"member": &s.Member, "contact": &s.Contact, "owner": &s.Owner}
	numbers := map[string]*int64{"power": &s.Power, "interest": &s.Interest}
	for name, c := range d {
		null := string(c[1]) == "null"
		var err error
		if to, ok := texts[name]; ok {
			if *to = ""; !null {
				err = json.Unmarshal(c[1], to)
			}
		} else if to, ok := refs[name]; ok {
			if *to = ""; !null {
				err = json.Unmarshal(c[1], to)
			}
		} else if to, ok := numbers[name]; ok {
			if *to = 0; !null {
				err = json.Unmarshal(c[1], to)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// now takes the stakeholders as they are stored, for whoever changes them: with
// their versions.
func (t *standing) now(ctx context.Context, v *op.View, product string) error {
	rows, err := record.Where[Stakeholder](ctx, v.At, "d.product_id = ? order by d.id limit ?", product, most)
	if err != nil {
		return err
	}
	there := map[string]*Stood{}
	for _, r := range rows {
		s := &Stood{Stakeholder: r, Path: []Place{}}
		if was := t.at[r.ID]; was != nil {
			s.Path = was.Path
		}
		there[r.ID] = s
	}
	t.at = there
	return nil
}
