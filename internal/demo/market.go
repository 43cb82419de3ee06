package demo

import (
	"fmt"
	"slices"
	"strings"
)

// account is an organisation outside with the people there.
type account struct {
	nth               int
	id, name, segment string
	born              moment
	contacts          []contact
}

type contact struct {
	id, name string
	born     moment
}

// side says what the people of a segment use Lendwell for.
var side = map[string]string{
	"investment club": lender, "lender": lender, "partner": partner, "broker": borrower,
	"employer": borrower, "sole trader": borrower, "association": borrower,
}

// The sides that feedback comes from.
const (
	lender   = "lender"
	borrower = "borrower"
	partner  = "partner"
)

// market makes the accounts and contacts, as they become known.
func (p *plan) market() {
	lines := slices.Clone(p.texts["accounts"])
	d, next := p.dice("market"), p.peopleOutside()
	d.Shuffle(len(lines), func(i, k int) { lines[i], lines[k] = lines[k], lines[i] })
	for i, line := range lines {
		// A third is known from the pilot; the rest comes month by month.
		born := worldStart + 4 + moment(i)*0.03
		if i > len(lines)/3 {
			born = worldStart + 8 + (p.now-worldStart-12)*moment(i-len(lines)/3)/moment(len(lines)-len(lines)/3)
		}
		a := &account{nth: i, name: line[1], segment: line[0], born: born}
		p.meet(a, next, d)
		if p.happened(born + 3) {
			p.accounts = append(p.accounts, a)
		}
	}
}

// meet writes an account down, with the people who are known there.
func (p *plan) meet(a *account, next func() string, d *dice) {
	who := pick(d, []string{ana, ana, tom})
	fields := obj{"product": "", "title": a.name, "segment": a.segment, "plan": planOf(a.segment), "externalId": fmt.Sprintf("crm-%04d", 1200+a.nth*7)}
	if a.segment != "association" {
		fields["revenue"], fields["currency"] = (400+d.IntN(9000))*100*revenueOf[a.segment], "EUR"
	}
	a.id = p.as(who, a.born).create("account", a.name, fields)
	for n := range 1 + d.IntN(2) + d.IntN(2) {
		c := contact{name: next(), born: a.born + 0.05 + moment(n)*d.between(0.002, 2)}
		c.id = p.as(who, c.born).create("contact", c.name, obj{
			"product": "", "title": c.name, "account": a.id, "email": address(c.name, a.name), "role": pick(d, rolesOutside[a.segment]),
		})
		a.contacts = append(a.contacts, c)
	}
}

var revenueOf = map[string]int{"investment club": 4, "lender": 6, "partner": 1, "broker": 2, "employer": 2, "sole trader": 1}

func planOf(segment string) string {
	switch side[segment] {
	case lender:
		return "lender"
	case partner:
		return "contract"
	default:
		return "borrower"
	}
}

// address makes somebody's address at an organisation.
func address(name, organisation string) string {
	first, last, _ := strings.Cut(strings.ToLower(plain(name)), " ")
	words := strings.FieldsFunc(strings.ToLower(plain(organisation)), func(r rune) bool { return r < 'a' || r > 'z' })
	return first + "." + strings.ReplaceAll(last, " ", "") + "@" + strings.Join(words, "-") + ".example"
}

var rolesOutside = map[string][]string{
	"investment club": {"treasurer", "chair", "member"},
	"lender":          {"head of finance", "manager", "board member"},
	"partner":         {"account manager", "head of integration", "compliance officer"},
	"broker":          {"adviser", "owner", "back office"},
	"employer":        {"head of people", "works council", "driver", "employee"},
	"sole trader":     {"owner"},
	"association":     {"volunteer", "adviser", "board member", "member"},
}

// plain writes a name without accents, for an address.
func plain(s string) string {
	return strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue").Replace(s)
}

// peopleOutside gives names, none twice.
func (p *plan) peopleOutside() func() string {
	first, last := strings.Fields(p.names.set["first"]), strings.Fields(p.names.set["last"])
	d := p.dice("names")
	d.Shuffle(len(first), func(i, k int) { first[i], first[k] = first[k], first[i] })
	d.Shuffle(len(last), func(i, k int) { last[i], last[k] = last[k], last[i] })
	n := -1
	return func() string {
		n++
		return first[n%len(first)] + " " + strings.ReplaceAll(last[(n+n/len(first)*7)%len(last)], "_", " ")
	}
}
