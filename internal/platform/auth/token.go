package auth

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"slices"
	"strings"

	"throughline/internal/kit/errs"
	"throughline/internal/kit/id"
)

// TokenKind says what a token is good for; one of a kind is never taken for
// another.
type TokenKind string

// The kinds of tokens.
const (
	APIToken   TokenKind = "pat" // made by a person for a program
	Session    TokenKind = "ses" // of a browser
	Invitation TokenKind = "inv" // to join a workspace, once
	SetUp      TokenKind = "set" // to make the first account, once
	Reset      TokenKind = "rst" // to choose a new password, once
	Operator   TokenKind = "opr" // of whoever runs the installation
	Changelog  TokenKind = "chl" // to read a product's public changelog
	Share      TokenKind = "shr" // to read a cut of the roadmap
	Pass       TokenKind = "pas" // of a browser that told a share's password
)

// Values lists all kinds.
func (TokenKind) Values() []TokenKind {
	return []TokenKind{APIToken, Session, Invitation, SetUp, Reset, Operator, Changelog, Share, Pass}
}

const (
	tokenPrefix = "tl_"
	kindLen     = 3
	secretLen   = 32 // characters of 5 bits: 160 bits of chance
	tokenLen    = len(tokenPrefix) + kindLen + 1 + secretLen
)

// NewToken makes a token: the text that its owner sees once, and the hash that
// is stored in its place.
func NewToken(kind TokenKind) (plain, hash string) {
	plain = tokenPrefix + string(kind) + "_" + id.Secret(secretLen)
	return plain, HashToken(plain)
}

// HashToken gives what is stored and looked up for a token: the SHA-256 of its
// text, in hexadecimal. A slow hash is not needed, since nobody can try 160
// bits.
func HashToken(plain string) string {
	sum := sha256.Sum256([]byte(plain))
	return hex.EncodeToString(sum[:])
}

// SameHash compares two hashes in a time that does not depend on them.
func SameHash(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// ParseToken says of which kind a token is. Everything that NewToken does not
// make is refused alike, with errs.Unauthenticated; that the form is right
// says nothing yet about whether the token exists.
func ParseToken(s string) (TokenKind, error) {
	if len(s) == tokenLen && strings.HasPrefix(s, tokenPrefix) && s[len(tokenPrefix)+kindLen] == '_' {
		kind := TokenKind(s[len(tokenPrefix) : len(tokenPrefix)+kindLen])
		if slices.Contains(kind.Values(), kind) && isSecret(s[tokenLen-secretLen:]) {
			return kind, nil
		}
	}
	return "", refused()
}

// isSecret asks whether the text could come from id.Secret.
func isSecret(s string) bool {
	return strings.Trim(s, "0123456789abcdefghjkmnpqrstvwxyz") == ""
}

// refused is the same for every token and every way of being wrong.
func refused() error {
	return errs.New(errs.Unauthenticated, "Sign in, or send a valid token.")
}
