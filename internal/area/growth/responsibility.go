package growth

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// Responsibility is what one of the two jobs answers for, as the workspace says
// it: one of its own, or in place of a default of the same name.
type Responsibility struct {
	record.Part
	Name      string   `db:"name" json:"name" by:"rights.set" v:"required,max=60" doc:"Small letters, digits and dashes; names it for good."`
	Job       string   `db:"job" json:"job" by:"rights.set" v:"required,enum=manager|owner" doc:"Whose it is: the product manager's or the product owner's."`
	Title     string   `db:"title" json:"title" by:"rights.set" v:"required,max=120"`
	About     string   `db:"about" json:"about" by:"rights.set" v:"max=1000" doc:"What it takes, in a sentence or two."`
	Decisions []string `db:"decisions" json:"decisions" ref:"-" by:"rights.set" v:"max=20" doc:"Decisions of the rights table that come with it."`
	Gone      bool     `db:"gone" json:"gone" by:"rights.set" doc:"Out of use here."`
}

// Carrier says that a member carries a responsibility on a product.
type Carrier struct {
	record.Part
	Name    string `db:"name" json:"name" by:"role.assign" v:"required,max=60" doc:"Of the responsibility."`
	Member  string `db:"member_id" json:"member" ref:"member" by:"role.assign" v:"required"`
	Letters string `db:"letters" json:"letters" by:"role.assign" v:"required,max=4" doc:"R responsible, A accountable, C consulted, I informed."`
}

// ResponsibilityIn is a responsibility as it shall be.
type ResponsibilityIn struct {
	Name      string   `json:"name" v:"max=60" doc:"Of the one to change; made from the title when left out."`
	Job       string   `json:"job" v:"required,enum=manager|owner"`
	Title     string   `json:"title" v:"required,max=120"`
	About     string   `json:"about" v:"max=1000"`
	Decisions []string `json:"decisions" ref:"-" v:"max=20"`
	Gone      bool     `json:"gone" doc:"Take it out of use."`
}

// ChargesIn asks for responsibilities.
type ChargesIn struct {
	Product string `json:"product" in:"query" v:"max=60" ref:"product" doc:"With who carries them there; by id or key."`
}

// Charge is a responsibility, and on a product who carries it.
type Charge struct {
	Name      string   `json:"name"`
	Job       string   `json:"job" v:"enum=manager|owner"`
	Title     string   `json:"title"`
	About     string   `json:"about"`
	Decisions []string `json:"decisions" ref:"-"`
	From      string   `json:"from" v:"enum=default|workspace" doc:"Who says so."`
	Gone      bool     `json:"gone" doc:"Out of use; listed only without a product."`
	Carriers  []Bears  `json:"carriers"`
	Faults    []string `json:"faults" doc:"What is wrong with the letters: no-accountable, many-accountable, no-responsible."`
	Lacking   []string `json:"lacking" ref:"-" doc:"Decisions that come with it and that who is accountable does not take here."`
}

// Bears is somebody who carries a responsibility.
type Bears struct {
	Member  string `json:"member" ref:"member"`
	Letters string `json:"letters"`
	Said    bool   `json:"said" doc:"It was said so; else it follows from the role."`
}

// CarryIn says who carries a responsibility.
type CarryIn struct {
	Product  string  `json:"product" v:"required,max=60" ref:"product" doc:"Id or key."`
	Name     string  `json:"name" v:"required,max=60" doc:"Of the responsibility."`
	Carriers []Borne `json:"carriers" v:"max=20" doc:"All who carry it; an empty list leaves it to whoever holds the role."`
}

// Borne is one carrier with letters.
type Borne struct {
	Member  string `json:"member" v:"required,max=320" ref:"member" doc:"Id, address or handle."`
	Letters string `json:"letters" v:"required,max=4" doc:"Some of R, A, C and I."`
}

// Faults of letters.
const (
	noAccountable   = "no-accountable"
	manyAccountable = "many-accountable"
	noResponsible   = "no-responsible"
)

// judge says what is wrong with the letters of one responsibility: exactly one
// person is accountable, and one at least responsible.
func judge(carriers []Bears) []string {
	accountable, responsible := 0, 0
	for _, c := range carriers {
		if strings.Contains(c.Letters, "A") {
			accountable++
		}
		if strings.Contains(c.Letters, "R") {
			responsible++
		}
	}
	out := []string{}
	switch {
	case accountable == 0:
		out = append(out, noAccountable)
	case accountable > 1:
		out = append(out, manyAccountable)
	}
	if responsible == 0 {
		out = append(out, noResponsible)
	}
	return out
}

var slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Check holds for every stored responsibility.
func (r *Responsibility) Check(list *errs.List) {
	checkName(r.Name, list)
	for i, d := range r.Decisions {
		if _, known := right.Default[d]; !known {
			list.Add(fmt.Sprintf("decisions.%d", i), "is no decision of the rights table: %s", d)
		}
	}
}

func checkName(name string, list *errs.List) {
	if !slug.MatchString(name) {
		list.Add("name", "must be small letters, digits and single dashes")
	}
}

// Check holds for every stored carrier.
func (c *Carrier) Check(list *errs.List) {
	if c.Letters != letters(c.Letters) {
		list.Add("letters", "must be some of R, A, C and I, each once and in this order")
	}
}

// letters puts letters into their order, each once; what is no letter of these
// goes.
func letters(s string) string {
	out := ""
	for _, l := range "RACI" {
		if strings.ContainsRune(s, l) {
			out += string(l)
		}
	}
	return out
}

// named makes a name from a title.
func named(title string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(title) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	s := b.String()
	return strings.Trim(s[:min(len(s), 60)], "-")
}

// responsibilities gives those in use, those out of use too where they are
// asked for, with who says so.
func responsibilities(ctx context.Context, v *op.View, gone bool) ([]Charge, error) {
	own, err := record.Where[Responsibility](ctx, v.At, "1 = 1 order by d.created_at, d.id")
	if err != nil {
		return nil, err
	}
	out := make([]Charge, 0, len(standard)+len(own))
	at := map[string]int{}
	for _, c := range standard {
		at[c.Name] = len(out)
		c.From, c.Decisions = "default", slices.Clone(c.Decisions)
		out = append(out, c)
	}
	for _, o := range own {
		c := Charge{Name: o.Name, Job: o.Job, Title: o.Title, About: o.About, Decisions: o.Decisions, From: "workspace", Gone: o.Gone}
		if i, there := at[o.Name]; there {
			out[i] = c
		} else {
			out = append(out, c)
		}
	}
	if !gone {
		out = slices.DeleteFunc(out, func(c Charge) bool { return c.Gone })
	}
	for i := range out {
		c := &out[i]
		if c.Decisions == nil {
			c.Decisions = []string{}
		}
		c.Carriers, c.Faults, c.Lacking = []Bears{}, []string{}, []string{}
	}
	slices.SortStableFunc(out, func(a, b Charge) int { return byPlace(a.Job, b.Job) })
	return out, nil
}

func charges(ctx context.Context, v *op.View, in ChargesIn) ([]Charge, error) {
	if in.Product == "" {
		return responsibilities(ctx, v, true)
	}
	product, err := v.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	return carried(ctx, v, product)
}

// carried gives what is in use with who carries it on a product.
func carried(ctx context.Context, v *op.View, product string) ([]Charge, error) {
	out, err := responsibilities(ctx, v, false)
	if err != nil {
		return nil, err
	}
	said, err := record.Where[Carrier](ctx, v.At, "d.product_id = ? order by d.created_at, d.id", product)
	if err != nil {
		return nil, err
	}
	of := map[string][]Bears{}
	for _, s := range said {
		if m, known := v.Access.Member(s.Member); known && m.Status == "active" {
			of[s.Name] = append(of[s.Name], Bears{s.Member, s.Letters, true})
		}
	}
	spoken := map[string]bool{}
	for _, s := range said {
		spoken[s.Name] = true
	}
	for i := range out {
		c := &out[i]
		if c.Carriers = of[c.Name]; !spoken[c.Name] {
			for _, m := range holders(v, c.Job, product) {
				c.Carriers = append(c.Carriers, Bears{m, "RA", false})
			}
		}
		if c.Carriers == nil {
			c.Carriers = []Bears{}
		}
		c.Faults, c.Lacking = judge(c.Carriers), lacking(v, c, product)
	}
	return out, nil
}

// lacking names the decisions that come with a responsibility and that none of
// those who are accountable take on the product.
func lacking(v *op.View, c *Charge, product string) []string {
	out := []string{}
	for _, d := range c.Decisions {
		rule := v.Access.Rule(d, product)
		takes, asked := false, false
		for _, b := range c.Carriers {
			if !strings.Contains(b.Letters, "A") {
				continue
			}
			asked = true
			for _, r := range v.Access.RolesOn(b.Member, product) {
				takes = takes || slices.Contains(rule.Roles, r)
			}
		}
		if asked && !takes {
			out = append(out, d)
		}
	}
	return out
}

func setResponsibility(ctx context.Context, tx *op.Tx, in ResponsibilityIn) (*Responsibility, error) {
	after := &Responsibility{Name: in.Name, Job: in.Job, Title: strings.TrimSpace(in.Title), About: in.About, Decisions: in.Decisions, Gone: in.Gone}
	return say(ctx, tx, after, &after.Name, in.Title, func(name string) bool {
		return slices.ContainsFunc(standard, func(c Charge) bool { return c.Name == name })
	})
}

// carry makes the carriers of a responsibility on a product what they shall be.
func carry(ctx context.Context, tx *op.Tx, in CarryIn) (*Charge, error) {
	product, err := tx.Product(ctx, in.Product)
	if err != nil {
		return nil, err
	}
	all, err := responsibilities(ctx, &tx.View, false)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(all, func(c Charge) bool { return c.Name == in.Name }) {
		return nil, errs.Fieldf("name", "is no responsibility in use here")
	}
	want := map[string]string{}
	for i, c := range in.Carriers {
		at := fmt.Sprintf("carriers.%d.", i)
		who, err := member(ctx, &tx.View, at+"member", c.Member)
		if err != nil {
			return nil, err
		}
		if want[who] != "" {
			return nil, errs.Fieldf(at+"member", "stands twice")
		}
		if want[who] = letters(strings.ToUpper(c.Letters)); want[who] == "" {
			return nil, errs.Fieldf(at+"letters", "must be some of R, A, C and I")
		}
	}
	if err := settle(ctx, tx, product, in.Name, want); err != nil {
		return nil, err
	}
	now, err := carried(ctx, &tx.View, product)
	if err != nil {
		return nil, err
	}
	return &now[slices.IndexFunc(now, func(c Charge) bool { return c.Name == in.Name })], nil
}

// settle writes the carriers that differ from those there are.
func settle(ctx context.Context, tx *op.Tx, product, name string, want map[string]string) error {
	there, err := record.Where[Carrier](ctx, tx.At, "d.product_id = ? and d.name = ?", product, name)
	if err != nil {
		return err
	}
	want = maps.Clone(want)
	for i := range there {
		after := there[i]
		after.Letters = want[after.Member]
		delete(want, after.Member)
		if after.Letters == "" {
			err = tx.Delete(ctx, &there[i])
		} else {
			err = tx.Update(ctx, &there[i], &after)
		}
		if err != nil {
			return err
		}
	}
	for _, who := range slices.Sorted(maps.Keys(want)) {
		c := &Carrier{Name: name, Member: who, Letters: want[who]}
		c.Product = id.Ref(product)
		if err := tx.Insert(ctx, c); err != nil {
			return err
		}
	}
	return nil
}
