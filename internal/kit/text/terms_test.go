package text_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"throughline/internal/kit/text"
)

func TestTerms(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                              "",
		" ,.-! ":                        "",
		"The Café's menu":               "the cafe s menu",
		"snake_case and kebab-case":     "snake case and kebab case",
		"see LEND-12.":                  "see lend-12 lend 12",
		"(lend-12), A1-999999999":       "lend-12 lend 12 a1-999999999 a1 999999999",
		"L-1 12-3 ABCDEFGHIJK-1":        "l 1 12 3 abcdefghijk 1",
		"LEND-1234567890 LEND-12-3":     "lend 1234567890 lend 12 3",
		"a-lend-12 -lend-13":            "a lend 12 lend-13 lend 13",
		"LEND-12b LEND-12- ok":          "lend 12b lend-12 lend 12 ok",
		"東京都":                           "東京 京都 都",
		"猫":                             "猫",
		"iPhone用ケース":                    "iphone 用ケ ケー ース ス",
		"サーバー、データ":                      "サー ーバ バー ー デー ータ タ",
		"한국어 문서":                        "한국 국어 어 문서 서",
		"ﾊﾞｸﾞ":                          "バグ グ",
		"हिन्दी भाषा":                   "हिन्दी भाषा",
		"x²=4½":                         "x2 41 2",
		"\xff\xfe":                      "",
		strings.Repeat("ä", 100):        strings.Repeat("a", 64),
		strings.Repeat("я", 100) + " b": strings.Repeat("я", 32) + " b",
		strings.Repeat("x", 63) + "я":   strings.Repeat("x", 63),
	} {
		if got := strings.Join(text.Terms(in), " "); got != want {
			t.Errorf("Terms(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestQuery(t *testing.T) {
	t.Parallel()
	type term = text.Term
	for in, want := range map[string][]term{
		"":                   nil,
		` "" `:               nil,
		"  --- ":             nil,
		"Café":               {{Text: "cafe", Prefix: true}},
		"login fai":          {{Text: "login"}, {Text: "fai", Prefix: true}},
		"login fai ":         {{Text: "login"}, {Text: "fai", Prefix: true}},
		"e-mail x":           {{Text: "e mail", Phrase: []string{"e", "mail"}}, {Text: "x", Prefix: true}},
		"lend-1":             {{Text: "lend-1", Prefix: true}},
		"LEND-12 due":        {{Text: "lend-12"}, {Text: "due", Prefix: true}},
		"x/LEND-1":           {{Text: "x lend-1", Prefix: true, Phrase: []string{"x", "lend-1"}}},
		"LEND-1/x y":         {{Text: "lend-1 x", Phrase: []string{"lend-1", "lend", "1", "x"}}, {Text: "y", Prefix: true}},
		`"sign in" page`:     {{Text: "sign in", Phrase: []string{"sign", "in"}}, {Text: "page", Prefix: true}},
		`page "sign in"`:     {{Text: "page"}, {Text: "sign in", Phrase: []string{"sign", "in"}}},
		`page “sign in”`:     {{Text: "page"}, {Text: "sign in", Phrase: []string{"sign", "in"}}},
		`page «sign»`:        {{Text: "page"}, {Text: "sign"}},
		`page "sign i`:       {{Text: "page"}, {Text: "sign i", Prefix: true, Phrase: []string{"sign", "i"}}},
		`page "`:             {{Text: "page", Prefix: true}},
		"東京都":                {{Text: "東京都", Phrase: []string{"東京", "京都"}}},
		"東京":                 {{Text: "東京"}},
		"猫":                  {{Text: "猫", Prefix: true}},
		"猫 x":                {{Text: "猫", Prefix: true}, {Text: "x", Prefix: true}},
		"iphone用ケース":         {{Text: "iphone"}, {Text: "用ケース", Phrase: []string{"用ケ", "ケー", "ース"}}},
		`"東京 tower"`:         {{Text: "東京 tower", Phrase: []string{"東京", "京", "tower"}}},
		"a OR b*) NEAR(c --": {{Text: "a"}, {Text: "or"}, {Text: "b"}, {Text: "near c", Prefix: true, Phrase: []string{"near", "c"}}},
	} {
		if got := text.Query(in); !reflect.DeepEqual(got, want) {
			t.Errorf("Query(%q)\n got %+v\nwant %+v", in, got, want)
		}
	}
}

func TestQueryBounds(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		strings.Repeat("word ", 20_000),
		strings.Repeat("a.", 50_000),
		`"` + strings.Repeat("a ", 50_000),
		strings.Repeat(`"a" `, 25_000),
		strings.Repeat("漢", 33_000),
		strings.Repeat("漢 ", 25_000),
		strings.Repeat("lend-1/", 14_000),
	} {
		got, words := text.Query(in), 0
		for _, term := range got {
			words += max(1, len(term.Phrase))
		}
		if len(got) == 0 || len(got) > text.MostTerms || words > text.MostWords {
			t.Errorf("%.10q…: %d terms, %d words", in, len(got), words)
		}
	}
}

// holds says whether a text with those terms meets a condition.
func holds(terms []string, c text.Term) bool {
	phrase := c.Phrase
	if len(phrase) == 0 {
		phrase = []string{c.Text}
	}
	for at := range terms {
		if len(terms)-at < len(phrase) {
			break
		}
		last := len(phrase) - 1
		end := terms[at+last]
		if slices.Equal(terms[at:at+last], phrase[:last]) && (end == phrase[last] || c.Prefix && strings.HasPrefix(end, phrase[last])) {
			return true
		}
	}
	return false
}

func document() *rapid.Generator[[]string] {
	chunk := rapid.StringOf(rapid.SampledFrom([]rune("aabzÄßé019--__.,:/東京都猫カタナー한국")))
	keys := rapid.SampledFrom([]string{"LEND-1", "lend-12", "(LEND-123)", "X-1", "it's", "1.5%", "東京", "猫"})
	return rapid.SliceOfN(rapid.OneOf(chunk, keys), 1, 12)
}

// TestQueryFindsWhatIsThere takes some chunks of a text as the query, plain or
// quoted, and expects the text to be found.
func TestQueryFindsWhatIsThere(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		doc := document().Draw(t, "doc")
		from := rapid.IntRange(0, len(doc)-1).Draw(t, "from")
		to := rapid.IntRange(from+1, len(doc)).Draw(t, "to")
		ask := strings.Join(doc[from:to], " ")
		if rapid.Bool().Draw(t, "quoted") {
			ask = `"` + ask + `"`
		}
		terms := text.Terms(strings.Join(doc, " "))
		for _, c := range text.Query(ask) {
			if !holds(terms, c) {
				t.Fatalf("%q is not found in %q: %+v in %q", ask, doc, c, terms)
			}
		}
	})
}

func TestCJKPartIsFound(t *testing.T) {
	t.Parallel()
	run := []rune("東京都の製品管理システム")
	terms := text.Terms("これは " + string(run) + " です")
	for from := range run {
		for to := from + 1; to <= len(run); to++ {
			for _, c := range text.Query(string(run[from:to])) {
				if !holds(terms, c) {
					t.Errorf("%q is not found: %+v in %q", string(run[from:to]), c, terms)
				}
			}
		}
	}
}

func checkTerm(t interface{ Fatalf(string, ...any) }, from, s string) {
	if s == "" || !utf8.ValidString(s) || len(s) > text.LongestTerm && !strings.Contains(s, " ") {
		t.Fatalf("%q gives term %q", from, s)
	}
	for _, r := range s {
		if !unicode.In(r, unicode.L, unicode.N, unicode.M) && r != '-' {
			t.Fatalf("%q gives term %q with %q in it", from, s, r)
		}
	}
}

func FuzzTerms(f *testing.F) {
	for _, s := range []string{"", "LEND-12 and 東京都", `"a b" c'); drop table--`, "ー゛\u3099", "a\u0300-1", "\xf0\x9f", "x\u200b-\u200b1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		terms := text.Terms(s)
		for _, term := range terms {
			checkTerm(t, s, term)
		}
		if again := text.Terms(text.Fold(s)); !slices.Equal(terms, again) {
			t.Fatalf("%q gives %q, folded %q", s, terms, again)
		}
		for _, c := range text.Query(s) {
			for _, word := range c.Phrase {
				checkTerm(t, s, word)
			}
			if len(c.Phrase) == 0 {
				checkTerm(t, s, c.Text)
			}
			if !strings.ContainsAny(text.Fold(s), "\"“”„«»") && !holds(terms, c) {
				t.Fatalf("%q does not find itself: %+v in %q", s, c, terms)
			}
		}
	})
}

func ExampleTerms() {
	fmt.Println(text.Terms("LEND-12: Überfällige Bücher"))
	// Output: [lend-12 lend 12 uberfallige bucher]
}

func ExampleQuery() {
	for _, term := range text.Query(`"due date" Büch`) {
		fmt.Printf("%q prefix=%v phrase=%q\n", term.Text, term.Prefix, term.Phrase)
	}
	// Output:
	// "due date" prefix=false phrase=["due" "date"]
	// "buch" prefix=true phrase=[]
}
