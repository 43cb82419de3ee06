// Package people holds the people of a workspace and how they come in: members
// and invitations, roles and who decides what, signing in and sessions, API
// tokens, the first set-up, and the workspace itself.
//
// Words it owns: workspace, login (an account of the installation: one e-mail
// address, one password, any number of workspaces), session, invitation,
// grant (a role on a product that an invitation brings), door (whatever
// decides who is calling), operator (whoever runs the installation).
//
// A login is not a member. A member belongs to one workspace and is in its
// ledger; a login belongs to the installation, and login_member says which
// member it is where. Nothing else joins them: an e-mail address is no
// identity. Signing in through OpenID Connect will add a table
// login_identity (issuer, subject) → login and no more: a session begins with
// a login, however that was found. A second identity may then only be added
// by somebody who is signed in, and never by an equal address.
package people

import (
	"throughline/internal/core/op"
)

// Scopes of tokens, each of which includes those before it.
const (
	scopeRead    = "read"
	scopeComment = "comment"
	scopeWrite   = "write"
	scopeAdmin   = "admin"
)

// Register adds people, and what they come in by.
func Register(r *op.Registry, d *Door) {
	r.Check(guard)
	registerMembers(r)
	registerMe(r)
	registerRoles(r)
	registerRights(r)
	registerWorkspaces(r, d)
	registerInvitations(r, d)
	registerTokens(r, d)
	registerSessions(r, d)
	registerPasswords(r, d)
	registerSetUp(r, d)
	registerOperator(r, d)
}
