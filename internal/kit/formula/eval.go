package formula

import (
	"math"
	"slices"
)

// Program is a formula made ready to be worked out many times: its fields are
// places in a row of numbers. What is undefined is not a number (NaN).
type Program struct {
	run   func(row []float64) float64
	norms []int // for each column behind the fields, the field that it norms
}

// Columns says how many numbers a row has: the fields, and behind them the
// norms.
func (p *Program) Columns(fields int) int { return fields + len(p.norms) }

// Norms gives, for each column behind the fields, which field it norms.
func (p *Program) Norms() []int { return p.norms }

// Bind makes a formula ready for rows whose columns are these fields. A field
// that is not among them is undefined.
func (f *Formula) Bind(fields []string) *Program {
	p := &Program{}
	b := &binder{fields: fields, norms: f.Norms()}
	for _, n := range b.norms {
		p.norms = append(p.norms, slices.Index(fields, n))
	}
	p.run = b.of(f.root)
	return p
}

// Run works a row out; the answer is not a number where it is undefined.
func (p *Program) Run(row []float64) float64 { return finite(p.run(row)) }

// Eval works a formula out for fields that are known; ok is false where it is
// undefined. It has no set to compare with, so what is normed is undefined.
func (f *Formula) Eval(values map[string]float64) (score float64, ok bool) {
	names := f.Fields()
	p := f.Bind(names)
	row := make([]float64, p.Columns(len(names)))
	for i := range row {
		row[i] = math.NaN()
		if i < len(names) {
			if v, known := values[names[i]]; known {
				row[i] = v
			}
		}
	}
	v := p.Run(row)
	return v, !math.IsNaN(v)
}

type work = func(row []float64) float64

type binder struct {
	fields, norms []string
}

func finite(v float64) float64 {
	if math.IsInf(v, 0) {
		return math.NaN()
	}
	return v
}

func (b *binder) of(n *node) work {
	switch n.sort {
	case number:
		v := n.value
		return func([]float64) float64 { return v }
	case name:
		return column(slices.Index(b.fields, n.word))
	case unary:
		of := b.of(n.args[0])
		if n.word == "not" {
			return func(row []float64) float64 { return 1 - of(row) }
		}
		return func(row []float64) float64 { return -of(row) }
	case binary:
		return two(n.word, b.of(n.args[0]), b.of(n.args[1]))
	default:
		return b.call(n)
	}
}

func column(i int) work {
	return func(row []float64) float64 {
		if i < 0 || i >= len(row) {
			return math.NaN()
		}
		return row[i]
	}
}

func yes(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// two joins two parts. What is undefined on one side is undefined as a whole.
func two(word string, a, b work) work {
	join := joins[word]
	return func(row []float64) float64 {
		x, y := a(row), b(row)
		if math.IsNaN(x) || math.IsNaN(y) {
			return math.NaN()
		}
		return finite(join(x, y))
	}
}

var joins = map[string]func(x, y float64) float64{
	"+":   func(x, y float64) float64 { return x + y },
	"-":   func(x, y float64) float64 { return x - y },
	"*":   func(x, y float64) float64 { return x * y },
	"/":   func(x, y float64) float64 { return x / y },
	"^":   math.Pow,
	"and": math.Min,
	"or":  math.Max,
	"<":   func(x, y float64) float64 { return yes(x < y) },
	"<=":  func(x, y float64) float64 { return yes(x <= y) },
	">":   func(x, y float64) float64 { return yes(x > y) },
	">=":  func(x, y float64) float64 { return yes(x >= y) },
	"=":   func(x, y float64) float64 { return yes(x == y) },
	"!=":  func(x, y float64) float64 { return yes(x != y) },
}

var ones = map[string]func(float64) float64{
	"abs": math.Abs, "round": math.Round, "floor": math.Floor, "ceil": math.Ceil, "sqrt": math.Sqrt, "ln": math.Log, "log": math.Log10,
}

func (b *binder) call(n *node) work {
	if n.word == "norm" {
		return column(len(b.fields) + slices.Index(b.norms, n.args[0].word))
	}
	args := make([]work, len(n.args))
	for i, a := range n.args {
		args[i] = b.of(a)
	}
	if one, ok := ones[n.word]; ok {
		return func(row []float64) float64 { return finite(one(args[0](row))) }
	}
	switch n.word {
	case "if":
		return func(row []float64) float64 {
			switch is := args[0](row); {
			case math.IsNaN(is):
				return is
			case is != 0:
				return args[1](row)
			default:
				return args[2](row)
			}
		}
	case "default":
		return func(row []float64) float64 {
			if v := args[0](row); !math.IsNaN(v) {
				return v
			}
			return args[1](row)
		}
	case "clamp":
		return func(row []float64) float64 {
			v, low, high := args[0](row), args[1](row), args[2](row)
			if high < low {
				return math.NaN()
			}
			return math.Min(math.Max(v, low), high)
		}
	}
	return many(n.word, args)
}

// many is what takes any number of arguments.
func many(word string, args []work) work {
	return func(row []float64) float64 {
		out := args[0](row)
		for _, a := range args[1:] {
			v := a(row)
			switch word {
			case "min":
				out = math.Min(out, v)
			case "max":
				out = math.Max(out, v)
			default:
				out += v
			}
		}
		if word == "mean" {
			out /= float64(len(args))
		}
		return finite(out)
	}
}

// Norm spreads the values of a set from 0 to 100: the largest is 100 and the
// least is 0, where the least is nothing if all values are above it. What is
// undefined stays so; where all are the same and nothing, none is defined.
func Norm(values []float64) []float64 {
	top, low := math.Inf(-1), 0.0
	for _, v := range values {
		if !math.IsNaN(v) {
			top, low = math.Max(top, v), math.Min(low, v)
		}
	}
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = finite(100 * (v - low) / (top - low))
	}
	return out
}
