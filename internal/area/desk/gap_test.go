package desk_test

import (
	"strings"
	"testing"
	"time"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type obj = map[string]any

// world builds records by short lines and remembers their keys by title.
type world struct {
	*apptest.World
	keys map[string]string
}

// add makes a record: "feature F1 state=planned horizon=now".
func (w world) add(line string) {
	w.Clock.Add(time.Millisecond) // ids sort by when they were made
	words := strings.Fields(line)
	fields := obj{"product": "LEND", "title": words[1]}
	for _, f := range words[2:] {
		name, value, _ := strings.Cut(f, "=")
		if key, ok := w.keys[value]; ok {
			value = key
		}
		fields[name] = strings.ReplaceAll(value, "_", " ")
	}
	w.keys[words[1]] = w.Do("adam", words[0]+".create", obj{"fields": fields}).Key
}

// join makes a link: "S1 delivers F1".
func (w world) join(line string) {
	words := strings.Fields(line)
	w.Do("adam", "link.create", obj{"type": strings.ReplaceAll(words[1], "_", " "), "from": w.keys[words[0]], "to": w.keys[words[2]]})
}

// gaps walks all pages and gives "sort: titles".
func (w world) gaps(who string, in obj) string {
	out, sort := "", ""
	for {
		var p struct {
			Items []struct{ Title, Gap, What, Kind, Key string }
			Next  *string
		}
		w.Into(who, "gap.list", in, &p)
		for _, g := range p.Items {
			if g.Gap != sort {
				out, sort = out+g.Gap+": ", g.Gap
			}
			out += g.Title + " "
			if g.What == "" || g.Kind == "" || g.Key == "" {
				w.T.Errorf("the gap of %s is told as %+v", g.Title, g)
			}
		}
		if p.Next == nil {
			return strings.TrimSpace(out)
		}
		in["cursor"] = *p.Next
	}
}

func TestGapsOfAProduct(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.World) {
		w := world{a, map[string]string{}}
		for _, line := range []string{
			"objective O1", "objective O2-idle", "objective O3", "objective O4", "objective O5-idle", "objective O6 state=settled",
			"initiative I1-idle", "initiative I2",
			"feature F1 state=in_progress endOn=2026-05-01", "feature F2-idle", "feature F3", "feature F4", "feature F5-empty state=planned horizon=now",
			"feature F6 horizon=now", "feature F7-empty state=planned", "feature F8 state=planned", "feature F9 state=dropped",
			"story S1", "task T1 parent=S1", "story S2-idle state=done", "bug B1 state=dropped", "spike P1-idle", "story S3 state=dropped",
			"release R1-empty dueOn=2026-05-01", "release R2 dueOn=2026-05-01", "release R3", "release R4 state=dropped dueOn=2026-05-01",
			"metric M1", "promise G1-empty member=me dueOn=2026-12-01", "promise G2 member=me dueOn=2026-12-01", "promise G3-empty member=me dueOn=2026-12-01",
		} {
			w.add(line)
		}
		for _, line := range []string{
			"F1 serves O1", "F3 delivers I2", "I2 serves O1", "O4 serves O3", "F4 serves O4", "F9 serves O5-idle",
			"F5-empty serves O1", "F6 serves O1", "F7-empty serves O1", "F8 serves O1",
			"S1 delivers F1", "S3 delivers F7-empty", "F7-empty ships_in R2", "F8 ships_in R4", "M1 measures O2-idle",
			"G2 kept_by F8", "G3-empty kept_by S3",
		} {
			w.join(line)
		}
		w.Clock.Add(time.Millisecond)
		w.Do("paul", "story.create", obj{"fields": obj{"product": "HIDE", "title": "Hidden-idle"}})
		const lend = "work: I1-idle F2-idle S2-idle P1-idle objective: O2-idle O5-idle promise: F5-empty F7-empty R1-empty G1-empty G3-empty"
		if got := w.gaps("nora", obj{"product": "LEND"}); got != lend {
			t.Errorf("the gaps are\n%s, want\n%s", got, lend)
		}
		if got := w.gaps("nora", obj{"product": "LEND", "limit": 1}); got != lend {
			t.Errorf("one by one the gaps are\n%s, want\n%s", got, lend)
		}
		if got := w.gaps("nora", obj{"gap": "objective"}); got != "objective: O2-idle O5-idle" {
			t.Errorf("the objectives are %s", got)
		}
		if got := w.gaps("paul", obj{"gap": "work", "limit": 4}); got != "work: I1-idle F2-idle S2-idle P1-idle Hidden-idle" {
			t.Errorf("the product owner sees the idle work %s", got)
		}
		if _, err := w.Try("nora", "gap.list", obj{"product": "HIDE"}); !errs.Is(err, errs.NotFound) {
			t.Errorf("the gaps of a hidden product: %v", err)
		}
		// Filling a gap closes it; archiving takes a record out of the question.
		w.join("F2-idle serves O2-idle")
		w.join("S2-idle delivers F5-empty")
		w.join("P1-idle ships_in R1-empty")
		w.join("G1-empty kept_by P1-idle")
		w.Do("adam", "initiative.archive", obj{"id": w.keys["I1-idle"]})
		if got, want := w.gaps("nora", obj{"product": "LEND"}), "work: P1-idle objective: O5-idle promise: F7-empty G3-empty"; got != want {
			t.Errorf("after filling gaps they are %s, want %s", got, want)
		}
	})
}

func TestGapsKnowATeamsOwnStates(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.World) {
		w := world{a, map[string]string{}}
		w.Do("paul", "workflow.set", obj{"product": "LEND", "kinds": []string{"feature"}, "states": []obj{
			{"name": "thought", "meaning": "idea"}, {"name": "candidate"}, {"name": "promised", "meaning": "planned"}, {"name": "building", "meaning": "in progress"},
			{"name": "out", "meaning": "released"}, {"name": "settled"}, {"name": "gone", "meaning": "dropped"},
		}})
		for _, line := range []string{"objective O-idle", "feature Gone state=gone", "feature Empty state=promised horizon=now", "objective O"} {
			w.add(line)
		}
		w.join("Gone serves O-idle")
		w.join("Empty serves O")
		if got, want := w.gaps("nora", obj{}), "objective: O-idle promise: Empty"; got != want {
			t.Errorf("the gaps are %s, want %s", got, want)
		}
	})
}
