package release_test

import (
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

func TestWhoDecidesOnReleases(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		if out := w.Do("paul", "release.create", obj{"fields": obj{"product": "LEND", "title": "Spring"}}); out.Proposal == nil {
			t.Error("a product owner promised a release")
		}
		r := w.Do("pia", "release.create", obj{"fields": obj{"product": "LEND", "title": "Spring", "dueOn": "2026-05-01"}})
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Forms"}})
		s := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "One page"}})
		update := func(p obj) obj { return obj{"id": r.Key, "patch": p} }
		ship := func(from string) obj { return obj{"type": "ships in", "from": from, "to": r.Key} }
		steps := []struct {
			what, op string
			in       obj
			not, may string // who proposes, who acts; "" for nobody
		}{
			{"the date", "release.update", update(obj{"dueOn": "2026-05-02"}), "paul", "pia"},
			{"the notes", "release.update", update(obj{"notes": "Shorter forms."}), "pia", "paul"},
			{"a feature in it", "link.create", ship(f.Key), "paul", "pia"},
			{"a story in it", "link.create", ship(s.Key), "pia", "paul"},
			{"work begins", "release.update", update(obj{"state": "in progress"}), "pia", "paul"},
			{"the date while in progress", "release.update", update(obj{"dueOn": "2026-05-03"}), "pia", ""},
			{"the date while in progress, by the other", "release.update", update(obj{"dueOn": "2026-05-03"}), "paul", ""},
			{"dropped while in progress", "release.update", update(obj{"state": "dropped"}), "paul", ""},
			{"the go", "release.release", obj{"id": r.Key}, "pia", "paul"},
		}
		for _, s := range steps {
			if s.not != "" && w.Do(s.not, s.op, s.in).Proposal == nil {
				t.Errorf("%s: %s decided it", s.what, s.not)
			}
			if s.may != "" && w.Do(s.may, s.op, s.in).Proposal != nil {
				t.Errorf("%s: %s could only propose it", s.what, s.may)
			}
		}
	})
}

func TestWhatIsInProgressIsChangedByBoth(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		r := w.Do("pia", "release.create", obj{"fields": obj{"product": "LEND", "title": "Spring"}})
		next := w.Do("pia", "release.create", obj{"fields": obj{"product": "LEND", "title": "Summer"}})
		f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Forms"}})
		s := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "One page"}})
		w.Do("paul", "release.update", obj{"id": r.Key, "patch": obj{"state": "in progress"}})
		for who, from := range map[string]string{"pia": f.Key, "paul": s.Key} {
			out := w.Do(who, "link.create", obj{"type": "ships in", "from": from, "to": r.Key})
			if out.Proposal == nil {
				t.Fatalf("%s alone put %s into a release that is in progress", who, from)
			}
			other := map[string]string{"pia": "paul", "paul": "pia"}[who]
			if got := w.Do(other, "proposal.take", obj{"id": out.ID}); got.State != "taken" {
				t.Errorf("%s proposed it, and %s's word left it %s", who, other, got.State)
			}
		}
		// The feature is committed now: it does not quietly go into the next one too.
		if out := w.Do("pia", "link.create", obj{"type": "ships in", "from": f.Key, "to": next.Key}); out.Proposal == nil {
			t.Error("a committed feature was put into another release by one alone")
		}
		var links []struct {
			ID     string
			Out    bool
			Record struct{ Key string }
		}
		w.Into("nora", "record.links", obj{"id": f.Key}, &links)
		if len(links) != 1 || links[0].Record.Key != r.Key || !links[0].Out {
			t.Fatalf("the feature has the links %+v, want the release", links)
		}
		if out := w.Do("pia", "link.delete", obj{"id": links[0].ID}); out.Proposal == nil {
			t.Error("a feature was taken out of a release that is in progress by one alone")
		}
	})
}

func TestTheGo(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		r := w.Do("pia", "release.create", obj{"fields": obj{"product": "LEND", "title": "Spring"}})
		var keys []string
		for _, state := range []string{"in progress", "planned"} {
			f := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": state}})
			w.Do("pia", "link.create", obj{"type": "ships in", "from": f.Key, "to": r.Key})
			w.Do("pia", "feature.update", obj{"id": f.Key, "patch": obj{"state": state}})
			keys = append(keys, f.Key)
		}
		if _, err := w.Try("paul", "release.update", obj{"id": r.Key, "patch": obj{"state": "released"}}); !errs.Is(err, errs.Invalid) {
			t.Errorf("released by hand: %v", err)
		}
		var out struct{ State, ReleasedOn string }
		w.Into("paul", "release.release", obj{"id": r.Key}, &out)
		if out.State != "released" || out.ReleasedOn != "2026-03-02" {
			t.Errorf("the release is %+v, want it released today", out)
		}
		for i, want := range []string{"released", "planned"} {
			if got := w.Do("nora", "feature.show", obj{"id": keys[i]}).State; got != want {
				t.Errorf("%s is %s, want %s", keys[i], got, want)
			}
		}
		if _, err := w.Try("paul", "release.release", obj{"id": r.Key}); !errs.Is(err, errs.Conflict) {
			t.Errorf("released twice: %v", err)
		}
		s := w.Do("pia", "release.create", obj{"fields": obj{"product": "LEND", "title": "Summer"}})
		if out := w.Do("pia", "release.update", obj{"id": s.Key, "patch": obj{"state": "dropped"}}); out.State != "dropped" {
			t.Errorf("a planned release that is dropped is %s", out.State)
		}
		if _, err := w.Try("paul", "release.release", obj{"id": s.Key}); !errs.Is(err, errs.Conflict) {
			t.Errorf("a dropped release went out: %v", err)
		}
		for what, l := range map[string]obj{
			"a sprint of releases": {"type": "ships in", "from": r.Key, "to": s.Key},
			"into a feature":       {"type": "ships in", "from": r.Key, "to": keys[0]},
		} {
			if _, err := w.Try("pia", "link.create", l); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v, want it refused as invalid", what, err)
			}
		}
	})
}
