package flow_test

import (
	"encoding/json"
	"math"
	"slices"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/clock"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

// team plays a team's days: Monday, 2 March 2026 is day 0.
type team struct{ *apptest.World }

// when turns the clock to an hour of a day.
func (w team) when(day int, hour float64) {
	at := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC).AddDate(0, 0, day).Add(time.Duration(hour * float64(time.Hour)))
	w.Clock.Set(clock.From(at))
}

func (w team) item(fields obj) string {
	w.T.Helper()
	kind := "story"
	if k, ok := fields["kind"].(string); ok {
		kind = k
		delete(fields, "kind")
	}
	for name, v := range map[string]any{"product": "LEND", "title": "Some work"} {
		if _, given := fields[name]; !given {
			fields[name] = v
		}
	}
	return w.Do("paul", kind+".create", obj{"fields": fields}).Key
}

func (w team) move(key, state string) {
	w.T.Helper()
	w.Do("adam", "story.update", obj{"id": key, "patch": obj{"state": state}})
}

// done takes a new item through its work within a day.
func (w team) done(day int, fields obj) string {
	w.T.Helper()
	w.when(day, 9)
	key := w.item(fields)
	w.move(key, "in progress")
	w.when(day, 16)
	w.move(key, "done")
	return key
}

func (w team) ask(name string, in obj, out any) {
	w.T.Helper()
	if _, given := in["product"]; !given && name != "flow.sprintodds" {
		in["product"] = "LEND"
	}
	w.Into("nora", name, in, out)
}

func each(t *testing.T, fn func(t *testing.T, w team)) {
	t.Helper()
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) { fn(t, team{w}) })
}

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

func TestFlowEfficiency(t *testing.T) {
	each(t, func(t *testing.T, w team) {
		w.when(0, 8)
		key := w.item(obj{})
		w.move(key, "in progress")
		w.when(0, 14)
		w.move(key, "in review")
		w.when(1, 8)
		w.move(key, "done")
		var e struct {
			Share           float64
			Active, Waiting float64
			States          []struct {
				State string
				Hours float64
				Waits bool
			}
		}
		w.ask("flow.efficiency", obj{}, &e)
		if e.Share != 0.25 || e.Active != 6 || e.Waiting != 18 || len(e.States) != 2 || !e.States[1].Waits {
			t.Errorf("active 6 h, waiting 18 h: %+v, want 25 %%", e)
		}
		w.Do("paul", "product.update", obj{"id": "LEND", "patch": obj{"waitingStates": []string{"in progress"}}})
		w.ask("flow.efficiency", obj{}, &e)
		if e.Share != 0.75 {
			t.Errorf("with the product's own waiting states: %v, want 75 %%", e.Share)
		}
	})
}

type burn struct {
	Start struct{ Scope, Remaining float64 }
	Days  []struct {
		On    string
		Ideal float64
		Point *struct{ Scope, Done, Remaining float64 }
	}
	Changes []struct {
		How  string
		By   float64
		Item struct{ Key string }
	}
}

func TestBurndownOfASprint(t *testing.T) {
	each(t, func(t *testing.T, w team) {
		w.when(0, 7)
		s := w.Do("paul", "sprint.create", obj{"fields": obj{"product": "LEND", "title": "One", "startOn": "2026-03-02", "endOn": "2026-03-13"}}).Key
		var keys []string
		for range 8 {
			keys = append(keys, w.item(obj{"sprint": s, "estimate": 5}))
		}
		w.when(0, 9)
		w.Do("paul", "sprint.start", obj{"id": s})
		w.when(1, 12)
		w.move(keys[0], "in progress")
		w.move(keys[0], "done")
		w.when(2, 10)
		extra := w.item(obj{"sprint": s, "estimate": 8})
		w.when(3, 10)
		w.Do("dina", "story.update", obj{"id": keys[1], "patch": obj{"estimate": 3}})
		w.when(4, 10)
		w.move(keys[2], "dropped")
		w.when(4, 18)
		var b burn
		w.ask("flow.burn", obj{"sprint": s}, &b)
		if b.Start.Scope != 40 || b.Start.Remaining != 40 || len(b.Days) != 12 {
			t.Fatalf("it starts with %+v over %d days, want 40 over 12", b.Start, len(b.Days))
		}
		// Days 2, 3 and 4 of the sprint; then a weekend, which the ideal skips.
		for i, want := range map[int]float64{2: 28, 4: 20, 5: 20, 6: 20, 7: 16, 11: 0} {
			if math.Abs(b.Days[i].Ideal-want) > 1e-9 {
				t.Errorf("the ideal on %s is %v, want %v", b.Days[i].On, b.Days[i].Ideal, want)
			}
		}
		for i, want := range [][3]float64{{40, 0, 40}, {40, 5, 35}, {48, 5, 43}, {46, 5, 41}, {41, 5, 36}} {
			p := b.Days[i].Point
			if p == nil || [3]float64{p.Scope, p.Done, p.Remaining} != want {
				t.Errorf("on %s it stands %+v, want %v", b.Days[i].On, p, want)
			}
		}
		if b.Days[5].Point != nil {
			t.Error("a day to come has figures")
		}
		if len(b.Changes) != 3 || b.Changes[0].How != "added" || b.Changes[0].By != 8 || b.Changes[0].Item.Key != extra || b.Changes[1].By != -2 || b.Changes[2].How != "removed" {
			t.Errorf("the scope changed by %+v", b.Changes)
		}
		var past burn
		w.ask("flow.burn", obj{"sprint": s, "asOf": "2026-03-03"}, &past)
		if past.Days[1].Point == nil || past.Days[1].Point.Remaining != 35 || past.Days[2].Point != nil || len(past.Changes) != 0 {
			t.Errorf("as of the second day: %+v", past)
		}
	})
}

func TestBandsOfCumulativeFlowNeverCross(t *testing.T) {
	each(t, func(t *testing.T, w team) {
		w.when(0, 9)
		a, b, c := w.item(obj{}), w.item(obj{}), w.item(obj{})
		w.when(1, 9)
		w.move(a, "in progress")
		w.move(b, "in review")
		w.when(2, 9)
		w.move(a, "done")
		w.move(b, "ready") // back
		w.move(c, "dropped")
		type flow struct {
			Days  []string
			Bands []struct {
				Name              string
				Reached, Standing []int
			}
		}
		at := func(f flow, name string) []int {
			for _, b := range f.Bands {
				if b.Name == name {
					return b.Reached
				}
			}
			return nil
		}
		var f, ever flow
		w.ask("flow.cumulative", obj{"from": "2026-03-02"}, &f)
		for name, want := range map[string][]int{"new": {3, 3, 2}, "ready": {0, 2, 2}, "in progress": {0, 2, 1}, "in review": {0, 1, 1}, "done": {0, 0, 1}} {
			if got := at(f, name); !slices.Equal(got, want) {
				t.Errorf("%s: %v, want %v", name, got, want)
			}
		}
		w.ask("flow.cumulative", obj{"from": "2026-03-02", "reached": true}, &ever)
		for name, want := range map[string][]int{"new": {3, 3, 3}, "in review": {0, 1, 2}, "done": {0, 0, 1}} {
			if got := at(ever, name); !slices.Equal(got, want) {
				t.Errorf("ever in %s: %v, want %v", name, got, want)
			}
		}
		var behind struct {
			Count int
			Items []struct{ Key string }
		}
		w.ask("flow.items", obj{"figure": "reached", "state": "in progress", "on": "2026-03-03"}, &behind)
		if behind.Count != 2 || behind.Items[0].Key != a && behind.Items[1].Key != a || behind.Items[0].Key != b && behind.Items[1].Key != b {
			t.Errorf("behind the figure stand %+v, want %s and %s", behind, a, b)
		}
	})
}

func TestVelocityAndWhatWasPromised(t *testing.T) {
	each(t, func(t *testing.T, w team) {
		w.when(0, 7)
		s := w.Do("paul", "sprint.create", obj{"fields": obj{"product": "LEND", "title": "One", "startOn": "2026-03-02", "endOn": "2026-03-13"}}).Key
		var keys []string
		for _, points := range []float64{5, 3, 8} {
			keys = append(keys, w.item(obj{"sprint": s, "estimate": points}))
		}
		w.when(0, 9)
		w.Do("paul", "sprint.start", obj{"id": s})
		w.when(2, 9)
		late := w.item(obj{"sprint": s, "estimate": 2})
		for _, k := range []string{keys[0], keys[1], late} {
			w.move(k, "in progress")
			w.move(k, "done")
		}
		w.Do("paul", "item.accept", obj{"id": keys[0], "results": []obj{}})
		w.when(11, 16)
		w.Do("paul", "sprint.close", obj{"id": s})
		w.when(12, 9)
		w.Do("paul", "item.accept", obj{"id": late, "results": []obj{}})
		w.Do("paul", "item.reject", obj{"id": keys[1], "reasonKind": "defect", "reason": "No", "results": []obj{}})
		var v struct {
			Sprints []struct {
				Key                                       string
				Promised, Accepted, Awaiting, Kept, Added float64
				Over                                      bool
			}
			Mean, Kept, Remaining float64
		}
		w.ask("flow.velocity", obj{}, &v)
		if len(v.Sprints) != 1 {
			t.Fatalf("the sprints are %+v", v.Sprints)
		}
		if g := v.Sprints[0]; g.Promised != 16 || g.Accepted != 7 || g.Kept != 8 || g.Added != 2 || !g.Over {
			t.Errorf("the sprint is %+v; want 16 promised, 8 kept, 2 added, and 5 + 2 accepted: what was sent back counts 0", g)
		}
		if v.Mean != 7 || v.Kept != 0.5 || v.Remaining != 11 {
			t.Errorf("the mean is %v, the share kept %v, what remains %v", v.Mean, v.Kept, v.Remaining)
		}
		var broken struct{ Items []struct{ Key string } }
		w.ask("flow.items", obj{"figure": "broken", "sprint": s}, &broken)
		if len(broken.Items) != 1 || broken.Items[0].Key != keys[2] {
			t.Errorf("the promise that was not kept is %+v, want %s", broken.Items, keys[2])
		}
	})
}

// What is written down by the follower, and what is read out of the ledger
// beyond it, come to the same.
func TestReportsDoNotDependOnTheFollower(t *testing.T) {
	each(t, func(t *testing.T, w team) {
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Instant approval"}}).Key
		key := w.done(0, obj{"estimate": 3})
		l := w.Do("paul", "link.create", obj{"type": "delivers", "from": key, "to": f}).ID
		same := func(what string) {
			t.Helper()
			// Asked by somebody who remembers nothing, and by somebody who does.
			cold := func(name string) string {
				return string(w.Anew().Do("paul", name, obj{"product": "LEND", "feature": f}).JSON)
			}
			raw := map[string]json.RawMessage{}
			names := []string{"flow.burn", "flow.cumulative", "flow.cycletime", "flow.wip", "flow.age", "flow.owner"}
			for _, n := range names {
				raw[n] = w.Do("paul", n, obj{"product": "LEND", "feature": f}).JSON
				if got := cold(n); got != string(raw[n]) {
					t.Errorf("%s: %s says\n%s\nto who remembers, and\n%s", what, n, raw[n], got)
				}
			}
			if err := w.Followers.CatchUp(t.Context(), w.Workspace); err != nil {
				t.Fatal(err)
			}
			for _, n := range names {
				if got := w.Do("paul", n, obj{"product": "LEND", "feature": f}).JSON; string(got) != string(raw[n]) {
					t.Errorf("%s: %s says\n%s\nand then\n%s", what, n, raw[n], got)
				}
				if got := cold(n); got != string(raw[n]) {
					t.Errorf("%s: once it is written down, %s says\n%s\nand not\n%s", what, n, got, raw[n])
				}
			}
		}
		same("after the first change")
		w.when(1, 9)
		w.move(key, "in progress")
		w.Do("paul", "link.delete", obj{"id": l})
		same("after more changes")
		w.when(2, 9)
		var log struct{ Items []struct{ Request string } }
		w.Into("nora", "record.history", obj{"id": key}, &log)
		w.Do("adam", "change.undo", obj{"request": log.Items[len(log.Items)-1].Request})
		same("after an undo")
	})
}

func TestReportsKeepToWhatMayBeSeen(t *testing.T) {
	each(t, func(t *testing.T, w team) {
		if _, err := w.Try("nora", "flow.cycletime", obj{"product": "HIDE"}); !errs.Is(err, errs.NotFound) {
			t.Errorf("a member without a role sees the flow of a private product: %v", err)
		}
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "HIDE", "title": "Secret"}}).Key
		for what, in := range map[string]obj{
			"another product's feature": {"product": "LEND", "feature": f},
			"a story as a sprint":       {"product": "LEND", "sprint": w.item(obj{})},
			"a backward period":         {"product": "LEND", "from": "2026-03-02", "to": "2026-03-01"},
			"an endless period":         {"product": "LEND", "from": "1990-03-02"},
			"no product":                {},
			"an unknown zone":           {"product": "LEND", "zone": "Mars/Base"},
		} {
			if _, err := w.Try("paul", "flow.burn", in); err == nil || errs.Is(err, errs.Internal) {
				t.Errorf("%s: %v, want it refused", what, err)
			}
		}
	})
}

func TestSprintOdds(t *testing.T) {
	each(t, func(t *testing.T, w team) {
		// Three weeks in which one item is done every working day.
		for d := range 19 {
			if d%7 < 5 {
				w.done(d, obj{"estimate": 2})
			}
		}
		w.when(21, 7)
		s := w.Do("paul", "sprint.create", obj{"fields": obj{"product": "LEND", "title": "Two", "startOn": "2026-03-23", "endOn": "2026-04-03"}}).Key
		var keys []string
		for range 10 {
			keys = append(keys, w.item(obj{"sprint": s, "estimate": 3}))
		}
		extra := w.item(obj{"estimate": 5})
		type odds struct {
			Items, Done, DaysLeft int
			Points                float64
			Odds, Before          *float64
			Why                   string
			Seed                  int64
			HowMany               []struct {
				Share  float64
				Items  int
				Points float64
				First  []struct{ Key string }
			}
		}
		var o odds
		w.ask("flow.sprintodds", obj{"sprint": s}, &o)
		if o.Items != 10 || o.Points != 30 || o.DaysLeft != 10 || o.Odds == nil || *o.Odds != 1 || o.Before != nil {
			t.Errorf("10 items in 10 days at one a day: %+v", o)
		}
		if h := o.HowMany[2]; h.Share != 0.85 || h.Items != 10 || h.Points != 30 || h.First[0].Key != keys[0] {
			t.Errorf("at 85 %%: %+v", h)
		}
		var more odds
		w.ask("flow.sprintodds", obj{"sprint": s, "add": []string{extra}}, &more)
		if more.Items != 11 || *more.Odds != 0 || *more.Before != 1 || more.HowMany[2].Items != 10 {
			t.Errorf("with one more: %+v", more)
		}
		w.ask("flow.sprintodds", obj{"sprint": s, "add": []string{extra}, "remove": []string{keys[3]}}, &more)
		if more.Items != 10 || *more.Odds != 1 || more.Points != 32 {
			t.Errorf("one against another: %+v", more)
		}
		w.Do("paul", "product.update", obj{"id": "LEND", "patch": obj{"holidays": []string{"2026-04-03"}}})
		w.ask("flow.sprintodds", obj{"sprint": s}, &o)
		if o.DaysLeft != 9 || *o.Odds != 0 {
			t.Errorf("with a holiday: %+v", o)
		}
		for what, in := range map[string]obj{"a feature": {"sprint": s, "add": []string{"LEND"}}, "no sprint": {"sprint": keys[0]}, "nothing": {"sprint": "LEND-999"}} {
			if _, err := w.Try("paul", "flow.sprintodds", in); err == nil || errs.Is(err, errs.Internal) {
				t.Errorf("%s: %v", what, err)
			}
		}
		// By the order of the backlog: the sprint's items stand before the extra one.
		var r struct {
			Items []struct {
				Key              string
				Remaining, Ahead int
				When             []struct{ On string }
				Promised         string
				Odds             *float64
			}
		}
		w.ask("flow.odds", obj{"ids": []string{s, extra, "LEND-99999"}}, &r)
		if len(r.Items) != 2 || r.Items[0].Remaining != 10 || r.Items[0].Ahead != 0 || *r.Items[0].Odds != 0 || r.Items[1].Ahead != 10 {
			t.Fatalf("odds of records: %+v", r.Items)
		}
		if a, b := r.Items[0].When[2].On, r.Items[1].When[2].On; a != "2026-04-06" || b != "2026-04-07" {
			t.Errorf("at 85 %% by %s and %s, want the tenth and eleventh working day", a, b)
		}
	})
}

func TestAForecastSaysWhatItRestsOn(t *testing.T) {
	each(t, func(t *testing.T, w team) {
		type answer struct {
			Remaining int
			Why       string
			Seed      int64
			Pace      struct{ Days, Zeros, Items int }
			When      []struct {
				On   string
				Days int
			}
			By *struct {
				Days    int
				Odds    float64
				HowMany []struct{ Items int }
			}
		}
		w.when(0, 9)
		w.item(obj{})
		var none answer
		w.ask("flow.forecast", obj{}, &none)
		if none.Why == "" || len(none.When) != 0 {
			t.Errorf("a team that never finished anything gets the forecast %+v", none)
		}
		for d := range 19 { // every other working day, two items
			if d%7 < 5 && d%2 == 0 {
				w.done(d, obj{})
				w.done(d, obj{})
			}
		}
		w.when(19, 7)
		var a, b, c answer
		w.ask("flow.forecast", obj{"count": 2, "seed": 5, "by": "2026-03-27"}, &a)
		if a.Remaining != 2 || a.Pace.Days != 15 || a.Pace.Zeros == 0 || a.By == nil || a.By.Days != 5 || a.Seed != 5 {
			t.Errorf("the forecast rests on %+v, by %+v", a, a.By)
		}
		w.ask("flow.forecast", obj{"count": 2, "seed": 5, "by": "2026-03-27"}, &b)
		w.ask("flow.forecast", obj{"count": 2, "seed": 6, "by": "2026-03-27", "splitLow": 2, "splitHigh": 2}, &c)
		if a.By.Odds != b.By.Odds || c.When[2].Days <= a.When[2].Days {
			t.Errorf("the same seed gives %v and %v; split in two it takes %d days against %d", a.By.Odds, b.By.Odds, c.When[2].Days, a.When[2].Days)
		}
		for what, in := range map[string]obj{"too few trials": {"trials": 10}, "split turned round": {"splitLow": 2, "splitHigh": 1.5}, "growth turned round": {"growthLow": 0.5, "growthHigh": 0.1}} {
			in["product"] = "LEND"
			if _, err := w.Try("paul", "flow.forecast", in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", what, err)
			}
		}
		var s struct {
			Sizes []struct {
				Estimate      *float64
				N             int
				Min, P85, Max float64
			}
		}
		w.done(21, obj{"estimate": 3})
		w.ask("flow.sizes", obj{}, &s)
		if len(s.Sizes) != 2 || *s.Sizes[0].Estimate != 3 || s.Sizes[0].N != 1 || s.Sizes[0].Max != 1 || s.Sizes[1].Estimate != nil {
			t.Errorf("sizes %+v", s.Sizes)
		}
	})
}

func TestForecastsAreHeldAgainstThePast(t *testing.T) {
	each(t, func(t *testing.T, w team) {
		for d := range 100 {
			if d%7 < 5 {
				w.done(d, obj{})
			}
		}
		w.when(101, 9)
		var b struct {
			Shares []struct {
				Share      float64
				Made, Held int
			}
			Checks []struct {
				Came int
				Said []struct{ Items int }
			}
			Says string
		}
		w.ask("flow.backtest", obj{}, &b)
		if len(b.Checks) < 5 || len(b.Shares) != 4 {
			t.Fatalf("the back-test is %+v", b)
		}
		for _, s := range b.Shares {
			if s.Made == 0 || s.Held != s.Made {
				t.Errorf("a team that does one a day keeps every statement, not %d of %d at %v", s.Held, s.Made, s.Share)
			}
		}
		if b.Checks[0].Came != 10 || b.Checks[0].Said[2].Items != 10 || b.Says == "" {
			t.Errorf("the first check is %+v; it says %q", b.Checks[0], b.Says)
		}
		// Then it stops: what was promised does not come.
		w.when(130, 9)
		w.ask("flow.backtest", obj{}, &b)
		if last := b.Shares[2]; last.Held == last.Made {
			t.Errorf("after the team stopped all %d statements held", last.Made)
		}
	})
}

func TestTheProductOwnerIsAStation(t *testing.T) {
	each(t, func(t *testing.T, w team) {
		w.when(0, 9)
		key := w.item(obj{"criteria": []obj{{"text": "It holds"}}})
		q := w.Do("dina", "question.ask", obj{"item": key, "question": "Which forms?"}).ID
		w.Do("dina", "comment.create", obj{"record": key, "body": "And on which phones, @paul?"})
		w.when(0, 12)
		w.Do("paul", "question.answer", obj{"id": q, "answer": "All."})
		w.when(0, 14)
		w.Do("paul", "comment.create", obj{"record": key, "body": "Small ones."})
		w.when(1, 9)
		w.move(key, "ready")
		w.when(1, 10)
		w.move(key, "in progress")
		w.when(1, 16)
		w.move(key, "done")
		w.when(2, 10)
		w.Do("paul", "item.accept", obj{"id": key, "results": []obj{{"criterion": "1", "met": true}}})
		open := w.Do("dina", "question.ask", obj{"item": key, "question": "And later?"}).ID
		if open == "" {
			t.Fatal("no question was asked")
		}
		w.when(2, 12)
		var o struct {
			Stations []struct {
				Name    string
				Hours   struct{ N int }
				Settled []struct {
					Key   string
					Hours float64
				}
				Waiting int
				Oldest  *float64
			}
		}
		w.ask("flow.owner", obj{}, &o)
		want := map[string][]float64{"refine": {24}, "verdict": {18}, "answer": {5, 3}}
		for _, s := range o.Stations {
			var got []float64
			for _, x := range s.Settled {
				got = append(got, x.Hours)
			}
			if !slices.Equal(got, want[s.Name]) || s.Hours.N != len(got) {
				t.Errorf("%s took %v hours, want %v", s.Name, got, want[s.Name])
			}
			if s.Name == "answer" && (s.Waiting != 1 || s.Oldest == nil || *s.Oldest != 2) {
				t.Errorf("%d wait for an answer, the oldest for %v hours; want one, for 2", s.Waiting, s.Oldest)
			}
		}
	})
}
