package auth

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"throughline/internal/kit/errs"
)

const (
	minPassword = 10
	maxPassword = 200
	minOwnWord  = 3 // shorter parts of a name say nothing
	minRest     = 6 // characters a password must have beside one's own words
	maxTail     = 4 // characters around a common word that add nothing
	maxPeriod   = 3 // "abcabcabcabc" is no password
)

// commonWords holds the passwords and stems of passwords that guessers try
// first, one a line, in lower case.
//
//go:embed common.txt
var commonWords string

// CheckPassword says, as an error on the field "password", why a password must
// not be used: too short (10 characters) or long (200), common, or made of
// one's own address or name. Nothing else is demanded; characters of all kinds
// and spaces are welcome and kept as they are, byte for byte.
func CheckPassword(password, email, name string) error {
	if why := refusal(password, email, name); why != "" {
		return errs.Fieldf("password", "%s", why)
	}
	return nil
}

func refusal(password, email, name string) string {
	n := utf8.RuneCountInString(password)
	folded := strings.ToLower(password)
	switch {
	case !utf8.ValidString(password) || strings.ContainsRune(password, 0):
		return "has characters that cannot be typed again; choose others"
	case n < minPassword:
		return "is too short: use at least 10 characters, for example four unrelated words"
	case n > maxPassword:
		return "is too long: use at most 200 characters"
	case patterned(folded):
		return "is only a repetition or a row of keys; choose something harder to guess"
	case common(folded):
		return "is among the passwords that are tried first; choose another"
	case mostlyOwn(folded, email, name):
		return "is too close to your own address or name; choose another"
	}
	return ""
}

// patterned finds repetitions of a few characters, and rows: each character
// one further (or back) in the alphabet, the digits or the keyboard.
func patterned(s string) bool {
	r := []rune(s)
	for p := 1; p <= maxPeriod; p++ {
		if slices.Equal(r[p:], r[:len(r)-p]) {
			return true
		}
	}
	for _, row := range []string{
		"abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "azertyuiopqsdfghjklmwxcvbn",
		"1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "q1w2e3r4t5y6u7i8o9p0", "1q2w3e4r5t6y7u8i9o0p",
	} {
		if strings.Contains(row+row, s) || strings.Contains(backwards(row+row), s) {
			return true
		}
	}
	return false
}

func backwards(s string) string {
	r := []rune(s)
	slices.Reverse(r)
	return string(r)
}

// common looks for the whole password in the list, and for its core: without
// digits and signs at its ends, doubled, and with letters for look-alikes.
func common(s string) bool {
	if known(s) {
		return true
	}
	notLetter := func(r rune) bool { return !unicode.IsLetter(r) }
	core := strings.TrimFunc(s, notLetter)
	around := strings.Replace(s, core, "", 1)
	digits := strings.TrimFunc(around, func(r rune) bool { return !unicode.IsDigit(r) })
	if utf8.RuneCountInString(around) > maxTail && !listed(digits) && !strings.Contains("01234567890123456789", digits) {
		return false
	}
	return known(core)
}

func known(s string) bool {
	s = half(s)
	return listed(s) || listed(unmask(s))
}

// half gives the first half of a word written twice.
func half(s string) string {
	if h := len(s) / 2; s[:h] == s[h:] {
		return s[:h]
	}
	return s
}

func unmask(s string) string {
	return strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "@", "a", "$", "s", "!", "i").Replace(s)
}

func listed(s string) bool {
	return s != "" && !strings.Contains(s, "\n") && strings.Contains("\n"+commonWords, "\n"+s+"\n")
}

// mostlyOwn takes the caller's own words out of the password and looks at what
// is left.
func mostlyOwn(s, email, name string) bool {
	rest := s
	for _, w := range ownWords(email, name) {
		rest = strings.ReplaceAll(rest, w, "")
	}
	return rest != s && utf8.RuneCountInString(rest) < minRest
}

// ownWords gives address, its parts, and the parts of the name, longest first.
func ownWords(email, name string) []string {
	email, name = strings.ToLower(email), strings.ToLower(name)
	local, domain, _ := strings.Cut(email, "@")
	notWord := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	words := []string{email, local, domain, name, strings.Join(strings.Fields(name), "")}
	for _, s := range []string{local, domain, name} {
		words = append(words, strings.FieldsFunc(s, notWord)...)
	}
	words = slices.DeleteFunc(words, func(w string) bool { return utf8.RuneCountInString(w) < minOwnWord })
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
	return words
}
