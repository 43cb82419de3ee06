package roadmap_test

import (
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

func feature(w *apptest.World, title string) apptest.Out {
	return w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": title}})
}

func TestWhoDecidesOnFeatures(t *testing.T) {
	t.Parallel()
	cases := []struct {
		what  string
		patch obj
		pia   bool
		paul  bool
	}{
		{"title", obj{"title": "Shorter forms"}, true, false},
		{"hypothesis", obj{"hypothesis": "Fewer give up."}, true, false},
		{"horizon", obj{"horizon": "next"}, true, false},
		{"dates", obj{"startOn": "2026-04-01", "endOn": "2026-05-01"}, true, false},
		{"score", obj{"reach": 500, "impact": 2, "confidence": 80, "effort": 2}, true, false},
		{"on to candidate", obj{"state": "candidate"}, true, false},
		{"on to planned", obj{"state": "planned"}, true, false},
		{"on to in progress", obj{"state": "in progress"}, true, false},
		{"dates of what is in progress", obj{"endOn": "2026-06-01"}, false, false},
		{"horizon of what is in progress", obj{"horizon": "now"}, true, false},
		{"back from in progress", obj{"state": "planned"}, false, false},
		{"out", obj{"state": "released"}, false, true},
		{"settled", obj{"state": "settled"}, true, false},
	}
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		f := feature(w, "Forms")
		for _, c := range cases {
			// Whoever may not goes first: what is so already takes no decision.
			order := []string{"paul", "pia"}
			if c.paul {
				order = []string{"pia", "paul"}
			}
			for _, who := range order {
				out := w.Do(who, "feature.update", obj{"id": f.Key, "patch": c.patch})
				if acted, may := out.Proposal == nil, who == "pia" && c.pia || who == "paul" && c.paul; acted != may {
					t.Errorf("%s, by %s: acted %v, want %v", c.what, who, acted, may)
				}
			}
		}
		for what, p := range map[string]obj{
			"an impact in between": {"impact": 1.5},
			"confidence above all": {"confidence": 101},
			"effort below 0":       {"effort": -1},
			"the end first":        {"startOn": "2026-05-01", "endOn": "2026-04-01"},
			"another horizon":      {"horizon": "never"},
		} {
			if _, err := w.Try("pia", "feature.update", obj{"id": f.Key, "patch": p}); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v, want it refused as invalid", what, err)
			}
		}
	})
}

func TestBothJobsMoveACommittedDate(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		f, r := feature(w, "Forms"), w.Do("pia", "release.create", obj{"fields": obj{"product": "LEND", "title": "Spring", "dueOn": "2026-05-01"}})
		w.Do("pia", "link.create", obj{"type": "ships in", "from": f.Key, "to": r.Key})
		move := obj{"id": f.Key, "patch": obj{"endOn": "2026-04-20"}}
		if out := w.Do("pia", "feature.update", move); out.Proposal != nil {
			t.Error("the date of a feature in a release that is only planned is committed")
		}
		w.Do("paul", "release.update", obj{"id": r.Key, "patch": obj{"state": "in progress"}})
		move["patch"] = obj{"endOn": "2026-04-25"}
		p := w.Do("pia", "feature.update", move)
		if p.Proposal == nil {
			t.Fatal("the product manager alone moved the date of a feature whose release is in progress")
		}
		if out := w.Do("paul", "proposal.take", obj{"id": p.ID}); out.State != "taken" {
			t.Fatalf("the product manager proposed it, and the product owner's word left it %s", out.State)
		}
		var got struct{ EndOn string }
		w.Into("nora", "feature.show", obj{"id": f.Key}, &got)
		if got.EndOn != "2026-04-25" {
			t.Errorf("after the word of both the feature ends on %s", got.EndOn)
		}
	})
}

func TestLinksAndOrderOfTheRoadmap(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		made := map[string]string{"feature": feature(w, "Forms").Key}
		for _, k := range []string{"objective", "initiative", "insight", "opportunity", "metric"} {
			made[k] = w.Do("pia", k+".create", obj{"fields": obj{"product": "LEND", "title": "A " + k}}).Key
		}
		links := []struct {
			kind, from, to, proposer string
			allowed                  bool
		}{
			{"serves", "feature", "objective", "paul", true},
			{"evidence", "insight", "feature", "dora", true},
			{"addresses", "feature", "opportunity", "paul", true},
			{"delivers", "feature", "initiative", "paul", true},
			{"measures", "metric", "feature", "paul", true},
			{"delivers", "initiative", "feature", "paul", false},
			{"evidence", "feature", "insight", "paul", false},
			{"serves", "feature", "opportunity", "paul", false},
		}
		for _, l := range links {
			in := obj{"type": l.kind, "from": made[l.from], "to": made[l.to]}
			if l.allowed && w.Do(l.proposer, "link.create", in).Proposal == nil {
				t.Errorf("%s decided that %s %s %s", l.proposer, l.from, l.kind, l.to)
			}
			out, err := w.Try("pia", "link.create", in)
			if (err == nil && out.Proposal == nil) != l.allowed {
				t.Errorf("%s %s %s: %v, %v; want allowed %v", l.from, l.kind, l.to, out.Proposal, err, l.allowed)
			}
			if l.allowed && w.Do(l.proposer, "link.delete", obj{"id": out.ID}).Proposal == nil {
				t.Errorf("%s decided that %s no longer %s %s", l.proposer, l.from, l.kind, l.to)
			}
		}
		if out := w.Do("pia", "record.rank", obj{"ids": []string{made["initiative"]}, "before": made["feature"]}); out.Proposal != nil {
			t.Error("the product manager proposes the order of the roadmap")
		}
		if out := w.Do("paul", "record.rank", obj{"ids": []string{made["feature"]}, "top": true}); out.Proposal == nil {
			t.Error("the product owner orders the roadmap")
		}
	})
}
