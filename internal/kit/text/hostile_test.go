package text_test

import (
	"encoding/json"
	"html"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"throughline/internal/kit/text"
)

// hostile is what people have used against sanitisers, each a way to run a
// script, to fetch something, or to break out of where it stands.
var hostile = []string{
	`<script>alert(1)</script>`, `<SCRIPT SRC=//x.y/a.js></SCRIPT>`, `<scr<script>ipt>alert(1)</scr</script>ipt>`,
	`<script/x>alert(1)</script>`, `<script ~~~>alert(1)</script ~~~>`, `<<script>alert(1)//<</script>`, "<script\x00>alert(1)</script>",
	`<img src=x onerror=alert(1)>`, `<img src="x" onerror="alert(1)"/>`, `<img/src=x/onerror=alert(1)>`, "<img src=x o\x00nerror=alert(1)>",
	`<img src=javascript:alert(1)>`, `<img src="data:image/svg+xml;base64,PHN2Zz4=">`, `<img src="//evil.example/x.png">`, `<img src="\\evil.example\x.png">`,
	`<img src="/\evil.example/x.png">`, "<img src=\"/\t/evil.example/x.png\">", `<img src="https://evil.example/x.png">`, `<img srcset="https://evil.example/x.png 2x">`,
	`<img src="/api/../../x">`, `<img src="/api//evil.example">`, `<img dynsrc=x lowsrc="javascript:alert(1)">`, `<img """><script>alert(1)</script>">`,
	`<svg onload=alert(1)>`, `<svg><script>alert(1)</script></svg>`, `<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>`,
	`<svg><style><img src=x onerror=alert(1)></style></svg>`, `<svg><animate onbegin=alert(1) attributeName=x></svg>`, `<math><mi xlink:href="javascript:alert(1)">x</mi></math>`,
	`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`,
	`<noscript><p title="</noscript><img src=x onerror=alert(1)>">`, `<style>@import 'https://x.y';</style>`, `<p style="background:url(javascript:alert(1))">x</p>`,
	`<link rel=stylesheet href=//x.y/a.css>`, `<base href=//evil.example/>`, `<meta http-equiv=refresh content="0;url=javascript:alert(1)">`,
	`<iframe src=javascript:alert(1)></iframe>`, `<iframe srcdoc="<script>alert(1)</script>">`, `<object data=javascript:alert(1)>`, `<embed src=javascript:alert(1)>`,
	`<applet code=x>`, `<frameset onload=alert(1)>`, `<form action=javascript:alert(1)><input type=submit></form>`, `<button formaction=javascript:alert(1)>x</button>`,
	`<input autofocus onfocus=alert(1)>`, `<input type=image src=//x.y/a>`, `<select onfocus=alert(1) autofocus>`, `<textarea><script>alert(1)</script></textarea>`,
	`<title><img src=x onerror=alert(1)></title>`, `<xmp><script>alert(1)</script></xmp>`, `<plaintext><script>alert(1)</script>`, `<noembed><img src=x onerror=alert(1)></noembed>`,
	`<video src=//x.y onerror=alert(1)><source onerror=alert(1)></video>`, `<audio src=x onerror=alert(1)>`, `<details open ontoggle=alert(1)>`, `<marquee onstart=alert(1)>`,
	`<body onload=alert(1)>`, `<div id=getElementById name=cookie>x</div>`, `<a id=x name=y href=z>x</a>`, `<b onmouseover=alert(1)>x</b>`, `<p/onclick=alert(1)>x`, `<x contenteditable onblur=alert(1)>y`,
	`<a href="javascript:alert(1)">x</a>`, `<a href="JaVaScRiPt:alert(1)">x</a>`, "<a href=\"java\nscript:alert(1)\">x</a>", "<a href=\"\x01javascript:alert(1)\">x</a>",
	`<a href="&#106;avascript:alert(1)">x</a>`, `<a href="&#x6A;&#x61;vascript&colon;alert(1)">x</a>`, `<a href="javascript&#58;alert(1)">x</a>`, `<a href=" javascript:alert(1)">x</a>`,
	`<a href="data:text/html,<script>alert(1)</script>">x</a>`, `<a href="vbscript:x">x</a>`, `<a href="file:///etc/passwd">x</a>`, `<a href="blob:x">x</a>`, `<a href="x" target="_blank" rel="opener">x</a>`,
	`<a href=x ping=//evil.example download onclick=alert(1)>x</a>`, `<a href="https://x.y/&quot;onmouseover=&quot;alert(1)">x</a>`, `<a title='"><script>alert(1)</script>' href=x>y</a>`,
	`[x](javascript:alert(1))`, `[x](JAVASCRIPT:alert(1))`, `[x](<javascript:alert(1)>)`, `[x](java&#115;cript:alert(1))`, `[x](&#x6a;avascript&colon;alert(1))`, `[x](javascript\:alert(1))`,
	`[x](data:text/html;base64,PHNjcmlwdD4=)`, `![x](javascript:alert(1))`, `![x](data:image/svg+xml,%3Csvg%3E)`, `<javascript:alert(1)>`, `<data:text/html,x>`, "[x]: javascript:alert(1)\n\n[x]", "[x]\n\n[x]: <data:text/html,y> 'z'",
	`[x](https://x.y "onmouseover=alert(1)")`, `[x](https://x.y '"><script>alert(1)</script>')`, `![" onerror="alert(1)](x.png)`, `![x](x.png" onerror="alert(1))`, `[a](x) {onclick=alert(1)}`, "# x {onclick=alert(1) style=y}",
	"```\"><script>alert(1)</script>\nx\n```", "~~~js onclick=alert(1)\nx\n~~~", "`<script>alert(1)</script>`", "    <script>alert(1)</script>", `\<script>alert(1)</script>`, `&lt;script&gt;alert(1)&lt;/script&gt;`,
	`<!--><script>alert(1)</script>-->`, `<!--[if IE]><script>alert(1)</script><![endif]-->`, `<?php <script>alert(1)</script> ?>`, `<![CDATA[<script>alert(1)</script>]]>`, `<!DOCTYPE html><script>alert(1)</script>`,
	"|<script>|\n|-|\n|<img src=x onerror=alert(1)>|", "- [ ] <input type=text onfocus=alert(1)>", "> <iframe src=//x.y>", `@[<img src=x onerror=alert(1)>](member:x"onclick=alert(1))`, `@[x](member:javascript:alert(1))`,
	`</p></div></body><script>alert(1)</script>`, `<a href='x'<script>alert(1)</script>`, `<img src="x` + "`" + `<script>alert(1)</script>"` + "`" + `>`, "<a href=\"\u2028javascript:alert(1)\">x</a>", `<ａ href=x onclick=alert(1)>`, `<scrİpt>alert(1)</scrİpt>`,
	`https://x.y/"onmouseover="alert(1)`, `http://x.y/<script>alert(1)</script>`, `www.x.y/"><img src=x onerror=alert(1)>`, `<a@b.c"onclick=alert(1)>`,
}

var (
	anyTag  = regexp.MustCompile(`<[^>]*>?`)
	goodTag = regexp.MustCompile(`^<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)/?>$`)
	oneAttr = regexp.MustCompile(` ([a-z-]+)="([^"<>]*)"`)
	badWord = regexp.MustCompile(`(?i)^[\x00-\x20]*[a-z][a-z0-9+.-]*:`)

	allowed = map[string]string{
		"a": "href title class rel", "img": "src alt title width height", "code": "class", "span": "class data-member", "ol": "start", "details": "open",
		"th": "align colspan rowspan", "td": "align colspan rowspan", "input": "type checked disabled", "abbr": "title",
	}
	bareTags = " p br hr h1 h2 h3 h4 h5 h6 blockquote pre ul li dl dt dd figure figcaption summary table caption thead tbody tfoot tr " +
		"strong b em i s del ins u sub sup small mark kbd samp var q cite "
)

// danger says what is wrong with HTML that is to be shown, or "". It reads the
// output alone and shares nothing with the code that it checks.
func danger(page string) string {
	var open []string
	for _, tag := range anyTag.FindAllString(page, -1) {
		m := goodTag.FindStringSubmatch(tag)
		if m == nil {
			return "strange tag " + tag
		}
		attrs, known := allowed[m[2]]
		if !known && !strings.Contains(bareTags, " "+m[2]+" ") {
			return "element " + m[2]
		}
		for _, a := range oneAttr.FindAllStringSubmatch(m[3], -1) {
			if !strings.Contains(" "+attrs+" ", " "+a[1]+" ") {
				return "attribute " + a[1] + " on " + m[2]
			}
			if why := badValue(a[1], html.UnescapeString(a[2])); why != "" {
				return why
			}
		}
		switch {
		case m[2] == "a" && m[1] == "" && strings.Contains(m[3], " href=") && !strings.Contains(m[3], rel):
			return "link without rel: " + tag
		case m[2] == "br" || m[2] == "hr" || m[2] == "img" || m[2] == "input":
		case m[1] == "":
			open = append(open, m[2])
		case len(open) == 0 || open[len(open)-1] != m[2]:
			return "closes what is not open: " + tag
		default:
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		return "left open: " + strings.Join(open, " ")
	}
	return ""
}

func badValue(name, v string) string {
	switch name {
	case "href":
		u, err := url.Parse(v)
		if err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" || u.Scheme == "" && badWord.MatchString(v) {
			return "address " + v
		}
	case "src":
		path, _, _ := strings.Cut(v, "?")
		if strings.ContainsAny(v, "\\: \t\n\x00") || strings.HasPrefix(v, "/") && !strings.HasPrefix(v, "/api/") || strings.Contains("/"+path+"/", "/../") || strings.Contains(path, "//") {
			return "picture from " + v
		}
	case "type":
		if v != "checkbox" {
			return "input of type " + v
		}
	}
	return ""
}

// checkSafe puts a text through every way to HTML.
func checkSafe(t interface{ Fatalf(string, ...any) }, s string) {
	pages := map[string]string{
		"Markdown": text.HTML(s, keyURL),
		"HTML":     text.Sanitise(s),
		"wiki":     text.HTML(text.FromJiraWiki(s), keyURL),
		"in code":  text.HTML("a `"+s+"` b", keyURL),
		"in table": text.HTML("|a|\n|-|\n|"+s+"|\n", keyURL),
	}
	doc, _ := json.Marshal(map[string]any{"type": "doc", "content": []any{map[string]any{"type": "paragraph", "content": []any{
		map[string]any{"type": "text", "text": s, "marks": []any{map[string]any{"type": "link", "attrs": map[string]any{"href": s}}}},
		map[string]any{"type": "inlineCard", "attrs": map[string]any{"url": s}}, map[string]any{"type": "media", "attrs": map[string]any{"alt": s, "url": s}},
	}}}})
	md, err := text.FromADF(doc)
	if err != nil {
		t.Fatalf("FromADF(%s): %v", doc, err)
	}
	pages["ADF"] = text.HTML(md, keyURL)
	for way, page := range pages {
		if why := danger(page); why != "" {
			t.Fatalf("%q as %s: %s\n%s", s, way, why, page)
		}
		if again := text.Sanitise(page); again != page {
			t.Fatalf("%q as %s changes when sanitised again\n%s\n%s", s, way, page, again)
		}
	}
}

func TestHostile(t *testing.T) {
	t.Parallel()
	if len(hostile) < 100 {
		t.Errorf("only %d inputs", len(hostile))
	}
	for i, s := range hostile {
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			t.Parallel()
			checkSafe(t, s)
			checkSafe(t, s+"\n\n"+s)
			checkSafe(t, "> - *"+s+"*")
		})
	}
}

// TestDanger makes sure that the check itself would notice.
func TestDanger(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"<script>", "<p onclick=\"x\">a</p>", "<a href=\"javascript:x\"" + rel + ">a</a>", "<a href=\"&#106;avascript:x\"" + rel + ">a</a>", "<a href=\"data:x\"" + rel + ">a</a>",
		"<a href=\"x\">a</a>", "<img src=\"//x\">", "<img src=\"https://x\">", "<img src=\"/x\">", "<p>", "</p>", "<b><i></b></i>", "<p", "<input type=\"text\">", "<p style=\"x\"></p>", "<svg></svg>", "<h1 id=\"x\"></h1>",
	} {
		if danger(s) == "" {
			t.Errorf("nothing is wrong with %s", s)
		}
	}
}

func FuzzHTML(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkSafe(t, s) })
}
