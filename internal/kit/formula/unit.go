package formula

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Unit is what a number is counted in: "EUR/week", "people", nothing at all.
// It holds the power of each name.
type Unit map[string]int

// ParseUnit reads a unit: names with × and ÷ between them, and powers.
func ParseUnit(text string) (Unit, *Error) {
	u := Unit{}
	sign, want := 1, true
	runes := []rune(text)
	for i := 0; i < len(runes); {
		r := runes[i]
		switch {
		case unicode.IsSpace(r):
			i++
		case !want && (r == '*' || r == '×' || r == '·'):
			sign, want, i = 1, true, i+1
		case !want && (r == '/' || r == '÷'):
			sign, want, i = -1, true, i+1
		case want && (unicode.IsLetter(r) || unicode.Is(unicode.Sc, r)):
			to := i
			for to < len(runes) && (unicode.IsLetter(runes[to]) || unicode.Is(unicode.Sc, runes[to]) || to > i && (unicode.IsDigit(runes[to]) || runes[to] == '-')) {
				to++
			}
			power, next, err := powerAt(runes, to)
			if err != nil {
				return nil, err
			}
			u.add(string(runes[i:to]), sign*power)
			want, i = false, next
		case want && r == '1':
			want, i = false, i+1
		default:
			return nil, &Error{i, i + 1, "“" + string(r) + "” does not belong into a unit. Write it like EUR/week or people"}
		}
	}
	if want && strings.TrimSpace(text) != "" {
		return nil, &Error{len(runes), len(runes), "the unit ends too early"}
	}
	return u, nil
}

func powerAt(runes []rune, at int) (power, next int, _ *Error) {
	if at >= len(runes) || runes[at] != '^' {
		return 1, at, nil
	}
	to := at + 1
	for to < len(runes) && isDigit(runes[to]) {
		to++
	}
	n, err := strconv.Atoi(string(runes[at+1 : to]))
	if err != nil || n < 1 || n > 9 {
		return 0, 0, &Error{at, to, "a power is a digit from 1 to 9"}
	}
	return n, to, nil
}

func (u Unit) add(name string, power int) {
	u[name] += power
	if u[name] == 0 {
		delete(u, name)
	}
}

// String writes a unit: what is above first, by name.
func (u Unit) String() string {
	names := make([]string, 0, len(u))
	for n := range u {
		names = append(names, n)
	}
	slices.Sort(names)
	var above, below []string
	for _, n := range names {
		switch p := u[n]; {
		case p > 0:
			above = append(above, powered(n, p))
		default:
			below = append(below, powered(n, -p))
		}
	}
	out := strings.Join(above, "*")
	if len(below) > 0 {
		if out == "" {
			out = "1"
		}
		out += "/" + strings.Join(below, "/")
	}
	return out
}

func powered(n string, p int) string {
	if p == 1 {
		return n
	}
	return n + "^" + strconv.Itoa(p)
}

func (u Unit) same(o Unit) bool { return u.String() == o.String() }

// say names a unit in an error.
func (u Unit) say() string {
	if len(u) == 0 {
		return "a plain number"
	}
	return u.String()
}

func (u Unit) times(o Unit, sign int) Unit {
	out := Unit{}
	for n, p := range u {
		out.add(n, p)
	}
	for n, p := range o {
		out.add(n, sign*p)
	}
	return out
}
