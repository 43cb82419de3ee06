package op

import (
	"encoding/json"

	"throughline/internal/core/ledger"
	"throughline/internal/core/right"
)

// A veil is a right to see a kind of part, beyond seeing the product it belongs
// to. What is under one stays out of histories, event streams, notices and
// proposals for whoever lacks the right.

// Veil puts a kind of part under a right. What asks for the parts themselves
// has to ask for the right as well.
func (r *Registry) Veil(kind, see string) { r.veils[kind] = see }

// VeilOf names the right that it takes to see a row of the ledger; "" for none.
// A proposal shows what it would change, and is under the veil of that.
func (r *Registry) VeilOf(row *ledger.Row) string {
	if row.Kind != "proposal" {
		return r.veils[row.Kind]
	}
	for _, side := range row.Diff["preview"] {
		var all []struct {
			Kind string `json:"kind"`
		}
		if json.Unmarshal(side, &all) != nil {
			continue
		}
		for _, p := range all {
			if see := r.veils[p.Kind]; see != "" {
				return see
			}
		}
	}
	return ""
}

// Shows says whether somebody who sees the product of a row may see the row.
func (r *Registry) Shows(access *right.Access, actor right.Actor, row *ledger.Row) bool {
	see := r.VeilOf(row)
	return see == "" || access.May(actor, see, string(row.Product)).May
}

// Shows says whether the actor may see a row of the ledger.
func (v *View) Shows(row *ledger.Row) bool {
	return v.sees(row.Product) && v.Engine.Reg.Shows(v.Access, v.Actor, row)
}

// shows says whether the actor may see a proposal of what they see otherwise:
// their own, and those that show nothing veiled.
func (v *View) shows(p *Proposal) bool {
	if string(p.CreatedBy) == v.Actor.Member {
		return true
	}
	for _, c := range p.Preview {
		if see := v.Engine.Reg.veils[c.Kind]; see != "" && !v.Access.May(v.Actor, see, string(p.Product)).May {
			return false
		}
	}
	return true
}
