package text_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"throughline/internal/kit/text"
)

func TestFromJiraWiki(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"plain text", "Just text.\nTwo lines, 5 * 3 = 15, a_b_c, R&D - fine.\n\n  indented?\n", "Just text.\nTwo lines, 5 * 3 = 15, a_b_c, R&D - fine.\n\n  indented?\n"},
		{"line ends", "a\r\nb\rc", "a\nb\nc"},
		{"headings", "h1. One\nh6. *Six*\nh7. no\nh1.no\nh2. ", "# One\n###### **Six**\nh7. no\nh1.no\nh2. "},
		{"emphasis", "*b* _i_ -s- (*b*), *b*. _*bi*_ *a _b_ c*", "**b** _i_ ~~s~~ (**b**), **b**. _**bi**_ **a _b_ c**"},
		{"no emphasis", "a*b*c 2*3 * x * _a _ - a - x-y-z a-b -1 -> <- snake_case_name", "a\\*b\\*c 2\\*3 * x * _a _ - a - x-y-z a-b -1 -> <- snake_case_name"},
		{"inside a word", "un{*}believ{*}able {_}x{_}y {-}z{-}", "un**believ**able _x_y ~~z~~"},
		{"monospaced", "{{a}} {{b`c}} {{ d }} {{}} {{open", "`a` ``b`c`` `d` {{}} {{open"},
		{"colour", "{color:red}a{color} *{color:#fff}b{color}* {color}c {color:blue}d", "a **b** {color}c {color:blue}d"},
		{"links", "[a|https://x.y/z] [https://x.y] [b|mailto:c@d.e] [mailto:c@d.e] [f|https://x.y/(g)|smart-link] [^h i.pdf] [j|^k.txt] [*l*|http://m]",
			"[a](https://x.y/z) <https://x.y> [b](mailto:c@d.e) <c@d.e> [f](https://x.y/%28g%29) [h i.pdf](h%20i.pdf) [j](k.txt) [**l**](http://m)"},
		{"no links", "[x] [a|b] [#anchor] [a|javascript:alert(1)] [ ] []", "[x] [a|b] [#anchor] [a|javascript:alert(1)] [ ] []"},
		{"people", "[~ana.silva] [~accountid:5e97] @ben", "@ana.silva @5e97 @ben"},
		{"pictures", "!a.png! !b c.jpg|width=300! !https://x.y/z! wow!no! !", "![a.png](a.png) ![b c.jpg](b%20c.jpg) ![https://x.y/z](https://x.y/z) wow!no! !"},
		{"addresses", "https://x.y/a_b_c-d- *https://q.w/_e_* (http://r)", "https://x.y/a_b_c-d- **https://q.w/_e_** (http://r)"},
		{"bullets", "* a\n** b\n*** c\n* d\n- e\n-- f", "- a\n  - b\n    - c\n- d\n- e\n  - f"},
		{"numbers", "# a\n# b\n## c\n# d\n#* e\n\n# again", "1. a\n2. b\n   1. c\n3. d\n   - e\n\n1. again"},
		{"a list with more lines", "* a\nmore\n* b\n\nafter", "- a\n  more\n- b\n\nafter"},
		{"a level too many", "*** a\n** b", "- a\n  - b"},
		{"dashes", "-- x\n--- y\n----", "-- x\n--- y\n\n----"},
		{"rule", "a\n----\nb", "a\n\n----\n\nb"},
		{"line breaks", `a\\ b\\` + "\nc", "a\\\nb\nc"},
		{"paths", `\\server\share C:\dir\\file \*no\*`, `\\\\server\share C:\dir\\\\file \*no\*`},
		{"bq", "bq. said\nnext", "> said\n\nnext"},
		{"quote", "a {quote}b\n\n* c{quote} d", "a \n\n> b\n>\n> - c\n\n d"},
		{"panel", "{panel:title=T|borderStyle=solid}\nx\n{panel}", "> **T**\n>\n> x"},
		{"open quote", "{quote}a", "{quote}a"},
		{"code", "{code:java}\nint *x*;\n{code}", "```java\nint *x*;\n```"},
		{"code with a title", "x\n{code:title=A.java|language=java}{code}", "x\n**A.java**\n```java\n\n```"},
		{"code in a line", "a {code}b{code} c", "a \n```\nb\n```\n c"},
		{"code that holds a fence", "{noformat}\n```\n{quote}\n{noformat}", "````\n```\n{quote}\n````"},
		{"code in a list", "# a\n{code}\nx\n{code}\n# b", "1. a\n   ```\n   x\n   ```\n2. b"},
		{"open code", "{code}a *b*", "{code}a **b**"},
		{"table", "||h||i||\n|a|*b*|\nafter", "| h | i |\n| --- | --- |\n| a | **b** |\n\nafter"},
		{"table without a head", "text\n|a|b|c|\n|d|", "text\n\n|  |  |  |\n| --- | --- | --- |\n| a | b | c |\n| d |"},
		{"table with heads at the side", "||k|v|\n||l|w|", "|  |  |\n| --- | --- |\n| **k** | v |\n| **l** | w |"},
		{"bars in cells", `|[a|http://x.y]|!i.png|width=1!|{{p|q}}|r\|s|`, "|  |  |  |  |\n| --- | --- | --- | --- |\n| [a](http://x.y) | ![i.png](i.png) | `p\\|q` | r\\|s |"},
		{"a cell of two lines", "|a\nb|c|", "|  |  |\n| --- | --- |\n| a<br>b | c |"},
		{"no table", "| a\nb | c\n|", "| a\nb | c\n|"},
		{"tags", "a <b> </c> <!-- x < 3 <T extends U>", `a \<b> \</c> \<!-- x < 3 \<T extends U>`},
		{"tildes", "~5 and ~6, H~2~O", `~5 and ~6, H\~2\~O`},
		{"everything else", "^sup^ +ins+ ??cite?? (/) {anchor:x} &nbsp;", "^sup^ +ins+ ??cite?? (/) {anchor:x} &nbsp;"},
	} {
		if got := text.FromJiraWiki(c.in); got != c.want {
			t.Errorf("%s\n  in %q\n got %q\nwant %q", c.name, c.in, got, c.want)
		}
	}
}

// letters and digits of a text, which is what must never be lost.
func alnum(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.L, unicode.N) {
			return r
		}
		return -1
	}, s)
}

// TestFromJiraWikiLosesNothing mixes words with marks that have no words of
// their own, and expects all the words in their order.
func TestFromJiraWikiLosesNothing(t *testing.T) {
	t.Parallel()
	piece := rapid.SampledFrom([]string{
		"word", "a", "Ü", "7", " ", " ", "\n", "\n\n", "*", "**", "_", "-", "----", "+", "^", "~", "!", "?", "[", "]", "[~", "[^", "|", "||", "{", "}", "{{", "}}", "{*}", "{_}", "\\", "\\\\", "<", ">", "&", "`", "```", "(", ")", ".", ",", ":", "/", "@", "\t", "\r\n",
	})
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(piece, 0, 30).Draw(t, "pieces"), "")
		md := text.FromJiraWiki(s)
		got := alnum(strings.ReplaceAll(md, "<br>", ""))
		file := regexp.MustCompile(`\[\^`).MatchString(s) // [^file] is written as text and as address
		if want := alnum(s); got != want && !file {
			t.Fatalf("%q\nbecomes %q", s, md)
		}
	})
}

// TestFromJiraWikiLeavesProse holds that text without markup is not touched.
func TestFromJiraWikiLeavesProse(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.SampledFrom([]rune("abz AÜ漢 09.,;:?!()\"'/&%$§=+ \n"))).Draw(t, "s")
		if got := text.FromJiraWiki(s); got != s {
			t.Fatalf("%q becomes %q", s, got)
		}
	})
}

// repository gives the root folder of the source.
func repository(t *testing.T) string {
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
}

// TestFromJiraWikiOnExports converts every description and comment of real
// exports and expects its words on the page.
func TestFromJiraWikiOnExports(t *testing.T) {
	t.Parallel()
	files, _ := filepath.Glob(filepath.Join(repository(t), "..", "shared", "data", "jira-json", "*search-result.json"))
	if len(files) == 0 {
		t.Skip("the sample exports are not here")
	}
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var export struct {
			Issues []struct {
				Fields struct {
					Description string `json:"description"`
					Comment     struct {
						Comments []struct {
							Body string `json:"body"`
						} `json:"comments"`
					} `json:"comment"`
				} `json:"fields"`
			} `json:"issues"`
		}
		if err := json.Unmarshal(raw, &export); err != nil {
			t.Fatal(err)
		}
		texts := 0
		for _, issue := range export.Issues {
			bodies := []string{issue.Fields.Description}
			for _, c := range issue.Fields.Comment.Comments {
				bodies = append(bodies, c.Body)
			}
			for _, s := range bodies {
				if s == "" {
					continue
				}
				texts++
				checkSafe(t, s)
				shown := visible(text.HTML(text.FromJiraWiki(s), nil))
				for _, word := range regexp.MustCompile(`\p{L}{3,}`).FindAllString(regexp.MustCompile(`\[[^\]]*\]|\{[^}]*\}|https?://\S+`).ReplaceAllString(s, " "), -1) {
					if !strings.Contains(shown, word) {
						t.Errorf("%s: %q is not on the page of %q: %q", filepath.Base(name), word, s, shown)
					}
				}
			}
		}
		if texts == 0 {
			t.Errorf("%s has no texts", name)
		}
	}
}

func FuzzFromJiraWiki(f *testing.F) {
	for _, s := range []string{
		"", "h1. a\n* b\n## c\n||d||\n|e\\|f|\n{code:x|title=y}z{code}", "{quote}{panel}{quote}{panel}", "{color:a}{code}{color}{code}", "*_-*_-a-_*-_*", "[a|[b|http://c]]", "!a.png!!b.png!", "{{{{a}}}}",
		"\\\\\\", "|\\", "||", "|[|a]|", "# \n#\n#a", "bq. ", "{*}{*}{*}", "\xff*a*\xff",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		md := text.FromJiraWiki(s)
		if utf8.ValidString(s) && !utf8.ValidString(md) {
			t.Fatalf("%q becomes %q", s, md)
		}
		if len(md) > 40*len(s)+100 {
			t.Fatalf("%d bytes become %d", len(s), len(md))
		}
	})
}

func ExampleFromJiraWiki() {
	fmt.Println(text.FromJiraWiki("h2. Steps\n# Open [the list|https://x.y/list]\n# Click *Return*"))
	// Output:
	// ## Steps
	// 1. Open [the list](https://x.y/list)
	// 2. Click **Return**
}
