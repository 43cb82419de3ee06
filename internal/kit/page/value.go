package page

import (
	"math"
	"strconv"
)

// kind says what a value holds. The numbers are part of the cursor's form.
type kind byte

const (
	kindNull kind = iota
	kindString
	kindInt
	kindFloat
	kindFalse
	kindTrue
)

// Value is one sort value: a string, an int64, a float64, a bool or null. Its
// zero value is null. Two values are equal when == says so.
type Value struct {
	kind kind
	text string
	bits uint64
}

// Null is the value of an empty field.
func Null() Value { return Value{} }

// String is the value of a text field. It must be valid UTF-8 without NUL, as
// everything that comes from the database is; a cursor with anything else is
// not accepted back.
func String(s string) Value { return Value{kind: kindString, text: s} }

// Int is the value of a whole number, an instant or an amount.
func Int(n int64) Value { return Value{kind: kindInt, bits: uint64(n)} }

// Float is the value of a measured number. NaN has no place in an order and
// counts as null.
func Float(f float64) Value {
	if math.IsNaN(f) {
		return Null()
	}
	return Value{kind: kindFloat, bits: math.Float64bits(f)}
}

// Bool is the value of a yes or no.
func Bool(b bool) Value {
	if b {
		return Value{kind: kindTrue}
	}
	return Value{kind: kindFalse}
}

// IsNull says whether the value is null.
func (v Value) IsNull() bool { return v.kind == kindNull }

// sameKind says whether two values hold the same kind of thing. Each bool is a
// kind of its own in the cursor's form, and they are one here.
func (v Value) sameKind(other Value) bool {
	if v.kind == kindTrue || v.kind == kindFalse {
		return other.kind == kindTrue || other.kind == kindFalse
	}
	return v.kind == other.kind
}

// Any gives the value as an argument of a query: string, int64, float64, bool
// or nil.
func (v Value) Any() any {
	switch v.kind {
	case kindString:
		return v.text
	case kindInt:
		return int64(v.bits)
	case kindFloat:
		return math.Float64frombits(v.bits)
	case kindFalse, kindTrue:
		return v.kind == kindTrue
	default:
		return nil
	}
}

// String shows the value, for logs and tests.
func (v Value) String() string {
	switch x := v.Any().(type) {
	case string:
		return strconv.Quote(x)
	case int64:
		return strconv.FormatInt(x, 10)
	case float64:
		return strconv.FormatFloat(x, 'g', -1, 64)
	case bool:
		return strconv.FormatBool(x)
	default:
		return "null"
	}
}
