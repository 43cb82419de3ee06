package text

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestMacro bounds how far the end of a link or monospaced text is looked
// for, longestPicture the same for a picture.
const (
	longestMacro   = 4000
	longestPicture = 300
)

var (
	wikiURL     = regexp.MustCompile(`^(?i:https?|ftp)://[^\s|<>]+$`)
	wikiMail    = regexp.MustCompile(`^(?i:mailto:)([^\s|<>@]+@[^\s|<>@]+)$`)
	wikiPerson  = regexp.MustCompile(`^~(?:accountid:)?([^\s|\[\]]+)$`)
	wikiFile    = regexp.MustCompile(`^\^([^|\[\]<>]+)$`)
	wikiMedia   = regexp.MustCompile(`(?i)\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|heic|mp4|mov|webm|avi|pdf)$`)
	wikiBareURL = regexp.MustCompile(`^(?:https?|ftp)://[^\s|<>\[\]{}]+`)
)

// wikiInline converts what stands on a line, or in the cell of a table. A line
// break in the result is one that the source asked for.
func wikiInline(s string, cell bool) string {
	in := wikiScan{s: s, cell: cell}
	in.all()
	return in.out.String()
}

// wikiScan goes through one line once. Emphasis inside emphasis is scanned
// again, but never inside its own kind, so each place is seen a few times at
// most.
type wikiScan struct {
	s      string
	i      int
	out    strings.Builder
	cell   bool
	within string         // the emphasis that this text stands in
	next   map[string]int // where a mark comes next, -1 for nowhere
}

func (in *wikiScan) all() {
	for in.i < len(in.s) {
		var text string
		var size int
		switch c := in.s[in.i]; c {
		case '\\':
			text, size = in.backslash()
		case '{':
			text, size = in.brace()
		case '[':
			text, size = in.link()
		case '!':
			text, size = wikiPicture(in.s[in.i:])
		case '*', '_', '-':
			text, size = in.emphasis(c)
		case 'h', 'f':
			text, size = in.url()
		case '|', '\n':
			text, size = in.inCell(c)
		case '<', '~':
			text, size = in.escape(c)
		}
		if size == 0 {
			text, size = in.s[in.i:in.i+1], 1
		}
		in.out.WriteString(text)
		in.i += size
	}
}

// before and at give the characters around the place i, a space at the ends.
func (in *wikiScan) before(i int) rune {
	if i <= 0 {
		return ' '
	}
	r, _ := utf8.DecodeLastRuneInString(in.s[:i])
	return r
}

func (in *wikiScan) at(i int) rune {
	if i >= len(in.s) {
		return ' '
	}
	r, _ := utf8.DecodeRuneInString(in.s[i:])
	return r
}

func wordChar(r rune) bool { return unicode.In(r, unicode.L, unicode.N, unicode.M) }

// backslash takes a forced line break or an escaped character. Two
// backslashes that break no line are meant as such, as in a path.
func (in *wikiScan) backslash() (string, int) {
	rest := in.s[in.i+1:]
	if strings.HasPrefix(rest, `\`) {
		after := strings.TrimLeft(rest[1:], " \t")
		size := 2 + len(rest) - 1 - len(after)
		switch {
		case after == "":
			return "", size // the line ends anyway
		case size == 2:
			return `\\\\`, 2
		case in.cell:
			return "<br>", size
		default:
			return "\\\n", size
		}
	}
	if rest != "" && ispunct(rest[0]) {
		return in.s[in.i : in.i+2], 2
	}
	return "", 0
}

// brace takes {{monospaced}} text, and {*}emphasis{*} that may stand inside a
// word.
func (in *wikiScan) brace() (string, int) {
	rest := in.s[in.i:]
	if strings.HasPrefix(rest, "{{") {
		size := in.find("}}", in.i+2) - in.i
		if size < 2 || size > longestMacro || strings.TrimSpace(rest[2:size]) == "" {
			return "", 0
		}
		return in.code(strings.TrimSpace(rest[2:size])), size + 2
	}
	if len(rest) < 3 || rest[2] != '}' || strings.IndexByte("*_-", rest[1]) < 0 || strings.Contains(in.within, rest[1:2]) {
		return "", 0
	}
	size := in.find(rest[:3], in.i+3) - in.i
	if size < 4 {
		return "", 0
	}
	return in.emphasized(rest[1], rest[3:size]), size + 3
}

// find gives the place of the next mark from a place on, or -1. It remembers
// the last answer, so that asking again and again costs nothing.
func (in *wikiScan) find(mark string, from int) int {
	if at, ok := in.next[mark]; ok && (at < 0 || at >= from) {
		return at
	}
	at := strings.Index(in.s[from:], mark)
	if at >= 0 {
		at += from
	}
	if in.next == nil {
		in.next = map[string]int{}
	}
	in.next[mark] = at
	return at
}

// code writes code within a line.
func (in *wikiScan) code(s string) string {
	s = strings.ReplaceAll(s, "\n", " ")
	if in.cell {
		s = strings.ReplaceAll(s, "|", `\|`)
	}
	return codeSpan(s)
}

// codeSpan fences code within a line.
func codeSpan(s string) string {
	longest, n := 0, 0
	for i := range len(s) {
		if s[i] != '`' {
			n = 0
			continue
		}
		n++
		longest = max(longest, n)
	}
	fence := strings.Repeat("`", longest+1)
	if s[0] == '`' || s[len(s)-1] == '`' || s[0] == ' ' && s[len(s)-1] == ' ' {
		s = " " + s + " "
	}
	return fence + s + fence
}

// link takes [text|address], [address], [^file] and [~person].
func (in *wikiScan) link() (string, int) {
	rest := in.s[in.i:]
	end := strings.IndexAny(rest[1:min(len(rest), longestMacro)], "[]\n")
	if end <= 0 || rest[1+end] != ']' || strings.Contains(in.within, "[") {
		return "", 0
	}
	inside := rest[1 : 1+end]
	if m := wikiPerson.FindStringSubmatch(inside); m != nil {
		return "@" + m[1], end + 2
	}
	text, address, both := strings.Cut(inside, "|")
	if !both {
		address = text
	}
	address, _, _ = strings.Cut(strings.TrimSpace(address), "|") // a third part says how to show it
	alone, to := wikiAddress(address)
	if to == "" {
		return "", 0
	}
	if text = strings.TrimSpace(text); both && text != "" {
		return "[" + in.inner("[", text) + "](" + to + ")", end + 2
	}
	return alone, end + 2
}

// wikiAddress gives an address as it stands in Markdown, alone and in a link,
// or "" when it is none.
func wikiAddress(s string) (alone, to string) {
	if m := wikiMail.FindStringSubmatch(s); m != nil {
		return "<" + m[1] + ">", "mailto:" + destination(m[1])
	}
	if wikiURL.MatchString(s) {
		return "<" + s + ">", destination(s)
	}
	if m := wikiFile.FindStringSubmatch(s); m != nil {
		return "[" + m[1] + "](" + destination(m[1]) + ")", destination(m[1])
	}
	return "", ""
}

// destination writes the name of a file as the address of a link.
func destination(name string) string {
	return strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29", "<", "%3C", ">", "%3E", "|", "%7C", `\`, "%5C", "\n", "%0A", "\t", "%09").Replace(name)
}

// wikiPicture takes !name.png! and !name.png|width=300!. An exclamation mark
// alone is none: what it holds must look like a file or an address.
func wikiPicture(s string) (string, int) {
	end := strings.IndexAny(s[1:min(len(s), longestPicture)], "!\n")
	if end <= 0 || s[1+end] != '!' || s[1] == ' ' {
		return "", 0
	}
	name, _, _ := strings.Cut(s[1:1+end], "|")
	if strings.ContainsAny(name, "[]<>{}") || !wikiMedia.MatchString(name) && !wikiURL.MatchString(name) {
		return "", 0
	}
	return "![" + name + "](" + destination(name) + ")", end + 2
}

// emphasis takes *bold*, _italic_ and -struck- text: between two marks that
// touch it and touch no word on the other side.
func (in *wikiScan) emphasis(c byte) (string, int) {
	mark := string(c)
	if strings.Contains(in.within, mark) || !in.begins(c) {
		return in.product(c)
	}
	if at, ok := in.next[mark]; !ok || at >= 0 && at <= in.i {
		in.seek(mark)
	}
	j := in.next[mark]
	if j < 0 {
		return in.product(c)
	}
	return in.emphasized(c, in.s[in.i+1:j]), j + 1 - in.i
}

// seek notes the next place where a mark may end an emphasis. Whether it may
// does not depend on where the emphasis began.
func (in *wikiScan) seek(mark string) {
	if in.next == nil {
		in.next = map[string]int{}
	}
	in.next[mark] = -1
	for j := in.i + 1; ; j++ {
		n := strings.Index(in.s[j:], mark)
		if n < 0 {
			return
		}
		if j += n; j > in.i+1 && in.ends(j, mark[0]) {
			in.next[mark] = j
			return
		}
	}
}

func (in *wikiScan) begins(c byte) bool {
	before, after := in.before(in.i), in.at(in.i+1)
	if wordChar(before) || before == rune(c) || before == '\\' || unicode.IsSpace(after) || after == rune(c) {
		return false
	}
	return c != '-' || (unicode.IsSpace(before) || strings.ContainsRune("([{\"'*_", before)) && (wordChar(after) || strings.ContainsRune("*_{[", after))
}

func (in *wikiScan) ends(j int, c byte) bool {
	before, after := in.before(j), in.at(j+1)
	if unicode.IsSpace(before) || before == rune(c) || before == '\\' || wordChar(after) || after == rune(c) {
		return false
	}
	// A dash is so much else: part of an arrow, of a range, of an option.
	return c != '-' || (wordChar(before) || strings.ContainsRune(")]}\"'*_.!?%", before)) &&
		(unicode.IsSpace(after) || strings.ContainsRune(")]}\"'*_.,:;!?|", after))
}

// product escapes a star between two words, as in 2*3*4, which Markdown would
// take for emphasis.
func (in *wikiScan) product(c byte) (string, int) {
	if c == '*' && wordChar(in.before(in.i)) && wordChar(in.at(in.i+1)) {
		return `\*`, 1
	}
	return "", 0
}

func (in *wikiScan) emphasized(c byte, s string) string {
	mark := map[byte]string{'*': "**", '_': "_", '-': "~~"}[c]
	body := in.inner(string(c), s)
	trimmed := strings.TrimSpace(body)
	if trimmed == "" {
		return body
	}
	lead, trail, _ := strings.Cut(body, trimmed)
	return lead + mark + trimmed + mark + trail
}

func (in *wikiScan) inner(kind, s string) string {
	inner := wikiScan{s: s, cell: in.cell, within: in.within + kind}
	inner.all()
	return inner.out.String()
}

// url copies an address as it stands, because its dashes and underscores are
// no emphasis.
func (in *wikiScan) url() (string, int) {
	if !strings.HasPrefix(in.s[in.i:], "http") && !strings.HasPrefix(in.s[in.i:], "ftp") || wordChar(in.before(in.i)) {
		return "", 0
	}
	m := wikiBareURL.FindString(in.s[in.i:])
	m = strings.TrimRight(m, "*_-!.,;:?'\")\\")
	return m, len(m)
}

// inCell takes care of what would end a cell or its row.
func (in *wikiScan) inCell(c byte) (string, int) {
	switch {
	case !in.cell:
		return "", 0
	case c == '\n':
		return "<br>", 1
	default:
		return `\|`, 1
	}
}

// escape keeps what Markdown would swallow: a tag, which the page would not
// show, and tildes around a word, which strike it out there.
func (in *wikiScan) escape(c byte) (string, int) {
	next := in.at(in.i + 1)
	switch {
	case in.before(in.i) == '\\':
		return "", 0
	case c == '<' && (unicode.IsLetter(next) || strings.ContainsRune("/!?", next)):
		return `\<`, 1
	case c == '~' && !unicode.IsSpace(in.before(in.i)) && in.i > 0:
		return `\~`, 1
	}
	return "", 0
}
