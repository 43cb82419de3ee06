package storymap_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

// sight is a story map as its answer shows it.
type sight struct {
	Activities []struct {
		ID, Title string
		Optional  bool
		Steps     []struct {
			ID, Title string
			Cards     int
		}
	}
	Slices []struct {
		ID, Key, Title    string
		Cards             int
		Gaps, Idle        []string
		Skeleton          bool
		Outcomes, Metrics []struct{ Key string }
	}
	Cards    []struct{ Title, Step, Release string }
	Unplaced int
	More     bool
}

// ground is a map of two activities with three steps, and what stands on it.
type ground struct {
	*apptest.World
	steps map[string]string
	acts  map[string]string
}

func newGround(w *apptest.World) *ground {
	w.T.Helper()
	g := &ground{w, map[string]string{}, map[string]string{}}
	for _, a := range []struct {
		title string
		steps []string
	}{{"Borrow", []string{"Apply", "Sign"}}, {"Repay", []string{"Pay"}}} {
		made := w.Do("paul", "activity.create", obj{"product": "LEND", "title": a.title})
		g.acts[a.title] = made.ID
		for _, s := range a.steps {
			g.steps[s] = w.Do("paul", "step.create", obj{"activity": made.ID, "title": s}).ID
		}
	}
	return g
}

func (g *ground) story(title string) apptest.Out {
	g.T.Helper()
	return g.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": title}})
}

func (g *ground) release(title, due string) apptest.Out {
	g.T.Helper()
	return g.Do("pia", "release.create", obj{"fields": obj{"product": "LEND", "title": title, "dueOn": due}})
}

func (g *ground) see(in ...string) sight {
	g.T.Helper()
	var s sight
	g.Into("nora", "storymap.show", obj{"product": "LEND", "released": len(in) > 0}, &s)
	return s
}

// said is a map in a line: the backbone, then the cards by step in their order.
func (g *ground) said() string {
	s := g.see()
	names := map[string]string{}
	var out []string
	for _, a := range s.Activities {
		var steps []string
		for _, x := range a.Steps {
			names[x.ID] = x.Title
			steps = append(steps, x.Title)
		}
		out = append(out, a.Title+"("+strings.Join(steps, " ")+")")
	}
	by := map[string][]string{}
	for _, c := range s.Cards {
		by[names[c.Step]] = append(by[names[c.Step]], c.Title)
	}
	for _, a := range s.Activities {
		for _, x := range a.Steps {
			out = append(out, x.Title+":"+strings.Join(by[x.Title], ""))
		}
	}
	return strings.Join(out, " ")
}

func (g *ground) request(who string) string {
	g.T.Helper()
	var log struct{ Items []struct{ Request string } }
	g.Into("olga", "ledger.list", obj{"limit": 1}, &log)
	return log.Items[0].Request
}

func (g *ground) want(what, want string) {
	g.T.Helper()
	if got := g.said(); got != want {
		g.T.Errorf("%s: the map is\n%s, want\n%s", what, got, want)
	}
}

func TestTheBackbone(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		g := newGround(w)
		g.want("as it was made", "Borrow(Apply Sign) Repay(Pay) Apply: Sign: Pay:")
		w.Do("paul", "activity.update", obj{"id": g.acts["Repay"], "before": g.acts["Borrow"]})
		w.Do("paul", "step.update", obj{"id": g.steps["Sign"], "title": "Agree", "before": g.steps["Apply"]})
		w.Do("paul", "step.update", obj{"id": g.steps["Apply"], "activity": g.acts["Repay"]})
		g.want("moved and renamed", "Repay(Pay Apply) Borrow(Agree) Pay: Apply: Agree:")
		for what, c := range map[string]struct {
			op string
			in obj
		}{
			"no title":            {"activity.update", obj{"id": g.acts["Repay"], "title": " "}},
			"two neighbours":      {"activity.update", obj{"id": g.acts["Repay"], "after": g.acts["Borrow"], "before": g.acts["Borrow"]}},
			"itself":              {"activity.update", obj{"id": g.acts["Repay"], "after": g.acts["Repay"]}},
			"another's neighbour": {"step.update", obj{"id": g.steps["Pay"], "after": g.steps["Sign"]}},
		} {
			if _, err := w.Try("paul", c.op, c.in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", what, err)
			}
		}
		if out := w.Do("dina", "activity.create", obj{"product": "LEND", "title": "Lend"}); out.Proposal == nil {
			t.Error("a developer changed the backbone")
		} else {
			w.Do("paul", "proposal.take", obj{"id": out.Proposal.ID})
		}
		a, b := g.story("A"), g.story("B")
		w.Do("paul", "storymap.place", obj{"items": []string{a.Key, b.Key}, "step": g.steps["Pay"]})
		var gone struct{ Steps, Items int }
		w.Into("paul", "activity.delete", obj{"id": g.acts["Repay"]}, &gone)
		g.want("without an activity", "Borrow(Agree) Lend() Agree:")
		if gone.Steps != 2 || gone.Items != 2 || g.see().Unplaced != 2 {
			t.Errorf("with the activity went %+v, and %d items are not on the map", gone, g.see().Unplaced)
		}
		w.Do("paul", "change.undo", obj{"request": g.request("paul")})
		g.want("after the undo", "Repay(Pay Apply) Borrow(Agree) Lend() Pay:AB Apply: Agree:")
	})
}

func TestPlacingItems(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		g := newGround(w)
		a, b, c := g.story("A"), g.story("B"), g.story("C")
		place := func(in obj) apptest.Out { return w.Do("paul", "storymap.place", in) }
		place(obj{"items": []string{a.Key}, "step": g.steps["Apply"]})
		place(obj{"items": []string{b.Key, c.Key}, "step": g.steps["Apply"], "before": a.Key})
		g.want("before another", "Borrow(Apply Sign) Repay(Pay) Apply:BCA Sign: Pay:")
		place(obj{"items": []string{b.Key}, "after": a.Key})
		g.want("after another", "Borrow(Apply Sign) Repay(Pay) Apply:CAB Sign: Pay:")
		if out := place(obj{"items": []string{b.Key}, "step": g.steps["Apply"]}); out.Rows != 0 {
			t.Errorf("putting it where it stands wrote %d rows", out.Rows)
		}
		place(obj{"items": []string{a.Key}, "step": ""})
		g.want("taken off", "Borrow(Apply Sign) Repay(Pay) Apply:CB Sign: Pay:")
		var loose struct{ Items []struct{ Title string } }
		w.Into("nora", "storymap.unplaced", obj{"product": "LEND"}, &loose)
		if len(loose.Items) != 1 || loose.Items[0].Title != "A" {
			t.Errorf("not on the map are %v", loose.Items)
		}
		risk := w.Do("paul", "risk.create", obj{"fields": obj{"product": "LEND", "title": "X", "type": "delivery"}})
		hidden := w.Do("paul", "story.create", obj{"fields": obj{"product": "HIDE", "title": "X"}})
		for what, in := range map[string]obj{
			"a risk":              {"items": []string{risk.Key}, "step": g.steps["Apply"]},
			"another product's":   {"items": []string{hidden.Key}, "step": g.steps["Apply"]},
			"twice":               {"items": []string{a.Key, a.Key}, "step": g.steps["Apply"]},
			"beside nothing":      {"items": []string{a.Key}, "step": g.steps["Sign"], "after": b.Key},
			"nowhere":             {"items": []string{a.Key}, "after": b.Key},
			"into no release":     {"items": []string{a.Key}, "release": b.Key},
			"two products at all": {"items": []string{a.Key, hidden.Key}, "step": g.steps["Apply"]},
		} {
			if _, err := w.Try("paul", "storymap.place", in); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", what, err)
			}
		}
		if out := w.Do("dina", "storymap.place", obj{"items": []string{a.Key}, "step": g.steps["Sign"]}); out.Proposal == nil || out.Proposal.Decisions[0] != "backlog.rank" {
			t.Errorf("a developer placed a story: %s", out.JSON)
		}
		// What was dropped leaves the map by itself.
		w.Do("paul", "story.update", obj{"id": b.Key, "patch": obj{"state": "dropped"}})
		g.want("without what was dropped", "Borrow(Apply Sign) Repay(Pay) Apply:C Sign: Pay:")
	})
}

func TestAcrossASlice(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		g := newGround(w)
		one, two := g.release("One", "2026-04-01"), g.release("Two", "2026-06-01")
		a, b := g.story("A"), g.story("B")
		// Step, place and slice in one request, undone in one.
		out := w.Do("paul", "storymap.place", obj{"items": []string{a.Key}, "step": g.steps["Apply"], "release": one.Key})
		if out.Rows != 2 {
			t.Errorf("placing it in a slice wrote %d rows, want the placement and the link", out.Rows)
		}
		slice := func(card string) string {
			s := g.see()
			n := slices.IndexFunc(s.Cards, func(c struct{ Title, Step, Release string }) bool { return c.Title == card })
			if n < 0 {
				return "not on the map"
			}
			for _, x := range s.Slices {
				if x.ID == s.Cards[n].Release {
					return x.Title
				}
			}
			return "later"
		}
		w.Do("paul", "storymap.place", obj{"items": []string{a.Key}, "release": two.Key})
		if slice("A") != "Two" {
			t.Errorf("moved to Two it stands in %s", slice("A"))
		}
		w.Do("paul", "change.undo", obj{"request": g.request("paul")})
		if slice("A") != "One" {
			t.Errorf("after the undo it stands in %s", slice("A"))
		}
		w.Do("paul", "storymap.place", obj{"items": []string{a.Key, b.Key}, "step": g.steps["Pay"], "release": ""})
		if slice("A") != "later" || slice("B") != "later" {
			t.Errorf("for later they stand in %s and %s", slice("A"), slice("B"))
		}
		// Who may not decide what a release contains proposes, all in one.
		p := w.Do("dina", "storymap.place", obj{"items": []string{a.Key}, "step": g.steps["Sign"], "release": one.Key})
		if p.Proposal == nil || fmt.Sprint(p.Proposal.Decisions) != "[release.content backlog.rank]" {
			t.Errorf("a developer moved a story across a slice: %s", p.JSON)
		} else {
			w.Do("paul", "proposal.take", obj{"id": p.Proposal.ID})
		}
		if slice("A") != "One" {
			t.Errorf("the proposal is taken, and it stands in %s", slice("A"))
		}
		// A release that is in progress takes both jobs.
		w.Do("paul", "release.update", obj{"id": one.Key, "patch": obj{"state": "in progress"}})
		if out := w.Do("paul", "storymap.place", obj{"items": []string{b.Key}, "release": one.Key}); out.Proposal == nil || out.Proposal.Decisions[0] != "scope.change" {
			t.Errorf("the product owner alone changed what is committed: %s", out.JSON)
		}
		w.Do("paul", "release.release", obj{"id": one.Key})
		for what, in := range map[string]obj{
			"into what is out":   {"items": []string{b.Key}, "release": one.Key},
			"out of what is out": {"items": []string{a.Key}, "release": two.Key},
		} {
			if _, err := w.Try("paul", "storymap.place", in); !errs.Is(err, errs.Conflict) {
				t.Errorf("%s: %v", what, err)
			}
		}
	})
}

func TestGapsInTheBackbone(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		g := newGround(w)
		g.acts["Refer"] = w.Do("paul", "activity.create", obj{"product": "LEND", "title": "Refer"}).ID
		refer := w.Do("paul", "step.create", obj{"activity": g.acts["Refer"], "title": "Invite"}).ID
		rel := map[string]apptest.Out{}
		for _, r := range [][2]string{{"Three", "2026-08-01"}, {"One", "2026-04-01"}, {"Two", "2026-06-01"}, {"Empty", ""}} {
			rel[r[0]] = g.release(r[0], r[1])
		}
		put := func(title, step, release string) {
			w.Do("paul", "storymap.place", obj{"items": []string{g.story(title).Key}, "step": step, "release": rel[release].ID})
		}
		put("A", g.steps["Apply"], "One")
		put("B", g.steps["Pay"], "Two")
		put("C", refer, "Three")
		told := func(released bool) string {
			s := g.see()
			if released {
				s = g.see("released")
			}
			names := map[string]string{}
			for _, a := range s.Activities {
				names[a.ID] = a.Title
			}
			var out []string
			for _, x := range s.Slices {
				line := x.Title + " gaps"
				for _, i := range x.Gaps {
					line += " " + names[i]
				}
				line += " idle"
				for _, i := range x.Idle {
					line += " " + names[i]
				}
				if x.Skeleton {
					line += " skeleton"
				}
				out = append(out, line)
			}
			return strings.Join(out, "; ")
		}
		if got, want := told(false), "One gaps Repay Refer idle; Two gaps Refer idle Borrow; Three gaps idle Borrow Repay skeleton; Empty gaps idle Borrow Repay Refer"; got != want {
			t.Errorf("the slices are %s, want %s", got, want)
		}
		w.Do("paul", "activity.update", obj{"id": g.acts["Refer"], "optional": true})
		if got, want := told(false), "One gaps Repay idle; Two gaps idle Borrow skeleton; Three gaps idle Borrow Repay; Empty gaps idle Borrow Repay Refer"; got != want {
			t.Errorf("with one that is optional the slices are %s, want %s", got, want)
		}
		// What is out is hidden, and the rest still stands on it.
		w.Do("paul", "release.release", obj{"id": rel["One"].ID})
		if got, want := told(false), "Two gaps idle Borrow skeleton; Three gaps idle Borrow Repay; Empty gaps idle Borrow Repay Refer"; got != want {
			t.Errorf("after a release the slices are %s, want %s", got, want)
		}
		if s := g.see(); len(s.Cards) != 2 {
			t.Errorf("%d cards are shown, want what is not out", len(s.Cards))
		}
		if s := g.see("released"); len(s.Cards) != 3 || !strings.HasPrefix(told(true), "One gaps Repay") {
			t.Errorf("with what is out: %d cards, %s", len(s.Cards), told(true))
		}
	})
}

func TestASliceNamesItsOutcomeAndMetric(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		g := newGround(w)
		one, two := g.release("One", "2026-04-01"), g.release("Two", "2026-06-01")
		objective := w.Do("pia", "objective.create", obj{"fields": obj{"product": "LEND", "title": "Grow"}})
		secret := w.Do("pia", "objective.create", obj{"fields": obj{"product": "HIDE", "title": "Secret"}})
		metric := w.Do("pia", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Rate"}})
		feature := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Forms"}})
		item := g.story("A")
		for _, l := range [][3]string{{"serves", feature.Key, objective.Key}, {"serves", feature.Key, secret.Key}, {"measures", metric.Key, objective.Key}, {"delivers", item.Key, feature.Key}} {
			who := "pia"
			if l[0] == "delivers" {
				who = "paul"
			}
			w.Do(who, "link.create", obj{"type": l[0], "from": l[1], "to": l[2]})
		}
		w.Do("paul", "storymap.place", obj{"items": []string{item.Key}, "step": g.steps["Apply"], "release": one.ID})
		s := g.see()
		if len(s.Slices) != 2 || len(s.Slices[0].Outcomes) != 1 || s.Slices[0].Outcomes[0].Key != objective.Key || len(s.Slices[0].Metrics) != 1 || s.Slices[0].Metrics[0].Key != metric.Key {
			t.Errorf("the first slice is %+v", s.Slices)
		}
		if len(s.Slices[1].Outcomes) != 0 || s.Slices[1].ID != two.ID {
			t.Errorf("the second slice is %+v", s.Slices[1])
		}
		// An undone creation must not take along what was put there since.
		a := w.Do("paul", "activity.create", obj{"product": "LEND", "title": "Late"})
		made := g.request("paul")
		w.Do("paul", "step.create", obj{"activity": a.ID, "title": "On it"})
		if _, err := w.Try("paul", "change.undo", obj{"request": made}); !errs.Is(err, errs.Conflict) {
			t.Errorf("an activity with a step was taken back: %v", err)
		}
	})
}
