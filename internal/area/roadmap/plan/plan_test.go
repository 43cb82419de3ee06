package plan_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

type line struct {
	ID, Key, Kind, Title, State, Horizon string
	StartOn, EndOn                       string
	Items, Accepted                      int
}

type move struct {
	ID      string
	To      struct{ Start, End string }
	Days    int
	Because []string
}

type world struct{ *apptest.World }

func (w world) feature(title, from, to string) string {
	w.T.Helper()
	fields := obj{"product": "LEND", "title": title}
	if from != "" {
		fields["startOn"], fields["endOn"] = from, to
	}
	return w.Do("pia", "feature.create", obj{"fields": fields}).ID
}

func (w world) blocks(from, to string) {
	w.T.Helper()
	w.Do("pia", "link.create", obj{"type": "blocks", "from": from, "to": to})
}

func (w world) plan(who string, in obj) (p struct {
	Lines     []line
	Conflicts []struct {
		From, To string
		Days     int
	}
	Seq int64
}) {
	w.T.Helper()
	w.Into(who, "roadmap.plan", in, &p)
	return p
}

func (w world) stands(id string) string {
	w.T.Helper()
	for _, l := range w.plan("pia", obj{}).Lines {
		if l.ID == id {
			return l.StartOn + " " + l.EndOn
		}
	}
	return "nowhere"
}

func each(t *testing.T, fn func(t *testing.T, w world)) {
	t.Helper()
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) { fn(t, world{w}) })
}

// chain makes three features that wait for each other and a release with the
// last of them.
func (w world) chain() (a, b, c, r string) {
	a, b, c = w.feature("Check", "2026-03-02", "2026-03-10"), w.feature("Decide", "2026-03-10", "2026-03-20"), w.feature("Pay out", "2026-03-20", "2026-03-30")
	r = w.Do("pia", "release.create", obj{"fields": obj{"product": "LEND", "title": "1.0", "dueOn": "2026-04-01"}}).ID
	w.blocks(a, b)
	w.blocks(b, c)
	w.Do("pia", "link.create", obj{"type": "ships in", "from": c, "to": r})
	return a, b, c, r
}

func TestThePlanShowsLinesWorkAndConflicts(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		a, b, c, r := w.chain()
		w.Do("pia", "milestone.create", obj{"fields": obj{"product": "LEND", "title": "Fair", "dueOn": "2026-05-01"}})
		s := w.Do("paul", "story.create", obj{"fields": obj{"product": "LEND", "title": "As asked", "estimate": 3}}).ID
		w.Do("paul", "link.create", obj{"type": "delivers", "from": s, "to": c})
		w.Do("pia", "feature.update", obj{"id": b, "patch": obj{"startOn": "2026-03-08"}})
		p := w.plan("pia", obj{"product": "LEND"})
		if len(p.Lines) != 5 {
			t.Fatalf("%d lines, want 5", len(p.Lines))
		}
		if len(p.Conflicts) != 1 || p.Conflicts[0].From != a || p.Conflicts[0].To != b || p.Conflicts[0].Days != 2 {
			t.Errorf("conflicts %+v", p.Conflicts)
		}
		for _, l := range p.Lines {
			if (l.ID == c || l.ID == r) != (l.Items == 1) {
				t.Errorf("%s has %d items", l.Title, l.Items)
			}
			if l.Kind == "release" && l.EndOn != "2026-04-01" || l.Kind == "milestone" && l.EndOn != "2026-05-01" {
				t.Errorf("%s ends on %s", l.Title, l.EndOn)
			}
		}
		// What others may not see is not there.
		hidden := w.Do("pia", "feature.create", obj{"fields": obj{"product": "HIDE", "title": "Secret", "startOn": "2026-03-01", "endOn": "2026-03-05"}}).ID
		if slices.ContainsFunc(w.plan("nora", obj{}).Lines, func(l line) bool { return l.ID == hidden }) {
			t.Error("nora sees a line of a product that is hidden from her")
		}
		if _, err := w.Try("nora", "roadmap.plan", obj{"product": "HIDE"}); !errs.Is(err, errs.NotFound) {
			t.Errorf("nora asks for a hidden product: %v", err)
		}
	})
}

func TestAMoveTakesWhatWaitsWithIt(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		a, b, c, r := w.chain()
		var ripple struct{ Moves []move }
		w.Into("sam", "roadmap.ripple", obj{"id": a, "end": "2026-03-14"}, &ripple)
		if len(ripple.Moves) != 3 || ripple.Moves[0].ID != b || ripple.Moves[2].ID != r || ripple.Moves[2].Days != 2 {
			t.Fatalf("the ripple is %+v", ripple.Moves)
		}
		if w.stands(b) != "2026-03-10 2026-03-20" {
			t.Error("a question moved a line")
		}
		// One call, one undo.
		w.request("pia", "roadmap.move", obj{"lines": []obj{{"id": a, "end": "2026-03-14"}}}, "one")
		if w.stands(b) != "2026-03-14 2026-03-24" || w.stands(c) != "2026-03-24 2026-04-03" || w.stands(r) != " 2026-04-03" {
			t.Errorf("b %s, c %s, r %s", w.stands(b), w.stands(c), w.stands(r))
		}
		w.Do("pia", "change.undo", obj{"request": "one"})
		if w.stands(a) != "2026-03-02 2026-03-10" || w.stands(b) != "2026-03-10 2026-03-20" || w.stands(r) != " 2026-04-01" {
			t.Error("one undo did not take all of it back")
		}
		w.Do("pia", "roadmap.move", obj{"lines": []obj{{"id": a, "end": "2026-03-14"}}, "alone": true})
		if w.stands(b) != "2026-03-10 2026-03-20" {
			t.Error("others moved with what was to move alone")
		}
		// Who does not place things on the roadmap proposes.
		if out := w.Do("dina", "roadmap.move", obj{"lines": []obj{{"id": a, "end": "2026-03-20"}}}); out.Proposal == nil {
			t.Error("a developer moved the roadmap")
		}
		for want, in := range map[string]obj{
			"before it begins": {"lines": []obj{{"id": b, "start": "2026-05-01", "end": "2026-04-01"}}},
			"named twice":      {"lines": []obj{{"id": b, "end": "2026-04-01"}, {"id": b, "end": "2026-04-02"}}},
			"does not stand":   {"lines": []obj{{"id": "LEND", "end": "2026-04-01"}}},
		} {
			if _, err := w.Try("pia", "roadmap.move", in); err == nil || !strings.Contains(errText(err), want) {
				t.Errorf("%v gives %v", in, err)
			}
		}
	})
}

func errText(err error) string {
	raw, _ := json.Marshal(errs.Public(err))
	return err.Error() + string(raw)
}

func (w world) request(who, name string, in obj, request string) apptest.Out {
	w.T.Helper()
	raw, err := json.Marshal(in)
	if err != nil {
		w.T.Fatal(err)
	}
	out, err := w.Run(call(w, who, name, raw, request))
	if err != nil {
		w.T.Fatal(err)
	}
	return out
}

func TestWhatChangedSinceOneLooked(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		a, b, c, _ := w.chain()
		type changes struct {
			Since *string
			Items []struct {
				ID            string
				What          []string
				By            string
				Before, After *struct{ EndOn string }
			}
			Gone []line
		}
		ask := func(who string, in obj) (out changes) { w.Into(who, "roadmap.changes", in, &out); return out }
		if got := ask("sam", obj{"product": "LEND"}); got.Since != nil || len(got.Items) > 0 {
			t.Errorf("without a look: %+v", got)
		}
		w.Do("sam", "roadmap.look", obj{"product": "LEND"})
		snap := w.Do("pia", "snapshot.create", obj{"product": "LEND", "name": "Before the board"}).ID
		w.Clock.Add(time.Hour)
		w.Do("pia", "feature.update", obj{"id": a, "patch": obj{"endOn": "2026-03-09"}})
		w.Do("pia", "feature.update", obj{"id": b, "patch": obj{"title": "Decide at once", "horizon": "now"}})
		w.Do("pia", "feature.archive", obj{"id": c})
		d := w.feature("New", "", "")
		w.Do("pia", "feature.update", obj{"id": d, "patch": obj{"body": "Not of the roadmap"}})
		want := map[string]string{a: "moved", b: "horizon title", c: "gone", d: "added"}
		for name, got := range map[string]changes{"look": ask("sam", obj{"product": "LEND"}), "snapshot": ask("nora", obj{"product": "LEND", "snapshot": snap})} {
			if len(got.Items) != 4 {
				t.Fatalf("%s: %d changes, want 4: %+v", name, len(got.Items), got.Items)
			}
			for _, i := range got.Items {
				if strings.Join(i.What, " ") != want[i.ID] || i.By != w.Members["pia"] {
					t.Errorf("%s: %v by %s, want %s", name, i.What, i.By, want[i.ID])
				}
				if i.ID == a && (i.Before.EndOn != "2026-03-10" || i.After.EndOn != "2026-03-09") {
					t.Errorf("%s: from %+v to %+v", name, i.Before, i.After)
				}
			}
			if len(got.Gone) != 1 || got.Gone[0].ID != c {
				t.Errorf("%s: gone %+v", name, got.Gone)
			}
		}
		then := w.plan("pia", obj{"product": "LEND", "snapshot": snap})
		if len(then.Lines) != 4 || !slices.ContainsFunc(then.Lines, func(l line) bool { return l.ID == a && l.EndOn == "2026-03-10" }) {
			t.Errorf("as it was: %+v", then.Lines)
		}
		if len(w.plan("pia", obj{"product": "LEND", "asOf": "2026-03-01"}).Lines) != 0 {
			t.Error("there was a roadmap before there was anything")
		}
		w.Do("sam", "roadmap.look", obj{"product": "LEND"})
		if got := ask("sam", obj{"product": "LEND"}); len(got.Items) != 0 {
			t.Errorf("after a look: %+v", got.Items)
		}
		if _, err := w.Try("pia", "snapshot.create", obj{"product": "LEND", "name": "Before the board"}); err == nil {
			t.Error("two snapshots have one name")
		}
	})
}
