// Package right says who may see what and who decides what. It holds the
// people of a workspace, their roles on products, and the table of decisions.
//
// Words it owns: member, workspace role, role (what a member is on one
// product), decision (a kind of change, named area.verb), decider, heard.
//
// A person who has access but not the right does not fail: the operation
// becomes a proposal. That is decided in package op; here is only the answer
// to "may this actor decide that?".
package right

import (
	"slices"

	"throughline/internal/core/record"
)

// Workspace roles, from the one who may most.
const (
	Owner  = "owner"
	Admin  = "admin"
	Plain  = "member"
	Guest  = "guest"
	Nobody = ""
)

// Roles on a product.
const (
	ProductManager = "product manager"
	ProductOwner   = "product owner"
	Developer      = "developer"
	Designer       = "designer"
	Tester         = "tester"
	Marketing      = "marketing"
	Sales          = "sales"
	Support        = "support"
	Finance        = "finance"
	Legal          = "legal"
	Stakeholder    = "stakeholder"
)

// Roles lists the roles on a product that every workspace has.
var Roles = []string{ProductManager, ProductOwner, Developer, Designer, Tester, Marketing, Sales, Support, Finance, Legal, Stakeholder}

// Member is a person in a workspace. Someone an import only knows by name is
// a member too, but cannot sign in.
type Member struct {
	record.Part
	Name   string `db:"name" json:"name" by:"people.set" v:"required,max=200"`
	Email  string `db:"email" json:"email" by:"people.set" v:"max=320" doc:"Empty for someone an import knows by name only."`
	Handle string `db:"handle" json:"handle" by:"people.set" v:"max=80" doc:"What mentions use: @ana."`
	Role   string `db:"role" json:"role" by:"people.set" v:"enum=owner|admin|member|guest" doc:"Role in the workspace."`
	Status string `db:"status" json:"status" v:"enum=active|invited|named|deactivated" doc:"named: known from an import, cannot sign in."`
	Zone   string `db:"zone" json:"zone" by:"people.set" v:"zone" doc:"Time zone, like Europe/Berlin."`
}

// MemberRole says that a member holds a role on a product.
type MemberRole struct {
	record.Part
	Member string `db:"member_id" json:"member" by:"role.assign" ref:"member" v:"required"`
	Role   string `db:"role" json:"role" by:"role.assign" v:"required,max=60"`
}

// CustomRole is a specialised role that starts from the rights of another.
type CustomRole struct {
	record.Part
	Name string `db:"name" json:"name" by:"rights.set" v:"required,max=60"`
	Base string `db:"base" json:"base" by:"rights.set" v:"required,max=60" doc:"The role whose rights it starts from."`
}

// DecisionRight overrides who decides, for a workspace or one product.
type DecisionRight struct {
	record.Part
	Decision string   `db:"decision" json:"decision" ref:"-" by:"rights.set" v:"required,max=60"`
	Roles    []string `db:"roles" json:"roles" by:"rights.set" v:"required" doc:"Any of them decides; each of them when all is true."`
	All      bool     `db:"every" json:"all" by:"rights.set"`
	Heard    []string `db:"heard" json:"heard" by:"rights.set"`
}

// Rule is who decides one decision, and who is told.
type Rule struct {
	Roles []string `json:"roles"`
	All   bool     `json:"all"`
	Heard []string `json:"heard"`
}

// Actor is who is calling, and by what means.
type Actor struct {
	Member   string   // member id; "" for nobody
	Role     string   // role in the workspace
	Through  string   // "web", "cli", "token:<name>", "import:<id>", …
	Scopes   []string // of a token; nil means everything
	Products []string // ids a token is limited to; nil means all
	Login    string   // the login behind a session, "" for tokens
	Session  string   // session id, "" when there is none
	Token    string   // token id, "" when it is none
}

// Admin says whether the actor administers the workspace.
func (a Actor) Admin() bool { return a.Role == Owner || a.Role == Admin }

// Signed says whether we know who is calling.
func (a Actor) Signed() bool { return a.Member != "" }

// Scoped says whether a token's scopes allow something.
func (a Actor) Scoped(scope string) bool {
	return a.Scopes == nil || slices.Contains(a.Scopes, scope)
}

// Within says whether a token's limits allow a product; "" (the workspace's
// own records) is outside every limit.
func (a Actor) Within(product string) bool {
	return a.Products == nil || slices.Contains(a.Products, product)
}
