package stat

import "math"

// Estimate is a figure with how well it is known: the ends of its 95 %
// interval. Without an interval both ends are not numbers (NaN).
type Estimate struct{ Value, Low, High float64 }

// Known says whether there is an interval.
func (e Estimate) Known() bool { return !math.IsNaN(e.Low) && !math.IsNaN(e.High) }

// Shift gives by how much the mean of one sample lies above that of another,
// with Welch's interval, which does not ask that both spread alike. It takes
// two values on each side to have an interval, and one to have a figure.
func Shift(before, after []float64) (Estimate, bool) {
	return shift(before, after, false)
}

// Ratio gives by how much of itself, in percent, the mean has changed from one
// sample to another. The mean before must not be 0.
func Ratio(before, after []float64) (Estimate, bool) {
	return shift(before, after, true)
}

func shift(before, after []float64, relative bool) (Estimate, bool) {
	b, there := Mean(before)
	a, here := Mean(after)
	if !there || !here || relative && b == 0 {
		return Estimate{}, false
	}
	e := Estimate{Value: a - b, Low: math.NaN(), High: math.NaN()}
	scaleB, scaleA := 1.0, 1.0
	if relative {
		e.Value = 100 * (a - b) / math.Abs(b)
		scaleA, scaleB = 100/math.Abs(b), 100*math.Abs(a)/(b*b)
	}
	sb, two := Deviation(before)
	sa, also := Deviation(after)
	if !two || !also {
		return e, true
	}
	nb, na := float64(len(before)), float64(len(after))
	vb, va := scaleB*scaleB*sb*sb/nb, scaleA*scaleA*sa*sa/na
	if va+vb == 0 {
		e.Low, e.High = e.Value, e.Value
		return e, true
	}
	free := (va + vb) * (va + vb) / (va*va/(na-1) + vb*vb/(nb-1))
	half := Student(0.975, free) * math.Sqrt(va+vb)
	e.Low, e.High = e.Value-half, e.Value+half
	return e, true
}

// Student gives the quantile of Student's distribution, for probabilities from
// one half upwards.
func Student(p, free float64) float64 {
	low, high := 0.0, 1e3
	for studentBelow(high, free) < p && high < 1e12 {
		high *= 10
	}
	for range 200 {
		mid := (low + high) / 2
		if studentBelow(mid, free) < p {
			low = mid
		} else {
			high = mid
		}
	}
	return (low + high) / 2
}

// studentBelow is the probability of less than t, for t from 0 upwards.
func studentBelow(t, free float64) float64 {
	return 1 - beta(free/(free+t*t), free/2, 0.5)/2
}

// beta is the regularised incomplete beta function.
func beta(x, a, b float64) float64 {
	if x <= 0 {
		return 0
	}
	if x >= 1 {
		return 1
	}
	front := math.Exp(lgamma(a+b) - lgamma(a) - lgamma(b) + a*math.Log(x) + b*math.Log1p(-x))
	if x < (a+1)/(a+b+2) {
		return front * fraction(x, a, b) / a
	}
	return 1 - front*fraction(1-x, b, a)/b
}

func lgamma(x float64) float64 {
	v, _ := math.Lgamma(x)
	return v
}

// fraction is the continued fraction of the incomplete beta function, by
// Lentz's method.
func fraction(x, a, b float64) float64 {
	const tiny = 1e-300
	clear := func(v float64) float64 {
		if math.Abs(v) < tiny {
			return tiny
		}
		return v
	}
	c, d := 1.0, 1/clear(1-(a+b)*x/(a+1))
	out := d
	for m := 1.0; m < 500; m++ {
		up := m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m))
		d = 1 / clear(1+up*d)
		c = clear(1 + up/c)
		out *= d * c
		down := -(a + m) * (a + b + m) * x / ((a + 2*m) * (a + 2*m + 1))
		d = 1 / clear(1+down*d)
		c = clear(1 + down/c)
		out *= d * c
		if math.Abs(d*c-1) < 1e-14 {
			break
		}
	}
	return out
}

// Wilson gives the 95 % interval of a proportion, as shares; of nothing there
// is none.
func Wilson(hits, n int) (Estimate, bool) {
	if n <= 0 {
		return Estimate{}, false
	}
	const z = 1.959964
	p, m := float64(hits)/float64(n), float64(n)
	mid := p + z*z/(2*m)
	half := z * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	under := 1 + z*z/m
	return Estimate{p, math.Max(0, (mid-half)/under), math.Min(1, (mid+half)/under)}, true
}

// Brier gives the mean squared distance between what was said to be likely and
// what came: 0 is perfect, and whoever always says one half gets a quarter.
func Brier(said []float64, came []bool) (float64, bool) {
	sum := 0.0
	for i, p := range said {
		if came[i] {
			p = 1 - p
		}
		sum += p * p
	}
	if len(said) == 0 {
		return 0, false
	}
	return sum / float64(len(said)), true
}
