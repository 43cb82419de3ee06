package metric_test

import (
	"math"
	"testing"

	"throughline/internal/area/metric"
)

func near(a, b float64) bool { return math.Abs(a-b) < 1e-6 }

func TestFunnels(t *testing.T) {
	t.Parallel()
	stages, overall, ok := metric.Funnel([]float64{10000, 1000, 100, 10})
	if !ok || !near(overall, 0.1) || len(stages) != 4 || stages[0].OK {
		t.Errorf("overall %v, %v of %v; want 0.1 %%, and no rate for the first stage", overall, ok, stages)
	}
	for _, s := range stages[1:] {
		if !s.OK || !near(s.Rate, 10) {
			t.Errorf("a stage of %v has the rate %v, want 10 %%", s.Count, s.Rate)
		}
	}
	if stages, overall, ok := metric.Funnel([]float64{0, 0}); ok || stages[1].OK {
		t.Errorf("a funnel that nobody entered converts %v %%", overall)
	}
	if _, _, ok := metric.Funnel([]float64{7}); ok {
		t.Error("a funnel of one stage converts")
	}
}

func TestRetentionOfRevenue(t *testing.T) {
	t.Parallel()
	if gross, ok := metric.GrossRetention(100000, 5000, 8000); !ok || !near(gross, 87) {
		t.Errorf("gross %v, want 87", gross)
	}
	if net, ok := metric.NetRetention(100000, 15000, 5000, 8000); !ok || !near(net, 102) {
		t.Errorf("net %v, want 102", net)
	}
	if net, ok := metric.NetRetention(0, 1, 0, 0); ok {
		t.Errorf("of nothing %v %% stayed", net)
	}
}
