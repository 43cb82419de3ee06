package metric_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

func read(t *testing.T, out apptest.Out, into any) {
	t.Helper()
	if err := json.Unmarshal(out.JSON, into); err != nil {
		t.Fatalf("%s: %v", out.JSON, err)
	}
}

type alert struct {
	ID, Side  string
	Bound     float64
	CrossedAt *string
	Value     *float64
}

// An alert tells once when the newest point leaves its ground, and again only
// after one that was back.
func TestAlerts(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		m := w.Do("pia", "metric.create", obj{"fields": obj{
			"product": "LEND", "title": "Churn", "direction": "down", "owner": w.Members["pia"],
			"baseline": 8, "baselineOn": "2026-01-31", "target": 4, "targetOn": "2026-02-28",
		}})
		above := w.Do("pia", "alert.create", obj{"metric": m.Key, "side": "above", "bound": 7})
		behind := w.Do("pia", "alert.create", obj{"metric": m.Key, "side": "behind"})
		if again := w.Do("pia", "alert.create", obj{"metric": m.Key, "side": "above", "bound": 7}); again.ID != above.ID {
			t.Error("the same alert stands twice")
		}
		steps := []struct {
			day     int
			value   float64
			crossed string // the sides, as they stand after the point
			notices int    // of all so far
		}{
			{1, 7, "", 0}, // the line says 7.857
			{7, 7.5, "above behind", 2},
			{8, 7.6, "above behind", 2}, // still: no news
			{6, 9, "above behind", 2},   // an older point changes nothing
			{14, 5.9, "", 2},            // back: the line says 6
			{15, 6.5, "behind", 3},
			{16, 7.1, "above behind", 4},
		}
		for _, s := range steps {
			w.Do("adam", "metric.enter", obj{"id": m.Key, "points": []obj{day(s.day, s.value)}})
			if got := crossedOf(w, m.Key); got != s.crossed {
				t.Errorf("after %v on day %d crossed are %q, want %q", s.value, s.day, got, s.crossed)
			}
			w.CatchUp()
			if got := alarms(w, "pia"); got != s.notices {
				t.Errorf("after %v on day %d the owner has %d notices, want %d", s.value, s.day, got, s.notices)
			}
		}
		w.Do("pia", "alert.update", obj{"id": above.ID, "bound": 7.5})
		if got := crossedOf(w, m.Key); got != "behind" {
			t.Errorf("with another bound crossed are %q", got)
		}
		w.Do("pia", "alert.delete", obj{"id": behind.ID})
		if got := crossedOf(w, m.Key); got != "" {
			t.Errorf("after the alert was taken away crossed are %q", got)
		}
	})
}

// A metric that nobody owns or watches still tells whoever asked to be told.
func TestWhoSetAnAlertHears(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		m := w.Do("pia", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Churn"}})
		w.Do("pia", "alert.create", obj{"metric": m.Key, "side": "above", "bound": 7})
		w.Do("adam", "metric.enter", obj{"id": m.Key, "points": []obj{day(1, 9)}})
		w.CatchUp()
		if got := alarms(w, "pia"); got != 1 {
			t.Errorf("whoever set the alert has %d notices, want 1", got)
		}
		w.Do("adam", "metric.update", obj{"id": m.Key, "patch": obj{"owner": w.Members["pia"]}})
		w.Do("adam", "metric.enter", obj{"id": m.Key, "points": []obj{day(2, 5)}})
		w.Do("adam", "metric.enter", obj{"id": m.Key, "points": []obj{day(3, 8)}})
		w.CatchUp()
		if got := alarms(w, "pia"); got != 2 {
			t.Errorf("as owner, too, they have %d notices, want 2", got)
		}
	})
}

func crossedOf(w *apptest.World, metric string) string {
	var list []alert
	w.Into("nora", "alert.list", obj{"metric": metric}, &list)
	var out []string
	for _, a := range list {
		if a.CrossedAt != nil {
			out = append(out, a.Side)
		}
	}
	slices.Sort(out) // they were made in the same instant
	return strings.Join(out, " ")
}

func alarms(w *apptest.World, who string) int {
	var p struct{ Items []struct{ Reason string } }
	w.Into(who, "inbox.list", obj{"reason": "alarm"}, &p)
	return len(p.Items)
}

func TestRulesOfAlerts(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		m := w.Do("pia", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Churn"}})
		for what, in := range map[string]obj{
			"no bound":                 {"metric": m.Key, "side": "above"},
			"a side of its own":        {"metric": m.Key, "side": "beside", "bound": 1},
			"behind a line that isn't": {"metric": m.Key, "side": "behind", "bound": 1},
		} {
			if _, err := w.Try("pia", "alert.create", in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v, want it refused as invalid", what, err)
			}
		}
		if p := w.Do("paul", "alert.create", obj{"metric": m.Key, "side": "below", "bound": 1}); p.Proposal == nil {
			t.Error("a product owner set an alert")
		}
		for n := range 20 {
			w.Do("pia", "alert.create", obj{"metric": m.Key, "side": "above", "bound": n})
		}
		if _, err := w.Try("pia", "alert.create", obj{"metric": m.Key, "side": "above", "bound": 20}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a twenty-first alert: %v", err)
		}
	})
}

// Values of different definitions do not compare: the version says which one a
// point was counted by.
func TestDefinitionsHaveVersions(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		m := w.Do("pia", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Churn", "definition": "All who left."}})
		w.Do("pia", "metric.update", obj{"id": m.Key, "patch": obj{"definition": "All who left in the month."}})
		w.Do("pia", "metric.enter", obj{"id": m.Key, "points": []obj{day(1, 8)}})
		w.Do("pia", "metric.update", obj{"id": m.Key, "patch": obj{"title": "Churn of borrowers", "target": 3}})
		w.Do("pia", "metric.update", obj{"id": m.Key, "patch": obj{"definition": "All who left, without those who were asked to."}})
		var c struct {
			Changes []struct {
				At      string
				Version int
				Before  string
			}
			Points []point
		}
		w.Into("nora", "metric.chart", obj{"id": m.Key}, &c)
		if len(c.Changes) != 1 || c.Changes[0].Version != 2 || c.Changes[0].Before != "All who left in the month." || len(c.Points) != 1 {
			t.Errorf("the chart tells of the changes %+v", c.Changes)
		}
	})
}

func TestTargetLines(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		m := w.Do("pia", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Loans", "direction": "up", "baseline": 100, "baselineOn": "2026-02-01", "target": 200, "targetOn": "2026-02-11"}})
		for _, c := range []struct {
			at     string
			value  float64
			behind float64
		}{
			{"2026-01-30T00:00:00Z", 1, 0}, // before the line begins nothing is asked
			{"2026-02-06T00:00:00Z", 150, 0},
			{"2026-02-07T00:00:00Z", 155, 5},
			{"2026-02-08T00:00:00Z", 190, 0},
			{"2026-02-20T00:00:00Z", 180, 20}, // after its end the target stays
		} {
			w.Do("pia", "metric.enter", obj{"id": m.Key, "points": []obj{{"at": c.at, "value": c.value}}})
			var chart struct{ Behind *float64 }
			w.Into("nora", "metric.chart", obj{"id": m.Key}, &chart)
			if chart.Behind == nil || !near(*chart.Behind, c.behind) {
				t.Errorf("%v at %s is behind by %v, want %v", c.value, c.at, chart.Behind, c.behind)
			}
		}
		for what, patch := range map[string]obj{
			"a line that ends before it begins": {"targetOn": "2026-02-01"},
			"a beginning without a value":       {"baseline": nil},
			"a template that isn't":             {"template": "wishes"},
		} {
			if _, err := w.Try("pia", "metric.update", obj{"id": m.Key, "patch": patch}); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", what, err)
			}
		}
	})
}

func TestTheTreeOfMetrics(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		made := map[string]apptest.Out{}
		for _, name := range []string{"Revenue", "Loans", "Requests", "Alone", "Hidden"} {
			product := "LEND"
			if name == "Hidden" {
				product = "HIDE"
			}
			made[name] = w.Do("adam", "metric.create", obj{"fields": obj{"product": product, "title": name}})
		}
		w.Do("pia", "link.create", obj{"type": "drives", "from": made["Requests"].Key, "to": made["Loans"].Key})
		w.Do("pia", "link.create", obj{"type": "drives", "from": made["Loans"].Key, "to": made["Revenue"].Key})
		if _, err := w.Try("pia", "link.create", obj{"type": "drives", "from": made["Revenue"].Key, "to": made["Requests"].Key}); !errs.Is(err, errs.Conflict) {
			t.Errorf("a ring of driving: %v", err)
		}
		if p := w.Do("paul", "link.create", obj{"type": "drives", "from": made["Alone"].Key, "to": made["Revenue"].Key}); p.Proposal == nil {
			t.Error("a product owner said what drives what")
		}
		w.Do("pia", "metric.enter", obj{"id": made["Loans"].Key, "points": []obj{day(1, 8), day(2, 9)}})
		w.Do("pia", "alert.create", obj{"metric": made["Loans"].Key, "side": "above", "bound": 8.5})
		var tree struct {
			Items []struct {
				Title, Role string
				Drives      []string
				Last        *point
				Crossed     int
			}
		}
		w.Into("dina", "metric.tree", obj{}, &tree)
		var got []string
		for _, n := range tree.Items {
			got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s", n.Title, n.Role)))
			if n.Title == "Loans" && (n.Last == nil || n.Last.Value != 9 || n.Crossed != 1 || n.Drives[0] != made["Revenue"].ID) {
				t.Errorf("loans stand in the tree as %+v", n)
			}
		}
		if s := strings.Join(got, ", "); s != "Alone, Loans both, Requests driver, Revenue outcome" {
			t.Errorf("the tree is %s", s)
		}
	})
}

func TestValuesFromTemplates(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		cases := []struct {
			template string
			input    []string
			want     string
		}{
			{"net-retention", []string{"start=100000", "expansion=15000", "churn=5000", "contraction=8000"}, "102"},
			{"gross-retention", []string{"start=100000", "churn=5000", "contraction=8000"}, "87"},
			{"acquisition", []string{"reached=1000", "before=10000"}, "10"},
			{"stickiness", []string{"daily=2600", "monthly=13000"}, "20"},
			{"stickiness", []string{"daily=1", "monthly=0"}, "null"},
			{"stickiness", []string{"daily=1"}, "refused"},
			{"stickiness", []string{"daily=1", "monthly=2", "yearly=3"}, "refused"},
			{"stickiness", []string{"daily=many", "monthly=2"}, "refused"},
			{"wishes", []string{"a=1"}, "refused"},
		}
		for _, c := range cases {
			var out struct{ Value json.RawMessage }
			answer, err := w.Try("nora", "metric.calculate", obj{"template": c.template, "input": c.input})
			if c.want == "refused" {
				if !errs.Is(err, errs.Invalid) {
					t.Errorf("%s from %v: %v", c.template, c.input, err)
				}
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			read(t, answer, &out)
			if string(out.Value) != c.want {
				t.Errorf("%s from %v is %s, want %s", c.template, c.input, out.Value, c.want)
			}
		}
	})
}
