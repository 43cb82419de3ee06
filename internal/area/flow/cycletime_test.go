package flow_test

import "testing"

type spread struct{ P50, P70, P85, P95, Mean *float64 }

type cycle struct {
	Looked         int
	Cycle, Elapsed spread
	Points         []struct {
		Key            string
		Days, LeadDays int
		Hours, Rolling float64
		Returned       int
	}
	Rule string
}

func TestCycleTimeCountsBothDays(t *testing.T) {
	each(t, func(t *testing.T, w team) {
		w.when(0, 8)
		long := w.item(obj{})
		w.when(0, 9)
		w.move(long, "in progress")
		w.when(2, 10)
		w.move(long, "done")
		short := w.done(3, obj{})
		var c cycle
		w.ask("flow.cycletime", obj{}, &c)
		if len(c.Points) != 2 || c.Points[0].Key != long || c.Points[0].Days != 3 || c.Points[0].Hours != 49 {
			t.Fatalf("from Monday 9:00 to Wednesday 10:00: %+v, want 3 days and 49 hours", c.Points)
		}
		if p := c.Points[1]; p.Key != short || p.Days != 1 || p.Hours != 7 {
			t.Errorf("within a day: %+v, want 1 day and 7 hours", p)
		}
		if c.Rule == "" || *c.Cycle.P50 != 1 || *c.Cycle.P95 != 3 {
			t.Errorf("the figures are %+v, by the rule %q", c.Cycle, c.Rule)
		}
	})
}

func TestAnItemThatCameBackCountsOnce(t *testing.T) {
	each(t, func(t *testing.T, w team) {
		key := w.done(0, obj{"criteria": []obj{{"text": "It holds"}}})
		w.when(1, 10)
		w.Do("paul", "item.reject", obj{"id": key, "reasonKind": "defect", "reason": "It does not", "results": []obj{}})
		w.when(4, 12)
		w.move(key, "done")
		var c cycle
		w.ask("flow.cycletime", obj{}, &c)
		if len(c.Points) != 1 || c.Points[0].Days != 5 || c.Points[0].Returned != 1 {
			t.Fatalf("it took %+v, want 5 days, from its first start to its last finish", c.Points)
		}
		var tp struct {
			Total int
			Days  []struct {
				On    string
				Items int
			}
		}
		w.ask("flow.throughput", obj{"from": "2026-03-02"}, &tp)
		if tp.Total != 1 || len(tp.Days) != 5 || tp.Days[4].Items != 1 || tp.Days[0].Items != 0 {
			t.Errorf("throughput %+v, want it once, on the day of the last finish", tp)
		}
		var before cycle
		w.ask("flow.cycletime", obj{"asOf": "2026-03-02"}, &before)
		if len(before.Points) != 1 || before.Points[0].Days != 1 {
			t.Errorf("as of the first day: %+v, want the earlier finish to be in its history", before.Points)
		}
		var r struct {
			Finished, Returned int
			Rate               float64
			Reasons            []struct{ Reason string }
			Returns            []struct{ Key, Words string }
		}
		w.ask("flow.rework", obj{}, &r)
		if r.Finished != 2 || r.Returned != 1 || r.Rate != 0.5 || r.Reasons[0].Reason != "defect" || r.Returns[0].Key != key || r.Returns[0].Words != "It does not" {
			t.Errorf("rework %+v", r)
		}
	})
}
