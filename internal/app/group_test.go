package app_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"throughline/internal/app/apptest"
	"throughline/internal/kit/errs"
)

type group struct {
	Value, Label, Q string
	Count           int
}

// TestGroupsNameTheirRecords sees that each group's query finds as many records
// as the group counts, and that all groups together find all.
func TestGroupsNameTheirRecords(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		grouped(w)
		for _, q := range []string{
			"type:story,bug group:state", "group:state", "group:kind", "group:category", "group:owner", "group:creator", "group:estimate", "group:due", "group:dueon",
			"group:product", "group:sprint", "group:tag", "group:feature", "group:relates", "group:tier", "group:ready", "type:story or type:bug group:owner",
			"type:story sort:-title group:state", "title:a group:tag",
		} {
			var groups []group
			out, err := w.Try("pia", "record.groups", obj{"q": q})
			if errs.Is(err, errs.Invalid) && (strings.Contains(q, "due") || q == "group:ready") {
				continue // not every word above is a field
			}
			if err != nil {
				t.Errorf("%s: %v", q, err)
				continue
			}
			if err := json.Unmarshal(out.JSON, &groups); err != nil {
				t.Fatal(err)
			}
			all := map[string]bool{}
			for _, g := range groups {
				ids := idsFor(w, "pia", g.Q)
				if len(ids) != g.Count {
					t.Errorf("%s: %q counts %d, and %s finds %d", q, g.Label, g.Count, g.Q, len(ids))
				}
				for _, i := range ids {
					all[i] = true
				}
			}
			if whole := idsFor(w, "pia", q); len(all) != len(whole) {
				t.Errorf("%s: the groups find %d of %d records: %+v", q, len(all), len(whole), groups)
			}
		}
	})
}

func grouped(w *apptest.World) {
	w.T.Helper()
	w.Do("paul", "workflow.set", obj{"product": "LEND", "kinds": []string{"bug"}, "states": []obj{
		{"name": "none", "category": "todo"}, {"name": `we "say" ready`, "category": "todo", "meaning": "ready"}, {"name": "doing", "category": "doing"},
		{"name": "done", "category": "done", "meaning": "done"}, {"name": "all done", "category": "closed", "meaning": "accepted"},
	}})
	field := w.Do("paul", "field.create", obj{"name": "tier", "type": "choice", "kinds": []string{"story", "bug"}, "options": []string{"gold", "silver plate", "none"}})
	sprint := w.Do("paul", "sprint.create", obj{"fields": obj{"product": "LEND", "title": "Sprint 1"}})
	pay := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Pay"}})
	lend := w.Do("pia", "feature.create", obj{"fields": obj{"product": "LEND", "title": "Lend"}})
	hidden := w.Do("pia", "feature.create", obj{"fields": obj{"product": "HIDE", "title": "Hidden"}})
	before := ""
	for i := range 9 {
		s := newStory(w, obj{
			"title": fmt.Sprint("A story ", i), "estimate": []any{nil, 0.5, 3, 13}[i%4], "tags": [][]string{{}, {"pay"}, {"Pay", "two words"}, {"none"}}[i%4],
			"owner": []any{nil, "paul@example.com", "dina@example.com"}[i%3], "custom": []obj{{}, {"tier": "gold"}, {"tier": "silver plate"}, {"tier": "none"}}[i%4],
			"sprint": []any{nil, sprint.Key}[i%2],
		})
		if i%3 > 0 {
			join(w, "paul", "delivers", s.ID, pay.ID)
		}
		if i%3 == 2 {
			join(w, "paul", "delivers", s.ID, lend.ID)
		}
		if before != "" && i%2 == 0 {
			join(w, "paul", "relates", s.ID, before)
			join(w, "paul", "relates", before, s.ID)
		}
		before = s.ID
	}
	for _, state := range []string{"none", `we "say" ready`, "doing", "done"} {
		b := w.Do("paul", "bug.create", obj{"fields": obj{"product": "LEND", "title": "A bug"}})
		w.Do("adam", "bug.update", obj{"id": b.ID, "patch": obj{"state": state}})
	}
	w.Do("paul", "story.create", obj{"fields": obj{"product": "HIDE", "title": "A hidden story", "tags": []string{"secret"}}})
	_ = hidden
	w.Do("paul", "field.update", obj{"id": field.ID, "options": []string{"gold", "none"}})
}

func idsFor(w *apptest.World, who, q string) []string {
	w.T.Helper()
	var got struct{ IDs []string }
	w.Into(who, "record.ids", obj{"q": q}, &got)
	return got.IDs
}

func TestGroupsOfStatesAreColumns(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		grouped(w)
		ask := func(who, q string) (out []string) {
			t.Helper()
			var groups []group
			w.Into(who, "record.groups", obj{"q": q, "product": "LEND"}, &groups)
			for _, g := range groups {
				out = append(out, fmt.Sprintf("%s %d", g.Label, g.Count))
			}
			return out
		}
		if got, want := ask("dina", "type:bug group:state"), []string{"none 1", `we "say" ready 1`, "doing 1", "done 1", "all done 0"}; !slices.Equal(got, want) {
			t.Errorf("columns %q, want %q", got, want)
		}
		if got, want := ask("dina", "type:story group:tag"), []string{"none 2", "Pay 4", "two words 2", " 3"}; !slices.Equal(got, want) {
			t.Errorf("tags %q, want %q", got, want)
		}
		if got, want := ask("dina", "type:story group:feature"), []string{"Pay 6", "Lend 3", " 3"}; !slices.Equal(got, want) {
			t.Errorf("features %q, want %q", got, want)
		}
		if got, want := ask("dina", "type:story group:estimate"), []string{"0.5 2", "3 2", "13 2", " 3"}; !slices.Equal(got, want) {
			t.Errorf("estimates %q, want %q", got, want)
		}
		for q, want := range map[string]string{"type:story": "group", "group:title": "cannot be grouped", "group:nothing": "Unknown field"} {
			if _, err := w.Try("dina", "record.groups", obj{"q": q}); !errs.Is(err, errs.Invalid) || !strings.Contains(fmt.Sprint(errs.Public(err).Fields), want) {
				t.Errorf("%s: %v", q, err)
			}
		}
	})
}

func TestWordsForSprints(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		sprint := func(title, start string) string {
			return w.Do("paul", "sprint.create", obj{"fields": obj{"product": "LEND", "title": title, "startOn": start, "endOn": start}}).Key
		}
		in := func(key string) string { return newStory(w, obj{"sprint": key}).ID }
		later, now, next := sprint("Later", "2026-05-01"), sprint("Current", "2026-03-01"), sprint("Next", "2026-04-01")
		inLater, inNow, inNext, in0 := in(later), in(now), in(next), newStory(w, nil).ID
		check := func(q string, want ...string) {
			t.Helper()
			got := idsFor(w, "dina", "type:story "+q)
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%s finds %v, want %v", q, got, want)
			}
		}
		check("sprint:current")
		check("-sprint:active", inLater, inNow, inNext, in0)
		check(`sprint:"current"`, inNow) // its title
		w.Do("paul", "sprint.start", obj{"id": now})
		check("sprint:current", inNow)
		check("sprint:Active", inNow)
		check("sprint:next", inNext)
		check("sprint:current,next", inNow, inNext)
		check("sprint!=current", inLater, inNext, in0)
		check("sprint:none,next", inNext, in0)
		if _, err := w.Try("dina", "record.list", obj{"q": "sprint:upcoming"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("another word: %v", err)
		}
	})
}
