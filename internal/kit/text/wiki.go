package text

import (
	"strings"
)

// FromJiraWiki turns Jira's wiki markup into Markdown: headings, emphasis,
// lists, quotes, code, tables, links, pictures, mentions. Colours are dropped.
// What is not surely markup stays as it is, so nothing that somebody wrote is
// lost, and text without markup is not changed.
func FromJiraWiki(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	tokens := pairUp(macros(s))
	var w wikiWriter
	for i, t := range tokens {
		switch t.kind {
		case wikiProse:
			w.prose(t.text, i > 0, i+1 < len(tokens))
		case wikiCode:
			w.code(t)
		case wikiQuote, wikiPanel:
			w.quote(t)
		}
	}
	return w.out.String()
}

type wikiKind byte

const (
	wikiProse wikiKind = iota
	wikiCode           // {code} and {noformat} with what is between
	wikiQuote          // one {quote}
	wikiPanel          // one {panel}
	wikiColor          // one {color}
)

// wikiToken is a macro, or the prose between two.
type wikiToken struct {
	kind   wikiKind
	text   string // as it stands in the source; of code what is between
	params string // what stands after the colon
	open   bool   // a quote, panel or colour begins here
}

var wikiMacros = map[string]wikiKind{
	"code": wikiCode, "noformat": wikiCode, "quote": wikiQuote, "panel": wikiPanel, "color": wikiColor,
}

// macros parts a text at its macros. Code swallows everything up to its end,
// other macros included; without an end it is prose.
func macros(s string) []wikiToken {
	var out []wikiToken
	unclosed := map[string]bool{}
	start := 0
	for i := 0; i < len(s); {
		at := strings.IndexByte(s[i:], '{')
		if at < 0 {
			break
		}
		i += at
		name, params, size := macro(s[i:])
		kind, known := wikiMacros[name]
		if !known || unclosed[name] {
			i += max(size, 1)
			continue
		}
		t := wikiToken{kind: kind, text: s[i : i+size], params: params}
		end := i + size
		if kind == wikiCode {
			closing := "{" + name + "}"
			length := strings.Index(s[end:], closing)
			if length < 0 {
				unclosed[name] = true
				i = end
				continue
			}
			t.text = s[end : end+length]
			end += length + len(closing)
		}
		out = append(out, wikiToken{text: s[start:i]}, t)
		i, start = end, end
	}
	return append(out, wikiToken{text: s[start:]})
}

// macro reads {name} or {name:params} at the start of s. Without one, size is
// how far nothing can begin.
func macro(s string) (name, params string, size int) {
	n := 1
	for n < len(s) && n < 12 && s[n] >= 'a' && s[n] <= 'z' {
		n++
	}
	name = s[1:n]
	switch {
	case n == len(s) || n == 1:
		return "", "", n
	case s[n] == '}':
		return name, "", n + 1
	case s[n] != ':':
		return "", "", n
	}
	end := strings.IndexAny(s[n:min(len(s), n+200)], "}\n{")
	if end < 0 || s[n+end] != '}' {
		return "", "", n
	}
	return name, s[n+1 : n+end], n + end + 1
}

// pairUp gives each quote, panel and colour its end. What has none is prose,
// and so are colours that have one, as the empty text. Neighbouring prose
// becomes one.
func pairUp(tokens []wikiToken) []wikiToken {
	pending := map[wikiKind]int{}
	paired := make([]bool, len(tokens))
	for i, t := range tokens {
		if t.kind == wikiProse || t.kind == wikiCode {
			continue
		}
		begin, open := pending[t.kind]
		if open && t.params == "" {
			paired[begin], paired[i] = true, true
			tokens[begin].open = true
			delete(pending, t.kind)
		} else if t.kind != wikiColor || t.params != "" {
			pending[t.kind] = i
		}
	}
	return mergeProse(tokens, paired)
}

func mergeProse(tokens []wikiToken, paired []bool) []wikiToken {
	out := make([]wikiToken, 0, len(tokens))
	var prose strings.Builder
	for i, t := range tokens {
		switch {
		case t.kind == wikiColor && paired[i]:
		case t.kind == wikiCode || paired[i]:
			out = append(out, wikiToken{text: prose.String()}, t)
			prose.Reset()
		default:
			prose.WriteString(t.text)
		}
	}
	return append(out, wikiToken{text: prose.String()})
}

// wikiWriter writes Markdown line by line.
type wikiWriter struct {
	out    strings.Builder
	began  bool // a line has been written
	blank  bool // the last line was blank
	gap    bool // a blank line must come before more text
	quotes int  // how many quotes the line stands in
	list   []wikiLevel
}

// line writes one line. Line breaks inside s continue it, indented alike.
func (w *wikiWriter) line(indent int, s string) {
	isBlank := strings.TrimSpace(s) == ""
	if w.gap && !isBlank {
		w.gap = false
		w.apart()
	}
	for part := range strings.SplitSeq(s, "\n") {
		if w.began {
			w.out.WriteByte('\n')
		}
		w.began = true
		lead := strings.Repeat("> ", w.quotes) + strings.Repeat(" ", indent)
		if part == "" {
			lead = strings.TrimRight(lead, " ")
		}
		w.out.WriteString(lead)
		w.out.WriteString(part)
	}
	w.blank, w.gap = isBlank, false
}

// apart makes sure of a blank line before what comes, if anything came before.
func (w *wikiWriter) apart() {
	if w.began && !w.blank {
		w.line(0, "")
	}
}

// quote begins or ends a quote or panel.
func (w *wikiWriter) quote(t wikiToken) {
	w.list = nil
	if !t.open {
		w.quotes--
		w.gap = true
		return
	}
	w.apart()
	w.quotes++
	if title := wikiParam(t.params, "title"); title != "" {
		w.line(0, "**"+title+"**")
		w.line(0, "")
	}
}

// code writes a fenced block. Inside a list it belongs to the last item.
func (w *wikiWriter) code(t wikiToken) {
	indent := 0
	if n := len(w.list); n > 0 && w.list[n-1].content <= 24 {
		indent = w.list[n-1].content
	}
	body := strings.TrimSuffix(strings.TrimPrefix(t.text, "\n"), "\n")
	fence := fenceFor(body)
	if title := wikiParam(t.params, "title"); title != "" {
		w.line(indent, "**"+title+"**")
	}
	w.line(indent, fence+wikiLanguage(t.params))
	w.line(indent, body)
	w.line(indent, fence)
}

// fenceFor gives a fence that does not occur in body.
func fenceFor(body string) string {
	longest, n := 2, 0
	for i := range len(body) {
		if body[i] != '`' {
			n = 0
			continue
		}
		n++
		longest = max(longest, n)
	}
	return strings.Repeat("`", longest+1)
}

// wikiParam gives the value of a macro's parameter: {code:title=a|language=b}.
func wikiParam(params, name string) string {
	for p := range strings.SplitSeq(params, "|") {
		if key, value, ok := strings.Cut(p, "="); ok && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// wikiLanguage gives the language of a {code:java} or {code:language=java}.
func wikiLanguage(params string) string {
	lang, _, _ := strings.Cut(params, "|")
	if strings.Contains(lang, "=") {
		lang = wikiParam(params, "language")
	}
	return language(lang)
}

// language gives what may stand after a fence, or "".
func language(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	for i := range len(s) {
		if c := s[i]; !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || strings.IndexByte("+#._-", c) >= 0) {
			return ""
		}
	}
	if len(s) > 30 || s == "none" {
		return ""
	}
	return s
}
