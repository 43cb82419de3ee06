package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// MostTerms and MostWords bound a query: terms, and terms of the index in all
// of them together. What people type stays far below; what is pasted is cut.
const (
	MostTerms = 16
	MostWords = 64
)

// Term is one condition of a full-text query; a text matches when all
// conditions hold. Its parts are folded terms as Terms gives them and consist
// of letters, digits, marks and the dash of a key only, so that they can stand
// between quotes in any query language.
type Term struct {
	Text   string   // the term; with Phrase, what was typed, for highlighting
	Prefix bool     // the last or only term may be the beginning of a longer one
	Phrase []string // not empty: these terms, next to each other, instead of Text
}

// Query reads what somebody typed into a search field. Words are conditions of
// their own; what stands between quotation marks, or is joined by punctuation
// such as "e-mail", is a phrase, and so is a CJK run. The last word may be
// unfinished and is a prefix, unless a closing quotation mark finished it.
// There are no operators, and no input is an error.
func Query(s string) []Term {
	q := query{}
	rest, quoted := Fold(s), false
	for rest != "" && !q.full() {
		part, tail, closed := cutQuote(rest)
		open := strings.TrimSpace(tail) == "" && !(quoted && closed)
		if quoted {
			q.phrase(part, open)
		} else {
			q.words(part, open)
		}
		rest, quoted = tail, !quoted
	}
	return q.terms
}

// cutQuote parts s at the next quotation mark of whatever kind.
func cutQuote(s string) (part, tail string, found bool) {
	i := strings.IndexAny(s, "\"“”„«»")
	if i < 0 {
		return s, "", false
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return s[:i], s[i+n:], true
}

type query struct {
	terms []Term
	used  int // terms of the index so far
}

func (q *query) full() bool { return len(q.terms) >= MostTerms || q.used >= MostWords }

// words takes text outside of quotation marks. open says that its last word
// may be unfinished.
func (q *query) words(s string, open bool) {
	var group []piece
	flush := func(last bool) {
		if len(group) > 0 && !q.full() {
			q.add(group, last && open)
		}
		group = nil
	}
	for p := range pieces(s) {
		if n := len(group); n > 0 && (p.kind == cjk || group[0].kind == cjk || strings.ContainsFunc(s[group[n-1].end:p.start], unicode.IsSpace)) {
			flush(false)
		}
		if q.full() {
			return
		}
		group = append(group, p)
	}
	flush(true)
}

// phrase takes text between quotation marks.
func (q *query) phrase(s string, open bool) {
	var all []piece
	for p := range pieces(s) {
		if all = append(all, p); len(all) > MostWords {
			break
		}
	}
	if len(all) > 0 {
		q.add(all, open)
	}
}

// add appends one condition. The last piece stands for itself alone: a key
// without its parts, so that it may be a prefix, and a CJK run without the
// single character at its end, because in the text the run may go on.
func (q *query) add(group []piece, open bool) {
	last := group[len(group)-1]
	var terms []string
	for _, p := range group[:len(group)-1] {
		terms = p.terms(terms)
	}
	prefix := open && last.kind != cjk
	switch {
	case last.kind == keyed:
		terms = append(terms, last.text)
	case last.kind == cjk && lastRune(last.text) > 0:
		terms = last.pairs(terms)
	default:
		terms = append(terms, cut(last.text))
		prefix = prefix || last.kind == cjk
	}
	if left := MostWords - q.used; len(terms) > left {
		terms, prefix = terms[:left], false
	}
	q.used += len(terms)
	t := Term{Text: terms[0], Prefix: prefix}
	if len(terms) > 1 {
		t.Text, t.Phrase = typed(group), terms
	}
	q.terms = append(q.terms, t)
}

// typed gives the pieces as one text, a space where anything parted them.
func typed(group []piece) string {
	var b strings.Builder
	for i, p := range group {
		if i > 0 && group[i-1].end < p.start {
			b.WriteByte(' ')
		}
		b.WriteString(p.text)
	}
	return b.String()
}
