package formula_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"throughline/internal/kit/formula"
)

func TestFormulas(t *testing.T) {
	t.Parallel()
	values := map[string]float64{"reach": 500, "impact": 2, "confidence": 0.8, "effort": 2, "none": 0, "a": 6, "b": 9}
	for text, want := range map[string]float64{
		"reach × impact × confidence ÷ effort": 400,
		"reach*impact*confidence/effort":       400,
		"1 + 2 * 3":                            7,
		"(1 + 2) * 3":                          9,
		"2 ^ 3 ^ 2":                            512,
		"-2 ^ 2":                               -4,
		"7 - 2 - 1":                            4,
		"8 / 4 / 2":                            1,
		"if(effort < 1, 0.5, effort)":          2,
		"a + max(a - b, 0)":                    6,
		"mean(a, b, 3)":                        6,
		"sum(a, b)":                            15,
		"clamp(a, 0, 5)":                       5,
		"default(missing, 3)":                  3,
		"default(1 / none, 4)":                 4,
		"if(a < b and not (a = 6), 1, 2)":      2,
		"if(a < b or a = 6, 1, 2)":             1,
		"round(2.5) + floor(2.5) + ceil(2.1)":  8,
		"sqrt(b) + ln(1) + log(100)":           5,
		".5 + 1.":                              1.5,
		"min(a, b) ≤ 6 and 1 ≠ 2":              1,
	} {
		f, err := formula.Parse(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got, ok := f.Eval(values); !ok || math.Abs(got-want) > 1e-9 {
			t.Errorf("%s = %v, %v; want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"1 / none", "missing + 1", "none / none", "sqrt(-1)", "ln(0)", "if(missing > 1, 1, 2)", "max(a, missing)", "10 ^ 400", "clamp(1, 5, 2)", "norm(a)"} {
		f, err := formula.Parse(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got, ok := f.Eval(values); ok {
			t.Errorf("%s = %v, want it undefined", text, got)
		}
	}
}

func TestErrorsHaveAPlace(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		from int
		says string
	}{
		{"", 0, "empty"},
		{"reach *", 7, "ends too early"},
		{"reach * / 2", 8, "a value is missing before “/”"},
		{"(reach + 1", 0, "not closed"},
		{"reach + 1)", 9, "closes none"},
		{"reach reach", 6, "an operator is missing"},
		{"reach $ 2", 6, "no meaning"},
		{"maks(1, 2)", 0, "Did you mean “max”"},
		{"abs(1, 2)", 0, "one argument, not 2"},
		{"if(1 < 2, 1)", 0, "3 arguments, not 2"},
		{"max()", 0, "at least one"},
		{"min", 0, "its arguments follow in brackets"},
		{"norm(1 + 2)", 5, "one field"},
		{"max(1, 2", 0, "not closed"},
		{"and 1", 0, "a value is missing before “and”"},
		{strings.Repeat("(", 100) + "1" + strings.Repeat(")", 100), 60, "too deep"},
		{strings.Repeat("1+", 900) + "1", 0, "too many parts"},
		{strings.Repeat("1", 2001), 0, "longer than 2000"},
		{strings.Repeat("1", 40), 0, "no number"},
	} {
		_, err := formula.Parse(c.text)
		if err == nil || err.From != c.from || !strings.Contains(err.Msg, c.says) {
			t.Errorf("%.30q: %v, want at %d %q", c.text, err, c.from, c.says)
		}
	}
}

func TestUnits(t *testing.T) {
	t.Parallel()
	fields := map[string]formula.Unit{}
	for name, text := range map[string]string{"cod": "EUR/week", "duration": "week", "reach": "people", "plain": "", "cost": "EUR"} {
		u, err := formula.ParseUnit(text)
		if err != nil {
			t.Fatal(err)
		}
		fields[name] = u
	}
	for _, c := range []struct{ text, unit, says string }{
		{"cod / duration", "EUR/week^2", ""},
		{"cod * duration", "EUR", ""},
		{"cod * duration + cost", "EUR", ""},
		{"cost + 100", "EUR", ""},
		{"max(cost - 5, 0)", "EUR", ""},
		{"reach / reach", "", ""},
		{"sqrt(cost ^ 2)", "EUR", ""},
		{"norm(cost) + norm(reach)", "", ""},
		{"if(duration < 2, cost, 0)", "EUR", ""},
		{"1 / duration", "1/week", ""},
		{"cod + duration", "", "EUR/week and week"},
		{"if(cost < duration, 1, 2)", "", "compares EUR and week"},
		{"ln(cost)", "", "plain number"},
		{"sqrt(cost)", "", "root of EUR"},
		{"plain ^ cost", "", "no unit"},
		{"cost ^ plain", "", "whole number"},
		{"reech", "", "Did you mean “reach”"},
		{"cost < 3", "", "yes or no"},
		{"(cost < 3) + 1", "", "a number is wanted"},
		{"if(cost, 1, 2)", "", "a comparison is wanted"},
	} {
		f, err := formula.Parse(c.text)
		if err != nil {
			t.Fatal(c.text, err)
		}
		u, errs := f.Check(fields)
		switch {
		case c.says == "" && (len(errs) > 0 || u.String() != c.unit):
			t.Errorf("%s is in %q, %v; want %q", c.text, u, errs, c.unit)
		case c.says != "" && (len(errs) == 0 || !strings.Contains(errs[0].Msg, c.says)):
			t.Errorf("%s: %v, want %q", c.text, errs, c.says)
		}
	}
	for _, bad := range []string{"EUR/", "/week", "EUR week", "EUR^0", "5", "EUR//week"} {
		if _, err := formula.ParseUnit(bad); err == nil {
			t.Errorf("the unit %q was read", bad)
		}
	}
}

// The rule by which values of a set are spread, with the worked examples of
// the methods.
func TestNorm(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ values, want []float64 }{
		{[]float64{6, 3, 2}, []float64{100, 50, 33.3333333}},
		{[]float64{5, 1, -5}, []float64{100, 60, 0}},
		{[]float64{-5, -2, -1}, []float64{0, 75, 100}},
	} {
		got := formula.Norm(c.values)
		for i := range got {
			if math.Abs(got[i]-c.want[i]) > 1e-6 {
				t.Errorf("Norm(%v) = %v, want %v", c.values, got, c.want)
				break
			}
		}
	}
	if got := formula.Norm([]float64{0, 0, math.NaN()}); slices.ContainsFunc(got, func(v float64) bool { return !math.IsNaN(v) }) {
		t.Errorf("of nothing but nothing comes %v", got)
	}
}

func FuzzFormula(f *testing.F) {
	for _, s := range []string{"reach * impact", "if(a<1,2,3)", "((1))", "norm(a)^2", "-not 1", "a×b÷c", "1e9", "max(,)", "\xff"} {
		f.Add(s, 1.5)
	}
	f.Fuzz(func(t *testing.T, text string, v float64) {
		x, err := formula.Parse(text)
		if err != nil {
			if n := len([]rune(text)); err.From < 0 || err.To < err.From || err.To > n && len(text) <= formula.MaxText && n > 0 {
				t.Fatalf("%q: the place %d to %d is none of its own", text, err.From, err.To)
			}
			return
		}
		x.Check(map[string]formula.Unit{"a": {"EUR": 1}, "b": {}})
		score, ok := x.Eval(map[string]float64{"a": v, "b": -v})
		if ok && (math.IsNaN(score) || math.IsInf(score, 0)) {
			t.Fatalf("%q gives %v", text, score)
		}
		if said := x.String(); len(said) <= formula.MaxText {
			again, err := formula.Parse(said)
			if err != nil || again.String() != said {
				t.Fatalf("%q reads as %q, and that as %v, %v", text, said, again, err)
			}
			second, same := again.Eval(map[string]float64{"a": v, "b": -v})
			if same != ok || ok && second != score {
				t.Fatalf("%q gives %v, and with its brackets %v", text, score, second)
			}
		}
	})
}
