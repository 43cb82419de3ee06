package strategy_test

import (
	"slices"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type onePage struct {
	Kind, Key, Title, Stage, Vision, On, Kept string
	Positioning                               struct{ Audience, Unlike, Difference string }
	Canvas                                    struct{ Problem, Revenue string }
	Guardrails                                []struct {
		ID, Text, Sort, State, MetricTitle string
		Value, Bound                       *float64
	}
	Pillars    []struct{ Title, Text string }
	Objectives []struct {
		Key, Title string
		Scored     struct {
			Score      *float64
			KeyResults []struct{ Current *float64 }
		}
	}
	Products []struct{ Key, Stage string }
}

func pageOf(w *apptest.World, who string, in obj) (p onePage) {
	w.T.Helper()
	w.Into(who, "strategy.page", in, &p)
	return p
}

// turn sets the world's clock to noon of a day.
func turn(t *testing.T, w *apptest.World, day string) {
	t.Helper()
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	w.Clock.Add(d.Add(12 * time.Hour).Sub(w.Clock.Now().Time()))
}

func TestPageIsWrittenAndReadAsItWas(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		turn(t, w, "2026-03-02")
		if p := pageOf(w, "sam", obj{"of": "LEND"}); p.Kind != "product" || p.Vision != "" || len(p.Guardrails) != 0 {
			t.Errorf("before anything is written it says %+v", p)
		}
		defaults := w.Do("pia", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Default percentage", "unit": "%", "direction": "down"}}).ID
		w.Do("pia", "metric.enter", obj{"id": defaults, "points": []obj{{"value": 4.2}}})
		w.Do("pia", "strategy.set", obj{"of": "LEND", "vision": "Fair rates", "audience": "People with a steady life", "problem": "Banks take weeks"})
		w.Do("pia", "guardrail.set", obj{"of": "LEND", "text": "Losses stay below what we said", "sort": "ceiling", "metric": defaults, "bound": 5})
		w.Do("pia", "guardrail.set", obj{"of": "LEND", "text": "No loan to somebody who cannot pay it back", "sort": "never"})
		w.Do("pia", "pillar.create", obj{"fields": obj{"product": "LEND", "title": "Fair to both sides"}})
		goal := w.Do("pia", "objective.create", obj{"fields": obj{"product": "LEND", "title": "Fewer losses", "keyResults": []obj{{"title": "Defaults", "metric": defaults, "start": 5, "target": 3}}}}).Key
		kept := w.Do("pia", "strategy.keep", obj{"of": "LEND", "name": "First board"}).ID

		turn(t, w, "2026-06-10")
		w.Do("pia", "metric.enter", obj{"id": defaults, "points": []obj{{"value": 6}}})
		w.Do("pia", "strategy.set", obj{"of": "LEND", "vision": "Fair rates for all", "problem": "", "revenue": "A fee of 1 %"})
		w.Do("pia", "guardrail.remove", obj{"of": "LEND", "guardrail": "2"})
		w.Do("pia", "product.update", obj{"id": "LEND", "patch": obj{"stage": "growth"}})
		w.Do("pia", "objective.update", obj{"id": goal, "patch": obj{"title": "Far fewer losses"}})

		now := pageOf(w, "sam", obj{"of": "LEND"})
		if now.Vision != "Fair rates for all" || now.Stage != "growth" || now.Positioning.Audience == "" || now.Canvas.Problem != "" || now.Canvas.Revenue == "" || len(now.Guardrails) != 1 || len(now.Pillars) != 1 {
			t.Errorf("now it says %+v", now)
		}
		if g := now.Guardrails[0]; g.State != "broken" || g.Value == nil || *g.Value != 6 || g.MetricTitle != "Default percentage" {
			t.Errorf("the guardrail stands %+v", g)
		}
		for name, at := range map[string]string{"on a day": "2026-03-02", "as it was kept": kept} {
			then := pageOf(w, "sam", obj{"of": "LEND", "at": at})
			if then.Vision != "Fair rates" || then.Stage != "development" || then.Canvas.Problem != "Banks take weeks" || then.Canvas.Revenue != "" || len(then.Guardrails) != 2 {
				t.Errorf("%s it says %+v", name, then)
				continue
			}
			if g := then.Guardrails[0]; g.State != "kept" || *g.Value != 4.2 {
				t.Errorf("%s the guardrail stands %+v", name, g)
			}
			if o := then.Objectives; len(o) != 1 || o[0].Title != "Fewer losses" || *o[0].Scored.KeyResults[0].Current != 4.2 {
				t.Errorf("%s the objectives are %+v", name, o)
			}
		}
		if p := pageOf(w, "sam", obj{"of": "LEND", "at": "2026-03-01"}); p.Vision != "" || len(p.Guardrails)+len(p.Pillars)+len(p.Objectives) != 0 {
			t.Errorf("the day before it says %+v", p)
		}
		var d struct {
			From, To onePage
			Changes  []struct{ Part, Name, Title, Act, Before, After string }
		}
		w.Into("sam", "strategy.compare", obj{"of": "LEND", "from": kept}, &d)
		acts := map[string]string{}
		for _, c := range d.Changes {
			acts[c.Part+" "+c.Title] = c.Act
		}
		want := map[string]string{
			"stage Stage": "changed", "vision Vision": "changed", "canvas Problem": "removed", "canvas Revenue streams": "added",
			"objectives Far fewer losses": "changed", "guardrails No loan to somebody who cannot pay it back": "removed",
		}
		if len(acts) != len(want) {
			t.Errorf("what changed is %v", acts)
		}
		for what, act := range want {
			if acts[what] != act {
				t.Errorf("%s is %q, want %s", what, acts[what], act)
			}
		}
		var days struct {
			Items []struct {
				Day     string
				Changes int
				By      []string
			}
		}
		w.Into("sam", "strategy.days", obj{"of": "LEND"}, &days)
		if len(days.Items) != 2 || days.Items[0].Day != "2026-06-10" || days.Items[0].Changes != 5 || len(days.Items[0].By) != 1 || days.Items[1].Day != "2026-03-02" {
			t.Errorf("the days are %+v", days.Items)
		}
	})
}

// What is written and kept in one call is kept as it was written.
func TestKeptInOneCall(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		w.Do("pia", "batch.run", obj{"calls": []obj{
			{"operation": "strategy.set", "input": obj{"of": "LEND", "vision": "Fair", "costs": "Seven people"}},
			{"operation": "strategy.keep", "input": obj{"of": "LEND", "name": "Founding"}},
			{"operation": "strategy.set", "input": obj{"of": "LEND", "costs": "Nine people"}},
		}})
		var kept []struct{ ID string }
		w.Into("pia", "strategy.snapshots", obj{"of": "LEND"}, &kept)
		var p struct {
			Vision string
			Canvas struct{ Costs string }
		}
		w.Into("pia", "strategy.page", obj{"of": "LEND", "at": kept[0].ID}, &p)
		if p.Vision != "Fair" || p.Canvas.Costs != "Seven people" {
			t.Errorf("it was kept as %+v", p)
		}
	})
}

func TestWhoWritesAPage(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		w.Do("pia", "strategy.set", obj{"of": "LEND", "vision": "Fair rates", "benefit": "An answer today"})
		out := w.Do("dina", "strategy.set", obj{"of": "LEND", "vision": "Fairer rates", "difference": "Reasons are shown"})
		if out.Proposal == nil {
			t.Fatal("a developer set the strategy")
		}
		if p := pageOf(w, "dina", obj{"of": "LEND"}); p.Vision != "Fair rates" || p.Positioning.Difference != "" {
			t.Errorf("a proposal changed %+v", p)
		}
		w.Do("pia", "proposal.take", obj{"id": out.Proposal.ID})
		if p := pageOf(w, "dina", obj{"of": "LEND"}); p.Vision != "Fairer rates" || p.Positioning.Difference != "Reasons are shown" {
			t.Errorf("the taken proposal gives %+v", p)
		}
		// One undo takes the whole gesture back, on the product and on its page.
		type row struct{ Request, Kind string }
		var log struct{ Items []row }
		w.Into("pia", "record.history", obj{"id": "LEND"}, &log)
		at := slices.IndexFunc(log.Items, func(r row) bool { return r.Kind == "strategy_page" })
		if at < 0 {
			t.Fatalf("the product's history does not tell of its page: %+v", log.Items)
		}
		w.Do("pia", "change.undo", obj{"request": log.Items[at].Request})
		if p := pageOf(w, "pia", obj{"of": "LEND"}); p.Vision != "Fair rates" || p.Positioning.Difference != "" {
			t.Errorf("after the undo it says %+v", p)
		}
		for _, of := range []string{"LEND", ""} {
			if _, err := w.Try("gus", "strategy.set", obj{"of": of, "need": "More"}); !errs.Is(err, errs.Forbidden) && !errs.Is(err, errs.NotFound) {
				t.Errorf("a guest on %q: %v", of, err)
			}
		}
		if _, err := w.Try("sam", "strategy.page", obj{"of": "HIDE"}); !errs.Is(err, errs.NotFound) {
			t.Errorf("a page of a product that one does not see: %v", err)
		}
	})
}

func TestPagesOfPortfolioAndWorkspace(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		group := w.Do("adam", "portfolio.create", obj{"fields": obj{"title": "Group"}})
		part := w.Do("adam", "portfolio.create", obj{"fields": obj{"title": "Part", "parent": group.ID}})
		w.Do("adam", "product.update", obj{"id": "LEND", "patch": obj{"portfolio": part.ID}})
		w.Do("adam", "strategy.set", obj{"of": group.Key, "vision": "One account for all of it"})
		w.Do("adam", "strategy.set", obj{"vision": "Lending between people", "advantage": "A licence"})
		p := pageOf(w, "sam", obj{"of": group.Key})
		if p.Kind != "portfolio" || p.Vision != "One account for all of it" || len(p.Products) != 1 || p.Products[0].Key != "LEND" {
			t.Errorf("the portfolio's page is %+v", p)
		}
		p = pageOf(w, "sam", obj{})
		if p.Kind != "workspace" || p.Vision != "Lending between people" || len(p.Products) != 1 {
			t.Errorf("the workspace's page is %+v", p)
		}
		if p := pageOf(w, "pia", obj{}); len(p.Products) != 2 {
			t.Errorf("who sees both products finds %+v", p.Products)
		}
		story := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "Forms"}}).Key
		kept := w.Do("adam", "strategy.keep", obj{"of": group.Key, "name": "Before"}).ID
		for name, c := range map[string]struct {
			op string
			in obj
		}{
			"of a story":                  {"strategy.page", obj{"of": story}},
			"on no day":                   {"strategy.page", obj{"of": "LEND", "at": "2026-13-01"}},
			"kept of another":             {"strategy.page", obj{"of": "LEND", "at": kept}},
			"kept twice":                  {"strategy.keep", obj{"of": group.Key, "name": "Before"}},
			"a bound without a metric":    {"guardrail.set", obj{"of": "LEND", "text": "Margin", "sort": "floor", "bound": 2}},
			"a metric without a bound":    {"guardrail.set", obj{"of": "LEND", "text": "Margin", "sort": "floor", "metric": w.Do("pia", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Margin"}}).ID}},
			"a bound of what is not done": {"guardrail.set", obj{"of": "LEND", "text": "Ads", "sort": "never", "bound": 2}},
			"a metric that is a story":    {"guardrail.set", obj{"of": "LEND", "text": "Ads", "sort": "floor", "metric": story, "bound": 2}},
			"a guardrail that is not":     {"guardrail.remove", obj{"of": "LEND", "guardrail": "7"}},
		} {
			if _, err := w.Try("adam", c.op, c.in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
		w.Do("adam", "strategy.forget", obj{"id": kept})
		var left []struct{ Name string }
		w.Into("sam", "strategy.snapshots", obj{"of": group.Key}, &left)
		if len(left) != 0 {
			t.Errorf("kept are %+v", left)
		}
	})
}
