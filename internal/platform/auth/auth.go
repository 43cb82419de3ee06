// Package auth says who is calling: it hashes passwords, makes and reads
// tokens, bounds how often somebody may try, and carries a session in a
// cookie. It knows no member and no table: rows, their expiry and what the
// caller may do are decided by those who call it.
//
// Words it owns: password hash, token (what a caller shows), token kind, token
// hash (what is stored of it), rate (how often something may be done), network
// key (whom a rate is counted against).
package auth
