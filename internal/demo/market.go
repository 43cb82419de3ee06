package demo

import (
	"fmt"
	"strings"
)

// account is an organisation outside with the people there.
type account struct {
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
	lines, err := rows("accounts.txt", 2)
	if err != nil {
		panic(err) // the texts are part of the program
	}
	people := p.peopleOutside()
	d := p.dice("market")
	d.Shuffle(len(lines), func(i, k int) { lines[i], lines[k] = lines[k], lines[i] })
	for i, line := range lines {
		// A third is known from the pilot; the rest comes month by month.
		born := worldStart + 4 + moment(i)*0.03
		if i > len(lines)/3 {
			born = worldStart + 8 + (p.now-worldStart-12)*moment(i-len(lines)/3)/moment(len(lines)-len(lines)/3)
		}
		a := &account{name: line[1], segment: line[0], born: born}
		who := pick(d, []string{ana, ana, tom})
		fields := obj{"product": "", "title": a.name, "segment": a.segment, "plan": planOf(a.segment), "externalId": fmt.Sprintf("crm-%04d", 1200+i*7)}
		if a.segment != "association" {
			fields["revenue"], fields["currency"] = (400+d.IntN(9000))*100*revenueOf[a.segment], "EUR"
		}
		a.id = p.create(born, who, "account", a.name, fields)
		for n := range 1 + d.IntN(2) + d.IntN(2) {
			a.contacts = append(a.contacts, p.contact(a, people, born+0.05+moment(n)*d.between(0.002, 2), who, d))
		}
		if p.happened(born + 3) {
			p.accounts = append(p.accounts, a)
		}
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

// contact makes somebody who works at an account.
func (p *plan) contact(a *account, next func() string, at moment, who string, d *dice) contact {
	name := next()
	domain := strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r
		case r == ' ':
			return '-'
		}
		return -1
	}, strings.ToLower(a.name)), "-")
	first, last, _ := strings.Cut(strings.ToLower(plain(name)), " ")
	c := contact{name: name, born: at}
	c.id = p.create(at, who, "contact", name, obj{
		"product": "", "title": name, "account": a.id, "email": first + "." + strings.ReplaceAll(last, " ", "") + "@" + strings.ReplaceAll(domain, "--", "-") + ".example",
		"role": pick(d, rolesOutside[a.segment]),
	})
	return c
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
	lines, err := sections("names.txt")
	if err != nil {
		panic(err)
	}
	first, last := strings.Fields(lines[0].set["first"]), strings.Fields(lines[0].set["last"])
	d := p.dice("names")
	d.Shuffle(len(first), func(i, k int) { first[i], first[k] = first[k], first[i] })
	d.Shuffle(len(last), func(i, k int) { last[i], last[k] = last[k], last[i] })
	n := -1
	return func() string {
		n++
		return first[n%len(first)] + " " + strings.ReplaceAll(last[(n+n/len(first)*7)%len(last)], "_", " ")
	}
}
