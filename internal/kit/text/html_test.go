package text_test

import (
	"fmt"
	"strings"
	"testing"

	"throughline/internal/kit/text"
)

func keyURL(key string) string {
	if strings.HasPrefix(key, "LEND-") {
		return "/r/" + key
	}
	return ""
}

const rel = ` rel="nofollow noopener noreferrer"`

func TestHTML(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                     "",
		"a **b** ~~c~~ `d`":    "<p>a <strong>b</strong> <del>c</del> <code>d</code></p>",
		"one\ntwo":             "<p>one<br>\ntwo</p>",
		"- [x] a\n- [ ] b":     "<ul>\n<li><input checked=\"\" disabled=\"\" type=\"checkbox\"> a</li>\n<li><input disabled=\"\" type=\"checkbox\"> b</li>\n</ul>",
		"|a|b|\n|:-:|--|\n|c|": "<table>\n<thead>\n<tr>\n<th align=\"center\">a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td align=\"center\">c</td>\n<td></td>\n</tr>\n</tbody>\n</table>",
		"```c++\na<b\n```":     "<pre><code class=\"language-c++\">a&lt;b\n</code></pre>",
		"3. a\n4. b":           "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>",

		"[a](https://x.y 'T') <b@x.y> www.x.y http://localhost:8080/z?q=1.": `<p><a href="https://x.y" title="T"` + rel + `>a</a> <a href="mailto:b@x.y"` + rel + `>b@x.y</a> <a href="http://www.x.y"` + rel + `>www.x.y</a> <a href="http://localhost:8080/z?q=1"` + rel + `>http://localhost:8080/z?q=1</a>.</p>`,
		"[a](/b) [c](d.md#e) [f](//g.h/i)":                                  `<p><a href="/b"` + rel + `>a</a> <a href="d.md#e"` + rel + `>c</a> <a href="//g.h/i"` + rel + `>f</a></p>`,

		"LEND-12, **LEND-3**. UTF-8 `LEND-4` [LEND-5](http://x.y/LEND-6)": `<p><a href="/r/LEND-12" class="key"` + rel + `>LEND-12</a>, <strong><a href="/r/LEND-3" class="key"` + rel + `>LEND-3</a></strong>. UTF-8 <code>LEND-4</code> <a href="http://x.y/LEND-6"` + rel + `>LEND-5</a></p>`,
		"# LEND-1\nLEND-2\nLEND-3":                                        `<h1><a href="/r/LEND-1" class="key"` + rel + `>LEND-1</a></h1>` + "\n" + `<p><a href="/r/LEND-2" class="key"` + rel + `>LEND-2</a><br>` + "\n" + `<a href="/r/LEND-3" class="key"` + rel + `>LEND-3</a></p>`,
		"xLEND-1 _LEND-2_ a_LEND-3 LEND-4_":                               `<p>xLEND-1 <em><a href="/r/LEND-2" class="key"` + rel + `>LEND-2</a></em> a_LEND-3 LEND-4_</p>`,

		"hi @[Ana *S*](member:01ab) @ana":      `<p>hi <span class="mention" data-member="01ab">@Ana <em>S</em></span> @ana</p>`,
		"@[x](member:) [y](member:01) @[z](b)": `<p>@x <span class="mention" data-member="01">@y</span> @<a href="b"` + rel + `>z</a></p>`,

		"![a](https://x.y/z.png) ![](http://q.w/e.png)":                  `<p><a href="https://x.y/z.png"` + rel + `>a</a> <a href="http://q.w/e.png"` + rel + `>http://q.w/e.png</a></p>`,
		"[![a](http://b.c/d)](http://e.f)":                               `<p><a href="http://e.f"` + rel + `>a</a></p>`,
		"![a](/api/v1/files/1) ![b](<c d.png>) ![e](f/g.png?h=1&i=2)":    `<p><img src="/api/v1/files/1" alt="a"> <img src="c%20d.png" alt="b"> <img src="f/g.png?h=1&amp;i=2" alt="e"></p>`,
		"![a](/other/b.png) ![c](/api/../d) ![e](../f) ![g](/api/%2e./)": `<p><a href="/other/b.png"` + rel + `>a</a> <a href="/api/../d"` + rel + `>c</a> <a href="../f"` + rel + `>e</a> <a href="/api/%2e./"` + rel + `>g</a></p>`,

		"<details open><summary>s</summary>\n\n*t*\n\n</details>": "<details open=\"\"><summary>s</summary>\n<p><em>t</em></p>\n</details>",
		"a <kbd>b</kbd><br/>c <sub>d</sub> <u>e</u>":              "<p>a <kbd>b</kbd><br/>c <sub>d</sub> <u>e</u></p>",
		"<b>open <i>both":       "<p><b>open <i>both</i></b></p>",
		"<!-- note -->\n\ntext": "\n<p>text</p>",
	} {
		if got := strings.TrimSuffix(text.HTML(in, keyURL), "\n"); got != want {
			t.Errorf("HTML(%q)\n got %s\nwant %s", in, got, want)
		}
	}
	if got := text.HTML("LEND-1", nil); got != "<p>LEND-1</p>\n" {
		t.Errorf("without addresses: %s", got)
	}
	if got := text.HTML("LEND-1", func(string) string { return "javascript:alert(1)" }); strings.Contains(got, "href") {
		t.Errorf("with a bad address: %s", got)
	}
}

func TestSanitise(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                           "",
		"a < b & c":                  "a &lt; b &amp; c",
		"</div></p></b>x":            "x",
		"<p>a<p>b":                   "<p>a<p>b</p></p>",
		"<b><i>a</b>c</i>":           "<b><i>a</i></b>c",
		"<b/>a":                      "<b>a</b>",
		"<a>b</a><a href=x>c":        `b<a href="x"` + rel + `>c</a>`,
		"<a href=x rel=opener>c</a>": `<a href="x"` + rel + `>c</a>`,
		"<input><input type=text value=x><input type=checkbox checked name=q>": `<input checked="" disabled="" type="checkbox">`,
		"<td colspan=2 rowspan=0 style=x align=left>a":                         `<td colspan="2" align="left">a</td>`,
		"<span class=mention data-member=a>b</span><span>c</span>":             `<span class="mention" data-member="a">b</span><span>c</span>`,
		"<h1 id=x class=y>a</h1><code class='language-go evil'>b</code>":       "<h1>a</h1><code>b</code>",
	} {
		if got := text.Sanitise(in); got != want {
			t.Errorf("Sanitise(%q)\n got %s\nwant %s", in, got, want)
		}
	}
}

func TestSanitiseDepth(t *testing.T) {
	t.Parallel()
	const depth = 20_000
	got := text.Sanitise(strings.Repeat("<b>", depth) + "x" + strings.Repeat("</b>", depth) + "<i>y</i>")
	if want := strings.Repeat("<b>", 100) + "x" + strings.Repeat("</b>", 100) + "<i>y</i>"; got != want {
		t.Errorf("got %d bytes, want %d: …%s", len(got), len(want), got[max(0, len(got)-40):])
	}
}

func ExampleHTML() {
	fmt.Print(text.HTML("See **LEND-12** <script>alert(1)</script>", func(key string) string { return "/r/" + key }))
	// Output:
	// <p>See <strong><a href="/r/LEND-12" class="key" rel="nofollow noopener noreferrer">LEND-12</a></strong> </p>
}
