package finance_test

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"throughline/internal/kit/finance"
)

var flows = []float64{-100_000, 30_000, 40_000, 50_000, 60_000}

func is(t *testing.T, what string, got *float64, want, within float64) {
	t.Helper()
	if got == nil || math.Abs(*got-want) > within {
		t.Errorf("%s: %v, want %v", what, show(got), want)
	}
}

func none(t *testing.T, what string, got *float64) {
	t.Helper()
	if got != nil {
		t.Errorf("%s: %v, want none", what, *got)
	}
}

func show(v *float64) any {
	if v == nil {
		return "none"
	}
	return *v
}

// The worked examples of the methods, part 8.
func TestWorkedExamples(t *testing.T) {
	t.Parallel()
	is(t, "net present value", finance.NPV(0.10, flows), 38_877.13, 0.005)
	rates := finance.IRR(flows)
	if len(rates) != 1 {
		t.Fatalf("rates of return: %v, want one", rates)
	}
	is(t, "rate of return", &rates[0], 0.248883, 5e-7)
	is(t, "return on investment", finance.ROI(180_000, 100_000), 0.8, 1e-12)
	is(t, "payback", finance.Payback(flows), 2.6, 1e-12)
	exact, units := finance.BreakEven(100_000, 50, 20)
	is(t, "break-even", exact, 3333.333333, 1e-6)
	if units == nil || *units != 3334 {
		t.Errorf("break-even in units: %v, want 3334", units)
	}
	is(t, "cost of a customer", finance.CAC(30_000, 100), 300, 1e-12)
	is(t, "value of a customer", finance.LTV(50, 0.8, 0.05), 800, 1e-9)
	none(t, "value of a customer whom nobody loses", finance.LTV(50, 0.8, 0))
	is(t, "value to cost", finance.Ratio(800, 300), 2.67, 0.005)
	is(t, "payback of a customer", finance.CACPayback(300, 50, 0.8), 7.5, 1e-12)
	left, share := finance.Variance(120, 150)
	is(t, "variance", &left, -30, 1e-12)
	is(t, "variance in percent", share, -0.25, 1e-12)
	is(t, "runway", finance.Runway(600, 50), 12, 1e-12)
}

func TestWhatIsNotDefined(t *testing.T) {
	t.Parallel()
	none(t, "present value at -100 %", finance.NPV(-1, flows))
	none(t, "payback of what never pays", finance.Payback([]float64{-100, 10, 20}))
	none(t, "return on nothing", finance.ROI(10, 0))
	none(t, "cost of no customer", finance.CAC(10, 0))
	none(t, "runway without burn", finance.Runway(10, 0))
	none(t, "runway of what earns", finance.Runway(10, -5))
	if exact, units := finance.BreakEven(100, 20, 20); exact != nil || units != nil {
		t.Error("what sells at its cost breaks even")
	}
	_, share := finance.Variance(0, 5)
	none(t, "share of no plan", share)
}

func TestRatesOfReturn(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name  string
		flows []float64
		want  []float64
	}{
		{"nothing", nil, nil},
		{"only cost", []float64{-1, -2}, nil},
		{"only gain", []float64{1, 2}, nil},
		{"two, of which none is the true one", []float64{-4000, 25_000, -25_000}, []float64{0.25, 4}},
		{"a sign that changes, and no rate", []float64{10, -10, 10}, nil},
		{"what is lost", []float64{-100, 50}, []float64{-0.5}},
		{"nought", []float64{-100, 100}, []float64{0}},
	}
	for _, c := range cases {
		got := finance.IRR(c.flows)
		if len(got) != len(c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
			continue
		}
		for i := range got {
			is(t, c.name, &got[i], c.want[i], 1e-6)
		}
	}
}

func TestPaybackInsideAPeriod(t *testing.T) {
	t.Parallel()
	is(t, "at once", finance.Payback([]float64{0, 5}), 0, 0)
	is(t, "at the end of the first", finance.Payback([]float64{-5, 5}), 1, 1e-12)
	is(t, "lost again is no matter", finance.Payback([]float64{-5, 10, -50}), 0.5, 1e-12)
}

func TestMarketsAreNested(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		tam, sam, som float64
		want          bool
	}{{100, 40, 5, true}, {100, 100, 100, true}, {100, 40, 41, false}, {40, 100, 5, false}, {10, 5, -1, false}} {
		if got := finance.Nested(c.tam, c.sam, c.som); got != c.want {
			t.Errorf("%v in %v in %v: %v", c.som, c.sam, c.tam, got)
		}
	}
}

func TestCurrencies(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		minor    int64
		from, to string
		rate     float64
		want     int64
	}{
		{10_000, "EUR", "USD", 1.1, 11_000},
		{10_000, "USD", "EUR", 0.9, 9_000},
		{10_000, "EUR", "JPY", 160, 16_000}, // 100.00 euros are 16,000 yen, which have no cents
		{16_000, "JPY", "EUR", 0.00625, 10_000},
		{1_000, "EUR", "KWD", 0.33, 3_300}, // a dinar has a thousand fils
		{1, "EUR", "USD", 1.5, 2},          // halves go away from zero
		{-1, "EUR", "USD", 1.5, -2},
	} {
		if got := finance.Round(finance.Exchange(big.NewRat(c.minor, 1), c.from, c.to, finance.Decimal(c.rate))); got != c.want {
			t.Errorf("%d %s in %s at %v: %d, want %d", c.minor, c.from, c.to, c.rate, got, c.want)
		}
	}
}

// Rounding before summing loses cents: three thirds are one.
func TestSumsAreRoundedOnce(t *testing.T) {
	t.Parallel()
	sum := new(big.Rat)
	for range 3 {
		sum.Add(sum, finance.Exchange(big.NewRat(1, 1), "EUR", "USD", big.NewRat(1, 3)))
	}
	if got := finance.Round(sum); got != 1 {
		t.Errorf("three thirds are %d", got)
	}
}

func TestSpreadLosesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		sum := rapid.Int64Range(-1e15, 1e15).Draw(t, "sum")
		parts := finance.Spread(sum, rapid.IntRange(1, 60).Draw(t, "n"))
		got := int64(0)
		for _, p := range parts {
			got += p
			if d := p - parts[0]; d < -1 || d > 1 {
				t.Fatalf("%v differ by more than one", parts)
			}
		}
		if got != sum {
			t.Fatalf("%v come to %d, not %d", parts, got, sum)
		}
	})
}

func TestRatesOfPeriods(t *testing.T) {
	t.Parallel()
	if got := finance.PerPeriod(0.1, 4); math.Abs(got-0.024113689) > 1e-9 {
		t.Errorf("a quarter of 10 %% a year is %v", got)
	}
	if got := finance.Yearly(finance.PerPeriod(0.1, 12), 12); math.Abs(got-0.1) > 1e-12 {
		t.Errorf("there and back gives %v", got)
	}
	if got := finance.PerPeriod(0.07, 1); math.Abs(got-0.07) > 1e-15 {
		t.Errorf("a year's rate of a year is %v", got)
	}
}
