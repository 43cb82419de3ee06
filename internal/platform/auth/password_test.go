package auth

import (
	"strings"
	"testing"
	"unicode/utf8"

	"throughline/internal/kit/errs"
)

func TestCheckPassword(t *testing.T) {
	t.Parallel()
	const email, name = "anna.lindqvist@nordhavn.example", "Anna Lindqvist"
	const fine, short, long, pattern, often, own, typed = "", "too short", "too long", "repetition", "tried first", "your own", "typed"
	for password, want := range map[string]string{
		"correct horse battery staple": fine,
		"vier-unabhaengige-woerter":    fine,
		"Kx7!mQ2#vT9z":                 fine,
		"naive café au lait":           fine,
		"密码是很长的一句话呀":                   fine,
		"marigold-anna-forest":         fine, // one's name among other words
		"basketball in the old barn":   fine, // a common word among others
		strings.Repeat("aB3 ", 50):     fine, // 200 characters

		"":                                short,
		"Kx7!mQ2#v":                       short, // 9
		"ääääää":                          short, // 12 bytes are 6 characters
		strings.Repeat("aB3 ", 50) + "x":  long,
		"aaaaaaaaaaaa":                    pattern,
		"abcabcabcabc":                    pattern,
		"ababababab":                      pattern,
		"abcdefghijkl":                    pattern,
		"ponmlkjihgfe":                    pattern,
		"0123456789":                      pattern,
		"9876543210":                      pattern,
		"qwertyuiop":                      pattern,
		"QWERTZUIOPASDF":                  pattern,
		"1qaz2wsx3edc":                    pattern,
		"basketball":                      often,
		"Basketball":                      often,
		"baseball2024":                    often,
		"password123":                     often,
		"Password1234567":                 often,
		"P@ssw0rd123!":                    often,
		"passwordpassword":                often,
		"5unfl0wer5":                      often,
		"$uperman$uperman":                often,
		"!!!dragon!!!!":                   often,
		"letmeinletmein1":                 often,
		"qwerty123456":                    often,
		"1122334455":                      often,
		"correcthorsebatterystaple":       often,
		"motdepasse2026":                  often,
		"annalindqvist":                   own,
		"AnnaLindqvist1":                  own,
		"lindqvist2026":                   own,
		"anna.lindqvist@nordhavn.example": own,
		"nordhavn12345":                   own,
		"anna!anna!anna!":                 own,
		"tsivqdnil\xff\xff":               typed,
		"with\x00nul inside":              typed,
	} {
		err := CheckPassword(password, email, name)
		if (err == nil) != (want == fine) || err != nil && (!errs.Is(err, errs.Invalid) || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: %v, want %q", password, err, want)
		}
		if err != nil && password != "" && strings.Contains(err.Error(), password) {
			t.Errorf("the message repeats the password: %v", err)
		}
	}
	if err := CheckPassword("anna has lindens", "", ""); err != nil {
		t.Errorf("without address and name: %v", err)
	}
}

func TestCommonWords(t *testing.T) {
	t.Parallel()
	words := strings.Split(strings.TrimSuffix(commonWords, "\n"), "\n")
	seen := map[string]bool{}
	for _, w := range words {
		if w == "" || w != strings.ToLower(strings.TrimSpace(w)) || seen[w] {
			t.Errorf("%q is empty, not in lower case, or there twice", w)
		}
		seen[w] = true
	}
	if len(words) < 500 {
		t.Errorf("only %d words", len(words))
	}
	// Each word, made long enough with what people add, is refused.
	for _, w := range words {
		long := w
		for utf8.RuneCountInString(long) < minPassword {
			long += w
		}
		if half(long) == w && CheckPassword(long, "", "") == nil {
			t.Errorf("%q is taken", long)
		}
		if utf8.RuneCountInString(w) >= 6 && CheckPassword(w+"1234", "", "") == nil && !strings.ContainsAny(w, "0123456789") {
			t.Errorf("%q is taken", w+"1234")
		}
	}
}

func FuzzPassword(f *testing.F) {
	f.Add("correct horse battery staple", "a@b.example", "Anna")
	f.Add("aaaaaaaaaa", "", "")
	f.Add("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", "@", " ")
	f.Fuzz(func(t *testing.T, password, email, name string) {
		if CheckPassword(password, email, name) != nil {
			return
		}
		if n := utf8.RuneCountInString(password); n < minPassword || n > maxPassword || !utf8.ValidString(password) {
			t.Errorf("%q is taken", password)
		}
		if len(password) > maxPasswordBytes {
			t.Errorf("%q is taken but cannot be hashed", password)
		}
	})
}
