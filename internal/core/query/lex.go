package query

import (
	"strings"
	"unicode"
)

// scanner walks over the characters of a query. It knows what a word, a quoted
// text and an operator look like, and nothing of what they mean.
type scanner struct {
	src []rune
	pos int
}

// col is the place of the next character, counted from 1.
func (s *scanner) col() int { return s.pos + 1 }

func (s *scanner) end() bool { return s.pos >= len(s.src) }

// peek gives the next character, and 0 at the end; a query has no character 0.
func (s *scanner) peek() rune { return s.look(0) }

func (s *scanner) look(ahead int) rune {
	if s.pos+ahead >= len(s.src) {
		return 0
	}
	return s.src[s.pos+ahead]
}

// take steps over c if it is the next character.
func (s *scanner) take(c rune) bool {
	if s.peek() != c {
		return false
	}
	s.pos++
	return true
}

func (s *scanner) space() {
	for !s.end() && unicode.IsSpace(s.src[s.pos]) {
		s.pos++
	}
}

// run takes characters up to the first at which stop holds.
func (s *scanner) run(stop func() bool) string {
	from := s.pos
	for !s.end() && !stop() {
		s.pos++
	}
	return string(s.src[from:s.pos])
}

// word takes what may be a field's name or a bare word: everything up to white
// space, a parenthesis, a bar, a quote or an operator.
func (s *scanner) word() string {
	return s.run(func() bool { return breaks(s.peek()) || s.atOp() != "" })
}

// bareValue takes a value without quotes. Operators are part of it, so that a
// time of day needs no quotes; a comma ends it.
func (s *scanner) bareValue() string {
	return s.run(func() bool { return breaks(s.peek()) || s.peek() == ',' })
}

// breaks says whether a character ends every bare word.
func breaks(c rune) bool {
	return c == 0 || unicode.IsSpace(c) || strings.ContainsRune(`()|"`, c)
}

// atOp gives the operator that begins here, or "".
func (s *scanner) atOp() Op {
	two := Op([]rune{s.peek(), s.look(1)})
	switch two {
	case NotEqual, LessEqual, GreaterEqual:
		return two
	}
	switch one := Op(s.peek()); one {
	case Match, Equal, Less, Greater:
		return one
	}
	return ""
}

// op takes an operator. The colon before another one is dropped, because
// estimate:>3 is how many have learnt to write it elsewhere.
func (s *scanner) op() Op {
	op := s.atOp()
	s.pos += len(op)
	if next := s.atOp(); op == Match && next != "" && next != Match {
		s.pos += len(next)
		return next
	}
	return op
}

// quoted takes a text in quotes, in which \" is a quote and \\ a backslash; any
// other backslash stands for itself. It says whether the closing quote came.
func (s *scanner) quoted() (text string, closed bool) {
	var b strings.Builder
	for s.pos++; !s.end(); s.pos++ {
		c := s.peek()
		switch {
		case c == '"':
			s.pos++
			return b.String(), true
		case c == '\\' && (s.look(1) == '"' || s.look(1) == '\\'):
			s.pos++
			c = s.peek()
		}
		b.WriteRune(c)
	}
	return b.String(), false
}

// atKeyword says whether a word of the language stands here by itself.
func (s *scanner) atKeyword(word string) bool {
	for i, c := range word {
		if unicode.ToLower(s.look(i)) != c {
			return false
		}
	}
	return breaks(s.look(len(word)))
}

// keyword steps over a word of the language if it stands here.
func (s *scanner) keyword(word string) bool {
	if !s.atKeyword(word) {
		return false
	}
	s.pos += len(word)
	return true
}

// isName says whether s can be the name of a field or predicate: up to 64
// letters, digits, marks and the signs _ - . and not beginning with a sign.
func isName(s string) bool {
	n := 0
	for _, c := range s {
		sign := c == '-' || c == '_' || c == '.'
		if n == 0 && sign || !sign && !unicode.In(c, unicode.Letter, unicode.Digit, unicode.Mark) {
			return false
		}
		n++
	}
	return n > 0 && n <= 64
}
