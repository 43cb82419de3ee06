package portal_test

import (
	"strings"
	"testing"

	"throughline/internal/app/apptest"
)

// A cut that a query narrows tells of no other product's milestones and launches.
func TestDaysBesideFollowWhatACutShows(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		for _, p := range []string{"LEND", "HIDE"} {
			w.Do("pia", "feature.create", obj{"fields": obj{"product": p, "title": "A feature of " + p, "endOn": "2026-04-17"}})
			w.Do("pia", "milestone.create", obj{"fields": obj{"product": p, "title": "A day of " + p, "dueOn": "2026-05-01"}})
			w.Do("pia", "launch.create", obj{"fields": obj{"product": p, "title": "A launch of " + p, "day": "2026-05-08"}})
		}
		for field, what := range map[string]string{"milestones": "A day", "launches": "A launch"} {
			for _, c := range []struct{ query, has, lacks string }{
				{"", " of HIDE", "nothing"},
				{"product:LEND", " of LEND", " of HIDE"},
				{"title:HIDE", " of HIDE", " of LEND"},
				{"state:dropped", "", ""},
			} {
				cut := makeCut(w, "team", obj{"products": []string{"LEND", "HIDE"}, "query": c.query, "group": "", "fields": []string{"title", "dates", field}})
				has, lacks := what+c.has, what+c.lacks
				if c.has == "" {
					has = "Nothing is shown here"
				}
				got := get(w, "/share/"+makeLink(w, cut, nil).Token).Body.String()
				if !strings.Contains(got, has) || strings.Contains(got, lacks) {
					t.Errorf("%s of %q, wants %q and not %q:\n%s", field, c.query, has, lacks, got)
				}
			}
		}
	})
}
