// Package id makes identifiers: 26 characters of Crockford's base 32 in lower
// case, 48 bits of milliseconds and 80 of chance (the ULID layout). They sort
// by the time they were made, say nothing about how many there are, and can be
// made by any client.
package id

import (
	"crypto/rand"
	"crypto/sha256"
	"database/sql/driver"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strconv"

	"throughline/internal/kit/clock"
)

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz"

// Len is the length of every identifier.
const Len = 26

// New makes an identifier for an instant.
func New(at clock.Instant) string {
	var b [16]byte
	ms := uint64(int64(at) / 1000)
	binary.BigEndian.PutUint16(b[0:2], uint16(ms>>32))
	binary.BigEndian.PutUint32(b[2:6], uint32(ms))
	_, _ = rand.Read(b[6:]) // never fails: crypto/rand ends the program instead
	return encode(b)
}

// Of makes the identifier that belongs to the given parts: the same parts give
// the same one, so an import run twice finds what it made before.
func Of(parts ...string) string {
	h := sha256.New()
	var n [8]byte
	for _, p := range parts {
		binary.BigEndian.PutUint64(n[:], uint64(len(p)))
		h.Write(n[:])
		h.Write([]byte(p))
	}
	var b [16]byte
	copy(b[:], h.Sum(nil))
	return encode(b)
}

// Secret gives n bytes of chance as text, for tokens and links: five bits a
// character.
func Secret(n int) string {
	raw := make([]byte, n)
	_, _ = rand.Read(raw)
	out := make([]byte, n)
	for i, c := range raw {
		out[i] = alphabet[c&31]
	}
	return string(out)
}

// Valid says whether s has the form of an identifier.
func Valid(s string) bool {
	if len(s) != Len || s[0] > '7' {
		return false
	}
	for i := range len(s) {
		if !in(s[i]) {
			return false
		}
	}
	return true
}

func in(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' && c != 'i' && c != 'l' && c != 'o' && c != 'u'
}

func encode(b [16]byte) string {
	hi, lo := binary.BigEndian.Uint64(b[:8]), binary.BigEndian.Uint64(b[8:])
	var out [Len]byte
	for i := Len - 1; i >= 0; i-- {
		out[i] = alphabet[lo&31]
		lo = lo>>5 | hi<<59
		hi >>= 5
	}
	return string(out[:])
}

// Ref is an identifier that may be absent: null in JSON and in the database.
type Ref string

// Value stores null for an absent one.
func (r Ref) Value() (driver.Value, error) {
	if r == "" {
		return nil, nil
	}
	return string(r), nil
}

// Scan reads text or null.
func (r *Ref) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*r = ""
	case string:
		*r = Ref(v)
	case []byte:
		*r = Ref(v)
	default:
		return fmt.Errorf("an identifier came as %T", src)
	}
	return nil
}

// MarshalJSON gives null for an absent one.
func (r Ref) MarshalJSON() ([]byte, error) {
	if r == "" {
		return []byte("null"), nil
	}
	if Valid(string(r)) { // nothing in it needs escaping
		return append(append(append(make([]byte, 0, len(r)+2), '"'), r...), '"'), nil
	}
	return json.Marshal(string(r))
}

// UnmarshalJSON takes text or null.
func (r *Ref) UnmarshalJSON(b []byte) error {
	var s *string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	*r = ""
	if s != nil {
		*r = Ref(*s)
	}
	return nil
}

// Number gives a number as an id to each entry of a list that has none: the
// next after the largest there is. It is for entries of a field, which are
// known within their record alone.
func Number[T any](list []T, idOf func(*T) *string) {
	next := 1
	for i := range list {
		if n, err := strconv.Atoi(*idOf(&list[i])); err == nil && n >= next && n < 1_000_000 {
			next = n + 1
		}
	}
	for i := range list {
		if at := idOf(&list[i]); *at == "" {
			*at = strconv.Itoa(next)
			next++
		}
	}
}
