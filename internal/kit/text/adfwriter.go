package text

import (
	"slices"
	"strings"
	"unicode"
)

// adfWriter writes runs. prev and next are the characters around what it
// writes, which decide where Markdown's marks may stand.
type adfWriter struct {
	out        strings.Builder
	at         literalText
	prev, next rune
	tight      bool // no space stands before all that it writes
}

// The styles from the outermost in.
const (
	adfLink = iota
	adfStrong
	adfEm
	adfStrike
	adfPlain
)

func (s adfStyle) has(level int) bool {
	switch level {
	case adfLink:
		return s.link != ""
	case adfStrong:
		return s.strong
	case adfEm:
		return s.em
	default:
		return s.strike
	}
}

// write writes runs, grouped by one style after the other.
func (w *adfWriter) write(runs []adfRun, level int) {
	if level == adfPlain {
		for i, r := range runs {
			w.plain(r, w.following(runs[i+1:], level))
		}
		return
	}
	for len(runs) > 0 {
		n := 1
		has := runs[0].style.has(level)
		for n < len(runs) && runs[n].style.has(level) == has && (level != adfLink || runs[n].style.link == runs[0].style.link) {
			n++
		}
		after := w.next
		w.next = w.following(runs[n:], level)
		switch {
		case !has:
			w.write(runs[:n], level+1)
		case level == adfLink:
			w.link(runs[:n])
		default:
			w.mark(runs[:n], level)
		}
		w.next = after
		runs = runs[n:]
	}
}

// following gives the character with which the next runs begin. Styles before
// level have their marks already.
func (w *adfWriter) following(runs []adfRun, level int) rune {
	if len(runs) == 0 {
		return w.next
	}
	r := runs[0]
	first := runeAt(r.text, 0)
	switch s := r.style; {
	case r.text == adfBreak && r.raw, unicode.IsSpace(first):
		return ' '
	case r.raw:
		return first
	case s.link != "" && level <= adfLink:
		return '['
	case s.strong && level <= adfStrong:
		return '*'
	case s.em && level <= adfEm:
		return '_'
	case s.strike && level <= adfStrike:
		return '~'
	case s.code:
		return '`'
	case punctuation(first) && first != '~':
		return '!' // whichever it is, escaped or not it is no mark
	default:
		return first
	}
}

// last gives the character that was written last.
func (w *adfWriter) last() rune {
	if w.out.Len() == 0 {
		return w.prev
	}
	return runeBefore(w.out.String(), w.out.Len())
}

// plain writes a run without marks around it; next is what follows it.
func (w *adfWriter) plain(r adfRun, next rune) {
	s := r.text
	switch {
	case r.raw && s == adfBreak:
		s = w.lineBreak()
	case r.raw:
		s = w.inCell(s)
	case r.style.code && w.glued() && strings.Contains(s, "@"):
		s = "<code>" + literalText{inCell: w.at.inCell, inLink: w.at.inLink, before: '<'}.escape(s) + "</code>"
	case r.style.code && strings.TrimSpace(s) != "":
		s = w.inCell(codeSpan(s))
	default:
		s = w.literal(s, next)
	}
	w.out.WriteString(s)
}

// literal writes text that has no style.
func (w *adfWriter) literal(s string, next rune) string {
	at := w.at
	line := strings.TrimRight(w.out.String(), " \t")
	at.lineStart = at.lineStart && (line == "" || line[len(line)-1] == '\n')
	at.before, at.glued = next, w.glued()
	s = at.escape(s)
	if next == '[' && strings.HasSuffix(s, "!") {
		s = s[:len(s)-1] + `\!` // else the link would be a picture
	}
	return s
}

// lineBreak gives what breaks a line here. A backslash could become part of
// what stands before it: of an address, or escaped by another one.
func (w *adfWriter) lineBreak() string {
	if w.at.breaks != "" {
		return w.at.breaks
	}
	s := w.out.String()
	line := s[strings.LastIndexByte(s, '\n')+1:]
	switch {
	case strings.HasSuffix(line, `\`) || strings.Contains(line, "://") || strings.Contains(line, "www."):
		return "  \n"
	default:
		return adfBreak
	}
}

func (w *adfWriter) inCell(s string) string {
	if w.at.inCell {
		return strings.ReplaceAll(s, "|", `\|`)
	}
	return s
}

// glued says whether what comes stands right behind other text, where an @
// would make an e-mail address of both, marks included.
func (w *adfWriter) glued() bool {
	if w.out.Len() == 0 {
		return w.tight
	}
	return !unicode.IsSpace(w.last())
}

func (w *adfWriter) inner(runs []adfRun, level int, around rune, inLink bool) string {
	at := w.at
	at.lineStart = false
	at.inLink = at.inLink || inLink
	in := adfWriter{at: at, prev: around, next: around, tight: w.glued()}
	in.write(runs, level+1)
	return in.out.String()
}

func (w *adfWriter) link(runs []adfRun) {
	href := runs[0].style.link
	if len(runs) == 1 && runs[0].text == href && wikiURL.MatchString(href) && runs[0].style == (adfStyle{link: href}) {
		w.out.WriteString("<" + href + ">")
		return
	}
	text := w.inner(runs, adfLink, ' ', true)
	if strings.TrimSpace(text) == "" {
		w.out.WriteString(text)
		return
	}
	w.out.WriteString("[" + text + "](" + destination(href) + ")")
}

// mark puts runs between the marks of a style. White space goes outside; and
// where Markdown would not see the marks, a tag says the same.
func (w *adfWriter) mark(runs []adfRun, level int) {
	lead, runs, trail := trimRuns(runs)
	w.out.WriteString(lead)
	if len(runs) == 0 {
		return
	}
	if trail != "" {
		w.next = ' '
	}
	prev := w.last()
	for _, mark := range [][]string{adfStrong: {"**"}, adfEm: {"_", "*"}, adfStrike: {"~~"}}[level] {
		body := w.inner(runs, level, rune(mark[0]), false)
		if !w.after(mark[0]) && flanks(mark, prev, w.next, body) {
			w.out.WriteString(mark + body + mark + trail)
			return
		}
	}
	tag := []string{adfStrong: "strong", adfEm: "em", adfStrike: "del"}[level]
	w.out.WriteString("<" + tag + ">" + w.inner(runs, level, '>', false) + "</" + tag + ">" + trail)
}

// trimRuns takes white space off both ends.
func trimRuns(runs []adfRun) (lead string, rest []adfRun, trail string) {
	from, to := 0, len(runs)
	for from < to && !runs[from].raw && strings.Trim(runs[from].text, " \t") == "" {
		from++
	}
	for to > from && !runs[to-1].raw && strings.Trim(runs[to-1].text, " \t") == "" {
		to--
	}
	lead, trail = joinRuns(runs[:from]), joinRuns(runs[to:])
	rest = slices.Clone(runs[from:to])
	if n := len(rest); n > 0 {
		if r := &rest[0]; !r.raw {
			t := strings.TrimLeft(r.text, " \t")
			lead, r.text = lead+r.text[:len(r.text)-len(t)], t
		}
		if r := &rest[n-1]; !r.raw {
			t := strings.TrimRight(r.text, " \t")
			trail, r.text = r.text[len(t):]+trail, t
		}
	}
	return lead, rest, trail
}

func joinRuns(runs []adfRun) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.text)
	}
	return b.String()
}

// after says whether the last thing written is the mark c.
func (w *adfWriter) after(c byte) bool {
	if w.out.Len() == 0 {
		return w.prev == rune(c)
	}
	return endsInMark(w.out.String(), c)
}

// endsInMark says whether s ends in the mark c, and not in an escaped one.
func endsInMark(s string, c byte) bool {
	s, ok := strings.CutSuffix(s, string(c))
	return ok && (len(s)-len(strings.TrimRight(s, `\`)))%2 == 0
}

// flanks says whether marks around body are seen as such, by the rules of
// CommonMark, with a character before and one after.
func flanks(mark string, prev, next rune, body string) bool {
	first, last := runeAt(body, 0), runeBefore(body, len(body))
	c := rune(mark[0])
	if next == c || first == c || endsInMark(body, mark[0]) {
		return false
	}
	if c == '~' && (prev == c || last == c) {
		return false // a tilde touching a tilde is never a mark, escaped or not
	}
	opens := !unicode.IsSpace(first) && (!punctuation(first) || apart(prev))
	closes := !unicode.IsSpace(last) && (!punctuation(last) || apart(next))
	if c == '_' {
		return opens && closes && apart(prev) && apart(next)
	}
	return opens && closes
}

func apart(r rune) bool { return unicode.IsSpace(r) || punctuation(r) }

func punctuation(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }
