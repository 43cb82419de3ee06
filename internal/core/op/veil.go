package op

import (
	"encoding/json"

	"throughline/internal/core/ledger"
	"throughline/internal/core/right"
	"throughline/internal/kit/patch"
)

// A veil is a right to see a kind of part, beyond seeing the product it belongs
// to. What is under one stays out of histories, event streams, notices and
// proposals for whoever lacks the right.

// Veil puts a kind of part under a right. What asks for the parts themselves
// has to ask for the right as well.
func (r *Registry) Veil(kind, see string) { r.veils[kind] = see }

// VeilBut puts a kind of part under a right, but for whomever a field of a row
// names as a member: what was written for somebody, they may see.
func (r *Registry) VeilBut(kind, see, field string) {
	r.Veil(kind, see)
	r.veilBut[kind] = field
}

// VeilField puts one field of a kind of part under a right. What sets it, or had
// it set, is under the veil as a whole: a row of the ledger is shown or not. What
// asks for the parts themselves has to leave the field out.
func (r *Registry) VeilField(kind, field, see string) {
	if r.veilFields[kind] == nil {
		r.veilFields[kind] = map[string]string{}
	}
	r.veilFields[kind][field] = see
}

// veilOn names the right that it takes to see a change of a part; "" for none.
func (r *Registry) veilOn(kind string, diff patch.Diff) string {
	if see := r.veils[kind]; see != "" {
		return see
	}
	for field, see := range r.veilFields[kind] {
		if c, there := diff[field]; there && (tells(c[0]) || tells(c[1])) {
			return see
		}
	}
	return ""
}

// tells says whether one side of a change of a field holds something.
func tells(side json.RawMessage) bool {
	return len(side) > 0 && string(side) != "null" && string(side) != `""`
}

// names says whether a row names a member in the field that lifts its veil.
func (r *Registry) names(row *ledger.Row, member string) bool {
	c, ok := row.Diff[r.veilBut[row.Kind]]
	var named string
	return ok && member != "" && json.Unmarshal(c[1], &named) == nil && named == member
}

// VeilOf names the right that it takes to see a row of the ledger; "" for none.
// A proposal shows what it would change, and is under the veil of that.
func (r *Registry) VeilOf(row *ledger.Row) string {
	if row.Kind != "proposal" {
		return r.veilOn(row.Kind, row.Diff)
	}
	for _, side := range row.Diff["preview"] {
		var all []Preview
		if json.Unmarshal(side, &all) != nil {
			continue
		}
		for _, p := range all {
			if see := r.veilOn(p.Kind, p.Diff); see != "" {
				return see
			}
		}
	}
	return ""
}

// Shows says whether somebody who sees the product of a row may see the row.
func (r *Registry) Shows(access *right.Access, actor right.Actor, row *ledger.Row) bool {
	see := r.VeilOf(row)
	return see == "" || access.May(actor, see, string(row.Product)).May || r.names(row, actor.Member)
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
		if see := v.Engine.Reg.veilOn(c.Kind, c.Diff); see != "" && !v.Access.May(v.Actor, see, string(p.Product)).May {
			return false
		}
	}
	return true
}
