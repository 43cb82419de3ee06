package growth

import (
	"cmp"
	"context"
	"slices"

	"throughline/internal/core/op"
	"throughline/internal/core/record"
	"throughline/internal/core/right"
	"throughline/internal/platform/store"
)

// What may be amiss with the two jobs on a product.
const (
	isEmpty   = "empty"
	isDoubled = "doubled"
	isBoth    = "both"
	isLeft    = "left"
)

// StandingIn asks for the products' roles.
type StandingIn struct{}

// Standing is who holds which role on which product.
type Standing struct {
	Roles    []string  `json:"roles" doc:"Every role there is, in the order of the matrix."`
	Products []Manned  `json:"products"`
	Findings []Finding `json:"findings" doc:"Where one of the two jobs is empty or doubled."`
	More     bool      `json:"more" doc:"There are more products than are shown."`
}

// Manned is one product with those who hold a role on it.
type Manned struct {
	ID    string `json:"id" db:"id"`
	Key   string `json:"key" db:"key"`
	Title string `json:"title" db:"title"`
	Stage string `json:"stage" db:"stage"`
	Held  []Held `json:"held" db:"-"`
}

// Held is a role that somebody holds on a product.
type Held struct {
	Role   string `json:"role"`
	Base   string `json:"base" doc:"Of a specialised role, the one whose rights it starts from; else empty."`
	Member string `json:"member" ref:"member"`
	Left   bool   `json:"left" doc:"Whoever holds it is not in the workspace any more."`
}

// Finding is what is amiss with the two jobs on a product.
type Finding struct {
	Product string   `json:"product" ref:"product"`
	What    string   `json:"what" v:"enum=empty|doubled|both|left" doc:"Empty: nobody holds the role. Doubled: two or more do. Both: one person is product manager and product owner. Left: who holds it is gone."`
	Role    string   `json:"role" doc:"The role; empty where one person holds both."`
	Members []string `json:"members" ref:"member"`
}

// standingMost bounds the matrix.
const standingMost = 500

func standing(ctx context.Context, v *op.View, _ StandingIn) (*Standing, error) {
	scope, args := v.Scope("r.id")
	rows, err := store.All[Manned](ctx, v.R, "select r.id, r.key, r.title, p.stage from record r join product p on p.workspace_id = r.workspace_id and p.id = r.id where r.workspace_id = ? and r.archived_at = 0 and "+scope+" order by r.key limit ?",
		append(append([]any{v.Workspace}, args...), standingMost+1)...)
	if err != nil {
		return nil, err
	}
	out := &Standing{Roles: slices.Clone(right.Roles), Products: rows, Findings: []Finding{}}
	if len(rows) > standingMost {
		out.Products, out.More = rows[:standingMost], true
	}
	special, err := record.Where[right.CustomRole](ctx, v.At, "1 = 1 order by d.name")
	if err != nil {
		return nil, err
	}
	bases := map[string]string{}
	for _, s := range special {
		bases[s.Name] = s.Base
		out.Roles = append(out.Roles, s.Name)
	}
	held, err := op.Where[right.MemberRole](ctx, v, "1 = 1 order by d.created_at, d.id")
	if err != nil {
		return nil, err
	}
	of := map[string][]Held{}
	for _, h := range held {
		m, known := v.Access.Member(h.Member)
		of[string(h.Product)] = append(of[string(h.Product)], Held{h.Role, bases[h.Role], h.Member, !known || m.Status == "deactivated"})
	}
	for i := range out.Products {
		p := &out.Products[i]
		p.Held = of[p.ID]
		if p.Held == nil {
			p.Held = []Held{}
		}
		out.Findings = append(out.Findings, findings(p.ID, p.Held)...)
	}
	return out, nil
}

// findings says what is amiss with the two jobs of one product. A specialised
// role that starts from one of them fills it; doubled it is only by a second
// holder of the role itself.
func findings(product string, held []Held) []Finding {
	var out []Finding
	by := map[string][]string{}
	for _, job := range jobs {
		role := roleOf[job]
		var here, left []string
		filled := false
		for _, h := range held {
			switch {
			case h.Role == role && h.Left:
				left = append(left, h.Member)
			case h.Role == role:
				here = append(here, h.Member)
			case h.Base == role && !h.Left:
				filled = true
			}
		}
		by[job] = here
		switch {
		case len(here) > 1:
			out = append(out, Finding{product, isDoubled, role, here})
		case len(here) == 0 && len(left) > 0 && !filled:
			out = append(out, Finding{product, isLeft, role, left})
		case len(here) == 0 && !filled:
			out = append(out, Finding{product, isEmpty, role, []string{}})
		}
	}
	for _, m := range by[Manager] {
		if slices.Contains(by[Owner], m) {
			out = append(out, Finding{product, isBoth, "", []string{m}})
		}
	}
	return out
}

// holders lists the active members who hold the role of a job on a product, or
// one that starts from it.
func holders(v *op.View, job, product string) []string {
	return v.Access.Holding([]string{roleOf[job]}, product)
}

// jobOf says which of the two jobs decides a decision on a product: "" for
// neither, or both.
func jobOf(v *op.View, decision, product string) string {
	roles := v.Access.Rule(decision, product).Roles
	m, o := slices.Contains(roles, right.ProductManager), slices.Contains(roles, right.ProductOwner)
	switch {
	case m && !o:
		return Manager
	case o && !m:
		return Owner
	default:
		return ""
	}
}

// byPlace orders what has a job: the manager's before the owner's.
func byPlace(a, b string) int { return cmp.Compare(slices.Index(jobs, a), slices.Index(jobs, b)) }
