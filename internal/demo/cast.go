package demo

import (
	"throughline/internal/area/people"
	"throughline/internal/core/right"
	"throughline/internal/kit/clock"
	"throughline/internal/platform/auth"
)

// Products of the demo world.
const (
	lend = "LEND"
	lpay = "LPAY"
	post = "LPOST"
)

// Those of the cast whom the plan calls by name.
const (
	helena = "helena" // founded Lendwell; owner of the workspace
	marta  = "marta"  // administers the workspace
	ana    = "ana"    // product manager
	tom    = "tom"    // product owner
	sofia  = "sofia"  // designer
	kenji  = "kenji"  // tester
	claire = "claire" // marketing
	david  = "david"  // support
	ruth   = "ruth"   // sales
	ingrid = "ingrid" // finance
	samuel = "samuel" // legal and compliance
	victor = "victor" // investor, a guest
	nadia  = "nadia"  // both jobs on Lendwell Pay
)

// developers in the order in which they joined.
var developers = []string{"lena", "jonas", "priya", "mateo"}

// actor is one of the cast, with the roles held from the beginning, or from
// the moment of joining.
type actor struct {
	handle, name string
	workspace    string
	title        string   // what the person does, for the list of sign-ins
	lend, lpay   []string // roles on the products
	joins        moment   // 0 is from the beginning
}

// laterJoin is when the fourth developer joins: in time for the tenth sprint.
const laterJoin = moment(78)

var cast = []actor{
	{helena, "Helena Brandt", right.Owner, "founder, owner of the workspace", []string{right.Stakeholder}, []string{right.Stakeholder}, 0},
	{marta, "Marta Kowalska", right.Admin, "workspace admin", nil, nil, 0},
	{ana, "Ana Ribeiro", right.Plain, "product manager", []string{right.ProductManager}, nil, 0},
	{tom, "Tom Okafor", right.Plain, "product owner", []string{right.ProductOwner}, nil, 0},
	{"lena", "Lena Fischer", right.Plain, "developer", []string{right.Developer}, nil, 0},
	{"jonas", "Jonas Weber", right.Plain, "developer", []string{right.Developer}, []string{right.Developer}, 0},
	{"priya", "Priya Nair", right.Plain, "developer", []string{right.Developer}, nil, 0},
	{"mateo", "Mateo García", right.Plain, "developer", []string{right.Developer}, nil, laterJoin},
	{sofia, "Sofia Rossi", right.Plain, "designer", []string{right.Designer}, []string{right.Designer}, 0},
	{kenji, "Kenji Tanaka", right.Plain, "tester", []string{right.Tester}, nil, 0},
	{claire, "Claire Dubois", right.Plain, "marketing", []string{right.Marketing}, nil, 0},
	{david, "David Mensah", right.Plain, "support", []string{right.Support}, nil, 0},
	{ruth, "Ruth Goldberg", right.Plain, "sales", []string{right.Sales}, nil, 0},
	{ingrid, "Ingrid Larsen", right.Plain, "finance", []string{right.Finance}, nil, 0},
	{samuel, "Samuel Adeyemi", right.Plain, "legal and compliance", []string{right.Legal}, nil, 0},
	{victor, "Victor Lind", right.Guest, "investor, a guest who reads and comments", []string{right.Stakeholder}, nil, 0},
	{nadia, "Nadia Haddad", right.Plain, "product manager and product owner of Lendwell Pay", []string{right.Stakeholder}, []string{right.ProductManager, right.ProductOwner}, 0},
}

func (a actor) email() string { return a.handle + "@lendwell.example" }

// named gives somebody's name.
func named(handle string) string {
	for _, a := range cast {
		if a.handle == handle {
			return a.name
		}
	}
	return handle
}

// door gives the settings by which the cast gets in.
func door(c clock.Clock, cost auth.Cost) people.Settings {
	return people.Settings{Clock: c, Cost: cost}
}
