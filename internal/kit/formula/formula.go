// Package formula is a small language for scores: numbers, named fields with
// units, the four rules and a handful of functions. A formula always ends,
// touches nothing, and either gives a finite number or none: what is divided by
// nothing, or misses an input, is undefined, never 0 and never infinite.
//
// Words it owns: formula, unit, undefined, place (of an error in the text),
// norm (0 to 100 within the set that is compared).
package formula

import (
	"fmt"
	"slices"
	"strings"
)

// Limits of a formula: nobody reads longer ones, and no one may make the server
// work on them.
const (
	MaxText  = 2000
	maxNodes = 500
	maxDepth = 60
)

// Error is what is wrong with a formula, and where.
type Error struct {
	From int // first character of the place, counted from 0
	To   int // the character after it
	Msg  string
}

// Error says what is wrong and where, counted from 1 as people count.
func (e *Error) Error() string { return fmt.Sprintf("at character %d: %s", e.From+1, e.Msg) }

// Formula is a text that was understood.
type Formula struct {
	Text string
	root *node
}

type sort int

const (
	number sort = iota
	name
	unary
	binary
	call
)

// node is one part of a formula; from and to are its place in the text.
type node struct {
	sort     sort
	from, to int
	word     string // operator, function or field
	value    float64
	args     []*node
}

// functions, with how many arguments each takes; -1 stands for one or more.
var functions = map[string]int{
	"min": -1, "max": -1, "sum": -1, "mean": -1,
	"abs": 1, "round": 1, "floor": 1, "ceil": 1, "sqrt": 1, "ln": 1, "log": 1,
	"clamp": 3, "if": 3, "default": 2, "norm": 1,
}

// Functions lists the functions by name.
func Functions() []string {
	out := make([]string, 0, len(functions))
	for f := range functions {
		out = append(out, f)
	}
	slices.Sort(out)
	return out
}

// Fields lists the fields that a formula names, each once, in the order in
// which they first stand there.
func (f *Formula) Fields() []string {
	var out []string
	f.root.walk(func(n *node) {
		if n.sort == name && !slices.Contains(out, n.word) {
			out = append(out, n.word)
		}
	})
	return out
}

// Norms lists the fields that a formula compares within a set.
func (f *Formula) Norms() []string {
	var out []string
	f.root.walk(func(n *node) {
		if n.sort == call && n.word == "norm" && !slices.Contains(out, n.args[0].word) {
			out = append(out, n.args[0].word)
		}
	})
	return out
}

func (n *node) walk(fn func(*node)) {
	fn(n)
	for _, a := range n.args {
		a.walk(fn)
	}
}

// String gives the formula with all its brackets, so that it can be seen how it
// was understood.
func (f *Formula) String() string { return f.root.String() }

func (n *node) String() string {
	switch n.sort {
	case number:
		return trim(n.value)
	case name:
		return n.word
	case unary:
		return "(" + n.word + " " + n.args[0].String() + ")"
	case binary:
		return "(" + n.args[0].String() + " " + n.word + " " + n.args[1].String() + ")"
	default:
		parts := make([]string, len(n.args))
		for i, a := range n.args {
			parts[i] = a.String()
		}
		return n.word + "(" + strings.Join(parts, ", ") + ")"
	}
}
