package demo

import "slices"

// Operations that the player does by itself, because they are not for members:
// whoever runs the installation adds people.
const addMember = "member.add"

// Moments of the first days.
const (
	productsMade = worldStart + 0.05
	peopleIn     = worldStart + 0.1
	fieldsMade   = worldStart + 0.5
	viewsMade    = worldStart + 1.2
)

// founding is the first day: the products, the people, the fields and views
// that the team agrees on.
func (p *plan) founding() {
	p.as(marta, productsMade).create("product", lend, obj{"key": lend, "title": "Lendwell", "product": "", "stage": "discovery",
		"body": "A platform where people lend to people.", "currency": "EUR"})
	p.as(marta, productsMade+0.01).create("product", lpay, obj{"key": lpay, "title": "Lendwell Pay", "product": "", "stage": "idea",
		"body": "Three rates at the till of shops that we know.", "currency": "EUR"})
	for i, a := range cast {
		if a.handle == helena || a.handle == marta {
			continue
		}
		m := peopleIn + moment(i)*0.005
		if a.joins != 0 {
			m = a.joins
		}
		p.as(helena, m).do(addMember, obj{"email": a.email(), "name": a.name, "handle": a.handle, "role": a.workspace, "roles": a.grants(), "password": Password})
	}
	for i, role := range []struct{ product, role string }{{lend, "stakeholder"}, {lpay, "stakeholder"}} {
		p.as(marta, peopleIn+0.1+moment(i)*0.002).do("role.assign", obj{"member": helena, "product": role.product, "role": role.role})
	}
	p.fields()
	p.views()
}

func (a actor) grants() []obj {
	out := []obj{}
	for _, r := range a.lend {
		out = append(out, obj{"product": lend, "role": r})
	}
	for _, r := range a.lpay {
		out = append(out, obj{"product": lpay, "role": r})
	}
	return out
}

func (p *plan) fields() {
	areas := []string{}
	for _, f := range p.features {
		if f.area != "" && !slices.Contains(areas, f.area) {
			areas = append(areas, f.area)
		}
	}
	for i, f := range []obj{
		{"name": "area", "label": "Area", "type": "choice", "options": areas, "kinds": []string{"story", "bug", "task", "spike", "feature"}, "doc": "The part of Lendwell that it is about."},
		{"name": "severity", "label": "Severity", "type": "choice", "options": []string{"minor", "major", "critical"}, "kinds": []string{"bug"}, "doc": "Critical: money or personal data are at risk."},
		{"name": "markets", "label": "Markets", "type": "multi", "options": []string{"Germany", "Austria", "Netherlands"}, "kinds": []string{"feature"}, "doc": "Where it will be offered."},
	} {
		f["product"] = lend
		p.as(tom, fieldsMade+moment(i)*0.01).do("field.create", f)
	}
}

func (p *plan) views() {
	for i, v := range []struct {
		who, name, query, layout string
		options                  obj
		shared                   bool
	}{
		{tom, "Backlog", "type:story,bug,task,spike is:open sort:rank", "table", obj{"columns": []string{"key", "title", "state", "estimate", "owner"}}, true},
		{tom, "Board", "type:story,bug,task,spike is:open sort:rank", "board", obj{"group": "state"}, true},
		{tom, "Ready for planning", "type:story,bug,task,spike state:ready sort:rank", "table", obj{}, true},
		{tom, "Bugs", "type:bug is:open sort:-created", "table", obj{"group": "custom.severity"}, true},
		{tom, "Blocked", "is:blocked is:open", "table", obj{}, true},
		{ana, "Roadmap", "type:feature is:open sort:rank", "timeline", obj{"group": "horizon"}, true},
		{ana, "Now, next, later", "type:feature is:open sort:rank", "board", obj{"group": "horizon"}, true},
		{ana, "Unheard feedback", "type:feedback state:new sort:created", "table", obj{}, true},
		{ana, "Objectives", "type:objective is:open", "tree", obj{}, true},
		{samuel, "Compliance risks", "type:risk is:open", "table", obj{}, true},
		{"lena", "Mine", "is:mine is:open", "board", obj{}, false},
		{david, "Not answered yet", "type:feedback is:open sort:created", "table", obj{}, false},
	} {
		p.as(v.who, viewsMade+moment(i)*0.3).do("view.create", obj{"product": lend, "name": v.name, "query": v.query, "layout": v.layout, "options": v.options, "shared": v.shared})
	}
}
