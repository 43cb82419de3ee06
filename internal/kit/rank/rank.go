// Package rank places things by hand: a position is a short text, and between
// any two positions there is always room for another. Positions are compared
// byte by byte, so a column that holds them needs a binary collation, and
// moving one thing in a list writes one row.
//
// Words it owns: position (the text; "" stands for an open end), lane (a run
// of whole numbers under one prefix, from which new positions are taken).
//
// A position is a path of whole numbers, each written so that it sorts as
// text: a letter for sign and length, then that many digits in base 62. "a5" is
// 5, "b10" is 62, "Zz" is -1; "a5a0" is the path 5, 0 and comes after "a5" and
// before "a6". New positions are taken sixteen apart, so whoever keeps adding
// at one place, be it the end of the list or always right after the same
// neighbour, gets positions that grow with the logarithm of their number. Only
// inserting on alternate sides of the newest makes them grow steadily; Long
// says when it is time to spread a neighbourhood anew.
//
// Two callers who ask for the same gap get the same position. Ask under the
// lock under which you write.
package rank

import (
	"slices"

	"throughline/internal/kit/errs"
)

// Max is the length in bytes up to which a position is in order. A longer one
// works, and means that its neighbourhood is due for a Spread.
const Max = 48

// stride is the distance between positions where there is room.
const stride = 16

// Long says that a position has outgrown Max and its neighbours should be
// spread anew.
func Long(s string) bool { return len(s) > Max }

// Valid says whether s is a position. "" is an open end and not a position.
func Valid(s string) bool {
	_, ok := parse(s)
	return ok && s != ""
}

// Between gives a position after a and before b; "" leaves that end open. It
// is Invalid when one of them is not a position or a does not come before b.
func Between(a, b string) (string, error) {
	out, err := Spread(a, b, 1)
	if err != nil {
		return "", err
	}
	return out[0], nil
}

// After gives a position after a, for the end of a list; "" means that the
// list is empty.
func After(a string) (string, error) { return Between(a, "") }

// Before gives a position before b, for the head of a list; "" means that the
// list is empty.
func Before(b string) (string, error) { return Between("", b) }

// Spread gives n positions in order between a and b, evenly apart, for imports
// and for spreading a neighbourhood anew. n below 1 gives none.
func Spread(a, b string, n int) ([]string, error) {
	from, okA := parse(a)
	to, okB := parse(b)
	switch {
	case !okA:
		return nil, errs.New(errs.Invalid, "%.60q is not a position in a list.", a)
	case !okB:
		return nil, errs.New(errs.Invalid, "%.60q is not a position in a list.", b)
	case b != "" && a >= b:
		return nil, errs.New(errs.Invalid, "Position %.60q does not come before %.60q.", a, b)
	case n < 1:
		return nil, nil
	}
	l := find(from, to, b == "", int64(n))
	prefix := write(nil, l.prefix)
	out := make([]string, n)
	for i, v := range l.take(int64(n)) {
		out[i] = string(write(slices.Clip(prefix), []int64{v}))
	}
	return out, nil
}
