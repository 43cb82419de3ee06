package auth

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

// cheap lets a test hash often; what is tested does not depend on the cost.
func cheap() *Hasher { return NewHasher(Cost{Memory: 64, Passes: 1, Threads: 1}) }

func TestHashAndVerify(t *testing.T) {
	t.Parallel()
	h := cheap()
	for _, password := range []string{"correct horse battery", "пароль из слов", " spaces kept ", "", strings.Repeat("ä", maxPassword)} {
		hash, err := h.Hash(t.Context(), password)
		if err != nil {
			t.Fatal(err)
		}
		if ok, rehash, err := h.Verify(t.Context(), password, hash); !ok || rehash || err != nil {
			t.Errorf("%q: %v %v %v", password, ok, rehash, err)
		}
		for _, other := range []string{password + " ", "x" + password, strings.ToUpper(password) + "X", strings.Repeat("a", maxPasswordBytes+1)} {
			if ok, rehash, err := h.Verify(t.Context(), other, hash); ok || rehash || err != nil {
				t.Errorf("%q for %q: %v %v %v", other, password, ok, rehash, err)
			}
		}
		again, err := h.Hash(t.Context(), password)
		if err != nil || again == hash {
			t.Errorf("two hashes of %q are equal, %v", password, err)
		}
	}
	if _, err := h.Hash(t.Context(), strings.Repeat("a", maxPasswordBytes+1)); !errs.Is(err, errs.Invalid) {
		t.Errorf("a very long password: %v", err)
	}
}

func TestStandardCost(t *testing.T) {
	t.Parallel()
	hash, err := NewHasher(Cost{}).Hash(t.Context(), "a password")
	if err != nil || !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("%s, %v", hash, err)
	}
}

func TestRehash(t *testing.T) {
	t.Parallel()
	old, now := cheap(), NewHasher(Cost{Memory: 128, Passes: 2, Threads: 1})
	hash, err := old.Hash(t.Context(), "a password")
	if err != nil {
		t.Fatal(err)
	}
	if ok, rehash, err := now.Verify(t.Context(), "a password", hash); !ok || !rehash || err != nil {
		t.Errorf("the right password: %v %v %v", ok, rehash, err)
	}
	if ok, rehash, err := now.Verify(t.Context(), "another", hash); ok || rehash || err != nil {
		t.Errorf("a wrong password: %v %v %v", ok, rehash, err)
	}
}

func TestVerifyRefusesForeignHashes(t *testing.T) {
	t.Parallel()
	const salt, key = "$AAAAAAAAAAAAAAAAAAAAAA", "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	for _, hash := range []string{
		"", "x", "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy", "$argon2i$v=19$m=64,t=1,p=1" + salt + key,
		"$argon2id$v=19$m=64,t=0,p=1" + salt + key,         // would panic
		"$argon2id$v=19$m=64,t=1,p=0" + salt + key,         // would panic
		"$argon2id$v=19$m=64,t=1,p=1" + salt + "$",         // would accept any password
		"$argon2id$v=19$m=64,t=1,p=1$" + key,               // without salt
		"$argon2id$v=19$m=4294967295,t=1,p=1" + salt + key, // would take 4 TiB
		"$argon2id$v=19$m=64,t=4294967295,p=1" + salt + key,
		"$argon2id$v=19$m=64,t=1,p=1" + salt + "$" + strings.Repeat("A", 4096),
		"$argon2id$v=16$m=64,t=1,p=1" + salt + key,
		"$argon2id$v=19$m=64,t=1,p=1" + salt + key + "$",
	} {
		if ok, _, err := cheap().Verify(t.Context(), "", hash); ok || !errs.Is(err, errs.Internal) {
			t.Errorf("%q: %v, %v", hash, ok, err)
		}
	}
}

func TestHasherWaitsForItsTurn(t *testing.T) {
	t.Parallel()
	h := cheap()
	hash, err := h.Hash(t.Context(), "a password")
	if err != nil {
		t.Fatal(err)
	}
	for range together {
		if err := h.enter(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	_, hashErr := h.Hash(ctx, "x")
	_, _, verifyErr := h.Verify(ctx, "x", hash)
	for what, err := range map[string]error{"Hash": hashErr, "Verify": verifyErr, "Dummy": h.Dummy(ctx)} {
		if !errs.Is(err, errs.Unavailable) || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s with no turn free: %v", what, err)
		}
	}
	for range together {
		h.leave()
	}
	if err := h.Dummy(ctx); !errs.Is(err, errs.Unavailable) {
		t.Errorf("with a free turn but no time: %v", err)
	}
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if ok, _, err := h.Verify(t.Context(), "a password", hash); !ok || err != nil {
				t.Errorf("%v, %v", ok, err)
			}
		})
	}
	wg.Wait()
	if len(h.turns) != 0 {
		t.Errorf("%d turns were not given back", len(h.turns))
	}
}

// TestDummyCostsTheSame compares medians, which a busy machine moves together.
func TestDummyCostsTheSame(t *testing.T) {
	h := NewHasher(Cost{Memory: 4 << 10, Passes: 2, Threads: 1})
	hash, err := h.Hash(t.Context(), "a password")
	if err != nil {
		t.Fatal(err)
	}
	var known, unknown []time.Duration
	for range 15 {
		start := clock.System{}.Now()
		if _, _, err := h.Verify(t.Context(), "wrong", hash); err != nil {
			t.Fatal(err)
		}
		middle := clock.System{}.Now()
		if err := h.Dummy(t.Context()); err != nil {
			t.Fatal(err)
		}
		known, unknown = append(known, middle.Sub(start)), append(unknown, clock.System{}.Now().Sub(middle))
	}
	slices.Sort(known)
	slices.Sort(unknown)
	if a, b := known[7], unknown[7]; a > 2*b || b > 2*a {
		t.Errorf("a known account takes %v, an unknown one %v", a, b)
	}
}

func FuzzHash(f *testing.F) {
	f.Add("$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
	f.Add("$argon2id$v=19$m=64,t=0,p=0$$")
	f.Fuzz(func(t *testing.T, hash string) {
		p, err := readHash(hash)
		if err == nil && (p.Iterations == 0 || p.Parallelism == 0 || p.Memory > maxMemory || p.KeyLength < minKey) {
			t.Errorf("%q is read as %+v", hash, p)
		}
	})
}
