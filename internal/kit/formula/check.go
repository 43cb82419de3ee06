package formula

import (
	"maps"
	"slices"
	"strconv"
)

// found is what is known of a part: whether it is a number or a yes or no, its
// unit, and whether it is so plain (a number in the text) that it takes the
// unit of what stands beside it.
type found struct {
	truth bool
	unit  Unit
	plain bool
}

// checker collects what does not fit.
type checker struct {
	fields map[string]Unit
	errors []*Error
}

// Check sees that a formula names fields that there are, and that their units
// fit together. It gives the unit of what comes out.
func (f *Formula) Check(fields map[string]Unit) (Unit, []*Error) {
	c := &checker{fields: fields}
	out := c.of(f.root)
	if out.truth {
		c.add(f.root, "the formula gives yes or no, not a number. Use if(…, 1, 0)")
	}
	if out.unit == nil {
		out.unit = Unit{}
	}
	return out.unit, c.errors
}

func (c *checker) add(n *node, msg string) {
	c.errors = append(c.errors, &Error{n.from, n.to, msg})
}

func (c *checker) of(n *node) found {
	switch n.sort {
	case number:
		return found{plain: true, unit: Unit{}}
	case name:
		u, ok := c.fields[n.word]
		if !ok {
			c.add(n, "there is no field “"+short(n.word)+"”"+meant(n.word, slices.Sorted(maps.Keys(c.fields))))
			return found{plain: true, unit: Unit{}}
		}
		return found{unit: u}
	case unary:
		if n.word == "not" {
			c.truth(n.args[0])
			return found{truth: true}
		}
		return c.number(n.args[0])
	case binary:
		return c.binary(n)
	default:
		return c.call(n)
	}
}

// number wants a number.
func (c *checker) number(n *node) found {
	f := c.of(n)
	if f.truth {
		c.add(n, "a number is wanted here, and this is yes or no")
		return found{plain: true, unit: Unit{}}
	}
	return f
}

// truth wants yes or no.
func (c *checker) truth(n *node) {
	if f := c.of(n); !f.truth {
		c.add(n, "a comparison is wanted here, such as effort < 1")
	}
}

func (c *checker) binary(n *node) found {
	switch n.word {
	case "and", "or":
		c.truth(n.args[0])
		c.truth(n.args[1])
		return found{truth: true}
	case "<", "<=", ">", ">=", "=", "!=":
		c.alike(n, n.args, "compares")
		return found{truth: true}
	case "+":
		return c.alike(n, n.args, "adds")
	case "-":
		return c.alike(n, n.args, "subtracts")
	case "^":
		return c.power(n)
	}
	a, b := c.number(n.args[0]), c.number(n.args[1])
	sign := 1
	if n.word == "/" {
		sign = -1
	}
	return found{unit: a.unit.times(b.unit, sign), plain: a.plain && b.plain}
}

func (c *checker) power(n *node) found {
	base, to := c.number(n.args[0]), c.number(n.args[1])
	if len(to.unit) > 0 {
		c.add(n.args[1], "a power has no unit, and this is "+to.unit.say())
	}
	if len(base.unit) == 0 {
		return found{unit: Unit{}, plain: base.plain && to.plain}
	}
	p := n.args[1]
	if p.sort != number || p.value != float64(int(p.value)) || p.value < 1 || p.value > 9 {
		c.add(p, "what has a unit is raised to a whole number from 1 to 9")
		return found{unit: base.unit}
	}
	out := Unit{}
	for range int(p.value) {
		out = out.times(base.unit, 1)
	}
	return found{unit: out}
}

// alike wants numbers of one unit.
func (c *checker) alike(at *node, args []*node, does string) found {
	all := found{plain: true, unit: Unit{}}
	for _, a := range args {
		f := c.number(a)
		switch {
		case f.plain:
		case all.plain:
			all = f
		case !all.unit.same(f.unit):
			c.add(at, "this "+does+" "+all.unit.say()+" and "+f.unit.say()+", which are different things")
			return all
		}
	}
	return all
}

func (c *checker) call(n *node) found {
	switch n.word {
	case "if":
		c.truth(n.args[0])
		return c.alike(n, n.args[1:], "gives either")
	case "norm":
		c.number(n.args[0])
		return found{unit: Unit{}}
	case "sqrt", "ln", "log":
		f := c.number(n.args[0])
		if len(f.unit) > 0 && n.word != "sqrt" {
			c.add(n.args[0], "“"+n.word+"” takes a plain number, and this is "+f.unit.say()+". Divide it by one of its kind first")
			return found{unit: Unit{}}
		}
		if n.word != "sqrt" {
			return found{unit: Unit{}, plain: f.plain}
		}
		return c.root(n, f)
	case "abs", "round", "floor", "ceil":
		return c.number(n.args[0])
	}
	return c.alike(n, n.args, "“"+n.word+"” takes")
}

// root halves the powers of a unit.
func (c *checker) root(n *node, f found) found {
	out := Unit{}
	for name, p := range f.unit {
		if p%2 != 0 {
			c.add(n.args[0], "the root of "+f.unit.say()+" has no unit that makes sense")
			return found{unit: Unit{}}
		}
		out[name] = p / 2
	}
	return found{unit: out, plain: f.plain}
}

func trim(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
