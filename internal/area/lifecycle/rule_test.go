package lifecycle

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"throughline/internal/kit/clock"
)

func days(n int) []clock.Day {
	out := make([]clock.Day, n)
	for i := range out {
		out[i] = clock.Day(fmt.Sprintf("%d-%02d-01", 2024+i/12, i%12+1))
	}
	return out
}

func pointers(values []float64) []*float64 {
	out := make([]*float64, len(values))
	for i := range values {
		if !math.IsNaN(values[i]) {
			out[i] = &values[i]
		}
	}
	return out
}

// grown gives n values, each so many percent above the one before.
func grown(from float64, n int, percent ...float64) []float64 {
	out := []float64{from}
	for i := 1; i < n; i++ {
		out = append(out, out[i-1]*(1+percent[min(i, len(percent))-1]/100))
	}
	return out
}

var none = math.NaN()

// The house rule of the methods: over 4 periods more than 10 % is growth, −2 to
// 10 % maturity, less than −2 % decline, below 5 % of the target introduction;
// two periods in a row are needed.
func TestTheHouseRule(t *testing.T) {
	t.Parallel()
	target := 1000.0
	for name, c := range map[string]struct {
		values []float64
		target *float64
		phase  string
		since  clock.Day
	}{
		"grows by 12 %":                         {grown(100, 6, 12), nil, growth, "2024-05-01"},
		"grows by 10 %, which is not more":      {[]float64{10000, 11000, 12100, 13310, 14641, 16105.1}, nil, maturity, "2024-05-01"},
		"stands still":                          {grown(100, 6, 0), nil, maturity, "2024-05-01"},
		"loses 1.5 %":                           {grown(100, 6, -1.5), nil, maturity, "2024-05-01"},
		"loses 3 %":                             {grown(100, 6, -3), nil, decline, "2024-05-01"},
		"grows, far from its target":            {grown(10, 6, 20), &target, introduction, "2024-01-01"},
		"grows past 5 % of its target":          {grown(40, 8, 12), &target, growth, "2024-05-01"},
		"just at 5 % of its target":             {grown(50, 6, 0), &target, maturity, "2024-05-01"},
		"one period is not enough":              {grown(100, 5, 12), nil, "", ""},
		"one period of decline changes nothing": {append(grown(100, 8, 12), 100), nil, growth, "2024-05-01"},
		"two do":                                {append(grown(100, 8, 12), 100, 100), nil, decline, "2024-09-01"},
		"a gap is no agreement":                 {append(grown(100, 5, 12), none, 200), nil, "", ""},
		"begins with nothing":                   {[]float64{0, 0, 10, 40, 90, 120}, nil, "", ""},
		"nothing at all":                        {nil, &target, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			phase, since := Settled(usual.read(days(len(c.values)), pointers(c.values), c.target))
			if phase != c.phase || since != c.since {
				t.Errorf("it is in %q since %q, want %q since %q", phase, since, c.phase, c.since)
			}
		})
	}
}

func TestWhatIsSuggested(t *testing.T) {
	t.Parallel()
	rising, falling := usual.read(days(6), pointers(grown(100, 6, 15)), nil), usual.read(days(6), pointers(grown(100, 6, -5)), nil)
	for name, c := range map[string]struct {
		stage    string
		readings []Reading
		facts    Facts
		want     string
		ground   string
		agreed   bool
	}{
		"a launch that grows":                 {launch, rising, Facts{Out: 3}, growth, "metric", false},
		"growth that goes on":                 {growth, rising, Facts{}, growth, "metric", true},
		"growth that is over":                 {growth, falling, Facts{}, sunset, "metric", false},
		"an end that is decided stays":        {sunset, rising, Facts{}, "", "metric", false},
		"an idea of which something is known": {idea, nil, Facts{Learnt: 2}, discovery, "facts", false},
		"work has begun":                      {discovery, nil, Facts{Learnt: 2, Started: 1}, development, "facts", false},
		"it is out, without a number":         {development, nil, Facts{Started: 9, Out: 1}, launch, "facts", false},
		"facts lead forward only":             {growth, nil, Facts{Out: 1}, "", "", false},
		"nothing but an idea":                 {idea, nil, Facts{}, idea, "facts", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := suggest(c.stage, c.readings, c.facts); got.Stage != c.want || got.Ground != c.ground || got.Agreed != c.agreed {
				t.Errorf("suggested is %+v", got)
			}
		})
	}
}

// Laws: the unit of the metric says nothing; even growth is what it is; and a
// phase only ever changes where two periods in a row say so.
func TestLawsOfTheRule(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(0.5, 1e6), 0, 24).Draw(t, "values")
		target, unit := rapid.Float64Range(1, 1e6).Draw(t, "target"), rapid.SampledFrom([]float64{0.25, 4, 1024}).Draw(t, "unit")
		scaled, scaledTarget := make([]float64, len(values)), target*unit
		for i := range values {
			scaled[i] = values[i] * unit
		}
		a, b := usual.read(days(len(values)), pointers(values), &target), usual.read(days(len(values)), pointers(scaled), &scaledTarget)
		phase := ""
		for i := range a {
			if a[i].Phase != b[i].Phase {
				t.Fatalf("in another unit period %d speaks for %s, not %s", i, b[i].Phase, a[i].Phase)
			}
			now, _ := Settled(a[:i+1])
			if now != phase && (i == 0 || a[i].Phase != now || a[i-1].Phase != now) {
				t.Fatalf("period %d leads from %q to %q, which the last two do not say: %+v", i, phase, now, a[:i+1])
			}
			phase = now
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		percent := rapid.Float64Range(-40, 80).Draw(t, "percent")
		got, ok := Smoothed(grown(rapid.Float64Range(1, 1e4).Draw(t, "from"), span+1, percent))
		if !ok || math.Abs(got-percent) > 1e-6 {
			t.Fatalf("growth of %v %% is read as %v", percent, got)
		}
	})
}
