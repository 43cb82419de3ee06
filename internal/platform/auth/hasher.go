package auth

import (
	"context"
	"encoding/base64"
	"fmt"

	"github.com/alexedwards/argon2id"
	"golang.org/x/crypto/argon2"

	"throughline/internal/kit/errs"
)

// Cost is what one guess at a password costs. The zero Cost is the one that
// OWASP recommends: 19 MiB, 2 passes, 1 thread, about 60 ms.
type Cost struct {
	Memory  uint32 // KiB
	Passes  uint32
	Threads uint8
}

const (
	saltLen = 16
	keyLen  = 32

	// together bounds how many hashes are computed at once, and so what a
	// flood of sign-ins can take of memory and processors.
	together = 2

	// Stored hashes beyond these bounds were not made by us.
	maxMemory  = 256 << 10
	maxPasses  = 10
	maxThreads = 8
	minSalt    = 8
	minKey     = 16
	maxPart    = 64

	// maxPasswordBytes is more than CheckPassword lets pass; longer input is
	// refused at the same cost.
	maxPasswordBytes = 4 * maxPassword
)

// Hasher turns passwords into argon2id hashes and compares them. It is safe
// for concurrent use and computes two at a time; others wait for their turn.
type Hasher struct {
	params argon2id.Params
	turns  chan struct{}
}

// NewHasher makes a hasher of the given cost.
func NewHasher(c Cost) *Hasher {
	if c == (Cost{}) {
		c = Cost{Memory: 19 << 10, Passes: 2, Threads: 1}
	}
	return &Hasher{
		params: argon2id.Params{Memory: c.Memory, Iterations: c.Passes, Parallelism: c.Threads, SaltLength: saltLen, KeyLength: keyLen},
		turns:  make(chan struct{}, together),
	}
}

// Hash gives the hash to store for a password, with its salt and cost inside.
func (h *Hasher) Hash(ctx context.Context, password string) (hash string, err error) {
	defer errs.Wrap(&err, "auth.hash")
	if len(password) > maxPasswordBytes {
		return "", errs.Fieldf("password", "has more than %d characters", maxPassword)
	}
	if err := h.enter(ctx); err != nil {
		return "", err
	}
	defer h.leave()
	return argon2id.CreateHash(password, &h.params)
}

// Verify says whether a password belongs to a stored hash, and whether the
// hash should be replaced by one of the present cost, which can only be done
// now that the password is known.
func (h *Hasher) Verify(ctx context.Context, password, hash string) (ok, rehash bool, err error) {
	defer errs.Wrap(&err, "auth.verify")
	params, err := readHash(hash)
	if err != nil {
		return false, false, err
	}
	if len(password) > maxPasswordBytes {
		return false, false, h.Dummy(ctx)
	}
	if err := h.enter(ctx); err != nil {
		return false, false, err
	}
	defer h.leave()
	ok, err = argon2id.ComparePasswordAndHash(password, hash)
	return ok, ok && *params != h.params, err
}

// Dummy takes as long as Verify does. Call it when there is no account, so
// that the time does not tell.
func (h *Hasher) Dummy(ctx context.Context) (err error) {
	defer errs.Wrap(&err, "auth.dummy")
	if err := h.enter(ctx); err != nil {
		return err
	}
	defer h.leave()
	_, err = argon2id.ComparePasswordAndHash("", h.nobody())
	return err
}

// nobody is the hash of no known password, at the present cost.
func (h *Hasher) nobody() string {
	zeros := func(n int) string { return base64.RawStdEncoding.EncodeToString(make([]byte, n)) }
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version,
		h.params.Memory, h.params.Iterations, h.params.Parallelism, zeros(saltLen), zeros(keyLen))
}

// readHash refuses what would make the library panic (no pass, no thread),
// accept anything (an empty key equals an empty key), or take all memory.
func readHash(hash string) (*argon2id.Params, error) {
	p, _, _, err := argon2id.DecodeHash(hash)
	if err != nil {
		return nil, errs.Cause(errs.Internal, err, "The stored password hash cannot be read.")
	}
	fits := p.Iterations >= 1 && p.Iterations <= maxPasses &&
		p.Parallelism >= 1 && p.Parallelism <= maxThreads &&
		p.Memory >= 8*uint32(p.Parallelism) && p.Memory <= maxMemory &&
		p.SaltLength >= minSalt && p.SaltLength <= maxPart &&
		p.KeyLength >= minKey && p.KeyLength <= maxPart
	if !fits {
		return nil, errs.New(errs.Internal, "The stored password hash has a cost or length that we never use.")
	}
	return p, nil
}

func (h *Hasher) enter(ctx context.Context) error {
	// A free turn must not win against a context that has ended already.
	err := ctx.Err()
	if err == nil {
		select {
		case h.turns <- struct{}{}:
			return nil
		case <-ctx.Done():
			err = ctx.Err()
		}
	}
	return errs.Cause(errs.Unavailable, err, "Too many people are signing in at the moment. Try again shortly.")
}

func (h *Hasher) leave() { <-h.turns }
