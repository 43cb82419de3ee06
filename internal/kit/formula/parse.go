package formula

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word of a formula with its place.
type token struct {
	text     string
	from, to int
	value    float64
	kind     byte // n number, w word, o operator, e end
}

// spelt are other spellings of operators, as they are pasted from documents.
var spelt = map[rune]string{'×': "*", '·': "*", '÷': "/", '−': "-", '≤': "<=", '≥': ">=", '≠': "!=", '–': "-"}

// lex cuts a text into tokens.
func lex(text string) ([]token, *Error) {
	runes := []rune(text)
	var out []token
	for i := 0; i < len(runes); {
		r := runes[i]
		switch {
		case unicode.IsSpace(r):
			i++
		case isDigit(r) || r == '.' && i+1 < len(runes) && isDigit(runes[i+1]):
			t, err := lexNumber(runes, i)
			if err != nil {
				return nil, err
			}
			out, i = append(out, t), t.to
		case unicode.IsLetter(r) || r == '_':
			to := i
			for to < len(runes) && (unicode.IsLetter(runes[to]) || unicode.IsDigit(runes[to]) || runes[to] == '_') {
				to++
			}
			out, i = append(out, token{text: string(runes[i:to]), from: i, to: to, kind: 'w'}), to
		default:
			t, ok := lexSign(runes, i)
			if !ok {
				return nil, &Error{i, i + 1, "“" + string(r) + "” has no meaning here. Use + − × ÷ ^, brackets, commas and comparisons"}
			}
			out, i = append(out, t), t.to
		}
	}
	return append(out, token{from: len(runes), to: len(runes), kind: 'e'}), nil
}

func lexNumber(runes []rune, from int) (token, *Error) {
	to, point := from, false
	for to < len(runes) && (isDigit(runes[to]) || runes[to] == '.' && !point) {
		point = point || runes[to] == '.'
		to++
	}
	text := string(runes[from:to])
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(v, 0) || to-from > 30 {
		return token{}, &Error{from, to, "“" + short(text) + "” is no number that can be used"}
	}
	return token{text: text, from: from, to: to, value: v, kind: 'n'}, nil
}

func lexSign(runes []rune, at int) (token, bool) {
	if s, ok := spelt[runes[at]]; ok {
		return token{text: s, from: at, to: at + 1, kind: 'o'}, true
	}
	if at+1 < len(runes) {
		switch two := string(runes[at : at+2]); two {
		case "<=", ">=", "!=", "==":
			return token{text: strings.Replace(two, "==", "=", 1), from: at, to: at + 2, kind: 'o'}, true
		}
	}
	if strings.ContainsRune("+-*/^(),<>=", runes[at]) {
		return token{text: string(runes[at]), from: at, to: at + 1, kind: 'o'}, true
	}
	return token{}, false
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func short(s string) string {
	if utf8.RuneCountInString(s) > 20 {
		return string([]rune(s)[:20]) + "…"
	}
	return s
}

// Parse reads a formula.
func Parse(text string) (*Formula, *Error) {
	if len(text) > MaxText {
		return nil, &Error{0, utf8.RuneCountInString(text), "the formula is longer than " + strconv.Itoa(MaxText) + " characters"}
	}
	if !utf8.ValidString(text) {
		return nil, &Error{0, 0, "the formula is no readable text"}
	}
	tokens, err := lex(text)
	if err != nil {
		return nil, err
	}
	if len(tokens) == 1 {
		return nil, &Error{0, 0, "the formula is empty. Name a field, such as “reach”"}
	}
	p := &parser{tokens: tokens}
	root, err := p.level(0)
	if err == nil && p.here().kind != 'e' {
		err = p.unexpected()
	}
	if err != nil {
		return nil, err
	}
	return &Formula{text, root}, nil
}

type parser struct {
	tokens []token
	at     int
	nodes  int
	depth  int
}

func (p *parser) here() token { return p.tokens[p.at] }

func (p *parser) takes(texts ...string) (token, bool) {
	t := p.here()
	if t.kind == 'n' || t.kind == 'e' {
		return t, false
	}
	for _, s := range texts {
		if t.text == s {
			p.at++
			return t, true
		}
	}
	return t, false
}

func (p *parser) unexpected() *Error {
	t := p.here()
	switch {
	case t.kind == 'e':
		return &Error{t.from, t.to, "the formula ends too early: a value is missing"}
	case t.text == ")":
		return &Error{t.from, t.to, "this bracket closes none"}
	case t.kind == 'o':
		return &Error{t.from, t.to, "a value is missing before “" + t.text + "”"}
	default:
		return &Error{t.from, t.to, "an operator is missing before “" + short(t.text) + "”"}
	}
}

// add counts a part, so that no formula grows beyond what is worked on.
func (p *parser) add(n *node) (*node, *Error) {
	p.nodes++
	if p.nodes > maxNodes {
		return nil, &Error{n.from, n.to, "the formula has too many parts"}
	}
	return n, nil
}

// levels are the operators from what binds least.
var levels = [][]string{{"or"}, {"and"}, {"<", "<=", ">", ">=", "=", "!="}, {"+", "-"}, {"*", "/"}}

func (p *parser) level(l int) (*node, *Error) {
	if l == len(levels) {
		return p.sign()
	}
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxDepth*len(levels) {
		return nil, &Error{p.here().from, p.here().to, "the formula is nested too deep"}
	}
	left, err := p.level(l + 1)
	if err != nil {
		return nil, err
	}
	for {
		t, ok := p.takes(levels[l]...)
		if !ok {
			return left, nil
		}
		right, err := p.level(l + 1)
		if err != nil {
			return nil, err
		}
		if left, err = p.add(&node{sort: binary, from: left.from, to: right.to, word: t.text, args: []*node{left, right}}); err != nil {
			return nil, err
		}
	}
}

// sign reads what a minus or a not stands before.
func (p *parser) sign() (*node, *Error) {
	t, ok := p.takes("-", "not")
	if !ok {
		return p.power()
	}
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxDepth*len(levels) {
		return nil, &Error{t.from, t.to, "the formula is nested too deep"}
	}
	of, err := p.sign()
	if err != nil {
		return nil, err
	}
	return p.add(&node{sort: unary, from: t.from, to: of.to, word: t.text, args: []*node{of}})
}

func (p *parser) power() (*node, *Error) {
	base, err := p.value()
	if err != nil {
		return nil, err
	}
	if _, ok := p.takes("^"); !ok {
		return base, nil
	}
	to, err := p.sign()
	if err != nil {
		return nil, err
	}
	return p.add(&node{sort: binary, from: base.from, to: to.to, word: "^", args: []*node{base, to}})
}

func (p *parser) value() (*node, *Error) {
	t := p.here()
	switch {
	case t.kind == 'n':
		p.at++
		return p.add(&node{sort: number, from: t.from, to: t.to, value: t.value})
	case t.kind == 'w' && (t.text == "and" || t.text == "or"):
		return nil, &Error{t.from, t.to, "a value is missing before “" + t.text + "”"}
	case t.kind == 'w':
		p.at++
		if _, ok := p.takes("("); ok {
			return p.call(t)
		}
		if _, is := functions[t.text]; is {
			return nil, &Error{t.from, t.to, "“" + t.text + "” is a function: its arguments follow in brackets"}
		}
		return p.add(&node{sort: name, from: t.from, to: t.to, word: t.text})
	case t.text == "(":
		p.at++
		inner, err := p.level(0)
		if err != nil {
			return nil, err
		}
		if _, ok := p.takes(")"); !ok {
			return nil, &Error{t.from, t.to, "this bracket is not closed"}
		}
		return inner, nil
	}
	return nil, p.unexpected()
}

func (p *parser) call(t token) (*node, *Error) {
	takes, known := functions[t.text]
	if !known {
		return nil, &Error{t.from, t.to, "there is no function “" + short(t.text) + "”" + meant(t.text, Functions())}
	}
	n := &node{sort: call, from: t.from, word: t.text}
	for first := true; ; first = false {
		if end, ok := p.takes(")"); ok {
			n.to = end.to
			break
		}
		if !first {
			if _, ok := p.takes(","); !ok {
				if p.here().kind == 'e' {
					return nil, &Error{t.from, t.to, "the bracket of “" + t.text + "” is not closed"}
				}
				return nil, p.unexpected()
			}
		}
		a, err := p.level(0)
		if err != nil {
			return nil, err
		}
		n.args = append(n.args, a)
	}
	if err := counted(t, takes, len(n.args)); err != nil {
		return nil, err
	}
	if t.text == "norm" && n.args[0].sort != name {
		return nil, &Error{n.args[0].from, n.args[0].to, "“norm” takes one field, not a calculation"}
	}
	return p.add(n)
}

func counted(t token, takes, given int) *Error {
	switch {
	case takes < 0 && given == 0:
		return &Error{t.from, t.to, "“" + t.text + "” takes at least one argument"}
	case takes == 1 && given != 1:
		return &Error{t.from, t.to, "“" + t.text + "” takes one argument, not " + strconv.Itoa(given)}
	case takes > 1 && given != takes:
		return &Error{t.from, t.to, "“" + t.text + "” takes " + strconv.Itoa(takes) + " arguments, not " + strconv.Itoa(given)}
	}
	return nil
}

// meant offers the word that was probably meant.
func meant(word string, known []string) string {
	best, far := "", 6
	for _, k := range known {
		a, b := strings.ToLower(word), strings.ToLower(k)
		d := 2 * distance(a, b)
		if a != "" && b != "" && a[0] == b[0] {
			d-- // people rarely mistake the first letter
		}
		if d < far {
			best, far = k, d
		}
	}
	if best == "" {
		return ""
	}
	return ". Did you mean “" + best + "”?"
}

// distance counts the letters by which two words differ.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) > 60 || len(y) > 60 {
		return 60
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range x {
		last := row[0]
		row[0] = i + 1
		for j, s := range y {
			cost := 1
			if r == s {
				cost = 0
			}
			last, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, last+cost)
		}
	}
	return row[len(y)]
}
