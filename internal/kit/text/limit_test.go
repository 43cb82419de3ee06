package text_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"throughline/internal/kit/text"
)

// worst gives texts of about n bytes that make careless readers of Markdown or
// wiki markup take the square of their length, or write it.
func worst(n int) map[string]string {
	out := map[string]string{}
	for _, unit := range []string{
		"*a **a ", "a_ ", "_a ", "a]", "[a", "*a_ ", "c* ", "[ a_", "![[]()", "[ (](", "**x [a*b**c*](d)", "[]([", "[a](b", "[a](<b", "[a](b \"", "[a][b]", "[[a](b)](c) ",
		"> ", ">", "* ", "1. ", "- [ ] a\n", "-\n", "> a\n>> b\n", "a``b```", "`a``", "</", "<!--", "<!A ", "<?", "<![CDATA[", "<a x='", "<b>", "</b>", "<a href=x>", "<p/>",
		"[a]: u\n", "[a]: u\n(\n", "x\n-|-\n:\n", "|", "|-", "a|b\n", "a@a.", "www.a", "http://a ", "http://a/)", "&a;", "~", "~~a ", "~a~ ", "*", "_", "`", "\\", "&#", "\x00", " ", "\n", "a\n", "#", "    a\n", "```\n", "=\n",
		"{", "{{", "{{a", "{code}", "{quote}", "{color:red}", "{color}", "{*}", "*a -b _c ", "-a-", "[~a]", "[a|http://b", "!a.png", "||a", "|a|\n", "|a\nb\n", "** a\n", "# a\n", "\\\\ ", "{code:", "@", "@a@", "@[a](member:b)", "LEND-1 ", "LEND-", "A", "1", "a-", "\u0301", "e\u0301", "ﷺ", "漢", "한", "\u200b", "\"a ",
	} {
		out[unit] = strings.Repeat(unit, n/len(unit))
	}
	nested := func(open, middle, end string) string {
		k := n / (len(open) + len(end))
		return strings.Repeat(open, k) + middle + strings.Repeat(end, k)
	}
	out["nested brackets"] = nested("[", "a", "]")
	out["nested emphasis"] = nested("*a **a ", "b", " a** a*")
	out["nested tags"] = nested("<b>", "x", "</b>")
	out["nested wiki"] = nested("*_-", "x", "-_*")
	out["wide table, short rows"] = strings.Repeat("a|", n/8) + "\n" + strings.Repeat("-|", n/8) + "\n" + strings.Repeat("a\n", n/4)
	out["wide wiki table, short rows"] = "||" + strings.Repeat("a||", n/6) + "\n" + strings.Repeat("|a|\n", n/8)
	out["one long address, named often"] = "[a]: http://x.y/" + strings.Repeat("z", n/2) + "\n\n" + strings.Repeat("[a] ", n/8)
	out["code of ever other fences"] = growing(n, func(i int) string { return "e" + strings.Repeat("`", i) })
	out["lists ever deeper"] = growing(n, func(i int) string { return strings.Repeat("  ", i) + "* a\n" })
	out["one deep quote, many blank lines"] = strings.Repeat(">", n/2) + "a" + strings.Repeat("\n", n/2)
	out["deep lists, many lines"] = strings.Repeat("- ", n/4) + "a\n" + strings.Repeat("b\n", n/4)
	return out
}

func growing(n int, part func(i int) string) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString(part(i))
	}
	return b.String()
}

// TestWorst runs every reader over 100 kB of the worst. What takes the square
// of the length is not done before the deadline of the test, and what writes
// it is seen by its size.
func TestWorst(t *testing.T) {
	t.Parallel()
	const most = 8 << 20
	size := 100_000
	if testing.Short() {
		size = 10_000
	}
	for name, s := range worst(size) {
		t.Run(fmt.Sprintf("%.20q", name), func(t *testing.T) {
			t.Parallel()
			sizes := map[string]int{
				"HTML":     len(text.HTML(s, keyURL)),
				"Sanitise": len(text.Sanitise(s)),
				"Excerpt":  len(text.Excerpt(s, 200)),
				"Plain":    len(text.Plain(s)),
				"Fold":     len(text.Fold(s)),
				"wiki":     len(text.FromJiraWiki(s)),
			}
			for _, what := range [][]string{text.Mentions(s), text.Keys(s), text.Terms(s)} {
				sizes["words"] += len(strings.Join(what, " "))
			}
			_ = text.Query(s)
			body, _ := json.Marshal(s)
			run := `{"type":"text","text":` + string(body) + `}`
			for _, doc := range []string{run, `{"type":"codeBlock","content":[` + run + `]}`, `{"type":"table","content":[{"type":"tableRow","content":[{"type":"tableCell","content":[` + run + `]}]}]}`} {
				md, err := text.FromADF(json.RawMessage(`{"type":"doc","content":[` + doc + `]}`))
				if err != nil {
					t.Fatal(err)
				}
				sizes["ADF"] = max(sizes["ADF"], len(md))
			}
			for reader, size := range sizes {
				if size > most {
					t.Errorf("%s writes %d bytes", reader, size)
				}
			}
		})
	}
}

// TestLimitsAreFar holds that a long and rich text, as people write it, stays
// below every limit.
func TestLimitsAreFar(t *testing.T) {
	t.Parallel()
	var list, defs, table strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&list, "- [item %d](https://x.y/%d) **bold** _it_ [not a link] `code`\n", i, i)
	}
	for i := range 150 {
		fmt.Fprintf(&defs, "[r%d]: https://x.y/ref/%d\n", i, i)
	}
	table.WriteString("|a|b|c|\n|-|-|-|\n")
	for range 1000 {
		table.WriteString("|**x**|[y](z)|`p\\|q`|\n")
	}
	deep := strings.Repeat("> ", 20) + "deep\n"
	paragraph := strings.Repeat("**b** [l](x) ", 200) + "[r149]"
	page := text.HTML(list.String()+"\n"+defs.String()+"\n"+deep+"\n"+paragraph, nil)
	for what, want := range map[string]int{`<a href="https://x.y/`: 1001, "<strong>": 1200, "<em>": 1000, "<code>": 1000, "<blockquote>": 20, `<a href="x"`: 200, `/ref/149"`: 1} {
		if got := strings.Count(page, what); got != want {
			t.Errorf("%d times %s, want %d", got, what, want)
		}
	}
	many := strings.Repeat("|`p\\|q`|**x**|\n", 100)
	if got := strings.Count(text.HTML("|a|b|\n|-|-|\n"+many, nil), "<td><code>p|q</code></td>"); got != 100 {
		t.Errorf("%d cells with an escaped pipe, want 100", got)
	}
	if got := strings.Count(text.HTML(strings.ReplaceAll(table.String(), `p\|q`, "pq"), nil), "<td><strong>x</strong></td>"); got != 1000 {
		t.Errorf("%d rows, want 1000", got)
	}
}

// TestBeyondLimits holds that what is beyond a limit is shown as text.
func TestBeyondLimits(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]string{
		"brackets":    strings.Repeat("[a](b ", 1000) + "needle",
		"delimiters":  strings.Repeat("*a ", 1000) + "needle",
		"quotes":      strings.Repeat(">", 1000) + "needle",
		"openers":     growing(5000, func(i int) string { return "x" + strings.Repeat("`", i+1) }) + "needle",
		"wide table":  strings.Repeat("a|", 2000) + "\n" + strings.Repeat("-|", 2000) + "\n" + strings.Repeat("needle\n", 2000),
		"definitions": strings.Repeat("[a]: needle\n", 3000),
	} {
		if page := text.HTML(s, nil); !strings.Contains(page, "needle") {
			t.Errorf("%s: %.300s", name, page)
		}
	}
}

func BenchmarkHTML(b *testing.B) {
	s := strings.Repeat("## Title\n\nSome **bold** text with a [link](https://x.y) and LEND-12, @ana.\n\n- one\n- two `code`\n\n", 20)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		text.HTML(s, keyURL)
	}
}

func BenchmarkTerms(b *testing.B) {
	s := strings.Repeat("Some words of a description, with LEND-12 and Ümläute in it. ", 20)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		text.Terms(s)
	}
}

func BenchmarkFromJiraWiki(b *testing.B) {
	s := strings.Repeat("h2. Title\nSome *bold* text with a [link|https://x.y] and LEND-12, [~ana].\n* one\n* two {{code}}\n\n", 20)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		text.FromJiraWiki(s)
	}
}
