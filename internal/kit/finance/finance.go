// Package finance works out what money does over time: what a row of payments
// is worth today, what it yields, when it has paid back, what one customer
// brings, and how a sum in one currency reads in another.
//
// A result that is not defined (a division by zero, a row of payments without a
// yield) is nil, never zero or infinite. Nothing is rounded here but where a
// name says so.
package finance

import (
	"math"
	"slices"
)

// NPV is the net present value of payments at the beginning of periods 0, 1,
// 2, …, at a rate per period; nil where the rate makes no sense.
func NPV(rate float64, flows []float64) *float64 {
	if rate <= -1 || math.IsNaN(rate) {
		return nil
	}
	sum := 0.0
	for i := len(flows) - 1; i >= 0; i-- { // Horner, from the end
		sum = sum/(1+rate) + flows[i]
	}
	return &sum
}

// PerPeriod gives the rate of a period from that of a year with so many of them:
// what compounds to it.
func PerPeriod(yearly float64, periods int) float64 {
	return math.Pow(1+yearly, 1/float64(periods)) - 1
}

// Yearly gives the rate of a year from that of one of its periods.
func Yearly(rate float64, periods int) float64 {
	return math.Pow(1+rate, float64(periods)) - 1
}

// Bounds of the rates that are looked at, and how finely: as logarithms of
// 1 + rate, from -99.9 % to +99,900 % a period.
const (
	lowest  = -6.907755
	highest = 6.907755
	steps   = 4000
)

// IRR gives every rate at which the net present value is zero, the lowest
// first: none where the payments do not change their sign, and sometimes
// several, of which none is the true one.
func IRR(flows []float64) []float64 {
	var out []float64
	if !changes(flows) {
		return out
	}
	at := func(x float64) float64 { return *NPV(math.Exp(x)-1, flows) }
	x0, y0 := lowest, at(lowest)
	for i := 1; i <= steps; i++ {
		x1 := lowest + (highest-lowest)*float64(i)/steps
		y1 := at(x1)
		if y0 == 0 {
			out = append(out, math.Exp(x0)-1)
		} else if y0*y1 < 0 {
			out = append(out, math.Exp(root(at, x0, x1))-1)
		}
		x0, y0 = x1, y1
	}
	return slices.Compact(out)
}

func changes(flows []float64) bool {
	above, below := false, false
	for _, f := range flows {
		above, below = above || f > 0, below || f < 0
	}
	return above && below
}

// root halves a stretch in which f changes its sign until nothing is left of it.
func root(f func(float64) float64, a, b float64) float64 {
	ya := f(a)
	for range 200 {
		m := (a + b) / 2
		if m == a || m == b {
			break
		}
		if y := f(m); y == 0 {
			return m
		} else if ya*y < 0 {
			b = m
		} else {
			a, ya = m, y
		}
	}
	return (a + b) / 2
}

// Payback is how many periods it takes until the payments so far have come to
// zero, linear inside a period; nil when they never do.
func Payback(flows []float64) *float64 {
	sum := 0.0
	for i, f := range flows {
		before := sum
		sum += f
		if sum < 0 {
			continue
		}
		n := float64(i)
		if i > 0 && before < 0 {
			n = float64(i-1) - before/f
		}
		return &n
	}
	return nil
}

// ROI is what is left of a gain after its cost, by the cost.
func ROI(gain, cost float64) *float64 { return ratio(gain-cost, cost) }

// BreakEven is how many units have to be sold until their margin has paid the
// fixed cost, as it is and rounded up to whole ones; nil where each sale loses.
func BreakEven(fixed, price, variable float64) (exact *float64, units *int64) {
	if price <= variable || fixed < 0 {
		return nil, nil
	}
	n := fixed / (price - variable)
	up := int64(math.Ceil(n - 1e-9))
	return &n, &up
}

// CAC is what one new customer costs to win.
func CAC(spend, customers float64) *float64 { return ratio(spend, customers) }

// LTV is what one customer brings over the years, in the simple form: revenue
// per account and period, by its margin, by the share that leaves in a period.
func LTV(arpa, margin, churn float64) *float64 {
	if churn < 0 {
		return nil
	}
	return ratio(arpa*margin, churn)
}

// CACPayback is how many periods a customer takes to bring in what it cost.
func CACPayback(cac, arpa, margin float64) *float64 {
	if arpa*margin < 0 {
		return nil
	}
	return ratio(cac, arpa*margin)
}

// Runway is how many periods the cash lasts; nil when none is burnt.
func Runway(cash, burn float64) *float64 {
	if burn < 0 {
		return nil
	}
	return ratio(cash, burn)
}

// Variance is what is left of a plan, and which share of it: 120 planned and
// 150 spent give -30 and -25 %.
func Variance(plan, actual float64) (left float64, share *float64) {
	return plan - actual, ratio(plan-actual, plan)
}

// Ratio divides; nil by zero.
func Ratio(a, b float64) *float64 { return ratio(a, b) }

func ratio(a, b float64) *float64 {
	if b == 0 {
		return nil
	}
	q := a / b
	return &q
}

// Nested says whether a market is counted from the whole inwards: who could
// ever buy, whom we can serve, whom we can win.
func Nested(tam, sam, som float64) bool { return 0 <= som && som <= sam && sam <= tam }
