package portal_test

import (
	"strings"
	"testing"

	"throughline/internal/app/apptest"
)

// A cut that a query narrows tells of no other product's days.
func TestMilestonesFollowWhatACutShows(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		for _, p := range []string{"LEND", "HIDE"} {
			w.Do("pia", "feature.create", obj{"fields": obj{"product": p, "title": "A feature of " + p, "endOn": "2026-04-17"}})
			w.Do("pia", "milestone.create", obj{"fields": obj{"product": p, "title": "A day of " + p, "dueOn": "2026-05-01"}})
		}
		for _, c := range []struct{ query, has, lacks string }{
			{"", "A day of HIDE", "nothing"},
			{"product:LEND", "A day of LEND", "A day of HIDE"},
			{"title:HIDE", "A day of HIDE", "A day of LEND"},
			{"state:dropped", "Nothing is shown here", "A day of"},
		} {
			cut := makeCut(w, "team", obj{"products": []string{"LEND", "HIDE"}, "query": c.query, "group": "", "fields": []string{"title", "dates", "milestones"}})
			got := get(w, "/share/"+makeLink(w, cut, nil).Token).Body.String()
			if !strings.Contains(got, c.has) || strings.Contains(got, c.lacks) {
				t.Errorf("%q, wants %q and not %q:\n%s", c.query, c.has, c.lacks, got)
			}
		}
	})
}
