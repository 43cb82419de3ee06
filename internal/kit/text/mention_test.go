package text_test

import (
	"slices"
	"strings"
	"testing"

	"throughline/internal/kit/text"
)

func TestMentions(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                                    "",
		"no one, not even a@b.c":              "",
		"@ana and @Ben.Okri, @c_d-e!":         "ana Ben.Okri c_d-e",
		"(@ana) \"@ben\" *@cy* **@di**x /@no": "ana ben cy di",
		"@ana@example.org. @ben@host":         "ana@example.org ben@host",
		"@ana. @ben... @cy- @di@ @.no @- @":   "ana ben cy di",
		"@ana @ana @ANA":                      "ana ANA",
		"@[Ana Silva](member:01ab) @[B](member:c-2_d), @x": "member:01ab member:c-2_d x",
		"[@ana](http://x.y) [b](member:01) @[c](d)":        "ana",
		"`@no` <a@b.c> https://x.y/@no http://@no.x/":      "",
		"```\n@no\n```\n\n    @no\n\n@yes":                 "yes",
		"mail ana@example.org cc: @ben":                    "ben",
		`\@no @first\_last \\@no`:                          "first_last",
		"- @ana\n- @ben\n\n> @cy\n\n|@di|\n|-|\n|@ed|":     "ana ben cy di ed",
		"@田中 @Zoë @Łukasz.Ż":                               "田中 Zoë Łukasz.Ż",
		"a.@no a-@no a=@no @@no":                           "",
		"![@no](x.png) <b title='@no'>@yes</b>":            "yes",
		"<div>@no</div>":                                   "",
		"@" + strings.Repeat("x", 200) + " @ok":            "ok",
		"@line\n@break  \n@hard":                           "line break hard",
	} {
		if got := strings.Join(text.Mentions(in), " "); got != want {
			t.Errorf("Mentions(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestKeys(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                                         "",
		"LEND-123":                                 "LEND-123",
		"See LEND-1, (LEND-2) and LEND-1.":         "LEND-1 LEND-2",
		"LEND-1/LEND-2 #LEND-3 ~LEND-4~":           "LEND-1 LEND-3 LEND-4",
		"lend-1 L-1 LEND1 LEND-0 LEND-01 1END-1":   "",
		"A1-999999999 ABCDEFGHIJ-1 AB-1":           "A1-999999999 ABCDEFGHIJ-1 AB-1",
		"ABCDEFGHIJK-1 AB-1234567890":              "",
		"xLEND-1 LEND-1x LEND-1-2 LEND-1_ _LEND-2": "",
		"LEND-1.5 LEND-2.":                         "LEND-2",
		"äLEND-1 LEND-2ä":                          "",
		"見LEND-1":                                  "",
		"_LEND-1_ **LEND-2**x":                     "LEND-1 LEND-2",
		"`LEND-1` ``LEND-2`` LEND-3":               "LEND-3",
		"```\nLEND-1\n```\n    LEND-2\n\nLEND-3":   "LEND-3",
		"\n\n    LEND-2\n":                         "",
		"https://x.y/LEND-1 <https://x.y/LEND-2> http://jira/browse/LEND-3?a=LEND-4": "",
		"[LEND-1](https://x.y/LEND-2) ![LEND-3](x.png)":                              "LEND-1",
		"<b title='LEND-1'>LEND-2</b>":                                               "LEND-2",
		"# LEND-1\n- LEND-2\n\n|LEND-3|\n|-|\n> LEND-4":                              "LEND-1 LEND-2 LEND-3 LEND-4",
	} {
		if got := strings.Join(text.Keys(in), " "); got != want {
			t.Errorf("Keys(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestExcerpt(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("word ", 10_000)
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"", 10, ""},
		{"abc", 0, ""},
		{"abc", -1, ""},
		{"abc", 1, "…"},
		{"abc", 2, "a…"},
		{"abc", 3, "abc"},
		{"# Title\n\nSome **bold** [link](http://x.y), `code` &amp; \\*star\\*\n- [x] item\n\n```go\nfn()\n```", 100, "Title Some bold link, code & *star* item fn()"},
		{"one two three four", 13, "one two…"},
		{"one two, three four", 9, "one two…"},
		{"|a|b|\n|-|-|\n|c|d|", 20, "a b c d"},
		{"<p>Hello &lt;<b>you</b></p>\n\n<script>x</script>", 30, "Hello < you"},
		{"<b>raw</b> ![alt](x.png) <https://x.y>", 40, "raw alt https://x.y"},
		{"日本語のテキスト", 4, "日本語…"},
		{long, 12, "word word…"},
		{strings.Repeat("x", 50_000), 5, "xxxx…"},
		{"a" + strings.Repeat("\n", 50_000) + "b", 5, "a…"},
	} {
		if got := text.Excerpt(c.in, c.n); got != c.want {
			t.Errorf("Excerpt(%.60q, %d) = %q, want %q", c.in, c.n, got, c.want)
		}
	}
	if got := text.Plain("a\nb *c*\n\n> d"); got != "a b c d" {
		t.Errorf("Plain gives %q", got)
	}
}

func FuzzMarkdownReaders(f *testing.F) {
	for _, s := range append([]string{"@a@b.c @[x](member:1) LEND-1 _LEND-2_", "\\@x `LEND-1", "@\xff", "LEND-1\u0301", "@[@[x](member:1)](member:2)"}, hostile...) {
		f.Add(s, 20)
	}
	f.Fuzz(func(t *testing.T, s string, n int) {
		for _, m := range text.Mentions(s) {
			if m == "" || len(m) > 300 || strings.ContainsAny(m, " \n<>\"") {
				t.Fatalf("%q mentions %q", s, m)
			}
		}
		keys := text.Keys(s)
		var linked []string
		text.HTML(s, func(key string) string { linked = append(linked, key); return "" })
		for _, k := range keys {
			if len(k) < 4 || len(k) > 20 || !strings.Contains(s, k) {
				t.Fatalf("%q has key %q", s, k)
			}
		}
		for _, k := range linked {
			if !slices.Contains(keys, k) {
				t.Fatalf("%q links %q and has only %q", s, k, keys)
			}
		}
		n = min(max(n, -1), 1000)
		if e := text.Excerpt(s, n); len([]rune(e)) > max(n, 0) || strings.ContainsAny(e, "\n\t") {
			t.Fatalf("excerpt of %q in %d is %q", s, n, e)
		}
	})
}
