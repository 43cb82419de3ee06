package query

import (
	"strings"
	"unicode/utf8"
)

// Parse reads a query. It knows the form of the language, not the fields: names
// and values are checked by Compile. The error is errs.Invalid for the field q.
//
// Precedence: not before and before or. Words that name nothing in the language
// are searched for; to search for "or", "and" or "not", put them in quotes.
//
//	Parse(`type:story (state:ready or is:blocked) -tag:later sort:-updated`)
func Parse(s string) (*Query, error) {
	if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
		return nil, invalid(complain(0, "The query is not readable text. Write it again instead of pasting it."))
	}
	if n := utf8.RuneCountInString(s); n > MaxLength {
		return nil, invalid(tooLong(n))
	}
	p := parser{scanner: scanner{src: []rune(s)}, query: &Query{}}
	where, err := p.or()
	if err != nil {
		return nil, err
	}
	if !p.end() {
		return nil, p.fail(p.col(), "This “)” closes nothing. Remove it, or open it with “(”.")
	}
	p.query.Where = where
	// A bar is printed as "or" and a backslash doubled: what is stored must be
	// readable again.
	if n := utf8.RuneCountInString(p.query.String()); n > MaxLength {
		return nil, invalid(tooLong(n))
	}
	return p.query, nil
}

func tooLong(n int) complaint {
	return complain(0, "The query has %d characters; at most %d are possible. Shorten it, or ask in several queries.", n, MaxLength)
}

// parser reads by recursive descent: one method per level of precedence. A nil
// Node means that there was only something to show by (sort:, group:).
type parser struct {
	scanner
	query *Query
	depth int
	terms int
}

func (p *parser) fail(at int, format string, args ...any) error {
	return invalid(complain(at, format, args...))
}

// deeper notes one more level of parentheses or negation; undo with p.depth--.
func (p *parser) deeper() error {
	p.depth++
	if p.depth > MaxDepth {
		return p.fail(p.col(), "The query is nested more than %d deep. Write it flatter.", MaxDepth)
	}
	return nil
}

// count notes one more term or value.
func (p *parser) count(at int) error {
	p.terms++
	if p.terms > MaxTerms {
		return p.fail(at, "The query has more than %d terms and values. Leave some out, or ask with a range or a tag.", MaxTerms)
	}
	return nil
}

func (p *parser) or() (Node, error) {
	var parts Or
	n, err := p.and()
	for err == nil {
		at := p.col()
		bar := p.take('|')
		if !bar && !p.keyword("or") {
			break
		}
		left := n
		if n, err = p.and(); err == nil && (left == nil || n == nil) {
			err = p.fail(at, "“or” needs a term on either side. To search for the word, write it in quotes.")
		}
		if len(parts) == 0 {
			parts = flat(parts, left)
		}
		parts = flat(parts, n)
	}
	if err != nil {
		return nil, err
	}
	if len(parts) > 0 {
		return parts, nil
	}
	return n, nil
}

// flat appends a part, or its parts when it is of the same sort.
func flat[T And | Or](parts T, n Node) T {
	if same, ok := n.(T); ok {
		return append(parts, same...)
	}
	return append(parts, n)
}

func (p *parser) and() (Node, error) {
	var parts And
	joint := 0 // the place of an "and" that still waits for its right side
	for p.space(); !p.endsAnd(); p.space() {
		if at := p.col(); p.keyword("and") {
			if len(parts) == 0 || joint > 0 {
				return nil, p.loneAnd(at)
			}
			joint = at
			continue
		}
		n, err := p.unary()
		if err != nil {
			return nil, err
		}
		if n != nil {
			parts, joint = flat(parts, n), 0
		}
	}
	switch {
	case joint > 0:
		return nil, p.loneAnd(joint)
	case len(parts) == 0:
		return nil, nil
	case len(parts) == 1:
		return parts[0], nil
	}
	return parts, nil
}

func (p *parser) loneAnd(at int) error {
	return p.fail(at, "“and” needs a term on either side. To search for the word, write it in quotes.")
}

func (p *parser) endsAnd() bool {
	return p.end() || p.peek() == ')' || p.peek() == '|' || p.atKeyword("or")
}

func (p *parser) unary() (Node, error) {
	at := p.col()
	minus := p.take('-')
	if !minus && !p.keyword("not") {
		return p.primary()
	}
	if !minus {
		p.space()
	}
	if p.end() || breaks(p.peek()) && p.peek() != '(' && p.peek() != '"' {
		return nil, p.fail(at, "There is nothing here to negate. Write “-” directly before a term: -state:done.")
	}
	if err := p.deeper(); err != nil {
		return nil, err
	}
	defer func() { p.depth-- }()
	n, err := p.unary()
	if err != nil {
		return nil, err
	}
	return Not{n}, nil
}

func (p *parser) primary() (Node, error) {
	switch p.peek() {
	case '(':
		return p.group()
	case '"':
		return p.phrase()
	}
	at := p.col()
	word := p.word()
	op := p.op()
	switch {
	case op == "":
		return p.bare(word, at)
	case word == "":
		return nil, p.fail(at, "“%s” needs a field directly before it, as in estimate>3. To search for the text, write it in quotes.", op)
	}
	name := strings.ToLower(word)
	if !isName(name) {
		return nil, p.fail(at, "“%s” is not the name of a field. To search for the text, write it in quotes.", clip(word))
	}
	return p.field(Name{name, at}, op)
}

func (p *parser) group() (Node, error) {
	at := p.col()
	p.take('(')
	if err := p.deeper(); err != nil {
		return nil, err
	}
	n, err := p.or()
	p.depth--
	switch {
	case err != nil:
		return nil, err
	case !p.take(')'):
		return nil, p.fail(at, "This “(” is not closed. Write “)” where it shall end.")
	case n == nil:
		return nil, p.fail(at, "There is nothing between these parentheses. Write a term into them, or remove them.")
	}
	return n, nil
}
