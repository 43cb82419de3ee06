package text_test

import (
	"encoding/json"
	"html"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"throughline/internal/kit/errs"
	"throughline/internal/kit/text"
)

func TestFromADF(t *testing.T) {
	t.Parallel()
	p := func(content string) string { return `{"type":"paragraph","content":[` + content + `]}` }
	tx := func(s string, marks ...string) string {
		list := make([]string, len(marks))
		for i, m := range marks {
			list[i] = `{"type":"` + m + `"}`
		}
		quoted, _ := json.Marshal(s)
		return `{"type":"text","text":` + string(quoted) + `,"marks":[` + strings.Join(list, ",") + `]}`
	}
	li := func(content string) string { return `{"type":"listItem","content":[` + content + `]}` }
	link := func(s, href string) string {
		return `{"type":"text","text":"` + s + `","marks":[{"type":"link","attrs":{"href":"` + href + `"}}]}`
	}
	for _, c := range []struct{ name, in, want string }{
		{"nothing", ``, ""},
		{"paragraphs", p(tx("Hello, world!")) + "," + p("") + "," + p(tx("Second")), "Hello, world!\n\nSecond"},
		{"marks", p(tx("a ") + "," + tx("b", "strong") + "," + tx(" c ") + "," + tx("d", "em") + "," + tx(" e ") + "," + tx("f", "strike") + "," + tx(" ") + "," + tx("g", "code") + "," + tx("h", "underline")),
			"a **b** c _d_ e ~~f~~ `g`h"},
		{"nested marks", p(tx("a", "strong") + "," + tx("b", "strong", "em") + "," + tx(" c", "strong", "em", "strike")), "**a<em>b ~~c~~</em>**"},
		{"white space goes outside", p(tx("a") + "," + tx(" b ", "strong") + "," + tx("c")), "a **b** c"},
		{"inside a word", p(tx("un") + "," + tx("believ", "em") + "," + tx("able")), "un*believ*able"},
		{"where marks are not seen", p(tx("a") + "," + tx("(b)", "strong") + "," + tx("c")), "a<strong>(b)</strong>c"},
		{"links", p(link("text", "https://x.y/a_(b)") + "," + tx(" ") + "," + link("https://x.y", "https://x.y") + "," + tx(" ") + "," + link("bad", "javascript:alert(1)")),
			"[text](https://x.y/a_%28b%29) <https://x.y> bad"},
		{"a link after !", p(tx("wow!") + "," + link("text", "https://x.y")), `wow\![text](https://x.y)`},
		{"break", p(tx("a") + `,{"type":"hardBreak"},` + tx("- b") + `,{"type":"hardBreak"}`), "a\\\n\\- b"},
		{"heading", `{"type":"heading","attrs":{"level":2},"content":[` + tx("Title #") + `]}`, `## Title \#`},
		{"lists", `{"type":"bulletList","content":[` + li(p(tx("a"))+`,{"type":"orderedList","attrs":{"order":3},"content":[`+li(p(tx("b")))+`,`+li(p(tx("c")))+`]}`) + `,` + li(p(tx("d"))+","+p(tx("e"))) + `]}`,
			"- a\n\n  3. b\n  4. c\n- d\n\n  e"},
		{"list in list", `{"type":"bulletList","content":[` + li(p(tx("a"))+`,{"type":"bulletList","content":[`+li(p(tx("b")))+`]}`) + `]}`, "- a\n  - b"},
		{"two lists", `{"type":"bulletList","content":[` + li(p(tx("a"))) + `]},{"type":"bulletList","content":[` + li(p(tx("b"))) + `]}`, "- a\n\n* b"},
		{"tasks", `{"type":"taskList","content":[{"type":"taskItem","attrs":{"state":"DONE"},"content":[` + tx("a") + `]},{"type":"taskList","content":[{"type":"taskItem","attrs":{"state":"TODO"},"content":[` + tx("b") + `]}]}]}`,
			"- [x] a\n  - [ ] b"},
		{"code", `{"type":"codeBlock","attrs":{"language":"Go"},"content":[` + tx("x := `a`\n```") + `]}`, "````go\nx := `a`\n```\n````"},
		{"quote", `{"type":"blockquote","content":[` + p(tx("a")) + `,` + p(tx("b")) + `]}`, "> a\n>\n> b"},
		{"panel", `{"type":"panel","attrs":{"panelType":"warning"},"content":[` + p(tx("a")) + `]}`, "> **Warning**\n>\n> a"},
		{"expand", `{"type":"expand","attrs":{"title":"More *"},"content":[` + p(tx("a")) + `]}`, "**More \\***\n\na"},
		{"rule", p(tx("a")) + `,{"type":"rule"}`, "a\n\n---"},
		{"mention, emoji, date, status", p(`{"type":"mention","attrs":{"id":"5e","text":"@Ana Silva"}},` + tx(" ") + `,{"type":"emoji","attrs":{"shortName":":smile:","text":"😄"}},{"type":"emoji","attrs":{"shortName":":custom:"}},` + tx(" ") + `,{"type":"date","attrs":{"timestamp":"1582152559000"}},` + tx(" ") + `,{"type":"status","attrs":{"text":"IN PROGRESS","color":"blue"}}`),
			"@Ana Silva 😄:custom: 2020-02-19 `IN PROGRESS`"},
		{"cards", p(`{"type":"inlineCard","attrs":{"url":"https://x.y/z"}}`) + `,{"type":"blockCard","attrs":{"data":{"url":"https://q.w"}}}`, "<https://x.y/z>\n\n<https://q.w>"},
		{"media", `{"type":"mediaSingle","content":[{"type":"media","attrs":{"type":"file","id":"abc-1"}}]},{"type":"mediaGroup","content":[{"type":"media","attrs":{"id":"x","alt":"a [b].png"}}]},{"type":"mediaSingle","content":[{"type":"media","attrs":{"type":"external","url":"https://x.y/i.png"}}]}`,
			"\\[attachment abc-1\\]\n\n![a \\[b\\].png](a%20[b].png)\n\n![](https://x.y/i.png)"},
		{"table", `{"type":"table","content":[{"type":"tableRow","content":[{"type":"tableHeader","content":[` + p(tx("k|")) + `]},{"type":"tableHeader","attrs":{"colspan":2},"content":[` + p(tx("v")) + `]}]},{"type":"tableRow","content":[{"type":"tableHeader","content":[` + p(tx("x")) + `]},{"type":"tableCell","content":[` + p(tx("a")+`,{"type":"hardBreak"},`+tx("b|c", "code")) + `,{"type":"bulletList","content":[` + li(p(tx("i"))) + `,` + li(p(tx("j"))) + `]}]}]}]}`,
			"| k\\| | v |  |\n| --- | --- | --- |\n| **x** | a<br>`b\\|c`<br>• i<br>• j |"},
		{"table without a head", `{"type":"table","content":[{"type":"tableRow","content":[{"type":"tableCell","content":[` + p(tx("a")) + `]}]}]}`, "|  |\n| --- |\n| a |"},
		{"unknown nodes", `{"type":"layoutSection","content":[{"type":"layoutColumn","content":[` + p(tx("a")+`,{"type":"wrapper","content":[`+tx("b")+`]}`) + `]}]}`, "ab"},
		{"what looks like Markdown", p(tx("# 1. *a* _b_ [c](d) <e> `f` \\g \\* 5 * 3 snake_case R&D &amp; a|b ~~x~~")) + "," + p(tx("1. x")) + "," + p(tx("- x")) + "," + p(tx("> x")) + "," + p(tx("---")) + "," + p(tx("    x")) + "," + p(tx("#x #1")),
			`\# 1. \*a\* \_b\_ \[c\](d) \<e> ` + "\\`f\\`" + ` \g \\\* 5 * 3 snake_case R&D \&amp; a|b \~\~x\~\~` + "\n\n1\\. x\n\n\\- x\n\n\\> x\n\n\\---\n\nx\n\n#x #1"},
		{"addresses", p(tx("see https://x.y/_a_*b*, (http://q/w) or https://x.y/a<b https://x.y/z.")), `see <https://x.y/_a_*b>\*, (http://q/w) or <https://x.y/a>\<b https://x.y/z.`},
	} {
		got, err := text.FromADF(json.RawMessage(`{"type":"doc","version":1,"content":[` + c.in + `]}`))
		if err != nil || got != c.want {
			t.Errorf("%s: %v\n got %q\nwant %q", c.name, err, got, c.want)
		}
	}
}

func TestFromADFRefuses(t *testing.T) {
	t.Parallel()
	for _, in := range []string{"", " ", "null", `{"type":"doc"}`} {
		if got, err := text.FromADF(json.RawMessage(in)); got != "" || err != nil {
			t.Errorf("%q gives %q, %v", in, got, err)
		}
	}
	for _, in := range []string{"{", `"text"`, `[]`, `{}`, `{"type":"paragraph"}`, `{"type":"doc","content":{}}`, `{"type":"doc","content":[{"text":5}]}`} {
		if got, err := text.FromADF(json.RawMessage(in)); got != "" || !errs.Is(err, errs.Invalid) {
			t.Errorf("%q gives %q, %v", in, got, err)
		}
	}
}

// TestFromADFDeep holds that what is nested beyond reason keeps its text.
func TestFromADFDeep(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"blockquote", "bulletList", "listItem", "taskList", "panel", "table", "layoutColumn", "tableCell", "taskItem", "paragraph"} {
		const depth = 2000
		doc := strings.Repeat(`{"type":"`+kind+`","content":[`, depth) + `{"type":"text","text":"needle"}` + strings.Repeat(`]}`, depth)
		got, err := text.FromADF(json.RawMessage(`{"type":"doc","content":[` + doc + `]}`))
		if err != nil || kind != "table" && !strings.Contains(got, "needle") || len(got) > 100_000 {
			t.Errorf("%s: %d bytes, %.200q, %v", kind, len(got), got, err)
		}
	}
}

var tags = regexp.MustCompile(`<[^>]*>`)

// visible gives the words that a reader of HTML sees.
func visible(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "<br>", " "), "<p>", " ")
	return strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(s, ""))), " ")
}

// TestFromADFShowsTheSame writes any text in any styles and expects to read it
// again on the page.
func TestFromADFShowsTheSame(t *testing.T) {
	t.Parallel()
	piece := rapid.SampledFrom([]string{
		"a", "b1", "Ä", " ", " ", "*", "**", "_", "__", "~", "~~", "`", "``", "[", "]", "(", ")", "](", "![", "!", "<", ">", "<b>", "</i>", "<!--", "\\", "\\\\",
		"#", "# ", "-", "- ", "+ ", "1. ", "2) ", "> ", "=", "===", "---", "|", "|-|", ":", "&", "&amp;", "&#35;", ";", "\"", "'", ".", ",", "?", "@", "/", "http://x.y/", "https://q_w/_e_*", "www.x.y", "a@b.c", "\t", "💡", "LEND-1", "    ",
	})
	marks := rapid.SampledFrom([]string{"strong", "em", "strike", "code"})
	rapid.Check(t, func(t *rapid.T) {
		var want strings.Builder
		nodes := []map[string]any{}
		for range rapid.IntRange(1, 6).Draw(t, "nodes") {
			if rapid.IntRange(0, 6).Draw(t, "break") == 0 {
				nodes = append(nodes, map[string]any{"type": "hardBreak"})
				want.WriteString(" ")
			}
			s := strings.Join(rapid.SliceOfN(piece, 1, 6).Draw(t, "text"), "")
			list := []map[string]any{}
			for _, m := range rapid.SliceOfN(marks, 0, 3).Draw(t, "marks") {
				list = append(list, map[string]any{"type": m})
			}
			nodes = append(nodes, map[string]any{"type": "text", "text": s, "marks": list})
			want.WriteString(s)
		}
		kind := rapid.SampledFrom([]string{"paragraph", "heading", "taskItem", "tableCell", "listItem", "blockquote"}).Draw(t, "kind")
		doc, _ := json.Marshal(map[string]any{"type": "doc", "content": []any{within(kind, nodes)}})
		md, err := text.FromADF(doc)
		if err != nil {
			t.Fatal(err)
		}
		page := text.HTML(md, nil)
		if got, want := visible(page), strings.Join(strings.Fields(want.String()), " "); got != want {
			t.Fatalf("%s\nMarkdown %q\nHTML     %q\nshows    %q\ninstead  %q", doc, md, page, got, want)
		}
	})
}

func within(kind string, nodes []map[string]any) map[string]any {
	node := func(kind string, content ...any) map[string]any {
		return map[string]any{"type": kind, "content": content}
	}
	inline := make([]any, len(nodes))
	for i, n := range nodes {
		inline[i] = n
	}
	switch kind {
	case "taskItem":
		return node("taskList", node(kind, inline...))
	case "tableCell":
		return node("table", node("tableRow", node(kind, node("paragraph", inline...))))
	case "listItem":
		return node("orderedList", node(kind, node("paragraph", inline...)))
	case "blockquote":
		return node(kind, node("paragraph", inline...))
	default:
		return node(kind, inline...)
	}
}

func FuzzFromADF(f *testing.F) {
	f.Add(`{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"strong"}]}]}]}`)
	f.Add(`{"type":"doc","content":[{"type":"table","content":[{"type":"tableRow","content":[{"type":"tableCell","attrs":{"colspan":1e9},"content":[{"type":"media"}]}]}]}]}`)
	f.Add(`{"type":"doc","content":[{"type":"bulletList","content":[{"type":"listItem","content":[{"type":"rule"}]}]},{"type":"taskList","content":[{"type":"taskItem"}]}]}`)
	f.Add(`{"type":"doc","content":[{"type":"date","attrs":{"timestamp":"9e99"}},{"type":"panel","attrs":{"panelType":"é"}},{"type":"heading","attrs":{"level":-1},"content":[{"type":"text","text":"#"}]}]}`)
	f.Fuzz(func(t *testing.T, s string) {
		md, err := text.FromADF(json.RawMessage(s))
		if err != nil && !errs.Is(err, errs.Invalid) || err != nil && md != "" {
			t.Fatalf("%q gives %q, %v", s, md, err)
		}
		if !utf8.ValidString(md) {
			t.Fatalf("%q gives %q", s, md)
		}
	})
}
