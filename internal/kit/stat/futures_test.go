package stat_test

import (
	"math"
	"slices"
	"testing"

	"throughline/internal/kit/stat"
)

func TestSumsOfWhatIsUncertain(t *testing.T) {
	t.Parallel()
	one := stat.Spread{0, 10, 20}
	futures := []stat.Future{
		{"a", one.At},
		{"b", func(u float64) float64 { return -2 * u }},
	}
	got := stat.Sums(100, futures, 7, 100_000)
	if !slices.IsSorted(got) || len(got) != 100_000 {
		t.Fatal("the sums are not in order")
	}
	// The mean of the triangle is 10, that of the other one -1.
	if mean, _ := stat.Mean(got); math.Abs(mean-109) > 0.05 {
		t.Errorf("mean %v, want 109", mean)
	}
	if low, high := got[0], got[len(got)-1]; low < 98 || high > 120 {
		t.Errorf("from %v to %v, outside of what can be", low, high)
	}
	// The same seed gives the same; what is drawn for one does not hang on the others.
	turned := stat.Sums(100, []stat.Future{futures[1], futures[0]}, 7, 100_000)
	if !slices.EqualFunc(got, turned, func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }) {
		t.Error("another order gives other sums")
	}
	if slices.Equal(got, stat.Sums(100, futures, 8, 100_000)) {
		t.Error("another seed gives the same sums")
	}
	if sure := stat.Sums(5, nil, 1, 3); !slices.Equal(sure, []float64{5, 5, 5}) {
		t.Errorf("what is sure comes to %v", sure)
	}
}

func TestPresentsOfStreams(t *testing.T) {
	t.Parallel()
	amount := stat.Spread{10, 40, 100}
	streams := []stat.Stream{
		{"a", func(u float64) []float64 { return []float64{-30, 0, amount.At(u)} }},
		{"b", func(float64) []float64 { return []float64{5, 5} }},
	}
	certain := stat.Future{"by", func(float64) float64 { return 0.5 }}
	got := stat.Presents(certain, streams, 7, 10_000)
	same := stat.Sums(5+2.5-30, []stat.Future{{"a", func(u float64) float64 { return amount.At(u) / 4 }}}, 7, 10_000)
	if !slices.IsSorted(got) || !slices.EqualFunc(got, same, func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }) {
		t.Error("with a factor that is certain it is not the sum of what is discounted")
	}
	// The mean of u² is a third, that of the triangle 50.
	open := stat.Presents(stat.Future{"by", func(u float64) float64 { return u }}, streams, 7, 100_000)
	if mean, _ := stat.Mean(open); math.Abs(mean-(-25+2.5+50.0/3)) > 0.2 {
		t.Errorf("mean %v, want %v", mean, -25+2.5+50.0/3)
	}
}
