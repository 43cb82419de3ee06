package strategy_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type node struct {
	ID, Title   string
	Serves      []string
	Below       *float64
	BelowColour string
	Expected    *float64
	Scored      struct {
		Score      *float64
		KeyResults []struct {
			Current *float64
			Score   *float64
		}
	}
}

func treeOf(w *apptest.World, who string, in obj) (map[string]node, string) {
	var out struct{ Items []node }
	w.Into(who, "objective.tree", in, &out)
	nodes, titles := map[string]node{}, []string{}
	for _, n := range out.Items {
		nodes[n.Title] = n
		titles = append(titles, n.Title)
	}
	return nodes, strings.Join(titles, ", ")
}

// Objectives of the portfolio, of a product and of a hidden one: each is scored
// by its own key results, and by what serves it.
func TestTheTreeOfObjectives(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		make := func(title, product string, weight, now float64) apptest.Out {
			fields := obj{"title": title, "weight": weight, "ambition": "aspirational", "startOn": "2026-02-01", "endOn": "2026-03-31", "keyResults": []obj{}}
			if product != "" {
				fields["product"] = product
			}
			if now > 0 {
				fields["keyResults"] = []obj{{"title": "How far", "start": 0, "target": 1, "current": now}}
			}
			return w.Do("adam", "objective.create", obj{"fields": fields})
		}
		top, middle, leaf, hidden := make("All of us", "", 1, 0), make("Lending", "LEND", 2, 0), make("Borrowers", "LEND", 1, 0.5), make("Secret", "HIDE", 1, 1)
		other := make("Other", "HIDE", 1, 0)
		for _, l := range [][2]apptest.Out{{middle, top}, {leaf, middle}, {hidden, top}} {
			w.Do("adam", "link.create", obj{"type": "serves", "from": l[0].Key, "to": l[1].Key})
		}
		if _, err := w.Try("adam", "link.create", obj{"type": "serves", "from": top.Key, "to": leaf.Key}); !errs.Is(err, errs.Conflict) {
			t.Errorf("a ring of serving: %v", err)
		}
		nodes, titles := treeOf(w, "pia", obj{"product": "LEND"})
		if strings.Contains(titles, other.Title) || len(nodes) != 3 {
			t.Errorf("the tree of LEND holds %s", titles)
		}
		all, _ := treeOf(w, "pia", obj{})
		// The middle has no key results and counts by what serves it, twice as much
		// as the hidden one: (2 × 0.5 + 1) / 3.
		if n := all["All of us"]; n.Below == nil || math.Abs(*n.Below-2.0/3) > 1e-6 || n.BelowColour != "green" {
			t.Errorf("all of us have come %v, %s; want 2/3, green", n.Below, n.BelowColour)
		}
		seen, titles := treeOf(w, "dina", obj{})
		if n := seen["All of us"]; len(seen) != 3 || n.Below == nil || math.Abs(*n.Below-0.5) > 1e-6 {
			t.Errorf("a developer of LEND sees %s, with %v below the top; want 0.5", titles, n.Below)
		}
		// 29 days and 9 hours of 59 are gone; two thirds and a bit are the aim.
		if n := all["Lending"]; n.Expected == nil || math.Abs(*n.Expected-0.7*(29+9.0/24)/59) > 1e-6 || n.Serves[0] != top.ID {
			t.Errorf("lending stands in the tree as %+v", n)
		}
		// A portfolio's: of its products and those below it, and what is nobody's own.
		group := w.Do("adam", "portfolio.create", obj{"fields": obj{"title": "Group"}})
		part := w.Do("adam", "portfolio.create", obj{"fields": obj{"title": "Part", "parent": group.ID}})
		if nodes, titles := treeOf(w, "pia", obj{"portfolio": group.Key}); len(nodes) != 1 || titles != "All of us" {
			t.Errorf("a portfolio without products holds %s", titles)
		}
		w.Do("adam", "product.update", obj{"id": "LEND", "patch": obj{"portfolio": part.ID}})
		if nodes, titles := treeOf(w, "pia", obj{"portfolio": group.Key}); len(nodes) != 3 || strings.Contains(titles, other.Title) {
			t.Errorf("the tree of the portfolio holds %s", titles)
		}
		for _, in := range []obj{{"portfolio": "LEND"}, {"portfolio": group.Key, "product": "LEND"}} {
			if _, err := w.Try("pia", "objective.tree", in); !errs.Is(err, errs.Invalid) {
				t.Errorf("a tree of %v: %v", in, err)
			}
		}
		w.Do("pia", "objective.update", obj{"id": leaf.Key, "patch": obj{"state": "dropped"}})
		if nodes, _ := treeOf(w, "pia", obj{"product": "LEND"}); len(nodes) != 2 {
			t.Errorf("a dropped objective is still in force")
		}
		if nodes, _ := treeOf(w, "pia", obj{"product": "LEND", "all": true}); len(nodes) != 3 {
			t.Errorf("with those that are over there are %d", len(nodes))
		}
	})
}

// Launch 6 features, 3 done; and a feature of which a quarter is done.
func TestKeyResultsFollowDeliveredWork(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		var features []apptest.Out
		for i := range 7 {
			features = append(features, w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": fmt.Sprintf("Feature %d", i)}}))
		}
		o := w.Do("pia", "objective.create", obj{"fields": obj{"product": "LEND", "title": "Launch", "keyResults": []obj{
			{"id": "1", "title": "Launched", "work": "features", "start": 0, "target": 6},
			{"id": "2", "title": "The first", "work": features[0].Key, "start": 0, "target": 100},
		}}})
		for i, f := range features {
			w.Do("pia", "link.create", obj{"type": "serves", "from": f.Key, "to": o.Key})
			if i >= 3 {
				continue
			}
			for _, s := range []string{"candidate", "planned", "in progress", "released"} {
				w.Do("adam", "feature.update", obj{"id": f.Key, "patch": obj{"state": s}})
			}
		}
		w.Do("adam", "feature.update", obj{"id": features[6].Key, "patch": obj{"state": "dropped"}})
		for i := range 4 {
			s := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "A story"}})
			w.Do("paul", "link.create", obj{"type": "delivers", "from": s.Key, "to": features[0].Key})
			if i == 0 {
				w.Do("adam", "item.move", obj{"id": s.Key, "state": "in progress"})
				w.Do("adam", "item.move", obj{"id": s.Key, "state": "done"})
			}
		}
		nodes, _ := treeOf(w, "pia", obj{"product": "LEND"})
		k := nodes["Launch"].Scored.KeyResults
		if k[0].Current == nil || *k[0].Current != 3 || *k[0].Score != 0.5 {
			t.Errorf("launched: %+v, want 3 and 0.5", k[0])
		}
		if k[1].Current == nil || *k[1].Current != 25 || *k[1].Score != 0.25 {
			t.Errorf("the first feature: %v done, want 25", k[1].Current)
		}
		if _, err := w.Try("pia", "objective.checkin", obj{"id": o.Key, "keyResult": "1", "current": 4}); !errs.Is(err, errs.Invalid) {
			t.Errorf("what follows from work was entered: %v", err)
		}
	})
}

func TestCheckInsAreKept(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		m := w.Do("pia", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Churn"}})
		o := w.Do("pia", "objective.create", obj{"fields": obj{"product": "LEND", "title": "Stay", "startOn": "2026-01-01", "endOn": "2026-06-30", "keyResults": []obj{
			{"id": "1", "title": "Churn falls", "metric": m.Key, "start": 8, "target": 4},
			{"id": "2", "title": "By hand", "start": 0, "target": 10},
		}}})
		said := []obj{
			{"keyResult": "1", "current": 6, "confidence": 40, "note": "Letters help."},
			{"keyResult": "2", "current": 3},
			{"keyResult": "1", "confidence": 70},
			{"keyResult": "1", "note": "Nothing new."},
		}
		for _, s := range said {
			s["id"] = o.Key
			w.Do("pia", "objective.checkin", s)
		}
		if got := checkInsOf(w, obj{"id": o.Key, "limit": 3}); got != "1 6 70 0.5 Nothing new.; 1 6 70 0.5 ; 2 3 nil 0.3 ; | 1 6 40 0.5 Letters help.; |" {
			t.Errorf("the check-ins are %s", got)
		}
		if got := checkInsOf(w, obj{"id": o.Key, "keyResult": "2"}); got != "2 3 nil 0.3 ; |" {
			t.Errorf("those of one key result are %s", got)
		}
		var last struct{ Point *struct{ Value float64 } }
		w.Into("nora", "metric.last", obj{"id": m.Key}, &last)
		if last.Point == nil || last.Point.Value != 6 {
			t.Errorf("the metric's newest point is %v, want what was checked in", last.Point)
		}
		var s struct {
			KeyResults []struct {
				History []struct{ Confidence *float64 }
				Outlook *struct{ Reason string }
			}
		}
		w.Into("nora", "objective.score", obj{"id": o.Key}, &s)
		if h := s.KeyResults[0].History; len(h) != 3 || *h[0].Confidence != 40 || *h[2].Confidence != 70 {
			t.Errorf("how sure one was is %+v", h)
		}
		if x := s.KeyResults[0].Outlook; x == nil || x.Reason != "past" {
			t.Errorf("after a day the outlook is %+v, want none for lack of a past", x)
		}
		if _, err := w.Try("nora", "objective.checkins", obj{"id": o.Key, "cursor": "AAAA"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a made-up cursor gives %v", err)
		}
	})
}

// checkInsOf walks the pages of an objective's check-ins.
func checkInsOf(w *apptest.World, in obj) string {
	var out []string
	for {
		var p struct {
			Items []struct {
				KeyResult                string
				Value, Confidence, Score *float64
				Note                     string
			}
			Next *string
		}
		w.Into("nora", "objective.checkins", in, &p)
		for _, c := range p.Items {
			out = append(out, fmt.Sprintf("%s %s %s %s %s;", c.KeyResult, word(c.Value), word(c.Confidence), word(c.Score), c.Note))
		}
		out = append(out, "|")
		if p.Next == nil {
			return strings.Join(out, " ")
		}
		in["cursor"] = *p.Next
	}
}

func word(f *float64) string {
	if f == nil {
		return "nil"
	}
	return fmt.Sprint(*f)
}

// A tree that is asked for odds has those that each objective has by itself.
func TestATreeWithOdds(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		turn(t, w, "2026-03-02")
		m := w.Do("pia", "metric.create", obj{"fields": obj{"product": "LEND", "title": "Loans"}})
		points := []obj{}
		for i, v := range []float64{10, 12, 11, 14, 15, 17, 18} {
			points = append(points, obj{"at": time.Date(2026, 1, 12+7*i, 12, 0, 0, 0, time.UTC).Format(time.RFC3339), "value": v})
		}
		w.Do("pia", "metric.enter", obj{"id": m.Key, "points": points})
		o := w.Do("pia", "objective.create", obj{"fields": obj{
			"product": "LEND", "title": "More loans", "startOn": "2026-01-01", "endOn": "2026-04-30",
			"keyResults": []obj{{"id": "1", "title": "Loans", "metric": m.Key, "start": 10, "target": 28}, {"id": "2", "title": "Letters", "start": 0, "target": 4}},
		}})
		w.Do("pia", "objective.update", obj{"id": o.Key, "patch": obj{"state": "active"}})
		type foreseen struct{ Odds, Need *float64 }
		type results []struct{ Outlook *foreseen }
		var alone struct{ KeyResults results }
		w.Into("nora", "objective.score", obj{"id": o.Key}, &alone)
		type tree struct {
			Items []struct {
				Odds   *float64
				Scored struct{ KeyResults results }
			}
		}
		var with, without tree
		w.Into("nora", "objective.tree", obj{"product": "LEND", "odds": true}, &with)
		w.Into("nora", "objective.tree", obj{"product": "LEND"}, &without)
		want := alone.KeyResults[0].Outlook
		if want == nil || want.Odds == nil || *want.Odds <= 0 || *want.Odds >= 1 {
			t.Fatalf("alone it has %+v", want)
		}
		got := with.Items[0]
		if got.Odds == nil || *got.Odds != *want.Odds || *got.Scored.KeyResults[0].Outlook.Odds != *want.Odds || *got.Scored.KeyResults[0].Outlook.Need != *want.Need {
			t.Errorf("in the tree it has %+v", got)
		}
		if without.Items[0].Odds != nil || without.Items[0].Scored.KeyResults[0].Outlook != nil {
			t.Errorf("unasked the tree has %+v", without.Items[0])
		}
	})
}
