package metric_test

import (
	"fmt"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type imported struct {
	Added, Replaced, Same, Rows, Faults int
	Bad                                 []bad
	Sample                              []point
}

type bad struct {
	Row    int
	Column string
	Reason string
}

// What tables look like that people keep, and how they are understood.
func TestTablesOfPoints(t *testing.T) {
	t.Parallel()
	cases := []struct{ what, text, want string }{
		{"with names", "date,value\n2026-01-05,1.5\n2026-01-12,2\n", "01-05=1.5 01-12=2"},
		{"without names", "2026-01-05,1.5\n2026-01-12,2", "01-05=1.5 01-12=2"},
		{"by the metric's name", "Week\tChurn\tNote\n2026-01-05\t8\tHolidays\n", "01-05=8 Holidays"},
		{"with names that it does not know", "Datum;Wert\n2026-01-05;1\n", "fault"},
		{"with decimal commas", "day;value\n05.01.2026;1.234,5\n12.01.2026;0,5", "01-05=1234.5 01-12=0.5"},
		{"with thousands parted", "day,value\n2026-01-05,\"1,234,567\"\n", "01-05=1.234567e+06"},
		{"with percent signs and months by name", "day,value\n5 Jan 2026,8.5 %\n\"Jan 12, 2026\",-3", "01-05=8.5 01-12=-3"},
		{"with a mark of its bytes and blank lines", "\ufeffday,value\r\n\r\n2026-01-05,1\r\n", "01-05=1"},
		{"with a bad row among good ones", "day,value\n2026-01-05,1\n2026-01-12,many\nsoon,3\n2026-01-05,4\n2027-01-01,5\n", "01-05=1 | 3 value, 4 day, 5 day, 6 day"},
		{"with nothing", "day,value\n", "fault"},
		{"with nothing that can be read", "day,value\nx,y", "fault"},
		{"with a column too few", "day,amountt\n2026-01-05,1", "fault"},
	}
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		for _, c := range cases {
			m := w.Do("pia", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Churn"}})
			out, err := w.Try("pia", "metric.import", obj{"id": m.Key, "text": c.text})
			if c.want == "fault" {
				if !errs.Is(err, errs.Invalid) {
					t.Errorf("a table %s: %v, want it refused with a reason", c.what, err)
				}
				continue
			}
			if err != nil {
				t.Errorf("a table %s: %v", c.what, err)
				continue
			}
			if got := told(t, w, m.Key, out); got != c.want {
				t.Errorf("a table %s is read as %q, want %q", c.what, got, c.want)
			}
		}
	})
}

// told writes a metric's points, and after a bar the rows that were refused.
func told(t *testing.T, w *apptest.World, metric string, out apptest.Out) string {
	t.Helper()
	var p page
	w.Into("nora", "metric.points", obj{"id": metric}, &p)
	var words []string
	for _, x := range p.Items {
		words = append(words, strings.TrimSpace(fmt.Sprintf("%s=%v %s", x.At[5:10], x.Value, x.Note)))
	}
	var in imported
	read(t, out, &in)
	if in.Added != len(p.Items) || in.Rows != in.Added+in.Faults {
		t.Errorf("of %d rows %d were added and %d refused; there are %d points", in.Rows, in.Added, in.Faults, len(p.Items))
	}
	var refused []string
	for _, b := range in.Bad {
		refused = append(refused, fmt.Sprintf("%d %s", b.Row, b.Column))
	}
	if len(refused) > 0 {
		words = append(words, "| "+strings.Join(refused, ", "))
	}
	return strings.Join(words, " ")
}

func TestTryingATable(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		m := w.Do("pia", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Churn"}})
		w.Do("pia", "metric.enter", obj{"id": m.Key, "points": []obj{{"at": "2026-01-05T00:00:00Z", "value": 8}, {"at": "2026-01-12T00:00:00Z", "value": 7}}})
		table := obj{"id": m.Key, "text": "day,value\n2026-01-05,8\n2026-01-12,6\n2026-01-19,5\n"}
		table["dryRun"] = true
		want := imported{Added: 1, Replaced: 1, Same: 1, Rows: 3}
		var tried, done imported
		read(t, w.Do("pia", "metric.import", table), &tried)
		if got := values(w, m.Key, obj{}); got != "8 7 |" {
			t.Errorf("trying a table left the points %q", got)
		}
		table["dryRun"] = false
		read(t, w.Do("pia", "metric.import", table), &done)
		for what, got := range map[string]imported{"trying": tried, "reading": done} {
			if got.Added != want.Added || got.Replaced != want.Replaced || got.Same != want.Same || len(got.Sample) != 3 {
				t.Errorf("%s the table says %+v, want %+v and a sample of three", what, got, want)
			}
		}
		if got := values(w, m.Key, obj{}); got != "8 6 5 |" {
			t.Errorf("reading the table left the points %q", got)
		}
		read(t, w.Do("pia", "metric.import", table), &done)
		if done.Same != 3 || done.Added+done.Replaced != 0 {
			t.Errorf("reading it again did %+v", done)
		}
		w.Do("pia", "metric.remove", obj{"id": m.Key, "at": []string{"2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z"}})
		if got := values(w, m.Key, obj{}); got != "6 5 |" {
			t.Errorf("removing a point left %q", got)
		}
	})
}

func TestPushingPoints(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		a := w.Do("pia", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Churn"}})
		b := w.Do("pia", "metric.create", obj{"fields": obj{"title": "Loans"}})
		events := w.Do("pia", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Counted", "source": "events"}})
		points := []obj{
			{"metric": a.Key, "at": "2026-02-01T00:00:00Z", "value": 8},
			{"metric": strings.ToLower(b.Key), "value": 3},
			{"metric": a.ID, "at": "2026-02-02T00:00:00Z", "value": 7, "note": "Half a day"},
			{"metric": "LEND-999", "value": 1},
			{"metric": a.Key, "at": "2026-02-03T00:00:00Z"},
			{"metric": events.Key, "value": 1},
			{"metric": a.Key, "at": "2036-02-03T00:00:00Z", "value": 1},
		}
		var out struct {
			Added, Replaced, Same int
			Bad                   []bad
		}
		read(t, w.Do("pia", "metric.push", obj{"points": points}), &out)
		if out.Added != 3 || fmt.Sprint(out.Bad) != "[{3 metric is no metric here, or you may not see it} {4 value is required} {5 metric is counted from events; its points cannot be entered} {6 at lies in the future}]" {
			t.Errorf("pushing says %+v", out)
		}
		for what, i := range map[string]int{"an unknown metric": 3, "no value": 4} {
			if _, err := w.Try("pia", "metric.push", obj{"points": points[i : i+1]}); err == nil {
				t.Errorf("a push of nothing but %s was taken", what)
			}
		}
		read(t, w.Do("pia", "metric.push", obj{"points": points[:3]}), &out)
		if out.Added+out.Replaced != 0 || out.Same != 3 {
			t.Errorf("pushing again says %+v", out)
		}
		if got := values(w, a.Key, obj{}); got != "8 7 |" {
			t.Errorf("the points pushed are %q", got)
		}
		if p := w.Do("paul", "metric.push", obj{"points": points[:1]}); p.Proposal != nil {
			t.Error("the same point again was proposed")
		}
		if p := w.Do("paul", "metric.push", obj{"points": []obj{{"metric": a.Key, "at": "2026-02-05T00:00:00Z", "value": 1}}}); p.Proposal == nil {
			t.Error("a product owner pushed points")
		}
	})
}
