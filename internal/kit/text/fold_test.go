package text_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"throughline/internal/kit/text"
)

func TestFold(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                         "",
		"Hello, World":             "hello, world",
		"Straße":                   "strasse",
		"STRASSE":                  "strasse",
		"ẞ":                        "ss",
		"Crème Brûlée":             "creme brulee",
		"Cre\u0300me":              "creme",
		"Łódź, Ørsted, Æsir":       "lodz, orsted, aesir",
		"İstanbul ISPARTA ısparta": "istanbul isparta isparta",
		"ΣΊΣΥΦΟΣ Σίσυφος":          "σισυφοσ σισυφοσ",
		"Ёлка Йод":                 "елка иод",
		"ｆｕｌｌ　ｗｉｄｔｈ １２":            "full width 12",
		"ﾊﾞｰﾁｬﾙ":                   "バーチャル",
		"がぎ かき":                    "がぎ かき",
		"한국어":                      "한국어",
		"\u1112\u1161\u11ab":       "한",
		"ﬁne x² №5":                "fine x2 no5",
		"שָׁלוֹם":                  "שלום",
		"مُحَمَّد":                 "محمد",
		"हिन्दी":                   "हिन्दी",
		"ที่นี่":                   "ที่นี่",
		"zero\u200bwidth\u00adhy":  "zerowidthhy",
		"می\u200cخواهم":            "میخواهم",
		"a\ufe0f 1\ufe0f\u20e3":    "a 1",
		"\u202eevil\u202c\ufeff":   "evil",
		"a\x00b\tc\nd":             "ab\tc\nd",
		"a\xffb":                   "a\ufffdb",
		"ᾳ ǅ ŉ":                    "α dz ʼn",
		"𝐁𝐨𝐥𝐝":                     "bold",
	} {
		if got := text.Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

// letters draws text out of the corners where folding goes wrong.
func letters() *rapid.Generator[string] {
	odd := rapid.SampledFrom([]rune("ßẞİıſΣσςŉǰΐᾳᾼﬃＡａ１ｶﾞガか゛゙が한ᄒ\u1161\u0345\u0300\u0327\u3099\u094d\u093f\u200d\ufe0f\u0338≠№㍻﷼"))
	return rapid.OneOf(rapid.String(), rapid.StringOf(rapid.OneOf(odd, rapid.Rune())))
}

func TestFoldProperty(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := letters().Draw(t, "s")
		checkFold(t, s)
		if text.Fold(strings.ToUpper(s)) != text.Fold(strings.ToLower(strings.ToUpper(s))) {
			t.Fatalf("case of %q is not folded", s)
		}
	})
}

func checkFold(t interface{ Fatalf(string, ...any) }, s string) {
	once := text.Fold(s)
	if twice := text.Fold(once); twice != once {
		t.Fatalf("Fold(%+q) = %+q, folded again %+q", s, once, twice)
	}
	if !utf8.ValidString(once) || strings.ContainsAny(once, "\x00\u200b\ufeff") {
		t.Fatalf("Fold(%+q) = %+q", s, once)
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "Straße", "İ\u0307", "\u0345\u0301", "\xff\xfe", "e" + strings.Repeat("\u0301", 50), "ﷺ", "\u1100\u1161\u11a8"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkFold(t, s) })
}
