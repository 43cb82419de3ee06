package metric_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

type point struct {
	At    string  `json:"at"`
	Value float64 `json:"value"`
	Note  string  `json:"note"`
}

type page struct {
	Items []point
	Next  *string
}

func day(n int, value float64) obj {
	return obj{"at": fmt.Sprintf("2026-02-%02dT12:00:00Z", n), "value": value}
}

func TestPointsOfAMetric(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		m := w.Do("pia", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Churn", "unit": "%", "direction": "down", "target": 4}})
		var last struct{ Point *point }
		w.Into("nora", "metric.last", obj{"id": m.Key}, &last)
		if last.Point != nil {
			t.Errorf("a metric without points has the last point %v", last.Point)
		}
		w.Do("pia", "metric.enter", obj{"id": m.Key, "points": []obj{day(20, 6), day(1, 8), day(10, 7.5), day(20, 5)}})
		counts := w.Do("pia", "metric.enter", obj{"id": m.Key, "points": []obj{day(1, 8), day(10, 7), day(21, 5.5)}})
		if want := `{"metric":"LEND-1","added":1,"replaced":1,"same":1}`; string(counts.JSON) != want {
			t.Errorf("entering again gives %s, want %s", counts.JSON, want)
		}
		w.Into("nora", "metric.last", obj{"id": m.Key}, &last)
		if last.Point == nil || last.Point.Value != 5.5 {
			t.Errorf("the last point is %v, want 5.5", last.Point)
		}
		if got := values(w, m.Key, obj{"limit": 2}); got != "8 7 | 5 5.5 |" {
			t.Errorf("pages of two give %q", got)
		}
		if got := values(w, m.Key, obj{"from": "2026-02-10T12:00:00Z", "to": "2026-02-21T12:00:00Z"}); got != "7 5 |" {
			t.Errorf("a stretch gives %q", got)
		}
		if _, err := w.Try("nora", "metric.points", obj{"id": m.Key, "cursor": "AAAA"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a made-up cursor gives %v", err)
		}
	})
}

// values walks the pages of a metric's points.
func values(w *apptest.World, metric string, in obj) string {
	var out strings.Builder
	in["id"] = metric
	for {
		var p page
		w.Into("nora", "metric.points", in, &p)
		for _, x := range p.Items {
			b, _ := json.Marshal(x.Value)
			out.WriteString(string(b) + " ")
		}
		out.WriteString("| ")
		if p.Next == nil {
			return strings.TrimSpace(out.String())
		}
		in["cursor"] = *p.Next
	}
}

func TestRightsAndRulesOfMetrics(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		m := w.Do("pia", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Churn"}})
		e := w.Do("pia", "metric.create", obj{"fields": obj{"title": "Sign-ups", "source": "events"}})
		p := w.Do("paul", "metric.enter", obj{"id": m.Key, "points": []obj{day(1, 8)}})
		if p.Proposal == nil {
			t.Fatal("a product owner entered points")
		}
		w.Do("pia", "proposal.take", obj{"id": p.ID})
		var last struct{ Point *point }
		w.Into("nora", "metric.last", obj{"id": m.Key}, &last)
		if last.Point == nil || last.Point.Value != 8 {
			t.Errorf("a taken proposal of points left %v", last.Point)
		}
		refused := map[string]obj{
			"in the future":   {"id": m.Key, "points": []obj{{"at": "2026-03-02T10:00:01Z", "value": 1}}},
			"no points":       {"id": m.Key, "points": []obj{}},
			"from events":     {"id": e.Key, "points": []obj{day(1, 8)}},
			"value as text":   {"id": m.Key, "points": []obj{{"at": "2026-02-01T12:00:00Z", "value": "8"}}},
			"too long a note": {"id": m.Key, "points": []obj{{"at": "2026-02-01T12:00:00Z", "value": 8, "note": strings.Repeat("x", 501)}}},
		}
		for what, in := range refused {
			if _, err := w.Try("pia", "metric.enter", in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v, want it refused as invalid", what, err)
			}
		}
		if _, err := w.Try("pia", "metric.update", obj{"id": m.Key, "patch": obj{"targetOn": "2026-06-30"}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a day for the target without a target: %v", err)
		}
		w.Do("pia", "metric.enter", obj{"id": m.Key, "points": []obj{{"at": "2026-03-02T09:59:00Z", "value": 1}}})
	})
}
