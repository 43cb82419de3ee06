package ranking

import (
	"math"
	"testing"

	"throughline/internal/kit/errs"
	"throughline/internal/kit/formula"
)

// worked works a template's formula out for one feature.
func worked(t *testing.T, method string, values map[string]float64) (float64, bool) {
	t.Helper()
	x, ok := templateOf(method)
	if !ok {
		t.Fatalf("there is no template %s", method)
	}
	f, bad := formula.Parse(x.Formula)
	if bad != nil {
		t.Fatal(bad)
	}
	return f.Eval(values)
}

func TestMethods(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		method string
		values map[string]float64
		want   float64
		ok     bool
	}{
		{rice, map[string]float64{"reach": 500, "impact": 2, "confidence": 80, "effort": 2}, 400, true},
		{rice, map[string]float64{"reach": 2000, "impact": 2, "confidence": 80, "effort": 3}, 1066.666667, true},
		{rice, map[string]float64{"reach": 100, "impact": 1, "confidence": 100, "effort": 0.25}, 200, true},
		{rice, map[string]float64{"reach": 500, "impact": 2, "confidence": 80, "effort": 0}, 0, false},
		{rice, map[string]float64{"reach": 500, "impact": 2, "confidence": 80}, 0, false},
		{"ice", map[string]float64{"impact": 8, "confidence": 6, "ease": 7}, 7, true},
		{"ice", map[string]float64{"impact": 10, "confidence": 1, "ease": 10}, 7, true},
		{"ice-product", map[string]float64{"impact": 8, "confidence": 6, "ease": 7}, 336, true},
		{"ice-product", map[string]float64{"impact": 10, "confidence": 1, "ease": 10}, 100, true},
		{wsjf, map[string]float64{"value": 8, "time": 5, "risk": 3, "size": 5}, 3.2, true},
		{wsjf, map[string]float64{"value": 13, "time": 8, "risk": 2, "size": 13}, 1.769231, true},
		{wsjf, map[string]float64{"value": 3, "time": 1, "risk": 1, "size": 1}, 5, true},
		{cd3, map[string]float64{"cost_of_delay": 1000, "duration": 5}, 200, true},
		{cd3, map[string]float64{"cost_of_delay": 4000, "duration": 10}, 400, true},
		{cd3, map[string]float64{"cost_of_delay": 5000, "duration": 2}, 2500, true},
		{kano, map[string]float64{"attractive": 30, "one_dimensional": 25, "must_be": 20, "indifferent": 20, "reverse": 3, "questionable": 2}, 0.578947, true},
		{kano, map[string]float64{"attractive": 0, "one_dimensional": 0, "must_be": 0, "indifferent": 0, "reverse": 5, "questionable": 5}, 0, false},
		{opportunity, map[string]float64{"importance": 8.8, "satisfaction": 3.5}, 14.1, true},
		{opportunity, map[string]float64{"importance": 6, "satisfaction": 9}, 6, true},
		{importance, map[string]float64{"words": 3 + 1 + 1 + 0}, 5, true},
	} {
		got, ok := worked(t, c.method, c.values)
		if ok != c.ok || math.Abs(got-c.want) > 1e-6 {
			t.Errorf("%s of %v is %v, %v; want %v, %v", c.method, c.values, got, ok, c.want, c.ok)
		}
	}
}

func TestEveryTemplateHolds(t *testing.T) {
	t.Parallel()
	for _, x := range templates {
		r := Ranking{Text: x.Formula, Inputs: x.Inputs, Across: x.Across, Up: x.Up, Top: 5}
		if err := checked(&r); err != "" {
			t.Errorf("%s: %s", x.Method, err)
		}
	}
}

func TestDelayCosts(t *testing.T) {
	t.Parallel()
	a, b, c := job{1000, 5}, job{4000, 10}, job{5000, 2}
	for name, order := range map[string]struct {
		jobs []job
		want float64
	}{"CBA": {[]job{c, b, a}, 75000}, "BCA": {[]job{b, c, a}, 117000}, "ACB": {[]job{a, c, b}, 108000}, "ABC": {[]job{a, b, c}, 150000}} {
		if got := delayCost(order.jobs); got != order.want {
			t.Errorf("%s costs %v, want %v", name, got, order.want)
		}
	}
}

func TestMoSCoW(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		must, should, could float64
		flag                string
		share               float64
	}{{30, 10, 10, "ok", 0.6}, {35, 5, 10, "risk", 0.7}, {30, 18, 2, "warn", 0.6}} {
		if s, ok := moscowOf(c.must, c.should, c.could); !ok || s.Flag != c.flag || math.Abs(s.Must-c.share) > 1e-9 {
			t.Errorf("%v/%v/%v: %+v, want %s", c.must, c.should, c.could, s, c.flag)
		}
	}
	if _, ok := moscowOf(0, 0, 0); ok {
		t.Error("shares of no effort")
	}
}

func TestKano(t *testing.T) {
	t.Parallel()
	k := kanoOf(30, 25, 20, 20, 3, 2)
	if math.Abs(*k.Better-0.578947) > 1e-6 || math.Abs(*k.Worse+0.473684) > 1e-6 || k.Class != "attractive" || k.Mixed != "one-dimensional" {
		t.Errorf("%v, %v, %s, mixed with %q", *k.Better, *k.Worse, k.Class, k.Mixed)
	}
	if k := kanoOf(0, 0, 0, 0, 5, 5); k.Better != nil || k.Worse != nil {
		t.Errorf("of no answers that count: %+v", k)
	}
	if k := kanoOf(10, 10, 10, 1, 0, 0); k.Class != "must-be" {
		t.Errorf("of a tie %s, want must-be", k.Class)
	}
	if k := kanoOf(80, 5, 5, 5, 3, 2); k.Mixed != "" {
		t.Errorf("a clear class is mixed with %s", k.Mixed)
	}
	for _, c := range []struct {
		present, absent int
		want            byte
	}{{0, 0, 'Q'}, {0, 2, 'A'}, {0, 4, 'O'}, {1, 0, 'R'}, {1, 4, 'M'}, {2, 2, 'I'}, {4, 0, 'R'}, {4, 4, 'Q'}} {
		if got := kanoPair(c.present, c.absent); got != c.want {
			t.Errorf("answers %d and %d are %c, want %c", c.present, c.absent, got, c.want)
		}
	}
}

func TestReadings(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		v, e float64
		want string
	}{{5, 5, "big bet"}, {5, 4.9, "quick win"}, {4.9, 5, "money pit"}, {4.9, 4.9, "fill-in"}} {
		if got := quadrant(c.v, c.e, 5, 5); got != c.want {
			t.Errorf("(%v, %v) is a %s, want %s", c.v, c.e, got, c.want)
		}
	}
	for _, c := range []struct {
		score, i, s float64
		want        string
	}{{15.1, 9, 2, "extreme opportunity"}, {15, 9, 3, "ripe for improvement"}, {12, 8, 4, "ripe for improvement"}, {10, 7, 4, "worth a look"}, {6, 6, 9, "unattractive, over-served"}} {
		if got := opportunityOf(c.score, c.i, c.s); got != c.want {
			t.Errorf("%v is %s, want %s", c.score, got, c.want)
		}
	}
	if median([]float64{3, 1, 2, 10}) != 2.5 || median([]float64{3, 1, 2}) != 2 {
		t.Error("the median is not the middle")
	}
}

// A scorecard spreads each input over the set, as methods has it.
func TestNormsOfAScorecard(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ values, want []float64 }{
		{[]float64{6, 3, 2}, []float64{100, 50, 33.333333}}, {[]float64{5, 1, -5}, []float64{100, 60, 0}}, {[]float64{-5, -2, -1}, []float64{0, 75, 100}},
	} {
		for i, v := range formula.Norm(c.values) {
			if math.Abs(v-c.want[i]) > 1e-6 {
				t.Errorf("%v: %v, want %v", c.values, v, c.want)
			}
		}
	}
}

func checked(r *Ranking) string {
	var list errs.List
	r.Check(&list)
	if err := list.Err(); err != nil {
		return err.Error()
	}
	return ""
}
