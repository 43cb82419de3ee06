package auth

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"throughline/internal/kit/errs"
)

func TestNewToken(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, kind := range APIToken.Values() {
		for range 100 {
			plain, hash := NewToken(kind)
			if got, err := ParseToken(plain); got != kind || err != nil {
				t.Errorf("%s is read as %q, %v", plain, got, err)
			}
			if !strings.HasPrefix(plain, "tl_"+string(kind)+"_") || len(hash) != 64 || strings.Contains(hash, plain) || seen[plain] || seen[hash] {
				t.Errorf("%s, %s", plain, hash)
			}
			if !SameHash(hash, HashToken(plain)) || SameHash(hash, HashToken(plain+"x")) || SameHash(hash, hash[1:]) {
				t.Errorf("the hashes of %s are not told apart", plain)
			}
			seen[plain], seen[hash] = true, true
		}
	}
}

// Each letter of the secret is of chance: all 32 turn up in each place.
func TestTokensAreOfChance(t *testing.T) {
	t.Parallel()
	var places [secretLen]map[byte]bool
	for range 1000 {
		plain, _ := NewToken(Session)
		for i, c := range []byte(plain[tokenLen-secretLen:]) {
			if places[i] == nil {
				places[i] = map[byte]bool{}
			}
			places[i][c] = true
		}
	}
	for i, letters := range places {
		if len(letters) != 32 {
			t.Errorf("place %d has %d letters", i, len(letters))
		}
	}
}

func TestHashToken(t *testing.T) {
	t.Parallel()
	const want = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" // FIPS 180-2, "abc"
	if got := HashToken("abc"); got != want {
		t.Errorf("got %s", got)
	}
}

func TestParseTokenRefusesAllElseAlike(t *testing.T) {
	t.Parallel()
	plain, _ := NewToken(Session)
	secret := plain[7:]
	_, first := ParseToken("")
	for _, s := range []string{
		"", "tl_", "tl_ses_", plain[1:], plain[:len(plain)-1], plain + "0", " " + plain, plain + "\n", strings.ToUpper(plain),
		"xx_ses_" + secret, "tl-ses_" + secret, "tl_ses-" + secret, "tl_xyz_" + secret, "tl_SES_" + secret, "tl__se_" + secret,
		"tl_ses_" + secret[1:] + "i", "tl_ses_" + secret[1:] + "L", "tl_ses_" + secret[2:] + "ä", "tl_ses_" + secret[1:] + "\x00",
		"tl_ses_" + secret[:15] + "_" + secret[16:],
		strings.Repeat("a", 1<<20),
	} {
		kind, err := ParseToken(s)
		if kind != "" || !errs.Is(err, errs.Unauthenticated) || err.Error() != first.Error() {
			t.Errorf("%.60q: %q, %v", s, kind, err)
		}
	}
}

func TestTokensOfOneLetterLessAreRefused(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		plain, _ := NewToken(rapid.SampledFrom(APIToken.Values()).Draw(t, "kind"))
		at := rapid.IntRange(0, len(plain)-1).Draw(t, "at")
		if _, err := ParseToken(plain[:at] + plain[at+1:]); err == nil {
			t.Fatalf("%s without its letter %d is read", plain, at)
		}
	})
}

func FuzzToken(f *testing.F) {
	for _, kind := range APIToken.Values() {
		plain, _ := NewToken(kind)
		f.Add(plain)
	}
	f.Add("tl_pat_")
	f.Fuzz(func(t *testing.T, s string) {
		kind, err := ParseToken(s)
		if err == nil && (len(s) != tokenLen || s[:7] != "tl_"+string(kind)+"_" || strings.ToLower(s) != s) {
			t.Errorf("%q is read as %q", s, kind)
		}
	})
}
